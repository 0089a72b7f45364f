"""What is said of several criteria together: once, with whose cell and which values; and what stays unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, Row, cluster, codes, submission

from emulation_cli.cluster.rules import Source
from emulation_cli.intake.submission import Mark, Submission
from emulation_cli.problems import Place, Problem
from emulation_cli.scoring.points import Outcome
from emulation_cli.scoring.score import score_cluster

D = Decimal
MARK_AT = Place("appraisal.xlsx", "Cụm", "E4")


def made(rows: Sequence[Row], values: dict[str, Any], given: dict[str, Any], **of_sheet: Any) -> tuple[Any, Submission]:
    agreed = cluster(*rows, **given)
    return agreed, submission(agreed, values, **of_sheet)


def look(
    rows: Sequence[Row],
    values: dict[str, Any],
    marks: dict[str, Mark] | None = None,
    without: str = "",
    of_sheet: dict[str, Any] | None = None,
    **given: Any,
) -> tuple[dict[str, Outcome], list[str]]:
    """Outcomes, and findings as 'code criterion cell name=value …'; `without` is a column that the table lacks."""
    agreed, sheet = made(rows, values, given, **(of_sheet or {}))
    if without:
        sheet = replace(sheet, columns={name: one for name, one in sheet.columns.items() if name != without})
    for path, mark in (marks or {}).items():
        sheet.entries[path].marks = (mark,)
    scored, problems = score_cluster(agreed, {"A": sheet})
    assert len(codes(problems)) == len(problems)
    assert {one.unit for one in problems} <= {"A"}
    return scored.outcomes["A"], [_line(one) for one in problems]


def _line(one: Problem) -> str:
    at = one.place.cell or one.place.sheet or one.place.file
    return " ".join([one.code, one.criterion or "–", at, *(f"{key}={value}" for key, value in sorted(one.params))])


COUNTS: list[Row] = [(path, "count", 10, {"points": 2}) for path in "123"]


def test_a_table_without_a_column_of_results_is_said_to_be_one_once() -> None:
    two = {"1": {"self_score": 4}, "2": {"self_score": 6}, "3": {"self_score": 11}}
    outcomes, said = look(COUNTS, two, without="actual")
    assert said == ["score-above-maximum 3 G13 max=10 value=11", "scores-without-results – Bảng chấm điểm count=2"]
    agreed, sheet = made(COUNTS, two, {})
    without = {name: column for name, column in sheet.columns.items() if name != "actual"}
    [*_, once] = score_cluster(agreed, {"A": replace(sheet, columns=without)})[1]
    assert once.place == Place("A.xlsx", "Bảng chấm điểm")
    assert [one.points for one in outcomes.values()] == [400, 600, None]
    single = {"1": {"self_score": 4}, "2": {"self_score": BLANK}, "3": {"self_score": BLANK}}
    assert look(COUNTS, single, without="actual")[1] == [
        "score-without-result 1 G11 value=4",
        "result-missing 2 Bảng chấm điểm points=10",
        "result-missing 3 Bảng chấm điểm points=10",
    ]
    assert look(COUNTS, two)[1] == [
        "score-without-result 1 G11 value=4",
        "score-without-result 2 G12 value=6",
        "score-above-maximum 3 G13 max=10 value=11",
    ]


def test_scores_are_compared_with_what_the_results_give_criterion_by_criterion() -> None:
    rows: list[Row] = [("1", "direct", 10), *((path, "count", 10, {"points": 2}) for path in "2345")]
    values = {
        "1": 5,
        "2": {"actual": 2},
        "3": {"actual": 2, "self_score": 4},
        "4": {"actual": 2, "self_score": 6},
        "5": {"actual": 1, "self_score": 4},
    }
    assert look(rows, values)[1] == [
        "score-differs 4 G14 computed=4.00 typed=6",
        "score-differs 5 G15 computed=2.00 typed=4",
    ]


def test_a_score_typed_where_the_cluster_computes_beside_a_changed_target() -> None:
    rows: list[Row] = [("1", "leader", 10)]
    for own in (5, 8):
        fields = {"actual": 4, "target": own, "self_score": 7}
        outcomes, said = look(rows, {"1": fields}, targets={("A", "1"): 8})
        assert outcomes["1"].points == 250
        changed = ["target-changed 1 E11 assigned=8 found=5"] if own == 5 else []
        assert said == [*changed, "score-differs 1 G11 computed=2.50 typed=7"]


def test_what_was_filled_in_though_not_assigned() -> None:
    fields = {"actual": 3, "self_score": 0, "appraised_actual": 2, "appraised_score": 4}
    mark = Mark("Cụm", MARK_AT, first=D(6), leads=True)
    outcomes, said = look(COUNTS[:1], {"1": fields}, {"1": mark}, targets={("A", "1"): None})
    assert (outcomes["1"].state, outcomes["1"].points) == ("not_assigned", None)
    assert said == [
        "filled-though-not-assigned 1 F11 value=3",
        "filled-though-not-assigned 1 K11 value=2",
        "filled-though-not-assigned 1 L11 value=4",
        "filled-though-not-assigned 1 E4 value=6",
        "nothing-assigned – A.xlsx",
    ]


TICKED = {"appraiser": "Bà Hà", "appraised": True}


def test_what_an_appraiser_confirmed_as_not_assigned_has_neither_points_nor_target() -> None:
    fields = {"actual": 3, "target": 5, "not_assigned": True}
    rows: list[Row] = [("1", "ratio", 10), ("2", "direct", 10)]
    outcomes, said = look(rows, {"1": fields, "2": 5}, of_sheet=TICKED, source=Source.APPRAISED)
    assert (outcomes["1"].state, outcomes["1"].points, outcomes["1"].target) == ("not_assigned", None, None)
    assert said == ["filled-though-not-assigned 1 F11 value=3"]


def test_what_is_wrong_with_claims_that_stand_is_said_of_each() -> None:
    rows: list[Row] = [("1", "direct", 10), ("2", "direct", 10), ("3", "direct", 10)]
    values = {"1": 12, "2": {"self_score": 12, "appraised_score": 9}, "3": BLANK}
    outcomes, said = look(rows, values, of_sheet=TICKED, source=Source.APPRAISED)
    assert [one.points for one in outcomes.values()] == [None, 900, None]
    assert said == ["score-above-maximum 1 G11 max=10 value=12", "score-missing 3 G13 points=10"]


def test_decided_points_are_points() -> None:
    decided = {"self_score": 2, "decided": D("7.125"), "decided_at": Place("decisions.xlsx", "Điều chỉnh", "D2")}
    outcomes, said = look([("1", "direct", 10)], {"1": decided})
    found = outcomes["1"]
    assert (found.state, found.points, found.field, found.computed, said) == ("number", 713, "decided", None, [])


def test_a_decided_result_goes_before_what_was_appraised() -> None:
    """4 × 2 by the decision, whatever the appraiser's cells or appraisal.xlsx say."""
    decided = {"actual": 4, "decided_at": Place("decisions.xlsx", "Điều chỉnh", "C2")}
    mark = Mark("Cụm", MARK_AT, first=D(2), leads=True, opinion="x")
    values = {"1": {**decided, "appraised_score": 6}, "2": {**decided, "appraised_actual": 1}, "3": decided}
    outcomes, said = look(COUNTS, values, {"3": mark}, of_sheet=TICKED, source=Source.APPRAISED)
    assert [(one.points, one.field) for one in outcomes.values()] == [(800, "actual")] * 3
    assert said == []


# cần

NEEDS: list[Row] = [
    ("1", None, 20, {"label": "I"}),
    ("1.1", "direct", 10, {"label": "a"}),
    ("1.2", "direct", 10, {"label": "b", "requires": "1.1"}),
]


@pytest.mark.parametrize(
    ("needed", "points", "expected"),
    [
        (3, 750, []),
        (0, 0, ["requirement-unmet 1.2 G12 lost=7.50 needed=I.a"]),
        (BLANK, None, ["score-missing 1.1 G11 points=10", "requirement-open 1.2 G12 needed=I.a points=10"]),
    ],
)
def test_a_requirement_is_said_with_what_it_asks_for_and_what_is_lost(
    needed: Any, points: int | None, expected: list[str]
) -> None:
    outcomes, said = look(NEEDS, {"1.1": needed, "1.2": D("7.5")})
    assert (outcomes["1.2"].points, said) == (points, expected)


@pytest.mark.parametrize(("claimed", "appraised", "points"), [(3, 0, 0), (0, 3, 700), (3, BLANK, 700), (0, BLANK, 0)])
def test_a_result_that_was_appraised_is_the_one_that_a_requirement_looks_at(
    claimed: int, appraised: Any, points: int
) -> None:
    """A row that is never counted has no points at 0,001 each; its result decides."""
    rows: list[Row] = [
        ("1", "count", 10, {"points": "0.001", "group": "uncounted"}),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    values = {"1": {"actual": claimed, "appraised_actual": appraised}, "2": 7}
    outcomes, _ = look(rows, values, of_sheet=TICKED, source=Source.APPRAISED)
    assert outcomes["2"].points == points


@pytest.mark.parametrize(("decided", "points"), [(0, 0), (D("0.01"), 700)])
def test_decided_points_are_the_ones_that_a_requirement_looks_at(decided: Any, points: int) -> None:
    rows: list[Row] = [
        ("1", "count", 10, {"points": 1, "group": "uncounted"}),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    settled = {"actual": 3, "decided": decided, "decided_at": Place("decisions.xlsx", "Điều chỉnh", "D2")}
    assert look(rows, {"1": settled, "2": 7})[0]["2"].points == points


def test_a_criterion_of_no_points_takes_none() -> None:
    outcomes, said = look([("1", "direct", 0)], {"1": 1})
    assert (outcomes["1"].state, outcomes["1"].maximum) == ("over_max", 0)
    assert said == ["score-above-maximum 1 G11 max=0 value=1"]
    assert look([("1", "direct", 0)], {"1": 0})[0]["1"].points == 0


@pytest.mark.parametrize(("scored", "points"), [(0, 0), (2, 700)])
def test_an_appraiser_s_score_is_the_one_that_a_requirement_looks_at(scored: int, points: int) -> None:
    rows: list[Row] = [
        ("1", "count", 10, {"points": 1, "group": "uncounted"}),
        ("2", "direct", 10, {"requires": "1"}),
    ]
    mark = Mark("Cụm", MARK_AT, first=D(scored), leads=True, opinion="x")
    outcomes, _ = look(rows, {"1": 3, "2": 7}, {"1": mark}, source=Source.APPRAISED)
    assert outcomes["2"].points == points


def test_findings_of_every_unit_are_kept() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "count", 10, {"points": 2}), units="A B C")
    sheets = {
        "A": {"1": 12, "2": {"actual": 1, "self_score": 3}},
        "B": {"1": 5, "2": 1},
        "C": {"1": 13, "2": {"actual": 2, "self_score": 3}},
    }
    _, problems = score_cluster(agreed, {unit: submission(agreed, one, unit) for unit, one in sheets.items()})
    assert [(one.unit, one.code) for one in problems] == [
        ("A", "score-above-maximum"),
        ("C", "score-above-maximum"),
        ("A", "score-differs"),
        ("C", "score-differs"),
    ]


# chọn một

CHOICE: list[Row] = [
    ("1", "choice", 10, {"label": "I"}),
    *(("1.1", "direct", 10), ("1.2", "count", 6, {"points": 2})),
    ("2", "direct", 10),
]


def test_what_was_not_chosen_is_zero_and_not_a_question() -> None:
    outcomes, said = look(CHOICE, {"1.1": BLANK, "1.2": 3, "2": BLANK})
    shown = [(one.state, one.points, one.maximum) for one in outcomes.values()]
    assert shown == [("number", 0, 1000), ("number", 600, 600), ("blank", None, 1000)]
    assert said == ["score-missing 2 G13 points=10"]


def test_a_choice_that_is_blank_or_made_twice_is_said_once_with_the_first_cell() -> None:
    assert look(CHOICE, {"1.1": BLANK, "1.2": BLANK, "2": 5})[1] == ["choice-missing 1 G11 points=10"]
    outcomes, said = look(CHOICE, {"1.1": 4, "1.2": 3, "2": 5})
    assert said == ["choice-several 1 F12 count=2"]
    assert [(one.state, one.points) for one in outcomes.values()] == [("open", None), ("open", None), ("number", 500)]
    over = look(CHOICE, {"1.1": 12, "1.2": BLANK, "2": 5})[1]
    assert over == ["score-above-maximum 1.1 G11 max=10 value=12", "result-missing 1.2 F12 points=6"]


def test_a_choice_without_a_ceiling_has_no_points_at_stake() -> None:
    rows: list[Row] = [("1", "choice", None, {"group": "bonus"}), ("1.1", "direct", 5), ("1.2", "direct", 3)]
    assert look(rows, {"1.1": BLANK, "1.2": BLANK})[1] == ["choice-missing 1 G11 points=0"]
