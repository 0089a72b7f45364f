"""Classes (Xếp loại): from the best down, the first that holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind
from emulation_cli.scoring.items import items
from emulation_cli.scoring.points import Outcome


@dataclass(frozen=True, slots=True)
class Reached:
    """What a unit reached, as whole numbers of 10^-places: total and maximum, and its outcomes by path."""

    total: int
    maximum: int
    outcomes: Mapping[str, Outcome]


def class_of(cluster: Cluster, reached: Reached) -> str | None:
    """The name of the first class that holds, None where none does (or none is declared)."""
    return next((rule.name for rule in cluster.classes if _holds(cluster, rule, reached)), None)


def _holds(cluster: Cluster, rule: ClassRule, reached: Reached) -> bool:
    value, limit = Fraction(reached.total, 10**cluster.places), Fraction(rule.threshold)
    if rule.percent:  # of nothing at all, 0 % as the standings print it
        value = Fraction(reached.total * 100, reached.maximum) if reached.maximum else Fraction(0)
    enough = value > limit if rule.strictly else value >= limit
    return enough and all(_CONDITIONS[one.kind](cluster, one, reached) for one in rule.conditions)


def counted_leaves(cluster: Cluster, reached: Reached) -> Mapping[str, tuple[int, int]]:
    """(points, maximum) of the assigned chuẩn leaves by path; the alternatives of a chọn một are one.

    An open one has 0, so that no class is given too early; points above a target (vượt) are bonus, not chuẩn.
    """
    outcomes = reached.outcomes
    return {
        item.criterion.path: (item.points(outcomes), item.maximum(outcomes))
        for item in items(cluster.tree)
        if item.criterion.group is Group.STANDARD and item.is_assigned(outcomes)
    }


def _no_zero(cluster: Cluster, condition: Condition, reached: Reached) -> bool:
    return all(points > 0 for points, _ in counted_leaves(cluster, reached).values())


def _every_criterion(cluster: Cluster, condition: Condition, reached: Reached) -> bool:
    least = Fraction(condition.percent or 0)
    return all(points * 100 >= least * maximum for points, maximum in counted_leaves(cluster, reached).values())


def _every_section(cluster: Cluster, condition: Condition, reached: Reached) -> bool:
    sums: dict[str, tuple[int, int]] = {}
    for path, (points, maximum) in counted_leaves(cluster, reached).items():
        section = path.partition(".")[0]
        earlier = sums.get(section, (0, 0))
        sums[section] = (earlier[0] + points, earlier[1] + maximum)
    least = Fraction(condition.percent or 0)
    return all(points * 100 >= least * maximum for points, maximum in sums.values())


_CONDITIONS: Mapping[ConditionKind, Callable[[Cluster, Condition, Reached], bool]] = {
    ConditionKind.NO_ZERO: _no_zero,
    ConditionKind.EVERY_CRITERION: _every_criterion,
    ConditionKind.EVERY_SECTION: _every_section,
}
