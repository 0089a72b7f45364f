"""Whose sheet a workbook is, and for which cluster, period and version of the criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePath, PurePosixPath

from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.layout import HIDDEN_SHEET, issued_facts
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Cell, Sheet, Workbook
from emulation_cli.spreadsheet.cells import Kind as CellKind
from emulation_cli.text import fold, nearest, words

TITLE_ROWS = 15
HEADER_CELLS = 4  # texts in one row; titles stand alone or in pairs, so the table begins here


@dataclass(frozen=True)
class Names:
    """Every name of every unit, folded to words, for finding a unit in a text."""

    cluster: Cluster

    @cached_property
    def words(self) -> dict[str, str]:
        """Words of a name (or other name) → unit code; the longest first, so that the closest name is met first."""
        spelt = {
            _words(name): unit.code
            for unit in self.cluster.units
            for name in (unit.name, *unit.aliases)
            if _words(name)
        }
        return dict(sorted(spelt.items(), key=lambda item: -len(item[0])))

    def of_file(self, shown: str) -> set[str]:
        """The units that a file's name tells of, or else its folder's, or its archive's: the nearest that does."""
        path = PurePosixPath(shown)
        found = (self.within(part) for part in (path.stem, *reversed(path.parts[:-1])))
        return next((units for units in found if units), set())

    @cached_property
    def by_rarest(self) -> dict[str, list[str]]:
        """The rarest word of a name → the names it is the rarest of: ten thousand names are not tried one by one."""
        often = Counter(word for name in self.words for word in name.split(" "))
        found: dict[str, list[str]] = {}
        for name in self.words:
            found.setdefault(min(name.split(" "), key=lambda word: often[word]), []).append(name)
        return found

    def within(self, text: str) -> set[str]:
        """The units whose name stands in a text as whole words; a name inside a longer found name does not count."""
        words = _words(text)
        rest, found = f" {words} ", set()
        possible = {name for word in words.split(" ") for name in self.by_rarest.get(word, ())}
        for name in sorted(possible, key=lambda name: (-len(name), name)):
            if f" {name} " in rest:
                found.add(self.words[name])
                rest = rest.replace(f" {name} ", " | ")
        return found


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return words(text)


@dataclass(frozen=True, slots=True)
class Identity:
    """The unit a workbook says it is of, and by what: hidden, title, file."""

    unit: str | None
    by: str = ""


def identify(workbook: Workbook, cluster: Cluster, names: Names) -> tuple[Identity, list[Problem]]:
    """The unit by the hidden sheet, then the title lines, then the file name; what disagrees is a problem."""
    facts = issued_facts(workbook)
    place = Place(workbook.name)
    problems = list(_of_another(facts, cluster, place))
    named = _named(workbook, names)
    claims = {
        "hidden": {facts["unit"]} & set(cluster.unit_of) if "unit" in facts else set(),
        "title": set(named),
        "file": names.of_file(workbook.name),
    }
    if facts.get("unit") and not claims["hidden"]:
        problems.append(problem("unit-unknown", place, name=facts["unit"]))
    decided = next(((by, found) for by, found in claims.items() if found), None)
    if decided is None:
        return Identity(None), [*problems, _stranger(workbook, cluster, place)]
    by, found = decided
    if len(found) > 1:
        return Identity(None), [*problems, problem("unit-ambiguous", place, names=_names(cluster, found))]
    unit = next(iter(found))
    places = {"title": next(iter(named.values()), place), "file": place}
    return Identity(unit, by), [*problems, *_disagreements(unit, by, claims, cluster, places)]


def _disagreements(
    unit: str, by: str, claims: Mapping[str, set[str]], cluster: Cluster, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """A title that names another unit is an error; a file name only a warning, people copy files."""
    for other, code in (("title", "unit-disagrees"), ("file", "unit-file-name-disagrees")):
        if other != by and claims[other] and unit not in claims[other]:
            said = _names(cluster, claims[other])
            yield problem(code, places[other], unit, used=cluster.unit_of[unit].name, other=said)


def _names(cluster: Cluster, codes: set[str]) -> str:
    return ", ".join(unit.name for unit in cluster.units if unit.code in codes)


def _stranger(workbook: Workbook, cluster: Cluster, place: Place) -> Problem:
    """No unit of the cluster is named: say which comes nearest, never take it."""
    known = [name for unit in cluster.units for name in (unit.name, *unit.aliases)]
    sheet = _first_sheet(workbook)
    said = [PurePath(workbook.name).stem, *(cell.text for cell in (_titles(sheet) if sheet else ()))]
    near = next(filter(None, (nearest(text, known, least=70) for text in said)), None)
    return problem("unit-near", place, near=near) if near else problem("unit-not-found", place)


def _first_sheet(workbook: Workbook) -> Sheet | None:
    return next((sheet for sheet in workbook.sheets if sheet.name != HIDDEN_SHEET), None)


def _named(workbook: Workbook, names: Names) -> dict[str, Place]:
    """The units that the title lines name, each with the cell that does so first."""
    sheet = _first_sheet(workbook)
    found: dict[str, Place] = {}
    if sheet is not None:
        for cell in _titles(sheet):
            for unit in names.within(cell.text):
                found.setdefault(unit, Place(workbook.name, sheet.name, cell.address))
    return found


def _titles(sheet: Sheet) -> Iterator[Cell]:
    """Texts of a sheet's first rows, where a unit writes its name; a criterion may name others."""
    for _, cells in sheet.rows(TITLE_ROWS):
        texts = [cell for cell in cells.values() if cell.kind is CellKind.TEXT and len(cell.text) < 300]
        if len(texts) >= HEADER_CELLS:
            return
        yield from texts


def _of_another(facts: dict[str, str], cluster: Cluster, place: Place) -> Iterator[Problem]:
    """A sheet of another cluster or period, or made before the criteria last changed."""
    if not facts:
        return
    if fold(facts.get("cluster", "")) != fold(cluster.name):
        yield problem("sheet-of-another-cluster", place, found=facts.get("cluster", ""), expected=cluster.name)
    elif fold(facts.get("period", "")) != fold(cluster.period):
        yield problem("sheet-of-another-period", place, found=facts.get("period", ""), expected=cluster.period)
    elif facts.get("digest") != cluster.tree.digest:
        yield problem("criteria-changed", place)
