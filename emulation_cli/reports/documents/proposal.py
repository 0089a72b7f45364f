"""The proposal for awards (to-trinh.docx)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from emulation_cli.reports.decided import award_remarks
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.filters import listed, one_line
from emulation_cli.reports.prose import Section, sections
from emulation_cli.reports.ranking import total_text
from emulation_cli.scoring.awards import Award, last_vote


@dataclass(frozen=True, slots=True)
class Proposed:
    """A unit proposed for an award, with what it rests on; `votes` is '' where there was no vote."""

    number: str
    unit: str
    total: str
    rank: str
    class_name: str
    votes: str


@dataclass(frozen=True, slots=True)
class Group:
    """Those proposed for one award."""

    title: str
    units: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Head):
    """The proposal in reading order; `remarks` tell of ties across a quota and of units passed over."""

    opening: str
    groups: tuple[Group, ...]
    remarks: tuple[str, ...]
    own: tuple[Section, ...]
    closing: str


def proposal(material: Material) -> Proposal | None:
    """What the cluster proposes; None where it declares no award."""
    if not material.cluster.awards:
        return None
    cluster, results = one_line(material.cluster.name), material.results
    groups = tuple(_groups(material))
    return Proposal(
        **values(head(material, "TTr", material.say("proposal", "subject", period=material.period), addressed=True)),
        opening=material.say("proposal", "opening" if groups else "nobody", cluster=cluster, period=material.period),
        groups=groups,
        remarks=listed(award_remarks(results, material.language)),
        own=tuple(sections(results.cluster.prose, "proposal")),
        closing=material.say("proposal", "closing" if groups else "closing_nobody", cluster=cluster),
    )


def _groups(material: Material) -> Iterator[Group]:
    for award in material.results.awards:
        if award.units:
            rows = (_proposed(material, award, number, unit) for number, unit in enumerate(award.units, 1))
            title = material.say("proposal", "group", award=one_line(award.name), count=len(award.units))
            yield Group(title, tuple(rows))


def _proposed(material: Material, award: Award, number: int, unit: str) -> Proposed:
    standing, vote = material.standing_of[unit], last_vote(material.results.decisions.votes, award.name, unit)
    return Proposed(
        str(number),
        one_line(standing.name),
        total_text(material.results, standing, material.language),
        str(standing.rank),
        one_line(standing.class_ or "–"),
        f"{vote.votes}/{vote.members}" if vote else "–",
    )
