"""How each criterion's points came about, worked out again from what results carry.

Every reckoning is checked against the points of the results: what cannot be shown step by step (a rule that a later
version of the tool knows) is `recorded`, never explained wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from emulation_cli.cluster.criteria import Criterion, Group, Kind, NotAssigned
from emulation_cli.cluster.decisions import Adjustment
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Source
from emulation_cli.decimals import round_half_up, scaled, unscaled
from emulation_cli.exact import Fraction
from emulation_cli.results import Results, Score
from emulation_cli.scoring.items import items
from emulation_cli.scoring.kinds import computed
from emulation_cli.scoring.not_assigned import Rescale, rule_of, settle_not_assigned
from emulation_cli.scoring.outcome import Outcome, State
from emulation_cli.scoring.peers import PEER_KINDS, Reached

Decided = Mapping[tuple[str, str], Adjustment]


class Route(StrEnum):
    """What a criterion's points come from."""

    OPEN = "open"  # a question is still open: no points
    NOT_ASSIGNED = "not_assigned"
    DECIDED = "decided"  # points by a decision (Điều chỉnh)
    APPRAISED = "appraised"  # the appraised score
    DIRECT = "direct"  # trực tiếp: the typed score
    TYPED = "typed"  # a typed score where the result is blank
    RESULT = "result"  # the result through its kind
    PEERS = "peers"  # the result beside those of the other units
    NOT_CHOSEN = "not_chosen"  # an empty one of several to choose from
    RECORDED = "recorded"  # as the results say


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`given` is the typed or decided score; `earned` the rounded points before the two things that may still change
    them: a requirement that is not met (`lost`), and a maximum raised by a rule for criteria not assigned."""

    route: Route
    given: Decimal | None = None
    earned: Decimal | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """What the whole cluster reached in a criterion that follows all units: `best` is the leader's share of its
    target, `most` the highest result among units without one; `points` are exact, not yet rounded."""

    reached: Mapping[str, Reached]
    points: Mapping[str, Fraction]
    best: Fraction
    most: Fraction

    @property
    def total(self) -> Fraction:
        """The sum of all results."""
        return sum((one.actual for one in self.reached.values()), Fraction(0))

    @property
    def mean(self) -> Fraction:
        """The exact mean of the results."""
        return self.total / len(self.reached)


def scores_by_unit(scores: Iterable[Score]) -> dict[str, dict[str, Score]]:
    """Scores by unit and path."""
    found: dict[str, dict[str, Score]] = {}
    for score in scores:
        found.setdefault(score.unit, {})[score.criterion] = score
    return found


def decided_points(results: Results) -> Decided:
    """The decisions that set points, by (unit, path)."""
    return {(one.unit, one.criterion): one for one in results.decisions.adjustments if one.points is not None}


def peer_figures(cluster: Cluster, scores: Mapping[str, Mapping[str, Score]]) -> dict[str, PeerFigures]:
    """The figures of every dẫn đầu and so trung bình, by path."""
    return {leaf.path: _figures(leaf, scores) for leaf in cluster.tree.leaves if leaf.kind in PEER_KINDS}


def _figures(leaf: Criterion, scores: Mapping[str, Mapping[str, Score]]) -> PeerFigures:
    reached = {
        unit: _reached(found[leaf.path])
        for unit, found in scores.items()
        if leaf.path in found and found[leaf.path].computed is not None
    }
    shares = [one.actual / one.target for one in reached.values() if one.target is not None]
    untargeted = [one.actual for one in reached.values() if one.target is None]
    assert leaf.kind is not None
    points = PEER_KINDS[leaf.kind](Fraction(leaf.maximum or 0), leaf.parameters, reached)
    nothing = Fraction(0)
    return PeerFigures(reached, points, max(shares, default=nothing), max(untargeted, default=nothing))


def _reached(score: Score) -> Reached:
    target = None if score.target is None else Fraction(score.target)
    return Reached(Fraction(score.actual or 0), target)


def rescaled_sections(cluster: Cluster, scores: Mapping[str, Score]) -> Mapping[str, Rescale]:
    """One unit's sections under quy đổi, by path; it follows from what was not assigned alone."""
    if all(score.state != State.NOT_ASSIGNED for score in scores.values()):
        return {}
    outcomes = {leaf.path: Outcome(State.OPEN, maximum=_maximum(cluster, leaf)) for leaf in cluster.tree.leaves}
    for path, score in scores.items():
        outcomes[path].state = State(score.state)
    return settle_not_assigned(cluster, outcomes)


def _maximum(cluster: Cluster, leaf: Criterion) -> int:
    return round_half_up(leaf.maximum or Decimal(0), cluster.places)


def exact_points(leaf: Criterion, score: Score, reckoning: Reckoning, figures: PeerFigures | None) -> Fraction | None:
    """The points before rounding; None where no rule makes any."""
    if reckoning.route is Route.RESULT and score.actual is not None:
        return max(Fraction(0), computed(leaf, score.actual, score.target))
    if reckoning.route is Route.PEERS and figures is not None:
        return max(Fraction(0), figures.points[score.unit])
    return None if reckoning.given is None else Fraction(reckoning.given)


class UnitCase:
    """One unit's scores by path with how each came about; `rescaled` are its sections under quy đổi."""

    def __init__(self, cluster: Cluster, scores: Mapping[str, Score], decided: Decided) -> None:
        self.cluster, self.scores = cluster, scores
        self.missing = {path for path, score in scores.items() if score.state == State.NOT_ASSIGNED}
        self.reckonings = {
            leaf.path: self._reckon(leaf, scores[leaf.path], decided)
            for leaf in cluster.tree.leaves
            if leaf.path in scores
        }
        self.settled: Mapping[str, Outcome] = {}
        self.rescaled: Mapping[str, Rescale] = self._settle() if self.missing else {}
        for path, reckoning in self.reckonings.items() if not self.missing else ():
            if not _agrees(reckoning, scores[path].points):
                self.reckonings[path] = Reckoning(Route.RECORDED)

    def _reckon(self, leaf: Criterion, score: Score, decided: Decided) -> Reckoning:
        route, given = self._route(leaf, score, decided)
        if route in (Route.OPEN, Route.NOT_ASSIGNED):
            return Reckoning(route)
        if route is Route.NOT_CHOSEN:
            return Reckoning(route, earned=Decimal(0))
        earned = score.computed if given is None else self._rounded(given)
        lost = bool(earned) and leaf.parameters.requires is not None and not self.met(leaf)
        return Reckoning(route, given, earned, lost)

    def _route(self, leaf: Criterion, score: Score, decided: Decided) -> tuple[Route, Decimal | None]:
        """What counts (formats.md, "A scoring sheet"), with the score that somebody typed or decided."""
        if score.state == State.NOT_ASSIGNED:
            return Route.NOT_ASSIGNED, None
        if score.state != State.NUMBER:
            return Route.OPEN, None
        adjustment = decided.get((score.unit, leaf.path))
        if adjustment is not None:
            return Route.DECIDED, adjustment.points
        if score.appraised is not None and self.cluster.source is not Source.SELF:
            return Route.APPRAISED, score.appraised
        if score.computed is not None and leaf.kind is not Kind.DIRECT:
            return (Route.PEERS if leaf.kind in PEER_KINDS else Route.RESULT), None
        if score.self_ is not None:
            return (Route.DIRECT if leaf.kind is Kind.DIRECT else Route.TYPED), score.self_
        return Route.NOT_CHOSEN, None

    def _rounded(self, given: Decimal) -> Decimal:
        places = self.cluster.places
        return unscaled(round_half_up(given, places), places)

    def met(self, leaf: Criterion) -> bool:
        """Whether what a leaf requires (cần) has some points, or for a row that is never counted a result."""
        needed = leaf.parameters.requires or ""
        return any(self._has_some(below) for below in self.cluster.tree.points_below(needed))

    def rule(self, leaf: Criterion) -> NotAssigned | None:
        """The rule that a leaf falls under that was not assigned; None where there is none: it is no chuẩn, or of
        several to choose from another one was assigned."""
        item = next((one for one in items(self.cluster.tree) if leaf in one.leaves), None)
        if item is None or item.criterion.group is not Group.STANDARD:
            return None
        if any(one.path not in self.missing for one in item.leaves):
            return None
        return rule_of(self.cluster, item.criterion)

    def _has_some(self, leaf: Criterion) -> bool:
        score = self.scores.get(leaf.path)
        if score is None:
            return False
        if score.points or leaf.path in self.missing:
            return bool(score.points)
        return leaf.group is Group.UNCOUNTED and score.actual is not None and score.actual > 0

    def _settle(self) -> Mapping[str, Rescale]:
        """The rules for criteria not assigned, applied again; what does not come out as recorded is told so."""
        outcomes = {leaf.path: self._outcome(leaf) for leaf in self.cluster.tree.leaves}
        rescaled = settle_not_assigned(self.cluster, outcomes)
        self.settled = outcomes
        for path, reckoning in self.reckonings.items():
            outcome, score = outcomes[path], self.scores[path]
            points = None if outcome.points is None else unscaled(outcome.points, self.cluster.places)
            if points != score.points or unscaled(outcome.maximum, self.cluster.places) != score.max:
                self.reckonings[path] = replace(reckoning, route=Route.RECORDED)
        return rescaled

    def _outcome(self, leaf: Criterion) -> Outcome:
        """A leaf as it stood before those rules."""
        reckoning, maximum = self.reckonings.get(leaf.path, Reckoning(Route.OPEN)), _maximum(self.cluster, leaf)
        if reckoning.route is Route.NOT_ASSIGNED:
            return Outcome(State.NOT_ASSIGNED, maximum=maximum)
        if reckoning.earned is None:
            return Outcome(State.OPEN, maximum=maximum)
        earned = 0 if reckoning.lost else scaled(reckoning.earned, self.cluster.places)
        return Outcome(State.NUMBER, earned, maximum=maximum)


def _agrees(reckoning: Reckoning, points: Decimal | None) -> bool:
    if reckoning.earned is None or reckoning.lost:
        return points == (Decimal(0) if reckoning.lost else None)
    return points == reckoning.earned
