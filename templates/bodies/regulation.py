"""quy-che.docx: the draft regulation (names: emulation_cli/reports/documents/regulation.py)."""

from __future__ import annotations

from layout import each, gap, p, tag
from parts import letterhead, own, shared, signature, title


def body(language: str) -> str:
    """The regulation from its letterhead to its signature."""
    word = own(language, "regulation")
    article = p("Dieu", "{{ article.title }}") + each("BodyText", "line", "article.lines")
    chapter = p("Chuong", "{{ chapter.number }}") + p("ChuongTen", "{{ chapter.title }}")
    return "".join((
        letterhead(shared(language), word("number")), title(word("title"), word("draft")),
        each("CanCu", "line", "bases"),
        tag("for chapter in chapters"), chapter,
        tag("for article in chapter.articles"), article, tag("endfor"), tag("endfor"),
        signature(shared(language)), gap(0),
    ))  # fmt: skip
