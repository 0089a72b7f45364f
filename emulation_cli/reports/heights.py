"""Heights of a report's rows, whose cells are in one size; see `emulation_cli.heights`."""

from __future__ import annotations

from collections.abc import Iterable

from emulation_cli.heights import row_height as height_of
from emulation_cli.heights import text_lines

SIZE = 11.0  # points, of the workbook's font


def row_height(cells: Iterable[tuple[str, float]], size: float = SIZE, bold: bool = False) -> float:
    """The height for texts, each with its column's width in characters."""
    return height_of((text, width, size, bold) for text, width in cells)


def lines(text: str, width: float, size: float = SIZE, bold: bool = False) -> int:
    """How many lines a text takes in a column."""
    return text_lines(text, width, size, bold)
