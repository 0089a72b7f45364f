"""The ranking as Markdown, read back by a Markdown parser: what it shows is what the results say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from factories import make_results
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from emulation_cli.cluster.rules import BonusInScale, RankBy
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.markdown import escaped, method, render
from emulation_cli.reports.outputs import write_outputs

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = (
    "a|b\\|c",
    "<script>alert(1)</script>",
    "*b* _i_ ~~s~~ `c` [x](y) ![p](q)",
    "# &amp; &lt;",
    "1. x",
    "- x\n\n# y",
)


def shown(tokens: list[Token]) -> Iterator[str]:
    """The text of each block as a reader sees it; markup other than the blocks themselves fails."""
    for token in tokens:
        assert token.type != "html_block"
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "strong_open", "strong_close", "text_special", "entity"}, kinds
            yield "".join(child.content for child in token.children or ())


def rows(markdown: str) -> list[list[str]]:
    """Every table row's cells."""
    found: list[list[str]] = []
    for token in PARSER.parse(markdown):
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline" and found and token.map and token.level > 3:
            found[-1].append("".join(child.content for child in token.children or ()))
    return [row for row in found if row]


def headings(markdown: str) -> list[str]:
    tokens = PARSER.parse(markdown)
    return [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]


def test_official_page() -> None:
    page = render(make_results())
    assert headings(page) == [
        *("Bảng xếp hạng Cụm thi đua số 2, 6 tháng đầu năm 2026", "Xếp hạng", "Đồng hạng", "Kiểm tra", "Cách tính"),
    ]
    assert "**Kết quả chính thức.**" in page
    assert "TẠM TÍNH" not in page


def test_ranking_table() -> None:
    found = rows(render(make_results()))
    assert found[0] == [
        *("Hạng", "Đơn vị", "Mục I (250)", "Mục II (250)", "Mục III (250)", "Mục IV (250)"),
        *("Điểm thưởng", "Điểm trừ", "Tổng điểm", "Tỷ lệ (%)", "Xếp loại"),
    ]
    assert found[5] == [
        *("5", "Ban Quản lý Bến bãi đường thủy", "221,75", "224,00", "226,25", "222,75"),
        *("0,00", "5,00", "889,75", "88,98", "Tốt"),
    ]
    assert len(found) == 11


def test_provisional_page_says_why_and_what_is_open() -> None:
    page = render(make_results(provisional=True))
    assert page.index("TẠM TÍNH") < page.index("## Xếp hạng")
    assert page.count("\n> - ") == 3
    assert "- Viện Nghiên cứu Đô thị ven sông: Chưa nhận được bảng chấm điểm." in page
    found = rows(page)
    assert found[7][8:10] == ["≥ 799,75", "≥ 79,98"]
    assert found[-2:] == [
        ["Sở Nghề truyền thống", "I.1. Nội dung 1 của mục I", "62,00", "Điểm vượt điểm tối đa."],
        ["Sở Ẩm thực và Lễ hội", "II.2. Nội dung 2 của mục II", "188,00", "Chưa có điểm tự chấm."],
    ]
    assert "3 lỗi phải sửa, 1 nội dung cần xem lại" in page


@pytest.mark.parametrize("units", [1, 60])
def test_every_unit_has_its_row(units: int) -> None:
    assert len(rows(render(make_results(units)))) == units + 1


def test_many_sections_stay_in_one_table() -> None:
    found = rows(render(make_results(2, sections=12)))
    assert [len(row) for row in found] == [2 + 12 + 2 + 3] * 3


def test_nobody_ranked() -> None:
    page = render(replace(make_results(2, provisional=True), standings=()))
    assert "Chưa có đơn vị nào được xếp hạng." in page
    assert rows(page) == []


def test_method_says_what_the_cluster_agreed() -> None:
    capped = make_results(2, places=1, bonus_cap=Decimal("12.50"), deduction_cap=Decimal(40), rank_by=RankBy.PERCENT)
    rounding, order = method(capped, "vi")
    assert "đến 1 chữ số thập phân" in rounding
    assert rounding.endswith("điểm chuẩn cộng điểm thưởng (không quá 12,5) trừ điểm trừ (không quá 40).")
    assert order.startswith("Xếp hạng theo tỷ lệ;")
    plain = make_results(2, bonus=False, deduction=False)
    assert method(plain, "vi")[0].endswith(": tổng điểm là điểm chuẩn.")
    cut = make_results(2, deduction=False, bonus_in_scale=BonusInScale.CUT)
    assert method(cut, "vi")[0].endswith("cộng điểm thưởng, không vượt quá điểm tối đa.")


def test_english_page() -> None:
    page = render(make_results(provisional=True), "en")
    assert headings(page)[1:5] == ["Ranking", "Shared ranks", "Not ranked", "Criteria without points yet"]
    assert rows(page)[1][8] == "994.00"


def test_hostile_names_are_shown_letter_by_letter() -> None:
    page = render(make_results(6, names=HOSTILE, name="Cụm <b>|*2*", provisional=True))
    texts = list(shown(PARSER.parse(page)))
    assert texts[0].startswith("Bảng xếp hạng Cụm <b>|*2*,")
    assert {row[1] for row in rows(page)[1:6]} == set(map(one_line, HOSTILE[:5]))
    assert any(text.startswith("- x # y: ") for text in texts)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_classes_and_sections_keep_the_table_whole(hostile: str) -> None:
    results = make_results(3)
    first, *rest = results.cluster.criteria
    cluster = replace(results.cluster, criteria=(replace(first, label=hostile, text=hostile), *rest))
    standings = tuple(replace(each, class_=hostile) for each in results.standings)
    page = render(replace(results, cluster=cluster, standings=standings))
    found = rows(page)
    assert {len(row) for row in found} == {11}
    assert {row[-1] for row in found[1:]} == {one_line(hostile)}
    assert any(one_line(hostile) in text for text in shown(PARSER.parse(page)))


def test_the_file_tells_its_encoding(tmp_path: Path) -> None:
    """Word takes a text without a mark for the machine's own code page."""
    results = make_results(2)
    (file,) = write_outputs(results, tmp_path, ["md"], "vi")
    assert file.read_bytes() == b"\xef\xbb\xbf" + render(results).encode()


def test_same_input_same_page() -> None:
    assert render(make_results(provisional=True)) == render(make_results(provisional=True))


@given(st.text(st.sampled_from("ab1.)-+*_=#>|\\`~[]()<!&;:/ \n\t{}$'\"") | st.characters(codec="utf-8"), max_size=20))
@example("---")
@example("- - -")
@example("1)")
@example("&#124;")
@example("\\|")
@example("==")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """As a list item and as a cell, beside other cells."""
    (item,) = shown(PARSER.parse(f"- {escaped(f'{text}.')}"))
    assert item == one_line(f"{text}.")
    (_, second) = rows(f"| a | b |\n|--|--|\n| x{escaped(text)} | y |")
    assert second == [f"x{one_line(text)}", "y"]
