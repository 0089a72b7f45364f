"""Where everything stands on the sheet Giải trình điểm, known before the first cell is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emulation_cli.cluster.criteria import Kind, Tree
from emulation_cli.reports.formulas import Cell, at
from emulation_cli.results import Results
from emulation_cli.scoring.peers import PEER_KINDS

HEAD = 2  # rows above the table's header: title, how to read it
WIDTHS: Mapping[str, float] = {
    "unit": 24,
    "criterion": 9,
    "text": 48,
    "kind": 23,
    "parameters": 28,
    "maximum": 10,
    "target": 12,
    "actual": 12,
    "self_score": 9,
    "appraised_score": 10,
    "live": 10,
    "points": 10,
    "difference": 10,
    "note": 70,
}
COLUMN = {key: number for number, key in enumerate(WIDTHS)}
FROZEN = COLUMN["text"]


@dataclass(frozen=True)
class Layout:
    """`first` is each unit's first row, `place` each row's number within a unit (criteria that are scored, and those
    of which one child is chosen), `figures` the row of each peer criterion's first figure below the table."""

    first: Mapping[str, int]
    place: Mapping[str, int]
    figures: Mapping[str, int]
    end: int  # the first row below the table

    def row(self, unit: str, path: str) -> int:
        """The row of a unit's criterion."""
        return self.first[unit] + self.place[path]

    def cell(self, unit: str, path: str, key: str) -> Cell:
        """A unit's cell for a criterion."""
        return self.row(unit, path), COLUMN[key]

    def figure(self, path: str) -> tuple[str, str]:
        """The two figures of the whole cluster for a criterion, as its rows refer to them."""
        row = self.figures[path]
        return at((row, COLUMN["live"]), fixed=True), at((row + 1, COLUMN["live"]), fixed=True)


def layout_for(results: Results, units: list[str]) -> Layout:
    """Units one after the other in standings order, then a line left free, then two figures a peer criterion."""
    tree = results.cluster.tree
    place = {path: number for number, path in enumerate(_scored(tree))}
    start = HEAD + 1
    first = {unit: start + number * len(place) for number, unit in enumerate(units)}
    end = start + len(units) * len(place)
    peers = [leaf.path for leaf in tree.leaves if leaf.kind in PEER_KINDS]
    figures = {path: end + 2 + 2 * number for number, path in enumerate(peers)}
    return Layout(first, place, figures, end)


def _scored(tree: Tree) -> list[str]:
    leaves = {leaf.path for leaf in tree.leaves}
    return [one.path for one in tree.criteria if one.path in leaves or one.kind is Kind.CHOICE]
