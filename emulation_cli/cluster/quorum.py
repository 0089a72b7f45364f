"""Họp hợp lệ khi có mặt: the share of all members without whom a meeting decides nothing (HN01: 2/3, BN86: 80 %)."""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import Quorum
from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.cluster.values import Amount, amount_of, plain
from emulation_cli.decimals import Typed, typed
from emulation_cli.exact import Fraction
from emulation_cli.spreadsheet.cells import Cell, Kind

ALL = Decimal(100)


def read_quorum(page: Page, row: int) -> Quorum | None:
    """The value of the item: 2/3, 80% or 80; None where it is empty or cannot be one (reported)."""
    cell = page.cell(row, "value")
    if cell is None:
        return None
    found = _quorum(page, cell)
    if isinstance(found, Slip):
        page.report(row, "value", found)
        return None
    return found


def _quorum(page: Page, cell: Cell) -> Quorum | Slip:
    reading = typed(cell.text) if cell.kind is Kind.TEXT else None
    if reading and reading.how is Typed.OVER and reading.value is not None and reading.other:
        return _fraction(cell.text, reading.value, reading.other)
    amount = amount_of(page.workbook, cell)
    if isinstance(amount, Slip):
        became_date = amount.code == "definition-number-is-date"  # Excel makes 2 March of 2/3
        return slip("definition-quorum-date", **amount.params) if became_date else amount
    return _percent(amount)


def _fraction(written: str, part: Decimal, whole: Decimal) -> Quorum | Slip:
    if not 0 < part <= whole:
        return slip("definition-quorum", written=written)
    if part == int(part) and whole == int(whole):
        return Quorum(int(part), int(whole))
    return Quorum(*(Fraction(part) / Fraction(whole)).as_integer_ratio())


def _percent(amount: Amount) -> Quorum | Slip:
    value = amount.value
    if not 0 < value <= ALL:
        return slip("definition-quorum", written=f"{plain(value)}{'%' if amount.percent else ''}")
    if not amount.percent and value <= 1:
        return slip("definition-quorum-share", value=plain(value), percent=plain(value * 100))
    whole = ALL
    while value != int(value):  # 66,5% of 100 is 665 of 1000
        value, whole = value * 10, whole * 10
    return Quorum(int(value), int(whole))
