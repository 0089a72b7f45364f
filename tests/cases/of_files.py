"""Files that are not what their names say, or cannot be read; and sound ones that other programs wrote."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cache

from cases import foreign
from cases.agreed import Desk
from cases.registry import Files, case
from cases.spoiling import Book, Table, zipped

TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
TABLE = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
_SPACE = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

# Left by programs


@case()
def empty(desk: Desk) -> bytes:
    """An upload that broke off, or OneDrive that has the name and not yet the file."""
    return b""


@case(single=False)
def lock_file(desk: Desk) -> Files:
    """The sheet was copied while Excel had it open: Excel's owner file comes along."""
    return {desk.file: desk.sheet(), f"~${desk.file}": b"\x05Lan  " + bytes(159)}


@case(single=False)
def macos_twin(desk: Desk) -> Files:
    """Copied from a Mac onto a stick: every file has a twin with its icon in it."""
    twin = bytes.fromhex("0005160700020000") + b"Mac OS X        " + bytes(40)
    return {desk.file: desk.sheet(), f"._{desk.file}": twin, ".DS_Store": b"\0\0\0\1Bud1"}


@case(single=False)
def temporary_files(desk: Desk) -> Files:
    """What Word, Windows and a broken download leave in a folder."""
    left = dict.fromkeys(("Thumbs.db", "desktop.ini", "~WRL0001.tmp", f"{desk.file}.bak", ".hidden.xlsx"), b"x")
    return {desk.file: desk.sheet(), **left}


@case(single=False)
def attachments(desk: Desk) -> Files:
    """Evidence sent beside the sheet, under its own name: never a problem."""
    beside = {"Minh chứng.pdf": b"%PDF-1.7", "Ảnh.JPG": b"\xff\xd8\xff", "Báo cáo.docx": b"PK\3\4", "ghi chú.txt": b"x"}
    return {desk.file: desk.sheet(), **beside}


# Passwords, old and foreign formats


@case()
def encrypted(desk: Desk) -> bytes:
    """Saved with a password to open it: Excel wraps the whole file in OLE."""
    return foreign.compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(8)})


@case()
def rights_managed(desk: Desk) -> bytes:
    """Protected by the office's rights management: nobody else can open it."""
    return foreign.compound({"\tDRMContent": bytes(8)})


@case()
def old_word_document(desk: Desk) -> bytes:
    """A report of Word 2003 saved under the sheet's name."""
    return foreign.compound({"WordDocument": bytes(8)}, bytes.fromhex("0609020000000000c000000000000046"))


@case()
def old_workbook(desk: Desk) -> bytes:
    """Saved as Excel 97–2003 by an old computer, the name kept: values can be read, nothing else."""
    return foreign.xls(foreign.values(desk.sheet()))


@case(single=False)
def old_workbook_named_so(desk: Desk) -> Files:
    """The same under its honest name."""
    return {desk.file: None, desk.file.replace(".xlsx", ".xls"): old_workbook(desk)}


@case()
def old_workbook_damaged(desk: Desk) -> bytes:
    """An old workbook of which only the first half came through."""
    whole = foreign.xls(foreign.values(desk.sheet()))
    return whole[: len(whole) // 2]


@case()
def opendocument(desk: Desk) -> bytes:
    """Saved by LibreOffice in its own format."""
    return foreign.ods(foreign.values(desk.sheet()))


@case()
def opendocument_encrypted(desk: Desk) -> bytes:
    """Saved by LibreOffice with a password."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<m:manifest xmlns:m="{space}"><m:encryption-data/></m:manifest>'
    return foreign.ods(foreign.values(desk.sheet()), manifest)


@case()
def binary_workbook(desk: Desk) -> bytes:
    """Saved as .xlsb "because it is smaller"."""
    return foreign.xlsb(foreign.values(desk.sheet()))


@case(single=False)
def xml_2003(desk: Desk) -> Files:
    """An export of an older system: XML 2003 named .xls."""
    return {desk.file: None, desk.file.replace(".xlsx", ".xls"): foreign.xml_2003(foreign.values(desk.sheet()))}


@case(single=False)
def web_page(desk: Desk) -> Files:
    """A web system's "export to Excel" that writes a web page named .xls."""
    page = foreign.web_page(foreign.values(desk.sheet())["Bảng chấm điểm"])
    return {desk.file: None, desk.file.replace(".xlsx", ".xls"): page}


@case()
def csv_text(desk: Desk) -> bytes:
    """CSV with the name changed to .xlsx by hand."""
    return foreign.comma_separated(foreign.values(desk.sheet())["Bảng chấm điểm"])


@case()
def unicode_text(desk: Desk) -> bytes:
    """Excel's "Unicode text", which is UTF-16."""
    return foreign.comma_separated(foreign.values(desk.sheet())["Bảng chấm điểm"], "utf-16")


@case()
def word_document(desk: Desk) -> bytes:
    """The report in Word, named .xlsx (met in the wild)."""
    link = '<Relationship Id="rId1" Type="http://x/officeDocument" Target="word/document.xml"/>'
    return zipped([("_rels/.rels", f"{_SPACE}{link}</Relationships>"), ("word/document.xml", "<w/>")])


@case()
def presentation(desk: Desk) -> bytes:
    """The slides for the meeting, named .xlsx."""
    link = '<Relationship Id="rId1" Type="http://x/officeDocument" Target="ppt/presentation.xml"/>'
    return zipped([("_rels/.rels", f"{_SPACE}{link}</Relationships>"), ("ppt/presentation.xml", "<p/>")])


@case()
def plain_zip(desk: Desk) -> bytes:
    """A zip of photographs, its name changed to .xlsx."""
    return zipped([("ảnh 1.jpg", b"\xff\xd8\xff"), ("ảnh 2.jpg", b"\xff\xd8\xff")])


@case()
def zip_of_nothing(desk: Desk) -> bytes:
    """An empty zip."""
    return zipped([])


@case()
def pdf(desk: Desk) -> bytes:
    """The signed scan, its name changed to .xlsx."""
    return b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


@case()
def photograph(desk: Desk) -> bytes:
    """A telephone's picture of the printed sheet."""
    return bytes.fromhex("00000018") + b"ftypheic" + bytes(20)


@case(single=False)
def rar_archive(desk: Desk) -> Files:
    """WinRAR is on every desk: the sheet comes packed in .rar."""
    return {desk.file: None, f"{desk.unit.name}.rar": b"Rar!\x1a\x07\x01\x00" + bytes(40)}


@case()
def unknown_bytes(desk: Desk) -> bytes:
    """Something of which nobody knows what it is."""
    return bytes(range(256)) * 4


# Damage


@case()
def truncated(desk: Desk) -> bytes:
    """The mailbox was full: the second half is missing."""
    data = desk.sheet()
    return data[: len(data) // 2]


@case()
def zeros(desk: Desk) -> bytes:
    """A stick pulled out too soon: the right length, nothing in it."""
    return bytes(len(desk.sheet()))


@case()
def bit_flipped(desk: Desk) -> bytes:
    """One bit of the packed table turned over on the way."""
    data = bytearray(desk.sheet())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo(TABLE).header_offset + 30 + len(TABLE)
    data[start + 400] ^= 0x10
    return bytes(data)


@case()
def checksum_wrong(desk: Desk) -> bytes:
    """A digit changed inside a part that is stored unpacked: only the checksum tells."""
    data = zipped(desk.book().parts.items(), zipfile.ZIP_STORED)
    return data.replace(b"<v>15.5</v>", b"<v>19.5</v>")


@case()
def part_missing(desk: Desk) -> Book:
    """A "repair" tool that left the table out."""
    return desk.book().without(TABLE)


@case()
def table_cut_short(desk: Desk) -> Book:
    """A program that died while it wrote the table."""
    return desk.book().each(lambda name, part: (name, part[:6000] if name == TABLE else part))


@case()
def part_twice(desk: Desk) -> bytes:
    """A tool that appends instead of replacing: two tables of one name, and which one is true?"""
    parts = list(desk.book().parts.items())
    other = desk.book({"1.1": 19}).parts[TABLE]
    return zipped([*parts, (TABLE, other)])


@case()
def no_sheets(desk: Desk) -> Book:
    """A workbook without a single sheet, made by a faulty export."""
    return desk.book().each(
        lambda name, part: (name, re.sub(b"<sheets>.*</sheets>", b"<sheets/>", part) if name == BOOK else part)
    )


@case()
def chart_alone(desk: Desk) -> Book:
    """A workbook of which only the chart is left."""
    book = desk.book()
    kept = re.sub(rb'<sheet name="_emul".*?/>|<sheet name="K.*?/>', b"", book.parts[BOOK])
    book.parts[BOOK] = kept
    return book.replace("xl/_rels/workbook.xml.rels", "relationships/worksheet", "relationships/chartsheet")


@case()
def cell_twice(desk: Desk) -> Book:
    """A merging tool that wrote one cell twice with two scores."""
    return desk.book().replace(TABLE, "<v>15.5</v></c>", '<v>15.5</v></c><c r="G7"><v>18</v></c>')


@case()
def cell_unreadable(desk: Desk) -> Book:
    """A score that is stored as no number at all."""
    return desk.book().replace(TABLE, "<v>15.5</v>", "<v>15,5</v>")


# Dangerous


@case()
def doctype(desk: Desk) -> Book:
    """A file with a document type: Excel never writes one, whoever attacks a reader does."""
    declared = '<!DOCTYPE worksheet [<!ENTITY a "1">]><worksheet'
    return desk.book().replace(TABLE, "<worksheet", declared, 1)


@cache
def _packed_bomb() -> tuple[bytes, int, int]:
    """A gigabyte of small cells, packed twice over: (deflated bytes, checksum, length)."""
    cells = b"".join(b'<c r="%s%d"><v>1</v></c>' % (letter, 1) for letter in (b"A", b"B", b"C", b"D")) * 4096
    head = b'<worksheet xmlns="%s"><sheetData><row r="1">' % TRANSITIONAL
    packer, crc, length = zlib.compressobj(9, zlib.DEFLATED, -15), zlib.crc32(head), len(head)
    made = [packer.compress(head)]
    for _ in range(40):
        made.append(packer.compress(cells))
        crc, length = zlib.crc32(cells, crc), length + len(cells)
    return b"".join([*made, packer.flush()]), crc, length


@case()
def bomb(desk: Desk) -> bytes:
    """A table that claims a gigabyte inside a few kilobytes; to open it kills other readers."""
    packed, crc, _ = _packed_bomb()
    data = zipped([*desk.book().without(TABLE).parts.items(), (TABLE, b"")], zipfile.ZIP_STORED)
    return _with_member(data, packed, crc, 1 << 30)


def _with_member(data: bytes, packed: bytes, crc: int, length: int) -> bytes:
    """Give the last member (empty, stored) other packed bytes; its directory entry says what one likes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(TABLE)
        entry = archive.start_dir
    local = info.header_offset
    begin = local + 30 + len(TABLE)
    last = data.rfind(b"PK\1\2")
    sizes = crc.to_bytes(4, "little") + len(packed).to_bytes(4, "little") + length.to_bytes(4, "little")
    out = bytearray(data[:begin] + packed + data[begin:])
    out[local + 8 : local + 10] = (8).to_bytes(2, "little")
    out[local + 14 : local + 26] = sizes
    last += len(packed)
    out[last + 10 : last + 12] = (8).to_bytes(2, "little")
    out[last + 16 : last + 28] = sizes
    end = out.rfind(b"PK\5\6")
    out[end + 16 : end + 20] = (entry + len(packed)).to_bytes(4, "little")
    return bytes(out)


@case()
def bomb_disguised(desk: Desk) -> bytes:
    """The same, its directory saying that there are but a thousand bytes."""
    packed, crc, _ = _packed_bomb()
    data = zipped([*desk.book().without(TABLE).parts.items(), (TABLE, b"")], zipfile.ZIP_STORED)
    return _with_member(data, packed, crc, 1000)


@case()
def many_members(desk: Desk) -> bytes:
    """Five thousand parts: no scoring sheet has them."""
    return zipped([*desk.book().parts.items(), *((f"xl/media/{number}.png", b"") for number in range(5000))])


@case()
def many_cells(desk: Desk) -> Book:
    """A whole register pasted into the workbook."""
    rows = "".join(
        f'<row r="{row}">{"".join(f"<c><v>{column}</v></c>" for column in range(210))}</row>' for row in range(1, 1001)
    )
    return desk.book().add_sheet("Dữ liệu", _sheet(rows))


@case()
def large_part(desk: Desk) -> bytes:
    """A table that says of itself that it has 300 MB."""
    data = zipped([*desk.book().without(TABLE).parts.items(), (TABLE, b"")], zipfile.ZIP_STORED)
    return _with_member(data, b"\3\0" + bytes(1 << 14), 0, 300 << 20)


def _sheet(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{TRANSITIONAL.decode()}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


# Harmless, though others abort or misread


@case()
def far_corner(desk: Desk) -> Book:
    """A stray full stop in the last corner of the sheet: others reserve memory for 17 billion cells."""
    book = desk.book()
    book.table.put({"XFD1048576": "."})
    return book


@case()
def merge_over_all_rows(desk: Desk) -> Book:
    """Somebody merged a whole empty column."""
    return _with_merges(desk.book(), '<mergeCell ref="R1:R1048576"/>')


@case()
def fifty_thousand_merges(desk: Desk) -> Book:
    """A sheet pasted from a web page, every two cells merged down to row 50,000."""
    return _with_merges(desk.book(), "".join(f'<mergeCell ref="R{row}:S{row}"/>' for row in range(1, 50_001)))


def _with_merges(book: Book, merges: str) -> Book:
    return book.replace(TABLE, "</mergeCells>", f"{merges}</mergeCells>")


@case()
def formatted_to_the_end(desk: Desk) -> Book:
    """Borders drawn over whole columns: thousands of empty formatted rows follow the table."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="G{row}" s="1"/></row>' for row in range(2000, 60_000))
    far = '<row r="1048576"><c r="A1048576" s="1"/></row>'
    return desk.book().replace(TABLE, "</sheetData>", f"{rows}{far}</sheetData>")


@case()
def false_dimension(desk: Desk) -> Book:
    """A library that writes A1 as the sheet's size: readers that trust it see one cell."""
    return desk.book().each(
        lambda name, part: (name, re.sub(b'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>', part))
    )


@case()
def strict(desk: Desk) -> Book:
    """Saved as "Strict Open XML": other namespaces throughout, in which openpyxl sees no sheets."""

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        return name, part.replace(TRANSITIONAL, STRICT).replace(RELATIONS, STRICT_RELATIONS)

    return desk.book().each(change)


@case()
def prefixed(desk: Desk) -> Book:
    """Written by a program that puts a prefix before every tag."""

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        if b'xmlns="' + TRANSITIONAL not in part:
            return name, part
        part = part.replace(b'xmlns="' + TRANSITIONAL, b'xmlns:x="' + TRANSITIONAL)
        return name, re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", part)

    return desk.book().each(change)


@case()
def backslashes(desk: Desk) -> Book:
    """Zipped by a Windows tool that writes xl\\workbook.xml."""
    return desk.book().each(lambda name, part: (name.replace("/", "\\"), part))


@case()
def absolute_names(desk: Desk) -> Book:
    """Relationships that name their parts from the root: /xl/worksheets/sheet1.xml."""

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        return name, part.replace(b'Target="worksheets', b'Target="/xl/worksheets') if name.endswith(".rels") else part

    return desk.book().each(change)


@case()
def inline_strings(desk: Desk) -> Book:
    """Written by a reporting library: no shared strings, every text in its cell."""
    book = desk.book()
    texts = [text for _, text in sorted(_shared(book).items())]

    def inline(found: re.Match[bytes]) -> bytes:
        text = texts[int(found[2])].replace("&", "&amp;").replace("<", "&lt;")
        return b'<c%s t="inlineStr"><is><t>%s</t></is></c>' % (found[1], text.encode())

    for name in [name for name in book.parts if name.startswith("xl/worksheets/sheet")]:
        book.parts[name] = re.sub(rb'<c([^>]*) t="s"><v>(\d+)</v></c>', inline, book.parts[name])
    return book.without("xl/sharedStrings.xml").each(
        lambda name, part: (name, re.sub(b"<Relationship [^>]*sharedStrings[^>]*/>", b"", part))
    )


def _shared(book: Book) -> dict[int, str]:
    strings = Table(book, "xl/sharedStrings.xml").root
    return {number: "".join(one.itertext()) for number, one in enumerate(strings)}


@case()
def rich_strings(desk: Desk) -> Book:
    """Half a word in bold: the text comes in runs."""
    return desk.book().replace(
        "xl/sharedStrings.xml",
        "<t>Ban hành quy chế phối hợp</t>",
        '<r><t xml:space="preserve">Ban hành quy </t></r><r><rPr><b/></rPr><t>chế phối hợp</t></r>',
    )


@case()
def without_addresses(desk: Desk) -> Book:
    """Rows and cells that do not say where they stand: each follows the one before it."""
    book = desk.book()
    table = book.table
    for number in range(1, max(table.rows) + 1):
        for column in "ABCDEFGHIJKLMNOP":
            table.cell(f"{column}{number}")
    table.store()
    return book.each(
        lambda name, part: (name, re.sub(rb'(<(?:row|c)) r="[^"]*"', rb"\1", part) if name == TABLE else part)
    )


@case()
def hyperlink(desk: Desk) -> Book:
    """A link on an empty cell: its target is no value of the cell."""
    link = '<hyperlinks><hyperlink ref="J7" location="\'Kết quả nổi bật\'!A1" display="99"/></hyperlinks>'
    return desk.book().replace(TABLE, "<pageMargins", f"{link}<pageMargins")


@case(single=False)
def named_otherwise(desk: Desk) -> Files:
    """A sound sheet under .xls, in capitals, or with macros: what it holds decides."""
    other = desk.at("SN")
    renamed = {other.file: None, other.file.replace(".xlsx", ".XLSM"): other.sheet()}
    return {desk.file: None, desk.file.replace(".xlsx", ".xls"): desk.sheet(), **renamed}
