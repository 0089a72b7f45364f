"""examples/khong-giao: a criterion that a unit was not assigned, in all five ways, after QĐ 212/2025, Hải Phòng.

The five rules stand on headings and rows of one table; the cluster's own is loại trừ. The decision's appendices 01 and
03 gave the rules and the kinds (100 points = 20 + 80; số lượng, chất lượng, tiến độ by proportion; PAR INDEX against
the mean; classes "trên 90", "trên 80", "từ 50"). The table is shortened, its units and every figure are made up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from content.building import (
    NOT_ASSIGNED,
    Cells,
    Sheet,
    Way,
    bands,
    direct,
    head,
    leaf,
    mean,
    numbered,
    passed,
    ratio,
    targets,
)
from content.building import Typed as t  # noqa: N813 - a one-letter word keeps the columns readable
from content.example import Example
from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.decisions import Decisions, NotAssignedDecision
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import ClassRule, RankBy
from emulation_cli.forms.answers import Answer


def work(label: str, what: str, points: int) -> tuple[int, str, int, Way]:
    """Số lượng, chất lượng or tiến độ: done / given × the points."""
    return 2, f"{label} {what}", points, ratio("công việc")


ROWS = [
    head(
        1,
        "I Tiêu chí chung",
        20,
        note="Không giao: điểm của tiêu chí chia đều cho các tiêu chí còn lại của mục (Phụ lục 03, chú thích 2).",
        not_assigned=NotAssigned.SHARE_EQUALLY,
    ),
    leaf(2, "1 Chính trị tư tưởng; đạo đức, lối sống", 5, direct()),
    leaf(2, "2 Tác phong, lề lối làm việc; ý thức tổ chức kỷ luật", 5, direct()),
    leaf(
        2,
        "3 Thực hiện việc kê khai và công khai tài sản, thu nhập theo quy định",
        5,
        passed(),
        note="Không thuộc đối tượng kê khai thì tính điểm tối đa (Phụ lục 03, chú thích 1).",
        not_assigned=NotAssigned.FULL,
    ),
    leaf(2, "4 Thái độ phục vụ người dân, doanh nghiệp", 5, direct()),
    head(
        1,
        "II Nhiệm vụ trong Chương trình công tác năm",
        30,
        note="Không giao: điểm của tiêu chí chia cho các tiêu chí còn lại của mục theo tỷ lệ điểm tối đa.",
        not_assigned=NotAssigned.SHARE_IN_PROPORTION,
    ),
    leaf(*work("1", "Số lượng: hoàn thành/được giao", 10)),
    leaf(*work("2", "Chất lượng: đạt yêu cầu/được giao", 12)),
    leaf(*work("3", "Tiến độ: đúng tiến độ/được giao", 8)),
    head(
        1,
        "III Nhiệm vụ được giao chủ trì qua văn bản chỉ đạo, điều hành",
        40,
        note="Không giao: loại khỏi cả điểm và điểm tối đa (quy định chung của Cụm ở trang Cụm).",
    ),
    leaf(*work("1", "Số lượng: hoàn thành/được giao", 15)),
    leaf(*work("2", "Chất lượng: đạt yêu cầu/được giao", 15)),
    leaf(*work("3", "Tiến độ: đúng tiến độ/được giao", 10)),
    head(
        1,
        "IV Tiêu chí khác",
        10,
        note="Không giao: điểm của mục quy đổi về thang 10, ví dụ tổng điểm tối đa được giao là 4 thì nhân 10/4 (Phụ "
        "lục 01, chú thích 7). Bản công bố ghi mức của mục là 20 mà chú thích quy về 10; ở đây lấy 10.",
        not_assigned=NotAssigned.RESCALE,
    ),
    leaf(
        2,
        "1 Chỉ số cải cách hành chính (PAR INDEX)",
        2,
        mean("điểm"),
        guidance="Trên hoặc bằng mức trung bình của các đơn vị: 2 điểm; dưới mức trung bình: 0.",
    ),
    leaf(
        2,
        "2 Chỉ số năng lực cạnh tranh (DDCI)",
        1,
        mean("điểm"),
        note="Bản công bố ghi điểm tối đa 2 nhưng mức đạt chỉ cho 1; ở đây lấy 1.",
    ),
    leaf(2, "3 Đạt các mục tiêu, kế hoạch phát triển kinh tế - xã hội được giao", 1, passed()),
    leaf(
        2,
        "4 Diện tích đã giải phóng mặt bằng trên diện tích phải giải phóng",
        "2.5",
        bands("%", ("95", "2.5")),
        guidance="Từ 95% trở lên: 2,5 điểm; dưới 95%: 0.",
    ),
    leaf(
        2,
        "5 Tỷ lệ giải ngân vốn đầu tư công so với mục tiêu được giao",
        "2.5",
        bands("%", ("100", "2.5")),
        guidance="Đạt hoặc vượt mục tiêu được giao: 2,5 điểm; không đạt: 0.",
    ),
    leaf(2, "6 Không để xảy ra vi phạm trong quản lý đất đai", 1, passed()),
]
TABLE = numbered(ROWS)

UNITS = (
    Unit("MAN", "Sở Mẫu An (giả định)", ("Sở Mẫu An",), "head"),
    Unit("MBI", "Sở Mẫu Bình (giả định)", ("Sở Mẫu Bình",), "deputy"),
    Unit("MCH", "Văn phòng Mẫu Châu (giả định)", ("Văn phòng Mẫu Châu",)),
    Unit("MDU", "Phường Mẫu Dương (giả định)", ("Phường Mẫu Dương",)),
    Unit("MGI", "Phường Mẫu Giang (giả định)", ("Phường Mẫu Giang",)),
    Unit("MHO", "Xã Mẫu Hòa (giả định)", ("Xã Mẫu Hòa",)),
    Unit("MKH", "Xã Mẫu Khê (giả định)", ("Xã Mẫu Khê",)),
)
CODES = tuple(unit.code for unit in UNITS)

X, NONE = NOT_ASSIGNED, None
TARGETS = targets(
    CODES,
    {
        # Mẫu An, Mẫu Bình, Mẫu Châu, Mẫu Dương, Mẫu Giang, Mẫu Hòa, Mẫu Khê
        "2.1": (40, 40, 25, 50, 28, 40, 40),
        "2.2": (40, 40, 25, 50, 28, NONE, 40),
        "2.3": (40, 40, 25, 50, 28, 40, 40),
        "3.1": (20, 20, 12, 18, X, 40, 20),
        "3.2": (20, 20, 12, 18, X, 40, 20),
        "3.3": (20, 20, 12, 18, X, 40, 20),
        "4.4": (X, X, X, NONE, NONE, NONE, NONE),
        "4.5": (X, 95, 90, 95, 90, 95, NONE),
        "4.6": (X, NONE, X, NONE, NONE, NONE, NONE),
    },
)

YES, NO = "đạt", "không"
# fmt: off
ANSWERS: dict[str, tuple[Cells, ...]] = {
    #      Mẫu An, Mẫu Bình, Mẫu Châu, Mẫu Dương, Mẫu Giang, Mẫu Hòa, Mẫu Khê
    "1.1": (5, t("4,5"), t("4,5"), t("4,5"), "4.75", 3, 3),
    "1.2": ("4.75", "4.25", "4.75", "4.25", "4.5", "2.5", 3),
    "1.3": (YES, YES, YES, NONE, YES, YES, NO),
    "1.4": ("4.5", "3.25", NONE, "4.5", "4.25", 3, 3),
    "2.1": (40, 36, 25, 45, 28, 36, 20),
    "2.2": (39, 36, 24, 44, 27, NONE, 20),
    "2.3": (40, 36, 23, 46, 28, 36, 20),
    "3.1": (20, 18, 12, 16, NONE, 36, 12),
    "3.2": (19, 18, 11, 15, NONE, 34, 10),
    "3.3": (20, 18, 12, 17, NONE, 35, 11),
    "4.1": ("93.2", "90.4", "89.5", "88.1", 91, "87.3", 87),
    "4.2": ("70.2", "68.5", NONE, 66, "71.3", "65.5", "64.1"),
    "4.3": (NO, YES, YES, YES, YES, YES, YES),
    "4.4": (NONE, NONE, NONE, 95, t("94,9"), 96, NONE),
    "4.5": (NONE, 95, "90.5", 93, "91.8", "94.6", NONE),
    "4.6": (NONE, YES, NONE, YES, YES, YES, YES),
}
# fmt: on

NO_CONTACT = "Văn phòng không trực tiếp tiếp xúc người dân, doanh nghiệp."
TICKED: dict[tuple[str, str], str] = {
    ("MCH", "1.4"): NO_CONTACT,
    ("MCH", "4.2"): "Không thuộc nhóm đơn vị được khảo sát DDCI.",
    ("MDU", "1.3"): "Trong năm không có người thuộc đối tượng phải kê khai.",
    ("MGI", "3.1"): "Không được giao nhiệm vụ chủ trì.",
    ("MGI", "3.2"): "Không được giao nhiệm vụ chủ trì.",
    ("MGI", "3.3"): "Không được giao nhiệm vụ chủ trì.",
    ("MHO", "2.2"): "Sản phẩm chưa được cấp có thẩm quyền nghiệm thu.",
    ("MKH", "4.4"): "Không có dự án phải giải phóng mặt bằng.",
    ("MKH", "4.5"): "Không được giao vốn đầu tư công.",
}
SPECIAL = {key: Answer(not_assigned=True, explanation=why) for key, why in TICKED.items()}

DECISIONS = Decisions(
    not_assigned=(
        NotAssignedDecision("MCH", "1.4", "Cụm thống nhất: đơn vị không có vị trí tiếp xúc người dân, doanh nghiệp."),
        NotAssignedDecision("MCH", "4.2", "Văn phòng không thuộc diện khảo sát DDCI năm 2025."),
        NotAssignedDecision("MDU", "1.3", "Không có người thuộc đối tượng kê khai tài sản, thu nhập."),
        NotAssignedDecision("MHO", "2.2", "Chưa nghiệm thu nên chưa có cơ sở đánh giá chất lượng."),
        NotAssignedDecision("MKH", "4.4", "Không có dự án phải giải phóng mặt bằng."),
        NotAssignedDecision("MKH", "4.5", "Không được giao kế hoạch vốn đầu tư công năm 2025."),
    )
)

SHEETS = {
    "MAN": Sheet("Sở Mẫu An.xlsx", "2025-12-08 09:10"),
    "MBI": Sheet("Sở Mẫu Bình.xlsx", "2025-12-09 15:40"),
    "MCH": Sheet("Văn phòng Mẫu Châu.xlsx", "2025-12-09 08:05"),
    "MDU": Sheet("Phường Mẫu Dương.xlsx", "2025-12-10 10:30"),
    "MGI": Sheet("Phường Mẫu Giang.xlsx", "2025-12-08 16:20"),
    "MHO": Sheet("Xã Mẫu Hòa.xlsx", "2025-12-10 14:00"),
    "MKH": Sheet("Xã Mẫu Khê.xlsx", "2025-12-10 16:55"),
}

CLASSES = (
    ClassRule("Hoàn thành xuất sắc nhiệm vụ", Decimal(90), percent=True, strictly=True),
    ClassRule("Hoàn thành tốt nhiệm vụ", Decimal(80), percent=True, strictly=True),
    ClassRule("Hoàn thành nhiệm vụ", Decimal(50), percent=True),
    ClassRule("Không hoàn thành nhiệm vụ", Decimal(0), percent=True),
)

CLUSTER = Cluster(
    name="Cụm thi đua Mẫu (giả định)",
    period="Năm 2025",
    period_kind="year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Sở Mẫu An (giả định)",
    deadline=date(2025, 12, 10),
    step=Decimal("0.25"),
    not_assigned=NotAssigned.EXCLUDE,
    rank_by=RankBy.PERCENT,
    targets=TARGETS,
    classes=CLASSES,
    legal_bases=(
        "Căn cứ Quyết định số 212/2025/QĐ-UBND ngày 18 tháng 11 năm 2025 của Ủy ban nhân dân thành phố Hải Phòng (cách "
        "chấm tại các phụ lục; bảng rút gọn, các đơn vị và số liệu trong tệp này là giả định).",
    ),
    prose=(
        Prose(
            "báo cáo",
            "Tình hình tổ chức",
            "Báo cáo này minh họa năm cách tính tiêu chí không được giao; các đơn vị và toàn bộ số liệu là giả định.",
        ),
    ),
)

EXAMPLE = Example("khong-giao", CLUSTER, TABLE, ANSWERS, SHEETS, SPECIAL, decisions=DECISIONS)
