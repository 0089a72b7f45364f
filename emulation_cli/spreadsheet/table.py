"""Find a table in a sheet by what its header says: one to three rows, merged cells, columns in any order."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet
from emulation_cli.text import clean, fold

TALLEST = 3  # rows of a header, the row of (1) (2) (3) not counted
WIDEST = 512  # columns looked at
LONGEST = 150  # letters; a longer text is prose
LONGEST_NOTE = 30  # letters behind a heading
MOST_MERGES = 2000

# Behind a heading: "(1)", "(*)", "(đ)", "(6)=(4)+(5)", ":" or a footnote's star.
_NOTE = re.compile(r"\s*(?:\([^()]*\)(?:\s*=.*)?|[:*¹²³⁴⁵⁶⁷⁸⁹]+)$")
_ORDINAL = re.compile(r"(\()?(\d{1,2})\)?(?:\s*=.*)?")

Wanted = Mapping[str, Collection[str]]
Meanings = Mapping[str, list[str]]  # a spelling → the fields it may stand for, in the order of `wanted`


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands. `columns` is field → column; `unknown` are columns whose heading says nothing
    that was asked for, with that heading; `repeated` are columns whose field an earlier column has taken already."""

    first_row: int
    last_row: int
    columns: dict[str, int]
    unknown: dict[int, str] = field(default_factory=dict)
    repeated: dict[int, str] = field(default_factory=dict)


def find_header(sheet: Sheet, wanted: Wanted, required: Collection[str], rows: int = 60) -> Header | None:
    """The block of rows that names most of the wanted fields and every required one; None where there is none.

    `wanted` gives each field's spellings, folded (text.fold). A spelling that two fields share goes to the one that
    stands first in `wanted` and has no column yet. Only headers that begin within the first `rows` rows are found.
    Of equally good blocks the lowest in height, then the uppermost is taken.
    """
    grid, meanings = _Grid(sheet, rows + TALLEST), _meanings(wanted)
    firsts = [row for row in grid.rows if row <= rows]
    near = grid.telling(meanings)
    found = _best(grid, meanings, required, [row for row in firsts if not near.isdisjoint(range(row, row + TALLEST))])
    found = found or _best(grid, meanings, required, [row for row in firsts if row not in near])
    return _with_rows_below(found, sheet, grid) if found and found.columns else None


def _best(grid: _Grid, meanings: Meanings, required: Collection[str], firsts: list[int]) -> Header | None:
    """The best header among the blocks that begin in one of these rows."""
    found = None
    for height in range(1, TALLEST + 1):
        for first in firsts:
            header = _match(grid.block(first, height), meanings, first, first + height - 1)
            better = found is None or len(header.columns) > len(found.columns)
            if better and all(name in header.columns for name in required):
                found = header
    return found


def _meanings(wanted: Wanted) -> Meanings:
    found: dict[str, list[str]] = {}
    for name, spellings in wanted.items():
        for spelling in spellings:
            found.setdefault(spelling, []).append(name)
    return found


def heading(text: str) -> str:
    """A heading folded, the notes behind it off: 'Điểm tối đa\\n(3)' → fold('Điểm tối đa')."""
    shown = clean(text)
    while True:
        shorter = _NOTE.sub("", shown)
        if shorter in (shown, ""):
            return fold(shown)
        shown = shorter


class _Grid:
    """The texts of the first rows, those of merged cells known all over their range."""

    def __init__(self, sheet: Sheet, rows: int) -> None:
        self.texts: dict[int, dict[int, str]] = {}
        for (row, column), cell in sheet.cells.items():
            if row <= rows and column <= WIDEST and cell.kind is Kind.TEXT and len(cell.text) <= LONGEST:
                self.texts.setdefault(row, {})[column] = cell.text
        self.rows = sorted(self.texts)
        self.merges = [merge for merge in sheet.merges if self._heads(merge)][:MOST_MERGES]

    def _heads(self, merge: tuple[int, int, int, int]) -> bool:
        return merge[1] in self.texts.get(merge[0], {})

    def telling(self, meanings: Meanings) -> set[int]:
        """The rows in which some cell by itself says what is wanted; a header has one, but for a rare few."""
        longest = max(map(len, meanings), default=0) + LONGEST_NOTE
        return {
            row
            for row, line in self.texts.items()
            if any(
                len(text) <= longest and not meanings.keys().isdisjoint(_headings((text,))) for text in line.values()
            )
        }

    def block(self, first: int, height: int) -> dict[int, list[tuple[str, bool]]]:
        """Each column's texts from the top: (text, whether it begins in this column) for the rows of a block."""
        columns: dict[int, list[tuple[str, bool]]] = {}
        for row in range(first, first + height):
            for column, entry in self._line(row).items():
                columns.setdefault(column, []).append(entry)
        return dict(sorted(columns.items()))

    def _line(self, row: int) -> dict[int, tuple[str, bool]]:
        line = {column: (text, True) for column, text in self.texts.get(row, {}).items()}
        for top, left, _, right in self.merges:
            if top == row:
                text = self.texts[top][left]
                for column in range(left + 1, min(right, WIDEST) + 1):
                    line.setdefault(column, (text, False))
        return line

    def bottom(self, row: int, column: int) -> int:
        """The last row of the merge that begins here, the row itself where none does."""
        return max((merge[2] for merge in self.merges if merge[:2] == (row, column)), default=row)


def _match(block: dict[int, list[tuple[str, bool]]], meanings: Meanings, first: int, last: int) -> Header:
    """Give each column of a block the field that its heading names."""
    header = Header(first, last, {})
    for column, texts in block.items():
        if not any(own for _, own in texts):
            continue
        said = _headings(tuple(text for text, _ in texts))
        fields = next((meanings[spelt] for spelt in said if spelt in meanings), [])
        free = next((name for name in fields if name not in header.columns), None)
        if free is not None:
            header.columns[free] = column
        elif fields:
            header.repeated[column] = fields[0]
        else:
            header.unknown[column] = clean(" ".join(text for text, _ in texts))
    return header


@lru_cache(maxsize=4096)  # the sheets of one cluster have the same headings
def _headings(said: tuple[str, ...]) -> tuple[str, ...]:
    """What a column's heading may say, the most telling first: all rows together, the lowest two, the lowest."""
    joined = [clean(" ".join(said[-rows:])) for rows in range(len(said), 0, -1)]
    return tuple(spelt for text in joined for spelt in (fold(text), heading(text)))


def _with_rows_below(header: Header, sheet: Sheet, grid: _Grid) -> Header:
    """Take in what still belongs to the header: merges that reach further down, and the row of (1) (2) (3)."""
    reach = [
        grid.bottom(row, column)
        for column in header.columns.values()
        for row in range(header.first_row, header.last_row + 1)
    ]
    last = max(header.last_row, min(max(reach), header.first_row + TALLEST - 1))
    if _numbers_columns(sheet, last + 1):
        last += 1
    return Header(header.first_row, last, header.columns, header.unknown, header.repeated)


def _numbers_columns(sheet: Sheet, row: int) -> bool:
    """Whether a row only counts the columns: (1) (2) (3), also behind A, B; plain numbers from four on."""
    columns = sorted(column for at, column in sheet.cells if at == row and column <= WIDEST)
    cells = [sheet.cells[row, column] for column in columns]
    while cells and cells[0].text.strip() in ("A", "B", "C", "(A)", "(B)", "(C)"):
        cells = cells[1:]
    found = [_ORDINAL.fullmatch(cell.text.strip()) for cell in cells]
    ordinals = [int(match[2]) for match in found if match]
    if len(ordinals) < len(cells) or ordinals != list(range(1, len(cells) + 1)):
        return False
    if all(match and match[1] for match in found):
        return len(cells) >= 2
    return len(cells) >= 4 and _alike(cells)


def _alike(cells: list[Cell]) -> bool:
    """A row of data may read 1, 2, 3, 4 as well, but its first cell is then a text and the others numbers."""
    return len({cell.kind for cell in cells}) == 1
