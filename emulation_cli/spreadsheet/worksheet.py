"""One worksheet part: its cells with every fact, in one pass.

The two handlers run some five times for each cell of each sheet, so they are written for speed: the frequent names
first, nothing made for a cell that holds nothing, addresses and numbers looked up in tables shared by all files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from emulation_cli.spreadsheet import dates
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet
from emulation_cli.spreadsheet.markup import MAIN, Attributes, parse, truth, vocabulary
from emulation_cli.spreadsheet.package import too_large
from emulation_cli.spreadsheet.strings import SPACE, XML_WHITE, plain

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
MOST_CELLS = 250_000
REMEMBERED = 50_000

NUMBER, TEXT, BOOLEAN, ERROR, UNCALCULATED = Kind

_BELOW = ("row", "t", "is", "rPh", "sheetProtection", "col", "mergeCell")
_NAMES = vocabulary(MAIN, "c", "v", "f", *_BELOW)
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TRUTH = {"1": "1", "0": "0", "true": "1", "false": "0"}

Position = tuple[int, int]
Range = tuple[int, int, int, int]


class _Positions(dict[str, Position]):
    """'G14' → (14, 7). Raises ValueError for what is no address of a sheet."""

    def __missing__(self, reference: str) -> Position:
        match = _REFERENCE.fullmatch(reference)
        if not match:
            raise ValueError(reference)
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - 64
        row = int(match[2])
        if not 1 <= row <= LAST_ROW or column > LAST_COLUMN:
            raise ValueError(reference)
        if len(self) < REMEMBERED:
            self[reference] = (row, column)
        return row, column


class _Numbers(dict[str, str]):
    """A number's stored text → the same text, white space off. Raises ValueError for what is no number."""

    def __missing__(self, stored: str) -> str:
        text = stored.strip(XML_WHITE)
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            raise ValueError(stored)
        if len(self) < REMEMBERED and len(text) < 32:
            self[stored] = text
        return text


POSITIONS = _Positions()
NUMBERS = _Numbers()
STYLES = {str(number): number for number in range(4096)}


def read_sheet(
    sheet: Sheet,
    steps: Iterable[bytes],
    part: str,
    strings: list[str],
    date1904: bool,
    dated: Callable[[int, bool], int],
) -> list[tuple[str, str]]:
    """Fill a sheet from its part; returns what is wrong in single cells as (code, address).

    `dated` gives, for a style and whether it is a mere time, the style that shows the same as a date.
    """
    reading = _Reading(sheet, strings, date1904, dated)
    parse(part, steps, _NAMES, reading.start, reading.end, reading.pieces)
    reading.finish()
    return reading.faults


class _Reading:
    def __init__(self, sheet: Sheet, strings: list[str], date1904: bool, dated: Callable[[int, bool], int]) -> None:
        self.sheet = sheet
        self.strings = strings
        self.date1904 = date1904
        self.dated = dated
        self.put = sheet.cells.setdefault
        self.pieces: list[str] = []
        self.row = 0
        self.attrs: Attributes = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.formula_attrs: Attributes = {}
        self.spilled: list[Range] = []
        self.runs: list[str] = []
        self.kept = False
        self.phonetic = False
        self.faults: list[tuple[str, str]] = []

    def start(self, name: str, attrs: Attributes) -> None:
        if name == "c":
            if "r" not in attrs:
                attrs["r"] = self.following()
            self.attrs = attrs
        elif name == "v":
            self.pieces.clear()
        elif name == "f":
            self.pieces.clear()
            self.formula_attrs = attrs
        elif name in _STARTS:
            _STARTS[name](self, attrs)

    def end(self, name: str) -> None:
        if name == "c":
            if self.value is not None or self.formula is not None:
                self.keep()
        elif name == "v":
            self.value = "".join(self.pieces)
        elif name == "f":
            self.end_formula()
        elif name in _ENDS:
            _ENDS[name](self)

    def keep(self) -> None:
        """Make the cell whose value, formula or both have just been read."""
        attrs, value = self.attrs, self.value
        form = attrs.get("t", "n")
        position = POSITIONS[attrs["r"]]
        style = STYLES[attrs["s"]] if "s" in attrs else 0
        if form == "s" and value is not None:
            index = int(value)
            kind = TEXT
            text = self.strings[index] if index >= 0 else self.strings[len(self.strings)]
        elif form == "n" and value:
            kind = NUMBER
            text = NUMBERS[value]
        else:
            kind, text, style = self.uncommon(form, value, style)
        self.value = None
        if text or self.formula is not None:
            cell = Cell(position[0], position[1], kind, text, style, self.formula)
            self.formula = None
            if self.put(position, cell) is not cell:
                self.faults.append(("file-cell-twice", cell.address))

    def uncommon(self, form: str, value: str | None, style: int) -> tuple[Kind, str, int]:
        """A cell that is neither a plain number nor a shared string."""
        if form == "inlineStr" and value is None:
            return TEXT, "", style
        if value is None or (not value and form in ("n", "b", "e", "d")):
            return UNCALCULATED, "", style
        if form == "b":
            return BOOLEAN, _TRUTH[value.strip(XML_WHITE)], style
        if form == "e":
            return ERROR, value.strip(XML_WHITE), style
        if form == "d":
            return self.dated_cell(value, style)
        if form in ("str", "inlineStr"):
            return TEXT, plain(value), style
        raise ValueError(form)

    def dated_cell(self, value: str, style: int) -> tuple[Kind, str, int]:
        """t="d": an ISO date, kept as the number that Excel itself would store."""
        number = dates.serial(value, self.date1904)
        if number is None:
            raise ValueError(value)
        return NUMBER, number, self.dated(style, "-" not in value)

    def end_formula(self) -> None:
        """A shared formula's followers have no text of their own: ''. An array's range is remembered."""
        self.formula = "".join(self.pieces)
        attrs = self.formula_attrs
        if "ref" in attrs and attrs.get("t") in ("array", "dataTable"):
            self.spilled.append(area(attrs["ref"]))

    def following(self) -> str:
        """The address of a cell that states none: the one behind the cell before it."""
        row, column = POSITIONS[self.attrs["r"]] if self.attrs else (max(self.row, 1), 0)
        from emulation_cli.spreadsheet.cells import column_letters

        return f"{column_letters(column + 1)}{row}"

    def start_row(self, attrs: Attributes) -> None:
        self.row = int(attrs["r"]) if "r" in attrs else self.row + 1
        self.attrs = {}
        if len(self.sheet.cells) > MOST_CELLS:
            raise too_large("cells", MOST_CELLS)
        if truth(attrs.get("hidden")) or ("ht" in attrs and float(attrs["ht"]) < 1):
            self.sheet.hidden_rows.add(self.row)

    def start_text(self, attrs: Attributes) -> None:
        self.pieces.clear()
        self.kept = attrs.get(SPACE) == "preserve"

    def start_inline(self, _: Attributes) -> None:
        self.runs.clear()

    def start_phonetic(self, _: Attributes) -> None:
        self.phonetic = True

    def start_protection(self, attrs: Attributes) -> None:
        self.sheet.protected = truth(attrs.get("sheet"))

    def start_column(self, attrs: Attributes) -> None:
        if truth(attrs.get("hidden")) or ("width" in attrs and float(attrs["width"]) == 0):
            self.sheet.hidden_columns.append((max(int(attrs["min"]), 1), min(int(attrs["max"]), LAST_COLUMN)))

    def start_merge(self, attrs: Attributes) -> None:
        self.sheet.merges.append(area(attrs["ref"]))

    def end_text(self) -> None:
        if not self.phonetic:
            text = "".join(self.pieces)
            self.runs.append(text if self.kept else text.strip(XML_WHITE))

    def end_inline(self) -> None:
        self.value = "".join(self.runs)

    def end_phonetic(self) -> None:
        self.phonetic = False

    def finish(self) -> None:
        """What is known only at the end: cells that an array formula fills; hidden rows that hold something."""
        cells, sheet = self.sheet.cells, self.sheet
        if sheet.hidden_rows:
            sheet.hidden_rows &= {row for row, _ in cells}
        for first_row, first_column, last_row, last_column in self.spilled[:100]:
            for (row, column), cell in cells.items():
                inside = first_row <= row <= last_row and first_column <= column <= last_column
                if inside and cell.formula is None:
                    cell.formula = ""


def area(reference: str) -> Range:
    """'B2:D3' → (2, 2, 3, 4), whichever corners it names. Raises ValueError."""
    first, _, last = reference.partition(":")
    row, column = POSITIONS[first]
    row2, column2 = POSITIONS[last or first]
    return min(row, row2), min(column, column2), max(row, row2), max(column, column2)


_STARTS: dict[str, Callable[[_Reading, Attributes], None]] = {
    "row": _Reading.start_row,
    "t": _Reading.start_text,
    "is": _Reading.start_inline,
    "rPh": _Reading.start_phonetic,
    "sheetProtection": _Reading.start_protection,
    "col": _Reading.start_column,
    "mergeCell": _Reading.start_merge,
}
_ENDS: dict[str, Callable[[_Reading], None]] = {
    "t": _Reading.end_text,
    "is": _Reading.end_inline,
    "rPh": _Reading.end_phonetic,
}
