"""The first sheet of an annotated copy: what the unit is to look at, each line with a link to its cell.

The hidden mark in its first row tells the reader that it is no part of what the unit sends (intake.layout).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.layout import REVIEW_MARK, WIDEST_REVIEW
from emulation_cli.problems import Problem, Severity
from emulation_cli.reports.console import MARKS
from emulation_cli.reports.filters import one_line, plain
from emulation_cli.reports.for_unit import cell_of, criterion_of, told
from emulation_cli.reports.heights import row_height
from emulation_cli.reports.marks import LOOKS, marks

COLUMNS = {"severity": 16, "sheet": 17, "cell": 9, "criterion": 34, "message": 46, "fix": 46}
LAST, MARK_COLUMN = len(COLUMNS), len(COLUMNS) + 1
FONT = {"name": "Times New Roman", "size": 11}
HEADER_FILL = PatternFill("solid", start_color="D5E0EE", end_color="D5E0EE")
LINE = Side("thin", "8C8C8C")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
Links = Mapping[int, str]  # number of a finding → 'G14', where there is such a cell


def write(book: Any, cluster: Cluster, unit: str, found: Sequence[Problem], links: Links, language: str) -> None:
    """Put the sheet in front; its name is one that the workbook does not have yet."""
    word = partial(text, language, "reports")
    sheet = book.create_sheet(word("annotate.sheet"), 0)
    sheet.cell(1, MARK_COLUMN, REVIEW_MARK)
    row = _title(sheet, cluster, unit, word)
    row = _legend(sheet, {one.severity for one in found}, row, word)
    for column, key in enumerate(COLUMNS, 1):
        _put(sheet, row, column, word(f"annotate.column.{key}"), bold=True, fill=HEADER_FILL)
    for number, one in enumerate(found):
        _line(sheet, row + 1 + number, one, cluster, links.get(number, ""), language)
    _page(sheet, row, word("workbook.page"))


def is_one(sheet: Any) -> bool:
    """Whether a sheet that openpyxl has opened is such a list, of an earlier copy."""
    return any(sheet.cell(1, column).value == REVIEW_MARK for column in range(1, WIDEST_REVIEW + 1))


def _title(sheet: Any, cluster: Cluster, unit: str, word: Callable[..., str]) -> int:
    """Title, whose sheet, what to do with it; returns the next row."""
    of = word("annotate.of", unit=one_line(unit), period=one_line(cluster.period), cluster=one_line(cluster.name))
    across = sum(COLUMNS.values())
    for row, (words, size, bold) in enumerate(
        ((word("annotate.title"), 14, True), (of, 12, True), (word("annotate.how"), 11, False)), 1
    ):
        _put(sheet, row, 1, words, bold=bold, size=size, framed=False)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LAST)
        sheet.row_dimensions[row].height = row_height([(words, across)], size, bold)
    return 4


def _legend(sheet: Any, severities: Iterable[Severity], row: int, word: Callable[..., str]) -> int:
    """How marked cells look, each beside a cell of that look; returns the row of the table's header."""
    for severity in LOOKS:
        if severity in severities:
            _severity(sheet, row, severity, word("unit.severity." + severity))
            _put(sheet, row, 2, word(f"annotate.look.{severity}"), framed=False)
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=LAST)
            row += 1
    return row + 1


def _line(sheet: Any, row: int, found: Problem, cluster: Cluster, link: str, language: str) -> None:
    message, fix = told(found, language)
    shown = (found.place.sheet, cell_of(found, language), criterion_of(cluster, found.criterion), message, fix)
    _severity(sheet, row, found.severity, text(language, "reports", f"unit.severity.{found.severity}"))
    for column, words in enumerate(shown, 2):
        _put(sheet, row, column, words)
    if link:
        cell = sheet.cell(row, 3)
        quoted = found.place.sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{link}")
        cell.font = Font(**FONT, color="0563C1", underline="single")
    widths = list(COLUMNS.values())[1:]
    sheet.row_dimensions[row].height = row_height(zip(map(plain, shown), widths, strict=True))


def _severity(sheet: Any, row: int, severity: Severity, words: str) -> None:
    """The word in the look that its cells have."""
    cell = _put(sheet, row, 1, f"{MARKS[severity]} {words}")
    cell.alignment = Alignment(horizontal="center", vertical="top")
    if severity in LOOKS:
        fill, look, border = marks(severity)
        cell.fill, cell.border = fill, border
        cell.font = Font(**FONT, bold=look.bold, italic=look.italic)


def _put(
    sheet: Any, row: int, column: int, words: str, *, bold: bool = False, size: int = 11, fill: Any = None,
    framed: bool = True,
) -> Any:  # fmt: skip
    """A text, also where it begins with '='."""
    cell = sheet.cell(row, column)
    cell.value = plain(words)
    cell.data_type = "s"
    cell.font = Font(**{**FONT, "size": size}, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top" if framed else "center")
    if framed:
        cell.border = FRAME
    if fill:
        cell.fill = fill
    return cell


def _page(sheet: Any, header: int, footer: str) -> None:
    for column, width in enumerate(COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions[get_column_letter(MARK_COLUMN)].hidden = True
    sheet.freeze_panes = f"A{header + 1}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = footer
