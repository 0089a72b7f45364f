"""What openpyxl loses of a workbook's cells, put back into the package that it wrote.

It drops the stored results of formulas, rounds what looks like a date and takes a hyperlink's target for the value of
an empty cell. With every cell as the unit's file has it, a copy that comes back unsaved reads like the original.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from emulation_cli.spreadsheet.addresses import POSITIONS
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_C, _F, _V, _IS = (f"{{{MAIN}}}{name}" for name in ("c", "f", "v", "is"))
_TERMS, _SCHEMA = "http://purl.org/dc/terms/", "http://www.w3.org/2001/XMLSchema-instance"
_TYPES = {Kind.NUMBER: "", Kind.TEXT: "str", Kind.BOOLEAN: "b", Kind.ERROR: "e"}
CellFacts = tuple[Kind, str, bool, int, str]


def with_stored_values(part: bytes, sheet: Sheet) -> bytes:
    """A worksheet's part with the values of the cells as `sheet` has them."""
    root = etree.fromstring(part)
    for element in root.iter(_C):
        cell = sheet.cells.get(POSITIONS[element.get("r")])
        if cell is None:
            if "".join(element.itertext()):  # an empty text may stay
                _clear(element)
        elif cell.formula is not None or cell.kind is not Kind.TEXT:
            _put(element, cell)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _clear(element: Any, kept: str = "") -> None:
    element.attrib.pop("t", None)
    for child in [child for child in element if child.tag != kept]:
        element.remove(child)


def _put(element: Any, cell: Cell) -> None:
    """The value, behind the formula if there is one."""
    _clear(element, kept=_F)
    if cell.kind is Kind.UNCALCULATED:
        return
    if _TYPES[cell.kind]:
        element.set("t", _TYPES[cell.kind])
    value = etree.SubElement(element, _V)
    value.text = cell.text


def with_time(part: bytes, workbook: Workbook) -> bytes:
    """The core properties with the unit's own time of saving (none where its file says none), never this moment."""
    root = etree.fromstring(part)
    for name in ("created", "modified"):
        for element in root.findall(f"{{{_TERMS}}}{name}"):
            root.remove(element)
    if workbook.modified is not None:
        element = etree.SubElement(root, f"{{{_TERMS}}}modified", {f"{{{_SCHEMA}}}type": "dcterms:W3CDTF"})
        element.text = workbook.modified.isoformat().replace("+00:00", "Z")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def same_cells(one: Workbook, other: Workbook) -> bool:
    """Whether every sheet of the first stands in the second with the same values, formats and fonts."""
    pairs = [(sheet, other.sheet(sheet.name)) for sheet in one.sheets]
    return all(twin and dict(_facts(one, sheet)) == dict(_facts(other, twin)) for sheet, twin in pairs)


def _facts(workbook: Workbook, sheet: Sheet) -> Iterator[tuple[tuple[int, int], CellFacts]]:
    for at, cell in sheet.cells.items():
        computed = cell.formula is not None
        yield at, (cell.kind, cell.text, computed, workbook.shown(cell), workbook.font(cell))
