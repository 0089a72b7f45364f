"""Who gets which award whichever way the ties are settled, each unit one award.

Units of one rank may come out in any order once the cluster decides; what holds in every order is sure, what holds in
some is open. Units of a rank that are eligible for the same awards are alike, so only the orders of kinds are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, product
from math import factorial, prod

MOST_ORDERS = 2_000  # with more, everything below the first award that hangs on a tie stays open
MOST_TIED = 12  # units of different kinds on one rank: their orders are not even counted beyond


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit in rank order, and for each award whether it may have it."""

    unit: str
    rank: int
    eligible: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What one award comes to. `units` get it in every order of ties; `tied` stand at its edge, equal, and only some of
    them get it; `waiting` get it in some orders, for an earlier award's tie; `reserved` places go to those waiting.
    `edge` is the rank at which it was full, None where it never is."""

    units: tuple[str, ...]
    tied: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    reserved: int = 0
    edge: int | None = None


@dataclass(slots=True)
class _Seen:
    """One award over all orders: how often each kind of unit got it, the ranks it was cut at and full at."""

    counts: list[dict[tuple[int, tuple[bool, ...]], int]] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)
    edges: list[int | None] = field(default_factory=list)


def settle(entrants: Sequence[Entrant], quotas: Sequence[int]) -> list[Settled]:
    """Every award in the order declared; `entrants` in rank order."""
    groups = [list(group) for _, group in groupby(entrants, key=lambda each: each.rank)]
    if prod(_orders(group) for group in groups) > MOST_ORDERS:
        return _cautious(entrants, quotas)
    seen = [_Seen() for _ in quotas]
    for way in product(*(list(_arrangements(group)) for group in groups)):
        _hand_out([each for group in way for each in group], quotas, seen)
    return [_settled(entrants, each) for each in seen]


def _orders(group: Sequence[Entrant]) -> int:
    """How many orders of kinds a rank has."""
    kinds = [each.eligible for each in group]
    if len(set(kinds)) > 1 and len(kinds) > MOST_TIED:
        return MOST_ORDERS + 1
    if len(set(kinds)) == 1:
        return 1
    return factorial(len(kinds)) // prod(factorial(kinds.count(kind)) for kind in set(kinds))


def _arrangements(group: Sequence[Entrant]) -> Iterator[list[Entrant]]:
    """The units of a rank in every order that differs by kind."""
    if len({each.eligible for each in group}) <= 1:
        yield list(group)
        return
    for kind in dict.fromkeys(each.eligible for each in group):
        first = next(each for each in group if each.eligible == kind)
        for rest in _arrangements([each for each in group if each is not first]):
            yield [first, *rest]


def _hand_out(order: list[Entrant], quotas: Sequence[int], seen: Sequence[_Seen]) -> None:
    """One order of the units: award after award, to whoever is next and may have it."""
    left = order
    for number, (quota, award) in enumerate(zip(quotas, seen, strict=True)):
        in_turn = [each for each in left if each.eligible[number]]
        named, after = in_turn[:quota], in_turn[quota:]
        if named and after and after[0].rank == named[-1].rank:
            award.cut.add(named[-1].rank)
        award.edges.append(named[-1].rank if named and len(named) == quota else None if quota else 0)
        counts: dict[tuple[int, tuple[bool, ...]], int] = {}
        for each in named:
            counts[each.rank, each.eligible] = counts.get((each.rank, each.eligible), 0) + 1
        award.counts.append(counts)
        left = _without(left, named)


def _without(left: Sequence[Entrant], named: Sequence[Entrant]) -> list[Entrant]:
    gone = {each.unit for each in named}
    return [each for each in left if each.unit not in gone]


def _settled(entrants: Sequence[Entrant], seen: _Seen) -> Settled:
    of_kind: dict[tuple[int, tuple[bool, ...]], int] = {}
    for each in entrants:
        of_kind[each.rank, each.eligible] = of_kind.get((each.rank, each.eligible), 0) + 1
    sure = {kind for kind, count in of_kind.items() if all(way.get(kind, 0) == count for way in seen.counts)}
    some = {kind for way in seen.counts for kind in way} - sure
    tied = {kind for kind in some if kind[0] in seen.cut}
    waiting = some - tied
    full = [edge for edge in seen.edges if edge is not None]
    return Settled(
        _named(entrants, sure),
        _named(entrants, tied),
        _named(entrants, waiting),
        max((sum(way.get(kind, 0) for kind in waiting) for way in seen.counts), default=0),
        max(full) if len(full) == len(seen.edges) else None,
    )


def _named(entrants: Sequence[Entrant], kinds: set[tuple[int, tuple[bool, ...]]]) -> tuple[str, ...]:
    return tuple(each.unit for each in entrants if (each.rank, each.eligible) in kinds)


def _cautious(entrants: Sequence[Entrant], quotas: Sequence[int]) -> list[Settled]:
    """Too many orders to try: awards as they come until one hangs on a tie, all behind it open."""
    found: list[Settled] = []
    left = list(entrants)
    for number, quota in enumerate(quotas):
        in_turn = [each for each in left if each.eligible[number]]
        named, after = in_turn[:quota], in_turn[quota:]
        cut = named[-1].rank if named and after and after[0].rank == named[-1].rank else None
        if any(one.tied or one.waiting for one in found):
            found.append(Settled((), (), tuple(each.unit for each in in_turn), min(quota, len(in_turn))))
            continue
        edge = named[-1].rank if named and len(named) == quota else None if quota else 0
        tied = tuple(each.unit for each in in_turn if each.rank == cut)
        sure = [each for each in named if each.rank != cut]
        found.append(Settled(tuple(each.unit for each in sure), tied, edge=edge))
        left = _without(left, sure)
    return found
