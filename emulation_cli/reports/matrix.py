"""The matrix criterion × unit as values: its lines, what each line adds up, and a unit's points on every line.

A line's number is always the one of the results. Where adding up what stands on the sheet gives the same number,
the entry is `live` and may be written as a formula; where it does not (a rule that rescales, say), it stays a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import scaled, unscaled
from emulation_cli.reports.reckoning import rescaled_sections
from emulation_cli.results import Score, Standing
from emulation_cli.scoring.not_assigned import Rescale

EXCESS, BASE, BONUS, DEDUCTION, TOTAL = "excess", "base", "bonus", "deduction", "total"
SIGNS = {Group.STANDARD: 1, Group.BONUS: 1, Group.DEDUCTION: -1}
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion, or a closing line (`key` one of the names above).

    `members` are the positions of the lines that it adds up (for a leaf none, for the excess line the leaves that
    may pass their maximum), `less` of those that it takes away; `maximum` is a ceiling where `capped`.
    """

    key: str
    criterion: Criterion | None
    group: Group
    maximum: Decimal | None
    members: tuple[int, ...] = ()
    less: tuple[int, ...] = ()
    leaf: bool = False

    @property
    def capped(self) -> bool:
        """Whether its sum stops at its maximum."""
        capped = self.maximum is not None and not self.leaf and not self.chosen
        return capped and self.group in (Group.BONUS, Group.DEDUCTION)

    @property
    def chosen(self) -> bool:
        """chọn một: one of its members counts, not their sum."""
        return self.criterion is not None and self.criterion.kind is Kind.CHOICE

    @property
    def level(self) -> int:
        """Depth in the tree, 0 for a closing line."""
        return self.criterion.level if self.criterion else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands where a line and a unit meet: points, or why there are none (`state` as in results, '' for
    nothing to say). An open deduction has both: until it is settled, all that it may take is taken.
    `live`: the line's own sum gives these points; `is_open`: something that it counts is open. `scale` is full and
    assigned maximum of a section under quy đổi, `maximum` a leaf's where a rule raised it."""

    points: Decimal | None
    state: str = ""
    live: bool = False
    is_open: bool = False
    scale: tuple[Decimal, Decimal] | None = None
    maximum: Decimal | None = None


NOTHING = Entry(None)


class Matrix:
    """The lines of a cluster's table, in printed order, then the closing ones."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.tree = cluster, cluster.tree
        self.position = {criterion.path: place for place, criterion in enumerate(cluster.criteria)}
        self.mixed = _mixed(self.tree)
        criteria = tuple(self._criterion(one) for one in cluster.criteria)
        self.lines = (*criteria, *_closing(cluster, self, criteria))
        self.closing = {line.key: place for place, line in enumerate(self.lines) if line.criterion is None}
        self.terms = {section.path: self._terms(section.path) for section in self.tree.sections}

    def _criterion(self, criterion: Criterion) -> Line:
        below = self.tree.children.get(criterion.path, ())
        members = tuple(self.position[child.path] for child in below if child.group is criterion.group)
        return Line(criterion.path, criterion, criterion.group, criterion.maximum, members, leaf=not below)

    def roots(self, group: Group) -> tuple[int, ...]:
        """Lines of a group that no line of the same group adds up already."""
        return tuple(
            self.position[one.path] for one in self.tree.criteria if one.group is group and not self._inside(one)
        )

    def _inside(self, criterion: Criterion) -> bool:
        above = self.tree.by_path.get(criterion.parent)
        return above is not None and above.group is criterion.group

    def _terms(self, section: str) -> tuple[tuple[int, int], ...]:
        """A section's points as signed lines: chuẩn + thưởng − trừ inside it."""
        return tuple(
            (sign, place)
            for group, sign in SIGNS.items()
            for place in self.roots(group)
            if self.tree.criteria[place].section == section
        )

    def column(self, scores: Mapping[str, Score], standing: Standing) -> list[Entry]:
        """One unit's entries, line by line; `scores` by path."""
        found = [NOTHING] * len(self.lines)
        criteria = range(len(self.tree.criteria))
        rescaled = rescaled_sections(self.cluster, scores)
        for place in reversed(criteria):
            line = self.lines[place]
            if line.leaf:
                found[place] = self._leaf(line, scores.get(line.key), line.key in standing.open)
            else:
                found[place] = _summed(line, found, self._known(line, standing))
                if line.key in rescaled:
                    found[place] = self._rescaled(line, found, rescaled[line.key], self._known(line, standing))
        for place in range(len(criteria), len(self.lines)):
            line = self.lines[place]
            known = None if line.key == EXCESS else Decimal(getattr(standing, line.key))
            found[place] = self._excess(line, found) if known is None else _summed(line, found, known)
        return found

    def net(self, section: str, entries: list[Entry]) -> Decimal:
        """A section's points from a unit's entries."""
        return sum((sign * (entries[place].points or ZERO) for sign, place in self.terms[section]), ZERO)

    def _leaf(self, line: Line, score: Score | None, is_open: bool) -> Entry:
        """A leaf's points; one that was not assigned and earned nothing is no zero, an open one neither."""
        state = "open" if score is None or score.state == "number" else score.state
        if is_open:
            return Entry(line.maximum if line.group is Group.DEDUCTION else None, state, is_open=True)
        if score is None:
            return NOTHING
        if score.points is not None and (score.points or state != "not_assigned"):
            return Entry(score.points, maximum=None if score.max == line.maximum else score.max)
        return NOTHING if self._optional(line) else Entry(None, state)

    def _optional(self, line: Line) -> bool:
        """One of several of which only one is filled in: an empty one lacks nothing."""
        above = self.tree.by_path.get(line.key.rpartition(".")[0])
        return above is not None and above.kind is Kind.CHOICE

    def _known(self, line: Line, standing: Standing) -> Decimal | None:
        """What the results say of a section; of one that mixes groups they say only the net sum."""
        points = standing.sections.get(line.key)
        if points is None or line.key in self.mixed or line.group is Group.UNCOUNTED:
            return None
        return SIGNS[line.group] * points + ZERO  # never −0

    def is_open(self, standing: Standing, key: str) -> bool:
        """Whether something open belongs to a section (by path), or to base, bonus or deduction."""
        if key in self.terms:
            return any(path.partition(".")[0] == key for path in standing.open)
        groups = {BASE: Group.STANDARD, BONUS: Group.BONUS, DEDUCTION: Group.DEDUCTION}
        found = [self.lines[self.position[path]] for path in standing.open if path in self.position]
        return any(line.group is groups[key] or (key == BONUS and _may_exceed(line)) for line in found)

    def _excess(self, line: Line, entries: list[Entry]) -> Entry:
        """What standard criteria give above their maximum (vượt), which counts as bonus."""
        is_open = any(entries[place].is_open for place in line.members)
        return Entry(self.over(line.members, entries), live=True, is_open=is_open)

    def own_maximum(self, place: int, entries: list[Entry]) -> Decimal:
        """A leaf's maximum for this unit."""
        raised = entries[place].maximum
        return (self.lines[place].maximum if raised is None else raised) or ZERO

    def _rescaled(self, line: Line, entries: list[Entry], by: Rescale, known: Decimal | None) -> Entry:
        """A section under quy đổi; what passes a maximum (vượt) is not rescaled. Where something in it counts as chuẩn
        beside the section's own sum, no single formula gives its points."""
        added, places = _sum(line.members, entries), self.cluster.places
        is_open = any(entries[place].is_open for place in line.members)
        over = self.over(self.exceeding(line.key), entries)
        points = unscaled(by.of(scaled(added - over, places)), places) + over
        roots = [place for place in self.roots(Group.STANDARD) if self.tree.criteria[place].section == line.key]
        if roots != [self.position[line.key]] or known not in (None, points):
            return Entry(added if known is None else known, is_open=is_open)
        scale = unscaled(by.full, places), unscaled(by.assigned, places)
        return Entry(points, live=True, is_open=is_open, scale=scale)

    def exceeding(self, section: str) -> tuple[int, ...]:
        """The leaves of a section that may pass their maximum."""
        below = (self.position[leaf.path] for leaf in self.tree.leaves_below(section))
        return tuple(place for place in below if _may_exceed(self.lines[place]))

    def over(self, places: Iterable[int], entries: list[Entry]) -> Decimal:
        """What leaves have above their maxima."""
        above = ((entries[place].points or ZERO) - self.own_maximum(place, entries) for place in places)
        return sum((max(points, ZERO) for points in above), ZERO)


def _closing(cluster: Cluster, matrix: Matrix, criteria: tuple[Line, ...]) -> list[Line]:
    """The excess over maxima where a criterion may have some, then base, bonus, deduction and total."""
    standard, bonus, deduction = (matrix.roots(group) for group in SIGNS)
    may_exceed = tuple(place for place, line in enumerate(criteria) if _may_exceed(line))
    count = len(criteria) + bool(may_exceed)
    excess = (count - 1,) if may_exceed else ()
    head = [Line(EXCESS, None, Group.STANDARD, None, may_exceed)] if may_exceed else []
    return [
        *head,
        Line(BASE, None, Group.STANDARD, None, standard, excess),
        Line(BONUS, None, Group.BONUS, cluster.bonus_cap, (*bonus, *excess)),
        Line(DEDUCTION, None, Group.DEDUCTION, cluster.deduction_cap, deduction),
        Line(TOTAL, None, Group.STANDARD, None, (count, count + 1), (count + 2,)),
    ]


def _may_exceed(line: Line) -> bool:
    criterion = line.criterion
    return criterion is not None and line.group is Group.STANDARD and criterion.parameters.excess is not None


def _summed(line: Line, entries: list[Entry], known: Decimal | None) -> Entry:
    """A line that adds up others: the results' number where they have one, live where the sum agrees."""
    added = _sum(line.members, entries) - _sum(line.less, entries)
    if line.chosen:
        added = max((entries[place].points or ZERO for place in line.members), default=ZERO)
    if line.capped and line.maximum is not None:
        added = min(added, line.maximum)
    is_open = any(entries[place].is_open for place in (*line.members, *line.less))
    if known is None:
        return Entry(added, live=True, is_open=is_open) if line.members else NOTHING
    return Entry(known, live=bool(line.members) and added == known, is_open=is_open)


def _sum(places: tuple[int, ...], entries: list[Entry]) -> Decimal:
    return sum((entries[place].points or ZERO for place in places), ZERO)


def _mixed(tree: Tree) -> set[str]:
    """Sections in which a criterion counts another way than its section."""
    return {one.section for one in tree.criteria if one.group is not tree.by_path[one.section].group}
