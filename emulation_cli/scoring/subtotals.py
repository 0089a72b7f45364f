"""Sums that a sheet shows, for its headings and for Tổng cộng, against what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.intake.submission import Submission, Subtotal
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.outcome import NOT_ASSIGNED, NUMBER, Outcome

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
    # The first figure of a heading is its own.
    shown = {path: figure for path, _, figure in reversed(submission.subtotals)}
    minus = [path for path in _deductions(cluster.tree) & shown.keys() if shown[path] < 0]
    meant = {**shown, **{path: -shown[path] for path in minus}} if minus else shown
    # Deductions with a minus: people take them off all the same, formulas for plain ones add them up as they stand.
    readings = (meant, shown) if minus else (shown,)
    unmet = _unmet(cluster.tree, outcomes)
    written = [_Figures(cluster, {**figures, **unmet}) for figures in readings]
    counted = _Counted(cluster, outcomes, meant)
    leaves = _Leaves(cluster.tree, outcomes, shown)
    for line in submission.subtotals:
        if line.criterion not in outcomes and not leaves.any_open(line.criterion):
            yield from _compared(line, submission, leaves, counted, written)


def _compared(
    line: Subtotal, submission: Submission, leaves: _Leaves, counted: _Counted, written: Sequence[_Figures]
) -> Iterator[Problem]:
    path, cluster, settled = line.criterion, counted.cluster, leaves.settled(line.criterion)
    if not path and cluster.bonus_in_scale is BonusInScale.CUT:
        return  # stops at a maximum that only the rules for what is not assigned can tell
    figure = abs(line.shown) if path in _deductions(leaves.tree) else line.shown
    own = written if settled or leaves.complete(path) else ()  # nothing of what was never calculated
    if any(_same(figure, one.sum(path), cluster.places) for one in own):
        return
    if not settled and not own:
        return
    first = counted.figures.sum(path) if settled else own[0].sum(path)
    if settled and _same(figure, first, cluster.places):
        return
    figures = {"shown": line.shown, "sum": first, "gap": figure - first}
    params = {name: _printed(value, cluster.places) for name, value in figures.items()}
    place = Place(submission.file, submission.sheet, line.cell)
    yield problem("subtotal-differs" if path else "total-differs", place, submission.unit, path or None, **params)


def _same(shown: Decimal, total: Decimal, places: int) -> bool:
    """Equal as points are."""
    return shown == total or round_half_up(shown, places) == round_half_up(total, places)


def _printed(value: Decimal, places: int) -> Decimal:
    """A figure as the cluster writes points: its decimals, more only where it has more (146.0 in a file is 146,00)."""
    own = value.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(min(int(own), -places)))


class _Leaves:
    """What is true of any leaf under a sum, told from a look at all of them: sums lie above one another."""

    def __init__(self, tree: Tree, outcomes: Mapping[str, Outcome], shown: Mapping[str, Decimal]) -> None:
        self.tree = tree
        self._open, self._foreign, self._unseen = _awaited(tree, outcomes), set[str](), set[str]()
        for path, one in outcomes.items():
            if one.state is not NUMBER:
                (self._foreign if one.state is NOT_ASSIGNED else self._open).add(path)
            if one.field not in OWN:
                self._foreign.add(path)
            if one.points and path not in shown and path not in _by_cluster(tree):
                self._unseen.add(path)

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
    """What stands in a sheet for every criterion, by path: the figures that it shows, or those that count. A leaf
    without a figure has nothing; a heading has the one that the sheet shows, right or wrong, else the sum under it."""

    cluster: Cluster
    figures: Mapping[str, Decimal]

    def sum(self, path: str) -> Decimal:
        """A heading's sum: chuẩn + thưởng − trừ of its children, a bonus or deduction heading up to its ceiling."""
        if not path:
            return self._total()
        total, figures = NOTHING, self.figures
        for child, adds in _added(self.cluster.tree, path):
            figure = figures[child] if child in figures else self._missing(child)
            total = total + figure if adds else total - figure
        criterion = self.cluster.tree.by_path[path]
        return min(total, criterion.maximum) if criterion.group in CEILED and criterion.maximum is not None else total

    def _of(self, path: str) -> Decimal:
        return self.figures[path] if path in self.figures else self._missing(path)

    def _missing(self, path: str) -> Decimal:
        return self.sum(path) if path in self.cluster.tree.children else NOTHING

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
        above = (self._of(leaf.path) - (leaf.maximum or NOTHING) for leaf in _exceeding(self.cluster.tree))
        return sum((over for over in above if over > 0), start=NOTHING)


@dataclass
class _Counted:
    """The points that count in the place of a sheet's own; looked at only where those do not add up."""

    cluster: Cluster
    outcomes: Mapping[str, Outcome]
    shown: Mapping[str, Decimal]

    @cached_property
    def figures(self) -> _Figures:
        """As a sheet would show them."""
        points = {path: unscaled(one.points or 0, self.cluster.places) for path, one in self.outcomes.items()}
        return _Figures(self.cluster, {**self.shown, **points})


def _unmet(tree: Tree, outcomes: Mapping[str, Outcome]) -> dict[str, Decimal]:
    """What a sheet's formula leaves out: the scores of which what they require (cần) is not met."""
    return {path: NOTHING for path in _requiring(tree) if not outcomes[path].points}


def _awaited(tree: Tree, outcomes: Mapping[str, Outcome]) -> set[str]:
    """Typed scores that a sheet's formula leaves out while it shows no points of what they require."""
    return {
        path
        for path, needed in _conditional(tree)
        if any(one in _by_cluster(tree) or outcomes[one].state is NOT_ASSIGNED for one in needed)
    }


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
def _requiring(tree: Tree) -> tuple[str, ...]:
    """The paths of the leaves with a requirement."""
    return tuple(leaf.path for leaf in tree.leaves if leaf.parameters.requires)


@lru_cache(maxsize=8)
def _deductions(tree: Tree) -> frozenset[str]:
    """What may be written with a minus."""
    return frozenset(one.path for one in tree.criteria if one.group is Group.DEDUCTION)


@lru_cache(maxsize=8)
def _exceeding(tree: Tree) -> tuple[Criterion, ...]:
    """The chuẩn leaves whose points may pass their maximum."""
    return tuple(leaf for leaf in tree.leaves if leaf.group is Group.STANDARD and leaf.parameters.excess)


@lru_cache(maxsize=8192)
def _added(tree: Tree, path: str) -> tuple[tuple[str, bool], ...]:
    """The children that enter a heading's sum, each with whether it adds (else it is taken off)."""
    signs = ADDED[tree.by_path[path].group]
    return tuple((child.path, signs[child.group] > 0) for child in tree.children[path] if child.group in signs)


@lru_cache(maxsize=64)
def _parts(tree: Tree, group: Group) -> tuple[str, ...]:
    """The criteria whose figures make up a group's sum, by path: as high up as they hold nothing of another group."""
    return tuple(one.path for one in _highest(tree, group, ""))


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
