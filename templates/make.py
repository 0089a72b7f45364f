"""Makes the templates (each with its English twin), laid out after Nghị định 30/2020/NĐ-CP, Annex I.

For developers: `python templates/make.py`. Secretaries edit the made files in Word; their fixed words come from
texts/*/reports.toml ([report.template], [request.template]), the names in {{ }} from emulation_cli/reports:
bao-cao.docx from context.py (`Report`), phieu-yeu-cau-bo-sung.docx from request.py (`Request`).
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from layout import Word, each, gap, p, package, rule, score_table, table, tag, tr

from emulation_cli.catalogue import LANGUAGES, text


def letterhead(word: Word, number: str) -> str:
    """Agency and country side by side, number and date below them."""
    widths = (66.0, 99.0)
    agency = tag("if superior") + p("CoQuanChuQuan", "{{ superior }}") + tag("endif")
    agency += p("CoQuanBanHanh", "{{ cluster }}") + rule(25, widths[0])
    country = p("QuocHieu", word("country")) + p("TieuNgu", word("motto")) + rule(62, widths[1])
    second = tr((p("SoKyHieu", number), p("DiaDanh", "{{ place_date }}")), widths, align="top")
    return table(widths, (tr((agency, country), widths, align="top"), second))


def results_part(word: Word, common: Word) -> str:
    """Section II: who sent, the ranking, open questions, what units are proud of."""
    loop = ["{{%tc for part in {} %}}", "{{{{ part }}}}", "{{%tc endfor %}}"]
    parts, titles, own = ([item.format(of) for item in loop] for of in ("row.parts", "ranking.parts", "points.titles"))
    head = [common("rank"), common("unit"), *titles, common("total"), common("percent"), common("class")]
    body = [("BangSo", "{{ row.rank }}"), ("BangChu", "{{ row.unit }}"), *(("BangSo", part) for part in parts)]
    body += [("BangSo", f"{{{{ row.{name} }}}}") for name in ("total", "percent", "class_name")]
    ranking = score_table(head, body, [11, 50, 15, 15, 15, 20, 19, 20], "ranking.rows")
    of_section = [("BangChu", "{{ row.unit }}"), *(("BangSo", part) for part in parts)]
    sections = score_table([common("unit"), *own], of_section, [65, 30, 40, 30], "points.rows")
    open_head = [common(name) for name in ("unit", "criterion", "at_stake", "why")]
    open_body = [("BangChu", f"{{{{ row.{name} }}}}") for name in ("unit", "criterion", "at_stake", "why")]
    open_body[2] = ("BangSo", open_body[2][1])
    return "".join((
        p("Heading1", "{{ results.title }}"), each("BodyText", "line", "results.lines"),
        p("Heading2", word("sent")), each("BodyText", "line", "sent"),
        p("Heading2", word("ranking")), each("BodyText", "line", "outcome"),
        tag("if ranking.rows"), p("Caption", "{{ caption }}"), p("BangDonVi", word("unit_of_points")), ranking,
        tag("for points in ranking.section_tables"), p("Caption", word("section_points")), sections, tag("endfor"),
        tag("if legend"), p("BangGhiChu", "{{ legend }}."), tag("endif"), tag("endif"),
        tag("if open"), p("Heading2", word("open")),
        score_table(open_head, open_body, [45, 55, 25, 40], "open"), p("BangGhiChu"), tag("endif"),
        tag("if highlights"), p("Heading2", word("highlights")), tag("for unit in highlights"),
        p("Heading3", "{{ unit.unit }}:"), each("BodyText", "line", "unit.lines"), tag("endfor"), tag("endif"),
    ))  # fmt: skip


def own_sections(items: str) -> str:
    """The cluster's own sections, heading by heading."""
    lines = each("BodyText", "line", "section.lines")
    return tag(f"for section in {items}") + p("Heading1", "{{ section.title }}") + lines + tag("endfor")


def signature(word: Word) -> str:
    """Who gets a copy on the left, who signs on the right, never torn apart."""
    widths = (75.0, 90.0)
    left = p("NoiNhan", word("recipients")) + each("NoiNhanDong", "line", "recipients")
    right = each("ChucVuKy", "line", "signer_position") + p("HoTenKy", "{{ signer }}")
    return table(widths, (tr((left, right), widths, align="top"),))


def body_xml(language: str) -> str:
    """The report from its letterhead to its signature."""
    word = partial(_word, language, "report.template")
    return "".join((
        tag("if provisional"), p("TamTinh", "{{ provisional }}"), each("TamTinhLyDo", "reason", "reasons"),
        gap(10), tag("endif"),
        letterhead(word, word("number")),
        p("Title", word("title")), p("Subtitle", "{{ subject }}"), rule(50, 165), p("BangGhiChu"),
        each("KinhGui", "line", "addressees"), each("CanCu", "line", "bases"), each("BodyText", "line", "opening"),
        own_sections("before"), results_part(word, partial(_word, language, "common")), own_sections("after"),
        p("BodyText", word("closing"), "<w:keepNext/>"),
        signature(word), gap(0),
    ))  # fmt: skip


def request_xml(language: str) -> str:
    """The request for completion from its letterhead to its signature."""
    word, own = partial(_word, language, "report.template"), partial(_word, language, "request.template")
    columns = {"number": "row", "cell": "cell", "criterion": "criterion", "message": "message", "fix": "fix"}
    body = [("BangSo" if name in ("number", "cell") else "BangChu", f"{{{{ row.{name} }}}}") for name in columns]
    rows = score_table([own(key) for key in columns.values()], body, [11, 16, 42, 48, 48], "part.rows")
    return "".join((
        letterhead(word, own("number")),
        p("Title", own("title")), p("Subtitle", "{{ subject }}"), rule(50, 165), p("BangGhiChu"),
        each("KinhGui", "line", "addressees"), each("BodyText", "line", "opening"),
        tag("for part in parts"), p("Caption", "{{ part.title }}"), rows, tag("endfor"),
        tag("if parts"), p("BangGhiChu"), tag("endif"), each("BodyText", "line", "closing"),
        signature(word), gap(0),
    ))  # fmt: skip


def _word(language: str, table: str, key: str) -> str:
    return text(language, "reports", f"{table}.{key}")


TEMPLATES = {"bao-cao": body_xml, "phieu-yeu-cau-bo-sung": request_xml}


def main() -> None:
    """Write every template in both languages beside this script."""
    for name, made in TEMPLATES.items():
        for language in LANGUAGES:
            target = Path(__file__).with_name(f"{name}.docx" if language == "vi" else f"{name}.{language}.docx")
            target.write_bytes(package(made(language), language))
            sys.stdout.write(f"{target.name}\n")


if __name__ == "__main__":
    main()
