"""What a picture of totals is made of: a piece a section, so that no point is drawn twice and none is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.results import Results, Standing

MOST = 6  # sections of chuẩn; more greys and patterns cannot be told apart on paper
BASE, BONUS = "base", "bonus"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """`key` is a section's path, or the name of a sum of all of them."""

    key: str
    section: Criterion | None = None

    @property
    def is_bonus(self) -> bool:
        """Whether it is what comes on top of chuẩn."""
        return self.key == BONUS if self.section is None else self.section.group is Group.BONUS

    def points(self, standing: Standing) -> Decimal:
        """A unit's points."""
        return getattr(standing, self.key) if self.section is None else standing.sections.get(self.key, ZERO)


def pieces(results: Results) -> tuple[Piece, ...]:
    """The sections of chuẩn and the bonus of all; the sections of chuẩn and of bonus where some hold more than their
    chuẩn (bonus or deduction under their headings, points above a target); else the two sums alone: where there are
    too many sections, or a ceiling cuts what they add up to."""
    bonus = (Piece(BONUS),) if any(standing.bonus for standing in results.standings) else ()
    chuan = _sections(results, Group.STANDARD)
    if len(chuan) <= MOST and _are(results, chuan, lambda standing: standing.base):
        return (*chuan, *bonus)
    earned, taken = (*chuan, *_sections(results, Group.BONUS)), _sections(results, Group.DEDUCTION)
    told_apart = len(chuan) <= MOST and len(earned) <= len(chuan) + 1
    if told_apart and _are(results, (*earned, *taken), lambda one: one.base + one.bonus - one.deduction):
        return earned
    return (Piece(BASE), *bonus)


def _sections(results: Results, group: Group) -> tuple[Piece, ...]:
    return tuple(Piece(one.path, one) for one in results.cluster.tree.sections if one.group is group)


def _are(results: Results, found: Sequence[Piece], whole: Callable[[Standing], Decimal]) -> bool:
    """Whether the pieces are the whole, for every unit and exactly."""
    sums = ((sum((piece.points(one) for piece in found), ZERO), whole(one)) for one in results.standings)
    return bool(found) and all(added == wanted for added, wanted in sums)
