"""Where a line of the matrix and a unit meet on the sheet, and how many units stand side by side on a page."""

from __future__ import annotations

from dataclasses import dataclass

from emulation_cli.reports.formulas import Cell, on

MOST_ACROSS = 200  # units side by side; more are written down the sheet
LAST_COLUMN = 16_384
ON_A4, ON_A3 = 12, 20  # units a page
HEAD = 3  # rows above the table's own header: title, period, status
HEAD_ROWS, HEAD_ROWS_TURNED = 2, 3  # of the table: names and ranks; labels, texts and maxima
LEADING, LEADING_TURNED = 3, 2  # columns before the points: label, text, maximum; rank, unit


@dataclass(frozen=True, slots=True)
class Layout:
    """`turned`: units are rows and lines columns. `sheet` is the sheet's name."""

    turned: bool
    sheet: str

    def cell(self, line: int, unit: int) -> Cell:
        """Where a line's entry stands for a unit."""
        if self.turned:
            return HEAD + HEAD_ROWS_TURNED + unit, LEADING_TURNED + line
        return HEAD + HEAD_ROWS + line, LEADING + unit

    def maximum(self, line: int) -> Cell:
        """Where a line's maximum stands."""
        if self.turned:
            return HEAD + HEAD_ROWS_TURNED - 1, LEADING_TURNED + line
        return HEAD + HEAD_ROWS + line, LEADING - 1

    def reference(self, line: int, unit: int) -> str:
        """An entry's cell as another sheet names it."""
        return on(self.sheet, self.cell(line, unit))


def layout_for(units: int, lines: int, sheet: str) -> Layout | None:
    """Units across while a person can follow them, else down; None where the lines fit no sheet either way."""
    turned = units > MOST_ACROSS
    if turned and LEADING_TURNED + lines > LAST_COLUMN:
        return None
    return Layout(turned, sheet)
