"""How a unit's total came about, from cell to rank: Results in, values out, nothing else looked at.

Points and sums are worked out again with fractions, by the functions of scoring; what an explanation says is what was
computed. Sentences are codes with numbers (explain_steps), so that any language can be made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.reports.explain_decisions import decision_steps
from emulation_cli.reports.explain_leaf import Leaves
from emulation_cli.reports.explain_standing import class_steps, rank_steps, tie_notes
from emulation_cli.reports.explain_steps import Step
from emulation_cli.reports.explain_sums import Sums
from emulation_cli.reports.reckoning import (
    Decided,
    PeerFigures,
    UnitCase,
    decided_points,
    peer_figures,
    scores_by_unit,
)
from emulation_cli.results import Finding, Reason, Results, Score, Standing, Unranked

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: what stood in its cells (`place` is the one that decided), the unit's own maximum, the steps and the
    points that they lead to.

    A heading has the sum within its group, a section all that counts in it (a deduction's negative). `points` is None
    while open, with `at_stake`, and where nothing was assigned.
    """

    criterion: Criterion
    label: str
    score: Score | None
    maximum: Decimal | None
    points: Decimal | None
    at_stake: Decimal
    steps: tuple[Step, ...]
    problems: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One unit. Of a unit that is not ranked there is `unranked`, of one recorded as not having sent a sheet no
    lines; `problems` are all of the unit's."""

    unit: str
    name: str
    status: str
    reasons: tuple[Reason, ...]
    standing: Standing | None
    unranked: Unranked | None
    lines: tuple[Line, ...] = ()
    total: tuple[Step, ...] = ()
    rank: tuple[Step, ...] = ()
    ties: tuple[Reason, ...] = ()
    class_: tuple[Step, ...] = ()
    decisions: tuple[Step, ...] = ()
    problems: tuple[Finding, ...] = ()


def explain(results: Results, unit: str) -> Explanation:
    """Explain a unit (its code). KeyError for one that the cluster does not have."""
    return next(explanations(results, [unit]))


def explanations(results: Results, units: Iterable[str]) -> Iterator[Explanation]:
    """Explain several units; what is the whole cluster's is worked out once. `results.scores` must not be a one-pass
    iterable."""
    scores = scores_by_unit(results.scores)
    peers, decided = peer_figures(results.cluster, scores), decided_points(results)
    for unit in units:
        yield _explanation(results, unit, scores.get(unit), peers, decided)


def _explanation(
    results: Results, unit: str, scores: Mapping[str, Score] | None, peers: Mapping[str, PeerFigures], decided: Decided
) -> Explanation:
    name = results.cluster.unit_of[unit].name
    standing = next((one for one in results.standings if one.unit == unit), None)
    unranked = next((one for one in results.unranked if one.unit == unit), None)
    problems = tuple(found for found in results.problems if found.unit == unit)
    about = (unit, name, results.status, results.reasons, standing, unranked)
    if standing is None or scores is None:
        ties = tie_notes(results, standing) if standing else ()
        return Explanation(*about, ties=ties, decisions=decision_steps(results, unit), problems=problems)
    case = UnitCase(results.cluster, scores, decided)
    leaves = Leaves(results, unit, case, peers)
    reckoned = {leaf.path: leaves.explain(leaf) for leaf in results.cluster.tree.leaves}
    sums = Sums(case, {path: points for path, (_, points) in reckoned.items()})
    return Explanation(
        *about,
        lines=tuple(_line(case, one, reckoned, sums, problems) for one in results.cluster.criteria),
        total=sums.total(standing),
        rank=rank_steps(results, standing),
        ties=tie_notes(results, standing),
        class_=class_steps(results, case, standing),
        decisions=decision_steps(results, unit),
        problems=problems,
    )


Reckoned = dict[str, tuple[tuple[Step, ...], Decimal | None]]


def _line(case: UnitCase, criterion: Criterion, reckoned: Reckoned, sums: Sums, problems: tuple[Finding, ...]) -> Line:
    path, label = criterion.path, case.cluster.tree.labels[criterion.path]
    own = tuple(found for found in problems if found.criterion == path)
    if path not in reckoned:
        if not sums.is_assigned(criterion):
            return Line(criterion, label, None, criterion.maximum, None, NOTHING, (), own)
        steps, points = sums.heading(criterion)
        return Line(criterion, label, None, sums.maximum(criterion), points, NOTHING, steps, own)
    score, (steps, reached) = case.scores[path], reckoned[path]
    is_open = score.points is None and score.state != "not_assigned"
    return Line(criterion, label, score, score.max, reached, score.max if is_open else NOTHING, steps, own)
