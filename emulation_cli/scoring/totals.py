"""Totals over whole numbers: criteria to groups to sections to the total, for all units at once (pandas).

Total = chuẩn + min(thưởng, trần) − min(trừ, trần), never below 0 (formats.md, "cluster.xlsx"). Caps apply to the
criterion, then its group, then overall. Every figure is a whole number of 10^-places, so sums are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from emulation_cli.cluster.criteria import Criterion, Group, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.decimals import scaled
from emulation_cli.scoring.points import Outcome, State

Value = Callable[[str, Outcome], int]
SIGN = {Group.STANDARD: 1, Group.BONUS: 1, Group.DEDUCTION: -1}


@dataclass(frozen=True)
class Totals:
    """A row a unit (index: unit code); columns base, bonus, deduction, total, max, at_stake; sections by path."""

    units: pd.DataFrame
    sections: pd.DataFrame


def make_totals(cluster: Cluster, outcomes: Mapping[str, Mapping[str, Outcome]]) -> Totals:
    """Totals of every unit from its outcomes by path. An open question adds nothing, an open deduction takes all
    that it may, so that a total is never above the true one."""
    maxima = {leaf.path: scaled(leaf.maximum or Decimal(0), cluster.places) for leaf in cluster.tree.leaves}
    points = _frame(cluster, outcomes, _least_points(cluster.tree, maxima))
    assigned = _frame(cluster, outcomes, lambda path, o: 0 if o.state is State.NOT_ASSIGNED else maxima[path])
    stake = _frame(cluster, outcomes, lambda path, o: maxima[path] if o.is_open else 0)
    standard = [leaf.path for leaf in cluster.tree.leaves if leaf.group is Group.STANDARD]
    within = points.copy()
    within[standard] = within[standard].clip(upper=pd.Series(maxima)[standard], axis=1)
    excess = (points[standard] - within[standard]).sum(axis=1)  # vượt: bonus points of a standard criterion
    reached, possible = _Sums(cluster, within), _Sums(cluster, assigned)
    units = pd.DataFrame({"base": reached.group(Group.STANDARD)})
    units["bonus"] = _capped(reached.group(Group.BONUS) + excess, cluster.bonus_cap, cluster.places)
    units["deduction"] = _capped(reached.group(Group.DEDUCTION), cluster.deduction_cap, cluster.places)
    units["max"] = possible.group(Group.STANDARD)
    if cluster.bonus_in_scale is BonusInScale.INSIDE:
        units["max"] += _capped(possible.group(Group.BONUS), cluster.bonus_cap, cluster.places)
    units["total"] = (units["base"] + units["bonus"] - units["deduction"]).clip(lower=0)
    if cluster.bonus_in_scale is BonusInScale.CUT:
        units["total"] = units["total"].clip(upper=units["max"])
    counted = [leaf.path for leaf in cluster.tree.leaves if leaf.group is not Group.UNCOUNTED]
    units["at_stake"] = stake[counted].sum(axis=1)
    sections = reached.sections()
    for path in standard:
        sections[path.partition(".")[0]] += points[path] - within[path]
    return Totals(units, sections)


def _least_points(tree: Tree, maxima: Mapping[str, int]) -> Value:
    """What an outcome surely gives: its points; while open nothing, or for a deduction all that it may take."""

    def least(path: str, outcome: Outcome) -> int:
        if outcome.points is not None:
            return outcome.points
        return maxima[path] if outcome.is_open and tree.by_path[path].group is Group.DEDUCTION else 0

    return least


def _frame(cluster: Cluster, outcomes: Mapping[str, Mapping[str, Outcome]], value: Value) -> pd.DataFrame:
    """Units × leaves of one whole number each."""
    leaves = [leaf.path for leaf in cluster.tree.leaves]
    rows = [[value(path, scored[path]) for path in leaves] for scored in outcomes.values()]
    return pd.DataFrame(rows, index=list(outcomes), columns=leaves, dtype="int64")


def _capped(figures: pd.Series, cap: Decimal | None, places: int) -> pd.Series:
    return figures if cap is None else figures.clip(upper=scaled(cap, places))


class _Sums:
    """A frame of leaves summed up the tree, group by group, with the ceilings of bonus and deduction parents.

    A child of another group than its parent's (a bonus under a chuẩn heading) does not enter the parent's own sum;
    it starts a sum of its own group.
    """

    def __init__(self, cluster: Cluster, leaves: pd.DataFrame) -> None:
        self.tree, self.places = cluster.tree, cluster.places
        self.columns: dict[str, pd.Series] = {path: leaves[path] for path in leaves.columns}
        self.nothing = pd.Series(0, index=leaves.index, dtype="int64")
        for criterion in reversed(self.tree.criteria):
            if criterion.path in self.tree.children:
                self.columns[criterion.path] = self._parent(criterion)

    def _parent(self, parent: Criterion) -> pd.Series:
        children = self.tree.children[parent.path]
        total = self._sum(child.path for child in children if child.group is parent.group)
        ceiling = parent.maximum if parent.group in (Group.BONUS, Group.DEDUCTION) else None
        return _capped(total, ceiling, self.places)

    def _sum(self, paths: Iterable[str]) -> pd.Series:
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
        return self._sum(top.path for top in self._tops(group))

    def sections(self) -> pd.DataFrame:
        """Level-1 sections by path: chuẩn + thưởng − trừ inside each."""
        figures = {section.path: self.nothing for section in self.tree.sections}
        for group, sign in SIGN.items():
            for top in self._tops(group):
                figures[top.section] = figures[top.section] + sign * self.columns[top.path]
        return pd.DataFrame(figures, index=self.nothing.index)
