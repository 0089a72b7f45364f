"""What stands in a row of the sheet Giải trình điểm: the formula that recomputes its points, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.guidance import digits
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import round_half_up
from emulation_cli.exact import Fraction
from emulation_cli.reports import explain_formulas as made
from emulation_cli.reports.explain_formulas import Cells
from emulation_cli.reports.explain_layout import Layout
from emulation_cli.reports.formulas import LONGEST, at, decimals_of, ranges
from emulation_cli.reports.reckoning import PeerFigures, Reckoning, Route, UnitCase, exact_points
from emulation_cli.results import Score

VALUES = (Route.DECIDED, Route.RECORDED)  # nothing on the sheet gives these points


@dataclass(frozen=True, slots=True)
class Live:
    """A row's points with the formula that gives them (without '='); `formula` None: the value alone."""

    points: Decimal | None
    formula: str | None = None


NOTHING = Live(None)


class Recomputed:
    """Makes the formulas of one sheet."""

    def __init__(self, cluster: Cluster, layout: Layout, peers: Mapping[str, PeerFigures]) -> None:
        self.cluster, self.layout, self.peers = cluster, layout, peers
        self.places = cluster.places

    def leaf(self, case: UnitCase, leaf: Criterion) -> Live:
        """A leaf's points as the tally has them, live where a formula surely gives them."""
        score, reckoning = case.scores[leaf.path], case.reckonings[leaf.path]
        if score.points is None:
            return NOTHING
        formula = None if reckoning.route in VALUES else self._formula(case, leaf, score, reckoning)
        return Live(score.points, formula if formula is None or len(formula) <= LONGEST else None)

    def choice(self, case: UnitCase, parent: Criterion) -> Live:
        """chọn một: what the chosen child has; nothing while one of them is open."""
        children = [case.scores[child.path] for child in self.cluster.tree.children[parent.path]]
        known = [score.points for score in children if score.points is not None]
        if not known or any(case.reckonings[score.criterion].route is Route.OPEN for score in children):
            return NOTHING
        cells = [self.layout.cell(score.unit, score.criterion, "live") for score in children]
        return Live(max(known), f"MAX({','.join(ranges(cells))})")

    def _formula(self, case: UnitCase, leaf: Criterion, score: Score, reckoning: Reckoning) -> str | None:
        if reckoning.route is Route.NOT_ASSIGNED:
            return self._at(score, "maximum")
        agreed, raised = leaf.maximum or Decimal(0), score.max != leaf.maximum
        top = digits(agreed) if raised else self._at(score, "maximum")
        typed = "appraised_score" if reckoning.route is Route.APPRAISED else "self_score"
        cells = self._cells(leaf, score, top, self._at(score, typed))
        formula = self._earned(leaf, score, reckoning, cells)
        if formula is not None and leaf.parameters.requires is not None and reckoning.route is not Route.NOT_CHOSEN:
            formula = made.required(formula, self._needed(case, leaf))
        if formula is None or not raised or not agreed:
            return formula
        earned = Fraction(0) if reckoning.lost else Fraction(reckoning.earned or 0)
        exact = earned * Fraction(score.max) / Fraction(agreed)
        if round_half_up(exact, self.places) != round_half_up(score.points or Decimal(0), self.places):
            return None  # raised by two rules, one after the other, each rounding
        return made.raised(formula, self._at(score, "maximum"), agreed, exact, self.places)

    def _earned(self, leaf: Criterion, score: Score, reckoning: Reckoning, cells: Cells) -> str | None:
        """The rounded points before a requirement and a raised maximum."""
        if reckoning.route is Route.NOT_CHOSEN:
            return "0"
        figures = self.peers.get(leaf.path)
        exact = exact_points(leaf, score, reckoning, figures)
        if exact is None:
            return None
        if reckoning.route in (Route.DIRECT, Route.TYPED, Route.APPRAISED):
            return made.typed(cells, exact, self.places)
        if reckoning.route is Route.RESULT:
            return made.by_kind(leaf, score, cells, exact, self.places)
        assert figures is not None
        if leaf.kind is Kind.LEADER:
            return made.leader(score, cells, leaf.maximum or Decimal(0), figures.best, exact, self.places)
        return made.mean(leaf, cells, decimals(figures), _largest(figures), self.places)

    def _cells(self, leaf: Criterion, score: Score, maximum: str, typed: str) -> Cells:
        first, second = self.layout.figure(leaf.path) if leaf.path in self.layout.figures else ("", "")
        target, actual = self._at(score, "target"), self._at(score, "actual")
        return Cells(maximum, target, actual, typed, first, second)

    def _at(self, score: Score, key: str) -> str:
        return at(self.layout.cell(score.unit, score.criterion, key))

    def _needed(self, case: UnitCase, leaf: Criterion) -> list[str]:
        """The cells of what a leaf requires: points, and of rows that are never counted results too. What was not
        assigned has none unless it was given in full."""
        cells = []
        for below in self.cluster.tree.points_below(leaf.parameters.requires or ""):
            unit = case.scores[leaf.path].unit
            if below.path not in case.missing or case.scores[below.path].points:
                cells.append(self.layout.cell(unit, below.path, "live"))
            if below.group is Group.UNCOUNTED and below.path not in case.missing:
                cells.append(self.layout.cell(unit, below.path, "actual"))
        return ranges(cells)


def decimals(figures: PeerFigures) -> int:
    """The decimals that the results of a criterion are written with."""
    return max((_decimals(one.actual) for one in figures.reached.values()), default=0)


def _decimals(value: Fraction) -> int:
    return decimals_of((Decimal(value.numerator) / Decimal(value.denominator)).normalize())


def _largest(figures: PeerFigures) -> Fraction:
    """The largest number that comparing with a mean meets."""
    return max((abs(one.actual) for one in figures.reached.values()), default=Fraction(0)) * len(figures.reached)
