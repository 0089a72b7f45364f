"""Awards, for the independent recomputation: by rank, one each; named is who gets one in every order of ties."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

from recompute_reading import Agreed, Decided, Line, number, unit_of

Standing = tuple[str, int, str]  # unit, rank, class


def awarded(agreed: Agreed, decided: Decided, standings: Sequence[Standing], members: int) -> Iterator[tuple[str, str]]:
    """(award, unit): who gets an award whichever way ties are settled; `standings` of the units that sent a sheet,
    `members` the units that are not excused."""
    ways = [dict(given(agreed, decided, order, members)) for order in orders(standings)]
    for rule in agreed.awards:
        name = rule["Hình thức"]
        yield from ((name, unit) for unit, _, _ in standings if all(way.get(unit) == name for way in ways))


def orders(standings: Sequence[Standing]) -> Iterator[list[Standing]]:
    """Every order in which units of one rank can stand."""
    ranks = [[one for one in standings if one[1] == rank] for rank in sorted({rank for _, rank, _ in standings})]
    for way in itertools.product(*(itertools.permutations(together) for together in ranks)):
        yield [one for together in way for one in together]


def given(agreed: Agreed, decided: Decided, order: Sequence[Standing], members: int) -> Iterator[tuple[str, str]]:
    """(unit, award) in one order, one award each."""
    named: set[str] = set()
    for rule in agreed.awards:
        left = [one for one in order if one[0] not in named and is_eligible(agreed, decided, rule, one)]
        units = [unit for unit, _, _ in left[: quota(rule, members)]]
        named |= set(units)
        yield from ((unit, rule["Hình thức"]) for unit in units)


def quota(rule: Line, members: int) -> int:
    amount, condition = str(rule["Số lượng"]), str(rule["Điều kiện"] or "")
    if "%" not in amount:
        return int(number(amount))
    share = number(amount) * members / 100
    return math.ceil(share) if "làm tròn lên" in amount + condition else math.floor(share)


def is_eligible(agreed: Agreed, decided: Decided, rule: Line, standing: Standing) -> bool:
    (unit, rank, class_name), award = standing, rule["Hình thức"]
    barred = {(unit_of(agreed, row), row["Hình thức"]) for row in decided.rows("Không xét")}
    if {(unit, award), (unit, "tất cả")} & barred:
        return False
    for part in str(rule["Điều kiện"] or "").split(";"):
        if not meets(agreed, part.strip(), award, unit, rank, class_name):
            return False
    return rule["Phiếu tối thiểu"] is None or has_votes(agreed, decided, rule, unit)


def meets(agreed: Agreed, condition: str, award: str, unit: str, rank: int, class_name: str) -> bool:
    """hạng ≤ 3, hạng 1, xếp loại Xuất sắc, Tốt, từ Tốt trở lên, đã đăng ký."""
    if found := re.fullmatch(r"hạng (≤?) ?(\d+)", condition):
        return rank <= int(found[2]) if found[1] else rank == int(found[2])
    if condition.startswith("xếp loại "):
        return class_name in condition.removeprefix("xếp loại ").split(", ")
    if found := re.fullmatch(r"từ (.+) trở lên", condition):
        names = [line.name for line in agreed.classes]
        return class_name in names[: names.index(found[1]) + 1]
    if condition not in ("", "đã đăng ký"):
        raise ValueError(condition)
    return not condition or (unit, award) in agreed.registered


def has_votes(agreed: Agreed, decided: Decided, rule: Line, unit: str) -> bool:
    """The last round, over all members entitled to vote: 80 % of 7 needs 6."""
    lines = [
        row
        for row in decided.rows("Bỏ phiếu", "Hình thức")
        if row["Hình thức"] == rule["Hình thức"] and unit_of(agreed, row) == unit
    ]
    last = max(lines, key=lambda row: int(row["Vòng"]), default=None)
    least = number(rule["Phiếu tối thiểu"])
    return last is not None and number(last["Số phiếu"]) * 100 >= least * number(last["Tổng số thành viên"])
