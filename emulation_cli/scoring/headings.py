"""The sums of a scoring table, as they are checked in every unit's sheet: worked out once for all units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree

ADDED = {
    Group.STANDARD: {Group.STANDARD: True, Group.BONUS: True, Group.DEDUCTION: False},
    Group.BONUS: {Group.BONUS: True},
    Group.DEDUCTION: {Group.DEDUCTION: True},
    Group.UNCOUNTED: {Group.UNCOUNTED: True},
}
CEILED = (Group.BONUS, Group.DEDUCTION)
BY_CLUSTER = {Kind.LEADER, Kind.MEAN}


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
    by_cluster = frozenset(leaf.path for leaf in tree.leaves if leaf.kind in BY_CLUSTER)
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
        parts={group: tuple(one.path for one in _highest(tree, group, "")) for group in Group},
    )


def _heading(tree: Tree, path: str, by_cluster: frozenset[str]) -> Heading:
    criterion, below = tree.by_path[path], frozenset(leaf.path for leaf in tree.leaves_below(path))
    adds = ADDED[criterion.group]
    return Heading(
        path,
        below,
        tuple((child.path, adds[child.group]) for child in tree.children[path] if child.group in adds),
        criterion.maximum if criterion.group in CEILED else None,
        takes_off=criterion.group is Group.DEDUCTION,
        follows_cluster=not by_cluster.isdisjoint(below),
    )


def _highest(tree: Tree, group: Group, under: str) -> Iterator[Criterion]:
    for child in tree.children.get(under, ()):
        if child.group is group and (group is not Group.STANDARD or _pure(tree, child)):
            yield child
        else:
            yield from _highest(tree, group, child.path)


def _pure(tree: Tree, criterion: Criterion) -> bool:
    below = tree.children.get(criterion.path, ())
    return all(child.group in (criterion.group, Group.UNCOUNTED) and _pure(tree, child) for child in below)
