"""`emul check`: every finding, grouped by unit; a unit can run it on its own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from emulation_cli.cli.common import ERRORS, ClusterFile, Lang, Paths, collect_sheets, load_cluster, spoken
from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.problems import Problem


def check(
    paths: Paths = None,
    cluster: ClusterFile = None,
    json: Annotated[bool, typer.Option("--json", help=say("check.json"))] = False,
    explain: Annotated[bool, typer.Option("--explain", help=say("check.explain"))] = False,
    lang: Lang = "",
) -> None:
    """Check the collected sheets."""
    language = spoken(lang)
    from emulation_cli.problems import has_errors
    from emulation_cli.tally import find_problems
    from emulation_cli.workspace import locate

    workspace = locate(paths or (), cluster)
    agreed = load_cluster(workspace, language)
    collection = collect_sheets(workspace, agreed)
    _, problems = find_problems(agreed, collection)
    shown = [found for found in problems if workspace.whole or found.code != "sheet-missing"]
    if json:
        _print_json(shown, language)
    else:
        from emulation_cli.reports.console import console
        from emulation_cli.reports.findings import show_counts, show_problems
        from emulation_cli.reports.received import show_understanding

        out = console()
        if explain:
            show_understanding(out, agreed, collection, language)
        show_problems(out, agreed, shown, language)
        show_counts(out, shown, language)
    if has_errors(shown):
        raise typer.Exit(ERRORS)


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
