"""Appraisers at work: an appraisal.xlsx as `emul appraise` makes it, filled in by the file's own XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from content.example import Appraiser, Example
from content.touches import fill
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.appraisal_layout import FIELDS, TICK_ROW, columns_of, lines
from emulation_cli.spreadsheet.cells import column_letters

WRITTEN = ("first", "explanation", "second", "opinion")
TICK, MARKED = "x", "Ô trống là đồng ý với tự chấm"


def appraise(path: Path, example: Example) -> None:
    """Write each appraiser's ticks and marks into his sheet; sheets stand in the appraisers' order."""
    excused = {line.unit for line in example.decisions.excuses} if example.decisions else set()
    units = [unit.code for unit in example.cluster.units if unit.code not in excused]
    for number, appraiser in enumerate(example.appraisers, 1):
        fill(path, f"xl/worksheets/sheet{number}.xml", dict(_cells(example.cluster, units, appraiser)))


def _cells(cluster: Cluster, units: Sequence[str], appraiser: Appraiser) -> Iterator[tuple[str, str | float]]:
    rows = {criterion.path: row for row, criterion in lines(cluster)}
    for unit in appraiser.ticked:
        first = columns_of(units.index(unit))
        yield _address(TICK_ROW, first), TICK
        yield _address(TICK_ROW, first + 1), MARKED  # what the formula there then shows
    for (unit, path), mark in appraiser.marks.items():
        for field in WRITTEN:
            if value := getattr(mark, field):
                column = columns_of(units.index(unit)) + list(FIELDS).index(field)
                yield _address(rows[path], column), float(value) if field in ("first", "second") else value


def _address(row: int, column: int) -> str:
    return f"{column_letters(column + 1)}{row + 1}"
