"""The rules beside the table: how totals are made, ranked and classed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class BonusInScale(StrEnum):
    """Điểm thưởng trong thang."""

    OUTSIDE = "outside"  # không: the total may pass the maximum
    INSIDE = "inside"  # có: the maximum includes bonus
    CUT = "cut"  # chặn: the total stops at the maximum


class RankBy(StrEnum):
    """Xếp hạng theo."""

    TOTAL = "total"  # tổng điểm
    STANDARD = "standard"  # điểm chuẩn
    PERCENT = "percent"  # tỷ lệ


class Source(StrEnum):
    """Nguồn điểm: whose scores count."""

    APPRAISED = "appraised"  # thẩm định
    APPRAISED_IF_ANY = "appraised_if_any"  # thẩm định nếu có
    SELF = "self"  # tự chấm


class Combine(StrEnum):
    """Gộp điểm thẩm định: one appraised score out of several appraisers'."""

    LEAD = "lead"  # trưởng nhóm
    MEAN = "mean"  # trung bình
    MEDIAN = "median"  # trung vị
    TRIMMED_MEAN = "trimmed_mean"  # trung bình bỏ cao nhất và thấp nhất


@dataclass(frozen=True, slots=True)
class Quorum:
    """Họp hợp lệ khi có mặt: the least share of all members, `part` out of `whole`, never as a rounded number.

    A percentage keeps its whole of 100 (or 1000 …), so that it prints as it was written.
    """

    part: int
    whole: int

    def reached(self, here: int, members: int) -> bool:
        """Whether so many of all members are enough, compared exactly."""
        return here * self.whole >= self.part * members

    def needed(self, members: int) -> int:
        """The fewest of so many members that are enough."""
        return -(-self.part * members // self.whole)


class ConditionKind(StrEnum):
    """What a class (or an award) may ask beside its threshold."""

    NO_ZERO = "no_zero"  # không tiêu chí nào 0 điểm
    EVERY_CRITERION = "every_criterion"  # mọi tiêu chí ≥ N%
    EVERY_SECTION = "every_section"  # mọi mục ≥ N%


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; `percent` for the two that compare."""

    kind: ConditionKind
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClassRule:
    """A line of Xếp loại: the class holds from `threshold` (points, or percent of the maximum) up."""

    name: str
    threshold: Decimal
    percent: bool = False
    strictly: bool = False  # > instead of ≥
    conditions: tuple[Condition, ...] = ()
    row: int = 0


class TieBy(StrEnum):
    """Xét theo: what settles a tie; the first that tells units apart decides."""

    POINTS = "points"  # a path: the points of a criterion or section
    RESULT = "result"  # kết quả <path>
    BONUS = "bonus"  # điểm thưởng: more is better
    FEWER_DEDUCTIONS = "fewer_deductions"  # điểm trừ ít hơn
    VOTE = "vote"  # bỏ phiếu: what the decisions record
    DECISION = "decision"  # Phân định: always last, never declared


@dataclass(frozen=True, slots=True)
class TieRule:
    """A line of Đồng hạng, in the order in which they are tried."""

    by: TieBy
    criterion: str | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class AwardRule:
    """A line of Khen thưởng. `quota` is a number, or with `percent` a share of the units not excused, rounded down
    unless `round_up`. `ranks` and `classes` limit who is eligible ((None, None) and () for everybody), `registered`
    asks for a line in Đăng ký; `votes` is the least share of all members entitled, in percent, unrounded."""

    name: str
    quota: Decimal
    percent: bool = False
    round_up: bool = False
    ranks: tuple[int | None, int | None] = (None, None)
    classes: tuple[str, ...] = ()
    registered: bool = False
    votes: Decimal | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Registration:
    """A line of Đăng ký: the title that a unit set out to win."""

    unit: str
    title: str
