"""The sheet Khen thưởng: each award with its quota, conditions and votes, and every unit with what came of it."""

from __future__ import annotations

from typing import Any

from emulation_cli.labels import label
from emulation_cli.reports.award_rows import AwardTable, Considered, award_tables
from emulation_cli.reports.book import Book, across, plain, points_format, points_width, put, start_list, stored
from emulation_cli.reports.heights import row_height

COLUMNS = ("rank", "unit", "total", "class", "votes", "needed", "eligible", "why", "outcome")
WIDTHS = {"rank": 7, "unit": 32, "class": 14, "votes": 10, "needed": 10, "eligible": 10, "why": 38, "outcome": 26}
CENTRED = ("class", "votes", "needed", "eligible")


def write(book: Book, sheet: Any) -> None:
    """Fill the sheet: under one header a block an award."""
    widths = {key: WIDTHS.get(key, points_width(book.results)) for key in COLUMNS}
    titles = {_title(book, key): width for key, width in widths.items()}
    row = start_list(book, sheet, book.words("awards.title"), titles)
    if book.results.status != "official":
        across(sheet, row, len(COLUMNS) - 1, book.words("provisional_short"), book.look("alarm"), sum(widths.values()))
        row += 1
    for number, table in enumerate(award_tables(book.results, book.language), start=1):
        row = _award(book, sheet, row, number, table, widths)


def _title(book: Book, key: str) -> str:
    if key == "unit":
        return label("column", key, book.language)
    return book.words(f"awards.column.{key}")


def _award(book: Book, sheet: Any, row: int, number: int, table: AwardTable, widths: dict[str, float]) -> int:
    """An award's name, facts, outcome and units from `row` on; returns the row below."""
    last, width = len(COLUMNS) - 1, sum(widths.values())
    across(sheet, row, last, f"{number}. {table.name}", book.look("heading", border=1, bg_color="#EEF2F7"), width)
    for place, line in enumerate(table.facts, start=row + 1):
        across(sheet, place, last, line, book.look("line"), width)
    row += 1 + len(table.facts)
    for place, line in enumerate(table.outcome, start=row):
        across(sheet, place, last, line, book.look("line", bold=True), width)
    row += len(table.outcome)
    for place, one in enumerate(table.units, start=row):
        _unit(book, sheet, place, one, widths)
    return row + len(table.units)


def _unit(book: Book, sheet: Any, row: int, one: Considered, widths: dict[str, float]) -> None:
    vote, bold = one.vote, {"bold": True} if one.proposed else {}
    texts = {
        "unit": plain(one.standing.name),
        "class": plain(one.standing.class_ or "–"),
        "votes": f"{vote.votes}/{vote.members}" if vote else "",
        "needed": str(one.needed) if one.needed else "",
        "eligible": book.words("used.no" if one.why else "used.yes"),
        "why": plain(one.why),
        "outcome": one.outcome,
    }
    sheet.set_row(row, row_height(((texts[key], widths[key]) for key in texts), bold=one.proposed))
    sheet.write_number(row, 0, one.standing.rank, book.look("number", num_format="0", align="center", **bold))
    bound = "≥" if one.standing.open else ""
    form = points_format(book.results.cluster.places, bound)
    for column, key in enumerate(COLUMNS):
        if key == "total":
            sheet.write_number(row, column, stored(one.standing.total), book.look("number", num_format=form, **bold))
        elif key in texts:
            put(sheet, row, column, texts[key], book.look("centre" if key in CENTRED else "text", **bold))
