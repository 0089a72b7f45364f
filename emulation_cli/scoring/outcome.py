"""One criterion of one unit, scored."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from emulation_cli.decimals import round_half_up


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


whole = lru_cache(maxsize=65536)(round_half_up)  # the same few figures come up again and again
