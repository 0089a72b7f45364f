"""Why a unit has its rank and its class: the neighbours, the ties, and what the next better class asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind, RankBy
from emulation_cli.decimals import scaled
from emulation_cli.reports.explain_steps import Step, step
from emulation_cli.reports.filters import joined
from emulation_cli.reports.reckoning import UnitCase
from emulation_cli.results import Reason, Results, Score, Standing
from emulation_cli.scoring.classes import Reached, class_of
from emulation_cli.scoring.items import Sum, earned, standard_items
from emulation_cli.scoring.outcome import Outcome, State

KEYS = {RankBy.TOTAL: "total", RankBy.STANDARD: "base", RankBy.PERCENT: "percent"}
MOST_NAMED = 6  # criteria that fail a condition


def rank_steps(results: Results, one: Standing) -> tuple[Step, ...]:
    """The rank, who shares it, the next above and below and by how much."""
    key, standings = KEYS[results.cluster.rank_by], results.standings
    steps = [step(f"rank-by-{key}", rank=one.rank, of=len(standings), own=getattr(one, key))]
    if one.tied_with:
        units = results.cluster.unit_of
        steps.append(step("tied", {"units": joined(units[unit].name for unit in one.tied_with)}))
    steps += [*_neighbour("above", _above(standings, one), one, key)]
    steps += [*_neighbour("below", _above(list(reversed(standings)), one), one, key)]
    return tuple(steps)


def _above(standings: Sequence[Standing], one: Standing) -> Standing | None:
    """The nearest in the list before those that share a unit's rank."""
    found = None
    for other in standings:
        if other.rank == one.rank:
            return found
        found = other
    return None


def _neighbour(side: str, other: Standing | None, one: Standing, key: str) -> Iterator[Step]:
    if other is None:
        return
    own, theirs = getattr(one, key), getattr(other, key)
    words = {"unit": other.name}
    code = f"{side}-equal" if own == theirs else f"{side}-percent" if key == "percent" else side
    yield step(code, words, rank=other.rank, theirs=theirs, gap=abs(own - theirs))


def tie_notes(results: Results, one: Standing) -> tuple[Reason, ...]:
    """How ties around a unit were settled: why it stands above the next, why another stands above it."""
    found = [one.tie_note] if one.tie_note else []
    for other in results.standings:
        note = other.tie_note
        if note and other.unit != one.unit and note.params.get("below_unit") in (one.unit, *one.tied_with):
            found.append(note)
    return tuple(found)


def class_steps(results: Results, case: UnitCase, one: Standing) -> tuple[Step, ...]:
    """The class, then for each better one what it asks and the unit does not have."""
    cluster, places = results.cluster, results.cluster.places
    if not cluster.classes:
        return ()
    outcomes = {path: _outcome(score, places) for path, score in case.scores.items()}
    reached = Reached(scaled(one.total, places), scaled(one.max, places), outcomes)
    first = step("class", {"name": one.class_}) if one.class_ else step("class-none")
    steps = [first]
    for rule in cluster.classes:
        if rule.name == one.class_:
            break
        steps += _missed(results, case, rule, reached, one)
    return tuple(steps)


def _outcome(score: Score, places: int) -> Outcome:
    points = None if score.points is None else scaled(score.points, places)
    return Outcome(State(score.state), points, maximum=scaled(score.max, places))


def _missed(results: Results, case: UnitCase, rule: ClassRule, reached: Reached, one: Standing) -> Iterator[Step]:
    """What of a class is not reached; where all of it is, the decision that holds the unit down."""
    holds = {asked: _holds(case, asked, reached) for asked in _apart(rule)}
    for asked, held in holds.items():
        if held:
            continue
        yield _condition(case, asked.name, asked.conditions[0], reached) if asked.conditions else _threshold(asked, one)
    if all(holds.values()):
        caps = [cap.reason for cap in results.decisions.class_caps if cap.unit == one.unit]
        yield step("class-capped", {"name": rule.name, "reason": joined(caps)})


def _apart(rule: ClassRule) -> list[ClassRule]:
    """The threshold and each condition as a rule of its own."""
    free = replace(rule, threshold=Decimal(0), strictly=False)
    return [replace(rule, conditions=()), *(replace(free, conditions=(one,)) for one in rule.conditions)]


def _holds(case: UnitCase, rule: ClassRule, reached: Reached) -> bool:
    return class_of(replace(case.cluster, classes=(rule,)), reached) is not None


def _threshold(rule: ClassRule, one: Standing) -> Step:
    words = {"name": rule.name, "compared": ">" if rule.strictly else "≥"}
    if rule.percent:
        return step("class-percent", words, limit=rule.threshold, percent=one.percent)
    return step("class-points", words, limit=rule.threshold, total=one.total)


def _condition(case: UnitCase, name: str, condition: Condition, reached: Reached) -> Step:
    """A condition with the criteria or sections that fail it."""
    labels = case.cluster.tree.labels
    sums: dict[str, tuple[int, int]] = {}
    for path, (points, maximum) in _earned(case.cluster, reached).items():
        at = path.partition(".")[0] if condition.kind is ConditionKind.EVERY_SECTION else path
        earlier = sums.get(at, (0, 0))
        sums[at] = (earlier[0] + points, earlier[1] + maximum)
    least = condition.percent or Decimal(0)
    if condition.kind is ConditionKind.NO_ZERO:
        failed = [path for path, (points, _) in sums.items() if points <= 0]
    else:
        failed = [path for path, (points, maximum) in sums.items() if points * 100 < least * maximum]
    named = ", ".join(labels[path] for path in failed[:MOST_NAMED]) + (", …" if len(failed) > MOST_NAMED else "")
    words = {"name": name, "where": named}
    return step(f"class-{condition.kind.replace('_', '-')}", words, least=least, count=len(failed))


def _earned(cluster: Cluster, reached: Reached) -> Mapping[str, Sum]:
    """(points, maximum) of the assigned chuẩn leaves by path; the alternatives of a chọn một are one.

    An open one has 0, so that no class is given too early; points above a target (vượt) are bonus, not chuẩn.
    """
    return {
        item.criterion.path: found
        for inside in standard_items(cluster.tree).values()
        for item, found in zip(inside, earned(inside, reached.outcomes), strict=True)
        if found is not None
    }
