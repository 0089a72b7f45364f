"""The sheet Cụm against the rest: who heads the cluster, when sheets are due, what is still the example's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.units import known_units
from emulation_cli.text import fold

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
SAMPLE_ITEMS = ("superior", "locality")  # what `emul init` can only leave open

Pages = Mapping[str, Page]
Rows = Mapping[str, list[int]]


def check_letterhead(cluster: Cluster, pages: Pages, rows: Rows) -> None:
    """Run every check; `rows` tell where each item of Cụm stands."""
    for check in LETTERHEAD_CHECKS:
        check(cluster, pages, rows)


def head_agency_is_the_head(cluster: Cluster, pages: Pages, rows: Rows) -> None:
    """Cơ quan Cụm trưởng names one member, Vai trò another; an agency that is no member (its office) is left alone."""
    head = next((unit for unit in cluster.units if unit.role == "head"), None)
    named = known_units(cluster.units).code_of(cluster.head_agency) if cluster.head_agency else None
    if head and named and named != head.code:
        what = slip("definition-head-agency", written=cluster.head_agency, head=head.name)
        pages["cluster"].report(rows["head_agency"][0], "value", what)


def deadline_follows_the_period(cluster: Cluster, pages: Pages, rows: Rows) -> None:
    """Sheets on a year cannot be due before it has begun: the deadline is last period's."""
    years = [int(year) for year in _YEAR.findall(cluster.period)]
    due = cluster.deadline
    day = due.date() if isinstance(due, datetime) else due
    if day and years and day < date(min(years), 1, 1):
        what = slip("definition-deadline-early", deadline=day, period=cluster.period)
        pages["cluster"].report(rows["deadline"][0], "value", what)


def nothing_is_left_of_the_example(cluster: Cluster, pages: Pages, rows: Rows) -> None:
    """A cluster of its own units whose letterhead (or some unit) is still what `emul init` wrote."""
    samples = list(_samples())
    units = {fold(name) for sample in samples for name in sample["units"].values()}
    left = [(row, unit) for row, unit in _unit_rows(cluster, pages) if fold(unit.name) in units]
    if len(left) == len(cluster.units):
        return  # the example as it is, or with other criteria: nothing was replaced yet
    for row, unit in left:
        pages["units"].report(row, "unit_name", slip("definition-sample-left", written=unit.name))
    for key in SAMPLE_ITEMS:
        written = getattr(cluster, key)
        if written and fold(written) in {fold(sample[key]) for sample in samples}:
            pages["cluster"].report(rows[key][0], "value", slip("definition-sample-left", written=written))


def _samples() -> Iterator[Mapping[str, Any]]:
    """The example's words in every language."""
    for language in LANGUAGES:
        yield area(language, "forms")["starter"]


def _unit_rows(cluster: Cluster, pages: Pages) -> Iterator[tuple[int, Unit]]:
    return zip(pages["units"].rows(), cluster.units, strict=True)


LETTERHEAD_CHECKS: tuple[Callable[[Cluster, Pages, Rows], None], ...] = (
    head_agency_is_the_head,
    deadline_follows_the_period,
    nothing_is_left_of_the_example,
)
