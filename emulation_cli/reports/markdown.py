"""The ranking as Markdown (bang-xep-hang.md): a page that GitHub, an editor or a plain reader shows alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.reports import facts
from emulation_cli.reports.decided import awards, decided
from emulation_cli.reports.filters import inside_sentence, one_line, trimmed
from emulation_cli.reports.ranking import cells, given, ranking
from emulation_cli.reports.sources import source_lines
from emulation_cli.results import Results

_MARKUP = re.compile(r"[\\`*_\[\]#~$]")
# What would start a list, a rule or a heading at the beginning of a line.
_BLOCK = re.compile(r"^(?:[-+](?=\s|$)|-{2,}|=+|\d+[.)](?=\s|$))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
LEFT, RIGHT = ":--", "--:"


def render(results: Results, language: str = "vi") -> str:
    """The page: official or provisional and why, the ranking, ties, who is not ranked, what is open, the method."""
    word = partial(text, language, "reports")
    period = inside_sentence(one_line(results.cluster.period))
    title = word("markdown.title", cluster=one_line(results.cluster.name), period=period)
    blocks = [
        f"# {escaped(title)}",
        _status(results, language),
        *_part(word("markdown.ranking"), _ranking(results, language)),
        *_part(word("markdown.ties"), [_list(facts.ties(results, language))]),
        *_part(word("markdown.decided"), [_list(decided(results, language))]),
        *_part(word("markdown.awards"), [_list(awards(results, language))]),
        *_part(word("markdown.unranked"), [_list(map(": ".join, facts.unranked(results, language)))]),
        *_part(word("markdown.open"), _open(results, language)),
        *_part(word("markdown.checked"), [escaped(facts.problem_summary(results, language))]),
        *_part(word("markdown.method"), [escaped(" ".join(method(results, language)))]),
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(shown: str) -> str:
    """A text as Markdown shows it letter by letter, on one line: no markup, no HTML, no table rule, no list."""
    flat = _MARKUP.sub(r"\\\g<0>", one_line(shown)).translate(_ENTITIES)
    starts = _BLOCK.match(flat)
    return f"{flat[: starts.end() - 1]}\\{flat[starts.end() - 1 :]}" if starts else flat


def method(results: Results, language: str) -> tuple[str, str]:
    """How points, totals and ranks come about, in two sentences."""
    word, cluster = partial(text, language, "reports"), results.cluster
    parts = [word("markdown.sum_base")]
    for group, cap in ((Group.BONUS, cluster.bonus_cap), (Group.DEDUCTION, cluster.deduction_cap)):
        if given(results, group):
            key = f"markdown.sum_{group}" if cap is None else f"markdown.sum_{group}_cap"
            parts.append(word(key, cap="" if cap is None else trimmed(cap, language)))
    parts += [word("markdown.sum_cut")] if cluster.bonus_in_scale is BonusInScale.CUT else []
    rounding = word("markdown.rounding", places=cluster.places, sum="".join(parts))
    return rounding, word("markdown.order", by=word(f"markdown.by.{cluster.rank_by}"))


def _part(title: str, body: Iterable[str]) -> Iterator[str]:
    """A heading with what stands under it; nothing at all where nothing does."""
    lines = [block for block in body if block]
    if lines:
        yield f"## {title}"
        yield from lines


def _status(results: Results, language: str) -> str:
    if facts.is_official(results):
        return f"**{text(language, 'reports', 'markdown.official')}**"
    lead = f"> **{text(language, 'reports', 'markdown.provisional')}**"
    return "\n".join([lead, ">", *(f"> - {escaped(reason)}" for reason in facts.reasons(results, language))])


def _ranking(results: Results, language: str) -> Iterator[str]:
    """The table with its legend, then what the figures say."""
    if not results.standings:
        yield text(language, "reports", "markdown.nobody")
        return
    table = ranking(results, language)
    yield _table(cells(table, language), {1: LEFT, len(table.parts) + 4: LEFT})
    for own in table.section_tables:
        unit = text(language, "reports", "common.unit")
        yield _table([[unit, *own.titles], *([row.unit, *row.parts] for row in own.rows)], {0: LEFT})
    yield escaped("; ".join(table.legend))
    told = (*facts.outcome(results, language), *facts.bounds(results, language), *source_lines(results, language))
    yield _list(told)


def _open(results: Results, language: str) -> Iterator[str]:
    rows = facts.open_rows(results, language)
    if rows:
        head = [text(language, "reports", f"common.{key}") for key in ("unit", "criterion", "at_stake", "why")]
        body = [[row.unit, row.criterion, row.at_stake, row.why] for row in rows]
        yield _table([head, *body], {0: LEFT, 1: LEFT, 3: LEFT})
        yield escaped(" ".join(facts.open_summary(results, language)))


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(item)}" for item in items)


def _table(rows: Sequence[Sequence[str]], sides: dict[int, str]) -> str:
    """A table with its header; columns stand to the right unless `sides` says otherwise."""
    head, *body = [f"| {' | '.join(map(escaped, row))} |" for row in rows]
    rule = f"|{'|'.join(sides.get(column, RIGHT) for column in range(len(rows[0])))}|"
    return "\n".join([head, rule, *body])
