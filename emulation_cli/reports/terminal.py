"""The ranking in the terminal, with all that a reader must know about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import RankBy
from emulation_cli.decimals import localise_number
from emulation_cli.problems import Place, Severity
from emulation_cli.reports.console import MARKS, say
from emulation_cli.reports.decided import awards, decided
from emulation_cli.reports.sources import source_lines
from emulation_cli.reports.wording import unranked_texts
from emulation_cli.results import Finding, Results, Standing
from emulation_cli.text import clean

BAR = 10
MOST = 300  # rows of the table: no cluster has as many units, and a terminal takes a second for a thousand
NOTHING = "–"
SHOWN = 10  # errors that a tally lists itself; `emul check` lists all


def show_tally(out: Console, results: Results, written: Sequence[Path], language: str) -> None:
    """What `emul tally` prints: the ranking, how many findings (the errors themselves), where the files went."""
    show_ranking(out, results, language)
    errors = [found for found in results.problems if found.severity == Severity.ERROR]
    for found in errors[:SHOWN]:
        place = str(Place(found.file, found.sheet, found.cell)) or found.unit or ""
        out.print(Text(f"  {MARKS[Severity.ERROR]} {place}: {_message(found, language)}", style="red"))
    if len(errors) > SHOWN:
        out.print(Text(f"  … {say(language, 'more', count=len(errors) - SHOWN)}", style="red"))
    counts = {severity: sum(one.severity == severity for one in results.problems) for severity in Severity}
    out.print(Text(say(language, "counts", **{str(severity): count for severity, count in counts.items()})))
    for path in written:
        out.print(Text(f"→ {path}"), soft_wrap=True)


def _message(found: Finding, language: str) -> str:
    return catalogue.fill(catalogue.problem_texts(language)[found.code]["message"], language, found.params)


def show_ranking(out: Console, results: Results, language: str) -> None:
    """The ranking with all that a reader must know about it."""
    cluster = results.cluster
    out.print(Text(f"{clean(cluster.name)} – {clean(cluster.period)}", style="bold"))
    out.print(_status(results, language))
    for line in source_lines(results, language):
        out.print(Text(line))
    if cluster.rank_by is not RankBy.TOTAL:
        by = catalogue.area(language, "labels")["rank_by"][cluster.rank_by][0]
        out.print(Text(say(language, "ranked_by", by=by)))
    if results.standings:
        wide = out.width >= 60 + 9 * (len(cluster.tree.sections) + 2)
        out.print(_ranking(results, language, wide))
    for rank, names in _ties(results.standings):
        out.print(Text(say(language, "tie", rank=rank, names=", ".join(names))))
    if len(results.standings) > MOST:
        out.print(Text(f"… {say(language, 'more_units', count=len(results.standings) - MOST)}", style="bold"))
    for note in (one.tie_note for one in results.standings[:MOST] if one.tie_note):
        out.print(Text(catalogue.text(language, "reasons", f"tie.{note.code}", **note.params)))
    for line in (*decided(results, language), *awards(results, language)):
        out.print(Text(line))
    for name, why in unranked_texts(results, language):
        out.print(Text(f"{MARKS[Severity.ERROR]} {say(language, 'unranked', name=clean(name), why=clean(why))}"))


def _status(results: Results, language: str) -> Text:
    if results.status == "official":
        return Text(say(language, "official"), style="green")
    shown = Text(say(language, "provisional"), style="bold yellow")
    for reason in results.reasons:
        text = catalogue.text(language, "reasons", f"provisional.{reason.code}", **reason.params)
        shown.append(f"\n  – {text}", style="yellow")
    return shown


def _ranking(results: Results, language: str, wide: bool) -> Table:
    cluster = results.cluster
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(say(language, "rank"), justify="right", no_wrap=True)
    table.add_column(say(language, "unit"), ratio=1, min_width=16, overflow="fold")
    for section in cluster.tree.sections if wide else ():
        table.add_column(Text(cluster.tree.labels[section.path]), justify="right", no_wrap=True)
    table.add_column(say(language, "total"), justify="right", no_wrap=True)
    table.add_column(say(language, "percent"), justify="right", no_wrap=True)
    table.add_column(say(language, "class"), max_width=14, overflow="fold")
    table.add_column("", no_wrap=True, width=BAR)
    full = max((one.max for one in results.standings), default=Decimal(0))
    most = max((one.percent for one in results.standings), default=Decimal(100))
    for standing in results.standings[:MOST]:
        table.add_row(*_cells(standing, cluster, language, wide, max(most, Decimal(100)), full))
    return table


def _cells(
    standing: Standing, cluster: Cluster, language: str, wide: bool, most: Decimal, full: Decimal
) -> list[Text | Group]:
    mark = "=" if standing.tied_with else ""
    lower = "≥ " if standing.open else ""
    of = f"\n/{localise_number(f'{standing.max:f}', language)}" if standing.max < full else ""  # 684,00/700,00
    name = Text(clean(standing.name))
    sections = [
        (cluster.tree.labels[section.path], _section(standing, section, language)) for section in cluster.tree.sections
    ]
    unit: Text | Group = name
    if not wide:
        unit = Group(name, Text("  ".join(f"{label}:{points}" for label, points in sections), style="dim"))
    return [
        Text(f"{mark}{standing.rank}", style="bold"),
        unit,
        *(Text(points) for _, points in (sections if wide else ())),
        Text(f"{lower}{localise_number(f'{standing.total:f}', language)}{of}", style="bold"),
        Text(f"{lower}{localise_number(f'{standing.percent:f}', language)}%"),
        Text(clean(standing.class_ or "")),
        Text(bar(standing.percent, most), style="cyan"),
    ]


def _section(standing: Standing, section: Criterion, language: str) -> str:
    """A section's points; one of which nothing was assigned has none, not 0."""
    points = standing.sections.get(section.path)
    return NOTHING if points is None else localise_number(f"{points:f}", language)


def bar(percent: Decimal, most: Decimal) -> str:
    """A bar of up to ten cells in eighths; `most` fills it."""
    eighths = int(percent * BAR * 8 / most) if most else 0
    full, part = divmod(max(0, eighths), 8)
    return "█" * full + (" ▏▎▍▌▋▊▉"[part] if part else "")


def _ties(standings: Sequence[Standing]) -> Iterable[tuple[int, list[str]]]:
    """Each shared rank that the table shows, with the names of all that share it."""
    last = standings[:MOST][-1].rank if standings else 0
    for rank, together in groupby(standings, key=lambda one: one.rank):
        names = [clean(one.name) for one in together if one.tied_with]
        if rank > last:
            return
        if names:
            yield rank, names
