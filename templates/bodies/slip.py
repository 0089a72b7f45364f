"""phieu-ket-qua.docx: a unit's result slip (names: emulation_cli/reports/documents/slip.py)."""

from __future__ import annotations

from layout import AFTER, KEEP, Word, each, gap, p, score_table, tag
from parts import letterhead, own, own_sections, provisional, shared, signature, title


def body(language: str) -> str:
    """The slip from its letterhead to its signature."""
    word = own(language, "slip")
    return "".join((
        provisional(), letterhead(shared(language), ""), title(word("title"), word("unit")),
        p("Heading1", word("outcome")), each("BodyText", "line", "outcome"), own_sections("own_words"),
        tag("if changes"), p("Heading1", word("changes")), each("BodyText", "line", "changes"), tag("endif"),
        tag("if decisions"), p("Heading1", word("decisions")), each("BodyText", "line", "decisions"), tag("endif"),
        tag("if strengths or weaknesses"), p("Heading1", word("compared")),
        _compared(word, "strengths"), _compared(word, "weaknesses"), tag("endif"),
        p("Heading1", word("rows")), _rows(word), AFTER,
        p("BodyText", "{{ closing }}", KEEP), signature(shared(language)), gap(0),
    ))  # fmt: skip


def _compared(word: Word, which: str) -> str:
    head = [word(key) for key in ("criterion", "unit_points", "median", "leader")]
    cells = [("BangChu", "{{ row.criterion }}"), *(("BangSo", f"{{{{ row.{key} }}}}") for key in _FIGURES)]
    rows = score_table(head, cells, [90, 25, 25, 25], which)
    return tag(f"if {which}") + p("Caption", word(which)) + rows + AFTER + tag("endif")


_FIGURES = ("own", "median", "leader")


def _rows(word: Word) -> str:
    columns = {"label": "label", "text": "criterion", "maximum": "maximum", "own": "own", "appraised": "appraised",
               "points": "points", "reason": "reason"}  # fmt: skip
    cells = [("BangChu" if name in ("text", "reason") else "BangSo", f"{{{{ row.{name} }}}}") for name in columns]
    widths = [14.0, 60.0, 15.0, 18.0, 20.0, 18.0, 20.0]
    only = {4: "with_appraised", 6: "with_reasons"}
    return score_table([word(key) for key in columns.values()], cells, widths, "rows", headings=True, only=only)
