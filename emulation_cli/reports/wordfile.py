"""A Word file from a template: opened with care, filled with ready strings, its tables sized, its bytes settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from lxml import etree

from emulation_cli.files import resource
from emulation_cli.problems import EmulError
from emulation_cli.reports import widths
from emulation_cli.reports.documents.pictures import Picture
from emulation_cli.reports.package import settled
from emulation_cli.reports.sandbox import Sandbox

TABLE_STYLE = "BangDiem"  # tables of this style get their columns' widths from their texts
MATRIX_STYLE = "MaTranDiem"  # first columns as the template has them but the second, then units of equal width
W = qn("w:w")
EMU = 635  # Word's smaller unit, in a twip
LISTING = "\n\t\a\f"  # what docxtpl makes a line, a tab, a paragraph or a page of
LONGEST_TITLE = 255  # what a docx property holds


def own_template(name: str, language: str) -> Path:
    """A template that comes with the tool ('bao-cao'), in a language."""
    return resource("templates") / (f"{name}.docx" if language == "vi" else f"{name}.{language}.docx")


def template_of(name: str, language: str, templates: Path | None = None) -> Path:
    """The office's own template where it has one, else the tool's."""
    own = own_template(name, language)
    edited = templates / own.name if templates else own
    return edited if edited.is_file() else own


def opened(source: Path) -> DocxTemplate:
    """A template to fill in. Raises EmulError `template-missing`, or `template-broken` where it is no Word file."""
    if not source.is_file():
        raise EmulError("template-missing", path=source)
    document = _Template(source)
    try:
        document.init_docx()
    except Exception as error:  # whatever file stands there under the name of a template
        raise EmulError("template-broken", path=source, words=_words(error)) from error
    return document


def filled(document: DocxTemplate, values: Mapping[str, Any], source: Path, title: str) -> bytes:
    """The file's bytes, the same for the same values. Raises EmulError `template-broken` with the template's words."""
    _render(document, {name: _pictured(document, value) for name, value in values.items()}, source)
    document.core_properties.title = title[:LONGEST_TITLE]
    _size_tables(document)
    stream = BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


class Template:
    """A template to fill in any number of times. Raises EmulError `template-missing`, `template-broken`."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.width = text_width(opened(source))  # twips between the margins

    def fill(self, values: Mapping[str, Any], title: str) -> bytes:
        """The bytes of one document. Raises EmulError `template-broken`."""
        return filled(opened(self.source), values, self.source, title)


def text_width(document: DocxTemplate) -> int:
    """Between the margins of the last section, in twips."""
    section = document.docx.sections[-1]
    return int((section.page_width - section.left_margin - section.right_margin) / EMU)


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl repairs broken XML by leaving out what it cannot read; a report must not lose a line that way."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        return super().fix_tables(xml)

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)

    def resolve_listing(self, xml: str) -> str:
        """Line breaks within values become Word's; most documents have none, and looking for them takes a while."""
        return str(super().resolve_listing(xml)) if any(each in xml for each in LISTING) else xml


@lru_cache(maxsize=8)
def _patched(source: str) -> str:
    """A part as Jinja takes it; a hundred slips come from one template."""
    return str(DocxTemplate("").patch_xml(source))


def _pictured(document: DocxTemplate, value: Any) -> Any:
    """Pictures, also within the lines of a list, as docxtpl puts them into a paragraph."""
    if isinstance(value, Picture):
        return InlineImage(document, BytesIO(value.data), width=Mm(value.width))
    if isinstance(value, tuple) and any(_holds_picture(each) for each in value):
        return [
            {field.name: _pictured(document, getattr(each, field.name)) for field in fields(each)} for each in value
        ]
    return value


def _holds_picture(value: Any) -> bool:
    return is_dataclass(value) and any(isinstance(getattr(value, each.name), Picture) for each in fields(value))


@cache
def _environment() -> Sandbox:
    return Sandbox(autoescape=True, undefined=StrictUndefined)


def _render(document: DocxTemplate, values: Mapping[str, Any], source: Path) -> None:
    """Fill the template in; it can reach nothing but the values, and a name that it does not know is an error."""
    try:
        document.render(dict(values), _environment())
    except Exception as error:  # an expression in a template may raise anything
        raise EmulError("template-broken", path=source, words=_words(error)) from error


def _words(error: Exception) -> str:
    """What the error says, with the lines of the template around it where docxtpl knows them."""
    around = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    said = re.sub(r"\s+", " ", f"{error}".strip()) or type(error).__name__
    return f"{said} … {' | '.join(around)}" if around else said


def _size_tables(document: DocxTemplate) -> None:
    """Give each table of results columns that fit its texts and the page."""
    width = text_width(document)
    for table in document.docx.element.body.iter(qn("w:tbl")):
        style = table.tblPr.find(qn("w:tblStyle"))
        sizes = SIZES.get(style.get(qn("w:val")) if style is not None else "")
        if sizes is not None:
            _size(table, width, sizes)


def _size(table: Any, width: int, sizes: Sizes) -> None:
    """Set the widths of a plain grid; a table whose cells an editor merged keeps its own."""
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    texts = [[_text(cell) for cell in row] for row in rows]
    if len({len(row) for row in rows}) != 1:
        return
    columns = sizes(texts, width)
    _fill_grid(table, columns, width)
    for row in rows:
        for cell, column in zip(row, columns, strict=True):
            cell.get_or_add_tcPr().get_or_add_tcW().set(W, str(column))


Sizes = Callable[[Sequence[Sequence[str]], int], list[int]]
SIZES: Mapping[str, Sizes] = {TABLE_STYLE: widths.fit, MATRIX_STYLE: widths.matrix}


def _fill_grid(table: Any, columns: list[int], width: int) -> None:
    table.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(width))
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    for column in columns:
        grid.add_gridCol().set(qn("w:w"), str(column))


def _text(cell: Any) -> str:
    """A cell's text, its paragraphs and line breaks on lines of their own."""
    return "\n".join(
        "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in cell.iter(qn("w:p"))
    )
