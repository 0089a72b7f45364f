"""Cells as values: a number, an answer, a tick, or a finding; never a guess and never a silent zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from emulation_cli.decimals import Reading, Typed, stored, typed
from emulation_cli.intake.submission import Missing, Value
from emulation_cli.labels import key_of
from emulation_cli.spreadsheet.cells import Cell, Kind, Shown, Workbook
from emulation_cli.spreadsheet.dates import moment

HUNDRED = Decimal(100)
LEAP_YEAR = 366  # days; a smaller number shown as a date falls into the epoch's own year

stored_number = lru_cache(maxsize=65536)(stored)


@dataclass(frozen=True, slots=True)
class Found:
    """A cell's value, and the code and params of what must be said about it ('' for nothing)."""

    value: Value
    code: str = ""
    params: tuple[tuple[str, str], ...] = ()


BLANK = Found(Missing.BLANK)


def _bad(code: str, **params: object) -> Found:
    return Found(Missing.UNREADABLE, code, tuple((name, str(value)) for name, value in params.items()))


def read_number(workbook: Workbook, cell: Cell | None, maximum: Decimal | None, percent: bool) -> Found:
    """A cell as a number. `maximum` for a score (its upper limit), None for a result; `percent` where the
    measure is a percentage: 95 and 95% are then the same, and 0,95 is asked about."""
    if cell is None:
        return BLANK
    if cell.kind is Kind.NUMBER:
        return _stored(workbook, cell, percent)
    if cell.kind is Kind.TEXT:
        return _typed(cell.text, maximum, percent)
    return _valueless(cell)


def _valueless(cell: Cell) -> Found:
    if cell.kind is Kind.UNCALCULATED:
        return _bad("formula-not-calculated", formula=(cell.formula or "")[:80])
    if cell.kind is Kind.ERROR:
        return _bad("cell-error", error=cell.text)
    return _bad("number-unreadable", text="TRUE" if cell.text == "1" else "FALSE")


def _stored(workbook: Workbook, cell: Cell, percent: bool) -> Found:
    try:
        value = stored_number(cell.text)
    except InvalidOperation:
        return _bad("number-unreadable", text=cell.text[:60])
    shown = workbook.shown(cell)
    if shown is Shown.NUMBER or shown is Shown.TEXT:
        return _maybe_fraction(value) if percent else Found(value)
    if shown is Shown.PERCENT:
        return (
            Found(value * HUNDRED)
            if percent
            else _bad("number-is-percent", shown=f"{_digits(value * HUNDRED)}%".replace(".", ","))
        )
    return _date(value, shown, workbook.date1904)


def _maybe_fraction(value: Decimal) -> Found:
    """0,95 where percents are asked for may mean 0,95% or 95%."""
    if 0 < value <= 1:
        return _bad("percent-as-fraction", value=f"{value:f}", percent=_digits(value * HUNDRED))
    return Found(value)


def _date(value: Decimal, shown: Shown, date1904: bool) -> Found:
    """Under a Vietnamese locale Excel turns a typed 9.5 or 9/5 into 9 May: name it, with what was probably typed.
    A 9 in a cell that shows dates is 9 January 1900 there, and was a 9."""
    when = moment(f"{value:f}", date1904)
    if when is None:
        return _bad("number-unreadable", text=f"{value:f}")
    if shown is Shown.TIME:
        return _bad("number-unreadable", text=f"{when:%H:%M}")
    number = f"{value:f}" if value < LEAP_YEAR else f"{when.day}.{when.month}"
    return _bad("number-became-date", date=when.date().isoformat(), number=number)


def _typed(text: str, maximum: Decimal | None, percent: bool) -> Found:
    if not text.strip():
        return BLANK
    reading = typed(text)
    shown = text.strip()[:60]
    if reading.how is Typed.FOOTNOTE:
        return _bad("number-footnote", text=shown, other=_digits(reading.other))
    if reading.how is Typed.THOUSANDS_OR_DECIMALS:
        return _bad("number-ambiguous", text=shown, other=_digits(reading.other), value=_either(reading))
    if reading.value is None:
        return _bad("number-unreadable", text=shown)
    if reading.how is Typed.PERCENT:
        return Found(reading.value) if percent else _bad("number-is-percent", shown=shown)
    if reading.how is Typed.OVER and reading.other != maximum:
        return _bad("number-over-other", text=shown, other=_digits(reading.other))
    if percent and 0 < reading.value <= 1:
        return _maybe_fraction(reading.value)
    if reading.how is Typed.COMMA_THREE_DIGITS and (maximum is None or (reading.other or 0) <= maximum):
        return _with_note("number-three-decimals", reading, shown)
    return _with_note("number-as-text", reading, shown)


def _with_note(code: str, reading: Reading, shown: str) -> Found:
    value = reading.value if reading.value is not None else Missing.UNREADABLE
    other = _digits(reading.other)
    return Found(value, code, (("other", other), ("text", shown), ("value", _digits(reading.value))))


def _digits(value: Decimal | None) -> str:
    """A number's plain digits, without zeros behind the last decimal that says something."""
    return "" if value is None else f"{value.normalize():f}"


def _either(reading: Reading) -> str:
    """The decimal reading of an ambiguous '1.250'."""
    return "" if reading.other is None else _digits(reading.other / 1000)


def read_answer(cell: Cell | None) -> Found:
    """A đạt / không answer as 1 or 0."""
    if cell is None or (cell.kind is Kind.TEXT and not cell.text.strip()):
        return BLANK
    if cell.kind in (Kind.ERROR, Kind.UNCALCULATED):
        return _valueless(cell)
    answer = {"1": "yes", "0": "no"}.get(cell.text.strip()) or key_of("answer", cell.text)
    if answer not in ("yes", "no"):
        return _bad("answer-unreadable", text=cell.text.strip()[:60])
    return Found(Decimal(answer == "yes"))


def read_tick(cell: Cell | None) -> tuple[bool, str]:
    """Whether a tick cell is ticked, and the code of what must be said about it."""
    text = cell.text.strip() if cell else ""
    if not text:
        return False, "tick-unreadable" if cell and cell.kind is Kind.UNCALCULATED else ""
    if key_of("answer", text) in ("yes", "not_assigned") or text == "1":
        return True, ""
    if key_of("answer", text) == "no" or text == "0":
        return False, ""
    return False, "tick-unreadable"
