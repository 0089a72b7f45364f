"""From a unit's entries to points: which value counts, what it is worth, and what is still open.

What counts, in order (formats.md, "A scoring sheet"): a decision, the appraised score, the appraised result, the
unit's result through its kind; a typed score where the result is blank and the kind could give that score, with a
warning. Points are whole numbers of 10^-places, rounded once, half up.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import unscaled
from emulation_cli.intake.appraised import APPRAISED, CLAIM, is_examined
from emulation_cli.intake.submission import MARKS, Entry, Submission
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.appraised import appraised
from emulation_cli.scoring.claim import claim, stated_target
from emulation_cli.scoring.not_assigned import is_given_in_full
from emulation_cli.scoring.outcome import NOT_ASSIGNED, NUMBER, Outcome, State, whole
from emulation_cli.scoring.rule import Requirement, Rule, requirements_of, rules_of
from emulation_cli.scoring.sheet import Sheet, sheet_of

__all__ = ["Outcome", "State", "compare_scores", "score_leaves", "score_unit", "settle_requirements"]
SCORED = ("decided", "appraised_score", MARKS)  # fields of points that somebody gave, whatever the result is


def score_leaves(cluster: Cluster, submission: Submission) -> tuple[dict[str, Outcome], list[Problem]]:
    """Every leaf's outcome by path, in printed order, as far as the unit's own sheet and its appraisal decide it."""
    sheet = sheet_of(cluster, submission, is_examined(cluster, submission))
    outcomes: dict[str, Outcome] = {}
    for path, rule in rules_of(cluster.tree, cluster.places).items():
        entry = submission.entries.get(path) or Entry(path, 0)
        outcomes[path] = outcome = _outcome(sheet, rule, entry)
        outcome.maximum = rule.whole
        if outcome.target is None and outcome.state is not NOT_ASSIGNED:
            outcome.target = stated_target(sheet, rule, entry)
    return outcomes, _once(submission, sheet.problems)


def _once(submission: Submission, problems: list[Problem]) -> list[Problem]:
    """A table without a column of results has none for any criterion: said once."""
    bare = [found for found in problems if found.code == "score-without-result"]
    if "actual" in submission.columns or len(bare) < 2:
        return problems
    place = Place(submission.file, submission.sheet)
    others = [found for found in problems if found.code != "score-without-result"]
    return [*others, problem("scores-without-results", place, submission.unit, count=len(bare))]


def score_unit(cluster: Cluster, submission: Submission) -> tuple[dict[str, Outcome], list[Problem]]:
    """`score_leaves` with the requirements (cần) settled: a unit's score where nothing follows the other units."""
    outcomes, problems = score_leaves(cluster, submission)
    problems += settle_requirements(cluster, submission, outcomes)
    problems += compare_scores(cluster, submission, outcomes)
    return outcomes, problems


def settle_requirements(cluster: Cluster, submission: Submission, outcomes: dict[str, Outcome]) -> list[Problem]:
    """Take the points of what requires another criterion that has none (cần=…); outcomes are changed in place."""
    sheet = sheet_of(cluster, submission)
    for one in requirements_of(cluster.tree, cluster.places):
        _require(sheet, one, outcomes)
    return sheet.problems


def compare_scores(cluster: Cluster, submission: Submission, outcomes: dict[str, Outcome]) -> list[Problem]:
    """Scores in the sheet that differ from what the results give: the computed one counts, both are said."""
    sheet, rules, places = sheet_of(cluster, submission), rules_of(cluster.tree, cluster.places), cluster.places
    entries = submission.entries
    for path, outcome in outcomes.items():
        if outcome.field != "actual" or outcome.points is None:
            continue  # where somebody else's figure counts, nothing follows from what the unit wrote
        typed = entries[path].self_score
        if not isinstance(typed, Decimal) or whole(typed, places) == outcome.points:
            continue
        rule = rules[path]
        if whole(typed, places) != _by_own_target(rule, entries[path], outcome) and (
            typed or not _met_in_full(cluster, rule, outcomes)
        ):
            sheet.say(rule, "score-differs", "self_score", typed=typed, computed=unscaled(outcome.points, places))
    return sheet.problems


def _by_own_target(rule: Rule, entry: Entry, outcome: Outcome) -> int | None:
    """What the result gives by a target that the unit changed: its sheet shows that, and the change has been said."""
    own = entry.target
    if rule.points is None or outcome.actual is None or not isinstance(own, Decimal) or own <= 0:
        return None
    return rule.points(outcome.actual, own)


def _met_in_full(cluster: Cluster, rule: Rule, outcomes: Mapping[str, Outcome]) -> bool:
    """Whether cần is met by points that are given in full: the sheet knows nothing of them and shows 0."""
    needed = rule.criterion.parameters.requires
    below = cluster.tree.points_below(needed) if needed else ()
    return any(is_given_in_full(cluster, leaf, outcomes) for leaf in below)


def _outcome(sheet: Sheet, rule: Rule, entry: Entry) -> Outcome:
    """The first that there is: not assigned, decided points, a decided result, what was appraised, the claim."""
    if rule.path in sheet.not_assigned:
        return _not_assigned(sheet, rule, entry)
    if entry.decided is not None:
        return Outcome(NUMBER, whole(entry.decided, sheet.places), field="decided")
    if entry.decided_at is not None or not (sheet.examined or entry.marks):
        return claim(sheet, rule, entry)
    return _looked_at(sheet, rule, entry)


def _looked_at(sheet: Sheet, rule: Rule, entry: Entry) -> Outcome:
    """What was appraised, else the claim; what is wrong with a claim says nothing where it does not count."""
    own = sheet.aside()
    claimed = claim(own, rule, entry)
    outcome = appraised(sheet, rule, entry, claimed)
    if outcome is None or outcome.state is State.OPEN:
        sheet.problems += own.problems
        return outcome or claimed
    return _not_assigned(sheet, rule, entry) if outcome.state is NOT_ASSIGNED else outcome


def _not_assigned(sheet: Sheet, rule: Rule, entry: Entry) -> Outcome:
    """Không được giao by Chỉ tiêu; what was typed there does not count, which is said."""
    for field in (*CLAIM, *APPRAISED):
        value = getattr(entry, field)
        if isinstance(value, Decimal) and value:
            sheet.say(rule, "filled-though-not-assigned", field, value=value)
    for mark in entry.marks:
        if isinstance(mark.score, Decimal):
            sheet.say_at(rule, mark.place, "filled-though-not-assigned", value=mark.score)
    return Outcome(NOT_ASSIGNED)


def _require(sheet: Sheet, one: Requirement, outcomes: dict[str, Outcome]) -> None:
    """cần=…: no points unless the required criterion has some; open while that one is."""
    outcome = outcomes[one.rule.path]
    if outcome.state is not NUMBER or not outcome.points:
        return
    if any(_has_some(leaf, sheet, outcomes) for leaf in one.below):
        return
    rule, label = one.rule, sheet.cluster.tree.labels[one.needed]
    if any(outcomes[leaf.path].is_open for leaf in one.below):
        sheet.say(rule, "requirement-open", outcome.field, needed=label, points=rule.maximum)
        outcome.state, outcome.points = State.OPEN, None
    else:
        sheet.say(rule, "requirement-unmet", outcome.field, needed=label, lost=unscaled(outcome.points, sheet.places))
        outcome.points = 0


def _has_some(leaf: Criterion, sheet: Sheet, outcomes: dict[str, Outcome]) -> bool:
    """Whether a leaf 'has some': points (not assigned: those that the rule gives in full), or for a row that is never
    counted a result above zero."""
    outcome = outcomes[leaf.path]
    if outcome.points:
        return True
    if outcome.state is State.NOT_ASSIGNED:
        return is_given_in_full(sheet.cluster, leaf, outcomes)
    if leaf.group is not Group.UNCOUNTED or outcome.field in SCORED:
        return False
    entry = sheet.submission.entries.get(leaf.path)
    actual = outcome.actual if outcome.field == "appraised_actual" else entry.actual if entry else None
    return isinstance(actual, Decimal) and actual > 0
