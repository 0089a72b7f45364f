"""Ties: which round of votes counts, and whom a sentence names."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise, permutations

import pytest

from emulation_cli.cluster.decisions import Vote
from emulation_cli.cluster.rules import TieBy, TieRule
from emulation_cli.scoring.ties import order, votes_among


def ballot(counts: Mapping[str, int], round_: int = 1, award: str | None = None) -> list[Vote]:
    return [Vote(award, unit, round_, 7, 7, 7, count, 7) for unit, count in counts.items()]


FIRST, SECOND = ballot({"A": 3, "B": 4}), ballot({"A": 5, "B": 2}, 2)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (FIRST, {"A": 3, "B": 4}),
        ([*SECOND, *FIRST], {"A": 5, "B": 2}),
        ([*FIRST, *SECOND[:1]], {"A": 3, "B": 4}),  # a second round without B says nothing about it
        (FIRST[:1], {}),
        (ballot({"A": 3, "B": 4}, award="Cờ"), {}),  # on an award
        ([*FIRST, *ballot({"A": 5, "B": 2}, 2, "Cờ")], {"A": 3, "B": 4}),
        (ballot({"A": 3, "B": 4, "C": 5}), {"A": 3, "B": 4}),
        (ballot({"C": 3, "D": 4}), {}),  # others
        ([*FIRST, *ballot({"A": 3, "C": 4}, 2)], {"A": 3, "B": 4}),
        ([], {}),
    ],
)
def test_the_last_round_in_which_all_of_them_stood(votes: list[Vote], expected: dict[str, int]) -> None:
    assert votes_among(votes, ["A", "B"]) == expected


@pytest.mark.parametrize("units", list(permutations("ABCD")))
@pytest.mark.parametrize("order_below", ["BDC", "CDB", "DBC"])
def test_the_sentence_names_the_next_unit_whatever_the_order_of_units(units: tuple[str, ...], order_below: str) -> None:
    """A by the first rule; of the three that are left each is next to one alone, whatever its name."""
    rules = (TieRule(TieBy.BONUS), TieRule(TieBy.FEWER_DEDUCTIONS))
    below = dict(zip(order_below, (9, 5, 3), strict=True))
    values = {rules[0]: {"A": 2, "B": 1, "C": 1, "D": 1}, rules[1]: {"A": 0, **below}}
    found = order(
        dict.fromkeys(units, 30), rules, lambda together, rule: {one: Fraction(values[rule][one]) for one in together}
    )
    assert found.places == [["A"], *([unit] for unit in order_below)]
    assert {(one.above, one.below) for one in found.splits} == set(pairwise("A" + order_below))
