"""The kinds of scoring (Cách chấm): each one small function from what the unit reached to exact points.

Every function takes the criterion's maximum, its parameters, the actual (kết quả) and the target (chỉ tiêu, None
where there is none) and returns the points as an exact fraction, not yet rounded. Rules: formats.md, "cluster.xlsx".
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from math import floor

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, Parameters
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.exact import Fraction

Score = Callable[[Fraction, Parameters, Fraction, Fraction | None], Fraction]
NOTHING = Fraction(0)
ZERO = Decimal(0)
exact = lru_cache(maxsize=65536)(Fraction)  # of a decimal; the same few maxima, limits, targets and results come up


def passed(maximum: Fraction, parameters: Parameters, actual: Fraction, target: Fraction | None) -> Fraction:
    """đạt: everything or nothing (HP212 5.2a, CT157 5.1)."""
    return maximum if actual else NOTHING


def count(maximum: Fraction, parameters: Parameters, actual: Fraction, target: Fraction | None) -> Fraction:
    """theo lần: count × điểm, up to the maximum (CT157 tiêu chí 1: 50 people × 0,4)."""
    return min(maximum, actual * _points(parameters))


def count_down(maximum: Fraction, parameters: Parameters, actual: Fraction, target: Fraction | None) -> Fraction:
    """trừ theo lần: the maximum less count × điểm, at least 0."""
    return max(NOTHING, maximum - actual * _points(parameters))


def ratio(maximum: Fraction, parameters: Parameters, actual: Fraction, target: Fraction | None) -> Fraction:
    """tỷ lệ: maximum × A/T, at most the maximum (CT157: Điểm = b/a × điểm chuẩn), with sàn, hụt, vượt."""
    share = achieved(parameters, actual, target)
    if share is None:  # ngược with nothing at all of what should be little: no result is better
        return maximum + exact(parameters.excess_cap or Decimal(0))
    if parameters.floor is not None and share * 100 < exact(parameters.floor):
        return NOTHING
    if share >= 1:
        return maximum + _excess(parameters, share)
    if parameters.shortfall is not None:
        short = _whole_steps((1 - share) * 100, parameters.shortfall_step)
        return max(NOTHING, maximum - short * exact(parameters.shortfall))
    return maximum * share


def achieved(parameters: Parameters, actual: Fraction, target: Fraction | None) -> Fraction | None:
    """A/T, or T/A where less is better; None where A is 0 there (as good as can be)."""
    if target is None:
        raise ValueError(target)
    if not parameters.less_is_better:
        return actual / target
    return target / actual if actual else None


def _excess(parameters: Parameters, share: Fraction) -> Fraction:
    """vượt=0,5/1%; trần=3: bonus points a whole step above the target."""
    if parameters.excess is None:
        return NOTHING
    extra = _whole_steps((share - 1) * 100, parameters.excess_step) * exact(parameters.excess)
    return extra if parameters.excess_cap is None else min(extra, exact(parameters.excess_cap))


def _whole_steps(percent: Fraction, step: Decimal | None) -> int:
    return floor(percent / exact(step) if step else percent)


def band(maximum: Fraction, parameters: Parameters, actual: Fraction, target: Fraction | None) -> Fraction:
    """bậc: the first band that holds, from the top; none gives 0 (CT157 5.2)."""
    percent = 100 * actual / target if target is not None else actual
    for one in parameters.bands:
        if holds(one, percent if one.percent else actual):
            return exact(one.points)
    return NOTHING


def holds(one: Band, value: Fraction) -> bool:
    """Whether a value lies in a band, its edges compared exactly."""
    if one.low is not None:
        low = exact(one.low)
        if value < low or (value == low and not one.low_included):
            return False
    if one.high is None:
        return True
    high = exact(one.high)
    return value < high or (value == high and one.high_included)


def _points(parameters: Parameters) -> Fraction:
    return exact(parameters.points or ZERO)


KINDS: dict[Kind, Score] = {
    Kind.PASS: passed,
    Kind.COUNT: count,
    Kind.COUNT_DOWN: count_down,
    Kind.RATIO: ratio,
    Kind.BAND: band,
}
# Kinds that need a target; bậc takes one where its bands are percents of it.
NEEDS_TARGET = {Kind.RATIO}
WHOLE_COUNTS = {Kind.COUNT, Kind.COUNT_DOWN}


@lru_cache(maxsize=4096)
def scorer(criterion: Criterion) -> Callable[[Decimal, Decimal | None], Fraction]:
    """How a criterion that its own cells decide comes from a result and a target to exact points."""
    kind, parameters = KINDS[criterion.kind or Kind.DIRECT], criterion.parameters
    maximum = exact(criterion.maximum or ZERO)

    def points(actual: Decimal, target: Decimal | None) -> Fraction:
        return kind(maximum, parameters, Fraction(actual), None if target is None else exact(target))

    return points


def computed(criterion: Criterion, actual: Decimal, target: Decimal | None) -> Fraction:
    """Exact points of a criterion that its own cells decide."""
    return scorer(criterion)(actual, target)


def allows(criterion: Criterion, points: Decimal, places: int) -> bool:
    """Whether the kind could give this score (0 to the maximum, with vượt above it) at all, for one typed without the
    result behind it; a result below zero, which gives still less under hụt, is not thought of."""
    maximum, parameters = criterion.maximum or ZERO, criterion.parameters
    if points > maximum:
        if criterion.most is None:
            return _whole_times(points, parameters.excess, places, maximum)
        return _comes_to(points, criterion.most, places) or (
            points < criterion.most and _whole_times(points, parameters.excess, places, maximum)
        )
    if criterion.kind is Kind.BAND:
        return points == 0 or any(_comes_to(points, one.points, places) for one in parameters.bands)
    if criterion.kind is Kind.DIRECT or points in (0, maximum):
        return criterion.kind is Kind.DIRECT or criterion.kind in KINDS
    if criterion.kind is Kind.COUNT:
        return _whole_times(points, parameters.points, places)
    if criterion.kind is Kind.COUNT_DOWN:
        return _whole_times(points, parameters.points, places, maximum)
    if criterion.kind is Kind.RATIO and parameters.shortfall is not None:
        steps = _whole_steps(100 - exact(parameters.floor or ZERO), parameters.shortfall_step)  # below sàn: nothing
        fewest = Fraction(maximum) - steps * Fraction(parameters.shortfall)
        enough = round_half_up(points, places) >= round_half_up(fewest, places)
        return enough and _whole_times(points, parameters.shortfall, places, maximum)
    least = Fraction(maximum) * Fraction(parameters.floor or 0) / 100
    return criterion.kind is Kind.RATIO and round_half_up(points, places) >= round_half_up(least, places)


def _comes_to(points: Decimal, value: Fraction | Decimal, places: int) -> bool:
    """Whether points are a value, or the value as it is rounded; points that are merely near it are neither."""
    return points == value or points == unscaled(round_half_up(value, places), places)


def _whole_times(points: Decimal, each: Decimal | None, places: int, start: Decimal = ZERO) -> bool:
    """Whether points are a whole number of times `each` away from where they start."""
    step = Fraction(each or 0)
    if not step:
        return False
    times = floor((Fraction(points) - Fraction(start)) / step)
    return any(_comes_to(points, Fraction(start) + n * step, places) for n in (times, times + 1))


def more_is_better(criterion: Criterion) -> bool:
    """Whether a larger result is the better one for the unit: not where it gives fewer points, or takes more off."""
    gives_more = _gives_more(criterion)
    return not gives_more if criterion.group is Group.DEDUCTION else gives_more


def _gives_more(criterion: Criterion) -> bool:
    """Whether a larger result gives more points. Bands fall where the best one lies below the worst."""
    if criterion.kind is not Kind.BAND or not criterion.parameters.bands:
        return criterion.kind is not Kind.COUNT_DOWN and not criterion.parameters.less_is_better
    best = max(criterion.parameters.bands, key=lambda one: one.points)
    worst = min(criterion.parameters.bands, key=lambda one: one.points)
    if best is worst:
        return best.low is not None
    return best.low is not None and (worst.low is None or best.low > worst.low)
