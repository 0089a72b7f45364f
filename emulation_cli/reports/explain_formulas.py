"""Formulas that recompute a criterion's points from the cells of its row, in functions that Excel 2010 knows.

None where doubles cannot be trusted to decide as the tally did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import Band, Criterion, Kind
from emulation_cli.cluster.guidance import digits
from emulation_cli.exact import Fraction
from emulation_cli.reports.doubles import DIGITS, UNIT, apart, fits, rounded
from emulation_cli.reports.formulas import decimals_of
from emulation_cli.results import Score
from emulation_cli.scoring.kinds import achieved

MOST_BANDS = 60  # of 64 nested calls
MOST_STEPS = 10**5


@dataclass(frozen=True, slots=True)
class Cells:
    """What a formula refers to: the cells of a row (`maximum` may be a number), and the figures of the whole cluster
    (for dẫn đầu the best share and the highest result without a target, for so trung bình sum and count)."""

    maximum: str
    target: str
    actual: str
    typed: str
    first: str = ""
    second: str = ""


Maker = Callable[[Criterion, Score, Cells], str | None]


def by_kind(leaf: Criterion, score: Score, cells: Cells, exact: Fraction, places: int) -> str | None:
    """The points that a criterion's kind makes of the result, rounded; without '='."""
    body = _KINDS[leaf.kind or Kind.DIRECT](leaf, score, cells)
    if body is None or not _whole(leaf, places):
        return body and rounded(body, exact, places)
    return f"ROUND({body},{places})"


@lru_cache(maxsize=4096)
def _whole(leaf: Criterion, places: int) -> bool:
    """Whether a kind can only give points of so many decimals: nothing is divided, and what is counted has no more."""
    rules = leaf.parameters
    if leaf.kind is Kind.RATIO:
        return False
    given = (leaf.maximum, rules.points, *(band.points for band in rules.bands))
    return all(value is None or decimals_of(value.normalize()) <= places for value in given)


def typed(cells: Cells, exact: Fraction, places: int) -> str | None:
    """A score as somebody typed it."""
    return rounded(cells.typed, exact, places)


def required(formula: str, references: Iterable[str]) -> str:
    """cần=…: nothing unless one of the cells has some; MAX passes over what is no number."""
    named = ",".join(references)
    return f"IF(MAX({named})>0,{formula},0)" if named else "0"


def raised(formula: str, maximum: str, agreed: Decimal, exact: Fraction, places: int) -> str | None:
    """Points that grow with a maximum that was raised (chia đều, chia tỷ lệ)."""
    return rounded(f"{formula}*{maximum}/{digits(agreed)}", exact, places)


def _passed(leaf: Criterion, score: Score, cells: Cells) -> str:
    return f"IF({cells.actual}=1,{cells.maximum},0)"


def _count(leaf: Criterion, score: Score, cells: Cells) -> str:
    return f"MIN({cells.maximum},{cells.actual}*{digits(leaf.parameters.points)})"


def _count_down(leaf: Criterion, score: Score, cells: Cells) -> str:
    return f"MAX(0,{cells.maximum}-{cells.actual}*{digits(leaf.parameters.points)})"


def _ratio(leaf: Criterion, score: Score, cells: Cells) -> str | None:
    if score.actual is None or score.target is None:
        return None
    rules, less = leaf.parameters, leaf.parameters.less_is_better
    share = achieved(rules, Fraction(score.actual), Fraction(score.target))
    if share is not None and not _ratio_certain(leaf, share):
        return None
    top, bottom = (cells.target, cells.actual) if less else (cells.actual, cells.target)
    body = f"IF({top}>={bottom},{_above(leaf, cells, top, bottom)},{_below(leaf, cells, top, bottom)})"
    if rules.floor is not None:
        body = f"IF({_percent(top, bottom)}<{digits(rules.floor)},0,{body})"
    best = f"{cells.maximum}+{digits(rules.excess_cap)}" if rules.excess_cap else cells.maximum
    return f"IF({cells.actual}=0,{best},{body})" if less else body


def _ratio_certain(leaf: Criterion, share: Fraction) -> bool:
    """Whether doubles see a share on the same side of the floor, and of every whole step, as it is."""
    rules = leaf.parameters
    if rules.floor is not None and not apart(100 * share, Fraction(rules.floor)):
        return False
    step = rules.shortfall_step if share < 1 else rules.excess_step
    used = rules.shortfall if share < 1 else rules.excess
    if used is None:
        return True
    steps = 100 * (share - 1) / Fraction(step or 1)
    return abs(steps) < MOST_STEPS and apart(steps, Fraction(round(steps)))


def _below(leaf: Criterion, cells: Cells, top: str, bottom: str) -> str:
    rules = leaf.parameters
    if rules.shortfall is None:
        return f"MAX(0,{cells.maximum}*{top}/{bottom})"
    lost = f"{_steps(f'100-100*{top}/{bottom}', rules.shortfall_step)}*{digits(rules.shortfall)}"
    return f"MAX(0,{cells.maximum}-{lost})"


def _above(leaf: Criterion, cells: Cells, top: str, bottom: str) -> str:
    rules = leaf.parameters
    if rules.excess is None:
        return cells.maximum
    extra = f"{_steps(f'100*{top}/{bottom}-100', rules.excess_step)}*{digits(rules.excess)}"
    return f"{cells.maximum}+" + (extra if rules.excess_cap is None else f"MIN({digits(rules.excess_cap)},{extra})")


def _steps(percent: str, step: Decimal | None) -> str:
    return f"INT(ROUND(({percent})/{digits(step or Decimal(1))},{DIGITS}))"


def _percent(top: str, bottom: str) -> str:
    return f"ROUND(100*{top}/{bottom},{DIGITS})"


def _band(leaf: Criterion, score: Score, cells: Cells) -> str | None:
    """Nested IFs, the first band outermost."""
    bands = leaf.parameters.bands
    if len(bands) > MOST_BANDS or score.actual is None:
        return None
    body = "0"
    for band in reversed(bands):
        value = cells.actual
        if band.percent and score.target is not None:
            share = 100 * Fraction(score.actual) / Fraction(score.target)
            edges = [Fraction(edge) for edge in (band.low, band.high) if edge is not None]
            if not all(apart(share, edge) for edge in edges):
                return None
            value = _percent(cells.actual, cells.target)
        body = f"IF({_within(band, value)},{digits(band.points)},{body})"
    return body


def _within(band: Band, value: str) -> str:
    limits = []
    if band.low is not None:
        limits.append(f"{value}{'>=' if band.low_included else '>'}{digits(band.low)}")
    if band.high is not None:
        limits.append(f"{value}{'<=' if band.high_included else '<'}{digits(band.high)}")
    return f"AND({','.join(limits)})" if len(limits) > 1 else (limits or ["TRUE"])[0]


_KINDS: dict[Kind, Maker] = {
    Kind.PASS: _passed,
    Kind.COUNT: _count,
    Kind.COUNT_DOWN: _count_down,
    Kind.RATIO: _ratio,
    Kind.BAND: _band,
}


def leader(score: Score, cells: Cells, maximum: Decimal, best: Fraction, exact: Fraction, places: int) -> str | None:
    """dẫn đầu: half the maximum for the target, the other half by how far above it, against the leader."""
    if score.target is None:
        share = f"IF({cells.second}>0,{cells.maximum}*{cells.actual}/{cells.second},0)"
        return rounded(f"MAX(0,{share})", exact, places)
    own = Fraction(score.actual or 0) / Fraction(score.target)
    noise = float(maximum) * UNIT
    if own > 1:  # a difference of two nearly equal shares keeps their noise
        noise *= 1 + float((own + best) / (best - 1))
    share = f"{cells.actual}/{cells.target}"
    above = f"{cells.maximum}/2+{cells.maximum}/2*({share}-1)/({cells.first}-1)"
    below = f"MAX(0,{cells.maximum}*{share}/2)"
    return rounded(f"IF({cells.actual}>{cells.target},{above},{below})", exact, places, noise)


def mean(leaf: Criterion, cells: Cells, decimals: int, largest: Fraction, places: int) -> str | None:
    """so trung bình: the result × the number of units against their sum, both rounded to the results' own decimals."""
    if not fits(largest, decimals):
        return None
    sign = "<=" if leaf.parameters.less_is_better else ">="
    return f"ROUND(IF(ROUND({cells.actual}*{cells.second},{decimals}){sign}{cells.first},{cells.maximum},0),{places})"
