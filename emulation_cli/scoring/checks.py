"""Checks that only all units together can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from statistics import median

from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.submission import Entry, Submission
from emulation_cli.problems import Problem, problem

ClusterCheck = Callable[[Cluster, Mapping[str, Submission]], Iterator[Problem]]
SCALES = (100, 10)
NEAR = (0.6, 1.6)
FEWEST = 3  # units; two alone do not show which of them is off


def scales_differ(cluster: Cluster, submissions: Mapping[str, Submission]) -> Iterator[Problem]:
    """One unit writes 90, another 0,90, a third 9 for the same thing (CA347: 90 and 0.90, 75 and 0.75)."""
    for criterion in cluster.tree.leaves:
        if criterion.kind in (Kind.RATIO, Kind.BAND, Kind.LEADER, Kind.MEAN):
            entries = _comparable(cluster, submissions, criterion)
            for field in ("actual", "target"):
                yield from _odd_ones(submissions, entries, criterion, field)


def _comparable(cluster: Cluster, submissions: Mapping[str, Submission], criterion: Criterion) -> Mapping[str, Entry]:
    """What units wrote where it can be compared: under one common target, or measured in percent."""
    agreed = cluster.targets_by_criterion.get(criterion.path, frozenset())
    if len(agreed) > 1 and not criterion.percent:
        return {}
    found = ((unit, submission.entries.get(criterion.path)) for unit, submission in submissions.items())
    entries = {unit: entry for unit, entry in found if entry is not None}
    own = agreed or {entry.target for entry in entries.values() if isinstance(entry.target, Decimal)}
    return entries if len(own) <= 1 or criterion.percent else {}


def _odd_ones(
    submissions: Mapping[str, Submission], entries: Mapping[str, Entry], criterion: Criterion, field: str
) -> Iterator[Problem]:
    """Values that a factor of 100 or 10 would bring to the middle of the others, where they are now far off. Floats:
    nothing but a question to a person follows from them."""
    written = {unit: getattr(entry, field) for unit, entry in entries.items()}
    values = {unit: float(value) for unit, value in written.items() if isinstance(value, Decimal) and value > 0}
    if len(values) < FEWEST:
        return
    middle = median(values.values())
    for unit, value in values.items():
        factor = _factor_off(value / middle)
        if factor:
            place = submissions[unit].place(criterion.path, field)
            yield problem("scale-differs", place, unit, criterion.path, value=written[unit], factor=factor)


def _factor_off(ratio: float) -> int | None:
    """100 or 10 where a value of this ratio to the middle would be near it if it were that much larger or smaller."""
    return next((f for f in SCALES if NEAR[0] <= ratio * f <= NEAR[1] or NEAR[0] <= ratio / f <= NEAR[1]), None)


CLUSTER_CHECKS: tuple[ClusterCheck, ...] = (scales_differ,)
