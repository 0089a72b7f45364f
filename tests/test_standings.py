"""Standings: every figure of a line, and the sentence of a tie with its values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, Row, class_rule, cluster, collection, submission

from emulation_cli.cluster.decisions import ClassCap, Decisions, Excuse, TieDecision, Treatment, Vote
from emulation_cli.cluster.rules import RankBy, TieBy, TieRule
from emulation_cli.results import Reason, Results, Standing
from emulation_cli.tally import tally

D = Decimal
NONE = Decisions()
ROWS: list[Row] = [
    ("1", None, 20, {"label": "I"}),
    ("1.1", "ratio", 10, {"label": "a"}),
    ("1.2", "direct", 10),
    ("2", None, 10, {"group": "bonus", "label": "II"}),
    ("2.1", "direct", 5),
    ("2.2", "direct", 5),
    ("3", "direct", 10, {"group": "deduction", "label": "III"}),
]
CLASSES = (class_rule("Tốt", 90, percent=True), class_rule("Khá", 50, percent=True), class_rule("Yếu", 0))
TARGETS = {(unit, "1.1"): 100 for unit in "ABC"}


def sheet(actual: Any, score: Any, bonus: Any = 0, other: Any = 0, deduction: Any = 0) -> dict[str, Any]:
    return {"1.1": actual, "1.2": score, "2.1": bonus, "2.2": other, "3": deduction}


def made(
    sheets: Mapping[str, Mapping[str, Any]], decisions: Decisions = NONE, rows: Any = ROWS, **given: Any
) -> Results:
    agreed = cluster(*rows, **{"units": "A B C", "targets": TARGETS, "classes": CLASSES, **given})
    return tally(agreed, collection(submission(agreed, one, unit) for unit, one in sheets.items()), decisions)


def test_every_figure_of_a_standing() -> None:
    [found] = made({"A": sheet(85, D("7.25"), 2, 1, D("1.5"))}).standings
    assert found == Standing(
        unit="A",
        name="Sở A",
        rank=1,
        total=D("17.25"),  # 8,5 + 7,25 + 3 − 1,5
        max=D("20.00"),
        percent=D("86.25"),
        base=D("15.75"),
        bonus=D("3.00"),
        deduction=D("1.50"),
        class_="Khá",
        sections={"1": D("15.75"), "2": D("3.00"), "3": D("-1.50")},
        source="self",
        tied_with=(),
        tie_note=None,
        open=(),
        at_stake=D("0.00"),
    )
    assert str(found.percent) == "86.25"


def test_what_is_open_is_named_with_the_points_at_stake() -> None:
    [found] = made({"A": sheet(85, BLANK, BLANK)}).standings
    assert (found.open, found.at_stake, found.total) == (("1.2", "2.1"), D("15.00"), D("8.50"))


def test_a_section_sums_all_that_stands_under_it_whatever_its_group() -> None:
    rows: list[Row] = [
        *(("1", None, 10), ("1.1", "direct", 10)),
        *((f"1.{number}", "direct", 5, {"group": "bonus"}) for number in (2, 3)),
        *((f"1.{number}", "direct", 5, {"group": "deduction"}) for number in (4, 5)),
    ]
    sheet = {"1.1": 8, "1.2": 3, "1.3": 2, "1.4": 1, "1.5": D("0.5")}
    [found] = made({"A": sheet}, rows=rows, targets={}).standings
    assert (found.sections, found.bonus, found.deduction) == ({"1": D("11.50")}, D("5.00"), D("1.50"))


def test_the_points_above_the_maximum_are_at_stake_too() -> None:
    rules = {"excess": "0.5", "excess_step": 1, "excess_cap": 3}
    [found] = made({"A": {"1": BLANK}}, rows=[("1", "ratio", 10, rules)], targets={("A", "1"): 100}).standings
    assert (found.total, found.max, found.at_stake) == (D("0.00"), D("10.00"), D("13.00"))


@pytest.mark.parametrize(
    ("rank_by", "order"), [(RankBy.TOTAL, "BCA"), (RankBy.STANDARD, "CBA"), (RankBy.PERCENT, "ABC")]
)
def test_units_are_ranked_by_what_was_agreed(rank_by: RankBy, order: str) -> None:
    """A 9 + 3 of 10 (1.1 not assigned: 120 %), B 15 + 4 of 20 (95 %), C 17 + 0 of 20."""
    sheets = {"A": {"1.2": 9, "2.1": 3, "2.2": 0, "3": 0}, "B": sheet(70, 8, 4), "C": sheet(90, 8)}
    found = made(sheets, targets={**TARGETS, ("A", "1.1"): None}, rank_by=rank_by).standings

    assert "".join(one.unit for one in found) == order
    assert [one.rank for one in found] == [1, 2, 3]


def noted(rule: TieRule, first: Any, second: Any, decisions: Decisions = NONE, **given: Any) -> tuple[str, Reason]:
    """Who of A and B stands first by a rule, and the note; the other one has none."""
    one, other = made({"A": first, "B": second}, decisions, ties=(rule,), **given).standings
    assert (one.rank, other.rank, one.tied_with, other.tied_with, other.tie_note) == (1, 2, (), (), None)
    assert one.tie_note is not None
    return one.unit, one.tie_note


def note(
    code: str, above: str, below: str, total: str, had: str, against: str, label: str = "", ground: str = ""
) -> Reason:
    named = {"above": f"Sở {above}", "below": f"Sở {below}", "below_unit": below, "total": total, "label": label}
    return Reason(code, {**named, "had": had, "against": against, "ground": ground})


EQUAL = (sheet(80, 8, 2, 1, 3), sheet(85, D("7.5"), 0, 2, 2))  # 16 each


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        (TieRule(TieBy.BONUS), "A", note("tie-bonus", "A", "B", "16.00", "3", "2")),
        (TieRule(TieBy.FEWER_DEDUCTIONS), "B", note("tie-fewer-deductions", "B", "A", "16.00", "2", "3")),
        (TieRule(TieBy.POINTS, "1.1"), "B", note("tie-points", "B", "A", "16.00", "8.5", "8", "I.a")),
        (TieRule(TieBy.POINTS, "1.2"), "A", note("tie-points", "A", "B", "16.00", "8", "7.5", "I.2")),
        (TieRule(TieBy.POINTS, "2"), "A", note("tie-points", "A", "B", "16.00", "3", "2", "II")),
        (TieRule(TieBy.POINTS, "3"), "B", note("tie-points", "B", "A", "16.00", "2", "3", "III")),
        (TieRule(TieBy.RESULT, "1.1"), "B", note("tie-result", "B", "A", "16.00", "85", "80", "I.a")),
    ],
)
def test_a_rule_of_the_chain_says_what_each_had(rule: TieRule, first: str, expected: Reason) -> None:
    assert noted(rule, *EQUAL) == (first, expected)


def test_votes_and_decisions_say_so_too() -> None:
    votes = tuple(Vote(None, unit, 1, 3, 3, 3, count, 3) for unit, count in (("A", 1), ("B", 2)))
    found = noted(TieRule(TieBy.VOTE), *EQUAL, Decisions(votes=votes))
    assert found == ("B", note("tie-vote", "B", "A", "16.00", "2", "1"))
    lines = Decisions(ties=(TieDecision("A", 2, "Cụm phó"), TieDecision("B", 1, "Cụm trưởng")))
    found = noted(TieRule(TieBy.VOTE), *EQUAL, lines)
    assert found == ("B", note("tie-decision", "B", "A", "16.00", "1", "2", ground="Cụm trưởng"))


@pytest.mark.parametrize(
    ("less", "values", "had", "against"),
    [
        (False, ("-4", "-2.5", "50"), "-2.5", "-4"),  # growth: −2,5 % is more than −4 %
        (True, ("4", "2.5", "0"), "2.5", "4"),
    ],
)
def test_a_result_is_told_as_it_was_filled_in(less: bool, values: tuple[str, ...], had: str, against: str) -> None:
    """so trung bình gives A and B no points, C all of them."""
    rows: list[Row] = [("1", "mean", 10, {"less_is_better": less})]
    sheets = {unit: {"1": D(value)} for unit, value in zip("ABC", values, strict=True)}
    found = made(sheets, rows=rows, targets={}, ties=(TieRule(TieBy.RESULT, "1"),)).standings
    assert [one.unit for one in found] == ["C", "B", "A"]
    assert found[1].tie_note == note("tie-result", "B", "A", "0.00", had, against, "1")


def test_of_three_each_is_told_apart_from_the_next() -> None:
    three = {"A": sheet(80, 8, 2), "B": sheet(80, 7, 3), "C": sheet(80, 9, 1)}
    found = made(three, ties=(TieRule(TieBy.BONUS),)).standings
    assert [(one.unit, one.rank) for one in found] == [("B", 1), ("A", 2), ("C", 3)]
    assert [one.tie_note for one in found] == [
        note("tie-bonus", "B", "A", "18.00", "3", "2"),
        note("tie-bonus", "A", "C", "18.00", "2", "1"),
        None,
    ]


def test_what_nothing_tells_apart_shares_the_rank() -> None:
    same = {"A": sheet(80, 8), "C": sheet(80, 8), "B": sheet(80, 8)}
    found = made(same, ties=(TieRule(TieBy.BONUS),)).standings
    assert [(one.unit, one.rank, one.tied_with, one.tie_note) for one in found] == [
        ("A", 1, ("B", "C"), None),
        ("B", 1, ("A", "C"), None),
        ("C", 1, ("A", "B"), None),
    ]


@pytest.mark.parametrize(("cap", "class_"), [("Tốt", "Tốt"), ("Khá", "Khá"), ("Yếu", "Yếu")])
def test_a_class_is_held_down_to_the_cap(cap: str, class_: str) -> None:
    [found] = made({"A": sheet(100, 10)}, Decisions(class_caps=(ClassCap("A", cap, "x"),))).standings
    assert found.class_ == class_
    [found] = made({"A": sheet(100, 10)}, Decisions(class_caps=(ClassCap("B", cap, "x"),))).standings
    assert found.class_ == "Tốt"
    [found] = made({"A": sheet(60, 6)}, Decisions(class_caps=(ClassCap("A", "Tốt", "x"),))).standings
    assert found.class_ == "Khá"
    [found] = made({"A": sheet(0, 0)}, Decisions(class_caps=(ClassCap("A", cap, "x"),)), classes=CLASSES[:2]).standings
    assert found.class_ is None


def test_units_that_did_not_submit_share_the_last_place() -> None:
    lines = tuple(Excuse(unit, Treatment.NOT_SUBMITTED, "x") for unit in "CB")
    first, *last = made({"A": sheet(80, 8)}, Decisions(excuses=lines)).standings
    assert (first.unit, first.rank, first.tied_with) == ("A", 1, ())
    nothing = D("0.00")
    for unit, other, found in zip("BC", "CB", last, strict=True):
        assert found == Standing(
            unit=unit,
            name=f"Sở {unit}",
            rank=2,
            total=nothing,
            max=D("20.00"),
            percent=nothing,
            base=nothing,
            bonus=nothing,
            deduction=nothing,
            class_="Không hoàn thành",
            sections={},
            source="",
            tied_with=(other,),
            tie_note=Reason("not-submitted", {"unit": f"Sở {unit}"}),
        )
    alone = made({}, Decisions(excuses=lines[:1])).standings
    assert [(one.unit, one.rank, one.max, one.tied_with) for one in alone] == [("C", 1, D(0), ())]


def test_the_largest_maximum_stands_for_units_without_a_sheet() -> None:
    targets = {**TARGETS, ("A", "1.1"): None}
    lines = (Excuse("C", Treatment.NOT_SUBMITTED, "x"), Excuse("B", Treatment.EXCUSED, "x"))
    [first, last] = made(
        {"A": {"1.2": 8, "2.1": 0, "2.2": 0, "3": 0}}, Decisions(excuses=lines), targets=targets
    ).standings
    assert (first.max, last.max, last.unit, last.tied_with) == (D("10.00"), D("10.00"), "C", ())


def test_a_unit_without_a_result_is_not_told_apart_by_it() -> None:
    """B typed its score and gave no result: what it lacks is no lower value."""
    sheets = {"A": sheet(100, 5), "B": {**sheet(100, 5), "1.1": {"self_score": 10}}}
    found = made(sheets, units="A B", ties=(TieRule(TieBy.RESULT, "1.1"),)).standings
    assert [(one.unit, one.rank, one.tied_with) for one in found] == [("A", 1, ("B",)), ("B", 1, ("A",))]


def test_points_of_a_deduction_are_told_as_they_were_taken_off() -> None:
    rows: list[Row] = [("1", "direct", 10), *((f"2.{n}", "direct", 5, {"group": "deduction"}) for n in (1, 2))]
    rows.insert(1, ("2", None, 10, {"group": "deduction"}))
    sheets = {"A": {"1": 10, "2.1": 1, "2.2": 3}, "B": {"1": 10, "2.1": 3, "2.2": 1}}
    rule = TieRule(TieBy.POINTS, "2.1")
    first, second = made(sheets, rows=rows, units="A B", targets={}, ties=(rule,)).standings
    assert (first.unit, second.unit) == ("A", "B")
    assert first.tie_note is not None
    assert (first.tie_note.params["had"], first.tie_note.params["against"]) == ("1", "3")


def test_a_section_that_is_wholly_open_is_no_section_that_was_not_assigned() -> None:
    rows: list[Row] = [("1", "direct", 10), ("2", "direct", 10)]
    [found] = made({"A": {"1": 7, "2": BLANK}}, rows=rows, targets={}).standings
    assert found.sections == {"1": D("7.00"), "2": D("0.00")}
    [found] = made({"A": {"1": 7, "2": BLANK}}, rows=rows, targets={("A", "2"): None}).standings
    assert found.sections == {"1": D("7.00")}


def test_a_bonus_ceiling_finer_than_points_is_rounded_where_it_is_at_stake() -> None:
    rows: list[Row] = [("1", "ratio", 10, {"excess": D("0.5"), "excess_step": 1, "excess_cap": D("0.125")})]
    [found] = made({"A": {"1": BLANK}}, rows=rows, targets={("A", "1"): 100}).standings
    assert (found.open, found.at_stake) == (("1",), D("10.13"))


EXCEEDING: list[Row] = [
    ("1", None, 20),
    ("1.1", None, 20),
    ("1.1.1", "ratio", 10, {"excess": "0.5", "excess_step": 1, "excess_cap": 3}),
    ("1.1.2", "direct", 10),
    ("1.1.3", "direct", 5, {"group": "bonus"}),
    ("1.1.4", "direct", 5, {"group": "deduction"}),
]
AHEAD = {"1.1.1": 106, "1.1.2": 7, "1.1.3": 2, "1.1.4": 0}  # 13, 7, 2: 22
BEHIND = {"1.1.1": 100, "1.1.2": 10, "1.1.3": 3, "1.1.4": 1}  # 10, 10, 3, −1: 22


@pytest.mark.parametrize(
    ("path", "order", "had", "against"),
    [
        ("1.1.1", "AB", "13", "10"),  # with what vượt gave
        ("1.1.2", "BA", "10", "7"),
        ("1.1.4", "AB", "0", "1"),
    ],
)
def test_a_criterion_counts_with_all_its_points_among_equals(path: str, order: str, had: str, against: str) -> None:
    given = {"rows": EXCEEDING, "units": "A B", "targets": {("A", "1.1.1"): 100, ("B", "1.1.1"): 100}}
    found = made({"A": AHEAD, "B": BEHIND}, ties=(TieRule(TieBy.POINTS, path),), **given).standings
    assert "".join(one.unit for one in found) == order
    note = found[0].tie_note
    assert note is not None and (note.params["had"], note.params["against"]) == (had, against)


def test_a_heading_below_a_section_counts_as_a_section_does() -> None:
    """All that stands under it, whatever its group: both have 22, and nothing tells them apart."""
    given = {"rows": EXCEEDING, "units": "A B", "targets": {("A", "1.1.1"): 100, ("B", "1.1.1"): 100}}
    for path in ("1", "1.1"):
        found = made({"A": AHEAD, "B": BEHIND}, ties=(TieRule(TieBy.POINTS, path),), **given).standings
        assert [one.rank for one in found] == [1, 1]
    two = [*EXCEEDING, ("2", "direct", 10)]
    sheets = {"A": {**AHEAD, "2": 5}, "B": {**BEHIND, "1.1.3": 2, "2": 6}}  # 22 + 5, 21 + 6
    found = made(sheets, ties=(TieRule(TieBy.POINTS, "1.1"),), **{**given, "rows": two}).standings
    assert [(one.unit, one.rank) for one in found] == [("A", 1), ("B", 2)]
    assert found[0].tie_note is not None and found[0].tie_note.params["had"] == "22"
