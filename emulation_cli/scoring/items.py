"""What counts as one criterion where a section is looked at as a whole: a leaf, or a chọn một with all under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.scoring.outcome import NOT_ASSIGNED, Outcome

Outcomes = Mapping[str, Outcome]
Sum = tuple[int, int]  # points and maximum, as whole numbers of 10^-places


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion; `alternatives` are the leaves of each child of a chọn một, a leaf has itself alone.

    What it comes to is asked for every unit and criterion, so a leaf, where there is nothing to choose, goes straight
    to its own outcome (`leaf` is its path, '' for a chọn một).
    """

    criterion: Criterion
    alternatives: tuple[tuple[Criterion, ...], ...]
    leaf: str
    section: str

    @property
    def leaves(self) -> Iterator[Criterion]:
        """All leaves in printed order."""
        return (leaf for alternative in self.alternatives for leaf in alternative)

    def is_assigned(self, outcomes: Outcomes) -> bool:
        """Whether the unit was assigned it; of alternatives one is enough."""
        if self.leaf:
            return outcomes[self.leaf].state is not NOT_ASSIGNED
        return any(outcomes[leaf.path].state is not NOT_ASSIGNED for leaf in self.leaves)

    def assigned(self, outcomes: Outcomes) -> list[list[Outcome]]:
        """Each alternative's outcomes as far as they were assigned; all of them where none was."""
        if self.leaf:
            return [[outcomes[self.leaf]]]
        found = [[outcomes[leaf.path] for leaf in alternative] for alternative in self.alternatives]
        some = [[one for one in each if one.state is not NOT_ASSIGNED] for each in found]
        return some if any(some) else found

    def maximum(self, outcomes: Outcomes) -> int:
        """The best alternative's, as a whole number of 10^-places."""
        if self.leaf:
            return outcomes[self.leaf].maximum
        return max([sum([outcome.maximum for outcome in alternative]) for alternative in self.assigned(outcomes)])

    def earned(self, outcomes: Outcomes) -> Sum | None:
        """What was earned, up to the maximum of each leaf (what is open has 0), and the maximum; None where the unit
        was not assigned it."""
        some, points, most = False, 0, 0
        for alternative in self.alternatives:
            together = 0
            for one in (outcomes[leaf.path] for leaf in alternative):
                if one.state is not NOT_ASSIGNED:
                    some = True
                    points += min(one.points or 0, one.maximum)
                    together += one.maximum
            most = max(most, together)
        return (points, most) if some else None


def earned(inside: Sequence[Item], outcomes: Outcomes) -> list[Sum | None]:
    """What was earned of each item."""
    found: list[Sum | None] = []
    for item in inside:
        if not item.leaf:
            found.append(item.earned(outcomes))
            continue
        one = outcomes[item.leaf]  # the same for a leaf, which most items are
        points, most = one.points or 0, one.maximum
        found.append(None if one.state is NOT_ASSIGNED else (points if points < most else most, most))
    return found


@lru_cache(maxsize=8)
def standard_items(tree: Tree) -> Mapping[str, tuple[Item, ...]]:
    """The chuẩn items of each section that has any, by its path."""
    found: dict[str, list[Item]] = {}
    for item in items(tree):
        if item.criterion.group is Group.STANDARD:
            found.setdefault(item.section, []).append(item)
    return {section: tuple(inside) for section, inside in found.items()}


@lru_cache(maxsize=8)
def items(tree: Tree) -> tuple[Item, ...]:
    """Every item in printed order."""
    return tuple(_items(tree, tree.sections))


def _items(tree: Tree, criteria: tuple[Criterion, ...]) -> Iterator[Item]:
    for criterion in criteria:
        children = tree.children.get(criterion.path, ())
        if not children:
            yield Item(criterion, ((criterion,),), criterion.path, criterion.section)
        elif criterion.kind is Kind.CHOICE:
            alternatives = tuple(_own_leaves(tree, criterion, child) for child in children)
            yield Item(criterion, alternatives, "", criterion.section)
        else:
            yield from _items(tree, children)


def _own_leaves(tree: Tree, parent: Criterion, child: Criterion) -> tuple[Criterion, ...]:
    return tuple(leaf for leaf in tree.leaves_below(child.path) if leaf.group is parent.group)
