"""Scoring a whole cluster, step by step: each unit's own sheet, then what follows from all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import round_half_up
from emulation_cli.exact import Fraction
from emulation_cli.intake.submission import Submission
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.choice import settle_choices
from emulation_cli.scoring.kinds import exact
from emulation_cli.scoring.not_assigned import Rescale, settle_not_assigned
from emulation_cli.scoring.outcome import NOT_ASSIGNED, NUMBER, Outcome
from emulation_cli.scoring.peers import PEER_KINDS, Reached
from emulation_cli.scoring.points import compare_scores, score_leaves, settle_requirements
from emulation_cli.scoring.sources import UnitSource, check_source, source_of
from emulation_cli.scoring.subtotals import subtotals_agree


@dataclass
class Scored:
    """Every unit's outcomes by leaf, its sections that are rescaled (quy đổi), and whose scores its points are."""

    outcomes: dict[str, dict[str, Outcome]] = field(default_factory=dict)
    rescaled: dict[str, dict[str, Rescale]] = field(default_factory=dict)
    sources: dict[str, UnitSource] = field(default_factory=dict)


def score_cluster(cluster: Cluster, submissions: Mapping[str, Submission]) -> tuple[Scored, list[Problem]]:
    """Score every submission; problems unit by unit."""
    scored = Scored()
    problems: list[Problem] = []
    for unit, submission in submissions.items():
        outcomes, found = score_leaves(cluster, submission)
        problems += settle_choices(cluster, submission, outcomes, found)
        scored.outcomes[unit] = outcomes
    for criterion in cluster.tree.leaves:
        if criterion.kind in PEER_KINDS:
            _settle_peers(cluster, criterion, scored)
    for unit, submission in submissions.items():
        problems += settle_requirements(cluster, submission, scored.outcomes[unit])
        problems += compare_scores(cluster, submission, scored.outcomes[unit])
        problems += subtotals_agree(cluster, submission, scored.outcomes[unit])
        scored.sources[unit] = source_of(cluster, submission, scored.outcomes[unit])
        problems += check_source(cluster, submission, scored.sources[unit], scored.outcomes[unit])
        if _nothing_assigned(cluster, scored.outcomes[unit]):
            problems.append(problem("nothing-assigned", Place(submission.file), unit))
        scored.rescaled[unit] = settle_not_assigned(cluster, scored.outcomes[unit])
    return scored, problems


def _nothing_assigned(cluster: Cluster, outcomes: Mapping[str, Outcome]) -> bool:
    """Whether a unit was assigned none of the chuẩn criteria: there is nothing then to rank it by."""
    standard = cluster.tree.standard
    return bool(standard) and all(outcomes[leaf.path].state is NOT_ASSIGNED for leaf in standard)


def _settle_peers(cluster: Cluster, criterion: Criterion, scored: Scored) -> None:
    """Points of a criterion that follows the whole cluster, for every unit that has a value."""
    assert criterion.kind is not None
    taking_part: dict[str, Outcome] = {}
    peers: dict[str, Reached] = {}
    for unit, outcomes in scored.outcomes.items():
        outcome = outcomes[criterion.path]
        actual, target = outcome.actual, outcome.target
        if outcome.state is NUMBER and actual is not None:  # a unit whose points were decided takes no part
            taking_part[unit] = outcome
            peers[unit] = Reached(Fraction(actual), None if target is None else exact(target))
    maximum = Fraction(criterion.maximum or 0)
    for unit, points in PEER_KINDS[criterion.kind](maximum, criterion.parameters, peers).items():
        taking_part[unit].points = taking_part[unit].computed = max(0, round_half_up(points, cluster.places))
