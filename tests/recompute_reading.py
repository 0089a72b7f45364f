"""What a workspace says, read with openpyxl alone, as the plain data that tests/independent.py computes with.

It knows what formats.md says as far as the shipped examples need it: cluster.xlsx, the issued sheets as units fill
them in, and of decisions.xlsx what decides points, ranks and classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import independent
import openpyxl
from independent import NOT_ASSIGNED

Rows = list[dict[str, Any]]
Line = dict[str, Any]
TITLE_SHEET = "Bảng chấm điểm"


@dataclass(frozen=True)
class ClassLine:
    """A row of Xếp loại."""

    name: str
    threshold: Fraction
    in_percent: bool
    strictly: bool
    conditions: tuple[str, ...]


@dataclass
class Agreed:
    """What cluster.xlsx says, as far as it decides points, ranks and classes."""

    settings: independent.Settings
    units: dict[str, str]  # code → name
    table: dict[str, Line]
    targets: dict[tuple[str, str], Fraction | str]
    classes: list[ClassLine]
    ties: list[str]
    source: str
    combine: str
    awards: Rows
    registered: set[tuple[str, str]]  # unit, title


@dataclass(frozen=True)
class Decided:
    """decisions.xlsx by sheet: lists of rows."""

    sheets: Mapping[str, Rows]

    def rows(self, sheet: str, key: str = "Đơn vị") -> Rows:
        """A sheet's lines, none where there is no such file or sheet."""
        return [row for row in self.sheets.get(sheet, []) if row.get(key)]


# What was agreed


def read_agreed(path: Path) -> Agreed:
    book = openpyxl.load_workbook(path)
    units = {row["Mã"]: row["Tên đơn vị"] for row in table(book["Đơn vị"], "Mã")}
    said = {row["Mục"]: row["Giá trị"] for row in table(book["Cụm"], "Mục")}
    ties = sorted(optional(book, "Đồng hạng", "Thứ tự"), key=lambda row: int(row["Thứ tự"]))
    return Agreed(
        settings=settings(said),
        units=units,
        table=dict(criteria(table(book["Tiêu chí"], "Cấp"))),
        targets=dict(targets(optional(book, "Chỉ tiêu", "Tiêu chí"), set(units))),
        classes=[class_line(row) for row in optional(book, "Xếp loại", "Xếp loại")],
        ties=[str(row["Xét theo"]) for row in ties],
        source=said.get("Nguồn điểm") or "tự chấm",
        combine=said.get("Gộp điểm thẩm định") or "trưởng nhóm",
        awards=optional(book, "Khen thưởng", "Hình thức"),
        registered={(code_of(units, row), row["Danh hiệu"]) for row in optional(book, "Đăng ký", "Đơn vị")},
    )


def unit_of(agreed: Agreed, row: Line) -> str:
    """The code of the unit that a decision names, by its code or its name."""
    return code_of(agreed.units, row)


def code_of(units: Mapping[str, str], row: Line) -> str:
    return next(code for code, name in units.items() if row["Đơn vị"] in (code, name))


def optional(book: Any, sheet: str, key: str) -> Rows:
    return table(book[sheet], key) if sheet in book.sheetnames else []


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


def settings(said: Mapping[str, Any]) -> independent.Settings:
    def cap(name: str) -> Fraction | None:
        return None if said.get(name) is None else number(said[name])

    return independent.Settings(
        places=int(said.get("Số chữ số thập phân") or 2),
        bonus_cap=cap("Trần điểm thưởng"),
        deduction_cap=cap("Trần điểm trừ"),
        in_scale=said.get("Điểm thưởng trong thang") or "không",
        rank_by=said.get("Xếp hạng theo") or "tổng điểm",
        not_assigned=said.get("Không được giao") or "loại trừ",
    )


def criteria(rows: Rows) -> Iterator[tuple[str, Line]]:
    counters: list[int] = []
    groups: dict[str, str] = {"": "chuẩn"}
    for row in rows:
        level = int(row["Cấp"])
        counters = [*counters[:level], *[0] * (level - len(counters))]
        counters[level - 1] += 1
        path = ".".join(map(str, counters))
        groups[path] = row["Nhóm"] or groups[path.rpartition(".")[0]]
        said: Line = {
            "label": str(row["TT"] or ""),
            "text": row["Nội dung"],
            "max": None if row["Điểm tối đa"] is None else number(row["Điểm tối đa"]),
            "group": groups[path],
            "kind": row["Cách chấm"] or "",
        }
        yield path, {**said, **parameters(str(row["Tham số"] or ""))}


def parameters(text: str) -> Line:
    """'sàn=70%; vượt=0,5/1%; trần=3; cần=1.2' as independent.py takes them; bands from the top under 'bậc'."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    bands = [band(part) for part in parts if ":" in part]
    found: Line = {"bậc": bands} if bands else {}
    named = dict(part.partition("=")[::2] for part in parts if ":" not in part and part != "ngược")
    for name, value in named.items():
        found[name] = value if name in ("cần", "không giao") else rate(value) if "/" in value else number(value)
    if "vượt" in found:
        found["vượt"] = (*found["vượt"], found.get("trần"))
    return found | ({"ngược": True} if "ngược" in parts else {})


def rate(text: str) -> tuple[Fraction, ...]:
    """'0,5/1%': points, step."""
    return tuple(number(part) for part in text.split("/"))


def band(text: str) -> tuple[Fraction, ...]:
    """'>=95%:4' → (low, points); '88%..<90%:2' → (low, points, high)."""
    limits, _, points = text.rpartition(":")
    low, between, high = limits.partition("..<")
    if not between and not low.startswith(">="):
        raise ValueError(text)
    return (number(low), number(points), *([number(high)] if between else []))


def targets(rows: Rows, units: set[str]) -> Iterator[tuple[tuple[str, str], Fraction | str]]:
    for row in rows:
        for unit in units:
            if row.get(unit) is not None:
                yield (unit, row["Tiêu chí"]), row[unit] if row[unit] == NOT_ASSIGNED else number(row[unit])


def class_line(row: Mapping[str, Any]) -> ClassLine:
    conditions = tuple(one.strip() for one in str(row.get("Điều kiện") or "").split(";") if one.strip())
    strictly = row["So sánh"] == ">"
    return ClassLine(row["Xếp loại"], number(row["Từ"]), "%" in str(row["Từ"]), strictly, conditions)


# What the units sent


def read_answers(files: Iterable[Path], agreed: Agreed) -> dict[str, dict[str, Any]]:
    """{unit: {path: (target, actual, typed)}}; the target is the assigned one where there is one."""
    return dict(read_sheet(path, agreed) for path in files)


def read_sheet(path: Path, agreed: Agreed) -> tuple[str, dict[str, Any]]:
    rows = list(openpyxl.load_workbook(path)[TITLE_SHEET].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if "Nội dung tiêu chí" in row)
    column = {name: n for n, name in enumerate(rows[start]) if name}
    unit = unit_named(rows[:start], agreed)
    waiting = list(agreed.table)
    found = {}
    for row in rows[start + 1 :]:
        if waiting and (str(row[column["TT"]] or ""), row[column["Nội dung tiêu chí"]]) == named(agreed, waiting[0]):
            cells = (entered(row[column[name]]) for name in ("Chỉ tiêu", "Kết quả", "Điểm tự chấm"))
            criterion = waiting.pop(0)
            found[criterion] = counting(agreed, unit, criterion, *cells)
    if waiting:
        raise ValueError(path, waiting[0])
    return unit, found


def named(agreed: Agreed, path: str) -> tuple[str, str]:
    return agreed.table[path]["label"], agreed.table[path]["text"]


def counting(agreed: Agreed, unit: str, path: str, own: Any, actual: Any, typed: Any) -> Any:
    target = agreed.targets.get((unit, path), own)
    return NOT_ASSIGNED if target == NOT_ASSIGNED else (target, actual, typed)


def unit_named(rows: list[tuple[Any, ...]], agreed: Agreed) -> str:
    """The unit whose name stands in the title lines; the longest where one name holds another."""
    title = " ".join(str(value) for row in rows for value in row if value).casefold()
    return max((unit for unit, name in agreed.units.items() if name.casefold() in title), key=lambda u: agreed.units[u])


def entered(value: Any) -> Fraction | None:
    """A cell that somebody filled in; a live formula is not, nor what says that the cluster computes."""
    if value is None or (
        isinstance(value, str) and (not value.strip() or value.startswith("=") or value == "cụm tính")
    ):
        return None
    answer = {"đạt": 1, "không": 0, NOT_ASSIGNED: None}.get(str(value).strip().casefold(), value)
    return None if answer is None else number(answer)


def number(value: Any) -> Fraction:
    """8.25, '8,25', '95%', '9/10' (9 of 10), '13,5 điểm'."""
    match = re.match(r"-?\d+([.,]\d+)?", str(value).strip().lstrip(">≥= "))
    if not match:
        raise ValueError(value)
    return Fraction(match[0].replace(",", "."))


# What was decided


def read_decided(path: Path) -> Decided:
    if not path.exists():
        return Decided({})
    keys = {"Cuộc họp": "Mục", "Nhiệm kỳ tới": "Vai trò", "Bỏ phiếu": "Hình thức"}
    book = openpyxl.load_workbook(path)
    sheets = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    return Decided({sheet.title: table(sheet, keys.get(sheet.title, "Đơn vị")) for sheet in sheets})
