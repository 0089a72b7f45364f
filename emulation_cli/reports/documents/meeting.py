"""The meeting as Cuộc họp (decisions.xlsx) records it, with blanks to fill in by hand where it says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from emulation_cli.cluster.decisions import Meeting
from emulation_cli.reports.documents.head import own_day
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import plain

_DAY = re.compile(r"\b(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|,?\s+năm\s+)(\d{4})\b", re.IGNORECASE)
ITEMS = ("time", "place", "present", "absent", "chair", "secretary")


def meeting_lines(material: Material) -> tuple[str, ...]:
    """'Thời gian: …', 'Địa điểm: …', who was there, who was not, who chaired, who wrote."""
    return tuple(meeting_line(material, item) for item in ITEMS)


def meeting_line(material: Material, item: str) -> str:
    """What is known of one item, or dots to write on."""
    words = said(material, item)
    return material.say("minutes", f"meeting.{item}", text=f"{words}." if words else material.say("minutes", "blank"))


def meeting_day(material: Material) -> date | None:
    """The day that the record names as the meeting's ('8 giờ ngày 05/7/2026'), which is that of its minutes; where it
    names none, the cluster file's Ngày văn bản if that is the minutes', else blanks to fill in."""
    named = _DAY.search(said(material, "time"))
    try:
        return date(*map(int, reversed(named.groups()))) if named else own_day(material, "BB")
    except ValueError:  # no such day
        return own_day(material, "BB")


def said(material: Material, item: str) -> str:
    """What the record says of one item; several lines of it one after the other."""
    lines: Sequence[Meeting] = material.tally.decisions.meeting if material.tally else ()
    words = (" ".join(plain(line.text).split()) for line in lines if line.item == item)
    return "; ".join(word.rstrip(" .;") for word in words if word)
