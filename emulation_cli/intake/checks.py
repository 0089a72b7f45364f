"""Checks of one unit's sheet, beyond reading its cells: each a function in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Source
from emulation_cli.intake.submission import Missing, Submission
from emulation_cli.problems import Problem, problem

UnitCheck = Callable[[Cluster, Submission], Iterator[Problem]]
APPRAISED = ("appraised_actual", "appraised_score")


def evidence_given(cluster: Cluster, submission: Submission) -> Iterator[Problem]:
    """Where Minh chứng is bắt buộc, a result without evidence is to be looked at."""
    for criterion in cluster.tree.leaves:
        entry = submission.entries.get(criterion.path)
        if not criterion.evidence_required or entry is None or entry.evidence:
            continue
        if any(isinstance(value, Decimal) and value > 0 for value in (entry.actual, entry.self_score)):
            place = submission.place(criterion.path, "evidence")
            yield problem("evidence-missing", place, submission.unit, criterion.path)


def appraised_by_somebody(cluster: Cluster, submission: Submission) -> Iterator[Problem]:
    """Appraised cells in a sheet that nobody is named to have appraised are an error; with source tự chấm they do
    not count, whoever filled them."""
    for path, entry in submission.entries.items():
        for field in APPRAISED:
            if getattr(entry, field) is Missing.BLANK:
                continue
            code = "appraised-not-counted" if submission.appraiser else "appraised-by-nobody"
            if submission.appraiser and cluster.source is not Source.SELF:
                continue
            yield problem(code, submission.place(path, field), submission.unit, path)


UNIT_CHECKS: tuple[UnitCheck, ...] = (evidence_given, appraised_by_somebody)


def check_unit(cluster: Cluster, submission: Submission) -> list[Problem]:
    """Everything the checks find in one submission."""
    return [found for check in UNIT_CHECKS for found in check(cluster, submission)]
