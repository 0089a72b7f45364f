"""The main job: from what was collected to Results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from emulation_cli import __version__
from emulation_cli.appraisals import appraisals_of, appraisers_of
from emulation_cli.cluster.decisions import Decisions, Treatment
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.appraised import still_standing
from emulation_cli.intake.checks import check_unit
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.decided import with_decisions
from emulation_cli.problems import Problem, Severity
from emulation_cli.results import (
    Change,
    Effect,
    Finding,
    Highlight,
    InputFile,
    Reason,
    Results,
    Standing,
    Unranked,
)
from emulation_cli.scores import Scores
from emulation_cli.scoring.awards import Award, candidates_of, make_awards
from emulation_cli.scoring.checks import CLUSTER_CHECKS
from emulation_cli.scoring.outcome import State
from emulation_cli.scoring.peers import PEER_KINDS
from emulation_cli.scoring.score import Scored, score_cluster
from emulation_cli.scoring.sources import UnitSource
from emulation_cli.tie_findings import tie_findings

NO_DECISIONS = Decisions()
BELOW_APPRAISED = (UnitSource.SELF, UnitSource.MIXED)
MOVING_POINTS = ("adjustments", "not_assigned", "excuses")
MOVING = (*MOVING_POINTS, "ties", "class_caps", "votes")  # points, places or classes
EXCUSED = "excused"  # miễn: out of everything, and no reason for a provisional result


@dataclass(frozen=True)
class Examined:
    """What came in as it counts – decisions laid over it – with its scoring and everything that is wrong."""

    cluster: Cluster
    collection: Collection
    scored: Scored
    problems: list[Problem]


def examine(cluster: Cluster, collection: Collection, decisions: Decisions = NO_DECISIONS) -> Examined:
    """Apply the decisions, check and score: `emul check` is this."""
    counting, settled = with_decisions(cluster, collection, decisions)
    problems = list(still_standing(counting, settled))
    for submission in settled.submissions.values():
        problems += check_unit(counting, submission)
    scored, found = score_cluster(counting, settled.submissions)
    problems += [*found, *tie_findings(counting, scored, decisions)]
    for check in CLUSTER_CHECKS:
        problems += check(counting, settled.submissions)
    problems = [found for found in problems if not _beside_the_point(found, scored)]
    return Examined(counting, settled, scored, in_order(cluster, problems))


def _beside_the_point(found: Problem, scored: Scored) -> bool:
    """An error in a cell of a criterion that the unit was not assigned: whatever stands there does not count."""
    outcome = scored.outcomes.get(found.unit or "", {}).get(found.criterion or "")
    return outcome is not None and outcome.state is State.NOT_ASSIGNED and found.severity is Severity.ERROR


def find_problems(
    cluster: Cluster, collection: Collection, decisions: Decisions = NO_DECISIONS
) -> tuple[Scored, list[Problem]]:
    """Everything that is wrong, with the scoring that showed some of it."""
    examined = examine(cluster, collection, decisions)
    return examined.scored, examined.problems


def tally(cluster: Cluster, collection: Collection, decisions: Decisions = NO_DECISIONS) -> Results:
    """Score, total, rank and class every unit that has a usable sheet; then the awards."""
    from emulation_cli.standings import make_standings  # pandas: `emul check` does without

    now = examine(cluster, collection, decisions)
    standings = make_standings(now.cluster, now.scored, decisions)
    unranked = tuple(_unranked(cluster, standings, decisions, now.problems))
    reasons = tuple(_reasons(standings, unranked, now))
    changes, effects = _what_decisions_did(cluster, collection, decisions, now, standings)
    return Results(
        cluster=cluster,
        status="provisional" if reasons else "official",
        reasons=reasons,
        standings=standings,
        unranked=unranked,
        scores=Scores(
            now.cluster,
            [standing.unit for standing in standings if standing.unit in now.scored.outcomes],
            now.collection.submissions,
            now.scored,
        ),
        highlights=tuple(_highlights(standings, now.collection)),
        problems=tuple(finding(found) for found in now.problems),
        inputs=tuple(InputFile(i.file, i.sha256, i.unit, i.used, i.why, i.sent) for i in now.collection.inputs),
        tool={"version": __version__},
        decisions=decisions,
        awards=_awards(cluster, decisions, standings),
        changes=changes,
        effects=effects,
        appraisals=tuple(appraisals_of(now.cluster, now.collection.submissions, now.scored)),
        appraisers=tuple(appraisers_of(now.cluster, now.collection.submissions)),
    )


def _awards(cluster: Cluster, decisions: Decisions, standings: tuple[Standing, ...]) -> tuple[Award, ...]:
    excused = {line.unit for line in decisions.excuses if line.treatment is Treatment.EXCUSED}
    return make_awards(cluster, decisions, candidates_of(decisions, standings), len(cluster.units) - len(excused))


def _what_decisions_did(
    cluster: Cluster, collection: Collection, decisions: Decisions, now: Examined, standings: tuple[Standing, ...]
) -> tuple[tuple[Change, ...], tuple[Effect, ...]]:
    """Before → after, against the same sheets without the decisions that move points, places or classes."""
    alone = replace(decisions, **dict.fromkeys(MOVING, ()))
    if alone == decisions:
        return (), ()
    from emulation_cli.effects import changes_of, effects_of
    from emulation_cli.standings import make_standings

    rescored = any(getattr(decisions, field) for field in MOVING_POINTS)
    before = examine(cluster, collection, alone) if rescored else now
    earlier = make_standings(before.cluster, before.scored, alone)
    return changes_of(cluster, decisions, before.scored, now.scored), effects_of(earlier, standings)


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


def _unranked(
    cluster: Cluster, standings: tuple[Standing, ...], decisions: Decisions, problems: list[Problem]
) -> Iterator[Unranked]:
    """Units without a place: excused ones, and those without a usable sheet with the first error that says why."""
    placed = {one.unit for one in standings}
    excused = {line.unit for line in decisions.excuses}
    for unit in cluster.units:
        if unit.code in placed:
            continue
        if unit.code in excused:
            yield Unranked(unit.code, unit.name, EXCUSED)
            continue
        mine = (found for found in problems if found.unit == unit.code and found.severity is Severity.ERROR)
        yield Unranked(unit.code, unit.name, next((found.code for found in mine), "sheet-missing"))


def _reasons(standings: tuple[Standing, ...], unranked: tuple[Unranked, ...], now: Examined) -> Iterator[Reason]:
    """Why the result is only provisional (formats.md, "Official and provisional")."""
    missing = [one.name for one in unranked if one.why != EXCUSED]
    if missing:
        yield _reason("units-without-sheet", missing)
    wrong = {found.unit for found in now.problems if found.severity is Severity.ERROR}
    names = [one.name for one in standings if one.unit in wrong]
    if names:
        yield _reason("units-with-errors", names)
    names = [one.name for one in standings if one.open]
    if names:
        yield _reason("questions-open", names)
    if _peers_may_move(now, bool(missing)):
        yield Reason("peers-may-move")
    sources = set(now.scored.sources.values())
    if len(sources) > 1 or UnitSource.MIXED in sources:
        yield _reason("sources-differ", [one.name for one in standings if one.source in BELOW_APPRAISED])


def _peers_may_move(now: Examined, missing: bool) -> bool:
    """Whether dẫn đầu or so trung bình still wait for a unit's value: everybody's points there may go either way."""
    leaves = [leaf.path for leaf in now.cluster.tree.leaves if leaf.kind in PEER_KINDS]
    return bool(leaves) and (
        missing or any(one[path].is_open for one in now.scored.outcomes.values() for path in leaves)
    )


def _reason(code: str, names: list[str], shown: int = 12) -> Reason:
    listed = ", ".join(names[:shown]) + (", …" if len(names) > shown else "")
    return Reason(code, {"count": str(len(names)), "names": listed})


def _highlights(standings: tuple[Standing, ...], collection: Collection) -> Iterator[Highlight]:
    for standing in standings:
        submission = collection.submissions.get(standing.unit)
        for field, text in submission.highlights if submission else ():
            yield Highlight(standing.unit, field, text)
