"""One criterion of one unit, scored: what came of it, and the case while it is being decided."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster, Target
from emulation_cli.decimals import round_half_up
from emulation_cli.exact import Fraction
from emulation_cli.intake.submission import Entry, Submission, Value
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.rule import Rule


class State(StrEnum):
    """What stands behind a criterion's points; only NUMBER has any."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_ASSIGNED = "not_assigned"
    UNREADABLE = "unreadable"
    OVER_MAX = "over_max"
    OPEN = "open"


# By a name of their own, since they are asked for with every cell and Python 3.11 takes long over an enum's members.
NUMBER, NOT_ASSIGNED = State.NUMBER, State.NOT_ASSIGNED
SETTLED = (NUMBER, NOT_ASSIGNED)


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
        return self.state not in SETTLED


@dataclass(slots=True)
class Sheet:
    """One unit's sheet while it is scored; problems gather in the list given.

    `assigned` are the unit's lines in Chỉ tiêu by path; `examined`: somebody is named who appraised the sheet.
    """

    cluster: Cluster
    submission: Submission
    problems: list[Problem]
    assigned: Mapping[str, Target]
    examined: bool = False


@dataclass(slots=True, init=False)
class Case:
    """One criterion of a sheet while it is scored.

    `assigned` is the unit's line in Chỉ tiêu. `actual` and `score` are the result and the score that are looked at,
    each with the field of the entry that it comes from: the unit's own cells, or the appraiser's. `ceiling` is what a
    score may reach where that is more than the maximum.
    """

    sheet: Sheet
    rule: Rule
    entry: Entry
    assigned: Target | None
    actual: Value
    score: Value
    actual_field: str
    score_field: str
    ceiling: Decimal | None

    def __init__(self, sheet: Sheet, rule: Rule) -> None:
        path = rule.path
        self.sheet, self.rule = sheet, rule
        self.entry = entry = sheet.submission.entries.get(path) or Entry(path, 0)
        self.assigned = sheet.assigned.get(path)
        self.actual, self.actual_field = entry.actual, "actual"
        self.score, self.score_field = entry.self_score, "self_score"
        self.ceiling = None

    def say(self, code: str, field: str, **params: object) -> None:
        """Add a finding about a field of this criterion."""
        self.say_at(self.sheet.submission.place(self.rule.path, field), code, **params)

    def say_at(self, place: Place, code: str, **params: object) -> None:
        """Add a finding about a cell that is no field of the sheet."""
        self.sheet.problems.append(problem(code, place, self.sheet.submission.unit, self.rule.path, **params))

    def aside(self) -> Case:
        """The same case, whose findings are heard by nobody yet."""
        other = copy(self)
        other.sheet = replace(self.sheet, problems=[])
        return other

    def by_appraised_actual(self) -> Case:
        """The case with Kết quả thẩm định as its result."""
        other = copy(self)
        other.actual, other.actual_field = self.entry.appraised_actual, "appraised_actual"
        return other

    def by_appraised_score(self, ceiling: Decimal | None) -> Case:
        """The case with Điểm thẩm định as its score."""
        other = copy(self)
        other.score, other.score_field, other.ceiling = self.entry.appraised_score, "appraised_score", ceiling
        return other

    def whole(self, value: Fraction | Decimal) -> int:
        """A value as points: a whole number of 10^-places, rounded half up."""
        return whole(value, self.places)

    @property
    def cluster(self) -> Cluster:
        """The cluster whose rules hold."""
        return self.sheet.cluster

    @property
    def places(self) -> int:
        """Decimals of points."""
        return self.sheet.cluster.places

    @property
    def criterion(self) -> Criterion:
        """The criterion itself."""
        return self.rule.criterion

    @property
    def maximum(self) -> Decimal:
        """The agreed maximum."""
        return self.rule.maximum


whole = lru_cache(maxsize=65536)(round_half_up)  # the same few figures come up again and again
