"""The minutes of the cluster's meeting (bien-ban.docx): attendance, scores, ties, adjustments, decisions, votes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from emulation_cli.reports import facts
from emulation_cli.reports.decided import awards, decided
from emulation_cli.reports.decided import meeting_lines as quorum_lines
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.meeting import meeting_day, meeting_lines, said
from emulation_cli.reports.documents.votes import VoteTable, vote_tables
from emulation_cli.reports.filters import listed, one_line, percent, points
from emulation_cli.reports.prose import Section, sections
from emulation_cli.reports.ranking import total_text
from emulation_cli.reports.spelled import spelled
from emulation_cli.results import Results, Standing


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A unit's place; its total also in words, as minutes have it."""

    rank: str
    unit: str
    total: str
    words: str
    percent: str
    class_name: str


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """A score that the meeting changed."""

    unit: str
    criterion: str
    before: str
    after: str
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Head):
    """The minutes in reading order."""

    meeting: tuple[str, ...]
    before: tuple[Section, ...]
    sent: tuple[str, ...]
    scores: tuple[ScoreRow, ...]
    unranked: tuple[str, ...]
    ties: tuple[str, ...]
    adjustments: tuple[AdjustmentRow, ...]
    decisions: tuple[str, ...]
    votes: tuple[VoteTable, ...]
    awards: tuple[str, ...]
    after: tuple[Section, ...]
    closing: str
    chair: str
    secretary: str


def minutes(material: Material) -> Minutes:
    """The minutes; the cluster's own sections (sheet Nội dung, văn bản biên bản) stand where reports have theirs."""
    results, language = material.results, material.language
    own = sections(material.cluster.prose, "minutes")
    last = [section for section in own if section.about in ("tasks", "proposals")]
    subject = material.say("minutes", "subject", period=material.period)
    return Minutes(
        **values(head(material, "BB", subject, day=meeting_day(material))),
        meeting=(*meeting_lines(material), *map(one_line, quorum_lines(results, language))),
        before=tuple(section for section in own if section not in last),
        sent=facts.sent(results, language),
        scores=tuple(_score(material, standing) for standing in results.standings),
        unranked=listed(": ".join(each) for each in facts.unranked(results, language)),
        ties=facts.ties(results, language),
        adjustments=tuple(_adjustments(material)),
        decisions=listed(decided(_unmet(results), language, adjustments=False)),
        votes=vote_tables(material),
        awards=listed(awards(results, language)),
        after=tuple(last),
        closing=material.say("minutes", "closing", cluster=one_line(material.cluster.name)),
        chair=said(material, "chair"),
        secretary=said(material, "secretary"),
    )


def _unmet(results: Results) -> Results:
    """The results without who attended: that is told where the meeting is."""
    return replace(results, decisions=replace(results.decisions, meeting=()))


def _score(material: Material, standing: Standing) -> ScoreRow:
    words = spelled(standing.total, material.language)
    share = percent(standing.percent, material.language)
    return ScoreRow(
        str(standing.rank),
        one_line(standing.name),
        total_text(material.results, standing, material.language),
        material.say("minutes", "at_least", words=words) if standing.open else words[:1].upper() + words[1:],
        material.say("minutes", "bound", value=share) if standing.open else share,
        one_line(standing.class_ or "–"),
    )


def _adjustments(material: Material) -> list[AdjustmentRow]:
    """Every adjustment that was made, with the points before and after it."""
    cluster, blank = material.cluster, material.say("minutes", "open")
    shown = partial(points, language=material.language, places=cluster.places)
    return [
        AdjustmentRow(
            one_line(material.unit(change.unit).name),
            f"{cluster.tree.labels[change.criterion]}. {one_line(cluster.tree.by_path[change.criterion].text)}",
            blank if change.before is None else shown(change.before),
            blank if change.after is None else shown(change.after),
            one_line(change.reason),
            one_line(change.decided_by),
        )
        for change in material.results.changes
    ]
