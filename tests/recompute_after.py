"""What came after the sheets, for the independent recomputation: which file counts, appraisal.xlsx, Điều chỉnh.

A score that stands in for what a unit filled in becomes an answer without a result: (target, None, score).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
from recompute_reading import Agreed, Decided, entered, number, unit_of

Answers = dict[str, dict[str, Any]]
Key = tuple[str, str]  # unit, path
FIELDS = ("Tự chấm", "Lần 1", "Giải trình", "Lần 2", "Ý kiến")
UNCOUNTED = "tự chấm"
LEAD = "trưởng nhóm"


def sheets_to_read(folder: Path, decided: Decided) -> list[Path]:
    """The collected sheets without those that Nhận phiếu sets aside."""
    unused = {row["Tệp"] for row in decided.rows("Nhận phiếu") if row["Dùng"] == "không"}
    return [path for path in sorted(folder.rglob("*.xlsx")) if path.name not in unused]


def adjusted(agreed: Agreed, decided: Decided, answers: Answers) -> Answers:
    """Điều chỉnh before everything else: a result through its kind, or the points themselves."""
    for row in decided.rows("Điều chỉnh"):
        unit, path = unit_of(agreed, row), row["Tiêu chí"]
        target = answers[unit][path][0]
        points = None if row["Điểm"] is None else number(row["Điểm"])
        answers[unit][path] = (target, entered(row["Kết quả"]) if points is None else None, points)
    return answers


def appraised(agreed: Agreed, path: Path, answers: Answers) -> Answers:
    """The combined score wherever an appraiser wrote one; all blank is agreed to, and leaves the claim."""
    for (unit, criterion), score in read_appraised(agreed, path).items():
        answers[unit][criterion] = (answers[unit][criterion][0], None, score)
    return answers


def read_appraised(agreed: Agreed, path: Path) -> dict[Key, Fraction]:
    if not path.exists() or agreed.source == UNCOUNTED:
        return {}
    sheets = [one for one in openpyxl.load_workbook(path).worksheets if not one.title.startswith("_")]
    scores: dict[Key, list[Fraction]] = {}
    written: set[Key] = set()
    for sheet in sheets[:1] if agreed.combine == LEAD else sheets:
        for key, score, own in sheet_scores(agreed, sheet):
            scores.setdefault(key, []).append(score)
            written |= {key} if own else set()
    return {key: combined(agreed.combine, scores[key]) for key in written}


def sheet_scores(agreed: Agreed, sheet: Any) -> Iterator[tuple[Key, Fraction, bool]]:
    """Each score of a ticked unit, and whether the appraiser wrote it (else it is the claim that he agreed to)."""
    rows = list(sheet.iter_rows(values_only=True))
    header = next(n for n, row in enumerate(rows) if "Lần 1" in row)
    ticks = next(row for row in rows if "Đã thẩm định" in row)
    for code, name in agreed.units.items():
        first = rows[header - 1].index(name) if name in rows[header - 1] else None
        if first is None or not ticks[first]:
            continue
        for row in rows[header + 1 :]:
            cells = dict(zip(FIELDS, row[first : first + len(FIELDS)], strict=True))
            own = next((cells[name] for name in ("Lần 2", "Lần 1") if cells[name] is not None), None)
            if own is not None or isinstance(cells["Tự chấm"], int | float):
                yield (code, row[0]), number(cells["Tự chấm"] if own is None else own), own is not None


def combined(rule: str, scores: list[Fraction]) -> Fraction:
    """Gộp điểm thẩm định, exact."""
    if rule == LEAD:
        return scores[0]
    if rule == "trung vị":
        return Fraction(median(scores))
    kept = scores if rule == "trung bình" else sorted(scores)[1:-1]
    return sum(kept, Fraction(0)) / len(kept)
