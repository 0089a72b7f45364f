"""Which columns of the sheet Tổng hợp a formula gives exactly as the results have them.

Every formula is worked out exactly here and compared; what does not agree (a tie that was decided, a class that was
capped) is written as the plain value of the results, never as a formula that says something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, RankBy
from emulation_cli.reports.formulas import decimals_of, exact_class, exact_percent, exact_ranks, exact_total
from emulation_cli.results import Results, Standing

RANKED_BY = {RankBy.TOTAL: "total", RankBy.STANDARD: "base", RankBy.PERCENT: "percent"}  # attribute and column


@dataclass(frozen=True, slots=True)
class Live:
    """Ranks and classes are live for all units or for none; totals and percents by unit, in standings order."""

    ranks: bool
    classes: bool
    totals: tuple[bool, ...]
    percents: tuple[bool, ...]

    def all(self) -> bool:
        """Whether nothing had to be written as a plain value."""
        return self.ranks and self.classes and all(self.totals) and all(self.percents)


def live_columns(results: Results) -> Live:
    """Work the columns out."""
    cluster, standings = results.cluster, results.standings
    percents = tuple(_percent(one) == one.percent for one in standings)
    return Live(
        ranks=_ranks_agree(cluster, standings) and (cluster.rank_by is not RankBy.PERCENT or all(percents)),
        classes=_classes_agree(cluster, standings),
        totals=tuple(_total(cluster, one) == one.total for one in standings),
        percents=percents,
    )


def _ranks_agree(cluster: Cluster, standings: Sequence[Standing]) -> bool:
    key = RANKED_BY[cluster.rank_by]
    values = [getattr(one, key) for one in standings]
    return exact_ranks(values) == [one.rank for one in standings]


def _classes_agree(cluster: Cluster, standings: Sequence[Standing]) -> bool:
    """Conditions look at single criteria, which no formula of the summary does."""
    if any(rule.conditions for rule in cluster.classes):
        return False
    return all(exact_class(cluster.classes, one.total, one.max) == one.class_ for one in standings)


def _total(cluster: Cluster, one: Standing) -> Decimal:
    maximum = one.max if cluster.bonus_in_scale is BonusInScale.CUT else None
    return exact_total((one.base, one.bonus, one.deduction), (cluster.bonus_cap, cluster.deduction_cap), maximum)


def _percent(one: Standing) -> Decimal | None:
    return exact_percent(one.total, one.max, decimals_of(one.percent))
