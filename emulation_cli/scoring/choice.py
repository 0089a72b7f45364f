"""chọn một: of a criterion's children exactly one counts (lettered outcomes, as in HP212)."""

from __future__ import annotations

from collections.abc import Sequence

from emulation_cli.cluster.criteria import Criterion, Kind
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
    for parent in cluster.tree.criteria:
        if parent.kind is Kind.CHOICE:
            children = cluster.tree.children[parent.path]
            problems = _settle(submission, parent, children, outcomes, problems)
    return problems


def _settle(
    submission: Submission,
    parent: Criterion,
    children: Sequence[Criterion],
    outcomes: dict[str, Outcome],
    problems: list[Problem],
) -> list[Problem]:
    paths = [child.path for child in children]
    chosen = [path for path in paths if outcomes[path].points]
    blank = [path for path in paths if outcomes[path].state is State.BLANK]
    rest = [found for found in problems if not (found.criterion in blank and found.code in UNFILLED)]
    if len(chosen) == 1:
        for path in blank:
            outcomes[path] = Outcome(State.NUMBER, 0, maximum=outcomes[path].maximum)
        return rest
    place = submission.place(chosen[1] if chosen else paths[0], outcomes[paths[0]].field)
    if len(chosen) > 1:
        for path in chosen:
            outcomes[path].state, outcomes[path].points = State.OPEN, None
        count = len(chosen)
        return [*rest, problem("choice-several", place, submission.unit, parent.path, count=count)]
    if len(blank) == len(paths):
        return [*rest, problem("choice-missing", place, submission.unit, parent.path, points=parent.maximum or 0)]
    return problems
