"""What each kind of scoring makes of a result, step by step with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from emulation_cli.cluster.criteria import Band, Criterion, Kind
from emulation_cli.exact import Fraction
from emulation_cli.reports.explain_steps import Step, step
from emulation_cli.reports.reckoning import PeerFigures
from emulation_cli.results import Score
from emulation_cli.scoring.kinds import achieved, holds

Told = Iterator[Step]


def told(leaf: Criterion, actual: Decimal, target: Decimal | None) -> Told:
    """The steps from a result to exact points, for a criterion that its own cells decide."""
    yield from _KINDS[leaf.kind or Kind.PASS](leaf, Fraction(actual), None if target is None else Fraction(target))


def _maximum(leaf: Criterion) -> Fraction:
    return Fraction(leaf.maximum or 0)


def _passed(leaf: Criterion, actual: Fraction, target: Fraction | None) -> Told:
    yield step("passed", max=_maximum(leaf)) if actual else step("failed")


def _count(leaf: Criterion, actual: Fraction, target: Fraction | None) -> Told:
    each, maximum = Fraction(leaf.parameters.points or 0), _maximum(leaf)
    yield step("count", actual=actual, each=each, exact=actual * each)
    if actual * each > maximum:
        yield step("at-most", max=maximum)


def _count_down(leaf: Criterion, actual: Fraction, target: Fraction | None) -> Told:
    each, maximum = Fraction(leaf.parameters.points or 0), _maximum(leaf)
    yield step("count-down", max=maximum, actual=actual, each=each, exact=maximum - actual * each)
    if actual * each > maximum:
        yield step("not-below")


def _ratio(leaf: Criterion, actual: Fraction, target: Fraction | None) -> Told:
    rules, maximum = leaf.parameters, _maximum(leaf)
    share = achieved(rules, actual, target)
    if share is None or target is None:
        yield step("ratio-nothing", max=maximum)
        if rules.excess_cap is not None:
            extra = Fraction(rules.excess_cap)
            yield step("excess-all", extra=extra)
            yield step("excess-sum", max=maximum, extra=extra, exact=maximum + extra)
        return
    top, bottom = (target, actual) if rules.less_is_better else (actual, target)
    yield step("share-less" if rules.less_is_better else "share", top=top, bottom=bottom, percent=100 * share)
    if rules.floor is not None and 100 * share < Fraction(rules.floor):
        yield step("below-floor", floor=rules.floor)
    elif share >= 1:
        yield from _reached(leaf, share)
    elif rules.shortfall is not None:
        yield from _short(leaf, share)
    else:
        yield step("ratio", max=maximum, top=top, bottom=bottom, exact=maximum * share)
        if share < 0:
            yield step("not-below")


def _reached(leaf: Criterion, share: Fraction) -> Told:
    """At the target or above: the maximum, and where agreed more for every whole step above."""
    rules, maximum = leaf.parameters, _maximum(leaf)
    if rules.excess is None or share == 1:
        yield step("ratio-full", max=maximum)
        return
    size = Fraction(rules.excess_step or 1)
    steps = (100 * (share - 1)) // size
    extra = steps * Fraction(rules.excess)
    yield step("excess", over=100 * (share - 1), step=size, steps=steps, each=rules.excess, extra=extra)
    if rules.excess_cap is not None and extra > rules.excess_cap:
        extra = Fraction(rules.excess_cap)
        yield step("at-most", max=extra)
    yield step("excess-sum", max=maximum, extra=extra, exact=maximum + extra)


def _short(leaf: Criterion, share: Fraction) -> Told:
    rules, maximum = leaf.parameters, _maximum(leaf)
    size, each = Fraction(rules.shortfall_step or 1), Fraction(rules.shortfall or 0)
    steps = (100 * (1 - share)) // size
    left = maximum - steps * each
    yield step("shortfall", lack=100 * (1 - share), step=size, steps=steps, each=each, max=maximum, exact=left)
    if left < 0:
        yield step("not-below")


def _band(leaf: Criterion, actual: Fraction, target: Fraction | None) -> Told:
    if target is not None and any(one.percent for one in leaf.parameters.bands):
        yield step("share", top=actual, bottom=target, percent=100 * actual / target)
    for one in leaf.parameters.bands:
        value = 100 * actual / target if target is not None and one.percent else actual
        if holds(one, value):
            yield _band_step(one, one.percent or leaf.percent)
            return
    yield step("no-band")


def _band_step(band: Band, percent: bool) -> Step:
    """The band that holds, by the limits that it has."""
    words = {"above": "≥" if band.low_included else ">", "below": "≤" if band.high_included else "<"}
    words["sign"] = "%" if percent else ""
    if band.low is None and band.high is None:
        return step("band-any", points=band.points)
    if band.high is None or band.low is None:
        low, sign = (band.low, words["above"]) if band.low is not None else (band.high, words["below"])
        return step("band", {"compared": sign, "sign": words["sign"]}, limit=low or 0, points=band.points)
    return step("band-between", words, low=band.low, high=band.high, points=band.points)


def leader(leaf: Criterion, score: Score, figures: PeerFigures, leaders: str) -> Told:
    """dẫn đầu: against the target, and above it against the leader."""
    own, maximum, exact = figures.reached[score.unit], _maximum(leaf), figures.points[score.unit]
    if own.target is None:
        yield step("leader-untargeted", {"leaders": leaders}, actual=own.actual, most=figures.most)
        if figures.most > 0:
            yield step("leader-part", max=maximum, actual=own.actual, most=figures.most, exact=exact)
        else:
            yield step("leader-nothing")
        return
    share = own.actual / own.target
    over, most = 100 * (share - 1), 100 * (figures.best - 1)
    yield step("share", top=own.actual, bottom=own.target, percent=100 * share)
    if share < 1:
        yield step("leader-below", max=maximum, actual=own.actual, target=own.target, exact=exact)
        if exact < 0:
            yield step("not-below")
    elif share == 1:
        yield step("leader-at", max=maximum, exact=exact)
    elif share == figures.best:
        yield step("leader-first", max=maximum)
    else:
        yield step("leader-best", {"leaders": leaders}, percent=100 * figures.best)
        yield step("leader-above", max=maximum, over=over, most=most, exact=exact)


def mean(leaf: Criterion, score: Score, figures: PeerFigures) -> Told:
    """so trung bình: against the exact mean."""
    own, less = figures.reached[score.unit], leaf.parameters.less_is_better
    yield step("mean", total=figures.total, count=len(figures.reached), mean=figures.mean)
    reached = own.actual <= figures.mean if less else own.actual >= figures.mean
    code = f"mean-{'reached' if reached else 'missed'}{'-less' if less else ''}"
    yield step(code, actual=own.actual, mean=figures.mean, max=_maximum(leaf) if reached else 0)


_KINDS: dict[Kind, Callable[[Criterion, Fraction, Fraction | None], Told]] = {
    Kind.PASS: _passed,
    Kind.COUNT: _count,
    Kind.COUNT_DOWN: _count_down,
    Kind.RATIO: _ratio,
    Kind.BAND: _band,
}
