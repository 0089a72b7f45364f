"""Whose sheet a workbook is, and for which cluster, period and version of the criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import PurePath

from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.layout import HIDDEN_SHEET, issued_facts
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Cell, Workbook
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
    claims = {
        "hidden": {facts["unit"]} & set(cluster.unit_of) if "unit" in facts else set(),
        "title": set().union(*(names.within(cell.text) for cell in _titles(workbook))),
        "file": names.within(PurePath(workbook.name).stem),
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
    return Identity(unit, by), [*problems, *_disagreements(unit, by, claims, cluster, place)]


def _disagreements(
    unit: str, by: str, claims: dict[str, set[str]], cluster: Cluster, place: Place
) -> Iterator[Problem]:
    """A title that names another unit is an error; a file name only a warning, people copy files."""
    for other, code in (("title", "unit-disagrees"), ("file", "unit-file-name-disagrees")):
        if other != by and claims[other] and unit not in claims[other]:
            said = _names(cluster, claims[other])
            yield problem(code, place, unit, used=cluster.unit_of[unit].name, other=said)


def _names(cluster: Cluster, codes: set[str]) -> str:
    return ", ".join(unit.name for unit in cluster.units if unit.code in codes)


def _stranger(workbook: Workbook, cluster: Cluster, place: Place) -> Problem:
    """No unit of the cluster is named: say which comes nearest, never take it."""
    known = [name for unit in cluster.units for name in (unit.name, *unit.aliases)]
    near = nearest(PurePath(workbook.name).stem, known, least=70)
    return problem("unit-near", place, near=near) if near else problem("unit-not-found", place)


def _titles(workbook: Workbook) -> Iterator[Cell]:
    """Texts of the first rows of the first sheet, where a unit writes its name; a criterion may name others."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name != HIDDEN_SHEET), None)
    rows = islice(sheet.rows(), TITLE_ROWS) if sheet else ()
    for row, cells in rows:
        texts = [cell for cell in cells.values() if cell.kind is CellKind.TEXT and len(cell.text) < 300]
        if row > TITLE_ROWS or len(texts) >= HEADER_CELLS:
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
