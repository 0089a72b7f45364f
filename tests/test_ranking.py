"""Ranks and what is printed beside them: 1, 2, 2, 4, by exact keys and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders import Row, cluster, results
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.rules import RankBy, TieBy, TieRule
from emulation_cli.decimals import round_half_up
from emulation_cli.scoring.ranking import digits_apart
from emulation_cli.scoring.ties import order

D = Decimal
ROWS: list[Row] = [("1", "direct", 100), ("2", "direct", 20, {"group": "bonus"})]


def none(together: Sequence[str], rule: TieRule) -> dict[str, Fraction]:
    return {}


def ranked(keys: dict[str, Any]) -> dict[str, int]:
    return order(keys, (), none).ranks()


def standings(sheets: dict[str, tuple[Any, Any]], **given: Any) -> list[tuple[str, int, tuple[str, ...]]]:
    agreed = cluster(*ROWS, units="A B C D", **given)
    found = results(agreed, {unit: {"1": one, "2": two} for unit, (one, two) in sheets.items()})
    return [(one.unit, one.rank, one.tied_with) for one in found.standings]


def test_equal_totals_share_a_rank_and_the_next_is_skipped() -> None:
    assert ranked({"A": 5, "B": 9, "C": 9, "D": 3}) == {"B": 1, "C": 1, "A": 3, "D": 4}
    assert ranked({"A": 9, "B": 7, "C": 7, "D": 3}) == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert ranked({"A": 1, "B": 1, "C": 1}) == {"A": 1, "B": 1, "C": 1}
    assert ranked({"A": 0}) == {"A": 1}
    assert ranked({}) == {}


def test_ties_name_each_other_in_the_cluster_s_order() -> None:
    found = standings({"D": (80, 0), "C": (70, 10), "A": (90, 0), "B": (80, 0)})
    assert found == [("A", 1, ()), ("B", 2, ("C", "D")), ("C", 2, ("B", "D")), ("D", 2, ("B", "C"))]


def test_a_hundredth_is_enough() -> None:
    found = standings({"A": (D("79.99"), 0), "B": (80, 0)})
    assert [unit for unit, _, _ in found] == ["B", "A"]


def test_units_are_ranked_by_what_was_agreed() -> None:
    sheets = {"A": (80, 15), "B": (90, 0)}
    assert [unit for unit, _, _ in standings(sheets)] == ["A", "B"]
    assert [unit for unit, _, _ in standings(sheets, rank_by=RankBy.STANDARD)] == ["B", "A"]
    assert [unit for unit, _, _ in standings(sheets, rank_by=RankBy.PERCENT)] == ["A", "B"]


def test_percents_are_compared_exactly() -> None:
    """1/3 and 0,3333 print alike at four digits and are not a tie."""
    rows: list[Row] = [("1", "direct", 3), ("2", "direct", 9997)]
    agreed = cluster(*rows, units="A B", rank_by=RankBy.PERCENT, targets={("A", "2"): None})
    first, second = results(agreed, {"A": {"1": 1}, "B": {"1": 3, "2": 3330}}).standings
    assert (first.unit, second.unit) == ("A", "B")
    assert (str(first.percent), str(second.percent)) == ("33.333", "33.330")


@pytest.mark.parametrize(
    ("shares", "digits"),
    [
        ({}, 2),
        ({"A": Fraction(1, 3)}, 2),
        ({"A": Fraction(1, 3), "B": Fraction(1, 3)}, 2),
        ({"A": Fraction(1, 3), "B": Fraction(33333, 100000)}, 4),
        ({"A": Fraction(2, 3), "B": Fraction(666666, 10**6), "C": Fraction(0)}, 4),
        ({"A": Fraction(1, 2), "B": Fraction(1, 2) + Fraction(1, 10**20)}, 12),
    ],
)
def test_a_percent_has_as_many_digits_as_tell_two_neighbours_apart(shares: dict[str, Fraction], digits: int) -> None:
    assert digits_apart(shares) == digits


KEYS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.fractions(0, 5, max_denominator=4), max_size=8)


@given(KEYS)
def test_a_rank_is_one_more_than_how_many_stand_above(keys: dict[str, Fraction]) -> None:
    assert ranked(keys) == {unit: 1 + sum(other > key for other in keys.values()) for unit, key in keys.items()}


@given(KEYS)
def test_ranks_come_from_the_top_and_equals_in_the_order_given(keys: dict[str, Fraction]) -> None:
    found = ranked(keys)
    assert list(found) == sorted(keys, key=lambda unit: (found[unit], list(keys).index(unit)))


@given(KEYS, st.sampled_from("ABCDEFGH"), st.fractions(0, 5, max_denominator=4))
def test_raising_one_key_never_worsens_its_rank(keys: dict[str, Fraction], unit: str, more: Fraction) -> None:
    if unit in keys:
        assert ranked({**keys, unit: keys[unit] + more})[unit] <= ranked(keys)[unit]


@given(st.dictionaries(st.text("ABCDEF", min_size=1, max_size=2), st.fractions(0, 1, max_denominator=997), max_size=8))
@settings(max_examples=50)
def test_different_percents_never_print_alike(shares: dict[str, Fraction]) -> None:
    digits = digits_apart(shares)
    printed = {round_half_up(share * 100, digits) for share in shares.values()}
    assert len(printed) == len(set(shares.values()))


def test_a_declared_chain_settles_a_tie_and_what_remains_shares_the_rank() -> None:
    by_section = (TieRule(TieBy.POINTS, "1"), TieRule(TieBy.BONUS))
    sheets = {"A": (80, 10), "B": (85, 5), "C": (80, 10), "D": (90, 1)}
    found = standings(sheets, ties=by_section)
    assert found == [("D", 1, ()), ("B", 2, ()), ("A", 3, ("C",)), ("C", 3, ("A",))]
    assert [unit for unit, _, _ in standings(sheets, ties=(TieRule(TieBy.BONUS),))] == ["D", "A", "C", "B"]
