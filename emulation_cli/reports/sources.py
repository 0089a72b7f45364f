"""Nguồn điểm in words: whose scores the points are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from emulation_cli.reports.console import say
from emulation_cli.scoring.sources import UnitSource

ORDER = (UnitSource.APPRAISED, UnitSource.MIXED, UnitSource.SELF)


def source_line(sources: Iterable[str], language: str) -> str:
    """'Nguồn điểm: thẩm định.', with how many units each where there are several; '' where nobody has any."""
    counts = Counter(sources)
    found = [source for source in ORDER if counts[source]]
    if len(found) < 2:
        shown = "".join(say(language, f"sources.{source}") for source in found)
    else:
        parts = ((say(language, f"sources.{source}"), counts[source]) for source in found)
        shown = ", ".join(say(language, "source_units", source=named, count=count) for named, count in parts)
    return say(language, "source", sources=shown) if shown else ""
