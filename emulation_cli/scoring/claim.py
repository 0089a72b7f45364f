"""What a unit's own cells come to: the result through its kind, else a score typed without one.

The appraiser's cells come to points in the same way, by the fields that the case looks at. Points are whole numbers
of 10^-places, rounded once, half up.
"""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.criteria import Kind
from emulation_cli.decimals import unscaled
from emulation_cli.intake.submission import BLANK, Missing
from emulation_cli.scoring.kinds import allows
from emulation_cli.scoring.outcome import NUMBER, Case, Outcome, State

GROWTH = {Kind.RATIO, Kind.LEADER, Kind.MEAN}  # of what can shrink as well as grow
SMALL, LARGE = (
    Decimal(50),
    Decimal(10),
)  # a fiftieth of the target, ten times the target: a result between the two is no surprise
NOTHING = Decimal(0)
LARGEST = 10**15  # points of 10^-places; beyond it a slip is at work, and sums would leave 64 bits


def claim(case: Case) -> Outcome:
    """The outcome of a criterion by its unit's sheet alone."""
    entry = case.entry
    if entry.not_assigned:
        case.say("not-assigned-requested", "not_assigned", points=case.maximum)
        return Outcome(State.OPEN, field="not_assigned")
    if entry.row == 0 and entry.decided_at is None:
        case.say("row-missing", "", points=case.maximum)
        return Outcome(State.BLANK)
    return _direct(case) if case.rule.is_direct else by_kind(case)


def _direct(case: Case) -> Outcome:
    """trực tiếp: the typed score as given."""
    if case.score is BLANK and isinstance(case.actual, Decimal):
        case.say("score-in-result-column", case.score_field, value=case.actual)
        return Outcome(State.BLANK)
    return typed(case)


def typed(case: Case) -> Outcome:
    """A score that a person typed: within 0…maximum, on the agreed step."""
    score, field = case.score, case.score_field
    if not isinstance(score, Decimal):
        return _missing(case, score, field)
    if score < NOTHING:
        case.say("value-negative", field, value=score)
        return Outcome(State.UNREADABLE, field=field)
    if score > case.maximum and score > (case.ceiling or NOTHING):
        return _over(case, score)
    if case.cluster.step and score % case.cluster.step:
        case.say("score-off-step", field, value=score, step=case.cluster.step)
    points = case.whole(score)
    if unscaled(points, case.places) != score:
        rounded = unscaled(points, case.places)
        case.say("score-rounded", field, value=score, rounded=rounded, places=case.places)
    return Outcome(NUMBER, points, field=field)


def _over(case: Case, score: Decimal) -> Outcome:
    """Above the maximum; by exactly one digit too many is a footnote mark or a lost comma (HP212: 20⁷ → 207)."""
    whole = score == int(score) and len(str(int(score))) == len(str(int(case.maximum))) + 1
    if whole and int(score) // 10 <= case.maximum:
        case.say("score-extra-digit", case.score_field, value=score, max=case.maximum, meant=int(score) // 10)
    else:
        case.say("score-above-maximum", case.score_field, value=score, max=case.maximum)
    return Outcome(State.OVER_MAX, field=case.score_field)


def _missing(case: Case, value: Missing, field: str) -> Outcome:
    """Not filled in, or filled in unreadably (said where the cell was read)."""
    if value is Missing.UNREADABLE:
        return Outcome(State.UNREADABLE, field=field)
    case.say("score-missing" if field == case.score_field else "result-missing", field, points=case.maximum)
    return Outcome(State.BLANK, field=field)


def by_kind(case: Case) -> Outcome:
    """A score that the result decides."""
    actual, rule, field = case.actual, case.rule, case.actual_field
    if not isinstance(actual, Decimal):
        return _without_result(case, actual)
    target = None if case.assigned is None else case.assigned.value
    if case.entry.target is not BLANK or (target is None and rule.needs_target):
        own = _target(case)
        if isinstance(own, Outcome):
            return own
        target = own
    if (actual < NOTHING or rule.counts_wholes) and not _sensible(case, actual):
        return Outcome(State.UNREADABLE, target=target, field=field)
    points = None
    if rule.points is not None:
        points = rule.points(actual, target)
        if points > LARGEST:  # vượt without trần
            case.say("points-implausible", field, value=actual, target=target)
            return Outcome(State.UNREADABLE, target=target, field=field)
    if target is not None and not (target < actual * SMALL and actual < target * LARGE) and actual > NOTHING:
        case.say("result-far-from-target", field, value=actual, target=target)
    return Outcome(NUMBER, points, points, target, field, actual)


def _without_result(case: Case, actual: Missing) -> Outcome:
    if actual is BLANK and isinstance(case.score, Decimal):
        return _score_without_result(case)
    return _missing(case, actual, case.actual_field)


def _score_without_result(case: Case) -> Outcome:
    """A typed score with no result behind it counts where the kind could give it, with a warning."""
    score, places = case.score, case.places
    if isinstance(score, Decimal) and 0 <= score <= case.maximum and not allows(case.criterion, score, places):
        case.say("score-not-possible", case.score_field, value=score)
        return Outcome(State.UNREADABLE)
    outcome = typed(case)
    if outcome.state is State.NUMBER:
        case.say("score-without-result", case.score_field, value=score)
    return outcome


def _target(case: Case) -> Decimal | Outcome | None:
    """The target that counts: the assigned one, else the unit's own where the kind takes one; or what is wrong."""
    own, line = case.entry.target, case.assigned
    if line is not None and line.value is not None:
        if own is not line.value and isinstance(own, Decimal) and own != line.value:
            case.say("target-changed", "target", found=own, assigned=line.value)
        return line.value
    if isinstance(own, Decimal):
        if own > 0:
            return own
        case.say("target-not-positive", "target", value=own)
        return Outcome(State.UNREADABLE, field="target")
    if own is Missing.UNREADABLE:
        return Outcome(State.UNREADABLE, field="target")
    if case.rule.needs_target:
        case.say("target-missing", "target", points=case.maximum)
        return Outcome(State.BLANK, field="target")
    return None


def stated_target(case: Case) -> Decimal | None:
    """The target that is known even while the points are not: the assigned one, else what the sheet says."""
    line = case.assigned
    if line is not None:
        return line.value
    return case.entry.target if isinstance(case.entry.target, Decimal) else None


def _sensible(case: Case, actual: Decimal) -> bool:
    """A count is whole, and neither a count nor what should be little is negative."""
    counts = case.rule.counts_wholes
    if counts and actual != actual.to_integral_value():
        case.say("count-not-whole", case.actual_field, value=actual)
        return False
    if actual >= NOTHING:
        return True
    if counts or case.criterion.parameters.less_is_better:
        case.say("value-negative", case.actual_field, value=actual)
        return False
    if case.criterion.kind in GROWTH:
        case.say("result-negative", case.actual_field, value=actual)
    return True
