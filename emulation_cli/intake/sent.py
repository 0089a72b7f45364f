"""When a sheet was sent: what the file itself says, never what the file system says (copying changes that)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import PurePath

from emulation_cli.spreadsheet.cells import Workbook

VIETNAM = timezone(timedelta(hours=7))
# The property that blank sheets go out with: a sheet that still has it was not saved by Excel, so it says nothing.
BLANK_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_DATE_IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})[.\-_ ](?P<month>\d{1,2})[.\-_ ](?P<year>20\d{2})"
    r"|(?P<iso>20\d{2}-\d{2}-\d{2}))(?!\d)"
)


def sent_when(workbook: Workbook) -> datetime | None:
    """The file's own modified property, else a date in its name (its noon), else unknown; in Vietnam's time."""
    modified = workbook.modified
    if modified is not None and modified != BLANK_MADE:
        return modified.astimezone(VIETNAM) if modified.tzinfo else modified.replace(tzinfo=VIETNAM)
    day = _day_in(PurePath(workbook.name).name)
    return datetime.combine(day, time(12), VIETNAM) if day else None


def _day_in(name: str) -> date | None:
    """'Sở A 12.6.2026.xlsx' or 'Sở A 2026-06-12.xlsx': the first thing that can be a date."""
    for found in _DATE_IN_NAME.finditer(name):
        try:
            if found["iso"]:
                return date.fromisoformat(found["iso"])
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def is_late(sent: datetime | None, deadline: datetime | date | None) -> bool:
    """Whether it came after the deadline; a deadline without a time of day means the end of that day."""
    if sent is None or deadline is None:
        return False
    if not isinstance(deadline, datetime):
        deadline = datetime.combine(deadline, time.max)
    return sent > (deadline if deadline.tzinfo else deadline.replace(tzinfo=VIETNAM))
