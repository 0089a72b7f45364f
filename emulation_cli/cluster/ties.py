"""The sheet Đồng hạng: what is asked, one after the other, of units with the same total."""

from __future__ import annotations

from emulation_cli.cluster.criteria import Kind
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.references import References, not_a_reference, resolve
from emulation_cli.cluster.rules import TieBy, TieRule
from emulation_cli.cluster.slips import Slip, slip, unknown
from emulation_cli.cluster.values import needed, number, plain
from emulation_cli.labels import key_of, suggestion
from emulation_cli.text import clean

BEFORE_A_CRITERION = (TieBy.POINTS, TieBy.RESULT)
LONGEST_WORD = 2  # words in front of a criterion: 'kết quả 1.2'


def read_ties(page: Page, references: References) -> tuple[TieRule, ...]:
    """The chain in the order of Thứ tự."""
    orders = {row: _order(page, row) for row in page.rows()}
    _report_same_order(page, orders)
    rules = {row: _rule(page, row, references) for row in sorted(orders, key=lambda row: (orders[row] or 0, row))}
    chain = [rule for rule in rules.values() if rule]
    _report_repeated(page, chain)
    _report_after_vote(page, chain)
    return tuple(chain)


def _order(page: Page, row: int) -> int | None:
    """Thứ tự, a whole number from 1."""
    if page.is_blank(row, "order"):
        needed(page, row, "order")
    value = number(page, row, "order")
    if value is None:
        return None
    if value < 1 or value != int(value):
        page.report(row, "order", slip("definition-tie-order", written=plain(value)))
        return None
    return int(value)


def _report_same_order(page: Page, orders: dict[int, int | None]) -> None:
    first: dict[int, int] = {}
    for row, order in orders.items():
        if order is not None and first.setdefault(order, row) != row:
            page.report(row, "order", slip("definition-tie-order-twice", first=page.address(first[order], "order")))


def _rule(page: Page, row: int, references: References) -> TieRule | None:
    """Xét theo, None where it says nothing that is known."""
    cell = page.cell(row, "by")
    bad = cell and not_a_reference(page.workbook, cell)
    if bad:
        page.report(row, "by", bad)
        return None
    written = needed(page, row, "by")
    key = key_of("tie_by", written)
    if key in set(TieBy) - set(BEFORE_A_CRITERION):
        return TieRule(TieBy(key), row=row)
    return _by_criterion(page, row, written, references) if written else None


def _by_criterion(page: Page, row: int, written: str, references: References) -> TieRule | None:
    """A criterion, or the result of one."""
    by, name = _in_front(written)
    near = suggestion("tie_by", written) if isinstance(references.path_of(name), Slip) else None
    if near and key_of("tie_by", near) not in BEFORE_A_CRITERION:
        page.report(row, "by", unknown("definition-unknown-tie-rule", "tie_by", written))
        return None
    path = resolve(page, row, "by", name, references)
    if path is None:
        return None
    if by is TieBy.RESULT and (path in references.tree.children or references.tree.by_path[path].kind is Kind.DIRECT):
        page.report(row, "by", slip("definition-tie-no-result", path=path))
    return TieRule(by, path, row)


def _in_front(written: str) -> tuple[TieBy, str]:
    """('kết quả', '1.2') of 'kết quả 1.2'; points where nothing stands in front."""
    words = clean(written).split(" ")
    for count in range(LONGEST_WORD, 0, -1):
        key = key_of("tie_by", " ".join(words[:count]))
        if key in BEFORE_A_CRITERION and len(words) > count:
            return TieBy(key), " ".join(words[count:])
    return TieBy.POINTS, written


def _report_repeated(page: Page, chain: list[TieRule]) -> None:
    first: dict[tuple[TieBy, str | None], TieRule] = {}
    for rule in chain:
        earlier = first.setdefault((rule.by, rule.criterion), rule)
        if earlier is not rule:
            page.report(rule.row, "by", slip("definition-tie-twice", first=page.address(earlier.row, "by")))


def _report_after_vote(page: Page, chain: list[TieRule]) -> None:
    """A vote is the last word: what stands behind it is never asked."""
    votes = [at for at, rule in enumerate(chain) if rule.by is TieBy.VOTE]
    for rule in chain[votes[0] + 1 :] if votes else ():
        if rule.by is not TieBy.VOTE:
            first = page.address(chain[votes[0]].row, "by")
            page.report(rule.row, "by", slip("definition-tie-after-vote", first=first))
