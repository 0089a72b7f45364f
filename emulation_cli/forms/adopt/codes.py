"""The printed numbers of a table: 'I.1.a)' as steps, each with what it may count and in which order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

# The order of Vietnamese lists; those in OPTIONAL many tables leave out (HP212 goes a, b, c, d, e, g).
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
OPTIONAL = frozenset("ăâđêfjôơưwz")
ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ROMAN = re.compile(r"(?=.)(X{0,3})(IX|IV|V?I{0,3})")
_WORDS = re.compile(r"^(?:mục|phần|nhóm|điều|khoản|tiêu chí|tc)\s*(?=[\divxa-zđ])", re.IGNORECASE)
_BULLETS = re.compile(r"[-–—+•*▪·]+")
_STEP = re.compile(r"\d+|[^\W\d_]+|[-–—+•*▪·]+")


class Style(IntEnum):
    """What counts, from the highest in a table to the lowest as papers usually have it."""

    UPPER_LETTER = 1
    UPPER_ROMAN = 2
    ARABIC = 3
    LOWER_LETTER = 4
    LOWER_ROMAN = 5
    BULLET = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a number: the third letter, the second roman."""

    style: Style
    ordinal: int

    def follows(self, earlier: int) -> bool:
        """Whether nothing that must be there stands between an ordinal and this one."""
        if self.style is Style.BULLET:
            return True
        between = range(earlier + 1, self.ordinal)
        if self.style in (Style.LOWER_LETTER, Style.UPPER_LETTER):
            return self.ordinal > earlier and all(LETTERS[one - 1] in OPTIONAL for one in between)
        return self.ordinal == earlier + 1


Code = tuple[Step, ...]


def readings(label: str) -> tuple[Code, ...]:
    """What a printed number may mean, the likeliest first ('i' is a letter behind h, else roman); () for none."""
    shown = unicodedata.normalize("NFC", label).strip()
    shown = _WORDS.sub("", shown).strip(" .()[]/:")
    if _BULLETS.fullmatch(label.strip()):
        return ((Step(Style.BULLET, 1),),)
    pieces = _STEP.findall(shown)
    if not pieces or len("".join(pieces)) < len(re.sub(r"[\s.()/]", "", shown)):
        return ()
    options = [_options(piece) for piece in pieces]
    if not all(options):
        return ()
    above = tuple(option[0] for option in options[:-1])
    return tuple((*above, last) for last in options[-1])


def _options(piece: str) -> tuple[Step, ...]:
    if piece.isdecimal():
        return (Step(Style.ARABIC, int(piece)),) if len(piece) <= 4 else ()
    if _BULLETS.fullmatch(piece):
        return (Step(Style.BULLET, 1),)
    upper, small = piece.isupper(), piece.casefold()
    roman, letter = _roman(piece), LETTERS.find(small) + 1 if len(small) == 1 else 0
    found = []
    if roman:
        found.append(Step(Style.UPPER_ROMAN if upper else Style.LOWER_ROMAN, roman))
    if letter:
        found.append(Step(Style.UPPER_LETTER if upper else Style.LOWER_LETTER, letter))
    return tuple(found)


def _roman(piece: str) -> int:
    """1…39, 0 for what is none; C, D, L and M are letters in every table."""
    if not piece.isascii() or not (piece.isupper() or piece.islower()) or not _ROMAN.fullmatch(piece.upper()):
        return 0
    rest, value = piece.upper(), 0
    for worth, sign in ROMANS:
        while rest.startswith(sign):
            rest, value = rest[len(sign) :], value + worth
    return value


def written(step: Step) -> str:
    """A step as it is printed."""
    if step.style is Style.ARABIC:
        return str(step.ordinal)
    if step.style is Style.BULLET:
        return "-"
    if step.style in (Style.LOWER_LETTER, Style.UPPER_LETTER):
        shown = LETTERS[min(step.ordinal, len(LETTERS)) - 1]
    else:
        shown = _in_roman(step.ordinal).lower()
    return shown.upper() if step.style in (Style.UPPER_LETTER, Style.UPPER_ROMAN) else shown


def _in_roman(value: int) -> str:
    shown = ""
    for worth, sign in ROMANS:
        times, value = divmod(value, worth)
        shown += sign * times
    return shown


def following(step: Step) -> Step:
    """The step that a table must print next (đ may be left out, so e after d)."""
    ordinal = step.ordinal + 1
    if step.style in (Style.LOWER_LETTER, Style.UPPER_LETTER):
        while ordinal < len(LETTERS) and LETTERS[ordinal - 1] in OPTIONAL:
            ordinal += 1
    return Step(step.style, ordinal)
