"""`emul report`: the documents of a cluster, its page (html) or its table of scores (csv)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.common import ERRORS, ClusterFile, Lang, spoken
from emulation_cli.cli.source import find_source, workspace_above
from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.cli.source import Source
    from emulation_cli.reports.documents.material import Material
    from emulation_cli.reports.documents.registry import Document

COULD_NOT_FINISH = 3

# text, not a path: "html" is the page, "./html" a folder of that name
First = Annotated[Optional[str], typer.Argument(metavar="html|csv|PATH", help=say("report.first"), show_default=False)]  # noqa: UP045
Path_ = Annotated[Optional[Path], typer.Argument(help=say("report.path"), show_default=False)]  # noqa: UP045
Directory = Annotated[Optional[Path], typer.Option("-C", help=say("report.workspace"), show_default=False)]  # noqa: UP045
Only = Annotated[Optional[list[str]], typer.Option("--only", help=say("report.only"), show_default=False)]  # noqa: UP045
Out = Annotated[Optional[Path], typer.Option("--out", help=say("report.out"), show_default=False)]  # noqa: UP045
Templates = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--templates", exists=True, file_okay=False, help=say("report.templates"), show_default=False),
]
Previous = Annotated[Optional[Path], typer.Option("--previous", help=say("report.previous"), show_default=False)]  # noqa: UP045
Pdf = Annotated[bool, typer.Option("--pdf", help=say("report.pdf"))]
Charts = Annotated[bool, typer.Option("--charts", help=say("report.charts"))]


def report(
    first: First = None,
    path: Path_ = None,
    directory: Directory = None,
    cluster: ClusterFile = None,
    only: Only = None,
    out: Out = None,
    templates: Templates = None,
    previous: Previous = None,
    charts: Charts = False,
    pdf: Pdf = False,
    lang: Lang = "",
) -> None:
    """Make the documents."""
    language, wanted = spoken(lang), _wanted(only)
    export, where = _asked(first, path, directory)
    for option, given in (("--only", only), ("--pdf", pdf), ("--charts", charts)):
        if export and given:
            raise typer.BadParameter(say("report.only_documents", name=export, option=option), param_hint=option)
    source = find_source(where, cluster, previous, language)
    folder = _folder(source, out)
    if export:
        _export(export, source, folder, templates)
    else:
        material = replace(source.material, pictures=charts)
        _make(material, wanted, folder, templates or source.templates, pdf)
    if _is_provisional(source.material):
        raise typer.Exit(ERRORS)


def _folder(source: Source, out: Path | None) -> Path:
    """Where what is made goes; never among the units' sheets, where it would be read as one."""
    if out is not None:
        from emulation_cli.reports.annotate import refuse_collected

        for workspace in filter(None, (source.workspace, workspace_above(out))):
            refuse_collected(workspace, out)
    return out or source.folder


def _make(material: Material, wanted: Sequence[Document], folder: Path, templates: Path, pdf: bool) -> None:
    """Make the documents and say which; status 3 where one that there is something to tell in could not be made."""
    from emulation_cli.problems import EmulError
    from emulation_cli.reports.documents.making import make_documents

    ready = [document for document in wanted if material.tally or not document.needs_results]
    made = make_documents(material, ready, folder, templates)
    problems = list(made.problems)
    _say_written(made.files)
    if pdf and made.files:
        from emulation_cli.reports.pdf import to_pdf

        try:
            _say_written(to_pdf(made.files))
        except EmulError as error:
            problems.append(error.problem)
    _say_not_made("waiting", [document.name for document in wanted if document not in ready])
    _say_not_made("empty", made.empty)
    for problem in problems:
        typer.echo(f"{problem.message(material.language)}\n{problem.fix(material.language)}", err=True)
    if problems:
        raise typer.Exit(COULD_NOT_FINISH)


def _say_written(files: Iterable[Path]) -> None:
    for written in files:
        typer.echo(say("report.written", file=written))


def _asked(first: str | None, path: Path | None, directory: Path | None) -> tuple[str | None, Path]:
    """What is to be made (None: the documents), and of which workspace; wrong usage where two are named."""
    from emulation_cli.reports.exports import EXPORTS

    export = first if first in EXPORTS else None
    named = [Path(one) for one in (None if export else first, path, directory) if one is not None]
    if len(named) > 1:
        raise typer.BadParameter(say("report.one_path", paths=", ".join(map(str, named))), param_hint="PATH")
    return export, next(iter(named), Path())


def _export(name: str, source: Source, folder: Path, templates: Path | None) -> None:
    """Make the page or the table of scores."""
    from emulation_cli.reports.exports import write_export

    written = write_export(name, source.material, folder, templates or source.templates)
    _say_written([written])


def _wanted(only: Sequence[str] | None) -> list[Document]:
    """The documents asked for, all by default; wrong usage for a name that there is not, with the nearest."""
    from emulation_cli.reports.documents.registry import DOCUMENTS
    from emulation_cli.text import nearest

    for name in only or ():
        if name not in DOCUMENTS:
            near = nearest(name, DOCUMENTS) or ", ".join(DOCUMENTS)
            raise typer.BadParameter(say("report.unknown", name=name, near=near), param_hint="--only")
    return [document for name, document in DOCUMENTS.items() if not only or name in only]


def _say_not_made(why: str, names: Sequence[str]) -> None:
    """Which documents wait for results, or have nothing to tell."""
    if names:
        typer.echo(say(f"report.{why}", names=", ".join(names)))


def _is_provisional(material: Material) -> bool:
    return material.tally is not None and material.tally.status != "official"
