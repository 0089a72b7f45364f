"""diem.csv: every unit's points, a line a criterion, as Excel opens them with a double click and runs nothing of them.

Excel takes separator and decimal mark together from the machine's region: semicolon and comma in Vietnamese, comma and
point in English. On a machine of the other region each line stands in one cell, so no number is ever read wrong.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from emulation_cli import catalogue, labels
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import one_line
from emulation_cli.results import Score

MARKS = {"vi": (";", ","), "en": (",", ".")}
COLUMNS = (
    *("code", "unit", "rank", "criterion", "label", "text", "group", "maximum", "state", "target", "actual"),
    *("self", "appraised", "points", "evidence", "explanation", "place"),
)
# What makes a spreadsheet take a text for a formula, in its narrow and its wide form.
FORMULA = tuple("=+-@＝＋－＠")


def render(material: Material) -> bytes:
    """The file's bytes: UTF-8 with BOM, lines ending in CR LF. Raises EmulError `no-results`."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=MARKS[material.language][0])
    writer.writerow(catalogue.text(material.language, "documents/scores", f"column.{key}") for key in COLUMNS)
    writer.writerows(_lines(material))
    return stream.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """A text on one line that no spreadsheet runs: a leading apostrophe where it would."""
    shown = one_line(text)
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def _lines(material: Material) -> Iterator[tuple[str, ...]]:
    ranks = {one.unit: str(one.rank) for one in material.results.standings}
    tree, language = material.cluster.tree, material.language
    for score in material.results.scores:
        criterion = tree.by_path[score.criterion]
        yield (
            safe(score.unit),
            safe(material.unit(score.unit).name),
            ranks.get(score.unit, ""),
            f"{criterion.path}.",  # with its point '1.10' is no number and '1.3.2' no date
            safe(f"{tree.labels[criterion.path]}."),
            safe(criterion.text),
            labels.label("group", criterion.group, language),
            number(score.max, language),
            catalogue.text(language, "documents/scores", f"state.{score.state}"),
            *_figures(score, language),
            safe(score.evidence),
            safe(score.explanation),
            safe(score.place),
        )


def _figures(score: Score, language: str) -> Iterator[str]:
    for value in (score.target, score.actual, score.self_, score.appraised, score.points):
        yield number(value, language)


def number(value: Decimal | None, language: str) -> str:
    """All its digits, nothing between thousands; '' where there is none: missing is never zero."""
    return "" if value is None else f"{value:f}".replace(".", MARKS[language][1])
