"""Cells merged over several criteria: a text stands for each of them, a number for nobody knows which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from emulation_cli.intake.layout import Layout
from emulation_cli.spreadsheet.cells import Cell, column_letters

NUMBERS = ("target", "actual", "self_score", "appraised_actual", "appraised_score")
TEXTS = ("not_assigned", "evidence", "explanation", "appraised_opinion")


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged range as far as it matters: the fields it covers, the criteria (paths) in its rows, what it holds."""

    reference: str  # of the first field's column: 'G20:G21'
    fields: tuple[str, ...]
    paths: tuple[str, ...]
    cell: Cell


def merges(layout: Layout) -> Iterator[Merge]:
    """The merged ranges that hold something and reach over more than one row, one of them a criterion's."""
    columns = {column: field for field, column in layout.columns.items() if field in (*NUMBERS, *TEXTS)}
    tall = [merge for merge in layout.sheet.merges if merge[2] > merge[0]]
    if not tall:
        return
    path_of = {row: path for path, row in layout.rows.items()}
    rows = sorted(path_of)
    for top, left, bottom, right in tall:
        cell = layout.sheet.cells.get((top, left))
        fields = tuple(columns[column] for column in sorted(columns) if left <= column <= right)
        inside = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        if cell is not None and cell.text.strip() and fields and inside:
            letters = column_letters(left)
            paths = tuple(path_of[row] for row in inside)
            yield Merge(f"{letters}{top}:{letters}{bottom}", fields, paths, cell)
