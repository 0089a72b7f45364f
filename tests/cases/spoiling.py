"""A workbook's parts, edited as people, Excel and other programs do it.

Formulas keep their text and their stored values when rows move: what is read is what was stored.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
FIXED = (2026, 6, 15, 10, 0, 0)


def tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


class Error(str):
    """An error cell: Error('#REF!')."""


class Formula:
    """A formula with the value that was stored for it; None: never calculated."""

    def __init__(self, text: str, value: Any = None) -> None:
        self.text, self.value = text, value


def zipped(members: Iterable[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with fixed times; a name may come twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a name comes twice
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, FIXED), content, method)
    return buffer.getvalue()


class Book:
    """A workbook as its parts; `table` is the scoring sheet."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.table = Table(self, "xl/worksheets/sheet1.xml")
        self.facts = Table(self, "xl/worksheets/sheet3.xml")

    def bytes(self) -> bytes:
        """The file."""
        for table in (self.table, self.facts):
            table.store()
        return zipped(self.parts.items())

    def replace(self, part: str, old: str | bytes, new: str | bytes, count: int = -1) -> Book:
        """Change a part's text; what is changed must be there."""
        for table in (self.table, self.facts):
            table.store()
        before, after = (text.encode() if isinstance(text, str) else text for text in (old, new))
        assert before in self.parts[part], (part, old)
        self.parts[part] = self.parts[part].replace(before, after, count)
        return self

    def each(self, change: Callable[[str, bytes], tuple[str, bytes]]) -> Book:
        """Every part's name and content changed."""
        for table in (self.table, self.facts):
            table.store()
        self.parts = dict(change(name, content) for name, content in self.parts.items())
        return self

    def without(self, *names: str) -> Book:
        for table in (self.table, self.facts):
            table.store()
        for name in names:
            del self.parts[name]
        return self

    def rename_sheet(self, name: str, number: int = 1, state: str = "") -> Book:
        """Another name on a sheet's tab, and whether it is hidden."""
        root = etree.fromstring(self.parts["xl/workbook.xml"])
        sheet = root.find(tag("sheets"))[number - 1]
        sheet.set("name", name)
        if state:
            sheet.set("state", state)
        self.parts["xl/workbook.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self

    def add_sheet(self, name: str, content: bytes, first: bool = False, state: str = "") -> Book:
        """One more sheet, behind the others or before them."""
        number = sum(part.startswith("xl/worksheets/sheet") for part in self.parts) + 1
        link = f"rIdNew{number}"
        shown = f' state="{state}"' if state else ""
        made = f'<sheet name="{name}" sheetId="{number + 10}"{shown} r:id="{link}"/>'
        edge = ("<sheets>", f"<sheets>{made}") if first else ("</sheets>", f"{made}</sheets>")
        self.replace("xl/workbook.xml", *edge)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        target = f'<Relationship Id="{link}" Type="{kind}" Target="worksheets/sheet{number}.xml"/>'
        self.replace("xl/_rels/workbook.xml.rels", "</Relationships>", f"{target}</Relationships>")
        self.parts[f"xl/worksheets/sheet{number}.xml"] = content
        return self

    def format(self, style: int, code: str) -> int:
        """A cell format like another one, that shows numbers by `code`."""
        root = etree.fromstring(self.parts["xl/styles.xml"])
        formats = root.find(tag("numFmts"))
        if formats is None:
            formats = etree.Element(tag("numFmts"), count="0")
            root.insert(0, formats)
        number = 300 + len(formats)
        etree.SubElement(formats, tag("numFmt"), numFmtId=str(number), formatCode=code)
        formats.set("count", str(len(formats)))
        looks = root.find(tag("cellXfs"))
        look = etree.fromstring(etree.tostring(looks[style]))
        look.set("numFmtId", str(number))
        look.set("applyNumberFormat", "1")
        looks.append(look)
        looks.set("count", str(len(looks)))
        self.parts["xl/styles.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return len(looks) - 1


class Table:
    """One sheet's part, parsed when first asked for."""

    def __init__(self, book: Book, part: str) -> None:
        self.book, self.part = book, part
        self._root: Any = None

    @property
    def root(self) -> Any:
        if self._root is None:
            self._root = etree.fromstring(self.book.parts[self.part])
        return self._root

    def store(self) -> None:
        """Write the part back."""
        if self._root is not None:
            xml = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
            self.book.parts[self.part], self._root = xml, None

    @property
    def rows(self) -> dict[int, Any]:
        return {int(row.get("r")): row for row in self.root.find(tag("sheetData"))}

    def cell(self, address: str) -> Any:
        """A cell's element, made where there is none."""
        match = _ADDRESS.fullmatch(address)
        assert match
        row = self._row(int(match[2]))
        for place, cell in enumerate(row):
            letters = _ADDRESS.fullmatch(cell.get("r"))[1]
            if cell.get("r") == address:
                return cell
            if (len(letters), letters) > (len(match[1]), match[1]):
                row.insert(place, etree.Element(tag("c"), r=address))
                return row[place]
        return etree.SubElement(row, tag("c"), r=address)

    def _row(self, number: int) -> Any:
        data = self.root.find(tag("sheetData"))
        for place, row in enumerate(data):
            if int(row.get("r")) == number:
                return row
            if int(row.get("r")) > number:
                data.insert(place, etree.Element(tag("row"), r=str(number)))
                return data[place]
        return etree.SubElement(data, tag("row"), r=str(number))

    def put(self, values: Mapping[str, Any], style: str = "") -> Table:
        """Type values into cells: a number, a text, a boolean, an Error, a Formula; None clears the cell.

        With `style` their number format becomes that code.
        """
        for address, value in values.items():
            cell = self.cell(address)
            fill(cell, value)
            if style:
                cell.set("s", str(self.book.format(int(cell.get("s", "0")), style)))
        return self

    def xml(self, address: str, inside: str, **attributes: str) -> Table:
        """A cell's inside written by hand: runs, phonetic guides, oddities."""
        cell = self.cell(address)
        fill(cell, None)
        for name, value in attributes.items():
            cell.set(name, value)
        for child in etree.fromstring(f'<c xmlns="{MAIN}">{inside}</c>'):
            cell.append(child)
        return self

    def insert(self, before: int, **values: Any) -> Table:
        """Insert a row with some values {column letters: value}; everything below moves down."""
        self.renumber({row: row + 1 for row in self.rows if row >= before})
        for column, value in values.items():
            self.put({f"{column}{before}": value})
        return self

    def delete(self, row: int) -> Table:
        """Delete a row; everything below moves up."""
        data = self.root.find(tag("sheetData"))
        data.remove(self.rows[row])
        self.renumber({number: number - 1 for number in self.rows if number > row})
        return self

    def renumber(self, moves: Mapping[int, int]) -> Table:
        """Move rows to other numbers, merged ranges that begin in them too."""
        data = self.root.find(tag("sheetData"))
        for number, row in list(self.rows.items()):
            row.set("r", str(moves.get(number, number)))
            for cell in row:
                cell.set("r", f"{_ADDRESS.fullmatch(cell.get('r'))[1]}{moves.get(number, number)}")
        data[:] = sorted(data, key=lambda row: int(row.get("r")))
        for merge in self.root.iter(tag("mergeCell")):
            moved = _ADDRESS.sub(lambda found: f"{found[1]}{moves.get(int(found[2]), int(found[2]))}", merge.get("ref"))
            merge.set("ref", moved)
        return self

    def copy(self, row: int, to: int) -> Table:
        """Insert a copy of a row before row `to`."""
        copied = etree.fromstring(etree.tostring(self.rows[row]))
        self.insert(to)
        copied.set("r", str(to))
        for cell in copied:
            cell.set("r", f"{_ADDRESS.fullmatch(cell.get('r'))[1]}{to}")
        data = self.root.find(tag("sheetData"))
        data.append(copied)
        data[:] = sorted(data, key=lambda line: int(line.get("r")))
        return self

    def columns(self, moves: Mapping[str, str]) -> Table:
        """Move columns: {'G': 'F', 'F': 'G'} swaps two."""
        for row in self.rows.values():
            for cell in row:
                letters, number = _ADDRESS.fullmatch(cell.get("r")).groups()
                cell.set("r", f"{moves.get(letters, letters)}{number}")
            row[:] = sorted(row, key=lambda cell: (len(cell.get("r")), cell.get("r")))
        return self

    def hide_rows(self, *rows: int) -> Table:
        for row in rows:
            self.rows[row].set("hidden", "1")
        return self

    def hide_columns(self, first: int, last: int) -> Table:
        """Hide columns (from 1); the widths of the others stay as they are."""
        for column in self.root.find(tag("cols")):
            if first <= int(column.get("min")) and int(column.get("max")) <= last:
                column.set("hidden", "1")
        return self

    def merge(self, *references: str) -> Table:
        """Merge ranges as Excel does: only the upper left cell keeps what it holds."""
        for reference in references:
            etree.SubElement(self.root.find(tag("mergeCells")), tag("mergeCell"), ref=reference)
            first, last = (_ADDRESS.fullmatch(corner).groups() for corner in reference.split(":"))
            for row in range(int(first[1]), int(last[1]) + 1):
                for column in range(ord(first[0]), ord(last[0]) + 1):
                    if (chr(column), row) != (first[0], int(first[1])):
                        fill(self.cell(f"{chr(column)}{row}"), None)
        return self


def fill(cell: Any, value: Any) -> None:
    """Give a cell another content; its style stays."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, Formula):
        fill(cell, value.value)
        formula = etree.Element(tag("f"))
        formula.text = value.text
        cell.insert(0, formula)
        if isinstance(value.value, str) and not isinstance(value.value, Error):
            _as_formula_text(cell, value.value)
    elif isinstance(value, Error):
        cell.set("t", "e")
        etree.SubElement(cell, tag("v")).text = str(value)
    elif isinstance(value, bool):
        cell.set("t", "b")
        etree.SubElement(cell, tag("v")).text = str(int(value))
    elif isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    elif value is not None:
        etree.SubElement(cell, tag("v")).text = str(value)


def _as_formula_text(cell: Any, value: str) -> None:
    cell.remove(cell.find(tag("is")))
    cell.set("t", "str")
    etree.SubElement(cell, tag("v")).text = value
