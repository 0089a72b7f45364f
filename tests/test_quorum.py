"""Họp hợp lệ khi có mặt: read, counted against Cuộc họp and Bỏ phiếu, and what awards make of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import builders
import pytest
from definitions import Percent, check_texts, definition, load, only, setting, workbook_of
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.cluster.attendance import Attendance, attendance
from emulation_cli.cluster.decisions import Decisions, Meeting, Vote
from emulation_cli.cluster.decisions_file import decisions_of
from emulation_cli.cluster.definition import read_cluster
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import AwardRule, Quorum, TieBy, TieRule
from emulation_cli.cluster.rules_text import quorum_text
from emulation_cli.forms.definition import write_definition
from emulation_cli.intake.collect import Collection
from emulation_cli.reports.decided import awards
from emulation_cli.results import Results
from emulation_cli.results_json import read_json, write_json
from emulation_cli.tally import tally

D = Decimal
TWO_THIRDS, FOUR_FIFTHS = Quorum(2, 3), Quorum(80, 100)
ITEM = "Họp hợp lệ khi có mặt"


@pytest.mark.parametrize(
    ("written", "part", "whole"),
    [
        ("2/3", 2, 3),
        ("80%", 80, 100),
        (Percent("0.8"), 80, 100),
        (80, 80, 100),
        ("66,5%", 665, 1000),
        ("1/1", 1, 1),
        ("100%", 100, 100),
    ],
)
def test_a_share_as_people_write_it(written: Any, part: int, whole: int) -> None:
    assert load(definition(cluster=setting([ITEM, written]))).quorum == Quorum(part, whole)


def test_empty_or_not_there_is_not_checked() -> None:
    assert load(definition()).quorum is None
    assert load(definition(cluster=setting([ITEM, None]))).quorum is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("4/3", "definition-quorum"),
        ("0%", "definition-quorum"),
        ("120%", "definition-quorum"),
        (-5, "definition-quorum"),
        ("0,8", "definition-quorum-share"),
        (D("0.8"), "definition-quorum-share"),
        (date(2026, 3, 2), "definition-quorum-date"),
        ("quá nửa", "definition-not-a-number"),
    ],
)
def test_a_share_that_cannot_be_one(written: Any, code: str) -> None:
    found = only(definition(cluster=setting([ITEM, written])))
    assert (found.code, found.place.sheet, found.place.cell) == (code, "Cụm", "B4")


@given(st.integers(1, 400), st.integers(1, 400))
def test_written_as_it_is_read(part: int, whole: int) -> None:
    quorum = Quorum(min(part, whole), whole)
    found = load(definition(cluster=setting([ITEM, quorum_text(quorum)]))).quorum
    assert found is not None
    assert Fraction(found.part, found.whole) == Fraction(quorum.part, quorum.whole)


def test_cluster_xlsx_keeps_it_and_explains_it(tmp_path: Path) -> None:
    for number, quorum in enumerate((TWO_THIRDS, FOUR_FIFTHS, Quorum(665, 1000))):
        target = tmp_path / f"{number}.xlsx"
        write_definition(target, load(definition(cluster=setting([ITEM, quorum_text(quorum)]))))
        found, _ = read_cluster(target)
        assert found is not None
        assert found.quorum == quorum


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_compared_exactly(here: int, members: int, whole: int) -> None:
    quorum = Quorum(max(1, whole * 2 // 3), whole)
    share = Fraction(quorum.part, quorum.whole)
    assert quorum.reached(here, members) == (Fraction(here, members) >= share)
    assert quorum.reached(quorum.needed(members), members)
    assert not quorum.reached(quorum.needed(members) - 1, members)


def agreed(**given: Any) -> Cluster:
    return builders.cluster(("1", "direct", 100), units="A B C D", **given)


def meeting(**items: str) -> Decisions:
    """Lines of Cuộc họp; several of one item parted by |."""
    lines = [(item, text) for item, texts in items.items() for text in texts.split("|")]
    return Decisions(meeting=tuple(Meeting(item, text, row) for row, (item, text) in enumerate(lines, 2)))


def vote(unit: str, votes: int = 9, issued: int = 9, members: int = 10, **given: Any) -> Vote:
    number = given.get("round", 1)
    return Vote(given.get("award", "Cờ"), unit, number, issued, issued, issued, votes, members, given.get("row", 0))


@pytest.mark.parametrize(
    ("items", "here", "members"),
    [
        ({"present": "9/10"}, 9, 10),
        ({"present": "9 / 10 thành viên"}, 9, 10),
        ({"present": "9", "absent": "1"}, 9, 10),
        ({"present": "9 đồng chí", "absent": "không"}, 9, 9),
        ({"present": "Bà X; Ông Y|Bà Z", "absent": "Ông T"}, 3, 4),
        ({"present": "1. Bà X\n2. Ông Y", "absent": "Ông T;"}, 2, 3),
        ({"present": "9/10|Bà X; Ông Y"}, 9, 10),
        ({"present": "Bà X; bà  x; Ông Y", "absent": "0"}, 2, 2),
        ({"present": "Bà X", "absent": "Sở A; Sở B"}, 1, 3),
    ],
)
def test_who_was_there_is_counted(items: dict[str, str], here: int, members: int) -> None:
    found = attendance(agreed(), meeting(**items))
    assert (found.here, found.members, found.doubt) == (here, members, "")


def test_all_members_may_come_from_the_votes() -> None:
    lines = meeting(present="8")
    assert attendance(agreed(), lines) == Attendance(8, None, None, "total", lines.meeting[0])
    voted = Decisions(meeting=lines.meeting, votes=(vote("A"), vote("B")))
    assert attendance(agreed(), voted).reaches(FOUR_FIFTHS) is True
    torn = Decisions(meeting=lines.meeting, votes=(vote("A"), vote("B", members=12)))
    assert attendance(agreed(), torn).doubt == "total"


@pytest.mark.parametrize(
    ("items", "doubt"),
    [
        ({}, "missing"),
        ({"absent": "1"}, "missing"),
        ({"present": "đầy đủ"}, "unclear"),
        ({"present": "Đại diện lãnh đạo 10 đơn vị"}, "unclear"),
        ({"present": "Sáu đơn vị thành viên"}, "unclear"),
        ({"present": "Toàn thể thành viên"}, "unclear"),
        ({"present": "8", "absent": "hai đồng chí"}, "unclear"),
        ({"present": "9/10", "absent": "Ông X, bà Y"}, "unclear"),
        ({"present": "9|3 khách mời"}, "unclear"),
        ({"present": "9/10 (vắng 1)"}, "unclear"),
        ({"present": "9/10", "absent": "2"}, "differs"),
        ({"present": "11/10"}, "differs"),
    ],
)
def test_nothing_is_guessed(items: dict[str, str], doubt: str) -> None:
    found = attendance(agreed(), meeting(**items))
    assert found.doubt == doubt
    assert found.reaches(TWO_THIRDS) is None


VOTES = ["Hình thức", "Đơn vị", "Vòng", "Phát ra", "Thu về", "Hợp lệ", "Số phiếu", "Tổng số thành viên"]
RULES = [["Hình thức", "Số lượng", "Điều kiện", "Phiếu tối thiểu"], ["Cờ", 1, None, "80%"]]


def said(quorum: str | None, sheets: dict[str, list[list[Any]]]) -> list[tuple[str, str, str]]:
    """(code, sheet, cell) of what a decisions file with these rows has."""
    cluster = load(definition(cluster=setting([ITEM, quorum]), awards=RULES))
    heads = {"Cuộc họp": ["Mục", "Nội dung"], "Bỏ phiếu": VOTES}
    workbook = workbook_of({name: [heads[name], *rows] for name, rows in sheets.items()})
    _, problems = decisions_of(workbook, cluster)
    for one in problems:
        check_texts(one)
    return [(one.code, one.place.sheet, one.place.cell) for one in problems]


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["có mặt", "6/10"]], "decisions-quorum-meeting", "B2"),
        ([["chủ trì", "Bà X"], ["có mặt", "khá đông (30)"]], "decisions-attendance-unclear", "B3"),
        ([["có mặt", "6"]], "decisions-attendance-total", "B2"),
        ([["có mặt", "9/10"], ["vắng", "2"]], "decisions-attendance-differs", "B2"),
        ([["chủ trì", "Bà X"]], "decisions-attendance-missing", ""),
    ],
)
def test_findings_of_the_meeting(rows: list[list[Any]], code: str, cell: str) -> None:
    assert said("2/3", {"Cuộc họp": rows}) == [(code, "Cuộc họp", cell)]
    assert said(None, {"Cuộc họp": rows}) == []


def test_a_meeting_of_exactly_the_share_is_valid() -> None:
    assert said("2/3", {"Cuộc họp": [["có mặt", "6/9"]]}) == []
    assert said("66,7%", {"Cuộc họp": [["có mặt", "6/9"]]}) == [("decisions-quorum-meeting", "Cuộc họp", "B2")]


def test_findings_of_votes() -> None:
    rows = [["Cờ", "SA", 1, 7, 7, 7, 7, 10], ["Cờ", "SB", 1, 8, 8, 8, 1, 10]]
    assert said("80%", {"Cuộc họp": [["có mặt", "8/10"]], "Bỏ phiếu": rows}) == [
        ("decisions-quorum-vote", "Bỏ phiếu", "D2")
    ]
    assert said("80%", {"Cuộc họp": [["có mặt", "8/9"]], "Bỏ phiếu": rows[1:]}) == [
        ("decisions-attendance-members", "Bỏ phiếu", "H2")
    ]
    assert said(None, {"Cuộc họp": [["có mặt", "1/9"]], "Bỏ phiếu": rows}) == []


def test_a_file_without_the_sheet_says_so_too() -> None:
    rows = [["Cờ", "SA", 1, 9, 9, 9, 9, 10]]
    assert said("80%", {"Bỏ phiếu": rows}) == [("decisions-attendance-missing", "Bỏ phiếu", "")]


def tallied(decisions: Decisions, **given: Any) -> Results:
    rules = given.pop("awards", (AwardRule("Cờ", D(1), votes=D(80)), AwardRule("Bằng khen", D(2))))
    scores = given.pop("scores", {"A": 90, "B": 80, "C": 70, "D": 60})
    known = agreed(awards=rules, **given)
    sent = {unit: builders.submission(known, {"1": score}, unit) for unit, score in scores.items()}
    return tally(known, Collection(sent, [], []), decisions)


def outcome(found: Results) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    return [(one.units, one.undecided, one.held) for one in found.awards]


def test_awards_with_a_quorum() -> None:
    lines = Decisions(meeting=meeting(present="9/10").meeting, votes=(vote("A"),))
    assert outcome(tallied(lines, quorum=FOUR_FIFTHS)) == [(("A",), "", ()), (("B", "C"), "", ())]


def test_without_it_every_award_stays_undecided() -> None:
    lines = Decisions(meeting=meeting(present="7/10").meeting, votes=(vote("A"),))
    found = tallied(lines, quorum=FOUR_FIFTHS)
    assert outcome(found) == [((), "quorum-missed", ("A",)), ((), "quorum-missed", ("B", "C"))]
    for language in ("vi", "en"):
        shown = awards(found, language)
        assert any("7" in line and "10" in line and "80%" in line and "Sở A" in line for line in shown)
    assert outcome(tallied(lines))[0] == (("A",), "", ())


def test_a_vote_of_too_few_holds_its_award_up() -> None:
    lines = Decisions(meeting=meeting(present="9/10").meeting, votes=(vote("A", votes=7, issued=7), vote("B")))
    assert outcome(tallied(lines, quorum=FOUR_FIFTHS)) == [((), "quorum-of-votes", ("B",)), (("A", "C"), "", ())]


def test_attendance_that_is_not_known() -> None:
    lines = Decisions(votes=(vote("A"),))
    found = tallied(lines, quorum=FOUR_FIFTHS)
    assert outcome(found) == [(("A",), "", ()), ((), "attendance-unknown", ("B", "C"))]
    assert any("Sở B" in line and "80%" in line for line in awards(found, "vi"))


TIED = {"A": 80, "B": 80, "C": 80, "D": 60}


def rounds(*votes: Vote, **given: Any) -> list[tuple[str, int]]:
    chain = (TieRule(TieBy.VOTE),)
    found = tallied(Decisions(votes=votes), ties=chain, scores=TIED, awards=(), **given)
    return [(one.unit, one.rank) for one in found.standings]


def test_the_last_round_counts_whatever_the_order_of_lines() -> None:
    lines = [
        *(vote(unit, votes, award=None) for unit, votes in (("A", 4), ("B", 4), ("C", 2))),
        *(vote(unit, votes, award=None, round=2) for unit, votes in (("A", 1), ("B", 8))),
    ]
    for order in list(permutations(lines))[::17]:
        assert rounds(*order) == [("B", 1), ("A", 2), ("C", 3), ("D", 4)]


def test_a_round_of_too_few_decides_nothing() -> None:
    lines = [vote(unit, votes, issued=5, award=None) for unit, votes in (("A", 3), ("B", 2), ("C", 0))]
    assert rounds(*lines)[:3] == [("A", 1), ("B", 2), ("C", 3)]
    assert rounds(*lines, quorum=TWO_THIRDS)[:3] == [("A", 1), ("B", 1), ("C", 1)]


def test_results_json_carries_the_quorum_and_what_is_held(tmp_path: Path) -> None:
    found = tallied(Decisions(meeting=meeting(present="7/10").meeting), quorum=TWO_THIRDS)
    path = tmp_path / "results.json"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write_json(found, stream)
    again = read_json(path)
    assert again.cluster.quorum == TWO_THIRDS
    assert again.awards == found.awards


def test_a_vote_of_too_few_holds_its_award_up_even_where_it_is_enough_of_all_members() -> None:
    """7 of 10 members are the 70 % that the award asks for; the ballot itself had 7 of the 8 that are needed."""
    lines = Decisions(meeting=meeting(present="9/10").meeting, votes=(vote("A", votes=7, issued=7),))
    rules = (AwardRule("Cờ", D(1), votes=D(70)),)
    assert outcome(tallied(lines, quorum=FOUR_FIFTHS, awards=rules)) == [((), "quorum-of-votes", ("A",))]
    assert outcome(tallied(lines, awards=rules)) == [(("A",), "", ())]


def test_those_present_may_be_named_by_unit() -> None:
    three = meeting(present="Sở A; Sở B; Sở C", absent="Sở D")
    assert {one.undecided for one in tallied(three, quorum=FOUR_FIFTHS).awards} == {"quorum-missed"}
    four = meeting(present="Sở A; Sở B; Sở C; Sở D", absent="không")
    assert [one.undecided for one in tallied(four, quorum=FOUR_FIFTHS).awards] == ["", ""]
