"""What stands around the table of a scoring sheet: title lines, header, total, signatures, the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.forms.book import Styles, print_setup, put
from emulation_cli.forms.columns import (
    CLUSTER_ROW,
    FIELDS,
    FIRST_ROW,
    HEADER_ROW,
    HINT_ROW,
    INDEX,
    LAST_PRINTED,
    OWED_COLUMN,
    OWED_HEADER,
    OWED_LETTER,
    PATH_COLUMN,
    PATH_HEADER,
    TITLE_ROW,
    UNIT_ROW,
    WIDTHS,
    headers,
)
from emulation_cli.forms.lines import CellToWrite, Lines
from emulation_cli.forms.styles import font
from emulation_cli.forms.values import Values
from emulation_cli.heights import text_height
from emulation_cli.labels import label

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MARKS = ("appraised_mark", "appraiser", "appraised_on")
MARK_STYLES = ("mark", "mark_text", "mark_date")
CLUSTER_HEIGHT, HEADER_HEIGHT = 17, 50
TOTAL_HEIGHT = 22
LEFT, RIGHT = (0, INDEX["measure"]), (INDEX["evidence"], LAST_PRINTED)  # the two columns of signatures
SIGNATURE_ROWS = 8
OPEN_TO_ALL = {"format_rows": True, "format_columns": True}  # else Excel does not let rows grow with what is typed


def title_lines(sheet: Worksheet, cluster: Cluster, unit: Unit, language: str, styles: Styles) -> None:
    """Cluster, title with period, unit, what to do; at the right what the appraiser signs with."""
    last = INDEX["appraised_actual"]
    heading = f"{text(language, 'forms', 'sheet.title')} {cluster.period.upper()}".strip()
    named = text(language, "forms", "sheet.unit", unit=unit.name)
    sheet.write_string(CLUSTER_ROW, 0, cluster.name, styles["cluster"])
    sheet.set_row(CLUSTER_ROW, CLUSTER_HEIGHT)
    for row, words, style, to in (
        (TITLE_ROW, heading, "title", last),
        (UNIT_ROW, named, "unit", last),
        (HINT_ROW, _hint(cluster, language), "hint", LAST_PRINTED),
    ):
        _across(sheet, row, (0, to), words, styles[style])
        # A merged cell never makes its row higher by itself.
        sheet.set_row(row, text_height(words, sum(WIDTHS[column] for column in range(to + 1)), *font(style)) + 3)
    _marks(sheet, language, styles)


def _marks(sheet: Worksheet, language: str, styles: Styles) -> None:
    """Đã thẩm định, Người thẩm định, Ngày thẩm định, each with its cell at the right."""
    for row, (mark, style) in enumerate(zip(MARKS, MARK_STYLES, strict=True), CLUSTER_ROW):
        sheet.write_string(row, LAST_PRINTED - 1, label("column", mark, language), styles["label"])
        sheet.write_blank(row, LAST_PRINTED, None, styles[style])
    _guard_marks(sheet, language)


def _hint(cluster: Cluster, language: str) -> str:
    hint = text(language, "forms", "sheet.hint")
    if cluster.deadline is None:
        return hint
    return f"{hint} {text(language, 'forms', 'sheet.hint_deadline', deadline=cluster.deadline.isoformat())}"


def _guard_marks(sheet: Worksheet, language: str) -> None:
    tick = text(language, "forms", "sheet.tick")
    wrong = {"error_message": text(language, "forms", "guard.tick_error", tick=tick)}
    sheet.data_validation(
        CLUSTER_ROW, LAST_PRINTED, CLUSTER_ROW, LAST_PRINTED, {"validate": "list", "source": [tick], **wrong}
    )
    date = {
        "validate": "decimal",
        "criteria": ">",
        "value": 36526,
        "error_message": text(language, "forms", "guard.date_error"),
    }
    sheet.data_validation(UNIT_ROW, LAST_PRINTED, UNIT_ROW, LAST_PRINTED, date)


def header(sheet: Worksheet, language: str, styles: Styles) -> None:
    """The header row; the hidden columns have their names too."""
    for column, name in enumerate(headers(language)):
        sheet.write_string(HEADER_ROW, column, name, styles["header"])
    sheet.write_string(HEADER_ROW, PATH_COLUMN, PATH_HEADER, styles["hidden"])
    sheet.write_string(HEADER_ROW, OWED_COLUMN, OWED_HEADER, styles["hidden"])


def total_line(sheet: Worksheet, lines: Lines, values: Values, styles: Styles) -> None:
    """Tổng cộng: the maximum of what was assigned, the live total, and what it still lacks."""
    row = lines.rows[""] - 1
    figure, lacking = lines.total
    cells = [CellToWrite(column, "total_text") for column in range(LAST_PRINTED + 1)]
    put(sheet, row, cells, styles)
    named = {
        "text": CellToWrite(INDEX["text"], "total_text", label("column", "total", lines.language)),
        "maximum": CellToWrite(INDEX["maximum"], "total_number", values.maximum),
        "self_score": CellToWrite(INDEX["self_score"], "total_number", values.total, figure),
    }
    put(sheet, row, named.values(), styles)
    sheet.write_formula(row, OWED_COLUMN, lacking, styles["hidden"], values.lacking)
    note, shown = _note(lines, values)
    _across(sheet, row, RIGHT, "", styles["total_note"])
    sheet.write_formula(row, RIGHT[0], note, styles["total_note"], shown)
    sheet.set_row(row, TOTAL_HEIGHT)


def _note(lines: Lines, values: Values) -> tuple[str, str]:
    """What the total lacks, as a formula and as it stands now."""
    cell, mark = f"{OWED_LETTER}{lines.rows['']}", "\0"
    words = _quoted(text(lines.language, "forms", "sheet.lacking", count=mark)).replace(mark, f'"&{cell}&"')
    always = ". ".join(_left_to_the_cluster(lines, values))
    missing = text(lines.language, "forms", "sheet.lacking", count=values.lacking) if values.lacking else ""
    if not always:
        return f'=IF({cell}>0,"{words}","")', missing
    return f'=IF({cell}>0,"{words}. ","")&"{_quoted(always)}"', ". ".join(part for part in (missing, always) if part)


def _left_to_the_cluster(lines: Lines, values: Values) -> Iterator[str]:
    """What no unit can compute alone: criteria that follow the whole cluster, what is made of those not assigned."""
    waiting = sum(1 for leaf in lines.tree.leaves if values.owed(leaf) == 2)
    if waiting:
        yield text(lines.language, "forms", "sheet.cluster_lacking", count=waiting)
    rule = values.cluster.not_assigned
    if rule is not NotAssigned.EXCLUDE and not all(values.assigned(leaf.path) for leaf in lines.tree.leaves):
        yield text(lines.language, "forms", "sheet.not_assigned_lacking")


def _quoted(words: str) -> str:
    """Words as they stand inside a formula's text."""
    return words.replace('"', '""')


def signatures(sheet: Worksheet, first: int, language: str, styles: Styles) -> None:
    """Place and date, who made the table, the head of the unit; names are typed under the space for signing."""
    _across(sheet, first, RIGHT, text(language, "forms", "sheet.place_date"), styles["place_date"])
    for side, role, sign in ((LEFT, "prepared_by", "sign"), (RIGHT, "head_of_unit", "sign_and_stamp")):
        _across(sheet, first + 1, side, text(language, "forms", f"sheet.{role}"), styles["role"])
        _across(sheet, first + 2, side, text(language, "forms", f"sheet.{sign}"), styles["sign"])
        _across(sheet, first + SIGNATURE_ROWS - 1, side, "", styles["name"])


def page(sheet: Worksheet, last_row: int, language: str) -> None:
    """Widths, frozen header, protection, print set-up."""
    for column, (_, width) in enumerate(FIELDS.values()):
        sheet.set_column(column, column, width)
    sheet.set_column(PATH_COLUMN, OWED_COLUMN, 8, None, {"hidden": True})
    sheet.set_row(HEADER_ROW, HEADER_HEIGHT)
    sheet.freeze_panes(FIRST_ROW, INDEX["maximum"])
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last_row, LAST_PRINTED)
    print_setup(sheet, text(language, "forms", "sheet.page"))
    numbers, formulas = f"A{FIRST_ROW + 1}:A{last_row}", f"G{FIRST_ROW + 1}:G{last_row}"
    sheet.ignore_errors({"number_stored_as_text": numbers, "formula_range": formulas, "formula_differs": formulas})
    sheet.protect("", OPEN_TO_ALL)


def _across(sheet: Worksheet, row: int, columns: Sequence[int], words: str, style: object) -> None:
    """One text over several columns."""
    sheet.merge_range(row, columns[0], row, columns[1], "", style)
    sheet.write_string(row, columns[0], words, style)
