"""Who gets which award whichever way ties are settled, against every order of the units themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, permutations, product
from random import Random

import pytest

from emulation_cli.scoring.settling import MOST_ORDERS, Entrant, Settled, settle

Way = list[tuple[list[Entrant], list[Entrant]]]  # an award's winners, and who was behind them


def entrants(*ranks: str) -> list[Entrant]:
    """A word a rank, a unit a number of it: the awards that it may have ('01' both, '-' none)."""
    awards = 1 + max(int(letter) for rank in ranks for letter in rank if letter.isdigit())
    found: list[Entrant] = []
    for rank in ranks:
        place = len(found) + 1
        for may in rank.split():
            eligible = tuple(str(number) in may for number in range(awards))
            found.append(Entrant(f"u{len(found) + 1}", place, eligible))
    return found


def every_order(units: Sequence[Entrant]) -> Iterator[list[Entrant]]:
    groups = [list(group) for _, group in groupby(units, key=lambda one: one.rank)]
    for way in product(*(permutations(group) for group in groups)):
        yield [one for group in way for one in group]


def handed_out(order: list[Entrant], quotas: Sequence[int]) -> Way:
    found: Way = []
    for number, quota in enumerate(quotas):
        had = {one.unit for winners, _ in found for one in winners}
        able = [one for one in order if one.eligible[number] and one.unit not in had]
        found.append((able[:quota], able[quota:]))
    return found


def expected(units: Sequence[Entrant], quotas: Sequence[int]) -> list[Settled]:
    ways = [handed_out(order, quotas) for order in every_order(units)]
    return [_one(units, [way[number] for way in ways], quota) for number, quota in enumerate(quotas)]


def _one(units: Sequence[Entrant], ways: Sequence[tuple[list[Entrant], list[Entrant]]], quota: int) -> Settled:
    won = [{one.unit for one in winners} for winners, _ in ways]
    cut = {winners[-1].rank for winners, after in ways if winners and after and winners[-1].rank == after[0].rank}
    sure = [one.unit for one in units if all(one.unit in names for names in won)]
    some = [one for one in units if one.unit not in sure and any(one.unit in names for names in won)]
    waiting = [one.unit for one in some if one.rank not in cut]
    full = [winners[-1].rank if winners else 0 for winners, _ in ways if len(winners) == quota]
    return Settled(
        tuple(sure),
        tuple(one.unit for one in some if one.rank in cut),
        tuple(waiting),
        max(len(names & set(waiting)) for names in won),
        max(full) if len(full) == len(ways) else None,
    )


def test_every_small_case_by_all_orders_of_its_units() -> None:
    random = Random(4)
    for _ in range(400):
        kinds = ["0", "1", "01", "-", "2", "012"]
        ranks = [" ".join(random.choices(kinds, k=random.randint(1, 3))) for _ in range(random.randint(1, 3))]
        units = entrants(*ranks, "012")
        quotas = [random.randint(0, 3) for _ in range(3)]
        assert settle(units, quotas) == expected(units, quotas), (ranks, quotas)


def test_nobody_and_no_place() -> None:
    assert settle([], [1]) == [Settled((), edge=None)]
    assert settle(entrants("0 0"), [0]) == [Settled((), edge=0)]


BELOW = "1"  # a unit of the next rank that may have the second award alone


def behind_a_tie(first: str, *others: str) -> list[Settled]:
    """Two awards, of one unit and of two. On the first rank all are tied for the first award, one may have the second
    as well; so the unit below is sure of the second in every order, which the cautious answer leaves open."""
    return settle(entrants(first, BELOW, *others), [1, 2])


def test_twelve_units_of_one_rank_are_tried_and_thirteen_are_not() -> None:
    tried = behind_a_tie(" ".join(["01", *["0"] * 11]))[1]
    assert (tried.units, tried.waiting, tried.reserved) == (("u13",), ("u1",), 1)
    cautious = behind_a_tie(" ".join(["01", *["0"] * 12]))[1]
    assert (cautious.units, cautious.waiting) == ((), ("u1", "u14"))


def test_thirteen_units_of_one_kind_have_one_order() -> None:
    first, second = settle(entrants(" ".join(["0"] * 13), "1"), [1, 1])
    assert (first.units, len(first.tied)) == ((), 13)
    assert second.units == ("u14",)


@pytest.mark.parametrize(("more", "sure"), [((), ("u3",)), (("1 -",), ())])
def test_two_thousand_orders_are_tried_and_more_are_not(more: tuple[str, ...], sure: tuple[str, ...]) -> None:
    pairs, fives = ["1 -"] * 3, ["1 - - - -"] * 3
    assert MOST_ORDERS == 2000 == 2 * 2**3 * 5**3
    assert behind_a_tie("01 0", *pairs, *fives, *more)[1].units == sure
