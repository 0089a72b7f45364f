"""The meeting as Cuộc họp (decisions.xlsx) records it, with blanks to fill in by hand where it says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from emulation_cli.cluster.decisions import Meeting
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import plain

ITEMS = ("time", "place", "present", "absent", "chair", "secretary")


def meeting_lines(material: Material) -> tuple[str, ...]:
    """'Thời gian: …', 'Địa điểm: …', who was there, who was not, who chaired, who wrote."""
    return tuple(
        material.say("minutes", f"meeting.{item}", text=said(material, item) or material.say("minutes", "blank"))
        for item in ITEMS
    )


def said(material: Material, item: str) -> str:
    """What the record says of one item; several lines of it one after the other."""
    lines: Sequence[Meeting] = material.tally.decisions.meeting if material.tally else ()
    words = (" ".join(plain(line.text).split()) for line in lines if line.item == item)
    return "; ".join(word.rstrip(" .;") for word in words if word)
