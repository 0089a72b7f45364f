"""Dates as spreadsheets keep them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from emulation_cli.spreadsheet.dates import moment, serial

seconds = st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("stored", "day"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("61", date(1900, 3, 1)),
        ("46151", date(2026, 5, 9)),
        ("46151.999", date(2026, 5, 9)),
        ("2958465", date(9999, 12, 31)),
    ],
)
def test_days(stored: str, day: date) -> None:
    when = moment(stored)
    assert when is not None
    assert when.date() == day


def test_times_of_day() -> None:
    assert moment("46151.5") == datetime(2026, 5, 9, 12)  # noqa: DTZ001
    assert moment("0.333333333333333", date1904=True) == datetime(1904, 1, 1, 8)  # noqa: DTZ001
    assert serial("08:00:00") == serial("08:00")
    assert moment(serial("08:00:00")) == moment("0.333333333333333")


@pytest.mark.parametrize("stored", ["-1", "2958466", "1e99", "9,5", "", "nan", "Infinity"])
def test_numbers_that_are_no_date(stored: str) -> None:
    assert moment(stored) is None


@pytest.mark.parametrize("iso", ["", "hôm nay", "2026-13-01", "25:00:00"])
def test_texts_that_are_no_date(iso: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        serial(iso)


@given(seconds, st.booleans())
def test_what_is_stored_reads_back(when: datetime, date1904: bool) -> None:
    if date1904 and when.year < 1904:
        when += timedelta(days=5 * 365)
    stored = serial(when.isoformat(), date1904)
    assert moment(stored, date1904) == when
    theirs = to_excel(when, CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900)
    assert float(stored) == pytest.approx(theirs, rel=0, abs=1e-8)
