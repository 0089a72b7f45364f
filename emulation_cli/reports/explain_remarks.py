"""What the last column of Giải trình điểm says of a row: why there are no points, or what else moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.decisions import Adjustment
from emulation_cli.labels import label
from emulation_cli.reports.explain_live import Live
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.reckoning import Reckoning, Route, UnitCase
from emulation_cli.results import Score

PLAIN = (Route.DIRECT, Route.RESULT, Route.PEERS)
NOTABLE = (Route.TYPED, Route.APPRAISED, Route.NOT_CHOSEN)


class Remarks:
    """Remarks in one language."""

    def __init__(self, language: str, decided: Mapping[tuple[str, str], Adjustment]) -> None:
        self.language, self.decided = language, decided

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
        if reckoning.lost:
            yield self._say("lost", needed=case.cluster.tree.labels[leaf.parameters.requires or ""])
        if score.max != leaf.maximum:
            yield self._say("raised", before=f"{leaf.maximum or 0:f}", after=f"{score.max:f}")
        if score.points is not None and live.formula is None and reckoning.route is not Route.DECIDED:
            yield self._say("value")

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
