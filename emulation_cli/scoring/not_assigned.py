"""Không được giao: what a criterion that a unit was not assigned does to its score. The scope is the section.

Five rules are in force somewhere (domain.md 1.5: CA347, HP212 PL01, PL03): out of score and maximum; the section
rescaled; full points; its points shared equally, or in proportion, over the section's other criteria.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emulation_cli.cluster.criteria import Criterion, NotAssigned
from emulation_cli.cluster.emptied import rule_for
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import divided
from emulation_cli.scoring.items import Item, standard_items
from emulation_cli.scoring.outcome import NOT_ASSIGNED, Outcome


@dataclass(frozen=True, slots=True)
class Rescale:
    """A section's chuẩn points × full/assigned, rounded once; both maxima as whole numbers of 10^-places."""

    full: int
    assigned: int

    def of(self, points: int) -> int:
        """The section's points after rescaling."""
        return divided(points * self.full, self.assigned)


def settle_not_assigned(cluster: Cluster, outcomes: dict[str, Outcome]) -> dict[str, Rescale]:
    """Apply the rules to one unit's outcomes in place; returns the sections to rescale, by path."""
    missing = {path for path, outcome in outcomes.items() if outcome.state is NOT_ASSIGNED}
    if not missing:
        return {}
    touched = {path.partition(".")[0] for path in missing}
    inside = {path: found for path, found in standard_items(cluster.tree).items() if path in touched}
    rescaled = {path: _settle_section(cluster, found, outcomes) for path, found in inside.items()}
    return {path: found for path, found in rescaled.items() if found is not None}


def _settle_section(cluster: Cluster, inside: Sequence[Item], outcomes: Mapping[str, Outcome]) -> Rescale | None:
    by_rule: dict[NotAssigned, list[Item]] = {}
    others: list[Item] = []
    for item in inside:
        found = others if item.is_assigned(outcomes) else by_rule.setdefault(rule_of(cluster, item.criterion), [])
        found.append(item)
    for item in by_rule.get(NotAssigned.FULL, ()):
        for leaf in item.leaves:
            outcomes[leaf.path].points = outcomes[leaf.path].maximum
    for rule in (NotAssigned.SHARE_EQUALLY, NotAssigned.SHARE_IN_PROPORTION):
        if rule in by_rule:
            _share(rule, by_rule[rule], others, outcomes)
    out = sum(item.maximum(outcomes) for item in by_rule.get(NotAssigned.RESCALE, ()))
    if not out or not others:
        return None
    assigned = sum(item.maximum(outcomes) for item in (*others, *by_rule.get(NotAssigned.FULL, ())))
    return Rescale(assigned + out, assigned) if assigned else None


def rule_of(cluster: Cluster, criterion: Criterion) -> NotAssigned:
    """The rule for a criterion: its own `không giao=…`, else the nearest heading's, else the cluster's."""
    return rule_for(cluster.tree, cluster.not_assigned, criterion.path)


def is_given_in_full(cluster: Cluster, leaf: Criterion, outcomes: Mapping[str, Outcome]) -> bool:
    """Whether a leaf that was not assigned has its full points all the same."""
    inside = standard_items(cluster.tree).get(leaf.section, ())
    item = next((one for one in inside if leaf in one.leaves), None)
    if item is None or item.is_assigned(outcomes):
        return False
    return rule_of(cluster, item.criterion) is NotAssigned.FULL


def _share(rule: NotAssigned, missing: Sequence[Item], others: Sequence[Item], outcomes: Mapping[str, Outcome]) -> None:
    """chia đều, chia tỷ lệ: the maximum to share out goes to the others, and each score grows with its maximum."""
    total = sum(item.maximum(outcomes) for item in missing)
    able = [item for item in others if item.maximum(outcomes)]  # of no points at all, none can grow
    weights = [1 if rule is NotAssigned.SHARE_EQUALLY else item.maximum(outcomes) for item in able]
    if not total or not able:
        return
    for item, extra in zip(able, shares(total, weights), strict=True):
        old = item.maximum(outcomes)
        for alternative in item.assigned(outcomes):
            _raise(alternative, old, old + extra)


def _raise(alternative: Sequence[Outcome], old: int, new: int) -> None:
    """Give leaves the part of a criterion's new maximum that they had of its old one, and their scores with it."""
    maxima = [outcome.maximum for outcome in alternative]
    if not sum(maxima):
        return
    for outcome, raised in zip(alternative, shares(divided(sum(maxima) * new, old), maxima), strict=True):
        if outcome.points is not None and outcome.maximum:
            outcome.points = divided(outcome.points * raised, outcome.maximum)
        outcome.maximum = raised


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole shares of a total by weight; what rounding leaves over goes to the first in printed order, one each."""
    if len(weights) == 1:
        return [total]
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    for number in range(total - sum(parts)):
        parts[number] += 1
    return parts
