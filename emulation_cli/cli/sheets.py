"""`emul sheets`: a blank scoring sheet for every unit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from emulation_cli.cli.common import ClusterFile, Lang, load_cluster, spoken
from emulation_cli.cli.words import say


def sheets(
    path: Annotated[Optional[Path], typer.Argument(help=say("sheets.path"), show_default=False)] = None,  # noqa: UP045
    cluster: ClusterFile = None,
    lang: Lang = "",
) -> None:
    """Write the blank sheets of a workspace."""
    language = spoken(lang)
    from emulation_cli.forms.sheet import nobodys, sheet_paths, write_sheets
    from emulation_cli.workspace import locate

    workspace = locate([path] if path else (), cluster)
    agreed = load_cluster(workspace, language)
    written = write_sheets(workspace.sheets, agreed, language)
    kept = [target.name for target in sheet_paths(workspace.sheets, agreed) if target not in written]
    typer.echo(say("sheets.written", count=len(written), folder=workspace.sheets))
    if kept:
        typer.echo(say("sheets.kept", count=len(kept), files=", ".join(kept)))
    others = nobodys(workspace.sheets, agreed)
    if others:
        typer.echo(say("sheets.nobodys", count=len(others), folder=workspace.sheets, files=", ".join(others)))
