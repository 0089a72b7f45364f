"""Cells of the definition as values: texts, numbers, dates, choices; never a guess, every slip with its cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import Slip, slip, unknown
from emulation_cli.decimals import Reading, Typed, stored, typed
from emulation_cli.labels import key_of
from emulation_cli.spreadsheet.cells import Cell, Kind, Shown, Workbook
from emulation_cli.spreadsheet.dates import moment
from emulation_cli.text import clean

DATES = (Shown.DATE, Shown.TIME)
# Points of a criterion, a cap, a step: no table comes near, and sums of 10^-4 of it stay far within 64 bits.
MOST_POINTS = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and whether it was written as a percentage (then 70% is 70)."""

    value: Decimal
    percent: bool = False


def one_line(page: Page, row: int, key: str) -> str:
    """A cell's text on one line, NFC; a number as its digits ('1'); '' where there is none."""
    return clean(lines(page, row, key))


def lines(page: Page, row: int, key: str) -> str:
    """A cell's text with its line breaks, NFC, white space at the ends off."""
    cell = page.cell(row, key)
    if cell is None:
        return ""
    text = text_of(page.workbook, cell)
    if isinstance(text, Slip):
        page.report(row, key, text)
        return ""
    return text


def needed(page: Page, row: int, key: str) -> str:
    """A text that must be there, on one line."""
    if page.is_blank(row, key):
        page.report(row, key, slip("definition-cell-missing", column=page.title(row, key)))
    return one_line(page, row, key)


def text_of(workbook: Workbook, cell: Cell) -> str | Slip:
    """What a cell reads as text; a date is a slip, for nobody typed one there (3.2 becomes 3 February)."""
    if cell.kind is not Kind.NUMBER:
        shown = {"1": "TRUE", "0": "FALSE"}[cell.text] if cell.kind is Kind.BOOLEAN else cell.text
        return unicodedata.normalize("NFC", shown.replace("\r\n", "\n").strip())
    if workbook.shown(cell) in DATES:
        return became_date("definition-text-is-date", workbook, cell)
    value = _stored(cell)
    return cell.text if value is None else plain(value)


def number(page: Page, row: int, key: str) -> Decimal | None:
    """A cell's number, None where it is empty or not one (reported). A percentage is not one."""
    amount = amount_in(page, row, key)
    if amount is None:
        return None
    if amount.percent:
        page.report(row, key, slip("definition-number-is-percent", written=f"{plain(amount.value)}%"))
        return None
    return amount.value


def amount_in(page: Page, row: int, key: str) -> Amount | None:
    """A cell's number or percentage, None where it is empty or neither (reported)."""
    cell = page.cell(row, key)
    if cell is None:
        return None
    amount = amount_of(page.workbook, cell)
    if isinstance(amount, Amount):
        return amount
    page.report(row, key, amount)
    return None


def amount_of(workbook: Workbook, cell: Cell) -> Amount | Slip:
    """A number as stored or typed."""
    if cell.kind is Kind.TEXT:
        return amount_typed(cell.text)
    value = _stored(cell)
    if cell.kind is not Kind.NUMBER or value is None:
        return slip("definition-not-a-number", written=cell.text)
    shown = workbook.shown(cell)
    if shown in DATES:
        return became_date("definition-number-is-date", workbook, cell)
    return Amount(value * 100, percent=True) if shown is Shown.PERCENT else Amount(value)


def amount_typed(text: str) -> Amount | Slip:
    """A number as people type it, with comma or point; what could be two numbers is a slip that names both."""
    reading = typed(text)
    if reading.how is Typed.PLAIN and reading.value is not None:
        return Amount(reading.value)
    if reading.how is Typed.PERCENT and reading.value is not None:
        return Amount(reading.value, percent=True)
    return _refusal(text, reading)


def _refusal(text: str, reading: Reading) -> Slip:
    if reading.how in (Typed.THOUSANDS_OR_DECIMALS, Typed.COMMA_THREE_DIGITS) and reading.other is not None:
        return slip("definition-number-ambiguous", written=text, one=reading.other / 1000, other=reading.other)
    if reading.how is Typed.FOOTNOTE and reading.other is not None:
        return slip("definition-number-footnote", written=text, value=reading.other)
    if reading.how is Typed.WITH_UNIT and reading.value is not None:
        return slip("definition-number-with-text", written=text, value=reading.value)
    return slip("definition-not-a-number", written=text)


def choice(page: Page, row: int, key: str, table: str, keys: tuple[str, ...] | None = None) -> str | None:
    """The key of a label out of a table, None where the cell is empty or holds another word (reported)."""
    written = one_line(page, row, key)
    if not written:
        return None
    found = key_of(table, written, keys)
    if found is None:
        page.report(row, key, unknown("definition-unknown-value", table, written, keys))
    return found


def day(page: Page, row: int, key: str) -> date | datetime | None:
    """A date, or a date with a time of day; None where the cell is empty or holds neither (reported)."""
    cell = page.cell(row, key)
    if cell is None:
        return None
    found = day_of(page.workbook, cell)
    if found is None:
        page.report(row, key, slip("definition-not-a-date", written=cell.text))
    return found


_TIME = r"(?P<hour>\d{1,2})\s*(?:[:hg]|giờ)\s*(?P<minute>\d{2})?(?::\d{2}|\s*phút)?"
_DAY = r"(?:(?:ngày\s*)?(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<year>\d{4}))"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_MOMENTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?:[\s,]+{_TIME})?",
        rf"{_TIME}[\s,]+{_DAY}",
        rf"{_ISO}(?:[T\s]+{_TIME})?",
    )
)


def day_of(workbook: Workbook, cell: Cell) -> date | datetime | None:
    """A real date of the sheet, or a text such as '05/7/2026', '05/7/2026 17:00', '17h00 ngày 05/7/2026'."""
    if cell.kind is Kind.NUMBER and workbook.shown(cell) in DATES:
        found = moment(cell.text, workbook.date1904)
        return _plain_day(found) if found and found.year > 1904 else None  # a time alone comes with the epoch's day
    matches = (pattern.fullmatch(clean(cell.text)) for pattern in _MOMENTS)
    return next((_typed_day(match) for match in matches if match), None)


def _typed_day(match: re.Match[str]) -> date | datetime | None:
    found = {name: int(digits) for name, digits in match.groupdict().items() if digits}
    try:
        on = date(found["year"], found["month"], found["day"])
        return datetime.combine(on, time(found["hour"], found.get("minute", 0))) if "hour" in found else on
    except ValueError:
        return None


def _plain_day(found: datetime) -> date | datetime:
    """Midnight is how a sheet keeps a day without a time."""
    return found if found.time() != found.min.time() else found.date()


def became_date(code: str, workbook: Workbook, cell: Cell) -> Slip:
    """The date that Excel made of a number or a code, and what was probably typed (day.month)."""
    found = moment(cell.text, workbook.date1904)
    if found is None:
        return slip("definition-not-a-number", written=cell.text)
    return slip(code, date=found.date(), meant=f"{found.day}.{found.month}")


def check_places(page: Page, row: int, key: str, value: Decimal, places: int | None) -> None:
    """Report a number with more decimals than points have (`places` None: not known, nothing to say)."""
    if places is not None and too_fine(value, places):
        page.report(row, key, slip("definition-too-many-decimals", value=plain(value), places=places))


def too_large(value: Decimal) -> Slip | None:
    """What is wrong with a number of points that no table has (a slip of the keyboard, or a sum of money)."""
    if abs(value) <= MOST_POINTS:
        return None
    return slip("definition-number-large", value=plain(value), most=plain(MOST_POINTS))


def too_fine(value: Decimal, places: int) -> bool:
    """Whether a number has more decimals than that."""
    shifted = value.scaleb(places)
    return shifted != shifted.to_integral_value()


def plain(value: Decimal) -> str:
    """The digits of a number, without needless zeros or exponents."""
    return f"{value.normalize():f}"


def _stored(cell: Cell) -> Decimal | None:
    try:
        return stored(cell.text)
    except InvalidOperation:
        return None
