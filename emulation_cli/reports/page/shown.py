"""What the page shows, plain strings in reading order; the fields are the names that its template may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from emulation_cli import catalogue
from emulation_cli.reports import facts
from emulation_cli.reports.decided import awards, decided
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.documents.rules import Rules
from emulation_cli.reports.facts import OpenRow
from emulation_cli.reports.filters import inside_sentence, one_line
from emulation_cli.reports.page import tables
from emulation_cli.reports.page.sheets import Block, Sheet, is_large, keys, sheets
from emulation_cli.reports.ranking import Ranking, cells, ranking
from emulation_cli.reports.sources import source_line

OPEN_HEAD = ("criterion", "at_stake", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`words` are the fixed words, texts/<language>/documents/page.toml. Empty strings and tuples are what there is
    nothing to say of."""

    language: str
    words: Mapping[str, Any]
    title: str
    superior: str
    official: bool
    status: str
    reasons: tuple[str, ...]
    source: str
    caption: str
    head: tuple[str, ...]
    ranking: Ranking
    anchors: tuple[str, ...]
    classes: tuple[int, ...]
    sent: tuple[str, ...]
    outcome: tuple[str, ...]
    ties: tuple[str, ...]
    movement: tuple[tables.Movement, ...]
    movement_caption: str
    unranked: tuple[tuple[str, str], ...]
    open: tuple[OpenRow, ...]
    open_head: tuple[str, ...]
    open_summary: tuple[str, ...]
    awards: tuple[str, ...]
    decided: tuple[str, ...]
    appraisers: tuple[str, ...]
    method: tuple[Block, ...]
    criteria: tuple[tables.CriterionRow, ...]
    matrix: tuple[tables.MatrixRow, ...]
    sheets: tuple[Sheet, ...]
    large: bool
    problems: tuple[tables.ProblemRow, ...]
    problem_counts: str
    inputs: tuple[tables.InputRow, ...]
    made: str


def shown(material: Material) -> Page:
    """The page's strings. Raises EmulError `no-results`."""
    results, language = material.results, material.language
    known, every, table = keys(results.cluster), sheets(material), ranking(results, language)
    official = facts.is_official(results)
    return Page(
        language=language,
        words=catalogue.area(language, "documents/page"),
        title=_title(material),
        superior=one_line(results.cluster.superior),
        official=official,
        status=material.say("page", "status.official" if official else "status.provisional"),
        reasons=facts.reasons(results, language),
        source=source_line([one.source for one in results.standings], language),
        caption=catalogue.text(language, "reports", f"report.caption_{results.status}", period=material.period),
        head=tuple(cells(table, language)[0]),
        ranking=table,
        anchors=tuple(known[one.unit] for one in results.standings),
        classes=_classes(material),
        sent=facts.sent(results, language),
        outcome=(*facts.outcome(results, language), *facts.bounds(results, language)),
        ties=facts.ties(results, language),
        movement=tables.movement(material),
        movement_caption=_before(material),
        unranked=facts.unranked(results, language),
        open=facts.open_rows(results, language),
        open_head=tuple(catalogue.text(language, "reports", f"common.{key}") for key in OPEN_HEAD),
        open_summary=facts.open_summary(results, language),
        awards=tuple(map(one_line, awards(results, language))),
        decided=tuple(map(one_line, decided(results, language))),
        appraisers=_appraisers(material),
        method=tuple(_method(material)),
        criteria=tables.criteria(material),
        matrix=tables.matrix(every),
        sheets=every,
        large=is_large(material),
        problems=tables.problems(material),
        problem_counts=tables.counts(material),
        inputs=tables.inputs(material),
        made=material.say("page", "footer.made", version=results.tool.get("version", "")),
    )


def _title(material: Material) -> str:
    cluster = one_line(material.cluster.name)
    return catalogue.text(material.language, "reports", "markdown.title", cluster=cluster, period=material.period)


def _classes(material: Material) -> tuple[int, ...]:
    """Each standing's class by its place from the best down, so that a column of classes sorts by worth."""
    names = [rule.name for rule in material.cluster.classes]
    given = [standing.class_ for standing in material.results.standings]
    return tuple(names.index(name) if name in names else len(names) for name in given)


def _before(material: Material) -> str:
    if material.previous is None:
        return ""
    period = inside_sentence(one_line(material.previous.cluster.period))
    return material.say("page", "movement.caption", before=period, now=material.period)


def _appraisers(material: Material) -> tuple[str, ...]:
    """Who wrote appraised scores, in the order of the workbook."""
    found = (mark.appraiser for one in material.results.appraisals for mark in one.marks)
    return tuple(dict.fromkeys(map(one_line, found)))


def _method(material: Material) -> Iterator[Block]:
    """How points, totals, ranks, classes and awards come about, as the regulation says it."""
    rules = Rules(material.cluster, material.language)
    for key in ("points", "not_assigned", "appraisal", "ranking", "classes", "awards"):
        lines = tuple(one_line(line).removeprefix("- ") for line in getattr(rules, key)())
        if lines:
            yield Block(material.say("page", f"method.{key}"), lines)
