"""Each award as a table: how its quota was counted, what it asks, every unit looked at and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from emulation_cli.catalogue import text
from emulation_cli.cluster.decisions import Treatment, Vote
from emulation_cli.cluster.rules import AwardRule
from emulation_cli.cluster.rules_text import conditions_text, percent_text
from emulation_cli.decimals import localise_number
from emulation_cli.reports.decided import why_undecided
from emulation_cli.reports.filters import one_line
from emulation_cli.results import Results, Standing
from emulation_cli.scoring.awards import Award, Candidate, candidates_of, judge, last_vote, votes_needed

MOST_UNITS = 300  # of a larger cluster only the units that come into question


@dataclass(frozen=True, slots=True)
class Considered:
    """A unit as an award looks at it; `why` in words what it lacks, '' where it is eligible. No vote: None."""

    standing: Standing
    vote: Vote | None
    needed: int | None
    why: str
    outcome: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class AwardTable:
    """One award; `facts` are its quota, conditions and votes in sentences, `outcome` what came of it."""

    name: str
    facts: tuple[str, ...]
    outcome: tuple[str, ...]
    units: tuple[Considered, ...]


def award_tables(results: Results, language: str) -> tuple[AwardTable, ...]:
    """Every award in the order declared."""
    rules = {rule.name: rule for rule in results.cluster.awards}
    given: dict[str, str] = {}
    tables = []
    for award in results.awards:
        tables.append(_Told(results, language, rules[award.name], award, given).table())
        given |= dict.fromkeys((*award.units, *award.held), award.name)
    return tuple(tables)


class _Told:
    """One award being put into words; `given` are the units that an earlier one took, with its name."""

    def __init__(self, results: Results, language: str, rule: AwardRule, award: Award, given: dict[str, str]) -> None:
        self.results, self.language, self.rule, self.award = results, language, rule, award
        self.given = dict(given)
        self.say = partial(text, language, "reports")

    def table(self) -> AwardTable:
        """The whole award."""
        return AwardTable(one_line(self.award.name), tuple(self._facts()), tuple(self._outcome()), tuple(self._units()))

    def _facts(self) -> Iterator[str]:
        rule, cluster = self.rule, self.results.cluster
        yield self._quota()
        conditions = conditions_text(rule, [one.name for one in cluster.classes], self.language)
        yield self._words("conditions", conditions=conditions or self._words("any"))
        if rule.votes is not None:
            least = _share(rule.votes, self.language)
            yield self._words("votes", share=least)

    def _quota(self) -> str:
        rule, excuses = self.rule, self.results.decisions.excuses
        if not rule.percent:
            return self._words("quota", quota=self.award.quota)
        excused = {line.unit for line in excuses if line.treatment is Treatment.EXCUSED}
        members = len(self.results.cluster.units) - len(excused)
        exact = localise_number(f"{(rule.quota * members).scaleb(-2).normalize():f}", self.language)
        way = self._words("up" if rule.round_up else "down")
        share = percent_text(rule.quota, self.language)
        return self._words("quota_share", share=share, members=members, exact=exact, way=way, quota=self.award.quota)

    def _outcome(self) -> Iterator[str]:
        award = self.award
        if award.undecided:
            yield self._words("undecided", why=why_undecided(self.results, award, self.language))
            yield self._words("held", units=self._names(award.held))
        else:
            yield self._words("proposed", units=self._names(award.units))
        if award.tied:
            left = award.quota - len(award.units) - len(award.held) - award.reserved
            yield self._words("tied", units=self._names(award.tied), left=left, count=len(award.tied))
        if award.waiting:
            yield self._words("waiting", units=self._names(award.waiting), reserved=award.reserved)

    def _units(self) -> Iterator[Considered]:
        standings = {one.unit: one for one in self.results.standings}
        candidates = candidates_of(self.results.decisions, self.results.standings)
        if len(candidates) > MOST_UNITS:
            award = self.award
            named = {*award.units, *award.held, *award.tied, *award.waiting, *(one.unit for one in award.passed_over)}
            candidates = [one for one in candidates if one.unit in named]
        for one, why in judge(self.results.cluster, self.results.decisions, self.rule, candidates):
            yield self._considered(standings[one.unit], one, why)

    def _considered(self, standing: Standing, one: Candidate, why: str) -> Considered:
        vote = last_vote(self.results.decisions.votes, self.rule.name, one.unit)
        asked = vote if self.rule.votes is not None else None
        needed = votes_needed(self.rule, asked.members) if asked else None
        if one.unit in self.given:
            earlier = self._words("earlier", award=one_line(self.given[one.unit]))
            return Considered(standing, asked, needed, earlier, self._words("outcome.no"), False)
        proposed = one.unit in (*self.award.units, *self.award.held)
        return Considered(standing, asked, needed, self._lacking(one, why), self._came_to(one, why), proposed)

    def _lacking(self, one: Candidate, why: str) -> str:
        if not why:
            return ""
        words = self._words(f"why.{why.replace('-', '_')}", **{"class": one.class_name or "–"})
        bars = self.results.decisions.award_bars
        grounds = [bar.reason for bar in bars if bar.unit == one.unit and bar.award in (None, self.rule.name)]
        return f"{words}: {one_line('; '.join(grounds))}" if why == "barred" else words

    def _came_to(self, one: Candidate, why: str) -> str:
        award = self.award
        if one.unit in award.units:
            return self._words("outcome.proposed")
        if one.unit in award.held:
            return self._words("outcome.held")
        if one.unit in award.tied:
            return self._words("outcome.tied")
        if one.unit in award.waiting:
            return self._words("outcome.waiting")
        return self._words("outcome.no" if why else "outcome.full")

    def _names(self, units: tuple[str, ...]) -> str:
        return ", ".join(one_line(self.results.cluster.unit_of[unit].name) for unit in units) or self._words("nobody")

    def _words(self, key: str, **values: object) -> str:
        return self.say(f"workbook.awards.{key}", **values)


def _share(votes: Decimal, language: str) -> str:
    """'80%', or '2/3' where the percentage has no end."""
    for whole in range(2, 13):
        part = round(votes * whole / 100)
        if 0 < part < whole and abs(Decimal(part * 100) / whole - votes) < Decimal("1E-9") and votes != round(votes, 6):
            return f"{part}/{whole}"
    return percent_text(votes, language)
