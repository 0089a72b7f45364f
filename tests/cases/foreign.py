"""Files of other formats, made by hand around the values of a sheet: xls, xlsb, ods, XML 2003, web page, CSV."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import openpyxl
from cases.spoiling import zipped

Grid = dict[tuple[int, int], Any]  # (row, column) from 1 → number or text
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def values(xlsx: bytes) -> dict[str, Grid]:
    """Every sheet's values, as another program that opens the file would save them."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx), data_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in book
    }


def lines(grid: Grid) -> list[list[Any]]:
    """A grid as rows of equal length, None where a cell is empty."""
    rows, columns = (max(place[axis] for place in grid) for axis in (0, 1))
    return [[grid.get((row, column)) for column in range(1, columns + 1)] for row in range(1, rows + 1)]


# OLE: xls, encrypted packages, old Word


def compound(streams: Mapping[str, bytes], root: bytes = bytes(16)) -> bytes:
    """An OLE file of some streams, each padded to whole sectors of 512 bytes and at least to 4,096."""
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    bodies = {name: body + bytes(-len(body) % 512) for name, body in bodies.items()}
    entries, chain, sector = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, root, child=1)], [0xFFFFFFFD, 0xFFFFFFFE], 2
    for number, (name, body) in enumerate(bodies.items(), 1):
        after = number + 1 if number < len(bodies) else 0xFFFFFFFF
        entries.append(_entry(name, 2, sector, len(body), right=after))
        count = len(body) // 512
        chain += [*range(sector + 1, sector + count), 0xFFFFFFFE]
        sector += count
    assert len(entries) <= 4 and len(chain) <= 128
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    return _header() + fat + b"".join(entries).ljust(512, b"\0") + b"".join(bodies.values())


def _header() -> bytes:
    magic = bytes.fromhex("d0cf11e0a1b11ae1")
    sizes = struct.pack("<6H", 0x3E, 3, 0xFFFE, 9, 6, 0)
    tables = struct.pack("<10I", 0, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return magic + bytes(16) + sizes + tables + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)


NOBODY = 0xFFFFFFFF


def _entry(
    name: str, kind: int, start: int, size: int, clsid: bytes = bytes(16), child: int = NOBODY, right: int = NOBODY
) -> bytes:
    spelt = name.encode("utf-16-le")
    head = spelt.ljust(64, b"\0") + struct.pack("<HBBIII", len(spelt) + 2, kind, 1, 0xFFFFFFFF, right, child)
    return head + clsid + bytes(20) + struct.pack("<IQ", start, size)


def xls(sheets: Mapping[str, Grid]) -> bytes:
    """A workbook of Excel 97–2003 (BIFF8) with the values alone."""
    opening = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1996, 0, 6)) + _biff(0x42, struct.pack("<H", 1200))
    names = {name: name.encode("utf-16-le") for name in sheets}
    listed = sum(12 + len(spelt) for spelt in names.values())
    offset, bounds, bodies = len(opening) + listed + 4, b"", b""
    for name, grid in sheets.items():
        body = _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 6))
        body += b"".join(_biff_cell(row - 1, column - 1, value) for (row, column), value in sorted(grid.items()))
        bounds += _biff(0x85, struct.pack("<IBBBB", offset + len(bodies), 0, 0, len(name), 1) + names[name])
        bodies += body + _biff(0x0A, b"")
    return compound({"Workbook": opening + bounds + _biff(0x0A, b"") + bodies})


def _biff(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _biff_cell(row: int, column: int, value: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _biff(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _biff(0x203, place + struct.pack("<d", value))


# xlsb


def xlsb(sheets: Mapping[str, Grid]) -> bytes:
    """A binary workbook with the values alone."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    bundle = b"".join(
        _brt(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, 1)
    )
    parts: list[tuple[str, bytes | str]] = [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ("_rels/.rels", _links([(f"{kinds}/officeDocument", "xl/workbook.bin")])),
        ("xl/workbook.bin", _brt(131) + _brt(143) + bundle + _brt(144) + _brt(132)),
        (
            "xl/_rels/workbook.bin.rels",
            _links((f"{kinds}/worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)),
        ),
    ]
    for number, grid in enumerate(sheets.values(), 1):
        parts.append((f"xl/worksheets/sheet{number}.bin", _brt_sheet(grid)))
    return zipped(parts)


def _links(targets: Iterable[tuple[str, str]]) -> str:
    made = "".join(f'<Relationship Id="rId{n}" Type="{k}" Target="{t}"/>' for n, (k, t) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def _brt_sheet(grid: Grid) -> bytes:
    rows, columns = (max(place[axis] for place in grid) for axis in (0, 1))
    made = _brt(129) + _brt(148, struct.pack("<IIII", 0, rows - 1, 0, columns - 1)) + _brt(145)
    for row in sorted({row for row, _ in grid}):
        made += _brt(0, struct.pack("<I", row - 1) + bytes(21))
        for (line, column), value in sorted(grid.items()):
            if line == row and isinstance(value, str):
                made += _brt(6, struct.pack("<II", column - 1, 0) + _wide(value))
            elif line == row:
                made += _brt(5, struct.pack("<IId", column - 1, 0, value))
    return made + _brt(146) + _brt(130)


def _brt(kind: int, body: bytes = b"") -> bytes:
    spelt = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(body)
    while True:
        size += bytes([left & 0x7F | (0x80 if left > 127 else 0)])
        left >>= 7
        if not left:
            return spelt + size + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


# Texts


def ods(sheets: Mapping[str, Grid], manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet with the values alone."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, lines(grid)))}</table:table>'
        for name, grid in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    listing = manifest or '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped([("mimetype", kind), ("content.xml", HEAD + content), ("META-INF/manifest.xml", HEAD + listing)])


def _ods_row(line: list[Any]) -> str:
    made = ""
    for value in line:
        if isinstance(value, str):
            made += f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        elif value is not None:
            made += f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        else:
            made += "<table:table-cell/>"
    return f"<table:table-row>{made}</table:table-row>"


def xml_2003(sheets: Mapping[str, Grid]) -> bytes:
    """A spreadsheet as Excel 2003 saved it in XML."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    made = "".join(
        f'<Worksheet ss:Name="{escape(name)}"><Table>{"".join(map(_row_2003, lines(grid)))}</Table></Worksheet>'
        for name, grid in sheets.items()
    )
    head = '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    return f'{head}<Workbook xmlns="{space}" xmlns:ss="{space}">{made}</Workbook>'.encode()


def _row_2003(line: list[Any]) -> str:
    made = "".join(
        f'<Cell ss:Index="{column}"><Data ss:Type="{"String" if isinstance(value, str) else "Number"}">'
        f"{escape(str(value))}</Data></Cell>"
        for column, value in enumerate(line, 1)
        if value is not None
    )
    return f"<Row>{made}</Row>"


def web_page(grid: Grid) -> bytes:
    """A table as a web system exports it under the name of a spreadsheet."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(value or str()))}</td>' for value in line)}</tr>" for line in lines(grid)
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'.encode()


def comma_separated(grid: Grid, encoding: str = "utf-8-sig") -> bytes:
    """A sheet saved as CSV, as Excel does it under a Vietnamese locale."""
    rows = (";".join("" if value is None else str(value).replace("\n", " ") for value in line) for line in lines(grid))
    return "\r\n".join(rows).encode(encoding)
