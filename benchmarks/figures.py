"""Figures as rows: what was measured, how long, how much memory, its ratio to another row, and the ratio to reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row. `ratio` is this row's time to the time of the row that `to` names; `at_most` what it should be."""

    what: str
    milliseconds: float
    megabytes: float | None = None
    ratio: float | None = None
    to: str = ""
    at_most: float | None = None
    key: str = ""  # of the line that README quotes

    @property
    def reached(self) -> bool:
        """Whether the ratio is what it should be (true where none is asked for)."""
        return self.ratio is None or self.at_most is None or self.ratio <= self.at_most


@dataclass(frozen=True)
class Part:
    """Rows that belong together; `unit` says what the milliseconds are of."""

    title: str
    unit: str
    figures: tuple[Figure, ...]


def table(part: Part) -> str:
    """A part as lines for a terminal."""
    rows = [("", part.unit, "MB", "ratio", "to reach"), *(_cells(one) for one in part.figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        f"  {row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:<{widths[3]}}  {row[4]}"
        for row in rows
    ]
    return "\n".join((part.title, *(line.rstrip() for line in lines)))


def _cells(one: Figure) -> tuple[str, str, str, str, str]:
    memory = "–" if one.megabytes is None else f"{one.megabytes:,.0f}"
    ratio = "" if one.ratio is None else f"{one.ratio:.2f} × {one.to}"
    wanted = "" if one.at_most is None else f"≤ {one.at_most:g}  {'yes' if one.reached else 'NO'}"
    return one.what, shown(one.milliseconds), memory, ratio, wanted


def shown(milliseconds: float) -> str:
    """Milliseconds with as many digits as mean something."""
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.2f}"


def missed(parts: Iterable[Part]) -> list[Figure]:
    """The rows whose ratio is not what it should be."""
    return [one for part in parts for one in part.figures if not one.reached]
