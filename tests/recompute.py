"""An independent recomputation of a workspace: openpyxl reads (recompute_reading.py), fractions decide
(independent.py), no code of the project is used.

`python tests/recompute.py WORKSPACE` prints the ranking as CSV, with `awards` behind it who is proposed for what.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import independent
from independent import NOT_ASSIGNED, Tally
from recompute_after import adjusted, appraised, sheets_to_read
from recompute_awards import awarded
from recompute_reading import Agreed, ClassLine, Decided, number, read_agreed, read_answers, read_decided, unit_of

HUNDRED = Fraction(100)
TIE_VOTE = "đồng hạng"
NOTHING = Fraction(0)
Key = Callable[["Outcome", list["Outcome"]], Any]  # what a unit has, among those that are equal so far


@dataclass
class Outcome:
    """A unit's standing; `points` by the path of each leaf that the unit was assigned, up to the leaf's maximum."""

    unit: str
    tally: Tally
    answers: dict[str, Any]
    points: dict[str, Fraction] = field(default_factory=dict)
    rank: int = 0
    class_name: str = ""

    @property
    def total(self) -> Fraction:
        return self.tally.total


def recompute(workspace: Path) -> list[Outcome]:
    """The standings in rank order; equal ones in the order of the sheet Đơn vị."""
    agreed, decided = read_agreed(workspace / "cluster.xlsx"), read_decided(workspace / "decisions.xlsx")
    files = sheets_to_read(workspace / "collected", decided)
    answers = counting(agreed, decided, read_answers(files, agreed))
    answers = adjusted(agreed, decided, appraised(agreed, workspace / "appraisal.xlsx", answers))
    tallies = independent.tally(agreed.table, agreed.settings, answers)
    outcomes = [outcome(unit, tallies[unit], answers[unit]) for unit in agreed.units if unit in tallies]
    return [*ranked(agreed, decided, outcomes), *not_submitted(agreed, decided, len(outcomes))]


def counting(agreed: Agreed, decided: Decided, answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The answers of those who are neither excused nor without a sheet, less what they were not assigned after all."""
    out = {unit_of(agreed, row) for row in decided.rows("Miễn nộp")}
    counted = {unit: dict(answers[unit]) for unit in agreed.units if unit not in out}
    for row in decided.rows("Không giao"):
        for path in independent.leaves(agreed.table, row["Tiêu chí"]):
            counted[unit_of(agreed, row)][path] = NOT_ASSIGNED
    return counted


def outcome(unit: str, tally: Tally, answers: dict[str, Any]) -> Outcome:
    points = {
        path: min(value, tally.maxima[path])
        for path, value in tally.points.items()
        if value is not None and answers[path] != NOT_ASSIGNED
    }
    return Outcome(unit, tally, answers, points)


def not_submitted(agreed: Agreed, decided: Decided, others: int) -> Iterator[Outcome]:
    """Miễn nộp, không nộp: last, and not having completed the tasks."""
    units = {unit_of(agreed, row) for row in decided.rows("Miễn nộp") if row["Xử lý"] == "không nộp"}
    for unit in (unit for unit in agreed.units if unit in units):
        nothing = Tally({}, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
        yield Outcome(unit, nothing, {}, {}, others + 1, "Không hoàn thành")


# Ranks


def ranked(agreed: Agreed, decided: Decided, outcomes: list[Outcome]) -> list[Outcome]:
    measure = {"tỷ lệ": "percent", "điểm chuẩn": "base"}.get(agreed.settings.rank_by, "total")
    chain: list[Key] = [lambda one, _: getattr(one.tally, measure), *tie_keys(agreed, decided)]
    rank = 1
    for together in settled(outcomes, [*chain, place_decided(agreed, decided)]):
        for one in together:
            one.rank, one.class_name = rank, class_of(agreed, decided, one)
        rank += len(together)
    return sorted(outcomes, key=lambda one: one.rank)


def settled(together: list[Outcome], keys: list[Key]) -> list[list[Outcome]]:
    """Units from the top; a key settles nothing between units of which one lacks it."""
    if len(together) < 2 or not keys:
        return [together] if together else []
    values = {one.unit: keys[0](one, together) for one in together}
    if None in values.values():
        return settled(together, keys[1:])
    best_first = sorted(set(values.values()), reverse=True)
    groups = ([one for one in together if values[one.unit] == value] for value in best_first)
    return [place for group in groups for place in settled(group, keys[1:])]


def tie_keys(agreed: Agreed, decided: Decided) -> Iterator[Key]:
    """The rules of Đồng hạng in their order; bỏ phiếu once for each round that there was."""
    rounds = {row["Vòng"] for row in decided.rows("Bỏ phiếu", "Hình thức") if row["Hình thức"] == TIE_VOTE}
    for by in agreed.ties:
        yield from [votes_key(agreed, decided)] * len(rounds) if by == "bỏ phiếu" else [tie_key(agreed, by)]


def votes_key(agreed: Agreed, decided: Decided) -> Key:
    """Votes in the last round in which all of those who are equal stood."""
    rounds: dict[int, dict[str, int]] = {}
    for row in decided.rows("Bỏ phiếu", "Hình thức"):
        if row["Hình thức"] == TIE_VOTE:
            rounds.setdefault(int(row["Vòng"]), {})[unit_of(agreed, row)] = int(row["Số phiếu"])

    def votes(one: Outcome, together: list[Outcome]) -> int | None:
        among = {other.unit for other in together}
        common = [number for number, counts in rounds.items() if among <= counts.keys()]
        return rounds[max(common)][one.unit] if common else None

    return votes


def tie_key(agreed: Agreed, by: str) -> Key:
    """What a rule of Đồng hạng looks at; more is better."""
    if by == "điểm thưởng":
        return lambda one, _: one.tally.bonus
    if by == "điểm trừ ít hơn":
        return lambda one, _: -one.tally.deduction
    if by.startswith("kết quả "):
        path = by.removeprefix("kết quả ")
        sign = -1 if "ngược" in agreed.table[path] else 1
        return lambda one, _: result(one.answers[path], sign)
    return lambda one, _: independent.group_sum(agreed.table, agreed.table[by]["group"], one.points, by)


def result(answer: Any, sign: int) -> Fraction | None:
    return None if answer == NOT_ASSIGNED or answer[1] is None else sign * answer[1]


def place_decided(agreed: Agreed, decided: Decided) -> Key:
    """Phân định: the place within the tie, a lower one is better."""
    places = {unit_of(agreed, row): -int(row["Thứ tự"]) for row in decided.rows("Phân định")}
    return lambda one, _: places.get(one.unit)


# Classes


def class_of(agreed: Agreed, decided: Decided, one: Outcome) -> str:
    names = [line.name for line in agreed.classes]
    reached = next((line.name for line in agreed.classes if holds(agreed, line, one)), "")
    caps = [row["Xếp loại tối đa"] for row in decided.rows("Khống chế") if unit_of(agreed, row) == one.unit]
    return max([reached, *caps], key=names.index) if reached else ""


def holds(agreed: Agreed, line: ClassLine, one: Outcome) -> bool:
    value = one.tally.percent if line.in_percent else one.total
    enough = value > line.threshold or (value == line.threshold and not line.strictly)
    return enough and all(meets(agreed, condition, one) for condition in line.conditions)


def meets(agreed: Agreed, condition: str, one: Outcome) -> bool:
    """A condition of Xếp loại over the chuẩn criteria that the unit was assigned; a chọn một is one criterion."""
    shares = list(counted(agreed, one))
    if condition == "không tiêu chí nào 0 điểm":
        return all(points > 0 for _, points, _ in shares)
    least = number(condition.partition("≥")[2]) / HUNDRED
    if condition.startswith("mọi tiêu chí"):
        return all(points >= least * top for _, points, top in shares)
    sections = {section for section, _, _ in shares}
    sums = ([(points, top) for where, points, top in shares if where == section] for section in sections)
    return all(sum(points for points, _ in one) >= least * sum(top for _, top in one) for one in sums)


def counted(agreed: Agreed, one: Outcome) -> Iterator[tuple[str, Fraction, Fraction]]:
    """(section, points, maximum) of each chuẩn criterion."""
    for section in (path for path in agreed.table if "." not in path):
        for criterion in independent.criteria_of(agreed.table, section):
            here = [path for path in criterion if path in one.points]
            if here:
                points = sum((one.points[path] for path in here), NOTHING)
                yield section, points, max(one.tally.maxima[path] for path in here)


# What is written down


def ranking(outcomes: list[Outcome]) -> list[list[str]]:
    """unit, rank, total, class, as the rows of expected/ranking.csv below their header."""
    return [[one.unit, str(one.rank), hundredths(one.total), one.class_name] for one in outcomes]


def awards(workspace: Path) -> list[list[str]]:
    """award, unit, as the rows of expected/awards.csv below their header."""
    agreed, decided = read_agreed(workspace / "cluster.xlsx"), read_decided(workspace / "decisions.xlsx")
    standings = [(one.unit, one.rank, one.class_name) for one in recompute(workspace) if one.answers]
    missed = sum(row["Xử lý"] == "không nộp" for row in decided.rows("Miễn nộp"))
    return [list(line) for line in awarded(agreed, decided, standings, len(standings) + missed)]


def hundredths(points: Fraction) -> str:
    """1002.5 as '1002.50'; the shipped examples count in hundredths."""
    whole, rest = divmod(points * 100, 100)
    return f"{whole}.{int(rest):02}"


def main() -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    workspace, what = Path(sys.argv[1]), sys.argv[2:]
    writer.writerow(["award", "unit"] if what == ["awards"] else ["unit", "rank", "total", "class"])
    writer.writerows(awards(workspace) if what == ["awards"] else ranking(recompute(workspace)))


if __name__ == "__main__":
    main()
