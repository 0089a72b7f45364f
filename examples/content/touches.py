"""What people do to a sheet after filling it in, done to the file's own XML so that every stored value stays.

openpyxl would drop the stored values of formulas on saving; here only the rows that move are rewritten.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

SHEET = "xl/worksheets/sheet1.xml"
HIGHLIGHTS = "xl/worksheets/sheet2.xml"
FIRST_HIGHLIGHT = 4
TWO_LINES = 27  # points
FIRST_TIME = (1980, 1, 1, 0, 0, 0)

_FORMULA_ROW = re.compile(r"(?<![\w!'])(\$?[A-Z]{1,2}\$?)(\d+)(?![\w(])")
_FORMULA = re.compile(r"(<(?:f|formula|formula1|formula2)\b[^>]*>)([^<]*)(</)")
_CELLS = re.compile(r'(<(?:row|c)\b[^>]*? r=")([A-Z]*)(\d+)(")')
_RANGES = re.compile(
    r'((?:<mergeCell|<dimension|<hyperlink|<f)\b[^>]* ref=|[ ](?:sqref|topLeftCell|activeCell)=)"([^"]*)"'
)
_EMPTY = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")?/>')
_SHOWN = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f><v>)([^<]*)(</v>)')
_NAME = re.compile(r"(<definedName\b[^>]*>)([^<]*)(</)")
_NAME_ROW = re.compile(r"([$])(\d+)")

Edit = Callable[[str], str]


def highlights(path: Path, lines: Sequence[tuple[str, str]]) -> None:
    """Fill the sheet Kết quả nổi bật: field of work and text, a row each."""
    cells = {
        f"{column}{row}": text
        for row, line in enumerate(lines, FIRST_HIGHLIGHT)
        for column, text in zip("AB", line, strict=True)
    }
    fill(path, HIGHLIGHTS, cells)


def fill(path: Path, part: str, cells: Mapping[str, str | float]) -> None:
    """Write values into empty cells of a sheet, by address; of a formula, what it shows. Raises ValueError for a cell
    that is not there to be written in."""
    _rewrite(path, {part: partial(_written, cells=cells)})


def _written(xml: str, cells: Mapping[str, str | float]) -> str:
    strange = cells.keys() - {m[1] for m in _EMPTY.finditer(xml)} - {m[2] for m in _SHOWN.finditer(xml)}
    if strange:
        raise ValueError(strange)
    shown = _SHOWN.sub(lambda m: f"{m[1]}{escape(str(cells.get(m[2], m[3])))}{m[4]}", xml)
    return _EMPTY.sub(lambda m: _filled(m, cells), shown)


def _filled(cell: re.Match[str], cells: Mapping[str, str | float]) -> str:
    value = cells.get(cell[1])
    if value is None:
        return cell[0]
    if isinstance(value, str):
        return _text_cell(cell[1], cell[2], value)
    return f'<c r="{cell[1]}"{cell[2] or ""}><v>{value:g}</v></c>'


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
    return re.sub(rf'(?=<row r="{row + 1}")', lambda _: _note_row(moved, row, note), moved, count=1)


def _note_row(xml: str, row: int, note: str) -> str:
    """The new row: cells that look like those above, as Excel makes them, and the note in column B."""
    above = re.search(rf'<row r="{row - 1}".*?</row>', xml)
    styles = re.findall(r'<c r="([A-N])\d+"( s="\d+")?', above[0]) if above else [("B", "")]
    cells = (
        _text_cell(f"B{row}", style, note) if column == "B" else f'<c r="{column}{row}"{style}/>'
        for column, style in styles
    )
    return f'<row r="{row}" ht="{TWO_LINES}" customHeight="1">{"".join(cells)}</row>'


def _text_cell(address: str, style: str | None, text: str) -> str:
    return f'<c r="{address}"{style or ""} t="inlineStr"><is><t>{escape(text)}</t></is></c>'


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
