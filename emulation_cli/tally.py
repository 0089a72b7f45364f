"""The main job: from what was collected to Results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from emulation_cli import __version__
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import unscaled
from emulation_cli.intake.checks import check_unit
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Entry, Submission
from emulation_cli.problems import Problem, Severity
from emulation_cli.results import (
    Finding,
    Highlight,
    InputFile,
    Reason,
    Results,
    Score,
    Standing,
    Unranked,
)
from emulation_cli.scoring.checks import CLUSTER_CHECKS
from emulation_cli.scoring.score import Scored, score_cluster


def find_problems(cluster: Cluster, collection: Collection) -> tuple[Scored, list[Problem]]:
    """Everything that is wrong, with the scoring that showed some of it: `emul check` is this."""
    problems = list(collection.problems)
    for submission in collection.submissions.values():
        problems += check_unit(cluster, submission)
    scored, found = score_cluster(cluster, collection.submissions)
    problems += found
    for check in CLUSTER_CHECKS:
        problems += check(cluster, collection.submissions)
    return scored, in_order(cluster, problems)


def tally(cluster: Cluster, collection: Collection) -> Results:
    """Score, total, rank and class every unit that has a usable sheet."""
    scored, problems = find_problems(cluster, collection)
    from emulation_cli.standings import make_standings  # pandas: `emul check` does without

    standings = make_standings(cluster, scored)
    unranked = tuple(_unranked(cluster, collection, problems))
    reasons = tuple(_reasons(standings, unranked, problems))
    return Results(
        cluster=cluster,
        status="provisional" if reasons else "official",
        reasons=reasons,
        standings=standings,
        unranked=unranked,
        scores=Scores(cluster, [standing.unit for standing in standings], collection.submissions, scored),
        highlights=tuple(_highlights(standings, collection)),
        problems=tuple(finding(found) for found in problems),
        inputs=tuple(InputFile(i.file, i.sha256, i.unit, i.used, i.why, i.sent) for i in collection.inputs),
        tool={"version": __version__},
    )


def in_order(cluster: Cluster, problems: list[Problem]) -> list[Problem]:
    """Problems by unit (in the cluster's order), then file, sheet, row; what is no unit's first."""
    units = {unit.code: number for number, unit in enumerate(cluster.units)}
    return sorted(problems, key=lambda found: (units.get(found.unit or "", -1), *_position(found), found.params))


def _position(found: Problem) -> tuple[str, str, int, str, str]:
    digits = "".join(letter for letter in found.place.cell.partition(":")[0] if letter.isdigit())
    return found.place.file, found.place.sheet, int(digits or 0), found.place.cell, found.code


def finding(found: Problem) -> Finding:
    """A problem in the form that reports show."""
    place = found.place
    return Finding(
        code=found.code,
        severity=found.severity,
        unit=found.unit,
        file=place.file,
        sheet=place.sheet,
        cell=place.cell,
        criterion=found.criterion,
        params=dict(found.params),
        message=found.message(),
        fix=found.fix(),
    )


def _unranked(cluster: Cluster, collection: Collection, problems: list[Problem]) -> Iterator[Unranked]:
    """Units without a usable sheet, each with the code of the first error that says why."""
    for unit in cluster.units:
        if unit.code not in collection.submissions:
            mine = (found for found in problems if found.unit == unit.code and found.severity is Severity.ERROR)
            why = next((found.code for found in mine), "sheet-missing")
            yield Unranked(unit.code, unit.name, why)


def _reasons(
    standings: tuple[Standing, ...], unranked: tuple[Unranked, ...], problems: list[Problem]
) -> Iterator[Reason]:
    """Why the result is only provisional (formats.md, "Official and provisional")."""
    if unranked:
        yield _reason("units-without-sheet", [one.name for one in unranked])
    wrong = {found.unit for found in problems if found.severity is Severity.ERROR}
    names = [one.name for one in standings if one.unit in wrong]
    if names:
        yield _reason("units-with-errors", names)
    names = [one.name for one in standings if one.open]
    if names:
        yield _reason("questions-open", names)


def _reason(code: str, names: list[str], shown: int = 12) -> Reason:
    listed = ", ".join(names[:shown]) + (", …" if len(names) > shown else "")
    return Reason(code, {"count": str(len(names)), "names": listed})


def _highlights(standings: tuple[Standing, ...], collection: Collection) -> Iterator[Highlight]:
    for standing in standings:
        for field, text in collection.submissions[standing.unit].highlights:
            yield Highlight(standing.unit, field, text)


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
                actual=_number(entry.actual),
                self_=_number(entry.self_score),
                appraised=_number(entry.appraised_score),
                computed=_points(outcome.computed, places),
                points=_points(outcome.points, places),
                max=unscaled(outcome.maximum, places),
                evidence=entry.evidence,
                explanation=entry.explanation,
                place=str(submission.place(leaf.path, outcome.field)),
            )


def _number(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


@lru_cache(maxsize=65536)
def _points(whole: int | None, places: int) -> Decimal | None:
    """A whole number of 10^-places as a decimal; the same few come up again and again."""
    return None if whole is None else unscaled(whole, places)
