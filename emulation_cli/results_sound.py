"""Whether results read from a file hold together: somebody may have edited it by hand, or cut it short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.problems import Severity
from emulation_cli.results import Results, Score, Standing
from emulation_cli.scoring.outcome import State

STATUSES = ("official", "provisional")
MOST_PLACES = 4
MOST_DIGITS = 15  # before and behind the mark, far beyond any points


def first_flaw(results: Results) -> str:
    """What does not fit, as 'where: value'; '' where every unit and criterion named is one of the cluster's, every
    unit's scores are all there, and every word and number is one that a tally writes."""
    return next(_flaws(results), "")


def _flaws(results: Results) -> Iterator[str]:
    if results.status not in STATUSES:
        yield f"status: {results.status}"
    if not 0 <= results.cluster.places <= MOST_PLACES:
        yield f"cluster.places: {results.cluster.places}"
    yield from _unknown("unit", set(results.cluster.unit_of), _units(results))
    # before the tree is made, which takes every criterion's parent for granted
    paths = {criterion.path for criterion in results.cluster.criteria}
    yield from _unknown("criterion", paths, _criteria(results))
    yield from (f"severity: {one.severity}" for one in results.problems if one.severity not in set(Severity))
    yield from _scores(results)
    yield from (f"standings.{one.unit}: {value}" for one in results.standings for value in _odd(one))


def _unknown(kind: str, known: set[str], named: Iterable[str | None]) -> Iterator[str]:
    yield from (f"{kind}: {name}" for name in named if name is not None and name not in known)


def _lists(results: Results) -> Iterator[Any]:
    """Every item that tells of a unit or a criterion; problems and files may name one that is none."""
    yield from (*results.standings, *results.unranked, *results.highlights, *results.scores)
    yield from (*results.changes, *results.effects, *results.appraisals, *results.cluster.targets)
    for field in fields(Decisions):
        yield from getattr(results.decisions, field.name)


def _units(results: Results) -> Iterator[str | None]:
    yield from (getattr(one, "unit", None) for one in _lists(results))
    for standing in results.standings:
        yield from standing.tied_with
    for award in results.awards:
        yield from (*award.units, *award.tied, *award.held, *award.waiting, *(one.unit for one in award.passed_over))


def _criteria(results: Results) -> Iterator[str | None]:
    yield from (one.path.rpartition(".")[0] or None for one in results.cluster.criteria)
    yield from (getattr(one, "criterion", None) for one in _lists(results))
    for standing in results.standings:
        yield from (*standing.sections, *standing.open)


def _scores(results: Results) -> Iterator[str]:
    """A unit's scores are those of every leaf, or none at all."""
    found: dict[str, set[str]] = {}
    for score in results.scores:
        found.setdefault(score.unit, set()).add(score.criterion)
        yield from (f"scores.{score.unit}.{score.criterion}: {value}" for value in _odd(score))
        if score.state not in set(State):
            yield f"state: {score.state}"
    leaves = {leaf.path for leaf in results.cluster.tree.leaves}
    yield from (f"scores.{unit}: {min(leaves ^ given)}" for unit, given in found.items() if given != leaves)


def _odd(one: Standing | Score) -> Iterator[Decimal]:
    """Numbers that no sheet holds: too large, or with too many digits."""
    for field in fields(one):
        value = getattr(one, field.name)
        if isinstance(value, Decimal) and (value.adjusted() > MOST_DIGITS or -value.as_tuple().exponent > MOST_DIGITS):  # type: ignore[operator]
            yield value
