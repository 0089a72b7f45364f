"""Awards (Khen thưởng): who is proposed for what, by rank, within the quota, each unit once.

Quotas are a number or a share of the units not excused (domain.md 3.3); a vote counts over all members entitled,
present or not (Nghị định 98/2023 Điều 30: 80 % of all members). A tie across the quota's edge is reported, not cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from emulation_cli.cluster.awards import quota_for
from emulation_cli.cluster.decisions import Decisions, Vote
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import AwardRule
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
    """What one award comes to: `quota` whole, `units` proposed in rank order, `tied` across its edge (not cut)."""

    name: str
    quota: int
    units: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def make_awards(
    cluster: Cluster, decisions: Decisions, candidates: Sequence[Candidate], members: int
) -> tuple[Award, ...]:
    """Every award in the order declared. `candidates` in rank order; `members` is how many units are not excused."""
    given: set[str] = set()
    awards = []
    for rule in cluster.awards:
        award = _award(cluster, decisions, rule, [one for one in candidates if one.unit not in given], members)
        given |= set(award.units)
        awards.append(award)
    return tuple(awards)


def _award(
    cluster: Cluster, decisions: Decisions, rule: AwardRule, candidates: Sequence[Candidate], members: int
) -> Award:
    quota = quota_for(rule, members)
    judged = [(one, _why_not(cluster, decisions, rule, one)) for one in candidates]
    units: list[str] = []
    edge: int | None = None  # the rank at which the quota was full
    for together in _by_rank([one for one, why in judged if not why]):
        if len(units) + len(together) > quota:
            tied = tuple(one.unit for one in together) if len(units) < quota else ()
            return Award(rule.name, quota, tuple(units), tied, _passed_over(judged, together[0].rank))
        units += [one.unit for one in together]
        edge = together[0].rank if len(units) == quota else None
    return Award(rule.name, quota, tuple(units), (), _passed_over(judged, edge))


def _by_rank(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates of one rank together, in rank order."""
    ranks = dict.fromkeys(one.rank for one in candidates)
    for rank in ranks:
        yield [one for one in candidates if one.rank == rank]


def _passed_over(judged: Sequence[tuple[Candidate, str]], edge: int | None) -> tuple[PassedOver, ...]:
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
    return any(one.unit == unit and fold(one.title) == fold(rule.name) for one in cluster.registrations)


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
