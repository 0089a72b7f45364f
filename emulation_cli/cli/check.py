"""`emul check`: every finding, grouped by unit; a unit can run it on its own file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.common import ERRORS, ClusterFile, Lang, Paths, collect_sheets, load_agreed, progress, spoken
from emulation_cli.cli.words import say

# What is said of files that are not there means nothing where only some were named.
ABSENT = ("sheet-missing", "decision-file-missing", "decision-time-unused")

if TYPE_CHECKING:
    from emulation_cli.cluster.model import Cluster
    from emulation_cli.intake.collect import Collection
    from emulation_cli.problems import Problem
    from emulation_cli.workspace import Workspace


def check(
    paths: Paths = None,
    cluster: ClusterFile = None,
    json: Annotated[bool, typer.Option("--json", help=say("check.json"))] = False,
    explain: Annotated[bool, typer.Option("--explain", help=say("check.explain"))] = False,
    annotate: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--annotate", help=say("check.annotate"), show_default=False),
    ] = None,
    lang: Lang = "",
) -> None:
    """Check the collected sheets."""
    language = spoken(lang)
    from emulation_cli.problems import has_errors
    from emulation_cli.reports.annotate import refuse_collected
    from emulation_cli.reports.outputs import refuse_file
    from emulation_cli.tally import find_problems
    from emulation_cli.workspace import locate

    workspace = locate(paths or (), cluster)
    if annotate is not None:
        refuse_file(annotate)
        refuse_collected(workspace, annotate)
    agreed = load_agreed(workspace, language, show=_print_json if json else None)
    collection = collect_sheets(workspace, agreed)
    _, problems = find_problems(agreed.cluster, collection, agreed.decisions)
    shown = [found for found in problems if workspace.whole or found.code not in ABSENT]
    if json:
        _print_json(shown, language)
    else:
        from emulation_cli.reports.console import console
        from emulation_cli.reports.findings import show_counts, show_problems
        from emulation_cli.reports.received import show_understanding

        out = console()
        if explain:
            show_understanding(out, agreed.cluster, collection, language)
        show_problems(out, agreed.cluster, shown, language)
        show_counts(out, shown, language)
    if annotate is not None:
        _send_back(agreed.cluster, workspace, collection, shown, annotate, language, json)
    if has_errors(shown):
        raise typer.Exit(ERRORS)


def _send_back(
    agreed: Cluster,
    workspace: Workspace,
    collection: Collection,
    problems: list[Problem],
    folder: Path,
    language: str,
    quiet: bool,
) -> None:
    """Write marked copies and requests, and say so: on standard error where standard output is JSON."""
    from rich.console import Console

    from emulation_cli.reports.annotate import annotate, left_over
    from emulation_cli.reports.console import console
    from emulation_cli.reports.findings import show_returned

    with progress("check.annotating") as shown:
        returned = annotate(agreed, workspace, collection, problems, folder, language, shown)
    out = Console(stderr=True, highlight=False, emoji=False, markup=False) if quiet else console()
    show_returned(out, folder, returned, left_over(folder, returned, language), language)


def _print_json(problems: list[Problem], language: str) -> None:
    """The findings as a JSON list, messages in the language asked for."""
    import json
    import sys

    found = [
        {
            "code": one.code,
            "severity": one.severity,
            "unit": one.unit,
            "file": one.place.file,
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "criterion": one.criterion,
            "params": dict(one.params),
            "message": one.message(language),
            "fix": one.fix(language),
        }
        for one in problems
    ]
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    sys.stdout.write("\n")
