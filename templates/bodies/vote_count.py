"""bien-ban-kiem-phieu.docx: the vote count (names: emulation_cli/reports/documents/vote_count.py)."""

from __future__ import annotations

from layout import each, gap, p
from parts import letterhead, own, own_sections, shared, title, two_signatures, vote_tables


def body(language: str) -> str:
    """The count from its letterhead to the signatures of secretary and tellers."""
    word = own(language, "vote_count")
    return "".join((
        letterhead(shared(language), word("number")), title(word("title")),
        each("BodyText", "line", "opening"), vote_tables(own(language, "votes")), own_sections("before"),
        p("BodyText", "{{ closing }}", "<w:keepNext/>"),
        two_signatures((word("secretary"), "{{ secretary }}"), (word("committee"), "")), gap(0),
    ))  # fmt: skip
