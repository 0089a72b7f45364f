"""The scoring table (bảng chấm điểm) as a tree of criteria."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import accumulate


class Group(StrEnum):
    """Nhóm: how a criterion's points enter the total."""

    STANDARD = "standard"  # chuẩn
    BONUS = "bonus"  # thưởng
    DEDUCTION = "deduction"  # trừ
    UNCOUNTED = "uncounted"  # không tính: shown, never counted


EARNED = (Group.STANDARD, Group.BONUS)


class Kind(StrEnum):
    """Cách chấm: how what the unit fills in becomes points (formats.md, the table of kinds)."""

    DIRECT = "direct"  # trực tiếp
    PASS = "pass"  # đạt
    COUNT = "count"  # theo lần
    COUNT_DOWN = "count_down"  # trừ theo lần
    RATIO = "ratio"  # tỷ lệ
    BAND = "band"  # bậc
    LEADER = "leader"  # dẫn đầu
    MEAN = "mean"  # so trung bình
    CHOICE = "choice"  # chọn một


class NotAssigned(StrEnum):
    """Không được giao: what a criterion that a unit was not assigned does to its score."""

    EXCLUDE = "exclude"  # loại trừ
    RESCALE = "rescale"  # quy đổi
    FULL = "full"  # điểm tối đa
    SHARE_EQUALLY = "share_equally"  # chia đều
    SHARE_IN_PROPORTION = "share_in_proportion"  # chia tỷ lệ


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the kind bậc: points where the value lies from `low` up to `high` (None: open).

    With `percent` the limits are percents of the target (100 = the target itself) or of the unit's measure.
    """

    points: Decimal
    low: Decimal | None = None
    low_included: bool = True
    high: Decimal | None = None
    high_included: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Parameters:
    """Tham số, read. Percents are plain numbers (70% is 70); points are points."""

    points: Decimal | None = None  # điểm=5 (theo lần, trừ theo lần): points an occurrence
    floor: Decimal | None = None  # sàn=70%: below it no points
    shortfall: Decimal | None = None  # hụt=5/1%: points off a whole step short
    shortfall_step: Decimal | None = None
    excess: Decimal | None = None  # vượt=0,5/1%: bonus points a whole step above
    excess_step: Decimal | None = None
    excess_cap: Decimal | None = None  # trần=3
    bands: tuple[Band, ...] = ()
    requires: str | None = None  # cần=1.2: no points unless that criterion has some
    less_is_better: bool = False  # ngược
    not_assigned: NotAssigned | None = None  # không giao=…


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the table. `path` ('1.3.2') is its identity; `kind` is None for a parent that only sums.

    `maximum` is None only for a parent whose maximum was left empty (a bonus or deduction without a ceiling).
    `row` is its row in the sheet Tiêu chí.
    """

    path: str
    level: int
    label: str
    text: str
    maximum: Decimal | None
    group: Group = Group.STANDARD
    kind: Kind | None = None
    parameters: Parameters = field(default_factory=Parameters)
    measure: str = ""  # ĐVT
    guidance: str = ""  # Hướng dẫn chấm
    evidence_required: bool = False
    note: str = ""
    row: int = 0

    def __hash__(self) -> int:
        """By path alone: a hash over every field costs more than the points that are remembered by it."""
        return hash(self.path)

    @property
    def parent(self) -> str:
        """The path above, '' for a section."""
        return self.path.rpartition(".")[0]

    @property
    def section(self) -> str:
        """The path of its level-1 section."""
        return self.path.partition(".")[0]

    @property
    def most(self) -> Decimal | None:
        """The most that a leaf can be worth: with vượt its trần above the maximum, None where nothing limits that."""
        rules = self.parameters
        if rules.excess is not None and rules.excess_cap is None:
            return None
        return (self.maximum or Decimal(0)) + (rules.excess_cap or Decimal(0))

    @property
    def percent(self) -> bool:
        """Whether its measure is a percentage (95 and 95% read alike there)."""
        return "%" in self.measure


class Tree:
    """Look-ups over the criteria in printed order; the criteria themselves stay plain values."""

    def __init__(self, criteria: Iterable[Criterion]) -> None:
        self.criteria = tuple(criteria)
        self.by_path = {criterion.path: criterion for criterion in self.criteria}

    @cached_property
    def children(self) -> dict[str, tuple[Criterion, ...]]:
        """Each path's children in printed order; '' has the sections."""
        found: dict[str, list[Criterion]] = {}
        for criterion in self.criteria:
            found.setdefault(criterion.parent, []).append(criterion)
        return {path: tuple(below) for path, below in found.items()}

    @cached_property
    def sections(self) -> tuple[Criterion, ...]:
        """The level-1 criteria."""
        return self.children.get("", ())

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria that are scored, in printed order."""
        return tuple(criterion for criterion in self.criteria if criterion.path not in self.children)

    @cached_property
    def standard(self) -> tuple[Criterion, ...]:
        """The chuẩn leaves, in printed order."""
        return tuple(leaf for leaf in self.leaves if leaf.group is Group.STANDARD)

    def leaves_below(self, path: str) -> tuple[Criterion, ...]:
        """The leaf itself, or the leaves under a parent."""
        return self._below.get(path, ())

    @cached_property
    def _below(self) -> dict[str, tuple[Criterion, ...]]:
        found: dict[str, list[Criterion]] = {}
        for leaf in self.leaves:
            for path in accumulate(leaf.path.split("."), lambda above, step: f"{above}.{step}"):
                found.setdefault(path, []).append(leaf)
        return {path: tuple(leaves) for path, leaves in found.items()}

    def points_below(self, path: str) -> tuple[Criterion, ...]:
        """The leaves whose points are a criterion's: under a chuẩn or thưởng one not what is taken off or never
        counted."""
        below, group = self.leaves_below(path), self.by_path[path].group
        if group not in EARNED:
            return below
        return tuple(leaf for leaf in below if leaf.group in EARNED)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Each path's chain of printed labels ('II.5.2.g'); a label printed in full ('5.1' under '5') stays one."""
        chains: dict[str, str] = {}
        for criterion in self.criteria:
            label = criterion.label.strip().rstrip(".)").strip() or criterion.path.rpartition(".")[2]
            chains[criterion.path] = _chain(chains.get(criterion.parent, ""), label)
        return chains

    @cached_property
    def digest(self) -> str:
        """16 hex digits that change whenever what units score against changes (text, maximum, kind, rules)."""
        facts = [
            (c.path, c.label, c.text, str(c.maximum), c.group, c.kind, str(c.parameters), c.measure)
            for c in self.criteria
        ]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _chain(above: str, label: str) -> str:
    """A label behind its parent's chain, of which it may print the whole or an end itself."""
    pieces = above.split(".")
    ends = [".".join(pieces[start:]) for start in range(len(pieces))] if above else []
    own = next((label.removeprefix(f"{end}.") for end in ends if label.startswith(f"{end}.")), label)
    return f"{above}.{own}" if above else own
