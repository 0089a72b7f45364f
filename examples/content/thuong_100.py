"""examples/thuong-100: 100 points with bonus for each criterion, four appraisers combined, scores changed afterwards.

The rules are those that a province's Fatherland Front used in 2025: groups of 40+0, 30+3 and 30+2 points, a ceiling on
the bonus of each criterion, classes at 95 and 85 by the score with bonus, and after the announcement no change without
its reason. The criteria are made up and shortened, and so are the units, the people and every figure.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from content.building import Cells, Sheet, direct, head, leaf, numbered
from content.example import Appraiser, Example, Mark
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.decisions import Adjustment, Decisions, Meeting
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import ClassRule, Combine, Source

BONUS = Group.BONUS
TABLE = numbered(
    [
        head(1, "I Tuyên truyền, vận động, tập hợp các tầng lớp nhân dân", 40, note="40 điểm chuẩn, không có thưởng."),
        leaf(2, "1 Tuyên truyền chủ trương, chính sách", 15, direct()),
        leaf(2, "2 Xây dựng khối đại đoàn kết toàn dân tộc", 15, direct()),
        leaf(2, "3 Nắm tình hình nhân dân, báo cáo định kỳ", 10, direct()),
        head(1, "II Các cuộc vận động, phong trào thi đua yêu nước", 30, note="30 điểm chuẩn + thưởng tối đa 3."),
        leaf(2, "1 Cuộc vận động xây dựng nông thôn mới, đô thị văn minh", 10, direct()),
        leaf(2, "2 Quỹ Vì người nghèo, an sinh xã hội", 10, direct()),
        leaf(2, "3 Phong trào ở khu dân cư", 10, direct()),
        head(2, "T Điểm thưởng của mục II", 3, BONUS),
        leaf(3, "T1 Thưởng tiêu chí II.1: có mô hình được tỉnh công nhận", "1.5", direct(), group=BONUS),
        leaf(3, "T2 Thưởng tiêu chí II.2: vượt chỉ tiêu vận động", "1.5", direct(), group=BONUS),
        leaf(3, "T3 Thưởng tiêu chí II.3: có điển hình được nhân rộng", 1, direct(), group=BONUS),
        head(1, "III Giám sát, phản biện xã hội; xây dựng tổ chức", 30, note="30 điểm chuẩn + thưởng tối đa 2."),
        leaf(2, "1 Giám sát, phản biện xã hội", 10, direct()),
        leaf(2, "2 Xây dựng tổ chức, đội ngũ cán bộ", 10, direct()),
        leaf(2, "3 Cải cách hành chính, chuyển đổi số", 10, direct()),
        head(2, "T Điểm thưởng của mục III", 2, BONUS),
        leaf(3, "T1 Thưởng tiêu chí III.1: kiến nghị được cơ quan có thẩm quyền tiếp thu", 1, direct(), group=BONUS),
        leaf(3, "T2 Thưởng tiêu chí III.3: sáng kiến về chuyển đổi số", 1, direct(), group=BONUS),
    ]
)

UNITS = tuple(
    Unit(code, f"{name} (giả định)", (name,), role)
    for code, name, role in (
        ("TMA", "Xã Thuận Mẫu", "head"),
        ("PMA", "Xã Phú Mẫu", ""),
        ("VMA", "Phường Vĩnh Mẫu", "deputy"),
        ("QMA", "Xã Quảng Mẫu", ""),
        ("YMA", "Phường Yên Mẫu", ""),
    )
)
CODES = tuple(unit.code for unit in UNITS)

ANSWERS: dict[str, tuple[Cells, ...]] = {
    # TMA, PMA, VMA, QMA, YMA
    "1.1": ("14.5", 13, 14, 13, 12),
    "1.2": ("14.75", 14, 14, "12.5", 12),
    "1.3": (10, 9, 9, 8, 8),
    "2.1": (10, "9.5", "9.5", "8.5", 8),
    "2.2": (10, 10, 9, 8, "8.5"),
    "2.3": (10, "9.5", 9, "8.5", 8),
    "2.4.1": ("1.5", "0.5", 1, 0, 0),
    "2.4.2": ("1.5", 1, 0, "0.5", 0),
    "2.4.3": (1, 0, "0.5", 0, 0),
    "3.1": ("9.75", 9, 9, 8, "7.5"),
    "3.2": (10, "9.5", "9.5", 9, 8),
    "3.3": (10, 10, 9, "8.5", 8),
    "3.4.1": (1, 0, 1, 0, 0),
    "3.4.2": (1, "0.5", 0, 0, "0.5"),
}

SHEETS = {
    "TMA": Sheet("Xã Thuận Mẫu.xlsx", "2025-12-11 08:40"),
    "PMA": Sheet("Xã Phú Mẫu.xlsx", "2025-12-12 14:20"),
    "VMA": Sheet("Phường Vĩnh Mẫu.xlsx", "2025-12-12 09:05"),
    "QMA": Sheet("Xã Quảng Mẫu.xlsx", "2025-12-15 10:30"),
    "YMA": Sheet("Phường Yên Mẫu.xlsx", "2025-12-14 16:50"),
}

APPRAISERS = (
    Appraiser(
        "Ban Tổ chức",
        CODES,
        {
            ("TMA", "1.1"): Mark("14", "Hai đợt tuyên truyền chưa có báo cáo kết quả."),
            ("QMA", "3.1"): Mark("7.5", "Một cuộc giám sát chưa có thông báo kết luận."),
            ("YMA", "2.2"): Mark("8", "Chưa đạt chỉ tiêu vận động quý IV."),
        },
    ),
    Appraiser(
        "Ban Phong trào",
        CODES,
        {
            ("TMA", "1.1"): Mark("13.5", "Thiếu số liệu của ba khu dân cư."),
            ("VMA", "2.4.3"): Mark("0", "Điển hình chưa có quyết định nhân rộng."),
            ("YMA", "2.2"): Mark("7.5", "Chưa đạt chỉ tiêu vận động quý III, quý IV."),
        },
    ),
    Appraiser(
        "Ban Dân chủ, Giám sát",
        CODES,
        {
            ("TMA", "1.1"): Mark("14.25", "Một đợt tuyên truyền chưa có báo cáo kết quả."),
            ("QMA", "3.1"): Mark("7.25", "Hai kiến nghị chưa theo dõi kết quả."),
            ("VMA", "2.4.3"): Mark("0", "Chưa thấy quyết định nhân rộng."),
        },
    ),
    Appraiser(
        "Văn phòng",
        CODES,
        {
            ("QMA", "3.1"): Mark("7.5", "Gửi báo cáo giám sát chậm."),
            ("VMA", "2.4.3"): Mark("0.25", "Mới có tờ trình nhân rộng."),
        },
    ),
)

DECISIONS = Decisions(
    adjustments=(
        Adjustment(
            "PMA",
            "2.4.2",
            actual=None,
            points=Decimal("0.5"),
            reason="Số vận động vượt chỉ tiêu tính nhầm sang năm sau; tổ chuyên viên đề nghị, thường trực đồng ý.",
            decided_by="Thường trực (giả định)",
            decided_on=date(2025, 12, 24),
        ),
        Adjustment(
            "QMA",
            "1.3",
            actual=None,
            points=Decimal(9),
            reason="Bổ sung hai báo cáo gửi đúng hạn nhưng vào sổ chậm.",
            decided_by="Thường trực (giả định)",
            decided_on=date(2025, 12, 24),
        ),
    ),
    meeting=(
        Meeting("time", "8 giờ 00 ngày 24 tháng 12 năm 2025"),
        Meeting("place", "Trụ sở cơ quan Mặt trận Tổ quốc (giả định)"),
    ),
)

REPORT = (
    (
        "Tình hình tổ chức",
        "Bảng chấm điểm rút gọn, các xã, phường và toàn bộ số liệu là giả định, chỉ để minh họa cách tính điểm thưởng "
        "theo từng tiêu chí, gộp điểm của bốn ban thẩm định và điều chỉnh sau khi công bố.",
    ),
)

CLUSTER = Cluster(
    name="Cụm xã, phường Mẫu 100 (giả định)",
    period="Năm 2025",
    period_kind="year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Xã Thuận Mẫu (giả định)",
    deadline=datetime(2025, 12, 15, 17, 0),  # noqa: DTZ001 - what a clerk types into Excel has no time zone
    step=Decimal("0.25"),
    source=Source.APPRAISED,
    combine=Combine.TRIMMED_MEAN,
    classes=(
        ClassRule("Xuất sắc", Decimal(95)),
        ClassRule("Tốt", Decimal(85)),
        ClassRule("Khá", Decimal(0)),
    ),
    prose=tuple(Prose("báo cáo", section, text) for section, text in REPORT),
)

EXAMPLE = Example(
    name="thuong-100",
    cluster=CLUSTER,
    rows=TABLE,
    answers=ANSWERS,
    sheets=SHEETS,
    appraisers=APPRAISERS,
    decisions=DECISIONS,
)
