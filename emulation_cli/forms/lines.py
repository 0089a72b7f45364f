"""The rows of a scoring sheet as cells to write: worked out once a cluster, filled in unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.cluster.guidance import guidance
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms import formulas, sums
from emulation_cli.forms.answers import Answer, Typed
from emulation_cli.forms.columns import FIRST_ROW, INDEX, OWED_COLUMN, PATH_COLUMN, WIDTHS
from emulation_cli.forms.styles import font
from emulation_cli.forms.values import NO_ANSWER, Values
from emulation_cli.heights import row_height
from emulation_cli.labels import label


class CellToWrite(NamedTuple):
    """A cell of a row: a text, a number, a formula with its stored value, or nothing (None) but its style."""

    column: int
    style: str
    value: str | Decimal | None = None
    formula: str = ""


Line = list[CellToWrite]


class Lines:
    """The table of one cluster in one language. Rows count from 1; '' is the row of Tổng cộng."""

    def __init__(self, cluster: Cluster, language: str) -> None:
        self.cluster, self.tree, self.language = cluster, cluster.tree, language
        self.rows = {c.path: number for number, c in enumerate(cluster.criteria, FIRST_ROW + 1)}
        self.rows[""] = FIRST_ROW + 1 + len(cluster.criteria)
        self.words = {key: text(language, "forms", f"sheet.{key}") for key in ("tick", "cluster_computed")}

    @cached_property
    def formulas(self) -> dict[str, str]:
        """Điểm tự chấm by path, where it is a formula."""
        found = {}
        for criterion in self.tree.criteria:
            if criterion.path in self.tree.children:
                found[criterion.path] = sums.subtotal(criterion, self.cluster, self.rows, self.language)
            elif criterion.kind is not Kind.DIRECT and not formulas.cluster_decides(criterion, self.tree):
                places = self.cluster.places
                found[criterion.path] = formulas.score(criterion, self.tree, self.rows, places, self.language)
        return found

    @cached_property
    def total(self) -> tuple[str, str]:
        """The formulas of the total and of how many scores it lacks."""
        return sums.total(self.cluster, self.rows, self.language), sums.lacking(self.cluster, self.rows)

    @cached_property
    def blank(self) -> dict[str, Line]:
        """Every row as it stands before anyone has filled it in, by path."""
        return {
            criterion.path: list(
                self._heading(criterion, None)
                if criterion.path in self.tree.children
                else self._leaf(criterion, NO_ANSWER, None, None)
            )
            for criterion in self.tree.criteria
        }

    def of(self, values: Values) -> Iterator[tuple[str, Line]]:
        """A unit's rows by path, in printed order."""
        for criterion in self.tree.criteria:
            path = criterion.path
            answer, target = values.answers.get(path, NO_ANSWER), values.target(path)
            if not values.assigned(path):
                yield path, list(self._not_assigned(criterion))
            elif path in self.tree.children:
                alike = not values.answers and criterion.kind is not Kind.CHOICE
                yield path, self.blank[path] if alike else list(self._heading(criterion, values))
            elif answer is NO_ANSWER and target is None:
                yield path, self.blank[path]
            else:
                yield path, list(self._leaf(criterion, answer, target, values))

    def _leaf(
        self, criterion: Criterion, answer: Answer, target: Typed, values: Values | None
    ) -> Iterator[CellToWrite]:
        yield from self._agreed(criterion, "leaf")
        free = target is None and formulas.needs_target(criterion)
        yield _cell("target", "input_number" if free else "leaf_number", target)
        direct = criterion.kind is Kind.DIRECT
        yield _cell("actual", "leaf_number" if direct else "input_number", self._actual(criterion, answer))
        yield self._score(criterion, answer, values)
        yield _cell("not_assigned", "input_centre", self.words["tick"] if answer.not_assigned else None)
        yield _cell("evidence", "input_text", answer.evidence or None)
        yield _cell("explanation", "input_text", answer.explanation or None)
        yield _cell("appraised_actual", "leaf_number" if direct else "appraiser_number")
        yield _cell("appraised_score", "appraiser_number")
        yield _cell("appraised_opinion", "appraiser_text")
        yield _cell("guidance", "guidance", self._guidance(criterion))
        yield CellToWrite(PATH_COLUMN, "hidden", criterion.path)
        yield CellToWrite(OWED_COLUMN, "hidden", Decimal(formulas.owed(criterion, self.tree)))

    def _score(self, criterion: Criterion, answer: Answer, values: Values | None) -> CellToWrite:
        if criterion.kind is Kind.DIRECT:
            return _cell("self_score", "input_number", answer.self_score)
        formula = self.formulas.get(criterion.path)
        if answer.self_score is not None or formula is None:
            return _cell("self_score", "leaf_number", answer.self_score or self.words["cluster_computed"])
        return _cell("self_score", "leaf_number", values.score(criterion) if values else "", formula)

    def _actual(self, criterion: Criterion, answer: Answer) -> Typed:
        if criterion.kind is Kind.PASS and isinstance(answer.actual, Decimal):
            return label("answer", "yes" if answer.actual else "no", self.language)
        return answer.actual

    def _heading(self, criterion: Criterion, values: Values | None) -> Iterator[CellToWrite]:
        style = "section" if criterion.level == 1 else "heading"
        yield from self._agreed(criterion, style)
        yield from (_cell(field, f"{style}_number") for field in ("target", "actual"))
        stored = values.score(criterion) if values else ""
        yield _cell("self_score", f"{style}_number", stored, self.formulas[criterion.path])
        for field in _BESIDE:
            yield _cell(field, f"{style}_text")
        yield _cell("guidance", f"{style}_text", self._guidance(criterion) or None)
        yield CellToWrite(PATH_COLUMN, "hidden", criterion.path)
        if criterion.kind is Kind.CHOICE:
            owes = Decimal(values.owes_choice(criterion) if values else 1)
            yield CellToWrite(OWED_COLUMN, "hidden", owes, sums.owes_choice(criterion, self.tree, self.rows))

    def _not_assigned(self, criterion: Criterion) -> Iterator[CellToWrite]:
        """A row that Chỉ tiêu takes from this unit: grey, ticked, locked."""
        yield from self._agreed(criterion, "grey")
        yield from (_cell(field, "grey_number") for field in ("target", "actual", "self_score"))
        yield _cell("not_assigned", "grey_centre", self.words["tick"])
        yield from (_cell(field, "grey_text") for field in _BESIDE[1:])
        yield _cell("guidance", "guidance_grey", self._guidance(criterion))
        yield CellToWrite(PATH_COLUMN, "hidden", criterion.path)
        yield CellToWrite(OWED_COLUMN, "hidden", Decimal(0))

    def _agreed(self, criterion: Criterion, style: str) -> Iterator[CellToWrite]:
        yield _cell("label", f"{style}_centre", criterion.label or None)
        yield _cell("text", f"{style}_text", criterion.text or None)
        yield _cell("maximum", f"{style}_number", criterion.maximum)
        yield _cell("measure", f"{style}_centre", criterion.measure or None)

    def _guidance(self, criterion: Criterion) -> str:
        found = [guidance(criterion, self.language, self.tree)]
        if criterion.evidence_required:
            found.append(text(self.language, "forms", "sheet.evidence_required"))
        return " ".join(part for part in found if part)


_BESIDE = ("not_assigned", "evidence", "explanation", "appraised_actual", "appraised_score", "appraised_opinion")


def _cell(field: str, style: str, value: Typed = None, formula: str = "") -> CellToWrite:
    return CellToWrite(INDEX[field], style, value, formula)


def height(line: Line) -> float:
    """The height that a row's wrapped texts need, in points."""
    return row_height(
        (value, WIDTHS[column], *font(style))
        for column, style, value, _ in line
        if isinstance(value, str) and column in WIDTHS
    )
