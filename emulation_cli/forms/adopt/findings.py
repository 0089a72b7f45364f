"""What is found in a table from elsewhere: each slip with its cell, in the order of the table."""

from __future__ import annotations

from dataclasses import dataclass, field

from emulation_cli.cluster.slips import Slip
from emulation_cli.forms.adopt.source import Row, Source
from emulation_cli.forms.adopt.tree import Node
from emulation_cli.problems import Problem


@dataclass
class Findings:
    """Problems as they are found; `rows` are the numbers of the rows of which something was said."""

    source: Source
    found: list[tuple[int, Problem]] = field(default_factory=list)

    def add(self, node: Node, column: str, what: Slip) -> None:
        """Something about a criterion, at one of its cells."""
        self.found.append((node.row.number, what.at(self.source.place(node.row, column), node.path)))

    def add_row(self, row: Row, column: str, what: Slip) -> None:
        """Something about a row that is no criterion."""
        self.found.append((row.number, what.at(self.source.place(row, column))))

    @property
    def rows(self) -> set[int]:
        """The rows of which something was said."""
        return {row for row, _ in self.found}

    def all(self) -> list[Problem]:
        """From the top of the table down."""
        return [found for _, found in sorted(self.found, key=lambda one: one[0])]
