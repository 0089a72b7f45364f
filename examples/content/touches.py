"""What people do to a sheet after filling it in, done to the file's own XML so that every stored value stays.

openpyxl would drop the stored values of formulas on saving; here only the rows that move are rewritten.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

SHEET = "xl/worksheets/sheet1.xml"
CORE = "docProps/core.xml"
FIRST_TIME = (1980, 1, 1, 0, 0, 0)

_FORMULA_ROW = re.compile(r"(?<![\w!'])(\$?[A-Z]{1,2}\$?)(\d+)(?![\w(])")
_FORMULA = re.compile(r"(<(?:f|formula|formula1|formula2)\b[^>]*>)([^<]*)(</)")
_CELLS = re.compile(r'(<(?:row|c)\b[^>]*? r=")([A-Z]*)(\d+)(")')
_RANGES = re.compile(
    r'((?:<mergeCell|<dimension|<hyperlink|<f)\b[^>]* ref=|[ ](?:sqref|topLeftCell|activeCell)=)"([^"]*)"'
)
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")
_NAME = re.compile(r"(<definedName\b[^>]*>)([^<]*)(</)")
_NAME_ROW = re.compile(r"([$])(\d+)")

Edit = Callable[[str], str]


def saved(path: Path, when: str) -> None:
    """Save the file at that time in Vietnam ('2026-07-02 09:15'): its own modified property; created stays."""
    moment = datetime.fromisoformat(f"{when}+07:00").astimezone(UTC)
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    _rewrite(path, {CORE: lambda xml: _MODIFIED.sub(rf"\g<1>{stamp}", xml)})


def note_row(path: Path, before: str, note: str) -> None:
    """Insert a row with a note above the row whose text is `before`, as Excel does once the sheet is unprotected."""
    row = _row_of(path, before)
    _rewrite(path, {SHEET: lambda xml: _inserted(xml, row, note), "xl/workbook.xml": lambda xml: _names(xml, row)})


def _row_of(path: Path, text: str) -> int:
    import openpyxl

    sheet = openpyxl.load_workbook(path).worksheets[0]
    return next(cell.row for column in sheet.iter_cols() for cell in column if cell.value == text)


def _inserted(xml: str, row: int, note: str) -> str:
    moved = _CELLS.sub(lambda m: f"{m[1]}{m[2]}{_down(int(m[3]), row)}{m[4]}", xml)
    moved = _RANGES.sub(lambda m: f'{m[1]}"{_shifted(m[2], row)}"', moved)
    moved = _FORMULA.sub(lambda m: f"{m[1]}{_shifted(m[2], row)}{m[3]}", moved)
    moved = re.sub(r"<sheetProtection\b[^>]*/>", "", moved)
    new = f'<row r="{row}"><c r="B{row}" t="inlineStr"><is><t>{escape(note)}</t></is></c></row>'
    return re.sub(rf'(?=<row\b[^>]*? r="{row + 1}")', lambda _: new, moved, count=1)


def _names(xml: str, row: int) -> str:
    """Defined names (print area, print titles) whose rows move."""
    return _NAME.sub(lambda m: m[1] + _NAME_ROW.sub(lambda n: f"${_down(int(n[2]), row)}", m[2]) + m[3], xml)


def _shifted(text: str, row: int) -> str:
    return _FORMULA_ROW.sub(lambda m: f"{m[1]}{_down(int(m[2]), row)}", text)


def _down(number: int, row: int) -> int:
    return number + 1 if number >= row else number


def _rewrite(path: Path, edits: dict[str, Edit]) -> None:
    """The same zip with some members edited, in the same order, with fixed times."""
    with zipfile.ZipFile(path) as book:
        members = [(info.filename, book.read(info)) for info in book.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in members:
            edit = edits.get(name)
            content = edit(data.decode("utf-8")).encode("utf-8") if edit else data
            book.writestr(_info(name), content)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, FIRST_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def pdf(path: Path, words: str) -> None:
    """An attachment: one page with one line of plain letters."""
    stream = f"BT /F1 14 Tf 72 770 Td ({words}) Tj ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    path.write_bytes(data + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
}


def docx(path: Path, words: str) -> None:
    """An attachment: a Word file of one paragraph."""
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        f"<w:t>{escape(words)}</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w") as book:
        for name, content in {**_PARTS, "word/document.xml": body}.items():
            book.writestr(_info(name), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')
