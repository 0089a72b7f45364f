"""Không được giao: what a criterion that a unit was not assigned does to its score. The scope is the section.

Five rules are in force somewhere (domain.md 1.5: CA347, HP212 PL01, PL03): out of score and maximum; the section
rescaled; full points; its points shared equally, or in proportion, over the section's other criteria.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from emulation_cli.cluster.criteria import Criterion, Group, NotAssigned
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import round_half_up
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
    rescaled = {}
    for section in cluster.tree.sections:
        leaves = [leaf for leaf in cluster.tree.leaves_below(section.path) if leaf.group is Group.STANDARD]
        missing = [leaf for leaf in leaves if outcomes[leaf.path].state is State.NOT_ASSIGNED]
        by_rule: dict[NotAssigned, list[Criterion]] = {}
        for leaf in missing:
            by_rule.setdefault(rule_of(cluster, leaf), []).append(leaf)
        for leaf in by_rule.get(NotAssigned.FULL, ()):
            outcomes[leaf.path].points = outcomes[leaf.path].maximum
        others = [leaf for leaf in leaves if outcomes[leaf.path].state is not State.NOT_ASSIGNED]
        for rule in (NotAssigned.SHARE_EQUALLY, NotAssigned.SHARE_IN_PROPORTION):
            _share(rule, by_rule.get(rule, ()), others, outcomes)
        out = sum(outcomes[leaf.path].maximum for leaf in by_rule.get(NotAssigned.RESCALE, ()))
        assigned = sum(outcomes[leaf.path].maximum for leaf in others)
        if out and assigned:
            rescaled[section.path] = Rescale(assigned + out, assigned)
    return rescaled


def rule_of(cluster: Cluster, leaf: Criterion) -> NotAssigned:
    """The rule for a leaf: its own `không giao=…`, else the nearest heading's, else the cluster's."""
    path = leaf.path
    while path:
        own = cluster.tree.by_path[path].parameters.not_assigned
        if own is not None:
            return own
        path = path.rpartition(".")[0]
    return cluster.not_assigned


def _share(
    rule: NotAssigned, missing: Sequence[Criterion], others: Sequence[Criterion], outcomes: Mapping[str, Outcome]
) -> None:
    """chia đều, chia tỷ lệ: the maximum to share out goes to the others, and each score grows with its maximum."""
    total = sum(outcomes[leaf.path].maximum for leaf in missing)
    weights = [1 if rule is NotAssigned.SHARE_EQUALLY else outcomes[leaf.path].maximum for leaf in others]
    if not total or not sum(weights):
        return
    for leaf, extra in zip(others, shares(total, weights), strict=True):
        outcome = outcomes[leaf.path]
        raised = outcome.maximum + extra
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
