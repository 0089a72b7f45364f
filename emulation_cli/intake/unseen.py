"""What a person who looks at the sheet does not see, and the tool counts all the same: each said once a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emulation_cli.cluster.criteria import Tree
from emulation_cli.intake.layout import Layout
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Kind, column_letters

ANSWERS = ("target", "actual", "self_score")


def unseen(name: str, layout: Layout, others: Sequence[Layout], tree: Tree) -> Iterator[Problem]:
    """Rows, columns or the whole sheet hidden though they hold figures; other tables beside the one that is read."""
    sheet = layout.sheet
    if sheet.state != "visible":
        yield problem("table-hidden", Place(name, sheet.name), sheet=sheet.name)
    rows = [row for row in _rows(layout, tree) if row in sheet.hidden_rows and _filled(layout, row)]
    if rows:
        yield problem("rows-hidden", Place(name, sheet.name, f"{rows[0]}:{rows[0]}"), rows=_ranges(rows))
    columns = sorted(column for column in _columns(layout, tree) if _is_hidden(layout, column))
    if columns:
        letters = [column_letters(column) for column in columns]
        place = Place(name, sheet.name, f"{letters[0]}{layout.header.last_row}")
        yield problem("columns-hidden", place, columns=", ".join(letters))
    differing = [other.sheet.name for other in others if _answers(other, tree) not in ({}, _answers(layout, tree))]
    if differing:
        yield problem("tables-several", Place(name, sheet.name), used=sheet.name, others=", ".join(differing))


def _rows(layout: Layout, tree: Tree) -> list[int]:
    return sorted(layout.rows[leaf.path] for leaf in tree.leaves if leaf.path in layout.rows)


def _filled(layout: Layout, row: int) -> bool:
    return any(field in layout.columns and layout.sheet.text(row, layout.columns[field]) for field in ANSWERS)


def _columns(layout: Layout, tree: Tree) -> Iterator[int]:
    """The columns of answers that hold some."""
    if layout.sheet.hidden_columns:
        rows = _rows(layout, tree)
        for field in ANSWERS:
            if field in layout.columns and any(layout.sheet.text(row, layout.columns[field]) for row in rows):
                yield layout.columns[field]


def _is_hidden(layout: Layout, column: int) -> bool:
    return any(first <= column <= last for first, last in layout.sheet.hidden_columns)


def _answers(layout: Layout, tree: Tree) -> dict[tuple[str, str], str]:
    """Every result and score that somebody typed into a table, by criterion and field."""
    found: dict[tuple[str, str], str] = {}
    for leaf in tree.leaves:
        for field in ("actual", "self_score"):
            cell = layout.sheet.cells.get((layout.rows.get(leaf.path, 0), layout.columns.get(field, 0)))
            if cell is None or cell.formula is not None:
                continue
            if (field == "actual" or cell.kind is Kind.NUMBER) and cell.text.strip():
                found[leaf.path, field] = cell.text.strip()
    return found


def _ranges(rows: Sequence[int]) -> str:
    """[7, 9, 10, 11] → '7, 9–11'."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
