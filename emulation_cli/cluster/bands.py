"""The bands of the kind bậc: '>=100%:5; >=95%:4; 88%..<90%:2', each edge compared exactly and claimed once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from emulation_cli.cluster.criteria import Band
from emulation_cli.cluster.slips import Slip, slip
from emulation_cli.cluster.values import Amount, amount_typed, plain

_NUMBER = r"([+\-−–]?\d+(?:[.,]\d+)*)\s*(%?)"
_POINTS = r"\s*:\s*([+\-−–]?\d+(?:[.,]\d+)*)"
_ONE_SIDED = re.compile(rf"(>=|<=|≥|≤|>|<|=)\s*{_NUMBER}{_POINTS}")
_RANGE = re.compile(rf"{_NUMBER}\s*\.\.\s*(<?)\s*{_NUMBER}{_POINTS}")
_STARTS_LIKE_A_BAND = re.compile(r"[<>=≥≤+\-−–\d.,]")

# A cut of the number line: just before a value (0) or just behind it (1). An interval is two cuts.
Cut = tuple[Decimal, int]
Interval = tuple[Cut, Cut]
Taken = tuple[Interval, Band, str]  # what an earlier band holds, and how it was written
ENDS: Interval = ((Decimal("-Infinity"), 0), (Decimal("Infinity"), 1))


def looks_like_band(part: str) -> bool:
    """Whether a piece of Tham số is meant as a band: those have no name."""
    return bool(_STARTS_LIKE_A_BAND.match(part))


def read_bands(parts: Sequence[str]) -> tuple[tuple[Band, ...], list[Slip]]:
    """All bands in the order written, checked against each other when every one could be read."""
    read = [read_band(part) for part in parts]
    slips = [found for found in read if isinstance(found, Slip)]
    bands = tuple(found for found in read if isinstance(found, Band))
    return bands, slips or list(_against_each_other(bands, parts))


def read_band(part: str) -> Band | Slip:
    """One band: a comparison or a range, a colon, points."""
    one = _ONE_SIDED.fullmatch(part)
    if one:
        sign, low, percent, points = one.groups()
        return _band(part, _sides(sign, low), (percent,), points)
    both = _RANGE.fullmatch(part)
    if both:
        low, first, open_, high, second, points = both.groups()
        return _band(part, ((low, True), (high, not open_)), (first, second), points)
    return slip("definition-band-form", written=part)


Side = tuple[str | None, bool]


def _sides(sign: str, limit: str) -> tuple[Side, Side]:
    """(low, included), (high, included) of a comparison."""
    if sign == "=":
        return (limit, True), (limit, True)
    if sign in (">", ">=", "≥"):
        return (limit, sign != ">"), (None, False)
    return (None, True), (limit, sign != "<")


def _band(part: str, sides: tuple[Side, Side], percents: tuple[str, ...], points: str) -> Band | Slip:
    if len(set(percents)) > 1:
        return slip("definition-band-form", written=part)
    numbers: list[Decimal | None] = []
    for text in (sides[0][0], sides[1][0], points):
        amount = Amount(Decimal(0)) if text is None else amount_typed(text)
        if isinstance(amount, Slip):
            return amount
        numbers.append(None if text is None else amount.value)
    low, high, worth = numbers
    if worth is None or worth < 0:
        return slip("definition-band-form", written=part)
    return Band(worth, low, sides[0][1], high, sides[1][1], percent=bool(percents[0]))


def _against_each_other(bands: Sequence[Band], parts: Sequence[str]) -> Iterator[Slip]:
    """Edges claimed twice and limits out of order (once: the rest follows); where there are none, gaps."""
    if len({band.percent for band in bands}) > 1:
        yield slip("definition-bands-mixed")
        return
    taken: list[Taken] = []
    slips: dict[str, Slip] = {}
    for band, part in zip(bands, parts, strict=True):
        own = interval(band)
        rest = _without(own, [piece for piece, _, _ in taken])
        found = _clash(band, part, rest, taken)
        if found:
            slips.setdefault(found.code if found.code == "definition-band-order" else part, found)
        taken += [(piece, band, part) for piece in rest]
    yield from slips.values()
    if not slips:
        yield from _gaps(sorted(piece for piece, _, _ in taken), bands)


def interval(band: Band) -> Interval:
    """The stretch of the number line that a band names."""
    low = ENDS[0] if band.low is None else (band.low, 0 if band.low_included else 1)
    high = ENDS[1] if band.high is None else (band.high, 1 if band.high_included else 0)
    return low, high


def _without(own: Interval, taken: Sequence[Interval]) -> list[Interval]:
    """What of an interval is left when others have taken theirs."""
    left = [own] if own[0] < own[1] else []
    for low, high in taken:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    return left


def _clash(band: Band, part: str, rest: list[Interval], taken: Sequence[Taken]) -> Slip | None:
    """What is wrong with a band after the earlier ones; None where it takes what is left at its own end.

    '>=95' behind '>=100' is the chain that everybody writes: it means 95 to under 100.
    """
    own = interval(band)
    if rest == [own] or (_one_sided(band) and len(rest) == 1 and _finite(own) in rest[0]):
        return None
    for (start, end), other, earlier in taken:
        low, high = max(own[0], start), min(own[1], end)
        if low < high and not _out_of_order(band, other):
            edge = plain(low[0] if low[0].is_finite() else high[0])
            sign = "%" if band.percent else ""
            return slip("definition-band-twice", edge=edge, sign=sign, first=earlier, second=part)
    return slip("definition-band-order", written=part)


def _one_sided(band: Band) -> bool:
    return (band.low is None) != (band.high is None)


def _finite(own: Interval) -> Cut:
    """The end of a one-sided interval that is a number."""
    return own[1] if own[0] == ENDS[0] else own[0]


def _out_of_order(band: Band, other: Band) -> bool:
    """Two comparisons of one direction whose limits differ stand in the wrong order; other overlaps are claims."""
    same_direction = _one_sided(band) and _one_sided(other) and (band.low is None) == (other.low is None)
    return same_direction and (band.low, band.high) != (other.low, other.high)


def _gaps(pieces: list[Interval], bands: Sequence[Band]) -> Iterator[Slip]:
    """Values between two bands that none claims: they give 0 points, which is seldom meant."""
    sign = "%" if bands and bands[0].percent else ""
    for (_, end), (start, _) in pairwise(pieces):
        if end < start:
            yield slip("definition-band-gap", low=plain(end[0]), high=plain(start[0]), sign=sign)
