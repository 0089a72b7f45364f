"""Making a sheet's cells out of what its part writes for each: form, value, style, formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from emulation_cli.spreadsheet import dates
from emulation_cli.spreadsheet.addresses import LAST_COLUMN, NUMBERS, POSITIONS, STYLES, Range, area
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet
from emulation_cli.spreadsheet.escapes import XML_WHITE, plain
from emulation_cli.spreadsheet.package import damaged, too_large

MOST_CELLS = 200_000  # of a workbook that hold something
MOST_SPILLED = 10_000_000  # cells looked at for all array formulas of a sheet
MOST_FAULTS = 500  # cells that cannot be read; with more of them the file as a whole is damaged
MOST_MERGES = 100_000
INVISIBLE = 1  # points; Excel's lowest visible row is higher

NUMBER, TEXT, BOOLEAN, ERROR, UNCALCULATED = Kind
_TRUTH = {"1": "1", "0": "0", "true": "1", "false": "0"}


class Collector:
    """The cells and hidden rows of one sheet as they come. `faults` are (code, address, what the file holds there),
    `own` the texts that are no shared strings.

    `dated` gives, for a style and whether a value is a mere time, the style that shows the same as a date.
    """

    def __init__(
        self,
        sheet: Sheet,
        strings: list[str],
        date1904: bool,
        dated: Callable[[int, bool], int],
        most: int = MOST_CELLS,
    ) -> None:
        self.sheet = sheet
        self.faults: list[tuple[str, str, str]] = []
        self.own: list[str] = []
        self._most = most
        self._strings = strings
        self._date1904 = date1904
        self._dated = dated
        self._spilled: list[Range] = []
        self._put = sheet.cells.setdefault

    def add(self, address: str, style: str, form: str, value: str | None, formula: str | None) -> None:
        """One cell as written: r, s and t ('' for none), v and f (None for none)."""
        row, column = position = POSITIONS[address]
        index = STYLES[style]
        try:
            if value and form == "s":
                kind, text = TEXT, self._strings[int(value) if value[0] != "-" else len(self._strings)]
            elif value and (not form or form == "n"):
                kind, text = NUMBER, NUMBERS[value]
            else:
                kind, text = self._uncommon(form, value)
                if form == "d":
                    index = self._dated(index, "-" not in str(value))
        except (ValueError, LookupError):
            self._fault("file-cell-unreadable", address, value or form)
            kind, text = ERROR, value or form
        if text or formula is not None:
            cell = Cell(row, column, kind, text, index, formula)
            if self._put(position, cell) is not cell:
                self._fault("file-cell-twice", address, text)

    def _fault(self, code: str, address: str, held: str) -> None:
        self.faults.append((code, address, held))
        if len(self.faults) > MOST_FAULTS:
            raise damaged(self.sheet.name)

    def _uncommon(self, form: str, value: str | None) -> tuple[Kind, str]:
        """A cell that is neither a plain number nor a shared string. Raises ValueError, KeyError."""
        if form == "inlineStr" and value is None:
            return TEXT, ""
        if value is None or (not value and form not in ("str", "inlineStr")):
            return UNCALCULATED, ""
        if form in ("str", "inlineStr"):
            self.own.append(plain(value))
            return TEXT, self.own[-1]
        if form == "b":
            return BOOLEAN, _TRUTH[value.strip(XML_WHITE)]
        if form == "e":
            return ERROR, value.strip(XML_WHITE)
        if form == "d":
            return NUMBER, dates.serial(value, self._date1904)
        raise ValueError(form)

    def row(self, row: int, attrs: Mapping[str, str]) -> None:
        """A row that holds something: note it where nobody can see it."""
        if attrs.get("hidden") in ("1", "true") or ("ht" in attrs and float(attrs["ht"]) < INVISIBLE):
            self.sheet.hidden_rows.add(row)

    def columns(self, first: int, last: int) -> None:
        """A range of hidden columns."""
        self.sheet.hidden_columns.append((max(first, 1), min(last, LAST_COLUMN)))
        if len(self.sheet.hidden_columns) > LAST_COLUMN:
            raise too_large("columns", LAST_COLUMN)

    def merge(self, reference: str) -> None:
        """A merged range."""
        self.sheet.merges.append(area(reference))
        if len(self.sheet.merges) > MOST_MERGES:
            raise too_large("merges", MOST_MERGES)

    def spill(self, reference: str) -> None:
        """An array formula fills a range; only its first cell states it."""
        if ":" in reference:
            self._spilled.append(area(reference))

    def finish(self) -> None:
        """What is known only at the end: cells that an array formula fills; hidden rows that hold something."""
        cells = self.sheet.cells
        if len(cells) > self._most or len(self._spilled) * len(cells) > MOST_SPILLED:
            raise too_large("cells", MOST_CELLS)
        if self.sheet.hidden_rows:
            self.sheet.hidden_rows &= {row for row, _ in cells}
        for first_row, first_column, last_row, last_column in self._spilled:
            for (row, column), cell in cells.items():
                inside = first_row <= row <= last_row and first_column <= column <= last_column
                if inside and cell.formula is None:
                    cell.formula = ""
