"""Totals over whole numbers: criteria to groups to sections to the total, for all units at once (pandas).

Total = chuẩn + min(thưởng, trần) − min(trừ, trần), never below 0 (formats.md, "cluster.xlsx"). Caps apply to the
criterion, then its group, then overall. Every figure is a whole number of 10^-places, so sums are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, TieBy
from emulation_cli.decimals import round_half_up, scaled
from emulation_cli.scoring.outcome import NOT_ASSIGNED, NUMBER, Outcome
from emulation_cli.scoring.score import Scored

Column = NDArray[np.int64]  # a whole number of 10^-places for each unit
COUNTED = (Group.STANDARD, Group.BONUS, Group.DEDUCTION)


@dataclass(frozen=True)
class Totals:
    """A row a unit (index: unit code); columns base, bonus, deduction, total, max, at_stake; sections by path, and the
    points of each criterion that Đồng hạng names, by path."""

    units: pd.DataFrame
    sections: pd.DataFrame
    criteria: dict[str, pd.Series]


def make_totals(cluster: Cluster, scored: Scored) -> Totals:
    """Totals of every unit. An open question adds nothing, an open deduction takes all that it may, so that a total
    is never above the true one."""
    points, maxima, stake, excess = _frames(cluster, scored)
    reached = _Sums(cluster, points)
    base, full = _rescaled(reached, _Sums(cluster, maxima), scored)
    units = pd.DataFrame({"base": _across(base), "max": _across(full)})
    units["bonus"] = _capped(reached.group(Group.BONUS) + _across(excess), cluster.bonus_cap, cluster.places)
    units["deduction"] = _capped(reached.group(Group.DEDUCTION), cluster.deduction_cap, cluster.places)
    if cluster.bonus_in_scale is BonusInScale.INSIDE:
        possible = _Sums(cluster, maxima).group(Group.BONUS)
        units["max"] += _capped(possible, cluster.bonus_cap, cluster.places)
    units["total"] = (units["base"] + units["bonus"] - units["deduction"]).clip(lower=0)
    if cluster.bonus_in_scale is BonusInScale.CUT:
        units["total"] = units["total"].clip(upper=units["max"])
    units["at_stake"] = sum(_Sums(cluster, stake).group(group) for group in COUNTED)
    sections = base + reached.by_section(Group.BONUS) - reached.by_section(Group.DEDUCTION)
    for path in excess.columns[excess.any()]:
        sections[path.partition(".")[0]] += excess[path]
    named = {rule.criterion for rule in cluster.ties if rule.by is TieBy.POINTS and rule.criterion}
    below = {path: [leaf.path for leaf in cluster.tree.leaves_below(path)] for path in named}
    return Totals(units, sections, {path: reached.net(path) + _across(excess[below[path]]) for path in named})


def _rescaled(reached: _Sums, maxima: _Sums, scored: Scored) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sections' chuẩn points and maxima with quy đổi applied: points × full/assigned, rounded once."""
    base, full = reached.sections(Group.STANDARD), maxima.sections(Group.STANDARD)
    for row, unit in enumerate(scored.outcomes):
        for path, rescale in scored.rescaled.get(unit, {}).items():
            base[path][row] = rescale.of(int(base[path][row]))
            full[path][row] += rescale.full - rescale.assigned
    return pd.DataFrame(base, index=reached.index), pd.DataFrame(full, index=reached.index)


def _least_points(leaf: Criterion, outcome: Outcome) -> int:
    """What an outcome surely gives: its points; while open nothing, or for a deduction all that it may take."""
    if outcome.points is not None:
        return outcome.points
    return outcome.maximum if outcome.is_open and leaf.group is Group.DEDUCTION else 0


def _at_stake(leaf: Criterion, outcome: Outcome, places: int) -> int:
    """What an open question could still give: the maximum, and the bonus points of vượt above it."""
    if not outcome.is_open:
        return 0
    return outcome.maximum + round_half_up(leaf.parameters.excess_cap or Decimal(0), places)


def _assigned_maximum(outcome: Outcome) -> int:
    """The maximum of what the unit was assigned; a criterion not assigned counts where it was given full points."""
    return 0 if outcome.state is NOT_ASSIGNED and outcome.points is None else outcome.maximum


def _frames(cluster: Cluster, scored: Scored) -> tuple[pd.DataFrame, ...]:
    """Units × leaves, a whole number each: the least points, the assigned maxima, what is at stake, and what chuẩn
    criteria got above their maximum (vượt, bonus points, left out of the first)."""
    leaves, units = cluster.tree.leaves, list(scored.outcomes)
    paths = [leaf.path for leaf in leaves]
    points, maxima, stake = (np.zeros((len(units), len(leaves)), dtype=np.int64) for _ in range(3))
    for row, outcomes in enumerate(scored.outcomes.values()):
        found = [outcomes[path] for path in paths]
        points[row] = [outcome.points or 0 for outcome in found]
        maxima[row] = [outcome.maximum for outcome in found]
        for column in [column for column, outcome in enumerate(found) if outcome.state is not NUMBER]:  # few
            points[row, column] = _least_points(leaves[column], found[column])
            maxima[row, column] = _assigned_maximum(found[column])
            stake[row, column] = _at_stake(leaves[column], found[column], cluster.places)
    standard = np.array([leaf.group is Group.STANDARD for leaf in leaves], dtype=bool)
    excess = np.where(standard, np.maximum(points - maxima, 0), 0)
    return tuple(pd.DataFrame(found, units, paths) for found in (points - excess, maxima, stake, excess))


def _across(figures: pd.DataFrame) -> pd.Series:
    """The sum of each row; of no columns at all pandas would make a float."""
    return figures.sum(axis=1).astype("int64")


def _capped(figures: pd.Series, cap: Decimal | None, places: int) -> pd.Series:
    return figures if cap is None else figures.clip(upper=scaled(cap, places))


class _Sums:
    """A frame of leaves summed up the tree, group by group, with the ceilings of bonus and deduction parents.

    A child of another group than its parent's (a bonus under a chuẩn heading) does not enter the parent's own sum;
    it starts a sum of its own group.
    """

    def __init__(self, cluster: Cluster, leaves: pd.DataFrame) -> None:
        self.tree, self.places, self.index = cluster.tree, cluster.places, leaves.index
        # Plain arrays: hundreds of sums of two columns take fifty times as long between pandas' own.
        self.columns: dict[str, Column] = dict(zip(leaves.columns, leaves.to_numpy().T, strict=True))
        self.nothing: Column = np.zeros(len(leaves), dtype=np.int64)
        for criterion in reversed(self.tree.criteria):
            if criterion.path in self.tree.children:
                self.columns[criterion.path] = self._parent(criterion)

    def _parent(self, parent: Criterion) -> Column:
        children = self.tree.children[parent.path]
        if parent.kind is Kind.CHOICE:  # one child alone counts: of points the chosen one, of maxima the best
            best: Column = np.max([self.columns[child.path] for child in children], axis=0)
            return best
        total = self._sum(child.path for child in children if child.group is parent.group)
        if parent.maximum is None or parent.group not in (Group.BONUS, Group.DEDUCTION):
            return total
        return np.minimum(total, scaled(parent.maximum, self.places))

    def _sum(self, paths: Iterable[str]) -> Column:
        return sum((self.columns[path] for path in paths), start=self.nothing)

    def _tops(self, group: Group) -> list[Criterion]:
        """The criteria where a group's sum starts: those whose parent is of another group."""
        return [
            criterion
            for criterion in self.tree.criteria
            if criterion.group is group
            and (not criterion.parent or self.tree.by_path[criterion.parent].group is not group)
        ]

    def group(self, group: Group) -> pd.Series:
        """A group's sum for every unit, the overall cap not yet applied."""
        return pd.Series(self._sum(top.path for top in self._tops(group)), self.index)

    def by_section(self, group: Group) -> pd.DataFrame:
        """A group's sum within each level-1 section, by path."""
        return pd.DataFrame(self.sections(group), index=self.index)

    def sections(self, group: Group) -> dict[str, Column]:
        """The same as arrays, which nobody else holds."""
        figures = {section.path: self.nothing.copy() for section in self.tree.sections}
        for top in self._tops(group):
            figures[top.section] += self.columns[top.path]
        return figures

    def net(self, path: str) -> pd.Series:
        """A criterion's own sum, with the bonus and less the deductions that stand under it, as a section has them."""
        total = self.columns[path].copy()
        for group, sign in ((Group.BONUS, 1), (Group.DEDUCTION, -1)):
            for top in self._tops(group):
                if top.path.startswith(f"{path}."):
                    total += sign * self.columns[top.path]
        return pd.Series(total, self.index)
