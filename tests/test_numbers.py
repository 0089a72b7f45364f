"""Cells as values: what each cell people send reads to, and what is said about it (reading.md, "Numbers")."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, DATE, PERCENT, TEXT, TIME, UNREADABLE, cell, error_cell, styled, uncalculated, workbook
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.intake.numbers import Found, read_answer, read_number, read_tick
from emulation_cli.problems import Place, Severity, problem

D = Decimal


def read(value: Any, maximum: Any = None, percent: bool = False, date1904: bool = False) -> Found:
    found = read_number(
        workbook(date1904=date1904),
        None if value is None else cell(value),
        None if maximum is None else D(str(maximum)),
        percent,
    )
    said(found)
    return found


def said(found: Found) -> dict[str, str]:
    """The params; the problem that they make must print in both languages, with every value it names."""
    if found.code:
        made = problem(found.code, Place("A.xlsx"), **dict(found.params))
        for language in ("vi", "en"):
            assert made.message(language) and made.fix(language)
        unreadable = found.value is UNREADABLE
        assert unreadable == (made.severity is Severity.ERROR), "an error has no value, a value is no error"
    return dict(found.params)


# Numbers in the file


@pytest.mark.parametrize("text", ["0", "8.25", "12.995", "-3", "1000000"])
def test_a_stored_number_is_taken_exactly(text: str) -> None:
    assert read(D(text)) == Found(D(text))


def test_the_noise_of_binary_sums_is_gone() -> None:
    assert read(repr_cell(0.1 + 0.2)) == Found(D("0.3"))
    assert read(repr_cell(12.994999999999999)) == Found(D("12.995"))


def repr_cell(value: float) -> Any:
    return D(repr(value))


@pytest.mark.parametrize("text", ["1e999", "NaN", "Infinity", "1E-999"])
def test_a_stored_number_that_excel_cannot_hold_is_unreadable(text: str) -> None:
    made = cell(1)
    made.text = text
    assert (read(made).value, read(made).code) == (UNREADABLE, "number-unreadable")


def test_no_cell_and_white_space_are_blank_and_never_zero() -> None:
    for value in (None, "", " ", "\u00a0", "\n"):
        assert read(value) == Found(BLANK)


@pytest.mark.parametrize("style", [0, TEXT])
def test_a_number_may_stand_in_a_cell_formatted_as_text(style: int) -> None:
    assert read(styled(9, style)) == Found(D(9))


# Numbers as text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,25", "8.25"),
        ("8.25", "8.25"),
        ("９，５", "9.5"),
        ("9,5\u00a0", "9.5"),
        ("−3", "-3"),
        ("0,5", "0.5"),
        ("1", "1"),
        ("9,5 điểm", "9.5"),
        ("1\u202f250,5", "1250.5"),
    ],
)
def test_a_number_written_as_text_counts_and_is_noted(text: str, value: str) -> None:
    found = read(text, maximum=10)
    assert (found.value, found.code) == (D(value), "number-as-text")


def test_eight_of_ten_is_eight_where_the_maximum_is_ten() -> None:
    assert read("8/10", maximum=10).value == D(8)
    assert read("8/10", maximum="10.00").value == D(8)


@pytest.mark.parametrize(("text", "maximum"), [("8/10", 20), ("8/10", None), ("8/5", 10), ("1/2", None)])
def test_eight_of_ten_is_refused_on_another_scale(text: str, maximum: int | None) -> None:
    found = read(text, maximum=maximum)
    assert (found.value, found.code) == (UNREADABLE, "number-over-other")


@pytest.mark.parametrize("text", ["8/1.250", "8/1,5,5"])
def test_a_scale_that_cannot_be_read_makes_the_whole_unreadable(text: str) -> None:
    for maximum in (None, 10):
        assert (read(text, maximum).value, read(text, maximum).code) == (UNREADABLE, "number-unreadable")


def test_a_footnote_mark_never_becomes_a_digit() -> None:
    found = read("20⁷", maximum=20)
    assert (found.value, found.code, said(found)["other"]) == (UNREADABLE, "number-footnote", "20")
    assert read("1.250⁷").code == "number-unreadable"
    assert read("9,5⁷ điểm", maximum=10).code == "number-unreadable"


def test_a_point_before_three_digits_is_a_finding_with_both_readings() -> None:
    found = read("1.250", maximum=2000)
    assert (found.value, found.code) == (UNREADABLE, "number-ambiguous")
    assert (said(found)["other"], D(said(found)["value"])) == ("1250", D("1.25"))


def test_a_comma_before_three_digits_is_a_warning_where_both_readings_are_possible() -> None:
    assert (read("1,250").value, read("1,250").code) == (D("1.25"), "number-three-decimals")
    assert read("1,250", maximum=2000).code == "number-three-decimals"
    assert read("1,250", maximum=1250).code == "number-three-decimals"
    assert read("1,250", maximum=10).code == "number-as-text"  # 1250 of 10 is no reading at all
    assert read("1,250 người").code == "number-three-decimals"


@pytest.mark.parametrize("text", ["hai mươi", "#N/A", "đã hoàn thành", "9-10", "NaN", "inf", "1e5", "800 triệu", "x"])
def test_prose_is_unreadable_and_never_zero(text: str) -> None:
    assert (read(text).value, read(text).code) == (UNREADABLE, "number-unreadable")


# Percents


def test_a_percent_is_no_score_and_no_count() -> None:
    for value in ("90%", styled(D("0.9"), PERCENT)):
        found = read(value, maximum=100)
        assert (found.value, found.code) == (UNREADABLE, "number-is-percent")


def test_where_percents_are_asked_for_95_and_95_percent_read_alike() -> None:
    for value in (95, "95%", "95 %", styled(D("0.95"), PERCENT), "95"):
        assert read(value, percent=True).value == D(95)
    assert read(styled(D("0.9525"), PERCENT), percent=True).value == D("95.25")
    assert read(styled(1, PERCENT), percent=True).value == D(100)


@pytest.mark.parametrize("value", [D("0.95"), "0,95", "0.95", 1, "1"])
def test_where_percents_are_asked_for_a_fraction_is_asked_about(value: Any) -> None:
    found = read(value, percent=True)
    assert (found.value, found.code) == (UNREADABLE, "percent-as-fraction")
    assert D(said(found)["percent"]) == 100 * D(said(found)["value"])


@pytest.mark.parametrize("value", [D("1.5"), "1,5", D("1.01"), D("-0.5"), "-0,5"])
def test_what_is_no_fraction_of_one_is_taken_as_percents(value: Any) -> None:
    assert read(value, percent=True).value == D(str(value).replace(",", "."))


def test_a_boolean_is_named_as_excel_shows_it() -> None:
    assert [said(read(value)) for value in (True, False)] == [{"text": "TRUE"}, {"text": "FALSE"}]


def test_an_explicit_percent_below_one_is_taken_at_its_word() -> None:
    assert read("0,95%", percent=True) == Found(D("0.95"))
    assert read(styled(D("0.0095"), PERCENT), percent=True) == Found(D("0.95"))
    assert read(0, percent=True) == Found(D(0))
    assert read("0", percent=True).value == D(0)


# Dates


@pytest.mark.parametrize(
    ("serial", "date1904", "iso", "number"),
    [
        (46151, False, "2026-05-09", "9.5"),  # 9.5 typed under a Vietnamese locale
        (46151 - 1462, True, "2026-05-09", "9.5"),
        (46174, False, "2026-06-01", "1.6"),
        (46000, False, "2025-12-09", "9.12"),
        (366, False, "1900-12-31", "31.12"),
    ],
)
def test_a_date_is_named_with_the_number_that_was_typed(serial: int, date1904: bool, iso: str, number: str) -> None:
    found = read(styled(serial, DATE), maximum=10, date1904=date1904)
    assert (found.value, found.code) == (UNREADABLE, "number-became-date")
    assert said(found) == {"date": iso, "number": number}


@pytest.mark.parametrize(
    ("stored", "date1904", "iso"),
    [
        ("9", False, "1900-01-09"),
        ("1", False, "1900-01-01"),
        ("9.5", False, "1900-01-09"),
        ("59", False, "1900-02-28"),
        ("61", False, "1900-03-01"),
        ("100", False, "1900-04-09"),
        ("365", False, "1900-12-30"),
        ("9", True, "1904-01-10"),
    ],
)
def test_a_small_number_in_a_cell_that_shows_dates_was_that_number(stored: str, date1904: bool, iso: str) -> None:
    """9 typed into a cell of format dd/mm/yyyy shows 09/01/1900: it was 9 that was meant, not 8.1 or 9.1."""
    found = read(styled(D(stored), DATE), date1904=date1904)
    assert (found.value, found.code) == (UNREADABLE, "number-became-date")
    assert said(found) == {"date": iso, "number": stored}


@pytest.mark.parametrize("stored", ["-5", "3000000", "1E+300"])
def test_a_number_that_is_no_date_is_unreadable_in_a_cell_that_shows_dates(stored: str) -> None:
    found = read(styled(D(stored), DATE))
    assert (found.value, found.code) == (UNREADABLE, "number-unreadable")


def test_a_time_is_unreadable_and_shown_as_a_time() -> None:
    found = read(styled(D("0.395833333333333"), TIME))
    assert (found.value, found.code, said(found)) == (UNREADABLE, "number-unreadable", {"text": "09:30"})


# Cells without a number


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (uncalculated("SUM(A1:A3)"), "formula-not-calculated"),
        (error_cell("#REF!"), "cell-error"),
        (error_cell("#DIV/0!"), "cell-error"),
        (True, "number-unreadable"),
        (False, "number-unreadable"),
    ],
)
def test_formulas_errors_and_booleans_are_no_numbers(value: Any, code: str) -> None:
    for percent in (False, True):
        found = read(value, maximum=10, percent=percent)
        assert (found.value, found.code) == (UNREADABLE, code)


# Answers and ticks


@pytest.mark.parametrize("value", ["đạt", "Đạt", " ĐẠT ", "x", "X", "có", "✓", "pass", "yes", "1", 1, True])
def test_an_answer_of_yes_is_one(value: Any) -> None:
    assert read_answer(cell(value)) == Found(D(1))


@pytest.mark.parametrize("value", ["không", "Không đạt", "chưa đạt", "KHÔNG", "no", "fail", "0", 0, False])
def test_an_answer_of_no_is_zero(value: Any) -> None:
    assert read_answer(cell(value)) == Found(D(0))


def test_no_answer_is_blank() -> None:
    assert read_answer(None) == read_answer(cell("")) == read_answer(cell("  ")) == Found(BLANK)


@pytest.mark.parametrize("value", ["5", 5, "có thể", "đạt 90%", "không giao", "?", 2, "bắt buộc", "-1"])
def test_any_other_answer_is_unreadable(value: Any) -> None:
    found = read_answer(cell(value))
    assert (found.value, found.code) == (UNREADABLE, "answer-unreadable")
    said(found)


def test_an_answer_may_fail_to_be_calculated() -> None:
    assert read_answer(cell(uncalculated("A1"))).code == "formula-not-calculated"
    assert read_answer(cell(error_cell("#N/A"))).code == "cell-error"


@pytest.mark.parametrize("value", ["x", "X", "có", "không giao", "Không được giao", "1", 1, True, "✓"])
def test_a_tick_is_seen(value: Any) -> None:
    assert read_tick(cell(value)) == (True, "")


@pytest.mark.parametrize("value", [None, "", " ", "không", "0", 0, False])
def test_an_empty_tick_is_none(value: Any) -> None:
    assert read_tick(None if value is None else cell(value)) == (False, "")


@pytest.mark.parametrize("value", ["?", "chờ xác nhận", 2, error_cell("#REF!"), uncalculated("A1")])
def test_a_doubtful_tick_is_said_to_be_one(value: Any) -> None:
    assert read_tick(cell(value)) == (False, "tick-unreadable")


# Whatever comes


@given(st.text(max_size=80), st.sampled_from([None, 10, 1000]), st.booleans())
def test_any_text_is_a_number_with_a_note_or_an_error_with_none(text: str, maximum: int | None, percent: bool) -> None:
    found = read(text, maximum, percent)
    assert found.value is not UNREADABLE or found.code
    assert (found.value is BLANK) <= (not text.strip() and not found.code)


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3)


@given(NUMBERS, st.sampled_from([0, PERCENT, DATE, TIME, TEXT]), st.booleans(), st.booleans())
def test_any_stored_number_reads_or_is_refused(value: Decimal, style: int, percent: bool, date1904: bool) -> None:
    found = read(styled(value, style), 10, percent, date1904)
    assert found.value in (value, value * 100, UNREADABLE)
