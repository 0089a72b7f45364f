"""Dates as spreadsheets keep them: days since an epoch, with Excel's own 29 February 1900."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_FIRST_OF_MARCH = 61  # Excel counts a 29 February 1900 that never was; before it, days are one less
_DAY = timedelta(days=1)
_DAY_MS = 86_400_000
_MILLISECOND = timedelta(milliseconds=1)


def moment(text: str, date1904: bool = False) -> datetime | None:
    """The date and time that a stored number stands for, to the millisecond; None where it stands for none.

    A number below 1 is a time of day: it comes with the day before 1 January 1900 (or with 1 January 1904).
    """
    try:
        milliseconds = int((Decimal(text) * _DAY_MS).to_integral_value())
        if milliseconds < 0:
            return None
        if date1904:
            return _EPOCH_1904 + milliseconds * _MILLISECOND
        early = milliseconds < (_FIRST_OF_MARCH - 1) * _DAY_MS
        return _EPOCH + milliseconds * _MILLISECOND + (_DAY if early else 0 * _DAY)
    except (InvalidOperation, OverflowError, ValueError):
        return None


def serial(iso: str, date1904: bool = False) -> str:
    """The number that stands for an ISO date, time or both ('2026-05-09T12:00:00' → '46151.5'), as stored text.

    Raises ValueError for what is none.
    """
    shown = iso.strip()
    epoch = _EPOCH_1904 if date1904 else _EPOCH
    if "-" not in shown:
        shown = f"{epoch.date()}T{shown}"
    gap = datetime.fromisoformat(shown).replace(tzinfo=None) - epoch
    if not date1904 and _DAY < gap < _FIRST_OF_MARCH * _DAY:
        gap -= _DAY
    return f"{(Decimal(gap // _MILLISECOND) / _DAY_MS).normalize():f}"
