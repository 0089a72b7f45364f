"""The sheets Điều chỉnh and Không giao: what was decided about one unit's criteria."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.decided import Sheet
from emulation_cli.cluster.decisions import Adjustment, NotAssignedDecision
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.cluster.values import amount_of, check_places, day, number, one_line, plain
from emulation_cli.labels import choices, key_of, label
from emulation_cli.spreadsheet.cells import Cell
from emulation_cli.spreadsheet.cells import Kind as CellKind

ANSWERS = ("yes", "no")
COUNTS = (Kind.COUNT, Kind.COUNT_DOWN)


def read_adjustments(sheet: Sheet) -> list[Adjustment]:
    """Điều chỉnh: a leaf's result or its points, once for each unit and criterion."""
    return [_adjustment(sheet, row) for row in sheet.page.rows()]


def _adjustment(sheet: Sheet, row: int) -> Adjustment:
    page, unit, criterion = sheet.page, sheet.unit(row), sheet.criterion(row)
    actual = points = None
    if criterion and criterion.path in sheet.cluster.tree.children:
        page.report(row, "criterion", slip("decisions-adjustment-heading", path=criterion.path))
    elif criterion:
        actual, points = _actual(page, row, criterion), _points(page, row, criterion, sheet.cluster.places)
        _check_one(page, row)
        _check_assigned(sheet, row, unit, criterion)
        sheet.once(row, "criterion", (unit, criterion.path), "decisions-adjustment-twice")
    reason = sheet.words(row, "reason")
    path = criterion.path if criterion else ""
    return Adjustment(unit, path, actual, points, reason, one_line(page, row, "decided_by"), _on(page, row), row)


def _check_one(page: Page, row: int) -> None:
    """A result or points, one of the two."""
    blank = [page.is_blank(row, key) for key in ("actual", "points")]
    if all(blank):
        page.report(row, "points", slip("decisions-adjustment-neither"))
    elif not any(blank):
        page.report(row, "points", slip("decisions-adjustment-both"))


def _check_assigned(sheet: Sheet, row: int, unit: str, criterion: Criterion) -> None:
    target = sheet.cluster.target_of.get((unit, criterion.path))
    if target and target.value is None:
        where = label("sheet", "targets")
        sheet.page.report(row, "criterion", slip("decisions-adjustment-not-assigned", path=criterion.path, where=where))


def _actual(page: Page, row: int, criterion: Criterion) -> Decimal | None:
    """Kết quả in the criterion's measure, đạt and không as 1 and 0."""
    cell = page.cell(row, "actual")
    if cell is None:
        return None
    value = _result(page, cell, criterion)
    if isinstance(value, Slip):
        page.report(row, "actual", value)
        return None
    return value


def _result(page: Page, cell: Cell, criterion: Criterion) -> Decimal | Slip:
    if criterion.kind is Kind.DIRECT:
        return slip("decisions-adjustment-no-result", path=criterion.path)
    if criterion.kind is Kind.PASS:
        return _answer(cell)
    amount = amount_of(page.workbook, cell)
    if isinstance(amount, Slip):
        return amount
    value = amount.value
    if amount.percent and not criterion.percent:
        return slip("definition-number-is-percent", written=f"{plain(value)}%")
    if criterion.percent and 0 < value <= 1 and not amount.percent:
        return slip("decisions-result-share", value=plain(value), percent=plain(value * 100))
    if criterion.kind in COUNTS and (value < 0 or value != int(value)):
        return slip("decisions-not-whole", column=label("column", "actual"), least=0, written=plain(value))
    return value


def _answer(cell: Cell) -> Decimal | Slip:
    key = {"1": "yes", "0": "no"}.get(cell.text.strip()) or key_of("answer", cell.text, ANSWERS)
    if key is None or cell.kind is CellKind.ERROR:
        known = choices("answer", ANSWERS)
        return slip("definition-unknown-value", written=cell.text, near=label("answer", "yes"), known=known)
    return Decimal(key == "yes")


def _points(page: Page, row: int, criterion: Criterion, places: int) -> Decimal | None:
    """Điểm from 0 to the criterion's maximum (with vượt, to its cap above it); a deduction's with or without minus."""
    value = number(page, row, "points")
    if value is None:
        return None
    value = abs(value) if criterion.group is Group.DEDUCTION else value
    most = criterion.most
    if value < 0:
        page.report(row, "points", slip("decisions-points-negative", points=plain(value)))
    elif most is not None and value > most:
        shown = {"points": plain(value), "maximum": plain(most)}
        page.report(row, "points", slip("decisions-points-above-maximum", **shown))
    check_places(page, row, "points", value, places)
    return value


def _on(page: Page, row: int) -> date | None:
    found = day(page, row, "decided_on")
    return found.date() if isinstance(found, datetime) else found


def read_not_assigned(sheet: Sheet) -> list[NotAssignedDecision]:
    """Không giao: a criterion, or a heading for everything under it, once a unit."""
    found = []
    for row in sheet.page.rows():
        unit, criterion = sheet.unit(row), sheet.criterion(row)
        path = criterion.path if criterion else ""
        sheet.once(row, "criterion", (unit, path))
        found.append(NotAssignedDecision(unit, path, sheet.words(row, "reason"), row))
    return found
