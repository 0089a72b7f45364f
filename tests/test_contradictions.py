"""Rules that read well one by one and contradict each other: each found before any sheet is read, with its cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from definitions import (
    CLUSTER,
    CRITERIA,
    UNITS,
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

from emulation_cli.cluster.decisions_file import decisions_of
from emulation_cli.cluster.definition import cluster_of, definition_of
from emulation_cli.forms.starter import starter
from emulation_cli.problems import Place, Severity, problem

D = Decimal
BONUS = [1, "I", "Việc", 100], [1, "II", "Thưởng", 5, "thưởng"]


def table(*rows: list[Any]) -> Rows:
    """A sheet Tiêu chí with a sound section of 100 points in row 2 and these from row 3 on."""
    return criteria([1, "I", "Việc", 100], *rows)


# --- within the table ---


@pytest.mark.parametrize(
    ("rows", "code", "cell", "severity"),
    [
        ([[1, "II", "a", 10**15]], "number-large", "D3", "error"),
        ([[1, "II", "a", D("1000000.01")]], "number-large", "D3", "error"),
        ([[1, "II", "a", 10, None, "theo lần", "điểm=99999999"]], "number-large", "G3", "error"),
        ([[1, "II", "a", 10, None, "bậc", ">=90%:10000000"]], "band-points", "G3", "error"),
        ([[1, "II", "a", 5, None, "theo lần", "điểm=10"]], "step-above-maximum", "G3", "warning"),
        ([[1, "II", "a", 5, None, "trừ theo lần", "điểm=6"]], "step-above-maximum", "G3", "warning"),
        ([[1, "II", "a", 5, None, "tỷ lệ", "hụt=20/1%"]], "step-above-maximum", "G3", "warning"),
        ([[1, "II", "a", 5, "trừ", "tỷ lệ", "vượt=1/1%; trần=2"]], "excess-in-deduction", "G3", "error"),
        ([[1, "II", "a", 3, "thưởng"], [2, 1, "b", 5]], "ceiling-low", "D3", "warning"),
        ([[1, "II", "a", 3, "trừ"], [2, 1, "b", 2], [2, 2, "c", 4]], "ceiling-low", "D3", "warning"),
        ([[1, "II", "a", 0, "không tính"], [1, "III", "b", 5, None, "đạt", "cần=2"]], "requires-never", "G4", "error"),
        (
            [[1, "II", "a", 5, None, "chọn một"], [2, 1, "b", 5, None, "đạt"], [2, 2, "c", 3, None, "đạt", "cần=2.1"]],
            "requires-rival",
            "G5",
            "error",
        ),
        ([[1, "II", "a", 5, "trừ"], [1, "III", "b", 5, None, "đạt", "cần=2"]], "requires-deduction", "G4", "warning"),
    ],
)  # fmt: skip
def test_in_the_table(rows: Rows, code: str, cell: str, severity: str) -> None:
    one = only(definition(criteria=table(*rows)))
    assert (*said(one), str(one.severity)) == (code, cell, severity)


@pytest.mark.parametrize(
    "rows",
    [
        [[1, "II", "a", 10**6]],
        [[1, "II", "a", 0, "không tính", "đạt"], [1, "III", "b", 5, None, "đạt", "cần=2"]],
        [[1, "II", "a", 5, None, "theo lần", "điểm=5"]],
        [[1, "II", "a", 3, "thưởng"], [2, 1, "b", 3], [2, 2, "c", 3]],
        [[1, "II", "a", 3, "thưởng"], [2, 1, "b", 5, "không tính"]],
        [[1, "II", "a", 1, "không tính", "đạt"], [1, "III", "b", 5, None, "đạt", "cần=2"]],
        [[1, "II", "a", 5, "trừ"], [1, "III", "b", 5, "trừ", "đạt", "cần=2"]],
        [[1, "II", "a", 10], [2, 1, "b", 5, None, "đạt"], [2, 2, "c", 5, None, "đạt", "cần=2.1"]],
    ],
)
def test_what_a_cluster_may_well_mean_is_quiet(rows: Rows) -> None:
    load(definition(criteria=table(*rows)))


def test_many_points_stay_within_64_bits() -> None:
    """The most that can be written, at four decimals: sums of whole numbers of 10^-4 are far below 2^63."""
    rows = criteria(*([1, str(n), "Việc", 10**6] for n in range(1, 201)))
    cluster = load(definition(criteria=rows, cluster=setting(["Số chữ số thập phân", 4])))
    assert sum(one.maximum or 0 for one in cluster.criteria) * 10**4 * 1000 < 2**63


def test_a_cap_and_a_step_too_large() -> None:
    rows = setting(["Trần điểm thưởng", 10**15], ["Bước điểm", 10**9])
    assert found(definition(cluster=rows, criteria=criteria(*BONUS))) == [
        ("number-large", "Cụm", "B4"),
        ("number-large", "Cụm", "B5"),
    ]


# --- the table and the sheet Cụm ---


def test_a_cap_below_a_single_criterion() -> None:
    bonus, deduction = [1, "II", "Thưởng", 5, "thưởng"], [1, "III", "Trừ", 4, "trừ"]
    caps = setting(["Trần điểm thưởng", "4,5"], ["Trần điểm trừ", 4])
    one = only(definition(cluster=caps, criteria=table(bonus, deduction)))
    assert (*said(one), params(one)) == ("ceiling-low", "B4", {"ceiling": "4.5", "highest": "5"})
    excess = [1, "II", "a", 10, None, "tỷ lệ", "vượt=1/1%; trần=5"]
    assert said(only(definition(cluster=setting(["Trần điểm thưởng", 4]), criteria=table(excess)))) == (
        "ceiling-low",
        "B4",
    )


def test_a_maximum_that_nobody_can_type() -> None:
    step = setting(["Bước điểm", "0,5"])
    one = only(definition(cluster=step, criteria=leaf(None, maximum="2,25")))
    assert (*said(one), params(one)) == ("maximum-off-step", "D2", {"maximum": "2.25", "step": "0.5"})
    load(definition(cluster=step, criteria=leaf("đạt", maximum="2,25")))  # computed, never typed


def test_targets_for_what_is_scored_by_hand_because_the_kind_was_left_out() -> None:
    targets: Rows = [["Tiêu chí", "SA"], ["1.1", 5]]
    one = only(definition(targets=targets))
    assert (*said(one), str(one.severity)) == ("kind-missing", "F3", "warning")
    explicit = [*CRITERIA[:2], [2, 1, "Việc trực tiếp", 10, None, "trực tiếp"], *CRITERIA[3:]]
    load(definition(criteria=explicit, targets=targets))
    load(definition(targets=[["Tiêu chí", "SA"], ["1.1", "không giao"]]))


# --- the sheet Cụm and the units ---


def test_the_head_s_agency_is_another_member() -> None:
    one = only(definition(cluster=setting(["Cơ quan Cụm trưởng", "sở b"])))
    assert (*said(one), params(one)) == ("head-agency", "B4", {"written": "sở b", "head": "Sở A"})
    load(definition(cluster=setting(["Cơ quan Cụm trưởng", "Văn phòng Sở A"])))
    load(definition(cluster=setting(["Cơ quan Cụm trưởng", "Sở Anh"])))  # by another name
    load(definition(cluster=setting(["Cơ quan Cụm trưởng", "Sở B"]), units=[UNITS[0], ["SB", "Sở B"]]))


@pytest.mark.parametrize(
    ("period", "due", "early"),
    [
        ("6 tháng đầu năm 2026", date(2025, 7, 5), True),
        ("6 tháng đầu năm 2026", date(2026, 1, 1), False),
        ("năm 2026", date(2027, 1, 5), False),
        ("năm học 2025-2026", date(2025, 12, 1), False),
        ("quý II", date(2025, 7, 5), False),
    ],
)
def test_a_deadline_before_the_period(period: str, due: date, early: bool) -> None:
    rows: Rows = [["Mục", "Giá trị"], ["Tên cụm", "Cụm 2"], ["Kỳ", period], ["Hạn nộp", due]]
    assert found(definition(cluster=rows)) == ([("deadline-early", "Cụm", "B4")] if early else [])


def test_what_is_left_of_the_example() -> None:
    sample = starter()
    names = [unit.name for unit in sample.units]
    rows = setting(["Cơ quan cấp trên", sample.superior], ["Địa danh", sample.locality])
    units = [UNITS[0], ["SA", "Sở A"], ["B", names[1]]]
    assert found(definition(cluster=rows, units=units)) == [
        ("sample-left", "Cụm", "B4"),
        ("sample-left", "Cụm", "B5"),
        ("sample-left", "Đơn vị", "B3"),
    ]
    untouched = [UNITS[0], *([str(n), name] for n, name in enumerate(names))]
    load(definition(cluster=rows, units=untouched))
    load(definition(cluster=setting(["Địa danh", "Hà Nội"])))


# --- what is not assigned ---

SHARED: Rows = [*CLUSTER, ["Không được giao", "chia đều"]]
NOT = "không giao"


@pytest.mark.parametrize(
    ("rule", "cells", "expected"),
    [
        ("chia đều", [["1.1", NOT], ["1.2", NOT]], ["B2"]),
        ("quy đổi", [["1", NOT]], ["B2"]),
        ("chia tỷ lệ", [["1.1", NOT], ["1.2", 5]], []),
        ("loại trừ", [["1", NOT]], []),
        ("điểm tối đa", [["1", NOT]], []),
    ],
)
def test_a_section_of_which_nothing_is_left(rule: str, cells: Rows, expected: list[str]) -> None:
    workbook = definition(cluster=setting(["Không được giao", rule]), targets=[["Tiêu chí", "SA"], *cells])
    assert found(workbook) == [("section-emptied", "Chỉ tiêu", cell) for cell in expected]


def test_a_section_with_a_rule_of_its_own() -> None:
    rows = [CRITERIA[0], [1, "I", "a", 30, None, None, "không giao=quy đổi"], *CRITERIA[2:]]
    one = only(definition(criteria=rows, targets=[["Tiêu chí", "SB"], ["1", NOT]]))
    assert (*said(one), params(one)) == ("section-emptied", "B2", {"path": "1", "rule": "quy đổi", "name": "Sở B"})


def test_a_section_that_a_decision_empties() -> None:
    cluster = load(definition(cluster=SHARED, targets=[["Tiêu chí", "SA"], ["1.1", NOT]]))
    lines = [["Đơn vị", "Tiêu chí", "Lý do"], ["SA", "1.2", "x"], ["SB", "1.2", "x"]]
    problems = decisions_of(workbook_of({"Không giao": lines}), cluster)[1]
    assert [(one.code, one.place.sheet, one.place.cell) for one in problems] == [
        ("definition-section-emptied", "Không giao", "B2")
    ]


# --- decisions and the cluster's rules ---


def test_a_vote_on_ties_that_the_chain_does_not_name() -> None:
    header = ["Hình thức", "Đơn vị", "Phát ra", "Thu về", "Hợp lệ", "Số phiếu", "Tổng số thành viên"]
    votes = workbook_of({"Bỏ phiếu": [header, ["đồng hạng", "SA", 9, 9, 9, 5, 9]]})
    problems = decisions_of(votes, load(definition()))[1]
    assert [(one.code, one.place.cell) for one in problems] == [("decisions-vote-undeclared", "A2")]
    chain = load(definition(ties=[["Thứ tự", "Xét theo"], [1, "bỏ phiếu"]]))
    assert decisions_of(votes, chain)[1] == []


def test_everybody_excused() -> None:
    def codes(*units: str) -> list[tuple[str, str]]:
        rows = [["Đơn vị", "Xử lý", "Lý do"], *([unit, "miễn", "x"] for unit in units)]
        problems = decisions_of(workbook_of({"Miễn nộp": rows}), load(definition()))[1]
        return [(one.code, one.place.cell) for one in problems]

    assert codes("SA", "SB") == []
    assert codes("SA", "SB", "SC") == [("decisions-all-excused", "A4")]


# --- classes and awards ---


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["A", "95%"], ["B", "90%"], ["A", "80%"]], "class-twice", "A4"),
        ([["A", "95%"], ["a", "90%"]], "class-twice", "A3"),
        ([["A", "95%", None, "mọi tiêu chí ≥ 80%; mọi tiêu chí ≥ 50%"]], "condition-twice", "D2"),
        ([["A", "101%"]], "class-percent-high", "B2"),
    ],
)
def test_classes(rows: Rows, code: str, cell: str) -> None:
    classes = [["Xếp loại", "Từ", "So sánh", "Điều kiện"], *rows]
    assert said(only(definition(classes=classes))) == (code, cell)


def test_classes_that_are_quiet() -> None:
    header = ["Xếp loại", "Từ", "So sánh", "Điều kiện"]
    load(definition(classes=[header, ["A", "100%"], ["A", "95%", None, "không tiêu chí nào 0 điểm"], ["B", None]]))
    bonus = criteria([1, "I", "a", 100], [1, "II", "b", 5, "thưởng"])
    load(definition(criteria=bonus, classes=[header, ["A", "105%"]]))


def test_a_rank_that_no_unit_has() -> None:
    header = ["Hình thức", "Số lượng", "Điều kiện"]
    one = only(definition(awards=[header, ["Cờ", 1, "hạng 1"], ["Giấy khen", 2, "hạng 4-5"]]))
    assert (*said(one), params(one)) == ("award-rank-high", "C3", {"rank": "4", "units": "3"})
    load(definition(awards=[header, ["Cờ", 1, "hạng 3-5"]]))


def test_all_at_once() -> None:
    """Errors in every sheet come together, none hides another."""
    workbook = definition(
        cluster=setting(["Bước điểm", 10**9]),
        criteria=[*CRITERIA, [1, "III", "x", 5, "trừ", "tỷ lệ", "vượt=1/1%; trần=2"]],
        classes=[["Xếp loại", "Từ"], ["A", "80%"], ["B", "90%"]],
        ties=[["Thứ tự", "Xét theo"], [1, "9.9"]],
        awards=[["Hình thức", "Số lượng"], ["Cờ", "120%"]],
    )
    cluster, problems = cluster_of(workbook)
    assert cluster is None
    errors = [one for one in problems if one.severity is Severity.ERROR]
    assert [one.place.sheet for one in errors] == ["Cụm", "Tiêu chí", "Xếp loại", "Đồng hạng", "Khen thưởng"]


# An error in one sheet hides nothing that the others show together

HEADER = ["Hình thức", "Số lượng", "Điều kiện"]
BROKEN = [["Thứ tự", "Xét theo"], [1, "9.9"]]  # an error in Đồng hạng, which none of these goes by


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"classes": [["Xếp loại", "Từ"], ["A", 1000]]}, ("class-high", "Xếp loại", "B2")),
        ({"cluster": setting(["Trần điểm trừ", 5])}, ("cap-idle", "Cụm", "B4")),
        ({"awards": [HEADER, ["Cờ", 1, "hạng 9"]]}, ("award-rank-high", "Khen thưởng", "C2")),
        ({"cluster": setting(["Hạn nộp", date(1999, 1, 1)])}, ("deadline-early", "Cụm", "B4")),
    ],
)
def test_an_error_elsewhere_hides_no_contradiction(sheets: dict[str, Rows], expected: tuple[str, str, str]) -> None:
    assert found(definition(**sheets)) == [expected]
    both = found(definition(**sheets, ties=BROKEN))
    assert expected in both
    assert {sheet for _, sheet, _ in both} == {expected[1], "Đồng hạng"}


def test_what_goes_by_a_sheet_with_an_error_is_not_judged() -> None:
    """The scale is not known while a maximum cannot be read: no class is out of its reach."""
    broken = [*CRITERIA, [1, "III", "x", "mười"]]
    both = found(definition(criteria=broken, classes=[["Xếp loại", "Từ"], ["A", 1000]]))
    assert {sheet for _, sheet, _ in both} == {"Tiêu chí"}
    unknown = {"Xếp loạii": [["Xếp loại", "Từ"], ["A", 1000]]}
    assert all("class-high" not in one for one in found(definition(**unknown)))


DECIDED = {
    "Phân định": [["Đơn vị", "Thứ tự", "Căn cứ"], ["Sở Không Có", 1, "x"]],
    "Khống chế": [["Đơn vị", "Xếp loại tối đa", "Lý do"], ["Sở Không Có", "Tuyệt vời", "x"]],
}


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({}, {("Phân định", "A2"), ("Khống chế", "A2"), ("Khống chế", "B2")}),
        ({"ties": BROKEN}, {("Phân định", "A2"), ("Khống chế", "A2"), ("Khống chế", "B2")}),
        ({"classes": [["Xếp loại", "Từ"], ["A", "x"]]}, {("Phân định", "A2")}),
        ({"units": [["Mã", "Tên đơn vị"], ["A", "Sở A"], ["A", "Sở B"]]}, set()),
    ],
)
def test_decisions_are_read_beside_a_definition_with_errors(sheets: dict[str, Rows], expected: set[Any]) -> None:
    """As far as the sheets that they name things of are sound."""
    agreed = definition_of(definition(**{"classes": [["Xếp loại", "Từ"], ["A", "80%"]], **sheets}))
    assert agreed.cluster is not None
    _, problems = decisions_of(workbook_of(DECIDED), agreed.cluster, agreed.sound)
    assert {(one.place.sheet, one.place.cell) for one in problems} == expected


def only_in(workbook: Any) -> set[tuple[str, str]]:
    """(code, sheet) of every finding."""
    return {(code, sheet) for code, sheet, _ in found(workbook)}


AWARDED = [HEADER, ["Cờ", 1, "xếp loại A"]]
CLASSED = [["Xếp loại", "Từ"], ["A", "80%"]]
BY_LABEL = [["Thứ tự", "Xét theo"], [1, "I.a"]]
REGISTERED = [["Đơn vị", "Danh hiệu"], ["A", "Cờ"]]
UNLABELLED = [["Cấp", "TTx", *CRITERIA[0][2:]], *CRITERIA[1:]]
FINE = criteria([1, "I", "Việc", D("99.125")], [1, "II", "Thêm", D("0.875")])


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"Xếp loạii": CLASSED, "awards": AWARDED}, ("unknown-sheet", "Xếp loạii")),
        ({"classes": [["Loại gì", "Bao nhiêu"], ["A", "80%"]], "awards": AWARDED}, ("no-header", "Xếp loại")),
        ({"cluster": setting(["Số lẻ sau phẩy", 3]), "criteria": FINE}, ("unknown-item", "Cụm")),
        ({"cluster": setting(["Số lẻ", 3]), "criteria": FINE}, ("unknown-item", "Cụm")),  # nearest: Số ký hiệu
        ({"cluster": setting([None, 3]), "criteria": FINE}, ("cell-missing", "Cụm")),
        ({"cluster": [["Mụcx", *CLUSTER[0][1:]], *CLUSTER[1:]], "criteria": FINE}, ("unknown-column", "Cụm")),
        ({"criteria": UNLABELLED, "ties": BY_LABEL}, ("unknown-column", "Tiêu chí")),
        ({"criteria": CRITERIA[:1], "ties": BY_LABEL}, ("no-criteria", "Tiêu chí")),
        (
            {"units": [[*UNITS[0][:3], "Tên khác"], *(row[:3] for row in UNITS[1:])], "registrations": REGISTERED},
            ("column-twice", "Đơn vị"),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_told_makes_no_other_finding(sheets: dict[str, Rows], expected: tuple[str, str]) -> None:
    """A sheet, an item or a column that may be the one that is named elsewhere."""
    assert only_in(definition(**sheets)) == {expected}


def test_a_sheet_that_stands_twice_is_relied_on_by_nobody() -> None:
    twice = {"Units": [["Mã", "Tên đơn vị"], ["ZZ", "Sở Z"]], "Cụm": CLUSTER, "Đơn vị": UNITS, "Tiêu chí": CRITERIA}
    agreed = definition_of(workbook_of(twice))
    assert [one.code for one in agreed.problems] == ["definition-sheet-twice"]
    assert agreed.cluster is not None and agreed.sound.isdisjoint({"units", "names"})
    decided = workbook_of({"Phân định": [["Đơn vị", "Thứ tự", "Căn cứ"], ["SA", 1, "x"], ["SB", 2, "x"]]})
    assert decisions_of(decided, agreed.cluster, agreed.sound)[1] == []


def test_a_sheet_that_is_damaged_is_relied_on_by_nobody() -> None:
    workbook = definition()
    damage = problem("file-cell-twice", Place(workbook.name, "Đơn vị", "B3"), first="B3")
    agreed = definition_of(workbook, [damage])
    assert agreed.problems == [damage] and agreed.agreed is None
    assert agreed.sound.isdisjoint({"units", "names"}) and "criteria" in agreed.sound
    whole = definition_of(workbook, [problem("file-cell-twice", Place(workbook.name), first="B3")])
    assert not whole.sound & {"units", "criteria", "names", "classes"}


def test_two_decisions_on_one_cell_are_found_beside_any_error_of_the_definition() -> None:
    lines = {
        "Điều chỉnh": [["Đơn vị", "Tiêu chí", "Kết quả", "Điểm", "Lý do"], ["SA", "1.1", None, 3, "x"]],
        "Không giao": [["Đơn vị", "Tiêu chí", "Lý do"], ["SA", "1.1", "x"]],
    }
    for sheets in ({}, {"ties": BROKEN}, {"registrations": [["Đơn vị", "Danh hiệu"], ["Sở Lạ", "Cờ"]]}):
        agreed = definition_of(definition(**sheets))
        assert agreed.cluster is not None
        _, problems = decisions_of(workbook_of(lines), agreed.cluster, agreed.sound)
        assert [one.code for one in problems] == ["decisions-adjustment-not-assigned"], sheets
