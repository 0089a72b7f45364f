"""Kinds that follow the whole cluster: one unit's result moves the points of the others.

Each function takes the criterion's maximum, its parameters and what every unit reached – units excused, not assigned
or without a value left out – and returns each unit's points as an exact fraction, not yet rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import ge, le
from typing import NamedTuple

from emulation_cli.cluster.criteria import Kind, Parameters
from emulation_cli.exact import Fraction


class Reached(NamedTuple):
    """A unit's actual (kết quả) and its target (chỉ tiêu; None where it has none)."""

    actual: Fraction
    target: Fraction | None = None


Peers = Mapping[str, Reached]
HALF, NOTHING = Fraction(1, 2), Fraction(0)


def leader(maximum: Fraction, parameters: Parameters, peers: Peers) -> dict[str, Fraction]:
    """dẫn đầu (CA347, "Điều 6"): half the maximum for the target, the other half shared by how far above it.

    Below the target ½·max·A/T; at it ½·max; the highest A/T above it, and any equal to it, max; others above
    ½·max + ½·max·(A/T − 1)/(leader − 1). Units without a target: max·A/highest A among them, 0 where that is 0.
    """
    shares = {unit: actual / target for unit, (actual, target) in peers.items() if target is not None}
    best = max(shares.values(), default=NOTHING)
    untargeted = {unit: actual for unit, (actual, target) in peers.items() if target is None}
    most = max(untargeted.values(), default=NOTHING)
    half = maximum * HALF
    steep = half / (best - 1) if best > 1 else NOTHING  # points for each whole target above the target
    points = {unit: half * share if share <= 1 else half + steep * (share - 1) for unit, share in shares.items()}
    points |= {unit: maximum * actual / most if most > 0 else NOTHING for unit, actual in untargeted.items()}
    return {unit: points[unit] for unit in peers}


def mean(maximum: Fraction, parameters: Parameters, peers: Peers) -> dict[str, Fraction]:
    """so trung bình (HP212, PAR INDEX): the maximum at or above the exact mean of the units (ngược: at or below)."""
    if not peers:
        return {}
    middle = sum((actual for actual, _ in peers.values()), NOTHING) / len(peers)
    reaches = le if parameters.less_is_better else ge
    return {unit: maximum if reaches(actual, middle) else NOTHING for unit, (actual, _) in peers.items()}


PEER_KINDS: dict[Kind, Callable[[Fraction, Parameters, Peers], dict[str, Fraction]]] = {
    Kind.LEADER: leader,
    Kind.MEAN: mean,
}
