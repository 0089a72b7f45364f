"""What the lines of Bỏ phiếu (decisions.xlsx) come to: a table a vote, for the vote count and the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from emulation_cli.cluster.decisions import Vote
from emulation_cli.cluster.rules_text import percent_text
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import one_line
from emulation_cli.scoring.awards import votes_needed
from emulation_cli.text import fold


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A unit's votes. `share` is printed as votes out of all members entitled, never as a rounded percentage."""

    number: str
    unit: str
    issued: str
    returned: str
    valid: str
    invalid: str
    votes: str
    share: str
    outcome: str


@dataclass(frozen=True, slots=True)
class VoteTable:
    """One round of votes on one award, or on the order of units that are tied; `needed` says what is enough."""

    title: str
    needed: str
    rows: tuple[VoteRow, ...]


def vote_tables(material: Material) -> tuple[VoteTable, ...]:
    """The rounds in the order in which they were recorded, the units of each by their votes."""
    rounds: dict[tuple[str | None, int], list[Vote]] = {}
    for vote in material.results.decisions.votes:
        rounds.setdefault((vote.award, vote.round), []).append(vote)
    several = {award for award, number in rounds if number > 1}
    return tuple(
        _table(material, award, number if award in several else 0, votes) for (award, number), votes in rounds.items()
    )


def _table(material: Material, award: str | None, number: int, votes: list[Vote]) -> VoteTable:
    about = one_line(award) if award else material.say("votes", "order")
    title = material.say("votes", "round" if number else "title", about=about, round=number)
    in_order = sorted(votes, key=lambda vote: -vote.votes)  # equal votes stay as they were recorded
    rows = tuple(_row(material, place, vote) for place, vote in enumerate(in_order, 1))
    return VoteTable(title, " ".join(_needed(material, award, votes)), rows)


def _row(material: Material, number: int, vote: Vote) -> VoteRow:
    return VoteRow(
        str(number),
        one_line(material.unit(vote.unit).name),
        str(vote.issued),
        str(vote.returned),
        str(vote.valid),
        str(vote.returned - vote.valid),
        str(vote.votes),
        f"{vote.votes}/{vote.members}",
        _outcome(material, vote),
    )


def _least(material: Material, award: str | None, members: int) -> int | None:
    """The fewest votes that are enough for an award; None where it declares none, or the vote is on an order."""
    rules = (rule for rule in material.cluster.awards if award is not None and fold(rule.name) == fold(award))
    rule = next(rules, None)
    return votes_needed(rule, members) if rule is not None and rule.votes is not None else None


def _outcome(material: Material, vote: Vote) -> str:
    least = _least(material, vote.award, vote.members)
    if least is None:
        return "–"
    return material.say("votes", "enough" if vote.votes >= least else "short")


def _needed(material: Material, award: str | None, votes: list[Vote]) -> Iterator[str]:
    """'Cần ít nhất 80% của 7 thành viên: 6 phiếu.', once for each number of members."""
    rule = next((rule for rule in material.cluster.awards if award and fold(rule.name) == fold(award)), None)
    if rule is None or rule.votes is None:
        return
    for members in dict.fromkeys(vote.members for vote in votes):
        share, least = percent_text(rule.votes, material.language), votes_needed(rule, members)
        yield material.say("votes", "needed", share=share, members=members, votes=least)
