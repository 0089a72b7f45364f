"""Rows of an issued sheet: known by their hidden paths, and by their words where the criteria have changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from emulation_cli.cluster.criteria import Criterion, Tree
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Sheet
from emulation_cli.spreadsheet.table import Header
from emulation_cli.text import fold

DEEPEST = 20
Chain = tuple[str, ...]  # the words of a criterion and of all headings above it, folded


def issued_rows(
    name: str, sheet: Sheet, header: Header, tree: Tree, older: bool
) -> tuple[dict[str, int], list[Problem]]:
    """Each criterion's row, wherever it was moved; what a path names twice, or names no criterion, is said.

    `older`: the sheet went out before the criteria last changed, so that its paths may be those of others now.
    """
    rows = _Rows(name, sheet, header, tree)
    if older:
        rows.take_by_chain()
    rows.take_by_path()
    rows.take_by_text()
    return rows.found, [*rows.problems, *rows.unknown()]


class _Rows:
    """The rows while they are taken, one after the other, for criteria."""

    def __init__(self, name: str, sheet: Sheet, header: Header, tree: Tree) -> None:
        self.name, self.sheet, self.tree = name, sheet, tree
        self.last, self.column, self.text_column = header.last_row, header.columns["path"], header.columns["text"]
        self.found: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.left: dict[int, str] = {}
        self.row_of: dict[str, int] = {}
        for row, path in sorted(_paths(sheet, self.column, self.last)):
            self._meet(row, path)

    def _meet(self, row: int, path: str) -> None:
        """A row with a path; the second of one path is not taken, and said."""
        first = self.row_of.setdefault(path, row)
        if first == row or path not in self.tree.by_path:
            self.left[row] = path
        else:
            where = Place(self.name, self.sheet.name, f"{row}:{row}")
            self.problems.append(problem("row-repeated", where, criterion=path, row=first, again=row))

    def _take(self, row: int, criterion: Criterion) -> None:
        self.found[criterion.path] = row
        self.left.pop(row, None)

    def take_by_chain(self) -> None:
        """Rows whose words, and those of the headings above, are a criterion's: its own, else one other's alone."""
        for row, path in list(self.left.items()):
            alike = self._by_chain.get(self._chain(path), [])
            same = [criterion for criterion in alike if criterion.path == path]
            taken = same or (alike if len(alike) == 1 else [])
            if taken and taken[0].path not in self.found:
                self._take(row, taken[0])

    def take_by_path(self) -> None:
        """Rows by the path alone."""
        for row, path in list(self.left.items()):
            criterion = self.tree.by_path.get(path)
            if criterion is not None and path not in self.found:
                self._take(row, criterion)

    def take_by_text(self) -> None:
        """Rows typed anew, their path gone: by words that are one missing criterion's and nobody else's."""
        missing = [criterion for criterion in self.tree.criteria if criterion.path not in self.found]
        if not missing:
            return
        often = Counter(fold(criterion.text) for criterion in self.tree.criteria)
        rows: dict[str, list[int]] = {}
        for (row, column), cell in self.sheet.cells.items():
            pathless = row in self.left or (row, self.column) not in self.sheet.cells
            if column == self.text_column and row > self.last and pathless:
                rows.setdefault(fold(cell.text), []).append(row)
        for criterion in missing:
            spelt = fold(criterion.text)
            if often[spelt] == 1 and len(rows.get(spelt, ())) == 1:
                self._take(rows[spelt][0], criterion)

    def unknown(self) -> Iterator[Problem]:
        """Paths of no criterion."""
        for row, path in self.left.items():
            place = Place(self.name, self.sheet.name, self.sheet.cells[row, self.column].address)
            yield problem("row-unknown", place, path=path)

    def _chain(self, path: str) -> Chain:
        """The words of a path's row in the sheet, the headings above it first."""
        steps = path.split(".")[:DEEPEST]
        rows = (self.row_of.get(".".join(steps[: depth + 1])) for depth in range(len(steps)))
        return tuple(fold(self.sheet.text(row, self.text_column)) if row else "" for row in rows)

    @cached_property
    def _by_chain(self) -> dict[Chain, list[Criterion]]:
        chains: dict[str, Chain] = {"": ()}
        found: dict[Chain, list[Criterion]] = {}
        for criterion in self.tree.criteria:
            chains[criterion.path] = chain = (*chains.get(criterion.parent, ()), fold(criterion.text))
            found.setdefault(chain, []).append(criterion)
        return found


def _paths(sheet: Sheet, column: int, header: int) -> Iterator[tuple[int, str]]:
    for (row, at), cell in sheet.cells.items():
        if at == column and row > header:
            yield row, cell.text.strip()
