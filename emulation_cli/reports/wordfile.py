"""A Word file from a template: opened with care, filled with ready strings, its tables sized, its bytes settled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from lxml import etree

from emulation_cli.files import resource
from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.material import UPRIGHT
from emulation_cli.reports.documents.pictures import Picture
from emulation_cli.reports.grids import grids_hold, size_tables
from emulation_cli.reports.package import settled
from emulation_cli.reports.sandbox import Sandbox

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
    """Between the margins of the last section, in twips; that of an upright A4 page where the template, as some
    programs write it, says nothing of its page."""
    for section in reversed(document.docx.sections):
        page, left, right = section.page_width, section.left_margin, section.right_margin
        if None not in (page, left, right):
            return int((page - left - right) / EMU)
    return UPRIGHT


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template with what it does over and over done once."""

    def fix_tables(self, xml: str) -> Any:
        """The filled body as a tree, its tables sized. docxtpl repairs broken XML by leaving out what it cannot read; a
        report must not lose a line that way, and a second reading is left to it where a grid needs its repair."""
        body = etree.fromstring(xml)
        size_tables(body, text_width(self))
        return body if grids_hold(body) else super().fix_tables(etree.tostring(body, encoding="unicode"))

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
