"""Points, totals and ranks a second time: fractions only, no code of the project, straight from formats.md.

It takes plain data: a table {path: line} in printed order, where a line has `group` (chuẩn, thưởng, trừ, không tính),
`max` (None: no ceiling) and for a leaf `kind` and its rules; answers {unit: {path: (target, actual, typed)}} with None
for blank and NOT_ASSIGNED for a criterion that the unit was not assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NOT_ASSIGNED = "không giao"
ZERO, HUNDRED = Fraction(0), Fraction(100)

Table = Mapping[str, Mapping[str, Any]]
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Settings:
    """The rows of Cụm that decide a total."""

    places: int = 2
    bonus_cap: Fraction | None = None
    deduction_cap: Fraction | None = None
    in_scale: str = "không"
    rank_by: str = "tổng điểm"


@dataclass(frozen=True)
class Tally:
    """A unit's figures; `points` by leaf, None while open."""

    points: Mapping[str, Fraction | None]
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    total: Fraction
    maximum: Fraction

    @property
    def percent(self) -> Fraction:
        return HUNDRED * self.total / self.maximum if self.maximum else ZERO


def tally(table: Table, settings: Settings, answers: Mapping[str, Answers]) -> dict[str, Tally]:
    return {unit: unit_tally(table, settings, given) for unit, given in answers.items()}


def ranks(settings: Settings, tallies: Mapping[str, Tally]) -> dict[str, int]:
    """1 + how many stand above: 1, 2, 2, 4."""
    by = {"tổng điểm": "total", "điểm chuẩn": "base", "tỷ lệ": "percent"}[settings.rank_by]
    keys = {unit: getattr(one, by) for unit, one in tallies.items()}
    return {unit: 1 + sum(other > key for other in keys.values()) for unit, key in keys.items()}


def is_leaf(table: Table, path: str) -> bool:
    return not any(other.startswith(f"{path}.") for other in table)


def leaves(table: Table, under: str = "") -> Iterator[str]:
    for path in table:
        if is_leaf(table, path) and (not under or path == under or path.startswith(f"{under}.")):
            yield path


def round_half_up(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)


# Points of one criterion


def leaf_points(line: Mapping[str, Any], answer: tuple[Any, Any, Any]) -> Fraction | None:
    """Exact points, not rounded; None where what the kind needs is blank."""
    target, actual, typed = answer
    top = line["max"]
    if line["kind"] == "trực tiếp":
        return typed
    if actual is None or (line["kind"] == "tỷ lệ" and target is None):
        return None
    if line["kind"] == "đạt":
        return top if actual else ZERO
    if line["kind"] == "theo lần":
        return min(top, actual * line["điểm"])
    if line["kind"] == "trừ theo lần":
        return max(ZERO, top - actual * line["điểm"])
    if line["kind"] == "bậc":
        value = actual if target is None else HUNDRED * actual / target
        return next((points for low, points in line["bậc"] if value >= low), ZERO)
    return ratio(line, top, actual, target)


def ratio(line: Mapping[str, Any], top: Fraction, actual: Fraction, target: Fraction) -> Fraction:
    if line.get("ngược"):
        if actual == 0:
            return top
        percent = HUNDRED * target / actual
    else:
        percent = HUNDRED * actual / target
    if "sàn" in line and percent < line["sàn"]:
        return ZERO
    if percent >= 100:
        extra = ZERO
        if "vượt" in line:
            each, step, cap = line["vượt"]
            extra = min(cap, each * ((percent - 100) / step).__floor__())
        return top + extra
    if "hụt" in line:
        each, step = line["hụt"]
        return max(ZERO, top - each * ((HUNDRED - percent) / step).__floor__())
    return top * percent / 100


def unit_points(table: Table, places: int, answers: Answers) -> dict[str, Fraction | None]:
    """Every assigned leaf's points, rounded once; then the conditions (cần) in an order that respects them."""
    points: dict[str, Fraction | None] = {}
    for path in leaves(table):
        if answers[path] != NOT_ASSIGNED:
            exact = leaf_points(table[path], answers[path])
            points[path] = None if exact is None else round_half_up(exact, places)
    done: set[str] = set()

    def settle(path: str) -> None:
        needed = table[path].get("cần")
        if path in done or path not in points or needed is None:
            return
        done.add(path)
        below = [one for one in leaves(table, needed) if table[one]["group"] in earned_by(table[needed]["group"])]
        for one in below:
            settle(one)
        known = [points.get(one, ZERO) for one in below]
        if points[path] and not any(known):
            points[path] = None if None in known else ZERO

    for path in list(points):
        settle(path)
    return points


def earned_by(group: str) -> tuple[str, ...]:
    """Whose points are points of a criterion of this group."""
    return ("chuẩn", "thưởng") if group in ("chuẩn", "thưởng") else (group,)


# Sums


def unit_tally(table: Table, settings: Settings, answers: Answers) -> Tally:
    points = unit_points(table, settings.places, answers)
    top = {path: table[path]["max"] for path in points}
    within = {path: min(value, top[path]) if value is not None else ZERO for path, value in points.items()}
    extra = {path: value - within[path] if value is not None else ZERO for path, value in points.items()}
    for path, value in points.items():
        if value is None and table[path]["group"] == "trừ":
            within[path] = top[path]  # a lower bound: an open deduction may be all of it
    base = sum((within[path] for path in points if table[path]["group"] == "chuẩn"), ZERO)
    over = sum((extra[path] for path in points if table[path]["group"] == "chuẩn"), ZERO)
    bonus = capped(group_sum(table, "thưởng", within) + over, settings.bonus_cap)
    deduction = capped(group_sum(table, "trừ", within), settings.deduction_cap)
    maximum = sum((top[path] for path in points if table[path]["group"] == "chuẩn"), ZERO)
    if settings.in_scale == "có":
        maximum += capped(group_sum(table, "thưởng", top), settings.bonus_cap)
    total = max(ZERO, base + bonus - deduction)
    if settings.in_scale == "chặn":
        total = min(total, maximum)
    return Tally(points, base, bonus, deduction, total, maximum)


def group_sum(table: Table, group: str, values: Mapping[str, Fraction]) -> Fraction:
    """Leaves of a group, every ceiling of a parent of that group applied on the way up."""

    def below(path: str) -> Fraction:
        if path in table and is_leaf(table, path):
            return values.get(path, ZERO) if table[path]["group"] == group else ZERO
        total = sum((below(child) for child in table if child.rpartition(".")[0] == path), ZERO)
        return capped(total, table[path]["max"]) if path in table and table[path]["group"] == group else total

    return below("")


def capped(value: Fraction, cap: Fraction | None) -> Fraction:
    return value if cap is None else min(value, cap)
