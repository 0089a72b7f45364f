"""`emul appraise`: the appraisers' workbook, filled with what units claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.common import ClusterFile, Lang, collect_sheets, load_agreed, spoken
from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.cli.common import Agreed
    from emulation_cli.forms.claims import Claims
    from emulation_cli.workspace import Workspace


def appraise(
    path: Annotated[Optional[Path], typer.Argument(help=say("appraise.path"), show_default=False)] = None,  # noqa: UP045
    appraisers: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads it at run time
        typer.Option("--appraiser", help=say("appraise.appraiser"), show_default=False),
    ] = None,
    cluster: ClusterFile = None,
    each: Annotated[bool, typer.Option("--each", help=say("appraise.each"))] = False,
    out: Annotated[Optional[Path], typer.Option("--out", help=say("appraise.out"), show_default=False)] = None,  # noqa: UP045
    lang: Lang = "",
) -> None:
    """Write the appraisal workbook of a workspace."""
    language = spoken(lang)
    names = _names(appraisers or ())
    if each and not names:
        raise typer.BadParameter(say("appraise.each_of_nobody"), param_hint="--each")
    from emulation_cli.forms.appraisal import free, make_appraisal
    from emulation_cli.workspace import locate

    workspace = locate([path] if path else (), cluster)
    targets = _own_targets(workspace, out, names) if each else {_target(workspace, out): names}
    for target in targets:
        free(target)
    agreed = load_agreed(workspace, language, appraised=False)
    claims, missing = _claims(workspace, agreed, language)
    leaves = len(agreed.cluster.tree.leaves)
    for target, given in targets.items():
        make_appraisal(target, agreed.cluster, claims, given, language)
        typer.echo(say("appraise.made", file=target, sheets=len(given) or 1, units=len(claims), criteria=leaves))
    if missing:
        typer.echo(say("appraise.missing", names=", ".join(missing)))
    if agreed.cluster.source == "self":
        typer.echo(say("appraise.not_counted"))


def _names(appraisers: Sequence[str]) -> tuple[str, ...]:
    """Each appraiser once; wrong usage for one named twice."""
    from emulation_cli.text import clean, fold

    names: dict[str, str] = {}
    for name in filter(None, map(clean, appraisers)):
        if names.setdefault(fold(name), name) is not name:
            raise typer.BadParameter(say("appraise.appraiser_twice", name=name), param_hint="--appraiser")
    return tuple(names.values())


def _target(workspace: Workspace, out: Path | None) -> Path:
    if out is None:
        return workspace.appraisal
    return out if out.suffix.casefold() == ".xlsx" else out / workspace.appraisal.name


def _own_targets(workspace: Workspace, out: Path | None, names: Sequence[str]) -> dict[Path, Sequence[str]]:
    """A workbook for each appraiser: '1 - Bà Sen.xlsx'; the number says who leads. Wrong usage for a file as --out."""
    from emulation_cli.text import file_name

    if out is not None and out.suffix.casefold() == ".xlsx":
        raise typer.BadParameter(say("appraise.each_into_file"), param_hint="--out")
    folder = out or workspace.appraisal_folder
    return {folder / f"{number} - {file_name(name)}.xlsx": (name,) for number, name in enumerate(names, 1)}


def _claims(workspace: Workspace, agreed: Agreed, language: str) -> tuple[dict[str, Claims], list[str]]:
    """What each unit claims that is not excused, and the names of those that have no usable sheet."""
    from emulation_cli.forms.claims import claims_of, no_claims
    from emulation_cli.intake.decided import with_decisions

    collection = collect_sheets(workspace, agreed)
    decisions = replace(agreed.decisions, adjustments=())  # appraisers look at what units claim
    cluster, collection = with_decisions(agreed.cluster, collection, decisions)
    excused = {line.unit for line in decisions.excuses}
    claims: dict[str, Claims] = {}
    missing = []
    for unit in cluster.units:
        submission = collection.submissions.get(unit.code)
        if unit.code in excused:
            continue
        claims[unit.code] = claims_of(cluster, submission, language) if submission else no_claims(cluster, unit.code)
        missing += [] if submission else [unit.name]
    return claims, missing
