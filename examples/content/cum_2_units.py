"""Who is in the cluster of examples/cum-2, what it agreed beside the table, and its papers' own prose."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from content.building import targets
from content.cum_2_table import TABLE
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import ClassRule, RankBy

UNITS = (
    Unit("STC", "Sở Tài chính", ("Tài chính",), "head", "Nguyễn Văn A", "Giám đốc"),
    Unit("SXD", "Sở Xây dựng", ("Xây dựng",), "deputy", "Trần Thị B", "Phó Giám đốc"),
    Unit("SNV", "Sở Nội vụ", ("Nội vụ",), "", "Lê Văn C", "Giám đốc"),
    Unit("SKHCN", "Sở Khoa học và Công nghệ", ("Sở KH&CN", "KHCN"), "", "Phạm Thị D", "Phó Giám đốc"),
    Unit("SCT", "Sở Công Thương", ("Công Thương",), "", "Hoàng Văn Đ", "Giám đốc"),
    Unit("SNNMT", "Sở Nông nghiệp và Môi trường", ("Sở NN&MT", "NNMT"), "", "Vũ Thị E", "Phó Giám đốc"),
    Unit("STP", "Sở Tư pháp", ("Tư pháp",), "", "Đặng Văn G", "Giám đốc"),
    Unit("TTTP", "Thanh tra thành phố", ("Thanh tra TP",), "", "Bùi Thị H", "Phó Chánh Thanh tra"),
    Unit("VPUB", "Văn phòng Ủy ban nhân dân thành phố", ("VP UBND", "VP UBND TP"), "", "Đỗ Văn I", "Chánh Văn phòng"),
    Unit("BQLKCN", "Ban Quản lý các khu công nghiệp", ("Ban QL các KCN",), "", "Ngô Thị K", "Phó Trưởng ban"),
)
CODES = tuple(unit.code for unit in UNITS)

X = "không giao"
TARGETS = targets(
    CODES,
    {
        # STC, SXD, SNV, SKHCN, SCT, SNNMT, STP, TTTP, VPUB, BQLKCN
        "1.2.1": (24, 24, 24, 18, 18, 24, 18, 18, 24, 18),
        "2.1.1": (12, 10, 8, 9, 11, 12, 6, 5, 8, 9),
        "2.1.2": (50, 50, 45, 45, 45, 50, X, X, 45, 50),
        "2.1.4": (850, 640, 420, 380, 360, 720, 210, 180, 560, 240),
        "2.5.1": (None, None, None, None, None, None, None, X, None, None),
        "2.5.2": (3200, 5400, 4100, 1800, 2600, 6200, 2900, 900, 3500, 1500),
        "2.5.3": (5, 12, 6, 7, 6, 14, 4, 20, 5, 9),
        "3.1.1": (10, 10, 8, 10, 8, 10, 6, 6, 8, 6),
    },
)

CLASSES = (
    ClassRule("Xuất sắc", Decimal(95), percent=True),
    ClassRule("Tốt", Decimal(85), percent=True),
    ClassRule("Khá", Decimal(75), percent=True),
    ClassRule("Trung bình", Decimal(0), percent=True),
)

LEGAL_BASES = (
    "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;",
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong "
    "lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng;",
    "Căn cứ Quy chế hoạt động và Giao ước thi đua năm 2026 của Cụm thi đua số 2 (văn bản giả định, số liệu minh họa).",
)

REPORT = (
    (
        "Tình hình tổ chức",
        "Cụm thi đua số 2 gồm 10 cơ quan chuyên môn, đơn vị trực thuộc Ủy ban nhân dân thành phố; Sở Tài chính là "
        "Cụm trưởng, Sở Xây dựng là Cụm phó. (Toàn bộ đơn vị, nhân sự và số liệu trong báo cáo này là giả định, "
        "chỉ để minh họa.)",
    ),
    (
        "Tình hình tổ chức",
        "Ngay từ đầu năm, Cụm đã họp thống nhất kế hoạch hoạt động, ký kết giao ước thi đua và ban hành bảng chấm điểm "
        "năm 2026 với bốn nội dung thi đua trên thang 1.000 điểm, cùng điểm thưởng và điểm trừ.",
    ),
    (
        "Kết quả thực hiện",
        "Các đơn vị bám sát chỉ đạo của Thành ủy, Hội đồng nhân dân, Ủy ban nhân dân thành phố; phần lớn chỉ tiêu kinh "
        "tế - xã hội được giao đạt hoặc vượt tiến độ 6 tháng; công tác tham mưu, cải cách hành chính và chuyển đổi số "
        "có chuyển biến rõ nét.",
    ),
    (
        "Kết quả thực hiện",
        "Phong trào “Lao động giỏi, lao động sáng tạo” được duy trì thường xuyên, nhiều sáng kiến được công nhận và áp "
        "dụng; việc phát hiện, giới thiệu gương công chức, viên chức tiêu biểu được các đơn vị quan tâm; dân chủ ở cơ "
        "sở được thực hiện nền nếp.",
    ),
    (
        "Tồn tại, hạn chế",
        "Tiến độ giải ngân vốn đầu tư công ở một số đơn vị còn chậm; hoạt động trao đổi kinh nghiệm trong Cụm chưa "
        "nhiều; còn đơn vị gửi báo cáo, bảng chấm điểm chậm so với thời hạn quy định.",
    ),
    (
        "Phương hướng, nhiệm vụ 6 tháng cuối năm",
        "Tiếp tục đẩy mạnh các phong trào thi đua, tập trung hoàn thành các chỉ tiêu kế hoạch năm 2026; đẩy nhanh tiến "
        "độ giải ngân vốn đầu tư công; nâng cao chất lượng văn bản tham mưu.",
    ),
    (
        "Phương hướng, nhiệm vụ 6 tháng cuối năm",
        "Tổ chức ít nhất hai cuộc trao đổi kinh nghiệm theo chuyên đề; chuẩn bị tổng kết, bình xét, suy tôn cuối năm "
        "bảo đảm công khai, dân chủ, đúng quy chế.",
    ),
    (
        "Đề xuất, kiến nghị",
        "Đề nghị cơ quan thường trực về thi đua, khen thưởng của thành phố sớm hướng dẫn tổng kết công tác thi đua năm "
        "2026 để các cụm, khối thi đua thống nhất thực hiện.",
    ),
)

CLUSTER = Cluster(
    name="Cụm thi đua số 2",
    period="6 tháng đầu năm 2026",
    period_kind="half_year",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    superior="Ủy ban nhân dân thành phố An Bình",
    head_agency="Sở Tài chính",
    locality="An Bình",
    deadline=datetime(2026, 7, 3, 17, 0),  # noqa: DTZ001 - what a clerk types into Excel has no time zone
    places=2,
    step=Decimal("0.25"),
    bonus_cap=Decimal(35),
    deduction_cap=Decimal(40),
    rank_by=RankBy.PERCENT,
    document_number="…/BC-CTĐ2",
    document_date=date(2026, 7, 10),
    addressees=(
        "Ủy ban nhân dân thành phố An Bình",
        "Sở Nội vụ (cơ quan thường trực về thi đua, khen thưởng)",
    ),
    recipients=("Như kính gửi", "Các đơn vị thành viên Cụm thi đua số 2", "Lưu: VT"),
    signer_position="Giám đốc",
    signer="Nguyễn Văn A",
    legal_bases=LEGAL_BASES,
    targets=TARGETS,
    classes=CLASSES,
    prose=tuple(Prose("báo cáo", section, text) for section, text in REPORT),
)
