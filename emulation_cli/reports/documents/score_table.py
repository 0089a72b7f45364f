"""The annex of all points (bang-tong-hop.docx): criteria down, units across, some units a table so that it stays
readable on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from emulation_cli.cluster.criteria import Group
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.table_rows import kind_of
from emulation_cli.reports.filters import at_least, one_line, percent, points, trimmed
from emulation_cli.reports.matrix import TOTAL, Entry, Line, Matrix
from emulation_cli.reports.parts import parted
from emulation_cli.reports.prose import Section, sections
from emulation_cli.results import Standing

UNITS_A_TABLE = 12
LONGEST_NAME = 48  # letters that fit above a narrow column; a longer name is explained below the table


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line: its label, text and maximum, then a cell a unit; `heading` for one that others stand under."""

    label: str
    text: str
    maximum: str
    cells: tuple[str, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class PartTable:
    """Some of the units, in rank order."""

    caption: str
    units: tuple[str, ...]
    rows: tuple[TableRow, ...]
    legend: tuple[str, ...]
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable(Head):
    """The annex in reading order."""

    tables: tuple[PartTable, ...]
    nobody: str
    signs: str
    own: tuple[Section, ...]


def score_table(material: Material) -> ScoreTable:
    """Every criterion of every ranked unit; subtotals and totals are the results' own."""
    results = material.results
    matrix = Matrix(results.cluster)
    parts = list(parted(results.standings, UNITS_A_TABLE))
    return ScoreTable(
        **values(head(material, "PL", material.say("score_table", "subject", period=material.period))),
        tables=tuple(_table(material, matrix, part, number, len(parts)) for number, part in enumerate(parts, 1)),
        nobody="" if results.standings else material.say("score_table", "nobody"),
        signs=material.say("score_table", "signs"),
        own=tuple(sections(results.cluster.prose, "score_table")),
    )


def _table(material: Material, matrix: Matrix, part: Sequence[Standing], number: int, of: int) -> PartTable:
    columns = [matrix.column(material.scores_of.get(standing.unit, {}), standing) for standing in part]
    rows = [_row(material, matrix, place, columns, part) for place in range(len(matrix.lines))]
    long = [standing for standing in part if len(one_line(standing.name)) > LONGEST_NAME]
    key = "part" if of > 1 else "whole"
    return PartTable(
        material.say("score_table", f"caption.{key}", number=number, of=of),
        tuple(one_line(one.unit if one in long else one.name) for one in part),
        (*rows, *_closing(material, part)),
        tuple(f"{one_line(standing.unit)}: {one_line(standing.name)}" for standing in long),
        number == 1,
    )


def _row(
    material: Material, matrix: Matrix, place: int, columns: Sequence[Sequence[Entry]], part: Sequence[Standing]
) -> TableRow:
    line = matrix.lines[place]
    entries = (_entry(matrix, line, place, column) for column in columns)
    told = (_told(matrix, line, entry, standing) for entry, standing in zip(entries, part, strict=True))
    cells = tuple(_cell(material, line, entry) for entry in told)
    if line.criterion is None:
        return TableRow("", material.say("score_table", f"line.{line.key}"), _maximum(material, line), cells, True)
    label = one_line(line.criterion.label) or line.key
    text = f"{one_line(line.criterion.text)}{kind_of(line.criterion, material.language)}"
    return TableRow(label, text, _maximum(material, line), cells, not line.leaf)


def _entry(matrix: Matrix, line: Line, place: int, column: Sequence[Entry]) -> Entry:
    """A unit's entry; a heading under which it was assigned nothing has no points, not 0."""
    leaves = matrix.tree.leaves_below(line.key) if line.criterion else ()
    below = [column[matrix.position[leaf.path]] for leaf in leaves]
    none = bool(below) and all(entry.points is None and entry.state == "not_assigned" for entry in below)
    return Entry(None, "not_assigned") if none else column[place]


def _told(matrix: Matrix, line: Line, entry: Entry, standing: Standing) -> Entry:
    """What every other document says too: of a section that holds bonus or deduction beside its chuẩn the net points,
    of the total a bound wherever something is open, counted or not."""
    if line.key == TOTAL:
        return replace(entry, is_open=bool(standing.open))
    if line.key in matrix.mixed and line.group in (Group.STANDARD, Group.BONUS) and line.key in standing.sections:
        return Entry(standing.sections[line.key], is_open=matrix.is_open(standing, line.key))
    return entry


def _cell(material: Material, line: Line, entry: Entry) -> str:
    """Points, with their bound where something is open; '–' not assigned, '?' open, '' nothing to say."""
    if entry.points is None:
        if not entry.state:
            return ""
        return material.say("score_table", f"sign.{'not_assigned' if entry.state == 'not_assigned' else 'open'}")
    shown = points(entry.points, material.language, material.cluster.places)
    if not entry.is_open:
        return shown
    return f"≤ {shown}" if line.group is Group.DEDUCTION else at_least(shown, material.language)


def _closing(material: Material, part: Sequence[Standing]) -> Iterator[TableRow]:
    """Under the total: the maximum of what each unit was assigned where that differs, percent, rank, class."""
    shown = partial(points, language=material.language, places=material.cluster.places)
    standings = material.results.standings
    if len({standing.max for standing in standings}) > 1:
        yield _line(material, "assigned", [shown(standing.max) for standing in part])
    shares = [percent(standing.percent, material.language) for standing in part]
    open_ = [standing.open for standing in part]
    bounds = [at_least(share, material.language) if of else share for share, of in zip(shares, open_, strict=True)]
    yield _line(material, "percent", bounds)
    yield _line(material, "rank", [str(standing.rank) for standing in part])
    if material.cluster.classes:
        yield _line(material, "class", [one_line(standing.class_ or "–") for standing in part])


def _line(material: Material, key: str, cells: Sequence[str]) -> TableRow:
    return TableRow("", material.say("score_table", f"line.{key}"), "", tuple(cells), True)


def _maximum(material: Material, line: Line) -> str:
    if line.maximum is None or line.key == TOTAL:
        return ""
    return trimmed(line.maximum, material.language)
