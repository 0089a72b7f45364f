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

OPPOSITE = {Group.BONUS: Group.DEDUCTION, Group.DEDUCTION: Group.BONUS}


def set_groups(sections: Sequence[Node], findings: Findings) -> None:
    """From the top down; a heading that names both, or has both below it, is left chuẩn and named, and its rows say
    which they are: what is taken off is never added."""
    for section in sections:
        _set_group(section, Group.STANDARD, findings)


def _set_group(node: Node, inherited: Group, findings: Findings) -> None:
    own = _own(node) or inherited
    mixed = own in OPPOSITE and _has(node, OPPOSITE[own])
    node.group = Group.STANDARD if mixed else own
    if mixed or len(_named(node.text)) > 1:
        findings.add(node, "text", slip("adopt-group-unsure"))
    for child in node.children:
        _set_group(child, own, findings)


def _own(node: Node) -> Group | None:
    """What a row says of itself."""
    named = _named(node.text)
    if node.negative:
        return Group.DEDUCTION
    return named[0] if len(named) == 1 else None


def _has(node: Node, group: Group) -> bool:
    """Whether anything below says that it is of a group."""
    return any(_own(child) is group or _has(child, group) for child in node.children)


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
