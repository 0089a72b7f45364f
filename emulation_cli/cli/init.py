"""`emul init`: a new workspace, from the example of every kind, an old workspace, or a shipped example."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.common import Lang, load_cluster, spoken
from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.cluster.model import Cluster


def init(
    directory: Annotated[Path, typer.Argument(file_okay=False, help=say("init.directory"), show_default=False)],
    old: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option("--next", exists=True, help=say("init.next"), show_default=False),
    ] = None,
    example: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--example", help=say("init.example"), show_default=False),
    ] = None,
    cmd: Annotated[bool, typer.Option("--cmd", help=say("init.cmd"))] = False,
    lang: Lang = "",
) -> None:
    """Make a workspace."""
    language = spoken(lang)
    from emulation_cli.forms.workspace_files import copy_example, make_workspace

    commands = cmd or sys.platform == "win32"
    if old and example:
        raise typer.BadParameter(say("init.one_source"), param_hint="--example")
    if example:
        made = copy_example(directory, _known(example), commands)
    else:
        made = make_workspace(directory, _following(old, language) if old else _fresh(language), language, commands)
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


def _known(name: str) -> str:
    """A shipped example's name; wrong usage for any other."""
    from emulation_cli.forms.workspace_files import examples

    if name not in examples():
        raise typer.BadParameter(say("init.examples", known=", ".join(examples())), param_hint="--example")
    return name
