"""The cluster's own words (sheet Nội dung) as the sections of a document, in the order in which they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.cluster.model import Prose
from emulation_cli.labels import key_of
from emulation_cli.reports.filters import one_line, plain
from emulation_cli.text import fold

# The document numbers its headings itself: 'II. Kết quả', '2) Kết quả' and 'Phần II: Kết quả' are 'Kết quả'.
_NUMBER = re.compile(
    r"^(?:(?i:phần|part)\s+)?(?:(?:[IVXLC]+|\d+(?:\.\d+)*)\s*[.):]|[IVXLC]+\s*/|[A-ZĐ]\s*[.)])\s*(?=\S)"
)
_CLOSING = re.compile(r"\s*\.?/\.$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs. `about` is what it tells of: results, shortcomings, tasks, opening or ''."""

    title: str
    lines: tuple[str, ...] = ()
    about: str = ""


def sections(prose: Iterable[Prose], document: str) -> list[Section]:
    """The sections of one document ('report'), each heading once, where it first stands; a line without a heading goes
    on from the one above it, and opens the document where there is none."""
    found: dict[str, Section] = {}
    key = ""
    for each in prose:
        if key_of("document", each.document) != document:
            continue
        title = _NUMBER.sub("", one_line(each.section), count=1)
        key = fold(title) or key
        section = found.setdefault(key, Section(title, about=about(title) if title else "opening"))
        found[key] = replace(section, lines=section.lines + paragraphs(each.text))
    return [section for section in found.values() if section.lines]


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text as it was written; './.' is for the end of the document, and stands there once."""
    return tuple(_CLOSING.sub(".", line.strip()) for line in plain(text).split("\n") if line.strip())


def about(title: str) -> str:
    """What a heading tells of, by the words in it; '' where it is another one."""
    shown = fold(title)
    return next((key for key, words in _topics().items() if any(word in shown for word in words)), "")


def _topics() -> Mapping[str, Sequence[str]]:
    """The words by which a heading is known ([report.about]), folded, of every language."""
    tables = [area(language, "reports")["report"]["about"] for language in LANGUAGES]
    return {key: [fold(word) for each in tables for word in each[key]] for key in tables[0]}


def placed(found: Sequence[Section], about: str, before: Sequence[str], title: str) -> list[Section]:
    """The sections with one about `about` among them: where there is none, an empty one of that title is put before
    the first of those in `before`, else at the end."""
    if any(section.about == about for section in found):
        return list(found)
    place = next((place for place, section in enumerate(found) if section.about in before), len(found))
    return [*found[:place], Section(title, about=about), *found[place:]]
