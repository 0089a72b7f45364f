"""Results: all that any document needs, and its JSON form (reports/results.json, see formats.md).

Frozen dataclasses whose fields are the keys of the file; pydantic turns them into JSON and back. Points are decimals
with the cluster's number of places, printed as strings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.scoring.awards import Award

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence by code: the catalogue's message for `code`, filled with `params`."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A ranked unit. With open questions `total` is a lower bound, and `at_stake` what they could still add.

    `source` says whose scores the points are: self, appraised, mixed (only part was appraised), '' without a sheet.
    `sections` are the points of the level-1 criteria of which it was assigned anything, by path (a deduction's as a
    negative number). `percent` has as many digits as tell neighbours apart. Equal ranks name each other in `tied_with`.
    """

    unit: str
    name: str
    rank: int
    total: Decimal
    max: Decimal
    percent: Decimal
    base: Decimal
    bonus: Decimal
    deduction: Decimal
    class_: Annotated[str | None, Field(alias="class")]
    sections: dict[str, Decimal]
    source: str
    tied_with: tuple[str, ...] = ()
    tie_note: Reason | None = None
    open: tuple[str, ...] = ()
    at_stake: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Unranked:
    """A unit without a usable sheet; `why` is the code of the problem that says so."""

    unit: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """One unit's score for one leaf. `state`: number, blank, not_assigned, unreadable, over_max, open.

    `points` is None where the question is open: missing is never zero. A đạt answer stands as 1 or 0 in `actual`.
    `place` is the cell that decided, 'Sở A.xlsx ▸ Bảng chấm điểm ▸ G14'.
    """

    unit: str
    criterion: str
    state: str
    target: Decimal | None
    actual: Decimal | None
    self_: Annotated[Decimal | None, Field(alias="self")]
    appraised: Decimal | None
    computed: Decimal | None
    points: Decimal | None
    max: Decimal
    evidence: str
    explanation: str
    place: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """What a unit is proud of (sheet Kết quả nổi bật): field of work and text."""

    unit: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as reports show it; message and fix in Vietnamese, `code` and `params` for any other language."""

    code: str
    severity: str
    unit: str | None
    file: str
    sheet: str
    cell: str
    criterion: str | None
    params: dict[str, str]
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was looked at, with the hash of its bytes; `why` is a code of the catalogue (intake)."""

    file: str
    sha256: str
    unit: str | None
    used: bool
    why: str
    sent: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an adjustment (Điều chỉnh) did to one criterion's points; None where the question was open."""

    unit: str
    criterion: str
    before: Decimal | None
    after: Decimal | None
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What the decisions together did to a unit's total, rank and class, against the sheets alone."""

    unit: str
    total_before: Decimal
    total_after: Decimal
    rank_before: int
    rank_after: int
    class_before: str | None
    class_after: str | None


@dataclass(frozen=True, slots=True)
class AppraisalMark:
    """What one appraiser wrote: the first score, the unit's explanation, the second score, the opinion; None and ''
    where nothing stands. `agreed`: nothing was written, the unit is marked as appraised; `claimed` is what it claimed
    when the appraiser looked (None where the workbook does not say)."""

    appraiser: str
    first: Decimal | None = None
    explanation: str = ""
    second: Decimal | None = None
    opinion: str = ""
    agreed: bool = False
    claimed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Appraisal:
    """One criterion of one unit of which appraisers wrote something.

    `claimed` are the points that the unit's own sheet gives (None where open, or where a decision goes before);
    `score` the scores of all appraisers combined, `low` and `high` the least and the greatest of them; `actual` the
    appraised result, `claimed_actual` the unit's own.
    """

    unit: str
    criterion: str
    claimed: Decimal | None
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    claimed_actual: Decimal | None
    actual: Decimal | None
    marks: tuple[AppraisalMark, ...]


@dataclass(frozen=True, slots=True)
class Appraiser:
    """Who appraised a unit: a sheet of appraisal.xlsx, or who is named in the unit's own; one line each."""

    unit: str
    name: str


@dataclass(frozen=True)
class Results:
    """One tally. `scores` come unit by unit in standings order, criteria in printed order; it may be a one-pass
    iterable when there are very many."""

    cluster: Cluster
    status: str  # official or provisional
    reasons: tuple[Reason, ...]
    standings: tuple[Standing, ...]
    unranked: tuple[Unranked, ...]
    scores: Iterable[Score]
    highlights: tuple[Highlight, ...]
    problems: tuple[Finding, ...]
    inputs: tuple[InputFile, ...]
    tool: dict[str, str]
    decisions: Decisions = field(default_factory=Decisions)
    awards: tuple[Award, ...] = ()
    changes: tuple[Change, ...] = ()
    effects: tuple[Effect, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    appraisers: tuple[Appraiser, ...] = ()
    schema: int = SCHEMA
