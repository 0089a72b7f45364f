"""What came in, in the terminal: who has sent what, and how each sheet was understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from emulation_cli import catalogue
from emulation_cli.cluster.decisions import Treatment
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.decimals import localise_date, localise_number
from emulation_cli.intake.appraised import counts
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Missing, Submission, Value
from emulation_cli.problems import Problem, Severity
from emulation_cli.reports.console import say, short
from emulation_cli.reports.sources import source_line
from emulation_cli.text import clean


def show_status(
    out: Console,
    cluster: Cluster,
    collection: Collection,
    problems: Sequence[Problem],
    sources: Mapping[str, str],
    excuses: Mapping[str, Treatment],
    language: str,
) -> None:
    """A row a unit: what state its sheet is in (of a unit in `excuses`, what was decided instead), whose scores its
    points are (where appraised ones count), which file is used, when it was sent; then the files not used."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    appraised = ("source_head",) if counts(cluster) else ()
    for key in ("unit", "state", *appraised, "file", "sent", "errors"):
        table.add_column(say(language, key), overflow="fold", justify="right" if key == "errors" else "left")
    for unit in cluster.units:
        row = _status_row(unit, collection, problems, excuses, language)
        source = sources.get(unit.code)
        cell = Text(say(language, f"sources.{source}") if source else "")
        table.add_row(*row[:2], *([cell] if appraised else []), *row[2:])
    out.print(Text(f"{clean(cluster.name)} – {clean(cluster.period)}", style="bold"))
    line = source_line(sources.values(), language)
    if line:
        out.print(Text(line))
    out.print(table)
    for one in collection.inputs:
        if not one.used:
            out.print(Text(f"· {one.file}: {catalogue.text(language, 'reasons', f'input.{one.why}')}"))


def _status_row(
    unit: Unit,
    collection: Collection,
    problems: Sequence[Problem],
    excuses: Mapping[str, Treatment],
    language: str,
) -> list[Text]:
    mine = [found for found in problems if found.unit == unit.code]
    errors = sum(found.severity is Severity.ERROR for found in mine)
    used = next((one for one in collection.inputs if one.used and one.unit == unit.code), None)
    if unit.code in excuses:
        state, used = str(excuses[unit.code]), None
    elif used is None:
        state = "missing" if any(found.code == "sheet-missing" for found in mine) else "unusable"
    elif errors:
        state = "with_errors"
    else:
        state = "late" if any(found.code == "sheet-late" for found in mine) else "received"
    sent = localise_date(used.sent.replace(tzinfo=None).isoformat(), language) if used and used.sent else ""
    style = {"received": "green", "late": "yellow", "excused": "dim"}.get(state, "red")
    return [
        Text(clean(unit.name)),
        Text(say(language, f"states.{state}"), style=style),
        Text(used.file if used else ""),
        Text(sent),
        Text(str(errors or "")),
    ]


def show_understanding(out: Console, cluster: Cluster, collection: Collection, language: str) -> None:
    """How each sheet used was understood: which column holds what, which row was taken for which criterion."""
    for submission in collection.submissions.values():
        name = cluster.unit_of[submission.unit].name
        out.print(Text(f"{submission.file} ▸ {submission.sheet} → {clean(name)}", style="bold"))
        columns = (f"{_field(field, language)} {letters}" for field, letters in submission.columns.items())
        out.print(Text("  " + " · ".join(columns), style="dim"))
        out.print(_understood(cluster, submission, language))


def _field(field: str, language: str) -> str:
    known = catalogue.area(language, "labels")["column"]
    return str(known[field][0]) if field in known else field


def _understood(cluster: Cluster, submission: Submission, language: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for key in ("row", "criterion", "target", "actual", "self_score"):
        table.add_column(say(language, key), overflow="fold", ratio=1 if key == "criterion" else None)
    for leaf in cluster.tree.leaves:
        entry = submission.entries.get(leaf.path)
        values = (entry.target, entry.actual, entry.self_score) if entry else ()
        table.add_row(
            Text(str(entry.row) if entry else "–"),
            Text(f"{cluster.tree.labels[leaf.path]} {short(leaf.text)}"),
            *(Text(_value(value, language)) for value in values),
        )
    return table


def _value(value: Value, language: str) -> str:
    if isinstance(value, Missing):
        return "?" if value is Missing.UNREADABLE else ""
    return localise_number(f"{value:f}", language)
