"""Exact numbers: what a cell holds, what a person typed, how points are rounded and printed.

Binary floats never decide anything here. A stored number is taken as the decimal text of its 15 significant digits,
which is what Excel itself shows and compares; points are whole numbers of 10^-places from the first rounding on.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulation_cli.exact import Fraction

EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
LARGEST_EXPONENT = 308
PLAIN_DIGITS = 28
LONGEST_TYPED = 60  # a longer text in a number's cell is prose


class Typed(StrEnum):
    """What a typed number turned out to be, beside the plain number itself."""

    PLAIN = "plain"
    THOUSANDS_OR_DECIMALS = "thousands_or_decimals"  # "1.250": 1250 or 1,25
    COMMA_THREE_DIGITS = "comma_three_digits"  # "1,250": read as 1,25, though an English hand means 1250
    WITH_UNIT = "with_unit"  # "9,5 điểm"
    OVER = "over"  # "8/10"
    PERCENT = "percent"  # "90%"
    FOOTNOTE = "footnote"  # "20⁷"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class Reading:
    """A typed text as a number: `value` as read (None if it cannot be), `other` the second number it names.

    For OVER `other` is the part behind the slash, for THOUSANDS_OR_DECIMALS and COMMA_THREE_DIGITS the other
    reading, for FOOTNOTE the number without its footnote mark is `other` and `value` is None. All of them have an
    `other`.
    """

    value: Decimal | None
    how: Typed
    other: Decimal | None = None


_DIGITS = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_SHAPE = re.compile(r"([+-]?[\d.,]*\d)\s*(?:(%)|/\s*([\d.,]*\d)|([^\W\d_][^\d/%]*))?")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FOOTNOTE = re.compile(rf"([+-]?[\d.,]*\d)\s*(?:[{_SUPERSCRIPTS}*]+|[(\[]\d{{1,2}}[)\]])")
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\ufeff]+(?=\d{3}(?!\d))")
_MINUS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-", **dict.fromkeys("\u200b\u2060\ufeff")})
# Behind a number these change it: "800 triệu" is not 800 where others write 1,2 for "tỷ đồng".
_MULTIPLIERS = frozenset(
    "chục trăm nghìn ngàn vạn triệu tỷ tỉ rưỡi rưởi k tr dozen hundred thousand million billion".split()
)


def stored(text: str) -> Decimal:
    """The number that a cell holds, from its text in the file: '12.994999999999999' is 12.995 (15 digits).

    Raises decimal.InvalidOperation for what is not a number that Excel can hold.
    """
    value = Decimal(text)
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
        raise InvalidOperation(text)
    if len(text) <= EXCEL_DIGITS.prec and "E" not in text.upper():
        return value
    value = EXCEL_DIGITS.plus(value).normalize(EXCEL_DIGITS)
    if value == value.to_integral_value() and value.adjusted() < PLAIN_DIGITS:
        return value.quantize(Decimal(1))  # 100, not 1E+2
    return value


def typed(text: str) -> Reading:
    """Read a number as people type it in Vietnamese or English habit; never guess between two meanings."""
    shown = text.strip().translate(_MINUS)
    if len(shown) > LONGEST_TYPED:
        return Reading(None, Typed.NOT_A_NUMBER)
    footnote = _FOOTNOTE.fullmatch(shown)
    if footnote:
        return _with_other(None, Typed.FOOTNOTE, footnote[1])
    if any(mark.isnumeric() and not mark.isdecimal() for mark in shown):
        return Reading(None, Typed.NOT_A_NUMBER)  # NFKC would make "9,5⁷ điểm" 9,57
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", shown).translate(_MINUS)).strip()
    match = _SHAPE.fullmatch(plain)
    if not match:
        return Reading(None, Typed.NOT_A_NUMBER)
    digits, percent, over, unit = match.groups()
    reading = _number(digits)
    if reading.value is None or reading.how is Typed.THOUSANDS_OR_DECIMALS:
        return reading
    if over is not None:
        return _with_other(reading.value, Typed.OVER, over)
    if percent:
        return Reading(reading.value, Typed.PERCENT)
    return _with_unit(reading, unit) if unit else reading


def _with_other(value: Decimal | None, how: Typed, other: str) -> Reading:
    """A reading that names a second number, which must be one."""
    second = _number(other).value
    return Reading(None, Typed.NOT_A_NUMBER) if second is None else Reading(value, how, second)


def _with_unit(reading: Reading, unit: str) -> Reading:
    """'9,5 điểm'; the unit neither hides a doubtful comma ('1,250 người') nor may it be a number's own word."""
    if not _MULTIPLIERS.isdisjoint(unit.casefold().split()):
        return Reading(None, Typed.NOT_A_NUMBER)
    return Reading(reading.value, Typed.WITH_UNIT) if reading.how is Typed.PLAIN else reading


def _number(digits: str) -> Reading:
    """Digits with points and commas as a number."""
    if not _DIGITS.fullmatch(digits):
        return Reading(None, Typed.NOT_A_NUMBER)
    marks = [mark for mark in digits if mark in ".,"]
    if len(set(marks)) == 2:
        return _both_marks(digits, marks)
    if len(marks) > 1:
        return _grouped(digits, marks[0])
    if marks:
        return _one_mark(digits, marks[0])
    return Reading(Decimal(digits), Typed.PLAIN)


def _both_marks(digits: str, marks: list[str]) -> Reading:
    """'1.234,5' or '1,234.5': the last mark, standing once, is the decimal one."""
    if marks.count(marks[-1]) > 1:
        return Reading(None, Typed.NOT_A_NUMBER)
    whole, _, decimals = digits.rpartition(marks[-1])
    grouped = _grouped(whole, marks[0])
    if grouped.value is None:
        return grouped
    return Reading(Decimal(f"{grouped.value}.{decimals}"), Typed.PLAIN)


def _grouped(digits: str, mark: str) -> Reading:
    """'1.234.567': one mark several times (or before a decimal part) can only group thousands."""
    head, *groups = digits.lstrip("+-").split(mark)
    if any(len(group) != 3 for group in groups) or not 1 <= len(head) <= 3 or head.startswith("0"):
        return Reading(None, Typed.NOT_A_NUMBER)
    return Reading(Decimal(digits.replace(mark, "")), Typed.PLAIN)


def _one_mark(digits: str, mark: str) -> Reading:
    """One mark is the decimal one, unless three digits behind it make it a thousands mark as well."""
    value = Decimal(digits.replace(",", "."))
    whole, _, decimals = digits.lstrip("+-").partition(mark)
    if len(decimals) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Reading(value, Typed.PLAIN)
    other = Decimal(digits.replace(mark, ""))
    if mark == ".":
        return Reading(None, Typed.THOUSANDS_OR_DECIMALS, other)
    return Reading(value, Typed.COMMA_THREE_DIGITS, other)


def round_half_up(value: Fraction | Decimal, places: int) -> int:
    """The value as a whole number of 10^-places, halves away from zero (12.995 at 2 places is 1300)."""
    top, bottom = value.as_integer_ratio()
    return divided(top * 10**places, bottom)


def divided(top: int, bottom: int) -> int:
    """A quotient of whole numbers (the lower one above zero), rounded to a whole one, halves away from zero."""
    whole = (abs(top) * 2 + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def scaled(value: Decimal, places: int) -> int:
    """A decimal with at most `places` decimals as a whole number of 10^-places; ValueError if it has more."""
    shifted = value.scaleb(places)
    whole = int(shifted)
    if whole != shifted:
        raise ValueError(value)
    return whole


def unscaled(points: int, places: int) -> Decimal:
    """A whole number of 10^-places as a decimal with that many places: 86925 at 2 is 869.25."""
    return Decimal(points).scaleb(-places)


def localise_number(plain: str, language: str, places: int | None = None) -> str:
    """Decimal digits as the language writes them: '1234.50' → 1.234,50 (vi), 1,234.50 (en); its own places kept."""
    number = Decimal(plain)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shown = f"{number:,f}"
    return shown.translate(str.maketrans(",.", ".,")) if language == "vi" else shown


def localise_date(iso: str, language: str) -> str:
    """'2026-07-05' → 05/7/2026 (vi; day of two digits, months 1 and 2 too, Nghị định 30/2020), 5 July 2026 (en)."""
    moment = datetime.fromisoformat(iso)
    if language == "vi":
        shown = f"{moment.day:02}/{vietnamese_month(moment)}/{moment.year}"
    else:
        shown = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment:%H:%M} {shown}" if "T" in iso or " " in iso else shown


def vietnamese_month(day: date) -> str:
    """The month as official papers write it: January and February with a leading zero (Nghị định 30/2020)."""
    return f"{day.month:02}" if day.month <= 2 else str(day.month)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
