"""Checks of one unit's sheet, beyond reading its cells: each a function in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.appraised import APPRAISED, appraises_itself, counts, is_examined
from emulation_cli.intake.submission import BLANK, Submission
from emulation_cli.problems import Place, Problem, problem

UnitCheck = Callable[[Cluster, Submission], Iterator[Problem]]


def evidence_given(cluster: Cluster, submission: Submission) -> Iterator[Problem]:
    """Where Minh chứng is bắt buộc, a result without evidence is to be looked at."""
    for criterion in _to_be_proved(cluster.tree):
        entry = submission.entries.get(criterion.path)
        if entry is None or entry.evidence:
            continue
        if any(isinstance(value, Decimal) and value > 0 for value in (entry.actual, entry.self_score)):
            place = submission.place(criterion.path, "evidence")
            yield problem("evidence-missing", place, submission.unit, criterion.path)


@lru_cache(maxsize=8)
def _to_be_proved(tree: Tree) -> tuple[Criterion, ...]:
    return tuple(leaf for leaf in tree.leaves if leaf.evidence_required)


def appraised_by_somebody(cluster: Cluster, submission: Submission) -> Iterator[Problem]:
    """Appraised cells in a sheet that nobody (or only the unit itself) is named to have appraised are an error; with
    source tự chấm they do not count, whoever filled them."""
    examined = is_examined(cluster, submission)
    if examined and counts(cluster):
        return
    if submission.appraised and not examined and counts(cluster):
        yield problem("appraised-mark-by-nobody", Place(submission.file, submission.sheet), submission.unit)
    for path, entry in submission.entries.items():
        if entry.appraised_actual is BLANK is entry.appraised_score:
            continue
        for field in APPRAISED:
            if getattr(entry, field) is not BLANK:
                yield problem(_why_not(cluster, submission), submission.place(path, field), submission.unit, path)


def _why_not(cluster: Cluster, submission: Submission) -> str:
    """Why an appraised cell does not count."""
    if not submission.appraiser:
        return "appraised-by-nobody"
    return "appraised-by-itself" if appraises_itself(cluster, submission) else "appraised-not-counted"


UNIT_CHECKS: tuple[UnitCheck, ...] = (evidence_given, appraised_by_somebody)


def check_unit(cluster: Cluster, submission: Submission) -> list[Problem]:
    """Everything the checks find in one submission."""
    return [found for check in UNIT_CHECKS for found in check(cluster, submission)]
