"""What a unit sent, read: entries by criterion, nothing scored yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from emulation_cli.problems import Place


class Missing(Enum):
    """Why a cell gives no number; never mixed with zero."""

    BLANK = "blank"
    UNREADABLE = "unreadable"


BLANK = Missing.BLANK  # asked for with every cell; Python 3.11 takes long over an enum's members
Value = Decimal | Missing

MARKS = "marks"  # the field of what stands in appraisal.xlsx, beside the fields of the sheet itself

FIELDS = (
    "target",
    "actual",
    "self_score",
    "not_assigned",
    "evidence",
    "explanation",
    "appraised_actual",
    "appraised_score",
    "appraised_opinion",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one appraiser wrote about one criterion of one unit in appraisal.xlsx.

    `claimed` is Tự chấm as the appraiser saw it (None where the workbook does not show it). `agreed`: nothing is
    written here, and the unit is ticked as appraised. `leads`: under trưởng nhóm this is the score that counts.
    """

    appraiser: str
    place: Place
    first: Value = Missing.BLANK
    explanation: str = ""
    second: Value = Missing.BLANK
    opinion: str = ""
    claimed: Value | None = None
    agreed: bool = False
    leads: bool = False

    @property
    def score(self) -> Value:
        """The score that counts: of the second appraisal, else of the first."""
        return self.first if self.second is Missing.BLANK else self.second

    @property
    def reason(self) -> str:
        """The ground given for it: the opinion, for a second appraisal the unit's explanation as well."""
        return self.opinion or (self.explanation if self.second is not Missing.BLANK else "")


@dataclass(slots=True)
class Entry:
    """One criterion's row in a unit's sheet, what appraisers wrote of it, and what a decision put in its place. A đạt
    answer is 1 or 0."""

    criterion: str
    row: int
    target: Value = Missing.BLANK
    actual: Value = Missing.BLANK
    self_score: Value = Missing.BLANK
    not_assigned: bool = False
    evidence: str = ""
    explanation: str = ""
    appraised_actual: Value = Missing.BLANK
    appraised_score: Value = Missing.BLANK
    appraised_opinion: str = ""
    decided: Decimal | None = None  # points by a decision (Điều chỉnh), before everything else
    decided_at: Place | None = None
    marks: tuple[Mark, ...] = ()

    def __reduce__(self) -> tuple[type[Entry], tuple[object, ...]]:
        """Between processes by position: a hundred a sheet go over, and by name they take three times as long."""
        return Entry, _by_position(self)


_by_position = attrgetter(*(field.name for field in fields(Entry)))


class Subtotal(NamedTuple):
    """A figure that the sheet shows for a criterion or heading (its path) or for Tổng cộng (''), and its cell."""

    criterion: str
    cell: str
    shown: Decimal


@dataclass(slots=True)
class Submission:
    """The sheet used for one unit.

    `columns` gives each field's column letters, so that a place can be named; `appraised` and `appraiser` are what
    the title lines say.
    """

    unit: str
    file: str
    sheet: str
    entries: dict[str, Entry]
    columns: Mapping[str, str]
    highlights: tuple[tuple[str, str], ...] = ()
    sent: datetime | None = None
    appraised: bool = False
    appraiser: str = ""
    subtotals: tuple[Subtotal, ...] = ()

    def place(self, criterion: str, field: str) -> Place:
        """Where a field of a criterion stands in the file; the sheet where the criterion has no row."""
        entry = self.entries.get(criterion)
        if entry and entry.decided_at:
            return entry.decided_at
        if entry and entry.marks and field == MARKS:
            return min(entry.marks, key=lambda mark: (not mark.leads, mark.agreed)).place
        column = self.columns.get(field)
        return Place(self.file, self.sheet, f"{column}{entry.row}" if entry and column else "")


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was looked at: whose it is, whether it was used and why (a code of the catalogue)."""

    file: str
    sha256: str
    unit: str | None = None
    used: bool = False
    why: str = ""
    sent: datetime | None = None
