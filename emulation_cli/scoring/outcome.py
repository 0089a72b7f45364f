"""One criterion of one unit, scored: what came of it, and the case while it is being decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster, Target
from emulation_cli.decimals import round_half_up
from emulation_cli.intake.submission import Entry, Submission, Value
from emulation_cli.problems import Place, Problem, problem


class State(StrEnum):
    """What stands behind a criterion's points; only NUMBER has any."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_ASSIGNED = "not_assigned"
    UNREADABLE = "unreadable"
    OVER_MAX = "over_max"
    OPEN = "open"


@dataclass(slots=True)
class Outcome:
    """One criterion of one unit, scored. All points and `maximum` are whole numbers of 10^-places.

    `computed` is what the kind makes of the result `actual`; `field` is the cell that decided (MARKS: one of
    appraisal.xlsx). `maximum` is the unit's own, which a rule for criteria not assigned may have raised; -1 until it
    is known. `appraised` is the appraised score that counts; `claimed` what the unit's own cells come to, known where
    somebody else's figure counts.
    """

    state: State
    points: int | None = None
    computed: int | None = None
    target: Decimal | None = None
    field: str = "self_score"
    actual: Decimal | None = None
    maximum: int = -1
    appraised: int | None = None
    claimed: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the question of its points is still open."""
        return self.state not in (State.NUMBER, State.NOT_ASSIGNED)


@dataclass(slots=True)
class Case:
    """One criterion of one unit while it is scored; problems gather in the list given.

    `assigned` is the unit's line in Chỉ tiêu. The result and the score are those of two fields of the entry: the
    unit's own cells, or the appraiser's.
    """

    cluster: Cluster
    submission: Submission
    criterion: Criterion
    entry: Entry
    problems: list[Problem]
    assigned: Target | None
    examined: bool = False  # somebody is named who appraised the sheet
    actual_field: str = "actual"
    score_field: str = "self_score"
    ceiling: Decimal | None = None  # what a score may reach where that is more than the maximum

    def say(self, code: str, field: str, **params: object) -> None:
        """Add a finding about a field of this criterion."""
        self.say_at(self.submission.place(self.criterion.path, field), code, **params)

    def say_at(self, place: Place, code: str, **params: object) -> None:
        """Add a finding about a cell that is no field of the sheet."""
        self.problems.append(problem(code, place, self.submission.unit, self.criterion.path, **params))

    @property
    def actual(self) -> Value:
        """The result that is looked at."""
        value: Value = getattr(self.entry, self.actual_field)
        return value

    @property
    def score(self) -> Value:
        """The score that is looked at."""
        value: Value = getattr(self.entry, self.score_field)
        return value

    @property
    def maximum(self) -> Decimal:
        """The agreed maximum."""
        return self.criterion.maximum or Decimal(0)

    def whole(self, value: Fraction | Decimal) -> int:
        """A value as points: a whole number of 10^-places, rounded half up."""
        return whole(value, self.cluster.places)


whole = lru_cache(maxsize=65536)(round_half_up)  # the same few figures come up again and again
