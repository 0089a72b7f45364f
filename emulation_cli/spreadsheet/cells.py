"""What a workbook says, cell by cell: plain values that the readers make and the intake asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from functools import lru_cache


class Kind(IntEnum):
    """What a cell holds. UNCALCULATED: a formula whose value was never stored ("open in Excel and save")."""

    NUMBER = 1
    TEXT = 2
    BOOLEAN = 3
    ERROR = 4
    UNCALCULATED = 5


class Shown(IntEnum):
    """How a number format shows a number, as far as a score check cares."""

    NUMBER = 0
    PERCENT = 1
    DATE = 2
    TIME = 3
    TEXT = 4


@dataclass(slots=True)
class Cell:
    """One cell that holds something. `text` is what the file holds: a number's digits as stored ('12.995',
    '0.1'), a text (NFC not applied, line breaks '\\n'), '1' or '0' for a boolean, '#REF!' for an error.
    `row` and `column` count from 1. `formula` is without its '=', None where there is none."""

    row: int
    column: int
    kind: Kind
    text: str
    style: int = 0
    formula: str | None = None

    @property
    def address(self) -> str:
        """'G14'."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(slots=True)
class Sheet:
    """A worksheet: its cells by (row, column), and what a person may have hidden, merged or noted there.

    `merges` are (first row, first column, last row, last column). Ranges of hidden columns are (first, last).
    Only cells that hold something are kept; a merge's value stands in its top left cell.
    """

    name: str
    state: str = "visible"  # visible, hidden, veryHidden
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    protected: bool = False

    def rows(self, last: int | None = None) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Rows that hold something, from the top (down to `last`): (row, {column: cell})."""
        grouped: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            if last is None or row <= last:
                grouped.setdefault(row, {})[column] = cell
        yield from sorted(grouped.items())

    def text(self, row: int, column: int) -> str:
        """A cell's text, white space at the ends off; '' where there is none."""
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell else ""


@dataclass(slots=True)
class Workbook:
    """A spreadsheet file as read. `formats` and `fonts` are by style index (`Cell.style`).

    `sha256` is of the file's bytes; `modified` the file's own property (docProps/core.xml), never the file
    system's; `values_only` marks a format whose other facts could not be seen (xls, xlsb, ods).
    """

    name: str
    sha256: str
    sheets: list[Sheet]
    formats: list[Shown] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    date1904: bool = False
    modified: datetime | None = None
    values_only: bool = False

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name (Excel takes names without regard to case)."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)

    def shown(self, cell: Cell) -> Shown:
        """How the cell's number format shows it."""
        return self.formats[cell.style] if cell.style < len(self.formats) else Shown.NUMBER

    def font(self, cell: Cell) -> str:
        """The name of the cell's font, '' where the file does not say."""
        return self.fonts[cell.style] if cell.style < len(self.fonts) else ""


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 → 'A', 28 → 'AB'."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
