"""chọn một: of a criterion's children exactly one counts (lettered outcomes, as in HP212)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from emulation_cli.cluster.criteria import Criterion, Kind, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.submission import Submission
from emulation_cli.problems import Problem, problem
from emulation_cli.scoring.points import Outcome, State

UNFILLED = {"score-missing", "result-missing"}


def settle_choices(
    cluster: Cluster, submission: Submission, outcomes: dict[str, Outcome], problems: list[Problem]
) -> list[Problem]:
    """Settle every chọn một in place; returns the problems that still stand.

    0 and không are not chosen; one chosen leaves the blank others at 0; all blank is not filled in (said once); two
    chosen is an error that leaves all of them open.
    """
    for parent, alternatives in _choices(cluster.tree):
        problems = _settle(submission, parent, alternatives, outcomes, problems)
    return problems


@lru_cache(maxsize=8)
def _choices(tree: Tree) -> tuple[tuple[Criterion, tuple[tuple[str, ...], ...]], ...]:
    """Every chọn một with the paths of the leaves of each child."""
    parents = [parent for parent in tree.criteria if parent.kind is Kind.CHOICE]
    return tuple(
        (parent, tuple(tuple(leaf.path for leaf in tree.leaves_below(child.path)) for child in below))
        for parent in parents
        for below in [tree.children[parent.path]]
    )


def _settle(
    submission: Submission,
    parent: Criterion,
    alternatives: Sequence[Sequence[str]],
    outcomes: dict[str, Outcome],
    problems: list[Problem],
) -> list[Problem]:
    """`alternatives` are the paths of the leaves of each child: most children are leaves, a heading has several."""
    paths = [path for alternative in alternatives for path in alternative]
    earned = [[path for path in alternative if _has_any(outcomes[path])] for alternative in alternatives]
    _leave_out(paths, outcomes)
    chosen = [alternative for alternative in earned if alternative]
    blank = [path for path in paths if outcomes[path].state is State.BLANK]
    if len(chosen) == 1:
        left = [path for path in blank if path not in alternatives[earned.index(chosen[0])]]
        for path in left:
            outcomes[path] = Outcome(State.NUMBER, 0, maximum=outcomes[path].maximum)
        return _without(problems, left)
    first = chosen[1][0] if chosen else paths[0]
    place = submission.place(first, outcomes[first].field)
    if chosen:
        for path in (path for alternative in chosen for path in alternative):
            outcomes[path].state, outcomes[path].points = State.OPEN, None
        several = problem("choice-several", place, submission.unit, parent.path, count=len(chosen))
        return [*_without(problems, blank), several]
    if len(blank) == len(paths):
        missing = problem("choice-missing", place, submission.unit, parent.path, points=parent.maximum or 0)
        return [*_without(problems, blank), missing]
    return problems


def _has_any(outcome: Outcome) -> bool:
    """Points; of what follows the whole cluster, whose points are not known yet, a result that is not 0."""
    return bool(outcome.points or (_waits(outcome) and outcome.actual))


def _waits(outcome: Outcome) -> bool:
    return outcome.state is State.NUMBER and outcome.points is None


def _leave_out(paths: Sequence[str], outcomes: dict[str, Outcome]) -> None:
    """0 is not chosen: a unit takes no part there in what follows the whole cluster."""
    for path in paths:
        if _waits(outcomes[path]) and not outcomes[path].actual:
            outcomes[path] = Outcome(State.NUMBER, 0, maximum=outcomes[path].maximum)


def _without(problems: list[Problem], paths: Sequence[str]) -> list[Problem]:
    """Problems less those that only say that a leaf of these was not filled in."""
    return [found for found in problems if not (found.criterion in paths and found.code in UNFILLED)]
