"""An explanation in words: what stood in the cells, the steps, the points; plain strings, for terminal and page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import localise_number
from emulation_cli.reports.explain import Explanation, Line
from emulation_cli.reports.explain_steps import Step, sentence
from emulation_cli.reports.filters import one_line, trimmed

CELLS = ("target", "actual", "self_", "appraised")


class Words:
    """The words of one unit's explanation; `sheet` is the file and sheet that most of its cells stand in."""

    def __init__(self, cluster: Cluster, found: Explanation, language: str) -> None:
        self.cluster, self.language = cluster, language
        self.sheet = _commonest(line.score.place for line in found.lines if line.score)

    def cells(self, line: Line) -> str:
        """'G14: chỉ tiêu 100 · kết quả 95', '' for a heading; the file where it is another one."""
        score = line.score
        if score is None:
            return ""
        values = {key.rstrip("_"): getattr(score, key) for key in CELLS}
        shown = " · ".join(
            self.say(key, value=self._value(line.criterion, key, value))
            for key, value in values.items()
            if value is not None
        )
        file, _, cell = score.place.rpartition(" ▸ ")
        place = cell if file == self.sheet else score.place
        if any(one.code == "decided" for one in line.steps):
            return place  # the unit's own figures stand elsewhere, and count for nothing
        return f"{place}: {shown}" if shown else place

    def reached(self, line: Line) -> str:
        """'47,00', for what is scored as the results have it; a deduction with its sign; what is open says so."""
        points = line.score.points if line.score else line.points
        if points is None:
            return self.say("at_stake") if line.at_stake else "–"
        negative = line.criterion.group is Group.DEDUCTION and line.criterion.parent and points
        return f"{'-' if negative else ''}{self.points(points)}"

    def sentences(self, steps: Iterable[Step]) -> str:
        """The steps of a line, parted by semicolons."""
        return "; ".join(one_line(sentence(one, self.language, self.cluster.places)) for one in steps)

    def block(self, steps: Iterable[Step], notes: Iterable[str] = ()) -> tuple[str, ...]:
        """The steps of a block (total, rank, class), a line each, then more lines of its kind."""
        texts = [sentence(one, self.language, self.cluster.places) for one in steps]
        return tuple(_capital(text) for text in (*texts, *map(one_line, notes)))

    def points(self, value: Decimal) -> str:
        """Points with the cluster's places."""
        return localise_number(f"{value:f}", self.language, self.cluster.places)

    def say(self, key: str, **values: object) -> str:
        """A text of explain.toml, [show]."""
        return catalogue.text(self.language, "explain", f"show.{key}", **values)

    def _value(self, criterion: Criterion, key: str, value: Decimal) -> str:
        if criterion.kind is Kind.PASS and key == "actual":
            return self.say("yes" if value else "no")
        return trimmed(value, self.language)


def _commonest(places: Iterable[str]) -> str:
    """The file and sheet that most places share; a decision or an appraisal stands elsewhere."""
    sheets = [place.rpartition(" ▸ ")[0] for place in places]
    return max(sheets, key=sheets.count, default="")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
