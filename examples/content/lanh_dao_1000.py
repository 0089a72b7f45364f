"""examples/lanh-dao-1000: 1,000 points over five levels, scored against the cluster's best unit, appraised twice.

The rules are those that a province's police used in 2025 (sections of 700, 200 and 100 points; half the points for
the target, the other half by the distance to the leading unit; what is not assigned leaves score and maximum; first
appraisal, explanation, second appraisal). The table is a short one made up for this example, and so are the units,
the people and every figure.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from content.building import Cells, Sheet, count, direct, head, leader, leaf, numbered, passed, targets
from content.example import Appraiser, Example, Mark
from emulation_cli.cluster.decisions import Adjustment, Decisions, Meeting, NotAssignedDecision
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import RankBy, Source

PROFESSIONAL = [
    head(1, "I Nhiệm vụ chuyên môn", 700),
    head(2, "1 Công tác phòng ngừa", 250),
    head(3, "a) Tuyên truyền", 50),
    leaf(4, "1. Hội nghị tuyên truyền tại cơ sở", 30, count("5", "hội nghị"), proof="Biên bản hội nghị số {n}/BB"),
    leaf(4, "2. Tin, bài được đăng", 20, count("2", "tin, bài")),
    head(3, "b) Mô hình phòng ngừa", 60),
    head(4, "3. Xây dựng mô hình", 40),
    leaf(5, "3a Mô hình mới được công nhận", 20, count("10", "mô hình"), proof="Quyết định công nhận số {n}/QĐ"),
    leaf(5, "3b Có mô hình được nhân rộng ngoài địa bàn", 20, passed()),
    leaf(4, "4. Số vụ việc hòa giải thành so với chỉ tiêu", 20, leader("vụ việc")),
    leaf(3, "c) Phối hợp với các đoàn thể", 40, count("8", "kế hoạch phối hợp")),
    leaf(3, "d) Vận động giao nộp vật cấm so với chỉ tiêu", 100, leader("vật")),
    head(2, "2 Công tác phát hiện, xử lý", 300),
    leaf(3, "a) Tỷ lệ giải quyết tin báo", 100, leader("%")),
    leaf(3, "b) Số cuộc kiểm tra chuyên đề so với chỉ tiêu", 80, leader("cuộc")),
    leaf(
        3,
        "c) Giá trị tài sản thu hồi so với chỉ tiêu",
        70,
        leader("triệu đồng"),
        note="Đơn vị không được giao chỉ tiêu so với đơn vị cao nhất trong nhóm không có chỉ tiêu.",
    ),
    leaf(3, "d) Không có vụ việc phải làm lại do vi phạm tố tụng", 34, passed()),
    leaf(3, "đ) Điều tra cơ bản theo tuyến, địa bàn", 16, count("4", "tuyến, địa bàn")),
    head(2, "3 Quản lý hành chính", 150),
    leaf(3, "a) Hồ sơ giải quyết đúng hạn so với chỉ tiêu", 60, leader("hồ sơ")),
    leaf(3, "b) Chất lượng tiếp nhận và trả kết quả", 50, direct()),
    leaf(3, "e) Không có phản ánh đúng về thái độ phục vụ", 40, passed()),
]
FORCE = [
    head(1, "II Xây dựng Đảng, xây dựng lực lượng, hậu cần, cải cách hành chính", 200),
    head(2, "1 Xây dựng Đảng", 80),
    leaf(3, "a) Sinh hoạt chi bộ đúng quy định", 30, passed()),
    leaf(3, "b) Kiểm tra, giám sát", 50, count("10", "cuộc")),
    head(2, "2 Hậu cần, cải cách hành chính", 120),
    leaf(3, "a) Kết quả cải cách hành chính", 50, direct()),
    leaf(3, "b) Sáng kiến được công nhận", 30, count("15", "sáng kiến"), proof="Quyết định số {n}/QĐ"),
    leaf(3, "c) Bảo đảm chế độ, chính sách cho cán bộ", 40, passed()),
]
MOVEMENT = [
    head(1, "III Tổ chức phong trào thi đua", 100),
    leaf(2, "1. Phát động phong trào, ký giao ước thi đua", 30, passed()),
    leaf(2, "2. Phát hiện, giới thiệu gương điển hình", 30, count("5", "gương")),
    leaf(2, "3. Báo cáo thi đua đúng hạn", 40, count("10", "báo cáo")),
]
TABLE = numbered([*PROFESSIONAL, *FORCE, *MOVEMENT])

UNITS = tuple(
    Unit(code, f"Đơn vị {name} Mẫu (giả định)", (f"{name} Mẫu",), role)
    for code, name, role in (
        ("BAC", "Bạch", "head"),
        ("CAM", "Cẩm", "deputy"),
        ("DON", "Đông", ""),
        ("HOA", "Hòa", ""),
        ("KIM", "Kim", ""),
        ("LAM", "Lâm", ""),
    )
)
CODES = tuple(unit.code for unit in UNITS)

X = "không giao"
TARGETS = targets(
    CODES,
    {
        # BAC, CAM, DON, HOA, KIM, LAM; None: no target, scored among those without one
        "1.1.2.2": (40, 50, 60, 40, 50, 20),
        "1.1.4": (30, 30, 40, 20, 30, 10),
        "1.2.1": (90, 90, 90, 90, 90, 90),
        "1.2.2": (100, 80, 120, 60, 90, 50),
        "1.2.3": (200, 150, 300, 100, None, None),
        "1.2.5": (None, None, None, X, None, None),
        "1.3.1": (4000, 3500, 5000, 2800, 4200, 1500),
    },
)

YES, NO = "đạt", "không"
ANSWERS: dict[str, tuple[Cells, ...]] = {
    # BAC, CAM, DON, HOA, KIM, LAM
    "1.1.1.1": (6, 6, 6, 5, 6, 6),
    "1.1.1.2": (10, 9, 12, 8, 10, 7),
    "1.1.2.1.1": (2, 1, 2, 1, 3, 2),
    "1.1.2.1.2": (YES, YES, YES, NO, YES, YES),
    "1.1.2.2": (44, 50, 57, 42, 55, 24),
    "1.1.3": (5, 5, 5, 4, 5, 5),
    "1.1.4": (33, 36, 38, 24, 30, 13),
    "1.2.1": ("92.7", "94.5", "88.2", 90, "95.4", "97.2"),
    "1.2.2": (120, 84, 132, 57, 90, 60),
    "1.2.3": (210, 180, 330, 100, 90, 120),
    "1.2.4": (YES, YES, NO, YES, YES, YES),
    "1.2.5": (4, 4, 4, None, 3, 4),
    "1.3.1": (4100, 3500, 5250, 2660, 4830, 1620),
    "1.3.2": (48, "45.5", 48, 42, 47, 44),
    "1.3.3": (YES, YES, YES, NO, YES, YES),
    "2.1.1": (YES, YES, YES, YES, YES, None),
    "2.1.2": (5, 4, 5, 4, 5, None),
    "2.2.1": (46, 44, "47.5", 40, 45, None),
    "2.2.2": (2, 1, 2, 1, 2, None),
    "2.2.3": (YES, YES, YES, YES, YES, None),
    "3.1": (YES, YES, YES, YES, YES, None),
    "3.2": (6, 5, 7, 4, 6, None),
    "3.3": (4, 4, 3, 4, 4, None),
}

SHEETS = {
    "BAC": Sheet("Bạch Mẫu.xlsx", "2025-12-03 09:20"),
    "CAM": Sheet("Cẩm Mẫu.xlsx", "2025-12-04 15:10"),
    "DON": Sheet("Đông Mẫu.xlsx", "2025-12-04 10:05"),
    "HOA": Sheet("Hòa Mẫu.xlsx", "2025-12-05 16:40"),
    "KIM": Sheet("Kim Mẫu.xlsx", "2025-12-02 08:30"),
    "LAM": Sheet("Lâm Mẫu.xlsx", "2025-12-05 11:15"),
}

APPRAISERS = (
    Appraiser(
        "Tổ thẩm định của Cụm",
        CODES,
        {
            ("CAM", "1.1.1.1"): Mark("25", "Một hội nghị không có biên bản."),
            ("DON", "1.3.2"): Mark(
                "40",
                "Đủ số liệu cả năm.",
                "Đã gửi bổ sung số liệu tháng 12 (văn bản giả định).",
                "46",
            ),
            ("KIM", "2.2.2"): Mark("15", "Một sáng kiến chưa có quyết định công nhận.", "Quyết định ký sau kỳ.", "15"),
            ("LAM", "1.3.2"): Mark("40", "Hai quý không lấy ý kiến người dân."),
        },
    ),
)

NOT_ASSIGNED = "Đơn vị nghiệp vụ, Cụm thống nhất chỉ thi đua nội dung chuyên môn."
DECISIONS = Decisions(
    adjustments=(
        Adjustment(
            "KIM",
            "1.3.1",
            actual=Decimal(4410),
            points=None,
            reason="Đếm trùng 420 hồ sơ chuyển tiếp từ năm trước.",
            decided_by="Hội nghị Cụm",
            decided_on=date(2025, 12, 12),
        ),
    ),
    not_assigned=(
        NotAssignedDecision("LAM", "2", NOT_ASSIGNED),
        NotAssignedDecision("LAM", "3", NOT_ASSIGNED),
    ),
    meeting=(
        Meeting("time", "14 giờ 00 ngày 12 tháng 12 năm 2025"),
        Meeting("chair", "Đơn vị Bạch Mẫu, Cụm trưởng (giả định)"),
    ),
)

REPORT = (
    (
        "Tình hình tổ chức",
        "Bảng chấm điểm rút gọn, các đơn vị và toàn bộ số liệu là giả định, chỉ để minh họa cách chấm so với đơn vị "
        "dẫn đầu, điểm không được giao loại khỏi cả điểm và điểm tối đa, thẩm định hai lần.",
    ),
)

CLUSTER = Cluster(
    name="Cụm thi đua Mẫu 1000 (giả định)",
    period="Năm 2025",
    period_kind="year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Đơn vị Bạch Mẫu (giả định)",
    deadline=datetime(2025, 12, 5, 17, 0),  # noqa: DTZ001 - what a clerk types into Excel has no time zone
    rank_by=RankBy.PERCENT,
    source=Source.APPRAISED,
    targets=TARGETS,
    prose=tuple(Prose("báo cáo", section, text) for section, text in REPORT),
)

EXAMPLE = Example(
    name="lanh-dao-1000",
    cluster=CLUSTER,
    rows=TABLE,
    answers=ANSWERS,
    sheets=SHEETS,
    appraisers=APPRAISERS,
    decisions=DECISIONS,
)
