"""The workbook being written: its results, language and styles, and how untrusted text gets into a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from emulation_cli import catalogue
from emulation_cli.reports import filters
from emulation_cli.reports.formulas import decimals_of
from emulation_cli.reports.heights import row_height
from emulation_cli.results import Results

FONT = "Times New Roman"
A3, A4 = 8, 9
RULE = "#7F7F7F"
WORD_JOINER = "\u2060"  # has no width
LEAST_POINTS_WIDTH = 9.5  # characters
LETTER = 1.1  # characters of width for a bold one
LONGEST_TEXT = 16_000  # half of Excel's 32,767, since a letter beyond the first plane counts twice

_LOOKS: dict[str, dict[str, Any]] = {
    "agency": {"bold": True, "align": "center", "font_size": 12},
    "title": {"bold": True, "align": "center", "font_size": 14},
    "subtitle": {"italic": True, "align": "center"},
    "status": {"bold": True, "align": "center", "font_size": 12},
    "alarm": {"bold": True, "align": "center", "font_size": 12, "bg_color": "#FCE4D6", "border": 1},
    "line": {"text_wrap": True},
    "remark": {"italic": True, "text_wrap": True, "font_color": "#404040"},
    "heading": {"bold": True},
    "sign": {"align": "center", "valign": "top", "text_wrap": True},
    "head": {"bold": True, "align": "center", "text_wrap": True, "border": 1, "bg_color": "#D9E2EE"},
    "text": {"text_wrap": True, "border": 1},
    "centre": {"text_wrap": True, "border": 1, "align": "center"},
    "top": {"text_wrap": True, "border": 1, "valign": "top"},
    "number": {"border": 1, "align": "right"},
    "headline": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#404040"},
    "cell": {},
}


@dataclass
class Book:
    """`file` is XlsxWriter's workbook. Formats are made once each."""

    file: Any
    results: Results
    language: str
    _formats: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def words(self, key: str, **values: object) -> str:
        """A text of the table [workbook] of reports.toml."""
        return catalogue.text(self.language, "reports", f"workbook.{key}", **values)

    def with_group(self, text: str, group: str) -> str:
        """A criterion's words with how it counts, where they do not say so themselves."""
        kind = self.words(f"group.{group}")
        return text if kind.casefold() in text.casefold() else f"{text} ({kind})"

    def look(self, name: str, **more: object) -> Any:
        """One of the looks, with what is said on top of it."""
        key = (name, *sorted(more.items()))
        if key not in self._formats:
            text = {} if "num_format" in more else {"quote_prefix": True}
            self._formats[key] = self.file.add_format(
                {"valign": "vcenter", "border_color": RULE, **text, **_LOOKS[name], **more}
            )
        return self._formats[key]

    def sheet(self, name: str) -> Any:
        """A new worksheet, landscape A4 on one page's width, its number at the foot of each page."""
        sheet = self.file.add_worksheet(name, worksheet_class=_Sheet)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f'&C&"{FONT},Regular"&10{self.words("page")}')
        sheet.hide_gridlines(2)
        everything = "A1:XFD1048576"
        sheet.ignore_errors(
            {
                "number_stored_as_text": everything,
                "formula_differs": everything,
                "formula_range": everything,
                "empty_cell_reference": everything,
            }
        )
        return sheet


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes a formula as it is: none here uses a function that Excel 2010 does not know, and looking
    for them takes longer than writing."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def start_list(book: Book, sheet: Any, title: str, widths: Mapping[str, float]) -> int:
    """A list's title, header (texts with their widths) and what stays in sight; returns the first row below."""
    for column, width in enumerate(widths.values()):
        sheet.set_column(column, column, width)
    across(sheet, 0, len(widths) - 1, title, book.look("title"), sum(widths.values()))
    sheet.set_row(1, row_height(widths.items(), bold=True))
    for column, text in enumerate(widths):
        put(sheet, 1, column, text, book.look("head"))
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    return 2


def put(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write a text as text, whatever it begins with; no text leaves the cell empty."""
    shown = plain(text)
    if shown:
        sheet.write_string(row, column, shown, look)
    else:
        sheet.write_blank(row, column, None, look)


def across(sheet: Any, row: int, last: int, text: str, look: Any, width: float) -> None:
    """A text over a row's columns 0 to `last`, the row as high as the text needs at that width in characters."""
    shown = plain(text)
    if last > 0:
        sheet.merge_range(row, 0, row, last, "", look)
    sheet.set_row(row, row_height([(shown, width)], look.font_size, look.bold))
    sheet.write_string(row, 0, shown, look)


def plain(text: str) -> str:
    """Text that any sheet can hold, not too long, and nothing that XlsxWriter would take for markup of its own."""
    shown = filters.plain(text)[:LONGEST_TEXT]
    return f"{WORD_JOINER}{shown}" if shown.startswith("<r>") else shown


def stored(value: Decimal) -> float:
    """A number as Excel keeps it; never minus zero."""
    return float(value) + 0.0


def points_format(places: int, bound: str = "") -> str:
    """The number format of points; `bound` (≥ or ≤) marks what can still grow or shrink."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    return f'"{bound} "{digits};"{bound} "-{digits}' if bound else digits


def points_width(results: Results) -> float:
    """The width in characters that the largest total needs, marked as a bound."""
    largest = max((abs(number) for one in results.standings for number in (one.total, one.max)), default=Decimal(0))
    return max(LEAST_POINTS_WIDTH, len(f"≥ {largest:,.{results.cluster.places}f}") * LETTER)


def percent_format(digits: int, at_least: bool = False) -> str:
    """The number format of a share with so many digits of a percent."""
    shown = points_format(digits).replace("#,##0", "0") + "%"
    return f'"≥ "{shown}' if at_least else shown


def most_decimals(values: Iterable[Decimal | None]) -> int:
    """The decimals that the most precise of some numbers needs."""
    return max((decimals_of(value.normalize()) for value in values if value is not None), default=0)


def shortened(text: str, longest: int) -> str:
    """A text cut to a length between two words (within a word that alone is longer), with an ellipsis."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    whole = kept if text[longest - 1].isspace() else kept.rpartition(" ")[0]
    return (whole if len(whole) > longest // 2 else kept).rstrip(" ,;:–-“(") + "…"
