"""Subtotals that a sheet shows, against the sum of what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import unscaled
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
    """A heading's figure that differs from the sum of what the sheet shows under it, with both numbers and the gap.

    Only the heading where it goes wrong is named, not those above it. Nothing is said while anything under it is open,
    nor where the whole cluster decides points that the sheet cannot know.
    """
    figures = {shown.criterion: shown.shown for shown in submission.subtotals}
    for shown in submission.subtotals:
        if not shown.criterion or _unsettled(cluster, shown.criterion, outcomes):
            continue
        total = _sum(cluster, shown.criterion, outcomes, figures)
        if shown.shown != total:
            place = Place(submission.file, submission.sheet, shown.cell)
            gap = shown.shown - total
            yield problem(
                "subtotal-differs", place, submission.unit, shown.criterion, shown=shown.shown, sum=total, gap=gap
            )


def _unsettled(cluster: Cluster, path: str, outcomes: Mapping[str, Outcome]) -> bool:
    return any(outcomes[leaf.path].is_open or leaf.kind in BY_CLUSTER for leaf in cluster.tree.leaves_below(path))


def _sum(cluster: Cluster, path: str, outcomes: Mapping[str, Outcome], figures: Mapping[str, Decimal]) -> Decimal:
    """A heading's sum: chuẩn + thưởng − trừ of its children, a bonus or deduction heading up to its ceiling."""
    criterion = cluster.tree.by_path[path]
    signs = ADDED[criterion.group]
    total = Decimal(0)
    for child in cluster.tree.children[path]:
        if child.group in signs:
            total += signs[child.group] * _figure(cluster, child.path, outcomes, figures)
    if criterion.group in (Group.BONUS, Group.DEDUCTION) and criterion.maximum is not None:
        return min(total, criterion.maximum)
    return total


def _figure(cluster: Cluster, path: str, outcomes: Mapping[str, Outcome], figures: Mapping[str, Decimal]) -> Decimal:
    """What stands for a child: its points, or for a heading the figure that the sheet shows, right or wrong."""
    if path in outcomes:
        return unscaled(outcomes[path].points or 0, cluster.places)
    return figures[path] if path in figures else _sum(cluster, path, outcomes, figures)
