"""Columns of Word tables: the tool's own are sized, others keep what they have, generated columns get a grid."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from emulation_cli.reports.grids import MATRIX_STYLE, TABLE_STYLE, grids_hold, size_tables
from emulation_cli.reports.wordfile import Template

WIDTH = 9000


def body(*rows: str, style: str = TABLE_STYLE, grid: str = "<w:gridCol/>" * 2) -> Any:
    """A body with one table; a row is its cells."""
    inside = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    facts = f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="1"/></w:tblPr>'
    return etree.fromstring(
        f"<w:body {nsdecls('w')}><w:tbl>{facts}<w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl></w:body>"
    )


def cell(text: str, facts: str = '<w:tcPr><w:tcW w:w="1"/></w:tcPr>') -> str:
    return f"<w:tc>{facts}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def widths(tree: Any, tag: str) -> list[str | None]:
    return [each.get(qn("w:w")) for each in tree.iter(qn(f"w:{tag}"))]


def test_columns_fit_their_texts_and_the_page() -> None:
    tree = body(cell("TT") + cell("Nội dung"), cell("1") + cell("Một câu dài hơn nhiều so với số thứ tự ở cột đầu"))
    size_tables(tree, WIDTH)
    first, second = map(int, widths(tree, "gridCol"))
    assert first + second == WIDTH and first < second
    assert widths(tree, "tcW") == [str(first), str(second)] * 2
    assert widths(tree, "tblW") == [str(WIDTH)]


def test_a_cell_without_a_width_gets_one_where_it_may_stand() -> None:
    facts = (
        "",
        "<w:tcPr/>",
        '<w:tcPr><w:vAlign w:val="top"/></w:tcPr>',
        '<w:tcPr><w:cnfStyle/><w:shd w:val="x"/></w:tcPr>',
    )
    tree = body("".join(cell("a", each) for each in facts), grid="<w:gridCol/>" * 4)
    size_tables(tree, WIDTH)
    assert len(widths(tree, "tcW")) == 4
    found = [[etree.QName(fact).localname for fact in each] for each in tree.iter(qn("w:tcPr"))]
    assert found == [["tcW"], ["tcW"], ["tcW", "vAlign"], ["cnfStyle", "tcW", "shd"]]


def test_other_tables_and_merged_cells_are_left_alone() -> None:
    others = body(cell("a") + cell("b"), style="TableGrid")
    merged = body(cell("a") + cell("b"), cell("c", '<w:tcPr><w:tcW w:w="2"/><w:gridSpan w:val="2"/></w:tcPr>'))
    for tree in (others, merged):
        before = etree.tostring(tree)
        size_tables(tree, WIDTH)
        assert etree.tostring(tree) == before
        assert grids_hold(tree)


def test_generated_columns_have_no_grid_until_sized() -> None:
    row = "".join(cell(text) for text in ("a)", "Nội dung", "5", "4,50", "3,00"))
    tree = body(row, row, style=MATRIX_STYLE)
    assert not grids_hold(tree)
    size_tables(tree, WIDTH)
    assert grids_hold(tree)
    assert sum(map(int, widths(tree, "gridCol"))) == WIDTH
    assert not grids_hold(body(cell("a"), style="TableGrid"))  # a column too many


def test_an_office_s_own_table_with_generated_columns_gets_its_grid(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for place, text in zip(
        table.rows[0].cells, ("{%tc for unit in units %}", "{{ unit }}", "{%tc endfor %}"), strict=True
    ):
        place.text = text
    document.save(str(tmp_path / "riêng.docx"))
    for units in (("A",), tuple("ABCDE")):
        data = Template(tmp_path / "riêng.docx").fill({"units": units}, "Bảng")
        (made,) = docx.Document(BytesIO(data)).tables
        assert len(made._tbl.tblGrid) == len(units)
        assert [each.text for each in made.rows[0].cells] == list(units)


def test_a_line_break_is_not_one_long_word() -> None:
    """An address on two lines needs the width of its longer line."""
    joined, apart = ("Nguyễn Văn A" * 3, "Nguyễn Văn A</w:t><w:br/><w:t>" * 3)
    one, other = (body(cell("TT") + cell("Tên"), cell("1") + cell(text)) for text in (joined, apart))
    for tree in (one, other):
        size_tables(tree, WIDTH)
    assert int(widths(one, "gridCol")[1] or 0) > int(widths(other, "gridCol")[1] or 0)
