"""Votes on the order of units that are equal: which round counts, and whose lines."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from emulation_cli.cluster.decisions import Vote
from emulation_cli.scoring.ties import votes_among


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
