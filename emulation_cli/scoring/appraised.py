"""What an appraisal makes of a claim: the appraised score, else the appraised result, else what the unit claims.

appraisal.xlsx goes before the sheet's own appraised cells. Where nothing was written, an appraiser has either agreed
or not looked yet; both leave the claim as it is (`scoring.sources` tells them apart).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Combine
from emulation_cli.decimals import unscaled
from emulation_cli.exact import Fraction
from emulation_cli.intake.appraised import APPRAISED, counts, voices
from emulation_cli.intake.submission import MARKS, Entry, Mark, Missing, Value
from emulation_cli.scoring.claim import by_kind, typed
from emulation_cli.scoring.combine import combine
from emulation_cli.scoring.kinds import allows
from emulation_cli.scoring.outcome import Case, Outcome, State


def appraised(case: Case, claimed: Outcome) -> Outcome | None:
    """The outcome by what appraisers wrote; None where the claim stands."""
    outcome = _written(case, claimed) if counts(case.cluster) else None
    if outcome is None:
        return Outcome(State.NOT_ASSIGNED, field="not_assigned") if is_confirmed(case) else None
    outcome.claimed = claimed.points
    return outcome


def _written(case: Case, claimed: Outcome) -> Outcome | None:
    """appraisal.xlsx, where it speaks of the criterion (it has no cell for what follows all units), else the sheet."""
    marks = voices(case.cluster, case.entry)
    outcome = _by_marks(case, marks, claimed) if marks else None
    if not case.sheet.examined:
        return outcome
    if not marks or case.rule.follows_peers:
        return _by_sheet(case, claimed)
    _say_where_the_sheet_differs(case, claimed, outcome or claimed)
    return outcome


def is_confirmed(case: Case) -> bool:
    """Whether an appraiser confirmed that the unit was not assigned the criterion: everybody who speaks of it agreed,
    or the sheet is ticked as appraised and nothing was written."""
    entry = case.entry
    if not entry.not_assigned:
        return False
    deciding = voices(case.cluster, entry)
    if deciding:
        return all(mark.agreed for mark in deciding)
    written = any(getattr(entry, field) is not Missing.BLANK for field in APPRAISED)
    return case.sheet.examined and case.sheet.submission.appraised and not written


# appraisal.xlsx


def _by_marks(case: Case, marks: Sequence[Mark], claimed: Outcome) -> Outcome | None:
    _say_what_changed(case, marks, claimed)
    if all(mark.agreed for mark in marks):
        return None
    scores = [_score_of(case, mark, claimed) for mark in marks]
    if any(score is Missing.UNREADABLE for score in scores):
        return Outcome(State.UNREADABLE, field=MARKS, target=claimed.target)
    known = [Fraction(score) for score in scores if isinstance(score, Decimal)]
    combined = combine(case.cluster.combine, known) if len(known) == len(scores) else None
    if combined is None:  # too few for the rule, or somebody agreed to a claim that is open
        return Outcome(State.OPEN, field=MARKS, target=claimed.target)
    return _with_score(case.whole(combined), claimed, MARKS)


def _with_score(points: int, claimed: Outcome, field: str) -> Outcome:
    return replace(claimed, state=State.NUMBER, points=points, field=field, appraised=points)


def _say_what_changed(case: Case, marks: Sequence[Mark], claimed: Outcome) -> None:
    """Appraisers looked at a claim; where the unit has since sent another one, they are told."""
    now = None if claimed.points is None else unscaled(claimed.points, case.places)
    for mark in marks:
        seen = mark.claimed if isinstance(mark.claimed, Decimal) else None
        if mark.claimed is None or seen == now or claimed.field == "not_assigned":
            continue
        code = "appraisal-agreed-changed" if mark.agreed else "appraisal-claim-changed"
        params = {"seen": "–" if seen is None else seen, "now": "–" if now is None else now}
        case.say_at(mark.place, code, appraiser=mark.appraiser, **params)


def _score_of(case: Case, mark: Mark, claimed: Outcome) -> Value:
    """One appraiser's score; of one who agreed, what he agreed to."""
    now = None if claimed.points is None else unscaled(claimed.points, case.places)
    if mark.agreed:
        seen = now if mark.claimed is None else mark.claimed
        return seen if isinstance(seen, Decimal) else Missing.BLANK
    if not isinstance(mark.score, Decimal):
        return mark.score
    if mark.score != now and not allows(case.criterion, mark.score, case.places):
        case.say_at(mark.place, "appraised-score-not-possible", value=mark.score)
        return Missing.UNREADABLE
    if mark.claimed is None and mark.score != now and not mark.reason:
        claim = "–" if now is None else now
        case.say_at(mark.place, "appraisal-reason-missing", appraiser=mark.appraiser, value=mark.score, claimed=claim)
    return mark.score


# The sheet's own cells


def _say_where_the_sheet_differs(case: Case, claimed: Outcome, counted: Outcome) -> None:
    """appraisal.xlsx decides; appraised cells of the sheet that come to something else are an error."""
    sheet = _by_sheet(case.aside(), claimed)
    if sheet is None or sheet.points is None or counted.points in (None, sheet.points):
        return
    own, value = (unscaled(points or 0, case.places) for points in (sheet.points, counted.points))
    case.say("appraisal-sheet-differs", sheet.field, value=value, own=own)


def _by_sheet(case: Case, claimed: Outcome) -> Outcome | None:
    by_result = _by_result(case) if case.entry.appraised_actual is not Missing.BLANK else None
    if case.entry.appraised_score is Missing.BLANK:
        return by_result
    if case.rule.follows_peers:
        case.say("appraised-score-of-peers", "appraised_score")
        return by_result
    return _by_score(case, by_result or claimed, claimed)


def _by_result(case: Case) -> Outcome:
    """Kết quả thẩm định through the kind."""
    if case.rule.is_direct:
        if isinstance(case.entry.appraised_actual, Decimal) and case.entry.appraised_score is Missing.BLANK:
            case.say("appraised-score-in-result", "appraised_score", value=case.entry.appraised_actual)
        return Outcome(State.BLANK, field="appraised_score")
    return by_kind(case.by_appraised_actual())


def _by_score(case: Case, by_result: Outcome, claimed: Outcome) -> Outcome:
    """Điểm thẩm định; beside a result that gives other points it counts, and both are said."""
    score, places = case.entry.appraised_score, case.places
    claim = None if claimed.points is None else unscaled(claimed.points, places)
    ceiling = case.criterion.most or (score if isinstance(score, Decimal) else None)  # vượt without trần: no limit
    outcome = typed(case.by_appraised_score(ceiling))
    if outcome.points is None:
        return outcome
    if score != claim and isinstance(score, Decimal) and not allows(case.criterion, score, places):
        case.say("appraised-score-not-possible", "appraised_score", value=score)
        return Outcome(State.UNREADABLE, field="appraised_score")
    if by_result.field == "appraised_actual" and by_result.points not in (None, outcome.points):
        computed = unscaled(by_result.points or 0, places)
        case.say("appraised-scores-differ", "appraised_score", value=score, computed=computed)
    return _with_score(outcome.points, by_result, "appraised_score")


def lead_is_silent(cluster: Cluster, entry: Entry) -> bool:
    """Whether others wrote of a criterion while the lead, whose score counts, wrote nothing."""
    return cluster.combine is Combine.LEAD and bool(entry.marks) and not voices(cluster, entry)
