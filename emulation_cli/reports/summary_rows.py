"""A unit's row on the sheet Tổng hợp: links to the matrix, total, percent, rank and class as live formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.reports import formulas
from emulation_cli.reports.book import Book, percent_format, plain, points_format, put, stored
from emulation_cli.reports.filters import joined
from emulation_cli.reports.formulas import decimals_of
from emulation_cli.reports.heights import row_height
from emulation_cli.reports.matrix import BASE, BONUS, DEDUCTION, Matrix
from emulation_cli.reports.matrix_layout import Layout
from emulation_cli.reports.summary_live import RANKED_BY, Live, live_columns
from emulation_cli.reports.summary_plan import RULE_NAME, RULE_VALUE, Plan
from emulation_cli.reports.wording import reason_text
from emulation_cli.results import Standing

MOST_NAMES = 4  # tied units named in a note
NO_CLASS = "–"
PARTS = (BASE, BONUS, DEDUCTION)


class Rows:
    """Writes rows; `linked` says afterwards whether every link to the matrix could be live."""

    def __init__(self, book: Book, sheet: Any, plan: Plan, matrix: Matrix, layout: Layout | None) -> None:
        self.book, self.sheet, self.plan, self.matrix, self.layout = book, sheet, plan, matrix, layout
        self.cluster = book.results.cluster
        self.live: Live = live_columns(book.results)
        self.linked = layout is not None

    def put(self, place: int, one: Standing, nets: Mapping[str, Decimal]) -> None:
        """One unit's row; `nets` are the net points of its mixed sections on the matrix."""
        note = self._note(one)
        texts = {"unit": one.name, "class": one.class_ or "", "note": note}
        row = self.plan.cell(place, "rank")[0]
        self.sheet.set_row(row, row_height((plain(text), self.plan.width(key)) for key, text in texts.items()))
        self._rank(place, one)
        self._text(place, "unit", one.name)
        for section in self.plan.sections:
            self._section(place, one, section.path, nets)
        for key in PARTS:
            bound = "≤" if key == DEDUCTION else "≥"
            self._points(place, key, getattr(one, key), self._link(key, place), self.matrix.is_open(one, key), bound)
        total = self._total_formula(place) if self.live.totals[place] else None
        self._points(place, "total", one.total, total, bool(one.open), bold=True)
        self._points(place, "maximum", one.max, None)
        self._percent(place, one)
        self._class(place, one)
        self._text(place, "note", note)

    def _section(self, place: int, one: Standing, path: str, nets: Mapping[str, Decimal]) -> None:
        """A section's points, linked to the matrix where that gives the same number."""
        points = one.sections.get(path)
        if points is None:
            self._text(place, path, "")
            return
        agrees = path not in self.matrix.mixed or nets.get(path) == points
        formula = self._net_formula(path, place) if agrees else None
        self.linked = self.linked and formula is not None
        self._points(place, path, points, formula, self.matrix.is_open(one, path))

    def _net_formula(self, path: str, place: int) -> str | None:
        if self.layout is None:
            return None
        terms = [(sign, self._reference(line, place)) for sign, line in self.matrix.terms[path]]
        return formulas.signed_sum(terms, self.cluster.places)

    def _reference(self, line: int, place: int) -> str:
        """A line's entry on the matrix; a leaf may say there, in words, that it has no points, which count as 0."""
        reference = self.layout.reference(line, place) if self.layout else ""
        return f"N({reference})" if self.matrix.lines[line].leaf else reference

    def _link(self, key: str, place: int) -> str | None:
        return f"={self.layout.reference(self.matrix.closing[key], place)}" if self.layout else None

    def _total_formula(self, place: int) -> str:
        cells = [self.plan.cell(place, key) for key in PARTS]
        cut = self.cluster.bonus_in_scale is BonusInScale.CUT
        maximum = self.plan.cell(place, "maximum") if cut else None
        return formulas.total(cells, self.plan.caps, self.cluster.places, maximum)

    def _percent(self, place: int, one: Standing) -> None:
        digits = decimals_of(one.percent)
        look = self.book.look("number", num_format=percent_format(digits, bool(one.open)))
        cells = self.plan.cell(place, "total"), self.plan.cell(place, "maximum")
        formula = formulas.share(*cells, digits) if self.live.percents[place] else None
        self._number(place, "percent", one.percent.scaleb(-2), formula, look)

    def _rank(self, place: int, one: Standing) -> None:
        by, last = RANKED_BY[self.cluster.rank_by], self.plan.count - 1
        cells = (self.plan.cell(unit, by) for unit in (place, 0, last))
        formula = formulas.rank(*cells) if self.live.ranks else None
        look = self.book.look("number", num_format="0", align="center", bold=True)
        self._number(place, "rank", Decimal(one.rank), formula, look)

    def _class(self, place: int, one: Standing) -> None:
        """The class, by formula where thresholds alone decide it."""
        name = plain(one.class_ or NO_CLASS)
        cells = self.plan.cell(place, "total"), self.plan.cell(place, "maximum")
        table = (self.plan.classes, RULE_NAME), (self.plan.classes, RULE_VALUE)
        formula = formulas.class_of(self.cluster.classes, *table, *cells, self.cluster.places, NO_CLASS)
        if formula and self.live.classes:
            self.sheet.write_formula(*self.plan.cell(place, "class"), formula, self.book.look("centre"), name)
        else:
            self._text(place, "class", name, "centre")

    def _note(self, one: Standing) -> str:
        """Ties, and what is open and at stake."""
        words = []
        if one.tie_note:
            words.append(reason_text(one.tie_note, self.book.language))
        elif one.tied_with:
            words.append(self.book.words("tied", units=self._names(one.tied_with)))
        if one.open:
            words.append(self.book.words("open", count=len(one.open), points=f"{one.at_stake:f}"))
        return "\n".join(words)

    def _names(self, codes: Sequence[str]) -> str:
        units, rest = self.cluster.unit_of, len(codes) - MOST_NAMES
        names = joined(units[code].name if code in units else code for code in codes[:MOST_NAMES])
        return names + self.book.words("and_more", count=rest) if rest > 0 else names

    def _points(
        self,
        place: int,
        key: str,
        points: Decimal,
        formula: str | None,
        is_open: bool = False,
        bound: str = "≥",
        **more: object,
    ) -> None:
        shown = points_format(self.cluster.places, bound if is_open else "")
        self._number(place, key, points, formula, self.book.look("number", num_format=shown, **more))

    def _number(self, place: int, key: str, value: Decimal, formula: str | None, look: Any) -> None:
        if formula:
            self.sheet.write_formula(*self.plan.cell(place, key), formula, look, stored(value))
        else:
            self.sheet.write_number(*self.plan.cell(place, key), stored(value), look)

    def _text(self, place: int, key: str, text: str, look: str = "text") -> None:
        put(self.sheet, *self.plan.cell(place, key), text, self.book.look(look))
