"""The covenant that members sign at the start of a period (giao-uoc.docx)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulation_cli.cluster.model import Unit
from emulation_cli.reports.documents.head import Head, head, own_day
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.table_rows import contents
from emulation_cli.reports.filters import listed, one_line
from emulation_cli.reports.prose import Section, sections

PLEDGES = ("targets", "honest", "exchange", "discipline")


@dataclass(frozen=True, slots=True)
class Party:
    """Who signs for a unit; name and office are left to fill in where the cluster file has none."""

    number: str
    unit: str
    person: str
    position: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A title that a unit set out to win."""

    unit: str
    title: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two signatures side by side; `right` is empty behind an odd number of units."""

    left: Party
    right: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Covenant(Head):
    """The covenant in reading order."""

    opening: str
    parties: tuple[Party, ...]
    before: tuple[Section, ...]
    contents: tuple[str, ...]
    pledges: tuple[str, ...]
    registered: tuple[Registered, ...]
    closing: str
    signatures: tuple[Pair, ...]


def covenant(material: Material) -> Covenant:
    """The covenant. The cluster's own words (sheet Nội dung, văn bản giao ước) take the place of the usual pledges."""
    cluster = material.cluster
    own = sections(cluster.prose, "covenant")
    parties = [_party(number, unit) for number, unit in enumerate(cluster.units, 1)]
    pledges = () if own else listed(material.say("covenant", f"pledge.{key}") for key in PLEDGES)
    return Covenant(
        **values(head(material, "GƯ", one_line(cluster.period), day=own_day(material, "GƯ"))),
        opening=material.say("covenant", "opening", cluster=one_line(cluster.name), count=len(parties)),
        parties=tuple(parties),
        before=tuple(own),
        contents=listed(contents(cluster, material.language)),
        pledges=pledges,
        registered=tuple(
            Registered(one_line(material.unit(line.unit).name), one_line(line.title)) for line in cluster.registrations
        ),
        closing=material.say("covenant", "closing", count=len(parties)),
        signatures=tuple(_pairs(parties)),
    )


def _party(number: int, unit: Unit) -> Party:
    return Party(str(number), one_line(unit.name), one_line(unit.representative), one_line(unit.position))


def _pairs(parties: Sequence[Party]) -> Iterator[Pair]:
    nobody = Party("", "", "", "")
    for place in range(0, len(parties), 2):
        yield Pair(parties[place], parties[place + 1] if place + 1 < len(parties) else nobody)
