"""The scoring table of examples/cum-2: four sections on 1000 points, a bonus and a deduction section."""

from __future__ import annotations

from content.building import Row, bands, count, count_down, direct, head, leaf, numbered, passed, ratio
from emulation_cli.cluster.criteria import Group

MOVEMENT = [
    head(1, "I Tổ chức phong trào thi đua", 150),
    head(2, "1 Kế hoạch, bảng chấm điểm và giao ước thi đua", 60),
    leaf(
        3,
        "a) Ban hành kế hoạch phát động phong trào thi đua năm 2026 trước ngày 28/02/2026",
        20,
        passed(),
        proof="Kế hoạch số {n}/KH-{code} ngày 12/02/2026",
    ),
    leaf(
        3,
        "b) Ban hành bảng chấm điểm thi đua nội bộ trước ngày 31/3/2026",
        15,
        passed(requires="1.1.1"),
        proof="Quyết định số {n}/QĐ-{code} ngày 16/3/2026",
        note="Chỉ tính khi đã có kế hoạch phát động (dòng a).",
    ),
    leaf(3, "c) Ký kết giao ước thi đua và gửi đăng ký danh hiệu về Cụm trưởng đúng hạn", 10, passed()),
    leaf(
        3,
        "d) Tham gia đầy đủ các cuộc họp và hoạt động chung của Cụm",
        15,
        count_down("5", "lần vắng"),
        guidance="Mỗi lần vắng không có lý do chính đáng trừ 5 điểm.",
    ),
    head(2, "2 Công tác tuyên truyền", 50),
    leaf(
        3,
        "a) Tin, bài về phong trào thi đua và gương người tốt, việc tốt",
        20,
        ratio("tin, bài"),
        proof="Danh mục tin, bài kèm theo Báo cáo số {n}/BC-{code}",
    ),
    leaf(
        3,
        "b) Cập nhật chuyên mục thi đua, khen thưởng trên trang thông tin điện tử hằng tháng",
        15,
        count("2.5", "tháng"),
    ),
    leaf(3, "c) Hội nghị, tọa đàm, sinh hoạt chuyên đề tuyên truyền về thi đua", 15, count("5", "cuộc")),
    head(2, "3 Trao đổi kinh nghiệm", 40),
    leaf(
        3,
        "a) Chủ trì hoặc phối hợp tổ chức trao đổi kinh nghiệm giữa các đơn vị trong Cụm",
        20,
        count("10", "cuộc"),
    ),
    leaf(
        3,
        "b) Giới thiệu mô hình mới, cách làm hay có thể áp dụng trong Cụm",
        20,
        direct(),
        guidance="Có mô hình bằng văn bản: 10 điểm; đã được đơn vị khác trong Cụm áp dụng: thêm đến 10 điểm.",
    ),
]

TASKS = [
    head(1, "II Nhiệm vụ phát triển kinh tế - xã hội và quản lý nhà nước", 550),
    head(2, "1 Chỉ tiêu kế hoạch phát triển kinh tế - xã hội", 200),
    leaf(
        3,
        "a) Chỉ tiêu kinh tế - xã hội đạt hoặc vượt tiến độ 6 tháng",
        80,
        ratio("chỉ tiêu", floor="70"),
        proof="Báo cáo số {n}/BC-{code} ngày 25/6/2026",
    ),
    leaf(
        3,
        "b) Tỷ lệ giải ngân vốn đầu tư công so với kế hoạch năm",
        50,
        ratio("%", shortfall=("2", "1")),
        note="Không giao cho đơn vị không được phân bổ vốn đầu tư công.",
    ),
    leaf(
        3,
        "c) Nhiệm vụ do Ủy ban nhân dân thành phố giao hoàn thành đúng hạn",
        40,
        bands("nhiệm vụ", ("100", "40"), ("95", "36"), ("90", "30"), ("80", "20")),
        guidance="Chỉ tiêu: số nhiệm vụ đến hạn; Kết quả: số nhiệm vụ hoàn thành đúng hạn. "
        "Đạt 100%: 40 điểm; từ 95%: 36 điểm; từ 90%: 30 điểm; từ 80%: 20 điểm; dưới 80%: 0 điểm.",
    ),
    leaf(
        3, "d) Tiết kiệm chi thường xuyên so với chỉ tiêu được giao", 30, ratio("triệu đồng", excess=("0.5", "1", "3"))
    ),
    head(2, "2 Quản lý nhà nước theo ngành, lĩnh vực", 130),
    leaf(3, "a) Văn bản quản lý chuyên ngành ban hành đúng tiến độ", 30, ratio("văn bản")),
    leaf(3, "b) Thanh tra, kiểm tra chuyên ngành theo kế hoạch", 30, ratio("cuộc", floor="50")),
    leaf(
        3,
        "c) Tỷ lệ đơn thư thuộc thẩm quyền được giải quyết đúng quy định",
        25,
        bands("%", ("95", "25"), ("90", "20"), ("80", "12")),
    ),
    leaf(
        3,
        "d) Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn và trước hạn",
        25,
        bands("%", ("99", "25"), ("97", "20"), ("95", "15"), ("90", "8")),
    ),
    leaf(3, "đ) Hồ sơ quá hạn chưa có văn bản xin lỗi tổ chức, cá nhân", 20, count_down("0.5", "hồ sơ")),
    head(2, "3 Tham mưu, xây dựng văn bản", 100),
    leaf(
        3,
        "a) Đề án, dự thảo văn bản tham mưu trình đúng tiến độ",
        50,
        ratio("văn bản"),
        proof="Phụ lục theo dõi văn bản kèm theo Báo cáo số {n}/BC-{code}",
    ),
    leaf(3, "b) Văn bản tham mưu bị trả lại do không bảo đảm chất lượng", 30, count_down("5", "văn bản")),
    leaf(3, "c) Báo cáo định kỳ, báo cáo chuyên đề gửi chậm", 20, count_down("2", "báo cáo")),
    head(2, "4 Chương trình hành động", 70),
    leaf(
        3,
        "a) Ban hành chương trình hành động thực hiện nghị quyết về nhiệm vụ năm 2026",
        20,
        passed(),
        proof="Chương trình số {n}/CTr-{code} ngày 20/01/2026",
    ),
    leaf(
        3,
        "b) Nhiệm vụ trong chương trình hành động hoàn thành theo tiến độ",
        50,
        ratio("nhiệm vụ", floor="60", requires="2.4.1"),
        note="Chỉ tính khi đã ban hành chương trình hành động (dòng a).",
    ),
    head(2, "5 Cải cách hành chính, chuyển đổi số", 50),
    leaf(
        3,
        "a) Tỷ lệ hồ sơ nộp qua dịch vụ công trực tuyến toàn trình",
        25,
        bands("%", ("80", "25"), ("70", "20"), ("60", "15"), ("40", "8")),
    ),
    leaf(3, "b) Hồ sơ, tài liệu được số hóa theo kế hoạch", 15, ratio("hồ sơ")),
    leaf(
        3,
        "c) Số ngày giải quyết bình quân một hồ sơ thủ tục hành chính",
        10,
        ratio("ngày", less_is_better=True),
        guidance="Càng ít ngày càng tốt; bằng hoặc ít hơn chỉ tiêu được điểm tối đa.",
    ),
]

LABOUR = [
    head(1, "III Phong trào “Lao động giỏi, lao động sáng tạo”, điển hình tiên tiến, khen thưởng", 150),
    head(2, "1 Phong trào “Lao động giỏi, lao động sáng tạo”", 80),
    leaf(
        3,
        "a) Sáng kiến, giải pháp được Hội đồng sáng kiến cơ sở công nhận",
        30,
        ratio("sáng kiến", excess=("1", "10", "5")),
        proof="Quyết định công nhận số {n}/QĐ-{code} ngày 18/6/2026",
    ),
    leaf(
        3,
        "b) Tỷ lệ công chức, viên chức đăng ký “Lao động giỏi, lao động sáng tạo”",
        20,
        bands("%", ("90", "20"), ("80", "16"), ("70", "10")),
    ),
    leaf(3, "c) Công trình, sản phẩm thi đua chào mừng các ngày lễ lớn", 20, count("10", "công trình")),
    leaf(3, "d) Hiệu quả áp dụng sáng kiến trong thực hiện nhiệm vụ", 10, direct()),
    head(2, "2 Điển hình tiên tiến, công chức tiêu biểu và công tác khen thưởng", 70),
    leaf(3, "a) Gương công chức, viên chức tiêu biểu được phát hiện, giới thiệu", 20, count("5", "gương")),
    leaf(
        3,
        "b) Tỷ lệ khen thưởng cá nhân không giữ chức vụ lãnh đạo, quản lý",
        25,
        bands("%", ("70", "25"), ("60", "20"), ("50", "15")),
    ),
    leaf(3, "c) Hồ sơ khen thưởng bị trả lại hoặc gửi chậm", 15, count_down("5", "hồ sơ")),
    leaf(3, "d) Nhân rộng điển hình tiên tiến bằng hình thức phù hợp", 10, direct()),
]

PARTY = [
    head(1, "IV Xây dựng Đảng, đoàn thể và dân chủ ở cơ sở", 150),
    head(2, "1 Công tác xây dựng Đảng", 60),
    leaf(
        3,
        "a) Cấp ủy cơ sở lãnh đạo, chỉ đạo thực hiện nhiệm vụ chính trị",
        25,
        direct(),
        proof="Báo cáo số {n}-BC/ĐU sơ kết công tác xây dựng Đảng 6 tháng đầu năm 2026",
    ),
    leaf(3, "b) Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", 20, direct()),
    leaf(3, "c) Thực hiện không đúng chế độ sinh hoạt, báo cáo của cấp ủy", 15, count_down("3", "lần")),
    head(2, "2 Hoạt động của các tổ chức đoàn thể", 40),
    leaf(3, "a) Hoạt động của công đoàn cơ sở", 15, direct()),
    leaf(3, "b) Hoạt động của đoàn thanh niên, hội cựu chiến binh", 15, direct()),
    leaf(3, "c) Tham gia đầy đủ các cuộc vận động xã hội, từ thiện do thành phố phát động", 10, passed()),
    head(2, "3 Thực hiện dân chủ ở cơ sở", 50),
    leaf(
        3,
        "a) Tổ chức hội nghị cán bộ, công chức, viên chức và người lao động năm 2026",
        20,
        passed(),
        proof="Nghị quyết hội nghị số {n}/NQ-HN ngày 15/01/2026",
    ),
    leaf(3, "b) Thực hiện quy chế dân chủ, đối thoại định kỳ với công chức, viên chức", 15, direct()),
    leaf(3, "c) Công khai tài chính, tài sản công và công tác cán bộ đúng quy định", 15, passed()),
]

BONUS = [
    head(1, "V Điểm thưởng", 30, Group.BONUS, note="Cộng không quá 30 điểm."),
    leaf(
        2,
        "ĐK Không có tập thể, cá nhân bị kỷ luật trong kỳ (điều kiện tính điểm thưởng)",
        1,
        passed(),
        group=Group.UNCOUNTED,
        guidance="Điều kiện để tính dòng 1 và dòng 2; không cộng vào tổng điểm.",
    ),
    leaf(
        2,
        "1 Sáng kiến được công nhận có phạm vi ảnh hưởng cấp thành phố",
        15,
        count("5", "sáng kiến", requires="5.1"),
        group=Group.BONUS,
    ),
    leaf(
        2,
        "2 Tập thể, cá nhân được khen thưởng cấp Nhà nước, cấp bộ, ngành trung ương",
        15,
        count("5", "lượt", requires="5.1"),
        group=Group.BONUS,
    ),
    leaf(2, "3 Đăng cai tổ chức hội nghị, hội thao của Cụm", 5, passed(), group=Group.BONUS),
]

DEDUCTION = [
    head(1, "VI Điểm trừ", 40, Group.DEDUCTION, note="Trừ không quá 40 điểm."),
    leaf(
        2,
        "1 Gửi báo cáo, bảng chấm điểm về Cụm trưởng chậm hạn",
        10,
        count("5", "lần"),
        group=Group.DEDUCTION,
    ),
    leaf(
        2,
        "2 Tập thể, cá nhân bị xử lý kỷ luật từ khiển trách trở lên",
        30,
        count("10", "trường hợp"),
        group=Group.DEDUCTION,
    ),
    leaf(
        2,
        "3 Bị phê bình bằng văn bản do chậm thực hiện nhiệm vụ được giao",
        10,
        count("2.5", "văn bản"),
        group=Group.DEDUCTION,
    ),
]

TABLE: list[Row] = numbered([*MOVEMENT, *TASKS, *LABOUR, *PARTY, *BONUS, *DEDUCTION])
