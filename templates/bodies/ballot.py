"""phieu-bau.docx: ballot papers (names: emulation_cli/reports/documents/ballot.py)."""

from __future__ import annotations

from layout import AFTER, each, gap, p, score_table, table, tag, tr
from parts import letterhead, own, shared, title

WIDTHS = (75.0, 90.0)


def body(language: str) -> str:
    """A page for each award: letterhead without a number, title, the units, the voter."""
    word = own(language, "ballot")
    head = [word(key) for key in ("row", "unit", "agree", "disagree")]
    cells = [("BangSo", "{{ row.number }}"), ("BangChu", "{{ row.unit }}"), ("BangSo", ""), ("BangSo", "")]
    voter = p("ChucVuKy", word("voter")) + p("NhanXet", word("secret"))
    return "".join((
        tag("for paper in papers"),
        tag("if not paper.first"), p("DuongKe", extra="<w:pageBreakBefore/>" + '<w:pBdr><w:top w:val="nil"/></w:pBdr>'),
        tag("endif"),
        letterhead(shared(language), ""), title(word("title"), word("award")),
        each("BodyText", "line", "paper.how"),
        score_table(head, cells, [12, 93, 30, 30], "paper.units", least=8), AFTER,
        table(WIDTHS, (tr((p("BangChu"), voter), WIDTHS, align="top"),)), gap(0),
        tag("endfor"),
    ))  # fmt: skip
