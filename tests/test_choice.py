"""chọn một: exactly one child counts (formats.md, the table of kinds)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from builders import BLANK, UNREADABLE, Row, cluster, results

ROWS: list[Row] = [
    ("1", "choice", 10),
    ("1.1", "direct", 10),
    ("1.2", "pass", 5),
    ("1.3", "direct", 2),
    ("2", "direct", 10),
]


def found(
    values: Mapping[str, Any], *rows: Row, **given: Any
) -> tuple[str, str, tuple[str, ...], list[tuple[str, Any]]]:
    """total, max, open, (code, criterion) of the errors."""
    outcome = results(cluster(*(rows or ROWS), **given), {"A": {"2": 0, **values}})
    standing = outcome.standings[0]
    errors = [(one.code, one.criterion) for one in outcome.problems if one.severity == "error"]
    return str(standing.total), str(standing.max), standing.open, errors


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ({"1.1": 9}, "9.00"),
        ({"1.2": 1}, "5.00"),
        ({"1.1": 0, "1.2": 1, "1.3": 0}, "5.00"),  # 0 and không are not chosen
        ({"1.1": 0, "1.2": 0, "1.3": 2}, "2.00"),
        ({"1.1": 0, "1.2": 0, "1.3": 0}, "0.00"),  # all so = 0
    ],
)
def test_the_points_are_those_of_the_one_child_chosen(values: Any, total: str) -> None:
    assert found(values) == (total, "20.00", (), [])


def test_all_blank_is_not_filled_in_and_said_once() -> None:
    assert found({}) == ("0.00", "20.00", ("1.1", "1.2", "1.3"), [("choice-missing", "1")])


def test_two_chosen_are_an_error_and_add_nothing() -> None:
    assert found({"1.1": 9, "1.2": 1}) == ("0.00", "20.00", ("1.1", "1.2", "1.3"), [("choice-several", "1")])
    total, _, left_open, errors = found({"1.1": 9, "1.2": 1, "1.3": 2})
    assert (total, left_open, errors) == ("0.00", ("1.1", "1.2", "1.3"), [("choice-several", "1")])


@pytest.mark.parametrize("kind", ["leader", "mean"])
def test_a_child_that_follows_the_whole_cluster_is_chosen_by_its_result(kind: str) -> None:
    rows: list[Row] = [("1", "choice", 10), ("1.1", kind, 10), ("1.2", "pass", 5)]
    sheets = {
        "A": {"1.1": 50},
        "B": {"1.1": 100, "1.2": 1},
        "C": {"1.1": 0, "1.2": 1},
        "D": {"1.1": 200, "1.2": 0},
    }
    outcome = results(cluster(*rows, units="A B C D"), sheets)
    points = {(one.unit, one.criterion): one.points for one in outcome.scores}
    own = {"leader": "2.50", "mean": "0.00"}[kind]  # of 200, and of their mean: what B and C wrote takes no part
    assert (str(points["A", "1.1"]), str(points["A", "1.2"])) == (own, "0.00")
    assert (points["B", "1.1"], points["B", "1.2"]) == (None, None)
    assert [(one.code, one.unit) for one in outcome.problems if one.severity == "error"] == [("choice-several", "B")]
    assert (str(points["C", "1.1"]), str(points["C", "1.2"])) == ("0.00", "5.00")
    assert (str(points["D", "1.1"]), str(points["D", "1.2"])) == ("10.00", "0.00")
    assert outcome.status == "provisional"


def test_zeros_for_what_follows_the_whole_cluster_are_all_so() -> None:
    rows: list[Row] = [("1", "choice", 10), ("1.1", "mean", 10), ("1.2", "pass", 5)]
    outcome = results(cluster(*rows, units="A B"), {"A": {"1.1": 0, "1.2": 0}, "B": {"1.1": -1}})
    assert {one.unit: str(one.total) for one in outcome.standings} == {"A": "0.00", "B": "10.00"}
    assert outcome.status == "official"


def test_what_is_at_stake_is_the_best_child_and_not_their_sum() -> None:
    standing = results(cluster(*ROWS), {"A": {"2": 0}}).standings[0]
    assert str(standing.at_stake) == "10.00"


def test_an_unreadable_child_beside_the_chosen_one_stays_open() -> None:
    total, _, left_open, _ = found({"1.3": 2, "1.1": UNREADABLE})
    assert (total, left_open) == ("2.00", ("1.1",))


def test_a_child_not_chosen_but_blank_beside_zeros_is_open() -> None:
    assert found({"1.1": 0, "1.2": 0, "1.3": BLANK})[2] == ("1.3",)


def test_a_choice_that_was_not_assigned_is_out() -> None:
    out = {("A", path): None for path in ("1.1", "1.2", "1.3")}
    assert found({}, targets=out) == ("0.00", "10.00", (), [])


def test_bonus_and_deduction_may_be_chosen_too() -> None:
    for group, total in (("bonus", "13.00"), ("deduction", "7.00")):
        rows: list[Row] = [
            ("2", "direct", 10),
            ("3", "choice", 5, {"group": group}),
            ("3.1", "direct", 5),
            ("3.2", "direct", 3),
        ]
        assert found({"2": 10, "3.2": 3}, *rows)[0] == total


def test_a_child_may_be_a_heading_of_its_own() -> None:
    rows: list[Row] = [
        ("1", "choice", 10),
        ("1.1", None, 10),
        ("1.1.1", "direct", 6),
        ("1.1.2", "direct", 4),
        ("1.2", "direct", 7),
    ]
    agreed = cluster(*rows)

    def total(values: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
        standing = results(agreed, {"A": values}).standings[0]
        return str(standing.total), standing.open

    assert total({"1.1.1": 5, "1.1.2": 4}) == ("9.00", ())
    assert total({"1.2": 7}) == ("7.00", ())
    assert total({"1.1.1": 5, "1.1.2": 4, "1.2": 7})[0] == "0.00"
    assert total({})[0] == "0.00"
