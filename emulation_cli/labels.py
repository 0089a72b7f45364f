"""Labels of the file contract: what a person reads in a workbook, and the value it stands for."""

from __future__ import annotations

from functools import cache

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.text import fold, nearest


def label(table: str, key: str, language: str = "vi") -> str:
    """The label that is written: label('kind', 'ratio') is 'tỷ lệ'."""
    return str(area(language, "labels")[table][key][0])


@cache
def known(table: str, keys: tuple[str, ...] | None = None) -> dict[str, str]:
    """Every accepted spelling of a table, folded, with its key; Vietnamese wins where languages clash.

    With `keys` only these, the earlier one winning where they share a spelling (Tiêu chí names two columns).
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        labels = area(language, "labels")[table]
        for key in keys or labels:
            for spelling in labels[key]:
                found.setdefault(fold(spelling), key)
    return found


def key_of(table: str, written: str, keys: tuple[str, ...] | None = None) -> str | None:
    """The key that a written label stands for, without regard to case, spacing, NFC or tone placement."""
    return known(table, keys).get(fold(written))


def suggestion(table: str, written: str, keys: tuple[str, ...] | None = None, least: float = 60) -> str | None:
    """The nearest label (in either language) to one that is not known; None where none is near."""
    spellings = {
        spelling
        for language in LANGUAGES
        for key, accepted in area(language, "labels")[table].items()
        if keys is None or key in keys
        for spelling in accepted
    }
    return nearest(written, sorted(spellings), least)


def choices(table: str, keys: tuple[str, ...] | None = None, language: str = "vi") -> str:
    """The labels of a table as a list to choose from: 'chuẩn, thưởng, trừ, không tính'."""
    return ", ".join(label(table, key, language) for key in keys or area(language, "labels")[table])
