"""The printed numbers against each other: one printed twice, one left out, one out of order."""

from __future__ import annotations

from collections.abc import Sequence

from emulation_cli.cluster.slips import slip
from emulation_cli.forms.adopt.codes import Style, following, written
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.tree import Node


def check_numbers(sections: Sequence[Node], findings: Findings) -> None:
    """Every list of siblings; a list that begins later goes on where an earlier one at its level ended, or not."""
    counted: dict[int, Node] = {}
    _check(sections, counted, findings)


def _check(siblings: Sequence[Node], counted: dict[int, Node], findings: Findings) -> None:
    for at, node in enumerate(siblings):
        if at == 0:
            _check_first(node, counted.get(node.level), findings)
        else:
            _check_next(siblings[at - 1], node, findings)
        counted[node.level] = node
        _check(node.children, counted, findings)


def _check_first(node: Node, earlier: Node | None, findings: Findings) -> None:
    step = node.step
    if step is None or step.style is Style.BULLET or step.follows(0):
        return
    if earlier and earlier.step and earlier.step.style is step.style and step.follows(earlier.step.ordinal):
        return
    first = written(type(step)(step.style, 1))
    findings.add(node, "label", slip("adopt-number-gap", label=node.row.label, expected=first))


def _check_next(earlier: Node, node: Node, findings: Findings) -> None:
    before, step = earlier.step, node.step
    if step is None or before is None:
        if step is None and before is not None and not node.row.dated:
            findings.add(node, "label", slip("adopt-number-missing", expected=written(following(before))))
        return
    if before.style is not step.style or step.follows(before.ordinal):
        return
    shown = {"label": node.row.label, "expected": written(following(before))}
    if step.ordinal == before.ordinal and earlier.variant and node.variant:
        return
    if step.ordinal == before.ordinal:
        findings.add(node, "label", slip("adopt-number-repeated", first=earlier.row.number, **shown))
    elif step.ordinal > before.ordinal:
        findings.add(node, "label", slip("adopt-number-gap", **shown))
    else:
        findings.add(node, "label", slip("adopt-number-order", before=earlier.row.label, **shown))
