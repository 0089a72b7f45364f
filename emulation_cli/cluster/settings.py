"""The sheet Cụm: an item a row, some of which may stand several times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.quorum import read_quorum
from emulation_cli.cluster.rules import BonusInScale, Combine, RankBy, Source
from emulation_cli.cluster.slips import slip, unknown
from emulation_cli.cluster.values import check_places, choice, day, lines, needed, number, one_line, plain, too_large
from emulation_cli.labels import key_of, known, label, suggestion
from emulation_cli.text import fold

NEEDED = ("name", "period")
REPEATED = ("addressees", "recipients", "legal_bases")
MOST_PLACES = 4

Rows = dict[str, list[int]]


@dataclass
class Settings:
    """`fields` are Cluster's own, by name, where the sheet states them; an item in `unsure` could not be read.

    `rows` tell where each item stands. `nameless`: of some line nobody can tell which item it is, so none that is not
    stated can be taken for left out.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    rows: Rows = field(default_factory=dict)
    nameless: bool = False

    def known(self, key: str, default: Any) -> Any:
        """An item, or its default where it was left out; None where it could not be read."""
        if key in self.fields:
            return self.fields[key]
        return None if self.nameless or key in self.unsure else default

    @property
    def places(self) -> int | None:
        """Số chữ số thập phân; None where it could not be read."""
        found: int | None = self.known("places", 2)
        return found

    @property
    def bonus_in_scale(self) -> BonusInScale | None:
        """Điểm thưởng trong thang; None where it could not be read."""
        found: BonusInScale | None = self.known("bonus_in_scale", BonusInScale.OUTSIDE)
        return found

    @property
    def not_assigned(self) -> NotAssigned | None:
        """Không được giao; None where it could not be read."""
        found: NotAssigned | None = self.known("not_assigned", NotAssigned.EXCLUDE)
        return found


def read_settings(page: Page) -> Settings:
    """Every item of the sheet, unknown, repeated and missing ones named."""
    settings = _items(page)
    for key, rows in settings.rows.items():
        if key in REPEATED:
            settings.fields[key] = tuple(text for row in rows if (text := lines(page, row, "value")))
            continue
        value = READERS[key](page, rows[0])
        if page.is_flawed(rows[0], "value"):
            settings.unsure.add(key)
        elif value not in (None, ""):
            settings.fields[key] = value
    _check_decimals(page, settings)
    _report_missing(page, settings)
    return settings


def _items(page: Page) -> Settings:
    """The rows of each item."""
    settings = Settings(nameless="item" in page.lost)
    for row in page.rows():
        written = one_line(page, row, "item")
        key = key_of("setting", written)
        if key is None:
            _report_unknown(page, row, written, settings)
        elif key in settings.rows and key not in REPEATED and not page.is_blank(row, "value"):
            _report_twice(page, row, key, settings)
        else:
            settings.rows.setdefault(key, []).append(row)
    return settings


def _report_unknown(page: Page, row: int, written: str, settings: Settings) -> None:
    """A misspelt item is an error; a line without a value (a heading between the items) says nothing."""
    if page.is_blank(row, "value"):
        return
    if not written:
        needed(page, row, "item")
        settings.nameless = True
        return
    page.report(row, "item", unknown("definition-unknown-item", "setting", written))
    settings.nameless = True  # the nearest is a guess
    near = suggestion("setting", written)
    if near:
        settings.unsure.add(known("setting")[fold(near)])


def _report_twice(page: Page, row: int, key: str, settings: Settings) -> None:
    """The second of two filled rows; an empty first one gives way."""
    earlier = settings.rows[key][0]
    if page.is_blank(earlier, "value"):
        settings.rows[key] = [row]
        return
    item = one_line(page, row, "item")
    page.report(row, "item", slip("definition-item-twice", item=item, first=page.address(earlier, "item")))


def _report_missing(page: Page, settings: Settings) -> None:
    for key in NEEDED:
        if key in settings.fields or key in settings.unsure or "item" in page.lost:
            continue
        what = slip("definition-missing-item", item=label("setting", key))
        if key in settings.rows:
            page.report(settings.rows[key][0], "value", what)
        else:
            page.report_sheet(what)


def _check_decimals(page: Page, settings: Settings) -> None:
    """Points may not be finer than what the cluster rounds to, nor larger than any table's."""
    for key in ("step", "bonus_cap", "deduction_cap"):
        if key in settings.fields:
            large = too_large(settings.fields[key])
            if large:
                page.report(settings.rows[key][0], "value", large)
            check_places(page, settings.rows[key][0], "value", settings.fields[key], settings.places)


def _places(page: Page, row: int) -> int | None:
    value = number(page, row, "value")
    if value is None:
        return None
    if value in range(MOST_PLACES + 1):
        return int(value)
    page.report(row, "value", slip("definition-places", written=plain(value)))
    return None


def _step(page: Page, row: int) -> Decimal | None:
    value = number(page, row, "value")
    if value is not None and value <= 0:
        page.report(row, "value", slip("definition-step", written=plain(value)))
    return value


def _bonus_cap(page: Page, row: int) -> Decimal | None:
    value = number(page, row, "value")
    if value is not None and value < 0:
        page.report(row, "value", slip("definition-number-negative", value=plain(value)))
    return value


def _deduction_cap(page: Page, row: int) -> Decimal | None:
    """A minus sign before what is taken off reads the same."""
    value = number(page, row, "value")
    return value and abs(value)


def _document_date(page: Page, row: int) -> date | None:
    found = day(page, row, "value")
    return found.date() if isinstance(found, datetime) else found


def _text(page: Page, row: int) -> str:
    return one_line(page, row, "value")


def _one_of(table: str, values: type[StrEnum] | None = None) -> Callable[[Page, int], str | None]:
    def read(page: Page, row: int) -> str | None:
        key = choice(page, row, "value", table)
        return key if key is None or values is None else values(key)

    return read


READERS: Mapping[str, Callable[[Page, int], object]] = {
    "name": _text,
    "period": _text,
    "period_kind": _one_of("period_kind"),
    "superior": _text,
    "head_agency": _text,
    "locality": _text,
    "deadline": lambda page, row: day(page, row, "value"),
    "places": _places,
    "step": _step,
    "not_assigned": _one_of("not_assigned", NotAssigned),
    "bonus_cap": _bonus_cap,
    "deduction_cap": _deduction_cap,
    "bonus_in_scale": _one_of("bonus_in_scale", BonusInScale),
    "rank_by": _one_of("rank_by", RankBy),
    "source": _one_of("source", Source),
    "combine": _one_of("combine", Combine),
    "quorum": read_quorum,
    "document_number": _text,
    "document_date": _document_date,
    "signer_position": _text,
    "signer": _text,
}
