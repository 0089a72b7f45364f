"""What decisions changed: points before and after, and totals, ranks and classes that moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import unscaled
from emulation_cli.results import Change, Effect, Standing
from emulation_cli.scoring.score import Scored


def changes_of(cluster: Cluster, decisions: Decisions, before: Scored, after: Scored) -> tuple[Change, ...]:
    """Each adjustment with the criterion's points before and after it."""

    def points(scored: Scored, unit: str, criterion: str) -> Decimal | None:
        outcome = scored.outcomes.get(unit, {}).get(criterion)
        return None if outcome is None or outcome.points is None else unscaled(outcome.points, cluster.places)

    return tuple(
        Change(
            unit=line.unit,
            criterion=line.criterion,
            before=points(before, line.unit, line.criterion),
            after=points(after, line.unit, line.criterion),
            reason=line.reason,
            decided_by=line.decided_by,
        )
        for line in decisions.adjustments
    )


def effects_of(before: Sequence[Standing], after: Sequence[Standing]) -> tuple[Effect, ...]:
    """Units whose total, rank or class is another than without the decisions."""
    return tuple(_effects({one.unit: one for one in before}, after))


def _effects(before: dict[str, Standing], after: Sequence[Standing]) -> Iterator[Effect]:
    for one in after:
        old = before.get(one.unit)
        if old and (old.total, old.rank, old.class_) != (one.total, one.rank, one.class_):
            yield Effect(one.unit, old.total, one.total, old.rank, one.rank, old.class_, one.class_)
