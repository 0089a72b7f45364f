"""What only the whole definition shows: rules that fit their own sheet and not each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.awards import quota_for
from emulation_cli.cluster.criteria import Group, Kind
from emulation_cli.cluster.letterhead import check_letterhead
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import BonusInScale, TieBy
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import plain


@dataclass
class Whole:
    """The cluster as far as it could be read, and its pages to say where something stands. `sound` are the keys of the
    sheets without an error; a sheet that need not be there is sound without being there."""

    cluster: Cluster
    pages: Mapping[str, Page]
    setting_rows: Mapping[str, list[int]]
    sound: Set[str]

    def total(self) -> Decimal:
        """The points of the scale: chuẩn, with thưởng where that is inside."""
        counted = {Group.STANDARD} | ({Group.BONUS} if self.cluster.bonus_in_scale is BonusInScale.INSIDE else set())
        sections = self.cluster.tree.sections
        return sum((one.maximum or Decimal(0) for one in sections if one.group in counted), Decimal(0))


Check = Callable[[Whole], None]


def check_whole(whole: Whole) -> None:
    """Run every check whose sheets are sound, so that an error in one hides none of the others; findings go to the
    pages they are about."""
    for check, sheets in WHOLE_CHECKS:
        if whole.sound >= sheets:
            check(whole)


def something_to_score(whole: Whole) -> None:
    """A scale of 0 points ranks nobody."""
    if not whole.total():
        whole.pages["criteria"].report_sheet(slip("definition-nothing-to-score"))


def classes_fit_scale(whole: Whole) -> None:
    """A best class of 95 points on a scale of 1000 was meant as 95%; one above the scale is beyond reach."""
    best = whole.cluster.classes[0] if whole.cluster.classes else None
    total = whole.total()
    if best is None or not total:
        return
    if best.percent:
        most = 100 * (total + _beyond_scale(whole.cluster)) / total
        if best.threshold > most:
            what = slip("definition-class-percent-high", threshold=plain(best.threshold))
            whole.pages["classes"].report(best.row, "threshold", what)
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


def caps_hold_each_criterion(whole: Whole) -> None:
    """A cap below what a single criterion may give (or take off): that criterion can never count whole."""
    tree, cluster = whole.cluster.tree, whole.cluster
    for key, group in (("bonus_cap", Group.BONUS), ("deduction_cap", Group.DEDUCTION)):
        cap = getattr(cluster, key)
        worths = [leaf.maximum or Decimal(0) for leaf in tree.leaves if leaf.group is group]
        if group is Group.BONUS:
            worths += [leaf.parameters.excess_cap or Decimal(0) for leaf in tree.leaves]
        highest = max(worths, default=Decimal(0))
        if cap is not None and highest > cap:
            row = whole.setting_rows[key][0]
            what = slip("definition-ceiling-low", ceiling=plain(cap), highest=plain(highest))
            whole.pages["cluster"].report(row, "value", what)


def maxima_can_be_typed(whole: Whole) -> None:
    """A score typed as the maximum must lie on the step that the cluster agreed for typed scores."""
    step = whole.cluster.step
    for leaf in whole.cluster.tree.leaves if step else ():
        if step and leaf.kind is Kind.DIRECT and leaf.maximum and leaf.maximum % step:
            what = slip("definition-maximum-off-step", maximum=plain(leaf.maximum), step=plain(step))
            whole.pages["criteria"].report(leaf.row, "maximum", what)


def tie_rules_have_something(whole: Whole) -> None:
    """A rule on bonus or deductions in a table that has none never tells anybody apart."""
    leaves = whole.cluster.tree.leaves
    groups = {leaf.group for leaf in leaves}
    if any(leaf.parameters.excess is not None for leaf in leaves):
        groups.add(Group.BONUS)
    for rule in whole.cluster.ties:
        wanted = {TieBy.BONUS: Group.BONUS, TieBy.FEWER_DEDUCTIONS: Group.DEDUCTION}.get(rule.by)
        if wanted and wanted not in groups:
            whole.pages["ties"].report(rule.row, "by", slip("definition-tie-idle"))


def kinds_fit_targets(whole: Whole) -> None:
    """A criterion that has targets and no Cách chấm is scored by hand, which hardly anybody meant."""
    page = whole.pages["criteria"]
    for leaf in whole.cluster.tree.leaves:
        if leaf.path in whole.cluster.targets_by_criterion and page.is_blank(leaf.row, "kind"):
            page.report(leaf.row, "kind", slip("definition-kind-missing"))


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
        if (rule.ranks[0] or 1) > units:
            what = slip("definition-award-rank-high", rank=rule.ranks[0], units=units)
            page.report(rule.row, "condition", what)


def letterhead(whole: Whole) -> None:
    """What the sheet Cụm says of units and of time."""
    check_letterhead(whole.cluster, whole.pages, whole.setting_rows)


SCALE = {"cluster", "criteria"}
# Each with the sheets that it goes by.
WHOLE_CHECKS: tuple[tuple[Check, Set[str]], ...] = (
    (something_to_score, SCALE),
    (classes_fit_scale, SCALE | {"classes"}),
    (caps_have_something_to_cap, SCALE),
    (caps_hold_each_criterion, SCALE),
    (maxima_can_be_typed, SCALE),
    (tie_rules_have_something, {"criteria"}),
    (kinds_fit_targets, {"criteria", "targets"}),
    (awards_within_reach, {"awards", "units", "registrations"}),
    (letterhead, {"cluster", "units"}),
)
