"""Điều kiện of Khen thưởng: a rank, a class, đã đăng ký, làm tròn lên; parted by semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from emulation_cli.cluster.slips import Slip, slip, unknown
from emulation_cli.labels import key_of
from emulation_cli.text import clean, fold, nearest

FORMS = ("rank", "class", "from", "registered", "round_up")
LONGEST_WORD = 2  # words in front: 'xếp loại Tốt'
_SIGNS = re.compile(r"(≤|<=|≥|>=|<|>)")
_ONE = re.compile(r"(?:(≤|<=|≥|>=|<|>)\s*)?(\d+)")
_SPAN = re.compile(r"(\d+)\s*(?:-|–|đến|to)\s*(\d+)", re.IGNORECASE)
_BETWEEN_CLASSES = re.compile(r"\s*,\s*|\s+hoặc\s+|\s+or\s+", re.IGNORECASE)

Ranks = tuple[int | None, int | None]


@dataclass
class Conditions:
    """AwardRule's fields that conditions state, and what was wrong with them."""

    fields: dict[str, Any] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)


def read_conditions(text: str, classes: Sequence[str] | None) -> Conditions:
    """Read Điều kiện. `classes` are the cluster's from the best down, None where they are not known for sure."""
    read = Conditions()
    for part in re.split(r"[;\n]", text):
        if shown := clean(part):
            _keep(read, _read(shown, classes), shown)
    return read


def _keep(read: Conditions, value: dict[str, Any] | Slip, part: str) -> None:
    if isinstance(value, Slip):
        read.slips.append(value)
    elif read.fields.keys() & value.keys():
        read.slips.append(slip("definition-award-condition-twice", written=part))
    else:
        read.fields.update(value)


def _read(part: str, classes: Sequence[str] | None) -> dict[str, Any] | Slip:
    """One condition as fields of AwardRule."""
    key = key_of("award", part)
    if key in ("registered", "round_up"):
        return {key: True}
    words, upwards = _upwards(clean(_SIGNS.sub(r" \1 ", part)).split(" "))
    about, words = _in_front(words)
    named = " ".join(_without_from(words))
    if about == "rank":
        return _ranks(f"≤ {named}" if upwards else named, part)
    if about == "class" or upwards:
        return _classes(named, upwards, classes)
    return unknown("definition-unknown-award-condition", "award", part, FORMS)


def _upwards(words: list[str]) -> tuple[list[str], bool]:
    """'từ … trở lên' without its own words, and whether it stood there."""
    for count in (2, 1):
        if key_of("award", " ".join(words[-count:])) == "upwards":
            return _without_from(words[:-count]), True
    return words, False


def _without_from(words: list[str]) -> list[str]:
    return words[1:] if words and key_of("award", words[0]) == "from" else words


def _in_front(words: list[str]) -> tuple[str, list[str]]:
    """The word that says what a condition is about, and the rest."""
    for count in range(LONGEST_WORD, 0, -1):
        key = key_of("award", " ".join(words[:count]))
        if key in ("rank", "class") and len(words) > count:
            return str(key), words[count:]
    return "", words


def _ranks(rest: str, part: str) -> dict[str, Any] | Slip:
    """'1', 'nhất', '≤ 3', '2-3' as the least and the greatest rank."""
    low, high = _limits(rest)
    if low is None and high is None:
        return slip("definition-award-rank", written=part)
    if min(low or 1, high or 1) < 1 or (high is not None and (low or 1) > high):
        return slip("definition-award-rank-empty", written=part)
    return {"ranks": (low, high)}


def _limits(rest: str) -> Ranks:
    spelt = key_of("rank", rest)
    if spelt:
        return int(spelt), int(spelt)
    span, one = _SPAN.fullmatch(rest), _ONE.fullmatch(rest)
    if span:
        return int(span[1]), int(span[2])
    if not one:
        return None, None
    sign, rank = one[1] or "=", int(one[2])
    return {
        "=": (rank, rank),
        "≤": (None, rank),
        "<": (None, rank - 1),
        "≥": (rank, None),
        ">": (rank + 1, None),
    }[sign.replace("<=", "≤").replace(">=", "≥")]


def _classes(named: str, upwards: bool, classes: Sequence[str] | None) -> dict[str, Any] | Slip:
    """'Xuất sắc', 'Xuất sắc, Tốt', with `upwards` all from there up, as names in the cluster's order."""
    if classes is None:
        return {"classes": ()}
    known = {fold(name): name for name in classes}
    pieces = [named] if fold(named) in known else _BETWEEN_CLASSES.split(named)
    strange = [piece for piece in pieces if fold(piece) not in known]
    if strange:
        return _unknown_class(strange[0], classes)
    wanted = {known[fold(piece)] for piece in pieces}
    if not upwards:
        return {"classes": tuple(name for name in classes if name in wanted)}
    last = max(list(classes).index(name) for name in wanted)
    return {"classes": tuple(classes[: last + 1])}


def _unknown_class(written: str, classes: Sequence[str]) -> Slip:
    """A class that the sheet Xếp loại does not have, with the nearest one that it has."""
    near = nearest(written, classes, least=0) or "–"
    return slip("definition-award-unknown-class", written=written, near=near, known=", ".join(classes) or "–")
