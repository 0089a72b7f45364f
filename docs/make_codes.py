"""Write docs/ma-loi.md from the catalogue: every problem code, what it says, what to do.

usage: python docs/make_codes.py [--check]      --check: exit 1 if the page on disk differs
"""

from __future__ import annotations

import sys
from pathlib import Path

from emulation_cli.catalogue import PROBLEM_AREAS, area

PAGE = Path(__file__).with_name("ma-loi.md")
AREAS = {
    "run": "Việc chạy lệnh",
    "files": "Tệp",
    "definition": "cluster.xlsx",
    "intake": "Phiếu gửi về",
    "scoring": "Điểm",
}
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"}
INTRO = """# Mã lỗi

Mỗi điều công cụ nêu ra có một mã không đổi. **Lỗi**: đơn vị chưa thể xếp hạng chính thức. **Cảnh báo**: vẫn dùng được,
cần người xem lại. **Ghi chú**: để biết. Chữ trong ngoặc {…} được thay bằng số liệu cụ thể. Trang này được viết từ
danh mục lời nhắn của chương trình (`python docs/make_codes.py`).
"""


def page() -> str:
    """The whole page."""
    parts = [INTRO]
    for name in PROBLEM_AREAS:
        parts.append(f"## {AREAS[name]}\n")
        for code, entry in sorted(area("vi", name).items()):
            if "severity" in entry:
                severity = SEVERITIES[entry["severity"]]
                parts.append(f"### {code}\n\n**{severity}.** {entry['message']}\n\n→ {entry['fix']}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
