"""Điểm tối đa: parents against their children, digits of footnotes glued to a number, the total's own line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from emulation_cli.cluster.criteria import EARNED, Group
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import plain
from emulation_cli.forms.adopt.criteria import Parts
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.tree import Node
from emulation_cli.intake.sums import PART
from emulation_cli.text import words

LONGEST_FOOTNOTE = 2  # digits
ZERO = Decimal(0)


def set_maxima(sections: Sequence[Node], findings: Findings) -> BonusInScale:
    """Give every node the maximum to write; returns whether headings count bonus points in."""
    for node in _upwards(sections):
        node.maximum = node.stated
    for node in _upwards(sections):
        _mend_leaf(node, findings)
    inside = any(_counts_bonus_in(node) for node in _upwards(sections))
    counted = EARNED if inside else (Group.STANDARD,)
    for node in _upwards(sections):
        if node.children:
            _check_parent(node, counted, findings)
        elif not node.maximum:
            node.maximum, node.group = ZERO, Group.UNCOUNTED
            findings.add(node, "maximum", slip("adopt-without-maximum"))
    return BonusInScale.INSIDE if inside else BonusInScale.OUTSIDE


def _upwards(nodes: Sequence[Node]) -> Iterator[Node]:
    """Children before their parents."""
    for node in nodes:
        yield from _upwards(node.children)
        yield node


def _sum(nodes: Sequence[Node], groups: Sequence[Group]) -> Decimal:
    """What the nodes of these groups are worth together."""
    return sum((_worth(node, groups) for node in nodes if node.group in groups), ZERO)


def _worth(node: Node, groups: Sequence[Group]) -> Decimal:
    """Its maximum; a heading without one is the sum of what is below it."""
    if node.maximum is not None:
        return node.maximum
    return _sum(node.children, groups if node.group is Group.STANDARD else (node.group,))


def _counts_bonus_in(node: Node) -> bool:
    """115 over 100 chuẩn and 15 thưởng."""
    if node.group is not Group.STANDARD or node.maximum is None:
        return False
    alone, together = (_sum(node.children, groups) for groups in ((Group.STANDARD,), EARNED))
    return bool(alone) and alone != together and node.maximum == together


def _mend_leaf(node: Node, findings: Findings) -> None:
    """One child with a footnote's digit behind its number: without it the children sum to their parent."""
    if node.maximum is None or node.group is not Group.STANDARD:
        return
    total = _sum(node.children, (Group.STANDARD,))
    fits = [
        (child, value)
        for child in node.children
        if not child.children and child.maximum is not None
        for value in _without_footnote(child.maximum)
        if total - child.maximum + value == node.maximum
    ]
    if total > node.maximum and len(fits) == 1:
        child, value = fits[0]
        findings.add(child, "maximum", slip("adopt-footnote-in-number", written=child.row.maximum, value=value))
        child.maximum = value


def _without_footnote(value: Decimal) -> list[Decimal]:
    """20 of 207, also 2 (a footnote has up to two digits)."""
    digits = plain(value)
    cut = [digits[:-count] for count in range(1, LONGEST_FOOTNOTE + 1)]
    return [Decimal(one) for one in cut if one and not one.endswith((".", "-")) and Decimal(one)]


def _check_parent(node: Node, counted: Sequence[Group], findings: Findings) -> None:
    """A chuẩn parent is written as the sum of its children; a ceiling stays, unless a footnote lifted it."""
    if node.group is Group.STANDARD and all(one.group in (Group.BONUS, Group.DEDUCTION) for one in node.children):
        node.maximum = None  # nothing below it is chuẩn
    groups = counted if node.group is Group.STANDARD else (node.group,)
    total = _sum(node.children, groups)
    if node.maximum is None or node.maximum == total:
        return
    if total in _without_footnote(node.maximum):
        findings.add(node, "maximum", slip("adopt-footnote-in-number", written=node.row.maximum, value=total))
    elif node.group is Group.STANDARD:
        gap = plain(abs(node.maximum - total))
        findings.add(node, "maximum", slip("adopt-sum", stated=plain(node.maximum), sum=plain(total), gap=gap))
    else:
        return
    node.maximum = total


def check_totals(parts: Parts, sections: Sequence[Node], findings: Findings) -> None:
    """The lines that add up against what stands above them; bonus points may be counted in or not."""
    for row, codes, stated in parts.sums:
        below = _summed(codes, parts, sections)
        if stated is None or below is None:
            continue
        sums = [_sum(below, groups) for groups in _ways(codes)]
        if stated not in sums:
            gap = plain(abs(stated - sums[0]))
            what = slip("adopt-total", stated=plain(stated), sum=plain(sums[0]), gap=gap)
            findings.add_row(row, "maximum", what)


def _ways(codes: tuple[str, ...]) -> tuple[tuple[Group, ...], ...]:
    """Which groups such a line may count; one that says 'điểm thưởng' counts one of them alone."""
    if PART in codes:
        return (Group.STANDARD,), (Group.BONUS,), (Group.DEDUCTION,)
    return (Group.STANDARD,), EARNED


def _summed(codes: tuple[str, ...], parts: Parts, sections: Sequence[Node]) -> Sequence[Node] | None:
    """The rows that a line sums: all sections, or the only one of that number; None where it is not clear."""
    named = [code for code in codes if code != PART]
    if not named or named == [words(node.row.label) for node in sections]:
        return sections
    found = [node for node in parts.nodes if words(node.row.label) == " ".join(named)]
    return found if len(found) == 1 else None
