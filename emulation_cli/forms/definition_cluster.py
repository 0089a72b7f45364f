"""The sheet Cụm of cluster.xlsx: an item a row, what stands there, and what may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from emulation_cli.catalogue import area
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Quorum
from emulation_cli.cluster.rules_text import quorum_text
from emulation_cli.forms.definition_page import FIRST_ROW, Column, DefinitionPage, Value
from emulation_cli.labels import label

COLUMNS = (Column("item", 27, "item"), Column("value", 52, "fill_text"), Column("note_on", 70, "explained"))
CHOICES = ("period_kind", "not_assigned", "bonus_in_scale", "rank_by", "source", "combine")
REPEATED = ("addressees", "recipients", "legal_bases")
CODES = ("name", "period", "document_number", "quorum")  # 6/2026 and 2/3 are no dates
NUMBERS = ("places", "step", "bonus_cap", "deduction_cap")
MOST_PLACES = 4


class Line(NamedTuple):
    """A row: whose item, its value, the style of its cell."""

    key: str
    value: Value
    style: str


def write(page: DefinitionPage, cluster: Cluster) -> None:
    """Every item of the file contract in its order; one that may repeat has a row a value."""
    page.open("cluster")
    for row, line in enumerate(_lines(cluster, page.language), FIRST_ROW):
        shown = (label("setting", line.key, page.language), line.value, page.say(f"explain.{line.key}"))
        page.row(row, shown, ("item", line.style, "explained"))
        options = _options(page, line.key)
        if options:
            page.sheet.data_validation(row, 1, row, 1, options)


def _lines(cluster: Cluster, language: str) -> Iterator[Line]:
    for key in area(language, "labels")["setting"]:
        found = getattr(cluster, key)
        if key in REPEATED:
            yield from (Line(key, value, "fill_text") for value in found or ("",))
        else:
            yield Line(key, _value(key, found, language), _style(key, found))


def _value(key: str, found: Any, language: str) -> Value:
    if key in CHOICES:
        return label(key, found, language) if found else None
    if isinstance(found, Quorum):
        return quorum_text(found, language)
    if isinstance(found, StrEnum):
        return str(found)
    return Decimal(found) if isinstance(found, int) else found


def _style(key: str, found: object) -> str:
    if key in ("deadline", "document_date"):
        return "fill_time" if isinstance(found, datetime) else "fill_date"
    if key in NUMBERS:
        return "fill_left"
    return "fill_words" if key in CODES else "fill_text"


def _options(page: DefinitionPage, key: str) -> dict[str, Any]:
    """What the cell takes: a list of choices, a number."""
    if key in CHOICES:
        return page.options(key)
    if key == "places":
        return {"validate": "list", "source": [str(places) for places in range(MOST_PLACES + 1)]}
    return {"validate": "decimal", "criteria": ">=", "value": 0} if key in NUMBERS else {}
