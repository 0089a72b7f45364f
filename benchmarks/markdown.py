"""The figures as the lines that README.md and README.vi.md quote between their <!-- figures --> marks."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import date

from benchmarks.figures import Figure, Part

MARK = "<!-- figures -->"
SPACE = "\u00a0"  # between a figure and its unit
HEADS = {"en": "| | time | beside it | ratio |", "vi": "| | thời gian | so với | tỷ số |"}
INTRODUCTION = {
    "en": "Measured on {date} by `python -m benchmarks --full`, in one run: {cores} cores, Python {python}, {system}.",
    "vi": "Đo ngày {date} bằng `python -m benchmarks --full`, trong cùng một lần chạy: {cores} lõi, "
    "Python {python}, {system}.",
}
# Figure's key → what it is of, and what stands beside it.
ROWS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "read-values": {
        "en": ("reading a sheet of 75 criteria with every fact of its cells", "python-calamine, values only"),
        "vi": ("đọc một phiếu 75 tiêu chí với mọi thông tin của từng ô", "python-calamine, chỉ đọc giá trị"),
    },
    "read-usual": {
        "en": ("the same", "pandas.read_excel with openpyxl"),
        "vi": ("như trên", "pandas.read_excel với openpyxl"),
    },
    "score": {
        "en": ("scoring and ranking 1,000 units × 176 criteria of every kind, once read", "the bound set for it"),
        "vi": ("chấm và xếp hạng 1.000 đơn vị × 176 tiêu chí đủ các cách chấm, khi đã đọc xong", "mức đặt ra"),
    },
    "tally-few": {
        "en": ("`emul tally`, 12 sheets, every output", "only importing typer, rich, pandas, openpyxl, docxtpl"),
        "vi": ("`emul tally`, 12 phiếu, đủ các tệp kết quả", "chỉ riêng import typer, rich, pandas, openpyxl, docxtpl"),
    },
    "tally-1000": {
        "en": ("`emul tally`, 1,000 sheets, no documents", "its reader alone, in one process"),
        "vi": ("`emul tally`, 1.000 phiếu, không văn bản", "riêng bộ đọc của nó, một tiến trình"),
    },
    "tally-10000": {
        "en": ("`emul tally`, 10,000 sheets, no documents", "its reader alone, in one process"),
        "vi": ("`emul tally`, 10.000 phiếu, không văn bản", "riêng bộ đọc của nó, một tiến trình"),
    },
    "help": {
        "en": ("`emul --help`", "a hello-world Typer application"),
        "vi": ("`emul --help`", "ứng dụng Typer hello-world"),
    },
    "sheets": {
        "en": ("`emul sheets`, 100 units, each sheet", "XlsxWriter alone, the same workbook"),
        "vi": ("`emul sheets`, 100 đơn vị, mỗi phiếu", "riêng XlsxWriter, cùng sổ tính"),
    },
    "documents": {
        "en": ("every document of 12 units × 75 criteria", "docxtpl alone, their tables of points"),
        "vi": ("mọi văn bản của 12 đơn vị × 75 tiêu chí", "riêng docxtpl, chỉ các bảng điểm"),
    },
    "slips": {
        "en": ("a unit's result slip, 100 made", "docxtpl alone, its table of points"),
        "vi": ("phiếu kết quả của một đơn vị, khi làm 100 phiếu", "riêng docxtpl, chỉ bảng điểm của phiếu"),
    },
}


def markdown(parts: Iterable[Part], day: date, language: str) -> str:
    """What stands between the marks, the marks included."""
    facts = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}
    lines = [
        INTRODUCTION[language].format(date=day.isoformat(), **facts),
        "",
        HEADS[language],
        "|---|---|---|---|",
        *(_row(one, language) for part in parts for one in part.figures if one.key in ROWS),
    ]
    return "\n".join((MARK, *lines, MARK))


def _row(one: Figure, language: str) -> str:
    what, beside = ROWS[one.key][language]
    ratio = one.ratio or 1.0
    memory = f", {one.megabytes:.0f}{SPACE}MB" if one.megabytes and one.key.startswith("tally") else ""
    figures = (f"{_time(one.milliseconds)}{memory}", _time(one.milliseconds / ratio), f"{ratio:.2f} ×")
    own, other, times = (one.replace(".", ",") if language == "vi" else one for one in figures)
    return f"| {what} | {own} | {beside}: {other} | {times} |"


def _time(milliseconds: float) -> str:
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f}{SPACE}s"
    return f"{milliseconds:.0f}{SPACE}ms" if milliseconds >= 100 else f"{milliseconds:.1f}{SPACE}ms"
