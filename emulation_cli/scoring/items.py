"""What counts as one criterion where a section is looked at as a whole: a leaf, or a chọn một with all under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Kind, Tree
from emulation_cli.scoring.points import Outcome, State

Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion; `alternatives` are the leaves of each child of a chọn một, a leaf has itself alone."""

    criterion: Criterion
    alternatives: tuple[tuple[Criterion, ...], ...]

    @property
    def leaves(self) -> Iterator[Criterion]:
        """All leaves in printed order."""
        return (leaf for alternative in self.alternatives for leaf in alternative)

    def is_assigned(self, outcomes: Outcomes) -> bool:
        """Whether the unit was assigned it; of alternatives one is enough."""
        return any(outcomes[leaf.path].state is not State.NOT_ASSIGNED for leaf in self.leaves)

    def assigned(self, outcomes: Outcomes) -> Iterator[tuple[Outcome, ...]]:
        """Each alternative's outcomes as far as they were assigned; all of them where none was."""
        some = self.is_assigned(outcomes)
        for alternative in self.alternatives:
            found = (outcomes[leaf.path] for leaf in alternative)
            yield tuple(one for one in found if not some or one.state is not State.NOT_ASSIGNED)

    def maximum(self, outcomes: Outcomes) -> int:
        """The best alternative's, as a whole number of 10^-places."""
        return max(sum(outcome.maximum for outcome in alternative) for alternative in self.assigned(outcomes))

    def points(self, outcomes: Outcomes) -> int:
        """What was earned, up to the maximum of each leaf; what is open has 0."""
        found = (outcomes[leaf.path] for leaf in self.leaves)
        return sum(min(outcome.points or 0, outcome.maximum) for outcome in found)


@lru_cache(maxsize=8)
def items(tree: Tree) -> tuple[Item, ...]:
    """Every item in printed order."""
    return tuple(_items(tree, tree.sections))


def _items(tree: Tree, criteria: tuple[Criterion, ...]) -> Iterator[Item]:
    for criterion in criteria:
        children = tree.children.get(criterion.path, ())
        if not children:
            yield Item(criterion, ((criterion,),))
        elif criterion.kind is Kind.CHOICE:
            yield Item(criterion, tuple(_own_leaves(tree, criterion, child) for child in children))
        else:
            yield from _items(tree, children)


def _own_leaves(tree: Tree, parent: Criterion, child: Criterion) -> tuple[Criterion, ...]:
    return tuple(leaf for leaf in tree.leaves_below(child.path) if leaf.group is parent.group)
