"""The sheets Khen thưởng and Đăng ký: quotas, conditions, votes; and what contradicts itself."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

import pytest
from definitions import Percent, Rows, definition, found, load, only, params, said
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.cluster.awards import quota_for
from emulation_cli.cluster.rules import AwardRule, Registration

D = Decimal
CLASSES: Rows = [
    ["Xếp loại", "Từ"],
    ["Xuất sắc", "90%"],
    ["Tốt", "80%"],
    ["Khá, được", "65%"],
    ["Trung bình", None],
]
HEADER = ["Hình thức", "Số lượng", "Điều kiện", "Phiếu tối thiểu"]


def awards(*rows: list[Any], registrations: Rows | None = None, classes: Rows | None = CLASSES) -> Any:
    """A definition with these rows in Khen thưởng, from row 2 on."""
    return definition(classes=classes, awards=[HEADER, *rows], registrations=registrations)


def award(quota: Any = 1, condition: Any = None, votes: Any = None) -> AwardRule:
    """The one award of a sound definition; the registration that đã đăng ký asks for is there."""
    (rule,) = load(
        awards(["Cờ", quota, condition, votes], registrations=[["Đơn vị", "Danh hiệu"], ["SA", "Cờ"]])
    ).awards
    return rule


def test_awards_as_written() -> None:
    rows = [
        ["Cờ thi đua", 1, "hạng 1; xếp loại Xuất sắc; đã đăng ký", "80%"],
        ["Bằng khen", "20% làm tròn lên", "hạng ≤ 3\ntừ Tốt trở lên", None],
        ["Giấy khen", Percent("0.5"), None, Percent("0.665")],
    ]
    registered = [["Đơn vị", "Danh hiệu"], ["Sở A", "CỜ THI ĐUA"]]
    cluster = load(awards(*rows, registrations=registered))
    assert cluster.awards == (
        AwardRule("Cờ thi đua", D(1), False, False, (1, 1), ("Xuất sắc",), True, D(80), 2),
        AwardRule("Bằng khen", D(20), True, True, (None, 3), ("Xuất sắc", "Tốt"), False, None, 3),
        AwardRule("Giấy khen", D(50), True, False, (None, None), (), False, D("66.5"), 4),
    )
    assert cluster.registrations == (Registration("SA", "Cờ thi đua"),)


@pytest.mark.parametrize(
    ("written", "ranks"),
    [
        ("hạng 1", (1, 1)),
        ("hạng nhất", (1, 1)),
        ("Xếp hạng nhì", (2, 2)),
        ("hạng ≤ 3", (None, 3)),
        ("hạng<=3", (None, 3)),
        ("hạng < 3", (None, 2)),
        ("hạng ≥2", (2, None)),
        ("hạng > 1", (2, None)),
        ("hạng 2-3", (2, 3)),
        ("hạng 2–3", (2, 3)),
        ("hạng từ 2 đến 3", (2, 3)),
        ("hạng 3 trở lên", (None, 3)),
        ("từ hạng 3 trở lên", (None, 3)),
        ("rank ≤ 3", (None, 3)),
        ("rank first", (1, 1)),
    ],
)
def test_ranks(written: str, ranks: tuple[int | None, int | None]) -> None:
    assert award(condition=written).ranks == ranks


@pytest.mark.parametrize(
    ("written", "classes"),
    [
        ("xếp loại Tốt", ("Tốt",)),
        ("xếp loại tốt, XUẤT SẮC", ("Xuất sắc", "Tốt")),
        ("xếp loại Tốt hoặc Trung bình", ("Tốt", "Trung bình")),
        ("xếp loại Khá, được", ("Khá, được",)),
        ("từ Tốt trở lên", ("Xuất sắc", "Tốt")),
        ("Tốt trở lên", ("Xuất sắc", "Tốt")),
        ("xếp loại từ Khá, được trở lên", ("Xuất sắc", "Tốt", "Khá, được")),
        ("class Tốt or better", ("Xuất sắc", "Tốt")),
    ],
)
def test_classes(written: str, classes: tuple[str, ...]) -> None:
    assert award(condition=written).classes == classes


def test_a_class_that_two_rows_give_is_one_class() -> None:
    rows = [["Xếp loại", "Từ", "Điều kiện"], ["A", "95%"], ["A", "90%", "mọi mục ≥ 80%"], ["B", "80%"], ["C", None]]
    cluster = load(awards(["Cờ", 1, "từ B trở lên"], ["Giấy", 1, "từ C trở lên"], classes=rows))
    assert [rule.classes for rule in cluster.awards] == [("A", "B"), ("A", "B", "C")]


@pytest.mark.parametrize(
    ("quota", "condition", "expected"),
    [
        (3, None, (D(3), False, False)),
        ("3", None, (D(3), False, False)),
        ("40%", None, (D(40), True, False)),
        (Percent("0.4"), "làm tròn lên", (D(40), True, True)),
        ("40%; làm tròn lên", None, (D(40), True, True)),
        ("40% LÀM TRÒN LÊN", "làm tròn lên", (D(40), True, True)),
        ("40% rounded up", None, (D(40), True, True)),
        (3, "làm tròn lên", (D(3), False, False)),  # nothing to round
        (Percent("1"), None, (D(100), True, False)),
    ],
)
def test_quotas(quota: Any, condition: str | None, expected: tuple[Decimal, bool, bool]) -> None:
    rule = award(quota, condition)
    assert (rule.quota, rule.percent, rule.round_up) == expected


@pytest.mark.parametrize(
    ("written", "votes"),
    [
        ("80%", D(80)),
        (80, D(80)),
        (Percent("0.8"), D(80)),
        ("66,67%", D("66.67")),
        ("2/3", D("66.666666666666")),
        ("1/2", D(50)),
        (100, D(100)),
        (None, None),
    ],
)
def test_least_votes(written: Any, votes: Decimal | None) -> None:
    assert award(votes=written).votes == votes


@given(st.integers(1, 10**9), st.sampled_from([(2, 3), (1, 3), (3, 4), (5, 7)]))
def test_a_fraction_of_the_members_asks_for_no_vote_too_many(members: int, share: tuple[int, int]) -> None:
    """66,67 % of 9 would need 7 votes; two thirds of 9 are 6."""
    over, under = share
    least = award(votes=f"{over}/{under}").votes
    assert least is not None
    needed = int((least * members / 100).to_integral_value(ROUND_CEILING))
    assert needed == -(-over * members // under)


WRONG: list[tuple[list[Any], str, str]] = [
    ([None, 1], "cell-missing", "A2"),
    (["Cờ"], "cell-missing", "B2"),
    (["Cờ", "vài"], "not-a-number", "B2"),
    (["Cờ", "vài làm tròn lên"], "not-a-number", "B2"),
    (["Cờ", -1], "number-negative", "B2"),
    (["Cờ", "101%"], "award-percent", "B2"),
    (["Cờ", "1,5"], "award-quota-whole", "B2"),
    (["Cờ", 1, "đứng đầu"], "unknown-award-condition", "C2"),
    (["Cờ", 1, "hạng cao"], "award-rank", "C2"),
    (["Cờ", 1, "hạng 1; hạng ≤ 3"], "award-condition-twice", "C2"),
    (["Cờ", 1, "hạng 3-2"], "award-rank-empty", "C2"),  # a cap below a floor
    (["Cờ", 1, "hạng < 1"], "award-rank-empty", "C2"),
    (["Cờ", 1, "hạng 0"], "award-rank-empty", "C2"),
    (["Cờ", 1, "xếp loại Giỏi"], "award-unknown-class", "C2"),
    (["Cờ", 1, "từ Giỏi trở lên"], "award-unknown-class", "C2"),
    (["Cờ", 1, "xếp loại Tốt, Giỏi"], "award-unknown-class", "C2"),
    (["Cờ", 1, None, "120%"], "award-votes", "D2"),
    (["Cờ", 1, None, 0], "award-votes", "D2"),
    (["Cờ", 1, None, "3/2"], "award-votes", "D2"),
    (["Cờ", 1, None, "99999999999999999999999999999/7"], "award-votes", "D2"),
    (["Cờ", 1, None, "0,8"], "award-votes-share", "D2"),
    (["Cờ", 1, None, date(2026, 3, 2)], "award-votes-date", "D2"),
    (["Cờ", 1, None, "quá bán"], "not-a-number", "D2"),
]


@pytest.mark.parametrize(("row", "code", "cell"), WRONG)
def test_award_that_cannot_stand(row: list[Any], code: str, cell: str) -> None:
    assert said(only(awards(row))) == (code, cell)


def test_award_twice() -> None:
    one = only(awards(["Cờ thi đua", 1], ["CỜ  thi đua", 2]))
    assert (said(one), params(one)) == (("award-twice", "A3"), {"first": "A2"})


def test_the_nearest_class_is_named() -> None:
    assert params(only(awards(["Cờ", 1, "xếp loại Tôt"]))) == {
        "written": "Tôt",
        "near": "Tốt",
        "known": "Xuất sắc, Tốt, Khá, được, Trung bình",
    }


def test_a_class_without_any_classes() -> None:
    assert said(only(awards(["Cờ", 1, "xếp loại Tốt"], classes=None))) == ("award-unknown-class", "C2")


def test_classes_that_could_not_be_read_are_not_judged() -> None:
    rows = [["Xếp loại", "Từ"], ["Tốt", "tám mươi"]]
    assert found(awards(["Cờ", 1, "xếp loại Khá"], classes=rows)) == [("not-a-number", "Xếp loại", "B2")]


QUIET: list[tuple[list[Any], str, str]] = [
    (["Cờ", 0], "award-quota-zero", "B2"),
    (["Cờ", "0%"], "award-quota-zero", "B2"),
    (["Cờ", "33%"], "award-quota-none", "B2"),  # of three units, rounded down
    (["Cờ", 1, "đã đăng ký"], "award-nobody-registered", "C2"),
]


@pytest.mark.parametrize(("row", "code", "cell"), QUIET)
def test_award_that_nobody_can_get_warns(row: list[Any], code: str, cell: str) -> None:
    one = only(awards(row))
    assert (said(one), one.severity) == ((code, cell), "warning")


def test_a_share_that_leaves_a_unit_is_quiet() -> None:
    assert found(awards(["Cờ", "34%"], ["Giấy", "1% làm tròn lên"])) == []


@pytest.mark.parametrize(
    ("rule", "units", "expected"),
    [
        (AwardRule("a", D(2)), 10, 2),
        (AwardRule("a", D(20), percent=True), 9, 1),
        (AwardRule("a", D(20), percent=True), 10, 2),
        (AwardRule("a", D(20), percent=True, round_up=True), 9, 2),
        (AwardRule("a", D(20), percent=True, round_up=True), 10, 2),
        (AwardRule("a", D(20), percent=True, round_up=True), 11, 3),
        (AwardRule("a", D("33.3"), percent=True), 3, 0),
        (AwardRule("a", D(100), percent=True), 7, 7),
    ],
)
def test_quota_for_a_number_of_units(rule: AwardRule, units: int, expected: int) -> None:
    assert quota_for(rule, units) == expected


# --- Đăng ký ---


def registered(*rows: list[Any], more: tuple[list[Any], ...] = (["Cờ thi đua", 1],)) -> Any:
    return awards(*more, registrations=[["Đơn vị", "Danh hiệu"], *rows])


def test_registrations() -> None:
    cluster = load(
        registered(
            ["SA", "cờ thi đua"], ["Sở B", "Cờ thi đua"], ["Sở Anh", "Bằng"], more=(["Cờ thi đua", 1], ["Bằng", 1])
        )
    )
    assert cluster.registrations == (
        Registration("SA", "Cờ thi đua"),
        Registration("SB", "Cờ thi đua"),
        Registration("SA", "Bằng"),
    )


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["SZ", "Cờ thi đua"]], "unknown-unit", "A2"),
        ([[None, "Cờ thi đua"]], "cell-missing", "A2"),
        ([["SA"]], "cell-missing", "B2"),
        ([["SA", "Cờ thi đau"]], "registration-title", "B2"),
        ([["SA", "Cờ thi đua"], ["Sở A", "CỜ thi đua"]], "registration-twice", "B3"),
    ],
)
def test_registration_that_cannot_stand(rows: list[list[Any]], code: str, cell: str) -> None:
    assert said(only(registered(*rows))) == (code, cell)


def test_the_nearest_award_is_named_and_the_title_kept() -> None:
    workbook = registered(["SA", "Cờ thi đau"])
    assert params(only(workbook)) == {"written": "Cờ thi đau", "near": "Cờ thi đua"}


def test_titles_are_free_where_there_are_no_awards() -> None:
    rows: Rows = [["Đơn vị", "Danh hiệu"], ["SA", "Tập thể lao động xuất sắc"]]
    assert load(definition(registrations=rows)).registrations == (Registration("SA", "Tập thể lao động xuất sắc"),)


cells = st.one_of(
    st.none(),
    st.text(max_size=15),
    st.sampled_from(
        ["SA", "Cờ", "20% làm tròn lên", "2/3", "hạng ≤ 3", "từ Tốt trở lên", "kết quả 1.2", "bỏ phiếu", "9/0"]
    ),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.dates(date(1905, 1, 1), date(2100, 1, 1)),
)
rows = st.lists(st.lists(cells, max_size=4), max_size=3)


@given(rows, rows, rows)
def test_whatever_stands_there_is_read_or_named(one: Rows, two: Rows, three: Rows) -> None:
    sheets = {"awards": [HEADER, *one], "registrations": [["Đơn vị", "Danh hiệu"], *two]}
    found(definition(classes=CLASSES, ties=[["Thứ tự", "Xét theo"], *three], **sheets))
