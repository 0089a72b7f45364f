"""Labels of the file contract: what a person reads in a workbook, and the value it stands for."""

from __future__ import annotations

from functools import cache

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.text import fold, nearest


def label(table: str, key: str, language: str = "vi") -> str:
    """The label that is written: label('kind', 'ratio') is 'tỷ lệ'."""
    return str(area(language, "labels")[table][key][0])


@cache
def known(table: str) -> dict[str, str]:
    """Every accepted spelling of a table, folded, with its key; Vietnamese wins where languages clash."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, spellings in area(language, "labels")[table].items():
            for spelling in spellings:
                found.setdefault(fold(spelling), key)
    return found


def key_of(table: str, written: str) -> str | None:
    """The key that a written label stands for, without regard to case, spacing, NFC or tone placement."""
    return known(table).get(fold(written))


def suggestion(table: str, written: str) -> str | None:
    """The nearest label (Vietnamese) to one that is not known."""
    labels = {spellings[0]: key for key, spellings in area("vi", "labels")[table].items()}
    return nearest(written, labels)
