"""Rules that published sources state, written down as a secretary would in cluster.xlsx and decisions.xlsx, and the
outcome that each source describes, in exact numbers.

CT157 Kế hoạch 157/KH-UBND and CT2579 Quyết định 2579/QĐ-UBND (Cần Thơ, 2025), HP212 Quyết định 212/2025/QĐ-UBND (Hải
Phòng), Nghệ An: a draft of 2025, CA347: the table of a province's police.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from builders import collection, submission
from definitions import Rows, criteria, definition, found, load, setting, workbook_of

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.decisions_file import decisions_of
from emulation_cli.cluster.model import Cluster
from emulation_cli.results import Results
from emulation_cli.tally import tally

YES, NO = 1, 0
CLASS_HEADER = ["Xếp loại", "Từ", "So sánh", "Điều kiện"]
TIE_HEADER = ["Thứ tự", "Xét theo"]
AWARD_HEADER = ["Hình thức", "Số lượng", "Điều kiện", "Phiếu tối thiểu"]
DECISION_HEADERS = {
    "Điều chỉnh": ["Đơn vị", "Tiêu chí", "Kết quả", "Điểm", "Lý do"],
    "Phân định": ["Đơn vị", "Thứ tự", "Căn cứ"],
    "Khống chế": ["Đơn vị", "Xếp loại tối đa", "Lý do"],
    "Không xét": ["Đơn vị", "Hình thức", "Lý do"],
    "Miễn nộp": ["Đơn vị", "Xử lý", "Lý do"],
    "Không giao": ["Đơn vị", "Tiêu chí", "Lý do"],
    "Bỏ phiếu": ["Hình thức", "Đơn vị", "Vòng", "Phát ra", "Thu về", "Hợp lệ", "Số phiếu", "Tổng số thành viên"],
}
Values = Mapping[str, Any]


def agreed(*rows: Sequence[Any], units: str = "A", said: Rows = (), **sheets: Rows) -> Cluster:
    """A cluster of these rows of Tiêu chí; `units` are letters, `said` more rows of Cụm, other sheets by their key."""
    members: Rows = [["Mã", "Tên đơn vị"], *([code, f"Sở {code}"] for code in units.split())]
    return load(definition(cluster=setting(*said), units=members, criteria=criteria(*rows), **sheets))


def decided(cluster: Cluster, sheets: Mapping[str, Rows]) -> Decisions:
    if not sheets:
        return Decisions()
    workbook = workbook_of({name: [DECISION_HEADERS[name], *rows] for name, rows in sheets.items()})
    decisions, problems = decisions_of(workbook, cluster)
    assert problems == []
    return decisions


def tallied(cluster: Cluster, sheets: Mapping[str, Values], **decisions: Rows) -> Results:
    """The tally of {unit: {path: value}}; decisions by the name of their sheet, _ for a space."""
    named = {name.replace("_", " "): rows for name, rows in decisions.items()}
    sent = collection(submission(cluster, values, unit) for unit, values in sheets.items())
    return tally(cluster, sent, decided(cluster, named))


def points(cluster: Cluster, values: Values, path: str, **decisions: Rows) -> str:
    """What unit A gets for one criterion."""
    results = tallied(cluster, {"A": values}, **decisions)
    assert results.status == "official"
    return next(str(one.points) for one in results.scores if one.criterion == path)


def standing(cluster: Cluster, values: Values, **decisions: Rows) -> tuple[str, str, str | None]:
    """Total, maximum and class of unit A."""
    results = tallied(cluster, {"A": values}, **decisions)
    assert results.status == "official"
    (one,) = results.standings
    return str(one.total), str(one.max), one.class_


# 1.1 Totals


def test_bonus_inside_the_printed_total() -> None:
    """CT157: 115 = 100 + 15."""
    rows = (
        [1, "I", "Nhóm xã, phường", 115],
        [2, 1, "Tiêu chí 1 đến 4", 100],
        [2, 5, "Điểm cộng", 15, "thưởng"],
        [3, "5.1", "Đạt 100%", 5, None, "đạt"],
        [3, "5.2", "Từ 88%", 10, None, "đạt"],
    )
    inside = agreed(*rows, said=[["Điểm thưởng trong thang", "có"]])
    assert standing(inside, {"1.1": 90, "1.2.1": YES, "1.2.2": YES}) == ("105.00", "115.00", None)


def test_a_flag_s_points_come_on_top() -> None:
    """A district's form: 97 points and a flag of the city, +10: 107."""
    rows = ([1, "I", "Bảng điểm", 100], [1, "II", "Cờ của thành phố", 10, "thưởng", "đạt"])
    assert standing(agreed(*rows), {"1": 97, "2": YES}) == ("107.00", "100.00", None)


# 1.3 Formulas

SAMPLED = (
    [1, "ĐK", "Có kế hoạch và tài liệu chứng minh", 1, "không tính", "đạt"],
    [1, 1, "Người được tuyên truyền", 20, None, "theo lần", "điểm=0,4; cần=ĐK"],
)


@pytest.mark.parametrize(("people", "expected"), [(50, "20.00"), (47, "18.80"), (1, "0.40"), (0, "0.00")])
def test_sampled_people(people: int, expected: str) -> None:
    """CT157 1: fifty people picked at random, 0,4 each."""
    assert points(agreed(*SAMPLED), {"1": YES, "2": people}, "2") == expected


def test_sampled_people_without_a_plan() -> None:
    """CT157 1: no plan and evidence, no points at all."""
    assert points(agreed(*SAMPLED), {"1": NO, "2": 50}, "2") == "0.00"


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [(980, 980, "40.00"), (951, 980, "38.82"), (490, 980, "20.00"), (0, 980, "0.00"), (990, 980, "40.00")],
)
def test_proportional(done: int, total: int, expected: str) -> None:
    """CT157 2: Điểm = b/a × 40."""
    rows = [1, 2, "Mở tài khoản", 40, None, "tỷ lệ", None, "người"]
    assert points(agreed(rows), {"1": {"actual": done, "target": total}}, "1") == expected


@pytest.mark.parametrize(("done", "expected"), [(100, "5.00"), ("99.99", "0.00")])
def test_all_or_nothing_at_the_full_share(done: Any, expected: str) -> None:
    """CT157 5.1: 100 % gives 5, else 0."""
    rows = agreed([1, 5, "Đạt 100%", 5, None, "bậc", ">=100%:5", "%"])
    assert points(rows, {"1": Decimal(done)}, "1") == expected


def test_who_was_there_before_the_plan_gets_it_all_the_same() -> None:
    """CT157 5.1: a unit that had reached 100 % before the plan was issued gets the 5 points."""
    rows = agreed([1, 5, "Đạt 100% trong thời gian thi đua", 5, None, "đạt"])
    ground = [["A", "1", None, 5, "Đã đạt 100% trước khi ban hành kế hoạch"]]
    assert points(rows, {"1": NO}, "1") == "0.00"
    assert points(rows, {"1": NO}, "1", Điều_chỉnh=ground) == "5.00"


PRINTED = "88%..90%:2; 90%..95%:3; 95%..<100%:4; >=100%:5"
SETTLED = ">=100%:5; 95%..<100%:4; 90%..<95%:3; 88%..<90%:2"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("87.99", "0.00"),
        ("88", "2.00"),
        ("89.99", "2.00"),
        ("90", "3.00"),
        ("94.99", "3.00"),
        ("95", "4.00"),
        ("99.99", "4.00"),
        ("100", "5.00"),
        ("101", "5.00"),
    ],
)
def test_bands(share: str, expected: str) -> None:
    """CT157 5.2, the shared edges given to the higher band."""
    assert points(agreed([1, 5, "Tỷ lệ", 5, None, "bậc", SETTLED, "%"]), {"1": Decimal(share)}, "1") == expected


def test_bands_as_printed_are_refused_at_both_shared_edges() -> None:
    """CT157 5.2 as published: 90 and 95 belong to two bands each."""
    downwards = "; ".join(reversed(PRINTED.split("; ")))
    slips = found(definition(criteria=criteria([1, 5, "Tỷ lệ", 5, None, "bậc", downwards, "%"])))
    assert slips == [("band-twice", "Tiêu chí", "G2"), ("band-twice", "Tiêu chí", "G2")]


@pytest.mark.parametrize(("cleared", "expected"), [("95", "2.50"), ("94.99", "0.00"), ("100", "2.50"), ("0", "0.00")])
def test_threshold(cleared: str, expected: str) -> None:
    """HP212 5.2a: from 95 % 2,5 points, below 0."""
    rows = agreed([1, "a)", "Giải phóng mặt bằng", "2,5", None, "bậc", ">=95%:2,5", "%"])
    assert points(rows, {"1": Decimal(cleared)}, "1") == expected


def test_quantity_quality_progress() -> None:
    """HP212 II: done / given × 100 % × 25, 30 and 25."""
    rows = agreed(
        [1, "II", "Kết quả thực hiện nhiệm vụ", 80],
        [2, 1, "Số lượng", 25, None, "tỷ lệ"],
        [2, 2, "Chất lượng", 30, None, "tỷ lệ"],
        [2, 3, "Tiến độ", 25, None, "tỷ lệ"],
    )
    done = {f"1.{n}": {"actual": actual, "target": 24} for n, actual in enumerate((24, 23, 22), 1)}
    assert standing(rows, done) == ("76.67", "80.00", None)  # 25 + 28,75 + 22,92


def test_against_the_average() -> None:
    """HP212 5.1a (PAR INDEX): at or above the average 2, below 0; exact, not as rounded."""
    rows = agreed([1, "a)", "PAR INDEX", 2, None, "so trung bình"], units="A B C D")
    results = tallied(rows, {"A": {"1": 90}, "B": {"1": 89}, "C": {"1": 88}, "D": {"1": 89}})
    assert {one.unit: str(one.points) for one in results.scores} == {
        "A": "2.00",
        "B": "2.00",
        "C": "0.00",
        "D": "2.00",
    }
    thirds = tallied(rows, {"A": {"1": 90}, "B": {"1": 90}, "C": {"1": 89}}, Miễn_nộp=[["D", "miễn", "Mới thành lập"]])
    assert [str(one.points) for one in thirds.scores] == ["2.00", "2.00", "0.00"]  # 89,666… lies between


# 1.4 Bonus and deduction, both at most 3

BOTH_CAPPED = (
    [1, "I", "Tổ chức", 10],
    [1, "II", "Thực hiện", 90],
    [1, "III", "Điểm thưởng", 3, "thưởng"],
    [2, 1, "Được khen", 2, None, "theo lần", "điểm=1"],
    [2, 2, "Mô hình được nhân rộng", 2, None, "theo lần", "điểm=0,5"],
    [1, "IV", "Điểm trừ", -3, "trừ"],
    [2, 1, "Bị phê bình", -2, None, "theo lần", "điểm=1"],
    [2, 2, "Chậm báo cáo", -2, None, "theo lần", "điểm=0,5"],
)
CAPS: Rows = [["Trần điểm thưởng", 3], ["Trần điểm trừ", 3]]


@pytest.mark.parametrize(
    ("counts", "total"),
    [
        ((2, 4, 0, 0), "98.00"),  # 2 + 2, of which 3
        ((2, 1, 0, 0), "97.50"),
        ((0, 0, 2, 4), "92.00"),
        ((9, 9, 9, 9), "95.00"),
        ((0, 0, 1, 0), "94.00"),
    ],
)
def test_bonus_and_deduction_up_to_three(counts: tuple[int, ...], total: str) -> None:
    """CT2579: thưởng ≤ 3, trừ ≤ 3 in all; a deduction may be written with a minus."""
    values = {"1": 10, "2": 85, **dict(zip(("3.1", "3.2", "4.1", "4.2"), counts, strict=True))}
    assert standing(agreed(*BOTH_CAPPED, said=CAPS), values) == (total, "100.00", None)


# 1.5 Criteria not assigned: a section of 10 of which 4 were assigned, and 3 reached


def ten_points(rule: str) -> Cluster:
    return agreed(
        [1, "I", "Nhiệm vụ", 90],
        [1, "II", "Tiêu chí khác", 10],
        [2, "a)", "PAR INDEX", 2],
        [2, "b)", "DDCI", 1],
        [2, "c)", "Chỉ tiêu kinh tế - xã hội", 1],
        [2, "d)", "Giải phóng mặt bằng", 6],
        said=[["Không được giao", rule]],
        targets=[["Tiêu chí", "Đơn vị", "Chỉ tiêu"], ["2.4", "A", "không giao"]],
    )


REACHED = {"1": 80, "2.1": 2, "2.2": 1, "2.3": 0}


@pytest.mark.parametrize(
    ("rule", "total", "maximum"),
    [
        ("loại trừ", "83.00", "94.00"),  # CA347: out of score and maximum, printed 83/94
        ("quy đổi", "87.50", "100.00"),  # HP212 PL01: 3 of 4 counts as 7,5 of 10
        ("điểm tối đa", "89.00", "100.00"),  # HP212 PL03: 3 + the 6
        ("chia đều", "87.00", "100.00"),  # HP212 PL03: + 2 to each: 2 of 2 → 4 of 4, 1 of 1 → 3 of 3, 0
        ("chia tỷ lệ", "87.50", "100.00"),  # 2 → 5, 1 → 2,5, 0
    ],
)
def test_not_assigned(rule: str, total: str, maximum: str) -> None:
    assert standing(ten_points(rule), REACHED)[:2] == (total, maximum)


def test_both_rules_of_one_appendix() -> None:
    """HP212 PL03: who need not declare gets full points; who meets no citizens has the points shared equally."""
    rows = agreed(
        [1, "I", "Tiêu chí chung", 20, None, None, "không giao=chia đều"],
        [2, 4, "Ý thức kỷ luật", 12],
        [2, "c)", "Kê khai tài sản, thu nhập", 4, None, "đạt", "không giao=điểm tối đa"],
        [2, 5, "Thái độ phục vụ người dân", 4],
        [1, "II", "Kết quả", 80],
    )
    ground = "Không thuộc đối tượng"
    reached = {"1.1": 9, "1.2": YES, "1.3": 4, "2": 70}
    assert standing(rows, reached)[:2] == ("87.00", "100.00")
    assert standing(rows, {**reached, "1.2": NO}, Không_giao=[["A", "1.2", ground]])[0] == "87.00"
    # 4 points over two: 9 × 14/12 = 10,5 and 4 × 6/4 = 6
    assert standing(rows, {"1.1": 9, "1.2": YES, "2": 70}, Không_giao=[["A", "1.3", ground]])[:2] == ("86.50", "100.00")


def test_a_unit_s_own_tick_waits_for_a_decision() -> None:
    rows = ten_points("quy đổi")
    ticked = {**REACHED, "2.3": {"not_assigned": True}}
    asked = tallied(rows, {"A": ticked})
    assert (asked.status, asked.standings[0].open) == ("provisional", ("2.3",))
    # confirmed: 3 of 3
    assert standing(rows, ticked, Không_giao=[["A", "2.3", "Không được giao chỉ tiêu"]])[:2] == ("90.00", "100.00")


# 1.6 Slips of official tables


def test_a_footnote_mark_is_no_digit() -> None:
    """HP212 prints 20⁷, which a spreadsheet holds as 207."""
    results = tallied(agreed([1, 5, "Tiêu chí khác", 20]), {"A": {"1": 207}})
    assert [one.code for one in results.problems] == ["score-extra-digit"]
    assert (results.status, str(results.standings[0].total)) == ("provisional", "0.00")


# 3.1 Ties


def test_a_group_ranked_by_counts_alone() -> None:
    """CT157 II: by accounts; equal, by cards; equal, by people paid; equal, by vote. Nothing is scored."""
    rows = agreed(
        [1, 1, "Số tài khoản mở mới", 100000, None, "theo lần", "điểm=1"],
        [1, 2, "Số thẻ ATM", 1, "không tính", "theo lần", "điểm=0,01"],
        [1, 3, "Số người nhận qua tài khoản", 1, "không tính", "theo lần", "điểm=0,01"],
        units="A B C D E",
        ties=[TIE_HEADER, [1, "kết quả 2"], [2, "kết quả 3"], [3, "bỏ phiếu"]],
    )
    counts = {"A": (500, 40, 9), "B": (800, 7, 1), "C": (500, 60, 2), "D": (500, 40, 12), "E": (500, 40, 9)}
    sheets = {unit: dict(zip("123", values, strict=True)) for unit, values in counts.items()}
    open_tie = tallied(rows, sheets)
    assert [(one.unit, one.rank) for one in open_tie.standings] == [("B", 1), ("C", 2), ("D", 3), ("A", 4), ("E", 4)]
    assert str(open_tie.standings[0].total) == "800.00"
    votes = [["Đồng hạng", "A", 1, 9, 9, 9, 4, 9], ["Đồng hạng", "E", 1, 9, 9, 9, 5, 9]]
    settled = tallied(rows, sheets, Bỏ_phiếu=votes)
    assert [(one.unit, one.rank) for one in settled.standings] == [("B", 1), ("C", 2), ("D", 3), ("E", 4), ("A", 5)]
    notes = [one.tie_note.code for one in settled.standings if one.tie_note]
    assert notes == ["tie-result", "tie-result", "tie-vote"]


def test_the_authority_decides_and_nothing_else_does() -> None:
    """CT2579 Điều 8: no chain; equal scores stay equal until the competent authority says."""
    rows = agreed([1, 1, "Điểm", 100], units="A B")
    sheets = {"A": {"1": 90}, "B": {"1": 90}}
    assert [(one.unit, one.rank) for one in tallied(rows, sheets).standings] == [("A", 1), ("B", 1)]
    ground = "Quyết định của cấp có thẩm quyền"
    settled = tallied(rows, sheets, Phân_định=[["B", 1, ground], ["A", 2, ground]]).standings
    assert [(one.unit, one.rank) for one in settled] == [("B", 1), ("A", 2)]
    assert settled[0].tie_note is not None
    assert (settled[0].tie_note.code, settled[0].tie_note.params["ground"]) == ("tie-decision", ground)


# 3.2 Classes

HP212_CLASSES: Rows = [
    CLASS_HEADER,
    ["Hoàn thành xuất sắc", 90, ">", None],
    ["Hoàn thành tốt", 80, ">", None],
    ["Hoàn thành", 50, "≥", None],
    ["Không hoàn thành", 0, "≥", None],
]


@pytest.mark.parametrize(
    ("score", "name"),
    [
        ("90.01", "Hoàn thành xuất sắc"),
        ("90", "Hoàn thành tốt"),
        ("80.01", "Hoàn thành tốt"),
        ("80", "Hoàn thành"),
        ("50", "Hoàn thành"),
        ("49.99", "Không hoàn thành"),
    ],
)
def test_above_ninety_above_eighty_from_fifty(score: str, name: str) -> None:
    """HP212: "trên 90", "trên 80", "từ 50"."""
    assert standing(agreed([1, 1, "Điểm", 100], classes=HP212_CLASSES), {"1": Decimal(score)})[2] == name


NO_ZERO = "không tiêu chí nào 0 điểm"
CT2579_CLASSES: Rows = [
    CLASS_HEADER,
    ["Hoàn thành xuất sắc", 95, "≥", NO_ZERO],
    ["Hoàn thành tốt", 85, "≥", NO_ZERO],
    ["Hoàn thành", 75, "≥", None],
    ["Không hoàn thành", 0, "≥", None],
]
TWO = ([1, "I", "Tổ chức", 5], [1, "II", "Thực hiện", 95])


def ct2579(units: str = "A") -> Cluster:
    return agreed(*TWO, units=units, classes=CT2579_CLASSES)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (5, 90, "Hoàn thành xuất sắc"),
        (0, 95, "Hoàn thành"),  # 95 points, one criterion at 0: neither of the two best
        (1, 93, "Hoàn thành tốt"),
        (5, 80, "Hoàn thành tốt"),
        (5, 79, "Hoàn thành"),
        (0, 75, "Hoàn thành"),
        (5, 69, "Không hoàn thành"),
    ],
)
def test_points_and_no_criterion_at_zero(first: int, second: int, name: str) -> None:
    assert standing(ct2579(), {"1": first, "2": second})[2] == name


@pytest.mark.parametrize(
    ("cap", "second", "name"),
    [
        ("Hoàn thành tốt", 95, "Hoàn thành tốt"),  # head or deputy reprimanded
        ("Hoàn thành", 95, "Hoàn thành"),  # warned
        ("Không hoàn thành", 95, "Không hoàn thành"),  # dismissed, or handled as a crime
        ("Hoàn thành tốt", 75, "Hoàn thành"),  # a cap lifts nobody
    ],
)
def test_discipline_caps_the_class_and_leaves_points_and_rank(cap: str, second: int, name: str) -> None:
    rows = ct2579("A B")
    results = tallied(rows, {"A": {"1": 5, "2": second}, "B": {"1": 1, "2": 70}}, Khống_chế=[["A", cap, "Kỷ luật"]])
    first = results.standings[0]
    assert (first.unit, str(first.total), first.class_) == ("A", f"{5 + second}.00", name)


def test_who_does_not_score_itself_has_not_completed() -> None:
    """CT2579: not scoring oneself at all is "không hoàn thành"; the others' result stays official."""
    rows = ct2579("A B C")
    sheets = {"B": {"1": 5, "2": 60}, "C": {"1": 5, "2": 90}}
    results = tallied(rows, sheets, Miễn_nộp=[["A", "không nộp", "Không tự chấm điểm"]])
    assert results.status == "official"
    assert [(one.unit, one.rank, one.class_) for one in results.standings] == [
        ("C", 1, "Hoàn thành xuất sắc"),
        ("B", 2, "Không hoàn thành"),
        ("A", 3, "Không hoàn thành"),
    ]


NGHE_AN: Rows = [
    CLASS_HEADER,
    ["Hoàn thành xuất sắc", 90, "≥", "mọi tiêu chí ≥ 85%"],
    ["Hoàn thành tốt", 80, "≥", "mọi tiêu chí ≥ 80%"],
    ["Hoàn thành", 70, "≥", "mọi tiêu chí ≥ 70%"],
    ["Không hoàn thành", 0, "≥", None],
]


@pytest.mark.parametrize(
    ("small", "large", "name"),
    [
        ("17", "80", "Hoàn thành xuất sắc"),  # 17 of 20 is exactly 85 %
        ("16.99", "80", "Hoàn thành tốt"),
        ("16", "80", "Hoàn thành tốt"),
        ("15.99", "80", "Hoàn thành"),
        ("14", "80", "Hoàn thành"),
        ("13.99", "80", "Không hoàn thành"),
        ("20", "69.99", "Hoàn thành tốt"),  # 89,99 points
        ("20", "68", "Hoàn thành tốt"),
        ("20", "64", "Hoàn thành tốt"),
        ("20", "60", "Hoàn thành"),
        ("20", "50", "Không hoàn thành"),  # 70 points, but 50 of 80 is 62,5 %
    ],
)
def test_the_weakest_criterion_decides_the_class(small: str, large: str, name: str) -> None:
    """Nghệ An: from 90 and no criterion below 85 % of its maximum; 80 and 80 %; 70 and 70 %."""
    rows = agreed([1, 1, "Nhỏ", 20], [1, 2, "Lớn", 80], classes=NGHE_AN)
    assert standing(rows, {"1": Decimal(small), "2": Decimal(large)})[2] == name


# 3.3 Quotas


def test_absolute_numbers_from_the_highest_score_down() -> None:
    """CT2579: so many collectives, from the highest score down; equal ones across the edge are not cut."""
    rows = agreed([1, 1, "Điểm", 100], units="A B C D", awards=[AWARD_HEADER, ["Bằng khen", 2, None, None]])
    clear = tallied(rows, {"A": {"1": 90}, "B": {"1": 95}, "C": {"1": 92}, "D": {"1": 80}}).awards[0]
    assert (clear.units, clear.tied) == (("B", "C"), ())
    tied = tallied(rows, {"A": {"1": 92}, "B": {"1": 95}, "C": {"1": 92}, "D": {"1": 80}}).awards[0]
    assert (tied.units, tied.tied) == (("B",), ("A", "C"))


@pytest.mark.parametrize(("written", "quota"), [("10%", 1), ("10% làm tròn lên", 2), ("9,09%", 0)])
def test_a_share_of_the_units(written: str, quota: int) -> None:
    """CT157: at most 10 %; of eleven units one, or two where the cluster rounds up."""
    units = " ".join("ABCDEFGHIJK")
    award: Rows = [AWARD_HEADER, ["Bằng khen", written, None, None]]
    members: Rows = [["Mã", "Tên đơn vị"], *([code, f"Sở {code}"] for code in units.split())]
    sheets = {"units": members, "criteria": criteria([1, 1, "Điểm", 100]), "awards": award}
    if not quota:
        assert found(definition(**sheets)) == [("award-quota-none", "Khen thưởng", "B2")]
        return
    results = tallied(load(definition(**sheets)), {unit: {"1": 50 + n} for n, unit in enumerate(units.split())})
    assert (results.awards[0].quota, results.awards[0].units) == (quota, ("K", "J")[:quota])
