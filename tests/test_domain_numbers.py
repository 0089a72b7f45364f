"""The worked numbers of published sources, through cluster.xlsx, appraisal.xlsx and decisions.xlsx, exact.

CA347: the table of a province's police; MTTQ: a province's Fatherland Front; TATC: Thông tư 01/2024/TT-TANDTC; NĐ98:
Nghị định 98/2023; L06: Luật 06/2022; Trà Ôn, Khánh Hòa, a district of Hồ Chí Minh City. Examples of whole clusters by
these rules: examples/lanh-dao-1000, thuong-100, bo-phieu. Other sources: test_domain_rules.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import appraising
import pytest
import recompute
from definitions import Rows, criteria, definition, found
from test_domain_rules import AWARD_HEADER, CLASS_HEADER, NO, TIE_HEADER, YES, agreed, tallied

from emulation_cli.cluster.model import Cluster
from emulation_cli.results import Results

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def points(results: Results, path: str = "1") -> dict[str, str]:
    return {one.unit: str(one.points) for one in results.scores if one.criterion == path}


def ranks(results: Results) -> list[tuple[str, int]]:
    return [(one.unit, one.rank) for one in results.standings]


# 1.1 and 1.2: totals, sections, depth


def test_three_sections_of_1000_over_five_levels() -> None:
    """CA347: 700, 200 and 100; labels repeat and carry stray spaces; 12,99 and 9,98 are maxima somewhere."""
    cluster = agreed(
        [1, "I", "Nhiệm vụ chuyên môn", 700],
        [2, "1.", "Phòng ngừa", "12,99"],
        [2, "1.", "Phát hiện", "687,01"],
        [3, "2. a)", "Nhóm", "677,03"],
        [4, "1.", "Nhóm nhỏ", "677,03"],
        [5, "6a", "Chỉ tiêu", "677,03"],
        [3, "2. b)", "Chỉ tiêu", "9,98"],
        [1, "II", "Xây dựng lực lượng", 200],
        [1, "III", "Phong trào thi đua", 100],
    )
    typed = {"1.1": Decimal("12.99"), "1.2.1.1.1": Decimal("677.03"), "1.2.2": Decimal("9.98"), "2": 200, "3": 100}
    (one,) = tallied(cluster, {"A": typed}).standings
    assert (str(one.total), str(one.max)) == ("1000.00", "1000.00")
    assert max(criterion.level for criterion in cluster.criteria) == 5


def test_children_that_miss_their_group_by_a_hundredth_are_named() -> None:
    """MTTQ: the criteria of a group must sum to its điểm chuẩn, checked in hundredths."""
    rows = criteria([1, "I", "Nhóm", 40], [2, 1, "Một", "19,99"], [2, 2, "Hai", 20])
    assert found(definition(criteria=rows)) == [("sum", "Tiêu chí", "D2")]


# 1.3 Formulas: the leader

LEADER = [1, 1, "So với chỉ tiêu", 10, None, "dẫn đầu"]


def led(pairs: Mapping[str, tuple[Any, Any]], units: str = "") -> Results:
    """The tally of {unit: (actual, target)} by the leader's rule, MS = 10; `units` where somebody sent nothing."""
    values = {unit: {"1": {"actual": actual, "target": target}} for unit, (actual, target) in pairs.items()}
    sheets = {unit: {"1": {k: v for k, v in one["1"].items() if v is not None}} for unit, one in values.items()}
    return tallied(agreed(LEADER, units=units or " ".join(pairs)), sheets)


def test_leader_formula() -> None:
    """CA347, Điều 6, MS = 10: half the points for the target, the rest by the exceed ratio against the leader's."""
    found_points = points(
        led(
            {
                "A": (80, 100),  # A < T: 0,5 × 10 × 80/100
                "B": (100, 100),  # A = T: 0,5 × 10
                "C": (65, 50),  # exceeds by 30 %, the most of all: MS, though others have larger numbers
                "D": (110, 100),  # 0,5 × 10 + 0,5 × 10 × 10/30 = 6,666…
                "E": (240, 200),  # by 20 %: 5 + 5 × 20/30 = 8,333…
                "F": (0, 100),  # nothing at all
            }
        )
    )
    assert found_points == {"A": "4.00", "B": "5.00", "C": "10.00", "D": "6.67", "E": "8.33", "F": "0.00"}


def test_units_without_a_target_are_a_group_of_their_own_and_never_lead() -> None:
    """CA347: MS·A/max A of that group; no target and nothing done is 0; who has a target is measured without them."""
    pairs = {"A": (900, None), "B": (300, None), "C": (0, None), "D": (11, 10), "E": (105, 100)}
    assert points(led(pairs)) == {"A": "10.00", "B": "3.33", "C": "0.00", "D": "10.00", "E": "7.50"}


def test_two_that_exceed_alike_lead_together_and_nobody_leads_below_the_target() -> None:
    assert points(led({"A": (12, 10), "B": (24, 20), "C": (11, 10)})) == {"A": "10.00", "B": "10.00", "C": "7.50"}
    assert points(led({"A": (9, 10), "B": (10, 10)})) == {"A": "4.50", "B": "5.00"}


def test_one_wrong_cell_moves_everybody() -> None:
    """CA347: a unit's score depends on all units' data, and only after self-scoring closes."""
    right = led({"A": (105, 100), "B": (110, 100), "C": (90, 100)})
    wrong = led({"A": (105, 100), "B": (110, 100), "C": (900, 100)})
    assert points(right) == {"A": "7.50", "B": "10.00", "C": "4.50"}
    assert points(wrong) == {"A": "5.03", "B": "5.06", "C": "10.00"}
    early = led({"A": (105, 100), "B": (110, 100)}, units="A B C")
    assert (right.status, early.status) == ("official", "provisional")
    assert "peers-may-move" in [reason.code for reason in early.reasons]


def test_per_occurrence_with_a_cap() -> None:
    """CA347: count × points, up to the criterion's own maximum, for what is added and for what is taken off."""
    cluster = agreed(
        [1, "I", "Chấm thẳng", 20, None, "theo lần", "điểm=5"],
        [1, "II", "Trừ", 6, "trừ", "theo lần", "điểm=2"],
        units="A B",
    )
    few, many = {"1": 3, "2": 1}, {"1": 7, "2": 9}
    totals = [str(one.total) for one in tallied(cluster, {"A": few, "B": many}).standings]
    assert totals == ["14.00", "13.00"]  # B: 20 − 6; A: 15 − 2


# 1.4 Bonus

MTTQ = (
    [1, "I", "Nhóm một (40 + 0)", 40],
    [1, "II", "Nhóm hai (30 + 3)", 30],
    [2, 1, "Tiêu chí", 30],
    [2, "T", "Điểm thưởng", 3, "thưởng"],
    [3, "T1", "Thưởng tiêu chí 1", 2, "thưởng"],
    [3, "T2", "Thưởng tiêu chí 2", 2, "thưởng"],
    [1, "III", "Nhóm ba (30 + 2)", 30],
    [2, 1, "Tiêu chí", 30],
    [2, "T1", "Thưởng tiêu chí 1", 2, "thưởng"],
)
MTTQ_CLASSES: Rows = [CLASS_HEADER, ["Xuất sắc", 95, "≥", None], ["Tốt", 85, "≥", None], ["Khá", 0, "≥", None]]


def front(first: Any, bonus: tuple[Any, Any, Any] = (0, 0, 0)) -> dict[str, Any]:
    """A unit with full points in the second and third group."""
    return {"1": first, "2.1": 30, "2.2.1": bonus[0], "2.2.2": bonus[1], "3.1": 30, "3.2": bonus[2]}


@pytest.mark.parametrize(
    ("first", "bonus", "total", "name"),
    [
        (35, (0, 0, 0), "95.00", "Xuất sắc"),
        ("34.99", (0, 0, 0), "94.99", "Tốt"),
        ("34.99", ("0.01", 0, 0), "95.00", "Xuất sắc"),  # classed by the score with bonus
        (25, (0, 0, 0), "85.00", "Tốt"),
        ("24.99", (0, 0, 0), "84.99", "Khá"),
        (40, (2, 2, 2), "105.00", "Xuất sắc"),  # 2 + 2, at most 3 in this group; total over 100
    ],
)
def test_bonus_of_each_criterion_and_classes_at_95_and_85(first: Any, bonus: Any, total: str, name: str) -> None:
    cluster = agreed(*MTTQ, classes=MTTQ_CLASSES)
    given = tuple(Decimal(str(value)) for value in bonus)
    (one,) = tallied(cluster, {"A": front(Decimal(str(first)), given)}).standings  # type: ignore[arg-type]
    assert (str(one.total), str(one.max), one.class_) == (total, "100.00", name)


def test_bonus_beyond_its_criterion_is_refused() -> None:
    """MTTQ: the cap is each criterion's; 2,5 of 2 is nobody's to cut in silence."""
    results = tallied(agreed(*MTTQ), {"A": front(40, (Decimal("2.5"), 0, 0))})
    assert results.status == "provisional"
    assert ("score-above-maximum", "2.2.1") in [(one.code, one.criterion) for one in results.problems]


@pytest.mark.parametrize(("by", "order"), [("tổng điểm", "BA"), ("điểm chuẩn", "AB"), ("tỷ lệ", "BA")])
def test_ranked_with_bonus_or_without(by: str, order: str) -> None:
    cluster = agreed(*MTTQ, units="A B", said=[["Xếp hạng theo", by]])
    results = tallied(cluster, {"A": front(39), "B": front(38, (2, 0, 0))})
    assert [one.unit for one in results.standings] == list(order)


# 1.5 Not assigned: out of both


def test_684_of_700() -> None:
    """CA347 prints 684,0/700,0: 16 points of a section of 700 were not assigned; what was reached counts against the
    rest."""
    cluster = agreed(
        [1, "I", "Nhiệm vụ chuyên môn", 700],
        [2, 1, "Được giao", 684],
        [2, 2, "Điều tra cơ bản", 16],
        units="A B",
        said=[["Xếp hạng theo", "tỷ lệ"]],
        targets=[["Tiêu chí", "A", "B"], ["1.2", "không giao", None]],
    )
    results = tallied(cluster, {"A": {"1.1": 684}, "B": {"1.1": 684, "1.2": 15}})
    shown = [(one.unit, str(one.total), str(one.max), str(one.percent)) for one in results.standings]
    assert shown == [("A", "684.00", "684.00", "100.00"), ("B", "699.00", "700.00", "99.86")]


def test_not_assigned_not_filled_in_and_zero_are_three_things() -> None:
    cluster = agreed(
        [1, 1, "Một", 50, None, "theo lần", "điểm=1"],
        [1, 2, "Hai", 50],
        units="A B C",
        targets=[["Tiêu chí", "A", "B", "C"], ["1", "không giao", None, None]],
    )
    results = tallied(cluster, {"A": {"2": 50}, "B": {"2": 50}, "C": {"1": 0, "2": 50}})
    states = {one.unit: (one.state, str(one.points)) for one in results.scores if one.criterion == "1"}
    assert states == {"A": ("not_assigned", "None"), "B": ("blank", "None"), "C": ("number", "0.00")}
    assert {one.unit: (str(one.max), one.open) for one in results.standings} == {
        "A": ("50.00", ()),
        "B": ("100.00", ("1",)),
        "C": ("100.00", ()),
    }
    assert results.status == "provisional"


# 1.6 Slips


def test_targets_of_90_and_of_0_90_for_one_criterion_are_named_and_0_is_refused() -> None:
    """CA347: 90 and 0.90, 75 and 0.75 for the same criterion across units, and 0."""
    rows = criteria([1, 1, "Tỷ lệ giải quyết", 10, None, "dẫn đầu", None, "%"])
    lines: Rows = [["Tiêu chí", "SA", "SB", "SC"], ["1", 90, "0,90", 0]]
    slips = found(definition(criteria=rows, targets=lines))
    assert slips == [("target-share", "Chỉ tiêu", "C2"), ("target-zero", "Chỉ tiêu", "D2")]


# 2.2 Workflow


def appraised(cluster: Cluster, claims: Mapping[str, Mapping[str, Any]], *sheets: Any) -> Results:
    return appraising.results(cluster, claims, *sheets)


def test_first_appraisal_explanation_second_appraisal() -> None:
    """CA347: draft → review 1 → explanation → review 2 → final; each round replaces what stood before."""
    cluster = agreed([1, 1, "Điểm", 100], units="A", said=[["Nguồn điểm", "thẩm định"]])
    claims = {"A": {"1": 90}}
    unseen = appraised(cluster, claims, appraising.appraiser(cluster, "Cụm", {}))
    first = {"first": 80, "opinion": "Thiếu minh chứng"}
    second = first | {"explanation": "Đã bổ sung", "second": 86}
    seen = [
        appraised(cluster, claims, appraising.appraiser(cluster, "Cụm", {"A": {"1": one}}, ["A"]))
        for one in ({}, first, second)
    ]
    assert [str(one.standings[0].total) for one in (unseen, *seen)] == ["90.00", "90.00", "80.00", "86.00"]
    assert [one.status for one in (unseen, *seen)] == ["provisional", "official", "official", "official"]
    (shown,) = seen[2].appraisals
    (mark,) = shown.marks
    assert (mark.first, mark.explanation, mark.second, mark.opinion) == (80, "Đã bổ sung", 86, "Thiếu minh chứng")


@pytest.mark.parametrize(
    ("rule", "total"),
    [
        ("trưởng nhóm", "80.00"),
        ("trung bình", "84.25"),  # (80 + 83 + 86 + 88) / 4
        ("trung vị", "84.50"),
        ("trung bình bỏ cao nhất và thấp nhất", "84.50"),
    ],
)
def test_several_appraisers_are_combined_as_declared(rule: str, total: str) -> None:
    """The fourth wrote nothing in a sheet that he ticked: he agrees to the 88 that were claimed."""
    said = [["Nguồn điểm", "thẩm định"], ["Gộp điểm thẩm định", rule]]
    cluster = agreed([1, 1, "Điểm", 100], units="A", said=said)
    scores = {"Một": 80, "Hai": 86, "Ba": 83, "Bốn": None}
    sheets = [
        appraising.appraiser(cluster, name, {"A": {"1": {"first": score, "opinion": "Lý do"}} if score else {}}, ["A"])
        for name, score in scores.items()
    ]
    results = appraised(cluster, {"A": {"1": 88}}, *sheets)
    assert (str(results.standings[0].total), results.status) == (total, "official")


def test_a_score_changed_after_the_announcement_shows_old_new_and_reason() -> None:
    """MTTQ: a later change is logged, old → new, with its reason."""
    cluster = agreed(*MTTQ, classes=MTTQ_CLASSES)
    lines = [["A", "1", None, 35, "Bổ sung báo cáo"]]
    results = tallied(cluster, {"A": front(34)}, Điều_chỉnh=lines)
    (change,) = results.changes
    assert (str(change.before), str(change.after), change.reason) == ("34.00", "35.00", "Bổ sung báo cáo")
    (effect,) = results.effects
    assert (effect.class_before, effect.class_after) == ("Tốt", "Xuất sắc")


# 3.1 Ties

TIED = ([1, "I", "Chuyên môn", 60], [1, "II", "Phong trào", 40])
VOTE: Rows = [TIE_HEADER, [1, "bỏ phiếu"]]
TWO = {"A": {"1": 50, "2": 40}, "B": {"1": 52, "2": 38}}


def ballot(votes: Mapping[str, int], vote_round: int = 1, members: int = 9, award: str = "Đồng hạng") -> Rows:
    return [[award, unit, vote_round, members, members, members, count, members] for unit, count in votes.items()]


def test_equal_scores_are_voted_on() -> None:
    """Trà Ôn 2022."""
    cluster = agreed(*TIED, units="A B", ties=VOTE)
    assert ranks(tallied(cluster, TWO)) == [("A", 1), ("B", 1)]
    results = tallied(cluster, TWO, Bỏ_phiếu=ballot({"A": 4, "B": 5}))
    assert ranks(results) == [("B", 1), ("A", 2)]
    note = results.standings[0].tie_note
    assert note is not None
    assert (note.code, note.params["had"], note.params["against"]) == ("tie-vote", "5", "4")


def test_two_rounds_then_head_and_deputy_decide() -> None:
    """TATC Điều 29: at most two rounds of votes, then Trưởng cụm and Phó Trưởng cụm, the more outstanding preferred."""
    cluster = agreed(*TIED, units="A B", ties=VOTE)
    rounds = [*ballot({"A": 4, "B": 4}), *ballot({"A": 4, "B": 4}, 2)]
    assert ranks(tallied(cluster, TWO, Bỏ_phiếu=rounds)) == [("A", 1), ("B", 1)]
    ground = "Trưởng cụm, Phó Trưởng cụm: nổi trội hơn"
    results = tallied(cluster, TWO, Bỏ_phiếu=rounds, Phân_định=[["B", 1, ground], ["A", 2, ground]])
    assert ranks(results) == [("B", 1), ("A", 2)]
    note = results.standings[0].tie_note
    assert note is not None
    assert (note.code, note.params["ground"]) == ("tie-decision", ground)
    second = tallied(cluster, TWO, Bỏ_phiếu=[*ballot({"A": 5, "B": 4}), *ballot({"A": 3, "B": 6}, 2)])
    assert ranks(second) == [("B", 1), ("A", 2)]  # all stood again: the second round is the one that counts


def test_the_chain_goes_before_the_vote() -> None:
    cluster = agreed(*TIED, units="A B", ties=[TIE_HEADER, [1, "I"], [2, "bỏ phiếu"]])
    assert ranks(tallied(cluster, TWO, Bỏ_phiếu=ballot({"A": 9, "B": 0}))) == [("B", 1), ("A", 2)]


def test_a_preference_of_the_law_is_a_decision_with_its_ground() -> None:
    """NĐ152 Điều 4: among equals, a collective with 70 % women and more."""
    ground = "Tập thể có 75% là nữ"
    results = tallied(agreed(*TIED, units="A B"), TWO, Phân_định=[["B", 1, ground], ["A", 2, ground]])
    assert ranks(results) == [("B", 1), ("A", 2)]


@pytest.mark.parametrize("units", ["A B", "B A"])
def test_neither_names_nor_the_order_of_units_or_files_break_a_tie(units: str) -> None:
    for sheets in (TWO, dict(reversed(TWO.items()))):
        assert {rank for _, rank in ranks(tallied(agreed(*TIED, units=units), sheets))} == {1}


# 3.3 and 3.4: awards, votes

ONE = [1, 1, "Điểm", 100]


def awarded(least: str, votes: int, members: int, present: int | None = None) -> tuple[str, ...]:
    """Who gets a flag with so many votes of so many members, `present` of whom voted."""
    cluster = agreed(ONE, units="A", awards=[AWARD_HEADER, ["Cờ", 1, None, least]])
    there = members if present is None else present
    lines = [["Cờ", "A", 1, there, there, there, votes, members]]
    return tallied(cluster, {"A": {"1": 90}}, Bỏ_phiếu=lines).awards[0].units


@pytest.mark.parametrize(
    ("least", "members", "needed"),
    [
        ("80%", 7, 6),
        ("80%", 10, 8),
        ("80%", 9, 8),
        ("80%", 11, 9),
        ("90%", 7, 7),
        ("90%", 10, 9),
        ("90%", 11, 10),
        ("2/3", 9, 6),
    ],
)
def test_votes_over_all_members_unrounded(least: str, members: int, needed: int) -> None:
    """NĐ98 Điều 30(7), TATC: 80 % and 90 % of all members."""
    assert awarded(least, needed, members) == ("A",)
    assert awarded(least, needed - 1, members) == ()


def test_the_share_is_of_the_members_not_of_the_ballots() -> None:
    """All six who came voted for it: 6 of 8 members are 75 %."""
    assert awarded("80%", 6, 8, present=6) == ()
    assert awarded("75%", 6, 8, present=6) == ("A",)


def test_the_first_of_a_cluster_may_be_proposed_and_nobody_else() -> None:
    """L06 Điều 25, 26: the flag for who leads its cluster; rank 1 gives the right to be considered, not the flag."""
    awards: Rows = [AWARD_HEADER, ["Cờ Chính phủ", 1, "hạng 1", "90%"], ["Cờ tỉnh", 1, "hạng nhất", "80%"]]
    cluster = agreed(ONE, units="A B", awards=awards)
    sheets = {"A": {"1": 90}, "B": {"1": 95}}
    lines = [*ballot({"B": 6, "A": 7}, members=7, award="Cờ Chính phủ"), *ballot({"B": 6}, members=7, award="Cờ tỉnh")]
    government, province = tallied(cluster, sheets, Bỏ_phiếu=lines).awards
    assert (government.units, province.units) == ((), ("B",))
    assert {(one.unit, one.why) for one in government.passed_over} == {("B", "votes"), ("A", "rank")}


def test_three_awards_in_a_block_of_seven() -> None:
    """Khánh Hòa 2020."""
    cluster = agreed(ONE, units="A B C D E F G", awards=[AWARD_HEADER, ["Bằng khen", 3, None, None]])
    results = tallied(cluster, {unit: {"1": 90 + n} for n, unit in enumerate("ABCDEFG")})
    assert results.awards[0].units == ("G", "F", "E")


def test_a_points_for_a_flag_pass_the_scale() -> None:
    """A district of Hồ Chí Minh City: 97 and a flag of the city, +10: 107; with one of the Government, +15: 112."""
    rows = ([1, "I", "Bảng", 100], [1, "II", "Cờ", 25, "thưởng"], [2, 1, "Thành phố, bộ", 10, None, "đạt"])
    cluster = agreed(*rows, [2, 2, "Chính phủ", 15, None, "đạt"], units="A B C")
    flags = {"A": (YES, NO), "B": (NO, YES), "C": (NO, NO)}
    results = tallied(cluster, {unit: {"1": 97, "2.1": one, "2.2": two} for unit, (one, two) in flags.items()})
    assert {one.unit: str(one.total) for one in results.standings} == {"A": "107.00", "B": "112.00", "C": "97.00"}


# 3.5 Disqualifiers


def test_no_award_while_a_complaint_is_open_and_the_next_comes_up() -> None:
    """NĐ152 Điều 4."""
    awards: Rows = [AWARD_HEADER, ["Cờ", 1, None, None], ["Bằng khen", 1, None, None]]
    cluster = agreed(ONE, units="A B C", awards=awards)
    sheets = {"A": {"1": 95}, "B": {"1": 90}, "C": {"1": 85}}
    results = tallied(cluster, sheets, Không_xét=[["A", "tất cả", "Đang giải quyết khiếu nại"]])
    assert [award.units for award in results.awards] == [("B",), ("C",)]
    assert ranks(results) == [("A", 1), ("B", 2), ("C", 3)]  # its rank stays


# The examples


def test_lanh_dao_1000() -> None:
    """Sections 700/200/100; what was assigned; who leads together; the second appraisal."""
    standings = {one.unit: one for one in recompute.recompute(EXAMPLES / "lanh-dao-1000")}
    first, unassigned = standings["LAM"], standings["HOA"]
    assert (first.total, first.tally.maximum, unassigned.tally.maximum) == (684, 700, 984)
    assert (standings["BAC"].points["1.2.2"], first.points["1.2.2"]) == (80, 80)  # both lead with 120 %
    assert (first.points["1.2.3"], standings["KIM"].points["1.2.3"]) == (70, Fraction("52.5"))  # without targets
    assert standings["DON"].points["1.3.2"] == 46  # 48 claimed, 40 at first, 46 after the explanation
    assert standings["KIM"].points["1.3.1"] == Fraction("48.75")  # 4.410 by decision, no longer in the lead
    assert first.points["1.3.1"] == 60


def test_thuong_100() -> None:
    """Four appraisers, the highest and the lowest left out; exactly 95 and 85; a total above 100."""
    standings = {one.unit: one for one in recompute.recompute(EXAMPLES / "thuong-100")}
    assert standings["TMA"].points["1.1"] == Fraction("14.13")  # of 13,5 14 14,25 and the 14,5 that one agreed to
    assert (standings["TMA"].total, standings["TMA"].tally.bonus) == (Fraction("103.63"), 5)
    assert (standings["PMA"].total, standings["PMA"].class_name) == (95, "Xuất sắc")
    assert (standings["QMA"].total, standings["QMA"].class_name) == (85, "Tốt")


def test_bo_phieu() -> None:
    """97 + 10 = 107; equals by two rounds, then by decision; an excused unit and one that sent nothing."""
    standings = {one.unit: one for one in recompute.recompute(EXAMPLES / "bo-phieu")}
    assert {unit: one.rank for unit, one in standings.items()} == {
        "MAI": 1,
        "DAO": 2,
        "CUC": 3,
        "LAN": 4,
        "HON": 5,
        "SEN": 6,
    }
    assert (standings["MAI"].total, standings["MAI"].tally.base) == (107, 97)
    assert {standings[unit].total for unit in ("DAO", "CUC", "LAN")} == {94}
    assert recompute.awards(EXAMPLES / "bo-phieu") == [  # 90 % of 7 needs 7, 80 % needs 6; DAO had 6, LAN 5
        ["Cờ thi đua của thành phố", "MAI"],
        ["Bằng khen", "DAO"],
        ["Giấy khen", "LAN"],
        ["Giấy khen", "HON"],
    ]
