"""What a picture of totals is made of: a piece a section, or chuẩn as one piece where sections would mislead."""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.results import Results

MOST_SECTIONS = 6  # more greys and patterns than that cannot be told apart on paper
ZERO = Decimal(0)


def standard_sections(results: Results) -> tuple[Criterion, ...]:
    """The sections that make up every unit's chuẩn; none where they are too many, or where some section's points hold
    more than its chuẩn (bonus or deduction under its headings, points above a target): the same points would be drawn
    twice."""
    sections = tuple(one for one in results.cluster.tree.sections if one.group is Group.STANDARD)
    if len(sections) > MOST_SECTIONS:
        return ()
    for standing in results.standings:
        if sum((standing.sections.get(one.path, ZERO) for one in sections), ZERO) != standing.base:
            return ()
    return sections


def has_bonus(results: Results) -> bool:
    """Whether any unit has a bonus to draw."""
    return any(standing.bonus for standing in results.standings)
