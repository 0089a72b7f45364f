"""The reader: each trap of real workbooks with the cells, facts and codes that it must yield."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import packing
import pytest

from emulation_cli.problems import Problem
from emulation_cli.spreadsheet import worksheet
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Shown, Workbook
from emulation_cli.spreadsheet.workbook import read_bytes, read_workbook


def read(data: bytes) -> Workbook:
    """A workbook that must be read without a problem."""
    book, problems = read_bytes(data, "A.xlsx")
    assert problems == []
    assert book is not None
    return book


def cells(data: bytes) -> dict[str, tuple[Kind, str, str | None]]:
    """What the first sheet holds: address → (kind, text, formula)."""
    return {cell.address: (cell.kind, cell.text, cell.formula) for cell in read(data).sheets[0].cells.values()}


def row(*inside: str) -> str:
    """Row 1 with a cell for each: its attributes and content, the address added (A1, B1…)."""
    return '<row r="1">' + "".join(f'<c r="{chr(65 + n)}1"{text}</c>' for n, text in enumerate(inside)) + "</row>"


def found(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.place.sheet, problem.place.cell) for problem in problems]


# --- values


@pytest.mark.parametrize("stored", ["0", "-1.50", "12.995", "0.1", "1E-3", "12.994999999999999", "100000000000000000"])
def test_numbers_are_kept_as_stored(stored: str) -> None:
    assert cells(packing.workbook(row(f"><v>{stored}</v>"))) == {"A1": (Kind.NUMBER, stored, None)}


def test_kinds_of_values() -> None:
    rows = row(
        ' t="s"><v>1</v>',
        ' t="str"><f>B1</f><v>chữ</v>',
        ' t="b"><v>1</v>',
        ' t="b"><v>false</v>',
        ' t="e"><v>#DIV/0!</v>',
        ' t="n"><v>7</v>',
        ' t="inlineStr"><is><t>trong ô</t></is>',
    )
    assert cells(packing.workbook(rows, strings=packing.strings("<t>không</t>", "<t>hai</t>"))) == {
        "A1": (Kind.TEXT, "hai", None),
        "B1": (Kind.TEXT, "chữ", "B1"),
        "C1": (Kind.BOOLEAN, "1", None),
        "D1": (Kind.BOOLEAN, "0", None),
        "E1": (Kind.ERROR, "#DIV/0!", None),
        "F1": (Kind.NUMBER, "7", None),
        "G1": (Kind.TEXT, "trong ô", None),
    }


def test_text_5_and_number_5_differ() -> None:
    rows = row("><v>5</v>", ' t="s"><v>0</v>')
    made = cells(packing.workbook(rows, strings=packing.strings("<t>5</t>")))
    assert [kind for kind, *_ in made.values()] == [Kind.NUMBER, Kind.TEXT]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<r><t>Điểm </t></r><r><rPr><b/></rPr><t>tối đa</t></r>", "Điểmtối đa"),
        ('<r><t xml:space="preserve">Điểm </t></r><r><t>tối đa</t></r>', "Điểm tối đa"),
        ("<t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh><phoneticPr/>", "漢字"),
        ("<t> chữ\n</t>", "chữ"),
        ('<t xml:space="preserve"> chữ </t>', " chữ "),
        ("<t>một_x000D_\nhai_x005F_x000D_</t>", "một\nhai_x000D_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>_xD83D_</t>", "\N{REPLACEMENT CHARACTER}"),
        ("<t>8_x0007_,_x0000_5_xFFFF_</t>", "8,5"),
        ("<t>A &amp; B &lt;c&gt; &#x1EA0; &quot;d&quot;</t>", 'A & B <c> Ạ "d"'),
        ("<t><![CDATA[<a>]]></t>", "<a>"),
    ],
)
def test_shared_and_inline_texts(inside: str, text: str) -> None:
    shared = packing.workbook(row(' t="s"><v>0</v>'), strings=packing.strings(inside))
    inline = packing.workbook(row(f' t="inlineStr"><is>{inside}</is>'))
    assert cells(shared) == cells(inline) == {"A1": (Kind.TEXT, text, None)}


def test_cells_that_hold_nothing_are_not_kept() -> None:
    rows = row(' s="1">', ' t="s"><v>0</v>', ' t="inlineStr"><is><t></t></is>', ' t="inlineStr">', "><v></v>")
    assert cells(packing.workbook(rows, strings=packing.strings("<t/>"))) == {}


# --- formulas


def test_formula_and_its_value_together() -> None:
    assert cells(packing.workbook(row("><f>SUM(B1:B2)&amp;1</f><v>3</v>"))) == {
        "A1": (Kind.NUMBER, "3", "SUM(B1:B2)&1")
    }


@pytest.mark.parametrize("inside", ["><f>B1</f>", "><f>B1</f><v></v>", "><f>B1</f><v/>", ' t="str"><f>B1</f>'])
def test_formula_never_calculated(inside: str) -> None:
    assert cells(packing.workbook(row(inside))) == {"A1": (Kind.UNCALCULATED, "", "B1")}


def test_formula_that_yields_an_empty_text_is_calculated() -> None:
    assert cells(packing.workbook(row(' t="str"><f>""</f><v></v>'))) == {"A1": (Kind.TEXT, "", '""')}


def test_shared_formula_is_seen_in_every_cell() -> None:
    rows = row('><f t="shared" ref="A1:B1" si="0">C1+1</f><v>1</v>', '><f t="shared" si="0"/><v>2</v>')
    assert cells(packing.workbook(rows)) == {"A1": (Kind.NUMBER, "1", "C1+1"), "B1": (Kind.NUMBER, "2", "")}


def test_array_formula_is_seen_in_every_cell_it_fills() -> None:
    rows = row('><f t="array" ref="A1:B1">D1:E1*2</f><v>2</v>', "><v>4</v>", "><v>5</v>")
    assert [formula for *_, formula in cells(packing.workbook(rows)).values()] == ["D1:E1*2", "", None]


# --- addresses


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    rows = (
        '<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>5</v></c></row>"
    )
    assert {address: text for address, (_, text, _) in cells(packing.workbook(rows)).items()} == {
        "A1": "1",
        "C1": "2",
        "C5": "3",
        "D5": "4",
        "A6": "5",
    }


def test_dimension_is_not_believed() -> None:
    part = packing.sheet('<row r="9"><c r="K9"><v>1</v></c></row>', before='<dimension ref="A1:B2"/>')
    assert cells(packing.workbook(sheet=part)) == {"K9": (Kind.NUMBER, "1", None)}


def test_the_last_cell_of_a_sheet() -> None:
    assert list(cells(packing.workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))) == ["XFD1048576"]


@pytest.mark.parametrize("address", ["XFE1", "A1048577", "A0", "1A", "", "AAAA1"])
def test_an_address_outside_a_sheet_is_damage(address: str) -> None:
    book, problems = read_bytes(packing.workbook(f'<row r="1"><c r="{address}"><v>1</v></c></row>'), "A.xlsx")
    assert book is None
    assert [problem.code for problem in problems] == ["file-damaged"]


def test_one_cell_written_twice_is_an_error_there() -> None:
    data = packing.workbook('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    book, problems = read_bytes(data, "A.xlsx")
    assert book is not None
    assert book.sheets[0].text(1, 1) == "1"
    assert found(problems) == [("file-cell-twice", "S", "A1")]


@pytest.mark.parametrize(
    "inside",
    [
        "><v>abc</v>",
        "><v>1e999</v>",
        "><v>١٢</v>",
        "><v>1_0</v>",
        "><v>nan</v>",
        ' t="s"><v>5</v>',
        ' t="s"><v>-1</v>',
        ' t="b"><v>2</v>',
        ' t="d"><v>hôm nay</v>',
        ' t="zzz"><v>1</v>',
    ],
)
def test_a_damaged_value_is_an_error_in_its_cell(inside: str) -> None:
    book, problems = read_bytes(packing.workbook(row(inside), strings=packing.strings("<t>a</t>")), "A.xlsx")
    assert book is not None
    assert book.sheets[0].cells[1, 1].kind is Kind.ERROR
    assert found(problems) == [("file-cell-unreadable", "S", "A1")]


# --- styles and dates


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ('#,##0.00 "ngày"', Shown.NUMBER),
        ("[Red]0.00;[Blue]-0.00", Shown.NUMBER),
        (r"0\d", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ("[$-42A]#,##0 [$₫-42A]", Shown.NUMBER),
        ('_(* #,##0_);_(* "-"_)', Shown.NUMBER),
        ("0.0%", Shown.PERCENT),
        ('0.0 "%"', Shown.NUMBER),
        ("dd/mm/yyyy", Shown.DATE),
        ("d-mmm", Shown.DATE),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Shown.DATE),
        ("mmm", Shown.DATE),
        ("[$-409]h:mm AM/PM;@", Shown.TIME),
        ("[h]:mm:ss", Shown.TIME),
        ("[mm]:ss", Shown.TIME),
        ("@", Shown.TEXT),
    ],
)
def test_number_formats(code: str, shown: Shown) -> None:
    quoted = code.replace("&", "&amp;").replace('"', "&quot;")
    formats = f'<numFmt numFmtId="164" formatCode="{quoted}"/>'
    book = read(packing.workbook(row(' s="1"><v>1</v>'), styles=packing.styles(formats, 164)))
    assert book.shown(book.sheets[0].cells[1, 1]) is shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, Shown.NUMBER), (4, Shown.NUMBER), (9, Shown.PERCENT), (14, Shown.DATE), (20, Shown.TIME), (49, Shown.TEXT)],
)
def test_built_in_number_formats(number: int, shown: Shown) -> None:
    book = read(packing.workbook(row(' s="1"><v>1</v>'), styles=packing.styles("", number)))
    assert book.shown(book.sheets[0].cells[1, 1]) is shown


def test_fonts_by_style_and_those_of_differential_formats_left_out() -> None:
    styles = (
        f'<styleSheet xmlns="{packing.MAIN}"><fonts><font><name val="Arial"/></font>'
        '<font><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="1"/><xf fontId="0"/></cellXfs>'
        '<dxfs><dxf><font><name val="X"/></font></dxf></dxfs></styleSheet>'
    )
    book = read(packing.workbook(row("><v>1</v>", ' s="1"><v>1</v>', ' s="7"><v>1</v>'), styles=styles))
    assert [book.font(cell) for cell in book.sheets[0].cells.values()] == [".VnTime", "Arial", ""]


def test_1904_dates_are_marked() -> None:
    assert read(packing.workbook(book=packing.book("S", extra='<workbookPr date1904="1"/>'))).date1904
    assert not read(packing.workbook()).date1904


def test_iso_dates_become_the_number_that_excel_stores_and_show_a_date() -> None:
    book = read(packing.workbook(row(' t="d"><v>2026-05-09T12:00:00</v>', ' t="d"><v>06:00:00</v>', "><v>1</v>")))
    made = list(book.sheets[0].cells.values())
    assert [(cell.kind, cell.text, book.shown(cell)) for cell in made] == [
        (Kind.NUMBER, "46151.5", Shown.DATE),
        (Kind.NUMBER, "0.25", Shown.TIME),
        (Kind.NUMBER, "1", Shown.NUMBER),
    ]
    assert read(packing.workbook(row("><v>1</v>"))).formats == [Shown.NUMBER]  # the shared table is left as it was


# --- what people hide, merge, note


def test_hidden_rows_columns_and_sheets() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" ht="0" customHeight="1"><c r="A2"><v>1</v></c></row>'
        '<row r="3" ht="15"><c r="A3"><v>1</v></c></row><row r="4" hidden="1"/>'
    )
    part = packing.sheet(
        rows, before='<cols><col min="2" max="3" hidden="1"/><col min="5" max="99999" width="0"/></cols>'
    )
    book = packing.book("S").replace('name="S"', 'name="S" state="veryHidden"')
    sheet = read(packing.workbook(sheet=part, book=book)).sheets[0]
    assert sheet.hidden_rows == {1, 2}  # of those that hold something
    assert sheet.hidden_columns == [(2, 3), (5, 16384)]
    assert sheet.state == "veryHidden"


def test_merges_protection_and_hyperlinks() -> None:
    after = (
        '<sheetProtection sheet="1"/><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B5:B2"/></mergeCells>'
        '<hyperlinks><hyperlink ref="D1" display="http://a"/></hyperlinks>'
    )
    sheet = read(packing.workbook(sheet=packing.sheet(row("><v>1</v>"), after=after))).sheets[0]
    assert sheet.merges == [(1, 1, 1, 3), (2, 2, 5, 2)]
    assert sheet.protected
    assert list(sheet.cells) == [(1, 1)]


def test_comments() -> None:
    noted = (
        f'<comments xmlns="{packing.MAIN}"><commentList><comment ref="B2" authorId="0"><text><r><t>Lan:</t></r>'
        "<r><t>\nxem lại</t></r></text></comment></commentList></comments>"
    )
    changes = {
        "xl/worksheets/_rels/sheet1.xml.rels": packing.links(("comments", "../comments1.xml")),
        "xl/comments1.xml": noted,
    }
    assert read(packing.workbook(**changes)).sheets[0].comments == {(2, 2): "Lan:\nxem lại"}


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2026-07-05T08:30:00Z", datetime(2026, 7, 5, 8, 30, tzinfo=UTC)),
        ("2026-07-05T08:30:00+07:00", datetime(2026, 7, 5, 1, 30, tzinfo=UTC)),
        ("hôm qua", None),
    ],
)
def test_modified_is_the_files_own_word(written: str, when: datetime | None) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>{written}</dcterms:modified></cp:coreProperties>'
    )
    root = packing.links(("officeDocument", "xl/workbook.xml"), ("metadata/core-properties", "docProps/core.xml"))
    assert read(packing.workbook(root=root, **{"docProps/core.xml": core})).modified == when


# --- ways of writing the package


def test_strict_namespaces() -> None:
    made = packing.workbook(
        root=packing.links(("officeDocument", "xl/workbook.xml"), kinds=packing.STRICT_KINDS),
        book=packing.book("S", namespace=packing.STRICT, kinds=packing.STRICT_KINDS),
        links=packing.links(("worksheet", "worksheets/sheet1.xml"), kinds=packing.STRICT_KINDS),
        sheet=packing.sheet(row("><f>B1</f><v>2</v>"), namespace=packing.STRICT),
    )
    assert cells(made) == {"A1": (Kind.NUMBER, "2", "B1")}


def test_any_prefix_and_foreign_elements() -> None:
    part = (
        f'<x:worksheet xmlns:x="{packing.MAIN}" xmlns="urn:other"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>1</x:v></x:c><c r="B1"><v>9</v></c></x:row></x:sheetData>'
        '<mergeCell ref="A1:B1"/></x:worksheet>'
    )
    book = read(packing.workbook(sheet=part))
    assert list(book.sheets[0].cells) == [(1, 1)]
    assert book.sheets[0].merges == []


def test_foreign_elements_that_rebind_the_default_namespace() -> None:
    part = packing.sheet(
        row("><v>1</v>"), after='<extLst><ext><mergeCell xmlns="urn:other" ref="A1:B1"/></ext></extLst>'
    )
    assert read(packing.workbook(sheet=part)).sheets[0].merges == []


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml"]
)
def test_absolute_and_relative_part_names(target: str) -> None:
    assert cells(packing.workbook(row("><v>1</v>"), links=packing.links(("worksheet", target))))


def test_backslashes_and_case_in_zip_names() -> None:
    parts = packing.parts(row("><v>1</v>"))
    names = {name.replace("/", "\\").upper() if "worksheets" in name else name: part for name, part in parts.items()}
    assert cells(packing.zipped(names))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_of_parts(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    part = f'<?xml version="1.0" encoding="{declared}"?>' + packing.sheet(row(' t="str"><v>Sở é</v>'.replace("ở", "o")))
    assert cells(packing.workbook(sheet=part.encode(encoding))) == {"A1": (Kind.TEXT, "So é", None)}


def test_a_member_named_twice() -> None:
    parts = list(packing.parts(row("><v>1</v>")).items())
    with pytest.warns(UserWarning, match="Duplicate name"):
        same = packing.zipped([*parts, parts[-1]])
        other = packing.zipped([*parts, ("xl/worksheets/sheet1.xml", packing.sheet(row("><v>9</v>")))])
    assert cells(same) == {"A1": (Kind.NUMBER, "1", None)}
    assert found(read_bytes(other, "A.xlsx")[1]) == [("file-part-twice", "", "")]


def test_charts_are_no_sheets_and_order_is_kept() -> None:
    made = packing.workbook(
        book=packing.book("Biểu đồ", "Hai", "Một"),
        links=packing.links(
            ("chartsheet", "chartsheets/sheet1.xml"),
            ("worksheet", "worksheets/sheet1.xml"),
            ("worksheet", "worksheets/b.xml"),
        ),
        **{"xl/worksheets/b.xml": packing.sheet("")},
    )
    assert [sheet.name for sheet in read(made).sheets] == ["Hai", "Một"]


def test_many_steps_read_like_one() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><f>B{n}</f><v>chữ {n}</v></c></row>' for n in range(1, 8000))
    made = cells(packing.workbook(rows))
    assert len(made) == 7999
    assert made["A7999"] == (Kind.TEXT, "chữ 7999", "B7999")


# --- scanned and parsed


def both_ways(data: bytes) -> tuple[Sheet, Sheet]:
    scanned = read(data).sheets[0]
    with mock.patch.object(worksheet, "scan_rows", lambda xml, _: xml):
        return scanned, read(data).sheets[0]


def test_scanning_agrees_with_expat() -> None:
    rows = (
        '<row r="1" spans="1:3" ht="0" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"/>'
        '<c r="C1"><f>IF(A1&gt;1,"a&amp;b",2)</f><v>1.5</v></c></row><row r="2"/><row r="3" hidden="1"></row>'
        '<row r="4"><c r="A4" t="str"><f t="shared" ref="A4:A5" si="0">B4</f><v>a &lt; b</v></c>'
        '<c r="B4" t="b"><v>1</v></c></row>'
        '<row r="5"><c r="A5" t="e"><f t="shared" si="0"/><v>#N/A</v></c>'
        '<c r="B5" t="n"><v>2</v></c><c r="C5"><v></v></c></row>'
    )
    after = (
        '<sheetProtection sheet="1"/><mergeCells><mergeCell ref="A1:B1"/></mergeCells><dataValidations count="1">'
        '<dataValidation sqref="A1"><formula1>"a"</formula1></dataValidation></dataValidations><pageMargins/>'
    )
    namespace = f'{packing.MAIN}" xmlns:x14ac="urn:x14ac'
    data = packing.workbook(
        sheet=packing.sheet(rows, namespace=namespace, after=after),
        strings=packing.strings("<t>a</t>"),
        styles=packing.styles("", 9, 14),
    )
    scanned, parsed = both_ways(data)
    assert scanned == parsed
    assert [cell.address for cell in scanned.cells.values()] == ["A1", "C1", "A4", "B4", "A5", "B5"]
    assert scanned.hidden_rows == {1}
    assert (scanned.protected, scanned.merges) == (True, [(1, 1, 1, 2)])


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><!-- <c r="A1"><v>9</v></c> --><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        '<row r="1"><c t="str" r="A1"><v>a</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><f t="array" ref="A1:B1">1</f><v>1</v></c><c r="B1"><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a&#65;&amp;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><extLst><ext><c r="Z9"><v>1</v></c></ext></extLst></c></row>',
        '<row r="1">\n <c r="A1">\n <v>1</v>\n </c>\n</row>\n',
    ],
)
def test_unusual_rows_are_left_to_expat(rows: str) -> None:
    scanned, parsed = both_ways(packing.workbook(rows))
    assert scanned == parsed
    assert scanned.cells


# --- files


def test_reading_a_path_names_it_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "Sở Nội vụ 2026.xlsx"
    path.write_bytes(packing.workbook(row(' t="zzz"><v>1</v>')))
    book, problems = read_workbook(path, "thư mục/Sở Nội vụ 2026.xlsx")
    assert book is not None
    assert book.name == problems[0].place.file == "thư mục/Sở Nội vụ 2026.xlsx"
    assert read_workbook(path)[0] == Workbook(**{**_fields(book), "name": "Sở Nội vụ 2026.xlsx"})


def _fields(book: Workbook) -> dict[str, object]:
    return {name: getattr(book, name) for name in Workbook.__dataclass_fields__}


def test_cell_address() -> None:
    assert Cell(14, 28, Kind.NUMBER, "1").address == "AB14"
