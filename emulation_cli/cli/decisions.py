"""`emul decisions`: an empty decisions.xlsx, to write down what was decided after the sheets came in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from emulation_cli.cli.common import ClusterFile, Lang, load_cluster, spoken
from emulation_cli.cli.words import say


def decisions(
    path: Annotated[Optional[Path], typer.Argument(help=say("decisions.path"), show_default=False)] = None,  # noqa: UP045
    cluster: ClusterFile = None,
    lang: Lang = "",
) -> None:
    """Write the empty decisions file of a workspace."""
    language = spoken(lang)
    from emulation_cli.forms.workspace_files import make_decisions
    from emulation_cli.workspace import locate

    workspace = locate([path] if path else (), cluster)
    make_decisions(workspace.decisions, load_cluster(workspace, language), language)
    typer.echo(say("decisions.made", file=workspace.decisions))
