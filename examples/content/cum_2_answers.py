"""What the ten units of examples/cum-2 filled in: a column a unit, in the order of the sheet Đơn vị.

A pair is (Kết quả, Chỉ tiêu) where the unit states its own target; `t("…")` is a number typed as text.
Every figure is made up.
"""

from __future__ import annotations

from decimal import Decimal

from content.building import Cells, Sheet
from content.building import Typed as t  # noqa: N813 - a one-letter word keeps the columns readable
from emulation_cli.forms.answers import Answer

YES, NO = "đạt", "không"
NOTHING = None
EVERYONE = (YES,) * 10

# fmt: off
ANSWERS: dict[str, tuple[Cells, ...]] = {
    #        STC, SXD, SNV, SKHCN, SCT, SNNMT, STP, TTTP, VPUB, BQLKCN
    "1.1.1": (YES, YES, YES, YES, YES, YES, YES, YES, YES, NO),
    "1.1.2": EVERYONE,
    "1.1.3": EVERYONE,
    "1.1.4": (0, 0, 0, 0, 0, 0, 1, 0, 0, 1),
    "1.2.1": (30, 24, 26, 20, 17, 22, 15, 18, t("24"), 12),
    "1.2.2": (6, 6, 6, 6, 5, 6, 6, 5, 6, 4),
    "1.2.3": (3, 3, 3, 2, 3, 2, 2, 2, 3, 1),
    "1.3.1": (2, 1, 1, 2, 1, 1, 1, 1, 1, 1),
    "1.3.2": (18, 15, t("17,5"), 19, 15, 13, 14, 10, 13, 8),
    "2.1.1": (12, 10, 8, 9, 10, 11, 6, 5, 8, 7),
    "2.1.2": (52, t("44,5"), 45, 45, "43.2", 46, NOTHING, NOTHING, 46, 45),
    "2.1.3": ((62, 62), (48, 50), (41, 41), (32, 33), (36, 38), (55, 57), (29, 29), (22, 23), (88, 90), (25, 30)),
    "2.1.4": (884, 640, 455, 391, 352, 705, 210, 186, 560, 231),
    "2.2.1": ((14, 14), (18, 19), (9, 9), (8, 8), (11, 12), (17, 18), (10, 10), (4, 4), (6, 6), (5, 7)),
    "2.2.2": ((6, 6), (10, 10), (7, 7), (4, 4), (8, 9), (11, 12), (5, 5), (9, 9), (2, 2), (2, 5)),
    "2.2.3": (100, "93.5", 98, 100, 96, "91.2", t("97,5"), 100, 95, 86),
    "2.2.4": ("99.6", "97.2", 99, "99.2", "98.4", "96.8", "99.5", "95.5", "99.1", "94.2"),
    "2.2.5": (0, 7, 0, 1, 4, 12, 0, 2, 0, 9),
    "2.3.1": ((34, 35), (27, 29), (30, 31), (18, 18), (19, 21), (31, 34), (22, 22), (11, 12), (46, 47), (11, 14)),
    "2.3.2": (0, 1, 0, 1, 1, 1, 0, 1, 1, 2),
    "2.3.3": (0, 1, 0, 1, 0, 2, NOTHING, 0, 0, 2),
    "2.4.1": EVERYONE,
    "2.4.2": ((18, 18), (14, 16), (15, 15), (13, 13), (12, 14), (17, 20), (10, 11), (8, 10), (16, 16), (8, 12)),
    "2.5.1": ("84.5", 72, "81.3", 88, t("79,6%"), 66, 80, NOTHING, "70.4", 58),
    "2.5.2": (3200, 5141, 4100, 1800, 2470, 5850, 2900, 860, 3500, 1180),
    "2.5.3": ("4.5", "12.5", 6, "6.5", "6.4", 15, 4, 21, 5, 11),
    "3.1.1": (11, 9, 9, 15, 8, 9, 6, 5, 8, 4),
    "3.1.2": (96, 88, 95, 100, 91, 85, 92, 90, 93, 82),
    "3.1.3": (2, 2, 2, 2, 2, 1, 1, 1, 2, 1),
    "3.1.4": ("9.5", "8.5", 9, 10, 9, 8, "8.5", 8, t("9/10"), 6),
    "3.2.1": (4, 4, 4, 4, 4, 3, 3, 3, 4, 2),
    "3.2.2": (72, 68, 75, 70, 66, 71, 64, 58, 61, 60),
    "3.2.3": (0, 0, 0, 0, 1, 0, 1, 0, 0, 1),
    "3.2.4": ("9.5", "8.5", "9.25", "9.5", 9, "8.5", 8, "8.25", "8.5", "6.5"),
    "4.1.1": (24, "23.5", t("24,5"), 24, "23.75", 23, "23.5", 24, "23.75", 20),
    "4.1.2": ("19.5", 19, t("19,5"), 19, "18.5", "18.5", "18.5", 19, 19, 16),
    "4.1.3": (0, 0, 0, 0, 0, 1, 0, 0, 0, 1),
    "4.2.1": ("14.5", 14, "14.5", 14, 14, "13.5", "13.5", "13.5", 14, 12),
    "4.2.2": (14, 14, 14, "14.5", "13.5", "13.5", 13, 13, 14, 11),
    "4.2.3": EVERYONE,
    "4.3.1": EVERYONE,
    "4.3.2": ("14.5", 14, "14.5", 14, t("13,5 điểm"), 14, "13.5", 14, "14.25", "11.5"),
    "4.3.3": EVERYONE,
    "5.1": (YES, YES, YES, YES, YES, NO, YES, YES, YES, YES),
    "5.2": (1, 0, 1, 3, 0, 0, 0, 0, 0, 0),
    "5.3": (1, 0, 1, 3, 0, 1, 0, 0, 1, 0),
    "5.4": (YES, NO, NO, YES, NO, NO, NO, NO, NO, NO),
    "6.1": (0, 0, 0, 0, 0, 0, 1, 0, 0, 1),
    "6.2": (0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
    "6.3": (0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
}
# fmt: on

SPECIAL: dict[tuple[str, str], Answer] = {
    ("SNNMT", "2.2.1"): Answer(actual="17"),
    ("STP", "2.3.3"): Answer(self_score=Decimal(18), explanation="Gửi chậm 01 báo cáo chuyên đề (đã giải trình)."),
    ("TTTP", "3.2.2"): Answer(
        self_score=Decimal(20),
        explanation="Trong kỳ chủ yếu khen thưởng theo chuyên đề nên tỷ lệ cá nhân trực tiếp chưa cao.",
    ),
    ("SXD", "2.1.2"): Answer(explanation="Hai dự án vướng mặt bằng, đã báo cáo tại Công văn số 845/SXD-KH."),
    ("BQLKCN", "1.1.1"): Answer(explanation="Kế hoạch ban hành ngày 16/3/2026, chậm so với quy định."),
    ("BQLKCN", "2.2.2"): Answer(explanation="Ba cuộc kiểm tra chuyển sang quý III/2026."),
    ("SNNMT", "6.2"): Answer(explanation="01 viên chức bị khiển trách (Quyết định số 216/QĐ-SNNMT)."),
    ("STP", "6.1"): Answer(explanation="Gửi bảng chấm điểm sau thời hạn 02 ngày làm việc."),
    ("SKHCN", "5.2"): Answer(evidence="Quyết định công nhận sáng kiến cấp thành phố số 1178/QĐ-UBND"),
    ("SKHCN", "5.3"): Answer(evidence="Danh sách khen thưởng kèm theo Báo cáo số 64/BC-SKHCN"),
    ("STC", "5.2"): Answer(evidence="Quyết định công nhận sáng kiến cấp thành phố số 1178/QĐ-UBND"),
    ("STC", "5.3"): Answer(evidence="Bằng khen của Bộ Tài chính (01 tập thể)"),
    ("SNV", "5.2"): Answer(evidence="Quyết định công nhận sáng kiến cấp thành phố số 1203/QĐ-UBND"),
    ("SNV", "5.3"): Answer(evidence="Bằng khen của Bộ Nội vụ (01 tập thể)"),
    ("VPUB", "5.3"): Answer(evidence="Bằng khen của Thủ tướng Chính phủ (01 cá nhân)"),
}

# Where each unit's sheet lies under collected/, under the name that the unit gave it, and when it was saved
# (the deadline is 17:00 on 3 July).
SHEETS: dict[str, Sheet] = {
    "STC": Sheet("Sở Tài chính.xlsx", "2026-07-02 09:15"),
    "SXD": Sheet("SXD cham diem thi dua 6T 2026.xlsx", "2026-07-03 15:40"),
    "SNV": Sheet("Sở Nội vụ/Bảng chấm điểm 6 tháng - Sở Nội vụ (bản chốt).xlsx", "2026-07-01 16:20"),
    "SKHCN": Sheet("SKHCN/Bảng tự chấm Sở KH&CN.xlsx", "2026-07-02 14:05"),
    "SCT": Sheet("Công Thương_tự chấm.xlsx", "2026-07-03 10:30"),
    "SNNMT": Sheet("Sở NN và MT/bang cham diem.xlsx", "2026-07-03 16:55"),
    "STP": Sheet("Sở Tư pháp.xlsx", "2026-07-07 08:10"),
    "TTTP": Sheet("thanh tra tp.xlsx", "2026-06-30 17:25"),
    "VPUB": Sheet("VP UBND TP 6 thang.xlsx", "2026-07-02 11:00"),
    "BQLKCN": Sheet("BQL các KCN (1).xlsx", "2026-07-03 16:10"),
}
NOTE_ROWS = {
    "SNV": ("Quản lý nhà nước theo ngành, lĩnh vực", "Ghi chú: số liệu mục này tính đến hết ngày 25/6/2026."),
}
HIGHLIGHTS = {
    "SKHCN": (
        ("Chuyển đổi số", "88% hồ sơ nộp qua dịch vụ công trực tuyến toàn trình; không còn hồ sơ giấy nội bộ."),
        ("Sáng kiến", "15 sáng kiến được công nhận, trong đó 3 sáng kiến có phạm vi ảnh hưởng cấp thành phố."),
    ),
    "STC": (("Tài chính, ngân sách", "Tiết kiệm chi thường xuyên 884 triệu đồng, vượt 4% chỉ tiêu được giao."),),
    "SNV": (("Công tác cán bộ", "Hoàn thành số hóa 4.100 hồ sơ công chức, viên chức, đúng kế hoạch."),),
    "SCT": (("Trao đổi kinh nghiệm", "Tổ chức tọa đàm về xúc tiến thương mại với các đơn vị trong Cụm."),),
}
ATTACHMENTS = {
    "Sở Nội vụ/Danh mục minh chứng.pdf": "So Noi vu - danh muc minh chung (tai lieu minh hoa)",
    "SKHCN/Báo cáo sơ kết 6 tháng.docx": "Báo cáo sơ kết 6 tháng đầu năm 2026 của Sở Khoa học và Công nghệ (minh họa).",
}
