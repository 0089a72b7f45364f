"""What a unit's own cells come to: the result through its kind, else a score typed without one.

The appraiser's cells come to points in the same way, by the fields that the case looks at. Points are whole numbers
of 10^-places, rounded once, half up.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.intake.submission import Missing
from emulation_cli.scoring.kinds import NEEDS_TARGET, WHOLE_COUNTS, allows, computed
from emulation_cli.scoring.outcome import Case, Outcome, State
from emulation_cli.scoring.peers import PEER_KINDS

GROWTH = {Kind.RATIO, Kind.LEADER, Kind.MEAN}  # of what can shrink as well as grow
SMALL, LARGE = 50, 10  # a fiftieth of the target, ten times the target: a result between the two is no surprise
LARGEST = 10**15  # points of 10^-places; beyond it a slip is at work, and sums would leave 64 bits


def claim(case: Case) -> Outcome:
    """The outcome of a criterion by its unit's sheet alone."""
    if case.entry.not_assigned:
        case.say("not-assigned-requested", "not_assigned", points=case.maximum)
        return Outcome(State.OPEN, field="not_assigned")
    if case.entry.row == 0 and case.entry.decided_at is None:
        case.say("row-missing", "", points=case.maximum)
        return Outcome(State.BLANK)
    if case.criterion.kind is Kind.DIRECT:
        return _direct(case)
    return by_kind(case)


def _direct(case: Case) -> Outcome:
    """trực tiếp: the typed score as given."""
    if case.score is Missing.BLANK and isinstance(case.actual, Decimal):
        case.say("score-in-result-column", case.score_field, value=case.actual)
        return Outcome(State.BLANK)
    return typed(case)


def typed(case: Case) -> Outcome:
    """A score that a person typed: within 0…maximum, on the agreed step."""
    score, field = case.score, case.score_field
    if not isinstance(score, Decimal):
        return _missing(case, score, field)
    if score < 0:
        case.say("value-negative", field, value=score)
        return Outcome(State.UNREADABLE, field=field)
    if score > max(case.maximum, case.ceiling or 0):
        return _over(case, score)
    if case.cluster.step and score % case.cluster.step:
        case.say("score-off-step", field, value=score, step=case.cluster.step)
    points = case.whole(score)
    if unscaled(points, case.cluster.places) != score:
        rounded = unscaled(points, case.cluster.places)
        case.say("score-rounded", field, value=score, rounded=rounded, places=case.cluster.places)
    return Outcome(State.NUMBER, points, field=field)


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
    actual, field = case.actual, case.actual_field
    if actual is Missing.BLANK and isinstance(case.score, Decimal):
        return _score_without_result(case)
    if not isinstance(actual, Decimal):
        return _missing(case, actual, field)
    target, trouble = _target(case)
    if trouble is not None:
        return trouble
    if not _sensible(case, actual):
        return Outcome(State.UNREADABLE, target=target, field=field)
    points = None
    if case.criterion.kind not in PEER_KINDS:
        points = points_of(case.criterion, actual, target, case.cluster.places)
        if points > LARGEST:  # vượt without trần
            case.say("points-implausible", field, value=actual, target=target)
            return Outcome(State.UNREADABLE, target=target, field=field)
    if target is not None:
        _compared(case, actual, target)
    return Outcome(State.NUMBER, points, points, target, field, actual)


def _compared(case: Case, actual: Decimal, target: Decimal) -> None:
    """Ten times the target, or next to nothing of it: a slip of the unit of measure, a comma or a digit is likely."""
    if actual > 0 and not (target < actual * SMALL and actual < target * LARGE):
        case.say("result-far-from-target", case.actual_field, value=actual, target=target)


@lru_cache(maxsize=65536)  # many units reach the same
def points_of(criterion: Criterion, actual: Decimal, target: Decimal | None, places: int) -> int:
    """What a kind makes of a result, rounded: a whole number of 10^-places."""
    return max(0, round_half_up(computed(criterion, actual, target), places))


def _score_without_result(case: Case) -> Outcome:
    """A typed score with no result behind it counts where the kind could give it, with a warning."""
    score, places = case.score, case.cluster.places
    if isinstance(score, Decimal) and 0 <= score <= case.maximum and not allows(case.criterion, score, places):
        case.say("score-not-possible", case.score_field, value=score)
        return Outcome(State.UNREADABLE)
    outcome = typed(case)
    if outcome.state is State.NUMBER:
        case.say("score-without-result", case.score_field, value=score)
    return outcome


def _target(case: Case) -> tuple[Decimal | None, Outcome | None]:
    """The target that counts: the assigned one, else the unit's own where the kind takes one; or what is wrong."""
    own, line = case.entry.target, case.assigned
    if line is not None and line.value is not None:
        if isinstance(own, Decimal) and own != line.value:
            case.say("target-changed", "target", found=own, assigned=line.value)
        return line.value, None
    if isinstance(own, Decimal):
        if own > 0:
            return own, None
        case.say("target-not-positive", "target", value=own)
        return None, Outcome(State.UNREADABLE, field="target")
    if own is Missing.UNREADABLE:
        return None, Outcome(State.UNREADABLE, field="target")
    if case.criterion.kind in NEEDS_TARGET or _percent_of_target(case.criterion):
        case.say("target-missing", "target", points=case.maximum)
        return None, Outcome(State.BLANK, field="target")
    return None, None


def stated_target(case: Case) -> Decimal | None:
    """The target that is known even while the points are not: the assigned one, else what the sheet says."""
    line = case.assigned
    if line is not None:
        return line.value
    return case.entry.target if isinstance(case.entry.target, Decimal) else None


def _percent_of_target(criterion: Criterion) -> bool:
    """Bands in percent of a target, for a criterion that is not itself measured in percent."""
    bands = criterion.parameters.bands
    return bool(bands) and any(band.percent for band in bands) and not criterion.percent


def _sensible(case: Case, actual: Decimal) -> bool:
    """A count is whole, and neither a count nor what should be little is negative."""
    kind = case.criterion.kind
    if kind in WHOLE_COUNTS and actual != int(actual):
        case.say("count-not-whole", case.actual_field, value=actual)
        return False
    if actual < 0 and (kind in WHOLE_COUNTS or case.criterion.parameters.less_is_better):
        case.say("value-negative", case.actual_field, value=actual)
        return False
    if actual < 0 and kind in GROWTH:
        case.say("result-negative", case.actual_field, value=actual)
    return True
