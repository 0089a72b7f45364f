"""What a document is made from: what the cluster agreed, what came of it, in which language, on how wide a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Any

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.exact import Fraction
from emulation_cli.problems import EmulError
from emulation_cli.reports.filters import inside_sentence, one_line
from emulation_cli.results import AppraisalMark, Results, Score, Standing

UPRIGHT = 9354  # twips between the margins of an upright A4 page


@dataclass(frozen=True)
class Material:
    """`tally` is None before there is any result; `previous` is the last period's, where it is known. `width` is the
    text width of the template's page in twips."""

    cluster: Cluster
    tally: Results | None = None
    previous: Results | None = None
    language: str = "vi"
    width: int = UPRIGHT
    pictures: bool = False  # --charts

    @property
    def results(self) -> Results:
        """The results; a document that needs them is not asked for without. Raises EmulError `no-results`."""
        if self.tally is None:
            raise EmulError("no-results")
        return self.tally

    @property
    def period(self) -> str:
        """The period as it stands within a sentence."""
        return inside_sentence(one_line(self.cluster.period))

    def say(self, document: str, key: str, /, **values: object) -> str:
        """A text of one document: texts/<language>/documents/<document>.toml."""
        return text(self.language, f"documents/{document}", key, **values)

    def unit(self, code: str) -> Unit:
        """A unit by its code (Mã)."""
        return self.cluster.unit_of[code]

    @cached_property
    def standing_of(self) -> Mapping[str, Standing]:
        """The ranked units' standings by code."""
        return {standing.unit: standing for standing in self.results.standings}

    @cached_property
    def median_of(self) -> Mapping[str, Fraction]:
        """Each leaf's median points over the ranked units that have points for it, exactly."""
        found = {}
        for leaf in self.cluster.tree.leaves:
            given = (self.points_of(standing.unit, leaf.path) for standing in self.results.standings)
            counted = [Fraction(each) for each in given if each is not None]
            if counted:
                found[leaf.path] = median(counted)
        return found

    def points_of(self, unit: str, criterion: str) -> Decimal | None:
        """A ranked unit's points for a leaf; None where it was not assigned or the question is open."""
        score = self.scores_of.get(unit, {}).get(criterion)
        if score is None or score.state == "not_assigned" or criterion in self.standing_of[unit].open:
            return None
        return score.points

    @cached_property
    def scores_of(self) -> Mapping[str, Mapping[str, Score]]:
        """Scores by unit and criterion; `results.scores` must not be a one-pass iterable."""
        found: dict[str, dict[str, Score]] = {}
        for score in self.results.scores:
            found.setdefault(score.unit, {})[score.criterion] = score
        return found

    @cached_property
    def marks_of(self) -> Mapping[tuple[str, str], tuple[AppraisalMark, ...]]:
        """What the appraisers wrote, by unit and criterion."""
        return {(found.unit, found.criterion): found.marks for found in self.results.appraisals}


def values(document: Any) -> dict[str, Any]:
    """A document's fields by name, as its template takes them."""
    return {each.name: getattr(document, each.name) for each in fields(document)}
