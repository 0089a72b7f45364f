"""Every unit's sheet, line by line: what stood in the cells, how the points came about, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from emulation_cli import labels
from emulation_cli.cluster.model import Cluster
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.explain import Explanation, Line, explanations
from emulation_cli.reports.explain_words import Words
from emulation_cli.reports.filters import one_line, percent, trimmed
from emulation_cli.reports.ranking import total_text
from emulation_cli.reports.wording import finding_texts, reason_text, unranked_text
from emulation_cli.results import Finding, Score, Standing
from emulation_cli.text import bare

LARGE = 5_000  # rows of all sheets together, from which on texts that stand elsewhere are cut
SHORT = 48  # letters
MOST_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem of a line or of the unit: its severity as a code and in words, what is wrong."""

    severity: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line; `level` is 0 for what is scored, else the depth of a heading (1…4). `lines` stand below the text."""

    level: int
    label: str
    text: str
    maximum: str
    points: str
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """What stands below the lines under a heading: total, rank, class, decisions, highlights."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit: `key` is its anchor, `rank` '' and `rows` empty where it is not ranked."""

    key: str
    unit: str
    rank: str
    standing: str
    place: str
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...]


def sheets(material: Material) -> tuple[Sheet, ...]:
    """The ranked units in rank order, then those that are not ranked."""
    results = material.results
    units = [*(one.unit for one in results.standings), *(one.unit for one in results.unranked)]
    known, shown = keys(results.cluster), partial(_sheet, material, is_large(material))
    return tuple(shown(known[found.unit], found) for found in explanations(results, units))


def is_large(material: Material) -> bool:
    """Whether texts that stand elsewhere are cut, so that the page still opens at once."""
    return len(material.results.standings) * len(material.cluster.criteria) > LARGE


def keys(cluster: Cluster) -> dict[str, str]:
    """Each unit's anchor in the page, the same in every page of a cluster: 'u-svh'."""
    found: dict[str, str] = {}
    for number, unit in enumerate(cluster.units, 1):
        key = "u-" + (re.sub(r"[^a-z0-9]+", "-", bare(unit.code)).strip("-") or str(number))
        found[unit.code] = key if key not in found.values() else f"{key}-{number}"
    return found


def remark(finding: Finding, material: Material) -> Remark:
    """A problem as a line of a sheet tells it."""
    name = material.say("page", f"severity.{finding.severity}")
    return Remark(finding.severity, name, one_line(finding_texts(finding, material.language)[0]))


def _sheet(material: Material, cut: bool, key: str, found: Explanation) -> Sheet:
    words = Words(material.cluster, found, material.language)
    rest = [one for one in found.problems if not found.lines or one.criterion is None]
    return Sheet(
        key=key,
        unit=one_line(found.name),
        rank=str(found.standing.rank) if found.standing else "",
        standing=_standing(material, found.standing) if found.standing else _unranked(material, found),
        place=one_line(words.sheet),
        rows=tuple(_row(material, words, line, cut) for line in found.lines),
        blocks=tuple(block for block in _blocks(material, words, found) if block.lines),
        remarks=tuple(remark(one, material) for one in rest),
    )


def _standing(material: Material, one: Standing) -> str:
    """'684,00/700 điểm · 97,7% · Xuất sắc'."""
    shown = {"total": total_text(material.results, one, material.language), "max": trimmed(one.max, material.language)}
    share = percent(one.percent, material.language)
    parts = [material.say("page", "sheet.standing", percent=share, **shown), one_line(one.class_ or "")]
    return " · ".join(part for part in parts if part)


def _unranked(material: Material, found: Explanation) -> str:
    why = unranked_text(material.results, found.unranked, material.language) if found.unranked else ""
    return one_line(f"{material.say('page', 'sheet.unranked')} {why}")


def _row(material: Material, words: Words, line: Line, cut: bool) -> Row:
    criterion = line.criterion
    text = one_line(criterion.text)
    return Row(
        level=0 if line.score else min(criterion.level, MOST_LEVEL),
        label=one_line(line.label),
        text=f"{text[: SHORT - 1]}…" if cut and line.score and len(text) > SHORT else text,
        maximum="" if line.maximum is None else trimmed(line.maximum, material.language),
        points=words.reached(line),
        lines=tuple(each for each in _lines(material, words, line, cut) if each),
        remarks=tuple(remark(one, material) for one in line.problems),
    )


def _lines(material: Material, words: Words, line: Line, cut: bool) -> Iterator[str]:
    yield " → ".join(filter(None, (one_line(words.cells(line)), words.sentences(line.steps))))
    if line.score is not None and not cut:
        yield from _written(material, line.score)


def _written(material: Material, score: Score) -> Iterator[str]:
    """What the unit wrote beside its figures."""
    for column, text in (("evidence", score.evidence), ("explanation", score.explanation)):
        if text:
            yield f"{labels.label('column', column, material.language)}: {one_line(text)}"


def _blocks(material: Material, words: Words, found: Explanation) -> Iterator[Block]:
    ties = [reason_text(note, material.language) for note in found.ties]
    for key, steps, notes in (
        ("total", found.total, ()),
        ("rank", found.rank, ties),
        ("class_title", found.class_, ()),
        ("decisions", found.decisions, ()),
    ):
        yield Block(words.say(key), words.block(steps, notes))
    proud = (one for one in material.results.highlights if one.unit == found.unit)
    lines = (": ".join(filter(None, (one_line(one.field), one_line(one.text)))) for one in proud)
    yield Block(material.say("page", "sheet.highlights"), tuple(lines))
