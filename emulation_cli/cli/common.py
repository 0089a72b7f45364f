"""What several commands do alike: find the workspace, load the cluster, collect with a progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.cluster.model import Cluster
    from emulation_cli.intake.collect import Collection
    from emulation_cli.workspace import Workspace

ERRORS = 1
MANY = 40  # files from which on a progress bar is worth its lines

Paths = Annotated[Optional[list[Path]], typer.Argument(help=say("workspace"), show_default=False)]  # noqa: UP045
ClusterFile = Annotated[Optional[Path], typer.Option("--cluster", help=say("cluster"), show_default=False)]  # noqa: UP045
Lang = Annotated[str, typer.Option("--lang", help=say("lang"), show_default=False)]


def spoken(lang: str) -> str:
    """The language asked for: --lang, else EMUL_LANG, else Vietnamese. Wrong usage for any other."""
    from emulation_cli.catalogue import LANGUAGES
    from emulation_cli.cli.words import language

    if lang and lang not in LANGUAGES:
        raise typer.BadParameter(say("lang"), param_hint="--lang")
    return lang or language()


def load_cluster(workspace: Workspace, lang: str) -> Cluster:
    """The cluster; a definition with errors is listed whole and ends the command with status 1."""
    from emulation_cli.cluster.definition import read_cluster
    from emulation_cli.problems import Severity, has_errors
    from emulation_cli.reports.console import console
    from emulation_cli.reports.findings import show_counts, show_problems

    cluster, problems = read_cluster(workspace.cluster)
    shown = [found for found in problems if found.severity is not Severity.NOTE]
    if cluster is None or has_errors(problems):
        out = console()
        show_problems(out, None, shown, lang)
        show_counts(out, shown, lang)
        raise typer.Exit(ERRORS)
    return cluster


def collect_sheets(workspace: Workspace, cluster: Cluster) -> Collection:
    """Everything collected, read; a progress bar on a terminal where there are many files."""
    from emulation_cli.intake.collect import collect

    with _progress() as progress:
        return collect(workspace.collected, cluster, progress)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, so that piped results stay clean; none for few files or without a terminal."""
    from rich.console import Console

    out = Console(stderr=True)
    if not out.is_terminal:
        yield lambda done, of: None
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task(say("reading"), visible=False)
        yield lambda done, of: bar.update(task, completed=done, total=of, visible=of >= MANY)
