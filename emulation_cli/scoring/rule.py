"""What scoring asks of a criterion again and again, worked out once for all units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Kind, Tree
from emulation_cli.decimals import round_half_up
from emulation_cli.scoring.kinds import KINDS, NEEDS_TARGET, WHOLE_COUNTS, scorer
from emulation_cli.scoring.peers import PEER_KINDS

REMEMBERED = 4096  # results of a criterion whose points are kept: many units reach the same


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A leaf and how it is scored.

    `whole` is its maximum and `points` what its kind makes of a result and a target, both as whole numbers of
    10^-places; `points` is None where no kind decides from the unit's own result (trực tiếp, dẫn đầu, so trung bình).
    """

    criterion: Criterion
    path: str
    maximum: Decimal
    whole: int
    points: Callable[[Decimal, Decimal | None], int] | None
    is_direct: bool
    follows_peers: bool
    counts_wholes: bool
    needs_target: bool


@lru_cache(maxsize=8)
def rules_of(tree: Tree, places: int) -> Mapping[str, Rule]:
    """Every leaf's rule by path, in printed order."""
    return {leaf.path: _rule(leaf, places) for leaf in tree.leaves}


@dataclass(frozen=True, slots=True, eq=False)
class Requirement:
    """A leaf that requires another criterion (cần=…), by path, and the leaves whose points are that one's."""

    rule: Rule
    needed: str
    below: tuple[Criterion, ...]


@lru_cache(maxsize=8)
def requirements_of(tree: Tree, places: int) -> tuple[Requirement, ...]:
    """Every requirement, in an order in which what is required has been settled before."""
    found: dict[str, Requirement] = {}
    for leaf in tree.leaves:
        _add_requirement(leaf, tree, places, set(), found)
    return tuple(found.values())


def _add_requirement(leaf: Criterion, tree: Tree, places: int, above: Set[str], found: dict[str, Requirement]) -> None:
    """Those that a leaf hangs on first; `above` are the leaves that hang on it."""
    needed = leaf.parameters.requires
    if not needed or leaf.path in found or leaf.path in above:
        return
    below = tree.points_below(needed)
    for one in below:
        _add_requirement(one, tree, places, above | {leaf.path}, found)
    found[leaf.path] = Requirement(rules_of(tree, places)[leaf.path], needed, below)


def _rule(leaf: Criterion, places: int) -> Rule:
    maximum = leaf.maximum or Decimal(0)
    return Rule(
        leaf,
        leaf.path,
        maximum,
        round_half_up(maximum, places),
        _points(leaf, places) if leaf.kind in KINDS else None,
        is_direct=leaf.kind is Kind.DIRECT,
        follows_peers=leaf.kind in PEER_KINDS,
        counts_wholes=leaf.kind in WHOLE_COUNTS,
        needs_target=leaf.kind in NEEDS_TARGET or _percent_of_target(leaf),
    )


def _percent_of_target(leaf: Criterion) -> bool:
    """Bands in percent of a target, for a criterion that is not itself measured in percent."""
    return any(band.percent for band in leaf.parameters.bands) and not leaf.percent


def _points(leaf: Criterion, places: int) -> Callable[[Decimal, Decimal | None], int]:
    exactly = scorer(leaf)

    @lru_cache(maxsize=REMEMBERED)
    def points(actual: Decimal, target: Decimal | None) -> int:
        return max(0, round_half_up(exactly(actual, target), places))

    return points
