"""Vietnamese text: folding for comparison, near names for suggestions, names for files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_TONE = re.compile(f"[{TONES}]")
_NOT_WORDS = re.compile(r"(?:[^\w\u0300-\u036f]|_)+")  # a mark apart from its letter is no punctuation
# Windows keeps these names for devices, whatever the extension.
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


def clean(text: str) -> str:
    """NFC, every run of white space one space, none at the ends; case and marks kept."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=8192)  # the same headers, criteria and names stand in every sheet
def fold(text: str) -> str:
    """What two spellings of one name share: NFC, case, spaces, and where the tone mark sits (Thuỷ = Thủy).

    Each syllable is spelt without its tone, and the tone put behind it; so every placement folds alike while
    Sen Ngữ and Sen Ngư stay two places.
    """
    decomposed = unicodedata.normalize("NFD", " ".join(text.casefold().split()))
    if decomposed.isascii():
        return decomposed
    return " ".join(_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in decomposed.split(" "))


def words(text: str) -> str:
    """Folded, with one space for every run of spaces and punctuation: '2. b)' → '2 b', 'Sở_Y-tế' → 'sở y tế'."""
    return fold(_NOT_WORDS.sub(" ", text))


def bare(text: str) -> str:
    """Folded and without any diacritics (đ as d): for suggestions only, never for deciding."""
    decomposed = unicodedata.normalize("NFD", " ".join(text.casefold().split())).replace("đ", "d")
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def nearest(name: str, known: Iterable[str], least: float = 60) -> str | None:
    """The known name most like this one, or None where none is near (a score out of 100)."""
    from rapidfuzz import fuzz, process, utils

    choices = {candidate: bare(candidate) for candidate in known}
    found = process.extractOne(bare(name), choices, scorer=fuzz.ratio, processor=utils.default_process)
    return str(found[2]) if found and found[1] >= least else None


def file_name(text: str, longest: int = 80) -> str:
    """A name that every file system takes, letters with their marks kept: 'Sở A/B: 1' → 'Sở A-B- 1'."""
    from pathvalidate import sanitize_filename

    shown = sanitize_filename(clean(text).replace("/", "-").replace("\\", "-"), platform="universal")
    shown = shown[:longest].strip(" .") or "_"
    return f"_{shown}" if shown.split(".")[0].casefold() in _RESERVED else shown
