"""The small cluster that all cases share: three units, every kind of criterion, and what each unit answers.

Rows of the issued sheet: header 5, 1 in row 6 … 4.1 in row 23, Tổng cộng in row 24. Columns: C maximum, E target,
F result, G own score, H not assigned, I evidence, K and L appraised, O the hidden path.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from builders import band, criteria
from cases.spoiling import Book

from emulation_cli.cluster.model import Cluster, Target, Unit
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.sheet import Form
from emulation_cli.intake.sent import VIETNAM

D = Decimal

IN_TIME = datetime(2026, 6, 15, 10, tzinfo=VIETNAM)
DEADLINE = datetime(2026, 6, 20, 17)  # noqa: DTZ001 - as cluster.xlsx has it
BANDS = (band(10, 95), band(8, 90), band(5, 80))

CRITERIA = criteria(
    ("1", None, 70, {"label": "I", "text": "Thực hiện nhiệm vụ chính trị"}),
    ("1.1", "direct", 20, {"text": "Xây dựng và thực hiện kế hoạch công tác"}),
    ("1.2", "pass", 10, {"text": "Ban hành quy chế phối hợp", "evidence_required": True}),
    ("1.3", "count", 10, {"text": "Mô hình, sáng kiến được công nhận", "measure": "mô hình", "points": 2}),
    ("1.4", "count_down", 10, {"text": "Số báo cáo gửi chậm", "measure": "báo cáo", "points": 2}),
    ("1.5", "ratio", 10, {"text": "Thu ngân sách trên địa bàn", "measure": "tỷ đồng"}),
    ("1.6", "band", 10, {"text": "Tỷ lệ hồ sơ giải quyết đúng hạn", "measure": "%", "bands": BANDS}),
    ("2", None, 30, {"label": "II", "text": "Phát triển kinh tế - xã hội"}),
    ("2.1", "leader", 10, {"text": "Giải ngân vốn đầu tư công", "measure": "tỷ đồng"}),
    ("2.2", "mean", 10, {"text": "Chỉ số hài lòng của người dân", "measure": "điểm"}),
    ("2.3", "choice", 10, {"text": "Kết quả phong trào thi đua"}),
    ("2.3.1", "pass", 10, {"label": "a)", "text": "Dẫn đầu phong trào"}),
    ("2.3.2", "pass", 6, {"label": "b)", "text": "Đạt danh hiệu tiên tiến"}),
    ("3", None, 10, {"label": "III", "text": "Điểm thưởng", "group": "bonus"}),
    ("3.1", "direct", 5, {"text": "Sáng kiến có phạm vi ảnh hưởng cấp tỉnh"}),
    ("3.2", "direct", 5, {"text": "Được tặng Cờ thi đua của Chính phủ", "requires": "1.2"}),
    ("4", None, 10, {"label": "IV", "text": "Điểm trừ", "group": "deduction"}),
    ("4.1", "direct", 10, {"text": "Để xảy ra vi phạm bị xử lý kỷ luật"}),
)
UNITS = (
    Unit("TX", "Phường Thủy Xuân", ("Thủy Xuân",)),
    Unit("SN", "Xã Sen Ngư", ("Sen Ngư",)),
    Unit("YT", "Sở Y tế", ("SYT",)),
)
CLUSTER = Cluster(
    name="Cụm thi đua số 2",
    period="6 tháng đầu năm 2026",
    units=UNITS,
    criteria=CRITERIA,
    deadline=DEADLINE,
    targets=(Target("TX", "1.5", D(200)), Target("SN", "1.5", D(150)), Target("YT", "1.5", D(100))),
)
YES, NO = Answer(actual=D(1)), Answer(actual=D(0))


def _answers(*values: Any) -> dict[str, Answer]:
    """Values of 1.1, 1.3–1.6, 2.1 (result, target), 2.2, the chosen path under 2.3, 3.1, 3.2, 4.1; 1.2 is đạt."""
    plan, models, late, revenue, files, (paid, planned), liked, chosen, idea, flag, fault = values
    return {
        "1.1": Answer(self_score=D(plan)),
        "1.2": Answer(actual=D(1), evidence="Quyết định số 12/QĐ"),
        "1.3": Answer(actual=D(models)),
        "1.4": Answer(actual=D(late)),
        "1.5": Answer(actual=D(revenue)),
        "1.6": Answer(actual=D(files)),
        "2.1": Answer(actual=D(paid), target=D(planned)),
        "2.2": Answer(actual=D(liked)),
        "2.3.1": YES if chosen == "2.3.1" else NO,
        "2.3.2": YES if chosen == "2.3.2" else NO,
        "3.1": Answer(self_score=D(idea)),
        "3.2": Answer(self_score=D(flag)),
        "4.1": Answer(self_score=D(fault)),
    }


# What the spoilt unit YT has for 2.1 and 2.2 moves no other unit's points, whether it can be read or not.
ANSWERS = {
    "TX": _answers("18", 5, 0, 210, 92, (60, 50), 90, "2.3.1", 3, 5, 0),
    "SN": _answers("17.25", 2, 2, 120, 85, (44, 40), 90, "", 0, 0, 2),
    "YT": _answers("15.5", 3, 1, 90, 96, (50, 50), 40, "2.3.2", 2, 0, 1),
}


@dataclass(frozen=True)
class Desk:
    """The desk at which one unit's sheet is filled in, and spoilt: `sheet()` is a sound one."""

    cluster: Cluster = CLUSTER
    unit: Unit = UNITS[-1]
    answers: Mapping[str, Answer] | None = None

    @property
    def file(self) -> str:
        """The name under which its blank sheet went out."""
        return f"{self.unit.code} {self.unit.name}.xlsx"

    @cached_property
    def sound(self) -> Mapping[str, Answer]:
        """What the unit truly answers."""
        if self.answers is not None:
            return self.answers
        return ANSWERS[UNITS[self.cluster.units.index(self.unit)].code]

    def at(self, code: str) -> Desk:
        """The desk of another unit."""
        return Desk(self.cluster, self.cluster.unit_of[code])

    def sheet(self, changes: Mapping[str, Any] | None = None, modified: datetime | None = IN_TIME) -> bytes:
        """The issued sheet, filled in; `changes` {path: answer} as typed, with all formulas worked out again.

        A bare value is the result, or of a criterion scored directly its score; None leaves the row blank.
        """
        answers = dict(self.sound)
        for path, value in (changes or {}).items():
            answers[path] = self._answer(path, value)
        return _written(self.cluster, self.unit, tuple(answers.items()), modified)

    def book(self, changes: Mapping[str, Any] | None = None, modified: datetime | None = IN_TIME) -> Book:
        """The same, to be edited."""
        return Book(self.sheet(changes, modified))

    def _answer(self, path: str, value: Any) -> Answer:
        if isinstance(value, Answer):
            return value
        typed = D(str(value)) if isinstance(value, (int, float)) else value
        field = "self_score" if self.cluster.tree.by_path[path].kind == "direct" else "actual"
        return replace(self.sound.get(path, Answer()), **{field: typed})


def _written(cluster: Cluster, unit: Unit, answers: tuple[tuple[str, Answer], ...], modified: datetime | None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sheet.xlsx"
        _forms(cluster).write(target, unit, dict(answers), modified)
        return target.read_bytes()


_FORMS: dict[int, tuple[Cluster, Form]] = {}


def _forms(cluster: Cluster) -> Form:
    """One Form a cluster; the cluster is kept beside it, so that its id stays its own."""
    return _FORMS.setdefault(id(cluster), (cluster, Form(cluster)))[1]


PATHS = "1.1 1.2 1.3 1.4 1.5 1.6 2.1 2.2 2.3.1 2.3.2 3.1 3.2 4.1".split()
# What the answers are worth, worked out by hand: 2.1 shares the upper half by how far above the target (1,2 leads, 1,1
# is half way), and 90 is above the mean of 90, 90 and 40.
POINTS = {
    "TX": dict(zip(PATHS, "18 10 10 10 10 8 10 10 10 0 3 5 0".split(), strict=True)),
    "SN": dict(zip(PATHS, "17.25 10 4 6 8 5 7.5 10 0 0 0 0 2".split(), strict=True)),
    "YT": dict(zip(PATHS, "15.5 10 6 8 9 10 5 0 0 6 2 0 1".split(), strict=True)),
}
TOTALS = {"TX": "104", "SN": "65.75", "YT": "70.5"}
