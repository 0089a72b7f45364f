"""What several commands do alike: find the workspace, load the cluster, collect with a progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional

import typer

from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from emulation_cli.cluster.decisions import Decisions
    from emulation_cli.cluster.model import Cluster
    from emulation_cli.intake.appraisal import Appraisal
    from emulation_cli.intake.collect import Collection
    from emulation_cli.problems import Problem
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


@dataclass(frozen=True)
class Agreed:
    """What counts beside the units' sheets: the cluster, the decisions, the appraisal, and what is to be said about
    their files."""

    cluster: Cluster
    decisions: Decisions
    problems: tuple[Problem, ...]
    appraisal: Appraisal


def load_agreed(
    workspace: Workspace, lang: str, appraised: bool = True, show: Callable[[list[Problem], str], None] | None = None
) -> Agreed:
    """The cluster, the decisions and the appraisal. Errors in the first two, and those that leave the whole appraisal
    in doubt, are listed, all of them, and end the command with status 1; those of one unit's scores hold up that unit.
    Without `appraised` no appraisal is looked at. `show` prints what is listed, where it is not for a person to read.
    """
    from emulation_cli.cluster.decisions_file import read_decisions
    from emulation_cli.cluster.definition import read_definition
    from emulation_cli.intake.appraisal import NO_APPRAISAL, read_appraisal
    from emulation_cli.problems import has_errors

    definition = read_definition(workspace.cluster)
    problems, cluster = definition.problems, definition.cluster
    if cluster is None:
        _refuse(problems, lang, show)
    decisions, found = read_decisions(workspace.decisions, cluster, definition.sound)
    if definition.agreed is None:
        _refuse([*problems, *found], lang, show)
    files = workspace.appraisal, workspace.appraisal_folder
    appraisal, doubts = read_appraisal(files[0], cluster, files[1]) if appraised else (NO_APPRAISAL, [])
    if has_errors(found) or has_errors(one for one in doubts if one.unit is None):
        _refuse([*found, *doubts], lang, show)
    return Agreed(cluster, decisions, (*problems, *found, *doubts), appraisal)


def load_cluster(workspace: Workspace, lang: str) -> Cluster:
    """The cluster; a definition with errors is listed whole and ends the command with status 1."""
    from emulation_cli.cluster.definition import read_cluster

    cluster, problems = read_cluster(workspace.cluster)
    if cluster is None:
        _refuse(problems, lang)
    return cluster


def _refuse(
    problems: Sequence[Problem], lang: str, show: Callable[[list[Problem], str], None] | None = None
) -> NoReturn:
    from emulation_cli.problems import Severity
    from emulation_cli.reports.console import console

    shown = [found for found in problems if found.severity is not Severity.NOTE]
    if show is not None:
        show(shown, lang)
    else:
        _list(console(), shown, lang)
    raise typer.Exit(ERRORS)


def beside_json(problems: list[Problem], lang: str) -> None:
    """List problems on standard error: standard output is for results, of which there are none."""
    from rich.console import Console

    _list(Console(stderr=True, highlight=False, emoji=False, markup=False), problems, lang)


def _list(out: Console, problems: list[Problem], lang: str) -> None:
    from emulation_cli.reports.findings import show_counts, show_problems

    show_problems(out, None, problems, lang)
    show_counts(out, problems, lang)


def collect_sheets(workspace: Workspace, agreed: Agreed) -> Collection:
    """Everything collected, read, with what is to be said of the cluster's own files; a progress bar where it pays."""
    from emulation_cli.intake.appraisal import with_appraisal
    from emulation_cli.intake.collect import collect

    with progress("reading") as shown:
        collection = collect(workspace.collected, agreed.cluster, shown, receipts=agreed.decisions.receipts)
    collection.problems[:0] = agreed.problems
    return with_appraisal(collection, agreed.appraisal)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, so that piped results stay clean; none for few files or without a terminal."""
    from rich.console import Console

    out = Console(stderr=True)
    if not out.is_terminal:
        yield lambda done, of: None
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task(say(doing), visible=False)
        yield lambda done, of: bar.update(task, completed=done, total=of, visible=of >= MANY)
