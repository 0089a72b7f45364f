"""How a unit's points add up: headings, sections, the total; every sum is worked out again and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice

from emulation_cli.cluster.criteria import Criterion, Group, Kind, NotAssigned
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.decimals import scaled, unscaled
from emulation_cli.exact import Fraction
from emulation_cli.reports.explain_steps import Step, step
from emulation_cli.reports.reckoning import UnitCase
from emulation_cli.results import Standing
from emulation_cli.scoring.items import items
from emulation_cli.scoring.outcome import State

ZERO = Decimal(0)
CAPPED = (Group.BONUS, Group.DEDUCTION)


class Sums:
    """One unit's sums; `points` are the leaves', as explained."""

    def __init__(self, case: UnitCase, points: Mapping[str, Decimal | None]) -> None:
        self.case, self.cluster, self.tree = case, case.cluster, case.cluster.tree
        self.leaf = {leaf.path: self._least(leaf, points.get(leaf.path)) for leaf in self.tree.leaves}
        self.excess = {leaf.path: self._excess(leaf) for leaf in self.tree.leaves}
        within = {path: value - self.excess[path] for path, value in self.leaf.items()}
        self.whole, self.within = self._up(self.leaf), self._up(within)

    def _least(self, leaf: Criterion, points: Decimal | None) -> Decimal:
        """What a leaf surely gives: an open deduction all that it may take."""
        score = self.case.scores[leaf.path]
        is_open = score.points is None and score.state != "not_assigned"
        return score.max if points is None and is_open and leaf.group is Group.DEDUCTION else points or ZERO

    def _excess(self, leaf: Criterion) -> Decimal:
        above = self.leaf[leaf.path] - self.case.scores[leaf.path].max
        return max(above, ZERO) if leaf.group is Group.STANDARD and self.leaf[leaf.path] else ZERO

    def _up(self, leaves: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """Every criterion's own sum within its group, ceilings applied, from the leaves up."""
        found = dict(leaves)
        for criterion in reversed(self.tree.criteria):
            if criterion.path in self.tree.children:
                found[criterion.path] = self._parent(criterion, found)
        return found

    def _parent(self, parent: Criterion, found: Mapping[str, Decimal]) -> Decimal:
        children = self.tree.children[parent.path]
        if parent.kind is Kind.CHOICE:
            return max(found[child.path] for child in children)
        total = sum((found[child.path] for child in children if child.group is parent.group), ZERO)
        return min(total, parent.maximum) if parent.group in CAPPED and parent.maximum is not None else total

    def tops(self, group: Group, section: str = "") -> Iterator[Criterion]:
        """The criteria where a group's sum starts, of one section or of all."""
        for one in self.tree.criteria:
            above = self.tree.by_path.get(one.parent)
            starts = one.group is group and (above is None or above.group is not group)
            if starts and section in ("", one.section):
                yield one

    def own(self, group: Group, section: str) -> Decimal:
        """A section's points of one group, before anything is rescaled."""
        return sum((self.within[top.path] for top in self.tops(group, section)), ZERO)

    def over(self, section: str) -> Decimal:
        """What the section's criteria have above their maxima."""
        return sum((self.excess[leaf.path] for leaf in self.tree.leaves_below(section)), ZERO)

    def base(self, section: str) -> Decimal:
        """A section's chuẩn points as they count."""
        own, by = self.own(Group.STANDARD, section), self.case.rescaled.get(section)
        return own if by is None else unscaled(by.of(scaled(own, self.cluster.places)), self.cluster.places)

    def net(self, section: str) -> Decimal:
        """A section's points with everything in it: chuẩn + thưởng − trừ."""
        return (
            self.base(section)
            + self.over(section)
            + self.own(Group.BONUS, section)
            - self.own(Group.DEDUCTION, section)
        )

    def heading(self, parent: Criterion) -> tuple[tuple[Step, ...], Decimal]:
        """A heading's steps and points."""
        points = self.whole[parent.path]
        steps = [*self._added(parent)]
        if not parent.parent and parent.group is not Group.UNCOUNTED:
            points = self.net(parent.path)
            steps += self._section(parent)
        return tuple(steps), points

    def is_assigned(self, parent: Criterion) -> bool:
        """Whether a heading has anything that the unit was assigned, or was given points for all the same."""
        below = (self.case.scores[leaf.path] for leaf in self.tree.leaves_below(parent.path))
        return any(one.state != State.NOT_ASSIGNED or one.points is not None for one in below)

    def maximum(self, parent: Criterion) -> Decimal | None:
        """What the unit could reach under a heading: less what it was not assigned and is left out (loại trừ)."""
        if parent.maximum is None or parent.group is not Group.STANDARD:
            return parent.maximum
        if not self.case.missing:
            return parent.maximum
        inside = [one for one in items(self.tree) if f"{one.criterion.path}.".startswith(f"{parent.path}.")]
        rules = ((one, self.case.rule(leaf)) for one in inside for leaf in islice(one.leaves, 1))  # some have none
        gone = (one.criterion.maximum or ZERO for one, rule in rules if rule is NotAssigned.EXCLUDE)
        return parent.maximum - sum(gone, ZERO)

    def _added(self, parent: Criterion) -> Iterator[Step]:
        children = [child for child in self.tree.children[parent.path] if child.group is parent.group]
        labels = {child.path: self.tree.labels[child.path] for child in children}
        if parent.kind is Kind.CHOICE:
            chosen = next((child for child in children if self.whole[child.path] == self.whole[parent.path]), None)
            if chosen is not None and self.whole[parent.path]:
                yield step("chosen", {"label": labels[chosen.path]}, points=self.whole[parent.path])
            elif all(self.case.scores[leaf.path].state == "number" for leaf in self.tree.leaves_below(parent.path)):
                yield step("chosen-none")
            return
        added = sum((self.whole[child.path] for child in children), ZERO)
        if children:
            yield step("sum", count=len(children), points=added)
        if added != self.whole[parent.path] and parent.maximum is not None:
            yield step("at-most", max=parent.maximum)

    def _section(self, section: Criterion) -> Iterator[Step]:
        """What else makes a section's points: quy đổi, bonus and deductions inside it."""
        path, by = section.path, self.case.rescaled.get(section.path)
        own, places = self.own(Group.STANDARD, path), self.cluster.places
        if by is not None:
            full, assigned = unscaled(by.full, places), unscaled(by.assigned, places)
            exact = Fraction(own) * Fraction(full) / Fraction(assigned)
            points = self.base(path)
            yield step("rescaled", before=own, full=full, assigned=assigned, exact=exact, points=points)
            if self.over(path):
                yield step("section-excess", points=self.over(path))
        for group in (Group.BONUS, Group.DEDUCTION):
            inside = self.own(group, path)
            if inside and section.group is not group:
                yield step(f"section-{group}", points=inside)

    def total(self, one: Standing) -> tuple[Step, ...]:
        """The steps from sections to the total and its share, checked against the standing."""
        base = sum((self.base(section.path) for section in self.tree.sections), ZERO)
        bonus, deduction = self._group(Group.BONUS), self._group(Group.DEDUCTION)
        excess = sum(self.excess.values(), ZERO)
        more, less = _capped(bonus + excess, self.cluster.bonus_cap), _capped(deduction, self.cluster.deduction_cap)
        raw = base + more - less
        total = max(raw, ZERO)
        if self.cluster.bonus_in_scale is BonusInScale.CUT:
            total = min(total, one.max)
        if (base, more, less, total) != (one.base, one.bonus, one.deduction, one.total):
            return (step("recorded-total", total=one.total), *_share(one))
        return (
            step("base", base=base),
            *_part("bonus", bonus + excess, more, excess),
            *_part("deduction", deduction, less),
            *_total(base, more, less, raw, total),
            *_share(one),
        )

    def _group(self, group: Group) -> Decimal:
        return sum((self.within[top.path] for top in self.tops(group)), ZERO)


def _capped(value: Decimal, cap: Decimal | None) -> Decimal:
    return value if cap is None else min(value, cap)


def _part(name: str, added: Decimal, counted: Decimal, excess: Decimal = ZERO) -> Iterator[Step]:
    """Bonus or deduction where there is any: the sum, what of it is above a target, the cap that bites."""
    if not added:
        return
    yield step(name, points=added)
    if excess:
        yield step("of-it-excess", points=excess)
    if counted != added:
        yield step(f"{name}-cap", max=counted)


def _total(base: Decimal, more: Decimal, less: Decimal, raw: Decimal, total: Decimal) -> Iterable[Step]:
    steps = [step("total", base=base, bonus=more, deduction=less, total=raw)]
    if total > raw:
        steps.append(step("not-below"))
    elif total < raw:
        steps.append(step("total-cut", max=total))
    return steps


def _share(one: Standing) -> Iterator[Step]:
    if one.max:
        yield step("percent", total=one.total, max=one.max, percent=one.percent)
    if one.open:
        yield step("total-open", count=len(one.open), stake=one.at_stake)
