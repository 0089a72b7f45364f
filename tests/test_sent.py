"""When a sheet was sent (formats.md, "Time sent"): the file's own property, a date in its name, else unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from builders import sheet, workbook

from emulation_cli.intake.sent import BLANK_MADE, VIETNAM, is_late, sent_when

NOON = time(12)


def sent(name: str = "A.xlsx", modified: datetime | None = None) -> datetime | None:
    return sent_when(workbook(sheet("S", []), name=name, modified=modified))


def test_the_file_s_own_property_comes_first_in_vietnam_s_time() -> None:
    modified = datetime(2026, 6, 20, 18, 30, tzinfo=UTC)
    assert sent("A 01.5.2026.xlsx", modified) == datetime(2026, 6, 21, 1, 30, tzinfo=VIETNAM)
    assert str(sent("A.xlsx", modified)) == "2026-06-21 01:30:00+07:00"


def test_a_property_without_a_zone_is_in_vietnam_s_time() -> None:
    moment = datetime(2026, 6, 20, 8, tzinfo=VIETNAM)
    assert sent(modified=moment.replace(tzinfo=None)) == moment


def test_the_property_of_a_blank_sheet_says_nothing() -> None:
    assert sent(modified=BLANK_MADE) is None
    assert sent("A 12.6.2026.xlsx", BLANK_MADE) == datetime.combine(date(2026, 6, 12), NOON, VIETNAM)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Sở A 12.6.2026.xlsx", date(2026, 6, 12)),
        ("Sở A_12-06-2026.xlsx", date(2026, 6, 12)),
        ("12_6_2026 Sở A.xlsx", date(2026, 6, 12)),
        ("Sở A 2026-06-12.xlsx", date(2026, 6, 12)),
        ("nộp 01.5.2026/Sở A 12.6.2026.xlsx", date(2026, 6, 12)),  # the file's name, not the folder's
        ("Sở A số 45.13.2026 ngày 12.6.2026.xlsx", date(2026, 6, 12)),
    ],
)
def test_else_a_date_in_its_name_counts_as_noon(name: str, day: date) -> None:
    assert sent(name) == datetime.combine(day, NOON, VIETNAM)


@pytest.mark.parametrize(
    "name",
    ["A.xlsx", "A 31.2.2026.xlsx", "A 15.12.xlsx", "A 112.6.2026.xlsx", "A 12.6.20261.xlsx", "A 2026-13-01.xlsx"],
)
def test_else_it_is_unknown(name: str) -> None:
    assert sent(name) is None


def test_a_day_as_deadline_lasts_until_midnight() -> None:
    deadline = date(2026, 6, 20)
    assert not is_late(datetime(2026, 6, 20, 23, 59, 59, tzinfo=VIETNAM), deadline)
    assert is_late(datetime(2026, 6, 21, 0, 0, tzinfo=VIETNAM), deadline)
    assert not is_late(datetime(2026, 6, 20, 16, 59, tzinfo=UTC), deadline)  # 23:59 in Vietnam
    assert is_late(datetime(2026, 6, 20, 17, 0, tzinfo=UTC), deadline)


@pytest.mark.parametrize("zone", [None, VIETNAM])
def test_a_time_as_deadline_is_exact(zone: timezone | None) -> None:
    deadline = datetime(2026, 6, 20, 17, 0, tzinfo=zone)
    assert not is_late(datetime(2026, 6, 20, 17, 0, tzinfo=VIETNAM), deadline)
    assert is_late(datetime(2026, 6, 20, 17, 0, tzinfo=VIETNAM) + timedelta(seconds=1), deadline)


def test_nothing_is_late_without_a_deadline_or_a_known_time() -> None:
    assert not is_late(None, date(2026, 6, 20))
    assert not is_late(datetime(2036, 1, 1, tzinfo=UTC), None)
