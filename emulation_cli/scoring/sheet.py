"""One unit's sheet while it is scored: what its lines of Chỉ tiêu say, and the findings that gather."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.submission import Submission
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.rule import Rule


@dataclass(slots=True)
class Sheet:
    """One unit's sheet while it is scored; problems gather in the list given.

    `targets` and `not_assigned` are the unit's lines in Chỉ tiêu, by path; `examined`: somebody is named who appraised
    the sheet.
    """

    cluster: Cluster
    submission: Submission
    problems: list[Problem]
    targets: Mapping[str, Decimal]
    not_assigned: Set[str]
    examined: bool = False

    @property
    def places(self) -> int:
        """Decimals of points."""
        return self.cluster.places

    def say(self, rule: Rule, code: str, field: str, **params: object) -> None:
        """Add a finding about a field of a criterion."""
        self.say_at(rule, self.submission.place(rule.path, field), code, **params)

    def say_at(self, rule: Rule, place: Place, code: str, **params: object) -> None:
        """Add a finding about a cell that is no field of the sheet."""
        self.problems.append(problem(code, place, self.submission.unit, rule.path, **params))

    def aside(self) -> Sheet:
        """The same sheet, whose findings are heard by nobody yet."""
        return replace(self, problems=[])


def sheet_of(cluster: Cluster, submission: Submission, examined: bool = False) -> Sheet:
    """A unit's sheet before anything has been said of it."""
    lines = cluster.lines_by_unit[submission.unit]
    return Sheet(cluster, submission, [], lines.targets, lines.not_assigned, examined)
