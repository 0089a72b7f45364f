"""Points, totals and ranks a second time: fractions only, no code of the project, straight from formats.md.

It takes plain data: a table {path: line} in printed order, where a line has `group` (chuẩn, thưởng, trừ, không tính),
`max` (None: no ceiling) and for a leaf `kind` and its rules (a heading has `kind` only where it is chọn một); answers
{unit: {path: (target, actual, typed)}} with None for blank and NOT_ASSIGNED for a criterion that the unit was not
assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

NOT_ASSIGNED = "không giao"
ZERO, HUNDRED = Fraction(0), Fraction(100)

Table = Mapping[str, Mapping[str, Any]]
Answers = Mapping[str, Any]
Points = dict[str, Fraction | None]


@dataclass(frozen=True)
class Settings:
    """The rows of Cụm that decide a total."""

    places: int = 2
    bonus_cap: Fraction | None = None
    deduction_cap: Fraction | None = None
    in_scale: str = "không"
    rank_by: str = "tổng điểm"
    not_assigned: str = "loại trừ"


@dataclass(frozen=True)
class Tally:
    """A unit's figures; `points` by leaf, None while open, and each leaf's `maxima` as the rules left them."""

    points: Mapping[str, Fraction | None]
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    total: Fraction
    maximum: Fraction
    maxima: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def percent(self) -> Fraction:
        return HUNDRED * self.total / self.maximum if self.maximum else ZERO


def tally(table: Table, settings: Settings, answers: Mapping[str, Answers]) -> dict[str, Tally]:
    points = {unit: own_points(table, settings.places, given) for unit, given in answers.items()}
    for of_unit in points.values():
        settle_choices(table, of_unit)
    for path in leaves(table):
        if table[path]["kind"] in ("dẫn đầu", "so trung bình"):
            settle_peers(table[path], path, settings.places, answers, points)
    for of_unit in points.values():
        settle_conditions(table, settings, of_unit)
    return {unit: unit_tally(table, settings, answers[unit], points[unit]) for unit in answers}


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
    """Exact points, not rounded: what was typed where there is no result; None where what the kind needs is blank."""
    target, actual, typed = answer
    top = line["max"]
    if line["kind"] == "trực tiếp" or actual is None:
        return typed
    if line["kind"] == "tỷ lệ" and target is None:
        return None
    if line["kind"] == "đạt":
        return top if actual else ZERO
    if line["kind"] == "theo lần":
        return min(top, actual * line["điểm"])
    if line["kind"] == "trừ theo lần":
        return max(ZERO, top - actual * line["điểm"])
    if line["kind"] == "bậc":
        value = actual if target is None else HUNDRED * actual / target
        found = (points for low, points, *high in line["bậc"] if value >= low and (not high or value < high[0]))
        return next(found, ZERO)
    return ratio(line, top, actual, target)


def ratio(line: Mapping[str, Any], top: Fraction, actual: Fraction, target: Fraction) -> Fraction:
    if line.get("ngược"):
        if actual == 0:  # no result is better
            return top + (line["vượt"][2] or ZERO if "vượt" in line else ZERO)
        percent = HUNDRED * target / actual
    else:
        percent = HUNDRED * actual / target
    if "sàn" in line and percent < line["sàn"]:
        return ZERO
    if percent >= 100:
        extra = ZERO
        if "vượt" in line:
            each, step, cap = line["vượt"]
            extra = capped(each * ((percent - 100) / step).__floor__(), cap)
        return top + extra
    if "hụt" in line:
        each, step = line["hụt"]
        return max(ZERO, top - each * ((HUNDRED - percent) / step).__floor__())
    return top * percent / 100


def own_points(table: Table, places: int, answers: Answers) -> Points:
    """Every assigned leaf's points as far as the unit's own cells decide them, rounded once."""
    points: Points = {}
    for path in leaves(table):
        if answers[path] != NOT_ASSIGNED:
            exact = None if table[path]["kind"] in PEERS else leaf_points(table[path], answers[path])
            points[path] = None if exact is None else round_half_up(exact, places)
    return points


PEERS = ("dẫn đầu", "so trung bình")


def settle_choices(table: Table, points: Points) -> None:
    """chọn một: one child with points leaves the blank others at 0; of several none counts before that is settled."""
    for parent, line in table.items():
        below = [path for path in points if path.startswith(f"{parent}.")]
        if line.get("kind") == "chọn một":
            chosen = [path for path in below if points[path]]
            for path in below:
                if len(chosen) == 1 and points[path] is None:
                    points[path] = ZERO
                elif len(chosen) > 1 and path in chosen:
                    points[path] = None


def settle_peers(
    line: Mapping[str, Any], path: str, places: int, answers: Mapping[str, Answers], points: Mapping[str, Points]
) -> None:
    """dẫn đầu and so trung bình among the units that were assigned the criterion and have a value."""
    taking_part = {unit: answers[unit][path] for unit in points if path in points[unit]}
    actuals = {unit: answer[1] for unit, answer in taking_part.items() if answer[1] is not None}
    for unit, exact in (mean_points if line["kind"] == "so trung bình" else leader_points)(
        line, actuals, {unit: taking_part[unit][0] for unit in actuals}
    ).items():
        points[unit][path] = round_half_up(exact, places)


def mean_points(line: Mapping[str, Any], actuals: Mapping[str, Fraction], targets: Any) -> dict[str, Fraction]:
    total, count = sum(actuals.values(), ZERO), len(actuals)
    sign = -1 if line.get("ngược") else 1
    return {unit: line["max"] if sign * (actual * count - total) >= 0 else ZERO for unit, actual in actuals.items()}


def leader_points(
    line: Mapping[str, Any], actuals: Mapping[str, Fraction], targets: Mapping[str, Fraction | None]
) -> dict[str, Fraction]:
    half = line["max"] / 2
    highest = max((actual for unit, actual in actuals.items() if targets[unit] is None), default=ZERO)
    shares = {unit: actuals[unit] / target for unit, target in targets.items() if target is not None}
    leader = max(shares.values(), default=ZERO)
    found = {}
    for unit, actual in actuals.items():
        if unit not in shares:
            found[unit] = line["max"] * actual / highest if highest else ZERO
        elif shares[unit] <= 1:
            found[unit] = half * shares[unit]
        elif shares[unit] == leader:
            found[unit] = line["max"]
        else:
            found[unit] = half + half * (shares[unit] - 1) / (leader - 1)
    return found


def settle_conditions(table: Table, settings: Settings, points: Points) -> None:
    """cần: no points unless that criterion has some, earned or given in full; open while that is. Its own condition
    first."""
    done: set[str] = set()
    full = set(given_in_full(table, settings, points))

    def settle(path: str) -> None:
        needed = table[path].get("cần")
        if path in done or path not in points or needed is None:
            return
        done.add(path)
        below = [one for one in leaves(table, needed) if table[one]["group"] in earned_by(table[needed]["group"])]
        for one in below:
            settle(one)
        if full.intersection(below):
            return
        known = [points.get(one, ZERO) for one in below]
        if points[path] and not any(known):
            points[path] = None if None in known else ZERO

    for path in list(points):
        settle(path)


# Không được giao


def criteria_of(table: Table, section: str) -> list[list[str]]:
    """What counts as one chuẩn criterion of a section: a leaf alone, or the leaves of a chọn một."""
    found: dict[str, list[str]] = {}
    for path in leaves(table, section):
        if table[path]["group"] == "chuẩn":
            above = path.rpartition(".")[0]
            choice = above if table.get(above, {}).get("kind") == "chọn một" else path
            found.setdefault(choice, []).append(path)
    return list(found.values())


def rule_of(table: Table, settings: Settings, path: str) -> str:
    while path:
        if "không giao" in table[path]:
            return str(table[path]["không giao"])
        path = path.rpartition(".")[0]
    return settings.not_assigned


def given_in_full(table: Table, settings: Settings, points: Points) -> Iterator[str]:
    """The leaves of criteria that were not assigned and have full points all the same."""
    for section in [path for path in table if "." not in path]:
        for one in criteria_of(table, section):
            rule = rule_of(table, settings, one[0] if len(one) == 1 else one[0].rpartition(".")[0])
            if rule == "điểm tối đa" and not any(path in points for path in one):
                yield from one


def settle_not_assigned(
    table: Table, settings: Settings, points: Points, top: dict[str, Fraction]
) -> dict[str, tuple[Fraction, Fraction]]:
    """Raise and fill in `points` and `top` (each assigned leaf's maximum); returns each section to rescale with its
    full and its assigned maximum."""
    rescaled = {}
    step = Fraction(1, 10**settings.places)
    for section in [path for path in table if "." not in path]:
        criteria = criteria_of(table, section)
        here = [one for one in criteria if any(path in points for path in one)]
        missing: dict[str, list[list[str]]] = {}
        for one in criteria:
            if one not in here:
                rule = rule_of(table, settings, one[0] if len(one) == 1 else one[0].rpartition(".")[0])
                missing.setdefault(rule, []).append(one)
        sizes = {rule: sum(max(table[p]["max"] for p in one) for one in gone) for rule, gone in missing.items()}
        for rule in ("chia đều", "chia tỷ lệ"):
            if here and rule in sizes:
                share_out(sizes[rule], rule, here, points, top, step)
        for path in (path for one in missing.get("điểm tối đa", ()) for path in one):
            points[path] = top[path] = table[path]["max"]
        if "quy đổi" in sizes and here:
            assigned = sum(max(top[path] for path in one) for one in here) + sizes.get("điểm tối đa", ZERO)
            rescaled[section] = (assigned + sizes["quy đổi"], assigned)
    return rescaled


def share_out(
    size: Fraction, rule: str, here: list[list[str]], points: Points, top: dict[str, Fraction], step: Fraction
) -> None:
    """Whole steps to each, what is left over one each from the first on; then every score × new / old maximum."""
    old = [max(top[path] for path in one) for one in here]
    weights = [Fraction(1)] * len(here) if rule == "chia đều" else old
    extra = [(size * weight / sum(weights) / step).__floor__() for weight in weights]
    for place in range(int(size / step) - sum(extra)):
        extra[place] += 1
    for one, before, more in zip(here, old, extra, strict=True):
        for path in one:
            new = (top[path] * (before + more * step) / before / step + Fraction(1, 2)).__floor__() * step
            score = points[path]
            if score is not None:
                points[path] = (score * new / top[path] / step + Fraction(1, 2)).__floor__() * step
            top[path] = new


def earned_by(group: str) -> tuple[str, ...]:
    """Whose points are points of a criterion of this group."""
    return ("chuẩn", "thưởng") if group in ("chuẩn", "thưởng") else (group,)


# Sums


def unit_tally(table: Table, settings: Settings, answers: Answers, points: Points) -> Tally:
    top = {path: table[path]["max"] for path in points}
    rescaled = settle_not_assigned(table, settings, points, top)
    within = {path: min(value, top[path]) if value is not None else ZERO for path, value in points.items()}
    extra = {path: value - within[path] if value is not None else ZERO for path, value in points.items()}
    for path, value in points.items():
        if value is None and table[path]["group"] == "trừ":
            within[path] = top[path]  # a lower bound: an open deduction may be all of it
    base = ZERO
    maximum = group_sum(table, "chuẩn", top)
    for section in [path for path in table if "." not in path]:
        earned = group_sum(table, "chuẩn", within, section)
        full, assigned = rescaled.get(section, (Fraction(1), Fraction(1)))
        base += round_half_up(earned * full / assigned, settings.places)
        maximum += full - assigned
    over = sum((extra[path] for path in points if table[path]["group"] == "chuẩn"), ZERO)
    bonus = capped(group_sum(table, "thưởng", within) + over, settings.bonus_cap)
    deduction = capped(group_sum(table, "trừ", within), settings.deduction_cap)
    if settings.in_scale == "có":
        maximum += capped(group_sum(table, "thưởng", top), settings.bonus_cap)
    total = max(ZERO, base + bonus - deduction)
    if settings.in_scale == "chặn":
        total = min(total, maximum)
    return Tally(points, base, bonus, deduction, total, maximum, top)


def group_sum(table: Table, group: str, values: Mapping[str, Fraction], top: str = "") -> Fraction:
    """Leaves of a group (in one section), every ceiling of a parent of that group applied on the way up."""

    def below(path: str) -> Fraction:
        if path in table and is_leaf(table, path):
            return values.get(path, ZERO) if table[path]["group"] == group else ZERO
        parts = [below(child) for child in table if child.rpartition(".")[0] == path]
        if path in table and table[path].get("kind") == "chọn một":
            return max(parts)
        total = sum(parts, ZERO)
        ceiling = path in table and table[path]["group"] == group and group != "chuẩn"
        return capped(total, table[path]["max"]) if ceiling else total

    return below(top)


def capped(value: Fraction, cap: Fraction | None) -> Fraction:
    return value if cap is None else min(value, cap)
