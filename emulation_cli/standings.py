"""Standings: totals, ranks and classes of every unit that was scored, as results show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from emulation_cli.cluster.attendance import valid_votes
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.decisions import Decisions, Treatment
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import RankBy, TieBy, TieRule
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.exact import Fraction
from emulation_cli.labels import label
from emulation_cli.results import Reason, Standing
from emulation_cli.scoring.classes import Reached, class_of
from emulation_cli.scoring.kinds import more_is_better
from emulation_cli.scoring.outcome import NOT_ASSIGNED, SETTLED
from emulation_cli.scoring.ranking import digits_apart
from emulation_cli.scoring.score import Scored
from emulation_cli.scoring.ties import Order, Split, order, votes_among
from emulation_cli.scoring.totals import Totals, make_totals

Figures = Mapping[str, int]
NO_DECISIONS = Decisions()
BY_DECISION = TieRule(TieBy.DECISION)


def make_standings(cluster: Cluster, scored: Scored, decisions: Decisions = NO_DECISIONS) -> tuple[Standing, ...]:
    """Every scored unit in rank order, equals in the order of the cluster's list of units; then, sharing the last
    place, units that are recorded as not having submitted a sheet."""
    ranked = _Board(cluster, scored, decisions).standings()
    return (*ranked, *_not_submitted(cluster, ranked, decisions))


def _not_submitted(cluster: Cluster, ranked: tuple[Standing, ...], decisions: Decisions) -> Iterator[Standing]:
    """Miễn nộp, không nộp: class "không hoàn thành", last, and holding nobody up (CT2579)."""
    lines = {line.unit for line in decisions.excuses if line.treatment is Treatment.NOT_SUBMITTED}
    units = [unit for unit in cluster.units if unit.code in lines]
    most = max((one.max for one in ranked), default=Decimal(0))
    nothing = unscaled(0, cluster.places)
    for unit in units:
        yield Standing(
            unit=unit.code,
            name=unit.name,
            rank=len(ranked) + 1,
            total=nothing,
            max=most,
            percent=nothing,
            base=nothing,
            bonus=nothing,
            deduction=nothing,
            class_=label("class", "not_completed"),
            sections={},
            source="",
            tied_with=tuple(other.code for other in units if other is not unit),
            tie_note=Reason("not-submitted", {"unit": unit.name}),
        )


class _Board:
    """The figures of all units while the standings are made."""

    def __init__(self, cluster: Cluster, scored: Scored, decisions: Decisions) -> None:
        self.cluster, self.scored, self.decisions = cluster, scored, decisions
        self.settled = {line.unit: line for line in decisions.ties}
        self.totals: Totals = make_totals(cluster, scored)
        self.figures: dict[str, Figures] = self.totals.units.to_dict("index")
        self.sections: dict[str, Figures] = self.totals.sections.to_dict("index")
        self.shares = {unit: _share(row) for unit, row in self.figures.items()}
        self.digits = digits_apart(self.shares)

    def standings(self) -> tuple[Standing, ...]:
        keys = {unit.code: self._key(unit.code) for unit in self.cluster.units if unit.code in self.figures}
        placed = order(keys, (*self.cluster.ties, BY_DECISION), self._tie_values)
        notes = self._notes(placed)
        ranks = placed.ranks()
        return tuple(
            self._standing(unit, ranks[unit], tuple(other for other in together if other != unit), notes.get(unit))
            for together in placed.places
            for unit in together
        )

    def _key(self, unit: str) -> int | Fraction:
        """What units are ranked by (Xếp hạng theo), exact."""
        if self.cluster.rank_by is RankBy.PERCENT:
            return self.shares[unit]
        return int(self.figures[unit]["base" if self.cluster.rank_by is RankBy.STANDARD else "total"])

    def _tie_values(self, together: Sequence[str], rule: TieRule) -> Mapping[str, Fraction]:
        """What equal units have by a rule of Đồng hạng, as far as they have anything; more is better."""
        if rule.by is TieBy.VOTE:
            return votes_among(valid_votes(self.cluster, self.decisions), together)
        return {unit: value for unit in together if (value := self._tie_key(unit, rule)) is not None}

    def _tie_key(self, unit: str, rule: TieRule) -> Fraction | None:
        """What a unit has by a rule of Đồng hạng, in points or in the measure of the result; more is better."""
        path, scale = rule.criterion or "", 10**self.cluster.places
        if rule.by is TieBy.BONUS:
            return Fraction(self.figures[unit]["bonus"], scale)
        if rule.by is TieBy.FEWER_DEDUCTIONS:
            return -Fraction(self.figures[unit]["deduction"], scale)
        if rule.by is TieBy.RESULT:
            actual = self.scored.outcomes[unit][path].actual
            return None if actual is None else self._sign(path) * Fraction(actual)
        if rule.by is TieBy.POINTS:
            if path in self.sections[unit]:
                return Fraction(int(self.sections[unit][path]), scale)  # with what is taken off as a negative number
            sign = -1 if self.cluster.tree.by_path[path].group is Group.DEDUCTION else 1
            return Fraction(sign * int(self.totals.criteria[path][unit]), scale)
        line = self.settled.get(unit)  # the place within the tie: a lower one is better
        return None if line is None else -Fraction(line.order)

    def _notes(self, placed: Order) -> dict[str, Reason]:
        """For each unit that a rule put above another of the same total, why; the last rule that did is the nearest."""
        return {split.above: self._note(split) for split in placed.splits}

    def _note(self, split: Split) -> Reason:
        tree, rule = self.cluster.tree, split.rule
        params = {
            "above": self.cluster.unit_of[split.above].name,
            "below": self.cluster.unit_of[split.below].name,
            "below_unit": split.below,
            "total": str(self._points(self.figures[split.above]["total"])),
            "label": tree.labels[rule.criterion] if rule.criterion else "",
            "had": self._as_written(rule, split.had),
            "against": self._as_written(rule, split.against),
            "ground": self.settled[split.above].ground if rule.by is TieBy.DECISION else "",
        }
        return Reason(f"tie-{rule.by.replace('_', '-')}", params)

    def _sign(self, path: str) -> int:
        """Of a criterion's results as a key where more is better."""
        return 1 if more_is_better(self.cluster.tree.by_path[path]) else -1

    def _as_written(self, rule: TieRule, value: Fraction) -> str:
        """What a unit had by a rule: a result as it was filled in (−2 stays −2), all else without the key's sign."""
        shown = self._sign(rule.criterion or "") * value if rule.by is TieBy.RESULT else abs(value)
        return f"{(Decimal(shown.numerator) / Decimal(shown.denominator)).normalize():f}"

    def _points(self, whole: int) -> Decimal:
        return unscaled(int(whole), self.cluster.places)

    def _standing(self, unit: str, rank: int, tied_with: tuple[str, ...], note: Reason | None) -> Standing:
        row, outcomes = self.figures[unit], self.scored.outcomes[unit]
        return Standing(
            unit=unit,
            name=self.cluster.unit_of[unit].name,
            rank=rank,
            total=self._points(row["total"]),
            max=self._points(row["max"]),
            percent=unscaled(round_half_up(self.shares[unit] * 100, self.digits), self.digits),
            base=self._points(row["base"]),
            bonus=self._points(row["bonus"]),
            deduction=self._points(row["deduction"]),
            class_=self._class(unit, Reached(int(row["total"]), int(row["max"]), outcomes)),
            sections={path: self._points(self.sections[unit][path]) for path in self._assigned(unit)},
            source=self.scored.sources[unit],
            tied_with=tied_with,
            tie_note=note,
            open=tuple(path for path, outcome in outcomes.items() if outcome.state not in SETTLED),
            at_stake=self._points(row["at_stake"]),
        )

    def _assigned(self, unit: str) -> Iterator[str]:
        """The sections of which a unit was assigned anything: the others are no zero."""
        outcomes, tree = self.scored.outcomes[unit], self.cluster.tree
        for section in tree.sections:
            below = (outcomes[leaf.path] for leaf in tree.leaves_below(section.path))
            if any(one.state is not NOT_ASSIGNED or one.points is not None for one in below):
                yield section.path

    def _class(self, unit: str, reached: Reached) -> str | None:
        """The class reached, held down where Khống chế says so (CT2579: discipline caps the class)."""
        order_of = {rule.name: number for number, rule in enumerate(self.cluster.classes)}
        found = class_of(self.cluster, reached)
        for cap in self.decisions.class_caps:
            if cap.unit == unit and found is not None and order_of[cap.class_name] > order_of[found]:
                found = cap.class_name
        return found


def _share(row: Figures) -> Fraction:
    """Total over the maximum of what was assigned; 0 where nothing was."""
    return Fraction(int(row["total"]), int(row["max"])) if row["max"] else Fraction(0)
