"""The sheet Chỉ tiêu, as a matrix and as a list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from definitions import Formula, Percent, Rows, criteria, definition, found, load, only, params, said

from emulation_cli.cluster.model import Target

D = Decimal
CRITERIA: Rows = criteria(
    [1, "I", "Mục một", 30],
    [2, 1, "Văn bản", 10, None, "tỷ lệ", None, "văn bản"],
    [2, 2, "Giải ngân", 20, None, "tỷ lệ", None, "%"],
    [1, "II", "Mục hai", 10],
    [2, 1, "Việc", 10],
)


def matrix(*rows: Any) -> dict[str, Rows]:
    return {"criteria": CRITERIA, "targets": [["Tiêu chí", "SA", "SB", "SC"], *rows]}


def listed(*rows: Any) -> dict[str, Rows]:
    return {"criteria": CRITERIA, "targets": [["Tiêu chí", "Đơn vị", "Chỉ tiêu"], *rows]}


def test_matrix() -> None:
    targets = load(definition(**matrix(["1.1", 12, "1.5", None], ["I.2", 95, "95%", Percent("0.95")]))).targets
    assert targets == (
        Target("SA", "1.1", D(12)),
        Target("SB", "1.1", D("1.5")),
        Target("SA", "1.2", D(95)),
        Target("SB", "1.2", D(95)),
        Target("SC", "1.2", D(95)),
    )


def test_list() -> None:
    targets = load(definition(**listed(["1.1", "SA", "12,5"], ["1.1", "sở b", 3], ["1.1", "SC"]))).targets
    assert targets == (Target("SA", "1.1", D("12.5")), Target("SB", "1.1", D(3)))


def test_columns_of_units_by_name_and_in_any_order() -> None:
    rows: Rows = [["Sở C", "Nội dung", "tiêu chí", "ĐVT", "sa"], [5, "Văn bản", "1.1", "văn bản", 7]]
    targets = load(definition(criteria=CRITERIA, targets=rows)).targets
    assert targets == (Target("SC", "1.1", D(5)), Target("SA", "1.1", D(7)))


def test_codes_that_are_numbers() -> None:
    units: Rows = [["Mã", "Tên đơn vị"], [1, "Sở A"], ["2", "Sở B"]]
    rows: Rows = [["Tiêu chí", "1", 2], ["1.1", 5, 6]]
    targets = load(definition(criteria=CRITERIA, units=units, targets=rows)).targets
    assert targets == (Target("1", "1.1", D(5)), Target("2", "1.1", D(6)))


def test_formula_by_its_value() -> None:
    assert load(definition(**matrix(["1.1", Formula("6+6", 12)]))).targets == (Target("SA", "1.1", D(12)),)


def test_not_assigned() -> None:
    targets = load(definition(**matrix(["1.1", "không giao", "Không  được giao"], ["2.1", "not assigned"]))).targets
    assert [(one.unit, one.criterion, one.value) for one in targets] == [
        ("SA", "1.1", None),
        ("SB", "1.1", None),
        ("SA", "2.1", None),
    ]


def test_not_assigned_section_is_said_of_all_under_it() -> None:
    targets = load(definition(**matrix(["1", "không giao"], ["1.2", "không giao"]))).targets
    assert targets == (Target("SA", "1.1", None), Target("SA", "1.2", None))
    one = only(definition(**matrix(["1", "không giao"], ["1.2", 95])))
    assert (said(one), params(one)["first"]) == (("target-twice", "B3"), "B2")


VALUES: list[tuple[str, Any, str]] = [
    ("1.1", 0, "target-zero"),
    ("1.1", "0", "target-zero"),
    ("1.2", "0%", "target-zero"),
    ("1.1", -3, "number-negative"),
    ("1.1", "nhiều", "not-a-number"),
    ("1.1", "không", "not-a-number"),
    ("1.1", "1.250", "number-ambiguous"),
    ("1.1", "1,250", "number-ambiguous"),
    ("1.1", "12 văn bản", "number-with-text"),
    ("1.1", date(2026, 5, 9), "number-is-date"),
    ("1.1", "95%", "number-is-percent"),
    ("1.1", Percent("0.95"), "number-is-percent"),
    ("1.2", D("0.95"), "target-share"),
    ("1.2", "0,95", "target-share"),
    ("1.2", 1, "target-share"),
    ("1", 10, "target-on-parent"),
    ("1.1", Formula("A1", "#N/A"), "cell-error"),
    ("1.1", Formula("A1"), "cell-uncalculated"),
]


@pytest.mark.parametrize(("path", "value", "code"), VALUES)
def test_value_that_is_no_target(path: str, value: Any, code: str) -> None:
    assert said(only(definition(**matrix([path, None, value])))) == (code, "C2")
    assert said(only(definition(**listed([path, "SA", value])))) == (code, "C2")


def test_share_that_is_meant() -> None:
    targets = load(definition(**matrix(["1.2", "0,95%", Percent("0.0095")]))).targets
    assert [one.value for one in targets] == [D("0.95"), D("0.95")]


def test_share_names_both_readings() -> None:
    one = only(definition(**matrix(["1.2", D("0.95")])))
    assert params(one) == {"value": "0.95", "percent": "95"}


def test_criterion_that_excel_changed() -> None:
    one = only(definition(**matrix([D("1.1"), 5])))
    assert (said(one), params(one)["written"]) == (("path-is-number", "A2"), "1.1")
    one = only(definition(**matrix([date(2026, 2, 1), 5])))
    assert (said(one), params(one)["meant"]) == (("path-is-date", "A2"), "1.2")
    assert said(only(definition(**listed([2, "SA", 5])))) == ("path-is-number", "A2")


def test_unknown_criterion() -> None:
    one = only(definition(**matrix(["1.3", 5, 6])))
    assert (said(one), params(one)["written"]) == (("unknown-criterion", "A2"), "1.3")


def test_labels_out_of_step_with_paths_are_said_once_a_sheet() -> None:
    rows = criteria(*([1, number, f"Việc {number}", 10, None, "tỷ lệ"] for number in range(5)))
    lines = [["Tiêu chí", "SA"], ["1", 5], ["2", 6], ["3", 7]]
    one = only(definition(criteria=rows, targets=lines))
    assert (said(one), one.severity.value) == (("path-and-label", "A2"), "warning")


def test_missing_criterion() -> None:
    assert said(only(definition(**matrix([None, 5])))) == ("cell-missing", "A2")
    assert load(definition(**matrix(["Nhóm chuyên môn"], ["1.1", 5]))).targets == (Target("SA", "1.1", D(5)),)


def test_unknown_unit() -> None:
    rows: Rows = [["Tiêu chí", "SA", "SD"], ["1.1", 5, 6], ["1.2", 90, 95]]
    one = only(definition(criteria=CRITERIA, targets=rows))
    assert said(one) == ("unknown-unit", "C1")
    assert params(one)["near"] in ("SA", "SB", "SC")
    assert said(only(definition(**listed(["1.1", "SD", 5])))) == ("unknown-unit", "B2")
    assert said(only(definition(**listed(["1.1", None, 5])))) == ("cell-missing", "B2")


def test_unit_column_with_nothing_below_says_nothing() -> None:
    rows: Rows = [["Tiêu chí", "SA", "Ghi thêm"], ["1.1", 5]]
    assert len(load(definition(criteria=CRITERIA, targets=rows)).targets) == 1


def test_unit_column_that_became_a_date() -> None:
    rows: Rows = [["Tiêu chí", date(2026, 2, 1)], ["1.1", 5]]
    assert said(only(definition(criteria=CRITERIA, targets=rows))) == ("text-is-date", "B1")


def test_list_with_a_column_misspelt_or_missing() -> None:
    rows: Rows = [["Tiêu chí", "Đơn vị", "Chi tieu"], ["1.1", "SA", 5]]
    assert found(definition(criteria=CRITERIA, targets=rows)) == [("unknown-column", "Chỉ tiêu", "C1")]
    rows = [["Tiêu chí", "Chỉ tiêu", "Người theo dõi"], ["1.1", 5, "X"]]
    assert found(definition(criteria=CRITERIA, targets=rows)) == [
        ("missing-column", "Chỉ tiêu", "A1"),
        ("extra-column", "Chỉ tiêu", "C1"),
    ]


def test_unit_twice() -> None:
    rows: Rows = [["Tiêu chí", "SA", "Sở A"], ["1.1", 5, 5]]
    one = only(definition(criteria=CRITERIA, targets=rows))
    assert (said(one), params(one)["first"]) == (("column-twice", "C1"), "B1")


def test_row_twice_is_one_finding() -> None:
    one = only(definition(**matrix(["1.1", 5, 6, 7], ["I.1", 5, 6, 7])))
    assert (said(one), params(one)["first"]) == (("target-twice", "A3"), "A2")


def test_line_twice() -> None:
    one = only(definition(**listed(["1.1", "SA", 5], ["1.2", "SA", 90], ["1.1", "Sở A", 5])))
    assert (said(one), params(one)["first"]) == (("target-twice", "C4"), "C2")


def test_slips_elsewhere_make_no_follow_ups() -> None:
    """Units and criteria that could not be read are not unknown."""
    rows = [["Tiêu chí", "SA", "SB"], ["9.9", 5, 6]]
    units: Rows = [["Mã", "Tên đơn vị"], ["SA", "Sở A"], [None, "Sở B"]]
    assert found(definition(units=units, criteria=CRITERIA, targets=[rows[0], ["1.1", 5, 6]])) == [
        ("cell-missing", "Đơn vị", "A3")
    ]
    broken: Rows = [*CRITERIA, [None, None, "lạc"]]
    assert found(definition(criteria=broken, targets=rows)) == [("row-without-level", "Tiêu chí", "A7")]
    assert found(definition(units=None, criteria=CRITERIA, targets=[rows[0], ["1.1", 5]])) == [
        ("missing-sheet", "", "")
    ]
