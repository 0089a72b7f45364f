"""The sheet Đầu vào: every file that was looked at, whether it was used and why, when it was sent, its hash."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from emulation_cli.decimals import localise_date
from emulation_cli.labels import label
from emulation_cli.reports.book import Book, across, plain, put, start_list
from emulation_cli.reports.heights import row_height
from emulation_cli.reports.wording import why_text
from emulation_cli.results import InputFile

WIDTHS = (34, 27, 8, 36, 16, 62)
FIRST_YEAR = 1900  # Excel knows no day before


def write(book: Book, sheet: Any) -> None:
    """Fill the sheet."""
    words = [book.words(f"column.{key}") for key in ("file", "used", "why", "sent")]
    titles = [words[0], label("column", "unit", book.language), *words[1:], "SHA-256"]
    row = start_list(book, sheet, book.words("inputs.title"), dict(zip(titles, WIDTHS, strict=True)))
    inputs = book.results.inputs
    if not inputs:
        across(sheet, row, len(WIDTHS) - 1, book.words("inputs.none"), book.look("line"), sum(WIDTHS))
        return
    for place, one in enumerate(inputs, start=row):
        _row(book, sheet, place, one)
    sheet.autofilter(row - 1, 0, row + len(inputs) - 1, len(WIDTHS) - 1)


def _row(book: Book, sheet: Any, row: int, one: InputFile) -> None:
    units, code = book.results.cluster.unit_of, one.unit or ""
    name, why = units[code].name if code in units else code, why_text(one.why, book.language)
    texts = {0: one.file, 1: name, 3: why}
    sheet.set_row(row, row_height((plain(text), WIDTHS[column]) for column, text in texts.items()))
    for column, text in texts.items():
        put(sheet, row, column, text, book.look("text"))
    put(sheet, row, 2, book.words("used.yes" if one.used else "used.no"), book.look("centre"))
    _sent(book, sheet, row, one.sent)
    put(sheet, row, 5, one.sha256, book.look("text", font_name="Consolas", font_size=8))


def _sent(book: Book, sheet: Any, row: int, sent: datetime | None) -> None:
    """The time as a date of Excel's, in the zone that it was given in."""
    if sent is None or sent.year <= FIRST_YEAR:
        shown = localise_date(sent.isoformat(" "), book.language) if sent else book.words("unknown")
        put(sheet, row, 4, shown, book.look("centre"))
    else:
        look = book.look("number", num_format="dd/mm/yyyy hh:mm", align="center")
        sheet.write_datetime(row, 4, sent.replace(tzinfo=None), look)
