"""Criteria named elsewhere: by path (2.1.3), or by the chain of printed labels where only one has it (II.1.c)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from emulation_cli.cluster.criteria import Criterion, Tree
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import Slip, brief, slip
from emulation_cli.cluster.values import DATES, became_date, needed, text_of
from emulation_cli.spreadsheet.cells import Cell, Kind, Workbook
from emulation_cli.text import fold, nearest

_AROUND = " .)(:-–"


class References:
    """What each path and chain of labels names. `sound` False: rows are missing, so nothing is judged; `labelled`
    False: some label (TT) cannot be read, so what names nothing may be that one."""

    def __init__(self, tree: Tree, sound: bool = True, labelled: bool = True) -> None:
        self.tree = tree
        self.sound = sound
        self.labelled = labelled

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        """The paths that go by each chain of labels (folded)."""
        found: dict[str, tuple[str, ...]] = {}
        for path, chain in self.tree.labels.items():
            key = folded_chain(chain)
            found[key] = (*found.get(key, ()), path)
        return found

    def path_of(self, written: str) -> str | Slip:
        """The criterion's path, or why there is none. A path wins over a chain of labels that reads the same."""
        key = folded_chain(written)
        if key in self.tree.by_path:
            return key
        named = self.chains.get(key, ())
        if len(named) == 1:
            return named[0]
        if named:
            paths = ", ".join(named)
            return slip("definition-criterion-ambiguous", written=written, paths=brief(paths))
        known = [*self.tree.by_path, *self.tree.labels.values()]
        return slip("definition-unknown-criterion", written=written, near=nearest(written, known, least=0) or "")

    def doubt(self, written: str) -> Slip | None:
        """A warning where what was written is one criterion's path and another's printed labels."""
        key = folded_chain(written)
        others = [path for path in self.chains.get(key, ()) if path != key]
        if key not in self.tree.by_path or not others:
            return None
        taken, other = self.tree.by_path[key], self.tree.by_path[others[0]]
        return slip("definition-path-and-label", written=written, taken=_shown(taken), other=_shown(other))


def resolve(page: Page, row: int, key: str, written: str, references: References) -> str | None:
    """The path that a text names, None where it names none (reported, unless the criteria themselves are unsure)."""
    if not references.sound:
        return None
    found = references.path_of(written)
    if isinstance(found, Slip):
        if references.labelled:
            page.report(row, key, found)
        return None
    doubt = references.doubt(written)
    if doubt and not any(earlier.code == doubt.code for earlier in page.problems):
        page.report(row, key, doubt)  # once a sheet: where labels are out of step with paths, all of them are
    return found


def criterion_at(page: Page, row: int, references: References, key: str = "criterion") -> Criterion | None:
    """The criterion that a cell names, None where it names none (reported); a number or a date is no name."""
    cell = page.cell(row, key)
    bad = cell and not_a_reference(page.workbook, cell)
    if bad:
        page.report(row, key, bad)
        return None
    written = needed(page, row, key)
    path = resolve(page, row, key, written, references) if written else None
    return references.tree.by_path[path] if path else None


def not_a_reference(workbook: Workbook, cell: Cell) -> Slip | None:
    """A number or a date where a criterion is named: Excel makes 1.1 of 1.10 and 3 February of 3.2."""
    if cell.kind is not Kind.NUMBER:
        return None
    if workbook.shown(cell) in DATES:
        return became_date("definition-path-is-date", workbook, cell)
    return slip("definition-path-is-number", written=text_of(workbook, cell))


def folded_chain(written: str) -> str:
    """'II. 5.2.g)' and 'ii.5.2.g' are one chain."""
    pieces = (piece.strip(_AROUND) for piece in fold(written).split("."))
    return ".".join(piece.replace(" ", "") for piece in pieces if piece)


def _shown(criterion: Criterion) -> str:
    return brief(f"{criterion.path} {criterion.text}")


def cycles(needs: Mapping[str, str], children: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The circles among criteria that wait for each other: a criterion for what it needs, a parent for its children.

    Each circle once, as the paths with a condition of their own (cần) along it, the first in printed order first.
    """
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in needs:
        circle = _circle(start, needs, children)
        members = tuple(path for path in needs if path in circle)
        if start not in done and members:
            done.update(members)
            found.append(members)
    return found


def _circle(start: str, needs: Mapping[str, str], children: Mapping[str, Iterable[str]]) -> set[str]:
    """A way from `start` back to itself, empty where there is none."""
    came: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        onward = [*children.get(here, ()), *([needs[here]] if here in needs else [])]
        for path in onward:
            if path == start:
                return {start, *_back(here, came, start)}
            if path not in came:
                came[path] = here
                waiting.append(path)
    return set()


def _back(here: str, came: Mapping[str, str], start: str) -> Iterable[str]:
    while here != start:
        yield here
        here = came[here]
