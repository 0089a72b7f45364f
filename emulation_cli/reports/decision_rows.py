"""Every line of decisions.xlsx as a row for people: what it says, what it made of the figure, and its ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from emulation_cli.catalogue import text
from emulation_cli.cluster.decisions import Vote
from emulation_cli.cluster.decisions_file import SHEETS
from emulation_cli.labels import label
from emulation_cli.reports.decided import meeting_lines
from emulation_cli.reports.filters import one_line, trimmed
from emulation_cli.results import Effect, Results

Figure = Decimal | int | str | None  # points, a rank, a class; None where there is nothing to show


@dataclass(frozen=True, slots=True)
class Row:
    """`sheet` is the key of the sheet it stands on (adjustments, tie_decisions …), '' for what all of them did."""

    sheet: str
    unit: str
    what: str
    before: Figure = None
    after: Figure = None
    ground: str = ""
    by: str = ""


def decision_rows(results: Results, language: str) -> tuple[Row, ...]:
    """Every line of every sheet, in the order of the file."""
    told = _Told(results, language)
    given = results.decisions
    lines = ((each.key, field, getattr(given, field)) for field, each in SHEETS.items())
    return tuple(row for key, field, found in lines for row in getattr(told, field)(key, found))


def effect_rows(results: Results, language: str) -> tuple[Row, ...]:
    """Totals, ranks and classes that another without the decisions, with the sheets that speak of the unit."""
    return tuple(row for one in results.effects for row in _effect(results, one, language))


def _effect(results: Results, one: Effect, language: str) -> Iterator[Row]:
    moved: tuple[tuple[str, Figure, Figure], ...] = (
        ("total", one.total_before, one.total_after),
        ("rank", one.rank_before, one.rank_after),
        ("class", one.class_before or "–", one.class_after or "–"),
    )
    for key, before, after in moved:
        if before != after:
            what = text(language, "reports", f"workbook.decisions.effect.{key}")
            yield Row("", one.unit, what, before, after, _by(results, one.unit, MOVERS[key], language))


MOVERS = {
    "total": ("adjustments", "not_assigned"),
    "rank": ("adjustments", "not_assigned", "ties", "votes"),
    "class": ("adjustments", "not_assigned", "class_caps"),
}


def _by(results: Results, unit: str, fields: Iterable[str], language: str) -> str:
    """The sheets whose lines about the unit can have moved a figure; none are those of other units."""
    named = []
    for field in fields:
        lines = (line for line in getattr(results.decisions, field) if line.unit == unit)
        if any(not isinstance(line, Vote) or line.award is None for line in lines):
            named.append(label("sheet", SHEETS[field].key, language))
    return ", ".join(named) or text(language, "reports", "workbook.decisions.of_others")


class _Told:
    """A method for each field of Decisions: its lines as rows."""

    def __init__(self, results: Results, language: str) -> None:
        self.results, self.language = results, language
        self.labels, self.criteria = results.cluster.tree.labels, results.cluster.tree.by_path
        self.changes = {(one.unit, one.criterion): one for one in results.changes}

    def adjustments(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """The criterion with its points before and after; a decided result is named."""
        for line in lines:
            change = self.changes.get((line.unit, line.criterion))
            what = self._criterion(line.criterion)
            if line.actual is not None:
                what = self._say("result", criterion=what, actual=trimmed(line.actual, self.language))
            on = self._say("on", date=line.decided_on) if line.decided_on else ""
            by = ", ".join(part for part in (one_line(line.decided_by), on) if part)
            before, after = (change.before, change.after) if change else (None, line.points)
            yield Row(key, line.unit, what, before, after, line.reason, by)

    def ties(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """The place within the tie."""
        return (Row(key, line.unit, self._say("tie", order=line.order), ground=line.ground) for line in lines)

    def class_caps(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """The best class."""
        words = partial(self._say, "class_cap")
        return (Row(key, line.unit, words(name=line.class_name), ground=line.reason) for line in lines)

    def award_bars(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """An award, or all of them."""
        for line in lines:
            award = line.award or label("every_award", "all", self.language)
            yield Row(key, line.unit, self._say("barred", award=award), ground=line.reason)

    def excuses(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """Excused, or no sheet sent."""
        return (Row(key, line.unit, self._say(str(line.treatment)), ground=line.reason) for line in lines)

    def not_assigned(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """The criterion that the unit was not assigned."""
        words = partial(self._say, "not_assigned")
        return (
            Row(key, line.unit, words(criterion=self._criterion(line.criterion)), ground=line.reason) for line in lines
        )

    def receipts(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """When a file came, and whether it counts."""
        for line in lines:
            said = [self._say("file", file=line.file)] if line.file else []
            said += [self._say("received", at=_iso(line.received))] if line.received else []
            said += [self._say("used" if line.used else "unused")] if line.used is not None else []
            yield Row(key, line.unit, "; ".join(said))

    def votes(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """The count of a vote."""
        return (Row(key, line.unit, self._vote(line)) for line in lines)

    def meeting(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """What the minutes say of the meeting."""
        counted = meeting_lines(self.results, self.language)
        for line in lines:
            ground = "; ".join(counted) if line.item == "present" else ""
            counted = () if ground else counted
            yield Row(key, "", f"{label('meeting', line.item, self.language).capitalize()}: {line.text}", ground=ground)

    def next_term(self, key: str, lines: Iterable[Any]) -> Iterator[Row]:
        """Who leads the next term."""
        return (Row(key, line.unit, label("role", line.role, self.language)) for line in lines)

    def _vote(self, vote: Vote) -> str:
        award = vote.award or label("tie_vote", "tie", self.language)
        names = ("round", "issued", "returned", "valid", "votes", "members")
        return self._say("vote", award=award, **{name: getattr(vote, name) for name in names})

    def _criterion(self, path: str) -> str:
        return f"{self.labels[path]} {one_line(self.criteria[path].text)}".strip()

    def _say(self, key: str, **values: object) -> str:
        return text(self.language, "reports", f"workbook.decisions.{key}", **values)


def _iso(moment: date | datetime) -> str:
    return moment.isoformat()
