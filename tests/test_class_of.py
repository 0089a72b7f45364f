"""Classes (Xếp loại): from the best down, the first that holds; thresholds and conditions to the last place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, Row, class_rule, cluster, standing

from emulation_cli.cluster.rules import BonusInScale, Condition, ConditionKind

D = Decimal
NO_ZERO = Condition(ConditionKind.NO_ZERO)
MTTQ = (class_rule("Xuất sắc", 95), class_rule("Tốt", 85), class_rule("Khá", 0))
ONE: list[Row] = [("1", "direct", 100)]
SECTIONS: list[Row] = [
    ("1", None, 60),
    ("1.1", "direct", 40),
    ("1.2", "direct", 20),
    ("2", "direct", 40),
    ("3", "direct", 10, {"group": "bonus"}),
    ("4", "direct", 10, {"group": "deduction"}),
]


def every(percent: Any, kind: str = "every_criterion") -> Condition:
    return Condition(ConditionKind(kind), D(str(percent)))


def class_of(rows: list[Row], rules: Any, values: Mapping[str, Any], **given: Any) -> str | None:
    return standing(cluster(*rows, classes=tuple(rules), **given), values).class_


@pytest.mark.parametrize(
    ("score", "name"),
    [("100", "Xuất sắc"), ("95", "Xuất sắc"), ("94.99", "Tốt"), ("85", "Tốt"), ("84.99", "Khá"), ("0", "Khá")],
)
def test_the_first_class_from_the_best_down_that_holds(score: str, name: str) -> None:
    assert class_of(ONE, MTTQ, {"1": D(score)}) == name


def test_below_every_class_or_without_any_there_is_none() -> None:
    assert class_of(ONE, MTTQ[:2], {"1": 84}) is None
    assert class_of(ONE, (), {"1": 84}) is None


def test_above_is_not_from() -> None:
    over_90 = class_rule("Hoàn thành xuất sắc", 90, strictly=True)  # HP212: "trên 90"
    assert class_of(ONE, [over_90], {"1": 90}) is None
    assert class_of(ONE, [over_90], {"1": D("90.01")}) == "Hoàn thành xuất sắc"


def test_a_threshold_in_percent_is_of_what_the_unit_was_assigned_and_exact() -> None:
    rows: list[Row] = [("1", "direct", 700), ("2", "direct", 300)]
    rule = [class_rule("Tốt", 95, percent=True)]
    given = {"targets": {("A", "2"): None}}
    assert class_of(rows, rule, {"1": 665}, **given) == "Tốt"
    assert class_of(rows, rule, {"1": D("664.99")}, **given) is None  # prints 95,00 at two places
    assert class_of(rows, [class_rule("Tốt", "66.67", percent=True)], {"1": 2}) is None
    thirds: list[Row] = [("1", "direct", 3)]
    assert class_of(thirds, [class_rule("Tốt", "66.67", percent=True)], {"1": 2}) is None  # 66,666…


def test_of_no_maximum_at_all_the_percent_is_zero() -> None:
    rule = [class_rule("Xuất sắc", 90, percent=True), class_rule("Khá", 0, percent=True)]
    assert class_of(ONE, rule, {}, targets={("A", "1"): None}) == "Khá"
    assert class_of([("1", "direct", 10, {"group": "bonus"})], rule, {"1": 9}) == "Khá"
    assert class_of(ONE, [class_rule("Tốt", 0, percent=True, strictly=True)], {}, targets={("A", "1"): None}) is None


def test_no_criterion_at_zero_looks_at_assigned_standard_leaves() -> None:
    rules = [class_rule("Xuất sắc", 90, NO_ZERO), class_rule("Tốt", 0)]
    full = {"1.1": 40, "1.2": 20, "2": 40, "3": 0, "4": 0}
    assert class_of(SECTIONS, rules, full) == "Xuất sắc"
    assert class_of(SECTIONS, rules, {**full, "1.2": D("0.01"), "3": 10}) == "Xuất sắc"
    assert class_of(SECTIONS, rules, {**full, "1.2": 0, "3": 10}) == "Tốt"
    lower = [class_rule("Xuất sắc", 80, NO_ZERO), class_rule("Tốt", 0)]
    assert class_of(SECTIONS, lower, {**full, "1.2": BLANK}, targets={("A", "1.2"): None}) == "Xuất sắc"


def test_an_open_criterion_gives_no_class_too_early() -> None:
    rules = [class_rule("Xuất sắc", 80, NO_ZERO), class_rule("Tốt", 0)]
    assert class_of(SECTIONS, rules, {"1.1": 40, "2": 40, "3": 0, "4": 0}) == "Tốt"


def test_every_criterion_must_have_its_share() -> None:
    rules = [class_rule("Xuất sắc", 0, every(85)), class_rule("Tốt", 0)]
    edge = {"1.1": 34, "1.2": 17, "2": 34, "3": 0, "4": 10}
    assert class_of(SECTIONS, rules, edge) == "Xuất sắc"
    assert class_of(SECTIONS, rules, {**edge, "1.2": D("16.99")}) == "Tốt"
    assert class_of(SECTIONS, rules, {"1.1": 34, "2": 34, "3": 0, "4": 0}, targets={("A", "1.2"): None}) == "Xuất sắc"


def test_every_section_must_have_its_share() -> None:
    rules = [class_rule("Xuất sắc", 0, every(80, "every_section")), class_rule("Tốt", 0)]
    assert class_of(SECTIONS, rules, {"1.1": 40, "1.2": 8, "2": 32, "3": 0, "4": 0}) == "Xuất sắc"
    assert class_of(SECTIONS, rules, {"1.1": 40, "1.2": D("7.99"), "2": 40, "3": 0, "4": 0}) == "Tốt"
    assert class_of(SECTIONS, rules, {"1.1": 40, "1.2": 20, "2": D("31.99"), "3": 10, "4": 0}) == "Tốt"
    assigned = {"1.1": 32, "2": 32, "3": 0, "4": 0}
    assert class_of(SECTIONS, rules, assigned, targets={("A", "1.2"): None}) == "Xuất sắc"


def test_a_section_is_everything_under_its_number() -> None:
    rows: list[Row] = [
        *(("1", None, 40), ("1.1", None, 20), ("1.1.1", "direct", 20), ("1.2", None, 20), ("1.2.1", "direct", 20)),
        ("2", "direct", 10),
    ]
    rules = [class_rule("Xuất sắc", 0, every(80, "every_section")), class_rule("Tốt", 0)]
    assert class_of(rows, rules, {"1.1.1": 12, "1.2.1": 20, "2": 8}) == "Xuất sắc"
    assert class_of(rows, rules, {"1.1.1": 12, "1.2.1": D("19.99"), "2": 8}) == "Tốt"


@pytest.mark.parametrize("kind", ["every_criterion", "every_section"])
def test_a_share_with_decimals_is_exact(kind: str) -> None:
    rules = [class_rule("Xuất sắc", 0, every("62.5", kind)), class_rule("Tốt", 0)]
    assert class_of([("1", "direct", 40)], rules, {"1": 25}) == "Xuất sắc"
    assert class_of([("1", "direct", 40)], rules, {"1": D("24.99")}) == "Tốt"


@pytest.mark.parametrize("kind", ["every_criterion", "every_section"])
def test_a_share_of_nothing_is_always_reached(kind: str) -> None:
    rules = [class_rule("Xuất sắc", 0, every(0, kind)), class_rule("Tốt", 0)]
    assert class_of(SECTIONS, rules, {"1.1": 0, "1.2": 0, "2": 0, "3": 0, "4": 0}) == "Xuất sắc"


def test_sections_are_judged_one_by_one() -> None:
    rows: list[Row] = [
        *(("1", None, 60), ("1.1", "direct", 40), ("1.2", "direct", 20)),
        *(("2", None, 40), ("2.1", "direct", 30), ("2.2", "direct", 10)),
    ]
    rules = [class_rule("Xuất sắc", 0, every(80, "every_section")), class_rule("Tốt", 0)]
    edge = {"1.1": 38, "1.2": 10, "2.1": 23, "2.2": 9}  # 48 of 60, 32 of 40
    assert class_of(rows, rules, edge) == "Xuất sắc"
    assert class_of(rows, rules, {**edge, "1.1": D("37.99"), "2.1": 30}) == "Tốt"
    assert class_of(rows, rules, {**edge, "1.1": 40, "2.1": D("22.99")}) == "Tốt"


def test_points_above_a_target_do_not_make_up_for_another_criterion() -> None:
    rows: list[Row] = [
        ("1", None, 20),
        ("1.1", "ratio", 10, {"excess": 1, "excess_step": 1, "excess_cap": 10}),
        ("1.2", "direct", 10),
    ]
    rules = [class_rule("Xuất sắc", 0, every(80, "every_section")), class_rule("Tốt", 0)]
    assert class_of(rows, rules, {"1.1": {"actual": 110, "target": 100}, "1.2": 6}) == "Xuất sắc"
    assert class_of(rows, rules, {"1.1": {"actual": 110, "target": 100}, "1.2": 5}) == "Tốt"


def test_the_alternatives_of_a_choice_are_one_criterion() -> None:
    rows: list[Row] = [("1", "choice", 10), ("1.1", "direct", 10), ("1.2", "direct", 5), ("2", "direct", 10)]
    rules = [class_rule("Xuất sắc", 0, NO_ZERO), class_rule("Tốt", 0)]
    assert class_of(rows, rules, {"1.2": 5, "2": 10}) == "Xuất sắc"
    assert class_of(rows, rules, {"1.1": 0, "1.2": 0, "2": 10}) == "Tốt"
    half = [class_rule("Xuất sắc", 0, every(50)), class_rule("Tốt", 0)]
    assert class_of(rows, half, {"1.2": 5, "2": 10}) == "Xuất sắc"
    assert class_of(rows, half, {"1.2": D("4.99"), "2": 10}) == "Tốt"


def test_all_conditions_of_a_class_must_hold() -> None:
    rules = [class_rule("Xuất sắc", 90, NO_ZERO, every(80, "every_section")), class_rule("Tốt", 0)]
    good = {"1.1": 40, "1.2": 20, "2": 32, "3": 0, "4": 0}
    assert class_of(SECTIONS, rules, good) == "Xuất sắc"
    assert class_of(SECTIONS, rules, {**good, "4": 3}) == "Tốt"
    assert class_of(SECTIONS, rules, {**good, "2": 31, "3": 10}) == "Tốt"


def test_the_class_is_judged_by_the_total_with_bonus_and_deduction() -> None:
    values = {"1.1": 38, "1.2": 18, "2": 37, "3": 4, "4": 2}  # 93 + 4 - 2
    assert class_of(SECTIONS, MTTQ, values) == "Xuất sắc"
    inside = class_of(SECTIONS, [class_rule("Tốt", 87, percent=True)], values, bonus_in_scale=BonusInScale.INSIDE)
    assert inside is None  # 95 of 110 are 86,36 %


HEADED: list[Row] = [
    ("1", None, 20),
    *(("1.1", "choice", 10), ("1.1.1", None, 10), ("1.1.1.1", "direct", 4), ("1.1.1.2", "direct", 6)),
    *(("1.1.2", "direct", 3), ("1.2", "direct", 10)),
]


def test_of_an_alternative_with_several_criteria_all_points_count() -> None:
    rules = [class_rule("Tốt", 0, every(80))]
    assert class_of(HEADED, rules, {"1.1.1.1": 4, "1.1.1.2": 4, "1.1.2": 0, "1.2": 8}) == "Tốt"
    assert class_of(HEADED, rules, {"1.1.1.1": 4, "1.1.1.2": D("3.99"), "1.1.2": 0, "1.2": 8}) is None
    assert class_of(HEADED, rules, {"1.1.1.1": 0, "1.1.1.2": 0, "1.1.2": 3, "1.2": 8}) is None  # 3 of 10


def test_a_choice_that_was_not_assigned_fails_no_condition() -> None:
    rules = [class_rule("Tốt", 0, NO_ZERO)]
    none = {("A", path): None for path in ("1.1.1.1", "1.1.1.2", "1.1.2")}
    assert class_of(HEADED, rules, {"1.2": 1}, targets=none) == "Tốt"
    assert class_of(HEADED, rules, {"1.2": 0}, targets=none) is None


def test_what_follows_a_choice_is_looked_at_too() -> None:
    rules = [class_rule("Tốt", 0, NO_ZERO)]
    assert class_of(HEADED, rules, {"1.1.1.1": 0, "1.1.1.2": 0, "1.1.2": 3, "1.2": 0}) is None


def test_a_choice_of_no_points_fails_no_share() -> None:
    rows: list[Row] = [("1", "choice", 0), ("1.1", "direct", 0), ("1.2", "direct", 0), ("2", "direct", 10)]
    assert class_of(rows, [class_rule("Tốt", 0, every(50))], {"1.1": 0, "1.2": 0, "2": 5}) == "Tốt"
