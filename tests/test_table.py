"""Headers found by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet
from emulation_cli.spreadsheet.table import Header, find_header, heading
from emulation_cli.text import fold

WANTED = {
    "label": [fold("TT"), fold("STT")],
    "text": [fold("Nội dung tiêu chí"), fold("Tiêu chí")],
    "maximum": [fold("Điểm tối đa"), fold("Điểm chuẩn")],
    "actual": [fold("Kết quả"), fold("Kết quả thực hiện")],
    "self_score": [fold("Điểm tự chấm"), fold("Tự chấm"), fold("Đơn vị tự chấm")],
    "appraised_actual": [fold("Kết quả thẩm định")],
    "appraised_score": [fold("Điểm thẩm định"), fold("Thẩm định")],
}
REQUIRED = ("text", "maximum", "self_score")


def sheet(*rows: Sequence[str | int], merges: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    """A sheet of these rows from row 1; '' is an empty cell."""
    cells = {
        (row, column): Cell(row, column, Kind.TEXT if isinstance(value, str) else Kind.NUMBER, str(value))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value != ""
    }
    return Sheet("S", cells=cells, merges=list(merges))


def find(made: Sheet) -> Header:
    header = find_header(made, WANTED, REQUIRED)
    assert header is not None
    return header


def test_one_row_below_titles_columns_in_any_order() -> None:
    made = sheet(
        ["BẢNG CHẤM ĐIỂM"],
        ["Đơn vị:", "Sở A"],
        [],
        ["Tự chấm", "Điểm chuẩn", "Ghi chú", "Tiêu chí", "TT"],
        [8, 10, "", "Kế hoạch", 1],
    )
    assert find(made) == Header(
        4, 4, {"self_score": 1, "maximum": 2, "text": 4, "label": 5}, unknown={3: "Ghi chú"}, repeated={}
    )


@pytest.mark.parametrize(
    "written",
    [
        "điểm tối  đa",
        "ĐIỂM TỐI ĐA",
        "Điểm\ntối đa",
        "Điểm tối đa (3)",
        "Điểm tối đa\n(3)=(1)x(2)",
        "Điểm tối đa *",
        "Điểm tối đa:",
        "Điểm tối đa (điểm) (3)",
        normalize("NFD", "Điểm tối đa"),
    ],
)
def test_spellings_of_a_heading(written: str) -> None:
    assert heading(written) == fold("Điểm tối đa")


def test_a_heading_of_nothing_but_a_note_stays() -> None:
    assert heading("(1)") == "(1)"


def test_two_rows_with_merges() -> None:
    made = sheet(
        ["TT", "Tiêu chí", "Điểm", "", "Kết quả", ""],
        ["", "", "tối đa", "tự chấm", "thực hiện", "thẩm định"],
        ["1", "Kế hoạch", 10, 8, 1, 1],
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)],
    )
    header = find(made)
    assert (header.first_row, header.last_row) == (1, 2)
    assert header.columns == {
        "label": 1,
        "text": 2,
        "maximum": 3,
        "self_score": 4,
        "actual": 5,
        "appraised_actual": 6,
    }


def test_a_heading_over_others_is_not_theirs() -> None:
    made = sheet(
        ["Tiêu chí", "Điểm tối đa", "Kết quả", "", ""],
        ["", "", "Tự chấm", "Quản lý trực tiếp", "Thẩm định"],
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5)],
    )
    header = find(made)
    assert header.columns == {"text": 1, "maximum": 2, "self_score": 3, "appraised_actual": 5}
    assert header.unknown == {4: "Kết quả Quản lý trực tiếp"}


def test_three_rows() -> None:
    made = sheet(
        ["TT", "Tiêu chí", "Chấm điểm", "", ""],
        ["", "", "Điểm chuẩn", "Đơn vị", "Cụm"],
        ["", "", "", "Tự chấm", "Thẩm định"],
        merges=[(1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 5), (2, 3, 3, 3)],
    )
    header = find(made)
    assert (header.first_row, header.last_row) == (1, 3)
    assert header.columns == {"label": 1, "text": 2, "maximum": 3, "self_score": 4, "appraised_score": 5}


def test_merges_below_one_row_of_headings_belong_to_the_header() -> None:
    made = sheet(
        ["Tiêu chí", "Điểm tối đa", "Tự chấm", "Khác"],
        ["", "", "", "a"],
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3)],
    )
    assert find(made).last_row == 2


@pytest.mark.parametrize(
    ("numbers", "last"),
    [
        (["(1)", "(2)", "(3)", "(4)"], 2),
        (["A", "B", "(1)", "(2)"], 2),
        (["(1)", "(2)", "(3)=(1)x(2)", "(4)"], 2),
        ([1, 2, 3, 4], 2),
        (["1", "2", "3", "4"], 2),
        (["1", 2, 3, 4], 1),  # a criterion's path, then figures
        ([1, 2, 3], 1),
        ([1, 2, 4, 5], 1),
        (["1", "Kế hoạch", 10, 8], 1),
    ],
)
def test_the_row_that_numbers_the_columns(numbers: list[str | int], last: int) -> None:
    assert find(sheet(["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"], numbers)).last_row == last


def test_a_column_headed_like_an_earlier_one_is_reported() -> None:
    header = find(sheet(["Tiêu chí", "Điểm tối đa", "Tự chấm", "Điểm tự chấm"]))
    assert header.columns["self_score"] == 3
    assert header.repeated == {4: "self_score"}


def test_a_heading_taken_already_is_not_cut_down_to_another() -> None:
    made = sheet(
        ["Tiêu chí", "Điểm tối đa", "Tự chấm", "Kết quả thẩm định", "Kết quả"],
        ["", "", "", "", "thẩm định"],
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 2, 4)],
    )
    assert find_header(made, WANTED, [*REQUIRED, "appraised_score"]) is None


def test_a_spelling_that_serves_two_fields_goes_to_the_first_that_is_free() -> None:
    wanted = {"criterion": ["tiêu chí"], "text": ["nội dung", "tiêu chí"]}
    wanted = {name: [fold(spelling) for spelling in spellings] for name, spellings in wanted.items()}
    header = find_header(sheet(["Tiêu chí", "Tiêu chí"]), wanted, ["criterion"])
    assert header is not None
    assert header.columns == {"criterion": 1, "text": 2}


def test_the_block_that_names_most_wins_and_of_equal_ones_the_first() -> None:
    made = sheet(
        ["Tiêu chí", "Điểm tối đa", "Tự chấm"],
        ["", "", ""],
        ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"],
        ["", "", "", ""],
        ["TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"],
    )
    assert find(made).first_row == 3


def test_none_where_a_required_heading_is_missing_or_too_far_down() -> None:
    assert find_header(sheet(["TT", "Tiêu chí", "Tự chấm"]), WANTED, REQUIRED) is None
    assert find_header(Sheet("S"), WANTED, ()) is None
    far = sheet(*[[]] * 60, ["Tiêu chí", "Điểm tối đa", "Tự chấm"])
    assert find_header(far, WANTED, REQUIRED) is None
    assert find_header(far, WANTED, REQUIRED, rows=61) is not None


def test_a_merge_over_every_row_does_not_make_a_tall_header() -> None:
    made = sheet(["Tiêu chí", "Điểm tối đa", "Tự chấm"], merges=[(1, 1, 1_048_576, 1)])
    assert find(made).last_row == 3


@given(st.permutations(["TT", "Tiêu chí", "Điểm tối đa", "Kết quả", "Tự chấm", "Ghi chú"]), st.integers(0, 20))
def test_order_and_place_do_not_matter(headings: list[str], above: int) -> None:
    header = find(sheet(*[["Tiêu đề"]] * above, headings, ["1", "Kế hoạch", 10, 8, 7, ""]))
    assert header.first_row == header.last_row == above + 1
    assert {headings[column - 1] for column in header.columns.values()} == {*headings} - {"Ghi chú"}
    assert list(header.unknown.values()) == ["Ghi chú"]
