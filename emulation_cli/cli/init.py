"""`emul init`: a new workspace, from the example of every kind, an old workspace, a shipped example, or a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.common import ERRORS, Lang, load_cluster, spoken
from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.cluster.model import Cluster


def _named(written: str) -> Path:
    """A folder that has a name: nothing at all would mean the current one."""
    if not written.strip():
        raise typer.BadParameter(say("init.no_name"))
    if Path(written).is_file():
        raise typer.BadParameter(f"path {written!r} is a file")  # as typer says it, for usage.py to put in our words
    return Path(written)


def init(
    directory: Annotated[Path, typer.Argument(parser=_named, help=say("init.directory"), show_default=False)],
    old: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--next", exists=True, help=say("init.next"), show_default=False),
    ] = None,
    example: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--example", help=say("init.example"), show_default=False),
    ] = None,
    table: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--from", exists=True, dir_okay=False, help=say("init.from"), show_default=False),
    ] = None,
    cmd: Annotated[bool, typer.Option("--cmd", help=say("init.cmd"))] = False,
    lang: Lang = "",
) -> None:
    """Make a workspace."""
    language = spoken(lang)
    from emulation_cli.forms.workspace_files import copy_example, make_workspace

    commands = cmd or sys.platform == "win32"
    if sum(source is not None for source in (old, example, table)) > 1:
        raise typer.BadParameter(say("init.one_source"), param_hint="--example")
    if table:
        _adopt(directory, table, language, commands)
        return
    if example:
        made = copy_example(directory, _known(example), commands)
    else:
        made = make_workspace(directory, _following(old, language) if old else _fresh(language), language, commands)
        if old:
            _keep_results(old, directory)
    typer.echo(say("init.next_period" if old else "init.example_made" if example else "init.made", file=made))


def _fresh(language: str) -> Cluster:
    from emulation_cli.forms.starter import starter

    return starter(language)


def _following(old: Path, language: str) -> Cluster:
    """The period after the one in an old workspace (or its cluster.xlsx)."""
    from emulation_cli.cluster.decisions_file import read_decisions
    from emulation_cli.forms.succession import next_period
    from emulation_cli.workspace import locate

    workspace = locate([old])
    cluster = load_cluster(workspace, language)
    return next_period(cluster, read_decisions(workspace.decisions, cluster)[0].next_term)


def _keep_results(old: Path, directory: Path) -> None:
    """The old period's results go along: the new one's documents tell what changed since."""
    from shutil import copyfile

    from emulation_cli.workspace import PREVIOUS_FILE, RESULTS_FILE, locate

    results = locate([old]).reports / RESULTS_FILE
    if results.is_file():
        copyfile(results, directory / PREVIOUS_FILE)


def _adopt(directory: Path, table: Path, language: str, commands: bool) -> None:
    """Write what a scoring table says and list its slips, with whatever keeps the result from loading (status 1)."""
    from emulation_cli.cluster.criteria import Group
    from emulation_cli.cluster.definition import read_cluster
    from emulation_cli.forms.adopt.adopted import adopt
    from emulation_cli.forms.workspace_files import make_workspace
    from emulation_cli.problems import has_errors
    from emulation_cli.reports.console import console
    from emulation_cli.reports.findings import show_counts, show_problems

    adopted = adopt(table, language)
    cluster = adopted.cluster
    made = make_workspace(directory, cluster, language, commands)
    found = [*adopted.problems, *read_cluster(made)[1]]
    out = console()
    if found:
        show_problems(out, cluster, found, language)
        show_counts(out, found, language)
    total = sum(one.maximum or 0 for one in cluster.tree.sections if one.group is Group.STANDARD)
    counts = {"rows": len(cluster.criteria), "leaves": len(cluster.tree.leaves), "total": f"{total:f}"}
    typer.echo(say("init.adopted", file=made, source=table.name, **counts))
    if has_errors(found):
        raise typer.Exit(ERRORS)


def _known(name: str) -> str:
    """A shipped example's name; wrong usage for any other."""
    from emulation_cli.forms.workspace_files import examples

    if name not in examples():
        raise typer.BadParameter(say("init.examples", known=", ".join(examples())), param_hint="--example")
    return name
