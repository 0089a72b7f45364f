"""Rows of a table that the tool did not issue, matched to criteria: by code path and text, never by likeness alone.

A criterion is its path in the tree. A row is taken for one when its text is the criterion's (and no other criterion
reads the same, or its printed code and the headings above settle which); when its code path fits and its text is
nearly the same, it is taken with a warning; any other likeness is only named, as a suggestion to confirm.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from emulation_cli.cluster.criteria import Criterion, Tree
from emulation_cli.labels import known
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Sheet, column_letters
from emulation_cli.spreadsheet.table import Header
from emulation_cli.text import bare, clean, fold, words

SAME, ALIKE = 92, 75  # likeness out of 100: of one criterion retyped, of a suggestion worth naming


@dataclass(slots=True)
class Matches:
    """Rows by criterion path, rows that are likely some criterion's (its path), what must be said, and the rows that
    were taken for nothing."""

    rows: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unmatched: list[int] = field(default_factory=list)
    uncertain: dict[str, int] = field(default_factory=dict)


def match_rows(name: str, sheet: Sheet, header: Header, tree: Tree) -> Matches:
    """Match every row under the header, from the top; headings (parents) tell where the rows below them belong."""
    matches, matcher = Matches(), _Matcher(tree)
    for row in _rows(sheet, header):
        text = sheet.text(row, header.columns["text"])
        label = sheet.text(row, header.columns["label"]) if "label" in header.columns else ""
        found, near = matcher.match(label, text, matches.rows)
        place = Place(name, sheet.name, f"{column_letters(header.columns['text'])}{row}")
        if found is None:
            matches.unmatched.append(row)
            if near is not None and _scored(sheet, header, row):
                matches.problems.append(_uncertain(place, text, tree, near))
                matches.uncertain.setdefault(near.path, row)
        elif found.path in matches.rows:
            first = matches.rows[found.path]
            matches.problems.append(problem("row-repeated", place, criterion=found.path, row=first, again=row))
        else:
            matches.rows[found.path] = row
            if near is not None:
                matches.problems.append(_reworded(place, text, found))
    matches.uncertain = {path: row for path, row in matches.uncertain.items() if path not in matches.rows}
    return matches


def _uncertain(place: Place, text: str, tree: Tree, near: Criterion) -> Problem:
    params = {"found": clean(text)[:80], "candidate": tree.labels[near.path], "text": clean(near.text)[:80]}
    return problem("row-uncertain", place, None, near.path, **params)


def _reworded(place: Place, text: str, criterion: Criterion) -> Problem:
    found, agreed = clean(text)[:80], clean(criterion.text)[:80]
    return problem("row-reworded", place, criterion=criterion.path, found=found, agreed=agreed)


def _rows(sheet: Sheet, header: Header) -> Iterator[int]:
    column = header.columns["text"]
    totals = {spelt for spelt, key in known("column").items() if key == "total"}
    for row, cells in sheet.rows():
        if row > header.last_row and column in cells and fold(cells[column].text) not in totals:
            yield row


def _scored(sheet: Sheet, header: Header, row: int) -> bool:
    """Whether a row holds a score or a result, so that leaving it out may lose something."""
    fields = ("self_score", "actual", "appraised_score")
    return any(name in header.columns and sheet.text(row, header.columns[name]) for name in fields)


class _Matcher:
    """Walks down a table; remembers the last criterion met, whose headings give the next row its place."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.by_text: dict[str, list[Criterion]] = {}
        for criterion in tree.criteria:
            self.by_text.setdefault(fold(criterion.text), []).append(criterion)
        self.last = ""

    def match(self, label: str, text: str, taken: Collection[str] = ()) -> tuple[Criterion | None, Criterion | None]:
        """(criterion, None) surely; (criterion, itself) with a reworded text; (None, candidate) only alike.

        Of criteria that read alike, one whose row is `taken` is not meant again while others have none.
        """
        exact = self.by_text.get(fold(text), [])
        free = [one for one in exact if one.path not in taken]
        found = exact[0] if len(exact) == 1 else self._settled(exact, label)
        if found is not None and found not in free and free:
            return None, free[0]
        if found is not None:
            self.last = found.path
            return found, None
        coded = next((one for one in self._reachable() if words(label) and self._codes(one, label)), None)
        if coded is not None and self._likeness(coded, text) >= SAME:
            self.last = coded.path
            return coded, coded
        return None, self._nearest(text, coded)

    def _settled(self, exact: list[Criterion], label: str) -> Criterion | None:
        """Of criteria that read alike, the one in reach from here whose code fits."""
        reachable = [one for one in self._reachable() if one in exact]
        fitting = [one for one in reachable if self._codes(one, label)] or reachable
        return fitting[0] if len(fitting) == 1 else None

    def _reachable(self) -> list[Criterion]:
        """Children of the last criterion met, then of each heading above it, up to the sections."""
        found: list[Criterion] = []
        path = self.last
        while True:
            found += self.tree.children.get(path, ())
            if not path:
                return found
            path = path.rpartition(".")[0]

    def _codes(self, criterion: Criterion, label: str) -> bool:
        """Whether a printed code is the criterion's own, or its whole chain, or its path."""
        spelt = words(label)
        return spelt in (words(criterion.label), words(self.tree.labels[criterion.path]), words(criterion.path))

    def _likeness(self, criterion: Criterion, text: str) -> float:
        from rapidfuzz import fuzz

        return fuzz.ratio(bare(criterion.text), bare(text))

    def _nearest(self, text: str, coded: Criterion | None) -> Criterion | None:
        """The criterion to suggest: the one whose code fits, else the most alike."""
        if coded is not None:
            return coded
        best = max(self.tree.leaves, key=lambda one: self._likeness(one, text), default=None)
        return best if best is not None and self._likeness(best, text) >= ALIKE else None
