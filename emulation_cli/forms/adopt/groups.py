"""Nhóm: thưởng and trừ by what a heading says or by a minus sign, inherited below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from emulation_cli.catalogue import LANGUAGES, area
from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.slips import slip
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.tree import Node
from emulation_cli.text import words


def set_groups(nodes: Sequence[Node], findings: Findings) -> None:
    """From the top down; a heading that names both is left chuẩn and named, its rows may still say which they are."""
    for node in nodes:
        above = node.parent.group if node.parent else Group.STANDARD
        named = _named(node.text)
        if above is not Group.STANDARD:
            node.group = above
        elif node.negative:
            node.group = Group.DEDUCTION
        elif len(named) == 1:
            node.group = named[0]
        elif named:
            findings.add(node, "text", slip("adopt-group-unsure"))


def _named(text: str) -> tuple[Group, ...]:
    """What a text names at its beginning: 'Phần điểm thưởng (tối đa 10)'; 'Điểm cộng, điểm trừ' names both."""
    said = words(text)
    shorter = True
    while shorter:
        opening = next((one for one in _spellings("opening") if said.startswith(f"{one} ")), None)
        shorter, said = opening is not None, said.removeprefix(f"{opening} ")
    groups = (Group.BONUS, Group.DEDUCTION)
    first = [group for group in groups if any(_begins(said, one) for one in _spellings(group))]
    if not first:
        return ()
    other = [one for group in groups if group not in first for one in _spellings(group)]
    both = any(f" {one} " in f" {said} " for one in other) or _shares_head(said)
    return groups if both else tuple(first)


def _begins(said: str, spelling: str) -> bool:
    return f"{said} ".startswith(f"{spelling} ")


def _shares_head(said: str) -> bool:
    """'điểm cộng, trừ', 'điểm thưởng và phạt': one noun for both."""
    bonus, deduction = ({one.split()[-1] for one in _spellings(group)} for group in (Group.BONUS, Group.DEDUCTION))
    near = set(said.split()[1:4])
    return bool(near & (bonus - deduction)) and bool(near & (deduction - bonus))


@cache
def _spellings(key: str) -> tuple[str, ...]:
    tables = [area(language, "labels")["adopted_heading"] for language in LANGUAGES]
    return tuple(words(one) for table in tables for one in table[key])
