"""Điểm tối đa: exact points on every leaf, parents that are the sum of what is under them, ceilings."""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.criteria import Group, Kind
from emulation_cli.cluster.outline import Draft, Outline
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import check_places, number, plain, too_large

NEVER_NEGATIVE = (Group.STANDARD, Group.BONUS, Group.UNCOUNTED)


def read_maxima(page: Page, outline: Outline, places: int | None, bonus_in_scale: BonusInScale | None) -> None:
    """Fill in every draft's maximum and check it; groups and kinds are known by now.

    `bonus_in_scale` None (not readable) leaves parents with bonus children unchecked.
    """
    for draft in outline.drafts:
        draft.maximum = _maximum(page, draft, places)
        if not draft.children and not draft.doubtful:
            _check_leaf(page, draft)
    for section in outline.sections:
        _check_sums(page, section, bonus_in_scale)


def _maximum(page: Page, draft: Draft, places: int | None) -> Decimal | None:
    """As written; the minus sign that some put before a deduction says nothing more."""
    value = number(page, draft.row, "maximum")
    if value is None:
        return None
    large = too_large(value)
    if large:
        page.report(draft.row, "maximum", large)
    check_places(page, draft.row, "maximum", value, places)
    if value < 0 and draft.group in NEVER_NEGATIVE and not page.is_flawed(draft.row, "group"):
        page.report(draft.row, "maximum", slip("definition-number-negative", value=plain(value)))
    return abs(value)


def _check_leaf(page: Page, draft: Draft) -> None:
    if draft.maximum is None:
        page.report(draft.row, "maximum", slip("definition-leaf-without-maximum"))
    elif draft.maximum == 0 and draft.group is not Group.UNCOUNTED:
        page.report(draft.row, "maximum", slip("definition-maximum-zero"))


def _check_sums(page: Page, draft: Draft, bonus_in_scale: BonusInScale | None) -> Decimal | None:
    """Check a parent from below upwards; returns what the criterion counts for its own parent, None if unknown."""
    known = {id(child): _check_sums(page, child, bonus_in_scale) for child in draft.children}
    if page.is_flawed(draft.row, "maximum"):
        return None
    if not draft.children:
        return draft.maximum
    if draft.group is not Group.STANDARD:
        return draft.maximum if draft.maximum is not None else _total([known[id(c)] for c in draft.children], draft)
    if _unclear(page, draft, bonus_in_scale):
        return draft.maximum
    counted = (Group.STANDARD, Group.BONUS) if bonus_in_scale is BonusInScale.INSIDE else (Group.STANDARD,)
    total = _total([known[id(child)] for child in draft.children if child.group in counted], draft)
    if draft.maximum is None:
        draft.maximum = total
    elif total is not None and total != draft.maximum:
        code = "definition-best" if draft.kind is Kind.CHOICE else "definition-sum"
        page.report(draft.row, "maximum", slip(code, **_both(draft.maximum, total)))
    return draft.maximum


def _unclear(page: Page, draft: Draft, bonus_in_scale: BonusInScale | None) -> bool:
    """Whether it is not certain which children count."""
    return (
        draft.doubtful
        or page.is_flawed(draft.row, "group")
        or page.is_flawed(draft.row, "kind")
        or any(page.is_flawed(child.row, "group") for child in draft.children)
        or (bonus_in_scale is None and any(child.group is Group.BONUS for child in draft.children))
    )


def _total(maxima: list[Decimal | None], draft: Draft) -> Decimal | None:
    """The sum, or for chọn một the best; None while any is unknown."""
    known = [value for value in maxima if value is not None]
    if len(known) < len(maxima):
        return None
    return max(known, default=Decimal(0)) if draft.kind is Kind.CHOICE else sum(known, Decimal(0))


def _both(stated: Decimal, total: Decimal) -> dict[str, object]:
    return {"stated": plain(stated), "sum": plain(total), "gap": plain(abs(stated - total))}
