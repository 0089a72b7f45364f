"""The sheet Đồng hạng: the chain as written, and everything in it that can never decide."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from definitions import CRITERIA, CRITERIA_HEADER, Rows, definition, found, load, only, params, said

from emulation_cli.cluster.rules import TieBy, TieRule

GROUPS: Rows = [
    *CRITERIA,
    [1, "III", "Thưởng", 5, "thưởng"],
    [2, "1", "Khen", 5, None, "theo lần", "điểm=1"],
    [1, "IV", "Trừ", 5, "trừ"],
    [2, "1", "Vi phạm", 5, None, "theo lần", "điểm=1"],
]


def ties(*rows: list[Any], header: tuple[str, ...] = ("Thứ tự", "Xét theo"), criteria: Rows = GROUPS) -> Any:
    """A definition with these rows in Đồng hạng, from row 2 on."""
    return definition(criteria=criteria, ties=[list(header), *rows])


def by(*written: Any) -> Any:
    """A chain of these, in order."""
    return ties(*([number, what] for number, what in enumerate(written, 1)))


def chain(*written: Any) -> list[tuple[TieBy, str | None]]:
    return [(rule.by, rule.criterion) for rule in load(by(*written)).ties]


def test_a_chain_as_published() -> None:
    """A chain of indicators, then a vote (Cần Thơ 157, II)."""
    rules = load(
        ties([1, "1.1"], [2, "II.a"], [3, "kết quả 1.2"], [4, "điểm thưởng"], [5, "điểm trừ ít hơn"], [6, "bỏ phiếu"])
    ).ties
    assert rules == (
        TieRule(TieBy.POINTS, "1.1", 2),
        TieRule(TieBy.POINTS, "2.1", 3),
        TieRule(TieBy.RESULT, "1.2", 4),
        TieRule(TieBy.BONUS, None, 5),
        TieRule(TieBy.FEWER_DEDUCTIONS, None, 6),
        TieRule(TieBy.VOTE, None, 7),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", (TieBy.POINTS, "1")),  # a section
        ("Mục I", (TieBy.POINTS, "1")),
        ("điểm II.a)", (TieBy.POINTS, "2.1")),
        ("tiêu chí 1.2", (TieBy.POINTS, "1.2")),
        ("KẾT  QUẢ I.2", (TieBy.RESULT, "1.2")),
        ("actual 1.2", (TieBy.RESULT, "1.2")),
        ("Điểm trừ ít hơn", (TieBy.FEWER_DEDUCTIONS, None)),
        ("điểm trừ", (TieBy.FEWER_DEDUCTIONS, None)),
        ("fewer deductions", (TieBy.FEWER_DEDUCTIONS, None)),
        ("vote", (TieBy.VOTE, None)),
    ],
)
def test_ways_to_write_a_rule(written: str, expected: tuple[TieBy, str | None]) -> None:
    assert chain(written) == [expected]


def test_rules_come_by_their_order_not_by_their_rows() -> None:
    rules = load(ties([3, "bỏ phiếu"], [1, "2"], [2, "1"])).ties
    assert [(rule.by, rule.criterion, rule.row) for rule in rules] == [
        (TieBy.POINTS, "2", 3),
        (TieBy.POINTS, "1", 4),
        (TieBy.VOTE, None, 2),
    ]


def test_no_sheet_and_no_rows_are_no_rules() -> None:
    assert load(definition()).ties == ()
    assert load(ties()).ties == ()


def test_a_row_with_the_looked_up_text_alone_says_nothing() -> None:
    header = ("Thứ tự", "Xét theo", "Nội dung")
    rules = load(ties([1, "1.1", "Việc trực tiếp"], [None, None, " "], header=header)).ties
    assert [rule.criterion for rule in rules] == ["1.1"]


WRONG: list[tuple[list[list[Any]], str, str]] = [
    ([[1, None]], "cell-missing", "B2"),
    ([[None, "1.1"]], "cell-missing", "A2"),
    ([["một", "1.1"]], "not-a-number", "A2"),
    ([[0, "1.1"]], "tie-order", "A2"),
    ([[1.5, "1.1"]], "tie-order", "A2"),
    ([[1, "1.1"], [1, "1.2"]], "tie-order-twice", "A3"),
    ([[1, "1.9"]], "unknown-criterion", "B2"),
    ([[1, "kết quả 1.9"]], "unknown-criterion", "B2"),
    ([[1, "điểm thương"]], "unknown-tie-rule", "B2"),
    ([[1, "bỏ phiêu"]], "unknown-tie-rule", "B2"),
    ([[1, Decimal("1.1")]], "path-is-number", "B2"),
    ([[1, date(2026, 2, 1)]], "path-is-date", "B2"),
    ([[1, "kết quả 1"]], "tie-no-result", "B2"),
    ([[1, "kết quả 1.1"]], "tie-no-result", "B2"),  # trực tiếp: points are all there is
    ([[1, "1.1"], [2, "bỏ phiếu"], [3, "I.1"]], "tie-twice", "B4"),
    ([[1, "bỏ phiếu"], [2, "bỏ phiếu"]], "tie-twice", "B3"),
    ([[1, "bỏ phiếu"], [2, "1.1"]], "tie-after-vote", "B3"),
    ([[2, "1.1"], [1, "bỏ phiếu"]], "tie-after-vote", "B2"),
]


@pytest.mark.parametrize(("rows", "code", "cell"), WRONG)
def test_rule_that_cannot_stand(rows: list[list[Any]], code: str, cell: str) -> None:
    assert said(only(ties(*rows))) == (code, cell)


def test_points_and_result_of_one_criterion_are_two_rules() -> None:
    assert chain("1.2", "kết quả 1.2") == [(TieBy.POINTS, "1.2"), (TieBy.RESULT, "1.2")]


def test_where_the_other_one_stands() -> None:
    one = only(by("1.1", "2", "I.1"))
    assert params(one) == {"first": "B2"}
    assert params(only(by("bỏ phiếu", "2"))) == {"first": "B2"}


def test_a_near_word_is_named() -> None:
    assert params(only(by("điểm thương")))["near"] == "điểm thưởng"
    assert params(only(by("1.12")))["near"] in ("1.1", "1.2")


@pytest.mark.parametrize("written", ["điểm thưởng", "điểm trừ ít hơn"])
def test_a_rule_on_a_group_that_the_table_lacks_warns(written: str) -> None:
    assert found(ties([1, written], criteria=CRITERIA)) == [("tie-idle", "Đồng hạng", "B2")]


def test_points_above_target_are_bonus_too() -> None:
    rows = [CRITERIA_HEADER, [1, "I", "a", 100, None, "tỷ lệ", "vượt=1/1%; trần=3"]]
    assert found(ties([1, "điểm thưởng"], criteria=rows)) == []


def test_in_a_table_with_lost_rows_criteria_are_not_judged() -> None:
    rows = [*CRITERIA, [None, "2", "Dòng không có cấp", 5]]
    codes = [code for code, _, _ in found(ties([1, "1.9"], [2, "điểm thưởng"], criteria=rows))]
    assert "unknown-criterion" not in codes
    assert "tie-idle" not in codes
