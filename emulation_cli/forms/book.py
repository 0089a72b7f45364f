"""A workbook to write: styles made when first used, cells by what they hold, properties that never change.

Texts are always written as texts: one that begins with = + - @ never becomes a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from emulation_cli.forms.styles import properties

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from emulation_cli.forms.lines import CellToWrite

# The same input gives the same bytes: a form says that it was made then, until somebody saves it.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a property without a zone, as Excel writes it
A4 = 9


class FormSheet(Worksheet):  # type: ignore[misc]
    """A worksheet with rows whose height is an estimate: Excel fits such a row again when somebody types in it.

    XlsxWriter marks every height as set by hand, and Excel then never changes it; the mark is left out here.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fitted: set[int] = set()

    def fit_row(self, row: int, height: float) -> None:
        """Give a row (from 0) an estimated height in points."""
        self.fitted.add(row + 1)
        self.set_row(row, height)

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        if tag == "row" and attributes[0][1] in self.fitted:
            attributes = [attribute for attribute in attributes if attribute[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Forms use functions of Excel 2010 only: searching each guard for 150 newer names took a third of the time."""
        return formula.removeprefix("=")


class Styles(dict[str, "Format"]):
    """The formats of one workbook by style name."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        super().__init__()
        self.workbook = workbook

    def __missing__(self, name: str) -> Format:
        self[name] = self.workbook.add_format(properties()[name])
        return self[name]


def open_book(target: Path, title: str, modified: datetime | None = None) -> tuple[xlsxwriter.Workbook, Styles]:
    """A new workbook in the forms' font; a time with a zone is stored as UTC, one without as it is."""
    options = {"in_memory": True, "default_format_properties": properties()["default"]}
    workbook = xlsxwriter.Workbook(str(target), options)
    workbook.worksheet_class = FormSheet
    workbook.set_properties({"title": title, "created": _utc(modified or MADE)})
    return workbook, Styles(workbook)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment


def put(sheet: Worksheet, row: int, cells: Iterable[CellToWrite], styles: Styles) -> None:
    """Write cells of one row (from 0)."""
    for column, style, value, formula in cells:
        look = styles[style]
        if formula:
            sheet.write_formula(row, column, formula, look, plain(value))
        elif value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_number(row, column, plain(value), look)


def plain(value: str | Decimal | None) -> Any:
    """A value as XlsxWriter takes it; what it writes of a number reads back as the same 15 digits."""
    return float(value) if isinstance(value, Decimal) else value or ""


def print_setup(sheet: Worksheet, footer: str, landscape: bool = True) -> None:
    """A4, one page wide, page number in the middle of the foot."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer(footer)
