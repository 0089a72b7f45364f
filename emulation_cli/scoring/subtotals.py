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
NOTHING = Decimal(0)


def subtotals_agree(cluster: Cluster, submission: Submission, outcomes: Mapping[str, Outcome]) -> Iterator[Problem]:
    """Sums that are neither of the sheet's own figures nor of the points that count, with both numbers and the gap.

    A figure that is wrong below has been named there: a sum that follows from it is not named again, nor are the
    headings above a wrong one. Nothing is said while anything under a sum is open.
    """
    shown, meant = {}, {}
    for line in reversed(submission.subtotals):  # the first figure of a heading is its own
        shown[line.criterion], meant[line.criterion] = line.shown, _unsigned(cluster, line)
    counted = _Figures(cluster, outcomes, meant, own=False)
    # Deductions with a minus: people take them off all the same, formulas for plain ones add them up as they stand.
    written = tuple(_Figures(cluster, outcomes, figures, own=True) for figures in (meant, shown))
    for line in submission.subtotals:
        if line.criterion not in outcomes and not _is_open(cluster, line.criterion, outcomes):
            yield from _compared(line, submission, counted, written)


def _compared(
    line: Subtotal, submission: Submission, counted: _Figures, written: Sequence[_Figures]
) -> Iterator[Problem]:
    path, settled = line.criterion, counted.settled(line.criterion)
    if not path and counted.cluster.bonus_in_scale is BonusInScale.CUT:
        return  # stops at a maximum that only the rules for what is not assigned can tell
    figure = _unsigned(counted.cluster, line)
    sums = [counted.sum(path)] if settled else []
    if settled or written[0].complete(path):  # nothing of what was never calculated
        sums += [figures.sum(path) for figures in written]
    if not sums or any(counted.same(figure, total) for total in sums):
        return
    places = counted.cluster.places
    figures_shown = {"shown": line.shown, "sum": sums[0], "gap": figure - sums[0]}
    params = {name: _printed(value, places) for name, value in figures_shown.items()}
    place = Place(submission.file, submission.sheet, line.cell)
    yield problem("subtotal-differs" if path else "total-differs", place, submission.unit, path or None, **params)


def _printed(value: Decimal, places: int) -> Decimal:
    """A figure as the cluster writes points: its decimals, more only where it has more (146.0 in a file is 146,00)."""
    own = value.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(min(int(own), -places)))


def _unsigned(cluster: Cluster, line: Subtotal) -> Decimal:
    """The figure that a line shows; deductions may be written with a minus."""
    criterion = cluster.tree.by_path.get(line.criterion)
    return abs(line.shown) if criterion is not None and criterion.group is Group.DEDUCTION else line.shown


def _is_open(cluster: Cluster, path: str, outcomes: Mapping[str, Outcome]) -> bool:
    below = cluster.tree.leaves_below(path) if path else cluster.tree.leaves
    return any(outcomes[leaf.path].is_open for leaf in below)


@dataclass(frozen=True)
class _Figures:
    """Every criterion's figure: as the sheet itself shows it (`own`), or as it counts."""

    cluster: Cluster
    outcomes: Mapping[str, Outcome]
    shown: Mapping[str, Decimal]
    own: bool

    def settled(self, path: str) -> bool:
        """Whether what counts can be told from the sheet: neither others nor a rule decide any points."""
        below = self.cluster.tree.leaves_below(path) if path else self.cluster.tree.leaves
        return not any(leaf.kind in BY_CLUSTER or not self._is_own(self.outcomes[leaf.path]) for leaf in below)

    def complete(self, path: str) -> bool:
        """Whether the sheet shows a figure for every criterion under a sum that has points."""
        below = self.cluster.tree.leaves_below(path) if path else self.cluster.tree.leaves
        shown = (
            leaf.path in self.shown or leaf.kind in BY_CLUSTER for leaf in below if self.outcomes[leaf.path].points
        )
        return all(shown)

    def _is_own(self, outcome: Outcome) -> bool:
        return outcome.state is not State.NOT_ASSIGNED and outcome.field in ("actual", "self_score")

    def same(self, shown: Decimal, total: Decimal) -> bool:
        """Equal as points are."""
        return round_half_up(shown, self.cluster.places) == round_half_up(total, self.cluster.places)

    def sum(self, path: str) -> Decimal:
        """A heading's sum: chuẩn + thưởng − trừ of its children, a bonus or deduction heading up to its ceiling."""
        if not path:
            return self._total()
        criterion = self.cluster.tree.by_path[path]
        signs = ADDED[criterion.group]
        children = [child for child in self.cluster.tree.children[path] if child.group in signs]
        total = sum((signs[child.group] * self._of(child) for child in children), start=NOTHING)
        return min(total, criterion.maximum) if criterion.group in CEILED and criterion.maximum is not None else total

    def _of(self, criterion: Criterion) -> Decimal:
        """What stands for a child: its own figure, or for a heading the one that the sheet shows, right or wrong."""
        path = criterion.path
        if path not in self.outcomes:
            return self.shown[path] if path in self.shown else self.sum(path)
        points = self.outcomes[path].points
        unmet = criterion.parameters.requires and not points
        return self.shown.get(path, NOTHING) if self.own and not unmet else unscaled(points or 0, self.cluster.places)

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
        leaves = [leaf for leaf in self.cluster.tree.leaves if leaf.group is Group.STANDARD and leaf.parameters.excess]
        above = (self._of(leaf) - (leaf.maximum or NOTHING) for leaf in leaves)
        return sum((over for over in above if over > 0), start=NOTHING)


@lru_cache(maxsize=64)  # the same for every unit
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
