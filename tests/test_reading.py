"""From a sheet's cells to entries: each value where it belongs, each oddity named at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import (
    BLANK,
    PERCENT,
    UNREADABLE,
    cluster,
    codes,
    error_cell,
    formula_cell,
    issued,
    row_of,
    sheet,
    styled,
    uncalculated,
)

from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.sheet import Form
from emulation_cli.intake.layout import find_layout
from emulation_cli.intake.reading import read_entries, read_subtotals
from emulation_cli.intake.submission import Entry, Subtotal
from emulation_cli.spreadsheet.workbook import read_workbook

D = Decimal
AGREED = cluster(
    ("1", None, 50),
    ("1.1", "direct", 20),
    ("1.2", "pass", 10),
    ("1.3", "ratio", 10, {"measure": "%"}),
    ("1.4", "count", 10, {"points": 2}),
    ("2", None, 10, {"group": "deduction"}),
    ("2.1", "direct", 10),
    ("3", "leader", 10),
)


def read(
    values: Mapping[str, Mapping[str, Any]], agreed: Cluster = AGREED
) -> tuple[dict[str, Entry], list[tuple[str, str | None, str]]]:
    book = issued(agreed, values)
    layout, problems = find_layout(book, agreed.tree)
    assert layout is not None
    entries, found = read_entries(book, layout, agreed, "A")
    return entries, codes([*problems, *found])


def test_every_field_is_read_where_it_stands() -> None:
    entries, problems = read(
        {
            "1.1": {"self_score": D("9.5"), "evidence": " QĐ 12 ", "explanation": "vì", "appraised_score": 9,
                    "appraised_opinion": "đúng"},
            "1.2": {"actual": "đạt", "appraised_actual": "không", "not_assigned": "x"},
            "1.3": {"target": 95, "actual": "90%", "appraised_actual": "85%"},
        }
    )  # fmt: skip
    assert problems == []
    assert entries["1.1"] == Entry(
        "1.1",
        row_of(AGREED, "1.1"),
        self_score=D("9.5"),
        evidence="QĐ 12",
        explanation="vì",
        appraised_score=D(9),
        appraised_opinion="đúng",
    )
    row = row_of(AGREED, "1.2")
    assert entries["1.2"] == Entry("1.2", row, actual=D(1), appraised_actual=D(0), not_assigned=True)
    row = row_of(AGREED, "1.3")
    assert entries["1.3"] == Entry("1.3", row, target=D(95), actual=D(90), appraised_actual=D(85))


def test_a_sheet_with_every_cell_blank_has_blank_entries_and_no_zero() -> None:
    entries, problems = read({})
    assert problems == []
    assert entries == {leaf.path: Entry(leaf.path, row_of(AGREED, leaf.path)) for leaf in AGREED.tree.leaves}
    assert {getattr(one, field) for one in entries.values() for field in ("actual", "self_score", "target")} == {BLANK}


@pytest.mark.parametrize(
    ("path", "field", "value", "code"),
    [
        ("1.1", "self_score", "9,5 điểm", "number-as-text"),
        ("1.1", "self_score", "mười", "number-unreadable"),
        ("1.1", "self_score", "90%", "number-is-percent"),
        ("1.1", "self_score", "8/10", "number-over-other"),
        ("1.1", "self_score", "20⁷", "number-footnote"),
        ("1.1", "self_score", "1.250", "number-ambiguous"),
        ("1.1", "self_score", True, "number-unreadable"),
        ("1.1", "self_score", error_cell("#REF!"), "cell-error"),
        ("1.1", "self_score", uncalculated("5+4"), "formula-not-calculated"),
        ("1.1", "appraised_score", "x", "number-unreadable"),
        ("1.2", "actual", "một phần", "answer-unreadable"),
        ("1.2", "appraised_actual", "một phần", "answer-unreadable"),
        ("1.3", "actual", D("0.95"), "percent-as-fraction"),
        ("1.3", "target", "0,95", "percent-as-fraction"),
        ("1.4", "actual", styled(D("0.5"), PERCENT), "number-is-percent"),
        ("1.4", "actual", "1,250", "number-three-decimals"),
        ("1.4", "not_assigned", "đang hỏi", "tick-unreadable"),
        ("1.4", "not_assigned", uncalculated("A1"), "tick-unreadable"),
    ],
)
def test_what_must_be_said_is_said_at_the_cell(path: str, field: str, value: Any, code: str) -> None:
    letter = "ABCDEFGHIJKLMN"[
        ("path", "label", "text", "maximum", "measure", "target", "actual", "self_score", "not_assigned", "evidence",
         "explanation", "appraised_actual", "appraised_score").index(field)
    ]  # fmt: skip
    assert read({path: {field: value}})[1] == [(code, path, f"{letter}{row_of(AGREED, path)}")]


def test_an_unreadable_cell_is_never_zero() -> None:
    entries, _ = read({"1.1": {"self_score": "mười"}, "1.4": {"actual": error_cell("#N/A")}})
    assert entries["1.1"].self_score is UNREADABLE
    assert entries["1.4"].actual is UNREADABLE


def test_a_minus_before_a_deduction_reads_the_same() -> None:
    entries, problems = read({"2.1": {"self_score": -3, "appraised_score": "-2", "maximum": -10}})
    assert (entries["2.1"].self_score, entries["2.1"].appraised_score) == (D(3), D(2))
    assert [code for code, _, _ in problems] == ["number-as-text"]
    entries, _ = read({"1.1": {"self_score": -3}})
    assert entries["1.1"].self_score == D(-3)


def test_no_refuses_one_of_several_and_is_no_number_elsewhere() -> None:
    agreed = cluster(
        ("1", "choice", 10),
        ("1.1", "direct", 10),
        ("1.2", "count", 6, {"points": 2}),
        ("1.3", None, 8),
        ("1.3.1", "ratio", 8),
        ("1.4", "count_down", 4, {"points": 1}),  # no slips at all would be 4 points
        ("1.5", "ratio", 4, {"less_is_better": True}),  # and so would be 0 of what is unwelcome
        ("2", "direct", 5),
    )
    said = {path: {"actual": "Không"} for path in ("1.2", "1.3.1", "1.4", "1.5")}
    entries, problems = read({**said, "1.1": {"self_score": "không"}, "2": {"self_score": "không"}}, agreed)
    assert entries["1.1"].self_score == entries["1.2"].actual == entries["1.3.1"].actual == D(0)
    wanted = [("number-unreadable", path, f"{column}{row_of(agreed, path)}") for path, column in
              (("1.4", "G"), ("1.5", "G"), ("2", "H"))]  # fmt: skip
    assert problems == wanted


def test_the_sheet_s_own_formula_is_kept_only_to_compare() -> None:
    values = {"1.4": {"actual": 3, "self_score": formula_cell("MIN(10,G11*2)", 6)}}
    assert read(values)[0]["1.4"].self_score == D(6)
    for value in ("", "chưa đủ"):
        assert read({"1.4": {"actual": 3, "self_score": formula_cell("x", value)}}) == read({"1.4": {"actual": 3}})
    assert read({"1.4": {"actual": 3, "self_score": error_cell_with_formula()}}) == read({"1.4": {"actual": 3}})


def error_cell_with_formula() -> Any:
    made = error_cell("#VALUE!")
    made.formula = "G11*2"
    return made


@pytest.mark.parametrize("stale", [0, 6])
@pytest.mark.parametrize("actual", [None, "", " "])
def test_a_figure_left_in_the_sheet_s_formula_is_no_typed_score(stale: int, actual: str | None) -> None:
    """Deleting the result in a program that does not recalculate leaves the old figure; nobody typed it."""
    entries, problems = read({"1.4": {"actual": actual, "self_score": formula_cell("MIN(10,G11*2)", stale)}})
    assert (entries["1.4"].self_score, entries["1.4"].actual, problems) == (BLANK, BLANK, [])


def test_a_typed_score_without_a_formula_is_kept() -> None:
    assert read({"1.4": {"self_score": 6}})[0]["1.4"].self_score == D(6)


def test_a_formula_that_a_person_wrote_for_a_typed_score_counts() -> None:
    assert read({"1.1": {"self_score": formula_cell("4+4.5", "8.5")}})[0]["1.1"].self_score == D("8.5")


def test_what_the_cluster_computes_is_blank_whatever_the_sheet_writes_there() -> None:
    entries, problems = read({"3": {"self_score": "cụm tính"}})
    assert (entries["3"].self_score, problems) == (BLANK, [])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_so_is_what_needs_a_criterion_that_the_cluster_computes(tmp_path: Path, language: str) -> None:
    """An issued sheet writes 'cụm tính' there too; as it went out it has nothing that cannot be read."""
    agreed = cluster(("1", "leader", 10), ("2", "pass", 10, {"requires": "1"}), ("3", "direct", 10))
    file = tmp_path / "A.xlsx"
    Form(agreed, language=language).write(file, agreed.units[0])
    book, _ = read_workbook(file, "A.xlsx")
    assert book is not None
    layout, _ = find_layout(book, agreed.tree)
    assert layout is not None
    entries, found = read_entries(book, layout, agreed, "A")
    assert ({path: one.self_score for path, one in entries.items()}, found) == (dict.fromkeys("123", BLANK), [])
    assert read({"1.1": {"self_score": "cụm chấm"}})[1][0][:2] == ("number-unreadable", "1.1")


@pytest.mark.parametrize("value", [25, "25", "hai mươi", "20⁷", "9,5", error_cell("#REF!"), uncalculated("A1")])
def test_a_maximum_that_was_changed_is_an_error_whatever_stands_there(value: Any) -> None:
    agreed = [code for code, _, _ in read({"1.1": {"maximum": value}})[1]]
    assert agreed == ["maximum-changed"]


@pytest.mark.parametrize("value", [20, "20", "20,0", D("20.00"), None, ""])
def test_the_agreed_maximum_may_be_written_in_any_way(value: Any) -> None:
    assert read({"1.1": {"maximum": value}})[1] == []


def test_another_text_is_an_error_and_another_spelling_is_not() -> None:
    place = f"C{row_of(AGREED, '1.1')}"
    assert read({"1.1": {"text": "Tiêu chí số 7"}})[1] == [("text-changed", "1.1", place)]
    assert read({"1.1": {"text": "TIÊU CHÍ  số 1.1 "}})[1] == []


def test_criteria_without_a_row_have_no_entry() -> None:
    book = issued(AGREED, {})
    table = book.sheets[0]
    for column in range(1, 15):
        table.cells.pop((row_of(AGREED, "1.2"), column), None)
    layout, _ = find_layout(book, AGREED.tree)
    assert layout is not None
    assert "1.2" not in read_entries(book, layout, AGREED, "A")[0]


def test_subtotals_are_what_the_sheet_shows_for_headings_and_the_total() -> None:
    last = 8 + len(AGREED.criteria)
    shown = {"1": {"self_score": formula_cell("SUM(H9:H12)", 31)}, "2": {"self_score": "x"}}
    expected = [Subtotal("1", "H8", D(31)), Subtotal("", f"H{last}", D("31.5"))]
    for below, subtotals in (([], expected[:1]), ([[None, None, "TỔNG CỘNG", 100, *[None] * 3, "31,5"]], expected)):
        book = issued(AGREED, shown)
        book.sheets[0].cells |= sheet("x", below, first_row=last).cells
        layout, _ = find_layout(book, AGREED.tree)
        assert layout is not None
        assert list(read_subtotals(book, layout, AGREED.tree)) == subtotals
