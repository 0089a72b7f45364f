"""Rows → tree: the level of each from its number, or from what stands around it where the number says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from emulation_cli.cluster.criteria import Group, Kind, Parameters
from emulation_cli.forms.adopt.codes import Code, Step, Style, readings
from emulation_cli.forms.adopt.source import Row


@dataclass(eq=False, slots=True)
class Node:
    """A criterion while the table is being taken over. `stated` is the maximum as printed, `maximum` as written."""

    row: Row
    level: int = 1
    path: str = ""
    text: str = ""
    code: Code = ()
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    stated: Decimal | None = None
    maximum: Decimal | None = None
    negative: bool = False
    variant: bool = False  # 2a or 2b in the place of 2
    group: Group = Group.STANDARD
    kind: Kind | None = None
    parameters: Parameters = field(default_factory=Parameters)
    measure: str = ""  # where the table has none
    lines: list[Row] = field(default_factory=list)  # rows without number and points that belong to it
    guidance: str = ""
    note: str = ""

    @property
    def step(self) -> Step | None:
        """The last step of its number."""
        return self.code[-1] if self.code else None

    @property
    def above(self) -> Iterator[Node]:
        """Itself, then every heading above it, the nearest first."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    @property
    def chain(self) -> Code:
        """Its number in full, with those of the headings where it does not print them."""
        inherited = self.parent.chain if self.parent else ()
        return (*inherited, *self.code[-1:])


def grow(nodes: Sequence[Node]) -> list[Node]:
    """Give every node its number's meaning, level, parent, children and path; returns the sections."""
    sections: list[Node] = []
    grower = _Grower()
    for at, node in enumerate(nodes):
        node.level = grower.level(node, nodes[at:])
        node.parent = next((one for one in grower.open if one.level < node.level), None)
        siblings = node.parent.children if node.parent else sections
        siblings.append(node)
        node.path = f"{node.parent.path}.{len(siblings)}" if node.parent else str(len(siblings))
        grower.last = node
        grower.counted[node.level] = node
    return sections


class _Grower:
    """Remembers the row before, and how far each level has counted (a running number goes on under new headings)."""

    def __init__(self) -> None:
        self.last: Node | None = None
        self.counted: dict[int, Node] = {}

    @property
    def open(self) -> list[Node]:
        """The row before and the headings above it, the deepest first."""
        return list(self.last.above) if self.last else []

    def level(self, node: Node, rest: Sequence[Node]) -> int:
        if self.last is None:
            node.code = next(iter(readings(node.row.label)), ())
            return 1
        options = readings(node.row.label)
        if not options:
            return self._by_points(rest)
        if len(options[0]) > 1:
            node.code = options[0]
            found = self._under_prefix(node.code[:-1])
            if found is not None:
                return found
            if [step.style for step in node.code] == [Style.ARABIC, Style.LOWER_LETTER]:
                options, node.variant = (node.code[:1],), True  # no 2 stands above: 2a and 2b are in its place
        node.code = self._meant(options)
        return self._by_style(node)

    def _meant(self, options: Sequence[Code]) -> Code:
        """'i' behind h is a letter, 'I' under A is roman; else what the table counts with already."""
        for fits in (self._continues, lambda code: code[-1].ordinal == 1, self._counts):
            found = next((code for code in options if fits(code)), None)
            if found:
                return found
        return options[0]

    def _under_prefix(self, prefix: Code) -> int | None:
        """Below the heading that prints exactly this, else the one whose full number ends so ('2.a' under I.2)."""
        exact = next((one for one in self.open if one.code == prefix and not one.variant), None)
        chained = (one for one in self.open if one.chain[-len(prefix) :] == prefix and not one.variant)
        heading = exact or next(chained, None)
        return heading.level + 1 if heading else None

    def _continues(self, code: Code) -> bool:
        return any(_counts_with(one, code) and _follows(code[-1], one.step) for one in self.open)

    def _counts(self, code: Code) -> bool:
        return any(_counts_with(one, code) for one in self.open)

    def _by_style(self, node: Node) -> int:
        step, last = node.code[-1], self.open[0]
        alike = [one for one in self.open if _counts_with(one, node.code)]
        exact = next((one for one in alike if _follows(step, one.step)), None)
        if exact:
            return exact.level
        below = self.counted.get(last.level + 1)
        goes_on = below is not None and _counts_with(below, node.code) and _follows(step, below.step)
        if goes_on or self._starts(node, alike):
            return last.level + 1
        if alike:
            return alike[0].level
        above = next((one for one in self.open if one.step and one.step.style < step.style), None)
        return above.level + 1 if above else 1

    def _starts(self, node: Node, alike: Sequence[Node]) -> bool:
        """Whether a first number opens a list under the row before; the same style may be in use further up (a
        running number under letters under numbers), unless there are more points than that row has."""
        step, last = node.code[-1], self.open[0]
        if step.ordinal != 1 or last in alike:
            return False
        if not alike:
            return last.step is None or last.step.style <= step.style
        return last.stated is None or node.stated is None or node.stated <= last.stated

    def _by_points(self, rest: Sequence[Node]) -> int:
        """A row without a number: below the row before where the run of such rows makes up its points, else beside
        the nearest whose heading still lacks them."""
        last, points = self.open[0], rest[0].stated
        if points is None:
            return 1  # a heading in capitals
        if (last.code or last.text.isupper()) and _makes_up(rest, last) and not _lacks(last, points):
            return last.level + 1
        return next((one.level for one in self.open if _lacks(one, points)), 1)


def _makes_up(rest: Sequence[Node], heading: Node) -> bool:
    """Whether the first rows without numbers add up to a heading's points."""
    total = Decimal(0)
    for node in rest:
        if readings(node.row.label) or heading.stated is None:
            return False
        total += node.stated or Decimal(0)
        if total == heading.stated:
            return True
    return False


def _lacks(node: Node, points: Decimal) -> bool:
    """Whether the heading above lacks at least so many points after this row."""
    if node.parent is None or node.parent.stated is None:
        return False
    return node.parent.stated - sum((one.stated or Decimal(0) for one in node.parent.children), Decimal(0)) >= points


def _counts_with(one: Node, code: Code) -> bool:
    """'1.1' counts with '1.2' and not with '2'; 'b)' with 'I.1.a)', which has one letter only."""
    if not one.step or one.step.style is not code[-1].style:
        return False
    return len(one.code) == len(code) or (len(code) == 1 and [s.style for s in one.code].count(code[0].style) == 1)


def _follows(step: Step, earlier: Step | None) -> bool:
    return earlier is not None and earlier.style is step.style and step.follows(earlier.ordinal)
