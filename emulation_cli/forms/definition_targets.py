"""The sheet Chỉ tiêu of cluster.xlsx, and the paths of the criteria that it offers to choose from, computed live."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import TieBy
from emulation_cli.forms.book import FormSheet
from emulation_cli.forms.definition_page import FIRST_ROW, HEADER_ROW, INTRO_ROW, Column, DefinitionPage, Lookup
from emulation_cli.forms.definition_tables import CRITERIA, CRITERIA_ROOM, DEEPEST
from emulation_cli.forms.formulas import needs_target
from emulation_cli.labels import label

PATHS = "_paths"  # a sheet whose name begins with _ is the tool's own
PATH, TEXT, COUNT = "H", "I", "K"  # its columns: paths, texts; and a cell that counts the rows in use
TIES = "M"  # and what Đồng hạng offers: the rules without a criterion, then the paths
FREE_TIES = (TieBy.BONUS, TieBy.FEWER_DEDUCTIONS, TieBy.VOTE)
ROWS = 400
SPARE = 20
COLUMNS = (Column("criterion", 12, "fill_code"), Column("text", 56, "looked_up"))
UNIT_WIDTH = 13
SPARE_UNITS, LEAST_UNITS = 3, 12  # columns beyond the units that there are, and at least so many in all


def write_targets(page: DefinitionPage, cluster: Cluster) -> None:
    """A row a criterion that has targets or takes one, a column a unit."""
    page.open("targets")
    for column, code in enumerate(_codes(cluster), len(COLUMNS)):
        page.put(HEADER_ROW, column, code or None, "header")
        page.sheet.set_column(column, column, UNIT_WIDTH)
    chosen = [criterion for criterion in cluster.tree.leaves if _has_targets(criterion, cluster)]
    for row in range(FIRST_ROW, FIRST_ROW + len(chosen) + SPARE):
        criterion = chosen[row - FIRST_ROW] if row - FIRST_ROW < len(chosen) else None
        _line(page, row, criterion, cluster)
    last = FIRST_ROW + ROWS - 1
    page.guard("criterion", _paths_to_choose() | page.hint("reference", "criterion"))
    page.sheet.data_validation(FIRST_ROW, len(COLUMNS), last, len(COLUMNS) + len(_codes(cluster)) - 1, _hint(page))
    page.sheet.freeze_panes(FIRST_ROW, len(COLUMNS))


def _codes(cluster: Cluster) -> list[str]:
    """A column each: the units, and room for those that are still to be written on the sheet Đơn vị."""
    codes = [unit.code for unit in cluster.units]
    return codes + [""] * max(SPARE_UNITS, LEAST_UNITS - len(codes))


def _has_targets(criterion: Criterion, cluster: Cluster) -> bool:
    return needs_target(criterion) or any(target.criterion == criterion.path for target in cluster.targets)


def _line(page: DefinitionPage, row: int, criterion: Criterion | None, cluster: Cluster) -> None:
    page.put(row, 0, criterion.path if criterion else None, "fill_code")
    text = Lookup(looked_up_text(f"$A{row + 1}", f"$A{row + 1}"), criterion.text if criterion else "")
    page.put(row, 1, text, "looked_up")
    for column, code in enumerate(_codes(cluster), len(COLUMNS)):
        target = cluster.target_of.get((code, criterion.path)) if criterion else None
        value: str | Decimal | None = None
        if target is not None:
            value = label("answer", "not_assigned", page.language) if target.value is None else target.value
        page.put(row, column, value, "fill_number")


def looked_up_text(path: str, cell: str) -> str:
    """The formula for the text of the criterion whose path an expression gives; blank while its cell is."""
    return f'=IF({cell}="","",IFERROR(INDEX({_range(TEXT)},MATCH({path},{_range(PATH)},0)),""))'


def _paths_to_choose() -> dict[str, object]:
    source = f"=OFFSET({PATHS}!${PATH}${FIRST_ROW + 1},0,0,MAX(1,{PATHS}!${COUNT}$1),1)"
    return {"validate": "list", "source": source}


def _hint(page: DefinitionPage) -> dict[str, str]:
    words = page.hint("target", "target", not_assigned=label("answer", "not_assigned", page.language))
    return {"validate": "any", **words}


def _range(letter: str) -> str:
    return f"{PATHS}!${letter}${FIRST_ROW + 1}:${letter}${FIRST_ROW + ROWS}"


def write_paths(sheet: FormSheet, cluster: Cluster, criteria_sheet: str, language: str) -> None:
    """A very hidden sheet beside Tiêu chí, row by row: level, a counter for each level, path, text.

    It looks the rows up by number, so that inserting or deleting rows there leaves its own formulas whole.
    """
    first, last = FIRST_ROW + 1, FIRST_ROW + ROWS
    used = f"=SUMPRODUCT(MAX(($A${first}:$A${last}>0)*ROW($A${first}:$A${last})))-{FIRST_ROW}"
    sheet.write_formula(f"{COUNT}1", used, None, len(cluster.criteria))
    sheet.write_row(HEADER_ROW, 0, [0] * (DEEPEST + 1))
    counters = [0] * DEEPEST
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        at = row - FIRST_ROW
        criterion = cluster.criteria[at] if at < len(cluster.criteria) else None
        if criterion:
            counters = _counted(criterion, counters)
        _path_line(sheet, row, criterion, counters, criteria_sheet)
    _write_ties(sheet, cluster, language)
    sheet.very_hidden()


def _write_ties(sheet: FormSheet, cluster: Cluster, language: str) -> None:
    """What may stand under Xét theo."""
    for row, by in enumerate(FREE_TIES, FIRST_ROW + 1):
        sheet.write_string(f"{TIES}{row}", label("tie_by", by, language))
    for at in range(ROWS):
        path = cluster.criteria[at].path if at < len(cluster.criteria) else ""
        sheet.write_formula(f"{TIES}{FIRST_ROW + 1 + len(FREE_TIES) + at}", f"={PATH}{FIRST_ROW + 1 + at}", None, path)


def _counted(criterion: Criterion, counters: list[int]) -> list[int]:
    numbers = [int(part) for part in criterion.path.split(".")]
    return [*numbers, *[0] * (len(counters) - len(numbers))]


def _path_line(sheet: FormSheet, row: int, criterion: Criterion | None, counters: list[int], table: str) -> None:
    here, above = row + 1, row
    level = f"=IFERROR(VALUE(INDEX('{table}'!$A:$A,ROW())),0)"
    sheet.write_formula(row, 0, level, None, criterion.level if criterion else 0)
    for depth in range(1, DEEPEST + 1):
        letter = chr(65 + depth)
        step = f"=IF(OR($A{here}=0,$A{here}>{depth}),{letter}{above},IF($A{here}<{depth},0,{letter}{above}+1))"
        sheet.write_formula(row, depth, step, None, counters[depth - 1])
    sheet.write_formula(
        f"{PATH}{here}", f'=IF($A{here}=0,"",{"".join(_numbers(here))})', None, criterion.path if criterion else ""
    )
    words = f'=IF($A{here}=0,"",INDEX(\'{table}\'!$C:$C,ROW())&"")'
    sheet.write_formula(f"{TEXT}{here}", words, None, criterion.text if criterion else "")


def _numbers(row: int) -> Iterator[str]:
    yield f"B{row}"
    yield from (f'&IF($A{row}>{depth - 1},"."&{chr(65 + depth)}{row},"")' for depth in range(2, DEEPEST + 1))


def show_paths(page: DefinitionPage, cluster: Cluster) -> None:
    """Beside the criteria, each one's path; its title stands above the header, so it is nobody's column."""
    column = len(CRITERIA)
    page.sheet.write_string(INTRO_ROW, column, page.say("paths_title"), page.styles["header"])
    page.sheet.write_blank(HEADER_ROW, column, None, page.styles["header"])
    page.sheet.set_column(column, column, 11)
    shown = [criterion.path for criterion in cluster.criteria] + [""] * CRITERIA_ROOM
    for row, path in enumerate(shown, FIRST_ROW):
        same_row = f"=INDEX({PATHS}!${PATH}:${PATH},ROW())"
        page.sheet.write_formula(row, column, same_row, page.styles["looked_up_code"], path)
