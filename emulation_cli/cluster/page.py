"""A sheet of the definition whose columns are known: cells asked for by column, what is wrong with them collected."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.problems import Place, Problem, Severity
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Workbook, column_letters
from emulation_cli.text import clean


@dataclass
class Page:
    """`columns` are by key of labels.toml, those in `beside` only looked up; `others` are header cells of no column.

    A cell that was reported is *flawed*: later checks leave it alone, so that one slip makes one finding. Every cell
    of a column in `lost` (missing, or its header misspelt) counts as flawed. `paths` names criteria by row.
    """

    workbook: Workbook
    sheet: Sheet
    header: int
    columns: dict[str, int]
    others: dict[int, Cell] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    lost: set[str] = field(default_factory=set)
    paths: Mapping[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)  # rows with an error
    _flawed: set[tuple[int, str]] = field(default_factory=set)

    def rows(self) -> Iterator[int]:
        """The rows below the header that hold something in a column that is read."""
        wanted = {column for key, column in self.columns.items() if key not in self.beside}
        for row, cells in self.sheet.rows():
            if row > self.header and any(column in wanted and is_filled(cell) for column, cell in cells.items()):
                yield row

    def cell(self, row: int, key: str) -> Cell | None:
        """A cell with a value; None where it is empty, or holds an error or a formula without value (reported)."""
        cell = self._raw(row, key)
        if cell is None or not is_filled(cell):
            return None
        if cell.kind is Kind.ERROR:
            self.report(row, key, slip("definition-cell-error", written=cell.text))
            return None
        if cell.kind is Kind.UNCALCULATED:
            self.report(row, key, slip("definition-cell-uncalculated", written=f"={cell.formula or ''}"))
            return None
        return cell

    def is_blank(self, row: int, key: str) -> bool:
        """Whether nothing stands there (a cell that could not be read is not blank)."""
        cell = self._raw(row, key)
        return not self.is_flawed(row, key) and (cell is None or not is_filled(cell))

    def is_flawed(self, row: int, key: str) -> bool:
        """Whether the cell was already reported, or its whole column cannot be read."""
        return key in self.lost or (row, key) in self._flawed

    def report(self, row: int, key: str, what: Slip, *, flaw: bool = True) -> None:
        """Add a finding about a cell. An error flaws it (unless `flaw` is False), and a flawed cell is left alone."""
        if self.is_flawed(row, key):
            return
        found = what.at(self.place(row, key), self.paths.get(row))
        self.problems.append(found)
        if found.severity is Severity.ERROR:
            self.faulty.add(row)
            if flaw:
                self._flawed.add((row, key))

    def report_sheet(self, what: Slip, row: int | None = None, column: int | None = None) -> None:
        """Add a finding about the sheet, or about a cell of it that is no column's."""
        address = f"{column_letters(column)}{row}" if row and column else ""
        self.problems.append(what.at(Place(self.workbook.name, self.sheet.name, address)))

    def place(self, row: int, key: str) -> Place:
        """Where a cell stands; the column's place is taken by the first one where the column is missing."""
        return Place(self.workbook.name, self.sheet.name, self.address(row, key))

    def address(self, row: int, key: str) -> str:
        """'C5'."""
        column = self.columns.get(key) or min(self.columns.values())
        return f"{column_letters(column)}{row}"

    def title(self, row: int, key: str) -> str:
        """What a cell is called in the file: its column's header, or for a setting its item."""
        if key == "value" and "item" in self.columns:
            return clean(self.sheet.text(row, self.columns["item"]))
        return clean(self.sheet.text(self.header, self.columns[key])) if key in self.columns else key

    def _raw(self, row: int, key: str) -> Cell | None:
        column = self.columns.get(key)
        if column is None:
            return None
        return self.sheet.cells.get((row, column)) or self._merged.get((row, column))

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Cell]:
        """Cells merged downwards take the value above; only in rows that hold something of their own."""
        rows = list(self.rows())
        found: dict[tuple[int, int], Cell] = {}
        for first, column, last, _ in self.sheet.merges:
            top = self.sheet.cells.get((first, column))
            if top and first > self.header:
                found.update(dict.fromkeys(((row, column) for row in _between(rows, first, last)), top))
        return found


def _between(rows: list[int], first: int, last: int) -> list[int]:
    return rows[bisect_right(rows, first) : bisect_right(rows, last)]


def is_filled(cell: Cell) -> bool:
    """Whether a cell says anything; an error does, white space does not."""
    return cell.kind is not Kind.TEXT or bool(cell.text.strip())
