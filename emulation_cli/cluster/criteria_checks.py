"""Rules of the scoring table that each read well and together cannot be meant: found before any sheet is read."""

from __future__ import annotations

from collections.abc import Callable

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import MOST_POINTS, plain

LIMITED = (Group.BONUS, Group.DEDUCTION)  # a parent's maximum is a ceiling there, not a sum


def check_criteria(page: Page, tree: Tree) -> None:
    """Run every check; findings go to the cells of the table."""
    for criterion in tree.criteria:
        for check in CRITERIA_CHECKS:
            check(page, tree, criterion)


def one_time_fits_the_maximum(page: Page, tree: Tree, one: Criterion) -> None:
    """điểm=10 of 5 points at most, hụt=20/1% of 10: one time is already all there is."""
    rules = one.parameters
    worth = max(filter(None, (rules.points, rules.shortfall)), default=None)
    if worth and one.maximum and one.maximum < worth <= MOST_POINTS:
        shown = {"points": plain(worth), "maximum": plain(one.maximum)}
        page.report(one.row, "parameters", slip("definition-step-above-maximum", **shown))


def what_is_taken_off_has_no_bonus(page: Page, tree: Tree, one: Criterion) -> None:
    """vượt adds points above the maximum; among deductions it would take off more than the maximum."""
    if one.parameters.excess is not None and one.group is Group.DEDUCTION:
        page.report(one.row, "parameters", slip("definition-excess-in-deduction"))


def ceilings_hold_each_child(page: Page, tree: Tree, one: Criterion) -> None:
    """A ceiling may be less than the sum of what is under it, but not less than one of them alone."""
    if one.group not in LIMITED or one.maximum is None:
        return
    below = [child.maximum or 0 for child in tree.children.get(one.path, ()) if child.group is one.group]
    highest = max(below, default=0)
    if highest > one.maximum:
        shown = {"ceiling": plain(one.maximum), "highest": f"{highest:f}"}
        page.report(one.row, "maximum", slip("definition-ceiling-low", **shown))


def what_is_required_can_be_had(page: Page, tree: Tree, one: Criterion) -> None:
    """cần a criterion without points, another choice of the same chọn một, or something that is taken off."""
    path = one.parameters.requires
    if path is None or path not in tree.by_path:
        return
    if not any(_can_have_some(leaf) for leaf in tree.points_below(path)):
        page.report(one.row, "parameters", slip("definition-requires-never", path=path))
    elif _are_rivals(tree, one.path, path):
        page.report(one.row, "parameters", slip("definition-requires-rival", path=path))
    elif tree.by_path[path].group is Group.DEDUCTION and one.group is not Group.DEDUCTION:
        page.report(one.row, "parameters", slip("definition-requires-deduction", path=path))


def _can_have_some(leaf: Criterion) -> bool:
    """Points; of a row that is never counted a result is enough, which trực tiếp has not."""
    by_result = leaf.group is Group.UNCOUNTED and leaf.kind is not Kind.DIRECT
    return bool(leaf.maximum or leaf.parameters.excess or by_result)


def _are_rivals(tree: Tree, one: str, other: str) -> bool:
    """Whether two criteria stand under different choices of one chọn một: only one of them is ever chosen."""
    own, its = one.split("."), other.split(".")
    shared = next((at for at, (a, b) in enumerate(zip(own, its, strict=False)) if a != b), 0)
    above = ".".join(own[:shared])
    return above in tree.by_path and tree.by_path[above].kind is Kind.CHOICE


Check = Callable[[Page, Tree, Criterion], None]
CRITERIA_CHECKS: tuple[Check, ...] = (
    one_time_fits_the_maximum,
    what_is_taken_off_has_no_bonus,
    ceilings_hold_each_child,
    what_is_required_can_be_had,
)
