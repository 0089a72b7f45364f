"""What stands around the matrix's numbers: title, header, labels, widths, and how it goes on paper."""

from __future__ import annotations

from typing import Any

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Group
from emulation_cli.labels import label
from emulation_cli.reports.book import (
    A3,
    Book,
    across,
    most_decimals,
    points_format,
    points_width,
    put,
    shortened,
    stored,
)
from emulation_cli.reports.formulas import at
from emulation_cli.reports.heights import row_height
from emulation_cli.reports.matrix import Line, Matrix
from emulation_cli.reports.matrix_layout import (
    HEAD,
    HEAD_ROWS,
    HEAD_ROWS_TURNED,
    LEADING,
    LEADING_TURNED,
    ON_A3,
    ON_A4,
    Layout,
)

LABEL_WIDTH, TEXT_WIDTH, MAXIMUM_WIDTH = 6.0, 46.0, 9.0
RANK_WIDTH, NAME_WIDTH, LINE_WIDTH = 7.0, 34.0, 12.0
TITLE_LINES = 7  # columns that the title spreads over where lines are columns
MOST_LEVELS = 7  # of an outline in Excel
SHADE = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "min_color": "#A6A6A6",  # black numbers still stand out from it
    "max_type": "formula",
    "max_color": "#FFFFFF",
}
INDENT = 1.5  # characters a level of indentation takes
_FILLS = {0: "#D9E2EE", 1: "#E7ECF4", 2: "#F2F5F9"}


class Frame:
    """The sheet around the numbers, either way round."""

    def __init__(self, book: Book, sheet: Any, matrix: Matrix, layout: Layout) -> None:
        self.book, self.sheet, self.matrix, self.layout = book, sheet, matrix, layout
        self.standings, self.unit_width = book.results.standings, points_width(book.results)
        self.maxima = points_format(most_decimals(line.maximum for line in matrix.lines))

    def across(self) -> None:
        """Criteria down, units across: rows fold under their section."""
        sheet, count = self.sheet, len(self.standings)
        last = LEADING + max(count, 1) - 1
        for column, width in enumerate((LABEL_WIDTH, TEXT_WIDTH, MAXIMUM_WIDTH)):
            sheet.set_column(column, column, width)
        sheet.set_column(LEADING, last, self.unit_width)
        self._fix(HEAD_ROWS, LEADING)
        sheet.outline_settings(True, False, False, False)
        if count > ON_A4:
            self._on_a3(count)
        self._title(last, LABEL_WIDTH + TEXT_WIDTH + MAXIMUM_WIDTH + self.unit_width * (last - LEADING + 1))
        self._head_across()

    def down(self) -> None:
        """Units down, lines across."""
        count = len(self.matrix.lines)
        for column, width in enumerate((RANK_WIDTH, NAME_WIDTH)):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(LEADING_TURNED, LEADING_TURNED + count - 1, LINE_WIDTH)
        self._fix(HEAD_ROWS_TURNED, LEADING_TURNED)
        self._on_a3(count)
        self._title(LEADING_TURNED + TITLE_LINES - 1, RANK_WIDTH + NAME_WIDTH + LINE_WIDTH * TITLE_LINES)
        self._head_down()

    def _fix(self, rows: int, columns: int) -> None:
        """Header and leading columns stay in sight and come again on every page."""
        self.sheet.freeze_panes(HEAD + rows, columns)
        self.sheet.repeat_rows(HEAD, HEAD + rows - 1)
        self.sheet.repeat_columns(0, columns - 1)

    def _on_a3(self, count: int) -> None:
        """A3, and as many pages side by side as stay readable."""
        self.sheet.set_paper(A3)
        self.sheet.fit_to_pages(-(-count // ON_A3), 0)

    def _title(self, last: int, width: float) -> None:
        book, results = self.book, self.book.results
        official = results.status == "official"
        cluster = results.cluster
        lines = (
            (book.words("matrix.title"), "title"),
            (book.words("of_cluster", cluster=cluster.name, period=cluster.period), "subtitle"),
            (book.words("official" if official else "provisional_short"), "status" if official else "alarm"),
        )
        for row, (text, look) in enumerate(lines):
            across(self.sheet, row, last, text, book.look(look), width)

    def shade(self) -> None:
        """A grey ground under points of chuẩn, the darker the further below the maximum that stands at the line's head;
        of thưởng and trừ no points at all are no lack."""
        for place, line in enumerate(self.matrix.lines):
            if line.leaf and line.group is Group.STANDARD and line.maximum and self.standings:
                first, last = self.layout.cell(place, 0), self.layout.cell(place, len(self.standings) - 1)
                full = f"={at(self.layout.maximum(place), fixed=True)}"
                self.sheet.conditional_format(*first, *last, {**SHADE, "max_value": full})

    def legend(self, row: int, rescaled: bool) -> None:
        """What the words in the cells mean, in the leading columns, which every page has."""
        last, width = LEADING - 1, LABEL_WIDTH + TEXT_WIDTH + MAXIMUM_WIDTH
        if self.layout.turned:
            last, width = LEADING_TURNED - 1, RANK_WIDTH + NAME_WIDTH
        text = self.book.words("matrix.legend" if self.standings else "matrix.no_units")
        if self.standings:
            text += " " + self.book.words("matrix.shade")
        if rescaled:
            text += " " + catalogue.text(self.book.language, "explain", "sheet.rescaled")
        across(self.sheet, row, last, text, self.book.look("remark"), width)

    def _head_across(self) -> None:
        book, head = self.book, self.book.look("head")
        for column, key in enumerate(("label", "text", "maximum")):
            self.sheet.merge_range(HEAD, column, HEAD + 1, column, "", head)
            put(self.sheet, HEAD, column, label("column", key, book.language), head)
        narrow, names = book.look("head", font_size=10), [shortened(one.name, 90) for one in self.standings]
        self.sheet.set_row(HEAD, row_height(((name, self.unit_width) for name in names), 10, bold=True))
        for unit, name in enumerate(names):
            put(self.sheet, HEAD, LEADING + unit, name, narrow)
        for unit, standing in enumerate(self.standings):
            put(self.sheet, HEAD + 1, LEADING + unit, book.words("matrix.rank", rank=standing.rank), narrow)

    def _head_down(self) -> None:
        book, head = self.book, self.book.look("head")
        narrow = book.look("head", font_size=10)
        leading = (
            ("", ""),
            (book.words("column.rank"), label("column", "unit", book.language)),
            ("", label("column", "maximum", book.language)),
        )
        texts = ((shortened(self._text(line), 60), LINE_WIDTH) for line in self.matrix.lines)
        self.sheet.set_row(HEAD + 1, row_height(texts, 10, bold=True))
        for row, words in enumerate(leading, start=HEAD):
            for column, word in enumerate(words):
                put(self.sheet, row, column, word, head)
            for place, line in enumerate(self.matrix.lines):
                if row == HEAD + 2:
                    self._maximum(place, line, book.look("head", num_format=self.maxima))
                else:
                    word = shortened(self._text(line), 60) if row == HEAD + 1 else _label(line)
                    put(self.sheet, row, LEADING_TURNED + place, word, narrow)

    def row_label(self, place: int, line: Line) -> None:
        """A line's label, text and maximum at the head of its row, which folds under its section."""
        book, row, look, text = self.book, self.layout.cell(place, 0)[0], emphasis(line), self._text(line)
        indent = min(max(line.level - 1, 0), MOST_LEVELS)
        cells = ((_label(line), LABEL_WIDTH), (text, TEXT_WIDTH - indent * INDENT))
        self.sheet.set_row(row, row_height(cells, bold=line.level <= 2), None, {"level": indent})
        put(self.sheet, row, 0, _label(line), book.look("centre", **look))
        put(self.sheet, row, 1, text, book.look("text", indent=indent, **look))
        self._maximum(place, line, book.look("number", num_format=self.maxima, **look))

    def _maximum(self, place: int, line: Line, look: Any) -> None:
        row, column = self.layout.maximum(place)
        if line.maximum is None:
            self.sheet.write_blank(row, column, None, look)
        else:
            self.sheet.write_number(row, column, stored(line.maximum), look)

    def _text(self, line: Line) -> str:
        """The words of a line, with how it counts where that is not plain from the line above."""
        criterion = line.criterion
        if criterion is None:
            return self.book.words(f"column.{line.key}")
        above = self.matrix.tree.by_path.get(criterion.parent)
        plain_case = criterion.group is (above.group if above else Group.STANDARD)
        return criterion.text if plain_case else self.book.with_group(criterion.text, criterion.group)


def _label(line: Line) -> str:
    return line.criterion.label if line.criterion else ""


def emphasis(line: Line) -> dict[str, object]:
    """Sections and totals stand out, deeper parents a little, what is never counted steps back."""
    if line.group is Group.UNCOUNTED:
        return {"italic": True, "font_color": "#595959"}
    if line.leaf and line.level > 1:
        return {}
    return {"bold": line.level <= 2, "bg_color": _FILLS.get(line.level, "#F8FAFC")}
