"""The steps of a reckoning as values: a code of explain.toml, exact numbers, and words that stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from emulation_cli import catalogue
from emulation_cli.decimals import localise_number
from emulation_cli.exact import Fraction

MOST_DECIMALS = 6  # shown of a number that has more, or no end
AS_POINTS = ("points", "before", "left", "base", "bonus", "deduction", "total", "own", "theirs", "gap", "stake")

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `numbers` are exact."""

    code: str
    numbers: dict[str, Fraction] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def step(code: str, words: dict[str, str] | None = None, /, **numbers: Number) -> Step:
    """Make a step."""
    return Step(code, {name: Fraction(value) for name, value in numbers.items()}, words or {})


def sentence(one: Step, language: str, places: int) -> str:
    """A step in words. Points are written with the cluster's places, every other number with the decimals it has."""
    shown = {name: number(value, language, places if name in AS_POINTS else 0) for name, value in one.numbers.items()}
    return catalogue.text(language, "explain", f"step.{one.code}", **one.words, **shown)


def number(value: Fraction, language: str, places: int = 0) -> str:
    """At least so many decimals, more where the number has them; what has no end is cut and says so (16,666666…)."""
    for decimals in range(places, MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            return localise_number(f"{_digits(value, decimals):f}", language)
    return f"{localise_number(f'{_digits(value, MOST_DECIMALS):f}', language)}…"


def plain(value: Fraction) -> str:
    """An exact number for programs: decimal digits where it has an end, else a fraction (50/3)."""
    bottom = value.denominator
    for prime in (2, 5):
        while bottom % prime == 0:
            bottom //= prime
    if bottom != 1:
        return f"{value.numerator}/{value.denominator}"
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
    return f"{_digits(value, decimals):f}"


def _digits(value: Fraction, decimals: int) -> Decimal:
    """A number cut (never rounded) to so many decimals."""
    whole = abs(value) * 10**decimals
    cut = whole.numerator // whole.denominator
    return Decimal(cut if value >= 0 else -cut).scaleb(-decimals)
