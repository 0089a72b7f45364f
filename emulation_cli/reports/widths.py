"""How wide a table's columns must be: an estimate from the texts, so that no number breaks and the page is kept.

Word can size columns by itself, but other programs take the widths that the file states; so they are computed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

TWIPS = 20  # a point has 20 of Word's units
MILLIMETRE = 56.7
POINT_SIZE = 10.5  # of the texts in the tables of templates/bao-cao.docx
PADDING = round(1.6 * MILLIMETRE)  # both sides of a cell, and its rule
LONGEST_WORD = round(45 * MILLIMETRE)  # a longer one is broken
LEAST_PROSE = round(26 * MILLIMETRE)  # a column of longer texts is not squeezed further
BOLD = 1.06

Row = Sequence[str]

# Widths of Times New Roman's letters in em, by class; what is not named is as wide as a digit.
_NARROW, _WIDE, _WIDEST = frozenset(" .,;:|!'()[]/iíìỉĩịjltfrI-\u00a0"), frozenset("mwMW%—"), 0.85
_CAPITAL = 0.72


def em(text: str) -> float:
    """The width of a text in em, rather too wide than too narrow."""
    return sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _WIDE:
        return _WIDEST
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _CAPITAL if letter.isupper() else 0.5


def least(rows: Sequence[Row]) -> list[int]:
    """The width that each column cannot do without, in twips."""
    return [_least(column) for column in zip(*rows, strict=True)]


def fits(rows: Sequence[Row], width: int) -> bool:
    """Whether the table can stand on a page of that text width."""
    return sum(least(rows)) <= width


def fit(rows: Sequence[Row], width: int) -> list[int]:
    """Column widths in twips that add up to `width`: what each needs, then what each would like.

    A table that cannot fit is narrowed in proportion; its words break, but it stays on the page.
    """
    needed, wanted = least(rows), [_wanted(column) for column in zip(*rows, strict=True)]
    if sum(needed) > width:
        return _exactly([share * width / sum(needed) for share in needed], width)
    spare = width - sum(needed)
    more = [want - need for want, need in zip(wanted, needed, strict=True)]
    if sum(more) > spare:
        return _exactly([need + spare * each / sum(more) for need, each in zip(needed, more, strict=True)], width)
    rest = spare - sum(more)
    return _exactly([want + rest * want / sum(wanted) for want in wanted], width)


def _exactly(shares: Sequence[float], width: int) -> list[int]:
    """Whole numbers that add up; the rounding goes to the widest."""
    found = [int(share) for share in shares]
    found[found.index(max(found))] += width - sum(found)
    return found


def _least(column: Row) -> int:
    words = {word for text in column for word in re.split(r"[ \n]", text)}
    longest = min(max(map(_twips, words)), LONGEST_WORD)
    return max(longest, LEAST_PROSE) if _wanted(column) > LEAST_PROSE else longest


def _wanted(column: Row) -> int:
    return max(_twips(line) for text in column for line in text.split("\n"))


def _twips(text: str) -> int:
    return round(em(text) * BOLD * POINT_SIZE * TWIPS) + PADDING
