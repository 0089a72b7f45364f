"""Sums that a sheet shows (headings, Tổng cộng) against what stands under them: which are named, with which numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, Row, cluster, codes, submission

from emulation_cli.cluster.criteria import Kind
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.intake.submission import Subtotal
from emulation_cli.problems import Place
from emulation_cli.scoring.score import score_cluster

D = Decimal
Shown = Mapping[str, Any]
CODES = ("subtotal-differs", "total-differs")


def named(
    rows: Sequence[Row], values: Shown, shown: Shown, as_text: bool = False, **given: Any
) -> list[tuple[str, ...]]:
    """(path or '', shown, sum, gap) of each sum that is named; `shown` are figures by path, '' for Tổng cộng.

    Figure number n stands in Gn, behind the scores of trực tiếp (unless they were typed `as_text`: no figures then).
    """
    agreed = cluster(*rows, **given)
    if not as_text:
        typed = [leaf.path for leaf in agreed.tree.leaves if leaf.kind is Kind.DIRECT and leaf.path in values]
        shown = {path: values[path] for path in typed if values[path] is not BLANK} | dict(shown)
    lines = tuple(Subtotal(path, f"G{n}", D(str(figure))) for n, (path, figure) in enumerate(shown.items(), 1))
    _, problems = score_cluster(agreed, {"A": submission(agreed, values, subtotals=lines)})
    found = [one for one in problems if one.code in CODES]
    cell_of = {line.criterion: line.cell for line in lines}
    assert codes(found) == [(CODES[not one.criterion], one.criterion, cell_of[one.criterion or ""]) for one in found]
    assert {(one.unit, one.place.file, one.place.sheet) for one in found} <= {("A", "A.xlsx", "Bảng chấm điểm")}
    params = [(one.criterion or "", dict(one.params)) for one in found]
    return [(path, *(plain(values[key]) for key in ("shown", "sum", "gap"))) for path, values in params]


def plain(figure: str) -> str:
    """The number alone, however many zeros it is written with."""
    return f"{D(figure).normalize():f}"


def test_figures_are_written_with_the_cluster_s_decimals() -> None:
    def written(shown: str) -> list[str]:
        agreed = cluster(*ROWS)
        sent = submission(agreed, VALUES, subtotals=(Subtotal("1", "G6", D(shown)),))
        [one] = score_cluster(agreed, {"A": sent})[1]
        return [dict(one.params)[key] for key in ("shown", "sum", "gap")]

    assert written("146.0") == ["146.00", "15.50", "130.50"]
    assert written("1E+2") == ["100.00", "15.50", "84.50"]
    assert written("15.505") == ["15.505", "15.50", "0.005"]


ROWS: list[Row] = [
    ("1", None, 20),
    ("1.1", "direct", 10),
    ("1.2", "direct", 10),
    ("2", None, 5, {"group": "bonus"}),
    ("2.1", "direct", 4),
    ("2.2", "direct", 4),
    ("3", None, 6, {"group": "deduction"}),
    ("3.1", "direct", 4),
    ("3.2", "direct", 4),
    ("4", None, None, {"group": "uncounted"}),
    ("4.1", "direct", 4),
    ("4.2", "direct", 4),
]
VALUES = {"1.1": 8, "1.2": "7.5", "2.1": 1, "2.2": 2, "3.1": "0.5", "3.2": 1, "4.1": 3, "4.2": 4}
VALUES = {path: D(value) for path, value in VALUES.items()}
RIGHT = {"1": "15.5", "2": 3, "3": "1.5", "4": 7, "": 17}


def test_a_criterion_of_no_points_adds_nothing() -> None:
    assert named(ROWS, {**VALUES, "1.2": D(0)}, {"1": 9}) == [("1", "9", "8", "1")]


def test_sums_that_are_right_are_not_named() -> None:
    assert named(ROWS, VALUES, RIGHT) == []
    assert named(ROWS, VALUES, {"1": "15.500", "3": "-1.5", "": "17.00"}) == []  # deductions with a minus
    assert named(ROWS, VALUES, {"1": "15.5049999", "": "16.995"}) == []  # equal as points are


@pytest.mark.parametrize(
    ("path", "figure", "total", "gap"),
    [
        ("1", "15", "15.5", "-0.5"),
        ("1", "15.51", "15.5", "0.01"),
        ("1", "15.505", "15.5", "0.005"),
        ("1", "-15.5", "15.5", "-31"),
        ("2", "5", "3", "2"),
        ("3", "-2", "1.5", "0.5"),  # a minus before deductions reads the same
        ("3", "-0.5", "1.5", "-1"),
        ("4", "0", "7", "-7"),
        ("", "0", "17", "-17"),
        ("", "-17", "17", "-34"),
        ("", "15.5", "17", "-1.5"),
    ],
)
def test_a_sum_that_differs_is_named_with_both_numbers_and_the_gap(
    path: str, figure: str, total: str, gap: str
) -> None:
    [found] = named(ROWS, VALUES, {path: figure})
    assert (found[0], *(D(one) for one in found[1:])) == (path, D(figure), D(total), D(gap))


def test_a_sum_follows_from_the_figures_that_the_sheet_itself_shows() -> None:
    wrong = {"1": 16}  # named itself: the total that follows from it is not
    assert [path for path, *_ in named(ROWS, VALUES, {**wrong, "": "17.5"})] == ["1"]
    assert [path for path, *_ in named(ROWS, VALUES, {**wrong, "": "17"})] == ["1", ""]
    assert [path for path, *_ in named(ROWS, VALUES, {"": "17.5"})] == [""]


@pytest.mark.parametrize(
    ("values", "bonus", "deduction"),
    [((4, 4, 4, 4), 5, 6), ((4, 1, 4, 2), 5, 6), ((3, 1, 2, 1), 4, 3)],
)
def test_headings_of_bonus_and_deduction_stop_at_their_ceiling(
    values: tuple[int, ...], bonus: int, deduction: int
) -> None:
    filled = {**VALUES, **dict(zip(("2.1", "2.2", "3.1", "3.2"), values, strict=True))}
    right = {"2": bonus, "3": deduction, "": D("15.5") + bonus - deduction}
    assert named(ROWS, filled, right) == []
    for path in right:
        assert [one[0] for one in named(ROWS, filled, {**right, path: right[path] + 1})][:1] == [path]


@pytest.mark.parametrize(
    ("caps", "total"),
    [
        ({}, "17"),
        ({"bonus_cap": 2}, "16"),
        ({"bonus_cap": 9}, "17"),
        ({"deduction_cap": 1}, "17.5"),
        ({"bonus_cap": 0, "deduction_cap": 0}, "15.5"),
    ],
)
def test_tong_cong_under_the_caps_of_all_bonus_and_all_deductions(caps: Shown, total: str) -> None:
    assert named(ROWS, VALUES, {"": total}, **caps) == []
    [(_, _, counted, gap)] = named(ROWS, VALUES, {"": D(total) + 1}, **caps)
    assert (D(counted), D(gap)) == (D(total), 1)


def test_scores_typed_as_texts_add_nothing_in_excel() -> None:
    nothing = {"1": 0, "2": 0, "": 0}
    assert named(ROWS, VALUES, nothing, as_text=True) == []
    assert [one[0] for one in named(ROWS, VALUES, nothing)] == ["1", "2"]  # Tổng cộng follows
    assert [one[0] for one in named(ROWS, VALUES, {"1": 1}, as_text=True)] == ["1"]


def test_tong_cong_is_never_below_zero() -> None:
    few = {**VALUES, "1.1": 0, "1.2": 0, "2.1": 0, "2.2": 0}
    assert named(ROWS, few, {"": 0}) == []
    assert named(ROWS, few, {"": "-1.5"}) == [("", "-1.5", "0", "-1.5")]


def test_deductions_with_a_minus_are_taken_off_all_the_same() -> None:
    minus = {"3.1": "-0.5", "3.2": -1, "3": "-1.5"}
    assert named(ROWS, VALUES, {**RIGHT, **minus}) == []
    assert named(ROWS, VALUES, {**RIGHT, **minus, "3": -2, "": "16.5"}) == [("3", "-2", "1.5", "0.5")]
    assert named(ROWS, VALUES, {**RIGHT, **minus, "": 20}) == []  # 18,5 − −1,5: the sheet's own formula
    assert [one[:2] for one in named(ROWS, VALUES, {**RIGHT, **minus, "": 19})] == [("", "19")]


def test_what_stops_at_a_maximum_that_is_not_known_here_is_not_compared() -> None:
    assert named(ROWS, VALUES, {"": 99}, bonus_in_scale=BonusInScale.CUT) == []
    assert [one[0] for one in named(ROWS, VALUES, {"1": 99}, bonus_in_scale=BonusInScale.CUT)] == ["1"]
    assert [one[0] for one in named(ROWS, VALUES, {"": 99}, bonus_in_scale=BonusInScale.INSIDE)] == [""]


def test_nothing_is_said_of_a_sum_over_what_is_open() -> None:
    open_ = {**VALUES, "1.1": BLANK}
    assert [one[0] for one in named(ROWS, open_, {"1": 99, "2": 99, "": 99})] == ["2"]
    assert named(ROWS, {**VALUES, "4.1": BLANK}, {"4": 99, "": 99}) == []


MIXED: list[Row] = [
    ("1", None, 20),
    ("1.1", None, 10),
    ("1.1.1", "direct", 10),
    ("1.1.2", "direct", 3, {"group": "bonus"}),
    ("1.1.3", "direct", 3, {"group": "deduction"}),
    ("1.1.4", "direct", 9, {"group": "uncounted"}),
    ("1.2", None, 10),
    ("1.2.1", "direct", 10),
    ("1.2.2", "direct", 9, {"group": "uncounted"}),
    ("2", None, None, {"group": "bonus"}),
    ("2.1", "direct", 2),
    ("2.2", "direct", 5, {"group": "deduction"}),
]
MIXED_VALUES = {"1.1.1": 6, "1.1.2": 3, "1.1.3": 1, "1.1.4": 9, "1.2.1": 7, "1.2.2": 5, "2.1": 2, "2.2": 4}


def test_groups_under_one_heading() -> None:
    """1.1 = 6 + 3 − 1; 1 = 8 + 7; 2 its bonus alone; Tổng cộng = 13 + (3 + 2) − (1 + 4)."""
    right = {"1.1": 8, "1.2": 7, "1": 15, "2": 2, "": 13}
    assert named(MIXED, MIXED_VALUES, right) == []
    assert named(MIXED, MIXED_VALUES, {"": 13}) == []
    for path, figure in right.items():
        others = {one: value for one, value in right.items() if one != path and not path.startswith(one)}
        assert named(MIXED, MIXED_VALUES, {**others, path: figure + 1})[0][:2] == (path, str(figure + 1))


def test_tong_cong_caps_what_stands_under_mixed_headings() -> None:
    assert named(MIXED, MIXED_VALUES, {"1.1": 8, "1.2": 7, "1": 15, "2": 2, "": 10}, bonus_cap=2) == []  # 13+2−5
    assert named(MIXED, MIXED_VALUES, {"": 17}, deduction_cap=1) == []  # 13+5−1
    wrong = named(MIXED, MIXED_VALUES, {"1.2": 8, "": 14})  # 1.2 is wrong: Tổng cộng follows from it
    assert [one[0] for one in wrong] == ["1.2"]


EXCESS: list[Row] = [
    ("1", None, 20),
    ("1.1", "ratio", 10, {"excess": 1, "excess_step": 1}),
    ("1.2", "ratio", 10, {"excess": 1, "excess_step": 1}),
    ("2", "direct", 5, {"group": "bonus"}),
]
ABOVE = {"1.1": {"actual": 103, "target": 100}, "1.2": {"actual": 50, "target": 100}, "2": 4}  # 13, 5 and 4


@pytest.mark.parametrize(("cap", "total"), [(None, 22), (9, 22), (7, 22), (6, 21), (4, 19), (0, 15)])
def test_points_above_the_maximum_are_bonus_under_the_cap(cap: int | None, total: int) -> None:
    shown = {"1.1": 13, "1.2": 5, "1": 18}
    assert named(EXCESS, ABOVE, {**shown, "": total}, bonus_cap=cap) == []
    assert named(EXCESS, ABOVE, {**shown, "": total + 1}, bonus_cap=cap)[0][1:] == (
        str(total + 1),
        str(total),
        "1",
    )


def test_only_what_is_above_the_maximum_of_a_chuan_criterion_moves_to_the_bonus() -> None:
    rows: list[Row] = [
        *(("1", None, 10), ("1.1", "ratio", 10, {"excess": "0.5", "excess_step": 1})),
        *(("2", None, 30, {"group": "bonus"}), ("2.1", "ratio", 10, {"excess": 1, "excess_step": 1})),
    ]
    values = {"1.1": {"actual": 101, "target": 100}, "2.1": {"actual": 103, "target": 100}}  # 10,5 and 13
    shown = {"1.1": "10.5", "2.1": 13}
    assert named(rows, values, {**shown, "": 22}, bonus_cap=12) == []  # 10 + min(0,5 + 13, 12)
    assert [one[0] for one in named(rows, values, {**shown, "": "22.5"}, bonus_cap=12)] == [""]
    assert [one[0] for one in named(rows, values, {**shown, "": 19}, bonus_cap=12)] == [""]


PEERS: list[Row] = [("1", None, 20), ("1.1", "direct", 10), ("1.2", "mean", 10), ("2", "direct", 10)]


def test_a_sum_over_what_follows_all_units_is_compared_with_the_sheet_s_own_figures_only() -> None:
    """The unit cannot know the points of 1.2: its own sum lacks them, which is right."""
    values = {"1.1": 8, "1.2": 5, "2": 9}  # counted: 8 + 10
    assert named(PEERS, values, {"1.1": 8, "1": 8, "2": 9, "": 17}) == []
    found = named(PEERS, values, {"1.1": 8, "1": 9, "2": 9, "": 17})
    assert found == [("1", "9", "8", "1"), ("", "17", "18", "-1")]
    lacking = named(PEERS, values, {"1.1": 8, "1": 9, "": 9}, as_text=True)  # no figure of 2: nothing said of the total
    assert lacking == [("1", "9", "8", "1")]
    assert named(PEERS, values, {"1": 9, "": 99}, as_text=True) == []  # never calculated: nothing follows from it


def test_each_sum_is_judged_by_what_stands_under_it_alone() -> None:
    rows: list[Row] = [*PEERS[:3], ("2", None, 10), ("2.1", "direct", 10)]
    values = {"1.1": 8, "1.2": 5, "2.1": 9}
    assert named(rows, values, {"2": 8}, as_text=True) == [("2", "8", "9", "-1")]  # nothing open, nobody else


NEEDING: list[Row] = [
    ("1", None, 30),
    ("1.1", "ratio", 10, {"requires": "2"}),
    ("1.2", "mean", 10),
    ("1.3", "direct", 10),
    ("2", "direct", 5),
]


@pytest.mark.parametrize(("needed", "right", "wrong"), [(0, 5, 13), (1, 13, 14)])
def test_among_what_follows_all_units_a_requirement_that_is_not_met_adds_nothing(
    needed: int, right: int, wrong: int
) -> None:
    """The sheet shows 8 for 1.1 (9 counts where it is met) and cannot know 1.2."""
    values = {"1.1": {"actual": 90, "target": 100, "self_score": 8}, "1.2": 5, "1.3": 5, "2": needed}
    assert named(NEEDING, values, {"1.1": 8, "1": right}) == []
    assert [one[0] for one in named(NEEDING, values, {"1.1": 8, "1": wrong})] == ["1"]


def test_a_sum_over_what_the_unit_was_not_assigned() -> None:
    values = {"1.1": 8, "2": 9}
    given: dict[str, Any] = {"targets": {("A", "1.2"): None}}
    rows: list[Row] = [("1", None, 20), ("1.1", "direct", 10), ("1.2", "direct", 10), ("2", "direct", 10)]
    assert named(rows, values, {"1.1": 8, "1": 8, "2": 9, "": 17}, **given) == []
    assert named(rows, values, {"1.1": 8, "1": 9, "2": 9, "": 18}, **given) == [("1", "9", "8", "1")]
    assert named(rows, values, {"1": 9}, as_text=True, **given) == []


def test_deductions_with_a_minus_among_what_follows_all_units() -> None:
    """Nothing but the sheet's own figures to go by, and its sum takes them off."""
    rows: list[Row] = [("1", None, 20), ("1.1", "direct", 10), ("1.2", "mean", 10)]
    rows.append(("1.3", "direct", 4, {"group": "deduction"}))
    values = {"1.1": 8, "1.2": 5, "1.3": 3}
    assert named(rows, values, {"1.3": -3, "1": 5}) == []
    assert named(rows, values, {"1.3": -3, "1": 11}) == []  # 8 − −3: the sheet's own formula
    assert [one[0] for one in named(rows, values, {"1.3": -3, "1": 8})] == ["1"]


def test_a_heading_without_a_figure_stands_for_what_is_under_it() -> None:
    rows: list[Row] = [("1", None, 20), ("1.1", None, 20), ("1.1.1", "direct", 10), ("1.1.2", "direct", 10)]
    assert named(rows, {"1.1.1": 4, "1.1.2": 6}, {"1": 10}) == []
    assert named(rows, {"1.1.1": 4, "1.1.2": 6}, {"1": 9}) == [("1", "9", "10", "-1")]
    among = [*rows[:3], ("1.1.2", "mean", 10)]
    assert named(among, {"1.1.1": 4, "1.1.2": 6}, {"1": 4}) == []
    assert [one[0] for one in named(among, {"1.1.1": 4, "1.1.2": 6}, {"1": 5})] == ["1"]


def test_a_sum_over_a_decided_score_goes_by_the_sheet_s_own_figures() -> None:
    agreed = cluster(*ROWS[:3])
    sent = submission(agreed, {"1.1": 8, "1.2": 7}, subtotals=(Subtotal("1.1", "G1", D(8)), Subtotal("1.2", "G2", D(7)),
                                                             Subtotal("1", "G3", D(15))))  # fmt: skip
    sent.entries["1.1"].decided = D(2)
    sent.entries["1.1"].decided_at = Place("decisions.xlsx", "Điều chỉnh", "C2")
    scored, problems = score_cluster(agreed, {"A": sent})
    assert scored.outcomes["A"]["1.1"].points == 200
    assert codes(problems) == []
    sent.subtotals = (*sent.subtotals[:2], Subtotal("1", "G3", D(9)))  # what counts, which the sheet cannot know
    [one] = score_cluster(agreed, {"A": sent})[1]
    assert dict(one.params) == {"shown": "9.00", "sum": "15.00", "gap": "-6.00"}


NEEDS: list[Row] = [
    ("1", None, 20),
    ("1.1", "direct", 10),
    ("1.2", "direct", 10, {"requires": "2"}),
    ("2", "direct", 5),
]


@pytest.mark.parametrize(("needed", "sums"), [(1, (17, 18)), (0, (8, 8))])
def test_a_requirement_that_is_not_met_takes_the_points_from_the_sum(needed: int, sums: tuple[int, int]) -> None:
    values = {"1.1": 8, "1.2": 9, "2": needed}
    shown = {"1.1": 8, "1.2": 9, "2": needed}
    assert named(NEEDS, values, {**shown, "1": sums[0], "": sums[1]}) == []
    assert [one[0] for one in named(NEEDS, values, {**shown, "1": sums[0] + 1, "": sums[1]})] == ["1", ""]


def test_a_row_that_shows_another_figure_than_its_points_may_enter_the_sum_with_either() -> None:
    rows: list[Row] = [("1", None, 20), ("1.1", "ratio", 10), ("1.2", "direct", 10)]
    values = {"1.1": {"actual": 90, "target": 100, "self_score": 8}, "1.2": 5}  # 9 counts, the sheet shows 8
    for total in (14, 13):
        assert named(rows, values, {"1.1": 8, "1.2": 5, "1": total, "": total}) == []
    assert named(rows, values, {"1.1": 8, "1.2": 5, "1": 12}) == [("1", "12", "14", "-2")]


def test_the_first_figure_shown_for_a_heading_is_the_one_above_it_goes_by() -> None:
    agreed = cluster(*ROWS)
    lines = (Subtotal("1", "G1", D(15)), Subtotal("1", "G2", D("15.5")), Subtotal("", "G3", D("16.5")))
    _, problems = score_cluster(agreed, {"A": submission(agreed, VALUES, subtotals=lines)})
    assert codes(problems) == [("subtotal-differs", "1", "G1")]


@pytest.mark.parametrize("shown", [3, 8])
def test_nothing_is_said_where_the_sheet_cannot_know_whether_a_typed_score_counts(shown: int) -> None:
    """cần of what the cluster computes, or of what was given in full: the sheet's own sum leaves the score out."""
    below: list[Row] = [("2", None, 20), ("2.1", "direct", 10, {"requires": "1"}), ("2.2", "direct", 10)]
    values = {"2.1": 5, "2.2": 3}
    assert named([("1", "mean", 10), *below], {"1": 1, **values}, {"2": shown}) == []
    full: list[Row] = [("1", "direct", 10, {"not_assigned": "full"}), *below]
    assert named(full, values, {"2": shown}, targets={("A", "1"): None}) == []
    assert named(full, {"1": 1, **values}, {"2": 3}) == [("2", "3", "8", "-5")]
