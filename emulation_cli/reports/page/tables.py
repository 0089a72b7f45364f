"""The page's tables beside ranking and sheets: criteria, points side by side, movement, problems, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from emulation_cli.cluster.guidance import guidance
from emulation_cli.decimals import localise_date
from emulation_cli.problems import Place, Severity
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import one_line, points, trimmed
from emulation_cli.reports.page.sheets import MOST_LEVEL, Remark, Sheet, remark
from emulation_cli.reports.wording import finding_texts, why_text
from emulation_cli.results import Finding, InputFile, Standing

MOST_COLUMNS = 25  # units side by side; more are no table that anybody can read
MOST_PROBLEMS = 1_000  # rows, from which on notes are only counted


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with the rule that makes its points; `level` is 0 for what is scored."""

    level: int
    label: str
    text: str
    maximum: str
    rule: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A criterion's points, a unit a column."""

    level: int
    label: str
    text: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A unit's rank and total in the period before and now; '–' where it was not ranked then."""

    unit: str
    rank_before: str
    rank: str
    total_before: str
    total: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem: where, whose, what, what to do."""

    remark: Remark
    unit: str
    place: str
    criterion: str
    fix: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """A file that was looked at, with the hash of its bytes."""

    file: str
    unit: str
    why: str
    sent: str
    sha256: str


def criteria(material: Material) -> tuple[CriterionRow, ...]:
    """The table that was agreed."""
    tree, language = material.cluster.tree, material.language
    return tuple(
        CriterionRow(
            level=min(one.level, MOST_LEVEL) if one.path in tree.children else 0,
            label=one_line(tree.labels[one.path]),
            text=one_line(one.text),
            maximum="" if one.maximum is None else trimmed(one.maximum, language),
            rule=one_line(guidance(one, language, tree)),
        )
        for one in tree.criteria
    )


def matrix(sheets: Sequence[Sheet]) -> tuple[MatrixRow, ...]:
    """Points of every criterion, unit beside unit in the order of the sheets; none for very many units."""
    columns = [sheet.rows for sheet in sheets if sheet.rows]
    if not 1 < len(columns) <= MOST_COLUMNS:
        return ()
    return tuple(
        MatrixRow(same[0].level, same[0].label, same[0].text, tuple(row.points for row in same))
        for same in zip(*columns, strict=True)
    )


def movement(material: Material) -> tuple[Movement, ...]:
    """Against the period before, where its results are known."""
    if material.previous is None:
        return ()
    earlier = {one.unit: one for one in material.previous.standings}
    places = material.previous.cluster.places
    return tuple(_moved(material, one, earlier.get(one.unit), places) for one in material.results.standings)


def _moved(material: Material, one: Standing, before: Standing | None, places: int) -> Movement:
    shown = partial(points, language=material.language)
    return Movement(
        unit=one_line(one.name),
        rank_before=str(before.rank) if before else "–",
        rank=str(one.rank),
        total_before=f"{shown(before.total, places=places)}/{trimmed(before.max, material.language)}"
        if before
        else "–",
        total=f"{shown(one.total, places=material.cluster.places)}/{trimmed(one.max, material.language)}",
    )


def problems(material: Material) -> tuple[ProblemRow, ...]:
    """Errors, warnings, then notes where they are not too many."""
    found = material.results.problems
    kept = found if len(found) <= MOST_PROBLEMS else [one for one in found if one.severity != Severity.NOTE]
    order = [str(severity) for severity in Severity]
    return tuple(_problem(material, one) for one in sorted(kept, key=lambda one: order.index(one.severity)))


def counts(material: Material) -> str:
    """How many of each severity there are."""
    found = Counter(one.severity for one in material.results.problems)
    return material.say("page", "problems.counts", **{str(one): found[one] for one in Severity})


def _problem(material: Material, one: Finding) -> ProblemRow:
    tree, unit = material.cluster.tree, material.cluster.unit_of.get(one.unit or "")
    return ProblemRow(
        remark=remark(one, material),
        unit=one_line(unit.name if unit else one.unit or ""),
        place=one_line(str(Place(one.file, one.sheet, one.cell))),
        criterion=one_line(tree.labels.get(one.criterion or "", one.criterion or "")),
        fix=one_line(finding_texts(one, material.language)[1]),
    )


def inputs(material: Material) -> tuple[InputRow, ...]:
    """Every file that was looked at."""
    return tuple(_inputs(material, material.results.inputs))


def _inputs(material: Material, files: Sequence[InputFile]) -> Iterator[InputRow]:
    for one in files:
        unit = material.cluster.unit_of.get(one.unit or "")
        sent = localise_date(one.sent.replace(tzinfo=None).isoformat(), material.language) if one.sent else "–"
        why = why_text(one.why, material.language)
        yield InputRow(one_line(one.file), one_line(unit.name if unit else "–"), why, sent, one.sha256)
