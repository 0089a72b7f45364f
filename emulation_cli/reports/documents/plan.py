"""The year's plan (ke-hoach.docx): contents of the emulation, calendar, how points come about, the scoring table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from emulation_cli.cluster.rules import Source
from emulation_cli.decimals import localise_date
from emulation_cli.reports.documents.head import Head, head, own_day
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.rules import Rules
from emulation_cli.reports.documents.table_rows import CriterionRow, contents, criterion_rows
from emulation_cli.reports.filters import listed, one_line
from emulation_cli.reports.prose import Section, sections


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the calendar; the day is left to fill in where nobody has set it."""

    when: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Head):
    """The plan in reading order."""

    opening: str
    before: tuple[Section, ...]
    contents: tuple[str, ...]
    rules: tuple[str, ...]
    calendar: tuple[Step, ...]
    after: tuple[Section, ...]
    annex: str
    criteria: tuple[CriterionRow, ...]
    total: str


def plan(material: Material) -> Plan:
    """The plan. The cluster's own sections (sheet Nội dung, văn bản kế hoạch) on tasks and proposals stand at its end,
    the others before the figures speak."""
    cluster, rules = material.cluster, Rules(material.cluster, material.language)
    own = [section for section in sections(cluster.prose, "plan") if section.about != "opening"]
    lead = [line for section in sections(cluster.prose, "plan") if section.about == "opening" for line in section.lines]
    last = [section for section in own if section.about in ("tasks", "proposals")]
    subject = material.say("plan", "subject", period=material.period)
    opening = material.say("plan", "opening", cluster=one_line(cluster.name), period=material.period)
    return Plan(
        **values(head(material, "KH", subject, day=own_day(material, "KH"))),
        opening=" ".join(lead) or opening,
        before=tuple(section for section in own if section not in last),
        contents=listed(contents(cluster, material.language)),
        rules=(*rules.points(), *rules.ranking(), *rules.classes(), *rules.awards()),
        calendar=tuple(_calendar(material)),
        after=tuple(last),
        annex=material.say("plan", "annex", period=material.period),
        criteria=criterion_rows(cluster, material.language),
        total=rules.whole(),
    )


def _calendar(material: Material) -> Iterator[Step]:
    """The steps of a period: kế hoạch and giao ước, đăng ký, tự chấm, thẩm định, họp bình xét, hồ sơ."""
    cluster, due = material.cluster, material.cluster.deadline
    unknown, to = material.say("plan", "calendar.unknown"), one_line(cluster.head_agency or cluster.name)
    registers = cluster.registrations or any(rule.registered for rule in cluster.awards)
    appraises = cluster.source is not Source.SELF
    ends = ("meet_awards", "propose") if cluster.awards else ("meet", "report")
    steps = ["agree", *["register"] * bool(registers), "send", *["appraise"] * appraises, *ends]
    for step in steps:
        known = due if step == "send" else None
        when = _before(material, known) if known else unknown
        yield Step(when, material.say("plan", f"calendar.{step}", to=to))


def _before(material: Material, day: date) -> str:
    return material.say("plan", "calendar.before", date=localise_date(day.isoformat(), material.language))
