"""Classes (Xếp loại): from the best down, the first that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind
from emulation_cli.exact import Fraction
from emulation_cli.scoring.items import Sum, earned, standard_items
from emulation_cli.scoring.points import Outcome


@dataclass(frozen=True, slots=True)
class Reached:
    """What a unit reached, as whole numbers of 10^-places: total and maximum, and its outcomes by path."""

    total: int
    maximum: int
    outcomes: Mapping[str, Outcome]


def class_of(cluster: Cluster, reached: Reached) -> str | None:
    """The name of the first class that holds, None where none does (or none is declared)."""
    leaves = _Counted(cluster, reached)
    return next((rule.name for rule in cluster.classes if _holds(cluster, rule, reached, leaves)), None)


@dataclass
class _Counted:
    """What the conditions look at, summed up when one first asks."""

    cluster: Cluster
    reached: Reached

    @cached_property
    def by_section(self) -> list[list[Sum]]:
        """Those of each section that the unit was assigned some of."""
        sections = standard_items(self.cluster.tree).values()
        found = (earned(inside, self.reached.outcomes) for inside in sections)
        return [some for sums in found if (some := [one for one in sums if one is not None])]

    @property
    def criteria(self) -> Iterator[Sum]:
        return (one for inside in self.by_section for one in inside)

    @cached_property
    def sections(self) -> list[Sum]:
        return [(sum(points for points, _ in inside), sum(most for _, most in inside)) for inside in self.by_section]


def _holds(cluster: Cluster, rule: ClassRule, reached: Reached, leaves: _Counted) -> bool:
    value, limit = Fraction(reached.total, 10**cluster.places), Fraction(rule.threshold)
    if rule.percent:  # of nothing at all, 0 % as the standings print it
        value = Fraction(reached.total * 100, reached.maximum) if reached.maximum else Fraction(0)
    enough = value > limit if rule.strictly else value >= limit
    return enough and all(_CONDITIONS[one.kind](one, leaves) for one in rule.conditions)


def _no_zero(condition: Condition, leaves: _Counted) -> bool:
    return all(points > 0 for points, _ in leaves.criteria)


def _every_criterion(condition: Condition, leaves: _Counted) -> bool:
    return _all_reach(condition, leaves.criteria)


def _every_section(condition: Condition, leaves: _Counted) -> bool:
    return _all_reach(condition, leaves.sections)


def _all_reach(condition: Condition, sums: Iterable[Sum]) -> bool:
    top, bottom = (condition.percent or 0).as_integer_ratio()
    return all(points * 100 * bottom >= top * maximum for points, maximum in sums)


_CONDITIONS: Mapping[ConditionKind, Callable[[Condition, _Counted], bool]] = {
    ConditionKind.NO_ZERO: _no_zero,
    ConditionKind.EVERY_CRITERION: _every_criterion,
    ConditionKind.EVERY_SECTION: _every_section,
}
