"""Subtotals that a sheet shows, against the sum of what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import scaled, unscaled
from emulation_cli.intake.submission import Submission
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.points import Outcome

ADDED = {
    Group.STANDARD: {Group.STANDARD: 1, Group.BONUS: 1, Group.DEDUCTION: -1},
    Group.BONUS: {Group.BONUS: 1},
    Group.DEDUCTION: {Group.DEDUCTION: 1},
    Group.UNCOUNTED: {Group.UNCOUNTED: 1},
}
BY_CLUSTER = {Kind.LEADER, Kind.MEAN}


def subtotals_agree(cluster: Cluster, submission: Submission, outcomes: Mapping[str, Outcome]) -> Iterator[Problem]:
    """A heading's figure that differs from its sum, with both numbers and the gap; not while anything is open under
    it, nor where the whole cluster decides points that the sheet cannot know."""
    for shown in submission.subtotals:
        if not shown.criterion or _unsettled(cluster, shown.criterion, outcomes):
            continue
        total = unscaled(_points(cluster, shown.criterion, outcomes), cluster.places)
        if shown.shown != total:
            place = Place(submission.file, submission.sheet, shown.cell)
            gap = shown.shown - total
            yield problem(
                "subtotal-differs", place, submission.unit, shown.criterion, shown=shown.shown, sum=total, gap=gap
            )


def _unsettled(cluster: Cluster, path: str, outcomes: Mapping[str, Outcome]) -> bool:
    return any(outcomes[leaf.path].is_open or leaf.kind in BY_CLUSTER for leaf in cluster.tree.leaves_below(path))


def _points(cluster: Cluster, path: str, outcomes: Mapping[str, Outcome]) -> int:
    """A heading's points: chuẩn + thưởng − trừ of its children, a bonus or deduction heading up to its ceiling."""
    criterion = cluster.tree.by_path[path]
    if path in outcomes:
        return outcomes[path].points or 0
    signs = ADDED[criterion.group]
    children = (child for child in cluster.tree.children[path] if child.group in signs)
    total = sum(signs[child.group] * _points(cluster, child.path, outcomes) for child in children)
    if criterion.group in (Group.BONUS, Group.DEDUCTION) and criterion.maximum is not None:
        return min(total, scaled(Decimal(criterion.maximum), cluster.places))
    return total
