"""From entries to points: which value counts, what it is worth, what stays open (formats.md, "A scoring sheet")."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, UNREADABLE, Row, band, cluster, codes, submission
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.scoring.points import Outcome, score_unit

D = Decimal
Said = list[tuple[str, str | None]]


def scored(
    rows: list[Row], values: Mapping[str, Any], absent: str = "", **given: Any
) -> tuple[dict[str, Outcome], Said]:
    agreed = cluster(*rows, **given)
    outcomes, problems = score_unit(agreed, submission(agreed, values, absent=absent.split()))
    return outcomes, [(code, criterion) for code, criterion, _ in codes(problems)]


def one(kind: str, value: Any, maximum: Any = 10, given: Any = None, **rules: Any) -> tuple[str, int | None, list[str]]:
    """(state, points in hundredths, codes) of a single criterion."""
    outcomes, said = scored([("1", kind, maximum, rules)], {"1": value}, **(given or {}))
    return outcomes["1"].state.value, outcomes["1"].points, [code for code, _ in said]


# A typed score


@pytest.mark.parametrize(("score", "points"), [(0, 0), ("9.5", 950), (10, 1000), ("0.01", 1)])
def test_a_typed_score_counts_as_given(score: Any, points: int) -> None:
    assert one("direct", D(str(score))) == ("number", points, [])


def test_a_blank_score_is_open_and_never_zero() -> None:
    assert one("direct", BLANK) == ("blank", None, ["score-missing"])
    for kind, rules in (("pass", {}), ("count", {"points": 1}), ("ratio", {}), ("band", {"bands": [band(10, 1)]})):
        assert one(kind, BLANK, **rules) == ("blank", None, ["result-missing"])


def test_an_unreadable_cell_is_open_and_was_said_where_it_was_read() -> None:
    assert one("direct", UNREADABLE) == ("unreadable", None, [])
    assert one("count", UNREADABLE, points=1) == ("unreadable", None, [])


def test_a_score_above_the_maximum_adds_nothing() -> None:
    assert one("direct", D("10.01")) == ("over_max", None, ["score-above-maximum"])
    assert one("direct", 11) == ("over_max", None, ["score-above-maximum"])
    assert one("direct", D("1E+40")) == ("over_max", None, ["score-above-maximum"])


@pytest.mark.parametrize(("score", "maximum", "meant"), [(207, 20, 20), (95, 9, 9), (125, "12.5", 12), (100, 10, 10)])
def test_one_digit_too_many_is_said_with_what_was_meant(score: int, maximum: Any, meant: int) -> None:
    agreed = cluster(("1", "direct", D(str(maximum))))
    outcomes, problems = score_unit(agreed, submission(agreed, {"1": score}))
    assert (outcomes["1"].state, [found.code for found in problems]) == ("over_max", ["score-extra-digit"])
    assert dict(problems[0].params)["meant"] == str(meant)


@pytest.mark.parametrize(("score", "maximum"), [(215, 20), (5, 0), (20, 0), (30, 20), ("99.5", 9)])
def test_any_other_excess_is_plainly_above_the_maximum(score: Any, maximum: int) -> None:
    assert one("direct", D(str(score)), maximum) == ("over_max", None, ["score-above-maximum"])


def test_a_negative_score_is_refused() -> None:
    assert one("direct", -1) == ("unreadable", None, ["value-negative"])


def test_a_score_rounds_once_half_up_and_is_said_to() -> None:
    assert one("direct", D("9.995")) == ("number", 1000, ["score-rounded"])
    assert one("direct", D("9.994")) == ("number", 999, ["score-rounded"])
    assert one("direct", D("9.5"), given={"places": 0}) == ("number", 10, ["score-rounded"])
    assert one("direct", D("9.5"), given={"places": 4}) == ("number", 95000, [])


def test_the_agreed_step_binds_typed_scores_only() -> None:
    step = {"step": "0.25"}
    assert one("direct", D("9.25"), given=step) == ("number", 925, [])
    assert one("direct", D("9.3"), given=step) == ("number", 930, ["score-off-step"])
    assert one("count", 3, given=step, points="0.1") == ("number", 30, [])
    assert one("ratio", {"actual": 1, "target": 3}, given=step) == ("number", 333, [])
    assert one("ratio", {"self_score": D("3.3")}, given=step) == (
        "number",
        330,
        ["score-off-step", "score-without-result"],
    )


def test_a_score_in_the_result_column_is_not_taken_for_one() -> None:
    assert one("direct", {"actual": 9}) == ("blank", None, ["score-in-result-column"])
    assert one("direct", {"actual": 9, "self_score": 8}) == ("number", 800, [])


# A result through its kind


def test_a_result_decides_and_rounds_once_half_up() -> None:
    assert one("ratio", {"actual": 2, "target": 3}) == ("number", 667, [])
    assert one("ratio", {"actual": 1, "target": 3}) == ("number", 333, [])
    assert one("ratio", {"actual": 1, "target": 8}, maximum="0.04") == ("number", 1, [])  # 0,005
    assert one("count", 3, maximum="12.99", points="4.335") == ("number", 1299, [])
    assert one("count", 1, maximum="12.99", points="4.335") == ("number", 434, [])  # 4,335


def test_computed_points_are_kept_beside_those_that_count() -> None:
    outcomes, _ = scored([("1", "ratio", 10)], {"1": {"actual": 5, "target": 8}})
    outcome = outcomes["1"]
    assert (outcome.points, outcome.computed, outcome.target, outcome.field) == (625, 625, D(8), "actual")
    outcomes, _ = scored([("1", "direct", 10)], {"1": 5})
    assert (outcomes["1"].computed, outcomes["1"].field) == (None, "self_score")


@pytest.mark.parametrize("kind", ["count", "count_down"])
def test_a_count_is_a_whole_number_of_times(kind: str) -> None:
    assert one(kind, D("2.5"), points=1) == ("unreadable", None, ["count-not-whole"])
    assert one(kind, -1, points=1) == ("unreadable", None, ["value-negative"])
    assert one(kind, D("2.0"), points=1)[0] == "number"


def test_what_should_be_little_is_never_negative_and_other_results_may_be() -> None:
    target = {"actual": -1, "target": 5}
    assert one("ratio", target, less_is_better=True) == ("unreadable", None, ["value-negative"])
    assert one("ratio", target) == ("number", 0, ["result-negative"])  # a shrinking figure


def test_a_typed_score_that_differs_is_a_warning_and_the_computed_one_counts() -> None:
    assert one("count", {"actual": 3, "self_score": 5}, points=2) == ("number", 600, ["score-differs"])
    assert one("count", {"actual": 3, "self_score": 6}, points=2) == ("number", 600, [])
    thirds = {"actual": 1, "target": 3, "self_score": D("3.333333333")}
    assert one("ratio", thirds) == ("number", 333, [])  # what Excel has before it rounds


def test_a_typed_score_without_a_result_counts_with_a_warning_where_the_kind_allows_it() -> None:
    typed = "score-without-result"
    assert one("count", {"self_score": 6}, points=2) == ("number", 600, [typed])
    assert one("ratio", {"self_score": D("6.5")}) == ("number", 650, [typed])
    assert one("pass", {"self_score": 10}) == ("number", 1000, [typed])
    assert one("pass", {"self_score": 5}) == ("unreadable", None, ["score-not-possible"])
    assert one("count", {"self_score": 5}, points=2) == ("unreadable", None, ["score-not-possible"])
    assert one("ratio", {"self_score": 5}, floor=70) == ("unreadable", None, ["score-not-possible"])
    assert one("count", {"self_score": 12}, points=2) == ("over_max", None, ["score-above-maximum"])
    assert one("count", {"self_score": -2}, points=2) == ("unreadable", None, ["value-negative"])


def test_a_result_that_cannot_be_read_is_not_replaced_by_the_typed_score() -> None:
    assert one("count", {"actual": UNREADABLE, "self_score": 6}, points=2) == ("unreadable", None, [])


def test_points_above_any_sense_are_asked_about() -> None:
    """vượt without trần: a slip in the result or the target must not break the sums."""
    rules = {"excess": 1, "excess_step": 1}
    state, points, said = one("ratio", {"actual": D("1E+300"), "target": D("1E-300")}, **rules)
    assert (state, points, said) == ("unreadable", None, ["points-implausible"])
    assert one("ratio", {"actual": 500, "target": 100}, **rules) == ("number", 41000, [])


# Targets


def test_the_assigned_target_counts_and_a_changed_one_is_an_error() -> None:
    assigned = {"targets": {("A", "1"): 8}}
    assert one("ratio", {"actual": 4}, given=assigned) == ("number", 500, [])
    assert one("ratio", {"actual": 4, "target": 8}, given=assigned) == ("number", 500, [])
    assert one("ratio", {"actual": 4, "target": 4}, given=assigned) == ("number", 500, ["target-changed"])
    assert one("ratio", {"actual": 4}, given={"targets": {("B", "1"): 8}})[2] == ["target-missing"]


def test_the_unit_s_own_target_counts_where_none_is_assigned() -> None:
    assert one("ratio", {"actual": 4, "target": 5}) == ("number", 800, [])


@pytest.mark.parametrize("target", [0, -5])
def test_a_target_of_zero_is_an_error(target: int) -> None:
    assert one("ratio", {"actual": 4, "target": target}) == ("unreadable", None, ["target-not-positive"])


def test_a_ratio_without_a_target_is_open() -> None:
    assert one("ratio", {"actual": 4}) == ("blank", None, ["target-missing"])
    assert one("ratio", {"actual": 4, "target": UNREADABLE}) == ("unreadable", None, [])


def test_bands_in_percent_need_a_target_unless_the_measure_is_a_percentage() -> None:
    bands = {"bands": [band(10, 100), band(5, 90)]}
    assert one("band", {"actual": 95}, **bands) == ("blank", None, ["target-missing"])
    assert one("band", {"actual": 95}, measure="%", **bands) == ("number", 500, [])
    assert one("band", {"actual": 95, "target": 95}, measure="%", **bands) == ("number", 1000, [])
    agreed = {"targets": {("A", "1"): 95}}
    assert one("band", 95, given=agreed, measure="%", **bands) == ("number", 1000, [])
    assert one("band", {"actual": 3}, bands=[band(10, 3, percent=False)]) == ("number", 1000, [])


def test_the_target_is_kept_with_a_criterion_that_is_still_open() -> None:
    agreed = cluster(("1", "ratio", 10), targets={("A", "1"): 8})
    outcomes, _ = score_unit(agreed, submission(agreed, {}))
    assert outcomes["1"].target == D(8)
    outcomes, _ = scored([("1", "ratio", 10)], {"1": {"target": 7}})
    assert outcomes["1"].target == D(7)


# Not assigned


def test_a_criterion_that_was_not_assigned_is_no_question() -> None:
    assert one("direct", BLANK, given={"targets": {("A", "1"): None}}) == ("not_assigned", None, [])
    assert one("direct", UNREADABLE, given={"targets": {("A", "1"): None}}) == ("not_assigned", None, [])
    filled = one("direct", 9, given={"targets": {("A", "1"): None}})
    assert filled == ("not_assigned", None, ["filled-though-not-assigned"])
    assert one("direct", 0, given={"targets": {("A", "1"): None}}) == ("not_assigned", None, [])
    outcomes, _ = scored([("1", "ratio", 10)], {"1": {"target": 7}}, targets={("A", "1"): None})
    assert outcomes["1"].target is None


def test_a_unit_s_own_tick_is_a_request_and_open() -> None:
    assert one("direct", {"not_assigned": True}) == ("open", None, ["not-assigned-requested"])
    assert one("direct", {"not_assigned": True, "self_score": 9}) == ("open", None, ["not-assigned-requested"])
    assert one("direct", {"not_assigned": True}, given={"targets": {("A", "1"): None}})[0] == "not_assigned"


def test_a_criterion_without_a_row_is_open() -> None:
    outcomes, said = scored([("1", "direct", 10), ("2", "direct", 10)], {"1": 5}, absent="2")
    assert (outcomes["2"].state, outcomes["2"].points, said) == ("blank", None, [("row-missing", "2")])


# cần


def met(needed: Any, own: Any, needed_rules: Any = None, **rest: Any) -> tuple[str, int | None, Said]:
    rows: list[Row] = [("1", "direct", 10, needed_rules or {}), ("2", "direct", 10, {"requires": "1"})]
    outcomes, said = scored(rows, {"1": needed, "2": own}, **rest)
    return outcomes["2"].state.value, outcomes["2"].points, said


def test_a_requirement_gives_no_points_unless_that_criterion_has_some() -> None:
    assert met(5, 8) == ("number", 800, [])
    assert met(D("0.01"), 8) == ("number", 800, [])
    assert met(0, 8) == ("number", 0, [("requirement-unmet", "2")])
    assert met(0, 0) == ("number", 0, [])


def test_while_the_required_criterion_is_open_so_is_the_one_that_needs_it() -> None:
    assert met(BLANK, 8) == ("open", None, [("score-missing", "1"), ("requirement-open", "2")])
    assert met(UNREADABLE, 8) == ("open", None, [("requirement-open", "2")])
    assert met(11, 8) == ("open", None, [("score-above-maximum", "1"), ("requirement-open", "2")])


def test_nothing_hangs_on_a_requirement_where_there_are_no_points() -> None:
    assert met(BLANK, 0) == ("number", 0, [("score-missing", "1")])


def test_a_criterion_that_is_open_itself_stays_what_it_is() -> None:
    assert met(0, BLANK) == ("blank", None, [("score-missing", "2")])


def test_a_required_criterion_that_was_not_assigned_has_no_points() -> None:
    assert met(BLANK, 8, targets={("A", "1"): None}) == ("number", 0, [("requirement-unmet", "2")])


def test_a_required_criterion_that_was_given_in_full_has_points() -> None:
    full, gone = {"not_assigned": "full"}, {("A", "1"): None}
    assert met(BLANK, 8, full, targets=gone) == ("number", 800, [])
    rows: list[Row] = [
        ("1", "choice", 10, full),
        ("1.1", "pass", 10),
        ("1.2", "pass", 5),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    assert scored(rows, {"2": 8}, targets={("A", "1.1"): None, ("A", "1.2"): None})[0]["2"].points == 800
    one_left = scored(rows, {"1.2": 0, "2": 8}, targets={("A", "1.1"): None})[0]
    assert one_left["2"].points == 0  # of several to choose from one was assigned: nothing is given


def test_the_zero_that_a_sheet_shows_beside_what_was_given_in_full_is_no_finding() -> None:
    rows: list[Row] = [("1", "direct", 10, {"not_assigned": "full"}), ("2", "pass", 10, {"requires": "1"})]
    shown = {"2": {"actual": 1, "self_score": 0}}
    outcomes, said = scored(rows, shown, targets={("A", "1"): None})
    assert (outcomes["2"].points, said) == (1000, [])
    assert scored(rows, {"1": 5, **shown})[1] == [("score-differs", "2")]


def test_a_required_row_that_is_never_counted_and_was_not_assigned_has_nothing() -> None:
    rows: list[Row] = [
        ("1", "count", 0, {"group": "uncounted", "points": 1, "not_assigned": "full"}),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    assert scored(rows, {"1": 3, "2": 8}, targets={("A", "1"): None})[0]["2"].points == 0


def test_points_that_round_to_nothing_are_none() -> None:
    outcomes, _ = scored(
        [("1", "ratio", 10), ("2", "direct", 10, {"requires": "1"})],
        {"1": {"actual": 1, "target": 100000}, "2": 8},
    )
    assert (outcomes["1"].points, outcomes["2"].points) == (0, 0)


@pytest.mark.parametrize("order", ["1 2 3", "3 2 1", "2 1 3"])
def test_requirements_chain_whatever_their_order(order: str) -> None:
    first, second, third = order.split()
    rows: list[Row] = sorted(
        [
            (first, "direct", 10),
            (second, "direct", 10, {"requires": first}),
            (third, "direct", 10, {"requires": second}),
        ]
    )
    outcomes, said = scored(rows, {first: 0, second: 8, third: 9})
    assert {path: outcomes[path].points for path in (first, second, third)} == {first: 0, second: 0, third: 0}
    assert sorted(said) == sorted([("requirement-unmet", second), ("requirement-unmet", third)])
    outcomes, _ = scored(rows, {first: BLANK, second: 8, third: 9})
    assert [outcomes[path].state.value for path in (second, third)] == ["open", "open"]
    outcomes, _ = scored(rows, {first: 1, second: 8, third: 9})
    assert [outcomes[path].points for path in (second, third)] == [800, 900]


def test_a_requirement_on_a_parent_asks_for_some_points_under_it() -> None:
    rows: list[Row] = [
        ("1", None, 20),
        ("1.1", "direct", 10),
        ("1.2", "direct", 10),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    assert scored(rows, {"1.1": 0, "1.2": 1, "2": 8})[0]["2"].points == 800
    assert scored(rows, {"1.1": 0, "1.2": 0, "2": 8})[0]["2"].points == 0
    assert scored(rows, {"1.1": BLANK, "1.2": 1, "2": 8})[0]["2"].points == 800  # one is enough
    assert scored(rows, {"1.1": BLANK, "1.2": 0, "2": 8})[0]["2"].state.value == "open"


@pytest.mark.parametrize("group", ["deduction", "uncounted"])
def test_points_taken_off_or_never_counted_are_no_points_of_a_parent(group: str) -> None:
    rows: list[Row] = [
        ("1", None, 10),
        ("1.1", "direct", 10),
        ("1.2", "count", 10, {"group": group, "points": 1}),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    assert scored(rows, {"1.1": 0, "1.2": 3, "2": 8})[0]["2"].points == 0
    assert scored(rows, {"1.1": 0, "2": 8})[0]["2"].points == 0  # nor is it a question
    assert scored(rows, {"1.1": 1, "2": 8})[0]["2"].points == 800


def test_a_row_that_is_never_counted_may_be_a_requirement() -> None:
    rules = {"group": "uncounted"}
    for kind, maximum, has, has_not in (("pass", 10, 1, 0), ("pass", 0, 1, 0), ("count", 0, 3, 0)):
        rows: list[Row] = [
            ("1", kind, maximum, {**rules, **({"points": 1} if kind == "count" else {})}),
            ("2", "direct", 10, {"requires": "1"}),
        ]
        assert scored(rows, {"1": has, "2": 8})[0]["2"].points == 800
        assert scored(rows, {"1": has_not, "2": 8})[0]["2"].points == 0


# All of a unit


def test_a_blank_sheet_is_all_open() -> None:
    rows: list[Row] = [("1", "direct", 10), ("2", "pass", 10), ("3", "direct", 5, {"group": "bonus"})]
    outcomes, said = scored(rows, {})
    assert {path: (outcome.state.value, outcome.points) for path, outcome in outcomes.items()} == dict.fromkeys(
        ("1", "2", "3"), ("blank", None)
    )
    assert said == [("score-missing", "1"), ("result-missing", "2"), ("score-missing", "3")]


def test_outcomes_come_in_printed_order_and_only_for_leaves() -> None:
    rows: list[Row] = [("1", None, 10), ("1.1", "direct", 10), ("2", "direct", 10)]
    assert list(scored(rows, {"2": 1, "1.1": 1})[0]) == ["1.1", "2"]


SCORES = st.decimals(0, 20, allow_nan=False, places=4)


@given(SCORES)
def test_a_score_counts_within_its_maximum_or_not_at_all(score: Decimal) -> None:
    state, points, _ = one("direct", score)
    if score > 10:
        assert (state, points) == ("over_max", None)
    else:
        assert state == "number" and points is not None
        assert abs(D(points) / 100 - score) <= D("0.005")


@pytest.mark.parametrize("kind", ["leader", "mean"])
@pytest.mark.parametrize("score", [0, 5, 10])
def test_no_score_stands_for_a_result_that_all_units_are_compared_by(kind: str, score: int) -> None:
    assert one(kind, {"self_score": score}) == ("unreadable", None, ["score-not-possible"])


def test_a_zero_beside_a_result_that_gives_points_is_said() -> None:
    assert one("count", {"actual": 2, "self_score": 0}, points=2) == ("number", 400, ["score-differs"])


UNCOUNTED: list[Row] = [("1", "ratio", 10, {"group": "uncounted"}), ("2", "direct", 10, {"requires": "1"})]


def test_a_result_of_a_row_that_is_never_counted_meets_a_requirement_whatever_its_points() -> None:
    """No target: no points, and none are needed."""
    outcomes, _ = scored(UNCOUNTED, {"1": {"actual": 5}, "2": 4})
    assert (outcomes["1"].state, outcomes["2"].points) == ("blank", 400)


def test_a_requirement_without_a_row_is_open() -> None:
    outcomes, said = scored(UNCOUNTED, {"2": 4}, absent="1")
    assert (outcomes["2"].state, outcomes["2"].points) == ("open", None)
    assert ("requirement-open", "2") in said
