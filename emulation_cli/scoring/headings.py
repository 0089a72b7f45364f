"""The sums of a scoring table: what enters which; and what a look at each unit's sums needs, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import EARNED, Criterion, Group, Kind, Tree
from emulation_cli.scoring.peers import PEER_KINDS

CEILED = (Group.BONUS, Group.DEDUCTION)


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A criterion that sums others, or Tổng cộng (path '').

    `below` are the paths of the leaves under it; `children` those that enter its sum, each with whether it adds (else
    it is taken off); `ceiling` the most that a bonus or deduction heading comes to.
    """

    path: str
    below: frozenset[str]
    children: tuple[tuple[str, bool], ...]
    ceiling: Decimal | None
    takes_off: bool
    follows_cluster: bool


@dataclass(frozen=True, slots=True, eq=False)
class Headings:
    """What a look at a sheet's sums needs of the table.

    `deductions` is what may be written with a minus; `by_cluster` the leaves that follow the whole cluster;
    `requiring` those that require another criterion (cần), `waiting` of them the typed scores, each with the leaves of
    which one must have points; `exceeding` the chuẩn leaves whose points may pass their maximum; `parts` the criteria
    whose figures make up a group's sum, as high up as they hold nothing of another group.
    """

    by_path: Mapping[str, Heading]
    deductions: frozenset[str]
    by_cluster: frozenset[str]
    requiring: tuple[str, ...]
    waiting: Mapping[str, tuple[str, ...]]
    exceeding: tuple[Criterion, ...]
    parts: Mapping[Group, tuple[str, ...]]


@lru_cache(maxsize=8)
def headings_of(tree: Tree) -> Headings:
    """The headings of a table."""
    by_cluster = frozenset(leaf.path for leaf in tree.leaves if leaf.kind in PEER_KINDS)
    requiring = {leaf.path: leaf.parameters.requires for leaf in tree.leaves if leaf.parameters.requires}
    every = frozenset(leaf.path for leaf in tree.leaves)
    total = Heading("", every, (), None, takes_off=False, follows_cluster=bool(by_cluster))
    return Headings(
        by_path={"": total, **{path: _heading(tree, path, by_cluster) for path in tree.children if path}},
        deductions=frozenset(one.path for one in tree.criteria if one.group is Group.DEDUCTION),
        by_cluster=by_cluster,
        requiring=tuple(requiring),
        waiting={
            path: tuple(one.path for one in tree.points_below(needed))
            for path, needed in requiring.items()
            if tree.by_path[path].kind is Kind.DIRECT
        },
        exceeding=tuple(leaf for leaf in tree.standard if leaf.parameters.excess),
        parts={group: tuple(one.path for one in parts(tree, group)) for group in Group},
    )


def _heading(tree: Tree, path: str, by_cluster: frozenset[str]) -> Heading:
    criterion, below = tree.by_path[path], frozenset(leaf.path for leaf in tree.leaves_below(path))
    added, taken = shown_in(criterion, tree)
    return Heading(
        path,
        below,
        (*((child.path, True) for child in added), *((child.path, False) for child in taken)),
        criterion.maximum if criterion.group in CEILED else None,
        takes_off=criterion.group is Group.DEDUCTION,
        follows_cluster=not by_cluster.isdisjoint(below),
    )


def shown_in(parent: Criterion, tree: Tree) -> tuple[tuple[Criterion, ...], tuple[Criterion, ...]]:
    """The children that a heading's figure adds, and those that it takes off."""
    children = tree.children[parent.path]
    if parent.group is not Group.STANDARD:
        return tuple(child for child in children if child.group is parent.group), ()
    added = tuple(child for child in children if child.group in EARNED)
    return added, tuple(child for child in children if child.group is Group.DEDUCTION)


def parts(tree: Tree, group: Group, under: str = "") -> Iterator[Criterion]:
    """The criteria whose figures add up to a group's sum: as high up as they hold nothing of another group."""
    for child in tree.children.get(under, ()):
        if child.group is group and (group is not Group.STANDARD or _pure(child, tree)):
            yield child
        else:
            yield from parts(tree, group, child.path)


def _pure(criterion: Criterion, tree: Tree) -> bool:
    below = tree.children.get(criterion.path, ())
    return all(child.group in (criterion.group, Group.UNCOUNTED) and _pure(child, tree) for child in below)
