"""Lines that only add up: 'Tổng cộng', 'Cộng mục I', 'Tổng điểm (I + II)'."""

from __future__ import annotations

from functools import cache

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.cluster.criteria import Tree
from emulation_cli.text import words

LONGEST = 80  # letters
LONGEST_CODE = 4  # of a heading's label: 'viii'


PART = "*"  # stands for chuẩn, thưởng, trừ: the line sums one group only


@cache
def _vocabulary(key: str) -> frozenset[str]:
    """Words of such lines: `opening` begins one, `between` may follow, `part` says that it sums one group only."""
    tables = [area(language, "labels")["sum"] for language in LANGUAGES]
    return frozenset(word for table in tables for spelt in table[key] for word in words(spelt).split())


def summed_codes(text: str) -> tuple[str, ...] | None:
    """The codes that a line of sums names ('Cộng mục I' → ('i',), 'Tổng cộng' → ()); None where it is no such line."""
    if len(text) > LONGEST:
        return None
    opening, between, part = (_vocabulary(key) for key in ("opening", "between", "part"))
    said = words(text).split()
    if not said or said[0] not in opening:
        return None
    rest = tuple(PART if word in part else word for word in said if word not in opening | between)
    return rest if all(len(word) <= LONGEST_CODE for word in rest) else None


def summed_heading(codes: tuple[str, ...], tree: Tree) -> str | None:
    """The heading that such a line sums, '' for the whole table; None where it does not say clearly."""
    sections = tuple(words(section.label) or section.path for section in tree.sections)
    if codes in ((), sections):
        return ""
    spelt = " ".join(codes)
    named = [path for path in tree.children if path and spelt in (words(tree.by_path[path].label), words(path))]
    return named[0] if len(named) == 1 else None
