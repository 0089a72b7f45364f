"""An explanation in the terminal: line by line from cell to points, then total, rank, class and the unit's problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import localise_number
from emulation_cli.problems import Place, Severity
from emulation_cli.reports.console import MARKS, STYLES, short
from emulation_cli.reports.explain import Explanation, Line
from emulation_cli.reports.explain_steps import Step
from emulation_cli.reports.explain_words import Words
from emulation_cli.reports.filters import one_line, trimmed
from emulation_cli.reports.wording import finding_texts, reason_text, unranked_text
from emulation_cli.results import Finding, Results
from emulation_cli.text import clean

MOST_INDENT = 4


def show_explanation(
    out: Console, results: Results, found: Explanation, language: str, criterion: str | None = None
) -> None:
    """Print an explanation, or the part of it at and under one criterion (its path)."""
    _Shown(out, results, found, language).show(criterion)


class _Shown:
    """One explanation being printed."""

    def __init__(self, out: Console, results: Results, found: Explanation, language: str) -> None:
        self.out, self.results, self.found, self.language = out, results, found, language
        self.cluster: Cluster = results.cluster
        self.words = Words(self.cluster, found, language)

    def show(self, criterion: str | None) -> None:
        self.head()
        self.lines(criterion)
        if criterion is not None:
            return
        self.part("total", self.found.total)
        self.part("rank", self.found.rank, [reason_text(note, self.language) for note in self.found.ties])
        self.part("class_title", self.found.class_)
        self.part("decisions", self.found.decisions)
        self.problems()

    def head(self) -> None:
        """The unit with its place, whether that is official, and whose sheet it is."""
        one, found = self.found.standing, self.found
        self.out.print(Text(f"{clean(self.cluster.name)} – {clean(self.cluster.period)}", style="bold"))
        if found.unranked is not None:
            why = one_line(unranked_text(self.results, found.unranked, self.language))
            self.out.print(Text(self._say("unranked", name=clean(found.name), why=why), style="bold"))
        if one is not None:
            total = self.words.points(one.total)
            shown = {"total": f"≥ {total}" if one.open else total, "max": self.words.points(one.max)}
            percent = localise_number(f"{one.percent:f}", self.language)
            text = self._say("standing", name=clean(one.name), rank=one.rank, percent=percent, **shown)
            if one.class_:
                text += self._say("class", name=clean(one.class_))
            self.out.print(Text(text, style="bold"))
        if found.reasons:
            self.out.print(Text(self._say("provisional"), style="bold yellow"))
        for reason in found.reasons:
            self.out.print(Text(f"  – {one_line(reason_text(reason, self.language))}", style="yellow"))
        if self.words.sheet:
            self.out.print(Text(self.words.sheet, style="dim"))

    def lines(self, criterion: str | None) -> None:
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(justify="right", no_wrap=True)
        for line in self.found.lines:
            if criterion is None or f"{line.criterion.path}.".startswith(f"{criterion}."):
                self._line(table, line)
        self.out.print(table)

    def _line(self, table: Table, line: Line) -> None:
        criterion, indent = line.criterion, 2 * min(line.criterion.level - 1, MOST_INDENT)
        style = "" if line.score else "bold"
        title = f"{line.label} {short(criterion.text, 100)}"
        table.add_row(Padding(Text(title, style=style), (0, 0, 0, indent)), Text(self._reached(line), style=style))
        for text, look in self._below(line):
            table.add_row(Padding(Text(text, style=look), (0, 0, 0, indent + 2)), "")

    def _reached(self, line: Line) -> str:
        """'47,00/50'."""
        shown = self.words.reached(line)
        if line.maximum is None:
            return shown
        return self._say("of", points=shown, max=trimmed(line.maximum, self.language))

    def _below(self, line: Line) -> Iterator[tuple[str, str]]:
        """What stood in the cells, the steps, and what is wrong."""
        cells = self.words.cells(line)
        if cells:
            yield cells, "dim"
        if line.steps:
            yield self.words.sentences(line.steps), "" if line.score else "dim"
        for finding in line.problems:
            yield self._finding(finding), STYLES[Severity(finding.severity)]

    def part(self, title: str, steps: Iterable[Step], notes: Iterable[str] = ()) -> None:
        """A block below the lines."""
        texts = self.words.block(steps, notes)
        if texts:
            self.out.print(Text(f"\n{self._say(title)}", style="bold"))
            for text in texts:
                self.out.print(Padding(Text(text), (0, 0, 0, 2)))

    def problems(self) -> None:
        """Every problem of the unit, with its place and what to do."""
        self.out.print(Text(f"\n{self._say('problems')}", style="bold"))
        if not self.found.problems:
            self.out.print(Padding(Text(self._say("no_problems")), (0, 0, 0, 2)))
        for found in self.found.problems:
            place = Place(found.file, found.sheet, found.cell)
            fix = finding_texts(found, self.language)[1]
            style = STYLES[Severity(found.severity)]
            self.out.print(Padding(Text(f"{self._finding(found)}  [{found.code}]", style=style), (0, 0, 0, 2)))
            self.out.print(Padding(Text(" ".join(part for part in (str(place), f"→ {fix}") if part)), (0, 0, 0, 4)))

    def _finding(self, finding: Finding) -> str:
        message = finding_texts(finding, self.language)[0]
        return f"{MARKS[Severity(finding.severity)]} {one_line(message)}"

    def _say(self, key: str, **values: object) -> str:
        return self.words.say(key, **values)
