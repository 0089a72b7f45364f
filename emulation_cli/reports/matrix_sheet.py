"""The sheet Ma trận: every criterion of every unit, subtotals as formulas over what stands there.

A criterion a row and a unit a column, in standings order; a large cluster the other way round, written row by row
with little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from emulation_cli.cluster.criteria import Group
from emulation_cli.reports.book import Book, across, points_format, put, stored
from emulation_cli.reports.formulas import Cell, at, best_of, excess_of, rescaled_sum, sum_of
from emulation_cli.reports.matrix import EXCESS, TOTAL, ZERO, Entry, Line, Matrix
from emulation_cli.reports.matrix_frame import Frame, emphasis
from emulation_cli.reports.matrix_layout import Layout
from emulation_cli.results import Score, Standing

Nets = list[dict[str, Decimal]]
Scores = Mapping[str, Mapping[str, Score]]
OPEN_STATES = ("blank", "unreadable", "over_max", "open")


def write(
    book: Book, sheet: Any, matrix: Matrix, layout: Layout | None, totals: Sequence[str], scores: Scores | None
) -> Nets:
    """Fill the sheet; `totals` name each unit's total on the summary sheet, `scores` by unit and path are all of them
    where units stand across.

    Returns, for each unit in standings order, the net points of the sections that mix groups.
    """
    if layout is None:
        across(sheet, 0, 8, book.words("matrix.too_wide"), book.look("line"), 80)
        return [{} for _ in totals]
    cells = _Cells(book, sheet, matrix, layout, totals)
    cells.frame.shade()
    return _units_across(cells, scores) if scores is not None else _units_down(cells)


class _Cells:
    """Writes entries; the looks of a line's cells are made once."""

    def __init__(self, book: Book, sheet: Any, matrix: Matrix, layout: Layout, totals: Sequence[str]) -> None:
        self.book, self.sheet, self.matrix, self.layout, self.totals = book, sheet, matrix, layout, totals
        self.places, self.rescaled = book.results.cluster.places, False
        self.frame = Frame(book, sheet, matrix, layout)
        self.words = {state: book.words(f"state.{state}") for state in (*OPEN_STATES, "not_assigned")}
        self.looks = [_Looks(book, line, self.places) for line in matrix.lines]

    def put(self, place: int, unit: int, entries: list[Entry]) -> None:
        """One cell: a number, a formula with its number, or the word for why there is none."""
        entry = entries[place]
        looks, (row, column) = self.looks[place], self.layout.cell(place, unit)
        if entry.points is None:
            look = looks.open if entry.state in OPEN_STATES else looks.empty
            put(self.sheet, row, column, self.words.get(entry.state, ""), look)
            return
        look = looks.number if not entry.is_open else looks.assumed if entry.state else looks.bound
        formula = self._formula(place, unit, entries)
        if formula:
            self.sheet.write_formula(row, column, formula, look, stored(entry.points))
        else:
            self.sheet.write_number(row, column, stored(entry.points), look)

    def _formula(self, place: int, unit: int, entries: list[Entry]) -> str | None:
        line, cell, entry = self.matrix.lines[place], self.layout.cell, entries[place]
        if line.key == TOTAL:
            return f"={self.totals[unit]}"
        if not entry.live:
            return None
        members = [cell(member, unit) for member in line.members]
        if line.key == EXCESS:
            return excess_of(self._pairs(unit, line.members, entries), self.places)
        if line.chosen:
            return best_of(members)
        if entry.scale:
            self.rescaled = True
            over = self.matrix.exceeding(line.key)
            added = sum((entries[member].points or ZERO for member in line.members), ZERO)
            added -= self.matrix.over(over, entries)
            return rescaled_sum(members, entry.scale, added, self.places, self._pairs(unit, over, entries))
        ceiling = self.layout.maximum(place) if line.capped else None
        return sum_of(members, self.places, ceiling, [cell(less, unit) for less in line.less])

    def _pairs(self, unit: int, places: Iterable[int], entries: list[Entry]) -> list[tuple[Cell, str]]:
        """Leaves' points with their maximum: its cell, or the unit's own number where a rule raised it."""
        raised = {place: entries[place].maximum for place in places}
        return [
            (self.layout.cell(place, unit), at(self.layout.maximum(place), fixed=True) if own is None else f"{own:f}")
            for place, own in raised.items()
        ]

    def nets(self, entries: list[Entry]) -> dict[str, Decimal]:
        """The net points of the sections that mix groups."""
        return {path: self.matrix.net(path, entries) for path in self.matrix.mixed}


class _Looks:
    """How the cells of one line look; `bound` is a sum with something open, `assumed` an open deduction that is
    taken in full."""

    def __init__(self, book: Book, line: Line, places: int) -> None:
        look, number = emphasis(line), points_format(places)
        bound = points_format(places, "≤" if line.group is Group.DEDUCTION else "≥")
        doubtful = {**look, "bold": True, "italic": True, "bg_color": "#FCE4D6"}
        self.number = book.look("number", num_format=number, **look)
        self.empty = book.look("centre", **look)
        self.bound = book.look("number", num_format=bound, **look)
        self.open = book.look("centre", **{**doubtful, "font_size": 9, "text_wrap": False, "shrink": True})
        self.assumed = book.look("number", num_format=f'"? "{number}', **doubtful)


def _units_across(cells: _Cells, scores: Scores) -> Nets:
    """Criteria down, units across: a row at a time."""
    standings = cells.book.results.standings
    cells.frame.across()
    columns = [cells.matrix.column(scores.get(one.unit, {}), one) for one in standings]
    for place, line in enumerate(cells.matrix.lines):
        cells.frame.row_label(place, line)
        for unit, entries in enumerate(columns):
            cells.put(place, unit, entries)
    cells.frame.legend(cells.layout.cell(len(cells.matrix.lines), 0)[0] + 1, cells.rescaled)
    return [cells.nets(entries) for entries in columns]


def _units_down(cells: _Cells) -> Nets:
    """Units down, criteria across; scores are taken as they come, one unit after the other."""
    found: Nets = []
    cells.frame.down()
    rank, name = cells.book.look("centre", num_format="0"), cells.book.look("text")
    for unit, (standing, scores) in enumerate(_in_step(cells.book.results.standings, cells.book.results.scores)):
        row = cells.layout.cell(0, unit)[0]
        cells.sheet.write_number(row, 0, standing.rank, rank)
        put(cells.sheet, row, 1, standing.name, name)
        entries = cells.matrix.column(scores, standing)
        for place in range(len(entries)):
            cells.put(place, unit, entries)
        found.append(cells.nets(entries))
    cells.frame.legend(cells.layout.cell(0, len(found))[0] + 1, cells.rescaled)
    return found


def _in_step(standings: Iterable[Standing], scores: Iterable[Score]) -> Iterator[tuple[Standing, Mapping[str, Score]]]:
    """Each standing with its scores, which come in the same order; a unit may have none."""
    groups = groupby(scores, key=lambda score: score.unit)
    unit, held = next(groups, ("", iter(())))
    for standing in standings:
        if unit != standing.unit:
            yield standing, {}
            continue
        yield standing, {score.criterion: score for score in held}
        unit, held = next(groups, ("", iter(())))
