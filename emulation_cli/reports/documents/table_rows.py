"""The scoring table as the plan and the covenant print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from emulation_cli import labels
from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.cluster.guidance import guidance
from emulation_cli.cluster.model import Cluster
from emulation_cli.reports.filters import one_line, plain, trimmed
from emulation_cli.text import fold


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A line of the scoring table; `heading` for one that others stand under."""

    label: str
    text: str
    maximum: str
    measure: str
    guidance: str
    heading: bool


def criterion_rows(cluster: Cluster, language: str) -> tuple[CriterionRow, ...]:
    """Every criterion in printed order."""
    parents = set(cluster.tree.children)
    shown = partial(guidance, language=language, tree=cluster.tree)
    return tuple(
        CriterionRow(
            one_line(row.label) or row.path,
            f"{one_line(row.text)}{kind_of(row, language)}",
            _maximum(row, language),
            one_line(row.measure),
            plain(shown(row)),
            row.path in parents,
        )
        for row in cluster.criteria
    )


def contents(cluster: Cluster, language: str) -> Iterator[str]:
    """A line a section: its label, its text, its maximum."""
    for section in cluster.tree.sections:
        label, name = one_line(section.label).rstrip(" .)") or section.path, one_line(section.text).rstrip(" .;:")
        values = {"label": label, "text": name, "max": _maximum(section, language).lstrip("−")}
        yield text(language, "documents/plan", f"content.{_key(section)}", **values)


def _key(section: Criterion) -> str:
    return str(section.group) if section.maximum is not None else "open"


def _maximum(row: Criterion, language: str) -> str:
    """The maximum as printed; a deduction with its sign."""
    if row.maximum is None:
        return ""
    sign = "−" if row.group is Group.DEDUCTION else ""
    return f"{sign}{trimmed(row.maximum, language)}"


def kind_of(row: Criterion, language: str) -> str:
    """' (thưởng)' behind a level-1 line that is no standard one, unless its own words say so."""
    if row.level > 1 or row.group is Group.STANDARD:
        return ""
    kind = labels.label("group", row.group, language)
    return "" if fold(kind) in fold(row.text) else f" ({kind})"
