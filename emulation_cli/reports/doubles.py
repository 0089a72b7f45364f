"""What a spreadsheet's doubles can be trusted with.

Excel computes with binary floats, the results with fractions. What is divided is rounded to eight decimals first,
which takes the noise off, and then to the places wanted, half up. Where the exact value lies so near an edge that the
noise could decide, there is no formula (None): the sheet then shows the value.
"""

from __future__ import annotations

from emulation_cli.exact import Fraction

DIGITS = 8  # decimals that the noise of doubles does not reach
NOISE = 1e-9  # of a value before it is rounded to them; a fifth of half a unit
UNIT = 1e-15  # a few roundings of a double, relative to its value
MOST_DIGITS = 15  # of a number that a double holds
NEAR = Fraction(2, 10**DIGITS)  # an exact value nearer to an edge than this, and not on it, is left to the tally


def rounded(body: str, exact: Fraction, places: int, noise: float | None = None) -> str | None:
    """A value rounded half up; None where doubles cannot be trusted with it. `noise` is the most that the body may be
    off, where that is more than its own few roundings."""
    if not _certain(exact, places, UNIT * abs(float(exact)) if noise is None else noise):
        return None
    return f"ROUND(ROUND({body},{DIGITS}),{places})"


def _certain(exact: Fraction, places: int, noise: float) -> bool:
    """Whether eight decimals lead to the same side of every half: the value is one, or is not near one."""
    top, bottom = exact.as_integer_ratio()
    off = abs((2 * top * 10**places) % (2 * bottom) - bottom)
    return noise < NOISE and (off == 0 or off * NEAR.denominator > NEAR.numerator * 2 * bottom * 10**places)


def apart(value: Fraction, edge: Fraction) -> bool:
    """Whether a value is an edge, or far enough from it for doubles to tell."""
    return value == edge or (abs(value - edge) > NEAR and UNIT * float(abs(value)) < NOISE)


def fits(largest: Fraction, decimals: int) -> bool:
    """Whether a double holds every digit of numbers up to this one with so many decimals."""
    return len(str(int(abs(largest)))) + decimals <= MOST_DIGITS
