"""Small workbooks made by hand, part by part, so that a test shows what it reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

Part = str | bytes


def links(*targets: tuple[str, str], kinds: str = KINDS) -> str:
    """A relationships part: (kind, target) of rId1, rId2…"""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{LINKS}">{lines}</Relationships>'


def book(*names: str, extra: str = "", namespace: str = MAIN, kinds: str = KINDS) -> str:
    """A workbook part whose sheets are rId1, rId2…"""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'<workbook xmlns="{namespace}" xmlns:r="{kinds}">{extra}<sheets>{sheets}</sheets></workbook>'


def sheet(rows: str, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A worksheet part around its rows."""
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*texts: str) -> str:
    """A shared strings part; each text is the inside of its <si>."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'


def styles(formats: str = "", *numbers: int, fonts: str = "<font/>") -> str:
    """A styles part: own number formats, then one cell format for each number (with font 0)."""
    xfs = "".join(f'<xf numFmtId="{number}" fontId="0"/>' for number in (0, *numbers))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts>{fonts}</fonts>'
        f"<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>"
    )


def parts(rows: str = "", **changes: Part) -> dict[str, Part]:
    """The parts of a workbook with one sheet 'S' around `rows`; `changes` by short name (sheet, strings, styles…)."""
    short = {
        "root": ("_rels/.rels", links(("officeDocument", "xl/workbook.xml"))),
        "book": ("xl/workbook.xml", book("S")),
        "links": (
            "xl/_rels/workbook.xml.rels",
            links(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
            ),
        ),
        "strings": ("xl/sharedStrings.xml", strings()),
        "styles": ("xl/styles.xml", styles()),
        "sheet": ("xl/worksheets/sheet1.xml", sheet(rows)),
    }
    made: dict[str, Part] = {name: changes.pop(key, part) for key, (name, part) in short.items()}
    return made | changes


def zipped(members: Mapping[str, Part] | list[tuple[str, Part]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members; a list may name one twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def workbook(rows: str = "", **changes: Part) -> bytes:
    """The bytes of such a workbook."""
    return zipped(parts(rows, **changes))
