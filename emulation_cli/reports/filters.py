"""Values as documents write them: numbers, percents, dates, names; everything comes out as a plain, printable text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from emulation_cli import catalogue
from emulation_cli.decimals import localise_date, localise_number, vietnamese_month

NO_BREAK = "\u00a0"
# What XML 1.0 cannot hold, with the controls that docxtpl reads as commands (\a a paragraph, \f a page).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SENTENCE_ENDS = " .;,/"


def plain(text: str) -> str:
    """A text that any document can hold: NFC, line breaks as \\n, tabs as spaces, no control characters."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub("", lines).strip()


def one_line(text: str) -> str:
    """The same on a single line, every run of white space one space."""
    return " ".join(plain(text).split())


def points(value: Decimal, language: str, places: int) -> str:
    """Points with the cluster's places: 1.234,50."""
    return localise_number(f"{value:f}", language, places)


def trimmed(value: Decimal, language: str) -> str:
    """A number without the zeros at its end: 300, 12,5."""
    shown = f"{value:f}"
    return localise_number(shown.rstrip("0").rstrip(".") if "." in shown else shown, language)


def percent(value: Decimal, language: str) -> str:
    """A percent with the digits that it has, without its sign: 96,925."""
    return localise_number(f"{value:f}", language)


def at_least(shown: str, language: str) -> str:
    """A lower bound: ≥ 817,75, never broken over two lines."""
    return catalogue.text(language, "reports", "common.at_least", value=shown).replace(" ", NO_BREAK)


def joined(names: Iterable[str]) -> str:
    """Names one after the other; by semicolons, since a name may hold commas."""
    return "; ".join(one_line(name) for name in names)


def official_date(day: date | None, language: str) -> str:
    """'ngày 05 tháng 7 năm 2026'; with blanks to fill in by hand where there is no date, never today."""
    if day is None:
        return catalogue.text(language, "reports", "common.no_date")
    if language == "vi":
        parts = {"day": f"{day.day:02}", "month": vietnamese_month(day), "year": str(day.year)}
        return catalogue.text(language, "reports", "common.date", **parts)
    return localise_date(day.isoformat(), language)


def inside_sentence(text: str) -> str:
    """A text as it stands within a sentence: 'Năm 2026' → 'năm 2026', 'KPI quý I' as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(items: Iterable[str]) -> tuple[str, ...]:
    """Lines of an official list: '- A;' … '- Z.', whatever stood at their ends."""
    found = [f"- {item.lstrip('-–+• ').rstrip(_SENTENCE_ENDS)}" for item in (plain(each) for each in items) if item]
    return tuple(line + (";" if place < len(found) else ".") for place, line in enumerate(found, 1))
