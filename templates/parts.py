"""What the templates share beyond the page: mark of a provisional result, letterhead, title, sections, signature."""

from __future__ import annotations

from functools import partial

from layout import AFTER, KEEP, Word, each, gap, p, rule, score_table, table, tag, tr

from emulation_cli.catalogue import text


def words(language: str, area: str, table: str) -> Word:
    """The fixed words of a template: one table of the catalogue, for example ("reports", "report.template")."""

    def word(key: str) -> str:
        return text(language, area, f"{table}.{key}")

    return word


ROOM = 165.0  # millimetres between the margins of an upright page

common = partial(words, area="reports", table="common")
shared = partial(words, area="reports", table="report.template")


def own(language: str, document: str) -> Word:
    """The fixed words of one document: [template] of texts/<language>/documents/<document>.toml."""
    return words(language, f"documents/{document}", "template")


def provisional() -> str:
    """The mark TẠM TÍNH with its reasons, in a box at the very top."""
    shown = p("TamTinh", "{{ provisional }}") + each("TamTinhLyDo", "reason", "reasons")
    return tag("if provisional") + shown + gap(10) + tag("endif")


def letterhead(word: Word, number: str, room: float = ROOM) -> str:
    """Agency and country side by side, number and date below them; `room` is between the margins, in millimetres."""
    widths = (room * 0.4, room * 0.6)
    agency = tag("if superior") + p("CoQuanChuQuan", "{{ superior }}") + tag("endif")
    agency += p("CoQuanBanHanh", "{{ cluster }}") + rule(25, widths[0])
    country = p("QuocHieu", word("country")) + p("TieuNgu", word("motto")) + rule(62, widths[1])
    second = tr((p("SoKyHieu", number), p("DiaDanh", "{{ place_date }}")), widths, align="top")
    return table(widths, (tr((agency, country), widths, align="top"), second))


def title(name: str, below: str = "", room: float = ROOM) -> str:
    """The kind of document, what it is about, and the rule below; then a remark, as '(Dự thảo)'."""
    remark = p("NhanXet", below) if below else ""
    return p("Title", name) + p("Subtitle", "{{ subject }}") + rule(50, room) + remark + gap(14)


def own_sections(items: str) -> str:
    """The cluster's own sections, heading by heading."""
    lines = each("BodyText", "line", "section.lines")
    return tag(f"for section in {items}") + p("Heading1", "{{ section.title }}") + lines + tag("endfor")


def signature(word: Word, room: float = ROOM) -> str:
    """Who gets a copy on the left, who signs on the right, never torn apart."""
    right = max(90.0, room * 0.42)
    widths = (room - right, right)
    left = p("NoiNhan", word("recipients")) + each("NoiNhanDong", "line", "recipients")
    signed = each("ChucVuKy", "line", "signer_position") + p("HoTenKy", "{{ signer }}")
    return table(widths, (tr((left, signed), widths, align="top"),))


def two_signatures(left: tuple[str, str], right: tuple[str, str]) -> str:
    """Office and name on either side, as minutes are signed; never torn apart."""
    widths = (82.5, 82.5)
    cells = [p("ChucVuKy", office) + p("HoTenKy", name) for office, name in (left, right)]
    return table(widths, (tr(cells, widths, align="top"),))


def vote_tables(word: Word, items: str = "tables") -> str:
    """A table for each vote of `items`, under its title."""
    columns = {
        "number": "row", "unit": "unit", "issued": "issued", "returned": "returned", "valid": "valid",
        "invalid": "invalid", "votes": "votes", "share": "share", "outcome": "outcome",
    }  # fmt: skip
    cells = [("BangChu" if name == "unit" else "BangSo", f"{{{{ row.{name} }}}}") for name in columns]
    widths = [10.0, 50.0, 14.0, 14.0, 14.0, 15.0, 14.0, 17.0, 17.0]
    rows = score_table([word(key) for key in columns.values()], cells, widths, "table.rows")
    needed = tag("if table.needed") + p("BangGhiChu", "{{ table.needed }}", KEEP) + tag("endif")
    return tag(f"for table in {items}") + p("Caption", "{{ table.title }}") + needed + rows + AFTER + tag("endfor")
