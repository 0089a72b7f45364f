"""examples/thuong-tru-3: 100 points = 10 + 90, bonus and deduction of at most 3 each, after Quyết định 2579 (Cần Thơ).

Classes ask for points and that no criterion is 0; discipline caps the class; a unit that did not score itself has not
completed its tasks; awards have absolute numbers, from the highest score down. The two sections, the caps and the
classes are the decision's (Điều 4); the criteria under them, the units and every figure are made up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from content.building import Cells, Sheet, bands, count, count_down, head, leaf, numbered, passed, ratio
from content.example import Example
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.decisions import ClassCap, Decisions, Excuse, TieDecision, Treatment
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import AwardRule, ClassRule, Condition, ConditionKind

ROWS = [
    head(
        1,
        "I Công tác tổ chức và cụ thể hóa các văn bản về công tác dân vận chính quyền và thực hiện dân chủ ở cơ sở",
        10,
    ),
    leaf(2, "1 Ban hành kế hoạch công tác dân vận chính quyền hằng năm", 4, passed()),
    leaf(2, "2 Phân công lãnh đạo phụ trách và người theo dõi công tác dân vận chính quyền", 2, passed()),
    leaf(
        2,
        "3 Phổ biến, quán triệt các văn bản mới về dân vận chính quyền và thực hiện dân chủ ở cơ sở",
        4,
        ratio("văn bản"),
    ),
    head(
        1,
        "II Công tác tham mưu, tổ chức thực hiện công tác dân vận chính quyền và thực hiện dân chủ ở cơ sở",
        90,
    ),
    leaf(2, "1 Công khai những nội dung phải công khai để người dân biết", 20, ratio("nội dung")),
    leaf(
        2,
        "2 Người đứng đầu tiếp công dân định kỳ",
        15,
        count_down("1.5", "kỳ thiếu"),
        guidance="Kết quả: số kỳ tiếp công dân còn thiếu; mỗi kỳ trừ 1,5 điểm.",
    ),
    leaf(
        2,
        "3 Tỷ lệ đơn thư khiếu nại, tố cáo, phản ánh, kiến nghị được giải quyết đúng hạn",
        20,
        bands("%", ("100", "20"), ("95", "16"), ("90", "12"), ("80", "6")),
    ),
    leaf(2, "4 Tổ chức đối thoại với Nhân dân", 15, count("5", "cuộc")),
    leaf(2, "5 Xây dựng mô hình “Dân vận khéo”", 10, count("2.5", "mô hình")),
    leaf(
        2,
        "6 Thực hiện chế độ thông tin, báo cáo",
        10,
        count_down("2.5", "lần chậm"),
        guidance="Kết quả: số lần báo cáo chậm; mỗi lần trừ 2,5 điểm.",
    ),
    head(1, "III Điểm thưởng", 3, Group.BONUS, note="Tối đa 3 điểm, ngoài 100 điểm chuẩn."),
    leaf(2, "1 Tập thể được khen thưởng về công tác dân vận", 2, count("1", "quyết định"), group=Group.BONUS),
    leaf(2, "2 Mô hình được nhân rộng ra đơn vị khác", 2, count("0.5", "mô hình"), group=Group.BONUS),
    head(1, "IV Điểm trừ", 3, Group.DEDUCTION, note="Tối đa trừ 3 điểm."),
    leaf(2, "1 Chậm báo cáo chuyên đề, đột xuất", 2, count("0.5", "lần"), group=Group.DEDUCTION),
    leaf(2, "2 Bị phê bình bằng văn bản về công tác dân vận", 2, count("1", "văn bản"), group=Group.DEDUCTION),
]
TABLE = numbered(ROWS)

UNITS = (
    Unit("MDO", "Sở Mẫu Đông (giả định)", ("Sở Mẫu Đông",), "head"),
    Unit("MTA", "Sở Mẫu Tây (giả định)", ("Sở Mẫu Tây",), "deputy"),
    Unit("MNA", "Phường Mẫu Nam (giả định)", ("Phường Mẫu Nam",)),
    Unit("MBA", "Phường Mẫu Bắc (giả định)", ("Phường Mẫu Bắc",)),
    Unit("MTR", "Xã Mẫu Trung (giả định)", ("Xã Mẫu Trung",)),
    Unit("MTH", "Xã Mẫu Thượng (giả định)", ("Xã Mẫu Thượng",)),
    Unit("MHA", "Xã Mẫu Hạ (giả định)", ("Xã Mẫu Hạ",)),
)

YES, NO = "đạt", "không"
ALL_READ = (10, 10)
# fmt: off
ANSWERS: dict[str, tuple[Cells, ...]] = {
    # Mẫu Đông, Mẫu Tây, Mẫu Nam, Mẫu Bắc, Mẫu Trung, Mẫu Thượng; Mẫu Hạ sent nothing. A pair is (done, to be done)
    "1.1": (YES, YES, YES, YES, YES, YES, None),
    "1.2": (YES, YES, YES, YES, NO, YES, None),
    "1.3": (ALL_READ, ALL_READ, ALL_READ, ALL_READ, ALL_READ, ALL_READ, None),
    "2.1": ((12, 12), (14, 14), (16, 16), (16, 16), (12, 12), (9, 12), None),
    "2.2": (0, 0, 1, 0, 0, 2, None),
    "2.3": (100, 100, 100, 96, 100, "95.5", None),
    "2.4": (3, 4, 3, 3, 3, 3, None),
    "2.5": (3, 3, 4, 4, 5, 4, None),
    "2.6": (0, 1, 0, 0, 0, 0, None),
    "3.1": (2, 2, 0, 0, 0, 0, None),
    "3.2": (4, 0, 1, 0, 0, 0, None),
    "4.1": (0, 0, 2, 0, 0, 4, None),
    "4.2": (0, 0, 1, 0, 2, 2, None),
}
# fmt: on

SHEETS = {
    "MDO": Sheet("Sở Mẫu Đông.xlsx", "2025-12-10 09:00"),
    "MTA": Sheet("Sở Mẫu Tây.xlsx", "2025-12-11 10:20"),
    "MNA": Sheet("Phường Mẫu Nam.xlsx", "2025-12-12 14:45"),
    "MBA": Sheet("Phường Mẫu Bắc.xlsx", "2025-12-12 15:30"),
    "MTR": Sheet("Xã Mẫu Trung.xlsx", "2025-12-15 08:15"),
    "MTH": Sheet("Xã Mẫu Thượng.xlsx", "2025-12-15 16:00"),
}

EXCELLENT, GOOD, DONE, NOT_DONE = "Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành"
NO_ZERO = (Condition(ConditionKind.NO_ZERO),)
CLASSES = (
    ClassRule(EXCELLENT, Decimal(95), conditions=NO_ZERO),
    ClassRule(GOOD, Decimal(85), conditions=NO_ZERO),
    ClassRule(DONE, Decimal(75)),
    ClassRule(NOT_DONE, Decimal(0)),
)
CITATION = "Bằng khen của Chủ tịch Ủy ban nhân dân thành phố"
CERTIFICATE = "Giấy khen của Giám đốc Sở Nội vụ"
AWARDS = (
    AwardRule(CITATION, Decimal(2), classes=(EXCELLENT,)),
    AwardRule(CERTIFICATE, Decimal(3), classes=(EXCELLENT, GOOD)),
)

BY_AUTHORITY = "Ý kiến của cấp có thẩm quyền (giả định): Phường Mẫu Bắc không bị trừ điểm, được xếp trước."
DECISIONS = Decisions(
    ties=(TieDecision("MBA", 1, BY_AUTHORITY), TieDecision("MTR", 2, BY_AUTHORITY)),
    class_caps=(
        ClassCap("MBA", GOOD, "Cấp phó của người đứng đầu bị kỷ luật khiển trách trong năm."),
        ClassCap("MTH", DONE, "Người đứng đầu bị kỷ luật cảnh cáo trong năm."),
    ),
    excuses=(Excuse("MHA", Treatment.NOT_SUBMITTED, "Không tự chấm điểm, không gửi báo cáo."),),
)

CLUSTER = Cluster(
    name="Khối thi đua dân vận Mẫu (giả định)",
    period="Năm 2025",
    period_kind="year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Sở Mẫu Đông (giả định)",
    deadline=date(2025, 12, 15),
    bonus_cap=Decimal(3),
    deduction_cap=Decimal(3),
    classes=CLASSES,
    awards=AWARDS,
    legal_bases=(
        "Căn cứ Quyết định số 2579/QĐ-UBND ngày 21 tháng 11 năm 2025 của Ủy ban nhân dân thành phố Cần Thơ (điểm các "
        "mục, mức thưởng, mức trừ, xếp loại tại Điều 4; tiêu chí chi tiết, các đơn vị và số liệu trong tệp này là giả "
        "định).",
    ),
    prose=(
        Prose(
            "báo cáo",
            "Tình hình tổ chức",
            "Báo cáo này minh họa trần điểm thưởng, trần điểm trừ, xếp loại có điều kiện và khống chế xếp loại; các "
            "đơn vị và toàn bộ số liệu là giả định.",
        ),
    ),
)

EXAMPLE = Example("thuong-tru-3", CLUSTER, TABLE, ANSWERS, SHEETS, decisions=DECISIONS)
