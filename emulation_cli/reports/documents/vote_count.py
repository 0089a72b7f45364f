"""The minutes of the vote count (bien-ban-kiem-phieu.docx)."""

from __future__ import annotations

from dataclasses import dataclass

from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.meeting import meeting_day, meeting_line, said
from emulation_cli.reports.documents.votes import VoteTable, vote_tables
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.prose import Section, sections


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCount(Head):
    """The vote count in reading order; `chair` and `secretary` are names where Cuộc họp gives one."""

    opening: tuple[str, ...]
    tables: tuple[VoteTable, ...]
    before: tuple[Section, ...]
    closing: str
    chair: str
    secretary: str


def vote_count(material: Material) -> VoteCount | None:
    """The count of every recorded vote; None where none is recorded."""
    if not material.results.decisions.votes:
        return None
    cluster = one_line(material.cluster.name)
    subject = material.say("vote_count", "subject", period=material.period)
    return VoteCount(
        **values(head(material, "BB", subject, day=meeting_day(material))),
        opening=(
            *(meeting_line(material, item) for item in ("time", "place")),
            *(material.say("vote_count", item) for item in ("head", "members")),
            material.say("vote_count", "opening", cluster=cluster),
        ),
        tables=vote_tables(material),
        before=tuple(sections(material.cluster.prose, "ballot_count")),
        closing=material.say("vote_count", "closing", cluster=cluster),
        chair=said(material, "chair"),
        secretary=said(material, "secretary"),
    )
