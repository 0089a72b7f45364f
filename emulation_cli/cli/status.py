"""`emul status`: who has sent, late, missing, with errors; which file is used and why."""

from __future__ import annotations

import typer

from emulation_cli.cli.common import ERRORS, ClusterFile, Lang, Paths, collect_sheets, load_agreed, spoken


def status(paths: Paths = None, cluster: ClusterFile = None, lang: Lang = "") -> None:
    """Show who has sent what."""
    language = spoken(lang)
    from emulation_cli.problems import has_errors
    from emulation_cli.reports.console import console
    from emulation_cli.reports.received import show_status
    from emulation_cli.tally import find_problems
    from emulation_cli.workspace import locate

    workspace = locate(paths or (), cluster)
    agreed = load_agreed(workspace, language)
    collection = collect_sheets(workspace, agreed)
    scored, problems = find_problems(agreed.cluster, collection, agreed.decisions)
    excuses = {line.unit: line.treatment for line in agreed.decisions.excuses}
    show_status(console(), agreed.cluster, collection, problems, scored.sources, excuses, language)
    if has_errors(problems):
        raise typer.Exit(ERRORS)
