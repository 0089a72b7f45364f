"""How high a row must be for its wrapped texts: estimated from the widths of the letters of Times New Roman.

A viewer that does not lay texts out itself (a preview, LibreOffice on loading) shows what stands in the file, and
Excel fits no row with merged cells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Thousandths of the font size; letters with marks are as wide as without.
_WIDTHS = {
    **dict.fromkeys(" .,", 250),
    **dict.fromkeys("ijlt/;:'|", 278),
    **dict.fromkeys('frI()[]-!“”‘’"', 333),
    **dict.fromkeys("sJ", 389),
    **dict.fromkeys("aceoz", 444),
    **dict.fromkeys("bdđghknpquvxy0123456789–", 500),
    **dict.fromkeys("FPS×+=<>≤≥", 560),
    **dict.fromkeys("ELTZ", 611),
    **dict.fromkeys("BCR", 667),
    **dict.fromkeys("ADĐGHKNOQUVwXY", 722),
    **dict.fromkeys("mM%W&", 860),
}
_OTHER = 560
POINTS_A_CHARACTER = 5.25  # a column is measured in digits of the default font, 7 pixels of 0.75 points
PADDING = 4.0  # points of a cell that hold no text
SAFETY = 1.04  # one program's letters are a little wider than another's
LINE, EXTRA = 1.28, 2.0  # a line in font sizes, and points above and below
LOWEST, HIGHEST = 16.5, 409.0  # a row of Excel is not higher


def row_height(cells: Iterable[tuple[str, float, float, bool]]) -> float:
    """Points for a row of wrapped texts: (text, column width in characters, font size, bold) each."""
    return min(HIGHEST, max((text_height(*cell) for cell in cells), default=LOWEST))


@lru_cache(maxsize=8192)
def text_height(text: str, width: float, size: float, bold: bool = False) -> float:
    """Points that one wrapped text needs."""
    return max(LOWEST, text_lines(text, width, size, bold) * size * LINE + EXTRA)


@lru_cache(maxsize=8192)
def text_lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """Lines that one wrapped text takes."""
    room = (width * POINTS_A_CHARACTER - PADDING) / (size * SAFETY * (1.05 if bold else 1))
    return sum(_lines(paragraph, room * 1000) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    """Lines of one paragraph, words kept whole where they fit."""
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = sum(map(_width, word))
        if used and used + _WIDTHS[" "] + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (_WIDTHS[" "] if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


@lru_cache(maxsize=1024)
def _width(letter: str) -> int:
    return _WIDTHS.get(letter) or _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], _OTHER)
