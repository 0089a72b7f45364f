"""What the last column of Giải trình điểm says of a row: why there are no points, or what else moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.decisions import Adjustment
from emulation_cli.labels import label
from emulation_cli.reports.explain_live import Live
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.reckoning import Reckoning, Route, UnitCase
from emulation_cli.results import Appraisal, Score

PLAIN = (Route.DIRECT, Route.RESULT, Route.PEERS)
NOTABLE = (Route.TYPED, Route.APPRAISED, Route.NOT_CHOSEN)


class Remarks:
    """Remarks in one language."""

    def __init__(
        self, language: str, decided: Mapping[tuple[str, str], Adjustment], appraisals: Iterable[Appraisal] = ()
    ) -> None:
        self.language, self.decided = language, decided
        self.spread = {(one.unit, one.criterion): one for one in appraisals if len(one.marks) > 1}

    def leaf(self, case: UnitCase, leaf: Criterion, live: Live) -> str:
        """A leaf's remark, '' where there is nothing to say."""
        score, reckoning = case.scores[leaf.path], case.reckonings[leaf.path]
        if reckoning.route in PLAIN and not reckoning.lost and live.formula and score.max == leaf.maximum:
            return ""
        return "; ".join(self._leaf(case, leaf, score, reckoning, live))

    def choice(self, live: Live) -> str:
        """Why a chọn một has no points."""
        return "" if live.formula else self._state("open")

    def _leaf(self, case: UnitCase, leaf: Criterion, score: Score, reckoning: Reckoning, live: Live) -> Iterator[str]:
        if reckoning.route is Route.NOT_ASSIGNED:
            yield self._not_assigned(case, leaf)
        elif score.points is None:
            yield self._state(score.state)
        elif reckoning.route is Route.DECIDED:
            yield self._say("decided", reason=one_line(self.decided[score.unit, leaf.path].reason))
        elif reckoning.route in NOTABLE:
            yield self._say(reckoning.route)
            yield from self._spread(score)
        if reckoning.lost:
            yield self._say("lost", needed=case.cluster.tree.labels[leaf.parameters.requires or ""])
        if score.max != leaf.maximum:
            yield self._say("raised", before=f"{leaf.maximum or 0:f}", after=f"{score.max:f}")
        if score.points is not None and live.formula is None and reckoning.route is not Route.DECIDED:
            yield self._say("value")

    def _spread(self, score: Score) -> Iterator[str]:
        """The least and the greatest of several appraisers' scores."""
        one = self.spread.get((score.unit, score.criterion))
        if one is not None and one.low is not None and one.high is not None:
            yield self._say("spread", count=len(one.marks), low=f"{one.low:f}", high=f"{one.high:f}")

    def _not_assigned(self, case: UnitCase, leaf: Criterion) -> str:
        rule = case.rule(leaf)
        if rule is None:
            return self._say("not_assigned")
        return self._say("not_assigned_rule", rule=label("not_assigned", rule, self.language))

    def _state(self, state: str) -> str:
        words = catalogue.area(self.language, "reports")["workbook"]["state"]
        return str(words.get(state, words["open"]))

    def _say(self, key: str, **values: object) -> str:
        return catalogue.text(self.language, "explain", f"remark.{key}", **values)
