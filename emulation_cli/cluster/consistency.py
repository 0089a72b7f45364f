"""What only the whole definition shows: rules that fit their own sheet and not each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.awards import quota_for
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import plain


@dataclass
class Whole:
    """The cluster, and its pages to say where something stands."""

    cluster: Cluster
    pages: Mapping[str, Page]
    setting_rows: Mapping[str, list[int]]

    def total(self) -> Decimal:
        """The points of the scale: chuẩn, with thưởng where that is inside."""
        counted = {Group.STANDARD} | ({Group.BONUS} if self.cluster.bonus_in_scale is BonusInScale.INSIDE else set())
        sections = self.cluster.tree.sections
        return sum((one.maximum or Decimal(0) for one in sections if one.group in counted), Decimal(0))


Check = Callable[[Whole], None]


def check_whole(whole: Whole) -> None:
    """Run every check; findings go to the pages they are about."""
    for check in WHOLE_CHECKS:
        check(whole)


def something_to_score(whole: Whole) -> None:
    """A scale of 0 points ranks nobody."""
    if not whole.total():
        whole.pages["criteria"].report_sheet(slip("definition-nothing-to-score"))


def classes_fit_scale(whole: Whole) -> None:
    """A best class of 95 points on a scale of 1000 was meant as 95%; one above the scale is beyond reach."""
    best = whole.cluster.classes[0] if whole.cluster.classes else None
    total = whole.total()
    if best is None or best.percent or not total:
        return
    shown = {"threshold": plain(best.threshold), "total": plain(total)}
    if best.threshold * 2 < total:
        meant = best.threshold * 100 if best.threshold <= 1 else best.threshold
        what = slip("definition-class-low", percent=plain(meant), **shown)
        whole.pages["classes"].report(best.row, "threshold", what)
    elif best.threshold > total + _beyond_scale(whole.cluster):
        whole.pages["classes"].report(best.row, "threshold", slip("definition-class-high", **shown))


def _beyond_scale(cluster: Cluster) -> Decimal:
    """The points that bonus can lift a total above the scale, at most (a bonus without a cap is not counted)."""
    if cluster.bonus_in_scale is not BonusInScale.OUTSIDE:
        return Decimal(0)
    bonus = [leaf.maximum or Decimal(0) for leaf in cluster.tree.leaves if leaf.group is Group.BONUS]
    excess = [leaf.parameters.excess_cap or Decimal(0) for leaf in cluster.tree.leaves]
    return sum([*bonus, *excess], Decimal(0))


def caps_have_something_to_cap(whole: Whole) -> None:
    """A cap without anything under it: the column Nhóm was forgotten."""
    leaves = whole.cluster.tree.leaves
    groups = {leaf.group for leaf in leaves}
    exceeding = any(leaf.parameters.excess is not None for leaf in leaves)
    for key, group, idle in (
        ("bonus_cap", Group.BONUS, not exceeding),
        ("deduction_cap", Group.DEDUCTION, True),
    ):
        if getattr(whole.cluster, key) is not None and group not in groups and idle:
            row = whole.setting_rows[key][0]
            page = whole.pages["cluster"]
            page.report(row, "value", slip("definition-cap-idle", item=page.title(row, "value")))


def awards_within_reach(whole: Whole) -> None:
    """An award that no unit can get: none left after rounding a share down, or nobody registered for it."""
    registered = {line.title for line in whole.cluster.registrations}
    units = len(whole.cluster.units)
    for rule in whole.cluster.awards:
        page = whole.pages["awards"]
        if rule.quota and not quota_for(rule, units):
            what = slip("definition-award-quota-none", percent=plain(rule.quota), units=units)
            page.report(rule.row, "quota", what)
        if rule.registered and rule.name not in registered:
            page.report(rule.row, "condition", slip("definition-award-nobody-registered"))


WHOLE_CHECKS: tuple[Check, ...] = (
    something_to_score,
    classes_fit_scale,
    caps_have_something_to_cap,
    awards_within_reach,
)
