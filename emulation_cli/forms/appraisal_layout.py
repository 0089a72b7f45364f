"""Where things stand in a sheet of appraisal.xlsx; rows and columns count from 0, as XlsxWriter does."""

from __future__ import annotations

from collections.abc import Iterator

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster

# Keys of labels with widths in characters.
BASE = {"criterion": 15.0, "text": 44.0, "maximum": 9.0}
FIELDS = {"claimed": 9.0, "first": 8.0, "explanation": 20.0, "second": 8.0, "opinion": 24.0}
CLUSTER_ROW, TITLE_ROW, WHO_ROW, HINT_ROW, TICK_ROW, NAME_ROW, HEADER_ROW, FIRST_ROW = range(8)
HEADER_HEIGHT = 22.0
UNITS_A_PAGE = 2


def columns_of(at: int) -> int:
    """The first column of the unit in this place."""
    return len(BASE) + at * len(FIELDS)


def lines(cluster: Cluster) -> Iterator[tuple[int, Criterion]]:
    """Every criterion with its row."""
    yield from enumerate(cluster.criteria, FIRST_ROW)
