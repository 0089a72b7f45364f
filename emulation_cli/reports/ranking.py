"""The ranking as a table of strings: what every document shows of it, in columns that add up to the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.reports import widths
from emulation_cli.reports.filters import NO_BREAK, at_least, one_line, percent, points, trimmed
from emulation_cli.reports.parts import parted
from emulation_cli.results import Results, Standing

SECTIONS_A_TABLE = 8
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's line; `parts` stand under the ranking's `parts`."""

    rank: str
    unit: str
    parts: tuple[str, ...]
    total: str
    percent: str
    class_name: str


@dataclass(frozen=True, slots=True)
class SectionTable:
    """Points by section, for some of the sections: a title each, then a line a unit."""

    titles: tuple[str, ...]
    rows: tuple[SectionRow, ...]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A unit's points in the sections of a table."""

    unit: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The table of standings. `parts` are the titles of what adds up to the total: the sections, bonus, deduction.

    Where the sections cannot stand in it (too many for the page, or with bonus and deductions among them), `parts`
    are chuẩn, bonus and deduction, and `section_tables` hold the sections. `legend` says what each section is.
    """

    parts: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[str, ...]
    section_tables: tuple[SectionTable, ...] = ()


def ranking(results: Results, language: str, width: int | None = None) -> Ranking:
    """The ranking's table; with a text width (twips), the sections stand apart where they do not fit into it."""
    sections = [section for section in results.cluster.tree.sections if section.group is Group.STANDARD]
    pure = _adds_up(results, sections)
    if pure:
        whole = _table(results, sections, language)
        if width is None or widths.fits(cells(whole, language), width):
            return whole
    counted = [section for section in results.cluster.tree.sections if section.group is not Group.UNCOUNTED]
    return _folded(results, sections if pure else counted, language)


def cells(table: Ranking, language: str) -> list[list[str]]:
    """Every cell of the table, its header first."""
    word = partial(catalogue.text, language, "reports")
    names = [word(f"common.{key}") for key in ("rank", "unit", "total", "percent", "class")]
    rows = [[row.rank, row.unit, *row.parts, row.total, row.percent, row.class_name] for row in table.rows]
    return [[*names[:2], *table.parts, *names[2:]], *rows]


def _folded(results: Results, sections: Sequence[Criterion], language: str) -> Ranking:
    """The table without its sections, and these in tables of their own, of about equal width."""
    own = tuple(_section_table(results, part, language) for part in parted(sections, SECTIONS_A_TABLE))
    whole = _table(results, None, language)
    return Ranking(whole.parts, whole.rows, tuple(_legend(section, language) for section in sections), own)


def _table(results: Results, sections: Sequence[Criterion] | None, language: str) -> Ranking:
    """The table with these sections, or with their sum where None."""
    word = partial(catalogue.text, language, "reports")
    bonus, deduction = given(results, Group.BONUS), given(results, Group.DEDUCTION)
    titles = [word("common.base")] if sections is None else [_title(section, language) for section in sections]
    titles += [word("common.bonus")] * bonus + [word("common.deduction")] * deduction

    def parts(standing: Standing) -> list[Decimal | None]:
        found: list[Decimal | None] = [standing.base]
        if sections is not None:
            found = [standing.sections.get(one.path) for one in sections]
        return found + [standing.bonus] * bonus + [standing.deduction] * deduction

    different = len({standing.max for standing in results.standings}) > 1
    rows = tuple(_row(results, standing, parts(standing), language, different) for standing in results.standings)
    return Ranking(tuple(titles), rows, tuple(_legend(section, language) for section in sections or ()))


def _row(results: Results, standing: Standing, parts: Sequence[Decimal | None], language: str, different: bool) -> Row:
    """A line of the table; where units have different maxima, each total names its own."""
    shown = partial(points, language=language, places=results.cluster.places)
    total = total_text(results, standing, language)
    if different:
        total = f"{total}/{shown(standing.max)}"
    share = percent(standing.percent, language)
    return Row(
        rank=str(standing.rank),
        unit=one_line(standing.name),
        parts=tuple(_shown(part, results, language) for part in parts),
        total=total,
        percent=at_least(share, language) if standing.open else share,
        class_name=one_line(standing.class_ or NOTHING),
    )


def total_text(results: Results, standing: Standing, language: str) -> str:
    """A total, as a lower bound while questions are open."""
    shown = points(standing.total, language, results.cluster.places)
    return at_least(shown, language) if standing.open else shown


def _adds_up(results: Results, sections: Sequence[Criterion]) -> bool:
    """Whether the sections' points are the base: no bonus and no deduction stands among them."""
    return bool(sections) and all(
        sum(_points(standing, section) for section in sections) == standing.base for standing in results.standings
    )


def given(results: Results, group: Group) -> bool:
    """Whether this cluster has bonus (or deductions) at all."""
    counted = [standing.bonus if group is Group.BONUS else standing.deduction for standing in results.standings]
    return any(counted) or any(criterion.group is group for criterion in results.cluster.criteria)


def _section_table(results: Results, sections: Sequence[Criterion], language: str) -> SectionTable:
    rows = tuple(
        SectionRow(
            one_line(each.name), tuple(_shown(each.sections.get(one.path), results, language) for one in sections)
        )
        for each in results.standings
    )
    return SectionTable(tuple(_title(section, language) for section in sections), rows)


def _shown(part: Decimal | None, results: Results, language: str) -> str:
    """Points; a section of which a unit was assigned nothing has none, not 0."""
    return NOTHING if part is None else points(part, language, results.cluster.places)


def _points(standing: Standing, section: Criterion) -> Decimal:
    return standing.sections.get(section.path, Decimal(0))


def _title(section: Criterion, language: str) -> str:
    """'Mục I' above its maximum."""
    name = _name(section, language)
    return name if section.maximum is None else f"{name}\n({trimmed(section.maximum, language)})"


def _legend(section: Criterion, language: str) -> str:
    return f"{_name(section, language)}: {one_line(section.text)}"


def _name(section: Criterion, language: str) -> str:
    """'Mục I', never broken over two lines."""
    return catalogue.text(language, "reports", "common.section", label=_label(section)).replace(" ", NO_BREAK)


def _label(section: Criterion) -> str:
    """A section's printed number: 'I', or its place in the table where it has none."""
    return one_line(section.label).rstrip(" .)") or section.path
