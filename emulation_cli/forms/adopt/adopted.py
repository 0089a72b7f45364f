"""A scoring table from elsewhere → the cluster that `emul init --from` writes, and every slip found in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, TieBy, TieRule
from emulation_cli.forms.adopt.criteria import sort_rows
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.groups import set_groups
from emulation_cli.forms.adopt.notes import read_notes
from emulation_cli.forms.adopt.numbering import check_numbers
from emulation_cli.forms.adopt.source import read_source
from emulation_cli.forms.adopt.sums import check_totals, set_maxima
from emulation_cli.forms.adopt.tree import Node, grow
from emulation_cli.forms.starter import starter
from emulation_cli.problems import EmulError, Problem

USUAL_PLACES, MOST_PLACES = 2, 4


@dataclass(frozen=True, slots=True)
class Adopted:
    """The cluster to write, and what was found in the table, from its top down."""

    cluster: Cluster
    problems: tuple[Problem, ...]


def adopt(path: Path, language: str = "vi") -> Adopted:
    """Take over the scoring table of a workbook or CSV; header fields and units are the starter's, to be replaced.

    Raises EmulError `adopt-no-table`, `adopt-unreadable`, `adopt-encoding`.
    """
    source, problems = read_source(path, language)
    findings = Findings(source)
    parts = sort_rows(source, findings)
    if not parts.nodes:
        raise EmulError("adopt-no-table", file=path.name)
    sections = grow(parts.nodes)
    set_groups(sections, findings)
    inside = set_maxima(sections, findings)
    check_totals(parts, sections, findings)
    check_numbers(sections, findings)
    read_notes(parts.nodes, findings)
    cluster = _cluster(parts.nodes, inside, language)
    return Adopted(cluster, (*problems, *findings.all()))


def _cluster(nodes: Sequence[Node], inside: BonusInScale, language: str) -> Cluster:
    """The starter's frame around the table; targets and ties that named its own criteria are left out."""
    groups = {node.group for node in nodes if not node.children}
    fewer = (TieRule(TieBy.FEWER_DEDUCTIONS),) if Group.DEDUCTION in groups else ()
    return replace(
        starter(language),
        criteria=tuple(_criterion(node) for node in nodes),
        targets=(),
        ties=(*fewer, TieRule(TieBy.VOTE)),
        bonus_in_scale=inside,
        places=min(MOST_PLACES, max(USUAL_PLACES, *(_places(node.maximum) for node in nodes))),
    )


def _places(value: Decimal | None) -> int:
    exponent = value.normalize().as_tuple().exponent if value else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _criterion(node: Node) -> Criterion:
    return Criterion(
        path=node.path,
        level=node.level,
        label=node.row.label,
        text=node.text,
        maximum=node.maximum,
        group=node.group,
        kind=None if node.children else node.kind or Kind.DIRECT,
        parameters=node.parameters,
        measure=node.row.measure or node.measure,
        guidance=node.guidance,
        note=node.note,
    )
