"""`emul explain`: how one unit's total came about, from the cells of its sheet to its rank and class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from emulation_cli.cli.common import ERRORS, ClusterFile, Lang, beside_json, collect_sheets, load_agreed, spoken
from emulation_cli.cli.words import say

if TYPE_CHECKING:
    from emulation_cli.cluster.model import Cluster


def explain(
    unit: Annotated[str, typer.Argument(help=say("explain.unit"), show_default=False)],
    criterion: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(help=say("explain.criterion"), show_default=False),
    ] = None,
    directory: Annotated[Optional[Path], typer.Option("-C", help=say("explain.workspace"), show_default=False)] = None,  # noqa: UP045
    cluster: ClusterFile = None,
    lang: Lang = "",
    json: Annotated[bool, typer.Option("--json", help=say("explain.json"))] = False,
) -> None:
    """Explain a unit's points, rank and class."""
    language = spoken(lang)
    from emulation_cli.reports.explain import explain as make
    from emulation_cli.tally import tally
    from emulation_cli.workspace import locate

    workspace = locate([directory] if directory else (), cluster)
    agreed = load_agreed(workspace, language, show=beside_json if json else None)
    code, path = _named(agreed.cluster, unit, criterion, language)
    results = tally(agreed.cluster, collect_sheets(workspace, agreed), agreed.decisions)
    found = make(results, code)
    if json:
        import sys
        from json import dump

        from emulation_cli.reports.explain_json import as_json

        dump(as_json(found, language, results.cluster.places, path), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from emulation_cli.reports.console import console
        from emulation_cli.reports.explain_terminal import show_explanation

        show_explanation(console(), results, found, language, path)
    if found.status != "official" or any(one.severity == "error" for one in found.problems):
        raise typer.Exit(ERRORS)


def _named(cluster: Cluster, unit: str, criterion: str | None, language: str) -> tuple[str, str | None]:
    """The unit's code and the criterion's path; wrong usage, with the nearest name, for what there is not."""
    from emulation_cli.reports.explain_find import find_criterion, find_unit

    try:
        hint = "UNIT"
        code = find_unit(cluster, unit, language)
        hint = "CRITERION"
        return code, find_criterion(cluster, criterion, language) if criterion is not None else None
    except LookupError as error:
        raise typer.BadParameter(str(error), param_hint=hint) from error
