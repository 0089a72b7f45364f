"""The sheet Xếp loại: classes from the best down, each from a number of points or a percentage up."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind
from emulation_cli.cluster.slips import Slip, slip, unknown
from emulation_cli.cluster.values import Amount, amount_in, amount_typed, choice, lines, needed, plain
from emulation_cli.labels import key_of
from emulation_cli.text import clean, fold

_LEAST = re.compile(r"(.*?)\s*(?:≥|>=)\s*(.+)")
ALL = Decimal(100)


def read_classes(page: Page) -> tuple[ClassRule, ...]:
    """The classes in the sheet's order, which must be a descending one."""
    rows = list(page.rows())
    rules = [_rule(page, row, last=row == rows[-1]) for row in rows]
    _check_one_measure(page, rules)
    _check_order(page, rules)
    _check_names(page, rules)
    return tuple(rules)


def _rule(page: Page, row: int, last: bool) -> ClassRule:
    name = needed(page, row, "class")
    threshold = _threshold(page, row, last)
    return ClassRule(
        name=name,
        threshold=threshold.value,
        percent=threshold.percent,
        strictly=choice(page, row, "comparison", "comparison") == "above",
        conditions=_conditions(page, row),
        row=row,
    )


def _threshold(page: Page, row: int, last: bool) -> Amount:
    """Từ; the last class takes whoever is left when it asks for nothing."""
    amount = amount_in(page, row, "threshold")
    if amount is None:
        if not last and page.is_blank(row, "threshold"):
            page.report(row, "threshold", slip("definition-cell-missing", column=page.title(row, "threshold")))
        return Amount(Decimal(0))
    if amount.value < 0:
        page.report(row, "threshold", slip("definition-number-negative", value=plain(amount.value)))
    return amount


def _conditions(page: Page, row: int) -> tuple[Condition, ...]:
    read = [read_condition(clean(part)) for part in re.split(r"[;\n]", lines(page, row, "condition")) if part.strip()]
    for found in read:
        if isinstance(found, Slip):
            page.report(row, "condition", found, flaw=False)
    sound = tuple(found for found in read if isinstance(found, Condition))
    if len({one.kind for one in sound}) < len(sound):
        page.report(row, "condition", slip("definition-condition-twice"), flaw=False)
    return sound


def read_condition(text: str) -> Condition | Slip:
    """'không tiêu chí nào 0 điểm', 'mọi tiêu chí ≥ 80%' or 'mọi mục ≥ 50%'."""
    match = _LEAST.fullmatch(text)
    key = key_of("condition", f"{match[1]} ≥" if match else text)
    if key is None or (key == ConditionKind.NO_ZERO) is (match is not None):
        return unknown("definition-unknown-condition", "condition", text)
    if match is None:
        return Condition(ConditionKind(key))
    amount = amount_typed(match[2])
    if isinstance(amount, Slip) or not amount.percent or not 0 <= amount.value <= ALL:
        return slip("definition-condition-percent", written=text)
    return Condition(ConditionKind(key), amount.value)


def _check_one_measure(page: Page, rules: list[ClassRule]) -> None:
    """Points and percentages cannot be put in order; nothing at all (0) is the same in both."""
    stated = [rule for rule in rules if rule.threshold and not page.is_flawed(rule.row, "threshold")]
    for rule in stated:
        if rule.percent is not stated[0].percent:
            first = page.address(stated[0].row, "threshold")
            page.report(rule.row, "threshold", slip("definition-class-mixed", first=first))


def _check_order(page: Page, rules: list[ClassRule]) -> None:
    """Each class asks for less than the one above; as much only where that one has conditions besides."""
    sound = [rule for rule in rules if not page.is_flawed(rule.row, "threshold")]
    for above, rule in pairwise(sound):
        lower = (rule.threshold, rule.strictly) < (above.threshold, above.strictly)
        same = (rule.threshold, rule.strictly) == (above.threshold, above.strictly)
        if not lower and not (same and above.conditions):
            shown = {"threshold": plain(rule.threshold), "above": plain(above.threshold)}
            page.report(rule.row, "threshold", slip("definition-class-order", **shown))


def _check_names(page: Page, rules: list[ClassRule]) -> None:
    """Two lines may give one class by different conditions, one below the other; not with another class between."""
    last: dict[str, tuple[int, ClassRule]] = {}
    for at, rule in enumerate(rules):
        before = last.get(fold(rule.name))
        if rule.name and before and (before[0] != at - 1 or before[1].name != rule.name):
            page.report(rule.row, "class", slip("definition-class-twice", first=page.address(before[1].row, "class")))
        last[fold(rule.name)] = (at, rule)
