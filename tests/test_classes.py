"""The sheet Xếp loại: thresholds, conditions, their order, and whether they fit the scale."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from definitions import CRITERIA, Percent, Rows, definition, found, load, only, params, said, setting

from emulation_cli.cluster.classes import read_condition
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind

D = Decimal


def classes(*rows: Any) -> dict[str, Rows]:
    """A sheet Xếp loại of these rows, from row 2 on; the table in definitions.py has 100 points."""
    return {"classes": [["Xếp loại", "Từ", "So sánh", "Điều kiện"], *rows]}


def test_classes_in_order() -> None:
    rules = load(
        definition(
            **classes(
                ["Xuất sắc", "95%", "≥", "không tiêu chí nào 0 điểm; Mọi tiêu chí ≥ 80%"],
                ["Tốt", Percent("0.85"), ">", "mọi mục >= 50,5%"],
                ["Hoàn thành", "70 %"],
                ["Không hoàn thành"],
            )
        )
    ).classes
    no_zero = Condition(ConditionKind.NO_ZERO)
    every = Condition(ConditionKind.EVERY_CRITERION, D(80))
    section = Condition(ConditionKind.EVERY_SECTION, D("50.5"))
    assert rules == (
        ClassRule("Xuất sắc", D(95), True, False, (no_zero, every), 2),
        ClassRule("Tốt", D(85), True, True, (section,), 3),
        ClassRule("Hoàn thành", D(70), True, row=4),
        ClassRule("Không hoàn thành", D(0), row=5),
    )


def test_classes_in_points() -> None:
    rules = load(definition(**classes(["A", "95,5", ">"], ["B", 80], ["C", 0]))).classes
    assert [(rule.threshold, rule.percent, rule.strictly) for rule in rules] == [
        (D("95.5"), False, True),
        (80, False, False),
        (0, False, False),
    ]


def test_same_threshold_with_and_without_conditions() -> None:
    """CT2579: from 95 with no criterion at 0, else the class below."""
    load(definition(**classes(["A", "95%", None, "không tiêu chí nào 0 điểm"], ["B", "95%"])))
    load(definition(**classes(["A", "95%", ">"], ["B", "95%", "≥"])))


@pytest.mark.parametrize(
    "rows",
    [
        [["A", "80%"], ["B", "90%"]],
        [["A", "80%"], ["B", "80%"]],
        [["A", "80%"], ["B", "80%", ">", "mọi mục ≥ 50%"]],
        [["A", 60], ["B", 60]],
    ],
)
def test_not_descending(rows: list[list[Any]]) -> None:
    assert said(only(definition(**classes(*rows)))) == ("class-order", "B3")


def test_points_and_percent() -> None:
    one = only(definition(**classes(["A", "95%"], ["B", 80], ["C", "70%"])))
    assert (said(one), params(one)["first"]) == (("class-mixed", "B3"), "B2")


SLIPS: list[tuple[list[Any], str, str]] = [
    (["A", "cao"], "not-a-number", "B2"),
    (["A", "-5%"], "number-negative", "B2"),
    (["A", None], "cell-missing", "B2"),
    ([None, "90%"], "cell-missing", "A2"),
    (["A", "90%", "từ"], "unknown-value", "C2"),
    (["A", "90%", None, "không có điểm 0"], "unknown-condition", "D2"),
    (["A", "90%", None, "mọi tiêu chí"], "unknown-condition", "D2"),
    (["A", "90%", None, "mọi đơn vị ≥ 50%"], "unknown-condition", "D2"),
    (["A", "90%", None, "không tiêu chí nào 0 điểm ≥ 5%"], "unknown-condition", "D2"),
    (["A", "90%", None, "mọi tiêu chí ≥ 80"], "condition-percent", "D2"),
    (["A", "90%", None, "mọi mục ≥ 120%"], "condition-percent", "D2"),
    (["A", "90%", None, "mọi mục ≥ nửa"], "condition-percent", "D2"),
]


@pytest.mark.parametrize(("row", "code", "cell"), SLIPS)
def test_slips(row: list[Any], code: str, cell: str) -> None:
    assert said(only(definition(**classes(row, ["B", "50%"])))) == (code, cell)


def test_two_slips_in_one_condition() -> None:
    rows = classes(["A", "90%", None, "a b c; mọi mục ≥ 120%"])
    assert found(definition(**rows)) == [
        ("unknown-condition", "Xếp loại", "D2"),
        ("condition-percent", "Xếp loại", "D2"),
    ]


def test_unknown_condition_names_the_nearest() -> None:
    found = read_condition("moi tieu chi ≥ 80%")
    assert not isinstance(found, Condition)
    assert found.params["near"] == "mọi tiêu chí ≥"


@pytest.mark.parametrize(("threshold", "percent"), [(D("0.95"), "95"), (9, "9"), (D("49.9"), "49.9")])
def test_best_class_far_below_the_scale(threshold: Any, percent: str) -> None:
    one = only(definition(**classes(["A", threshold])))
    assert (said(one), one.severity.value) == (("class-low", "B2"), "warning")
    assert params(one) == {"threshold": str(threshold), "percent": percent, "total": "100"}


def test_best_class_above_the_scale() -> None:
    one = only(definition(**classes(["A", 101])))
    assert (said(one), one.severity.value) == (("class-high", "B2"), "warning")


def test_bonus_lifts_what_can_be_reached() -> None:
    rows = [*CRITERIA, [1, "III", "Thưởng", 5, "thưởng"]]
    load(definition(criteria=rows, **classes(["A", 105])))
    assert said(only(definition(criteria=rows, **classes(["A", 106])))) == ("class-high", "B2")
    cut = setting(["Điểm thưởng trong thang", "chặn"])
    assert said(only(definition(cluster=cut, criteria=rows, **classes(["A", 105])))) == ("class-high", "B2")
