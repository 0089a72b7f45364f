"""The sheet Tiêu chí: levels, maxima, groups, kinds in the tree, conditions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from definitions import CRITERIA_HEADER, Rows, criteria, definition, found, load, only, params, said, setting
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.references import References, cycles
from emulation_cli.cluster.slips import Slip
from emulation_cli.labels import key_of

INSIDE = setting(["Điểm thưởng trong thang", "có"])


def cells(rows: Rows, **more: Rows) -> list[tuple[str, str]]:
    """(code, cell) of every finding in the sheet."""
    return [(code, cell) for code, sheet, cell in found(definition(criteria=rows, **more)) if sheet == "Tiêu chí"]


# --- levels ---


def test_path_is_the_place_in_the_tree() -> None:
    rows = criteria(
        [1, "I", "a", 6],
        [2, "1.", "b", 6],
        [3, "đ)", "c", 1],
        [3, "đ)", "d", 5],
        ["1", "II", "e", 4],
        [2, 1, "f", 4],
    )
    read = load(definition(criteria=rows)).criteria
    assert [(one.path, one.level, one.label) for one in read] == [
        ("1", 1, "I"),
        ("1.1", 2, "1."),
        ("1.1.1", 3, "đ)"),
        ("1.1.2", 3, "đ)"),
        ("2", 1, "II"),
        ("2.1", 2, "1"),
    ]


def test_level_that_skips_is_named_once() -> None:
    rows = criteria([1, "I", "a", 30], [3, "1", "b", 10], [3, "2", "c", 10], [2, "3", "d", 10])
    one = only(definition(criteria=rows))
    assert said(one) == ("level-jump", "A3")
    assert params(one) == {"level": "3", "above": "1"}


def test_first_row_must_be_level_one() -> None:
    assert cells(criteria([2, "1", "b", 10], [1, "I", "a", 10])) == [("level-jump", "A2")]


@pytest.mark.parametrize(("level", "code"), [("1,5", "level"), (0, "level"), ("II", "not-a-number"), (-1, "level")])
def test_level_that_is_none(level: Any, code: str) -> None:
    rows = criteria([1, "I", "a", 30], [2, 1, "b", 10], [level, 2, "c", 10], [2, 3, "d", 10])
    assert cells(rows) == [(code, "A4")]


def test_row_without_level_is_one_finding() -> None:
    """Neither the sum, nor the leaf that was a parent, nor the jump behind it are judged around it."""
    rows = criteria([1, "I", "a", 20], [2, 1, "b"], [None, None, "Ghi chú về mục này"], [3, "a", "c", 20])
    one = only(definition(criteria=rows))
    assert (said(one), params(one)["written"]) == (("row-without-level", "A4"), "Ghi chú về mục này")


def test_lost_section_is_one_finding() -> None:
    rows = criteria([1, "I", "a", 10], [2, 1, "b", 10], [None, "II", "c", 90], [2, 1, "d", 90])
    assert cells(rows) == [("row-without-level", "A4")]


def test_slip_in_one_section_hides_nothing_in_another() -> None:
    rows = criteria([1, "I", "a", 10], [None, 1, "b", 10], [1, "II", "c", 90], [2, 1, "d", 80])
    assert cells(rows) == [("row-without-level", "A3"), ("sum", "D4")]


def test_blank_rows_and_rows_of_own_columns_are_nothing() -> None:
    rows = [[*CRITERIA_HEADER, "Riêng"], [1, "I", "a", 10], [], ["", None, " "], [*[None] * 11, "x"], [1, "II", "b", 5]]
    assert cells(rows) == [("extra-column", "L1")]


def test_text_is_needed() -> None:
    assert cells(criteria([1, "I", None, 10])) == [("cell-missing", "C2")]


def test_no_criteria() -> None:
    assert cells(criteria()) == [("no-criteria", "")]


# --- maxima ---


def test_sum_names_both_numbers() -> None:
    one = only(definition(criteria=criteria([1, "I", "a", 30], [2, 1, "b", 10], [2, 2, "c", "19,5"])))
    assert said(one) == ("sum", "D2")
    assert params(one) == {"stated": "30", "sum": "29.5", "gap": "0.5"}
    assert one.criterion == "1"


def test_sum_is_exact() -> None:
    """0.1 + 0.2 is 0.3, which it is not in floats."""
    rows = criteria([1, "I", "a", Decimal("0.3")], [2, 1, "b", 0.1], [2, 2, "c", 0.2])
    assert load(definition(criteria=rows)).criteria[0].maximum == Decimal("0.3")


def test_slip_deep_down_is_named_once() -> None:
    """The parents are judged by what their children state, so a wrong leaf shows at its own parent only."""
    rows = criteria([1, "I", "a", 20], [2, 1, "b", 20], [3, 1, "c", 20], [4, 1, "d", 19])
    assert cells(rows) == [("sum", "D4")]


def test_empty_parent_takes_the_sum() -> None:
    rows = criteria([1, "I", "a"], [2, 1, "b"], [3, 1, "c", 3], [3, 2, "d", 4], [2, 2, "e", 5])
    assert [one.maximum for one in load(definition(criteria=rows)).criteria] == [12, 7, 3, 4, 5]


def test_unreadable_leaf_leaves_the_sum_alone() -> None:
    assert cells(criteria([1, "I", "a", 30], [2, 1, "b", "mười"], [2, 2, "c", 10])) == [("not-a-number", "D3")]


def test_leaf_without_maximum() -> None:
    assert cells(criteria([1, "I", "a", 30], [2, 1, "b"], [2, 2, "c", 10])) == [("leaf-without-maximum", "D3")]


def test_maximum_of_zero_warns_where_it_counts() -> None:
    rows = criteria([1, "I", "a", 10], [2, 1, "b", 0], [2, 2, "c", 10], [2, 3, "d", 0, "không tính"])
    one = only(definition(criteria=rows))
    assert (said(one), one.severity.value) == (("maximum-zero", "D3"), "warning")


def test_nothing_to_score() -> None:
    assert cells(criteria([1, "I", "Thưởng", 10, "thưởng"])) == [("nothing-to-score", "")]


def test_deductions_with_or_without_a_minus() -> None:
    rows = criteria([1, "I", "a", 10], [1, "II", "Trừ", -5, "trừ"], [2, 1, "b", "−3"], [2, 2, "c", 4])
    assert [one.maximum for one in load(definition(criteria=rows)).criteria] == [10, 5, 3, 4]


@pytest.mark.parametrize("group", [None, "thưởng", "không tính"])
def test_negative_elsewhere(group: str | None) -> None:
    assert cells(criteria([1, "I", "a", 10], [1, "II", "b", -5, group])) == [("number-negative", "D3")]


def test_more_decimals_than_the_cluster_has() -> None:
    rows = criteria([1, "I", "a", "0,25"])
    assert cells(rows, cluster=setting(["Số chữ số thập phân", 1])) == [("too-many-decimals", "D2")]
    assert cells(rows, cluster=setting(["Số chữ số thập phân", 9])) == []


# --- groups ---


def test_group_is_inherited() -> None:
    rows = criteria(
        [1, "I", "a", 10],
        [1, "II", "Thưởng", None, "thưởng"],
        [2, 1, "b", 3],
        [2, 2, "c", 2, "không tính"],
        [1, "III", "Trừ", 4, "trừ"],
        [2, 1, "d", 4],
    )
    read = load(definition(criteria=rows)).criteria
    assert [str(one.group) for one in read] == ["standard", "bonus", "bonus", "uncounted", "deduction", "deduction"]


def test_ceilings_are_not_sums() -> None:
    """A bonus or deduction parent may hold more than its ceiling; an empty one has none."""
    rows = criteria(
        [1, "I", "a", 10],
        [1, "II", "Thưởng", 3, "thưởng"],
        [2, 1, "b", 3],
        [2, 2, "c", 2],
        [1, "III", "Trừ", None, "trừ"],
        [2, 1, "d", 9],
    )
    assert [one.maximum for one in load(definition(criteria=rows)).criteria] == [10, 3, 3, 2, None, 9]


MIXED = [[2, 1, "b", 10], [2, 2, "c", 5, "thưởng"], [2, 3, "d", 2, "trừ"], [2, 4, "e", 1, "không tính"]]


@pytest.mark.parametrize(("cluster", "total"), [(None, 10), (INSIDE, 15)])
def test_what_a_standard_parent_adds_up(cluster: Rows | None, total: int) -> None:
    more = {"cluster": cluster} if cluster else {}
    assert cells(criteria([1, "I", "a", total], *MIXED), **more) == []
    rows = criteria([1, "I", "a", total + 1], *MIXED)
    one = only(definition(criteria=rows, **more))
    assert (said(one), params(one)["sum"]) == (("sum", "D2"), str(total))


def test_bonus_parent_counts_by_its_ceiling_inside_the_scale() -> None:
    bonus = [[2, 2, "Thưởng", 4, "thưởng"], [3, 1, "c", 3], [3, 2, "d", 3]]
    assert cells(criteria([1, "I", "a", 14], [2, 1, "b", 10], *bonus), cluster=INSIDE) == []
    bonus[0][3] = None
    assert cells(criteria([1, "I", "a", 16], [2, 1, "b", 10], *bonus), cluster=INSIDE) == []


def test_unreadable_scale_setting_leaves_sums_with_bonus_alone() -> None:
    unsure = setting(["Điểm thưởng trong thang", "tùy"])
    assert cells(criteria([1, "I", "a", 14], [2, 1, "b", 10], [2, 2, "c", 4, "thưởng"]), cluster=unsure) == []


def test_unreadable_group_leaves_the_sum_alone() -> None:
    assert cells(criteria([1, "I", "a", 14], [2, 1, "b", 10], [2, 2, "c", 3, "cộng"])) == [("unknown-value", "E4")]


@pytest.mark.parametrize("group", ["thưởng", "trừ", "không tính"])
def test_counted_child_under_another_group(group: str) -> None:
    rows = criteria([1, "I", "a", 10], [1, "II", "b", 5, group], [2, 1, "c", 5, "chuẩn"])
    one = only(definition(criteria=rows))
    assert (said(one), params(one)["above"]) == (("group-clash", "E4"), "C3")


# --- kinds in the tree ---


def test_leaf_without_kind_is_direct_and_parent_has_none() -> None:
    read = load(definition(criteria=criteria([1, "I", "a", 5], [2, 1, "b", 5]))).criteria
    assert [one.kind for one in read] == [None, Kind.DIRECT]


def test_kind_on_a_parent() -> None:
    rows = criteria([1, "I", "a", 5, None, "trực tiếp", "điểm=1"], [2, 1, "b", 5])
    assert cells(rows) == [("kind-on-parent", "F2")]


def test_unknown_kind_names_the_nearest_and_leaves_its_parameters_alone() -> None:
    one = only(definition(criteria=criteria([1, "I", "a", 5, None, "theo lân", "điểm=1"])))
    assert said(one) == ("unknown-value", "F2")
    assert params(one)["near"] == "theo lần"


def test_count_down_among_deductions() -> None:
    """max − count × điểm as a deduction would punish the unit that did nothing wrong."""
    rows = [[1, "II", "Trừ", 5, "trừ", "trừ theo lần", "điểm=1"], [1, "III", "b", 5, None, "trừ theo lần", "điểm=1"]]
    assert cells(criteria([1, "I", "a", 5], *rows)) == [("count-down-deduction", "F3")]


@pytest.mark.parametrize(("kind", "parameters"), [("dẫn đầu", None), ("so trung bình", "ngược"), ("dẫn đầu", "cần=2")])
def test_kinds_that_follow_the_cluster(kind: str, parameters: str | None) -> None:
    rows = criteria([1, "I", "a", 5, None, kind, parameters], [1, "II", "b", 5])
    assert load(definition(criteria=rows)).criteria[0].kind == key_of("kind", kind)


def test_a_leader_is_never_reversed() -> None:
    assert cells(criteria([1, "I", "a", 5, None, "dẫn đầu", "ngược"])) == [("parameter-unfit", "G2")]


def test_choice_is_worth_its_best_child() -> None:
    children = [[2, "a", "b", 10], [2, "b", "c", 6]]
    assert cells(criteria([1, "I", "a", 10, None, "chọn một"], *children)) == []
    wrong = definition(criteria=criteria([1, "I", "a", 16, None, "chọn một"], *children))
    assert [(code, cell) for code, _, cell in found(wrong)] == [("best", "D2")]


def test_choice_without_children() -> None:
    assert cells(criteria([1, "I", "a", 10, None, "chọn một"])) == [("choice-without-children", "F2")]


def test_evidence() -> None:
    rows = criteria([1, "I", "a", 5, *[None] * 5, "BẮT BUỘC"], [1, "II", "b", 5])
    assert [one.evidence_required for one in load(definition(criteria=rows)).criteria] == [True, False]
    assert cells(criteria([1, "I", "a", 5, *[None] * 5, "x"])) == [("unknown-value", "J2")]


def test_texts_keep_their_lines() -> None:
    rows = criteria([1, "I", "Một\r\nhai ", 5, None, None, None, " lần ", "Chấm:\n- a\n- b", None, "ghi\nchú"])
    one = load(definition(criteria=rows)).criteria[0]
    assert (one.text, one.measure, one.guidance, one.note) == ("Một\nhai", "lần", "Chấm:\n- a\n- b", "ghi\nchú")


# --- cần ---

TREE = [
    [1, "I", "a", 20],
    [2, "1", "b", 10],
    [2, "2", "c", 10],
    [1, "II", "d", 20],
    [2, "1", "e", 10],
    [3, "a)", "f", 4],
    [3, "g)", "g", 6],
    [2, "1", "h", 10],
]


def requiring(**conditions: str) -> Rows:
    """TREE with cần=… in the rows named r3, r4…"""
    rows = [list(row) for row in TREE]
    for name, written in conditions.items():
        rows[int(name[1:]) - 2] += [None] * (6 - len(rows[int(name[1:]) - 2])) + [f"cần={written}"]
    return criteria(*rows)


@pytest.mark.parametrize(
    ("written", "path"),
    [("1.2", "1.2"), ("I.2", "1.2"), ("ii.1.g", "2.1.2"), ("II. 1. g)", "2.1.2"), ("2.1", "2.1"), ("II", "2")],
)
def test_condition_by_path_or_labels(written: str, path: str) -> None:
    cluster = cells_read(requiring(r3=written))
    assert cluster[1].parameters.requires == path


def cells_read(rows: Rows) -> tuple[Criterion, ...]:
    return load(definition(criteria=rows)).criteria


def test_condition_on_what_is_not_there() -> None:
    one = only(definition(criteria=requiring(r3="II.1.h")))
    assert said(one) == ("unknown-criterion", "G3")
    assert params(one)["near"] in ("II.1", "II.1.a", "II.1.g")


def test_condition_by_labels_that_two_have() -> None:
    """II.1 is printed twice."""
    one = only(definition(criteria=requiring(r3="II.1")))
    assert (said(one), params(one)["paths"]) == (("criterion-ambiguous", "G3"), "2.1, 2.2")


def test_path_wins_over_labels_with_a_warning() -> None:
    rows = criteria([1, "2", "a", 5], [1, "1", "b", 5], [1, "3", "c", 5, None, None, "cần=1"])
    one = only(definition(criteria=rows))
    assert (said(one), one.severity.value) == (("path-and-label", "G4"), "warning")
    assert params(one) == {"written": "1", "taken": "1 a", "other": "2 b"}


def test_condition_on_itself() -> None:
    assert cells(requiring(r3="1.1")) == [("requires-itself", "G3")]


def test_conditions_in_a_circle() -> None:
    one = only(definition(criteria=requiring(r3="1.2", r4="2.2", r9="1.1")))
    assert (said(one), params(one)["paths"]) == (("requires-circle", "G3"), "1.1 → 1.2 → 2.2 → 1.1")


def test_condition_on_what_holds_the_criterion_is_a_circle() -> None:
    assert cells(requiring(r8="2")) == [("requires-circle", "G8")]
    assert cells(requiring(r7="II.1.g", r8="2")) == [("requires-circle", "G7")]


def test_chain_of_conditions_is_sound() -> None:
    read = cells_read(requiring(r3="1.2", r4="2.1", r9="1.1"))
    assert [one.parameters.requires for one in read if one.parameters.requires] == ["1.2", "2.1", "1.1"]


def test_conditions_are_not_judged_where_rows_are_missing() -> None:
    rows = requiring(r3="2.3")
    rows = [*rows, [None, None, "lạc"], [2, "2", "i", 5, None, None, "cần=9.9"]]
    assert cells(rows) == [("row-without-level", "A10")]


def test_cycles_alone() -> None:
    assert cycles({"a": "b", "b": "c"}, {}) == []
    assert cycles({"a": "b", "b": "a", "c": "a"}, {}) == [("a", "b")]
    assert cycles({"p.1": "q", "q.1": "p"}, {"p": ["p.1"], "q": ["q.1"]}) == [("p.1", "q.1")]


def test_labels_printed_in_full() -> None:
    made = [Criterion(path, 1, label, "", None) for path, label in (("1", "5."), ("1.1", "5.1"), ("1.2", "5.10"))]
    references = References(Tree(made))
    assert references.path_of("5.10") == "1.2"
    assert isinstance(references.path_of("5.2"), Slip)


# --- any sound table loads ---


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Any]], list[Decimal]]:
    """Rows of a random tree with exact sums in its parents, and the maxima of its leaves."""
    leaves: list[Decimal] = []
    rows: list[list[Any]] = []

    def grow(level: int) -> Decimal:
        row: list[Any] = [level, str(len(rows) + 1), f"Việc {len(rows)}", None]
        rows.append(row)
        below = draw(st.integers(0, 3)) if level < 5 and len(rows) < 60 else 0
        if below:
            total = sum((grow(level + 1) for _ in range(below)), Decimal(0))
        else:
            total = Decimal(draw(st.integers(1, 5000))).scaleb(-2)
            leaves.append(total)
        row[3] = draw(st.sampled_from([total, str(total).replace(".", ","), float(total)]))
        if below and draw(st.booleans()):
            row[3] = None
        return total

    for _ in range(draw(st.integers(1, 4))):
        grow(1)
    return rows, leaves


@settings(max_examples=60, deadline=None)
@given(tables())
def test_random_sound_table_loads_and_its_leaves_are_the_total(table: tuple[list[list[Any]], list[Decimal]]) -> None:
    rows, leaves = table
    tree = load(definition(criteria=criteria(*rows))).tree
    assert [leaf.maximum for leaf in tree.leaves] == leaves
    assert sum(section.maximum or 0 for section in tree.sections) == sum(leaves)
    assert [one.level for one in tree.criteria] == [row[0] for row in rows]
    assert all(one.group is Group.STANDARD for one in tree.criteria)


@settings(max_examples=40, deadline=None)
@given(tables(), st.data())
def test_any_wrong_parent_is_named(table: tuple[list[list[Any]], list[Decimal]], data: st.DataObject) -> None:
    rows = [row for row in table[0] if row[3] is not None]
    parents = [row for row, after in zip(table[0], table[0][1:], strict=False) if after[0] > row[0] and row in rows]
    if not parents:
        return
    wrong = data.draw(st.sampled_from(parents))
    number = table[0].index(wrong) + 2
    wrong[3] = Decimal("99999.99")
    assert ("sum", "Tiêu chí", f"D{number}") in found(definition(criteria=criteria(*table[0])))
