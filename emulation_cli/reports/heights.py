"""How high a row must be for its wrapped texts: an estimate, rather too high than too low.

Excel fits rows that state no height, but not merged ones, and other programs fit none of them; so heights are
computed here and stated.
"""

from __future__ import annotations

from collections.abc import Iterable

from emulation_cli.reports.widths import BOLD, em

SIZE = 11.0  # points, of the workbook's font
LEADING = 1.27  # of a line to its letters
ROOM = 4.0  # above and below
HIGHEST = 409.0  # that a row of Excel may be
CHARACTER = 5.25  # points of a column's width in characters
SURE = 0.75  # of a width in characters: as many letters of any text fit


def row_height(cells: Iterable[tuple[str, float]], size: float = SIZE, bold: bool = False) -> float:
    """The height for texts, each with its column's width in characters."""
    most = max((lines(text, width, size, bold) for text, width in cells), default=1)
    return min(most * size * LEADING + ROOM, HIGHEST)


def lines(text: str, width: float, size: float = SIZE, bold: bool = False) -> int:
    """How many lines a text takes in a column."""
    if len(text) <= width * SURE and "\n" not in text:
        return 1
    room = width * CHARACTER / (size * (BOLD if bold else 1))
    return sum(_wrapped(part, room) for part in text.split("\n"))


def _wrapped(text: str, room: float) -> int:
    """Lines of one paragraph; a word that is longer than a line goes on in the next."""
    count, used, space = 1, 0.0, em(" ")
    for word in text.split(" "):
        needed = em(word)
        if used and used + space + needed > room:
            count, used = count + 1, 0.0
        used += (space if used else 0.0) + needed
        if used > room:
            count, used = count + int(used / room), used % room
    return count
