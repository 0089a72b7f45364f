"""How a percentage is printed beside its neighbours. Ranks themselves are made in ties.py."""

from __future__ import annotations

from collections.abc import Mapping

from emulation_cli.decimals import round_half_up
from emulation_cli.exact import Fraction

LEAST_DIGITS, MOST_DIGITS = 2, 12


def digits_apart(shares: Mapping[str, Fraction]) -> int:
    """How many decimals a percentage needs so that two different ones never print alike (2 to 12)."""
    different = set(shares.values())
    digits = LEAST_DIGITS
    while digits < MOST_DIGITS and len({round_half_up(share * 100, digits) for share in different}) < len(different):
        digits += 1
    return digits
