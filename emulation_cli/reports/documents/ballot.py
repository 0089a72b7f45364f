"""The ballot (phieu-bau.docx): a page for each award of the cluster, a line for each unit that may win it."""

from __future__ import annotations

from dataclasses import dataclass

from emulation_cli.cluster.model import Unit
from emulation_cli.cluster.rules import AwardRule
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.prose import sections
from emulation_cli.text import fold


@dataclass(frozen=True, slots=True)
class Line:
    """A unit to vote on."""

    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class Page:
    """One ballot paper; `first` for the one that opens the file."""

    award: str
    how: tuple[str, ...]
    units: tuple[Line, ...]
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Head):
    """The papers, one an award."""

    papers: tuple[Page, ...]


def ballot(material: Material) -> Ballot | None:
    """The ballot papers; None where the cluster declares no award that is voted on. Who is voted on: the units that
    registered where the award asks for that, else every unit; once there are results, those of the award."""
    voted = [rule for rule in material.cluster.awards if rule.votes is not None]
    if not voted:
        return None
    return Ballot(
        **values(head(material, "", material.say("ballot", "subject", period=material.period))),
        papers=tuple(_paper(material, rule, number == 0) for number, rule in enumerate(voted)),
    )


def _paper(material: Material, rule: AwardRule, first: bool) -> Page:
    own = [line for section in sections(material.cluster.prose, "ballot") for line in section.lines]
    units = [unit for unit in material.cluster.units if _may_win(material, rule, unit)]
    lines = tuple(Line(str(number), one_line(unit.name)) for number, unit in enumerate(units, 1))
    return Page(one_line(rule.name), tuple(own) or (material.say("ballot", "how"),), lines, first)


def _may_win(material: Material, rule: AwardRule, unit: Unit) -> bool:
    """Whether the award's own conditions leave a unit on the paper: registration, class, rank where they are known."""
    registered = {line.unit for line in material.cluster.registrations if fold(line.title) == fold(rule.name)}
    if rule.registered and unit.code not in registered:
        return False
    if material.tally is None:
        return True
    standing = material.standing_of.get(unit.code)
    least, most = rule.ranks
    return (
        standing is not None
        and (not rule.classes or standing.class_ in rule.classes)
        and (least is None or standing.rank >= least)
        and (most is None or standing.rank <= most)
    )
