"""Which row is which criterion, and which column which field, however the sheet was changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from builders import HEADER, cluster, codes, issued, row_of, sheet, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.intake.layout import Layout, find_layout, issued_facts, title_value
from emulation_cli.spreadsheet.cells import Workbook

AGREED = cluster(
    ("1", None, 30),
    ("1.1", "direct", 10, {"text": "Ban hành kế hoạch"}),
    ("1.2", "count", 20, {"text": "Số sáng kiến", "points": 5}),
    ("2", "pass", 10, {"text": "Báo cáo đúng hạn"}),
)
PLAIN_HEADER = ("TT", "Nội dung tiêu chí", "Điểm tối đa", "Kết quả", "Điểm tự chấm")
PLAIN_ROWS = (
    ("1", "Tiêu chí số 1", 30, None, None),
    ("1", "Ban hành kế hoạch", 10, None, 9),
    ("2", "Số sáng kiến", 20, 3, 15),
    ("2", "Báo cáo đúng hạn", 10, "đạt", 10),
)


def laid_out(book: Workbook) -> tuple[Layout, list[tuple[str, str | None, str]]]:
    layout, problems = find_layout(book, AGREED.tree)
    assert layout is not None
    return layout, codes(problems)


def plain(
    rows: Sequence[Sequence[Any]], header: Sequence[Any] = PLAIN_HEADER, name: str = "Bảng chấm điểm"
) -> Workbook:
    return workbook(sheet(name, [header, *rows]))


def test_an_issued_sheet_is_known_by_its_hidden_column() -> None:
    layout, problems = laid_out(issued(AGREED, {}))
    assert problems == []
    assert layout.issued
    assert layout.rows == {one.path: row_of(AGREED, one.path) for one in AGREED.criteria}
    fields = ("path", "text", "actual", "self_score", "not_assigned", "appraised_score")
    assert [layout.columns[field] for field in fields] == [1, 3, 7, 8, 9, 13]


@given(st.permutations([one.path for one in AGREED.criteria]), st.sets(st.integers(0, 3)))
@settings(max_examples=30)
def test_rows_may_be_sorted_and_moved_apart(order: list[str], gaps: set[int]) -> None:
    rows: list[Sequence[Any]] = []
    for place, path in enumerate(order):
        rows += [[None, None, "Ghi chú"]] * (place in gaps)
        rows.append([path, None, AGREED.tree.by_path[path].text, AGREED.tree.by_path[path].maximum])
    layout, problems = laid_out(workbook(sheet("Bảng chấm điểm", [HEADER, *rows])))
    assert problems == []
    assert {path: rows[row - 2][0] for path, row in layout.rows.items()} == {path: path for path in order}


def test_columns_may_stand_in_any_order() -> None:
    header = ("Điểm tự chấm", "Kết quả", "_path", "Điểm tối đa", "Nội dung tiêu chí")
    layout, _ = laid_out(workbook(sheet("Bảng chấm điểm", [header, [9, None, "1.1", 10, "Ban hành kế hoạch"]])))
    assert (layout.columns, layout.rows) == (
        {"self_score": 1, "actual": 2, "path": 3, "maximum": 4, "text": 5},
        {"1.1": 2},
    )


def test_a_row_that_was_copied_counts_once_and_is_an_error() -> None:
    book = issued(AGREED, {})
    last = 8 + len(AGREED.criteria)
    book.sheets[0].cells |= sheet("x", [["1.1", None, "Ban hành kế hoạch", 10, None, None, None, 9]], last).cells
    layout, problems = laid_out(book)
    assert layout.rows["1.1"] == row_of(AGREED, "1.1")
    assert problems == [("row-repeated", "1.1", f"{last}:{last}")]


def test_a_row_of_another_table_is_named() -> None:
    book = issued(AGREED, {})
    last = 8 + len(AGREED.criteria)
    book.sheets[0].cells |= sheet("x", [["9.9", None, "Tiêu chí năm ngoái", 10]], last).cells
    assert laid_out(book)[1] == [("row-unknown", None, f"A{last}")]


@pytest.mark.parametrize("place", [0, 2, len(AGREED.criteria)])
def test_a_score_in_a_row_of_no_criterion_is_not_overlooked(place: int) -> None:
    """Inserted above, between or behind the criteria."""
    rows: list[Sequence[Any]] = [[one.path, None, one.text, one.maximum] for one in AGREED.criteria]
    rows.append([None, None, "Tổng cộng", 40, None, None, None, 35])
    rows.insert(place, [None, None, "Sáng kiến thêm", 5, None, None, None, 5])
    layout, _ = laid_out(workbook(sheet("Bảng chấm điểm", [HEADER, *rows])))
    assert layout.unmatched == [place + 2]


def test_the_total_and_signatures_are_not_taken_for_criteria() -> None:
    book = issued(AGREED, {})
    last = 8 + len(AGREED.criteria)
    below = [[None, None, "Tổng cộng", 40, *[None] * 3, 30], [], [None, None, "Thủ trưởng đơn vị"]]
    book.sheets[0].cells |= sheet("x", below, last).cells
    layout, problems = laid_out(book)
    assert (layout.unmatched, layout.total_row, problems) == ([], last, [])
    assert laid_out(issued(AGREED, {}))[0].total_row == 0


def test_the_sheet_of_the_agreed_name_comes_first_then_any_with_such_a_table() -> None:
    other = issued(AGREED, {}).sheets[0]
    other.name = "Năm ngoái"
    named = issued(AGREED, {}).sheets[0]
    assert laid_out(workbook(other, named))[0].sheet is named
    assert laid_out(workbook(sheet("Kết quả nổi bật", [["Lĩnh vực", "Nội dung"]]), other))[0].sheet is other
    hidden, shown = issued(AGREED, {}).sheets[0], issued(AGREED, {}).sheets[0]
    hidden.name, hidden.state, shown.name = "Trang 1", "hidden", "Trang 2"
    assert laid_out(workbook(hidden, shown))[0].sheet is shown


def test_a_workbook_without_a_table_is_said_to_have_none() -> None:
    for book in (workbook(sheet("Trang 1", [["a", "b"]])), workbook(sheet("Trang 1", [])), workbook()):
        layout, problems = find_layout(book, AGREED.tree)
        assert (layout, [code for code, _, _ in codes(problems)]) == (None, ["table-not-found"])


def test_a_table_that_the_tool_did_not_issue_is_read_and_said_to_be_one() -> None:
    layout, problems = laid_out(plain(PLAIN_ROWS))
    assert (layout.issued, layout.unmatched) == (False, [])
    assert layout.rows == {"1": 2, "1.1": 3, "1.2": 4, "2": 5}
    assert [code for code, _, _ in problems] == ["table-not-issued"]


def test_a_table_of_other_criteria_is_not_read() -> None:
    layout, problems = find_layout(plain([("1", "Việc khác", 5, None, 5)]), AGREED.tree)
    assert (layout, [code for code, _, _ in codes(problems)]) == (None, ["table-of-other-criteria"])


def test_a_score_beside_a_text_of_no_criterion_is_not_overlooked() -> None:
    layout, _ = laid_out(plain([*PLAIN_ROWS, ("3", "Việc khác", 5, None, 5), ("", "Ghi chú", None, None, None)]))
    assert layout.unmatched == [6]


def test_what_an_issued_sheet_says_of_itself() -> None:
    facts = issued_facts(issued(AGREED, {}, unit="A"))
    assert (facts["unit"], facts["period"]) == ("A", "6 tháng đầu năm 2026")
    assert facts["digest"] == AGREED.tree.digest
    assert issued_facts(plain(PLAIN_ROWS)) == {}


def test_the_value_of_a_title_line_stands_in_the_next_cell() -> None:
    title = [["CỤM SỐ 2"], ["Đã thẩm định:", None, "x"], ["Người thẩm định", "Ngày thẩm định", "20/6/2026"]]
    layout, _ = laid_out(issued(AGREED, {}, title=title))
    assert title_value(layout, "appraised_mark") == "x"
    assert title_value(layout, "appraiser") == ""  # the next label is no value
    assert title_value(layout, "appraised_on") == "20/6/2026"
    assert title_value(laid_out(issued(AGREED, {}))[0], "appraiser") == ""
