"""Tham số: 'điểm=5', 'sàn=70%', 'vượt=0,5/1%; trần=3', bands, and what may stand with any kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from emulation_cli.cluster.bands import looks_like_band, read_bands
from emulation_cli.cluster.criteria import Kind, NotAssigned, Parameters
from emulation_cli.cluster.slips import Slip, brief, slip, unknown
from emulation_cli.cluster.values import Amount, amount_typed, plain
from emulation_cli.labels import key_of, label
from emulation_cli.text import clean

ANY_KIND = ("requires", "not_assigned")
OF_KIND: Mapping[Kind | None, tuple[str, ...]] = {
    Kind.COUNT: ("points",),
    Kind.COUNT_DOWN: ("points",),
    Kind.RATIO: ("floor", "shortfall", "excess", "excess_cap", "less_is_better"),
    Kind.BAND: ("bands",),
    Kind.MEAN: ("less_is_better",),
}
NEEDED: Mapping[Kind, tuple[str, ...]] = {Kind.COUNT: ("points",), Kind.COUNT_DOWN: ("points",), Kind.BAND: ("bands",)}
# How each is written; the name in front comes from labels.toml.
EXAMPLES = {
    "points": "=5",
    "floor": "=70%",
    "shortfall": "=5/1%",
    "excess": "=0,5/1%",
    "excess_cap": "=3",
    "requires": "=1.2",
    "less_is_better": "",
    "not_assigned": f"={label('not_assigned', NotAssigned.SHARE_EQUALLY)}",
}
BANDS = ">=100%:5; >=95%:4"

Fields = dict[str, Any]


@dataclass
class _Reading:
    """What was read so far: Parameters' fields, the names met, the bands' texts, the slips."""

    kind: Kind | None
    fields: Fields = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    bands: list[str] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


def read_parameters(text: str, kind: Kind | None) -> tuple[Parameters, list[Slip]]:
    """Read Tham số for a kind (None: a parent that only sums); `requires` stays as written.

    Returns what could be read, and every slip: unknown, not of this kind, twice, malformed, missing.
    """
    reading = _Reading(kind)
    for part in re.split(r"[;\n]", text):
        if shown := clean(part):
            _read_part(reading, shown)
    _read_bands(reading)
    _check_together(reading)
    return Parameters(**reading.fields), reading.slips


def check_points(parameters: Parameters, maximum: Decimal) -> list[Slip]:
    """Bands against the criterion's maximum: none above it, and the best one worth it."""
    bands = parameters.bands
    slips = [
        slip("definition-band-points", points=plain(band.points), maximum=plain(maximum))
        for band in bands
        if band.points > maximum
    ]
    best = max((band.points for band in bands), default=maximum)
    if best < maximum:
        slips.append(slip("definition-bands-below-maximum", best=plain(best), maximum=plain(maximum)))
    return slips


def _read_part(reading: _Reading, part: str) -> None:
    """One piece between semicolons: a band, or a name with or without a value."""
    if looks_like_band(part):
        reading.bands.append(part)
        return
    name, equals, value = (piece.strip() for piece in part.partition("="))
    key = key_of("parameter", name)
    if key is None:
        reading.slips.append(unknown("definition-unknown-parameter", "parameter", name))
    elif key not in _allowed(reading.kind):
        reading.met.add(key)
        reading.slips.append(_unfit(label("parameter", key), reading.kind))
    elif key in reading.met:
        reading.slips.append(slip("definition-parameter-twice", parameter=label("parameter", key)))
    else:
        reading.met.add(key)
        _keep(reading, key, part, VALUES[key](value) if bool(equals) == (key != "less_is_better") else None)


def _keep(reading: _Reading, key: str, part: str, value: Fields | Slip | None) -> None:
    """Take over a value; None is one that is not written as it should be."""
    if value is None:
        reading.slips.append(slip("definition-parameter-form", written=part, form=_example(key)))
    elif isinstance(value, Slip):
        reading.slips.append(value)
    else:
        reading.fields.update(value)


def _allowed(kind: Kind | None) -> tuple[str, ...]:
    return ("not_assigned",) if kind is None else OF_KIND.get(kind, ()) + ANY_KIND


def _unfit(name: str, kind: Kind | None) -> Slip:
    if kind is None:
        return slip("definition-parameter-on-parent", parameter=name)
    return slip("definition-parameter-unfit", parameter=name, kind=label("kind", kind))


def _no_bands(part: str, kind: Kind | None) -> Slip:
    """A band where none can be; or a bare number (5) where its name was left out (điểm=5)."""
    for key in NEEDED.get(kind, ()) if kind and ":" not in part else ():
        return slip("definition-parameter-form", written=part, form=_example(key))
    return _unfit(brief(part), kind)


def _example(key: str) -> str:
    return BANDS if key == "bands" else f"{label('parameter', key)}{EXAMPLES.get(key, '')}"


def _read_bands(reading: _Reading) -> None:
    if not reading.bands:
        return
    reading.met.add("bands")
    if "bands" not in _allowed(reading.kind):
        reading.slips.append(_no_bands(reading.bands[0], reading.kind))
        return
    bands, slips = read_bands(reading.bands)
    reading.fields["bands"] = bands
    reading.slips += slips


def _check_together(reading: _Reading) -> None:
    """What a kind cannot do without, and what means nothing alone."""
    met = reading.met
    for key in NEEDED.get(reading.kind, ()) if reading.kind else ():
        if key not in met and not reading.slips:
            kind = label("kind", reading.kind or "")
            reading.slips.append(slip("definition-parameter-missing", form=_example(key), kind=kind))
    if "excess_cap" in met and "excess" not in met and "excess_cap" in _allowed(reading.kind):
        reading.slips.append(slip("definition-cap-without-excess"))
    if "excess" in met and "excess_cap" not in met and not reading.slips:
        reading.slips.append(slip("definition-excess-without-cap"))
    cap, worth = reading.fields.get("excess_cap"), reading.fields.get("excess")
    if cap is not None and worth is not None and cap < worth:
        reading.slips.append(slip("definition-excess-cap-small", cap=plain(cap), points=plain(worth)))


def _points(key: str) -> Callable[[str], Fields | Slip | None]:
    """A number of points above 0."""

    def read(value: str) -> Fields | Slip | None:
        amount = amount_typed(value)
        if isinstance(amount, Slip):
            return _or_form(amount)
        return {key: amount.value} if amount.value > 0 and not amount.percent else None

    return read


def _floor(value: str) -> Fields | Slip | None:
    """A percentage above 0, at most 100."""
    amount = amount_typed(value)
    if isinstance(amount, Slip):
        return _or_form(amount)
    return {"floor": amount.value} if amount.percent and 0 < amount.value <= 100 else None


def _rate(key: str) -> Callable[[str], Fields | Slip | None]:
    """Points a step: '5/1%'."""

    def read(value: str) -> Fields | Slip | None:
        points, _, step = value.partition("/")
        amounts = [amount_typed(points), amount_typed(step)]
        slips = [amount for amount in amounts if isinstance(amount, Slip)]
        if slips:
            return _or_form(slips[0])
        worth, width = (amount for amount in amounts if isinstance(amount, Amount))
        if worth.percent or not width.percent or worth.value <= 0 or width.value <= 0:
            return None
        return {key: worth.value, f"{key}_step": width.value}

    return read


def _requires(value: str) -> Fields | None:
    return {"requires": value} if value else None


def _less_is_better(value: str) -> Fields:
    return {"less_is_better": True}


def _not_assigned(value: str) -> Fields | Slip:
    key = key_of("not_assigned", value)
    if key is None:
        return unknown("definition-unknown-value", "not_assigned", value)
    return {"not_assigned": NotAssigned(key)}


def _or_form(found: Slip) -> Slip | None:
    """A number that could be two is said to be so; any other text is simply not written as it should be."""
    return found if found.code == "definition-number-ambiguous" else None


VALUES: Mapping[str, Callable[[str], Fields | Slip | None]] = {
    "points": _points("points"),
    "floor": _floor,
    "shortfall": _rate("shortfall"),
    "excess": _rate("excess"),
    "excess_cap": _points("excess_cap"),
    "requires": _requires,
    "less_is_better": _less_is_better,
    "not_assigned": _not_assigned,
}
