"""ke-hoach.docx: the year's plan (names: emulation_cli/reports/documents/plan.py)."""

from __future__ import annotations

from layout import AFTER, KEEP, each, gap, p, score_table
from parts import letterhead, own, own_sections, shared, signature, title


def body(language: str) -> str:
    """The plan from its letterhead to its signature, then the scoring table on pages of its own."""
    word = own(language, "plan")
    calendar = score_table(
        [word("when"), word("what")],
        [("BangChu", "{{ row.when }}"), ("BangChu", "{{ row.what }}")],
        [45, 120],
        "calendar",
    )
    names = ("label", "criterion", "maximum", "measure", "guidance")
    fields = (
        ("BangSo", "label"),
        ("BangChu", "text"),
        ("BangSo", "maximum"),
        ("BangSo", "measure"),
        ("BangChu", "guidance"),
    )
    rows = [(style, f"{{{{ row.{field} }}}}") for style, field in fields]
    blank = ("BangSo", "")
    last = [blank, ("BangChuDam", word("total")), ("BangTieuDe", "{{ total }}"), blank, blank]
    return "".join((
        letterhead(shared(language), word("number")), title(word("title")),
        each("CanCu", "line", "bases"), p("BodyText", "{{ opening }}"), own_sections("before"),
        p("Heading1", word("contents")), each("BodyText", "line", "contents"),
        p("Heading1", word("rules")), each("BodyText", "line", "rules"),
        p("Heading1", word("calendar")), calendar, AFTER,
        own_sections("after"), p("BodyText", word("closing"), KEEP),
        signature(shared(language)),
        p("PhuLuc", word("annex"), "<w:pageBreakBefore/>"), p("Caption", "{{ annex }}"),
        score_table([word(name) for name in names], rows, [14, 56, 18, 17, 60], "criteria", last, headings=True),
        gap(0),
    ))  # fmt: skip
