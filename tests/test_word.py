"""The report as a Word file: its layout after Nghị định 30/2020, its tables, what it withstands."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from factories import make_results
from lxml import etree

from emulation_cli.files import resource
from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.material import UPRIGHT
from emulation_cli.reports.grids import TABLE_STYLE
from emulation_cli.reports.word import write
from emulation_cli.reports.wordfile import Template, own_template

Written = Callable[..., Document]
VARIANTS: dict[str, dict[str, Any]] = {
    "ten": {},
    "ten provisional": {"provisional": True},
    "one": {"units": 1},
    "sixty provisional": {"units": 60, "provisional": True},
    "one section": {"sections": 1, "bonus": False, "deduction": False},
    "eight sections": {"units": 12, "sections": 8, "provisional": True},
    "sixteen sections": {"units": 3, "sections": 14},
    "nothing filled in": {
        "units": 2,
        "superior": "",
        "head_agency": "",
        "document_date": None,
        "addressees": (),
        "recipients": (),
        "legal_bases": (),
        "prose": (),
        "classes": (),
        "signer": "",
        "signer_position": "",
    },
}
HOSTILE = (
    "A & B <b>\"x\" 'y'</b>",
    "{{ cluster }} {% if %} {#",
    "x" * 250,
    "Sở " + "rất dài " * 31 + "!",
    "=1+1",
    "]]>",
)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def make(language: str = "vi", template: Path | None = None, **fields: Any) -> Document:
        write(make_results(**fields), tmp_path / "báo cáo.docx", language, template)
        return docx.Document(str(tmp_path / "báo cáo.docx"))

    return make


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str], Path]:
    """The template with one more paragraph, as a secretary might add it."""

    def make(text: str) -> Path:
        document = docx.Document(str(own_template("bao-cao", "vi")))
        document.add_paragraph(text)
        document.save(str(tmp_path / "mẫu.docx"))
        return tmp_path / "mẫu.docx"

    return make


def lines(document: Document, style: str) -> list[str]:
    """Texts of the paragraphs of a style, tables included, in the order of the file."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
        if paragraph.style == style
    ]


def score_tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if table._element.tblPr.style == TABLE_STYLE
    ]


def test_blocks_of_the_letterhead_and_the_end(written: Written) -> None:
    found = written()
    assert lines(found, "CoQuanChuQuan") == ["Ủy ban nhân dân thành phố Bến Sen"]
    assert lines(found, "CoQuanBanHanh") == ["Cụm thi đua số 2"]
    assert lines(found, "QuocHieu") == ["Cộng hòa xã hội chủ nghĩa Việt Nam"]
    assert lines(found, "TieuNgu") == ["Độc lập - Tự do - Hạnh phúc"]
    assert lines(found, "SoKyHieu") == ["Số: 05/BC-CTĐ2"]
    assert lines(found, "DiaDanh") == ["Bến Sen, ngày 05 tháng 7 năm 2026"]
    assert (lines(found, "Title"), lines(found, "Subtitle")) == (
        ["Báo cáo"],
        ["Sơ kết công tác thi đua 6 tháng đầu năm 2026"],
    )
    assert lines(found, "BodyText")[-1].endswith("của Cụm thi đua số 2./.")
    assert lines(found, "NoiNhanDong") == ["- Như trên;", "- Các đơn vị trong Cụm;", "- Lưu: VT."]
    assert lines(found, "HoTenKy") == ["Nguyễn Thị Sen"]


def test_headings_count_themselves_and_stand_in_order(written: Written) -> None:
    found = written()
    assert lines(found, "Heading1") == [
        *("Tổ chức thi đua", "Kết quả thi đua", "Tồn tại, hạn chế", "Phương hướng, nhiệm vụ", "Kiến nghị, đề xuất"),
    ]
    assert lines(found, "Heading2") == ["Việc gửi bảng chấm điểm", "Kết quả xếp hạng", "Kết quả nổi bật của các đơn vị"]
    assert lines(written(prose=()), "Heading1") == ["Kết quả thi đua"]
    for level in (1, 2):
        assert found.styles[f"Heading {level}"].element.pPr.numPr.ilvl.val == level - 1


def test_page_is_a4_with_the_margins_of_the_decree(written: Written) -> None:
    section = written().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.bottom_margin.mm)) == (20, 20)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)


def test_page_number_in_the_top_margin_from_the_second_page(written: Written) -> None:
    section = written().sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in etree.tostring(section.header._element, encoding="unicode")
    assert section.first_page_header.is_linked_to_previous  # there is none
    assert section.header.paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_one_font_in_every_slot(written: Written) -> None:
    fonts = [each for part in (written().styles.element, written().element) for each in part.iter(qn("w:rFonts"))]
    assert len(fonts) == 1
    assert {fonts[0].get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert len(fonts[0].attrib) == 4


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 13, True, None),
        ("Tiêu ngữ", 14, True, None),
        ("Cơ quan chủ quản", 13, False, None),
        ("Cơ quan ban hành", 13, True, None),
        ("Số ký hiệu", 13, False, None),
        ("Địa danh, ngày tháng", 14, False, True),
        ("Title", 14, True, None),
        ("Subtitle", 14, True, None),
        ("Căn cứ", 14, False, True),
        ("Chức vụ người ký", 14, True, None),
        ("Họ tên người ký", 14, True, None),
        ("Nơi nhận", 12, True, True),
        ("Nơi nhận - dòng", 11, False, None),
        ("Header", 13, False, None),
    ],
)
def test_sizes_and_weights_of_the_decree(style: str, size: int, bold: bool, italic: bool | None) -> None:
    font = docx.Document(str(own_template("bao-cao", "vi"))).styles[style].font
    assert (font.size.pt, font.bold, font.italic) == (size, bold, italic)


def test_body_is_justified_with_an_indent_and_space(written: Written) -> None:
    style = written().styles["Body Text"]
    layout = style.paragraph_format
    assert (style.font.size.pt, layout.alignment) == (14, WD_ALIGN_PARAGRAPH.JUSTIFY)
    assert round(layout.first_line_indent.cm, 2) == 1.27
    assert layout.space_after.pt >= 6


def test_ranking_table(written: Written) -> None:
    (table,) = score_tables(written())
    assert table[0] == [
        *("Hạng", "Đơn vị", "Mục\u00a0I\n(250)", "Mục\u00a0II\n(250)", "Mục\u00a0III\n(250)", "Mục\u00a0IV\n(250)"),
        *("Điểm thưởng", "Điểm trừ", "Tổng điểm", "Tỷ lệ (%)", "Xếp loại"),
    ]
    assert table[5] == [
        *("5", "Ban Quản lý Bến bãi đường thủy", "221,75", "224,00", "226,25", "222,75"),
        *("0,00", "5,00", "889,75", "88,98", "Tốt"),
    ]
    assert [row[0] for row in table[1:]] == ["1", "2", "3", "4", "5", "5", "7", "8", "9", "10"]


def test_provisional_stands_at_the_very_top(written: Written) -> None:
    found = written(provisional=True)
    assert found.paragraphs[0].text == "TẠM TÍNH"
    assert found.element.body[0] is found.paragraphs[0]._element
    assert len(lines(found, "TamTinhLyDo")) == 3
    ranking, open_ = score_tables(found)
    assert ranking[7][8] == "≥\u00a0799,75"
    assert [row[2] for row in open_] == ["Điểm tối đa", "62,00", "188,00"]
    assert not lines(written(), "TamTinh")


@pytest.mark.parametrize("name", VARIANTS)
def test_tables_fit_the_page_and_never_break_a_row(written: Written, name: str) -> None:
    found = written(**VARIANTS[name])
    section = found.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in found.element.body.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.tblGrid]
        assert sum(grid) <= width
        assert min(grid) > 500  # 9 mm
        assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        rows = table.findall(qn("w:tr"))
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        for row in rows:
            assert [cell.width // 635 for cell in row.findall(qn("w:tc"))] == grid
        if table.tblPr.style == TABLE_STYLE:
            heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
            assert heads == [True] + [False] * (len(rows) - 1)
            assert sum(grid) in (width - 1, width)


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_of_the_template_is_left(written: Written, name: str) -> None:
    body = "".join(written(**VARIANTS[name]).element.body.itertext())
    assert not any(mark in body for mark in ("{{", "}}", "{%", "%}", "None", "False"))


def test_sixty_units_all_stand_in_the_table(written: Written) -> None:
    table = score_tables(written(units=60))[0]
    assert len(table) == 61
    assert len({row[1] for row in table[1:]}) == 60


def test_names_survive_letter_by_letter(written: Written) -> None:
    found = written(units=6, names=HOSTILE, provisional=True, name="Cụm & <2>", signer='O\'Brien & "co"')
    assert {row[1] for row in score_tables(found)[0][1:]} == set(HOSTILE[:-1])
    assert any(HOSTILE[-1] in line for line in lines(found, "BodyText"))
    assert (lines(found, "CoQuanBanHanh"), lines(found, "HoTenKy")) == (["Cụm & <2>"], ['O\'Brien & "co"'])


def test_line_breaks_and_control_characters_in_names(written: Written) -> None:
    found = written(units=2, names=("Sở\nA\x07\x0b\x0c\x00", "Sở\tB\ud800"), signer="Nguyễn\r\nA")
    assert [row[1] for row in score_tables(found)[0][1:]] == ["Sở A", "Sở B"]
    assert lines(found, "HoTenKy") == ["Nguyễn A"]


def test_same_input_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write(make_results(provisional=True), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = package.read("docProps/core.xml").decode("utf-8")
    assert "W3CDTF" not in properties  # no time of making
    assert "python-docx" not in properties


def test_english_report(written: Written) -> None:
    found = written("en")
    assert lines(found, "Title") == ["Report"]
    assert score_tables(found)[0][0][:2] == ["Rank", "Unit"]
    assert score_tables(found)[0][1][8] == "994.00"


def test_own_template_is_used(written: Written, edited: Callable[[str], Path]) -> None:
    found = written(template=edited("Lập bởi {{ cluster }}, {{ ranking.rows[0].unit }}"))
    assert found.paragraphs[-1].text == "Lập bởi Cụm thi đua số 2, Sở Cây xanh và Chiếu sáng"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ tên_lạ }}", "'tên_lạ' is undefined"),
        ("{{ ranking.lạ }}", "has no attribute 'lạ'"),
        ("{% if %}", "Expected an expression"),
        ("{%p for x in before %}", "endfor"),
        ("{% endfor %}", "endfor"),
        ("{{ cluster|lạ }}", "No filter named"),
        ("{{ cluster + 1 }}", "concatenate"),
        ("{{ cluster.__class__ }}", "unsafe"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "no loader"),
        ("{{ 'x' * 10 ** 10 }}", "**"),
        ("{% for x in range(10000000) %}{% endfor %}", "range of more than 1000"),
        ("{{ '</w:p>'|safe }}", "mismatch"),
    ],
)
def test_broken_template(written: Written, edited: Callable[[str], Path], text: str, words: str) -> None:
    with pytest.raises(EmulError) as caught:
        written(template=edited(text))
    assert caught.value.problem.code == "template-broken"
    assert words in dict(caught.value.problem.params)["words"]
    assert caught.value.problem.message("vi")
    assert caught.value.problem.fix("en").count("{{ }}") == 1


def test_template_that_is_no_word_file(written: Written, tmp_path: Path) -> None:
    for name, content in (("text.docx", b"text"), ("empty.docx", b"")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(EmulError) as caught:
            written(template=tmp_path / name)
        assert caught.value.problem.code == "template-broken"


def test_template_missing(written: Written, tmp_path: Path) -> None:
    with pytest.raises(EmulError) as caught:
        written(template=tmp_path / "none.docx")
    assert caught.value.problem.code == "template-missing"
    assert dict(caught.value.problem.params) == {"path": str(tmp_path / "none.docx")}


def test_broken_template_leaves_the_target_alone(edited: Callable[[str], Path], tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.docx"
    target.write_bytes(b"earlier")
    with pytest.raises(EmulError):
        write(make_results(), target, template=edited("{{ x }}"))
    assert target.read_bytes() == b"earlier"


def test_parts_are_valid(tmp_path: Path, validate: Callable[..., None]) -> None:
    for name, fields in VARIANTS.items():
        write(make_results(**fields), tmp_path / f"{name}.docx")
    write(make_results(6, True, names=HOSTILE), tmp_path / "hostile.docx", "en")
    validate(*tmp_path.glob("*.docx"), *resource("templates").glob("*.docx"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_committed_templates_are_what_the_script_makes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of the texts or of the script that was not made into the templates shows here."""
    monkeypatch.syspath_prepend(str(resource("templates")))
    import make

    for name in make.TEMPLATES:
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml"):
            committed = _part(own_template(name, language).read_bytes(), part)
            assert _part(make.made(name, language), part) == committed, (name, part)


def _part(package: bytes, name: str) -> bytes:
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(package)) as opened:
        return opened.read(name)


@pytest.mark.parametrize("left", ["no section", "no page", "no margins"])
def test_a_template_that_says_nothing_of_its_page_is_taken_for_an_upright_one(tmp_path: Path, left: str) -> None:
    document = docx.Document()
    document.add_paragraph("{{ cluster }}")
    section = document.sections[-1]._sectPr
    gone = {"no section": section, "no page": section.pgSz, "no margins": section.pgMar}[left]
    gone.getparent().remove(gone)
    document.save(str(tmp_path / "x.docx"))
    template = Template(tmp_path / "x.docx")
    assert template.width == UPRIGHT
    assert template.fill({"cluster": "Cụm"}, "x").startswith(b"PK")
