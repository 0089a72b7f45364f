"""Dates as spreadsheets keep them: days since an epoch, with Excel's own 29 February 1900."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_DAY = 60  # Excel counts a 29 February 1900 that never was
_DAY_MS = 86_400_000


def moment(text: str, date1904: bool = False) -> datetime | None:
    """The date and time that a stored number stands for, to the millisecond; None where it stands for none.

    A number below 1 is a time of day: it comes with the epoch's own day, 30 December 1899 (or 1 January 1904).
    """
    try:
        milliseconds = int((Decimal(text) * _DAY_MS).to_integral_value())
        if date1904:
            return _EPOCH_1904 + timedelta(milliseconds=milliseconds)
        if milliseconds < 0:
            return None
        early = _DAY_MS <= milliseconds < _LEAP_DAY * _DAY_MS
        return _EPOCH + timedelta(milliseconds=milliseconds + (_DAY_MS if early else 0))
    except (InvalidOperation, OverflowError, ValueError):
        return None


def serial(iso: str, date1904: bool = False) -> str | None:
    """The number that stands for an ISO date, time or both ('2026-05-09T12:00:00' → '46151.5'), as stored text."""
    try:
        when = _moment(iso.strip())
    except ValueError:
        return None
    gap = when - (_EPOCH_1904 if date1904 else _EPOCH)
    days = Decimal(gap // timedelta(milliseconds=1)) / _DAY_MS
    return f"{days.normalize():f}"


def _moment(iso: str) -> datetime:
    if "-" not in iso:
        return datetime.fromisoformat(f"1899-12-30T{iso}").replace(tzinfo=None)
    return datetime.fromisoformat(iso).replace(tzinfo=None)
