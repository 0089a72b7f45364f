"""What a picture of totals is made of: a piece a section, so that no point is drawn twice."""

from __future__ import annotations

from collections.abc import Sequence
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
    """The sections of chuẩn and the bonus of all. Where a section's points hold more than its chuẩn (bonus or deduction
    under its headings, points above a target), a piece for all bonus would draw them twice: then the section of bonus
    instead, with what a ceiling cuts from all bonus together. The two sums alone where there are too many sections."""
    chuan, extra = _sections(results, Group.STANDARD), _sections(results, Group.BONUS)
    bonus = (Piece(BONUS),) if any(standing.bonus for standing in results.standings) else ()
    if 0 < len(chuan) <= MOST and _are_base(results, chuan):
        return (*chuan, *bonus)
    if 0 < len(chuan) <= MOST and len(extra) <= 1:
        return (*chuan, *extra)
    return (Piece(BASE), *bonus)


def _sections(results: Results, group: Group) -> tuple[Piece, ...]:
    return tuple(Piece(one.path, one) for one in results.cluster.tree.sections if one.group is group)


def _are_base(results: Results, found: Sequence[Piece]) -> bool:
    """Whether the pieces are chuẩn, for every unit and exactly."""
    return all(sum((piece.points(one) for piece in found), ZERO) == one.base for one in results.standings)
