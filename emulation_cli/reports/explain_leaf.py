"""How a criterion's points came about: the rule with the numbers put in, the rounding, and what moved them after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.exact import Fraction
from emulation_cli.reports import explain_kinds as kinds
from emulation_cli.reports.explain_steps import Step, step
from emulation_cli.reports.filters import joined
from emulation_cli.reports.reckoning import PeerFigures, Reckoning, Route, UnitCase, exact_points
from emulation_cli.results import AppraisalMark, Results, Score


class Leaves:
    """The steps of one unit's criteria."""

    def __init__(self, results: Results, unit: str, case: UnitCase, peers: Mapping[str, PeerFigures]) -> None:
        self.results, self.case, self.peers = results, case, peers
        self.appraisals = [one for one in results.appraisals if one.unit == unit]
        self.cluster, self.places = results.cluster, results.cluster.places

    def explain(self, leaf: Criterion) -> tuple[tuple[Step, ...], Decimal | None]:
        """The steps of a leaf, and the points that they lead to (None while open, or where none were assigned)."""
        score, reckoning = self.case.scores[leaf.path], self.case.reckonings[leaf.path]
        steps = [*self._decided(score)]
        if reckoning.route is Route.RECORDED:
            return (*steps, step("recorded", points=score.points or 0)), score.points
        if reckoning.route is Route.NOT_ASSIGNED:
            return (*steps, *self._not_assigned(leaf, score)), self._full(leaf)
        if reckoning.route is Route.OPEN:
            return (*steps, *_open(leaf, score)), None
        steps += self._earned(leaf, score, reckoning)
        exact = exact_points(leaf, score, reckoning, self.peers.get(leaf.path)) or Fraction(0)
        points = self._rounded(exact)
        if Fraction(points) != exact:
            steps.append(step("rounded", places=self.places, points=points))
        if leaf.group is Group.UNCOUNTED:
            steps.append(step("uncounted"))
        return self._after(leaf, score, reckoning, points, steps)

    def _rounded(self, exact: Fraction) -> Decimal:
        return unscaled(round_half_up(exact, self.places), self.places)

    def _decided(self, score: Score) -> Iterator[Step]:
        """Decisions and appraisers that set a result, a decision that took the criterion away; points that were decided
        are their own first step. What a decision replaced is told by its points alone."""
        key = (score.unit, score.criterion)
        adjusted = [line for line in self.results.decisions.adjustments if (line.unit, line.criterion) == key]
        for change in self.results.changes:
            if (change.unit, change.criterion) == key and change.before is not None:
                yield step("decided-before", before=change.before)
        for line in adjusted:
            if line.actual is not None:
                yield step("decided-result", {"reason": line.reason}, actual=line.actual)
        for one in self.appraisals:
            if one.criterion == score.criterion and one.actual is not None and not adjusted:
                claimed = one.claimed_actual
                yield step("appraised-result", actual=one.actual)
                if claimed is not None and claimed != one.actual:
                    yield step("claimed-result", actual=claimed)
        for gone in self.results.decisions.not_assigned:
            below = self.cluster.tree.leaves_below(gone.criterion)
            if gone.unit == score.unit and score.criterion in {leaf.path for leaf in below}:
                yield step("decided-not-assigned", {"reason": gone.reason})

    def _earned(self, leaf: Criterion, score: Score, reckoning: Reckoning) -> Iterator[Step]:
        """From what counts to exact points."""
        given, figures = reckoning.given, self.peers.get(leaf.path)
        if reckoning.route is Route.NOT_CHOSEN:
            yield step("not-chosen")
        elif reckoning.route is Route.DECIDED and given is not None:
            yield step("decided", {"reason": self._reason(score)}, given=given)
        elif given is not None:
            yield from self._marks(score)
            yield step(str(reckoning.route), given=given)
        elif reckoning.route is Route.RESULT and score.actual is not None:
            yield from kinds.told(leaf, score.actual, score.target)
        elif figures is not None and leaf.kind is Kind.LEADER:
            yield from kinds.leader(leaf, score, figures, self._leaders(figures, score))
        elif figures is not None:
            yield from kinds.mean(leaf, score, figures)

    def _marks(self, score: Score) -> Iterator[Step]:
        """What each appraiser wrote, and how several scores became one."""
        for one in (one for one in self.appraisals if one.criterion == score.criterion):
            for mark in one.marks:
                yield from _mark(mark)
            if one.low is not None and one.high is not None and one.low != one.high:
                yield step(f"combined-{self.cluster.combine.replace('_', '-')}", low=one.low, high=one.high)

    def _reason(self, score: Score) -> str:
        lines = self.results.decisions.adjustments
        return next((one.reason for one in lines if (one.unit, one.criterion) == (score.unit, score.criterion)), "")

    def _leaders(self, figures: PeerFigures, score: Score) -> str:
        """The units that have the highest share, or without a target the highest result."""
        own = figures.reached[score.unit]
        units = self.cluster.unit_of
        return joined(
            units[unit].name
            for unit, one in figures.reached.items()
            if (one.target is None) == (own.target is None)
            and (one.actual == figures.most if one.target is None else one.actual / one.target == figures.best)
        )

    def _after(
        self, leaf: Criterion, score: Score, reckoning: Reckoning, points: Decimal, steps: list[Step]
    ) -> tuple[tuple[Step, ...], Decimal]:
        """What a requirement (cần) and a raised maximum make of the points."""
        needed = leaf.parameters.requires
        if reckoning.lost and needed:
            steps.append(step("lost", {"needed": self.cluster.tree.labels[needed]}, before=points))
            points = self._rounded(Fraction(0))
        elif needed and points:
            steps.append(step("met", {"needed": self.cluster.tree.labels[needed]}))
        if score.max == leaf.maximum or not leaf.maximum or not points:
            return tuple(steps), points
        exact = Fraction(points) * Fraction(score.max) / Fraction(leaf.maximum)
        raised = self._rounded(exact)
        if raised != score.points:  # by two rules, one after the other, each rounding
            return (*steps, step("raised-twice", max=leaf.maximum, raised=score.max)), score.points or raised
        shown = {"before": points, "max": leaf.maximum, "raised": score.max, "points": raised}
        return (*steps, step("raised", **shown)), raised

    def _not_assigned(self, leaf: Criterion, score: Score) -> Iterator[Step]:
        rule = self.case.rule(leaf)
        code = "not-assigned" if rule is None else f"not-assigned-{rule.replace('_', '-')}"
        yield step(code, max=score.max)

    def _full(self, leaf: Criterion) -> Decimal | None:
        """Full points where the rule gives them."""
        points = self.case.settled[leaf.path].points
        return None if points is None else unscaled(points, self.places)


def _mark(mark: AppraisalMark) -> Iterator[Step]:
    """One appraiser's score, with both rounds of it and what the unit explained between them; or that he agreed."""
    given = mark.first if mark.second is None else mark.second
    said = {"appraiser": mark.appraiser, "opinion": mark.opinion}
    if mark.agreed and mark.claimed is not None:
        yield step("mark-agreed", said, given=mark.claimed)
    if mark.first is not None and mark.second is not None:
        explained = {"explanation": mark.explanation or "–"}
        yield step("mark-first", said | explained, given=mark.first)
    if given is not None:
        yield step("mark" if mark.opinion else "mark-alone", said, given=given)


def _open(leaf: Criterion, score: Score) -> Iterator[Step]:
    yield step(f"open-{score.state.replace('_', '-')}", stake=score.max)
    if leaf.group is Group.DEDUCTION:
        yield step("open-deduction", max=score.max)
