"""From a sheet whose layout is known to entries, each oddity named at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.layout import Layout
from emulation_cli.intake.merges import NUMBERS, TEXTS, Merge, merges
from emulation_cli.intake.numbers import BLANK, Found, read_answer, read_number, read_tick
from emulation_cli.intake.submission import Entry, Missing, Subtotal
from emulation_cli.labels import key_of
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Cell, Workbook
from emulation_cli.spreadsheet.cells import Kind as CellKind
from emulation_cli.text import clean, fold

# A score of these kinds follows from the unit's own cells, so the sheet's formula for it is only a help to the eye.
COMPUTED = {Kind.PASS, Kind.COUNT, Kind.COUNT_DOWN, Kind.RATIO, Kind.BAND}


class _Row(NamedTuple):
    """One criterion's row while it is read."""

    workbook: Workbook
    layout: Layout
    unit: str
    criterion: Criterion
    row: int
    cells: Mapping[str, Cell]  # those that hold something, by field
    optional: bool = False  # one of several to choose from (chọn một)

    def cell(self, field: str) -> Cell | None:
        return self.cells.get(field)

    def text(self, field: str) -> str:
        cell = self.cell(field)
        return cell.text.strip() if cell and cell.kind is not CellKind.UNCALCULATED else ""

    def problem(self, code: str, cell: Cell | None, **params: object) -> Problem:
        place = Place(self.workbook.name, self.layout.sheet.name, cell.address if cell else f"{self.row}:{self.row}")
        return problem(code, place, self.unit, self.criterion.path, **params)


def read_entries(
    workbook: Workbook, layout: Layout, cluster: Cluster, unit: str
) -> tuple[dict[str, Entry], list[Problem]]:
    """Every leaf's entry that the sheet has a row for, and what was found on the way."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    merged = list(merges(layout))
    _spread(layout, merged)
    for criterion in cluster.tree.leaves:
        at = layout.rows.get(criterion.path)
        if at is None:
            if criterion.path in layout.uncertain:
                entries[criterion.path] = _unsure(criterion.path, layout.uncertain[criterion.path])
            continue
        optional = criterion.path in _optional(cluster.tree)
        row = _Row(workbook, layout, unit, criterion, at, _cells(layout, at), optional)
        entries[criterion.path] = _entry(row, problems)
        problems.extend(_changed(row))
    place = Place(workbook.name, layout.sheet.name)
    problems.extend(_shared(merged, entries, place, unit, cluster.tree))
    return entries, problems


def _cells(layout: Layout, row: int) -> dict[str, Cell]:
    cells = layout.sheet.cells
    return {field: cells[row, column] for field, column in layout.columns.items() if (row, column) in cells}


def _spread(layout: Layout, merged: Sequence[Merge]) -> None:
    """What stands in a merged range stands in every row of it that it can be meant for: a text in each, a number in
    the only criterion's."""
    for merge in merged:
        for field in merge.fields[:1]:
            if field in TEXTS or len(merge.paths) == 1:
                for path in merge.paths:
                    at = layout.rows[path], layout.columns[field]
                    layout.sheet.cells.setdefault(at, replace(merge.cell, row=at[0]))


def _shared(
    merged: Sequence[Merge], entries: Mapping[str, Entry], place: Place, unit: str, tree: Tree
) -> Iterator[Problem]:
    """One number for several criteria: it counts for none of them until somebody has said whose it is."""
    for merge in merged:
        fields = [field for field in merge.fields if field in NUMBERS]
        leaves = [path for path in merge.paths if path in entries]
        if not fields or not leaves or len(merge.paths) < 2:
            continue
        for path in leaves:
            for field in fields:
                setattr(entries[path], field, Missing.UNREADABLE)
        labels = ", ".join(tree.labels[path] for path in merge.paths)
        where = Place(place.file, place.sheet, merge.reference)
        yield problem("cell-merged", where, unit, leaves[0], value=merge.cell.text.strip()[:60], criteria=labels)


def _unsure(path: str, row: int) -> Entry:
    """What a row says that may or may not be a criterion's: nothing that counts, until somebody has looked."""
    return Entry(path, row, actual=Missing.UNREADABLE, self_score=Missing.UNREADABLE)


def read_subtotals(workbook: Workbook, layout: Layout, tree: Tree) -> Iterator[Subtotal]:
    """The figures that the sheet itself shows: for every criterion, every heading, Tổng cộng, where that is a number.

    Of a criterion only what Excel would add up counts: '9,5' typed as a text does not.
    """
    column = layout.columns["self_score"]
    for path, row in [*layout.rows.items(), *layout.sums]:
        cell = layout.sheet.cells.get((row, column))
        if cell is None or (cell.kind is not CellKind.NUMBER and path and path not in tree.children):
            continue
        found = read_number(workbook, cell, None, percent=False)
        if isinstance(found.value, Decimal):
            yield Subtotal(path, cell.address, found.value)


def _entry(row: _Row, problems: list[Problem]) -> Entry:
    entry = Entry(row.criterion.path, row.row)
    for field, found in _values(row):
        setattr(entry, field, found.value)
        if found.code:
            problems.append(row.problem(found.code, row.cell(field), **dict(found.params)))
    cell = row.cell("not_assigned")
    if cell is not None:
        entry.not_assigned, code = read_tick(cell)
        if code:
            problems.append(row.problem(code, cell, text=(cell.text.strip() or f"={cell.formula}")[:60]))
    entry.evidence, entry.explanation = row.text("evidence"), row.text("explanation")
    entry.appraised_opinion = row.text("appraised_opinion")
    return entry


def _values(row: _Row) -> Iterator[tuple[str, Found]]:
    """The fields that hold numbers, those with nothing in them left out."""
    criterion, workbook = row.criterion, row.workbook
    for field in ("actual", "appraised_actual"):
        cell = row.cell(field)
        if cell is None:
            continue
        if criterion.kind is Kind.PASS:
            yield field, read_answer(cell)
        elif _refused(row, cell) and _nothing_for_nothing(criterion):
            yield field, Found(Decimal(0))
        else:
            yield field, read_number(workbook, cell, None, criterion.percent)
    for field in ("self_score", "appraised_score"):
        cell = row.cell(field)
        if cell is not None:
            yield field, _score(row, cell)
    cell = row.cell("target")
    if cell is not None:
        yield "target", read_number(workbook, cell, None, criterion.percent)


def _score(row: _Row, cell: Cell) -> Found:
    criterion = row.criterion
    if cell.formula is not None and criterion.kind in COMPUTED and row.layout.issued:
        return _issued_formula(row, cell)
    if cell.kind is CellKind.TEXT and (criterion.kind in (Kind.LEADER, Kind.MEAN) or fold(cell.text) in _by_cluster()):
        return BLANK  # 'cụm tính': the whole cluster decides, as it does where such a criterion is required (cần)
    if _refused(row, cell):
        return Found(Decimal(0))
    found = read_number(row.workbook, cell, criterion.maximum, percent=False)
    if criterion.group is Group.DEDUCTION and isinstance(found.value, Decimal):
        return Found(abs(found.value), found.code, found.params)  # deductions are positive; a minus reads the same
    return found


@lru_cache(maxsize=1)
def _by_cluster() -> frozenset[str]:
    """What an issued sheet writes where the points follow from all units."""
    key = "sheet.cluster_computed"
    return frozenset(fold(catalogue.text(language, "forms", key)) for language in catalogue.LANGUAGES)


@lru_cache(maxsize=8)
def _optional(tree: Tree) -> frozenset[str]:
    """The leaves that are, or stand under, one of several to choose from."""
    parents = [one for one in tree.criteria if one.kind is Kind.CHOICE]
    return frozenset(leaf.path for one in parents for leaf in tree.leaves_below(one.path) if leaf.path != one.path)


def _refused(row: _Row, cell: Cell) -> bool:
    """Whether the cell says không of one of several to choose from: that one is not chosen, as with 0."""
    return row.optional and cell.kind is CellKind.TEXT and key_of("answer", cell.text) == "no"


def _nothing_for_nothing(criterion: Criterion) -> bool:
    """Whether a result of 0 gives 0 points; of trừ theo lần and of ngược it gives all of them."""
    return criterion.kind is Kind.COUNT or (criterion.kind is Kind.RATIO and not criterion.parameters.less_is_better)


def _issued_formula(row: _Row, cell: Cell) -> Found:
    """The sheet's own formula: a number is compared later, anything else adds nothing to what the inputs say.
    Nobody typed it: where the result is blank it is a figure that was not worked out again, and counts for nothing."""
    if cell.kind is not CellKind.NUMBER or not row.text("actual"):
        return BLANK
    found = read_number(row.workbook, cell, row.criterion.maximum, percent=False)
    return found if isinstance(found.value, Decimal) else BLANK


def _changed(row: _Row) -> Iterator[Problem]:
    """The agreed maximum is not the unit's to change; in a sheet older than the criteria, nor is the text the same."""
    cell = row.cell("maximum")
    if cell is not None and row.criterion.maximum is not None:
        value = read_number(row.workbook, cell, None, percent=False).value
        size = abs(value) if isinstance(value, Decimal) and row.criterion.group is Group.DEDUCTION else value
        if size is not Missing.BLANK and size != row.criterion.maximum:
            found = value if isinstance(value, Decimal) else cell.text[:60]
            yield row.problem("maximum-changed", cell, agreed=row.criterion.maximum, found=found)
    text = row.text("text") if row.layout.issued else ""
    if text and text != row.criterion.text and fold(text) != fold(row.criterion.text):
        said, agreed = clean(text)[:80], clean(row.criterion.text)[:80]
        yield row.problem("text-changed", row.cell("text"), found=said, agreed=agreed)
