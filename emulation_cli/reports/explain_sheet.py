"""The sheet Giải trình điểm: a row a criterion of a unit, its points recomputed by a live formula beside those of the
tally; below, the figures of the whole cluster that dẫn đầu and so trung bình follow."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.parameters_text import parameters_text
from emulation_cli.labels import label
from emulation_cli.reports import explain_figures
from emulation_cli.reports.book import A3, Book, across, plain, points_format, put, shortened, stored
from emulation_cli.reports.explain_layout import COLUMN, FROZEN, HEAD, WIDTHS, Layout, layout_for
from emulation_cli.reports.explain_live import Live, Recomputed
from emulation_cli.reports.explain_remarks import Remarks
from emulation_cli.reports.formulas import at
from emulation_cli.reports.heights import row_height
from emulation_cli.reports.matrix_layout import MOST_ACROSS
from emulation_cli.reports.reckoning import UnitCase, decided_points, peer_figures
from emulation_cli.results import Score

Scores = Mapping[str, Mapping[str, Score]]

LONGEST_TEXT, LONGEST_UNIT = 120, 60
OWN_WORDS = ("criterion", "live", "points", "difference", "note")


def write(book: Book, sheet: Any, scores: Scores | None) -> None:
    """Fill the sheet; `scores` by unit and path, None where there are too many units to follow them here."""
    if scores is None:
        across(sheet, 0, 8, _say(book, "too_many", most=MOST_ACROSS), book.look("line"), 80)
        return
    page = _Page(book, sheet, scores)
    page.head()
    for unit, name in page.units.items():
        page.unit(unit, name)
    page.foot()


def _say(book: Book, key: str, **values: object) -> str:
    return catalogue.text(book.language, "explain", f"sheet.{key}", **values)


class _Page:
    """The sheet being written. What a criterion's cells say for every unit is put into words once."""

    def __init__(self, book: Book, sheet: Any, scores: Scores) -> None:
        self.book, self.sheet, self.scores = book, sheet, scores
        self.cluster = book.results.cluster
        self.units = {
            one.unit: shortened(plain(one.name), LONGEST_UNIT) for one in book.results.standings if one.unit in scores
        }
        self.layout: Layout = layout_for(book.results, list(self.units))
        self.peers = peer_figures(self.cluster, scores)
        self.decided = decided_points(book.results)
        self.live = Recomputed(self.cluster, self.layout, self.peers)
        self.remarks = Remarks(book.language, self.decided, book.results.appraisals)
        self.criteria = [self.cluster.tree.by_path[path] for path in self.layout.place]
        self.texts = [self._texts(one) for one in self.criteria]
        self.note = book.look("cell", indent=1)
        self.text, self.points = book.look("cell"), book.look("cell", num_format=points_format(self.cluster.places))
        self.checked = book.look("cell", num_format=points_format(self.cluster.places), bold=True)
        self.measured, self.answer = (
            book.look("cell", num_format="General"),
            book.look("cell", num_format=_answers(book)),
        )

    def _texts(self, criterion: Criterion) -> tuple[tuple[int, str], ...]:
        language, tree = self.book.language, self.cluster.tree
        kind = label("kind", criterion.kind, language) if criterion.kind else ""
        if criterion.group is not Group.STANDARD:
            kind = self.book.with_group(kind, criterion.group)
        text = shortened(plain(f"{tree.labels[criterion.path]} {criterion.text}"), LONGEST_TEXT)
        parameters = shortened(parameters_text(criterion.parameters, language), LONGEST_TEXT)
        found = {"criterion": criterion.path, "text": text, "kind": kind, "parameters": parameters}
        return tuple((COLUMN[key], shown) for key, shown in found.items() if shown)

    def head(self) -> None:
        """Title, how to read the sheet, header; what stays in sight and comes again on every page."""
        book, sheet = self.book, self.sheet
        sheet.set_paper(A3)
        sheet.hide_gridlines(0)
        for key, column in COLUMN.items():
            sheet.set_column(column, column, WIDTHS[key])
        put(sheet, 0, 0, _say(book, "title"), book.look("headline"))
        put(sheet, 1, 0, _say(book, "how"), book.look("note"))
        words = {key: self._title(key) for key in COLUMN}
        sheet.set_row(HEAD, row_height(((words[key], WIDTHS[key]) for key in COLUMN), bold=True))
        for key, column in COLUMN.items():
            put(sheet, HEAD, column, words[key], book.look("head"))
        sheet.freeze_panes(HEAD + 1, FROZEN)
        sheet.repeat_rows(HEAD)

    def _title(self, key: str) -> str:
        if key in OWN_WORDS:
            return _say(self.book, f"column.{key}")
        return label("column", key, self.book.language)

    def unit(self, unit: str, name: str) -> None:
        """A unit's rows."""
        case = UnitCase(self.cluster, self.scores[unit], self.decided)
        row = self.layout.first[unit]
        for criterion, texts in zip(self.criteria, self.texts, strict=True):
            self.sheet.write_string(row, 0, name, self.text)
            for column, shown in texts:
                self.sheet.write_string(row, column, shown, self.text)
            if criterion.kind is Kind.CHOICE:
                self._choice(row, case, criterion)
            elif criterion.path in case.scores:
                self._leaf(row, case, criterion)
            row += 1

    def _leaf(self, row: int, case: UnitCase, leaf: Criterion) -> None:
        score, live = case.scores[leaf.path], self.live.leaf(case, leaf)
        self._number(row, "maximum", score.max, self.points)
        self._number(row, "target", score.target, self.measured)
        self._number(row, "actual", score.actual, self.answer if leaf.kind is Kind.PASS else self.measured)
        self._number(row, "self_score", score.self_, self.measured)
        self._number(row, "appraised_score", score.appraised, self.measured)
        self._points(row, live, self.remarks.leaf(case, leaf, live))

    def _choice(self, row: int, case: UnitCase, parent: Criterion) -> None:
        children = self.cluster.tree.children[parent.path]
        if any(child.path not in case.scores for child in children):
            return
        live = self.live.choice(case, parent)
        self._number(row, "maximum", max(case.scores[child.path].max for child in children), self.points)
        self._points(row, live, self.remarks.choice(live))

    def _points(self, row: int, live: Live, remark: str) -> None:
        """The points recomputed, as tallied, and their difference; the remark beside them."""
        if remark:
            self.sheet.write_string(row, COLUMN["note"], plain(remark), self.note)
        if live.points is None:
            return
        value = stored(live.points)
        self._number(row, "points", live.points, self.points)
        if live.formula is None:
            self._number(row, "live", live.points, self.points)
            return
        self.sheet.write_formula(row, COLUMN["live"], f"={live.formula}", self.checked, value)
        again, tallied = (at((row, COLUMN[key])) for key in ("live", "points"))
        difference = f"=ROUND({again}-{tallied},{self.cluster.places})"
        self.sheet.write_formula(row, COLUMN["difference"], difference, self.points, 0)

    def _number(self, row: int, key: str, value: Decimal | None, look: Any) -> None:
        if value is not None:
            self.sheet.write_number(row, COLUMN[key], stored(value), look)

    def foot(self) -> None:
        """What concerns the table as a whole: its filter, what stands out in it, the cluster's figures below."""
        last = self.layout.end - 1
        if last <= HEAD:
            across(self.sheet, HEAD + 1, FROZEN + 1, _say(self.book, "nobody"), self.book.look("line"), 80)
            return
        self.sheet.autofilter(HEAD, 0, last, len(COLUMN) - 1)
        column = COLUMN["difference"]
        first = at((HEAD + 1, column))
        alarm = self.book.file.add_format({"bg_color": "#FCE4D6", "bold": True})
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),{first}<>0)", "format": alarm}
        self.sheet.conditional_format(HEAD + 1, column, last, column, rule)
        explain_figures.write(self.book, self.sheet, self.layout, self.peers)


def _answers(book: Book) -> str:
    """A đạt answer is kept as 1 or 0 and shown as its word."""
    yes, no = (label("answer", key, book.language) for key in ("yes", "no"))
    return f'[=1]"{yes}";[=0]"{no}";General'
