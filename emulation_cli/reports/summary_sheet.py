"""The sheet Tổng hợp: official or not and why, the ranking, units not ranked, the rules, the signature."""

from __future__ import annotations

from typing import Any

from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.labels import label
from emulation_cli.reports.book import (
    Book,
    across,
    most_decimals,
    plain,
    points_format,
    put,
    shortened,
    stored,
)
from emulation_cli.reports.filters import official_date
from emulation_cli.reports.heights import lines, row_height
from emulation_cli.reports.matrix import Matrix
from emulation_cli.reports.matrix_layout import Layout
from emulation_cli.reports.matrix_sheet import Nets
from emulation_cli.reports.sources import source_lines
from emulation_cli.reports.summary_plan import (
    HEAD_LINES,
    MOST_REASONS,
    RULE_NAME,
    RULE_SIGN,
    RULE_VALUE,
    SUMS,
    Plan,
)
from emulation_cli.reports.summary_rows import Rows
from emulation_cli.reports.wording import reason_text, unranked_texts

LOWEST_FROZEN_HEADER = 12  # a frozen head that fills the window would leave nothing to scroll
HEADER_SIZE, LONGEST_TITLE = 10, 60  # of a section over its column; the matrix has all of it
SIGNATURE_WIDTH = 4  # columns, the last ones
SIGNATURE_ROOM = 5  # line breaks to sign in
SIGNER_WIDTH = 50.0  # characters
LINE = 15.0  # points
ON_ONE_PAGE = 40  # rows that may be shrunk onto one page, so that the signature stands below its table


def write(book: Book, sheet: Any, plan: Plan, matrix: Matrix, layout: Layout | None, nets: Nets) -> None:
    """Fill the sheet from top to bottom."""
    page = _Page(book, sheet, plan, matrix)
    page.set_up()
    page.head()
    page.header()
    rows = Rows(book, sheet, plan, matrix, layout)
    for place, one in enumerate(book.results.standings):
        rows.put(place, one, nets[place])
    page.unranked()
    page.rules()
    page.signature(page.remarks(all_live=rows.linked and rows.live.all()))


class _Page:
    """What stands around the units' rows."""

    def __init__(self, book: Book, sheet: Any, plan: Plan, matrix: Matrix) -> None:
        self.book, self.sheet, self.plan, self.matrix = book, sheet, plan, matrix
        self.results, self.cluster = book.results, book.results.cluster
        self.last = plan.columns["note"]
        self.width = sum(map(plan.width, plan.columns))

    def _across(self, row: int, text: str, look: str) -> None:
        across(self.sheet, row, self.last, text, self.book.look(look), self.width)

    def set_up(self) -> None:
        """Widths, what stays in sight, what comes again on every page."""
        for key, column in self.plan.columns.items():
            self.sheet.set_column(column, column, self.plan.width(key))
        below = self.plan.header + 1
        self.sheet.freeze_panes(below if below <= LOWEST_FROZEN_HEADER else 0, 2)
        self.sheet.repeat_rows(self.plan.header)
        if self.plan.foot <= ON_ONE_PAGE:
            self.sheet.fit_to_pages(1, 1)

    def head(self) -> None:
        """Cluster, title, period, official or not, and why not."""
        book, reasons = self.book, self.results.reasons
        official = self.results.status == "official"
        self._across(0, self.cluster.name.upper(), "agency")
        self._across(1, book.words("title"), "title")
        self._across(2, book.words("of_period", period=self.cluster.period), "subtitle")
        self._across(3, book.words("official" if official else "provisional"), "status" if official else "alarm")
        for row, reason in enumerate(reasons[:MOST_REASONS], start=HEAD_LINES):
            self._across(row, f"– {reason_text(reason, book.language)}", "line")
        if len(reasons) > MOST_REASONS:
            rest = len(reasons) - MOST_REASONS
            self._across(HEAD_LINES + MOST_REASONS, book.words("more_reasons", count=rest), "line")

    def header(self) -> None:
        """The table's header; where nobody is ranked a sentence below it."""
        book = self.book
        words = {"rank": book.words("column.rank"), "unit": label("column", "unit", book.language)}
        words |= {section.path: self._section_title(section) for section in self.plan.sections}
        words |= {key: book.words(f"column.{key}") for key in SUMS}
        texts = ((words[key], self.plan.width(key)) for key in words)
        self.sheet.set_row(self.plan.header, row_height(texts, HEADER_SIZE, bold=True))
        for key, column in self.plan.columns.items():
            put(self.sheet, self.plan.header, column, words[key], book.look("head", font_size=HEADER_SIZE))
        if not self.results.standings:
            self._across(self.plan.header + 1, book.words("no_units"), "line")

    def _section_title(self, section: Criterion) -> str:
        title = shortened(f"{section.label} {section.text}".strip(), LONGEST_TITLE)
        if section.group is Group.STANDARD:
            return title
        return self.book.with_group(title, section.group)

    def unranked(self) -> None:
        """Units without a usable sheet, each with the reason."""
        if self.results.unranked:
            self._across(self.plan.unranked, self.book.words("unranked"), "heading")
        reasons = unranked_texts(self.results, self.book.language)
        for row, (name, why) in enumerate(reasons, start=self.plan.unranked + 1):
            self._across(row, f"– {name}: {why}", "line")

    def rules(self) -> None:
        """Caps and classes, which the formulas above refer to."""
        if self.plan.foot == self.plan.rules:
            return
        put(self.sheet, self.plan.rules, RULE_NAME, self.book.words("rules"), self.book.look("heading"))
        points = points_format(self.cluster.places)
        caps = {"bonus_cap": self.cluster.bonus_cap, "deduction_cap": self.cluster.deduction_cap}
        for (key, cap), cell in zip(caps.items(), self.plan.caps, strict=True):
            if cell and cap is not None:
                self._rule(cell[0], label("setting", key, self.book.language), "≤", stored(cap), points)
        digits = most_decimals(rule.threshold for rule in self.cluster.classes)
        for row, rule in enumerate(self.cluster.classes, start=self.plan.classes):
            form = points_format(digits) + ('"%"' if rule.percent else "")
            self._rule(row, rule.name, ">" if rule.strictly else "≥", stored(rule.threshold), form)

    def _rule(self, row: int, name: str, sign: str, value: float, form: str) -> None:
        put(self.sheet, row, RULE_NAME, name, self.book.look("text"))
        put(self.sheet, row, RULE_SIGN, sign, self.book.look("centre"))
        self.sheet.write_number(row, RULE_VALUE, value, self.book.look("number", num_format=form))

    def remarks(self, all_live: bool) -> int:
        """Remarks and further reasons below the rules; returns the row after them."""
        words = self.book.words
        lines = [*source_lines(self.results, self.book.language)]
        lines.append(words("how_ranked", by=label("rank_by", self.cluster.rank_by, self.book.language)))
        if any(one.open for one in self.results.standings):
            lines.append(words("lower_bounds"))
        if not all_live:
            lines.append(words("plain_values"))
        lines += [f"– {reason_text(one, self.book.language)}" for one in self.results.reasons[MOST_REASONS:]]
        for row, line in enumerate(lines, start=self.plan.foot + 1):
            self._across(row, line, "remark")
        return self.plan.foot + 1 + len(lines)

    def signature(self, row: int) -> None:
        """Place and date, who signs; the date is the cluster's own, never today. The room to sign in stands in one
        cell, which no page splits."""
        if not (self.cluster.signer or self.cluster.signer_position):
            return
        day = official_date(self.cluster.document_date, self.book.language)
        place = f"{self.cluster.locality}, " if self.cluster.locality else ""
        position = plain(self.cluster.signer_position)
        self._sign(row + 1, f"{place}{day}", self.book.look("sign", italic=True), LINE)
        height = LINE * (SIGNATURE_ROOM + lines(position, SIGNER_WIDTH, bold=True))
        room = "\n" * SIGNATURE_ROOM
        self._sign(row + 2, f"{position}{room}{self.cluster.signer}", self.book.look("sign", bold=True), height)

    def _sign(self, row: int, text: str, look: Any, height: float) -> None:
        first = self.last - SIGNATURE_WIDTH + 1
        self.sheet.merge_range(row, first, row, self.last, "", look)
        self.sheet.set_row(row, height)
        put(self.sheet, row, first, text, look)
