"""Which column holds which field, and which row which criterion, of a scoring sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.cluster.criteria import Tree
from emulation_cli.intake.matching import match_rows
from emulation_cli.intake.rows import issued_rows
from emulation_cli.intake.sums import summed_codes, summed_heading
from emulation_cli.labels import known
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Kind as CellKind
from emulation_cli.spreadsheet.cells import Sheet, Workbook
from emulation_cli.spreadsheet.table import TALLEST, Header, find_header
from emulation_cli.text import fold

HIDDEN_SHEET = "_emul"
REVIEW_MARK = "_review"  # in the first row of the sheet that emul puts into annotated copies
WIDEST_REVIEW = 16
PATH_COLUMN = "_path"
REQUIRED = ("text", "maximum", "self_score")
# Fields of a scoring sheet, by the key of their label.
FIELDS = {
    "label": "label",
    "sheet_text": "text",
    "maximum": "maximum",
    "measure": "measure",
    "target": "target",
    "actual": "actual",
    "self_score": "self_score",
    "not_assigned": "not_assigned",
    "evidence": "evidence",
    "explanation": "explanation",
    "appraised_actual": "appraised_actual",
    "appraised_score": "appraised_score",
    "appraised_opinion": "appraised_opinion",
    "guidance": "guidance",
}


@dataclass(slots=True)
class Layout:
    """How a sheet was understood: `columns` by field, `rows` by criterion path, `issued` by the tool or not.

    `sums` are (path, row) of lines that add up a heading ('' for all); `uncertain` rows are likely a criterion's, but
    nobody can be sure; `unmatched` rows have a score and belong to nothing; `others` are the workbook's other tables.
    """

    sheet: Sheet
    header: Header
    columns: Mapping[str, int]
    rows: dict[str, int]
    issued: bool
    unmatched: list[int] = field(default_factory=list)
    sums: list[tuple[str, int]] = field(default_factory=list)
    others: list[Layout] = field(default_factory=list)
    uncertain: dict[str, int] = field(default_factory=dict)

    @property
    def total_row(self) -> int:
        """The row of Tổng cộng under the table, 0 where there is none."""
        return min((row for path, row in self.sums if not path), default=0)


@cache
def _wanted() -> dict[str, frozenset[str]]:
    """Accepted spellings of every field's header, folded."""
    spellings = {
        name: frozenset(fold(written) for language in LANGUAGES for written in area(language, "labels")["column"][key])
        for key, name in FIELDS.items()
    }
    return {"path": frozenset({PATH_COLUMN}), **spellings}


def is_review(sheet: Sheet) -> bool:
    """Whether a sheet is the list of findings in an annotated copy: no part of what the unit sends."""
    return any(sheet.text(1, column) == REVIEW_MARK for column in range(1, WIDEST_REVIEW + 1))


def issued_facts(workbook: Workbook) -> dict[str, str]:
    """What the very hidden sheet of an issued workbook says: format, cluster, period, unit, digest."""
    sheet = workbook.sheet(HIDDEN_SHEET)
    if sheet is None:
        return {}
    return {sheet.text(row, 1): sheet.text(row, 2) for row, _ in sheet.rows()}


def sum_lines(sheet: Sheet, header: Header, taken: Collection[int], tree: Tree) -> dict[int, str | None]:
    """The rows that only add up, with the heading that each sums: '' for all, None where it does not say clearly."""
    columns = {header.columns[name] for name in ("label", "text") if name in header.columns}
    found: dict[int, str | None] = {}
    for (row, column), cell in sheet.cells.items():
        if row > header.last_row and column in columns and row not in taken and cell.kind is CellKind.TEXT:
            codes = summed_codes(cell.text)
            if codes is not None:
                found[row] = summed_heading(codes, tree)
    last = max(taken, default=0)
    return {row: None if path == "" and row < last else path for row, path in found.items()}


def find_layout(workbook: Workbook, tree: Tree) -> tuple[Layout | None, list[Problem]]:
    """The scoring table of a workbook: of the sheets that can be seen the one of the agreed name, else the first that
    has such a table with criteria of the cluster."""
    tables = [_laid_out(workbook, sheet, header, tree) for sheet, header in _tables(workbook)]
    if not tables:
        return None, [problem("table-not-found", Place(workbook.name))]
    usable = [(layout, problems) for layout, problems in tables if layout is not None]
    if not usable:
        return tables[0]
    layout, problems = usable[0]
    layout.others = [other for other, _ in usable[1:]]
    return layout, problems


def _laid_out(
    workbook: Workbook, sheet: Sheet, header: Header, tree: Tree
) -> tuple[Layout, list[Problem]] | tuple[None, list[Problem]]:
    if "path" in header.columns:
        return _issued(workbook, sheet, header, tree)
    return _strange(workbook, sheet, header, tree)


def _tables(workbook: Workbook) -> Iterator[tuple[Sheet, Header]]:
    """Sheets with a scoring table, the most likely first."""
    by_name = {sheet.name: known("sheet").get(fold(sheet.name)) for sheet in workbook.sheets}
    sheets = [sheet for sheet in workbook.sheets if sheet.name != HIDDEN_SHEET and by_name[sheet.name] != "highlights"]
    for sheet in sorted(sheets, key=lambda one: (one.state != "visible", by_name[one.name] != "scoring_sheet")):
        header = _header(sheet)
        if header:
            yield sheet, header


def _header(sheet: Sheet) -> Header | None:
    """The header of a scoring table; of an issued sheet looked for only where its hidden mark stands.

    Going through sixty rows takes ten times as long as reading the file.
    """
    mark = next((row for (row, _), cell in sheet.cells.items() if cell.text == PATH_COLUMN), None)
    if mark is None:
        return find_header(sheet, _wanted(), REQUIRED)
    near = {at: cell for at, cell in sheet.cells.items() if mark - 1 <= at[0] <= mark + TALLEST}
    return find_header(replace(sheet, cells=near), _wanted(), REQUIRED, rows=mark)


def _issued(workbook: Workbook, sheet: Sheet, header: Header, tree: Tree) -> tuple[Layout, list[Problem]]:
    """Rows by the hidden path, wherever they were moved; a path twice or unknown is named."""
    older = issued_facts(workbook).get("digest") != tree.digest
    rows, problems = issued_rows(workbook.name, sheet, header, tree, older)
    layout = Layout(sheet, header, header.columns, rows, True)
    lines = sum_lines(sheet, header, set(rows.values()), tree)
    layout.sums = [(path, row) for row, path in lines.items() if path is not None]
    layout.unmatched = [row for row in _strangers(layout) if row not in lines]
    return layout, problems


def _strange(
    workbook: Workbook, sheet: Sheet, header: Header, tree: Tree
) -> tuple[Layout, list[Problem]] | tuple[None, list[Problem]]:
    """A table that the tool did not issue: rows by code path and text."""
    place = Place(workbook.name, sheet.name)
    matches = match_rows(workbook.name, sheet, header, tree)
    leaves = [leaf for leaf in tree.leaves if leaf.path in matches.rows]
    if not leaves:
        return None, [problem("table-of-other-criteria", place)]
    lines = sum_lines(sheet, header, set(matches.rows.values()), tree)
    known_rows = {*lines, *matches.uncertain.values()}
    scored = [row for row in matches.unmatched if sheet.text(row, header.columns["self_score"])]
    layout = Layout(sheet, header, header.columns, matches.rows, False, uncertain=matches.uncertain)
    layout.sums = [(path, row) for row, path in lines.items() if path is not None]
    layout.unmatched = [row for row in scored if row not in known_rows]
    note = problem("table-not-issued", place, matched=len(leaves), of=len(tree.leaves))
    return layout, [note, *matches.problems]


def _strangers(layout: Layout) -> list[int]:
    """Rows from the header down to Tổng cộng (the last criterion, where there is no such row) that carry a score but
    belong to no criterion."""
    if not layout.rows or "self_score" not in layout.columns:
        return []
    score, path = layout.columns["self_score"], layout.columns["path"]
    taken, cells = set(layout.rows.values()), layout.sheet.cells
    end = layout.total_row or max(taken)
    return sorted(
        row
        for (row, column) in cells
        if column == score and layout.header.last_row < row < end and row not in taken and (row, path) not in cells
    )


def title_value(layout: Layout, key: str) -> str:
    """What stands beside a label (Đã thẩm định, Người thẩm định…) above the header; '' where nothing does."""
    for (row, column), cell in layout.sheet.cells.items():
        if row < layout.header.first_row and _title_key(cell.text) == key:
            return _beside(layout.sheet, row, column)
    return ""


def _beside(sheet: Sheet, row: int, column: int) -> str:
    """The next cell of the row that holds something, unless that is another label."""
    right = min((at for line, at in sheet.cells if line == row and at > column), default=None)
    text = sheet.text(row, right) if right else ""
    return "" if _title_key(text) in TITLE_KEYS else text


TITLE_KEYS = ("appraised_mark", "appraiser", "appraised_on")


@cache
def _title_labels() -> dict[str, str]:
    return {
        fold(written): key
        for language in LANGUAGES
        for key in TITLE_KEYS
        for written in area(language, "labels")["column"][key]
    }


def _title_key(text: str) -> str | None:
    return _title_labels().get(fold(text.rstrip(" \u00a0:"))) if len(text) < 40 else None
