"""Whose word on a unit's sheet is an appraisal, and what of it counts under the cluster's rules."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Entry, Mark, Missing, Submission
from emulation_cli.problems import Problem
from emulation_cli.text import fold

CLAIM = ("actual", "self_score")
APPRAISED = ("appraised_actual", "appraised_score")


def is_examined(cluster: Cluster, submission: Submission) -> bool:
    """Whether the sheet's own appraised cells are somebody's: who is named, and is not the unit itself."""
    return bool(submission.appraiser) and not appraises_itself(cluster, submission)


def appraises_itself(cluster: Cluster, submission: Submission) -> bool:
    """Whether Người thẩm định names the very unit whose sheet it is."""
    unit = cluster.unit_of[submission.unit]
    return fold(submission.appraiser) in {fold(name) for name in (unit.code, unit.name, *unit.aliases)}


def counts(cluster: Cluster) -> bool:
    """Whether appraised values count at all (Nguồn điểm)."""
    return cluster.source is not Source.SELF


def voices(cluster: Cluster, entry: Entry) -> tuple[Mark, ...]:
    """The marks of appraisal.xlsx that decide: under trưởng nhóm the lead's alone, else everybody's."""
    if cluster.combine is Combine.LEAD:
        return tuple(mark for mark in entry.marks if mark.leads)
    return entry.marks


def is_spoken_of(cluster: Cluster, entry: Entry, examined: bool) -> bool:
    """Whether an appraiser wrote anything that counts about a criterion, or agreed to it in appraisal.xlsx."""
    if voices(cluster, entry):
        return True
    return examined and any(getattr(entry, field) is not Missing.BLANK for field in APPRAISED)


def still_standing(cluster: Cluster, collection: Collection) -> Iterator[Problem]:
    """The findings of reading, without those about cells in whose place an appraised value counts."""
    for found in collection.problems:
        submission = collection.submissions.get(found.unit or "")
        if submission is None or not _is_overruled(cluster, submission, found):
            yield found


def _is_overruled(cluster: Cluster, submission: Submission, found: Problem) -> bool:
    entry = submission.entries.get(found.criterion or "")
    if entry is None or entry.decided_at or not counts(cluster) or found.place.file != submission.file:
        return False
    if found.place not in [submission.place(entry.criterion, field) for field in CLAIM]:
        return False
    if any(isinstance(mark.score, Decimal) for mark in voices(cluster, entry)):
        return True
    own = any(isinstance(getattr(entry, field), Decimal) for field in APPRAISED)
    return own and is_examined(cluster, submission)
