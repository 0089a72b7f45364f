"""The main job over collections made by hand: official or provisional, standings, unranked, scores, problems."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, UNREADABLE, Row, class_rule, cluster, collection, results, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli import __version__
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Input
from emulation_cli.problems import Place, problem
from emulation_cli.results import Results
from emulation_cli.tally import find_problems, in_order, tally

D = Decimal
ROWS: list[Row] = [("1", None, 30), ("1.1", "direct", 10), ("1.2", "count", 20, {"points": 5}), ("2", "pass", 5)]
AGREED = cluster(*ROWS, units="A B C", classes=(class_rule("Tốt", 30), class_rule("Khá", 0)))
GOOD = {"A": {"1.1": 9, "1.2": 4, "2": 1}, "B": {"1.1": D("8.75"), "1.2": 3, "2": 0}, "C": {"1.1": 5, "1.2": 0, "2": 1}}


def reasons(found: Results) -> dict[str, str]:
    return {one.code: one.params["count"] for one in found.reasons}


def ranking(found: Results) -> list[tuple[str, int, str]]:
    return [(one.unit, one.rank, str(one.total)) for one in found.standings]


# Official or provisional


def test_sound_sheets_of_all_units_give_an_official_result() -> None:
    found = results(AGREED, GOOD)
    assert (found.status, found.reasons, found.unranked, found.problems) == ("official", (), (), ())
    assert ranking(found) == [("A", 1, "34.00"), ("B", 2, "23.75"), ("C", 3, "10.00")]
    assert [one.class_ for one in found.standings] == ["Tốt", "Khá", "Khá"]
    assert {one.source for one in found.standings} == {"self"}
    assert found.tool == {"version": __version__}
    assert found.cluster is AGREED


def test_a_unit_without_a_sheet_is_unranked_and_the_result_provisional() -> None:
    found = results(AGREED, {"A": GOOD["A"], "C": GOOD["C"]})
    assert (found.status, reasons(found)) == ("provisional", {"units-without-sheet": "1"})
    assert [(one.unit, one.name, one.why) for one in found.unranked] == [("B", "Sở B", "sheet-missing")]
    assert ranking(found) == [("A", 1, "34.00"), ("C", 2, "10.00")]


@pytest.mark.parametrize("value", [BLANK, UNREADABLE, D("10.5")])
def test_a_unit_with_an_open_question_stays_in_the_standings_with_a_lower_bound(value: Any) -> None:
    found = results(AGREED, {**GOOD, "A": {**GOOD["A"], "1.1": value}})
    assert found.status == "provisional"
    first = found.standings[0]
    assert (first.unit, str(first.total), first.open, str(first.at_stake)) == ("A", "25.00", ("1.1",), "10.00")
    assert reasons(found)["questions-open"] == "1"
    assert found.unranked == ()


def test_a_unit_whose_every_cell_is_blank_is_ranked_last_with_all_at_stake() -> None:
    found = results(AGREED, {**GOOD, "A": {}})
    last = found.standings[-1]
    assert (last.unit, last.rank, str(last.total), str(last.at_stake)) == ("A", 3, "0.00", "35.00")
    assert last.open == ("1.1", "1.2", "2")
    assert {(one.code, one.criterion) for one in found.problems} == {
        ("score-missing", "1.1"),
        ("result-missing", "1.2"),
        ("result-missing", "2"),
    }


def test_an_error_that_leaves_nothing_open_makes_the_result_provisional_too() -> None:
    stepped = replace(AGREED, step=D("0.5"))
    found = results(stepped, GOOD)  # 8,75 is off the step, and counts
    assert (found.status, reasons(found)) == ("provisional", {"units-with-errors": "1"})
    assert ranking(found)[1] == ("B", 2, "23.75")


def test_warnings_and_notes_leave_the_result_official() -> None:
    sheets = {**GOOD, "B": {**GOOD["B"], "1.2": {"self_score": 15}}}
    found = results(AGREED, sheets)
    assert (found.status, [one.severity for one in found.problems]) == ("official", ["warning"])


def test_a_stray_file_of_nobody_does_not_hold_the_units_up() -> None:
    sheets = collection(submission(AGREED, values, unit) for unit, values in GOOD.items())
    sheets.problems.append(problem("unit-not-found", Place("x.xlsx")))
    found = tally(AGREED, sheets)
    assert (found.status, [one.code for one in found.problems]) == ("official", ["unit-not-found"])


def test_a_unit_is_unranked_for_the_first_error_of_its_files() -> None:
    sheets = collection([submission(AGREED, GOOD["A"], "A")])
    sheets.problems += [
        problem("file-skipped", Place("~$b.xlsx"), "B"),
        problem("file-empty", Place("b.xlsx"), "B"),
        problem("file-damaged", Place("b2.xlsx"), "B", part="x"),
    ]
    found = tally(AGREED, sheets)
    assert [(one.unit, one.why) for one in found.unranked] == [("B", "file-empty"), ("C", "sheet-missing")]
    assert reasons(found) == {"units-without-sheet": "2"}


def test_nothing_collected_is_provisional_with_every_unit_unranked() -> None:
    found = tally(AGREED, Collection({}, [], []))
    assert (found.status, found.standings, list(found.scores)) == ("provisional", (), [])
    assert [one.unit for one in found.unranked] == ["A", "B", "C"]


def test_one_unit_alone_is_first() -> None:
    found = results(cluster(*ROWS), {"A": GOOD["A"]})
    assert (found.status, ranking(found)) == ("official", [("A", 1, "34.00")])


# What stands in the results


def test_scores_come_in_standings_order_with_everything_known_of_each() -> None:
    agreed = cluster(*ROWS, ("3", "ratio", 10), units="A B", targets={("A", "3"): 8, ("B", "1.1"): None})
    sheets = {
        "A": {"1.1": {"self_score": 9, "evidence": "QĐ 1", "explanation": "vì"}, "1.2": {"actual": 1, "self_score": 5},
              "2": BLANK, "3": {"actual": 6, "self_score": 7}},
        "B": {"1.2": 4, "2": 1, "3": BLANK},
    }  # fmt: skip
    found = results(agreed, sheets)
    scores = list(found.scores)
    assert [(one.unit, one.criterion) for one in scores] == [
        (unit, path) for unit in ("B", "A") for path in ("1.1", "1.2", "2", "3")
    ]
    by = {(one.unit, one.criterion): one for one in scores}
    direct = by["A", "1.1"]
    assert (direct.state, direct.self_, direct.actual, direct.computed) == ("number", D(9), None, None)
    assert (str(direct.points), str(direct.max), direct.evidence, direct.explanation) == ("9.00", "10.00", "QĐ 1", "vì")
    assert direct.place == "A.xlsx ▸ Bảng chấm điểm ▸ G11"
    count = by["A", "1.2"]
    assert (count.actual, count.self_, str(count.computed), str(count.points)) == (D(1), D(5), "5.00", "5.00")
    assert count.place == "A.xlsx ▸ Bảng chấm điểm ▸ F12"
    blank = by["A", "2"]
    assert (blank.state, blank.points, blank.computed, blank.place) == (
        "blank",
        None,
        None,
        "A.xlsx ▸ Bảng chấm điểm ▸ F13",
    )
    ratio = by["A", "3"]
    assert (ratio.target, ratio.actual, ratio.self_, str(ratio.points)) == (D(8), D(6), D(7), "7.50")
    assert (by["B", "1.1"].state, by["B", "1.1"].points) == ("not_assigned", None)
    assert by["B", "3"].state == "blank"


def test_scores_may_be_gone_through_again() -> None:
    found = results(AGREED, GOOD)
    assert list(found.scores) == list(found.scores)


def test_over_and_unreadable_are_told_apart() -> None:
    found = results(AGREED, {**GOOD, "A": {"1.1": 11, "1.2": UNREADABLE, "2": {"not_assigned": True}}})
    states = {one.criterion: one.state for one in found.scores if one.unit == "A"}
    assert states == {"1.1": "over_max", "1.2": "unreadable", "2": "open"}


def test_a_criterion_without_a_row_stands_at_its_sheet() -> None:
    agreed = cluster(*ROWS)
    found = tally(agreed, collection([submission(agreed, {"1.1": 9, "1.2": 1}, absent=["2"])]))
    assert [one.place for one in found.scores][-1] == "A.xlsx ▸ Bảng chấm điểm"
    assert [(one.code, one.cell) for one in found.problems] == [("row-missing", "")]


def test_highlights_come_in_standings_order() -> None:
    proud = [
        submission(AGREED, GOOD["C"], "C", highlights=(("Y tế", "c1"), ("", "c2"))),
        submission(AGREED, GOOD["A"], "A", highlights=(("", "a"),)),
        submission(AGREED, GOOD["B"], "B"),
    ]
    found = tally(AGREED, collection(proud))
    assert [(one.unit, one.field, one.text) for one in found.highlights] == [
        ("A", "", "a"),
        ("C", "Y tế", "c1"),
        ("C", "", "c2"),
    ]


def test_inputs_are_those_that_were_looked_at() -> None:
    sheets = Collection({}, [Input("a.xlsx", "0" * 64, "A", False, "unreadable")], [])
    assert [(one.file, one.unit, one.used, one.why) for one in tally(AGREED, sheets).inputs] == [
        ("a.xlsx", "A", False, "unreadable")
    ]


def test_problems_come_by_unit_then_file_sheet_and_row() -> None:
    found = [
        problem("score-missing", Place("b.xlsx", "S", "G2"), "B", "1.1", points=1),
        problem("score-missing", Place("a.xlsx", "S", "G14"), "A", "1.1", points=1),
        problem("score-missing", Place("a.xlsx", "S", "G9"), "A", "1.2", points=1),
        problem("row-repeated", Place("a.xlsx", "S", "10:10"), "A", "1.2", row=1, again=2),
        problem("unit-not-found", Place("z.xlsx")),
    ]
    places = [one.place.cell or one.place.file for one in in_order(AGREED, found)]
    assert places == ["z.xlsx", "G9", "10:10", "G14", "G2"]
    assert in_order(AGREED, found[::-1]) == in_order(AGREED, found)


def test_check_finds_what_tally_finds() -> None:
    sheets = collection(submission(AGREED, {**GOOD[unit], "1.1": 11}, unit) for unit in "AB")
    _, problems = find_problems(AGREED, sheets)
    assert [one.code for one in problems] == [one.code for one in tally(AGREED, sheets).problems]


def test_a_finding_carries_its_texts_and_its_values() -> None:
    found = results(AGREED, {**GOOD, "A": {**GOOD["A"], "1.1": D("10.5")}}).problems[0]
    assert (found.code, found.severity, found.unit, found.criterion) == ("score-above-maximum", "error", "A", "1.1")
    assert (found.file, found.sheet, found.cell) == ("A.xlsx", "Bảng chấm điểm", "G11")
    assert found.params == {"max": "10", "value": "10.5"}
    assert "10,5" in found.message
    assert found.fix


# Properties


@given(st.permutations("ABC"), st.data())
@settings(max_examples=25, deadline=None)
def test_the_order_of_sheets_does_not_matter(order: list[str], data: st.DataObject) -> None:
    values = st.sampled_from([BLANK, UNREADABLE, 0, 5, 10, 11])
    sheets = {unit: {"1.1": data.draw(values), "1.2": 2, "2": 1} for unit in "ABC"}
    one, other = results(AGREED, sheets), results(AGREED, {unit: sheets[unit] for unit in order})
    assert one.standings == other.standings
    assert list(one.scores) == list(other.scores)
    assert (one.problems, one.reasons, one.unranked) == (other.problems, other.reasons, other.unranked)


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=3), st.sampled_from("ABC"), st.integers(0, 500))
@settings(max_examples=40, deadline=None)
def test_raising_one_score_never_worsens_that_unit_s_rank(scores: list[int], unit: str, more: int) -> None:
    before = {code: {"1.1": D(score) / 100, "1.2": 0, "2": 0} for code, score in zip("ABC", scores, strict=True)}
    after = {**before, unit: {**before[unit], "1.1": min(D(10), before[unit]["1.1"] + D(more) / 100)}}
    ranks = [{one.unit: one.rank for one in results(AGREED, sheets).standings} for sheets in (before, after)]
    assert ranks[1][unit] <= ranks[0][unit]
