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
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.exact import Fraction
from emulation_cli.intake.appraised import APPRAISED, counts, voices
from emulation_cli.intake.submission import BLANK, MARKS, Entry, Mark, Missing, Value
from emulation_cli.scoring.claim import by_kind, typed
from emulation_cli.scoring.combine import combine
from emulation_cli.scoring.kinds import allows
from emulation_cli.scoring.outcome import Outcome, State, whole
from emulation_cli.scoring.rule import Rule
from emulation_cli.scoring.sheet import Sheet


def appraised(sheet: Sheet, rule: Rule, entry: Entry, claimed: Outcome) -> Outcome | None:
    """The outcome by what appraisers wrote; None where the claim stands."""
    outcome = _written(sheet, rule, entry, claimed) if counts(sheet.cluster) else None
    if outcome is None:
        return Outcome(State.NOT_ASSIGNED) if is_confirmed(sheet, entry) else None
    outcome.claimed = claimed.points
    return outcome


def _written(sheet: Sheet, rule: Rule, entry: Entry, claimed: Outcome) -> Outcome | None:
    """appraisal.xlsx, where it speaks of the criterion (it has no cell for what follows all units), else the sheet."""
    marks = voices(sheet.cluster, entry)
    outcome = _by_marks(sheet, rule, marks, claimed)
    if not sheet.examined:
        return outcome
    if not marks or rule.follows_peers:
        return _by_sheet(sheet, rule, entry, claimed)
    _say_where_the_sheet_differs(sheet, rule, entry, claimed, outcome or claimed)
    return outcome


def is_confirmed(sheet: Sheet, entry: Entry) -> bool:
    """Whether an appraiser confirmed that the unit was not assigned the criterion: everybody who speaks of it agreed,
    or the sheet is ticked as appraised and nothing was written."""
    if not entry.not_assigned:
        return False
    deciding = voices(sheet.cluster, entry)
    if deciding:
        return all(mark.agreed for mark in deciding)
    written = any(getattr(entry, field) is not BLANK for field in APPRAISED)
    return sheet.examined and sheet.submission.appraised and not written


# appraisal.xlsx


def _by_marks(sheet: Sheet, rule: Rule, marks: Sequence[Mark], claimed: Outcome) -> Outcome | None:
    _say_what_changed(sheet, rule, marks, claimed)
    if all(mark.agreed for mark in marks):
        return None
    scores = [_score_of(sheet, rule, mark, claimed) for mark in marks]
    if any(score is Missing.UNREADABLE for score in scores):
        return Outcome(State.UNREADABLE, field=MARKS)
    known = [Fraction(score) for score in scores if isinstance(score, Decimal)]
    combined = combine(sheet.cluster.combine, known) if len(known) == len(scores) else None
    if combined is None:  # too few for the rule, or somebody agreed to a claim that is open
        return Outcome(State.OPEN, field=MARKS)
    return _with_score(whole(combined, sheet.places), claimed, MARKS)


def _with_score(points: int, claimed: Outcome, field: str) -> Outcome:
    return replace(claimed, state=State.NUMBER, points=points, field=field, appraised=points)


def _say_what_changed(sheet: Sheet, rule: Rule, marks: Sequence[Mark], claimed: Outcome) -> None:
    """Appraisers looked at a claim; where the unit has since sent another one, they are told."""
    now = None if claimed.points is None else unscaled(claimed.points, sheet.places)
    for mark in marks:
        seen = mark.claimed if isinstance(mark.claimed, Decimal) else None
        if mark.claimed is None or seen == now or claimed.field == "not_assigned":
            continue
        code = "appraisal-agreed-changed" if mark.agreed else "appraisal-claim-changed"
        params = {"seen": "–" if seen is None else seen, "now": "–" if now is None else now}
        sheet.say_at(rule, mark.place, code, appraiser=mark.appraiser, **params)


def _score_of(sheet: Sheet, rule: Rule, mark: Mark, claimed: Outcome) -> Value:
    """One appraiser's score; of one who agreed, what he agreed to."""
    now = None if claimed.points is None else unscaled(claimed.points, sheet.places)
    if mark.agreed:
        seen = now if mark.claimed is None else mark.claimed
        return seen if isinstance(seen, Decimal) else BLANK
    if not isinstance(mark.score, Decimal):
        return mark.score
    if mark.score != now and not allows(rule.criterion, mark.score, sheet.places):
        sheet.say_at(rule, mark.place, "appraised-score-not-possible", value=mark.score)
        return Missing.UNREADABLE
    if mark.claimed is None and mark.score != now and not mark.reason:
        claim = "–" if now is None else now
        sheet.say_at(
            rule, mark.place, "appraisal-reason-missing", appraiser=mark.appraiser, value=mark.score, claimed=claim
        )
    return mark.score


# The sheet's own cells


def _say_where_the_sheet_differs(sheet: Sheet, rule: Rule, entry: Entry, claimed: Outcome, counted: Outcome) -> None:
    """appraisal.xlsx decides; appraised cells of the sheet that come to something else are an error."""
    written = _by_sheet(sheet.aside(), rule, entry, claimed)
    if written is None or written.points is None or counted.points in (None, written.points):
        return
    own, value = (unscaled(points or 0, sheet.places) for points in (written.points, counted.points))
    sheet.say(rule, "appraisal-sheet-differs", written.field, value=value, own=own)


def _by_sheet(sheet: Sheet, rule: Rule, entry: Entry, claimed: Outcome) -> Outcome | None:
    by_result = _by_result(sheet, rule, entry) if entry.appraised_actual is not BLANK else None
    if entry.appraised_score is BLANK:
        return by_result
    if rule.follows_peers:
        sheet.say(rule, "appraised-score-of-peers", "appraised_score")
        return by_result
    return _by_score(sheet, rule, entry.appraised_score, by_result or claimed, claimed)


def _by_result(sheet: Sheet, rule: Rule, entry: Entry) -> Outcome:
    """Kết quả thẩm định through the kind."""
    if rule.is_direct:
        if isinstance(entry.appraised_actual, Decimal) and entry.appraised_score is BLANK:
            sheet.say(rule, "appraised-score-in-result", "appraised_score", value=entry.appraised_actual)
        return Outcome(State.BLANK, field="appraised_score")
    return by_kind(sheet, rule, entry, entry.appraised_actual, "appraised_actual")


def _by_score(sheet: Sheet, rule: Rule, score: Value, by_result: Outcome, claimed: Outcome) -> Outcome:
    """Điểm thẩm định; beside a result that gives other points it counts, and both are said."""
    if not isinstance(score, Decimal):
        return Outcome(State.UNREADABLE, field="appraised_score")
    places = sheet.places
    most = rule.criterion.most
    ceiling = score if most is None else unscaled(round_half_up(most, places), places)  # vượt without trần: no limit
    outcome = typed(sheet, rule, score, "appraised_score", ceiling)
    if outcome.points is None:
        return outcome
    claim = None if claimed.points is None else unscaled(claimed.points, places)
    if score != claim and not allows(rule.criterion, score, places):
        sheet.say(rule, "appraised-score-not-possible", "appraised_score", value=score)
        return Outcome(State.UNREADABLE, field="appraised_score")
    if by_result.field == "appraised_actual" and by_result.points not in (None, outcome.points):
        computed = unscaled(by_result.points or 0, places)
        sheet.say(rule, "appraised-scores-differ", "appraised_score", value=score, computed=computed)
    return _with_score(outcome.points, by_result, "appraised_score")


def lead_is_silent(cluster: Cluster, entry: Entry) -> bool:
    """Whether others wrote of a criterion while the lead, whose score counts, wrote nothing."""
    return cluster.combine is Combine.LEAD and bool(entry.marks) and not voices(cluster, entry)
