"""Findings in the terminal, unit by unit: where, which criterion, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import Problem, Severity
from emulation_cli.reports.annotate import Returned
from emulation_cli.reports.console import MARKS, STYLES, say, short
from emulation_cli.text import clean


def show_problems(out: Console, cluster: Cluster | None, problems: Sequence[Problem], language: str) -> None:
    """Every finding, unit by unit: where, which criterion, what, and what to do."""
    for unit, found in groupby(problems, key=lambda one: one.unit):
        out.print(Text(_heading(cluster, unit, language), style="bold"))
        for one in found:
            _show_problem(out, cluster, one, language)
        out.print()


def _heading(cluster: Cluster | None, unit: str | None, language: str) -> str:
    if unit is None or cluster is None:
        return say(language, "general")
    known = cluster.unit_of.get(unit)
    return clean(known.name) if known else unit


def _show_problem(out: Console, cluster: Cluster | None, found: Problem, language: str) -> None:
    style = STYLES[found.severity]
    where = str(found.place)
    if found.criterion and cluster and found.criterion in cluster.tree.by_path:
        criterion = cluster.tree.by_path[found.criterion]
        where += f" – {cluster.tree.labels[found.criterion]} {short(criterion.text)}"
    head = Text(f"  {MARKS[found.severity]} {say(language, f'severity.{found.severity}')}", style=style)
    out.print(head + Text(f" {where}" if where else "", style="none") + Text(f"  [{found.code}]", style="dim"))
    out.print(Text(f"    {found.message(language)}"))
    out.print(Text(f"    → {found.fix(language)}"))


def show_counts(out: Console, problems: Sequence[Problem], language: str) -> None:
    """How many of each severity there are, in one line."""
    counts = {severity: sum(one.severity is severity for one in problems) for severity in Severity}
    out.print(Text(say(language, "counts", **{str(severity): count for severity, count in counts.items()})))


def show_returned(
    out: Console, folder: Path, returned: Sequence[Returned], left: Sequence[Path], language: str
) -> None:
    """What was written to go back to the units, a line each; what an earlier run left there."""
    for one in returned:
        files = ", ".join(path.name for path in (*one.copies, one.request))
        counts = {"errors": one.errors, "warnings": one.warnings}
        line = _cli(language, "annotated_unit", unit=clean(one.unit.name), files=files, **counts)
        lacking = (_without(file, why, language) for file, why in one.without)
        out.print(Text("; ".join((line, *lacking))))
    copies = sum(len(one.copies) for one in returned)
    key = "annotated" if returned else "annotated_none"
    out.print(Text(_cli(language, key, folder=folder, copies=copies, requests=len(returned))))
    if left:
        out.print(Text(_cli(language, "annotated_left", files=", ".join(path.name for path in left))))


def _without(file: str, why: str, language: str) -> str:
    reason = text(language, "reports", f"annotate.why.{why}")
    return _cli(language, "annotated_without", file=clean(file), why=reason)


def _cli(language: str, key: str, **values: object) -> str:
    return text(language, "cli", f"check.{key}", **values)
