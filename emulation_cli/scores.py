"""Every unit's score for every criterion, as results show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import unscaled
from emulation_cli.intake.appraised import counts
from emulation_cli.intake.submission import Entry, Submission
from emulation_cli.results import Score
from emulation_cli.scoring.outcome import Outcome
from emulation_cli.scoring.score import Scored


@dataclass(frozen=True)
class Scores:
    """Every unit's score for every leaf, made as they are asked for: ten thousand units' would not fit otherwise."""

    cluster: Cluster
    units: list[str]
    submissions: Mapping[str, Submission]
    scored: Scored

    def __iter__(self) -> Iterator[Score]:
        for unit in self.units:
            yield from self.of(unit)

    def of(self, unit: str) -> Iterator[Score]:
        """One unit's scores in printed order."""
        submission, outcomes, places = self.submissions[unit], self.scored.outcomes[unit], self.cluster.places
        for leaf in self.cluster.tree.leaves:
            outcome = outcomes[leaf.path]
            entry = submission.entries.get(leaf.path) or Entry(leaf.path, 0)
            yield Score(
                unit=unit,
                criterion=leaf.path,
                state=outcome.state,
                target=outcome.target,
                actual=_number(entry.actual) if outcome.actual is None else outcome.actual,
                self_=_number(entry.self_score),
                appraised=_appraised(self.cluster, entry, outcome),
                computed=_points(outcome.computed, places),
                points=_points(outcome.points, places),
                max=unscaled(outcome.maximum, places),
                evidence=entry.evidence,
                explanation=entry.explanation,
                place=str(submission.place(leaf.path, outcome.field)),
            )


def _appraised(cluster: Cluster, entry: Entry, outcome: Outcome) -> Decimal | None:
    """The appraised score that counts; where units score themselves, the one that stands in the sheet all the same."""
    return _points(outcome.appraised, cluster.places) if counts(cluster) else _number(entry.appraised_score)


def _number(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


@lru_cache(maxsize=65536)
def _points(whole: int | None, places: int) -> Decimal | None:
    """A whole number of 10^-places as a decimal; the same few come up again and again."""
    return None if whole is None else unscaled(whole, places)
