"""Exact numbers: every expected value worked out by hand from reading.md and formats.md."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.decimals import (
    Reading,
    Typed,
    localise_date,
    localise_number,
    round_half_up,
    scaled,
    stored,
    typed,
    unscaled,
)

D = Decimal


# What a cell holds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("12.995", "12.995"),
        ("12.994999999999999", "12.995"),  # 17 digits in the file, 12.995 in Excel
        ("0.30000000000000004", "0.3"),  # 0.1 + 0.2
        ("0.1", "0.1"),
        ("1E-3", "0.001"),
        ("1E+308", "1E+308"),
        ("1.5E+3", "1500"),
        ("100.00000000000001", "100"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456", "1234567890123460"),  # 15 digits are what Excel keeps
        ("9.9999999999999995", "10"),
        ("-12.994999999999999", "-12.995"),
    ],
)
def test_a_stored_number_is_what_excel_shows_of_it(text: str, value: str) -> None:
    assert stored(text) == D(value)


@pytest.mark.parametrize(
    "text", ["", "NaN", "sNaN", "inf", "-Infinity", "1e309", "1E-400", "1E999999999", "abc", "1,5"]
)
def test_what_excel_cannot_hold_is_not_a_stored_number(text: str) -> None:
    with pytest.raises(InvalidOperation):
        stored(text)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("100.00000000000001", "100"),
        ("1E+2", "100"),
        ("1.5E+3", "1500"),
        ("1234567890123456", "1234567890123460"),
        ("1.2E-3", "0.0012"),
        ("12.994999999999999", "12.995"),
        ("0E+5", "0"),
        ("-1E+2", "-100"),
        ("8.50", "8.50"),
    ],
)
def test_a_stored_number_of_ordinary_size_is_kept_in_plain_digits(text: str, digits: str) -> None:
    assert str(stored(text)) == digits


def test_a_sum_of_tenths_equals_three_tenths() -> None:
    assert stored(repr(0.1 + 0.2)) == stored("0.3")


@given(st.floats(min_value=1e-300, max_value=1e300), st.sampled_from([1, -1]))
def test_a_stored_float_keeps_fifteen_digits(size: float, sign: int) -> None:
    text = repr(sign * size)
    found = stored(text)
    assert len(found.normalize().as_tuple().digits) <= 15
    assert abs(found - D(text)) <= D(5).scaleb(D(text).adjusted() - 15)


# What a person typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9", "9"),
        ("9,5", "9.5"),
        ("9.5", "9.5"),
        (" 9,5 ", "9.5"),
        ("8,25", "8.25"),
        ("+7", "7"),
        ("007", "7"),
        ("0,5", "0.5"),
        ("0,250", "0.25"),  # a whole part of 0 cannot be thousands
        ("0.250", "0.25"),
        ("1234,567", "1234.567"),  # four digits in front: no thousands mark
        ("1234.567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234,567", "1234.567"),
        ("1 250", "1250"),
        ("1\u00a0250", "1250"),  # no-break space
        ("1\u202f250,5", "1250.5"),  # narrow no-break space
        ("1\u2009250\u2009000", "1250000"),  # thin spaces
        ("\u00a09,5\u00a0", "9.5"),
        ("\ufeff9,5", "9.5"),
        ("−9,5", "-9.5"),  # U+2212
        ("–9,5", "-9.5"),
        ("－9,5", "-9.5"),
        ("-9,5", "-9.5"),
        ("９，５", "9.5"),  # full width
        ("１２．５", "12.5"),
        ("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"),
    ],
)
def test_a_plain_number_is_read_in_either_habit(text: str, value: str) -> None:
    assert typed(text) == Reading(D(value), Typed.PLAIN)


def test_a_longer_text_than_any_number_is_prose() -> None:
    assert typed("1" * 60) == Reading(D("1" * 60), Typed.PLAIN)
    assert typed("1" * 61) == Reading(None, Typed.NOT_A_NUMBER)


@pytest.mark.parametrize(
    ("text", "as_thousands"),
    [("1.250", 1250), ("12.995", 12995), ("817.750", 817750), ("-1.250", -1250), ("１.250", 1250)],
)
def test_three_digits_behind_one_point_are_never_guessed(text: str, as_thousands: int) -> None:
    assert typed(text) == Reading(None, Typed.THOUSANDS_OR_DECIMALS, D(as_thousands))


@pytest.mark.parametrize(("text", "value", "other"), [("1,250", "1.25", 1250), ("12,995", "12.995", 12995)])
def test_three_digits_behind_one_comma_are_decimals_with_the_other_reading_named(
    text: str, value: str, other: int
) -> None:
    assert typed(text) == Reading(D(value), Typed.COMMA_THREE_DIGITS, D(other))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("9,5 điểm", Reading(D("9.5"), Typed.WITH_UNIT)),
        ("9,5điểm", Reading(D("9.5"), Typed.WITH_UNIT)),
        ("12 lần", Reading(D(12), Typed.WITH_UNIT)),
        ("8/10", Reading(D(8), Typed.OVER, D(10))),
        ("8,5 / 10", Reading(D("8.5"), Typed.OVER, D(10))),
        ("8/12,5", Reading(D(8), Typed.OVER, D("12.5"))),
        ("90%", Reading(D(90), Typed.PERCENT)),
        ("90 %", Reading(D(90), Typed.PERCENT)),
        ("99,5％", Reading(D("99.5"), Typed.PERCENT)),
        ("20⁷", Reading(None, Typed.FOOTNOTE, D(20))),
        ("20 ⁷", Reading(None, Typed.FOOTNOTE, D(20))),
        ("9,5¹²", Reading(None, Typed.FOOTNOTE, D("9.5"))),
        ("20*", Reading(None, Typed.FOOTNOTE, D(20))),
        ("20(1)", Reading(None, Typed.FOOTNOTE, D(20))),
        ("20 [7]", Reading(None, Typed.FOOTNOTE, D(20))),
    ],
)
def test_what_stands_beside_a_number_is_named(text: str, reading: Reading) -> None:
    assert typed(text) == reading


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "+", ".", ",", "%", "điểm", "đạt", "NaN", "nan", "inf", "Infinity", "-inf", "1e5", "1E+3"),
        *("0x10", "1_000", "#REF!", "--5", "+-5", "5-", "(5)", "5-6", "5–6", "9.5.2026", "9/5/2026", "1/2/3", "1,5,5"),
        *("1.25.250", "1.2345.678", "1234.567.890", "1.234.56", "1.5,5,5", "9:30", "9h30", "5 + 3", "=5+3", "5;6"),
        *("9½", "½", "Ⅳ", "五", "1" * 61, "9,5 điểm (đã trừ 2)", "90% của 10", "1 2", "12 34", "1\n2", ".5", "5."),
    ],
)
def test_other_texts_are_not_numbers(text: str) -> None:
    assert typed(text) == Reading(None, Typed.NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["20⁷ điểm", "9,5⁷ điểm", "20⁷%", "8⁷/10", "8/10⁷", "20₇", "20①", "2⁰", "m²5"])
def test_a_raised_digit_never_becomes_part_of_a_number(text: str) -> None:
    assert typed(text).value is None


@pytest.mark.parametrize("text", ["0.123,5", "0,123.5", "0.123.456", "-0.123.456", "00.123,5"])
def test_groups_of_thousands_do_not_begin_with_a_zero(text: str) -> None:
    assert typed(text) == Reading(None, Typed.NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["1.250⁷", "1,2,3*", "8/1.250", "8/1,5,5", "1,5,5/10", "1,5,5%", "1,5,5 điểm"])
def test_a_text_with_a_doubtful_number_beside_its_own_is_not_read(text: str) -> None:
    assert typed(text) == Reading(None, Typed.NOT_A_NUMBER)


@pytest.mark.parametrize("text", ["1,250 người", "1,250người"])
def test_a_unit_behind_it_does_not_hide_a_doubtful_comma(text: str) -> None:
    assert typed(text) == Reading(D("1.25"), Typed.COMMA_THREE_DIGITS, D(1250))


@pytest.mark.parametrize("text", ["1.250 người", "1.250%", "1.250/2.000", "1.250 điểm"])
def test_nothing_behind_it_settles_a_doubtful_point(text: str) -> None:
    assert typed(text).value is None


@pytest.mark.parametrize(
    "text", ["5 triệu", "2 nghìn", "3 ngàn đồng", "1,2 tỷ", "1,2 tỉ đồng", "9 rưỡi", "5k", "5 trăm"]
)
def test_a_word_that_changes_the_number_is_not_taken_for_its_unit(text: str) -> None:
    assert typed(text) == Reading(None, Typed.NOT_A_NUMBER)


@given(st.text(max_size=70))
def test_any_text_reads_to_something(text: str) -> None:
    reading = typed(text)
    assert reading.value is None or reading.value.is_finite()
    assert (reading.how is Typed.NOT_A_NUMBER) <= (reading.value is None)


DECIMALS = st.builds(lambda whole, places: D(whole).scaleb(-places), st.integers(-(10**15), 10**15), st.integers(0, 6))


@given(DECIMALS, st.sampled_from(["vi", "en"]))
def test_what_is_printed_reads_back(value: Decimal, language: str) -> None:
    shown = localise_number(f"{value:f}", language)
    reading = typed(shown)
    if reading.how is Typed.THOUSANDS_OR_DECIMALS:  # the declared doubt: three digits behind a single point
        assert reading.value is None and reading.other is not None
        assert value in (reading.other, reading.other / 1000)
    elif reading.how is Typed.COMMA_THREE_DIGITS:
        assert value in (reading.value, reading.other)
    else:
        assert reading == Reading(value, Typed.PLAIN)


@given(DECIMALS, st.sampled_from([".", ","]))
def test_ungrouped_digits_read_back_with_comma_and_point(value: Decimal, mark: str) -> None:
    shown = f"{value:f}".replace(".", mark)
    reading = typed(shown)
    if reading.how is Typed.THOUSANDS_OR_DECIMALS:
        assert mark == "." and reading.other == value * 1000
    else:
        assert reading.value == value


# Rounding


@pytest.mark.parametrize(
    ("value", "places", "whole"),
    [
        ("12.995", 2, 1300),  # half even or binary would give 1299
        ("12.985", 2, 1299),
        ("12.9949999", 2, 1299),
        ("0.005", 2, 1),
        ("0.0049", 2, 0),
        ("2.5", 0, 3),
        ("3.5", 0, 4),
        ("-2.5", 0, -3),
        ("0.125", 2, 13),
        ("1.00005", 4, 10001),
        ("0", 2, 0),
    ],
)
def test_halves_round_up(value: str, places: int, whole: int) -> None:
    assert round_half_up(D(value), places) == round_half_up(Fraction(value), places) == whole


def test_a_third_rounds_exactly() -> None:
    assert round_half_up(Fraction(10, 3), 2) == 333
    assert round_half_up(Fraction(20, 3), 2) == 667
    assert round_half_up(Fraction(1299499999999999999999999999999, 10**29), 2) == 1299


@given(st.fractions(), st.integers(0, 4))
def test_rounding_is_never_off_by_more_than_half(value: Fraction, places: int) -> None:
    gap = Fraction(round_half_up(value, places), 10**places) - value
    assert abs(gap) * 2 * 10**places <= 1
    if abs(gap) * 2 * 10**places == 1:
        assert (gap > 0) == (value > 0)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_scaled_and_unscaled_are_each_other_s_reverse(whole: int, places: int) -> None:
    value = unscaled(whole, places)
    assert scaled(value, places) == whole
    assert -value.as_tuple().exponent == places  # type: ignore[operator]


def test_unscaled_shows_every_place() -> None:
    assert str(unscaled(86925, 2)) == "869.25"
    assert str(unscaled(86900, 2)) == "869.00"
    assert str(unscaled(0, 2)) == "0.00"
    assert str(unscaled(7, 0)) == "7"


def test_more_decimals_than_places_are_never_cut_silently() -> None:
    with pytest.raises(ValueError, match=r"0\.005"):
        scaled(D("0.005"), 2)


# Printing


@pytest.mark.parametrize(
    ("plain", "vietnamese", "english"),
    [
        ("1234.50", "1.234,50", "1,234.50"),
        ("817.75", "817,75", "817.75"),
        ("0.5", "0,5", "0.5"),
        ("-3.25", "-3,25", "-3.25"),
        ("1000000", "1.000.000", "1,000,000"),
        ("1E+2", "100", "100"),
        ("0.00", "0,00", "0.00"),
    ],
)
def test_numbers_print_as_the_language_writes_them(plain: str, vietnamese: str, english: str) -> None:
    assert localise_number(plain, "vi") == vietnamese
    assert localise_number(plain, "en") == english


def test_printing_with_places_rounds_half_up() -> None:
    assert localise_number("12.995", "vi", 2) == "13,00"
    assert localise_number("12.985", "vi", 2) == "12,99"  # half up, not to the even digit
    assert localise_number("5", "vi", 2) == "5,00"


@pytest.mark.parametrize(
    ("iso", "vietnamese", "english"),
    [
        ("2026-07-05", "05/7/2026", "5 July 2026"),
        ("2026-03-05", "05/3/2026", "5 March 2026"),
        ("2026-07-05 09:05", "09:05 05/7/2026", "09:05 5 July 2026"),
        ("2026-02-09", "09/02/2026", "9 February 2026"),  # months 1 and 2 with a zero (Nghị định 30)
        ("2026-01-31", "31/01/2026", "31 January 2026"),
        ("2026-12-10", "10/12/2026", "10 December 2026"),
        ("2026-07-05T17:30:00", "17:30 05/7/2026", "17:30 5 July 2026"),
        ("2026-07-05T17:30:00+07:00", "17:30 05/7/2026", "17:30 5 July 2026"),
    ],
)
def test_dates_print_as_official_papers_do(iso: str, vietnamese: str, english: str) -> None:
    assert localise_date(iso, "vi") == vietnamese
    assert localise_date(iso, "en") == english


def test_the_sixteenth_digit_rounds_half_up() -> None:
    assert stored("1.000000000000005") == Decimal("1.00000000000001")
    assert stored("-1.000000000000005") == Decimal("-1.00000000000001")
    assert stored("1.0000000000000049") == 1
