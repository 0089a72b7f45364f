"""From a unit's entries to points: which value counts, what it is worth, and what is still open.

What counts, in order (formats.md, "A scoring sheet"): the result through its kind; a typed score where the result is
blank and the kind could give that score, with a warning. Points are whole numbers of 10^-places, rounded once, half up.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.intake.submission import Entry, Missing, Submission
from emulation_cli.problems import Problem, problem
from emulation_cli.scoring.kinds import NEEDS_TARGET, WHOLE_COUNTS, allows, computed
from emulation_cli.scoring.peers import PEER_KINDS

LARGEST = 10**15  # points of 10^-places; beyond it a slip is at work, and sums would leave 64 bits


class State(StrEnum):
    """What stands behind a criterion's points; only NUMBER has any."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_ASSIGNED = "not_assigned"
    UNREADABLE = "unreadable"
    OVER_MAX = "over_max"
    OPEN = "open"


@dataclass(slots=True)
class Outcome:
    """One criterion of one unit, scored. `points`, `computed` and `maximum` are whole numbers of 10^-places.

    `computed` is what the kind makes of the result `actual`; `field` is the cell of the sheet that decided. `maximum`
    is the unit's own, which a rule for criteria not assigned may have raised; -1 until it is known.
    """

    state: State
    points: int | None = None
    computed: int | None = None
    target: Decimal | None = None
    field: str = "self_score"
    actual: Decimal | None = None
    maximum: int = -1

    @property
    def is_open(self) -> bool:
        """Whether the question of its points is still open."""
        return self.state not in (State.NUMBER, State.NOT_ASSIGNED)


@dataclass(slots=True)
class _Case:
    """One criterion of one unit while it is scored; problems gather in the unit's list."""

    cluster: Cluster
    submission: Submission
    criterion: Criterion
    entry: Entry
    problems: list[Problem]

    def say(self, code: str, field: str, **params: object) -> None:
        place = self.submission.place(self.criterion.path, field)
        self.problems.append(problem(code, place, self.submission.unit, self.criterion.path, **params))

    @property
    def maximum(self) -> Decimal:
        return self.criterion.maximum or Decimal(0)

    def whole(self, value: Fraction | Decimal) -> int:
        return _whole(value, self.cluster.places)


_whole = lru_cache(maxsize=65536)(round_half_up)


@lru_cache(maxsize=65536)  # many units reach the same
def _computed(criterion: Criterion, actual: Decimal, target: Decimal | None, places: int) -> int:
    return round_half_up(max(Fraction(0), computed(criterion, actual, target)), places)


def score_leaves(cluster: Cluster, submission: Submission) -> tuple[dict[str, Outcome], list[Problem]]:
    """Every leaf's outcome by path, in printed order, as far as the unit's own sheet decides it."""
    problems: list[Problem] = []
    outcomes: dict[str, Outcome] = {}
    for criterion in cluster.tree.leaves:
        case = _case(cluster, submission, criterion, problems)
        outcomes[criterion.path] = outcome = _outcome(case)
        outcome.maximum = case.whole(case.maximum)
        if outcome.target is None and outcome.state is not State.NOT_ASSIGNED:
            outcome.target = _stated_target(case)
    return outcomes, problems


def score_unit(cluster: Cluster, submission: Submission) -> tuple[dict[str, Outcome], list[Problem]]:
    """`score_leaves` with the requirements (cần) settled: a unit's score where nothing follows the other units."""
    outcomes, problems = score_leaves(cluster, submission)
    problems += settle_requirements(cluster, submission, outcomes)
    problems += compare_scores(cluster, submission, outcomes)
    return outcomes, problems


def settle_requirements(cluster: Cluster, submission: Submission, outcomes: dict[str, Outcome]) -> list[Problem]:
    """Take the points of what requires another criterion that has none (cần=…); outcomes are changed in place."""
    problems: list[Problem] = []
    settled: set[str] = set()
    for criterion in cluster.tree.leaves:
        if criterion.parameters.requires:
            _require(_case(cluster, submission, criterion, problems), outcomes, settled)
    return problems


def compare_scores(cluster: Cluster, submission: Submission, outcomes: dict[str, Outcome]) -> list[Problem]:
    """Scores in the sheet that differ from what the results give: the computed one counts, both are said."""
    problems: list[Problem] = []
    for criterion in cluster.tree.leaves:
        outcome = outcomes[criterion.path]
        if outcome.computed is None or outcome.points is None or criterion.kind in PEER_KINDS:
            continue
        case = _case(cluster, submission, criterion, problems)
        typed = case.entry.self_score
        if isinstance(typed, Decimal) and case.whole(typed) != outcome.points:
            case.say("score-differs", "self_score", typed=typed, computed=unscaled(outcome.points, cluster.places))
    return problems


def _case(cluster: Cluster, submission: Submission, criterion: Criterion, problems: list[Problem]) -> _Case:
    entry = submission.entries.get(criterion.path) or Entry(criterion.path, 0)
    return _Case(cluster, submission, criterion, entry, problems)


def _outcome(case: _Case) -> Outcome:
    assigned = case.cluster.target_of.get((case.submission.unit, case.criterion.path))
    if assigned is not None and assigned.value is None:
        return _not_assigned(case)
    if case.entry.decided is not None:
        return Outcome(State.NUMBER, case.whole(case.entry.decided), field="decided")
    if case.entry.not_assigned:
        case.say("not-assigned-requested", "not_assigned", points=case.maximum)
        return Outcome(State.OPEN, field="not_assigned")
    if case.entry.row == 0 and case.entry.decided_at is None:
        case.say("row-missing", "", points=case.maximum)
        return Outcome(State.BLANK)
    if case.criterion.kind is Kind.DIRECT:
        return _direct(case)
    return _by_kind(case, assigned.value if assigned else None)


def _not_assigned(case: _Case) -> Outcome:
    """Không được giao by Chỉ tiêu; what the unit typed there does not count, and it is told."""
    for field in ("actual", "self_score"):
        value = getattr(case.entry, field)
        if isinstance(value, Decimal) and value:
            case.say("filled-though-not-assigned", field, value=value)
    return Outcome(State.NOT_ASSIGNED)


def _direct(case: _Case) -> Outcome:
    """trực tiếp: the typed score as given."""
    if case.entry.self_score is Missing.BLANK and isinstance(case.entry.actual, Decimal):
        case.say("score-in-result-column", "self_score", value=case.entry.actual)
        return Outcome(State.BLANK)
    return _typed(case)


def _typed(case: _Case) -> Outcome:
    """A score that a person typed: within 0…maximum, on the agreed step."""
    score = case.entry.self_score
    if not isinstance(score, Decimal):
        return _missing(case, score, "self_score")
    if score < 0:
        case.say("value-negative", "self_score", value=score)
        return Outcome(State.UNREADABLE)
    if score > case.maximum:
        return _over(case, score)
    if case.cluster.step and score % case.cluster.step:
        case.say("score-off-step", "self_score", value=score, step=case.cluster.step)
    points = case.whole(score)
    if unscaled(points, case.cluster.places) != score:
        rounded = unscaled(points, case.cluster.places)
        case.say("score-rounded", "self_score", value=score, rounded=rounded, places=case.cluster.places)
    return Outcome(State.NUMBER, points)


def _over(case: _Case, score: Decimal) -> Outcome:
    """Above the maximum; by exactly one digit too many is a footnote mark or a lost comma (HP212: 20⁷ → 207)."""
    whole = score == int(score) and len(str(int(score))) == len(str(int(case.maximum))) + 1
    if whole and int(score) // 10 <= case.maximum:
        case.say("score-extra-digit", "self_score", value=score, max=case.maximum, meant=int(score) // 10)
    else:
        case.say("score-above-maximum", "self_score", value=score, max=case.maximum)
    return Outcome(State.OVER_MAX)


def _missing(case: _Case, value: Missing, field: str) -> Outcome:
    """Not filled in, or filled in unreadably (said where the cell was read)."""
    if value is Missing.UNREADABLE:
        return Outcome(State.UNREADABLE, field=field)
    case.say("score-missing" if field == "self_score" else "result-missing", field, points=case.maximum)
    return Outcome(State.BLANK, field=field)


def _by_kind(case: _Case, assigned: Decimal | None) -> Outcome:
    """A score that the result decides."""
    actual = case.entry.actual
    if actual is Missing.BLANK and isinstance(case.entry.self_score, Decimal):
        return _score_without_result(case)
    if not isinstance(actual, Decimal):
        return _missing(case, actual, "actual")
    target, trouble = _target(case, assigned)
    if trouble is not None:
        return trouble
    if not _sensible(case, actual):
        return Outcome(State.UNREADABLE, target=target, field="actual")
    if case.criterion.kind in PEER_KINDS:
        return Outcome(State.NUMBER, None, None, target, "actual", actual)
    points = _computed(case.criterion, actual, target, case.cluster.places)
    if points > LARGEST:  # vượt without trần
        case.say("points-implausible", "actual", value=actual, target=target)
        return Outcome(State.UNREADABLE, target=target, field="actual")
    return Outcome(State.NUMBER, points, points, target, "actual", actual)


def _score_without_result(case: _Case) -> Outcome:
    """A typed score with no result behind it counts where the kind could give it, with a warning."""
    score, places = case.entry.self_score, case.cluster.places
    if isinstance(score, Decimal) and 0 <= score <= case.maximum and not allows(case.criterion, score, places):
        case.say("score-not-possible", "self_score", value=score)
        return Outcome(State.UNREADABLE)
    outcome = _typed(case)
    if outcome.state is State.NUMBER:
        case.say("score-without-result", "self_score", value=score)
    return outcome


def _target(case: _Case, assigned: Decimal | None) -> tuple[Decimal | None, Outcome | None]:
    """The target that counts: the assigned one, else the unit's own where the kind takes one; or what is wrong."""
    own = case.entry.target
    if assigned is not None:
        if isinstance(own, Decimal) and own != assigned:
            case.say("target-changed", "target", found=own, assigned=assigned)
        return assigned, None
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


def _stated_target(case: _Case) -> Decimal | None:
    """The target that is known even while the points are not: the assigned one, else what the sheet says."""
    assigned = case.cluster.target_of.get((case.submission.unit, case.criterion.path))
    if assigned is not None:
        return assigned.value
    return case.entry.target if isinstance(case.entry.target, Decimal) else None


def _percent_of_target(criterion: Criterion) -> bool:
    """Bands in percent of a target, for a criterion that is not itself measured in percent."""
    return any(band.percent for band in criterion.parameters.bands) and not criterion.percent


def _sensible(case: _Case, actual: Decimal) -> bool:
    """A count is whole, and neither a count nor what should be little is negative."""
    kind = case.criterion.kind
    if kind in WHOLE_COUNTS and actual != int(actual):
        case.say("count-not-whole", "actual", value=actual)
        return False
    if actual < 0 and (kind in WHOLE_COUNTS or case.criterion.parameters.less_is_better):
        case.say("value-negative", "actual", value=actual)
        return False
    return True


def _require(case: _Case, outcomes: dict[str, Outcome], settled: set[str]) -> None:
    """cần=…: no points unless the required criterion has some (its own requirement first); open while that one is."""
    path, needed = case.criterion.path, case.criterion.parameters.requires
    if not needed or path in settled:
        return
    settled.add(path)
    below = case.cluster.tree.points_below(needed)
    for leaf in below:
        _require(_case(case.cluster, case.submission, leaf, case.problems), outcomes, settled)
    outcome = outcomes[path]
    if outcome.state is not State.NUMBER or not outcome.points:
        return
    if any(_has_some(leaf, case.submission, outcomes[leaf.path]) for leaf in below):
        return
    label = case.cluster.tree.labels[needed]
    if any(outcomes[leaf.path].is_open for leaf in below):
        case.say("requirement-open", outcome.field, needed=label, points=case.maximum)
        outcome.state, outcome.points = State.OPEN, None
    else:
        case.say("requirement-unmet", outcome.field, needed=label, lost=unscaled(outcome.points, case.cluster.places))
        outcome.points = 0


def _has_some(leaf: Criterion, submission: Submission, outcome: Outcome) -> bool:
    """Whether a leaf 'has some': points, or for a row that is never counted a result above zero."""
    if outcome.points:
        return True
    entry = submission.entries.get(leaf.path)
    actual = entry.actual if entry and leaf.group is Group.UNCOUNTED else None
    return isinstance(actual, Decimal) and actual > 0
