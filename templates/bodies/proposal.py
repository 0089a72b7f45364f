"""to-trinh.docx: the proposal for awards (names: emulation_cli/reports/documents/proposal.py)."""

from __future__ import annotations

from layout import AFTER, KEEP, Word, each, gap, p, score_table, tag
from parts import letterhead, own, own_sections, provisional, shared, signature, title


def body(language: str) -> str:
    """The proposal from its letterhead to its signature."""
    word = own(language, "proposal")
    groups = tag("for group in groups") + p("Heading1", "{{ group.title }}") + _units(word) + AFTER
    remarks = tag("if remarks") + p("Heading1", word("remarks")) + each("BodyText", "line", "remarks") + tag("endif")
    return "".join((
        provisional(), letterhead(shared(language), word("number")), title(word("title")),
        each("KinhGui", "line", "addressees"), each("CanCu", "line", "bases"), p("BodyText", "{{ opening }}"),
        groups, tag("endfor"), own_sections("own"), remarks,
        p("BodyText", "{{ closing }}", KEEP), signature(shared(language)), gap(0),
    ))  # fmt: skip


def _units(word: Word) -> str:
    columns = {
        "number": "row",
        "unit": "unit",
        "total": "total",
        "rank": "rank",
        "class_name": "class",
        "votes": "votes",
    }
    cells = [("BangChu" if name == "unit" else "BangSo", f"{{{{ row.{name} }}}}") for name in columns]
    return score_table([word(key) for key in columns.values()], cells, [12, 65, 24, 14, 24, 26], "group.units")
