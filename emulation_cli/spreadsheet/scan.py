"""Rows and strings as Excel, LibreOffice and the usual libraries write them, scanned without an XML parser.

A scoring sheet is some seven hundred cells, all written one way; a regular expression goes through them in a third of
the time that expat's call-backs take. It is a short cut only: taken where every single tag is accounted for, while
anything else (inline and rich texts, arrays, other attributes, comments, prefixes) is left to expat. Tests hold the
two to the same answer.
"""

from __future__ import annotations

import re

from emulation_cli.spreadsheet.collecting import Collector
from emulation_cli.spreadsheet.escapes import XML_WHITE, plain
from emulation_cli.spreadsheet.markup import binds_once

_ATTRIBUTES = r'(?: [a-zA-Z0-9:]+="[^"<>&]*")*'
# A cell's address, style, form; a slash where it ends there, else its whole <f> and its value.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}[0-9]{1,7})"(?: s="([0-9]{1,5})")?(?: t="([a-z]{1,3})")?(/)?>'
    rf"(?(4)|(<f{_ATTRIBUTES}(?:/>|>[^<]*</f>))?<v>([^<]*)</v></c>)"
)
_ROW = re.compile(rf'<row r="([0-9]{{1,7}})"({_ATTRIBUTES})/?>')
_STRING = re.compile(r'<si><t( xml:space="preserve")?>([^<]*)</t></si>')
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9:]+)="([^"]*)"')
_UNSEEN = re.compile(r' hidden="[1t]| ht="[-.0]')  # what may make a row hidden, or too low to see
_ARRAY = re.compile(r'<f [^>]*t="(?:array|dataTable)"')
_ENTITY = re.compile("&(?:amp|lt|gt|quot|apos|#10);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#10;": "\n"}

Written = list[tuple[str, str, str, str, str, str]]


def scan_rows(xml: bytes, collector: Collector) -> bytes:
    """Collect the rows of a whole sheet part and return what expat is still to read: the part without its rows (and
    without its lists of allowed values, as long as a small sheet, which nobody asks for), else the part as it is."""
    begin, rows, end = _inside(xml, b"<sheetData>", b"</sheetData>")
    cells: Written = _CELL.findall(rows)
    lines = _ROW.findall(rows)
    if not rows or not _accounted(rows, cells, len(lines)):
        return xml
    _collect(cells, collector, "&" in rows)
    if _UNSEEN.search(rows):
        for number, attributes in lines:
            if _UNSEEN.search(attributes):
                collector.row(int(number), dict(_ATTRIBUTE.findall(attributes)))
    return xml[:begin] + _without(xml[end:], b"<dataValidations ", b"</dataValidations>")


def scan_strings(xml: bytes) -> list[str] | None:
    """The shared strings of a whole part; None where it is not written the usual way."""
    strings = "<si>" + _inside(xml, b"<si>", b"</sst>")[1]
    found: list[tuple[str, str]] = _STRING.findall(strings)
    if not found or strings.count("<") != 4 * len(found) or not _readable(strings):
        return None
    if "&" in strings:
        found = [(kept, _unescaped(text)) for kept, text in found]
    texts = [text if kept else text.strip(XML_WHITE) for kept, text in found]
    return list(map(plain, texts)) if "_x" in strings else texts


def _inside(xml: bytes, opening: bytes, closing: bytes) -> tuple[int, str, int]:
    """What stands between two tags of a part in UTF-8 without prefixes, and where; '' where that is not so."""
    begin, end = xml.find(opening) + len(opening), xml.rfind(closing)
    declaration = xml[: xml.find(b"?>")].lower() if xml.find(b"?>") >= 0 else b""
    inside = xml[begin:end]
    if not len(opening) <= begin <= end or b"xmlns" in inside or not binds_once(xml[:begin] + xml[end:]):
        return 0, "", 0
    if b"encoding" in declaration and b'"utf-8"' not in declaration:
        return 0, "", 0
    try:
        return begin, inside.decode("utf-8"), end
    except UnicodeDecodeError:
        return 0, "", 0


def _without(xml: bytes, opening: bytes, closing: bytes) -> bytes:
    begin, end = xml.find(opening), xml.find(closing)
    return xml[:begin] + xml[end + len(closing) :] if 0 <= begin < end else xml


def _readable(text: str) -> bool:
    """Whether expat would not change the text: no carriage return, and no entity beyond the usual ones."""
    return "\r" not in text and ("&" not in text or text.count("&") == len(_ENTITY.findall(text)))


def _accounted(rows: str, cells: Written, lines: int) -> bool:
    """Whether every tag in the rows has been understood, and every entity can be."""
    formulas = [cell[4] for cell in cells if cell[4]]
    blanks = [cell for cell in cells if cell[3]]
    tags = lines + rows.count("</row>") + 4 * len(cells) - 3 * len(blanks)
    tags += sum([1 if formula.endswith("/>") else 2 for formula in formulas])
    return rows.count("<") == tags and _readable(rows) and ("<f " not in rows or not _ARRAY.search(rows))


def _collect(cells: Written, collector: Collector, entities: bool) -> None:
    add = collector.add
    for address, style, form, blank, formula, value in cells:
        if not blank:
            if entities and ("&" in formula or "&" in value):
                value, formula = _unescaped(value), _unescaped(formula)
            add(address, style, form, value, _body(formula) if formula else None)


def _body(formula: str) -> str:
    """The text of a whole <f> element: '<f>A1+1</f>' → 'A1+1'; '' for a shared formula's follower."""
    return formula[formula.index(">") + 1 : -4] if formula.endswith("</f>") else ""


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text) if "&" in text else text
