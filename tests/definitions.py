"""Workbooks of definitions made by hand for tests: sheets as lists of rows, values as Python values."""

# ruff: noqa: DTZ001 - what stands in a sheet has no zone

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from emulation_cli.cluster.definition import cluster_of
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import Problem, Severity
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Shown, Workbook

FORMATS = [Shown.NUMBER, Shown.PERCENT, Shown.DATE, Shown.TIME, Shown.TEXT]


@dataclass(frozen=True)
class Percent:
    """A number shown as a percentage: Percent('0.95') is the cell 95%."""

    stored: str


@dataclass(frozen=True)
class Formula:
    """A formula with its stored value (None: never calculated; '#REF!': an error)."""

    text: str
    value: Any = None


def cell_of(row: int, column: int, value: Any, date1904: bool = False) -> Cell:
    formula = None
    if isinstance(value, Formula):
        formula, value = value.text, value.value
        if value is None:
            return Cell(row, column, Kind.UNCALCULATED, "", formula=formula)
    kind, text, style = _held(value, date1904)
    return Cell(row, column, kind, text, style, formula)


def _held(value: Any, date1904: bool) -> tuple[Kind, str, int]:
    if isinstance(value, bool):
        return Kind.BOOLEAN, str(int(value)), 0
    if isinstance(value, Percent):
        return Kind.NUMBER, value.stored, FORMATS.index(Shown.PERCENT)
    if isinstance(value, date):
        return Kind.NUMBER, _serial(value, date1904), FORMATS.index(Shown.DATE)
    if isinstance(value, (int, float, Decimal)):
        return Kind.NUMBER, str(value), 0
    if str(value).startswith("#"):
        return Kind.ERROR, str(value), 0
    return Kind.TEXT, str(value), 0


def _serial(value: date, date1904: bool) -> str:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    gap = moment - (datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30))
    return str(Decimal(gap // timedelta(seconds=1)) / 86400)


Rows = Sequence[Sequence[Any]]


def sheet_of(name: str, rows: Rows, date1904: bool = False) -> Sheet:
    cells = {
        (row, column): cell_of(row, column, value, date1904)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return Sheet(name, cells=cells)


def workbook_of(sheets: dict[str, Rows], date1904: bool = False) -> Workbook:
    made = [sheet_of(name, rows, date1904) for name, rows in sheets.items()]
    return Workbook("cluster.xlsx", "0" * 64, made, FORMATS, date1904=date1904)


CLUSTER: Rows = [["Mục", "Giá trị", "Giải thích"], ["Tên cụm", "Cụm 2"], ["Kỳ", "6 tháng đầu năm 2026"]]
UNITS: Rows = [
    ["Mã", "Tên đơn vị", "Tên khác", "Vai trò", "Người đại diện", "Chức vụ"],
    ["SA", "Sở A", "Sở Anh; A", "Cụm trưởng", "Bà X", "Giám đốc"],
    ["SB", "Sở B", None, "Cụm phó"],
    ["SC", "Sở C"],
]
CRITERIA_HEADER = [
    *("Cấp", "TT", "Nội dung", "Điểm tối đa", "Nhóm", "Cách chấm", "Tham số", "ĐVT"),
    *("Hướng dẫn chấm", "Minh chứng", "Ghi chú"),
]
CRITERIA: Rows = [
    CRITERIA_HEADER,
    [1, "I", "Mục một", 30],
    [2, 1, "Việc trực tiếp", 10],
    [2, 2, "Tỷ lệ", 20, None, "tỷ lệ", None, "%"],
    [1, "II", "Mục hai", 70],
    [2, "a)", "Đạt", 70, None, "đạt"],
]


def setting(*rows: Sequence[Any]) -> Rows:
    """The sheet Cụm with more rows, from row 4 on."""
    return [*CLUSTER, *rows]


def criteria(*rows: Sequence[Any]) -> Rows:
    """A sheet Tiêu chí of these rows, from row 2 on."""
    return [CRITERIA_HEADER, *rows]


def leaf(kind: str | None, parameters: Any = None, maximum: Any = 10, measure: str | None = None) -> Rows:
    """A sheet Tiêu chí of one leaf, in row 2."""
    return criteria([1, "I", "Việc", maximum, None, kind, parameters, measure])


def definition(**sheets: Rows | None) -> Workbook:
    """A sound little definition with some sheets replaced or added (by key: cluster, units, criteria, targets…)."""
    names = {
        "cluster": "Cụm",
        "units": "Đơn vị",
        "criteria": "Tiêu chí",
        "targets": "Chỉ tiêu",
        "classes": "Xếp loại",
        "ties": "Đồng hạng",
        "awards": "Khen thưởng",
        "registrations": "Đăng ký",
        "prose": "Nội dung",
    }
    rows = {"cluster": CLUSTER, "units": UNITS, "criteria": CRITERIA, **sheets}
    return workbook_of({names.get(key, key): value for key, value in rows.items() if value is not None})


def load(workbook: Workbook) -> Cluster:
    """The cluster of a definition that has no problem at all."""
    cluster, problems = cluster_of(workbook)
    assert not problems, [(one.code, str(one.place), one.params) for one in problems]
    assert cluster is not None
    return cluster


def found(workbook: Workbook) -> list[tuple[str, str, str]]:
    """(code without its prefix, sheet, cell) of every finding, every text of which can be written."""
    cluster, problems = cluster_of(workbook)
    assert (cluster is None) == any(one.severity is Severity.ERROR for one in problems)
    for one in problems:
        check_texts(one)
    return [(one.code.removeprefix("definition-"), one.place.sheet, one.place.cell) for one in problems]


def only(workbook: Workbook) -> Problem:
    """The one finding of a definition."""
    problems = cluster_of(workbook)[1]
    assert len(problems) == 1, [(one.code, str(one.place), one.params) for one in problems]
    check_texts(problems[0])
    return problems[0]


def check_texts(one: Problem) -> None:
    """Message and advice can be written in both languages."""
    for language in ("vi", "en"):
        assert one.message(language)
        assert one.fix(language)


def said(one: Problem) -> tuple[str, str]:
    """(code without its prefix, cell)."""
    return one.code.removeprefix("definition-"), one.place.cell


def params(one: Problem) -> dict[str, str]:
    return dict(one.params)
