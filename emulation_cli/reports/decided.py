"""What decisions changed and who is proposed for what, in sentences: before → after, each with its ground.

A tie that was settled (Phân định, Bỏ phiếu) is told where ties are, by the note of the standing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from emulation_cli.catalogue import text
from emulation_cli.cluster.attendance import attendance
from emulation_cli.cluster.decisions import Treatment
from emulation_cli.cluster.rules_text import quorum_text
from emulation_cli.labels import label
from emulation_cli.results import Results
from emulation_cli.scoring.awards import Award, last_vote
from emulation_cli.text import clean

OUTSIDE = ("rank", "class", "unregistered")
MOST_UNITS = 12  # named in one sentence


def decided(results: Results, language: str, adjustments: bool = True) -> tuple[str, ...]:
    """Every line of decisions.xlsx that moved something, then what all of them did to totals, ranks and classes.
    Without `adjustments` those are left out, for a document that has them in a table."""
    changed = _changes(results, language) if adjustments else ()
    return (*changed, *_lines(results, language), *_effects(results, language))


def awards(results: Results, language: str) -> tuple[str, ...]:
    """Each award with those proposed, a tie across its edge, and who was passed over and why."""
    return tuple(line for award in results.awards for line in _award(results, award, language))


def award_remarks(results: Results, language: str) -> tuple[str, ...]:
    """What a list of those proposed does not show and a reader must know: awards held up, ties across the edge, units
    passed over for votes or by a decision. Who stands outside an award's own terms is not told."""
    judged = [
        replace(award, passed_over=tuple(one for one in award.passed_over if one.why not in OUTSIDE))
        for award in results.awards
    ]
    return tuple(line for award in judged for line in _remarks(results, award, language))


def decided_of(results: Results, unit: str, language: str) -> tuple[str, ...]:
    """What concerns one unit of all that, adjustments left out (they stand beside its points)."""
    own = replace(
        results,
        decisions=replace(
            results.decisions,
            not_assigned=tuple(one for one in results.decisions.not_assigned if one.unit == unit),
            class_caps=tuple(one for one in results.decisions.class_caps if one.unit == unit),
            excuses=tuple(one for one in results.decisions.excuses if one.unit == unit),
            award_bars=tuple(one for one in results.decisions.award_bars if one.unit == unit),
            receipts=tuple(one for one in results.decisions.receipts if one.unit == unit),
            next_term=tuple(one for one in results.decisions.next_term if one.unit == unit),
            meeting=(),
        ),
        effects=tuple(one for one in results.effects if one.unit == unit),
    )
    return decided(own, language, adjustments=False)


def _changes(results: Results, language: str) -> Iterator[str]:
    say, labels = _Say(results, language), results.cluster.tree.labels
    for change in results.changes:
        before, after = say.points(change.before), say.points(change.after)
        where = {"unit": say.unit(change.unit), "label": labels[change.criterion], "before": before, "after": after}
        by = f" ({clean(change.decided_by)})" if change.decided_by else ""
        yield say("change", **where, reason=clean(change.reason).rstrip(" .;"), by=by)


def _lines(results: Results, language: str) -> Iterator[str]:
    say, labels, given = _Say(results, language), results.cluster.tree.labels, results.decisions
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
    yield from _files(results, say)
    yield from meeting_lines(results, language)
    for term in given.next_term:
        yield say("next_term", role=label("role", term.role, language), unit=say.unit(term.unit))


def _files(results: Results, say: _Say) -> Iterator[str]:
    """Nhận phiếu: which files count and which do not, when they came, in a sentence each."""
    receipts = results.decisions.receipts
    for key, used in (("files_used", True), ("files_unused", False)):
        named = [say("file", unit=say.unit(one.unit), file=clean(one.file)) for one in receipts if one.used is used]
        if named:
            yield say(key, units=_some(named, say))
    timed = [one for one in receipts if one.received is not None]
    if timed:
        shown = [say("received_at", unit=say.unit(one.unit), at=_iso(one.received)) for one in timed]
        yield say("received", units=_some(shown, say))


def _some(named: Sequence[str], say: _Say) -> str:
    """The first few of a list, and how many more there are."""
    more = say("and_more", count=len(named) - MOST_UNITS) if len(named) > MOST_UNITS else ""
    return "; ".join(named[:MOST_UNITS]) + more


def _iso(moment: date | datetime | None) -> str:
    return moment.isoformat() if moment else ""


def meeting_lines(results: Results, language: str) -> tuple[str, ...]:
    """Cuộc họp against the quorum that the cluster declares; nothing where there is none, or who came is not known."""
    say = _Say(results, language)
    quorum, found = results.cluster.quorum, attendance(results.cluster, results.decisions)
    reached = found.reaches(quorum) if quorum else None
    if quorum and reached is not None:
        shown = {"here": found.here, "members": found.members, "quorum": quorum_text(quorum, language)}
        return (say("quorum" if reached else "no_quorum", **shown),)
    return ()


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
    if not award.undecided:
        none = "none_yet" if award.tied or award.waiting else "nobody"
        names = ", ".join(_voted(results, award, unit, say) for unit in award.units) or say(none)
        yield say("award", name=clean(award.name), quota=award.quota, units=names)
    yield from _remarks(results, award, language)


def _remarks(results: Results, award: Award, language: str) -> Iterator[str]:
    say, name = _Say(results, language), clean(award.name)
    if award.undecided:
        held = ", ".join(say.unit(unit) for unit in award.held) or say("nobody")
        why = why_undecided(results, award, language)
        yield say("award_held", name=name, quota=award.quota, units=held, why=why)
    if award.tied:
        yield say("award_tied", name=name, units=", ".join(say.unit(unit) for unit in award.tied))
    if award.waiting:
        waiting = ", ".join(say.unit(unit) for unit in award.waiting)
        yield say("award_waiting", name=name, units=waiting, reserved=award.reserved)
    whys = dict.fromkeys(one.why for one in award.passed_over)
    for why in whys:
        units = [one.unit for one in award.passed_over if one.why == why]
        shown = [_voted(results, award, unit, say) if why == "votes" else say.unit(unit) for unit in units]
        yield say(f"passed.{why.replace('-', '_')}", name=name, unit=_some(shown, say))


def _voted(results: Results, award: Award, unit: str, say: _Say) -> str:
    """A unit with its votes, where the award asks for some."""
    rule = next((one for one in results.cluster.awards if one.name == award.name), None)
    vote = last_vote(results.decisions.votes, award.name, unit) if rule and rule.votes is not None else None
    return say("voted", unit=say.unit(unit), votes=vote.votes, members=vote.members) if vote else say.unit(unit)


def why_undecided(results: Results, award: Award, language: str) -> str:
    """Why the meeting could not decide on an award."""
    quorum, found = results.cluster.quorum, attendance(results.cluster, results.decisions)
    shown = {"here": found.here, "members": found.members, "quorum": quorum_text(quorum, language) if quorum else ""}
    return text(language, "reasons", f"decided.undecided.{award.undecided.replace('-', '_')}", **shown)


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
