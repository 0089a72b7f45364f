"""Marks on the cells of a sheet that openpyxl has opened: a colour, a frame, a comment; and taking them off again.

The colour is a conditional format, never the cell's own: when the unit sends this copy back, the marks come off and
nothing of its own look is lost. Error and warning also differ in weight and frame, for a page printed in grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormatting, ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, range_boundaries

from emulation_cli.problems import Severity
from emulation_cli.reports.filters import plain

LOOKS = {
    Severity.ERROR: ("FF9A8C", {"bold": True}, Side("thin", "9C0006")),
    Severity.WARNING: ("FFC94D", {"italic": True}, Side("dashed", "7F6000")),
}
ALWAYS = 'LEN("emul")>0'  # a condition that always holds, and by which the formats are known again
END = "— emul —"  # what stands below it in a comment is the unit's own
LONGEST = 4000  # letters of a comment
WIDTH, LINE, LETTERS = 380, 17, 52  # of a comment's box, in pixels and letters
Cells = tuple[int, int, int, int]  # first row, first column, last row, last column


def marks(severity: Severity) -> tuple[Any, Any, Any]:
    """Fill, font and border of a marked cell."""
    colour, font, side = LOOKS[severity]
    fill = PatternFill("solid", start_color=colour, end_color=colour)
    return fill, Font(**font), Border(left=side, right=side, top=side, bottom=side)


def located(sheet: Any, cell: str, width: int) -> Cells | None:
    """The cells that a place names: 'G14', or '12:12' for a row (its first `width` columns); None for none."""
    if not cell:
        return None
    left, top, right, bottom = range_boundaries(cell)
    found = (top, left or 1, bottom, right or max(width, 1))
    return next((merged for merged in _merges(sheet) if _inside(found, merged)), found)


def colour(sheet: Any, cells: Mapping[Severity, Sequence[Cells]]) -> None:
    """Colour cells, errors above warnings, both above the sheet's own conditional formats."""
    formats = ConditionalFormattingList()
    for priority, severity in enumerate(LOOKS, 1):
        if cells.get(severity):
            fill, font, border = marks(severity)
            look = DifferentialStyle(fill=fill, font=font, border=border)
            where = " ".join(dict.fromkeys(map(_reference, cells[severity])))
            formats.add(where, Rule("expression", dxf=look, formula=[ALWAYS], priority=priority))
    for own, rule in _rules(sheet):
        rule.priority += len(LOOKS)
        formats.add(ConditionalFormatting(own.sqref, own.pivot), rule)
    sheet.conditional_formatting = formats


def comment(sheet: Any, cells: Cells, text: str, author: str) -> None:
    """Note something at the first visible of these cells, above what the unit itself has noted there."""
    row, first, _, last = cells
    shown = (column for column in range(first, last + 1) if not _hidden(sheet, column))
    cell = sheet.cell(row, next(shown, first))
    own = _own_words(cell.comment)
    words = f"{plain(text)[:LONGEST]}\n{END}" + (f"\n{own}" if own else "")
    lines = sum(1 + len(line) // LETTERS for line in words.split("\n"))
    cell.comment = Comment(words, author, height=(lines + 1) * LINE, width=WIDTH)


def unmark(sheet: Any) -> None:
    """Take the marks of an earlier copy off."""
    formats = ConditionalFormattingList()
    for own, rule in _rules(sheet):
        formats.add(ConditionalFormatting(own.sqref, own.pivot), rule)
    sheet.conditional_formatting = formats
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and END in cell.comment.text:
                own_words = _own_words(cell.comment)
                cell.comment = Comment(own_words, cell.comment.author) if own_words else None


def _rules(sheet: Any) -> Iterator[tuple[Any, Any]]:
    """The sheet's own conditional formats, rule by rule."""
    for formats in sheet.conditional_formatting:
        for rule in formats.rules:
            if ALWAYS not in rule.formula:
                yield formats, rule


def _own_words(noted: Any) -> str:
    """What the unit wrote in a comment."""
    if noted is None:
        return ""
    before, end, after = noted.text.partition(END)
    return plain(after if end else before)


def _hidden(sheet: Any, column: int) -> bool:
    return bool(sheet.column_dimensions[get_column_letter(column)].hidden)


def _merges(sheet: Any) -> Iterator[Cells]:
    for merged in sheet.merged_cells.ranges:
        yield merged.min_row, merged.min_col, merged.max_row, merged.max_col


def _inside(cells: Cells, merged: Cells) -> bool:
    return merged[0] <= cells[0] and merged[1] <= cells[1] and cells[2] <= merged[2] and cells[3] <= merged[3]


def _reference(cells: Cells) -> str:
    top, left, bottom, right = cells
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
