"""The cluster as agreed: what cluster.xlsx says, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from emulation_cli.cluster.criteria import Criterion, NotAssigned, Tree
from emulation_cli.cluster.rules import (
    AwardRule,
    BonusInScale,
    ClassRule,
    Combine,
    Quorum,
    RankBy,
    Registration,
    Source,
    TieRule,
)
from emulation_cli.text import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A member of the cluster. `code` (Mã) is its identity everywhere; `role` is 'head', 'deputy' or ''."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    representative: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A line of Chỉ tiêu: the unit's target for a criterion, or that it was not assigned it (value None)."""

    unit: str
    criterion: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Lines:
    """A unit's lines of Chỉ tiêu: its targets by criterion path, and the paths of what it was not assigned."""

    targets: dict[str, Decimal]
    not_assigned: set[str]


@dataclass(frozen=True, slots=True)
class Prose:
    """A line of Nội dung: the documents' own words, printed as written, in order."""

    document: str
    section: str
    text: str


@dataclass(frozen=True)
class Cluster:
    """Everything that cluster.xlsx states. Points are decimals with at most `places` decimals.

    `deadline` without a time of day means the end of that day. `document_date` None prints blanks, never today.
    """

    name: str
    period: str
    units: tuple[Unit, ...]
    criteria: tuple[Criterion, ...]
    period_kind: str = ""
    superior: str = ""  # Cơ quan cấp trên
    head_agency: str = ""  # Cơ quan Cụm trưởng
    locality: str = ""  # Địa danh
    deadline: datetime | date | None = None
    places: int = 2
    step: Decimal | None = None
    not_assigned: NotAssigned = NotAssigned.EXCLUDE
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None
    bonus_in_scale: BonusInScale = BonusInScale.OUTSIDE
    rank_by: RankBy = RankBy.TOTAL
    source: Source = Source.SELF
    combine: Combine = Combine.LEAD
    quorum: Quorum | None = None  # Họp hợp lệ khi có mặt; None: not checked
    document_number: str = ""  # Số ký hiệu
    document_date: date | None = None
    addressees: tuple[str, ...] = ()  # Kính gửi
    recipients: tuple[str, ...] = ()  # Nơi nhận
    signer_position: str = ""
    signer: str = ""
    legal_bases: tuple[str, ...] = ()  # Căn cứ
    targets: tuple[Target, ...] = ()
    classes: tuple[ClassRule, ...] = ()
    prose: tuple[Prose, ...] = ()
    ties: tuple[TieRule, ...] = ()
    awards: tuple[AwardRule, ...] = ()
    registrations: tuple[Registration, ...] = ()

    @cached_property
    def tree(self) -> Tree:
        """The criteria with their look-ups."""
        return Tree(self.criteria)

    @cached_property
    def target_of(self) -> dict[tuple[str, str], Target]:
        """Targets by (unit code, criterion path)."""
        return {(target.unit, target.criterion): target for target in self.targets}

    @cached_property
    def registered(self) -> frozenset[tuple[str, str]]:
        """The titles that units registered for: (unit code, folded title)."""
        return frozenset((one.unit, fold(one.title)) for one in self.registrations)

    @cached_property
    def lines_by_unit(self) -> dict[str, Lines]:
        """The same by unit code, those that give a target apart from those that say không giao."""
        found = {unit.code: Lines({}, set()) for unit in self.units}
        for target in self.targets:
            lines, value = found.get(target.unit) or found.setdefault(target.unit, Lines({}, set())), target.value
            if value is None:
                lines.not_assigned.add(target.criterion)
            else:
                lines.targets[target.criterion] = value
        return found

    @cached_property
    def targets_by_criterion(self) -> dict[str, frozenset[Decimal]]:
        """The different targets that units have for a criterion, by path."""
        found: dict[str, set[Decimal]] = {}
        for target in self.targets:
            if target.value is not None:
                found.setdefault(target.criterion, set()).add(target.value)
        return {path: frozenset(values) for path, values in found.items()}

    @cached_property
    def unit_of(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}
