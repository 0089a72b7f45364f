"""examples/can-tho-157: the table of Kế hoạch 157/KH-UBND (Cần Thơ, 18/11/2025, Phụ lục) with made-up communes.

The criteria and their points are the published ones (100 points and 15 bonus points inside a scale of 115). The six
communes and every figure are made up. Where the published text lets 90 % and 95 % belong to two bands, the higher
band is taken, and the table says so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from content.building import Cells, Sheet, bands, count, head, leaf, numbered, passed, ratio
from content.example import Example
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import BonusInScale

ROWS = [
    head(
        1,
        "I Nhóm xã, phường",
        115,
        note="115 = 100 điểm chuẩn + 15 điểm cộng. Kế hoạch còn có nhóm II (tổ chức cung cấp dịch vụ chi trả), không "
        "chấm điểm mà xếp theo số lượng, cùng thứ tự xét khi bằng nhau; hai phần đó chưa đưa vào tệp này.",
    ),
    leaf(
        2,
        "ĐK Có kế hoạch và tài liệu chứng minh đã tuyên truyền (điều kiện của tiêu chí 1)",
        1,
        passed(),
        group=Group.UNCOUNTED,
        proof="Kế hoạch tuyên truyền số {n}/KH-UBND và tài liệu kèm theo",
        guidance="Không bảo đảm điều kiện này thì không được tính điểm chuẩn của tiêu chí 1.",
    ),
    leaf(
        2,
        "1 Tỷ lệ % người hưởng trợ cấp xã hội, trợ cấp hưu trí xã hội chưa có tài khoản được tuyên truyền, giải thích "
        "lợi ích của giao dịch thanh toán không dùng tiền mặt và vận động mở tài khoản thanh toán để nhận chi trả trợ "
        "cấp từ ngân sách nhà nước",
        20,
        count("0.4", "người xác nhận", requires="1.1"),
        guidance="Chọn ngẫu nhiên 50 người; mỗi người xác nhận được tuyên truyền tính 0,4 điểm.",
    ),
    leaf(
        2,
        "2 Tỷ lệ % người hưởng trợ cấp xã hội, hưu trí xã hội mở mới tài khoản ngân hàng, ví điện tử hoặc người đã có "
        "tài khoản tự nguyện cung cấp số tài khoản để nhận tiền trợ cấp bằng phương thức không dùng tiền mặt",
        40,
        ratio("người"),
        guidance="Chỉ tiêu: a = tổng số người hưởng. Kết quả: b = số người mở mới hoặc tự nguyện cung cấp. "
        "Điểm = b/a × 40.",
    ),
    leaf(
        2,
        "3 Tỷ lệ % người hưởng trợ cấp xã hội, hưu trí xã hội mở mới tài khoản mới được phát hành thẻ ATM hoặc người "
        "đã có tài khoản, thẻ ATM tự nguyện cung cấp số tài khoản để nhận tiền trợ cấp bằng phương thức không dùng "
        "tiền mặt",
        20,
        ratio("người"),
        guidance="Chỉ tiêu: a = tổng số người mở mới tài khoản. Kết quả: b = số người được phát hành thẻ mới hoặc tự "
        "nguyện cung cấp. Điểm = b/a × 20.",
    ),
    leaf(
        2,
        "4 Tỷ lệ % người hưởng trợ cấp (bao gồm người được ủy quyền nhận thay) nhận tiền trợ cấp bằng phương thức "
        "không dùng tiền mặt",
        20,
        ratio("người"),
        guidance="Chỉ tiêu: a = tổng số người hưởng. Kết quả: b = số người nhận không dùng tiền mặt. Điểm = b/a × 20.",
    ),
    head(2, "5 Điểm cộng", 15, Group.BONUS),
    leaf(
        3,
        "5.1 Đơn vị đạt tỷ lệ 100% người hưởng trợ cấp xã hội, hưu trí xã hội mở mới tài khoản ngân hàng bảo đảm theo "
        "thời gian thi đua của kế hoạch",
        5,
        passed(),
        group=Group.BONUS,
        guidance="Đạt 100%: cộng 5 điểm; không đạt: 0. Đơn vị đã đạt 100% trước khi ban hành kế hoạch đương nhiên được "
        "cộng 5 điểm.",
    ),
    leaf(
        3,
        "5.2 Đơn vị có tỷ lệ người hưởng trợ cấp (bao gồm người được ủy quyền nhận thay) nhận tiền trợ cấp bằng phương "
        "thức không dùng tiền mặt từ 88% trở lên",
        5,
        bands("người", ("100", "5"), ("95", "4"), ("90", "3"), ("88", "2")),
        group=Group.BONUS,
        guidance="Chỉ tiêu: a = tổng số người hưởng. Kết quả: b = số người nhận không dùng tiền mặt. "
        "Từ 88% đến dưới 90%: 2 điểm; từ 90% đến dưới 95%: 3 điểm; từ 95% đến dưới 100%: 4 điểm; 100%: 5 điểm.",
        note="Bản công bố ghi “88 - 90%” và “90-95%”, “95- dưới 100%”: mốc 90% và 95% thuộc hai khoảng. Ở đây mốc 90% "
        "tính vào khoảng 3 điểm, mốc 95% tính vào khoảng 4 điểm.",
    ),
    leaf(
        3,
        "5.3 Đơn vị đạt tỷ lệ 100% số người hưởng trợ cấp xã hội, trợ cấp hưu trí xã hội hàng tháng được rà soát, cập "
        "nhật dữ liệu và lập danh sách chi trả qua hệ thống phần mềm trực tuyến "
        "(https://misposasoft.molisa.gov.vn/)",
        5,
        bands("người", ("100", "5")),
        group=Group.BONUS,
        guidance="Chỉ tiêu: tổng số người hưởng. Kết quả: số người đã cập nhật. Đạt 100%: cộng 5 điểm; không đạt: 0.",
    ),
]
TABLE = numbered(ROWS)

UNITS = tuple(
    Unit(code, f"{name} (giả định)", (name,))
    for code, name in (
        ("MAN", "Xã Mẫu An"),
        ("MBI", "Xã Mẫu Bình"),
        ("MCH", "Phường Mẫu Châu"),
        ("MDU", "Xã Mẫu Dương"),
        ("MGI", "Phường Mẫu Giang"),
        ("MHO", "Xã Mẫu Hòa"),
    )
)

ANSWERS: dict[str, tuple[Cells, ...]] = {
    # Mẫu An, Mẫu Bình, Mẫu Châu, Mẫu Dương, Mẫu Giang, Mẫu Hòa; a pair is (b, a)
    "1.1": ("đạt", "đạt", "đạt", "không", "đạt", "đạt"),
    "1.2": (50, 47, 49, 44, 50, 41),
    "1.3": ((1250, 1250), (951, 980), (2140, 2140), (1012, 1100), (1685, 1685), (618, 760)),
    "1.4": ((405, 420), (298, 322), (688, 700), (274, 310), (512, 512), (160, 205)),
    "1.5": ((1193, 1250), (882, 980), (2033, 2140), (968, 1100), (1685, 1685), (668, 760)),
    "1.6.1": ("đạt", "không", "đạt", "không", "đạt", "không"),
    "1.6.2": ((1193, 1250), (882, 980), (2033, 2140), (968, 1100), (1685, 1685), (668, 760)),
    "1.6.3": ((1250, 1250), (980, 980), (2140, 2140), (1100, 1100), (1670, 1685), (760, 760)),
}

SHEETS = {
    "MAN": Sheet("Xã Mẫu An.xlsx", "2025-12-29 09:00"),
    "MBI": Sheet("Xã Mẫu Bình.xlsx", "2025-12-30 14:30"),
    "MCH": Sheet("Phường Mẫu Châu.xlsx", "2025-12-30 10:15"),
    "MDU": Sheet("Xã Mẫu Dương.xlsx", "2025-12-31 16:45"),
    "MGI": Sheet("Phường Mẫu Giang.xlsx", "2025-12-26 08:20"),
    "MHO": Sheet("Xã Mẫu Hòa.xlsx", "2025-12-31 11:05"),
}

REPORT = (
    (
        "Tình hình tổ chức",
        "Báo cáo này dùng bảng chấm điểm đã công bố của Kế hoạch số 157/KH-UBND; các xã, phường và toàn bộ số liệu là "
        "giả định, chỉ để minh họa cách chấm.",
    ),
    (
        "Kết quả thực hiện",
        "Mốc 90% và 95% của tiêu chí 5.2 thuộc hai khoảng trong bản công bố; bảng này tính vào khoảng cao hơn.",
    ),
)

CLUSTER = Cluster(
    name="Nhóm xã, phường (giả định)",
    period="Chi trả trợ cấp không dùng tiền mặt năm 2025",
    period_kind="topic",
    units=UNITS,
    criteria=tuple(row.criterion for row in TABLE),
    head_agency="Đơn vị tổng hợp (giả định)",
    deadline=date(2025, 12, 31),
    bonus_cap=Decimal(15),
    bonus_in_scale=BonusInScale.INSIDE,
    legal_bases=(
        "Căn cứ Kế hoạch số 157/KH-UBND ngày 18 tháng 11 năm 2025 của Ủy ban nhân dân thành phố Cần Thơ (bảng chấm "
        "điểm tại Phụ lục; các xã, phường và số liệu trong tệp này là giả định).",
    ),
    prose=tuple(Prose("báo cáo", section, text) for section, text in REPORT),
)

EXAMPLE = Example("can-tho-157", CLUSTER, TABLE, ANSWERS, SHEETS)
