"""Awards (Khen thưởng): who is proposed for what, by rank, within the quota, each unit once.

Quotas are a number or a share of the units not excused (domain.md 3.3); a vote counts over all members entitled,
present or not (Nghị định 98/2023 Điều 30: 80 % of all members). A tie across the quota's edge is reported, not cut,
and without the quorum that the cluster declares nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Protocol

from emulation_cli.cluster.attendance import attendance
from emulation_cli.cluster.awards import quota_for
from emulation_cli.cluster.decisions import Decisions, Vote
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import AwardRule
from emulation_cli.exact import Fraction
from emulation_cli.scoring.settling import Entrant, settle
from emulation_cli.text import fold


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked unit as awards see it."""

    unit: str
    rank: int
    class_name: str | None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A unit that would have been in turn, and the code that says why it is not proposed."""

    unit: str
    why: str  # rank, class, unregistered, barred, votes, no-vote


@dataclass(frozen=True, slots=True)
class Award:
    """What one award comes to: `quota` whole, `units` proposed in rank order, `tied` across its edge (not cut).

    `waiting` are units in turn that are still tied for an earlier award, of which `reserved` will get this one.
    `undecided` says why the meeting could not decide ('' where it could): quorum-missed, quorum-of-votes,
    attendance-unknown. Then `units` is empty and `held` are those who would be proposed.
    """

    name: str
    quota: int
    units: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    undecided: str = ""
    held: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    reserved: int = 0


class Placed(Protocol):
    """What awards need of a standing."""

    @property
    def unit(self) -> str:
        """Its code."""

    @property
    def rank(self) -> int:
        """From 1; equals share one."""

    @property
    def class_(self) -> str | None:
        """Xếp loại."""


def candidates_of(decisions: Decisions, standings: Iterable[Placed]) -> list[Candidate]:
    """Those that awards look at, in rank order: every ranked unit that sent a sheet."""
    out = {line.unit for line in decisions.excuses}
    return [Candidate(one.unit, one.rank, one.class_) for one in standings if one.unit not in out]


def make_awards(
    cluster: Cluster, decisions: Decisions, candidates: Sequence[Candidate], members: int
) -> tuple[Award, ...]:
    """Every award in the order declared. `candidates` in rank order; `members` is how many units are not excused."""
    judged = [judge(cluster, decisions, rule, candidates) for rule in cluster.awards]
    quotas = [quota_for(rule, members) for rule in cluster.awards]
    entrants = [
        Entrant(one.unit, one.rank, tuple(not of_rule[place][1] for of_rule in judged))
        for place, one in enumerate(candidates)
    ]
    given: set[str] = set()
    awards = []
    for rule, of_rule, quota, settled in zip(cluster.awards, judged, quotas, settle(entrants, quotas), strict=True):
        left = [(one, why) for one, why in of_rule if one.unit not in given]
        award = Award(
            rule.name,
            quota,
            settled.units,
            settled.tied,
            _passed_over(left, settled.edge),
            waiting=settled.waiting,
            reserved=settled.reserved,
        )
        awards.append(_decided(cluster, decisions, rule, left, award))
        given.update(settled.units)
    return tuple(awards)


Judged = Sequence[tuple[Candidate, str]]


def judge(cluster: Cluster, decisions: Decisions, rule: AwardRule, candidates: Iterable[Candidate]) -> Judged:
    """Each candidate with the first condition that it does not meet, '' where it meets all."""
    return [(one, _why_not(cluster, decisions, rule, one)) for one in candidates]


def _decided(cluster: Cluster, decisions: Decisions, rule: AwardRule, judged: Judged, award: Award) -> Award:
    """The award as it is, or held up where those who decided were too few."""
    why = _undecided(cluster, decisions, rule, judged)
    return replace(award, units=(), undecided=why, held=award.units) if why else award


def _undecided(cluster: Cluster, decisions: Decisions, rule: AwardRule, judged: Judged) -> str:
    """Why a meeting without quorum leaves an award undecided (HN01: 2/3 of members, BN86: 80 %), '' where it had."""
    if cluster.quorum is None:
        return ""
    reached = attendance(cluster, decisions).reaches(cluster.quorum)
    if reached is False:
        return "quorum-missed"
    if rule.votes is None:
        return "" if reached else "attendance-unknown"
    voted = [last_vote(decisions.votes, rule.name, one.unit) for one, why in judged if why in ("", "votes")]
    short = any(vote is not None and not cluster.quorum.reached(vote.issued, vote.members) for vote in voted)
    return "quorum-of-votes" if short else ""


def _passed_over(judged: Judged, edge: int | None) -> tuple[PassedOver, ...]:
    """Those who were in turn before the quota was full, and why they are not proposed."""
    return tuple(PassedOver(one.unit, why) for one, why in judged if why and (edge is None or one.rank <= edge))


def _why_not(cluster: Cluster, decisions: Decisions, rule: AwardRule, one: Candidate) -> str:
    """The first condition that a candidate does not meet, '' where it meets all."""
    least, most = rule.ranks
    if (least is not None and one.rank < least) or (most is not None and one.rank > most):
        return "rank"
    if rule.classes and one.class_name not in rule.classes:
        return "class"
    if rule.registered and not _registered(cluster, rule, one.unit):
        return "unregistered"
    if any(bar.unit == one.unit and bar.award in (None, rule.name) for bar in decisions.award_bars):
        return "barred"
    return _vote_lacking(decisions, rule, one.unit) if rule.votes is not None else ""


def _registered(cluster: Cluster, rule: AwardRule, unit: str) -> bool:
    return (unit, fold(rule.name)) in cluster.registered


def _vote_lacking(decisions: Decisions, rule: AwardRule, unit: str) -> str:
    """Whether the last round's votes reach the share of all members entitled, compared exactly (80 % of 7 is 6)."""
    vote = last_vote(decisions.votes, rule.name, unit)
    if vote is None:
        return "no-vote"
    return "" if vote.votes * 100 >= Fraction(rule.votes or 0) * vote.members else "votes"


def last_vote(votes: Sequence[Vote], award: str | None, unit: str) -> Vote | None:
    """The vote of the last round for a unit and an award (None: on a tie)."""
    mine = [vote for vote in votes if vote.unit == unit and vote.award == award]
    return max(mine, key=lambda vote: vote.round, default=None)


def votes_needed(rule: AwardRule, members: int) -> int:
    """The fewest votes of so many members that are enough; 0 where there is no vote."""
    return ceil(Fraction(rule.votes or 0) * members / 100)
