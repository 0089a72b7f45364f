"""Decisions laid over the sheets, from the tally to the sentences: before → after, places, classes, awards."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from builders import band, class_rule, cluster, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.decisions import (
    Adjustment,
    AwardBar,
    ClassCap,
    Decisions,
    Excuse,
    NotAssignedDecision,
    TieDecision,
    Treatment,
    Vote,
)
from emulation_cli.cluster.rules import AwardRule, Registration, TieBy, TieRule
from emulation_cli.intake.collect import Collection
from emulation_cli.reports.decided import awards, decided
from emulation_cli.results import Results
from emulation_cli.tally import tally

CLASSES = (class_rule("Tốt", 80, percent=True), class_rule("Khá", 50, percent=True), class_rule("Yếu", 0))
ROWS = (("1", "direct", 50), ("2", "direct", 50))

NONE = Decisions()


def agreed(**given: Any) -> Any:
    return cluster(*ROWS, units="A B C D", **{"classes": CLASSES, **given})


def results(scores: dict[str, tuple[int, int]], decisions: Decisions = NONE, **given: Any) -> Results:
    """A tally of units with two scores each."""
    known = agreed(**given)
    sent = {unit: submission(known, {"1": one, "2": two}, unit) for unit, (one, two) in scores.items()}
    return tally(known, Collection(sent, [], []), decisions)


def ranks(found: Results) -> dict[str, tuple[int, str]]:
    return {one.unit: (one.rank, str(one.total)) for one in found.standings}


FOUR = {"A": (50, 40), "B": (40, 40), "C": (40, 40), "D": (20, 10)}


def test_an_adjustment_of_points_counts_before_everything_else() -> None:
    given = Decisions(adjustments=(Adjustment("D", "2", None, Decimal(45), "Đã bổ sung minh chứng", "Hội đồng"),))
    found = results(FOUR, given)
    assert ranks(found) == {"A": (1, "90.00"), "B": (2, "80.00"), "C": (2, "80.00"), "D": (4, "65.00")}
    assert [(one.before, one.after) for one in found.changes] == [(Decimal("10.00"), Decimal("45.00"))]
    [effect] = found.effects
    assert (effect.unit, effect.total_before, effect.total_after) == ("D", Decimal("30.00"), Decimal("65.00"))
    assert (effect.class_before, effect.class_after) == ("Yếu", "Khá")
    score = next(one for one in found.scores if (one.unit, one.criterion) == ("D", "2"))
    assert (score.points, score.place.split(" ▸ ")[0]) == (Decimal("45.00"), "decisions.xlsx")
    assert len(decided(found, "vi")) == 3


def test_a_tie_stands_until_it_is_decided() -> None:
    assert ranks(results(FOUR))["B"] == ranks(results(FOUR))["C"] == (2, "80.00")
    lines = (TieDecision("C", 1, "Hội nghị thống nhất"), TieDecision("B", 2, "Hội nghị thống nhất"))
    found = results(FOUR, Decisions(ties=lines))
    assert [(one.unit, one.rank) for one in found.standings] == [("A", 1), ("C", 2), ("B", 3), ("D", 4)]
    note = found.standings[1].tie_note
    assert note is not None
    assert (note.code, note.params["ground"]) == ("tie-decision", "Hội nghị thống nhất")


def test_a_decision_for_one_of_two_settles_nothing() -> None:
    found = results(FOUR, Decisions(ties=(TieDecision("C", 1, "Hội nghị"),)))
    assert ranks(found)["B"] == ranks(found)["C"] == (2, "80.00")


def told(found: Results) -> list[tuple[str, str | None, str, str]]:
    """What is said of the lines on ties: code, unit, sheet, cell."""
    ties = [one for one in found.problems if one.code.startswith("decision-tie")]
    assert all(one.severity == "warning" for one in ties)
    return [(one.code, one.unit, one.sheet, one.cell) for one in ties]


def test_places_that_settle_nothing_are_said_at_their_line() -> None:
    def placed(**orders: int) -> list[tuple[str, str | None, str, str]]:
        lines = tuple(TieDecision(unit, order, "x", row) for row, (unit, order) in enumerate(orders.items(), 2))
        return told(results(FOUR, Decisions(ties=lines)))

    sheet = "Phân định"
    assert placed(B=2, C=1) == []
    assert placed(A=1, B=2, C=1) == [("decision-tie-idle", "A", sheet, "2:2")]
    assert placed(C=1) == [("decision-tie-incomplete", "C", sheet, "2:2")]
    assert placed(B=1, C=1) == [
        ("decision-tie-equal", "B", sheet, "2:2"),
        ("decision-tie-equal", "C", sheet, "3:3"),
    ]


def test_a_tie_that_an_earlier_rule_settled_needs_no_decision() -> None:
    scores = {**FOUR, "B": (30, 50), "C": (50, 30)}
    lines = (TieDecision("B", 2, "x", 2), TieDecision("C", 1, "x", 3))
    found = results(scores, Decisions(ties=lines), ties=(TieRule(TieBy.POINTS, "1"),))
    assert [one[:2] for one in told(found)] == [("decision-tie-idle", "B"), ("decision-tie-idle", "C")]


def test_votes_on_the_order_of_units_that_are_not_tied() -> None:
    votes = tuple(Vote(None, unit, 1, 9, 9, 9, 5, 9, row) for row, unit in enumerate("ABC", 2))
    assert told(results(FOUR, Decisions(votes=votes), ties=(TieRule(TieBy.VOTE),))) == [
        ("decision-tie-idle", "A", "Bỏ phiếu", "2:2")
    ]


@pytest.mark.parametrize(
    ("rule", "first"),
    [(TieRule(TieBy.POINTS, "1"), "C"), (TieRule(TieBy.POINTS, "2"), "B")],
)
def test_the_declared_chain_goes_before_a_decision(rule: TieRule, first: str) -> None:
    scores = {**FOUR, "B": (30, 50), "C": (50, 30)}
    lines = (TieDecision("B", 2, "x"), TieDecision("C", 1, "x"))
    found = results(scores, Decisions(ties=lines), ties=(rule,))
    assert found.standings[1].unit == first
    assert found.standings[1].tie_note is not None
    assert found.standings[1].tie_note.code == "tie-points"


@pytest.mark.parametrize(("less", "first"), [(False, "C"), (True, "B")])
def test_a_result_settles_a_tie_the_way_the_criterion_goes(less: bool, first: str) -> None:
    """Both have all 50 points of the ratio; of a result where less is better the lower one is the better."""
    known = cluster(
        ("1", "ratio", 50, {"less_is_better": less}),
        units="B C",
        targets={("B", "1"): 5, ("C", "1"): 5},
        ties=(TieRule(TieBy.RESULT, "1"),),
    )
    low, high = (3, 4) if less else (6, 7)
    sent = {unit: submission(known, {"1": value}, unit) for unit, value in (("B", low), ("C", high))}
    found = tally(known, Collection(sent, [], []))
    assert found.standings[0].unit == first
    assert found.standings[0].total == found.standings[1].total


def test_votes_settle_a_tie_where_the_chain_says_so() -> None:
    votes = tuple(Vote(None, unit, 1, 7, 7, 7, count, 7) for unit, count in (("B", 5), ("C", 2)))
    found = results(FOUR, Decisions(votes=votes), ties=(TieRule(TieBy.VOTE),))
    assert [one.unit for one in found.standings][1:3] == ["B", "C"]


def ballot(award: str | None, votes: dict[str, int], round_: int = 1, members: int = 7) -> tuple[Vote, ...]:
    return tuple(Vote(award, unit, round_, members, members, members, count, members) for unit, count in votes.items())


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        # a second round among the two that are still equal says nothing about the first
        (({"B": 2, "C": 2, "D": 3}, {"B": 2, "C": 5}), ["D", "C", "B"]),
        (({"B": 3, "C": 3, "D": 1}, {"B": 1, "C": 0}), ["B", "C", "D"]),
        # a second round among all of them is the one that counts
        (({"B": 2, "C": 2, "D": 3}, {"B": 4, "C": 2, "D": 1}), ["B", "C", "D"]),
        (({"B": 2, "C": 2, "D": 3}, {"B": 3, "C": 3, "D": 1}, {"B": 3, "C": 4}), ["C", "B", "D"]),
    ],
)
def test_rounds_of_votes_on_a_tie(rounds: tuple[dict[str, int], ...], expected: list[str]) -> None:
    votes = tuple(line for number, votes in enumerate(rounds, 1) for line in ballot(None, votes, number))
    tied = {"A": (45, 45), **dict.fromkeys("BCD", (40, 40))}
    found = results(tied, Decisions(votes=votes), ties=(TieRule(TieBy.VOTE),))
    assert [(one.unit, one.rank) for one in found.standings] == [("A", 1), *zip(expected, (2, 3, 4), strict=True)]


def test_what_two_rounds_leave_equal_is_decided_with_a_ground() -> None:
    """Courts (TATC Điều 29): two rounds at most, then head and deputy decide."""
    votes = (*ballot(None, {"B": 3, "C": 3}), *ballot(None, {"B": 3, "C": 3}, 2))
    chain = (TieRule(TieBy.VOTE),)
    assert ranks(results(FOUR, Decisions(votes=votes), ties=chain))["B"] == (2, "80.00")
    lines = (TieDecision("C", 1, "Trưởng cụm, Phó Trưởng cụm"), TieDecision("B", 2, "Trưởng cụm, Phó Trưởng cụm"))
    found = results(FOUR, Decisions(votes=votes, ties=lines), ties=chain)
    assert [one.unit for one in found.standings] == ["A", "C", "B", "D"]


def test_a_class_is_held_down_never_raised() -> None:
    caps = (ClassCap("A", "Khá", "Người đứng đầu bị khiển trách"), ClassCap("D", "Tốt", "x"))
    found = results(FOUR, Decisions(class_caps=caps))
    assert {one.unit: one.class_ for one in found.standings} == {"A": "Khá", "B": "Tốt", "C": "Tốt", "D": "Yếu"}


def test_an_excused_unit_is_out_of_everything_and_holds_nobody_up() -> None:
    three = {unit: FOUR[unit] for unit in "ABC"}
    assert results(three).status == "provisional"
    found = results(three, Decisions(excuses=(Excuse("D", Treatment.EXCUSED, "Mới thành lập"),)))
    assert found.status == "official"
    assert [(one.unit, one.why) for one in found.unranked] == [("D", "excused")]


def test_a_unit_that_did_not_submit_is_last_and_holds_nobody_up() -> None:
    found = results(
        {unit: FOUR[unit] for unit in "ABC"},
        Decisions(excuses=(Excuse("D", Treatment.NOT_SUBMITTED, "Không gửi"),)),
    )
    last = found.standings[-1]
    assert (found.status, last.unit, last.rank, last.class_) == ("official", "D", 4, "Không hoàn thành")


def test_a_criterion_found_not_assigned_is_out_of_score_and_maximum() -> None:
    found = results(FOUR, Decisions(not_assigned=(NotAssignedDecision("D", "1", "Không có nhiệm vụ"),)))
    last = next(one for one in found.standings if one.unit == "D")
    assert (last.total, last.max) == (Decimal("10.00"), Decimal("50.00"))


def test_a_unit_that_was_assigned_nothing_holds_the_result_up() -> None:
    lines = tuple(NotAssignedDecision("D", path, "Không có nhiệm vụ") for path in "12")
    found = results(FOUR, Decisions(not_assigned=lines))
    wrong = [(one.code, one.unit) for one in found.problems if one.severity == "error"]
    assert wrong == [("nothing-assigned", "D")]
    assert found.status == "provisional"


def test_an_excused_unit_is_shown_on_the_terminal_too() -> None:
    from rich.console import Console

    from emulation_cli.reports.terminal import show_tally

    found = results({unit: FOUR[unit] for unit in "ABC"}, Decisions(excuses=(Excuse("D", Treatment.EXCUSED, "Mới"),)))
    out = Console(record=True, width=80, file=io.StringIO())
    show_tally(out, found, [], "vi")
    assert "Sở D" in out.export_text()


AWARD = AwardRule("Bằng khen", Decimal(2))


def given_to(found: Results) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.name, one.units, one.tied) for one in found.awards]


def test_a_tie_across_the_edge_of_a_quota_is_reported_not_cut() -> None:
    found = results(FOUR, awards=(AWARD,))
    assert given_to(found) == [("Bằng khen", ("A",), ("B", "C"))]
    assert len(awards(found, "vi")) == 2


def test_each_unit_has_one_award_by_rank() -> None:
    rules = (AwardRule("Cờ", Decimal(1)), AwardRule("Bằng khen", Decimal(2)))
    assert given_to(results(FOUR, awards=rules)) == [("Cờ", ("A",), ()), ("Bằng khen", ("B", "C"), ())]


@pytest.mark.parametrize(("up", "count"), [(False, 1), (True, 2)])
def test_a_quota_in_percent_is_rounded_as_it_says(up: bool, count: int) -> None:
    rule = AwardRule("Cờ", Decimal(40), percent=True, round_up=up)  # 40 % of 4 is 1,6
    assert results(FOUR, awards=(rule,)).awards[0].quota == count


@pytest.mark.parametrize(("votes", "given"), [(5, False), (6, True)])
def test_votes_count_over_all_members_entitled(votes: int, given: bool) -> None:
    """80 % of 7 is 5,6: six votes are needed, however few ballots came back."""
    rule = AwardRule("Cờ", Decimal(1), votes=Decimal(80))
    lines = (
        Vote("Cờ", "A", 1, 7, 6, 6, votes, 7),
        Vote("Cờ", "B", 1, 7, 6, 6, 0, 7),
        Vote("Cờ", "C", 1, 7, 6, 6, 0, 7),
    )
    award = results(FOUR, Decisions(votes=lines), awards=(rule,)).awards[0]
    assert (award.units == ("A",)) is given


def test_who_is_passed_over_is_said_with_the_reason() -> None:
    rule = AwardRule("Cờ", Decimal(1), classes=("Tốt",), registered=True)
    bars = Decisions(award_bars=(AwardBar("B", "Cờ", "Đang thanh tra"),))
    registered = tuple(Registration(unit, "Cờ") for unit in "BC")
    award = results(FOUR, bars, awards=(rule,), registrations=registered).awards[0]
    assert award.units == ("C",)
    assert {one.unit: one.why for one in award.passed_over} == {"A": "unregistered", "B": "barred"}


LINES = (
    Adjustment("A", "1", None, Decimal(10), "x", row=2),
    Adjustment("B", "2", None, Decimal(0), "x", row=3),
    Adjustment("C", "1", None, Decimal(50), "x", row=4),
)


def test_the_order_of_decisions_does_not_matter() -> None:
    outcomes = {
        tuple((one.unit, one.rank, one.total) for one in results(FOUR, Decisions(adjustments=lines)).standings)
        for lines in permutations(LINES)
    }
    assert len(outcomes) == 1


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
def test_an_excused_unit_changes_nobody_s_points(scores: list[tuple[int, int]]) -> None:
    three = dict(zip("ABC", scores, strict=True))
    excused = Decisions(excuses=(Excuse("D", Treatment.EXCUSED, "x"),))
    without = results(three, excused)
    with_sheet = results({**three, "D": (1, 1)}, excused)
    assert ranks(without) == ranks(with_sheet)


def test_nothing_given_is_changed() -> None:
    known = agreed()
    sent = {"A": submission(known, {"1": 1, "2": 2}, "A")}
    before = replace(sent["A"], entries=dict(sent["A"].entries))
    tally(known, Collection(sent, [], []), Decisions(adjustments=(Adjustment("A", "1", None, Decimal(9), "x"),)))
    assert sent["A"] == before


BANDS_DOWN = {"bands": [band(50, high=5, percent=False), band(20, low=5, percent=False)]}
BANDS_UP = {"bands": [band(50, low=1, percent=False), band(20, high=1, percent=False)]}


@pytest.mark.parametrize(
    ("row", "rule", "low", "high", "first"),
    [
        (("2.1", "count", 5, {"points": 5, "group": "deduction"}), TieBy.RESULT, 1, 2, "B"),  # 1 time, not 2
        (("2.1", "direct", 9, {"group": "deduction"}), TieBy.POINTS, 2, 5, "B"),  # 2 points off, not 5
        (("2.1", "count_down", 9, {"points": 9, "group": "uncounted"}), TieBy.RESULT, 1, 2, "B"),
        (("2.1", "count", 9, {"points": 9, "group": "uncounted"}), TieBy.RESULT, 1, 2, "C"),
        (("2.1", "band", 50, {"group": "uncounted", **BANDS_DOWN}), TieBy.RESULT, 1, 2, "B"),
        (("2.1", "band", 50, {"group": "uncounted", **BANDS_UP}), TieBy.RESULT, 1, 2, "C"),
    ],
)
def test_more_is_not_better_where_it_takes_points(
    row: tuple[Any, ...], rule: TieBy, low: int, high: int, first: str
) -> None:
    """A tie by a deduction, by occurrences that cost points, by bands that fall: the lower figure stands above."""
    known = cluster(
        ("1", "direct", 50),
        ("2", None, 9, {"group": row[3]["group"]}),
        row,
        units="B C",
        deduction_cap=0,
        ties=(TieRule(rule, "2.1"),),
    )
    sent = {unit: submission(known, {"1": 40, "2.1": value}, unit) for unit, value in (("B", low), ("C", high))}
    found = tally(known, Collection(sent, [], []))
    assert (found.standings[0].unit, found.standings[0].total) == (first, found.standings[1].total)
    assert found.standings[0].rank != found.standings[1].rank
