"""giao-uoc.docx: the covenant (names: emulation_cli/reports/documents/covenant.py)."""

from __future__ import annotations

from layout import AFTER, KEEP, Word, each, gap, p, score_table, table, tag, tr
from parts import letterhead, own, own_sections, shared, title

HALVES = (82.5, 82.5)
NO_RULE = '<w:pBdr><w:top w:val="nil"/></w:pBdr>'


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
        p("Heading1", word("parties")), parties, AFTER,
        p("Heading1", word("contents")), each("BodyText", "line", "contents"),
        own_sections("before"),
        tag("if pledges"), p("Heading1", word("pledges")), each("BodyText", "line", "pledges"), tag("endif"),
        tag("if registered"), p("Heading1", word("registered")),
        score_table([word("unit"), word("award")], registered, [82, 83], "registered"), AFTER, tag("endif"),
        p("BodyText", "{{ closing }}", KEEP),
        _signatures(word), gap(0),
    ))  # fmt: skip


def _signatures(word: Word) -> str:
    """Two rows for each two members, offices and names, never torn apart; names stand at one height."""
    command = [
        tr([p("LenhMau", f"{{%tr {words} %}}"), p("LenhMau")], HALVES) for words in ("for pair in signatures", "endfor")
    ]
    offices, names = (
        tr([made(word, side) for side in ("pair.left", "pair.right")], HALVES, align="top") for made in (_office, _name)
    )
    return table(HALVES, (command[0], offices, names, command[1]))


def _office(word: Word, side: str) -> str:
    office = tag(f"if {side}.position") + p("ChucVuKy", f"{{{{ {side}.position }}}}", KEEP) + tag("endif")
    shown = p("ChucVuKy", word("on_behalf") % side, KEEP) + office
    return tag(f"if {side}.unit") + shown + tag("endif") + p("DuongKe", extra=KEEP + NO_RULE)


def _name(_: Word, side: str) -> str:
    return p("HoTenKy", f"{{{{ {side}.person }}}}") + gap(10)
