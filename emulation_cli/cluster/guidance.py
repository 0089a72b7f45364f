"""Hướng dẫn chấm: how a criterion is scored, in one or two sentences that a unit can follow.

What the cluster wrote is printed as written; where it wrote nothing the sentence follows from kind and parameters,
so that what is printed and what is computed cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, Tree
from emulation_cli.decimals import localise_number


def guidance(criterion: Criterion, language: str = "vi", tree: Tree | None = None) -> str:
    """The guidance of one criterion; '' for a parent that only sums.

    With `tree` a required criterion is named as printed ('I.2'), else by its path.
    """
    if criterion.guidance:
        return criterion.guidance
    written = " ".join(_sentences(criterion, language, tree))
    return written[:1].upper() + written[1:]


def _sentences(criterion: Criterion, language: str, tree: Tree | None) -> Iterator[str]:
    if criterion.kind is None:
        return
    yield _main(criterion, language)
    if criterion.kind is Kind.RATIO:
        yield from _ratio_rules(criterion, language)
    required = criterion.parameters.requires
    if required:
        shown = tree.labels.get(required, required) if tree else required
        yield _say(language, "requires", criterion=shown)
    if criterion.group is Group.UNCOUNTED:
        yield _say(language, "uncounted")


def _main(criterion: Criterion, language: str) -> str:
    """What the kind does, said for a deduction where that reads differently."""
    key = str(criterion.kind)
    rules = criterion.parameters
    if criterion.kind is Kind.BAND:
        return _bands(criterion, language)
    if criterion.kind is Kind.RATIO and rules.shortfall is not None:
        key = "shortfall"
    if rules.less_is_better and criterion.kind in (Kind.RATIO, Kind.MEAN):
        key += "_reversed"
    if criterion.group is Group.DEDUCTION and criterion.kind in _SAID_FOR_DEDUCTIONS:
        key += "_deduction"
    return _say(
        language,
        key,
        max=criterion.maximum,
        half=criterion.maximum and criterion.maximum / 2,
        points=rules.shortfall if key.startswith("shortfall") else rules.points,
        step=rules.shortfall_step,
    )


_SAID_FOR_DEDUCTIONS = (Kind.DIRECT, Kind.PASS, Kind.COUNT)


def _ratio_rules(criterion: Criterion, language: str) -> Iterator[str]:
    rules = criterion.parameters
    if rules.floor is not None:
        yield _say(language, "floor", floor=rules.floor)
    if rules.excess is not None:
        key = "excess" if rules.excess_cap is None else "excess_capped"
        yield _say(language, key, points=rules.excess, step=rules.excess_step, cap=rules.excess_cap)


def _bands(criterion: Criterion, language: str) -> str:
    """The bands as agreed, from the top; each says the limits that it has itself."""
    bands = criterion.parameters.bands
    shown = "; ".join(_band(band, criterion, language) for band in bands)
    key = "band_percent" if any(band.percent for band in bands) and not criterion.percent else "band"
    return _say(language, key, bands=shown)


def _band(band: Band, criterion: Criterion, language: str) -> str:
    edges = (("low", band.low, band.low_included), ("high", band.high, band.high_included))
    limits = [
        _say(language, f"{side}_{'in' if included else 'ex'}cluded", limit=_limit(limit, band, criterion, language))
        for side, limit, included in edges
        if limit is not None
    ]
    return _say(language, "band_points", limits=" ".join(limits) or _say(language, "any"), points=band.points)


def _limit(limit: Decimal, band: Band, criterion: Criterion, language: str) -> str:
    shown = localise_number(digits(limit), language)
    return f"{shown}%" if band.percent or criterion.percent else shown


def digits(value: Decimal | None) -> str:
    """A decimal without needless zeros ('5.00' is 5), '' for None."""
    return "" if value is None else f"{value.normalize():f}"


def _say(language: str, key: str, **values: Decimal | str | None) -> str:
    """A sentence; numbers as the language writes them."""
    shown = {
        name: localise_number(digits(value), language) if isinstance(value, Decimal) else value or ""
        for name, value in values.items()
    }
    return text(language, "forms", f"guidance.{key}", **shown)
