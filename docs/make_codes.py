"""Write docs/ma-loi.md: every problem code, what it means, what it looks like, what to do.

The words are the catalogue's; the examples are findings of the spoilt sheets in tests/cases.

usage: python docs/make_codes.py [--check]      --check: exit 1 if the page on disk differs
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from emulation_cli.catalogue import PROBLEM_AREAS, area
from emulation_cli.problems import Place, Problem

PAGE = Path(__file__).with_name("ma-loi.md")
CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"
LONGEST = 72  # letters of a line in the contents
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"}
INTRO = """# Mã lỗi

Mỗi điều công cụ nêu ra có một mã không đổi, để tra ở đây (Ctrl+F rồi gõ mã, hoặc bấm vào mục lục) và để nói với nhau
cho gọn. Có ba mức:

- **Lỗi**: chưa thể xếp hạng chính thức đơn vị đó; kết quả chung là tạm tính cho đến khi sửa xong.
- **Cảnh báo**: vẫn dùng được, nhưng cần người xem lại.
- **Ghi chú**: để biết, không phải làm gì.

Ô trống, ô không đọc được, điểm vượt mức tối đa không bao giờ được tính là 0: điểm của tiêu chí đó được để treo và nêu
ra. Các ví dụ lấy từ một cụm nhỏ có ba đơn vị; chỗ ghi “tệp ▸ trang ▸ ô” là nơi cần mở ra xem. Trang này được viết từ
danh mục lời nhắn của chương trình và từ các phiếu thử (`python docs/make_codes.py`).
"""


class Group(NamedTuple):
    """A chapter: its title, a sentence, and what its codes begin with (an area's name takes what is left of it)."""

    title: str
    words: str
    starts: tuple[str, ...]


GROUPS = (
    Group("Thẩm định", "Tệp appraisal.xlsx và các cột thẩm định của phiếu.", ("apprais", "unit-not-appraised")),
    Group("Quyết định sau khi chấm", "Tệp decisions.xlsx.", ("decision",)),
    Group("Lập cluster.xlsx từ bảng có sẵn", "Lệnh emul init --from.", ("adopt-",)),
    Group(
        "Chữ và ô trong tệp",
        "Đọc được tệp, nhưng có chỗ cần xem.",
        ("file-cell", "file-skipped", "file-values-only", "text-legacy"),
    ),
    Group("Tệp không đọc được", "Tệp là gì và cần làm gì để có một phiếu đọc được.", ("files",)),
    Group(
        "Phiếu của ai, của kỳ nào",
        "Đơn vị gửi phiếu, nhiều tệp, gửi muộn, chưa gửi, phiếu cũ.",
        ("unit-", "sheet-", "sheets-", "several-", "criteria-"),
    ),
    Group(
        "Con số và câu trả lời trong ô",
        "Những gì được gõ vào phiếu.",
        ("number-", "percent-", "formula-", "cell-error", "answer-", "tick-", "evidence-"),
    ),
    Group("Bảng, dòng và cột của phiếu", "Phiếu bị thêm, bớt, sửa, ẩn hoặc gộp.", ("intake",)),
    Group("Điểm", "Từ kết quả đã ghi đến số điểm.", ("scoring",)),
    Group("Định nghĩa của cụm", "Tệp cluster.xlsx.", ("definition",)),
    Group("Việc chạy lệnh", "Lệnh dừng lại giữa chừng.", ("run",)),
)
ORDER = (4, 3, 5, 7, 6, 8, 0, 1, 9, 2, 10)  # in which the chapters stand; the list above is by who takes a code first


def page() -> str:
    """The whole page."""
    chapters = [(GROUPS[number], _codes_of(number)) for number in ORDER]
    parts = [INTRO, "## Mục lục\n"]
    for group, codes in chapters:
        parts.append(f"**{group.title}** – {group.words}\n")
        parts.append("\n".join(f"- [{code}](#{code}): {_brief(entry['message'])}" for code, entry in codes) + "\n")
    for group, codes in chapters:
        parts.append(f"## {group.title}\n\n{group.words}\n")
        parts += [_section(code, entry) for code, entry in codes]
    return "\n".join(parts)


@cache
def _codes_of(number: int) -> list[tuple[str, dict[str, str]]]:
    """A chapter's codes in the catalogue's order."""
    return [
        (code, entry)
        for name in PROBLEM_AREAS
        for code, entry in area("vi", name).items()
        if "severity" in entry and _chapter(code, name) == number
    ]


def _chapter(code: str, name: str) -> int:
    return next(n for n, group in enumerate(GROUPS) if code.startswith(group.starts) or name in group.starts)


def _section(code: str, entry: dict[str, str]) -> str:
    """One code: how bad, what is said (as it was really said, where a case yields it), what it means, what to do."""
    said = _said(code) or f"> {_open(entry['message'])}"
    means = [_plain(entry["means"])] if "means" in entry else []
    fix = _plain(_open(entry["fix"]))
    return (
        "\n\n".join([f"### {code}", f"**{SEVERITIES[entry['severity']]}**", said, *means, f"**Cần làm:** {fix}"]) + "\n"
    )


def _said(code: str) -> str:
    """The place and the words of the plainest example; '' where no case yields the code."""
    example = _examples().get(code)
    if example is None:
        return ""
    place = Place(example["file"], example["sheet"], example["cell"])
    found = Problem(code, place, example["unit"], example["criterion"], tuple(example["params"].items()))
    where = f"> **{_plain(str(place))}**<br>\n" if str(place) else ""
    return f"{where}> {_plain(found.message())}"


@cache
def _examples() -> dict[str, dict[str, Any]]:
    """For each code a finding of the case that yields the fewest of any."""
    found: dict[str, tuple[int, str, dict[str, Any]]] = {}
    for path in sorted(CASES.glob("*/expected.json")):
        problems = json.loads(path.read_text(encoding="utf-8"))["problems"]
        for one in problems:
            offered = (len(problems), path.parent.name, one)
            if one["code"] not in found or offered[:2] < found[one["code"]][:2]:
                found[one["code"]] = offered
    return {code: one for code, (_, _, one) in found.items()}


def _brief(message: str) -> str:
    """The beginning of a message, for the contents."""
    shown = _plain(re.split(r"[.;] |\.$", _open(message))[0])
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST].rpartition(' ')[0]}…"


def _open(template: str) -> str:
    """A text with … where values will stand; a doubled brace is a brace."""
    return re.sub(r"\{\{|\}\}|\{\w+(?::\w)?\}", lambda found: {"{{": "{", "}}": "}"}.get(found[0], "…"), template)


def _plain(text: str) -> str:
    """A text that markdown prints as it stands."""
    return re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", text)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
