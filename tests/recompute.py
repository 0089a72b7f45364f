"""An independent recomputation of a workspace: openpyxl reads, fractions decide, no code of the project is used.

It knows only what formats.md says, and only what the shipped examples need: the kinds trực tiếp, đạt, theo lần,
trừ theo lần, tỷ lệ and bậc, `cần`, the four groups with their caps, không giao = loại trừ, source tự chấm.
`python tests/recompute.py WORKSPACE` prints the ranking as CSV.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

Rows = list[dict[str, Any]]
HUNDRED = Fraction(100)
NOT_ASSIGNED = "không giao"


@dataclass
class Line:
    """A row of the sheet Tiêu chí."""

    path: str
    label: str
    text: str
    maximum: Fraction | None
    group: str
    kind: str
    rules: dict[str, str]
    percent: bool


@dataclass
class Agreed:
    """What cluster.xlsx says, as far as it decides points."""

    settings: dict[str, Any]
    units: dict[str, str]
    lines: dict[str, Line]
    targets: dict[tuple[str, str], Fraction | str]
    classes: list[tuple[str, Fraction, bool, bool]]


@dataclass
class Outcome:
    """A unit's standing; `points` by the path of each leaf that the unit was assigned."""

    unit: str
    base: Fraction
    bonus: Fraction
    deduction: Fraction
    maximum: Fraction
    points: dict[str, Fraction] = field(default_factory=dict)
    rank: int = 0
    class_name: str = ""

    @property
    def total(self) -> Fraction:
        return max(Fraction(0), self.base + self.bonus - self.deduction)

    @property
    def percent(self) -> Fraction:
        return HUNDRED * self.total / self.maximum


def recompute(workspace: Path) -> list[Outcome]:
    """The standings in rank order; equal ones in the order of the sheet Đơn vị."""
    agreed = read_agreed(workspace / "cluster.xlsx")
    answers = read_answers(workspace / "collected", agreed)
    outcomes = [unit_outcome(agreed, unit, answers[unit]) for unit in agreed.units]
    return ranked(agreed, outcomes)


# What was agreed


def read_agreed(path: Path) -> Agreed:
    book = openpyxl.load_workbook(path)
    units = {row["Mã"]: row["Tên đơn vị"] for row in table(book["Đơn vị"], "Mã")}
    return Agreed(
        settings={row["Mục"]: row["Giá trị"] for row in table(book["Cụm"], "Mục")},
        units=units,
        lines=dict(criteria(table(book["Tiêu chí"], "Cấp"))),
        targets=dict(targets(table(book["Chỉ tiêu"], "Tiêu chí"), set(units))),
        classes=[class_rule(row) for row in table(book["Xếp loại"], "Xếp loại")],
    )


def table(sheet: Any, key: str) -> Rows:
    """A sheet's rows by header, as far as their key column is filled; the header is the first row with that key."""
    rows = [[shown(cell) for cell in row] for row in sheet.iter_rows()]
    start = next(n for n, row in enumerate(rows) if key in row)
    found = [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]
    return [row for row in found if row[key] is not None]


def shown(cell: Any) -> Any:
    """A cell's value; 0.95 shown as a percentage is '95%'."""
    if "%" in cell.number_format and isinstance(cell.value, int | float):
        return f"{Decimal(str(cell.value)) * 100}%"
    return cell.value


def criteria(rows: Rows) -> Iterator[tuple[str, Line]]:
    counters: list[int] = []
    groups: dict[str, str] = {"": "chuẩn"}
    for row in rows:
        level = int(row["Cấp"])
        counters = [*counters[:level], *[0] * (level - len(counters))]
        counters[level - 1] += 1
        path = ".".join(map(str, counters))
        groups[path] = row["Nhóm"] or groups[path.rpartition(".")[0]]
        yield (
            path,
            Line(
                path=path,
                label=str(row["TT"] or ""),
                text=row["Nội dung"],
                maximum=None if row["Điểm tối đa"] is None else number(row["Điểm tối đa"]),
                group=groups[path],
                kind=row["Cách chấm"] or "",
                rules=rules(row["Tham số"] or ""),
                percent="%" in (row["ĐVT"] or ""),
            ),
        )


def rules(text: str) -> dict[str, str]:
    """'sàn=70%; cần=1.2' by name; bands keep the whole text under 'bậc'."""
    found = dict(part.strip().partition("=")[::2] for part in text.split(";") if re.match(r"\s*[^\W\d]", part))
    flags = {"ngược": ""} if "ngược" in text else {}
    return {**found, **flags, "bậc": text}


def targets(rows: Rows, units: set[str]) -> Iterator[tuple[tuple[str, str], Fraction | str]]:
    for row in rows:
        for unit in units:
            if row.get(unit) is not None:
                yield (unit, row["Tiêu chí"]), row[unit] if row[unit] == NOT_ASSIGNED else number(row[unit])


def class_rule(row: Mapping[str, Any]) -> tuple[str, Fraction, bool, bool]:
    """Name, threshold, whether in percent, whether strictly above."""
    return row["Xếp loại"], number(row["Từ"]), "%" in str(row["Từ"]), row["So sánh"] == ">"


# What the units sent


@dataclass
class Answer:
    """A unit's cells for one criterion, as numbers; None is blank."""

    target: Fraction | None
    actual: Fraction | None
    typed: Fraction | None


def read_answers(folder: Path, agreed: Agreed) -> dict[str, dict[str, Answer]]:
    return dict(read_sheet(path, agreed) for path in sorted(folder.rglob("*.xlsx")))


def read_sheet(path: Path, agreed: Agreed) -> tuple[str, dict[str, Answer]]:
    rows = list(openpyxl.load_workbook(path)["Bảng chấm điểm"].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if "Nội dung tiêu chí" in row)
    column = {name: n for n, name in enumerate(rows[start]) if name}
    waiting = list(agreed.lines.values())
    found = {}
    for row in rows[start + 1 :]:
        if waiting and (str(row[column["TT"]] or ""), row[column["Nội dung tiêu chí"]]) == named(waiting[0]):
            names = ("Chỉ tiêu", "Kết quả", "Điểm tự chấm")
            found[waiting.pop(0).path] = Answer(*(entered(row[column[name]]) for name in names))
    if waiting:
        raise ValueError(path, waiting[0].path)
    return unit_named(rows[:start], agreed), found


def named(line: Line) -> tuple[str, str]:
    return line.label, line.text


def unit_named(rows: list[tuple[Any, ...]], agreed: Agreed) -> str:
    """The unit whose name stands in the title lines; the longest where one name holds another."""
    title = " ".join(str(value) for row in rows for value in row if value).casefold()
    return max((unit for unit, name in agreed.units.items() if name.casefold() in title), key=lambda u: agreed.units[u])


def entered(value: Any) -> Fraction | None:
    """A cell that somebody filled in; a live formula is not."""
    if value is None or (isinstance(value, str) and (not value.strip() or value.startswith("="))):
        return None
    answer = {"đạt": 1, "không": 0}.get(str(value).strip().casefold())
    return number(value) if answer is None else Fraction(answer)


def number(value: Any) -> Fraction:
    """8.25, '8,25', '95%', '9/10' (9 of 10), '13,5 điểm'."""
    match = re.match(r"-?\d+([.,]\d+)?", str(value).strip().lstrip(">≥= "))
    if not match:
        raise ValueError(value)
    return Fraction(match[0].replace(",", "."))


# Points


def rounded(points: Fraction, places: int) -> Fraction:
    """Half up to so many places."""
    scale = 10**places
    return Fraction((points * scale * 2 + 1) // 2, scale)


def leaf_points(line: Line, answer: Answer, target: Fraction | None) -> Fraction:
    """Exact points before rounding, `cần` left aside; vượt may pass the maximum."""
    top = line.maximum or Fraction(0)
    if line.kind == "trực tiếp" or answer.actual is None:
        if answer.typed is None:
            raise ValueError(line.path)
        return answer.typed
    actual = answer.actual
    if line.kind == "đạt":
        return top if actual else Fraction(0)
    if line.kind == "theo lần":
        return min(top, actual * number(line.rules["điểm"]))
    if line.kind == "trừ theo lần":
        return max(Fraction(0), top - actual * number(line.rules["điểm"]))
    if line.kind == "bậc":
        return band_points(line.rules["bậc"], actual if target is None else HUNDRED * actual / target)
    return ratio_points(line.rules, top, actual, target or Fraction(0))


def band_points(text: str, value: Fraction) -> Fraction:
    for low, points in re.findall(r">=\s*([\d.,]+)%?\s*:\s*([\d.,]+)", text):
        if value >= number(low):
            return number(points)
    return Fraction(0)


def ratio_points(rules: dict[str, str], top: Fraction, actual: Fraction, target: Fraction) -> Fraction:
    if "ngược" in rules:
        return top if actual <= target else top * target / actual
    percent = HUNDRED * actual / target
    if "sàn" in rules and percent < number(rules["sàn"]):
        return Fraction(0)
    if percent >= HUNDRED:
        return top + steps(rules.get("vượt"), percent - HUNDRED, rules.get("trần"))
    if "hụt" in rules:
        return max(Fraction(0), top - steps(rules["hụt"], HUNDRED - percent, None))
    return top * percent / HUNDRED


def steps(rule: str | None, gap: Fraction, cap: str | None) -> Fraction:
    """'0,5/1%': points for every whole step of the gap, up to a cap."""
    if rule is None:
        return Fraction(0)
    points, _, step = rule.partition("/")
    found = number(points) * (gap // number(step))
    return found if cap is None else min(found, number(cap))


def unit_outcome(agreed: Agreed, unit: str, answers: dict[str, Answer]) -> Outcome:
    places = int(agreed.settings.get("Số chữ số thập phân") or 2)
    earned: dict[str, Fraction] = {}
    for path, line in agreed.lines.items():
        target = agreed.targets.get((unit, path))
        if line.kind and target != NOT_ASSIGNED:
            own = target if isinstance(target, Fraction) else answers[path].target
            earned[path] = rounded(leaf_points(line, answers[path], own), places)
    earned = {path: met(agreed.lines[path], earned, value) for path, value in earned.items()}
    within = {path: min(value, agreed.lines[path].maximum or value) for path, value in earned.items()}
    return outcome(agreed, unit, within, sum(earned.values()) - sum(within.values()))


def met(line: Line, points: dict[str, Fraction], own: Fraction) -> Fraction:
    """`cần`: nothing unless the criterion it names has points."""
    needed = line.rules.get("cần")
    return own if needed is None or points[needed] > 0 else Fraction(0)


def outcome(agreed: Agreed, unit: str, points: dict[str, Fraction], excess: Fraction) -> Outcome:
    sums = {group: group_sum(agreed, points, group) for group in ("chuẩn", "thưởng", "trừ")}
    inside = agreed.settings.get("Điểm thưởng trong thang") == "có"
    counted = ("chuẩn", "thưởng") if inside else ("chuẩn",)
    return Outcome(
        unit=unit,
        base=sums["chuẩn"],
        bonus=capped(sums["thưởng"] + excess, agreed.settings.get("Trần điểm thưởng")),
        deduction=capped(sums["trừ"], agreed.settings.get("Trần điểm trừ")),
        maximum=sum(agreed.lines[p].maximum or Fraction(0) for p in points if agreed.lines[p].group in counted),
        points=points,
    )


def group_sum(agreed: Agreed, points: dict[str, Fraction], group: str) -> Fraction:
    """Leaves of a group, each level-1 or parent ceiling of a thưởng or trừ group applied from below."""

    def below(path: str) -> Fraction:
        children = [p for p in agreed.lines if p.rpartition(".")[0] == path]
        if path in points:
            return points[path] if agreed.lines[path].group == group else Fraction(0)
        total = sum((below(child) for child in children), Fraction(0))
        line = agreed.lines.get(path)
        return total if line is None or line.group != group or group == "chuẩn" else capped(total, line.maximum)

    return below("")


def capped(points: Fraction, cap: Any) -> Fraction:
    return points if cap is None else min(points, number(cap) if not isinstance(cap, Fraction) else cap)


def ranked(agreed: Agreed, outcomes: list[Outcome]) -> list[Outcome]:
    by = agreed.settings.get("Xếp hạng theo") or "tổng điểm"

    def measure(one: Outcome) -> Fraction:
        return one.percent if by == "tỷ lệ" else one.base if by == "điểm chuẩn" else one.total

    for one in outcomes:
        one.rank = 1 + sum(measure(other) > measure(one) for other in outcomes)
        one.class_name = class_of(agreed, one)
    return sorted(outcomes, key=lambda one: one.rank)


def class_of(agreed: Agreed, one: Outcome) -> str:
    for name, threshold, in_percent, strictly in agreed.classes:
        value = one.percent if in_percent else one.total
        if value > threshold or (value == threshold and not strictly):
            return name
    return ""


# What is written down


def ranking(outcomes: list[Outcome]) -> list[list[str]]:
    """unit, rank, total, class, as the rows of expected/ranking.csv below their header."""
    return [[one.unit, str(one.rank), hundredths(one.total), one.class_name] for one in outcomes]


def hundredths(points: Fraction) -> str:
    """1002.5 as '1002.50'; the shipped examples count in hundredths."""
    whole, rest = divmod(points * 100, 100)
    return f"{whole}.{int(rest):02}"


def main() -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["unit", "rank", "total", "class"])
    writer.writerows(ranking(recompute(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
