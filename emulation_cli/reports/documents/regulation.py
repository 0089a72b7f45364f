"""The draft regulation of the cluster (quy-che.docx): members, rotation, meetings, and the rules of cluster.xlsx in
words, so that what is written and what is computed cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from emulation_cli.labels import label
from emulation_cli.reports.documents.head import Head, head, own_day
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.rules import Rules
from emulation_cli.reports.filters import listed, one_line
from emulation_cli.reports.prose import sections

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """'Điều 3. Tổng điểm' and its paragraphs."""

    title: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Chapter:
    """'Chương I', its title, its articles."""

    number: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(Head):
    """The regulation's chapters in order."""

    chapters: tuple[Chapter, ...]


def regulation(material: Material) -> Regulation:
    """Four chapters; what cluster.xlsx does not declare (awards, a quorum) has no article. The cluster's own articles
    (sheet Nội dung, văn bản quy chế) stand before those on carrying it out."""
    rules = Rules(material.cluster, material.language)
    own = [(section.title, section.lines) for section in sections(material.cluster.prose, "regulation")]
    plan = (
        ("general", [_of(material, "scope", _scope(material)), _of(material, "members", _members(material)),
                     _of(material, "rotation", _rotation(material)),
                     _of(material, "meetings", (material.say("regulation", "meetings"), *rules.meetings()))]),
        ("scoring", [_of(material, "sending", rules.sending()), _of(material, "points", rules.points()),
                     _of(material, "not_assigned", rules.not_assigned()),
                     _of(material, "appraisal", rules.appraisal())]),
        ("ranking", [_of(material, "ranking", rules.ranking()), _of(material, "classes", rules.classes()),
                     _of(material, "awards", rules.awards())]),
        ("carrying_out", [*own, _of(material, "publicity", (material.say("regulation", "publicity"),)),
                          _of(material, "force", (material.say("regulation", "force"),))]),
    )  # fmt: skip
    subject = material.say("regulation", "subject", cluster=one_line(material.cluster.name))
    common = values(head(material, "QC", subject, day=own_day(material, "QC")))
    return Regulation(**common, chapters=_numbered(material, plan))


_Named = tuple[str, Lines]


def _of(material: Material, key: str, lines: Lines) -> _Named:
    return material.say("regulation", f"article.{key}"), lines


def _numbered(material: Material, plan: Iterable[tuple[str, Sequence[_Named]]]) -> tuple[Chapter, ...]:
    """Chapters in Roman numbers, articles numbered through; an article without words is left out."""
    found: list[Chapter] = []
    number = 0
    for roman, (key, articles) in zip(("I", "II", "III", "IV"), plan, strict=True):
        kept = []
        for title, lines in articles:
            if lines:
                number += 1
                kept.append(Article(material.say("regulation", "article_title", number=number, title=title), lines))
        chapter = material.say("regulation", "chapter_number", number=roman)
        found.append(Chapter(chapter, material.say("regulation", f"chapter.{key}"), tuple(kept)))
    return tuple(found)


def _scope(material: Material) -> Lines:
    return (material.say("regulation", "scope", cluster=one_line(material.cluster.name)),)


def _members(material: Material) -> Lines:
    units = material.cluster.units
    lead = material.say("regulation", "members", cluster=one_line(material.cluster.name), count=len(units))
    return (lead, *listed(unit.name for unit in units))


def _rotation(material: Material) -> Lines:
    """Who leads this period, and how the office passes on (the order that `emul init --next` keeps)."""
    lines = []
    for role in ("head", "deputy"):
        names = [one_line(unit.name) for unit in material.cluster.units if unit.role == role]
        if names:
            office = label("role", role, material.language)
            lines.append(material.say("regulation", "office", office=office, names="; ".join(names)))
    return (*lines, material.say("regulation", "rotation"))
