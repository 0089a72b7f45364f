"""What decisions changed and who is proposed for what, in sentences: before → after, each with its ground."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from emulation_cli.catalogue import text
from emulation_cli.cluster.decisions import Treatment
from emulation_cli.results import Results
from emulation_cli.scoring.awards import Award
from emulation_cli.text import clean


def decided(results: Results, language: str) -> tuple[str, ...]:
    """Every line of decisions.xlsx that moved something, then what all of them did to totals, ranks and classes."""
    return (*_lines(results, language), *_effects(results, language))


def awards(results: Results, language: str) -> tuple[str, ...]:
    """Each award with those proposed, a tie across its edge, and who was passed over and why."""
    return tuple(line for award in results.awards for line in _award(results, award, language))


def _lines(results: Results, language: str) -> Iterator[str]:
    say, labels, given = _Say(results, language), results.cluster.tree.labels, results.decisions
    for change in results.changes:
        before, after = say.points(change.before), say.points(change.after)
        where = {"unit": say.unit(change.unit), "label": labels[change.criterion], "before": before, "after": after}
        by = f" ({clean(change.decided_by)})" if change.decided_by else ""
        yield say("change", **where, reason=clean(change.reason), by=by)
    for line in given.not_assigned:
        where = {"unit": say.unit(line.unit), "label": labels[line.criterion]}
        yield say("not_assigned", **where, reason=clean(line.reason))
    for cap in given.class_caps:
        named = {"unit": say.unit(cap.unit), "class": clean(cap.class_name)}
        yield say("class_cap", **named, reason=clean(cap.reason))
    for excuse in given.excuses:
        key = "excused" if excuse.treatment is Treatment.EXCUSED else "not_submitted"
        yield say(key, unit=say.unit(excuse.unit), reason=clean(excuse.reason))
    for bar in given.award_bars:
        yield say("barred", unit=say.unit(bar.unit), award=clean(bar.award or say("any")), reason=clean(bar.reason))


def _effects(results: Results, language: str) -> Iterator[str]:
    say = _Say(results, language)
    for one in results.effects:
        unit = {"unit": say.unit(one.unit)}
        if one.total_before != one.total_after:
            yield say("total", **unit, before=say.points(one.total_before), after=say.points(one.total_after))
        if one.rank_before != one.rank_after:
            yield say("rank", **unit, before=one.rank_before, after=one.rank_after)
        if one.class_before != one.class_after:
            before, after = (clean(name or say("no_class")) for name in (one.class_before, one.class_after))
            yield say("class", **unit, before=before, after=after)


def _award(results: Results, award: Award, language: str) -> Iterator[str]:
    say = _Say(results, language)
    names = ", ".join(say.unit(unit) for unit in award.units) or say("nobody")
    yield say("award", name=clean(award.name), quota=award.quota, units=names)
    if award.tied:
        tied = ", ".join(say.unit(unit) for unit in award.tied)
        yield say("award_tied", name=clean(award.name), units=tied)
    for one in award.passed_over:
        yield say(f"passed.{one.why.replace('-', '_')}", name=clean(award.name), unit=say.unit(one.unit))


class _Say:
    """Sentences of the catalogue (reasons.toml, [decided]) with the results' own names and figures."""

    def __init__(self, results: Results, language: str) -> None:
        self.results, self.language = results, language

    def __call__(self, key: str, /, **values: object) -> str:
        return text(self.language, "reasons", f"decided.{key}", **values)

    def unit(self, code: str) -> str:
        return clean(self.results.cluster.unit_of[code].name)

    def points(self, value: Decimal | None) -> str:
        if value is None:
            return self("open")
        return text(self.language, "reasons", "decided.points", value=f"{value:f}")
