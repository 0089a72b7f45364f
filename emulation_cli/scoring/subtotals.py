"""Sums that a sheet shows, for its headings and for Tổng cộng, against what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.intake.submission import Submission, Subtotal
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.points import Outcome, State

ADDED = {
    Group.STANDARD: {Group.STANDARD: 1, Group.BONUS: 1, Group.DEDUCTION: -1},
    Group.BONUS: {Group.BONUS: 1},
    Group.DEDUCTION: {Group.DEDUCTION: 1},
    Group.UNCOUNTED: {Group.UNCOUNTED: 1},
}
CEILED = (Group.BONUS, Group.DEDUCTION)
BY_CLUSTER = {Kind.LEADER, Kind.MEAN}
OWN = ("actual", "self_score")
NOTHING = Decimal(0)


def subtotals_agree(cluster: Cluster, submission: Submission, outcomes: Mapping[str, Outcome]) -> Iterator[Problem]:
    """Sums that are neither of the sheet's own figures nor of the points that count, with both numbers and the gap.

    A figure that is wrong below has been named there: a sum that follows from it is not named again, nor are the
    headings above a wrong one. Nothing is said while anything under a sum is open.
    """
    shown: dict[str, Decimal] = {}
    for line in submission.subtotals:
        shown.setdefault(line.criterion, line.shown)  # the first figure of a heading is its own
    minus = [path for path in _deductions(cluster.tree) & shown.keys() if shown[path] < 0]
    meant = {**shown, **{path: -shown[path] for path in minus}} if minus else shown
    # Deductions with a minus: people take them off all the same, formulas for plain ones add them up as they stand.
    readings = (meant, shown) if minus else (shown,)
    written = [_Figures(cluster, outcomes, figures, own=True) for figures in readings]
    counted = _Figures(cluster, outcomes, meant, own=False)
    leaves = _Leaves(cluster.tree, outcomes, shown)
    for line in submission.subtotals:
        if line.criterion not in outcomes and not leaves.any_open(line.criterion):
            yield from _compared(line, submission, leaves, counted, written)


def _compared(
    line: Subtotal, submission: Submission, leaves: _Leaves, counted: _Figures, written: Sequence[_Figures]
) -> Iterator[Problem]:
    path, settled = line.criterion, leaves.settled(line.criterion)
    if not path and counted.cluster.bonus_in_scale is BonusInScale.CUT:
        return  # stops at a maximum that only the rules for what is not assigned can tell
    figure = abs(line.shown) if path in _deductions(leaves.tree) else line.shown
    possible = [counted] if settled else []
    if settled or leaves.complete(path):  # nothing of what was never calculated
        possible += written
    if not possible or any(one.same(figure, one.sum(path)) for one in possible):
        return
    places, first = counted.cluster.places, possible[0].sum(path)
    figures = {"shown": line.shown, "sum": first, "gap": figure - first}
    params = {name: _printed(value, places) for name, value in figures.items()}
    place = Place(submission.file, submission.sheet, line.cell)
    yield problem("subtotal-differs" if path else "total-differs", place, submission.unit, path or None, **params)


def _printed(value: Decimal, places: int) -> Decimal:
    """A figure as the cluster writes points: its decimals, more only where it has more (146.0 in a file is 146,00)."""
    own = value.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(min(int(own), -places)))


class _Leaves:
    """What is true of any leaf under a sum, told from a look at all of them: sums lie above one another."""

    def __init__(self, tree: Tree, outcomes: Mapping[str, Outcome], shown: Mapping[str, Decimal]) -> None:
        self.tree = tree
        self._open = {path for path, one in outcomes.items() if one.is_open} | {
            path
            for path, needed in _conditional(tree)
            if any(one in _by_cluster(tree) or outcomes[one].state is State.NOT_ASSIGNED for one in needed)
        }  # a sheet's formula leaves a typed score out while it shows no points of what that requires
        self._foreign = {
            path for path, one in outcomes.items() if one.state is State.NOT_ASSIGNED or one.field not in OWN
        }
        self._unseen = {path for path, one in outcomes.items() if one.points and path not in shown} - _by_cluster(tree)

    def any_open(self, path: str) -> bool:
        """Whether a question under a sum is still open."""
        return bool(self._open) and not self._open.isdisjoint(_below(self.tree, path))

    def settled(self, path: str) -> bool:
        """Whether what counts can be told from the sheet: neither others nor a rule decide any points."""
        below = _below(self.tree, path)
        return self._foreign.isdisjoint(below) and _by_cluster(self.tree).isdisjoint(below)

    def complete(self, path: str) -> bool:
        """Whether the sheet shows a figure for every criterion under a sum that has points."""
        return self._unseen.isdisjoint(_below(self.tree, path))


@dataclass(frozen=True)
class _Figures:
    """Every criterion's figure: as the sheet itself shows it (`own`), or as it counts."""

    cluster: Cluster
    outcomes: Mapping[str, Outcome]
    shown: Mapping[str, Decimal]
    own: bool

    def same(self, shown: Decimal, total: Decimal) -> bool:
        """Equal as points are."""
        places = self.cluster.places
        return shown == total or round_half_up(shown, places) == round_half_up(total, places)

    def sum(self, path: str) -> Decimal:
        """A heading's sum: chuẩn + thưởng − trừ of its children, a bonus or deduction heading up to its ceiling."""
        if not path:
            return self._total()
        criterion = self.cluster.tree.by_path[path]
        total = NOTHING
        for child, sign in _added(self.cluster.tree, path):
            total += sign * self._of(child)
        return min(total, criterion.maximum) if criterion.group in CEILED and criterion.maximum is not None else total

    def _of(self, criterion: Criterion) -> Decimal:
        """What stands for a child: its own figure, or for a heading the one that the sheet shows, right or wrong."""
        path = criterion.path
        if path not in self.outcomes:
            return self.shown[path] if path in self.shown else self.sum(path)
        points = self.outcomes[path].points
        unmet = criterion.parameters.requires and not points
        return self.shown.get(path, NOTHING) if self.own and not unmet else _points(points or 0, self.cluster.places)

    def _total(self) -> Decimal:
        standard, bonus, deduction = (
            sum((self._of(part) for part in _parts(self.cluster.tree, group)), start=NOTHING)
            for group in (Group.STANDARD, Group.BONUS, Group.DEDUCTION)
        )
        excess = self._excess()
        bonus, deduction = (
            _capped(bonus + excess, self.cluster.bonus_cap),
            _capped(deduction, self.cluster.deduction_cap),
        )
        return max(NOTHING, standard - excess + bonus - deduction)

    def _excess(self) -> Decimal:
        """vượt: what chuẩn criteria got above their maximum counts as bonus, under the cap of all bonus."""
        above = (self._of(leaf) - (leaf.maximum or NOTHING) for leaf in _exceeding(self.cluster.tree))
        return sum((over for over in above if over > 0), start=NOTHING)


_points = lru_cache(maxsize=65536)(unscaled)


# The same for every unit


@lru_cache(maxsize=8192)
def _below(tree: Tree, path: str) -> frozenset[str]:
    """The paths of the leaves under a sum ('' for all)."""
    return frozenset(leaf.path for leaf in (tree.leaves_below(path) if path else tree.leaves))


@lru_cache(maxsize=8)
def _by_cluster(tree: Tree) -> frozenset[str]:
    return frozenset(leaf.path for leaf in tree.leaves if leaf.kind in BY_CLUSTER)


@lru_cache(maxsize=8)
def _conditional(tree: Tree) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Typed scores that hang on a requirement (cần), each with the leaves of which one must have points."""
    typed = [(leaf.path, leaf.parameters.requires) for leaf in tree.leaves if leaf.kind is Kind.DIRECT]
    return tuple((path, tuple(one.path for one in tree.points_below(needed))) for path, needed in typed if needed)


@lru_cache(maxsize=8)
def _deductions(tree: Tree) -> frozenset[str]:
    """What may be written with a minus."""
    return frozenset(one.path for one in tree.criteria if one.group is Group.DEDUCTION)


@lru_cache(maxsize=8)
def _exceeding(tree: Tree) -> tuple[Criterion, ...]:
    """The chuẩn leaves whose points may pass their maximum."""
    return tuple(leaf for leaf in tree.leaves if leaf.group is Group.STANDARD and leaf.parameters.excess)


@lru_cache(maxsize=8192)
def _added(tree: Tree, path: str) -> tuple[tuple[Criterion, int], ...]:
    """The children that enter a heading's sum, each with its sign."""
    signs = ADDED[tree.by_path[path].group]
    return tuple((child, signs[child.group]) for child in tree.children[path] if child.group in signs)


@lru_cache(maxsize=64)
def _parts(tree: Tree, group: Group) -> tuple[Criterion, ...]:
    """The criteria whose figures make up a group's sum: as high up as they hold nothing of another group."""
    return tuple(_highest(tree, group, ""))


def _highest(tree: Tree, group: Group, under: str) -> Iterator[Criterion]:
    for child in tree.children.get(under, ()):
        if child.group is group and (group is not Group.STANDARD or _pure(tree, child)):
            yield child
        else:
            yield from _highest(tree, group, child.path)


def _pure(tree: Tree, criterion: Criterion) -> bool:
    below = tree.children.get(criterion.path, ())
    return all(child.group in (criterion.group, Group.UNCOUNTED) and _pure(tree, child) for child in below)


def _capped(points: Decimal, cap: Decimal | None) -> Decimal:
    return points if cap is None else min(points, cap)
