"""The kinds of scoring, each sentence of the table in formats.md with points worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders import band, criteria
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.scoring.kinds import KINDS, allows, computed, more_is_better

D = Decimal


def criterion(kind: str, maximum: Any = 10, **rules: Any) -> Criterion:
    return criteria(("1", kind, maximum, rules))[0]


def points(kind: str, actual: Any, target: Any = None, maximum: Any = 10, **rules: Any) -> Fraction:
    given_target = None if target is None else D(str(target))
    return computed(criterion(kind, maximum, **rules), D(str(actual)), given_target)


def test_every_kind_that_is_built_has_its_function() -> None:
    assert set(KINDS) == {Kind.PASS, Kind.COUNT, Kind.COUNT_DOWN, Kind.RATIO, Kind.BAND}


def test_pass_gives_everything_or_nothing() -> None:
    assert points("pass", 1, maximum="2.5") == Fraction("2.5")
    assert points("pass", 0, maximum="2.5") == 0


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 5), (3, 15), (4, 20), (5, 20), (1000, 20)])
def test_a_count_gives_its_points_up_to_the_maximum(count: int, expected: int) -> None:
    assert points("count", count, maximum=20, points=5) == expected


def test_fifty_people_of_two_fifths_of_a_point_are_twenty() -> None:
    assert points("count", 50, maximum=20, points="0.4") == 20  # CT157 tiêu chí 1
    assert points("count", 44, maximum=20, points="0.4") == Fraction("17.6")


@pytest.mark.parametrize(("count", "expected"), [(0, 10), (1, 8), (4, 2), (5, 0), (6, 0), (1000, 0)])
def test_counting_down_never_goes_below_zero(count: int, expected: int) -> None:
    assert points("count_down", count, points=2) == expected


@pytest.mark.parametrize(
    ("actual", "target", "expected"),
    [
        (0, 100, 0),
        (50, 100, 5),
        (100, 100, 10),
        (150, 100, 10),  # at most the maximum
        (1, 3, Fraction(10, 3)),
        (2, 3, Fraction(20, 3)),
        ("0.1", "0.3", Fraction(10, 3)),
    ],
)
def test_a_ratio_is_the_maximum_times_actual_over_target(actual: Any, target: Any, expected: Any) -> None:
    assert points("ratio", actual, target) == expected


def test_a_ratio_needs_a_target() -> None:
    with pytest.raises(ValueError, match="None"):
        points("ratio", 5)


@pytest.mark.parametrize(
    ("actual", "expected"), [("69.999", 0), (70, 7), ("70.001", Fraction("7.0001")), (100, 10), (0, 0)]
)
def test_below_the_floor_there_is_nothing(actual: Any, expected: Any) -> None:
    assert points("ratio", actual, 100, floor=70) == expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (100, 10),
        ("99.5", 10),  # half a percent short is no whole percent
        (99, 5),
        ("98.01", 5),
        (98, 0),
        (50, 0),  # never below 0
        (120, 10),
    ],
)
def test_each_whole_percent_short_costs(actual: Any, expected: int) -> None:
    assert points("ratio", actual, 100, shortfall=5, shortfall_step=1) == expected


def test_a_step_may_be_more_or_less_than_one_percent() -> None:
    assert points("ratio", 91, 100, shortfall=1, shortfall_step=2) == 6  # 9 short: 4 whole steps of 2
    assert points("ratio", "99.2", 100, shortfall=1, shortfall_step="0.25") == 7  # 0,8 short: 3 steps
    assert points("ratio", 109, 100, excess="0.5", excess_step=2, excess_cap=3) == 12


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (100, 10),
        ("100.99", 10),
        (101, Fraction("10.5")),
        ("103.999", Fraction("11.5")),
        (106, 13),
        (107, 13),  # trần=3
        (500, 13),
        (99, Fraction("9.9")),
    ],
)
def test_each_whole_percent_above_gives_a_bonus_up_to_its_cap(actual: Any, expected: Any) -> None:
    assert points("ratio", actual, 100, excess="0.5", excess_step=1, excess_cap=3) == expected


def test_a_bonus_without_a_cap_grows_on() -> None:
    assert points("ratio", 300, 100, excess=1, excess_step=1) == 210


def test_percents_are_whole_by_exact_fractions() -> None:
    """7/10 of 100 is no 69.99…; 1.15 of 1 is exactly 15 percent above."""
    assert points("ratio", "0.7", 1, floor=70) == 7
    assert points("ratio", "1.15", 1, excess=1, excess_step=1, excess_cap=100) == 25
    assert points("ratio", "0.71", 1, shortfall="0.1", shortfall_step=1) == Fraction("7.1")


@pytest.mark.parametrize(
    ("actual", "expected"), [(0, 10), (4, 10), (5, 10), (10, 5), (20, Fraction("2.5")), (15, Fraction(10, 3))]
)
def test_where_less_is_better_the_ratio_turns_round(actual: int, expected: Any) -> None:
    assert points("ratio", actual, 5, less_is_better=True) == expected


def test_floor_shortfall_and_excess_turn_round_as_well() -> None:
    assert points("ratio", 10, 5, less_is_better=True, floor=51) == 0  # T/A = 50 %
    assert points("ratio", 10, 5, less_is_better=True, floor=50) == 5
    assert points("ratio", "1.25", 1, less_is_better=True, shortfall="0.25", shortfall_step=1) == 5  # 20 % short
    assert points("ratio", 4, 5, less_is_better=True, excess="0.1", excess_step=1, excess_cap=9) == Fraction("12.5")
    assert points("ratio", 0, 5, less_is_better=True, excess=1, excess_step=1, excess_cap=9) == 19  # none is better


CT157 = (band(5, 100), band(4, 95), band(3, 90), band(2, 88))


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(100, 5), (101, 5), ("99.99", 4), (95, 4), ("94.999999", 3), (90, 3), (88, 2), ("87.9", 0), (0, 0)],
)
def test_the_first_band_that_holds_gives_its_points(actual: Any, expected: int) -> None:
    assert points("band", actual, maximum=5, bands=CT157) == expected


def test_with_a_target_percents_are_of_the_target() -> None:
    assert points("band", 19, 20, maximum=5, bands=CT157) == 4
    assert points("band", 20, 20, maximum=5, bands=CT157) == 5
    assert points("band", 189, 200, maximum=5, bands=CT157) == 3


def test_bands_without_percent_look_at_the_result_itself() -> None:
    bands = (band(5, 10, percent=False), band(2, 3, percent=False))
    assert points("band", 10, 1000, maximum=5, bands=bands) == 5
    assert points("band", 3, maximum=5, bands=bands) == 2


@pytest.mark.parametrize(("actual", "expected"), [("87.99", 0), (88, 2), ("89.99", 2), (90, 0)])
def test_a_range_may_leave_its_upper_edge_out(actual: Any, expected: int) -> None:
    assert points("band", actual, maximum=5, bands=[band(2, 88, 90)]) == expected


@pytest.mark.parametrize(("actual", "expected"), [(88, 0), ("88.01", 2), (90, 2), ("90.01", 0)])
def test_edges_are_taken_as_they_are_written(actual: Any, expected: int) -> None:
    edges = band(2, 88, 90, low_included=False, high_included=True)
    assert points("band", actual, maximum=5, bands=[edges]) == expected


def test_a_band_may_be_open_below() -> None:
    bands = [band(5, high=2, high_included=True, percent=False), band(1, percent=False)]
    assert [points("band", actual, maximum=5, bands=bands) for actual in (0, 2, "2.1", 99)] == [5, 5, 1, 1]


# Scores typed without a result: what the kind could give


@pytest.mark.parametrize(
    ("one", "possible", "impossible"),
    [
        (criterion("pass"), [0, 10], [5, "9.99"]),
        (criterion("direct"), [0, 5, 10], []),
        (criterion("count", 20, points=5), [0, 5, 15, 20], [3, "7.5"]),
        (criterion("count", 18, points=5), [0, 15, 18], [16]),
        (criterion("count_down", 10, points=3), [10, 7, 4, 1, 0], [9, 3]),
        (criterion("ratio"), [0, "0.01", 5, 10], []),
        (criterion("ratio", floor=70), [0, 7, "8.5", 10], ["0.01", 5, "6.99"]),
        (criterion("ratio", shortfall=3, shortfall_step=1), [10, 7, 4, 1, 0], [9, 5, "9.5"]),
        (criterion("band", 5, bands=CT157), [0, 2, 3, 4, 5], [1, "4.5"]),
        (criterion("band", 6, bands=CT157), [0, 5], [6]),
        (criterion("leader"), [], [0, 5, 10]),
        (criterion("mean"), [], [0, 10]),
    ],
)
def test_a_typed_score_must_be_one_that_the_kind_can_give(
    one: Criterion, possible: list[Any], impossible: list[Any]
) -> None:
    assert [value for value in possible if not allows(one, D(str(value)), 2)] == []
    assert [value for value in impossible if allows(one, D(str(value)), 2)] == []


def test_a_rate_finer_than_points_are_rounds_before_it_is_compared() -> None:
    third = criterion("count", 10, points="0.333")
    assert allows(third, D("0.67"), 2)  # 2 × 0,333 = 0,666
    assert not allows(third, D("0.5"), 2)
    down = criterion("count_down", 10, points="0.125")
    assert allows(down, D("9.88"), 2)  # 9,875
    assert not allows(down, D("9.87"), 2)


# Properties


AMOUNTS = st.decimals(0, 1000, allow_nan=False, places=2)
TARGETS = st.decimals("0.01", 1000, allow_nan=False, places=2)
RULES = st.sampled_from(
    [{}, {"floor": 70}, {"shortfall": 5, "shortfall_step": 1}, {"excess": "0.5", "excess_step": 1, "excess_cap": 3}]
)


@given(AMOUNTS, AMOUNTS, TARGETS, RULES, st.booleans())
def test_a_better_result_never_gives_fewer_points(one: Any, other: Any, target: Any, rules: Any, less: bool) -> None:
    worse, better = sorted((one, other), reverse=less)
    rules = {**rules, "less_is_better": less}
    assert points("ratio", worse, target, **rules) <= points("ratio", better, target, **rules)


def test_nothing_at_all_of_what_should_be_little_is_the_best_result() -> None:
    rules = {"less_is_better": True, "excess": "0.5", "excess_step": 1, "excess_cap": 3}
    assert [points("ratio", actual, 2, **rules) for actual in (2, "0.01", 0)] == [10, 13, 13]
    assert points("ratio", 0, 2, less_is_better=True) == 10


@given(AMOUNTS, TARGETS, RULES, st.integers(1, 50))
def test_the_unit_of_measure_does_not_matter(actual: Any, target: Any, rules: Any, scale: int) -> None:
    assert points("ratio", actual, target, **rules) == points("ratio", actual * scale, target * scale, **rules)


@given(AMOUNTS, TARGETS, RULES)
def test_points_stay_between_nothing_and_maximum_plus_cap(actual: Any, target: Any, rules: Any) -> None:
    assert 0 <= points("ratio", actual, target, **rules) <= 10 + int(rules.get("excess_cap", 0))


@given(st.integers(0, 100), st.decimals("0.001", 10, places=3))
def test_what_a_count_gives_is_allowed(count: int, each: Any) -> None:
    for kind in ("count", "count_down"):
        one = criterion(kind, 20, points=each)
        value = computed(one, D(count), None)
        assert allows(one, unscaled(round_half_up(value, 2), 2), 2)


FINE = st.decimals("0.001", 4, places=3)


@given(AMOUNTS, TARGETS, RULES, st.booleans(), FINE, FINE)
def test_what_a_kind_gives_is_allowed_however_fine(
    actual: Any, target: Any, rules: Any, less: bool, fine: Any, cap: Any
) -> None:
    """Points of a band, a rate or a ceiling with more decimals than points have are rounded; so is what is allowed."""
    finer = {"excess": fine, "excess_step": 1, "excess_cap": cap}
    bands = [band(fine, 300, percent=False), band(cap, 10, percent=False)]
    for one in (
        criterion("ratio", 10, **rules, less_is_better=less),
        criterion("ratio", 10, **finer),
        criterion("ratio", 10, shortfall=fine, shortfall_step=1),
        criterion("band", 4, bands=bands),
        criterion("pass", 10),
    ):
        value = max(0, round_half_up(computed(one, actual, target), 2))
        assert allows(one, unscaled(value, 2), 2)


@pytest.mark.parametrize(
    ("one", "more"),
    [
        (criterion("count", points=2), True),
        (criterion("count_down", points=2), False),
        (criterion("ratio"), True),
        (criterion("ratio", less_is_better=True), False),
        (criterion("mean", less_is_better=True), False),
        (criterion("count", points=2, group="deduction"), False),
        (criterion("count_down", points=2, group="deduction"), True),
        (criterion("band", bands=CT157), True),
        (criterion("band", bands=[band(1, 5), band(5, 0, 5)]), False),
        (criterion("band", bands=[band(5, high=2), band(1, 2)]), False),
        (criterion("band", bands=[band(5, 2), band(1, high=2)]), True),
        (criterion("band", bands=[band(5, 2)]), True),
        (criterion("band", bands=[band(5, high=2)]), False),
        (criterion("band", bands=[]), True),
    ],
)
def test_whether_a_larger_result_is_the_better_one(one: Criterion, more: bool) -> None:
    assert more_is_better(one) is more


def test_a_maximum_or_points_of_nothing_give_nothing() -> None:
    assert [points(kind, 1, 1, maximum=0) for kind in ("pass", "ratio")] == [0, 0]
    assert points("count", 3, maximum=10, points=0) == 0
    assert points("count_down", 3, maximum=10, points=0) == 10
    nothing = criterion("pass", 0)
    assert (allows(nothing, D(0), 2), allows(nothing, D(1), 2)) == (True, False)
    assert not allows(criterion("count", 10, points=0), D(3), 2)
    assert not allows(criterion("ratio", 10, shortfall=0, shortfall_step=1), D(3), 2)


def test_where_no_step_is_given_it_is_one_percent() -> None:
    assert points("ratio", 97, 100, shortfall="0.5") == Fraction("8.5")
    assert points("ratio", 103, 100, excess="0.5") == Fraction("11.5")


def test_what_is_above_the_maximum_is_whole_steps_of_vuot() -> None:
    free = criterion("ratio", 10, excess="0.3", excess_step=1)
    assert [value for value in ("10.3", "10.6", "13", "10.5") if allows(free, D(value), 2)] == ["10.3", "10.6", "13"]
    capped = criterion("ratio", 10, excess="0.3", excess_step=1, excess_cap="0.5")
    assert [value for value in ("10.3", "10.5", "10.4") if allows(capped, D(value), 2)] == ["10.3", "10.5"]


@pytest.mark.parametrize(
    ("one", "near"),
    [
        (criterion("band", 5, bands=[band(5, 90), band(4, 50)]), "4.59"),
        (criterion("count", 20, points=5), "4.59"),
        (criterion("count_down", 20, points=5), "14.51"),
        (criterion("ratio", 20, shortfall=5, shortfall_step=1), "14.51"),
        (criterion("ratio", 20, excess=5, excess_step=1), "25.4"),
    ],
)
def test_what_is_merely_near_is_not_rounded_to_what_the_kind_gives(one: Criterion, near: str) -> None:
    """A cluster that scores in whole points: 4,59 is a slip, and no 5."""
    assert not allows(one, D(near), 0)
    assert allows(one, D(round_half_up(D(near), 0)), 0)


def test_a_value_finer_than_points_are_is_allowed_as_it_is_and_as_it_is_rounded() -> None:
    one = criterion("band", 5, bands=[band("0.125", 90)])
    assert [value for value in ("0.125", "0.13", "0.12", "0.126") if allows(one, D(value), 2)] == ["0.125", "0.13"]


def test_a_score_below_what_the_last_step_short_leaves_is_not_possible() -> None:
    tens = criterion("ratio", 10, shortfall="0.5", shortfall_step=10)  # nothing done at all is ten steps: 5 is left
    assert [value for value in (10, "9.5", 5, "4.5", 3, 0) if allows(tens, D(value), 2)] == [10, "9.5", 5, 0]
    floored = criterion("ratio", 10, shortfall=2, shortfall_step=1, floor=98)  # two steps, then nothing
    assert [value for value in (10, 8, 6, 4, 2, 0) if allows(floored, D(value), 2)] == [10, 8, 6, 0]


def test_a_score_above_tran_is_not_possible() -> None:
    capped = criterion("ratio", 10, excess="0.5", excess_step=1, excess_cap=3)
    assert [value for value in ("10.5", 13, "13.5", 14) if allows(capped, D(value), 2)] == ["10.5", 13]
