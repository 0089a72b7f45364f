"""Where everything stands on the sheet Tổng hợp, known before the first cell is written: formulas refer ahead."""

from __future__ import annotations

from dataclasses import dataclass

from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.cluster.model import Cluster
from emulation_cli.reports.book import points_width
from emulation_cli.reports.formulas import Cell
from emulation_cli.results import Results

HEAD_LINES = 4  # cluster, title, period, status
MOST_REASONS = 8  # at the top; the others stand below the table
SUMS = ("base", "bonus", "deduction", "total", "maximum", "percent", "class", "note")
WIDTHS = {"rank": 6.0, "unit": 29.0, "percent": 9.0, "class": 11.0, "note": 26.0}
RULE_NAME, RULE_SIGN, RULE_VALUE = 1, 2, 3  # columns of the rules


@dataclass(frozen=True)
class Plan:
    """Rows count from 0. `columns` is by key: rank, unit, each section's path, then the sums."""

    sections: tuple[Criterion, ...]
    columns: dict[str, int]
    header: int  # the table's header
    count: int  # units in the table
    unranked: int  # heading of the units that are not ranked
    rules: int  # heading of the rules
    caps: tuple[Cell | None, Cell | None]  # of bonus and deduction
    classes: int  # row of the first class
    foot: int  # first row below the rules
    points_width: float

    def cell(self, unit: int, key: str) -> Cell:
        """A unit's cell in a column."""
        return self.header + 1 + unit, self.columns[key]

    def width(self, key: str) -> float:
        """A column's width in characters."""
        return WIDTHS.get(key, self.points_width)


def plan_for(results: Results) -> Plan:
    """Lay the sheet out from the top: head, reasons, table, units not ranked, rules."""
    cluster = results.cluster
    sections = tuple(one for one in cluster.tree.sections if one.group is not Group.UNCOUNTED)
    keys = ("rank", "unit", *(section.path for section in sections), *SUMS)
    header = HEAD_LINES + min(len(results.reasons), MOST_REASONS + 1) + 1
    unranked = header + 1 + max(len(results.standings), 1) + 1
    rules = unranked + (len(results.unranked) + 2 if results.unranked else 0)
    caps = _caps(cluster, rules + 1)
    classes = rules + 1 + sum(cap is not None for cap in caps)
    foot = classes + len(cluster.classes) if classes + len(cluster.classes) > rules + 1 else rules
    columns = {key: column for column, key in enumerate(keys)}
    count, wide = len(results.standings), points_width(results)
    return Plan(sections, columns, header, count, unranked, rules, caps, classes, foot, wide)


def _caps(cluster: Cluster, row: int) -> tuple[Cell | None, Cell | None]:
    bonus = (row, RULE_VALUE) if cluster.bonus_cap is not None else None
    below = row + 1 if bonus else row
    return bonus, (below, RULE_VALUE) if cluster.deduction_cap is not None else None
