"""What scoring asks of a criterion again and again, worked out once for all units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    `needs` is the path of what it requires (cần).
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
    needs: str | None


@lru_cache(maxsize=8)
def rules_of(tree: Tree, places: int) -> Mapping[str, Rule]:
    """Every leaf's rule by path, in printed order."""
    return {leaf.path: _rule(leaf, places) for leaf in tree.leaves}


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
        needs=leaf.parameters.requires,
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
