"""Không được giao: what a criterion that a unit was not assigned does to its score. The scope is the section.

Five rules are in force somewhere (domain.md 1.5: CA347, HP212 PL01, PL03): out of score and maximum; the section
rescaled; full points; its points shared equally, or in proportion, over the section's other criteria.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from emulation_cli.cluster.criteria import Criterion, Group, NotAssigned
from emulation_cli.cluster.emptied import rule_for
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import round_half_up
from emulation_cli.scoring.items import Item, items
from emulation_cli.scoring.points import Outcome, State


@dataclass(frozen=True, slots=True)
class Rescale:
    """A section's chuẩn points × full/assigned, rounded once; both maxima as whole numbers of 10^-places."""

    full: int
    assigned: int

    def of(self, points: int) -> int:
        """The section's points after rescaling."""
        return round_half_up(Fraction(points * self.full, self.assigned), 0)


def settle_not_assigned(cluster: Cluster, outcomes: dict[str, Outcome]) -> dict[str, Rescale]:
    """Apply the rules to one unit's outcomes in place; returns the sections to rescale, by path."""
    if all(outcome.state is not State.NOT_ASSIGNED for outcome in outcomes.values()):
        return {}
    standard = [item for item in items(cluster.tree) if item.criterion.group is Group.STANDARD]
    rescaled = {}
    for section in cluster.tree.sections:
        inside = [item for item in standard if item.criterion.section == section.path]
        by_rule: dict[NotAssigned, list[Item]] = {}
        for item in inside:
            if not item.is_assigned(outcomes):
                by_rule.setdefault(rule_of(cluster, item.criterion), []).append(item)
        for item in by_rule.get(NotAssigned.FULL, ()):
            for leaf in item.leaves:
                outcomes[leaf.path].points = outcomes[leaf.path].maximum
        others = [item for item in inside if item.is_assigned(outcomes)]
        for rule in (NotAssigned.SHARE_EQUALLY, NotAssigned.SHARE_IN_PROPORTION):
            _share(rule, by_rule.get(rule, ()), others, outcomes)
        out = sum(item.maximum(outcomes) for item in by_rule.get(NotAssigned.RESCALE, ()))
        reached = [*others, *by_rule.get(NotAssigned.FULL, ())] if others else []
        assigned = sum(item.maximum(outcomes) for item in reached)
        if out and assigned:
            rescaled[section.path] = Rescale(assigned + out, assigned)
    return rescaled


def rule_of(cluster: Cluster, criterion: Criterion) -> NotAssigned:
    """The rule for a criterion: its own `không giao=…`, else the nearest heading's, else the cluster's."""
    return rule_for(cluster.tree, cluster.not_assigned, criterion.path)


def _share(rule: NotAssigned, missing: Sequence[Item], others: Sequence[Item], outcomes: Mapping[str, Outcome]) -> None:
    """chia đều, chia tỷ lệ: the maximum to share out goes to the others, and each score grows with its maximum."""
    total = sum(item.maximum(outcomes) for item in missing)
    weights = [1 if rule is NotAssigned.SHARE_EQUALLY else item.maximum(outcomes) for item in others]
    if not total or not sum(weights):
        return
    for item, extra in zip(others, shares(total, weights), strict=True):
        old = item.maximum(outcomes)
        for alternative in item.assigned(outcomes):
            _raise(alternative, old, old + extra)


def _raise(alternative: Sequence[Outcome], old: int, new: int) -> None:
    """Give leaves the part of a criterion's new maximum that they had of its old one, and their scores with it."""
    maxima = [outcome.maximum for outcome in alternative]
    if not sum(maxima):
        return
    for outcome, raised in zip(
        alternative, shares(round_half_up(Fraction(sum(maxima) * new, old), 0), maxima), strict=True
    ):
        if outcome.points is not None and outcome.maximum:
            outcome.points = round_half_up(Fraction(outcome.points * raised, outcome.maximum), 0)
        outcome.maximum = raised


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole shares of a total by weight; what rounding leaves over goes to the first in printed order, one each."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    for number in range(total - sum(parts)):
        parts[number] += 1
    return parts
