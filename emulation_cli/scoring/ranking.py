"""Ranks: 1, 2, 2, 4; equal keys share a rank, and nothing but the keys ever decides."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from emulation_cli.decimals import round_half_up

LEAST_DIGITS, MOST_DIGITS = 2, 12


def ranks(keys: Mapping[str, int | Fraction]) -> dict[str, int]:
    """The rank of each unit by its exact key, the highest first; in rank order, equals in the order given."""
    ordered = sorted(keys, key=lambda unit: -keys[unit])
    found: dict[str, int] = {}
    for place, unit in enumerate(ordered, 1):
        above = ordered[place - 2]
        found[unit] = found[above] if place > 1 and keys[above] == keys[unit] else place
    return found


def ties(found: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """For each unit that shares its rank, the others that do."""
    together: dict[int, list[str]] = {}
    for unit, rank in found.items():
        together.setdefault(rank, []).append(unit)
    return {
        unit: tuple(other for other in units if other != unit)
        for units in together.values()
        for unit in units
        if len(units) > 1
    }


def digits_apart(shares: Mapping[str, Fraction]) -> int:
    """How many decimals a percentage needs so that two different ones never print alike (2 to 12)."""
    different = set(shares.values())
    digits = LEAST_DIGITS
    while digits < MOST_DIGITS and len({round_half_up(share * 100, digits) for share in different}) < len(different):
        digits += 1
    return digits
