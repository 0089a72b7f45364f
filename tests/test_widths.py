"""Column widths: they add up, keep to the page, and leave every number on its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.reports.widths import PADDING, POINT_SIZE, em, fit, fits, least

PAGE = 9355  # 165 mm
TABLES = st.integers(1, 12).flatmap(
    lambda columns: st.lists(st.lists(st.text(max_size=30), min_size=columns, max_size=columns), min_size=1, max_size=6)
)


@given(TABLES)
def test_widths_always_add_up_to_the_page(table: list[list[str]]) -> None:
    columns = fit(table, PAGE)
    assert sum(columns) == PAGE
    assert min(columns) > 0


@given(TABLES)
def test_a_table_that_fits_gives_each_column_what_it_needs(table: list[list[str]]) -> None:
    if fits(table, PAGE):
        assert all(given >= needed for given, needed in zip(fit(table, PAGE), least(table), strict=True))


def test_numbers_are_as_wide_as_times_new_roman_prints_them() -> None:
    """A digit is half an em, comma and point a quarter: '1.234,50' at 10.5 pt is 36.75 pt or 735 twips."""
    assert em("123456") == 3
    assert 3.5 <= em("1.234,50") <= 3.6
    (width,) = fit([["Tổng"], ["1.234,50"]], 2000)
    assert width == 2000
    assert least([["Tổng"], ["1.234,50"]])[0] >= 3.5 * POINT_SIZE * 20 + PADDING


def test_header_may_wrap_and_a_short_text_may_not() -> None:
    (wrapped,) = least([["Điểm thưởng"], ["5,00"]])
    (short,) = least([["Xếp loại"], ["Xuất sắc"]])
    assert wrapped < em("Điểm thưởng") * POINT_SIZE * 20
    assert short >= em("Xuất sắc") * POINT_SIZE * 20


def test_a_long_word_does_not_take_the_page() -> None:
    columns = fit([["Hạng", "Đơn vị", "Tổng"], ["1", "x" * 250, "1.000,00"]], PAGE)
    assert columns[0] >= least([["Hạng"], ["1"]])[0]
    assert columns[2] >= least([["Tổng"], ["1.000,00"]])[0]


def test_names_have_their_line_before_long_texts_have_more() -> None:
    name, text = "Ban Quản lý Công viên và Vườn ươm", "một câu giải thích rất dài " * 12
    columns = fit([["Hạng", "Đơn vị", "Cách chấm"], ["1", name, text]], PAGE)
    assert columns[1] >= em(name) * POINT_SIZE * 20 + PADDING
    assert columns[2] > columns[1]


def test_a_header_does_not_take_the_room_of_a_name() -> None:
    name = "Ban Quản lý Công viên và Vườn ươm"
    columns = fit([["Đơn vị", "Phiếu đồng ý trên tổng số thành viên"], [name, "8/10"]], 5800)
    assert columns[0] >= em(name) * POINT_SIZE * 20 + PADDING


def test_an_empty_column_is_wide_enough_to_write_in() -> None:
    columns = fit([["TT", "Đơn vị", "Người đại diện"], ["1", "Sở A " * 9, ""]], PAGE)
    assert columns[2] >= 35 * 56


def test_of_two_columns_of_long_texts_the_fuller_one_has_more() -> None:
    short, long = "một nội dung vừa phải, dài hơn nửa trang giấy khổ A4 đứng ", "một câu giải thích rất dài " * 9
    columns = fit([["Nội dung", "Cách chấm"], *[[short, long]] * 3], PAGE)
    assert columns[1] > 1.5 * columns[0]
