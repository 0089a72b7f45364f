"""What every template shares: the A4 page of Nghị định 30/2020/NĐ-CP, and small builders of its body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from styles import MM, numbering_xml, settings_xml, styles_xml

from emulation_cli.reports.grids import TABLE_STYLE
from emulation_cli.reports.package import settled

PAGE, MARGINS = (11906, 16838), {"top": 20, "bottom": 20, "left": 30, "right": 15, "header": 10, "footer": 10}
Word = Callable[[str], str]  # a fixed word of the template by its key
UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "fontTable", "webSettings", "extended-properties")


def p(style: str, words: str = "", extra: str = "", marks: str = "") -> str:
    """A paragraph of the body."""
    shown = f"<w:r>{marks}<w:t xml:space='preserve'>{words}</w:t></w:r>" if words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{shown}</w:p>'


def tag(words: str) -> str:
    """A paragraph that holds a command of the template."""
    return p("LenhMau", f"{{%p {words} %}}")


def each(style: str, name: str, items: str, words: str | None = None) -> str:
    """A paragraph for each item."""
    return tag(f"for {name} in {items}") + p(style, words or f"{{{{ {name} }}}}") + tag("endfor")


def rule(length: float, room: float) -> str:
    """A rule of that length in the middle of that room, both in millimetres."""
    side = round((room - length) / 2 * MM)
    return p("DuongKe", extra=f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>')


def gap(points: int) -> str:
    """An empty line of next to no height, with some space above it."""
    return p("DuongKe", extra=f'<w:pBdr><w:top w:val="nil"/></w:pBdr><w:spacing w:before="{points * 20}"/>')


AFTER = gap(8)  # below a table
KEEP = "<w:keepNext/>"  # with the next paragraph; in a table with the next row


def table(widths: Iterable[float], rows: Iterable[str], style: str = "TableNormal") -> str:
    """A table of fixed widths (millimetres); rows are ready."""
    columns = [round(width * MM) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def tr(cells: Iterable[str], widths: Iterable[float], header: bool = False, align: str = "center") -> str:
    """A row that never breaks over two pages; a header row stands again on each page."""
    pairs = zip(cells, widths, strict=True)
    return row("".join(tc(cell, width, align=align) for cell, width in pairs), header)


def row(cells: str, header: bool = False, height: float = 0, least: float = 0) -> str:
    """A row of ready cells; `height` in millimetres is exact, `least` may grow."""
    tall = f'<w:trHeight w:val="{round(height * MM)}" w:hRule="exact"/>' if height else ""
    tall = f'<w:trHeight w:val="{round(least * MM)}"/>' if least else tall
    head = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{head}</w:trPr>{cells}</w:tr>"


def tc(cell: str, width: float, align: str = "center", upright: bool = False) -> str:
    """A cell of that width; `upright` turns its text, to be read from below."""
    turned = '<w:textDirection w:val="btLr"/>' if upright else ""
    own = f'<w:tcW w:w="{round(width * MM)}" w:type="dxa"/>{turned}<w:vAlign w:val="{align}"/>'
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{cell}</w:tc>"


def tc_each(name: str, items: str, style: str, width: float, upright: bool = False, extra: str = "") -> str:
    """A cell for each item."""
    loop = [tc(p(style, f"{{%tc {words} %}}"), width) for words in (f"for {name} in {items}", "endfor")]
    return loop[0] + tc(p(style, f"{{{{ {name} }}}}", extra), width, upright=upright) + loop[1]


Cells = list[tuple[str, str]]
BOLD = {"BangSo": "BangTieuDe", "BangChu": "BangChuDam"}


def score_table(
    head: list[str], body: Cells, widths: list[float], rows: str, last: Cells | None = None, headings: bool = False,
    only: Mapping[int, str] = MappingProxyType({}), least: float = 0,
) -> str:  # fmt: skip
    """A table of results: a header row, a row for each `row` in `rows`, a last row; cells as (style, words). With
    `headings` the lines whose `row.heading` holds stand in bold, never alone at the foot of a page; without, neither
    the first line nor the last stands alone. `only` names what
    must hold for a column to be there, `least` is the least height of a line in millimetres."""

    def command(words: str) -> str:
        return tr([p("BangChu", f"{{%tr {words} %}}"), *[p("BangChu")] * (len(head) - 1)], widths)

    def cell(place: int, style: str, words: str, extra: str) -> str:
        shown = tc(p(style, words, extra), widths[place])
        if place not in only:
            return shown
        first, last = (tc(p(style, f"{{%tc {words} %}}"), widths[place]) for words in (f"if {only[place]}", "endif"))
        return first + shown + last

    def line(cells: Cells, extra: str = "", header: bool = False) -> str:
        shown = (cell(place, style, words, extra) for place, (style, words) in enumerate(cells))
        return row("".join(shown), header, least=0 if header else least)

    bold: Cells = [(BOLD[style], words) for style, words in body]
    kept = ("row.heading", line(bold, KEEP)) if headings else ("loop.first or loop.revindex == 2", line(body, KEEP))
    own = [command(f"if {kept[0]}"), kept[1], command("else"), line(body), command("endif")]
    return table(
        widths,
        (
            line([("BangTieuDe", words) for words in head], KEEP, header=True),
            command(f"for row in {rows}"),
            *own,
            command("endfor"),
            *([line(last)] if last else []),
        ),
        TABLE_STYLE,
    )


def section_xml(landscape: bool = False) -> str:
    """A4 (upright, or lying down for large tables), margins of Nghị định 30, the first page without a number."""
    margins = " ".join(f'w:{side}="{round(width * MM)}"' for side, width in MARGINS.items())
    width, height = reversed(PAGE) if landscape else PAGE
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar {margins} w:gutter="0"/>'
        f'<w:cols w:space="720"/><w:titlePg/>'
    )


def package(
    body_xml: str, language: str, landscape: bool = False, marked: bool = False, numbered: bool = True
) -> bytes:
    """A template's bytes around its body; a `marked` one says TẠM TÍNH beside the number of each further page."""
    document = Document()
    _drop_unused(document)
    _fill(document.styles.element, styles_xml(language))
    _fill(document.part.numbering_part.element, numbering_xml())
    _fill(document.settings.element, settings_xml(language))
    if numbered:
        _page_number(document, marked)
    body, kept = document.element.body, document.element.body.sectPr
    references = [child for child in kept if child.tag.endswith("headerReference")]
    _fill(kept, f"<w:sectPr {nsdecls('w')}>{section_xml(landscape)}</w:sectPr>")
    kept[:0] = references
    _fill(body, f"<w:body {nsdecls('w')}>{body_xml}</w:body>")
    body.append(kept)
    stream = BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def _fill(element: Any, xml: str) -> None:
    """Put the children of `xml` in the place of an element's own."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _drop_unused(document: Any) -> None:
    """python-docx's own default brings a picture, an old copy of the styles, a history; none belongs to us."""
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED:
                del owner.rels[key]
    properties = document.core_properties._element
    for child in list(properties):
        properties.remove(child)


def _page_number(document: Any, marked: bool) -> None:
    """In the middle of the top margin from the second page on."""
    header = document.sections[0].header
    header.is_linked_to_previous = False
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    page = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    field = f"{begin}{page}{separate}<w:r><w:t>2</w:t></w:r>{end}"
    words = "{% if provisional %} – {{ provisional }}{% endif %}"
    field += f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if marked else ""
    own = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{field}</w:p>'
    _fill(header._element, f"<w:hdr {nsdecls('w')}>{own}</w:hdr>")
