"""Whether a text is Vietnamese in an old coding: told by its font's name and by its shape, word by word.

A word speaks for a coding where only its conversion is a Vietnamese syllable ('héi'), for Unicode where only the word
as it stands is one, or where it has a letter that no old coding has ('hội'); 'có' is a syllable both ways (cú). The
font alone decides nothing: its name outlives the conversion of what was typed in it. Texts of one sheet and font are
looked at together, so that the doubtful ones follow the others; what stays doubtful is said, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from emulation_cli.spreadsheet.legacy_text import CODINGS, Coding
from emulation_cli.spreadsheet.syllables import is_syllable

TELLING = 3  # different words that speak for a coding where no font does
FEW = 2  # such words that are worth a question
OUTWEIGHS = 4  # times as many words in a text
PREVAILS = 10  # times as many texts in a sheet

# Letters and the signs that the codings use as letters ('X·', '®iÓm'); no digits, no ° ± ² ³.
_WORD = re.compile("[A-Za-z\xa1-\xae\xb5-\u024f\u0300-\u03ff\u1e00-\u1eff]+")
_ASCII_LETTER = re.compile("[A-Za-z]")
_BEYOND = re.compile("[\u0100-\u03bb\u03bd-\u1eff]")  # letters that no old coding has; \u03bc stands for \xb5
_ALONE = ("×", "÷", "·")  # 20 × 5, not 20 ì 5
# NĐ, QĐ, HĐND; no vowels, which ESPAÑA has. Small where the font makes them capitals.
_ABBREVIATION = re.compile("(?=.*Đ)[B-DF-HJ-NP-TV-XZĐ]{2,8}", re.IGNORECASE)


class _Says(Enum):
    """What a word says: nothing, or by which reading it is Vietnamese."""

    NOTHING = 0
    UNICODE = 1
    LEGACY = 2
    EITHER = 3
    NEITHER = 4


class Verdict(Enum):
    """What a text is, by its own words alone."""

    PLAIN = 0  # nothing that a conversion would change
    UNICODE = 1
    LEGACY = 2
    EITHER = 3
    MIXED = 4
    UNKNOWN = 5  # another language, names, misspellings


class Settled(NamedTuple):
    """A text that is in a coding, or may be; `after` is its conversion, None where that is not sure."""

    coding: Coding
    after: str | None


@lru_cache(maxsize=8192)
def _says(word: str, coding: Coding) -> _Says:
    as_it_is = _BEYOND.search(word) is not None or is_syllable(word)
    converted = coding.decode(word) if coding.holds(word) else ""
    if converted == word or word in _ALONE:
        return _Says.NOTHING
    written = _ASCII_LETTER.search(word) is not None  # a sign alone (µ, ×, §, ®) may be just that
    if is_syllable(converted) or _ABBREVIATION.fullmatch(converted):
        return _Says.LEGACY if written and not as_it_is else _Says.EITHER
    if as_it_is:
        return _Says.UNICODE
    return _Says.NEITHER if written else _Says.NOTHING


class Reading:
    """What the words of a text say of a coding; `telling` are those that speak for it, `strange` those that make no
    sense either way."""

    def __init__(self, text: str, coding: Coding) -> None:
        said = [(word, _says(word, coding)) for word in _WORD.findall(text) if not word.isascii()]
        self._counts = Counter(meaning for _, meaning in said)
        self.telling = {word for word, meaning in said if meaning is _Says.LEGACY}
        self.strange = {word for word, meaning in said if meaning is _Says.NEITHER}

    @property
    def verdict(self) -> Verdict:
        """What the text is, as far as it can be told from itself."""
        legacy, unicode, neither = (self._counts[one] for one in (_Says.LEGACY, _Says.UNICODE, _Says.NEITHER))
        if legacy > OUTWEIGHS * unicode and legacy >= neither:
            return Verdict.LEGACY
        if unicode and (legacy < FEW or unicode > OUTWEIGHS * legacy):
            return Verdict.UNICODE
        if legacy and unicode:
            return Verdict.MIXED
        if neither or legacy:
            return Verdict.UNKNOWN
        return Verdict.EITHER if self._counts[_Says.EITHER] else Verdict.PLAIN

    @property
    def weight(self) -> int:
        """How much the text speaks for the coding."""
        return self._counts[_Says.LEGACY] - self._counts[_Says.UNICODE] - self._counts[_Says.NEITHER]


def convert(text: str, coding: Coding) -> str:
    """A text's conversion; words that only make sense as they stand are kept."""
    return _WORD.sub(lambda found: _converted(found[0], coding), text)


def _converted(word: str, coding: Coding) -> str:
    kept = word.isascii() or _says(word, coding) in (_Says.UNICODE, _Says.NOTHING)
    return word if kept else coding.decode(word)


def settle(texts: Iterable[str], hint: Coding | None = None) -> dict[str, Settled]:
    """The texts of one sheet and font → those that are, or may be, in an old coding; the others are left out.
    `hint` is the coding that the font's name tells."""
    group = _Group(list(dict.fromkeys(texts)), hint)
    found = {text: group.settle(text) for text in group.texts}
    return {text: settled for text, settled in found.items() if settled is not None}


class _Group:
    """Texts that are looked at together; `codings` are those that the font or enough of the words speak for."""

    def __init__(self, texts: list[str], hint: Coding | None) -> None:
        self.texts = texts
        self.hint = hint
        self.readings = {coding: {text: Reading(text, coding) for text in texts} for coding in CODINGS}
        self.codings: list[Coding] = []
        self.codings = self._spoken_for()
        verdicts = [self._best(text)[1].verdict for text in texts] if self.codings else []
        self.legacy, self.unicode = verdicts.count(Verdict.LEGACY), verdicts.count(Verdict.UNICODE)

    def _spoken_for(self) -> list[Coding]:
        """The font's coding, then those that enough different words speak for; another language has a few by chance."""
        best = [self._best(text) for text in self.texts]
        least = max(TELLING, OUTWEIGHS * len(set().union(*(reading.strange for _, reading in best))))
        telling: dict[Coding, set[str]] = {coding: set() for coding in CODINGS}
        for coding, reading in best:
            if reading.verdict is Verdict.LEGACY:
                telling[coding] |= reading.telling
        spoken = [coding for coding in CODINGS if coding is self.hint or len(telling[coding]) >= least]
        return sorted(spoken, key=lambda coding: (coding is not self.hint, -len(telling[coding])))

    def _best(self, text: str) -> tuple[Coding, Reading]:
        """The coding that makes most sense of a text, the more likely one where there is no difference."""
        return max(
            ((coding, self.readings[coding][text]) for coding in self.codings or CODINGS),
            key=lambda pair: pair[1].weight,
        )

    @property
    def _doubtful(self) -> bool:
        """Whether a text that does not tell may well be in the coding of the others."""
        return self.legacy > self.unicode or (self.hint is not None and (self.legacy > 0 or self.unicode == 0))

    def settle(self, text: str) -> Settled | None:
        coding, reading = self._best(text)
        if self._sure(reading):
            return Settled(coding, convert(text, coding))
        return Settled(coding, None) if self._asked(reading) else None

    def _sure(self, reading: Reading) -> bool:
        if not self.codings:
            return False
        if reading.verdict is Verdict.LEGACY:
            return len(reading.telling) >= FEW or self.legacy >= self.unicode
        return reading.verdict is Verdict.EITHER and self.legacy > 0 and self.legacy >= PREVAILS * self.unicode

    def _asked(self, reading: Reading) -> bool:
        if not self.codings:
            return reading.verdict in (Verdict.LEGACY, Verdict.MIXED) and len(reading.telling) >= FEW
        if reading.verdict in (Verdict.EITHER, Verdict.UNKNOWN):
            return self._doubtful
        return reading.verdict in (Verdict.LEGACY, Verdict.MIXED)
