"""bang-tong-hop.docx: the annex of all points (names: emulation_cli/reports/documents/score_table.py)."""

from __future__ import annotations

from layout import KEEP, Word, each, gap, p, row, table, tag, tc, tc_each
from parts import letterhead, own, own_sections, provisional, shared, signature, title

from emulation_cli.reports.grids import MATRIX_STYLE

ROOM = 252.0  # millimetres between the margins
FIRST, UNIT, HEADER = (12.0, 80.0, 16.0), 18.0, 37.0


def body(language: str) -> str:
    """The tables on landscape pages, each with its header again on every page."""
    word = own(language, "score_table")
    parts = (
        tag("for part in tables"),
        tag("if part.first"), p("Caption", "{{ part.caption }}"), tag("else"),
        p("Caption", "{{ part.caption }}", "<w:pageBreakBefore/>"), tag("endif"),
        _matrix(word),
        each("BangGhiChu", "line", "part.legend"),
        tag("endfor"),
    )  # fmt: skip
    return "".join((
        provisional(), letterhead(shared(language), "", room=ROOM), title(word("title"), room=ROOM),
        tag("if nobody"), p("BodyText", "{{ nobody }}"), tag("endif"),
        *parts, own_sections("own"), tag("if tables"), p("BangGhiChu", "{{ signs }}", KEEP), tag("endif"),
        signature(shared(language), room=ROOM), gap(0),
    ))  # fmt: skip


def _matrix(word: Word) -> str:
    names = [p("MaTranTieuDe", word(key), KEEP) for key in ("label", "criterion", "maximum")]
    head = row(
        _first(names) + tc_each("name", "part.units", "MaTranTieuDe", UNIT, upright=True, extra=KEEP), True, HEADER
    )
    lines = [
        row(_first([p(number, "{{ row.label }}", kept), p(words, "{{ row.text }}", kept),
                    p(number, "{{ row.maximum }}", kept)])
            + tc_each("cell", "row.cells", number, UNIT, extra=kept))
        for number, words, kept in (("MaTranTieuDe", "MaTranChuDam", KEEP), ("MaTranSo", "MaTranChu", ""))
    ]  # fmt: skip
    rows = (
        head, _command("for row in part.rows"), _command("if row.heading"), lines[0], _command("else"), lines[1],
        _command("endif"), _command("endfor"),
    )  # fmt: skip
    return table((*FIRST, UNIT), rows, MATRIX_STYLE)


def _first(cells: list[str]) -> str:
    return "".join(tc(cell, width) for cell, width in zip(cells, FIRST, strict=True))


def _command(words: str) -> str:
    return row(
        _first([p("MaTranChu", f"{{%tr {words} %}}"), p("MaTranChu"), p("MaTranChu")]) + tc(p("MaTranChu"), UNIT)
    )
