"""examples/nguong-tieu-chi: classes that ask for a share of every criterion, bands without a gap, a chain for ties.

Classes as in a 2025 draft of Nghệ An (from 90 points and no criterion below 85 % of its maximum, 80 and 80 %, 70 and
70 %); bands as in Kế hoạch 157 (Cần Thơ), whose printed text lets 90 % and 95 % belong to two of them; the chain for
equal totals is of the kind of that plan's part II. The table, the units and every figure are made up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from content.building import (
    Cells,
    Sheet,
    bands,
    choice,
    count,
    count_down,
    head,
    leaf,
    numbered,
    passed,
    ratio,
    targets,
)
from content.example import Example
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind, TieBy, TieRule

ROWS = [
    head(1, "I Phát triển kinh tế - xã hội", 50),
    leaf(2, "1 Thu ngân sách so với dự toán được giao", 20, ratio("triệu đồng")),
    leaf(
        2,
        "2 Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn",
        15,
        bands("%", ("100", "15"), ("95", "100", "14"), ("90", "95", "13"), ("88", "90", "12")),
        guidance="Từ 88% đến dưới 90%: 12 điểm; từ 90% đến dưới 95%: 13 điểm; từ 95% đến dưới 100%: 14 điểm; 100%: 15 "
        "điểm.",
        note="Viết “88 - 90%”, “90 - 95%” thì mốc 90% thuộc hai khoảng; ghi 88%..<90% thì mốc 90% chỉ thuộc khoảng "
        "trên.",
    ),
    leaf(
        2,
        "3 Tỷ lệ hộ nghèo so với mức kế hoạch (càng thấp càng tốt)",
        15,
        ratio("%", less_is_better=True),
        guidance="Bằng hoặc thấp hơn kế hoạch: 15 điểm; cao hơn: 15 × kế hoạch / thực tế.",
    ),
    head(1, "II Cải cách hành chính, chuyển đổi số", 30),
    leaf(2, "1 Ban hành kế hoạch chuyển đổi số", 5, passed()),
    leaf(
        2,
        "2 Nhiệm vụ hoàn thành theo kế hoạch chuyển đổi số",
        15,
        ratio("nhiệm vụ", requires="2.1"),
        guidance="Chưa ban hành kế hoạch (tiêu chí 1) thì không tính điểm.",
    ),
    choice(2, "3 Mức xếp loại chuyển đổi số được công bố", 10, note="Chọn đúng một mức."),
    leaf(3, "a) Tốt", 10, passed()),
    leaf(3, "b) Khá", 9, passed()),
    leaf(3, "c) Trung bình", 8, passed()),
    head(1, "III An ninh, trật tự và phong trào thi đua", 20),
    leaf(
        2,
        "1 Không để xảy ra vụ việc phức tạp về an ninh, trật tự",
        10,
        count_down("1", "vụ"),
        guidance="Kết quả: số vụ; mỗi vụ trừ 1 điểm.",
    ),
    leaf(2, "2 Phát động phong trào thi đua", 10, count("2", "đợt")),
    leaf(
        2,
        "ĐK Không có tập thể, cá nhân bị kỷ luật (điều kiện của điểm thưởng)",
        1,
        passed(),
        group=Group.UNCOUNTED,
    ),
    head(1, "IV Điểm thưởng", 3, Group.BONUS),
    leaf(2, "1 Mô hình mới được cấp tỉnh công nhận", 3, count("1", "mô hình", requires="3.3"), group=Group.BONUS),
    head(1, "V Điểm trừ", 3, Group.DEDUCTION),
    leaf(2, "1 Báo cáo chậm", 3, count("0.5", "lần"), group=Group.DEDUCTION),
]
TABLE = numbered(ROWS)

UNITS = (
    Unit("MLO", "Xã Mẫu Lộc (giả định)", ("Xã Mẫu Lộc",), "head"),
    Unit("MPU", "Xã Mẫu Phúc (giả định)", ("Xã Mẫu Phúc",), "deputy"),
    Unit("MTO", "Xã Mẫu Thọ (giả định)", ("Xã Mẫu Thọ",)),
    Unit("MDU", "Xã Mẫu Đức (giả định)", ("Xã Mẫu Đức",)),
    Unit("MNH", "Phường Mẫu Nhân (giả định)", ("Phường Mẫu Nhân",)),
    Unit("MNG", "Phường Mẫu Nghĩa (giả định)", ("Phường Mẫu Nghĩa",)),
    Unit("MTI", "Phường Mẫu Tín (giả định)", ("Phường Mẫu Tín",)),
)
TARGETS = targets(
    tuple(unit.code for unit in UNITS),
    {
        # Mẫu Lộc, Mẫu Phúc, Mẫu Thọ, Mẫu Đức, Mẫu Nhân, Mẫu Nghĩa, Mẫu Tín
        "1.1": (8000, 10000, 9000, 12000, 24000, 30000, 26000),
        "1.3": (3, 3, "2.5", "3.2", "2.8", "2.8", 2),
        "2.2": (20, 20, 20, 20, 25, 25, 24),
    },
)

YES, NO = "đạt", "không"
# fmt: off
ANSWERS: dict[str, tuple[Cells, ...]] = {
    #        Mẫu Lộc, Mẫu Phúc, Mẫu Thọ, Mẫu Đức, Mẫu Nhân, Mẫu Nghĩa, Mẫu Tín
    "1.1": (8400, 9500, 8100, 11250, 21000, 27000, 26500),
    "1.2": (97, 96, 95, 95, 90, 90, 100),
    "1.3": ("2.5", 3, "2.4", "3.1", "3.5", "3.5", "1.6"),
    "2.1": (YES, YES, YES, YES, YES, YES, YES),
    "2.2": (18, 20, 18, 17, 20, 20, 24),
    "2.3.1": (None, None, None, None, None, None, YES),
    "2.3.2": (YES, YES, YES, YES, None, None, None),
    "2.3.3": (None, None, None, None, YES, YES, None),
    "3.1": (1, 1, 1, 1, 2, 2, 2),
    "3.2": (5, 5, 5, 6, 4, 4, 5),
    "3.3": (YES, YES, YES, NO, YES, YES, YES),
    "4.1": (0, 0, 1, 1, 1, 1, 0),
    "5.1": (0, 1, 2, 0, 1, 2, 0),
}
# fmt: on

SHEETS = {
    "MLO": Sheet("Xã Mẫu Lộc.xlsx", "2025-12-02 09:30"),
    "MPU": Sheet("Xã Mẫu Phúc.xlsx", "2025-12-03 10:10"),
    "MTO": Sheet("Xã Mẫu Thọ.xlsx", "2025-12-03 15:25"),
    "MDU": Sheet("Xã Mẫu Đức.xlsx", "2025-12-04 08:40"),
    "MNH": Sheet("Phường Mẫu Nhân.xlsx", "2025-12-04 14:15"),
    "MNG": Sheet("Phường Mẫu Nghĩa.xlsx", "2025-12-05 11:00"),
    "MTI": Sheet("Phường Mẫu Tín.xlsx", "2025-12-05 16:30"),
}


def class_rule(name: str, points: int, least: int) -> ClassRule:
    """From so many points, no criterion below a share of its maximum."""
    condition = Condition(ConditionKind.EVERY_CRITERION, Decimal(least))
    return ClassRule(name, Decimal(points), conditions=(condition,))


CLASSES = (
    class_rule("Hoàn thành xuất sắc", 90, 85),
    class_rule("Hoàn thành tốt", 80, 80),
    class_rule("Hoàn thành", 70, 70),
    ClassRule("Không hoàn thành", Decimal(0)),
)
TIES = (TieRule(TieBy.RESULT, "1.2"), TieRule(TieBy.BONUS), TieRule(TieBy.FEWER_DEDUCTIONS))

CLUSTER = Cluster(
    name="Cụm thi đua các xã, phường Mẫu (giả định)",
    period="Năm 2025",
    period_kind="year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Xã Mẫu Lộc (giả định)",
    deadline=date(2025, 12, 5),
    bonus_cap=Decimal(3),
    deduction_cap=Decimal(3),
    targets=TARGETS,
    classes=CLASSES,
    ties=TIES,
    legal_bases=(
        "Căn cứ giao ước thi đua năm 2025 của Cụm (văn bản, các đơn vị và số liệu trong tệp này là giả định).",
    ),
    prose=(
        Prose(
            "báo cáo",
            "Tình hình tổ chức",
            "Báo cáo này minh họa xếp loại theo ngưỡng của từng tiêu chí và thứ tự xét khi bằng điểm; các đơn vị và "
            "toàn bộ số liệu là giả định.",
        ),
    ),
)

EXAMPLE = Example("nguong-tieu-chi", CLUSTER, TABLE, ANSWERS, SHEETS)
