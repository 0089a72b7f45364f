"""phieu-yeu-cau-bo-sung.docx: the request for completion (names: emulation_cli/reports/request.py)."""

from __future__ import annotations

from layout import AFTER, each, gap, p, score_table, tag
from parts import letterhead, shared, signature, title, words


def body(language: str) -> str:
    """The request for completion from its letterhead to its signature."""
    word, own = shared(language), words(language, "reports", "request.template")
    columns = {"number": "row", "cell": "cell", "criterion": "criterion", "message": "message", "fix": "fix"}
    body = [("BangSo" if name in ("number", "cell") else "BangChu", f"{{{{ row.{name} }}}}") for name in columns]
    rows = score_table([own(key) for key in columns.values()], body, [11, 16, 42, 48, 48], "part.rows")
    return "".join((
        letterhead(word, own("number")), title(own("title")),
        each("KinhGui", "line", "addressees"), each("BodyText", "line", "opening"),
        tag("for part in parts"), p("Caption", "{{ part.title }}"), rows, tag("endfor"),
        tag("if parts"), AFTER, tag("endif"), each("BodyText", "line", "closing"),
        signature(word), gap(0),
    ))  # fmt: skip
