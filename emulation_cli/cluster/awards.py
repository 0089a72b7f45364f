"""The sheets Khen thưởng and Đăng ký: what can be won, by how many, on what conditions; who set out to win it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Decimal
from typing import Any

from emulation_cli.cluster.award_conditions import read_conditions
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import AwardRule, Registration
from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.cluster.units import Units, member
from emulation_cli.cluster.values import Amount, amount_of, amount_typed, lines, needed, plain
from emulation_cli.decimals import Typed, typed
from emulation_cli.labels import key_of
from emulation_cli.spreadsheet.cells import Cell, Kind
from emulation_cli.text import clean, fold, nearest

ALL = Decimal(100)
FINEST = Decimal("1E-12")  # a fraction of the votes in percent, cut: 2/3 of any number of members stays what it is
LONGEST_ROUND_UP = 3  # words: 'làm tròn lên'


def read_awards(page: Page, classes: Sequence[str] | None) -> tuple[AwardRule, ...]:
    """The awards in the sheet's order; `classes` are the cluster's from the best down, None where they are unsure."""
    rules = [_rule(page, row, classes) for row in page.rows()]
    first: dict[str, AwardRule] = {}
    for rule in rules:
        earlier = first.setdefault(fold(rule.name), rule)
        if rule.name and earlier is not rule:
            page.report(rule.row, "award", slip("definition-award-twice", first=page.address(earlier.row, "award")))
    return tuple(rules)


def _rule(page: Page, row: int, classes: Sequence[str] | None) -> AwardRule:
    read = read_conditions(lines(page, row, "condition"), classes)
    for found in read.slips:
        page.report(row, "condition", found, flaw=False)
    name = needed(page, row, "award")
    return AwardRule(name, **(read.fields | _quota(page, row, read.fields)), votes=_votes(page, row), row=row)


def _quota(page: Page, row: int, conditions: dict[str, Any]) -> dict[str, Any]:
    """Số lượng: a whole number, or a percentage; làm tròn lên may stand here or among the conditions."""
    cell = page.cell(row, "quota")
    if cell is None:
        needed(page, row, "quota")
        return {"quota": Decimal(0)}
    written, round_up = _round_up(cell) if cell.kind is Kind.TEXT else ("", False)
    amount = amount_typed(written) if round_up else amount_of(page.workbook, cell)
    found = amount if isinstance(amount, Slip) else _wrong_quota(amount)
    if found:
        page.report(row, "quota", found)
    if isinstance(amount, Slip):
        return {"quota": Decimal(0)}
    round_up = amount.percent and (round_up or "round_up" in conditions)
    return {"quota": amount.value, "percent": amount.percent, "round_up": round_up}


def _round_up(cell: Cell) -> tuple[str, bool]:
    """'20%' and whether 'làm tròn lên' stood behind it."""
    words = clean(cell.text).split(" ")
    for count in range(1, LONGEST_ROUND_UP + 1):
        if key_of("award", " ".join(words[-count:])) == "round_up":
            return " ".join(words[:-count]).rstrip(" ;,"), True
    return cell.text, False


def _wrong_quota(amount: Amount) -> Slip | None:
    if amount.value < 0:
        return slip("definition-number-negative", value=plain(amount.value))
    if amount.percent and amount.value > ALL:
        return slip("definition-award-percent", percent=plain(amount.value))
    if not amount.percent and amount.value != int(amount.value):
        return slip("definition-award-quota-whole", written=plain(amount.value))
    return slip("definition-award-quota-zero") if not amount.value else None


def _votes(page: Page, row: int) -> Decimal | None:
    """Phiếu tối thiểu as a percentage of all members entitled: 80%, 80 or 2/3."""
    cell = page.cell(row, "least_votes")
    if cell is None:
        return None
    found = _share(page, cell)
    if isinstance(found, Slip):
        page.report(row, "least_votes", found)
        return None
    if not 0 < found <= ALL:
        page.report(row, "least_votes", slip("definition-award-votes", percent=plain(found)))
    return found


def _share(page: Page, cell: Cell) -> Decimal | Slip:
    reading = typed(cell.text) if cell.kind is Kind.TEXT else None
    if reading and reading.how is Typed.OVER and reading.value is not None and reading.other:
        share = reading.value * 100 / reading.other
        return share if share > ALL else share.quantize(FINEST, ROUND_DOWN)
    amount = amount_of(page.workbook, cell)
    if isinstance(amount, Slip):
        became_date = amount.code == "definition-number-is-date"  # Excel makes 2 March of 2/3
        return slip("definition-award-votes-date", **amount.params) if became_date else amount
    if not amount.percent and 0 < amount.value <= 1:
        return slip("definition-award-votes-share", value=plain(amount.value), percent=plain(amount.value * 100))
    return amount.value


def read_registrations(page: Page, units: Units, awards: Sequence[AwardRule]) -> tuple[Registration, ...]:
    """Who registered for what; a title that is an award's is spelt as the award is."""
    known = {fold(rule.name): rule.name for rule in awards}
    found: dict[tuple[str, str], int] = {}
    for row in page.rows():
        unit, title = member(page, row, units), needed(page, row, "title")
        if title and known and fold(title) not in known:
            near = nearest(title, known.values(), least=0) or ""
            page.report(row, "title", slip("definition-registration-title", written=title, near=near))
        if unit and title:
            title = known.get(fold(title), title)
            first = found.setdefault((unit, title), row)
            if first != row:
                page.report(row, "title", slip("definition-registration-twice", first=page.address(first, "title")))
    return tuple(Registration(unit, title) for unit, title in found)


def quota_for(rule: AwardRule, units: int) -> int:
    """How many of so many units can have the award: rounded down, with làm tròn lên up."""
    if not rule.percent:
        return int(rule.quota)
    share = (rule.quota * units).scaleb(-2)
    return int(share.to_integral_value(ROUND_CEILING if rule.round_up else ROUND_FLOOR))
