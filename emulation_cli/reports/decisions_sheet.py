"""The sheet Quyết định: every line of decisions.xlsx with its ground, then totals, ranks and classes before → after."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from emulation_cli.labels import label
from emulation_cli.reports.book import Book, across, plain, points_format, put, start_list, stored
from emulation_cli.reports.decision_rows import Figure, Row, decision_rows, effect_rows
from emulation_cli.reports.heights import row_height

COLUMNS = {"page": 13, "unit": 27, "what": 44, "before": 12, "after": 12, "ground": 40, "by": 20}
TEXTS = ("page", "unit", "what", "ground", "by")


def has_lines(book: Book) -> bool:
    """Whether anything was decided."""
    return bool(decision_rows(book.results, book.language))


def write(book: Book, sheet: Any) -> None:
    """Fill the sheet."""
    titles = [book.words(f"decisions.column.{key}") for key in COLUMNS]
    row = start_list(book, sheet, book.words("decisions.title"), dict(zip(titles, COLUMNS.values(), strict=True)))
    row = _rows(book, sheet, row, decision_rows(book.results, book.language))
    effects = effect_rows(book.results, book.language)
    if effects:
        words = book.words("decisions.effects")
        across(sheet, row, len(COLUMNS) - 1, words, book.look("heading", border=1), sum(COLUMNS.values()))
        row = _rows(book, sheet, row + 1, effects)
    words = book.words("decisions.remark" if effects else "decisions.no_effects")
    across(sheet, row, len(COLUMNS) - 1, words, book.look("remark"), sum(COLUMNS.values()))


def _rows(book: Book, sheet: Any, first: int, rows: Sequence[Row]) -> int:
    """Rows from `first` on; returns the row below them."""
    for place, row in enumerate(rows, start=first):
        _row(book, sheet, place, row)
    return first + len(rows)


def _row(book: Book, sheet: Any, place: int, row: Row) -> None:
    units, named = book.results.cluster.unit_of, label("sheet", row.sheet, book.language) if row.sheet else ""
    unit = units[row.unit].name if row.unit in units else row.unit
    texts = dict(zip(TEXTS, map(plain, (named, unit, row.what, row.ground, row.by)), strict=True))
    figures = {"before": row.before, "after": row.after}
    shown = {**texts, **{key: value for key, value in figures.items() if isinstance(value, str)}}
    sheet.set_row(place, row_height((shown[key], COLUMNS[key]) for key in shown))
    for column, key in enumerate(COLUMNS):
        if key in figures:
            _figure(book, sheet, place, column, figures[key])
        else:
            put(sheet, place, column, texts[key], book.look("top"))


def _figure(book: Book, sheet: Any, row: int, column: int, value: Figure) -> None:
    """Points with the cluster's places, a rank, a class."""
    if isinstance(value, Decimal):
        look = book.look("number", num_format=points_format(book.results.cluster.places), valign="top")
        sheet.write_number(row, column, stored(value), look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, book.look("number", num_format="0", valign="top"))
    else:
        put(sheet, row, column, value or "", book.look("centre", valign="top"))
