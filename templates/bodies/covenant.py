"""giao-uoc.docx: the covenant (names: emulation_cli/reports/documents/covenant.py)."""

from __future__ import annotations

from layout import Word, each, gap, p, score_table, table, tag, tr
from parts import letterhead, own, own_sections, shared, title

HALVES = (82.5, 82.5)


def body(language: str) -> str:
    """The covenant from its letterhead to the signatures of all members."""
    word = own(language, "covenant")
    columns = {"number": "row", "unit": "unit", "person": "person", "position": "position"}
    cells = [("BangSo" if name == "number" else "BangChu", f"{{{{ row.{name} }}}}") for name in columns]
    parties = score_table([word(key) for key in columns.values()], cells, [12, 68, 45, 40], "parties")
    registered = [("BangChu", "{{ row.unit }}"), ("BangChu", "{{ row.title }}")]
    return "".join((
        letterhead(shared(language), word("number")), title(word("title")),
        each("CanCu", "line", "bases"), p("BodyText", "{{ opening }}"),
        p("Heading1", word("parties")), parties, p("BangGhiChu"),
        p("Heading1", word("contents")), each("BodyText", "line", "contents"),
        own_sections("before"),
        tag("if pledges"), p("Heading1", word("pledges")), each("BodyText", "line", "pledges"), tag("endif"),
        tag("if registered"), p("Heading1", word("registered")),
        score_table([word("unit"), word("award")], registered, [82, 83], "registered"), p("BangGhiChu"), tag("endif"),
        p("BodyText", "{{ closing }}", "<w:keepNext/>"),
        _signatures(word), gap(0),
    ))  # fmt: skip


def _signatures(word: Word) -> str:
    """A row for each two members, never torn apart."""
    command = [
        tr([p("LenhMau", f"{{%tr {words} %}}"), p("LenhMau")], HALVES) for words in ("for pair in signatures", "endfor")
    ]
    row = tr([_signature(word, side) for side in ("pair.left", "pair.right")], HALVES, align="top")
    return table(HALVES, (command[0], row, command[1]))


def _signature(word: Word, side: str) -> str:
    shown = p("ChucVuKy", word("on_behalf") % side) + p("ChucVuKy", f"{{{{ {side}.position }}}}")
    return tag(f"if {side}.unit") + shown + p("HoTenKy", f"{{{{ {side}.person }}}}") + tag("endif") + p("BangGhiChu")
