"""How wide a table's columns must be: an estimate from the texts, so that no number breaks and the page is kept.

Word can size columns by itself, but other programs take the widths that the file states; so they are computed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

TWIPS = 20  # a point has 20 of Word's units
MILLIMETRE = 56.7
POINT_SIZE = 10.5  # of the texts in the tables of templates/bao-cao.docx
PADDING = round(1.8 * MILLIMETRE)  # both sides of a cell, and its rule
LONGEST_WORD = round(45 * MILLIMETRE)  # a longer one is broken
LEAST_PROSE = round(26 * MILLIMETRE)  # a column of longer texts is not squeezed further
WIDEST = round(95 * MILLIMETRE)  # a text beside numbers
BY_HAND = round(35 * MILLIMETRE)  # a column in which nothing stands yet
LEAST_SHORT = round(11 * MILLIMETRE)
SHORT = round(19 * MILLIMETRE)  # a text of the body up to this stays on one line ("Xuất sắc")
BOLD = 1.06
MATRIX = 9 / POINT_SIZE  # the matrix of all points is printed smaller

Row = Sequence[str]

# Widths of Times New Roman's letters in em; what is not named is as wide as a digit.
_EM = {
    **dict.fromkeys(" \u00a0.,:;|'/!iljt", 0.28),
    **dict.fromkeys("-()[]frsI", 0.39),
    **dict.fromkeys("acezJ", 0.45),
    **dict.fromkeys("mMwW%—", 0.9),
}
_CAPITAL, _EAST_ASIAN = 0.72, 1.0


def em(text: str) -> float:
    """The width of a text in em, rather too wide than too narrow."""
    return sum(map(_letter, text))


@cache
def _letter(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _EM:
        return _EM[base]
    if unicodedata.east_asian_width(letter) in "WF":
        return _EAST_ASIAN
    return _CAPITAL if base.isupper() or base == "Đ" else 0.5


def least(rows: Sequence[Row]) -> list[int]:
    """The width that each column cannot do without, in twips; the first row is the header."""
    return [_least(column) for column in zip(*rows, strict=True)]


def fits(rows: Sequence[Row], width: int) -> bool:
    """Whether the table can stand on a page of that text width."""
    return sum(least(rows)) <= width


def fit(rows: Sequence[Row], width: int) -> list[int]:
    """Column widths in twips that add up to `width`: what each needs, then what each would like. Where that is too
    much, columns of names get theirs first, and those of long texts share what is left.

    A table that cannot fit is narrowed in proportion; its words break, but it stays on the page.
    """
    needed, wanted = least(rows), [_wanted(column) for column in zip(*rows, strict=True)]
    if sum(needed) > width:
        return _exactly([share * width / sum(needed) for share in needed], width)
    more = [max(want - need, 0) for want, need in zip(wanted, needed, strict=True)]
    granted = _granted(more, [_area(column) for column in zip(*rows, strict=True)], width - sum(needed))
    found = [need + each for need, each in zip(needed, granted, strict=True)]
    rest = width - sum(found)
    return _exactly([each + rest * each / sum(found) for each in found], width)


def _granted(wishes: Sequence[float], areas: Sequence[float], spare: float) -> list[float]:
    """What each wish gets of the spare room: small ones all, those above the level by how much text they hold."""
    most = _level(wishes, spare)
    long = {place for place, wish in enumerate(wishes) if wish > most}
    pool, whole = most * len(long), sum(areas[place] for place in long)
    shares = [pool * area / whole if place in long and whole else most for place, area in enumerate(areas)]
    return [min(wish, share) for wish, share in zip(wishes, shares, strict=True)]


def _area(column: Row) -> int:
    """How much text a column holds: the widths of its lines together."""
    return sum(_twips(line) for text in column[1:] if text for line in text.split("\n"))


def _level(wishes: Sequence[float], spare: float) -> float:
    """The most that any wish is granted, so that all together take no more than `spare`."""
    left = spare
    for place, wish in enumerate(sorted(wishes)):
        share = left / (len(wishes) - place)
        if wish > share:
            return share
        left -= wish
    return max(wishes, default=0)


def matrix(rows: Sequence[Row], width: int) -> list[int]:
    """Widths of a table whose first three columns are label, text and maximum, all others numbers under upright
    names: those are of one width, as narrow as their numbers allow, and the text has the rest (at most `WIDEST`)."""
    label, maximum = (max(_parts_width(rows, column), LEAST_SHORT) for column in (0, 2))
    others = range(3, len(rows[0]))
    needed = max((_parts_width(rows, column) for column in others), default=0)
    rest = width - label - maximum
    longest = max((_twips(row[1], BOLD * MATRIX) for row in rows), default=0)
    text = max(min(rest - needed * len(others), WIDEST, longest), LEAST_PROSE)
    each = (rest - text) / max(len(others), 1)
    return _exactly([label, text if others else rest, maximum, *[each] * len(others)], width)


def _parts_width(rows: Sequence[Row], column: int) -> int:
    """The longest word below the header."""
    return max((word for row in rows[1:] for word in _words(row[column], BOLD * MATRIX)), default=0)


def _exactly(shares: Sequence[float], width: int) -> list[int]:
    """Whole numbers that add up; the rounding goes to the widest."""
    found = [int(share) for share in shares]
    found[found.index(max(found))] += width - sum(found)
    return found


def _least(column: Row) -> int:
    """The longest word of the header, the longest word or short text below it."""
    head, *body = column
    parts = [*_words(head, BOLD), *(width for text in body for width in _parts(text))]
    longest = min(max(parts), LONGEST_WORD)
    return max(longest, LEAST_PROSE) if _wanted(column) > LEAST_PROSE else longest


def _parts(text: str) -> list[int]:
    lines = [_twips(line) for line in text.split("\n")]
    return lines if max(lines) <= SHORT else _words(text)


def _words(text: str, weight: float = 1.0) -> list[int]:
    return [_twips(word, weight) for word in re.split(r"[ \n]", text)]


def _wanted(column: Row) -> int:
    """The longest line, or room to write; a header may stand on two lines."""
    head, *body = column
    lines = [_twips(line) for text in body for line in text.split("\n")]
    if body and not any(body):
        lines = [BY_HAND]
    return max([*lines, *_words(head, BOLD), *(_twips(line, BOLD) * 3 // 5 for line in head.split("\n"))])


@lru_cache(maxsize=1 << 14)
def _twips(text: str, weight: float = 1.0) -> int:
    return round(em(text) * weight * POINT_SIZE * TWIPS) + PADDING
