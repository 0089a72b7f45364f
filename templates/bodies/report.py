"""bao-cao.docx: the half-year or year-end report (names: emulation_cli/reports/documents/report.py)."""

from __future__ import annotations

from layout import AFTER, KEEP, Word, each, gap, p, score_table, tag
from parts import common, letterhead, own_sections, provisional, shared, signature, title


def body(language: str) -> str:
    """The report from its letterhead to its signature."""
    word = shared(language)
    return "".join((
        provisional(), letterhead(word, word("number")), title(word("title")),
        each("KinhGui", "line", "addressees"), each("CanCu", "line", "bases"), each("BodyText", "line", "opening"),
        own_sections("before"), results_part(word, common(language)), own_sections("after"),
        p("BodyText", word("closing"), KEEP),
        signature(word), gap(0),
    ))  # fmt: skip


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
        tag("for chart in charts"), p("Caption", "{{ chart.title }}"), p("Hinh", "{{ chart.picture }}"), tag("endfor"),
        tag("if open"), p("Heading2", word("open")),
        score_table(open_head, open_body, [45, 55, 25, 40], "open"), AFTER, tag("endif"),
        _part("decisions", word), _part("awards", word),
        tag("if highlights"), p("Heading2", word("highlights")), tag("for unit in highlights"),
        p("Heading3", "{{ unit.unit }}:"), each("BodyText", "line", "unit.lines"), tag("endfor"), tag("endif"),
    ))  # fmt: skip


def _part(name: str, word: Word) -> str:
    """Lines under their own heading, where there are any."""
    return tag(f"if {name}") + p("Heading2", word(name)) + each("BodyText", "line", name) + tag("endif")
