"""What was decided after the sheets came in: decisions.xlsx as values, one small class a sheet.

Units are codes, criteria paths, classes and awards named as cluster.xlsx names them; `row` is the line in its sheet,
0 where it does not come from a file. Every line is printed in the minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from emulation_cli.labels import label
from emulation_cli.problems import Place

FILE = "decisions.xlsx"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A line of Điều chỉnh: a leaf's result or its points, exactly one of them; a đạt answer stands as 1 or 0."""

    unit: str
    criterion: str
    actual: Decimal | None
    points: Decimal | None
    reason: str
    decided_by: str = ""
    decided_on: date | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class TieDecision:
    """A line of Phân định: the unit's place within its tie, from 1, and the ground for it."""

    unit: str
    order: int
    ground: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class ClassCap:
    """A line of Khống chế: the best class that the unit can have."""

    unit: str
    class_name: str
    reason: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class AwardBar:
    """A line of Không xét: an award that the unit is not considered for; None for all of them."""

    unit: str
    award: str | None
    reason: str
    row: int = 0


class Treatment(StrEnum):
    """Xử lý: what becomes of a unit without a sheet."""

    EXCUSED = "excused"  # miễn: out of everything
    NOT_SUBMITTED = "not_submitted"  # không nộp: class "không hoàn thành", last, never holds the others up


@dataclass(frozen=True, slots=True)
class Excuse:
    """A line of Miễn nộp."""

    unit: str
    treatment: Treatment
    reason: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class NotAssignedDecision:
    """A line of Không giao: the unit was not assigned this criterion (of a heading: everything under it)."""

    unit: str
    criterion: str
    reason: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """A line of Nhận phiếu: when a unit's sheet came in, and whether this file is the one to use (None: not said).

    `file` may be empty where only the time is recorded. Without a time of day `received` is some time that day.
    """

    unit: str
    file: str
    received: datetime | date | None = None
    used: bool | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """A line of Bỏ phiếu: votes for a unit in a round, the ballots, and the members entitled to vote, present or not.

    `award` None is a vote on the order of units that are tied.
    """

    award: str | None
    unit: str
    round: int
    issued: int
    returned: int
    valid: int
    votes: int
    members: int
    row: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A line of Cuộc họp. `item`: time, place, chair, secretary, present, absent; the last two may repeat."""

    item: str
    text: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class NextTerm:
    """A line of Nhiệm kỳ tới; `role` is 'head' or 'deputy', as in `Unit.role`."""

    role: str
    unit: str
    row: int = 0


@dataclass(frozen=True)
class Decisions:
    """The whole of decisions.xlsx, each sheet's lines in its order."""

    adjustments: tuple[Adjustment, ...] = ()
    ties: tuple[TieDecision, ...] = ()
    class_caps: tuple[ClassCap, ...] = ()
    award_bars: tuple[AwardBar, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    not_assigned: tuple[NotAssignedDecision, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    votes: tuple[Vote, ...] = ()
    meeting: tuple[Meeting, ...] = ()
    next_term: tuple[NextTerm, ...] = ()


def line_place(sheet: str, row: int) -> Place:
    """Where a line stands: the sheet by its key of labels.toml, the whole row; no cell for one from no file."""
    return Place(FILE, label("sheet", sheet), f"{row}:{row}" if row else "")
