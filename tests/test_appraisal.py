"""Appraisal (thẩm định): the appraisers' workbook read, scores combined, and what counts in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from appraising import appraiser, book, cell, collected, read
from appraising import results as appraised_results
from builders import BLANK, UNREADABLE, Row, cluster, codes, collection, error_cell, submission, uncalculated
from builders import sheet as sheet_of
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.decisions import Adjustment, Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.decimals import round_half_up
from emulation_cli.intake.appraisal import NO_APPRAISAL, appraisal_of, read_appraisal, with_appraisal
from emulation_cli.intake.checks import check_unit
from emulation_cli.intake.submission import Missing, Subtotal
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.results import Results, Score
from emulation_cli.scoring.combine import combine
from emulation_cli.scoring.score import score_cluster
from emulation_cli.spreadsheet.cells import Sheet
from emulation_cli.tally import tally

D = Decimal
ROWS: list[Row] = [
    ("1", None, 30),
    ("1.1", "direct", 10),
    ("1.2", "count", 20, {"points": 5}),
    ("2", None, 20),
    ("2.1", "ratio", 10, {"excess": "0.5", "excess_step": 1, "excess_cap": 2}),
    ("2.2", "leader", 10),
    ("3", None, None, {"group": "deduction"}),
    ("3.1", "direct", 5),
]
APPRAISED = cluster(*ROWS, units="A B", source=Source.APPRAISED)
CLAIM = {"1.1": 9, "1.2": 4, "2.1": {"target": 100, "actual": 83}, "2.2": {"target": 10, "actual": 12}, "3.1": 0}
CLAIMS = {"A": CLAIM, "B": CLAIM}
SHOWN = {"1.1": 9, "1.2": 20, "2.1": "8.3", "2.2": "cụm tính", "3.1": 0}  # Tự chấm of that claim


def claimed(**more: Any) -> dict[str, dict[str, Any]]:
    """{path: {claimed: …}} with what an appraiser wrote: first=8, or a whole cell of fields, by path (1_1 is 1.1)."""
    found: dict[str, dict[str, Any]] = {
        path: {"claimed": D(str(v)) if v != "cụm tính" else v} for path, v in SHOWN.items()
    }
    for path, value in more.items():
        found[path.strip("_").replace("_", ".")] |= value if isinstance(value, Mapping) else {"first": value}
    return found


def found(agreed: Cluster, *sheets: Any) -> list[tuple[str, str | None, str]]:
    return codes(read(agreed, *sheets)[1])


def scores(results: Results, unit: str = "A") -> dict[str, Score]:
    return {score.criterion: score for score in results.scores if score.unit == unit}


def points(results: Results, unit: str = "A") -> dict[str, Any]:
    return {path: None if score.points is None else str(score.points) for path, score in scores(results, unit).items()}


def said(results: Results) -> list[tuple[str, str | None, str | None]]:
    """(code, unit, criterion) of every finding that is not a note."""
    return [(one.code, one.unit, one.criterion) for one in results.problems if one.severity != "note"]


def written(agreed: Cluster, unit: str, path: str, *sheets: Any) -> list[tuple[Any, Any, bool]]:
    """(first, second, agreed) of each mark."""
    appraisal, _ = read(agreed, *sheets)
    return [(one.first, one.second, one.agreed) for one in appraisal.marks.get((unit, path), ())]


# Reading


def test_scores_texts_and_rounds_are_read() -> None:
    agreed = replace(APPRAISED, combine=Combine.MEAN)
    first = {"first": 8, "opinion": " thiếu  minh chứng "}
    both = {"first": "7,5", "explanation": "đã bổ sung", "second": 15}
    appraisal, problems = read(agreed, appraiser(agreed, "Bà Sen", {"A": claimed(_1_1=first, _1_2=both)}))
    assert codes(problems) == [("number-as-text", "1.2", "E6")]
    assert appraisal.appraisers == ("Bà Sen",)
    one, two = appraisal.marks["A", "1.1"][0], appraisal.marks["A", "1.2"][0]
    assert (one.first, one.second, one.score, one.opinion, one.claimed) == (8, Missing.BLANK, 8, "thiếu minh chứng", 9)
    assert (two.first, two.second, two.score, two.reason) == (D("7.5"), 15, 15, "đã bổ sung")
    assert (str(one.place), str(two.place)) == ("appraisal.xlsx ▸ Bà Sen ▸ E5", "appraisal.xlsx ▸ Bà Sen ▸ G6")
    assert set(appraisal.marks) == {("A", "1.1"), ("A", "1.2")}


def test_no_file_is_no_appraisal(tmp_path: Path) -> None:
    assert read_appraisal(tmp_path / "appraisal.xlsx", APPRAISED) == (NO_APPRAISAL, [])


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "appraisal.xlsx").write_bytes(b"")
    appraisal, problems = read_appraisal(tmp_path / "appraisal.xlsx", APPRAISED)
    assert (appraisal, codes(problems)) == (NO_APPRAISAL, [("file-empty", None, "")])


def test_where_units_score_themselves_the_file_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "appraisal.xlsx").write_bytes(b"")
    appraisal, problems = read_appraisal(tmp_path / "appraisal.xlsx", cluster(*ROWS))
    assert (appraisal, codes(problems)) == (NO_APPRAISAL, [("appraisal-not-counted", None, "")])
    assert problems[0].severity == "warning"


def test_blank_in_both_rounds_is_not_appraised_and_blank_under_a_tick_is_agreed() -> None:
    shown = {"A": claimed(), "B": claimed(_1_1=8, _3_1={"opinion": "xem lại"})}
    shown["B"]["1.1"]["opinion"] = "chậm"
    plain, ticked = (appraiser(APPRAISED, "Cụm", shown, ticked=ticks) for ticks in ("", "A"))
    assert written(APPRAISED, "A", "1.1", plain) == []
    assert written(APPRAISED, "B", "3.1", plain) == []
    assert written(APPRAISED, "A", "1.1", ticked) == [(Missing.BLANK, Missing.BLANK, True)]
    assert written(APPRAISED, "B", "1.1", ticked) == [(8, Missing.BLANK, False)]
    assert found(APPRAISED, plain) == found(APPRAISED, ticked) == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("tám", "number-unreadable"),
        ("1.250", "number-ambiguous"),
        ("20⁷", "number-footnote"),
        ("80%", "number-is-percent"),
        ("8/100", "number-over-other"),
        (error_cell("#REF!"), "cell-error"),
        (uncalculated("A1"), "formula-not-calculated"),
        (-1, "value-negative"),
        ("10.01", "score-above-maximum"),
        (207, "score-above-maximum"),
    ],
)
@pytest.mark.parametrize("field", ["first", "second"])
def test_what_is_no_score_leaves_the_criterion_open(value: Any, code: str, field: str) -> None:
    number = value if not isinstance(value, str) or code != "score-above-maximum" else D(value)
    sheet = appraiser(APPRAISED, "Cụm", {"A": claimed(_1_1={field: number})}, ticked="A B")
    assert found(APPRAISED, sheet) == [(code, "1.1", cell(APPRAISED, "A", "1.1", field))]
    outcome = appraised_results(APPRAISED, CLAIMS, sheet)
    assert points(outcome)["1.1"] is None
    assert (outcome.status, outcome.standings[1].open) == ("provisional", ("1.1",))


def test_a_second_score_makes_up_for_a_first_that_cannot_be_read() -> None:
    sheet = appraiser(APPRAISED, "Cụm", {"A": claimed(_1_1={"first": "tám", "second": 9})}, ticked="A B")
    assert points(appraised_results(APPRAISED, CLAIMS, sheet))["1.1"] == "9.00"
    assert found(APPRAISED, sheet) == [("number-unreadable", "1.1", "E5")]


def test_scores_follow_the_agreed_step_unless_they_are_the_claim() -> None:
    agreed = replace(APPRAISED, step=D("0.5"))
    off = {"A": claimed(_1_1={"first": D("8.25"), "opinion": "x"}, _2_1=D("8.3"))}
    assert found(agreed, appraiser(agreed, "Cụm", off)) == [("score-off-step", "1.1", "E5")]


def test_deductions_may_be_written_with_a_minus() -> None:
    sheet = appraiser(APPRAISED, "Cụm", {"A": claimed(_3_1={"first": -2, "opinion": "trừ"})}, ticked="A B")
    assert points(appraised_results(APPRAISED, CLAIMS, sheet))["3.1"] == "2.00"


def test_points_above_the_target_may_be_agreed_to_in_writing() -> None:
    over = {**CLAIM, "2.1": {"target": 100, "actual": 103}}
    shown = claimed(_2_1=D("11.5"))
    shown["2.1"]["claimed"] = D("11.5")
    sheet = appraiser(APPRAISED, "Cụm", {"A": shown}, ticked="A B")
    outcome = appraised_results(APPRAISED, {"A": over, "B": CLAIM}, sheet)
    assert (points(outcome)["2.1"], said(outcome)) == ("11.50", [])


@pytest.mark.parametrize("shown_there", [D("11.5"), D("8.3")])
@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("11", ("11.00", [])),  # two steps of 0,5 above the target
        ("12", ("12.00", [])),  # trần
        ("10.5", ("10.50", [])),
        ("11.6", (None, ["appraised-score-not-possible"])),  # of whole steps
        ("12.5", (None, ["score-above-maximum"])),
    ],
)
def test_an_appraiser_may_give_more_or_fewer_points_above_the_target(
    score: str, expected: tuple[str | None, list[str]], shown_there: Decimal
) -> None:
    claims = {**CLAIM, "2.1": {"target": 100, "actual": 103 if shown_there > 10 else 83}}
    given = claimed(_2_1={"first": D(score), "opinion": "đếm lại", "claimed": shown_there})
    outcome = appraised_results(
        APPRAISED, {"A": claims, "B": CLAIM}, appraiser(APPRAISED, "Cụm", {"A": given}, ticked="A B")
    )
    assert (points(outcome)["2.1"], [code for code, *_ in said(outcome)]) == expected
    rules = {"excess": "0.5", "excess_step": 1, "excess_cap": 2}
    agreed = cluster(("1", "ratio", 10, rules), source=Source.APPRAISED)
    own = {**claims["2.1"], "appraised_score": D(score)}
    in_sheet = tally(agreed, collection([submission(agreed, {"1": own}, appraised=True, appraiser="Bà Sen")]))
    assert (points(in_sheet)["1"], [code for code, *_ in said(in_sheet)]) == expected


def test_points_above_the_target_have_no_limit_without_a_cap() -> None:
    agreed = cluster(("1", "ratio", 10, {"excess": "0.5", "excess_step": 1}), source=Source.APPRAISED)
    own = {"target": 100, "actual": 103, "appraised_score": D("42.5")}
    outcome = tally(agreed, collection([submission(agreed, {"1": own}, appraised=True, appraiser="Bà Sen")]))
    assert (points(outcome)["1"], said(outcome)) == ("42.50", [])


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"first": 8}, True),
        ({"first": 8, "opinion": "chậm"}, False),
        ({"first": 8, "explanation": "đã gửi"}, True),  # the unit's words are no reason for the first score
        ({"first": 8, "second": 9}, False),
        ({"first": 8, "second": 7, "explanation": "đã gửi"}, False),
        ({"first": 9, "second": 7}, True),
        ({"first": D("9.00")}, False),
        ({"second": 8, "opinion": "chậm"}, False),
    ],
)
def test_a_score_that_differs_needs_its_reason(cells: dict[str, Any], missing: bool) -> None:
    sheet = appraiser(APPRAISED, "Cụm", {"A": claimed(_1_1=cells)}, ticked="A B")
    assert found(APPRAISED, sheet) == ([("appraisal-reason-missing", "1.1", "H5")] if missing else [])
    outcome = appraised_results(APPRAISED, CLAIMS, sheet)
    assert (outcome.status == "provisional") is missing
    assert points(outcome)["1.1"] == f"{cells.get('second', cells.get('first')):.2f}"  # it counts all the same


def test_a_reason_is_asked_for_where_the_workbook_shows_no_claim() -> None:
    bare = {"A": {"1.1": {"first": 8}, "1.2": {"first": 20}}}
    outcome = appraised_results(APPRAISED, CLAIMS, appraiser(APPRAISED, "Cụm", bare, ticked="A B"))
    assert said(outcome) == [("appraisal-reason-missing", "A", "1.1")]


def test_a_score_beside_an_empty_claim_needs_its_reason_too() -> None:
    shown = claimed(_1_1=4)
    shown["1.1"]["claimed"] = None
    sheets = appraiser(APPRAISED, "Cụm", {"A": shown})
    facts = {"cluster": APPRAISED.name, "period": APPRAISED.period, "digest": APPRAISED.tree.digest}
    assert codes(appraisal_of([book(sheets, facts=facts)], APPRAISED)[1]) == [("appraisal-reason-missing", "1.1", "H5")]


def test_what_follows_all_units_takes_no_appraised_score() -> None:
    sheet = appraiser(APPRAISED, "Cụm", {"A": claimed(_2_2=5)}, ticked="A B")
    assert found(APPRAISED, sheet) == [("appraised-score-of-peers", "2.2", "E9")]
    assert points(appraised_results(APPRAISED, CLAIMS, sheet))["2.2"] == "10.00"


def test_headings_are_not_scored() -> None:
    sheet = appraiser(APPRAISED, "Cụm", {"A": {"1": {"first": 25}}})
    assert found(APPRAISED, sheet) == [("appraisal-score-on-heading", "1", "E4")]


# The sheets themselves


def grid(*rows: list[Any], name: str = "Cụm") -> Sheet:
    return sheet_of(name, rows)


NAMES = [None, None, None, "A", None, None]
HEAD = ["Tiêu chí", "Nội dung", "Điểm tối đa", "Tự chấm", "Lần 1", "Ý kiến"]
LINE = ["1.1", "Tiêu chí số 1.1", 10, 9, 9, None]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([NAMES, HEAD, LINE], []),
        ([NAMES, HEAD, [D("1.1"), *LINE[1:]]], [("definition-path-is-number", "A3")]),
        ([NAMES, HEAD, ["9.9", *LINE[1:]]], [("definition-unknown-criterion", "A3")]),
        ([NAMES, HEAD, ["9.9", "ghi chú", None, None, None, None]], []),
        ([NAMES, HEAD, LINE, LINE], [("appraisal-row-twice", "A4")]),
        ([NAMES, HEAD, LINE, [None, "Khác", None, None, 3, None]], [("appraisal-row-without-criterion", "A4")]),
        ([NAMES, HEAD, LINE, [None, "Tổng cộng", None, None, 3, None]], []),
        ([NAMES, HEAD, LINE, ["Tổng cộng", None, None, None, 3, None]], []),
        ([NAMES, HEAD, ["1.1", "Việc khác hẳn", *LINE[2:]]], [("appraisal-text-reworded", "B3")]),
        ([NAMES, HEAD, ["1.1", "1) Tiêu chí số 1.1", *LINE[2:]]], []),
        ([NAMES, HEAD, [*LINE[:2], 12, *LINE[3:]]], [("maximum-changed", "C3")]),
        ([NAMES, ["Mã", *HEAD[1:]], LINE], [("appraisal-no-column", "A2"), ("appraisal-without-table", "")]),
        ([[None, None, None, "Z"], HEAD, LINE], [("definition-unknown-unit", "D1"), ("appraisal-without-table", "")]),
        ([[None], HEAD, LINE], [("appraisal-column-without-unit", "D2"), ("appraisal-without-table", "")]),
        ([[*NAMES, "A"], [*HEAD, "Lần 1"], LINE], [("appraisal-unit-twice", "G1")]),
        ([NAMES, [*HEAD, "Lần 1"], LINE], [("appraisal-column-twice", "G2")]),
        ([["Ghi chú"], ["chỉ là lời"]], [("appraisal-sheet-not-read", ""), ("appraisal-without-table", "")]),
        ([["Tiêu chí", "Điểm"], ["1.1", 5]], [("appraisal-sheet-unclear", ""), ("appraisal-without-table", "")]),
        ([["Đã thẩm định", None, None, "có lẽ"], NAMES, HEAD, LINE], [("appraisal-tick-unreadable", "D1")]),
    ],
)
def test_slips_of_layout_are_named_by_cell(rows: list[list[Any]], expected: list[tuple[str, str]]) -> None:
    assert [(code, at) for code, _, at in found(APPRAISED, grid(*rows))] == expected


def test_units_are_known_by_any_name_and_labels_in_english() -> None:
    names, head = [None, None, None, " sở  A"], ["Criterion", "Text", "Maximum", "Claimed", "Round 1", "Opinion"]
    appraisal, problems = read(APPRAISED, grid(names, head, LINE))
    assert (list(appraisal.marks), problems) == ([("A", "1.1")], [])


def test_notes_under_a_name_with_an_underscore_are_passed_over() -> None:
    assert found(APPRAISED, grid(NAMES, HEAD, LINE), grid(["ghi chú"], name="_Nháp")) == []


def test_a_hidden_sheet_counts_and_is_said() -> None:
    hidden = replace(grid(NAMES, HEAD, LINE), state="hidden")
    assert [code for code, *_ in found(APPRAISED, hidden)] == ["appraisal-sheet-hidden"]
    assert written(APPRAISED, "A", "1.1", hidden) == [(9, Missing.BLANK, False)]


def test_an_appraiser_has_one_sheet() -> None:
    sheets = [appraiser(APPRAISED, name, {}, title="Bà Sen") for name in ("Sheet1", "Sheet2")]
    appraisal, problems = read(APPRAISED, *sheets)
    assert (appraisal.appraisers, codes(problems)) == (("Bà Sen",), [("appraisal-appraiser-twice", None, "")])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"period": "năm 2025"}, ["appraisal-of-another"]),
        ({"cluster": "Cụm số 9"}, ["appraisal-of-another"]),
        ({"digest": "0"}, ["appraisal-criteria-changed"]),
    ],
)
def test_a_workbook_of_another_time_is_not_taken(changed: dict[str, str], expected: list[str]) -> None:
    facts = {"cluster": APPRAISED.name, "period": APPRAISED.period, "digest": APPRAISED.tree.digest, **changed}
    workbook = book(appraiser(APPRAISED, "Cụm", {"A": claimed(_1_1=9)}), facts=facts)
    appraisal, problems = appraisal_of([workbook], APPRAISED)
    assert [code for code, *_ in codes(problems)] == expected
    assert bool(appraisal.marks) is (expected != ["appraisal-of-another"])


def test_in_an_issued_workbook_a_row_of_another_criterion_is_an_error() -> None:
    workbook = book(grid(NAMES, HEAD, ["1.1", "Việc khác hẳn", *LINE[2:]]), facts={"digest": "0"})
    assert [code for code, *_ in codes(appraisal_of([workbook], APPRAISED)[1])] == [
        "appraisal-criteria-changed",
        "appraisal-text-differs",
    ]


# Cross-scoring


def test_nobody_scores_itself() -> None:
    everything = {"A": claimed(_1_1=9), "B": claimed(_1_1=9)}
    sheets = [appraiser(APPRAISED, name, everything) for name in ("sở a", "B")]
    appraisal, problems = read(replace(APPRAISED, combine=Combine.MEAN), *sheets)
    assert [(one.code, one.unit, str(one.place)) for one in problems] == [
        ("appraisal-own-unit", "A", "appraisal.xlsx ▸ sở a ▸ E5"),
        ("appraisal-own-unit", "B", "appraisal.xlsx ▸ B ▸ J5"),
    ]
    assert {unit: [mark.appraiser for mark in marks] for (unit, _), marks in appraisal.marks.items()} == {
        "A": ["B"],
        "B": ["sở a"],
    }


def test_nobody_ticks_itself_either() -> None:
    sheet = appraiser(APPRAISED, "1", {}, ticked="A B", title="Sở A")
    appraisal, problems = read(replace(APPRAISED, combine=Combine.MEAN), sheet)
    assert codes(problems) == [("appraisal-own-unit", None, "D1")]
    assert {unit for unit, _ in appraisal.marks} == {"B"}


def test_where_the_lead_is_the_unit_the_next_one_leads() -> None:
    sheets = [
        appraiser(APPRAISED, "A", {"B": claimed(_1_1={"first": 8, "opinion": "x"})}),
        appraiser(APPRAISED, "B", {"A": claimed(_1_1={"first": 7, "opinion": "x"})}),
    ]
    outcome = appraised_results(APPRAISED, CLAIMS, *sheets)
    assert (points(outcome)["1.1"], points(outcome, "B")["1.1"]) == ("7.00", "8.00")
    assert [(one.code, one.unit) for one in outcome.problems if one.severity == "note"] == [
        ("appraisal-lead-is-unit", "A")
    ]


# Combining


def independent(rule: str, scores: list[Fraction]) -> Fraction | None:
    """The rules of Gộp điểm thẩm định again, in other words and without the project's code."""
    count, ranked = len(scores), sorted(scores)
    if rule == "trưởng nhóm":
        return scores[0]
    if rule == "trung bình":
        return Fraction(sum(scores), count)
    if rule == "trung vị":
        return Fraction(ranked[(count - 1) // 2] + ranked[count // 2], 2)
    return Fraction(sum(scores) - max(scores) - min(scores), count - 2) if count > 2 else None


RULES = {
    "trưởng nhóm": Combine.LEAD,
    "trung bình": Combine.MEAN,
    "trung vị": Combine.MEDIAN,
    "trung bình bỏ cao nhất và thấp nhất": Combine.TRIMMED_MEAN,
}
given_scores = st.lists(st.decimals(0, 10, places=2).map(Fraction), min_size=1, max_size=7)


@given(st.sampled_from(list(RULES)), given_scores)
def test_combining_agrees_with_an_independent_recomputation(rule: str, scores: list[Fraction]) -> None:
    assert combine(RULES[rule], scores) == independent(rule, scores)


@given(st.sampled_from(list(Combine)), given_scores, st.randoms())
def test_a_combined_score_lies_between_the_others_whatever_their_order(
    rule: Combine, scores: list[Fraction], randoms: Any
) -> None:
    combined = combine(rule, scores)
    if combined is None:
        assert (rule, len(scores) < 3) == (Combine.TRIMMED_MEAN, True)
        return
    assert min(scores) <= combined <= max(scores)
    shuffled = randoms.sample(scores, len(scores))
    if rule is not Combine.LEAD:
        assert combine(rule, shuffled) == combined


@pytest.mark.parametrize(
    ("rule", "scores", "combined"),
    [
        (Combine.LEAD, "8 9.5 10", "8.00"),
        (Combine.MEAN, "8 9 9", "8.67"),
        (Combine.MEAN, "8 8.01", "8.01"),  # 8,005 goes up
        (Combine.MEDIAN, "7 10 8", "8.00"),
        (Combine.MEDIAN, "7 8.01", "7.51"),  # 7,505 goes up
        (Combine.TRIMMED_MEAN, "0 8 9 9.5", "8.50"),
        (Combine.TRIMMED_MEAN, "10 10 7", "10.00"),
    ],
)
def test_several_appraisers_come_to_one_score(rule: Combine, scores: str, combined: str) -> None:
    agreed = replace(APPRAISED, combine=rule)
    given_ = [D(score) for score in scores.split()]
    sheets = [
        appraiser(agreed, f"Người {n}", {"A": claimed(_1_1={"first": score, "opinion": "x"})}, ticked="A B")
        for n, score in enumerate(given_)
    ]
    outcome = appraised_results(agreed, CLAIMS, *sheets)
    assert (points(outcome)["1.1"], str(scores_of(outcome).appraised), said(outcome)) == (combined, combined, [])
    one = next(one for one in outcome.appraisals if (one.unit, one.criterion) == ("A", "1.1"))
    assert (str(one.score), one.low, one.high, str(one.claimed)) == (combined, min(given_), max(given_), "9.00")
    assert [(mark.appraiser, mark.first) for mark in one.marks] == [(f"Người {n}", s) for n, s in enumerate(given_)]


def scores_of(outcome: Results, path: str = "1.1") -> Score:
    return scores(outcome)[path]


def test_who_agrees_gives_what_was_claimed() -> None:
    agreed = replace(APPRAISED, combine=Combine.MEAN)
    sheets = [
        appraiser(agreed, "1", {"A": claimed(_1_1={"first": 8, "opinion": "x"})}, ticked="A B"),
        appraiser(agreed, "2", {"A": claimed(), "B": claimed()}, ticked="A B"),
    ]
    outcome = appraised_results(agreed, CLAIMS, *sheets)
    assert (points(outcome)["1.1"], said(outcome)) == ("8.50", [])
    assert [(mark.first, mark.agreed) for mark in outcome.appraisals[0].marks] == [(8, False), (None, True)]


def test_who_wrote_nothing_is_left_out() -> None:
    agreed = replace(APPRAISED, combine=Combine.MEAN)
    sheets = [appraiser(agreed, "1", {"A": claimed(_1_1={"first": 8, "opinion": "x"})}), appraiser(agreed, "2", {})]
    assert points(appraised_results(agreed, CLAIMS, *sheets))["1.1"] == "8.00"


def test_an_appraiser_who_says_nothing_of_a_unit_that_others_looked_at_is_named() -> None:
    """In cross-scoring B sends nothing back: A has C's word alone, C has A's, and nobody would know."""
    agreed = replace(APPRAISED, units=cluster(*ROWS, units="A B C").units)
    everybody = claimed()
    sheets = {
        name: appraiser(agreed, name, dict.fromkeys(others, everybody), others if name != "B" else ())
        for name, others in (("A", "BC"), ("B", "AC"), ("C", "AB"))
    }
    silent = [("appraisal-voice-missing", None, "")]
    for rule in (Combine.MEAN, Combine.MEDIAN, Combine.TRIMMED_MEAN):
        problems = read(replace(agreed, combine=rule), *sheets.values())[1]
        assert codes(problems) == silent
        assert (problems[0].place.sheet, dict(problems[0].params)["count"]) == ("B", "2")
    assert codes(read(replace(agreed, combine=Combine.LEAD), *sheets.values())[1]) == [
        ("appraisal-lead-is-unit", None, "")
    ]
    partly = appraiser(agreed, "B", {"A": claimed(_1_1={"first": 8, "opinion": "thiếu hồ sơ"}), "C": everybody}, "C")
    mean = replace(agreed, combine=Combine.MEAN)
    assert codes(read(mean, sheets["A"], partly, sheets["C"])[1]) == []
    fewer = appraiser(agreed, "B", {"C": everybody}, "C", units="C")
    assert codes(read(mean, sheets["A"], fewer, sheets["C"])[1]) == []  # A was not for B to look at


def test_one_unreadable_score_leaves_the_combined_one_open() -> None:
    agreed = replace(APPRAISED, combine=Combine.MEAN)
    sheets = [appraiser(agreed, n, {"A": claimed(_1_1=score)}) for n, score in (("1", 9), ("2", "chín"))]
    outcome = appraised_results(agreed, CLAIMS, *sheets)
    assert (scores_of(outcome).state, scores_of(outcome).points) == ("unreadable", None)


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_to_leave_out_the_highest_and_the_lowest(count: int) -> None:
    agreed = replace(APPRAISED, combine=Combine.TRIMMED_MEAN)
    sheets = [appraiser(agreed, f"{n}", {"A": claimed(_1_1=9)}) for n in range(count)]
    outcome = appraised_results(agreed, CLAIMS, *sheets)
    assert ("appraisal-too-few", "A", None) in said(outcome)
    few = next(one for one in outcome.problems if one.code == "appraisal-too-few")
    assert few.params == {"count": "1", "criteria": "1.1", "needed": "3"}
    assert (scores_of(outcome).state, scores_of(outcome).points) == ("open", None)


def test_a_lead_who_says_nothing_is_an_error_and_the_others_do_not_count() -> None:
    sheets = [
        appraiser(APPRAISED, "1", {"A": claimed(_1_2=20)}),
        appraiser(APPRAISED, "2", {"A": claimed(_1_1={"first": 8, "opinion": "x"})}),
    ]
    outcome = appraised_results(APPRAISED, CLAIMS, *sheets)
    assert points(outcome)["1.1"] == "9.00"
    assert ("appraisal-lead-silent", "A", None) in said(outcome)


amounts = st.decimals(0, 10, places=1).map(lambda value: D(f"{value:f}"))


@settings(deadline=None, max_examples=30)
@given(st.sampled_from([Combine.MEAN, Combine.MEDIAN, Combine.TRIMMED_MEAN]), st.lists(amounts, min_size=3, max_size=3))
def test_the_order_of_the_sheets_does_not_matter(rule: Combine, given_: list[Decimal]) -> None:
    agreed = replace(APPRAISED, combine=rule)
    sheets = [
        appraiser(agreed, f"{n}", {"A": claimed(_1_1={"first": score, "opinion": "x"})}, ticked="A B")
        for n, score in enumerate(given_)
    ]
    all_orders = [appraised_results(agreed, CLAIMS, *order).standings for order in permutations(sheets)]
    assert all(one == all_orders[0] for one in all_orders)


@settings(deadline=None, max_examples=30)
@given(amounts, st.integers(0, 4), st.integers(0, 130), st.sampled_from(list(Combine)))
def test_an_appraisal_equal_to_the_claim_changes_nothing(
    score: Decimal, times: int, actual: int, rule: Combine
) -> None:
    claim = {**CLAIM, "1.1": score, "1.2": times, "2.1": {"target": 100, "actual": actual}}
    alone = tally(cluster(*ROWS, units="A B"), collected(APPRAISED, {"A": claim, "B": CLAIM}))
    agreed = replace(APPRAISED, combine=rule)
    same = {path: {"claimed": one.points, "first": one.points} for path, one in scores(alone).items() if path != "2.2"}
    sheets = [appraiser(agreed, f"{n}", {"A": same}, ticked="B") for n in range(3)]
    outcome = appraised_results(agreed, {"A": claim, "B": CLAIM}, *sheets)
    assert outcome.status == "official", said(outcome)
    assert points(outcome) == points(alone)
    assert [replace(one, source="self") for one in outcome.standings] == list(alone.standings)


# What counts, in its order


def one(kind: str, cells: Mapping[str, Any], sheet: Any = None, **given_: Any) -> tuple[Any, list[str]]:
    """(points, codes) of a single criterion of ten points whose sheet somebody appraised."""
    options = given_.pop("options", {})
    agreed = cluster(("1", kind, 10, options), source=Source.APPRAISED, **given_)
    if sheet is not None:
        outcome = appraised_results(agreed, {"A": {"1": cells}}, appraiser(agreed, "Cụm", {"A": {"1": sheet}}))
    else:
        made = submission(agreed, {"1": cells}, appraised=True, appraiser="Bà Sen")
        outcome = tally(agreed, collection([made]))
    return points(outcome)["1"], [one.code for one in outcome.problems]


def test_the_appraised_score_goes_before_the_appraised_result_before_the_claim() -> None:
    claim = {"target": 100, "actual": 80}
    assert one("ratio", claim) == ("8.00", [])
    assert one("ratio", {**claim, "appraised_actual": 70}) == ("7.00", [])
    both = {**claim, "appraised_actual": 70, "appraised_score": 7}
    assert one("ratio", both) == ("7.00", [])
    assert one("ratio", {**both, "appraised_score": 6}) == ("6.00", ["appraised-scores-differ"])
    assert one("ratio", {**claim, "appraised_score": 5}) == ("5.00", [])


def test_appraisal_xlsx_goes_before_the_sheets_own_cells_which_must_not_differ() -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED)
    sheet = appraiser(agreed, "Cụm", {"A": {"1": {"claimed": 9, "first": 8, "opinion": "x"}}})
    for own, expected in ((8, []), (7, [("appraisal-sheet-differs", "1", "L11")])):
        made = submission(agreed, {"1": {"self_score": 9, "appraised_score": own}}, appraiser="Bà Sen")
        laid = collected(agreed, {"A": {"1": 9}}, sheet)
        laid.submissions["A"] = replace(
            made, entries={"1": replace(made.entries["1"], marks=laid.submissions["A"].entries["1"].marks)}
        )
        outcome = tally(agreed, laid)
        assert points(outcome)["1"] == "8.00"
        assert [(f.code, f.criterion, f.cell) for f in outcome.problems] == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"appraised_score": 8}, []),
        ({"appraised_score": 7}, [("appraisal-sheet-differs", "L11")]),
        ({"appraised_actual": 7}, [("appraisal-sheet-differs", "K11")]),
    ],
)
def test_a_tick_in_appraisal_xlsx_agrees_to_the_claim_whatever_the_sheet_says(own: Any, expected: Any) -> None:
    agreed = cluster(("1", "ratio", 10), source=Source.APPRAISED)
    laid = collected(agreed, {"A": {"1": 1}}, appraiser(agreed, "Cụm", {"A": {"1": {"claimed": 8}}}, ticked="A"))
    marks = laid.submissions["A"].entries["1"].marks
    made = submission(agreed, {"1": {"target": 10, "actual": 8, **own}}, appraised=True, appraiser="Bà Sen")
    laid.submissions["A"] = replace(made, entries={"1": replace(made.entries["1"], marks=marks)})
    outcome = tally(agreed, laid)
    assert points(outcome)["1"] == "8.00"
    assert [(one.code, one.cell) for one in outcome.problems] == expected


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("direct", {"self_score": 9, "appraised_score": 11}, (None, ["score-above-maximum"])),
        ("direct", {"self_score": 9, "appraised_score": 100}, (None, ["score-extra-digit"])),
        ("direct", {"self_score": 9, "appraised_score": -1}, (None, ["value-negative"])),
        ("direct", {"self_score": 9, "appraised_score": UNREADABLE}, (None, [])),
        ("direct", {"self_score": 9, "appraised_score": D("8.125")}, ("8.13", ["score-rounded"])),
        ("direct", {"self_score": 9, "appraised_actual": 8}, (None, ["appraised-score-in-result"])),
        ("direct", {"self_score": BLANK, "appraised_score": 8}, ("8.00", [])),
        ("direct", {"self_score": 207, "appraised_score": 8}, ("8.00", [])),
        ("direct", {"self_score": UNREADABLE, "appraised_score": 8}, ("8.00", [])),
        ("pass", {"actual": 1, "appraised_actual": 0}, ("0.00", [])),
        ("pass", {"actual": 1, "appraised_score": 5}, (None, ["appraised-score-not-possible"])),
        ("pass", {"actual": 1, "appraised_score": 0}, ("0.00", [])),
        ("pass", {"actual": UNREADABLE, "appraised_actual": 1}, ("10.00", [])),
        ("ratio", {"target": 10, "actual": 9, "appraised_actual": UNREADABLE}, (None, [])),
        ("ratio", {"target": BLANK, "actual": 9, "appraised_actual": 8}, (None, ["target-missing"])),
        ("ratio", {"target": BLANK, "actual": 9, "appraised_score": 8}, ("8.00", [])),
        ("ratio", {"target": 10, "actual": 9, "self_score": 8, "appraised_score": 9}, ("9.00", [])),
        ("leader", {"target": 10, "actual": 9, "appraised_score": 9}, ("4.50", ["appraised-score-of-peers"])),
        ("leader", {"target": 10, "actual": 9, "appraised_actual": 8}, ("4.00", [])),
    ],
)
def test_appraised_cells_of_a_sheet(kind: str, cells: dict[str, Any], expected: Any) -> None:
    assert one(kind, cells) == expected


def test_a_score_of_appraisal_xlsx_must_be_one_that_the_kind_can_give() -> None:
    assert one("pass", {"actual": 1}, {"claimed": 10, "first": 5, "opinion": "x"}) == (
        None,
        ["appraised-score-not-possible"],
    )
    assert one("pass", {"actual": 1}, {"claimed": 10, "first": 0, "opinion": "x"}) == ("0.00", [])


def test_of_several_scores_each_must_be_possible_but_not_their_mean() -> None:
    agreed = cluster(("1", "pass", 10), source=Source.APPRAISED, combine=Combine.MEAN)
    cells = [{"claimed": 10, "first": score, "opinion": "x"} for score in (10, 0)]
    sheets = [appraiser(agreed, f"{n}", {"A": {"1": cell_}}) for n, cell_ in enumerate(cells)]
    outcome = appraised_results(agreed, {"A": {"1": 1}}, *sheets)
    assert (points(outcome)["1"], outcome.status) == ("5.00", "official")


def test_what_was_wrong_with_a_claim_is_no_longer_said_where_a_score_takes_its_place() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "direct", 10), source=Source.APPRAISED)
    cells = {"self_score": UNREADABLE, "appraised_score": 8}
    made = submission(agreed, {"1": cells, "2": UNREADABLE}, appraised=True, appraiser="Bà Sen")
    came = collection([made])
    came.problems += [
        problem("number-unreadable", made.place(path, "self_score"), "A", path, text="x") for path in ("1", "2")
    ]
    outcome = tally(agreed, came)
    assert [(one.code, one.criterion) for one in outcome.problems] == [("number-unreadable", "2")]


def test_a_finding_about_the_appraised_cell_itself_stays() -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED)
    made = submission(agreed, {"1": {"self_score": 8, "appraised_score": 8}}, appraised=True, appraiser="Bà Sen")
    came = collection([made])
    came.problems.append(problem("number-as-text", made.place("1", "appraised_score"), "A", "1", text="8", value=8))
    assert [one.code for one in tally(agreed, came).problems] == ["number-as-text"]


def test_a_decision_goes_before_every_appraisal() -> None:
    sheet = appraiser(APPRAISED, "Cụm", {"A": claimed(_1_1={"first": 8, "opinion": "x"})}, ticked="A B")
    by_points = Adjustment("A", "1.1", None, D(3), "kết luận thanh tra")
    outcome = tally(APPRAISED, collected(APPRAISED, CLAIMS, sheet), Decisions(adjustments=(by_points,)))
    assert (points(outcome)["1.1"], outcome.status) == ("3.00", "official")
    assert (str(outcome.changes[0].before), str(outcome.changes[0].after)) == ("8.00", "3.00")
    by_result = Adjustment("A", "1.2", D(1), None, "kết luận thanh tra")
    marked = appraiser(APPRAISED, "Cụm", {"A": claimed(_1_2={"first": 15, "opinion": "x"})}, ticked="A B")
    outcome = tally(APPRAISED, collected(APPRAISED, CLAIMS, marked), Decisions(adjustments=(by_result,)))
    assert points(outcome)["1.2"] == "5.00"


def test_an_appraised_result_moves_the_points_of_the_others() -> None:
    agreed = cluster(("1", "leader", 10), ("2", "mean", 10), units="A B", source=Source.APPRAISED)
    claims = {"A": {"1": {"target": 10, "actual": 20}, "2": 60}, "B": {"1": {"target": 10, "actual": 15}, "2": 50}}

    def with_result(**cells: Any) -> Results:
        made = {unit: dict(values) for unit, values in claims.items()}
        made["A"] = {"1": {"target": 10, "actual": 20, **cells}, "2": {"actual": 60, **cells}}
        sheets = (submission(agreed, made[unit], unit, appraised=True, appraiser="Bà Sen") for unit in "AB")
        return tally(agreed, collection(sheets))

    assert points(with_result(), "B") == {"1": "7.50", "2": "0.00"}
    lowered = with_result(appraised_actual=12)
    assert (points(lowered), points(lowered, "B")) == ({"1": "7.00", "2": "0.00"}, {"1": "10.00", "2": "10.00"})
    assert (scores(lowered)["1"].actual, scores(lowered)["1"].place) == (12, "A.xlsx ▸ Bảng chấm điểm ▸ K11")
    one_ = lowered.appraisals[0]
    assert (one_.claimed_actual, one_.actual, one_.score) == (20, 12, None)


def test_an_appraised_score_meets_or_loses_a_requirement() -> None:
    agreed = cluster(("1", "pass", 10), ("2", "direct", 10, {"requires": "1"}), source=Source.APPRAISED)
    made = submission(agreed, {"1": {"actual": 1, "appraised_score": 0}, "2": 8}, appraised=True, appraiser="Bà Sen")
    assert points(tally(agreed, collection([made]))) == {"1": "0.00", "2": "0.00"}
    made = submission(agreed, {"1": {"actual": 0, "appraised_actual": 1}, "2": 8}, appraised=True, appraiser="Bà Sen")
    assert points(tally(agreed, collection([made]))) == {"1": "10.00", "2": "8.00"}


def test_a_row_that_is_never_counted_meets_a_requirement_by_what_was_appraised() -> None:
    rows: list[Row] = [("1", "count", 10, {"points": 1, "group": "uncounted"}), ("2", "direct", 10, {"requires": "1"})]
    agreed = cluster(*rows, source=Source.APPRAISED)
    for cells, expected in (({"appraised_actual": 0}, "0.00"), ({"appraised_score": 0}, "0.00"), ({}, "8.00")):
        made = submission(agreed, {"1": {"actual": 3, **cells}, "2": 8}, appraised=True, appraiser="Bà Sen")
        assert points(tally(agreed, collection([made])))["2"] == expected


def test_an_appraiser_may_choose_another_of_several() -> None:
    rows: list[Row] = [("1", "choice", 10), ("1.1", "direct", 10), ("1.2", "direct", 6)]
    agreed = cluster(*rows, source=Source.APPRAISED)
    cells = {"1.1": {"claimed": 10, "first": 0, "opinion": "x"}, "1.2": {"first": 6, "opinion": "x"}}
    outcome = appraised_results(agreed, {"A": {"1.1": 10}}, appraiser(agreed, "Cụm", {"A": cells}))
    assert (points(outcome), outcome.status) == ({"1.1": "0.00", "1.2": "6.00"}, "official")


# Không được giao


def test_an_appraiser_confirms_that_a_criterion_was_not_assigned() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "direct", 10), source=Source.APPRAISED)
    asks = {"1": 8, "2": {"not_assigned": True}}
    open_ = tally(agreed, collection([submission(agreed, asks, appraiser="Bà Sen")]))
    assert scores_of(open_, "2").state == "open"
    agreed_to = tally(agreed, collection([submission(agreed, asks, appraised=True, appraiser="Bà Sen")]))
    assert (scores_of(agreed_to, "2").state, agreed_to.status, str(agreed_to.standings[0].max)) == (
        "not_assigned",
        "official",
        "10.00",
    )
    in_workbook = appraised_results(agreed, {"A": asks}, appraiser(agreed, "Cụm", {}, ticked="A"))
    assert (scores_of(in_workbook, "2").state, in_workbook.status) == ("not_assigned", "official")
    denied = appraiser(agreed, "Cụm", {"A": {"2": {"first": 0, "opinion": "có giao"}}}, ticked="A")
    outcome = appraised_results(agreed, {"A": asks}, denied)
    assert (points(outcome)["2"], outcome.status) == ("0.00", "official")


def test_appraisers_who_disagree_confirm_nothing() -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED, combine=Combine.MEAN)
    sheets = [
        appraiser(agreed, "1", {}, ticked="A"),
        appraiser(agreed, "2", {"A": {"1": {"first": 5, "opinion": "có giao"}}}),
    ]
    outcome = appraised_results(agreed, {"A": {"1": {"not_assigned": True}}}, *sheets)
    assert (scores_of(outcome, "1").state, said(outcome)) == ("open", [("not-assigned-requested", "A", "1")])


def test_what_is_appraised_though_not_assigned_is_said() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "direct", 10), targets={("A", "2"): None}, source=Source.APPRAISED)
    sheet = appraiser(agreed, "Cụm", {"A": {"1": {"claimed": 8, "first": 8}, "2": {"first": 5, "opinion": "x"}}})
    outcome = appraised_results(agreed, {"A": {"1": 8}}, sheet)
    assert (said(outcome), outcome.status) == ([("filled-though-not-assigned", "A", "2")], "official")


# A claim that was sent again


def test_a_claim_that_changed_after_it_was_looked_at() -> None:
    later = {**CLAIM, "1.1": 10}
    scored = appraiser(APPRAISED, "Cụm", {"A": claimed(_1_1={"first": 8, "opinion": "x"})}, ticked="A B")
    outcome = appraised_results(APPRAISED, {"A": later, "B": CLAIM}, scored)
    assert (points(outcome)["1.1"], said(outcome)) == ("8.00", [("appraisal-claim-changed", "A", "1.1")])
    only_agreed = appraiser(APPRAISED, "Cụm", {"A": claimed()}, ticked="A B")
    outcome = appraised_results(APPRAISED, {"A": later, "B": CLAIM}, only_agreed)
    assert (outcome.status, said(outcome)) == ("provisional", [("appraisal-agreed-changed", "A", "1.1")])


# Nguồn điểm


def sources(outcome: Results) -> dict[str, str]:
    return {one.unit: one.source for one in outcome.standings}


def reasons(outcome: Results) -> list[str]:
    return [one.code for one in outcome.reasons]


def test_appraised_scores_are_asked_for_of_every_unit() -> None:
    outcome = appraised_results(APPRAISED, CLAIMS, appraiser(APPRAISED, "Cụm", {}, ticked="A"))
    assert sources(outcome) == {"A": "appraised", "B": "self"}
    assert (said(outcome), outcome.status) == ([("unit-not-appraised", "B", None)], "provisional")
    assert reasons(outcome) == ["units-with-errors", "sources-differ"]
    everybody = appraised_results(APPRAISED, CLAIMS, appraiser(APPRAISED, "Cụm", {}, ticked="A B"))
    assert (everybody.status, sources(everybody)) == ("official", {"A": "appraised", "B": "appraised"})


def test_units_of_different_sources_are_never_ranked_together_officially() -> None:
    agreed = replace(APPRAISED, source=Source.APPRAISED_IF_ANY)
    one_ = appraised_results(agreed, CLAIMS, appraiser(agreed, "Cụm", {}, ticked="A"))
    assert (one_.status, reasons(one_), said(one_)) == ("provisional", ["sources-differ"], [])
    assert one_.reasons[0].params == {"count": "1", "names": "Sở B"}
    none, both = (appraised_results(agreed, CLAIMS, appraiser(agreed, "Cụm", {}, ticked=t)) for t in ("", "A B"))
    assert (none.status, set(sources(none).values())) == ("official", {"self"})
    assert (both.status, set(sources(both).values())) == ("official", {"appraised"})


def test_a_unit_of_which_only_part_was_appraised_says_so() -> None:
    agreed = replace(APPRAISED, source=Source.APPRAISED_IF_ANY)
    part = claimed(_1_1={"first": 8, "opinion": "x"})
    outcome = appraised_results(agreed, CLAIMS, appraiser(agreed, "Cụm", {"A": part, "B": part}))
    assert sources(outcome) == {"A": "mixed", "B": "mixed"}
    assert reasons(outcome) == ["units-with-errors", "sources-differ"]
    lacking = next(one for one in outcome.problems if one.code == "appraisal-incomplete")
    assert lacking.params == {"count": "3", "criteria": "1.2, 2.1, 3.1"}  # 2.2 has no cell of its own


def test_every_score_written_is_as_good_as_a_tick() -> None:
    whole = claimed(_1_1=9, _1_2=20, _2_1=D("8.3"), _3_1=0)
    outcome = appraised_results(APPRAISED, CLAIMS, appraiser(APPRAISED, "Cụm", {"A": whole, "B": whole}))
    assert (outcome.status, set(sources(outcome).values())) == ("official", {"appraised"})


def test_where_units_score_themselves_nothing_appraised_counts() -> None:
    agreed = cluster(("1", "direct", 10))
    cells = {"1": {"self_score": 9, "appraised_score": 5, "appraised_actual": 3}}
    outcome = tally(agreed, collection([submission(agreed, cells, appraised=True, appraiser="Bà Sen")]))
    assert (points(outcome)["1"], outcome.status, sources(outcome)) == ("9.00", "official", {"A": "self"})
    assert [one.code for one in outcome.problems] == ["appraised-not-counted"] * 2
    assert (outcome.appraisals, scores_of(outcome, "1").appraised) == ((), 5)


@pytest.mark.parametrize("appraiser_", ["", "A", " sở a"])
def test_what_nobody_else_appraised_does_not_count(appraiser_: str) -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED)
    cells = {"1": {"self_score": 7, "appraised_score": 10}}
    outcome = tally(agreed, collection([submission(agreed, cells, appraised=True, appraiser=appraiser_)]))
    assert (points(outcome)["1"], scores_of(outcome, "1").appraised) == ("7.00", None)
    why = "appraised-by-itself" if appraiser_ else "appraised-by-nobody"
    assert {one.code for one in outcome.problems} == {"appraised-mark-by-nobody", why, "unit-not-appraised"}


def test_a_decided_criterion_needs_no_appraisal() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "direct", 10), source=Source.APPRAISED)
    sheet = appraiser(agreed, "Cụm", {"A": {"1": {"claimed": 8, "first": 8}}})
    decided = Decisions(adjustments=(Adjustment("A", "2", None, D(4), "x"),))
    outcome = tally(agreed, collected(agreed, {"A": {"1": 8, "2": 9}}, sheet), decided)
    assert (outcome.status, sources(outcome)) == ("official", {"A": "appraised"})


def test_a_criterion_that_the_sheet_lacks_can_be_appraised() -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED)
    appraisal, _ = read(agreed, appraiser(agreed, "Cụm", {"A": {"1": {"first": 4, "opinion": "x"}}}))
    came = with_appraisal(collection([submission(agreed, {}, absent=["1"])]), appraisal)
    outcome = tally(agreed, came)
    assert (points(outcome)["1"], scores_of(outcome, "1").place, outcome.problems) == (
        "4.00",
        "appraisal.xlsx ▸ Cụm ▸ E4",
        (),
    )


def test_a_subtotal_of_the_unit_is_not_blamed_for_what_an_appraiser_changed() -> None:
    agreed = cluster(("1", None, 20), ("1.1", "direct", 10), ("1.2", "direct", 10), source=Source.APPRAISED)
    claim = {"1.1": {"self_score": 9, "appraised_score": 5}, "1.2": 8}
    figures = (Subtotal("1", "G10", D(17)), Subtotal("1.1", "G11", D(9)), Subtotal("1.2", "G12", D(8)))
    made = submission(agreed, claim, appraised=True, appraiser="Bà Sen", subtotals=figures)
    _, problems = score_cluster(agreed, {"A": made})
    assert codes(problems) == []


# Results


def test_the_record_holds_every_word_of_every_appraiser() -> None:
    agreed = replace(APPRAISED, combine=Combine.MEAN)
    cells = {"first": 6, "explanation": "đã gửi", "second": 8, "opinion": "nhận"}
    sheets = [
        appraiser(agreed, "1", {"A": claimed(_1_1=cells)}, ticked="A B"),
        appraiser(agreed, "2", {"A": claimed()}, ticked="A B"),
    ]
    (record,) = appraised_results(agreed, CLAIMS, *sheets).appraisals
    assert (record.unit, record.criterion, str(record.claimed), str(record.score)) == ("A", "1.1", "9.00", "8.50")
    assert (record.low, record.high) == (8, 9)
    first, second = record.marks
    assert (first.first, first.explanation, first.second, first.opinion) == (6, "đã gửi", 8, "nhận")
    assert (second.appraiser, second.agreed) == ("2", True)


def test_what_stands_in_a_sheet_is_in_the_record_too() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "direct", 10), source=Source.APPRAISED)
    cells = {"1": {"self_score": 9, "appraised_score": 5, "appraised_opinion": "thiếu"}, "2": 8}
    (record,) = tally(agreed, collection([submission(agreed, cells, appraised=True, appraiser="Bà Sen")])).appraisals
    assert [(mark.appraiser, mark.first, mark.opinion) for mark in record.marks] == [("Bà Sen", 5, "thiếu")]
    assert (str(record.claimed), str(record.score)) == ("9.00", "5.00")


def test_checks_of_a_sheet_that_somebody_appraised() -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED)
    cells = {"1": {"self_score": 9, "appraised_score": 5}}
    assert check_unit(agreed, submission(agreed, cells, appraised=True, appraiser="Bà Sen")) == []
    unnamed = check_unit(agreed, submission(agreed, {"1": 9}, appraised=True))
    assert unnamed == [Problem("appraised-mark-by-nobody", Place("A.xlsx", "Bảng chấm điểm"), "A")]


def test_rounding_happens_once() -> None:
    """Three scores whose mean is 8,005: rounded from the exact fraction, not from a rounded sum."""
    scores_ = [Fraction("8.005"), Fraction("8.004"), Fraction("8.006")]
    combined = combine(Combine.MEAN, scores_)
    assert combined is not None
    assert (combined, round_half_up(combined, 2)) == (Fraction("8.005"), 801)
