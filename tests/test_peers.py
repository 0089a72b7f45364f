"""dẫn đầu and so trung bình: points that follow the whole cluster, by hand from the table in formats.md."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders import BLANK, Row, cluster, results
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.forms.formulas import cluster_decides
from emulation_cli.problems import Place

D = Decimal


def points(
    kind: str, values: Mapping[str, Any], maximum: Any = 10, targets: Any = None, **rules: Any
) -> dict[str, str]:
    """{unit: points} for {unit: actual}, or {unit: (actual, target)}; None where there are none."""
    named = {unit: value if isinstance(value, tuple) else (value, None) for unit, value in values.items()}
    assigned = {(unit, "1"): target for unit, (_, target) in named.items() if target is not None}
    agreed = cluster(("1", kind, maximum, rules), units=" ".join(values), targets={**assigned, **(targets or {})})
    sheets = {unit: {"1": {"actual": number(actual)}} for unit, (actual, _) in named.items()}
    return {one.unit: str(one.points) for one in results(agreed, sheets).scores}


def number(value: Any) -> Any:
    return D(value) if isinstance(value, str) else value


def test_the_leader_has_the_maximum_and_those_at_the_target_half() -> None:
    found = points("leader", {"A": (150, 100), "B": (125, 100), "C": (100, 100), "D": (50, 100), "E": (0, 100)})
    assert found == {"A": "10.00", "B": "7.50", "C": "5.00", "D": "2.50", "E": "0.00"}


def test_the_leader_is_the_highest_share_and_any_equal_to_it() -> None:
    found = points("leader", {"A": (30, 20), "B": (300, 200), "C": (1000, 990)})
    assert found == {"A": "10.00", "B": "10.00", "C": "5.10"}  # 5 + 5 × (1/99) / (1/2)


def test_nobody_leads_who_is_not_above_the_target() -> None:
    assert points("leader", {"A": (100, 100), "B": (90, 100)}) == {"A": "5.00", "B": "4.50"}


def test_units_without_a_target_are_measured_against_the_highest_of_them() -> None:
    found = points("leader", {"A": 40, "B": 30, "C": 0, "D": (150, 100)})
    assert found == {"A": "10.00", "B": "7.50", "C": "0.00", "D": "10.00"}
    assert points("leader", {"A": 0, "B": 0}) == {"A": "0.00", "B": "0.00"}
    assert points("leader", {"A": 3, "B": (1, 1)}) == {"A": "10.00", "B": "5.00"}
    assert points("leader", {"A": "0.5", "B": "0.25"}) == {"A": "10.00", "B": "5.00"}
    assert points("leader", {"A": -1, "B": -2}) == {"A": "0.00", "B": "0.00"}


def test_the_mean_is_exact_and_reaching_it_is_enough() -> None:
    assert points("mean", {"A": 1, "B": 2, "C": 3}) == {"A": "0.00", "B": "10.00", "C": "10.00"}
    # the mean of 0,1 · 0,2 · 0,3 is 0,2 exactly
    assert points("mean", {"A": "0.1", "B": "0.2", "C": "0.3"}) == {"A": "0.00", "B": "10.00", "C": "10.00"}
    assert points("mean", {"A": 5}) == {"A": "10.00"}
    thirds = points("mean", {"A": 1, "B": 1, "C": 2})  # 4/3
    assert thirds == {"A": "0.00", "B": "0.00", "C": "10.00"}


def test_where_less_is_better_the_mean_turns_round() -> None:
    assert points("mean", {"A": 1, "B": 2, "C": 3}, less_is_better=True) == {"A": "10.00", "B": "10.00", "C": "0.00"}


def test_units_without_a_value_or_not_assigned_are_left_out() -> None:
    assert points("mean", {"A": 4, "B": 8, "C": BLANK}) == {"A": "0.00", "B": "10.00", "C": "None"}
    left_out = points("mean", {"A": 4, "B": 8, "C": 90}, targets={("C", "1"): None})
    assert left_out == {"A": "0.00", "B": "10.00", "C": "None"}
    left_out = points("leader", {"A": 4, "B": 8, "C": 90}, targets={("C", "1"): None})
    assert left_out == {"A": "5.00", "B": "10.00", "C": "None"}


@pytest.mark.parametrize("kind", ["mean", "leader"])
def test_a_unit_whose_points_were_decided_takes_no_part(kind: str) -> None:
    """5 and 8 alone: with a 0 of C, or with its 90, both would have other points."""
    agreed = cluster(("1", kind, 10), units="A B C")
    decided = {"actual": 90, "decided": D(3), "decided_at": Place("decisions.xlsx", "Điều chỉnh", "D2")}
    sheets = {"A": {"1": 5}, "B": {"1": 8}, "C": {"1": decided}}
    found = {one.unit: str(one.points) for one in results(agreed, sheets).scores}
    assert found == {"A": "0.00" if kind == "mean" else "6.25", "B": "10.00", "C": "3.00"}


@pytest.mark.parametrize("kind", ["mean", "leader"])
def test_of_no_points_there_are_none(kind: str) -> None:
    assert points(kind, {"A": 5, "B": 8}, maximum=0) == {"A": "0.00", "B": "0.00"}


def test_a_missing_unit_makes_the_result_provisional() -> None:
    agreed = cluster(("1", "mean", 10), units="A B")
    found = results(agreed, {"A": {"1": 4}})
    assert (found.status, [str(one.points) for one in found.scores]) == ("provisional", ["10.00"])


def test_a_typed_score_never_stands_for_the_result() -> None:
    for kind in ("leader", "mean"):
        agreed = cluster(("1", kind, 10))
        for score in (0, 5, 10):
            found = results(agreed, {"A": {"1": {"self_score": score}}})
            assert [one.state for one in found.scores] != ["number"]
            assert found.status == "provisional"


def test_a_sheet_leaves_to_the_cluster_what_hangs_on_others_however_far() -> None:
    agreed = cluster(
        ("1", "leader", 10),
        ("2", "direct", 10, {"requires": "1"}),  # shown as typed
        ("3", "pass", 10, {"requires": "2"}),
        ("4", "count", 10, {"requires": "3", "points": 1}),
        ("5", "pass", 10),
    )
    assert [leaf.path for leaf in agreed.tree.leaves if cluster_decides(leaf, agreed.tree)] == ["1", "3", "4"]


def test_a_requirement_may_name_what_the_cluster_decides() -> None:
    rows: list[Row] = [("1", "mean", 10), ("2", "direct", 5, {"requires": "1"})]
    agreed = cluster(*rows, units="A B")
    found = {(one.unit, one.criterion): str(one.points) for one in results(
        agreed, {"A": {"1": 1, "2": 4}, "B": {"1": 3, "2": 4}}).scores}  # fmt: skip
    assert found == {("A", "1"): "0.00", ("A", "2"): "0.00", ("B", "1"): "10.00", ("B", "2"): "4.00"}


AMOUNTS = st.integers(0, 500)
PAIRS = st.lists(st.tuples(AMOUNTS, st.integers(1, 500)), min_size=1, max_size=5)


@given(PAIRS, st.integers(1, 40))
@settings(max_examples=40, deadline=None)
def test_scaling_all_results_and_targets_changes_nothing(pairs: list[tuple[int, int]], scale: int) -> None:
    one = dict(zip("ABCDE", pairs, strict=False))
    other = {unit: (actual * scale, target * scale) for unit, (actual, target) in one.items()}
    assert points("leader", one) == points("leader", other)


@given(PAIRS)
@settings(max_examples=40, deadline=None)
def test_points_follow_the_shares(pairs: list[tuple[int, int]]) -> None:
    values = dict(zip("ABCDE", pairs, strict=False))
    found = {unit: D(one) for unit, one in points("leader", values).items()}
    shares = {unit: Fraction(*pair) for unit, pair in values.items()}
    for one in values:
        assert 0 <= found[one] <= 10
        assert (found[one] > 5) <= (shares[one] > 1)
        assert all(found[one] <= found[other] for other in values if shares[one] <= shares[other])
    best = max(shares.values())
    assert best <= 1 or {found[unit] for unit in values if shares[unit] == best} == {D(10)}
