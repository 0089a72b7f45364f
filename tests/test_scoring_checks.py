"""What only all units together show: 90, 0,90 and 9 for one thing (CA347: 90 and 0.90, 75 and 0.75)."""

from __future__ import annotations

from typing import Any

import pytest
from builders import BLANK, UNREADABLE, Row, band, cluster, codes, submission
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.problems import Severity
from emulation_cli.scoring.checks import CLUSTER_CHECKS, scales_differ

RATIO: list[Row] = [("1", "ratio", 10)]
PERCENT: list[Row] = [("1", "ratio", 10, {"measure": "%"})]


def odd(rows: list[Row], *values: Any, targets: Any = None) -> dict[str, str]:
    """{unit: how many times it is off} for results (or dicts of fields) of units A, B, C…"""
    names = "ABCDEFGH"[: len(values)]
    agreed = cluster(*rows, units=" ".join(names), targets=targets)
    sheets = {unit: submission(agreed, {"1": value}, unit) for unit, value in zip(names, values, strict=True)}
    found = list(scales_differ(agreed, sheets))
    assert {(code, criterion) for code, criterion, _ in codes(found)} <= {("scale-differs", "1")}
    assert {one.severity for one in found} <= {Severity.WARNING}
    return {str(one.unit): dict(one.params)["factor"] for one in found}


def test_the_check_is_in_the_list() -> None:
    assert scales_differ in CLUSTER_CHECKS


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((90, 95, "0.9"), {"C": "100"}),
        ((90, 95, 9), {"C": "10"}),
        ((90, 95, 9500), {"C": "100"}),
        ((90, 95, 88, "0.75", 100), {"D": "100"}),
        ((90, 95, 50), {}),
        ((90, 95, 30), {}),  # bad, but no slip of the point
        ((90, 90, 90), {}),
        ((100, 100, 100, 6), {"D": "10"}),  # ten times 6 is 0,6 of the middle: near it
        ((100, 100, 100, "5.9"), {}),
        ((100, 100, 100, 16), {"D": "10"}),
        ((100, 100, 100, "16.1"), {}),
        ((100, 100, 100, 600), {"D": "10"}),  # a tenth of 600 is six times the middle no more: the edge
        ((100, 100, 100, 599), {}),
        ((100, 100, 100, 1600), {"D": "10"}),
        ((100, 100, 100, 1601), {}),
        ((90, "0.9"), {}),  # two alone do not show which is off
        ((90, 95, 0), {}),
        ((0, 0, 90), {}),
        ((90, 95, BLANK), {}),
        ((90, 95, UNREADABLE), {}),
        ((90, 95, 93, -5), {}),
    ],
)
def test_a_value_that_is_a_hundred_or_ten_times_off_is_asked_about(values: Any, expected: dict[str, str]) -> None:
    results = [{"actual": one if not isinstance(one, str) else float(one)} for one in values]
    assert odd(PERCENT, *results) == expected


def test_targets_in_the_sheets_are_compared_too() -> None:
    assert odd(PERCENT, *({"target": target} for target in (90, 95, 0.9))) == {"C": "100"}


def test_bands_are_compared_and_counts_and_scores_are_not() -> None:
    values = [{"actual": one} for one in (90, 95, 9)]
    assert odd([("1", "band", 10, {"bands": [band(10, 90)], "measure": "%"})], *values) == {"C": "10"}
    assert odd([("1", "count", 1000, {"points": 1})], *values) == {}
    assert odd([("1", "direct", 100)], 90, 95, 9) == {}


def test_results_under_different_targets_are_different_things() -> None:
    targets = {("A", "1"): 100, ("B", "1"): 100, ("C", "1"): 10}
    values = [{"actual": one} for one in (90, 95, 9)]
    assert odd(RATIO, *values, targets=targets) == {}
    assert odd(RATIO, *values, targets=dict.fromkeys(targets, 100)) == {"C": "10"}
    assert odd(PERCENT, *values, targets=targets) == {"C": "10"}


def test_results_under_the_units_own_different_targets_are_different_things() -> None:
    own = [{"actual": actual, "target": target} for actual, target in ((90, 100), (95, 100), (9, 10))]
    assert odd(RATIO, *own) == {}


def test_the_place_is_the_cell() -> None:
    agreed = cluster(*PERCENT, units="A B C")
    sheets = {
        unit: submission(agreed, {"1": {"actual": one}}, unit) for unit, one in zip("ABC", (90, 95, 9), strict=True)
    }
    assert [cell for _, _, cell in codes(scales_differ(agreed, sheets))] == ["F11"]


def test_a_unit_without_the_row_is_left_out() -> None:
    agreed = cluster(*RATIO, units="A B C D")
    sheets = {unit: submission(agreed, {"1": {"actual": 90}}, unit) for unit in "ABC"}
    sheets["D"] = submission(agreed, {}, "D", absent=["1"])
    assert list(scales_differ(agreed, sheets)) == []


@given(st.lists(st.decimals(-1000, 10**9, allow_nan=False), max_size=8))
def test_no_values_break_it(values: list[Any]) -> None:
    odd(PERCENT, *({"actual": value} for value in values))


def test_nor_do_the_largest_and_the_smallest() -> None:
    from decimal import Decimal

    odd(PERCENT, *({"actual": Decimal(text)} for text in ("1E+308", "1E-307", "1", "9E+307")))


def test_the_value_is_said_as_it_was_entered() -> None:
    agreed = cluster(*PERCENT, units="A B C")
    sheets = {unit: submission(agreed, {"1": value}, unit) for unit, value in {"A": 90, "B": 95, "C": 9}.items()}
    [found] = scales_differ(agreed, sheets)
    assert dict(found.params) == {"value": "9", "factor": "10"}


def test_two_targets_are_enough_to_make_results_differ() -> None:
    targets = {("A", "1"): 100, ("B", "1"): 100, ("C", "1"): 10}
    assert odd(RATIO, 90, 95, 9, targets=targets) == {}
    assert odd(PERCENT, 90, 95, 9, targets=targets) == {"C": "10"}
