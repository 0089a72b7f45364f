"""Nguồn điểm in words: whose scores the points are, and who the appraisers were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from emulation_cli.labels import label
from emulation_cli.reports.console import say
from emulation_cli.results import Results
from emulation_cli.scoring.sources import UnitSource
from emulation_cli.text import clean

MOST_NAMED = 20
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


def source_lines(results: Results, language: str) -> tuple[str, ...]:
    """Whose scores the points are, who appraised (how many units each, where not all alike), how several scores became
    one; the last two only where anybody appraised."""
    line = source_line((one.source for one in results.standings), language)
    return tuple(filter(None, (line, *appraiser_lines(results, language))))


def appraiser_lines(results: Results, language: str) -> tuple[str, ...]:
    """Who appraised; how several scores became one."""
    counts = Counter(one.name for one in results.appraisers)
    if not counts:
        return ()
    units = len({one.unit for one in results.appraisers})
    shown = [
        clean(name) if count == units else say(language, "appraiser_units", name=clean(name), count=count)
        for name, count in counts.items()
    ]
    more = f"; … (+{len(shown) - MOST_NAMED})" if len(shown) > MOST_NAMED else ""
    named = say(language, "appraisers", names="; ".join(shown[:MOST_NAMED]) + more)
    if all(len(one.marks) < 2 for one in results.appraisals):
        return (named,)
    return named, say(language, "combined", rule=label("combine", results.cluster.combine, language))
