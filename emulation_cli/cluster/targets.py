"""The sheet Chỉ tiêu: a matrix of criteria and units, or a line each; a target, không giao, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, NotAssigned, Tree
from emulation_cli.cluster.emptied import emptied
from emulation_cli.cluster.model import Target
from emulation_cli.cluster.page import Page, is_filled
from emulation_cli.cluster.pages import Form, close_header
from emulation_cli.cluster.references import References, criterion_at
from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.cluster.units import Units, member
from emulation_cli.cluster.values import amount_of, plain, text_of
from emulation_cli.labels import key_of, label
from emulation_cli.spreadsheet.cells import Cell, Kind

NOT_ASSIGNED = ("not_assigned",)
LISTED = Form(("criterion", "unit", "target"), ("text", "label", "maximum", "measure", "note"))


@dataclass(frozen=True, slots=True)
class _Line:
    """One target as it stands: whose, for what, in which cell."""

    unit: str
    criterion: Criterion
    row: int
    key: str


Given = dict[tuple[str, str], tuple[Target, _Line]]  # by unit and path


def read_targets(
    page: Page, units: Units, references: References, rule: NotAssigned | None = None
) -> tuple[Target, ...]:
    """All targets; unknown units and criteria, repetitions, values that are no target, and sections of which nothing
    is left to a unit are named. `rule` is the cluster's for what is not assigned, None where it is not sure."""
    given: Given = {}
    for line in _lines(page, units, references):
        value = _value(page, line)
        if page.is_flawed(line.row, line.key):
            continue
        for path in _paths(page, line, value, references):
            _add(page, line, Target(line.unit, path, value), given)
    if references.sound and rule:
        _report_emptied(page, given, units, references.tree, rule)
    return tuple(target for target, _ in given.values())


def _report_emptied(page: Page, given: Given, units: Units, tree: Tree, rule: NotAssigned) -> None:
    """A unit with không giao on all of a section, at the first of these cells."""
    for unit in units.units:
        out = {
            path: line for (code, path), (target, line) in given.items() if code == unit.code and target.value is None
        }
        for section, its_rule in emptied(tree, rule, out):
            line = min((out[leaf.path] for leaf in tree.leaves_below(section.path) if leaf.path in out), key=_row)
            shown = {"name": unit.name, "path": section.path, "rule": label("not_assigned", its_rule)}
            page.report(line.row, line.key, slip("definition-section-emptied", **shown))


def _row(line: _Line) -> int:
    return line.row


def _lines(page: Page, units: Units, references: References) -> Iterator[_Line]:
    """The filled cells of either form."""
    if "unit" in page.columns or "target" in page.columns:
        return _listed(page, units, references)
    return _matrix(page, units, references)


def _listed(page: Page, units: Units, references: References) -> Iterator[_Line]:
    """Tiêu chí | Đơn vị | Chỉ tiêu."""
    close_header(page, LISTED)
    for row in page.rows():
        if page.is_blank(row, "target"):
            continue
        criterion = criterion_at(page, row, references)
        unit = member(page, row, units)
        if criterion and unit:
            yield _Line(unit, criterion, row, "target")


def _matrix(page: Page, units: Units, references: References) -> Iterator[_Line]:
    """Tiêu chí, and a column a unit."""
    columns = _unit_columns(page, units)
    rows: dict[str, int] = {}
    for row in page.rows():
        filled = [key for key in columns if not page.is_blank(row, key)]
        criterion = criterion_at(page, row, references) if filled else None
        if criterion is None:
            continue
        first = rows.setdefault(criterion.path, row)
        if first != row:
            page.report(row, "criterion", slip("definition-target-twice", first=page.address(first, "criterion")))
            continue
        yield from (_Line(columns[key], criterion, row, key) for key in filled)


def _unit_columns(page: Page, units: Units) -> dict[str, str]:
    """The unit of each column, by the column's key. A header of no unit matters only if something stands below it."""
    found: dict[str, str] = {}
    used = {column for (row, column), cell in page.sheet.cells.items() if row > page.header and is_filled(cell)}
    for column, cell in page.others.items():
        key = f"#{column}"
        page.columns[key] = column
        written = text_of(page.workbook, cell)
        unit = None if isinstance(written, Slip) else units.code_of(written)
        if unit is None:
            if column in used and (units.sound or isinstance(written, Slip)) and is_filled(cell):
                page.report(page.header, key, written if isinstance(written, Slip) else units.unknown(written))
        elif unit not in found.values():
            found[key] = unit
        elif units.sound:
            first = next(page.address(page.header, other) for other, code in found.items() if code == unit)
            page.report(page.header, key, slip("definition-column-twice", written=written, first=first))
    return found


def _value(page: Page, line: _Line) -> Decimal | None:
    """A target above 0, or None for không giao."""
    cell = page.cell(line.row, line.key)
    if cell is None or (cell.kind is Kind.TEXT and key_of("answer", cell.text, NOT_ASSIGNED)):
        return None
    value = _amount(page, cell, line.criterion)
    if isinstance(value, Slip):
        page.report(line.row, line.key, value)
        return None
    return value


def _amount(page: Page, cell: Cell, criterion: Criterion) -> Decimal | Slip:
    """A number in the criterion's measure; where that is a percentage 95, 95% and a cell shown as 95% are the same."""
    amount = amount_of(page.workbook, cell)
    if isinstance(amount, Slip):
        return amount
    value = amount.value
    if amount.percent and not criterion.percent:
        return slip("definition-number-is-percent", written=f"{plain(value)}%")
    if value == 0:
        return slip("definition-target-zero")
    if value < 0:
        return slip("definition-number-negative", value=plain(value))
    if criterion.percent and value <= 1 and not amount.percent:
        return slip("definition-target-share", value=plain(value), percent=plain(value * 100))
    return value


def _paths(page: Page, line: _Line, value: Decimal | None, references: References) -> list[str]:
    """The leaves that a line speaks of: không giao on a parent is said of all under it; a target there is a slip."""
    path = line.criterion.path
    if path not in references.tree.children:
        return [path]
    if value is None:
        return [leaf.path for leaf in references.tree.leaves_below(path)]
    page.report(line.row, line.key, slip("definition-target-on-parent", path=path))
    return []


def _add(page: Page, line: _Line, target: Target, given: Given) -> None:
    """Keep a target; one that says something else about the same unit and criterion is a slip."""
    earlier, there = given.setdefault((target.unit, target.criterion), (target, line))
    first = page.address(there.row, there.key)
    if first != page.address(line.row, line.key) and (earlier.value is not None or target.value is not None):
        page.report(line.row, line.key, slip("definition-target-twice", first=first))
