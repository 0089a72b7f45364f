"""The half-year or year-end report: results → what templates/bao-cao.docx prints, plain strings in reading order.

The fields of `Report` (with those of `Head`) are the names that the template may use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from emulation_cli import labels
from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster
from emulation_cli.reports import facts
from emulation_cli.reports.decided import awards, decided
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.pictures import Chart
from emulation_cli.reports.facts import OpenRow
from emulation_cli.reports.filters import inside_sentence, listed, one_line
from emulation_cli.reports.prose import Section, placed, sections
from emulation_cli.reports.ranking import Ranking, ranking
from emulation_cli.reports.sources import source_lines
from emulation_cli.results import Results


@dataclass(frozen=True, slots=True)
class Achievement:
    """What one unit is proud of, a line each."""

    unit: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Head):
    """The half-year or year-end report. Empty strings and tuples are what there is nothing to say of."""

    opening: tuple[str, ...]
    before: tuple[Section, ...]
    results: Section
    sent: tuple[str, ...]
    outcome: tuple[str, ...]
    caption: str
    ranking: Ranking
    legend: str
    open: tuple[OpenRow, ...]
    decisions: tuple[str, ...]
    awards: tuple[str, ...]
    highlights: tuple[Achievement, ...]
    charts: tuple[Chart, ...]
    after: tuple[Section, ...]


def report(material: Material) -> Report:
    """The report's strings; the ranking's table fits the page of the material."""
    results, language = material.results, material.language
    cluster, word = results.cluster, partial(text, language, "reports")
    subject, table = subject_of(cluster, language), ranking(results, language, material.width)
    told = _sections(results, language)
    here = max(place for place, section in enumerate(told) if section.about == "results")
    opening = tuple(line for section in told if section.about == "opening" for line in section.lines)
    return Report(
        **values(head(material, "BC", subject, addressed=True)),
        opening=opening or (word("report.opening", cluster=one_line(cluster.name), subject=inside_sentence(subject)),),
        before=tuple(section for section in told[:here] if section.about != "opening"),
        results=told[here],
        sent=facts.sent(results, language) + _unranked(results, language),
        outcome=(
            *facts.outcome(results, language),
            *facts.ties(results, language),
            *facts.bounds(results, language),
            *map(one_line, source_lines(results, language)),
        ),
        decisions=listed(decided(results, language)),
        awards=listed(awards(results, language)),
        caption=word(f"report.caption_{results.status}", period=inside_sentence(one_line(cluster.period))),
        ranking=table,
        legend="; ".join(table.legend),
        open=facts.open_rows(results, language),
        highlights=_highlights(results),
        charts=_charts(material),
        after=tuple(section for section in told[here + 1 :] if section.about != "opening"),
    )


def _charts(material: Material) -> tuple[Chart, ...]:
    """Pictures only where they are asked for."""
    if not material.pictures:
        return ()
    from emulation_cli.reports.charts import charts

    return charts(material)


def subject_of(cluster: Cluster, language: str) -> str:
    """The trích yếu: 'Sơ kết công tác thi đua 6 tháng đầu năm 2026'."""
    kind = labels.key_of("period_kind", cluster.period_kind) or cluster.period_kind
    known = kind if kind in ("half_year", "year", "topic") else "other"
    return text(language, "reports", f"report.subject.{known}", period=inside_sentence(one_line(cluster.period)))


def _sections(results: Results, language: str) -> list[Section]:
    """The cluster's own sections with the two that the figures speak in: results, and shortcomings where any."""
    word, ends = partial(text, language, "reports"), ("tasks", "proposals")
    told = sections(results.cluster.prose, "report")
    told = placed(told, "results", ("shortcomings", *ends), word("report.results"))
    short = _shortcomings(results, language)
    if not short:
        return told
    told = placed(told, "shortcomings", ends, word("report.shortcomings"))
    last = max(place for place, section in enumerate(told) if section.about == "shortcomings")
    told[last] = replace(told[last], lines=told[last].lines + short)
    return told


def _shortcomings(results: Results, language: str) -> tuple[str, ...]:
    """What stands in the way of an official result; an official one has nothing of the kind to report."""
    if facts.is_official(results):
        return ()
    return (*facts.open_summary(results, language), facts.problem_summary(results, language))


def _unranked(results: Results, language: str) -> tuple[str, ...]:
    missing = facts.unranked(results, language)
    lead = (text(language, "reports", "report.unranked", count=len(missing)),) if missing else ()
    return lead + listed(f"{name}: {why}" for name, why in missing)


def _highlights(results: Results) -> tuple[Achievement, ...]:
    """Units in rank order, each unit's lines as it wrote them."""
    names = {unit.code: one_line(unit.name) for unit in results.cluster.units}
    order = dict.fromkeys(
        [standing.unit for standing in results.standings] + [each.unit for each in results.highlights]
    )
    found = {code: [each for each in results.highlights if each.unit == code] for code in order}
    return tuple(
        Achievement(names.get(code, code), listed(": ".join(filter(None, (one_line(h.field), h.text))) for h in lines))
        for code, lines in found.items()
        if lines
    )
