"""decisions.xlsx: every sheet as written, and everything that contradicts the cluster, another line or itself."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from definitions import CRITERIA, Formula, Percent, Rows, check_texts, definition, load, workbook_of
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from emulation_cli.cluster.decisions import (
    Adjustment,
    AwardBar,
    ClassCap,
    Decisions,
    Excuse,
    Meeting,
    NextTerm,
    NotAssignedDecision,
    Receipt,
    TieDecision,
    Treatment,
    Vote,
)
from emulation_cli.cluster.decisions_file import decisions_of, read_decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import Problem
from emulation_cli.workspace import Workspace

D = Decimal
TABLE: Rows = [
    *CRITERIA,  # 1.1 trực tiếp 10, 1.2 tỷ lệ in % 20, 2.1 đạt 70
    [1, "III", "Thưởng", 5, "thưởng"],
    [2, "1", "Số bằng khen", 5, None, "theo lần", "điểm=1"],
    [1, "IV", "Trừ", 6, "trừ"],
    [2, "1", "Vi phạm", 6, None, "trực tiếp"],
]
CLUSTER: Cluster = load(
    definition(
        criteria=TABLE,
        targets=[["Tiêu chí", "SA", "SB", "SC"], ["3.1", None, None, "không giao"]],
        classes=[["Xếp loại", "Từ"], ["Xuất sắc", "90%"], ["Tốt", "80%"]],
        awards=[["Hình thức", "Số lượng"], ["Cờ thi đua", 1], ["Bằng khen", 2]],
        ties=[["Thứ tự", "Xét theo"], [1, "bỏ phiếu"]],
    )
)
HEADERS = {
    "Điều chỉnh": ["Đơn vị", "Tiêu chí", "Kết quả", "Điểm", "Lý do", "Người quyết định", "Ngày"],
    "Phân định": ["Đơn vị", "Thứ tự", "Căn cứ"],
    "Khống chế": ["Đơn vị", "Xếp loại tối đa", "Lý do"],
    "Không xét": ["Đơn vị", "Hình thức", "Lý do"],
    "Miễn nộp": ["Đơn vị", "Xử lý", "Lý do"],
    "Không giao": ["Đơn vị", "Tiêu chí", "Lý do"],
    "Nhận phiếu": ["Đơn vị", "Tệp", "Nhận lúc", "Dùng"],
    "Bỏ phiếu": ["Hình thức", "Đơn vị", "Vòng", "Phát ra", "Thu về", "Hợp lệ", "Số phiếu", "Tổng số thành viên"],
    "Cuộc họp": ["Mục", "Nội dung"],
    "Nhiệm kỳ tới": ["Vai trò", "Đơn vị"],
}


def read(sheets: dict[str, Rows], cluster: Cluster = CLUSTER) -> tuple[Decisions, list[Problem]]:
    """What sheets of these rows, from row 2 on, say; the texts of what is wrong can all be written."""
    workbook = workbook_of({name: [HEADERS[name], *rows] for name, rows in sheets.items()})
    workbook.name = "decisions.xlsx"
    decisions, problems = decisions_of(workbook, cluster)
    for one in problems:
        check_texts(one)
    return decisions, problems


def sound(name: str, *rows: list[Any]) -> Decisions:
    decisions, problems = read({name: rows})
    assert problems == []
    return decisions


def shown(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(one.code.partition("-")[2], one.place.sheet, one.place.cell) for one in problems]


# --- as written ---


def test_every_sheet() -> None:
    decisions, problems = read(
        {
            "Điều chỉnh": [
                ["SA", "1.2", 95, None, "Số liệu Sở TC", "Cụm trưởng", date(2026, 7, 8)],
                ["Sở B", "I.1", None, "7,5", "Thiếu minh chứng"],
            ],
            "Phân định": [["SA", 1, "Biểu quyết 7/10"], ["SB", 2, "Biểu quyết 7/10"]],
            "Khống chế": [["SB", "tốt", "Khiển trách"]],
            "Không xét": [["SB", "cờ thi đua", "Đang thanh tra"], ["SA", "tất cả", "Kỷ luật"], ["SC", None, "Kỷ luật"]],
            "Miễn nộp": [["SC", "không nộp", "Không gửi phiếu"]],
            "Không giao": [["SB", "2", "Không có chức năng"]],
            "Nhận phiếu": [
                ["SA", "Sở A (2).xlsx", "17h00 ngày 05/7/2026", "có"],
                ["SA", "Sở A.xlsx", None, "không"],
                ["SB", None, date(2026, 7, 6), None],
            ],
            "Bỏ phiếu": [["Cờ thi đua", "SA", 2, 10, 10, 9, 8, 10], ["đồng hạng", "SB", None, 10, 9, 9, 0, 11]],
            "Cuộc họp": [["Thời gian", "14h00\nngày 10/7"], ["Có mặt", "Bà X"], ["có mặt", "Ông Y"], ["Vắng", None]],
            "Nhiệm kỳ tới": [["Cụm trưởng", "SB"], ["Cụm phó", "SA"], ["Cụm phó", None]],
        }
    )  # fmt: skip
    assert problems == []
    assert decisions == Decisions(
        adjustments=(
            Adjustment("SA", "1.2", D(95), None, "Số liệu Sở TC", "Cụm trưởng", date(2026, 7, 8), 2),
            Adjustment("SB", "1.1", None, D("7.5"), "Thiếu minh chứng", row=3),
        ),
        ties=(TieDecision("SA", 1, "Biểu quyết 7/10", 2), TieDecision("SB", 2, "Biểu quyết 7/10", 3)),
        class_caps=(ClassCap("SB", "Tốt", "Khiển trách", 2),),
        award_bars=(
            AwardBar("SB", "Cờ thi đua", "Đang thanh tra", 2),
            AwardBar("SA", None, "Kỷ luật", 3),
            AwardBar("SC", None, "Kỷ luật", 4),
        ),
        excuses=(Excuse("SC", Treatment.NOT_SUBMITTED, "Không gửi phiếu", 2),),
        not_assigned=(NotAssignedDecision("SB", "2", "Không có chức năng", 2),),
        receipts=(
            Receipt("SA", "Sở A (2).xlsx", datetime(2026, 7, 5, 17), True, 2),  # noqa: DTZ001
            Receipt("SA", "Sở A.xlsx", None, False, 3),
            Receipt("SB", "", date(2026, 7, 6), None, 4),
        ),
        votes=(Vote("Cờ thi đua", "SA", 2, 10, 10, 9, 8, 10, 2), Vote(None, "SB", 1, 10, 9, 9, 0, 11, 3)),
        meeting=(
            Meeting("time", "14h00\nngày 10/7", 2),
            Meeting("present", "Bà X", 3),
            Meeting("present", "Ông Y", 4),
        ),
        next_term=(NextTerm("head", "SB", 2), NextTerm("deputy", "SA", 3)),
    )


def test_decisions_survive_json() -> None:
    decisions = sound("Nhận phiếu", ["SA", "a.xlsx", date(2026, 7, 5), "có"], ["SB", "", "05/7/2026 17:00", None])
    adapter = TypeAdapter(Decisions)
    assert adapter.validate_json(adapter.dump_json(decisions)) == decisions
    assert adapter.validate_json("{}") == Decisions()


def test_no_sheets_no_rows_no_file(tmp_path: Path) -> None:
    assert read({})[0] == Decisions()
    assert read({name: [] for name in HEADERS}) == (Decisions(), [])
    assert read_decisions(tmp_path / "decisions.xlsx", CLUSTER) == (Decisions(), [])


def test_where_a_workspace_keeps_them(tmp_path: Path) -> None:
    assert Workspace(tmp_path, tmp_path / "cluster.xlsx", ()).decisions == tmp_path / "decisions.xlsx"


@pytest.mark.parametrize(
    ("criterion", "written", "actual"),
    [
        ("1.2", 95, D(95)),
        ("1.2", "95%", D(95)),
        ("1.2", Percent("0.95"), D(95)),
        ("1.2", "0,5%", D("0.5")),
        ("1.2", 0, D(0)),
        ("2.1", "đạt", D(1)),
        ("2.1", "Không", D(0)),
        ("2.1", 1, D(1)),
        ("3.1", 3, D(3)),
        ("3.1", Formula("1+2", 3), D(3)),
    ],
)
def test_results(criterion: str, written: Any, actual: Decimal) -> None:
    (line,) = sound("Điều chỉnh", ["SA", criterion, written, None, "Lý do"]).adjustments
    assert (line.actual, line.points) == (actual, None)


@pytest.mark.parametrize(
    ("criterion", "written", "points"), [("1.1", 0, 0), ("1.1", 10, 10), ("4.1", -2, 2), ("4.1", 6, 6)]
)
def test_points(criterion: str, written: Any, points: int) -> None:
    (line,) = sound("Điều chỉnh", ["SA", criterion, None, written, "Lý do"]).adjustments
    assert (line.actual, line.points) == (None, points)


def test_points_above_target_stay_within_their_cap() -> None:
    def adjusted(parameters: str, points: Any) -> list[tuple[str, str, str]]:
        table = [CRITERIA[0], [1, "I", "a", 10, None, "tỷ lệ", parameters]]
        cluster = load(definition(criteria=table))
        return shown(read({"Điều chỉnh": [["SA", "1", None, points, "Lý do"]]}, cluster)[1])

    assert adjusted("vượt=1/1%; trần=3", 13) == []
    assert adjusted("vượt=1/1%; trần=3", "13,01") == [("points-above-maximum", "Điều chỉnh", "D2")]


def test_what_excel_shows_beside_a_criterion_is_not_read() -> None:
    workbook = workbook_of(
        {"Không giao": [["Đơn vị", "Tiêu chí", "Nội dung", "Lý do"], ["SA", "1.1", "Việc", "Lý do"], [None, None, " "]]}
    )
    decisions, problems = decisions_of(workbook, CLUSTER)
    assert (len(decisions.not_assigned), problems) == (1, [])


def test_english_labels() -> None:
    rows = [["Unit", "Treatment", "Reason"], ["SA", "excused", "New"]]
    assert decisions_of(workbook_of({"Excused": rows}), CLUSTER) == (
        Decisions(excuses=(Excuse("SA", Treatment.EXCUSED, "New", 2),)),
        [],
    )


# --- what cannot stand ---

WRONG: list[tuple[str, list[list[Any]], str, str]] = [
    ("Điều chỉnh", [["SZ", "1.1", None, 5, "Lý do"]], "unknown-unit", "A2"),
    ("Điều chỉnh", [[None, "1.1", None, 5, "Lý do"]], "cell-missing", "A2"),
    ("Điều chỉnh", [["SA", "1.9", None, 5, "Lý do"]], "unknown-criterion", "B2"),
    ("Điều chỉnh", [["SA", D("1.1"), None, 5, "Lý do"]], "path-is-number", "B2"),
    ("Điều chỉnh", [["SA", date(2026, 1, 1), None, 5, "Lý do"]], "path-is-date", "B2"),
    ("Điều chỉnh", [["SA", None, None, 5, "Lý do"]], "cell-missing", "B2"),
    ("Điều chỉnh", [["SA", "1", None, 5, "Lý do"]], "adjustment-heading", "B2"),
    ("Điều chỉnh", [["SA", "1.1", None, 5, None]], "cell-missing", "E2"),
    ("Điều chỉnh", [["SA", "1.1", None, None, "Lý do"]], "adjustment-neither", "D2"),
    ("Điều chỉnh", [["SA", "1.2", 95, 5, "Lý do"]], "adjustment-both", "D2"),
    ("Điều chỉnh", [["SA", "1.1", 5, None, "Lý do"]], "adjustment-no-result", "C2"),
    ("Điều chỉnh", [["SA", "1.1", None, "10,01", "Lý do"]], "points-above-maximum", "D2"),
    ("Điều chỉnh", [["SA", "1.1", None, -1, "Lý do"]], "points-negative", "D2"),
    ("Điều chỉnh", [["SA", "1.1", None, "5,125 ", "Lý do"]], "number-ambiguous", "D2"),
    ("Điều chỉnh", [["SA", "1.1", None, D("5.125"), "Lý do"]], "too-many-decimals", "D2"),
    ("Điều chỉnh", [["SA", "1.1", None, "năm", "Lý do"]], "not-a-number", "D2"),
    ("Điều chỉnh", [["SA", "1.1", None, Formula("1+1"), "Lý do"]], "cell-uncalculated", "D2"),
    ("Điều chỉnh", [["SA", "1.2", "0,95", None, "Lý do"]], "result-share", "C2"),
    ("Điều chỉnh", [["SA", "2.1", "được", None, "Lý do"]], "unknown-value", "C2"),
    ("Điều chỉnh", [["SA", "3.1", "1,5", None, "Lý do"]], "not-whole", "C2"),
    ("Điều chỉnh", [["SA", "3.1", "50%", None, "Lý do"]], "number-is-percent", "C2"),
    ("Điều chỉnh", [["SC", "3.1", 1, None, "Lý do"]], "adjustment-not-assigned", "B2"),
    ("Điều chỉnh", [["SA", "1.1", None, 5, "Lý do", None, "31/02/2026"]], "not-a-date", "G2"),
    ("Điều chỉnh", [["SA", "1.1", None, 5, "x"], ["Sở A", "I.1", None, 6, "y"]], "adjustment-twice", "B3"),
    ("Phân định", [["SA", 1, None]], "cell-missing", "C2"),
    ("Phân định", [["SA", None, "x"]], "cell-missing", "B2"),
    ("Phân định", [["SA", "1,5", "x"]], "not-whole", "B2"),
    ("Phân định", [["SA", 0, "x"]], "not-whole", "B2"),
    ("Phân định", [["SA", 4, "x"]], "tie-order", "B2"),  # of three units
    ("Phân định", [["SA", 1, "x"], ["SB", 1, "x"]], "tie-order", "B3"),  # three units make one tie at most
    ("Phân định", [["SA", 1, "x"], ["SA", 2, "x"]], "line-twice", "A3"),
    ("Khống chế", [["SA", "Giỏi", "x"]], "unknown-class", "B2"),
    ("Khống chế", [["SA", None, "x"]], "cell-missing", "B2"),
    ("Khống chế", [["SA", "Tốt", None]], "cell-missing", "C2"),
    ("Khống chế", [["SA", "Tốt", "x"], ["SA", "Xuất sắc", "x"]], "line-twice", "A3"),
    ("Không xét", [["SA", "Giấy khen", "x"]], "unknown-award", "B2"),
    ("Không xét", [["SA", None, None]], "cell-missing", "C2"),
    ("Không xét", [["SA", "Bằng khen", "x"], ["SA", "bằng khen", "y"]], "line-twice", "A3"),
    ("Miễn nộp", [["SA", "cho nghỉ", "x"]], "unknown-value", "B2"),
    ("Miễn nộp", [["SA", None, "x"]], "cell-missing", "B2"),
    ("Miễn nộp", [["SA", "miễn", None]], "cell-missing", "C2"),
    ("Miễn nộp", [["SA", "miễn", "x"], ["SA", "không nộp", "x"]], "line-twice", "A3"),
    ("Không giao", [["SA", "1.9", "x"]], "unknown-criterion", "B2"),
    ("Không giao", [["SA", "1.1", None]], "cell-missing", "C2"),
    ("Không giao", [["SA", "1.1", "x"], ["SA", "I.1", "x"]], "line-twice", "B3"),
    ("Nhận phiếu", [["SA", "a.xlsx", "hôm qua", None]], "not-a-date", "C2"),
    ("Nhận phiếu", [["SA", "a.xlsx", None, "chắc"]], "unknown-value", "D2"),
    ("Nhận phiếu", [["SA", "a.xlsx", None, None]], "receipt-empty", "C2"),
    ("Nhận phiếu", [["SA", None, None, "có"]], "cell-missing", "B2"),
    ("Nhận phiếu", [["SA", "a.xlsx", None, "có"], ["SA", "b.xlsx", None, "có"]], "receipt-two-used", "D3"),
    ("Nhận phiếu", [["SA", "a.xlsx", None, "có"], ["SA", "a.xlsx", None, "không"]], "line-twice", "B3"),
    ("Bỏ phiếu", [["Giấy khen", "SA", 1, 9, 9, 9, 8, 9]], "unknown-award", "A2"),
    ("Bỏ phiếu", [[None, "SA", 1, 9, 9, 9, 8, 9]], "cell-missing", "A2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 1, 9, 9, 9, 8, None]], "cell-missing", "H2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 1, 9, 9, 8, 9, 9]], "votes", "G2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 1, 9, 8, 9, 8, 9]], "votes", "F2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 1, 8, 9, 8, 8, 9]], "votes", "E2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 1, 9, 8, 8, 8, 8]], "votes", "D2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 1, 9, 9, 9, "8,5", 9]], "not-whole", "G2"),
    ("Bỏ phiếu", [["Cờ thi đua", "SA", 0, 9, 9, 9, 8, 9]], "not-whole", "C2"),
    ("Bỏ phiếu", [["Bằng khen", "SA", 1, 9, 9, 9, 8, 9], ["Bằng khen", "SA", None, 9, 9, 9, 8, 9]], "line-twice", "B3"),
    ("Cuộc họp", [["Khách mời", "Ông Z"]], "unknown-value", "A2"),
    ("Cuộc họp", [[None, "Ông Z"]], "cell-missing", "A2"),
    ("Cuộc họp", [["Chủ trì", "Bà X"], ["chủ trì", "Ông Z"]], "line-twice", "A3"),
    ("Nhiệm kỳ tới", [[None, "SA"]], "cell-missing", "A2"),
    ("Nhiệm kỳ tới", [["Tổ trưởng", "SA"]], "unknown-value", "A2"),
    ("Nhiệm kỳ tới", [["Cụm phó", "SZ"]], "unknown-unit", "B2"),
    ("Nhiệm kỳ tới", [["Cụm trưởng", "SA"], ["Cụm trưởng", "SB"]], "two-heads", "A3"),
    ("Nhiệm kỳ tới", [["Cụm trưởng", "SA"], ["Cụm phó", "Sở A"]], "line-twice", "B3"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "rows", "code", "cell"), WRONG)
def test_line_that_cannot_stand(sheet: str, rows: list[list[Any]], code: str, cell: str) -> None:
    decisions, problems = read({sheet: rows})
    assert shown(problems) == [(code, sheet, cell)]
    assert problems[0].severity == "error"
    kept = next((lines for lines in vars(decisions).values() if lines), ())
    assert len(kept) == len(rows) - 1  # a line with an error is left out


def test_the_nearest_name_is_given() -> None:
    one = read({"Không xét": [["SA", "Bằng khên", "x"]]})[1][0]
    assert dict(one.params) == {"written": "Bằng khên", "near": "Bằng khen", "known": "Cờ thi đua, Bằng khen"}
    one = read({"Khống chế": [["SA", "Tôt", "x"]]})[1][0]
    assert dict(one.params) == {"written": "Tôt", "near": "Tốt", "known": "Xuất sắc, Tốt"}


def test_a_cluster_without_awards() -> None:
    one = read({"Không xét": [["SA", "Bằng khen", "x"]]}, load(definition()))[1][0]
    assert dict(one.params) == {"written": "Bằng khen", "near": "–", "known": "–"}


def test_votes_and_their_limit_are_named() -> None:
    one = read({"Bỏ phiếu": [["Cờ thi đua", "SA", 1, 9, 8, 8, 8, 8]]})[1][0]
    assert dict(one.params) == {"what": "Phát ra", "count": "9", "of": "Tổng số thành viên", "limit": "8"}


# --- one line against another ---


def test_not_assigned_and_adjusted() -> None:
    decisions, problems = read(
        {
            "Điều chỉnh": [["SA", "1.1", None, 5, "x"], ["SB", "1.1", None, 5, "x"]],
            "Không giao": [["SA", "1", "y"]],
        }
    )
    assert shown(problems) == [("adjustment-not-assigned", "Điều chỉnh", "B2")]
    assert dict(problems[0].params)["where"] == "Không giao ▸ B2"
    assert len(decisions.not_assigned) == 1


def test_what_is_decided_about_an_excused_unit_warns() -> None:
    _, problems = read(
        {
            "Điều chỉnh": [["SA", "1.1", None, 5, "x"]],
            "Phân định": [["SA", 1, "x"]],
            "Khống chế": [["SA", "Tốt", "x"]],
            "Miễn nộp": [["SA", "miễn", "y"]],
            "Bỏ phiếu": [["Cờ thi đua", "SA", 1, 9, 9, 9, 8, 9]],
        }
    )
    assert shown(problems) == [
        ("unit-excused", "Điều chỉnh", "A2"),
        ("unit-excused", "Phân định", "A2"),
        ("unit-excused", "Khống chế", "A2"),
        ("unit-excused", "Bỏ phiếu", "B2"),
    ]
    assert {one.severity for one in problems} == {"warning"}


def test_members_of_one_vote() -> None:
    rows = [
        ["Cờ thi đua", "SA", 1, 9, 9, 9, 8, 10],
        ["Cờ thi đua", "SB", 1, 9, 9, 9, 8, 11],
        ["Cờ thi đua", "SB", 2, 9, 9, 9, 8, 11],
    ]
    decisions, problems = read({"Bỏ phiếu": rows})
    assert [
        (*one, params) for one, params in zip(shown(problems), [dict(p.params) for p in problems], strict=True)
    ] == [("votes-members", "Bỏ phiếu", "H3", {"first": "H2", "members": "10"})]
    assert len(decisions.votes) == 3


def test_several_ties_may_have_a_first_place_each() -> None:
    cluster = load(definition(units=[["Mã", "Tên đơn vị"], *([f"S{n}", f"Sở {n}"] for n in range(4))]))
    first = [["S0", 1, "x"], ["S1", 1, "x"]]
    assert read({"Phân định": first}, cluster)[1] == []
    assert shown(read({"Phân định": [*first, ["S2", 1, "x"]]}, cluster)[1]) == [("tie-order", "Phân định", "B4")]


def test_all_slips_at_once_in_the_order_of_the_file() -> None:
    _, problems = read(
        {
            "Phân định": [["SZ", 0, None]],
            "Điều chỉnh": [["SA", "1.9", None, None, None], ["SA", "1.1", None, 11, None]],
        }
    )
    assert shown(problems) == [
        ("unknown-unit", "Phân định", "A2"),
        ("not-whole", "Phân định", "B2"),
        ("cell-missing", "Phân định", "C2"),
        ("unknown-criterion", "Điều chỉnh", "B2"),
        ("cell-missing", "Điều chỉnh", "E2"),
        ("points-above-maximum", "Điều chỉnh", "D3"),
        ("cell-missing", "Điều chỉnh", "E3"),
    ]


cells = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["SA", "1.1", "1", "đạt", "95%", "2/3", "miễn", "Cờ thi đua", "Tốt", "có", "Cụm trưởng", "9" * 40]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.dates(date(1905, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)


@given(st.dictionaries(st.sampled_from(sorted(HEADERS)), st.lists(st.lists(cells, max_size=8), max_size=3)))
def test_whatever_stands_there_is_read_or_named(sheets: dict[str, Rows]) -> None:
    decisions, problems = read(sheets)
    errors = {(one.place.sheet, re.sub("[A-Z]", "", one.place.cell)) for one in problems if one.severity == "error"}
    rows = {(name, str(line.row)) for name, lines in by_sheet(decisions).items() for line in lines}
    assert not errors & rows


def by_sheet(decisions: Decisions) -> dict[str, tuple[Any, ...]]:
    return dict(zip(HEADERS, vars(decisions).values(), strict=True))


# --- the file ---


def test_a_missing_column_leaves_its_sheet_out() -> None:
    workbook = workbook_of({"Phân định": [["Đơn vị", "Thứ tự"], ["SA", 1]]})
    decisions, problems = decisions_of(workbook, CLUSTER)
    assert shown(problems) == [("missing-column", "Phân định", "A1")]
    assert decisions == Decisions()


def test_a_misspelt_sheet() -> None:
    decisions, problems = decisions_of(workbook_of({"Phân dịnh": [HEADERS["Phân định"], ["SA", 1, "x"]]}), CLUSTER)
    assert shown(problems) == [("unknown-sheet", "Phân dịnh", "")]
    assert decisions == Decisions()


def test_a_cluster_file_is_no_decisions_file() -> None:
    _, problems = decisions_of(workbook_of({"Sheet1": [["Họ tên"], ["A"]], "Sheet2": [["B"]]}), CLUSTER)
    assert [one.code for one in problems] == ["decisions-not-decisions"]
    for one in problems:
        check_texts(one)


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "decisions.xlsx"
    path.write_bytes(b"not a workbook")
    decisions, problems = read_decisions(path, CLUSTER)
    assert (decisions, [one.severity for one in problems]) == (Decisions(), ["error"])
