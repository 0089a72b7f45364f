"""What a unit's own cells come to: the result through its kind, else a score typed without one.

The appraiser's cells come to points in the same way, by the value and the field that are given. Points are whole
numbers of 10^-places, rounded once, half up.
"""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.criteria import Kind
from emulation_cli.decimals import unscaled
from emulation_cli.intake.submission import BLANK, Entry, Missing, Value
from emulation_cli.scoring.kinds import allows
from emulation_cli.scoring.outcome import NUMBER, Outcome, State, whole
from emulation_cli.scoring.rule import Rule
from emulation_cli.scoring.sheet import Sheet

GROWTH = {Kind.RATIO, Kind.LEADER, Kind.MEAN}  # of what can shrink as well as grow
# A result from a fiftieth of the target to ten times it is no surprise; beyond, a slip of the unit of measure, of a
# comma or of a digit is likely.
SMALL, LARGE = Decimal(50), Decimal(10)
NOTHING = Decimal(0)
LARGEST = 10**15  # points of 10^-places; beyond it a slip is at work, and sums would leave 64 bits


def claim(sheet: Sheet, rule: Rule, entry: Entry) -> Outcome:
    """The outcome of a criterion by its unit's sheet alone."""
    if entry.not_assigned:
        sheet.say(rule, "not-assigned-requested", "not_assigned", points=rule.maximum)
        return Outcome(State.OPEN, field="not_assigned")
    if entry.row == 0 and entry.decided_at is None:
        sheet.say(rule, "row-missing", "", points=rule.maximum)
        return Outcome(State.BLANK)
    if rule.is_direct:
        return _direct(sheet, rule, entry)
    if entry.actual is BLANK and isinstance(entry.self_score, Decimal):
        return _score_without_result(sheet, rule, entry.self_score)
    return by_kind(sheet, rule, entry, entry.actual)


def _direct(sheet: Sheet, rule: Rule, entry: Entry) -> Outcome:
    """trực tiếp: the typed score as given."""
    if entry.self_score is BLANK and isinstance(entry.actual, Decimal):
        sheet.say(rule, "score-in-result-column", "self_score", value=entry.actual)
        return Outcome(State.BLANK)
    return typed(sheet, rule, entry.self_score)


def typed(sheet: Sheet, rule: Rule, score: Value, field: str = "self_score", ceiling: Decimal | None = None) -> Outcome:
    """A score that a person typed: within 0…maximum (`ceiling`, where that is more), on the agreed step."""
    if not isinstance(score, Decimal):
        return _missing(sheet, rule, score, field, "score-missing")
    if score < NOTHING:
        sheet.say(rule, "value-negative", field, value=score)
        return Outcome(State.UNREADABLE, field=field)
    if score > rule.maximum and score > (ceiling or NOTHING):
        return _over(sheet, rule, score, field)
    step, places = sheet.cluster.step, sheet.cluster.places
    if step and score % step:
        sheet.say(rule, "score-off-step", field, value=score, step=step)
    points = whole(score, places)
    rounded = unscaled(points, places)
    if rounded != score:
        sheet.say(rule, "score-rounded", field, value=score, rounded=rounded, places=places)
    return Outcome(NUMBER, points, field=field)


def _over(sheet: Sheet, rule: Rule, score: Decimal, field: str) -> Outcome:
    """Above the maximum; by exactly one digit too many is a footnote mark or a lost comma (HP212: 20⁷ → 207)."""
    digit_more = score == int(score) and len(str(int(score))) == len(str(int(rule.maximum))) + 1
    if digit_more and int(score) // 10 <= rule.maximum:
        sheet.say(rule, "score-extra-digit", field, value=score, max=rule.maximum, meant=int(score) // 10)
    else:
        sheet.say(rule, "score-above-maximum", field, value=score, max=rule.maximum)
    return Outcome(State.OVER_MAX, field=field)


def _missing(sheet: Sheet, rule: Rule, value: Missing, field: str, code: str) -> Outcome:
    """Not filled in, or filled in unreadably (said where the cell was read)."""
    if value is Missing.UNREADABLE:
        return Outcome(State.UNREADABLE, field=field)
    sheet.say(rule, code, field, points=rule.maximum)
    return Outcome(State.BLANK, field=field)


def by_kind(sheet: Sheet, rule: Rule, entry: Entry, actual: Value, field: str = "actual") -> Outcome:
    """A score that the result decides."""
    if not isinstance(actual, Decimal):
        return _missing(sheet, rule, actual, field, "result-missing")
    target = sheet.targets.get(rule.path)
    if entry.target is not BLANK or (target is None and rule.needs_target):
        known = _target(sheet, rule, entry)
        if isinstance(known, Outcome):
            return known
        target = known
    if (actual < NOTHING or rule.counts_wholes) and not _sensible(sheet, rule, actual, field):
        return Outcome(State.UNREADABLE, field=field)
    points = None
    if rule.points is not None:
        points = rule.points(actual, target)
        if points > LARGEST:  # vượt without trần
            sheet.say(rule, "points-implausible", field, value=actual, target=target)
            return Outcome(State.UNREADABLE, field=field)
    if target is not None and not (target < actual * SMALL and actual < target * LARGE) and actual > NOTHING:
        sheet.say(rule, "result-far-from-target", field, value=actual, target=target)
    return Outcome(NUMBER, points, points, target, field, actual)


def _score_without_result(sheet: Sheet, rule: Rule, score: Decimal) -> Outcome:
    """A typed score with no result behind it counts where the kind could give it, with a warning."""
    if NOTHING <= score <= rule.maximum and not allows(rule.criterion, score, sheet.places):
        sheet.say(rule, "score-not-possible", "self_score", value=score)
        return Outcome(State.UNREADABLE)
    outcome = typed(sheet, rule, score)
    if outcome.state is NUMBER:
        sheet.say(rule, "score-without-result", "self_score", value=score)
    return outcome


def _target(sheet: Sheet, rule: Rule, entry: Entry) -> Decimal | Outcome | None:
    """The target that counts: the assigned one, else the unit's own where the kind takes one; or what is wrong."""
    own, assigned = entry.target, sheet.targets.get(rule.path)
    if assigned is not None:
        if isinstance(own, Decimal) and own != assigned:
            sheet.say(rule, "target-changed", "target", found=own, assigned=assigned)
        return assigned
    if isinstance(own, Decimal):
        if own > NOTHING:
            return own
        sheet.say(rule, "target-not-positive", "target", value=own)
        return Outcome(State.UNREADABLE, field="target")
    if own is Missing.UNREADABLE:
        return Outcome(State.UNREADABLE, field="target")
    if rule.needs_target:
        sheet.say(rule, "target-missing", "target", points=rule.maximum)
        return Outcome(State.BLANK, field="target")
    return None


def stated_target(sheet: Sheet, rule: Rule, entry: Entry) -> Decimal | None:
    """The target that is known even while the points are not: the assigned one, else what the sheet says."""
    assigned = sheet.targets.get(rule.path)
    if assigned is None and isinstance(entry.target, Decimal):
        return entry.target
    return assigned


def _sensible(sheet: Sheet, rule: Rule, actual: Decimal, field: str) -> bool:
    """A count is whole, and neither a count nor what should be little is negative."""
    if rule.counts_wholes and actual != actual.to_integral_value():
        sheet.say(rule, "count-not-whole", field, value=actual)
        return False
    if actual >= NOTHING:
        return True
    if rule.counts_wholes or rule.criterion.parameters.less_is_better:
        sheet.say(rule, "value-negative", field, value=actual)
        return False
    if rule.criterion.kind in GROWTH:
        sheet.say(rule, "result-negative", field, value=actual)
    return True
