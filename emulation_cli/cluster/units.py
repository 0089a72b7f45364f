"""The sheet Đơn vị: the members of the cluster, each known by its code and by every name it goes under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from emulation_cli.cluster.model import Unit
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.cluster.values import choice, needed, one_line
from emulation_cli.spreadsheet.cells import Kind
from emulation_cli.text import clean, fold, nearest

NAMING = ("code", "unit_name", "aliases")


@dataclass
class Units:
    """The units, and who goes by a name (folded). `sound` is False where some row could not be told apart."""

    units: tuple[Unit, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sound: bool = True

    def code_of(self, written: str) -> str | None:
        """The code of the unit that goes by this code, name or other name."""
        return self.names.get(fold(written))

    def unknown(self, written: str) -> Slip:
        """A unit that is not of the cluster, with the nearest one that is."""
        known = [name for unit in self.units for name in (unit.code, unit.name, *unit.aliases)]
        return slip("definition-unknown-unit", written=written, near=nearest(written, known, least=0) or "")


def known_units(units: Iterable[Unit]) -> Units:
    """The units of a cluster that was read before."""
    listed = tuple(units)
    return Units(listed, {fold(name): unit.code for unit in listed for _, name in _names(unit)})


def member(page: Page, row: int, units: Units, key: str = "unit") -> str | None:
    """The code of the unit that a cell names, by its code or any name; None where there is none (reported)."""
    written = needed(page, row, key)
    code = units.code_of(written) if written else None
    if written and code is None and units.sound:
        page.report(row, key, units.unknown(written))
    return code


def read_units(page: Page) -> Units:
    """Every row a unit; codes and names that two share, two heads, and what is missing named."""
    units = {row: _unit(page, row) for row in page.rows()}
    names = _claims(page, units)
    heads = [row for row, unit in units.items() if unit.role == "head"]
    for row in heads[1:]:
        page.report(row, "role", slip("definition-two-heads", first=page.address(heads[0], "role")))
    if not units:
        page.report_sheet(slip("definition-no-units"))
    sound = not any(page.is_flawed(row, key) for row in units for key in NAMING)
    return Units(tuple(units.values()), names, sound and bool(units))


def _unit(page: Page, row: int) -> Unit:
    code = _code(page, row)
    return Unit(
        code=code,
        name=needed(page, row, "unit_name") if code else one_line(page, row, "unit_name"),
        aliases=tuple(clean(alias) for alias in one_line(page, row, "aliases").split(";") if alias.strip()),
        role=choice(page, row, "role", "role") or "",
        representative=one_line(page, row, "representative"),
        position=one_line(page, row, "position"),
    )


def _code(page: Page, row: int) -> str:
    """Mã; a number is its digits, unless it is none that a person would type as a code (1.5, 3E5)."""
    cell = page.cell(row, "code")
    code = needed(page, row, "code")
    if cell and cell.kind is Kind.NUMBER and not code.isdecimal():
        page.report(row, "code", slip("definition-code-is-number", written=code))
    return code


def _claims(page: Page, units: Mapping[int, Unit]) -> dict[str, str]:
    """The code behind each name (folded); a row that goes by another's name is reported, once for each other row."""
    owners: dict[str, tuple[int, str]] = {}
    clashes: set[tuple[int, int]] = set()
    for row, unit in units.items():
        for key, name in _names(unit):
            owner, cell = owners.setdefault(fold(name), (row, page.address(row, key)))
            if owner != row and (owner, row) not in clashes:
                clashes.add((owner, row))
                page.report(row, key, slip("definition-unit-twice", written=name, first=cell))
    return {name: units[row].code for name, (row, _) in owners.items()}


def _names(unit: Unit) -> Iterator[tuple[str, str]]:
    """(column, name) of everything that a unit goes by."""
    for key, name in (("code", unit.code), ("unit_name", unit.name), *(("aliases", alias) for alias in unit.aliases)):
        if name:
            yield key, name
