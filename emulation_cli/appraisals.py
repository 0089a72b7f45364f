"""What appraisers wrote, criterion by criterion, as results show it: every score beside what was claimed and what the
scores come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import unscaled
from emulation_cli.intake.appraised import APPRAISED, counts, is_examined
from emulation_cli.intake.submission import Entry, Mark, Missing, Submission, Value
from emulation_cli.results import Appraisal, AppraisalMark, Appraiser
from emulation_cli.scoring.outcome import Outcome
from emulation_cli.scoring.score import Scored


def appraisals_of(cluster: Cluster, submissions: Mapping[str, Submission], scored: Scored) -> Iterator[Appraisal]:
    """Every criterion of which an appraiser wrote something, unit by unit in the cluster's order; none where units
    score themselves."""
    if not counts(cluster):
        return
    for unit in cluster.units:
        submission = submissions.get(unit.code)
        if submission is None:
            continue
        examined = is_examined(cluster, submission)
        for leaf in cluster.tree.leaves:
            entry = submission.entries.get(leaf.path)
            if entry is not None and _is_written(entry, examined):
                outcome = scored.outcomes[unit.code][leaf.path]
                yield _appraisal(cluster, submission, leaf, entry, outcome, examined)


def appraisers_of(cluster: Cluster, submissions: Mapping[str, Submission]) -> Iterator[Appraiser]:
    """Who appraised each unit, in the cluster's order; who only agreed is named too."""
    found = (submissions[unit.code] for unit in cluster.units if unit.code in submissions)
    for submission in found if counts(cluster) else ():
        names = dict.fromkeys(mark.appraiser for entry in submission.entries.values() for mark in entry.marks)
        own = submission.appraised or any(map(_is_appraised, submission.entries.values()))
        if own and is_examined(cluster, submission):
            names[submission.appraiser] = None
        yield from (Appraiser(submission.unit, name) for name in names)


def _is_appraised(entry: Entry) -> bool:
    """Whether anything stands in the sheet's own appraised cells."""
    return any(getattr(entry, field) is not Missing.BLANK for field in APPRAISED)


def _is_written(entry: Entry, examined: bool) -> bool:
    own = (entry.appraised_actual, entry.appraised_score) != (Missing.BLANK, Missing.BLANK) or entry.appraised_opinion
    return (examined and bool(own)) or any(not mark.agreed for mark in entry.marks)


def _appraisal(
    cluster: Cluster, submission: Submission, leaf: Criterion, entry: Entry, outcome: Outcome, examined: bool
) -> Appraisal:
    scores = [score for mark in entry.marks if (score := _said(mark)) is not None]
    own = examined and entry.appraised_actual is not Missing.BLANK
    marks = [_mark(mark) for mark in entry.marks]
    if examined and (entry.appraised_score is not Missing.BLANK or entry.appraised_opinion):
        first = _number(entry.appraised_score)
        marks.append(AppraisalMark(submission.appraiser, first, opinion=entry.appraised_opinion))
        scores += [] if first is None else [first]
    return Appraisal(
        unit=submission.unit,
        criterion=leaf.path,
        claimed=_points(outcome.claimed, cluster),
        score=_points(outcome.appraised, cluster),
        low=min(scores, default=None),
        high=max(scores, default=None),
        claimed_actual=_number(entry.actual) if own else None,
        actual=_number(entry.appraised_actual) if own else None,
        marks=tuple(marks),
    )


def _said(mark: Mark) -> Decimal | None:
    """An appraiser's score, or what he agreed to."""
    return _number(mark.claimed if mark.agreed else mark.score)


def _mark(mark: Mark) -> AppraisalMark:
    return AppraisalMark(
        appraiser=mark.appraiser,
        first=_number(mark.first),
        explanation=mark.explanation,
        second=_number(mark.second),
        opinion=mark.opinion,
        agreed=mark.agreed,
        claimed=_number(mark.claimed),
    )


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _points(whole: int | None, cluster: Cluster) -> Decimal | None:
    return None if whole is None else unscaled(whole, cluster.places)
