"""cluster.xlsx as a whole: its sheets, its columns, and what stands in single cells."""

# ruff: noqa: DTZ001 - what stands in a sheet has no zone

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from definitions import (
    CLUSTER,
    CRITERIA,
    CRITERIA_HEADER,
    UNITS,
    Formula,
    Percent,
    Rows,
    criteria,
    definition,
    found,
    leaf,
    load,
    only,
    params,
    said,
    setting,
    workbook_of,
)

from emulation_cli import catalogue
from emulation_cli.cluster.definition import cluster_of, read_cluster
from emulation_cli.cluster.model import Prose, Unit
from emulation_cli.cluster.rules import BonusInScale, Combine, RankBy, Source
from emulation_cli.problems import Severity


def test_sound_definition() -> None:
    cluster = load(definition())
    assert (cluster.name, cluster.period, cluster.places) == ("Cụm 2", "6 tháng đầu năm 2026", 2)
    assert cluster.units[0] == Unit("SA", "Sở A", ("Sở Anh", "A"), "head", "Bà X", "Giám đốc")
    assert [unit.role for unit in cluster.units] == ["head", "deputy", ""]
    assert [one.path for one in cluster.criteria] == ["1", "1.1", "1.2", "2", "2.1"]
    assert [one.row for one in cluster.criteria] == [2, 3, 4, 5, 6]


def test_labels_in_any_case_form_and_language() -> None:
    written = unicodedata.normalize("NFD", "  ĐIỂM   tối ĐA ")
    rows = [["Text", written, "level", "NHÓM"], ["Việc", 10, 1, "THƯỞNG"], ["Việc", 90, 1, "standard"]]
    cluster = load(definition(criteria=rows, cluster=[["Value", "Item"], ["C", "cluster name"], ["P", "KỲ"]]))
    assert [str(one.group) for one in cluster.criteria] == ["bonus", "standard"]


def test_tone_placement_and_order_of_columns() -> None:
    rows = [["Ghi chú", "Cấp", "Điểm tối đa", "Nội dung"], ["g", 1, 5, "Việc"]]
    assert load(definition(criteria=rows)).criteria[0].note == "g"


def test_title_rows_above_the_header() -> None:
    rows = [["BẢNG TIÊU CHÍ"], [], [None, "Kèm theo quyết định"], *CRITERIA]
    assert [one.row for one in load(definition(criteria=rows)).criteria] == [5, 6, 7, 8, 9]


def test_empty_optional_sheets_say_nothing() -> None:
    empty = {
        "targets": [["Tiêu chí", "SA", "SB", "SC"]],
        "classes": [["Xếp loại", "Từ", "So sánh", "Điều kiện"]],
        "ties": [["Thứ tự", "Xét theo"]],
        "awards": [["Hình thức", "Số lượng", "Điều kiện", "Phiếu tối thiểu"]],
        "registrations": [["Đơn vị", "Danh hiệu"]],
        "prose": [["Văn bản", "Mục", "Nội dung"], ["báo cáo", "Tồn tại"]],
    }
    cluster = load(definition(**empty))  # type: ignore[arg-type]
    assert (cluster.targets, cluster.classes, cluster.prose) == ((), (), ())


# --- sheets and columns ---


def test_no_sheet_of_a_definition() -> None:
    one = only(workbook_of({"Bảng chấm điểm": [["TT"]], "Sheet2": []}))
    assert said(one) == ("not-a-definition", "")
    assert params(one)["sheets"] == "Bảng chấm điểm, Sheet2"


def test_missing_sheets_are_all_named() -> None:
    assert found(definition(units=None, criteria=None)) == [("missing-sheet", "", "")] * 2


def test_misspelt_sheet_is_not_missing_as_well() -> None:
    workbook = workbook_of({"Cụm": CLUSTER, "Đơn vi": UNITS, "Tiêu chí": CRITERIA})
    assert found(workbook) == [("unknown-sheet", "Đơn vi", "")]
    assert params(only(workbook))["near"] == "Đơn vị"


def test_sheets_without_marks_are_suggestions() -> None:
    workbook = workbook_of({"Cum": CLUSTER, "Don vi": UNITS, "Tieu chi": CRITERIA})
    assert [code for code, _, _ in found(workbook)] == ["unknown-sheet"] * 3


def test_extra_sheets() -> None:
    workbook = definition(**{"Tính nháp": [["x"]], "_lists": [["x"]], "Sheet3": []})
    assert found(workbook) == [("extra-sheet", "Tính nháp", "")]
    assert only(workbook).severity is Severity.NOTE


def test_sheet_in_both_languages() -> None:
    assert found(definition(Units=UNITS)) == [("sheet-twice", "Units", "")]


def test_no_header() -> None:
    assert found(definition(units=[["SA", "Sở A"]])) == [("no-header", "Đơn vị", "")]


def test_missing_column_makes_one_finding() -> None:
    rows = [["TT", "Nội dung", "Điểm tối đa"], ["I", "Một", 10], ["II", "Hai", 20]]
    assert found(definition(criteria=rows)) == [("missing-column", "Tiêu chí", "A1")]
    rows = [["Cấp", "Nội dung"], [1, "Một"], [2, "Hai"]]
    assert found(definition(criteria=rows)) == [("missing-column", "Tiêu chí", "A1")]


def test_misspelt_column_makes_one_finding() -> None:
    header = [*CRITERIA_HEADER[:4], "Nhom điểm", *CRITERIA_HEADER[5:]]
    rows = [header, [1, "I", "Một", 10], [2, "1", "Chuẩn", 10], [2, "2", "Thưởng", 5, "thưởng"]]
    one = only(definition(criteria=rows))
    assert (said(one), params(one)["near"]) == (("unknown-column", "E1"), "Nhóm")


def test_extra_column_is_a_warning() -> None:
    rows = [[*UNITS[0], "Zalo"], *UNITS[1:]]
    one = only(definition(units=rows))
    assert (said(one), one.severity) == (("extra-column", "G1"), Severity.WARNING)


def test_column_twice() -> None:
    one = only(definition(units=[[*UNITS[0], "mã"], *UNITS[1:]]))
    assert (said(one), params(one)["first"]) == (("column-twice", "G1"), "A1")


# --- cells ---


def test_formula_counts_by_its_value() -> None:
    rows = criteria([1, "I", "Một", Formula("SUM(D3:D4)", 30)], [2, 1, "a", 10], [2, 2, "b", Formula("4*5", 20)])
    assert [one.maximum for one in load(definition(criteria=rows)).criteria] == [30, 10, 20]


def test_formula_never_calculated() -> None:
    rows = criteria([1, "I", "Một", 30], [2, 1, "a", 10], [2, 2, "b", Formula("4*5")])
    one = only(definition(criteria=rows))
    assert (said(one), params(one)["written"]) == (("cell-uncalculated", "D4"), "=4*5")


def test_error_cell() -> None:
    rows = criteria([1, "I", "Một", Formula("Z1", "#REF!")], [2, 1, "a", 10])
    one = only(definition(criteria=rows))
    assert (said(one), params(one)["written"]) == (("cell-error", "D2"), "#REF!")


NUMBERS: list[tuple[Any, str, dict[str, str]]] = [
    ("mười", "not-a-number", {"written": "mười"}),
    (True, "not-a-number", {"written": "1"}),
    ("8/10", "not-a-number", {"written": "8/10"}),
    ("1.250", "number-ambiguous", {"one": "1.25", "other": "1250"}),
    ("1,250", "number-ambiguous", {"one": "1.25", "other": "1250"}),
    ("20⁷", "number-footnote", {"value": "20"}),
    ("9,5 điểm", "number-with-text", {"value": "9.5"}),
    (date(2026, 5, 9), "number-is-date", {"date": "2026-05-09", "meant": "9.5"}),
    (Percent("0.2"), "number-is-percent", {"written": "20%"}),
    ("20%", "number-is-percent", {"written": "20%"}),
    (-5, "number-negative", {"value": "-5"}),
    ("12,345 ", "number-ambiguous", {"one": "12.345", "other": "12345"}),
    (Decimal("12.345"), "too-many-decimals", {"value": "12.345", "places": "2"}),
]


@pytest.mark.parametrize(("value", "code", "expected"), NUMBERS, ids=lambda value: str(value))
def test_maximum_that_is_no_number(value: Any, code: str, expected: dict[str, str]) -> None:
    one = only(definition(criteria=criteria([1, "I", "Một", 30], [2, 1, "a", value])))
    assert said(one) == (code, "D3")
    assert expected.items() <= params(one).items()
    assert one.criterion == "1.1"


@pytest.mark.parametrize(
    ("value", "read"),
    [("0,25", "0.25"), ("8.5", "8.5"), ("1 250", "1250"), ("1.234,5", "1234.5"), ("12.994999999999999", "12.995")],
)
def test_maximum_as_typed_or_stored(value: str, read: str) -> None:
    held: Any = Decimal(value) if len(value) > 15 else value
    cluster = load(definition(cluster=setting(["Số chữ số thập phân", 3]), criteria=leaf(None, maximum=held)))
    assert cluster.criteria[0].maximum == Decimal(read)


def test_text_that_became_a_date() -> None:
    one = only(definition(criteria=criteria([1, date(2026, 2, 3), "Một", 30])))
    assert (said(one), params(one)["date"]) == (("text-is-date", "B2"), "2026-02-03")


def test_merged_downwards() -> None:
    workbook = definition(criteria=criteria([1, "I", "Một", 10, None, None, None, "lần"], [1, "II", "Hai", 10]))
    sheet = workbook.sheets[2]
    sheet.merges.append((2, 8, 3, 8))
    assert [one.measure for one in load(workbook).criteria] == ["lần", "lần"]


def test_hidden_sheets_and_rows_are_read() -> None:
    workbook = definition()
    workbook.sheets[1].state = "hidden"
    workbook.sheets[2].hidden_rows.add(3)
    assert len(load(workbook).criteria) == 5


# --- sheet Cụm ---


def test_every_setting() -> None:
    cluster = load(
        definition(
            cluster=setting(
                ["Loại kỳ", "6 tháng"],
                ["Cơ quan cấp trên", "UBND thành phố"],
                ["Cơ quan Cụm trưởng", "Sở A"],
                ["Địa danh", "Hà Nội"],
                ["Hạn nộp", datetime(2026, 7, 5, 17, 0)],
                ["Số chữ số thập phân", 1],
                ["Bước điểm", "0,5"],
                ["Không được giao", "loại trừ"],
                ["Trần điểm thưởng", 20],
                ["Trần điểm trừ", -30],
                ["Điểm thưởng trong thang", "chặn"],
                ["Xếp hạng theo", "tỷ lệ"],
                ["Nguồn điểm", "tự chấm"],
                ["Gộp điểm thẩm định", "trưởng nhóm"],
                ["Số ký hiệu", "05/BC-CTĐ"],
                ["Ngày văn bản", "05/07/2026"],
                ["Kính gửi", "UBND thành phố"],
                ["Kính gửi", "Sở Nội vụ"],
                ["Nơi nhận", "Như trên;"],
                ["Nơi nhận"],
                ["Chức vụ người ký", "CỤM TRƯỞNG"],
                ["Người ký", "Nguyễn Văn X"],
                ["Căn cứ", "Luật A;"],
                ["Căn cứ", "Nghị định B;\nThông tư C"],
            ),
            criteria=criteria(*CRITERIA[1:], [1, "III", "Thưởng", 5, "thưởng"], [1, "IV", "Trừ", 5, "trừ"]),
        )
    )
    assert (cluster.period_kind, cluster.superior, cluster.head_agency) == ("half_year", "UBND thành phố", "Sở A")
    assert (cluster.locality, cluster.deadline) == ("Hà Nội", datetime(2026, 7, 5, 17, 0))
    assert (cluster.places, cluster.step, cluster.bonus_cap, cluster.deduction_cap) == (1, Decimal("0.5"), 20, 30)
    assert (cluster.bonus_in_scale, cluster.rank_by) == (BonusInScale.CUT, RankBy.PERCENT)
    assert (cluster.source, cluster.combine) == (Source.SELF, Combine.LEAD)
    assert (cluster.document_number, cluster.document_date) == ("05/BC-CTĐ", date(2026, 7, 5))
    assert cluster.addressees == ("UBND thành phố", "Sở Nội vụ")
    assert cluster.recipients == ("Như trên;",)
    assert cluster.legal_bases == ("Luật A;", "Nghị định B;\nThông tư C")
    assert (cluster.signer_position, cluster.signer) == ("CỤM TRƯỞNG", "Nguyễn Văn X")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("05/7/2026", date(2026, 7, 5)),
        ("5-7-2026", date(2026, 7, 5)),
        ("05/07/2026 17:00", datetime(2026, 7, 5, 17, 0)),
        ("17:30 05/7/2026", datetime(2026, 7, 5, 17, 30)),
        ("17h00 ngày 05/7/2026", datetime(2026, 7, 5, 17, 0)),
        ("17 giờ, ngày 05 tháng 7 năm 2026", datetime(2026, 7, 5, 17, 0)),
        ("ngày 05 tháng 7 năm 2026", date(2026, 7, 5)),
        ("2026-07-05", date(2026, 7, 5)),
        (date(2026, 7, 5), date(2026, 7, 5)),
    ],
)
@pytest.mark.parametrize("date1904", [False, True])
def test_deadline(typed: Any, read: date, date1904: bool) -> None:
    sheets = {"Cụm": setting(["Hạn nộp", typed]), "Đơn vị": UNITS, "Tiêu chí": CRITERIA}
    deadline = load(workbook_of(sheets, date1904)).deadline
    assert deadline == read
    assert type(deadline) is type(read)


@pytest.mark.parametrize("typed", ["31/02/2026", "05/07", "thứ sáu", 46208, "25:00 05/07/2026", "13/13/2026", True])
def test_deadline_that_is_no_date(typed: Any) -> None:
    assert said(only(definition(cluster=setting(["Hạn nộp", typed])))) == ("not-a-date", "B4")


SETTINGS: list[tuple[str, Any, str]] = [
    ("Số chữ số thập phân", 5, "places"),
    ("Số chữ số thập phân", "1,5", "places"),
    ("Số chữ số thập phân", "hai", "not-a-number"),
    ("Bước điểm", 0, "step"),
    ("Bước điểm", "0,125", "too-many-decimals"),
    ("Trần điểm thưởng", -1, "number-negative"),
    ("Không được giao", "loại bỏ", "unknown-value"),
    ("Nguồn điểm", "cả hai", "unknown-value"),
    ("Gộp điểm thẩm định", "cao nhất", "unknown-value"),
    ("Xếp hạng theo", "điểm cao", "unknown-value"),
    ("Điểm thưởng trong thang", "một nửa", "unknown-value"),
    ("Loại kỳ", "quý", "unknown-value"),
    ("Ngày văn bản", "hôm nay", "not-a-date"),
]


@pytest.mark.parametrize(("item", "value", "code"), SETTINGS)
def test_setting_that_cannot_be_used(item: str, value: Any, code: str) -> None:
    assert said(only(definition(cluster=setting([item, value])))) == (code, "B4")


def test_unknown_value_names_the_nearest() -> None:
    one = only(definition(cluster=setting(["Xếp hạng theo", "ty le"])))
    assert params(one)["near"] == "tỷ lệ"
    assert params(one)["known"] == "tổng điểm, điểm chuẩn, tỷ lệ"


def test_unknown_item_names_the_nearest_and_hides_nothing_else() -> None:
    one = only(definition(cluster=[["Mục", "Giá trị"], ["Tên cum", "Cụm 2"], ["Kỳ", "2026"]]))
    assert (said(one), params(one)["near"]) == (("unknown-item", "A2"), "Tên cụm")


def test_heading_between_items() -> None:
    assert load(definition(cluster=setting(["Thông tin văn bản"], ["Người ký", "X"]))).signer == "X"


def test_missing_items() -> None:
    assert found(definition(cluster=[["Mục", "Giá trị"], ["Kỳ"]])) == [
        ("missing-item", "Cụm", ""),
        ("missing-item", "Cụm", "B2"),
    ]


def test_value_without_item() -> None:
    assert said(only(definition(cluster=setting([None, "lạc"])))) == ("cell-missing", "A4")


def test_empty_values_are_defaults() -> None:
    cluster = load(definition(cluster=setting(["Hạn nộp"], ["Bước điểm", " "], ["Nguồn điểm"], ["Căn cứ"])))
    assert (cluster.deadline, cluster.step, cluster.source, cluster.legal_bases) == (None, None, Source.SELF, ())


def test_item_twice() -> None:
    one = only(definition(cluster=setting(["Kỳ", "2027"])))
    assert (said(one), params(one)["first"]) == (("item-twice", "A4"), "A3")
    assert load(definition(cluster=setting(["Kỳ"], ["Người ký"], ["Người ký", "X"]))).signer == "X"


def test_period_that_is_a_year() -> None:
    assert load(definition(cluster=[*CLUSTER[:2], ["Kỳ", 2026]])).period == "2026"


def test_cap_with_nothing_under_it() -> None:
    one = only(definition(cluster=setting(["Trần điểm thưởng", 20])))
    assert (said(one), one.severity) == (("cap-idle", "B4"), Severity.WARNING)


# --- sheet Đơn vị ---


def units(*rows: Any) -> Rows:
    return [UNITS[0], *rows]


def test_plain_number_as_code() -> None:
    cluster = load(definition(units=units([1, "Sở A"], [Decimal("2.0"), "Sở B"])))
    assert [unit.code for unit in cluster.units] == ["1", "2"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [(Decimal("1.5"), "code-is-number"), (date(2026, 2, 1), "text-is-date"), (-1, "code-is-number")],
)
def test_code_that_excel_changed(code: Any, expected: str) -> None:
    assert said(only(definition(units=units([code, "Sở A"])))) == (expected, "A2")


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["sa", "Sở Khác"], "A3"),
        (["SK", "SỞ  a"], "B3"),
        (["SK", "Sở Khác", "K; Sở A"], "C3"),
        (["SK", "Anh"], "B3"),
        (["SA", "Sở A", "Anh"], "A3"),
    ],
)
def test_names_that_two_units_share(row: list[str], cell: str) -> None:
    one = only(definition(units=units(["SA", "Sở A", "Anh"], row)))
    assert said(one) == ("unit-twice", cell)
    assert params(one)["first"].endswith("2")


def test_name_in_another_tone_placement_is_the_same_name() -> None:
    rows = units(
        ["LT1", "Lệ Thuỷ"], ["LT2", unicodedata.normalize("NFD", "Lệ Thủy")], ["SN", "Sen Ngữ"], ["S2", "Sen Ngư"]
    )
    assert said(only(definition(units=rows))) == ("unit-twice", "B3")


def test_units_incomplete() -> None:
    rows = units(["SA"], [None, "Sở B"], [None, None, None, "Cụm phó"])
    assert found(definition(units=rows)) == [("cell-missing", "Đơn vị", cell) for cell in ("B2", "A3", "A4")]


def test_two_heads() -> None:
    rows = units(["SA", "A", None, "Cụm trưởng"], ["SB", "B"], ["SC", "C", None, "cụm trưởng"])
    one = only(definition(units=rows))
    assert (said(one), params(one)["first"]) == (("two-heads", "D4"), "D2")


def test_unknown_role() -> None:
    one = only(definition(units=units(["SA", "A", None, "Trưởng cụm"])))
    assert (said(one), params(one)["known"]) == (("unknown-value", "D2"), "Cụm trưởng, Cụm phó")


def test_no_units() -> None:
    assert found(definition(units=units())) == [("no-units", "Đơn vị", "")]


# --- sheet Nội dung ---


def test_prose_in_order_as_written() -> None:
    rows = [
        ["Văn bản", "Mục", "Nội dung"],
        ["báo cáo", "Tồn tại", "Một.\nHai."],
        ["biên bản", None, "=đầu dòng"],
        [None, None, "lạc"],
    ]
    sound = load(definition(prose=rows[:3]))
    assert sound.prose == (Prose("báo cáo", "Tồn tại", "Một.\nHai."), Prose("biên bản", "", "=đầu dòng"))
    assert said(only(definition(prose=rows))) == ("cell-missing", "A4")


def test_words_for_a_document_that_there_is_not_would_be_printed_nowhere() -> None:
    found = only(definition(prose=[["Văn bản", "Mục", "Nội dung"], ["biên bảng", "Mở đầu", "Một."]]))
    assert said(found) == ("unknown-document", "A2")


# --- all at once ---


def test_thirty_slips_thirty_findings() -> None:
    workbook = workbook_of(
        {
            "Cụm": [
                ["Mục", "Giá trị"],
                ["Tên cụm"],  # 1 missing
                ["Kỳ", "2026"],
                ["Hạn nộp", "31/02/2026"],  # 2
                ["Số chữ số thập phân", 7],  # 3
                ["Xếp hạng theo", "hạng"],  # 4
                ["Nguồn điểm", "cả hai"],  # 5 no such source
                ["Nguời kí", "X"],  # 6 unknown item
            ],
            "Đơn vị": [
                UNITS[0],
                ["SA", "Sở A", None, "Cụm trưởng"],
                ["SA", "Sở B"],  # 7 code twice
                ["SC"],  # 8 name missing
                ["SD", "Sở D", None, "Cụm trưởng"],  # 9 two heads
                ["SE", "Sở E", None, "Thư ký"],  # 10 role
            ],
            "Tiêu chí": [
                CRITERIA_HEADER,
                [1, "I", "Một", 31],  # 11 sum
                [2, 1, "a", 10, None, "tỉ số"],  # 12 kind
                [2, 2, "b", 20, None, "theo lần"],  # 13 điểm missing
                [1, "II", "Hai", 50, None, "đạt"],  # 14 kind on parent
                [2, 1, "a", 10, None, "bậc", ">=90:10; 80..90:5"],  # 15 edge twice
                [2, 2, "b", 10, None, "tỷ lệ", "sàn=70; tran=3"],  # 16 form, 17 unknown
                [2, 3, "c", 10, None, "đạt", "điểm=5"],  # 18 unfit
                [2, 4, "d", 10, None, "trực tiếp", "cần=9.9"],  # 19 unknown criterion
                [2, 5, "đ", 10, None, "trực tiếp", "cần=2.5"],  # 20 itself
                [1, "III", "Ba", "20⁷"],  # 21 footnote
                [2, 1, "a", date(2026, 2, 3)],  # 22 date
                [2, 2, "b"],  # 23 no maximum
                [1, "IV", "Bốn", 10, "cộng"],  # 24 group
                [2, 1, "a", 10, None, None, None, None, None, "có"],  # 25 evidence
            ],
            "Chỉ tiêu": [
                ["Tiêu chí", "SA", "SD"],
                ["2.2", 0, "nhiều"],  # 26 zero, 27 no number
                [Decimal("2.1"), 5, None],  # 28 number as path
            ],
            "Xếp loại": [
                ["Xếp loại", "Từ", "So sánh", "Điều kiện"],
                ["Tốt", "80%", "=>"],  # 29 comparison
                ["Xuất sắc", "90%"],  # 30 order
            ],
            "Đồng hạng": [["Thứ tự", "Xét theo"], [1, "bỏ phiếu"], [2, "điểm trừ ít hơn"]],  # 31 after the vote
        }
    )
    assert found(workbook) == [
        ("missing-item", "Cụm", "B2"),
        ("not-a-date", "Cụm", "B4"),
        ("places", "Cụm", "B5"),
        ("unknown-value", "Cụm", "B6"),
        ("unknown-value", "Cụm", "B7"),
        ("unknown-item", "Cụm", "A8"),
        ("unit-twice", "Đơn vị", "A3"),
        ("cell-missing", "Đơn vị", "B4"),
        ("two-heads", "Đơn vị", "D5"),
        ("unknown-value", "Đơn vị", "D6"),
        ("sum", "Tiêu chí", "D2"),
        ("unknown-value", "Tiêu chí", "F3"),
        ("parameter-missing", "Tiêu chí", "G4"),
        ("kind-on-parent", "Tiêu chí", "F5"),
        ("band-twice", "Tiêu chí", "G6"),
        ("parameter-form", "Tiêu chí", "G7"),
        ("unknown-parameter", "Tiêu chí", "G7"),
        ("parameter-unfit", "Tiêu chí", "G8"),
        ("unknown-criterion", "Tiêu chí", "G9"),
        ("requires-itself", "Tiêu chí", "G10"),
        ("number-footnote", "Tiêu chí", "D11"),
        ("number-is-date", "Tiêu chí", "D12"),
        ("leaf-without-maximum", "Tiêu chí", "D13"),
        ("unknown-value", "Tiêu chí", "E14"),
        ("unknown-value", "Tiêu chí", "J15"),
        ("target-zero", "Chỉ tiêu", "B2"),
        ("not-a-number", "Chỉ tiêu", "C2"),
        ("path-is-number", "Chỉ tiêu", "A3"),
        ("unknown-value", "Xếp loại", "C2"),
        ("class-order", "Xếp loại", "B3"),
        ("tie-after-vote", "Đồng hạng", "B3"),
    ]


# --- the file ---


def test_file_that_is_not_there(tmp_path: Path) -> None:
    cluster, problems = read_cluster(tmp_path / "cluster.xlsx")
    assert cluster is None
    assert [one.severity for one in problems] == [Severity.ERROR]
    assert problems[0].place.file == "cluster.xlsx"


def test_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "cluster.xlsx"
    path.write_bytes(b"not a workbook")
    cluster, problems = read_cluster(path)
    assert cluster is None
    assert len(problems) == 1


def test_file_as_written_by_a_library(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "Cụm hai.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for name, rows in {"Cụm": CLUSTER, "Đơn vị": UNITS, "Tiêu chí": CRITERIA}.items():
            sheet = book.add_worksheet(name)
            for number, values in enumerate(rows):
                for column, value in enumerate(values):
                    sheet.write(number, column, value)
            if name == "Cụm":
                sheet.write(3, 0, "Hạn nộp")
                sheet.write_datetime(3, 1, datetime(2026, 7, 5, 17, 0), day)
    cluster, problems = read_cluster(path)
    assert problems == []
    assert cluster is not None
    assert cluster.deadline == datetime(2026, 7, 5, 17, 0)
    assert cluster.criteria == load(definition()).criteria


def test_every_code_is_in_both_languages() -> None:
    vi, en = catalogue.area("vi", "definition"), catalogue.area("en", "definition")
    assert set(vi) == set(en)
    for code, entry in vi.items():
        assert set(entry) == {"severity", "message", "fix"}
        assert set(en[code]) == {"message", "fix"}


def test_problems_come_in_the_order_of_the_file() -> None:
    rows = [["Tên đơn vị", "Mã"], ["Sở A", None], [None, "SB"]]
    assert found(definition(units=rows)) == [("cell-missing", "Đơn vị", "B2"), ("cell-missing", "Đơn vị", "A3")]


def test_without_the_settings_points_are_not_judged_by_them() -> None:
    rows = criteria([1, "I", "a", "0,12345"], [1, "II", "b", 3], [2, 1, "c", 1], [2, 2, "d", 2, "thưởng"])
    assert found(definition(cluster=None, criteria=rows)) == [("missing-sheet", "", "")]


def test_cluster_of_does_not_need_every_sheet() -> None:
    cluster, problems = cluster_of(definition(criteria=None, classes=[["Xếp loại", "Từ"], ["Tốt", "tám mươi"]]))
    assert cluster is None
    assert [one.code for one in problems] == ["definition-missing-sheet", "definition-not-a-number"]


TESTS = ("definition", "criteria_table", "parameters", "targets", "classes")
TESTS += ("ties_definition", "awards_definition", "decisions", "contradictions", "quorum")


def codes() -> set[str]:
    """The codes of the definition's readers."""
    return {code for code in catalogue.area("vi", "definition") if code.startswith(("definition-", "decisions-"))}


def test_every_code_is_met_by_a_test() -> None:
    here = Path(__file__).parent
    tested = "\n".join((here / f"test_{name}.py").read_text(encoding="utf-8") for name in TESTS)
    shown = {code: code.partition("-")[2] for code in codes()}
    assert [code for code, short in shown.items() if f'"{short}"' not in tested and f'"{code}"' not in tested] == []


def test_every_code_in_use_has_its_texts() -> None:
    folder = Path(cluster_of.__code__.co_filename).parent
    pattern = re.compile(r'"((?:definition|decisions)-[a-z-]+)"')
    used = {code for path in folder.glob("*.py") for code in pattern.findall(path.read_text("utf-8"))}
    assert used == codes()
