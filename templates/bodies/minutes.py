"""bien-ban.docx: the minutes of the meeting (names: emulation_cli/reports/documents/minutes.py)."""

from __future__ import annotations

from layout import AFTER, KEEP, Word, each, gap, p, score_table, tag
from parts import letterhead, own, own_sections, provisional, shared, title, two_signatures, vote_tables


def body(language: str) -> str:
    """The minutes from their letterhead to the signatures of secretary and chair."""
    word = own(language, "minutes")
    return "".join((
        provisional(), letterhead(shared(language), word("number")), title(word("title")),
        p("Heading1", word("meeting")), each("BodyText", "line", "meeting"), own_sections("before"),
        p("Heading1", word("scores")), each("BodyText", "line", "sent"), _scores(word),
        _part("unranked", word, each("BodyText", "line", "unranked")),
        _part("ties", word, each("BodyText", "line", "ties")),
        _part("adjustments", word, _adjustments(word)),
        _part("decisions", word, each("BodyText", "line", "decisions")),
        _part("votes", word, vote_tables(own(language, "votes"), "votes")),
        _part("awards", word, each("BodyText", "line", "awards")),
        own_sections("after"), p("BodyText", "{{ closing }}", KEEP),
        two_signatures((word("secretary"), "{{ secretary }}"), (word("chair"), "{{ chair }}")), gap(0),
    ))  # fmt: skip


def _part(name: str, word: Word, shown: str) -> str:
    """A section that is there only where it has something to tell."""
    return tag(f"if {name}") + p("Heading1", word(name)) + shown + tag("endif")


def _scores(word: Word) -> str:
    columns = {"rank": "rank", "unit": "unit", "total": "total", "words": "words", "percent": "percent",
               "class_name": "class"}  # fmt: skip
    cells = [("BangChu" if name in ("unit", "words") else "BangSo", f"{{{{ row.{name} }}}}") for name in columns]
    rows = score_table([word(key) for key in columns.values()], cells, [12, 50, 22, 45, 18, 18], "scores")
    return tag("if scores") + rows + AFTER + tag("endif")


def _adjustments(word: Word) -> str:
    columns = ("unit", "criterion", "before", "after", "reason", "decided_by")
    cells = [("BangSo" if name in ("before", "after") else "BangChu", f"{{{{ row.{name} }}}}") for name in columns]
    rows = score_table([word(key) for key in columns], cells, [30, 45, 16, 16, 36, 22], "adjustments")
    return rows + AFTER
