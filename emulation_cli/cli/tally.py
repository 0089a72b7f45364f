"""`emul tally`: check, score, rank, show and write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from emulation_cli.cli.common import ERRORS, ClusterFile, Lang, Paths, beside_json, collect_sheets, load_agreed, spoken
from emulation_cli.cli.words import say

FORMATS = ("json", "md", "docx", "xlsx")


def tally(
    paths: Paths = None,
    cluster: ClusterFile = None,
    out: Annotated[Optional[Path], typer.Option("--out", help=say("tally.out"), show_default=False)] = None,  # noqa: UP045
    formats: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--format", help=say("tally.format"), show_default=False),
    ] = None,
    lang: Lang = "",
    json: Annotated[bool, typer.Option("--json", help=say("tally.json"))] = False,
) -> None:
    """Check, score, rank, and write the reports."""
    wanted = _wanted(formats)
    language = spoken(lang)
    from emulation_cli.tally import tally as make
    from emulation_cli.workspace import locate

    workspace = locate(paths or (), cluster)
    if out is not None:
        from emulation_cli.reports.annotate import refuse_collected
        from emulation_cli.reports.outputs import refuse_file

        refuse_file(out)
        refuse_collected(workspace, out)
    if out is None and not workspace.whole:
        wanted = ()  # a part of the sheets never takes the place of the whole cluster's reports
    agreed = load_agreed(workspace, language, show=beside_json if json else None)
    results = make(agreed.cluster, collect_sheets(workspace, agreed), agreed.decisions)
    from emulation_cli.reports.outputs import write_outputs

    written = write_outputs(results, out or workspace.reports, wanted, language, workspace.templates)
    if json:
        import sys

        from emulation_cli.results_json import write_json

        write_json(results, sys.stdout)
    else:
        from emulation_cli.reports.console import console
        from emulation_cli.reports.terminal import show_tally

        show_tally(console(), results, written, language)
        if not workspace.whole and out is None:
            typer.echo(say("tally.partial"))
    if results.status != "official" or any(found.severity == "error" for found in results.problems):
        raise typer.Exit(ERRORS)


def _wanted(formats: list[str] | None) -> tuple[str, ...]:
    """The formats asked for; all by default, none for 'none'. Wrong usage for any other word."""
    if not formats:
        return FORMATS
    unknown = [one for one in formats if one not in (*FORMATS, "none")]
    if unknown:
        raise typer.BadParameter(say("tally.format"), param_hint="--format")
    return tuple(one for one in FORMATS if one in formats)
