"""Tham số as text: what `read_parameters` reads back as the same parameters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from emulation_cli.cluster.criteria import Band, Parameters
from emulation_cli.cluster.guidance import digits
from emulation_cli.labels import label


def parameters_text(parameters: Parameters, language: str = "vi") -> str:
    """Parameters in the order of formats.md, parted by semicolons: 'sàn=70%; vượt=0,5/1%; trần=3; cần=1.2'."""
    return "; ".join(_parts(parameters, language))


def _parts(parameters: Parameters, language: str) -> Iterator[str]:
    for band in parameters.bands:
        yield _band(band, language)
    yield from _numbers(parameters, language)
    if parameters.less_is_better:
        yield label("parameter", "less_is_better", language)
    if parameters.requires is not None:
        yield f"{label('parameter', 'requires', language)}={parameters.requires}"
    if parameters.not_assigned is not None:
        rule = label("not_assigned", parameters.not_assigned, language)
        yield f"{label('parameter', 'not_assigned', language)}={rule}"


def _numbers(parameters: Parameters, language: str) -> Iterator[str]:
    """Points, a percentage, rates of points a step."""
    shown = {
        "points": _number(parameters.points, language),
        "floor": _percent(parameters.floor, language),
        "shortfall": _rate(parameters.shortfall, parameters.shortfall_step, language),
        "excess": _rate(parameters.excess, parameters.excess_step, language),
        "excess_cap": _number(parameters.excess_cap, language),
    }
    yield from (f"{label('parameter', key, language)}={value}" for key, value in shown.items() if value)


def _band(band: Band, language: str) -> str:
    """'>=100%:5', '<=3:1', '=0:5', '88%..<90%:2'."""
    show = _percent if band.percent else _number
    low, high = show(band.low, language), show(band.high, language)
    if low and high:
        limits = f"={low}" if band.low == band.high else f"{low}..{'' if band.high_included else '<'}{high}"
    elif high:
        limits = f"{'<=' if band.high_included else '<'}{high}"
    else:
        limits = f"{'>=' if band.low_included else '>'}{low}"
    return f"{limits}:{_number(band.points, language)}"


def _rate(points: Decimal | None, step: Decimal | None, language: str) -> str:
    return f"{_number(points, language)}/{_percent(step or Decimal(1), language)}" if points is not None else ""


def _percent(value: Decimal | None, language: str) -> str:
    return f"{_number(value, language)}%" if value is not None else ""


def _number(value: Decimal | None, language: str) -> str:
    """Digits with the language's decimal mark; never three decimals, which would read as thousands (1,250)."""
    plain = digits(value)
    whole, _, decimals = plain.partition(".")
    if len(decimals) == 3:
        decimals += "0"
    return f"{whole}{',' if language == 'vi' else '.'}{decimals}" if decimals else whole
