"""A table's file → its rows: a sheet found by its header, or a CSV with any of the usual separators."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emulation_cli.cluster.slips import Slip
from emulation_cli.cluster.values import DATES, text_of
from emulation_cli.labels import known
from emulation_cli.problems import EmulError, Place, Problem
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Shown, Workbook, column_letters
from emulation_cli.spreadsheet.package import LARGEST_FILE
from emulation_cli.spreadsheet.table import Header, find_header
from emulation_cli.spreadsheet.workbook import read_workbook
from emulation_cli.text import clean

FIELDS = ("label", "text", "maximum", "measure", "guidance", "note")
REQUIRED = ("text", "maximum")
SEPARATORS = (",", ";", "\t")
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
CSV = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table as written; `dated` when Excel made a date of its number, `stored` when the maximum is a
    number of the sheet and not a text (1.125 is then no 1125)."""

    number: int
    label: str = ""
    text: str = ""
    maximum: str = ""
    measure: str = ""
    guidance: str = ""
    note: str = ""
    dated: bool = False
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The rows under the header, and where each field stands (column letters)."""

    file: str
    sheet: str
    columns: dict[str, str]
    rows: tuple[Row, ...]

    def place(self, row: Row, field: str) -> Place:
        """The cell of a field; of a CSV the one that Excel shows it in."""
        return Place(self.file, self.sheet, f"{self.columns.get(field, self.columns['text'])}{row.number}")


def read_source(path: Path, language: str) -> tuple[Source, list[Problem]]:
    """The scoring table in a file, with what the reader of workbooks had to say.

    Raises EmulError `adopt-unreadable` (with why), `adopt-encoding`, `adopt-no-table`.
    """
    books, problems = _from_text(path) if path.suffix.casefold() in CSV else _from_workbook(path, language)
    found = [
        (book, sheet, header)
        for book in books
        for sheet in book.sheets
        if sheet.state == "visible" and (header := find_header(sheet, _wanted(), REQUIRED))
    ]
    if not found:
        raise EmulError("adopt-no-table", file=path.name)
    book, sheet, header = max(found, key=lambda one: len(one[2].columns))
    columns = {field: column_letters(column) for field, column in header.columns.items()}
    return Source(path.name, sheet.name, columns, tuple(_rows(book, sheet, header))), problems


def _wanted() -> dict[str, list[str]]:
    return {field: list(known("adopted_column", (field,))) for field in FIELDS}


def _from_workbook(path: Path, language: str) -> tuple[list[Workbook], list[Problem]]:
    book, problems = read_workbook(path)
    if book is None:
        why = "; ".join(found.message(language).rstrip(".") for found in problems)
        raise EmulError("adopt-unreadable", file=path.name, why=why)
    return [book], problems


def _from_text(path: Path) -> tuple[list[Workbook], list[Problem]]:
    """The file as each separator would part it; the header tells later which was meant."""
    data = path.read_bytes()
    if len(data) > LARGEST_FILE:
        raise EmulError("adopt-unreadable", file=path.name, why=f"{len(data)} > {LARGEST_FILE}")
    coding = next((coding for mark, coding in MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        content = data.decode(coding)
    except UnicodeDecodeError:
        raise EmulError("adopt-encoding", file=path.name) from None
    return [Workbook(path.name, "", [_parted(path, content, separator)]) for separator in SEPARATORS], []


def _parted(path: Path, content: str, separator: str) -> Sheet:
    sheet = Sheet("")
    lines = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    try:
        for row, line in enumerate(lines, 1):
            for column, text in enumerate(line, 1):
                if text.strip():
                    sheet.cells[row, column] = Cell(row, column, Kind.TEXT, text)
    except csv.Error as error:
        raise EmulError("adopt-unreadable", file=path.name, why=error) from None
    return sheet


def _rows(book: Workbook, sheet: Sheet, header: Header) -> Iterator[Row]:
    for number, cells in sheet.rows():
        held = {field: cells[column] for field, column in header.columns.items() if column in cells}
        if number <= header.last_row or not any(cell.text.strip() for cell in held.values()):
            continue
        written = {field: _written(book, cell) for field, cell in held.items()}
        label, text = clean(written.pop("label", "")), clean(written.pop("text", ""))
        dated = "label" in held and _dated(book, held["label"])
        stored = "maximum" in held and held["maximum"].kind is Kind.NUMBER and "%" not in written["maximum"]
        yield Row(number, label, text, dated=dated, stored=stored and bool(written["maximum"]), **written)


def _written(book: Workbook, cell: Cell) -> str:
    """A cell's text; '' for a date, which nobody typed into a scoring table."""
    text = text_of(book, cell)
    if isinstance(text, Slip):
        return ""
    return f"{text} %" if cell.kind is Kind.NUMBER and book.shown(cell) is Shown.PERCENT else text


def _dated(book: Workbook, cell: Cell) -> bool:
    return cell.kind is Kind.NUMBER and book.shown(cell) in DATES
