"""The sheet Biểu đồ: a bar a unit, the leader on top, a piece a section, the total at its end.

The bars take their numbers, names and titles from the cells of the sheet Tổng hợp, so they move with what is changed
there. Greys and patterns: a black-and-white printer loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from emulation_cli.reports.book import FONT, Book, across, points_format
from emulation_cli.reports.pieces import pieces
from emulation_cli.reports.summary_plan import Plan
from emulation_cli.results import Results

MOST_UNITS = 60  # on a page; with more of them neither names nor patterns can be read, and the table says it better
MANY = 25  # units, from which on bars and letters are smaller
COLUMNS, COLUMN_WIDTH = 8, 11.7  # of the sheet below the chart, in characters
WIDTH = 696  # pixels: these columns, and the width of an upright A4 page
ROW, ROW_OF_MANY = 26, 14  # pixels a unit
LEAST_ROWS = 3
LETTERS, LETTERS_OF_MANY = 9, 7  # points
AXIS, KEY = 40, 19  # pixels for the axis, and for a line of the legend
TOP = 8
NAMES, ROOM = 0.32, 0.04  # shares of the width: for the names, and at the right end
SLACK = Decimal("1.2")  # of the longest bar, for the number at its end
MARKS = 6  # below the bars
RULE = "#7F7F7F"
LOOKS: tuple[Mapping[str, Any], ...] = (
    {"fill": {"color": "#595959"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#404040", "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#BFBFBF"}},
    {"pattern": {"pattern": "percent_25", "fg_color": "#000000", "bg_color": "#FFFFFF"}},
    {"pattern": {"pattern": "light_vertical", "fg_color": "#404040", "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#8C8C8C"}},
)
BONUS: Mapping[str, Any] = {"fill": {"color": "#FFFFFF"}}


def is_readable(results: Results) -> bool:
    """Whether there is something to draw, and it can be read."""
    return 0 < len(results.standings) <= MOST_UNITS


def write(book: Book, sheet: Any, summary: str, plan: Plan) -> None:
    """Fill the sheet; `summary` is the name of the sheet that `plan` is of."""
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, COLUMNS - 1, COLUMN_WIDTH)
    row = _head(book, sheet)
    chart = _Bars(book, summary, plan).chart()
    sheet.insert_chart(row, 0, chart, {"object_position": 2, "description": book.words("charts.totals")})


def _head(book: Book, sheet: Any) -> int:
    """Title, cluster, official or not, what the numbers are; returns the row of the chart."""
    cluster, width = book.results.cluster, COLUMNS * COLUMN_WIDTH
    official = book.results.status == "official"
    lines = [
        (book.words("charts.title"), "title"),
        (book.words("of_cluster", cluster=cluster.name, period=cluster.period), "subtitle"),
        (book.words("official" if official else "provisional_short"), "status" if official else "alarm"),
        (book.words("charts.remark"), "remark"),
    ]
    if any(standing.open for standing in book.results.standings):
        lines.append((book.words("charts.least"), "remark"))
    for row, (text, look) in enumerate(lines):
        across(sheet, row, COLUMNS - 1, text, book.look(look), width)
    return len(lines)


class _Bars:
    """The chart of totals; heights and places in pixels of its own."""

    def __init__(self, book: Book, summary: str, plan: Plan) -> None:
        self.book, self.summary, self.plan = book, summary, plan
        many = plan.count > MANY
        self.row, self.letters = (ROW_OF_MANY, LETTERS_OF_MANY) if many else (ROW, LETTERS)

    def chart(self) -> Any:
        """The chart with a series a piece, then the total: unseen, only its number stands at the end of the bar."""
        chart = self.book.file.add_chart({"type": "bar", "subtype": "stacked"})
        looks = list(self._pieces())
        for piece, look in looks:
            chart.add_series({**self._cells(piece), **look, "border": {"color": "#000000", "width": 0.5}, "gap": 35})
        chart.add_series({**self._cells("total"), "name": self.book.words("charts.total"), **self._unseen()})
        rows = self.row * max(self.plan.count, LEAST_ROWS)
        key = KEY * (len(looks) + 1)
        height = TOP + rows + AXIS + key
        chart.set_size({"width": WIDTH, "height": height})
        place = {"x": NAMES, "y": TOP / height, "width": 1 - NAMES - ROOM, "height": rows / height}
        chart.set_plotarea({"layout": place})
        below = {"x": 0.05, "y": 1 - key / height, "width": 0.9, "height": key / height}
        chart.set_legend({"position": "bottom", "font": self._font(LETTERS), "layout": below})
        chart.set_title({"none": True})
        chart.set_chartarea({"border": {"none": True}})
        self._axes(chart)
        return chart

    def _pieces(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Columns of the summary that make up a bar, each with its look."""
        looks = iter(LOOKS)
        for piece in pieces(self.book.results):
            yield piece.key, BONUS if piece.is_bonus else next(looks)

    def _cells(self, key: str) -> dict[str, Any]:
        """A series' title, names and numbers, as references."""
        header, (first, column) = self.plan.header, self.plan.cell(0, key)
        names, last = self.plan.columns["unit"], self.plan.cell(self.plan.count - 1, key)[0]
        return {
            "name": [self.summary, header, column],
            "categories": [self.summary, first, names, last, names],
            "values": [self.summary, first, column, last, column],
        }

    def _unseen(self) -> dict[str, Any]:
        shown = points_format(self.book.results.cluster.places)
        font = {**self._font(self.letters), "bold": True}
        labels = {"value": True, "position": "inside_base", "num_format": shown, "font": font}
        return {"fill": {"none": True}, "border": {"none": True}, "data_labels": labels}

    def _axes(self, chart: Any) -> None:
        """Names upright with the leader on top; numbers below the bars."""
        results = self.book.results
        line = {"color": RULE, "width": 0.75}
        chart.set_y_axis(
            {"reverse": True, "num_font": self._font(self.letters), "line": line, "major_tick_mark": "none"}
        )
        grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
        longest = max(sum(piece.points(one) for piece in pieces(results)) for one in results.standings)
        step, end = _axis(longest * SLACK)
        scale = {"min": 0, "max": float(end), "major_unit": float(step)}
        shown = {"num_format": "General" if step < 1 else "#,##0", "num_font": self._font(8), "line": line}
        chart.set_x_axis({**scale, **shown, "major_gridlines": grid, "label_position": "high"})

    def _font(self, size: float) -> dict[str, Any]:
        return {"name": FONT, "size": size, "color": "#000000"}


def _axis(length: Decimal) -> tuple[Decimal, Decimal]:
    """A round step (1, 2 or 5 and zeros) that makes at most `MARKS` marks, and the first of them not below `length`; an
    axis of no points at all ends at 1."""
    length = max(length, Decimal(1))
    least = length / MARKS
    power = Decimal(1).scaleb(least.adjusted())
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)
    return step, (length / step).to_integral_value(ROUND_CEILING) * step
