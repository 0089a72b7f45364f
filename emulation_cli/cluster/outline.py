"""The rows of Tiêu chí as a tree: Cấp makes parents and children, the place among its siblings makes the path."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from emulation_cli.cluster.criteria import Group, Kind, Parameters
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import number, one_line, plain


@dataclass(eq=False, slots=True)
class Draft:
    """A criterion while the sheet is being read. `doubtful`: what stands below it in the file is not certain."""

    row: int
    level: int
    path: str = ""
    parent: Draft | None = None
    children: list[Draft] = field(default_factory=list)
    doubtful: bool = False
    maximum: Decimal | None = None
    group: Group = Group.STANDARD
    kind: Kind | None = None
    parameters: Parameters = field(default_factory=Parameters)


@dataclass
class Outline:
    """The criteria in printed order, and their sections. With a slip in Cấp the paths behind it are not `sound`."""

    drafts: list[Draft] = field(default_factory=list)
    sections: list[Draft] = field(default_factory=list)
    sound: bool = True


def read_outline(page: Page) -> Outline:
    """Rows to tree. A row without a level, a level that is none and one that skips are named and left out of doubt.

    Around such a row parents and sums are not judged: `doubtful` marks the row before it and all above that.
    """
    outline = Outline()
    broken = False  # a row without a usable level stands before this one
    for row in page.rows():
        level = _level(page, row)
        above = outline.drafts[-1] if outline.drafts else None
        if level is None:
            broken = True
            continue
        skips = level > (above.level if above else 0) + 1
        if skips and not broken:
            page.report(row, "level", slip("definition-level-jump", level=level, above=above.level if above else 0))
        if skips or broken:
            _doubt(above)
            outline.sound = False
        draft = _attach(outline, row, level)
        if skips or broken:
            _doubt(draft.parent)
        broken = False
    if broken:
        _doubt(outline.drafts[-1] if outline.drafts else None)
        outline.sound = False
    if outline.sound:
        page.paths = {draft.row: draft.path for draft in outline.drafts}
    return outline


def _doubt(draft: Draft | None) -> None:
    while draft:
        draft.doubtful = True
        draft = draft.parent


def _level(page: Page, row: int) -> int | None:
    """Cấp, a whole number from 1."""
    if page.is_blank(row, "level"):
        page.report(row, "level", slip("definition-row-without-level", written=_shown(page, row)))
        return None
    value = number(page, row, "level")
    if value is None or (value >= 1 and value == value.to_integral_value()):
        return None if value is None else int(value)
    page.report(row, "level", slip("definition-level", written=plain(value)))
    return None


def _shown(page: Page, row: int) -> str:
    """What a row says, to find it again."""
    return next((text for key in ("text", "label", "maximum") if (text := one_line(page, row, key))), "…")


def _attach(outline: Outline, row: int, level: int) -> Draft:
    """The row under the last one of a higher level."""
    parent = outline.drafts[-1] if outline.drafts else None
    while parent and parent.level >= level:
        parent = parent.parent
    siblings = parent.children if parent else outline.sections
    place = str(len(siblings) + 1)
    draft = Draft(row, level, f"{parent.path}.{place}" if parent else place, parent)
    siblings.append(draft)
    outline.drafts.append(draft)
    return draft
