"""examples/bo-phieu: equals settled by votes, then by head and deputy; awards by votes over all members; flags on top.

The rules come from several sources: at most two rounds of votes on equals, then the head and the deputy decide (Thông
tư 01/2024/TT-TANDTC, Điều 29); 80 % and 90 % of all members for the flags (Nghị định 98/2023, Điều 30); the flag of
the Government only among those who lead their cluster (Luật 06/2022, Điều 25, 26); points for flags on top of a scale
of 100 (a district of Hồ Chí Minh City). The table, the units, the people and every figure are made up.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from content.building import Cells, Sheet, count, count_down, direct, head, leaf, numbered, passed, ratio
from content.example import Draft, Example
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.decisions import (
    AwardBar,
    Decisions,
    Excuse,
    Meeting,
    NextTerm,
    Receipt,
    TieDecision,
    Treatment,
    Vote,
)
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import AwardRule, ClassRule, Quorum, Registration, TieBy, TieRule
from emulation_cli.forms.answers import Answer

TABLE = numbered(
    [
        head(1, "I Thực hiện nhiệm vụ chuyên môn", 60),
        leaf(2, "1 Tỷ lệ giải quyết các loại việc", 20, ratio("việc")),
        leaf(2, "2 Chất lượng giải quyết", 20, count_down("2", "việc bị hủy, sửa do lỗi chủ quan")),
        leaf(2, "3 Không để việc quá hạn luật định", 10, passed()),
        leaf(2, "4 Tỷ lệ hòa giải, đối thoại thành", 10, ratio("vụ")),
        head(1, "II Xây dựng đơn vị, cải cách hành chính", 20),
        leaf(2, "1 Xây dựng đơn vị, đoàn kết nội bộ", 10, direct()),
        leaf(2, "2 Cải cách hành chính, chuyển đổi số", 10, direct()),
        head(1, "III Tổ chức phong trào thi đua", 20),
        leaf(2, "1 Ký giao ước, đăng ký danh hiệu đúng hạn", 5, passed()),
        leaf(2, "2 Phong trào thi đua theo đợt, chuyên đề", 5, count("1", "phong trào")),
        leaf(2, "3 Phát hiện, nhân rộng điển hình", 5, direct()),
        leaf(2, "4 Tham gia hoạt động của Cụm", 5, direct()),
        head(1, "IV Thành tích được tặng cờ trong năm trước (cộng ngoài thang 100)", 25, Group.BONUS),
        leaf(2, "1 Cờ thi đua của thành phố, bộ", 10, passed(), group=Group.BONUS),
        leaf(2, "2 Cờ thi đua của Chính phủ", 15, passed(), group=Group.BONUS),
    ]
)

UNITS = tuple(
    Unit(code, f"Đơn vị Hoa {name} (giả định)", (f"Hoa {name}",), role)
    for code, name, role in (
        ("MAI", "Mai", "head"),
        ("DAO", "Đào", "deputy"),
        ("CUC", "Cúc", ""),
        ("LAN", "Lan", ""),
        ("HON", "Hồng", ""),
        ("SEN", "Sen", ""),
        ("HUE", "Huệ", ""),
    )
)

YES, NO = "đạt", "không"
ANSWERS: dict[str, tuple[Cells, ...]] = {
    # MAI, DAO, CUC, LAN, HON, SEN, HUE; a pair is (Kết quả, Chỉ tiêu). SEN and HUE sent nothing.
    "1.1": ((980, 1000), (490, 500), (735, 750), (588, 600), (810, 900), None, None),
    "1.2": (0, 1, 1, 0, 2, None, None),
    "1.3": (YES, YES, YES, YES, NO, None, None),
    "1.4": ((94, 100), (100, 100), (50, 50), (80, 100), (45, 60), None, None),
    "2.1": ("9.5", 9, "9.2", "9.4", 8, None, None),
    "2.2": ("9.5", "9.4", "9.2", 9, 8, None, None),
    "3.1": (YES, YES, YES, YES, YES, None, None),
    "3.2": (5, 5, 4, 5, 3, None, None),
    "3.3": ("4.5", 4, "4.5", 4, 4, None, None),
    "3.4": ("4.5", 4, "4.5", 4, 4, None, None),
    "4.1": (YES, NO, NO, NO, NO, None, None),
    "4.2": (NO, NO, NO, NO, NO, None, None),
}

SHEETS = {
    "MAI": Sheet("Hoa Mai.xlsx", "2025-12-03 09:10"),
    "DAO": Sheet("Hoa Đào.xlsx", "2025-12-04 15:25"),
    "CUC": Sheet("Hoa Cúc.xlsx", "2025-12-02 10:40"),
    "LAN": Sheet("Hoa Lan - bản ký số.xlsx", "2025-12-04 08:15"),
    "HON": Sheet("Hoa Hồng.xlsx", "2025-12-05 18:30"),
}
DRAFTS = {
    "LAN": Draft(Sheet("Hoa Lan - gửi lại.xlsx", "2025-12-06 10:20"), {"1.4": Answer(Decimal(100), Decimal(98))}),
}

GOVERNMENT, CITY = "Cờ thi đua của Chính phủ", "Cờ thi đua của thành phố"
CITATION, CERTIFICATE = "Bằng khen", "Giấy khen"
AWARDS = (
    AwardRule(GOVERNMENT, Decimal(1), ranks=(1, 1), registered=True, votes=Decimal(90)),
    AwardRule(CITY, Decimal(1), ranks=(1, 1), registered=True, votes=Decimal(80)),
    AwardRule(CITATION, Decimal(20), percent=True, round_up=True, classes=("Xuất sắc", "Tốt"), votes=Decimal(80)),
    AwardRule(CERTIFICATE, Decimal(50), percent=True),
)
MEMBERS = 7


def votes(award: str | None, counts: dict[str, int], vote_round: int = 1, valid: int = MEMBERS) -> tuple[Vote, ...]:
    """A round of seven ballots given out and returned."""
    return tuple(
        Vote(award, unit, vote_round, MEMBERS, MEMBERS, valid, number, MEMBERS) for unit, number in counts.items()
    )


GROUND = (
    "Sau hai vòng bỏ phiếu vẫn bằng nhau; Trưởng cụm và Phó Trưởng cụm thống nhất, đơn vị có thành tích nổi trội hơn."
)
DECISIONS = Decisions(
    ties=(TieDecision("DAO", 1, GROUND), TieDecision("CUC", 2, GROUND)),
    award_bars=(AwardBar("CUC", None, "Đang trong thời gian xem xét đơn khiếu nại."),),
    excuses=(
        Excuse("SEN", Treatment.NOT_SUBMITTED, "Không gửi bảng chấm điểm sau hai lần nhắc."),
        Excuse("HUE", Treatment.EXCUSED, "Mới thành lập từ tháng 10/2025."),
    ),
    receipts=(
        Receipt("LAN", "Hoa Lan - bản ký số.xlsx", datetime(2025, 12, 4, 9, 0), used=True),  # noqa: DTZ001
        Receipt("LAN", "Hoa Lan - gửi lại.xlsx", datetime(2025, 12, 6, 10, 30), used=False),  # noqa: DTZ001
        Receipt("HON", "Hoa Hồng.xlsx", datetime(2025, 12, 5, 16, 30)),  # noqa: DTZ001 - on paper, before the file
    ),
    votes=(
        *votes(None, {"DAO": 3, "CUC": 3, "LAN": 1}),
        *votes(None, {"DAO": 3, "CUC": 3}, 2, valid=6),
        *votes(GOVERNMENT, {"MAI": 6}),
        *votes(CITY, {"MAI": 6}),
        *votes(CITATION, {"DAO": 6, "LAN": 5}),
    ),
    meeting=(
        Meeting("time", "8 giờ 30 ngày 16 tháng 12 năm 2025"),
        Meeting("place", "Hội trường Đơn vị Hoa Mai (giả định)"),
        Meeting("chair", "Nguyễn Văn A, Trưởng cụm (giả định)"),
        Meeting("secretary", "Trần Thị B (giả định)"),
        Meeting("present", "6/7"),
        Meeting("absent", "Đơn vị Hoa Sen: lấy ý kiến bằng văn bản"),
    ),
    next_term=(NextTerm("head", "DAO"), NextTerm("deputy", "LAN")),
)

REPORT = (
    (
        "Tình hình tổ chức",
        "Bảng chấm điểm, các đơn vị, nhân sự và toàn bộ số liệu là giả định, chỉ để minh họa bỏ phiếu, phân định "
        "đơn vị bằng điểm và xét khen thưởng.",
    ),
)

CLUSTER = Cluster(
    name="Cụm thi đua Mẫu bỏ phiếu (giả định)",
    period="Năm 2025",
    period_kind="year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Đơn vị Hoa Mai (giả định)",
    deadline=datetime(2025, 12, 5, 17, 0),  # noqa: DTZ001 - what a clerk types into Excel has no time zone
    classes=(
        ClassRule("Xuất sắc", Decimal(90)),
        ClassRule("Tốt", Decimal(80)),
        ClassRule("Hoàn thành", Decimal(50)),
    ),
    ties=(TieRule(TieBy.POINTS, "1"), TieRule(TieBy.VOTE)),
    quorum=Quorum(2, 3),
    awards=AWARDS,
    registrations=(Registration("MAI", GOVERNMENT), Registration("MAI", CITY), Registration("DAO", CITATION)),
    prose=tuple(Prose("báo cáo", section, text) for section, text in REPORT),
)

EXAMPLE = Example(
    name="bo-phieu",
    cluster=CLUSTER,
    rows=TABLE,
    answers=ANSWERS,
    sheets=SHEETS,
    drafts=DRAFTS,
    decisions=DECISIONS,
)
