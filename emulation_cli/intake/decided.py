"""What was decided afterwards, laid over what came in: which criteria count, whose sheet, which figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from emulation_cli.cluster.decisions import Adjustment, Decisions, line_place
from emulation_cli.cluster.model import Cluster, Target
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Entry, Missing, Submission
from emulation_cli.problems import Place, Problem, problem


def with_decisions(cluster: Cluster, collection: Collection, decisions: Decisions) -> tuple[Cluster, Collection]:
    """The cluster as it counts now (Không giao) and the collection with Miễn nộp and Điều chỉnh applied.

    Nothing given is changed; the order of the decisions does not matter.
    """
    return agreed_now(cluster, decisions), _adjusted(_without_excused(collection, decisions), decisions)


def agreed_now(cluster: Cluster, decisions: Decisions) -> Cluster:
    """The cluster with what was later found not to be assigned (Không giao) as if Chỉ tiêu said so."""
    if not decisions.not_assigned:
        return cluster
    targets = dict(cluster.target_of)
    for line in decisions.not_assigned:
        for leaf in cluster.tree.leaves_below(line.criterion):
            targets[line.unit, leaf.path] = Target(line.unit, leaf.path, None)
    return replace(cluster, targets=tuple(targets.values()))


def _without_excused(collection: Collection, decisions: Decisions) -> Collection:
    """Units excused, or said not to have submitted, hold nobody up; a sheet of theirs is named, and does not count."""
    out = {excuse.unit for excuse in decisions.excuses}
    if not out:
        return collection
    kept = {unit: one for unit, one in collection.submissions.items() if unit not in out}
    unused = [problem("decision-sheet-unused", Place(one.file), unit) for unit, one in collection.submissions.items()]
    problems = [found for found in collection.problems if found.unit not in out]
    inputs = [replace(one, used=False, why="excused") if one.unit in out else one for one in collection.inputs]
    return Collection(kept, inputs, [*problems, *(found for found in unused if found.unit in out)])


def _adjusted(collection: Collection, decisions: Decisions) -> Collection:
    if not decisions.adjustments:
        return collection
    by_unit: dict[str, list[Adjustment]] = {}
    for line in decisions.adjustments:
        by_unit.setdefault(line.unit, []).append(line)
    submissions = dict(collection.submissions)
    problems = list(collection.problems)
    for unit, lines in by_unit.items():
        if unit in submissions:
            submissions[unit], settled = _adjusted_submission(submissions[unit], lines)
            problems = [found for found in problems if not _settles(found, unit, settled)]
        else:
            problems += [problem("decision-without-sheet", _place(line), unit, line.criterion) for line in lines]
    return Collection(submissions, collection.inputs, problems)


def _adjusted_submission(submission: Submission, lines: list[Adjustment]) -> tuple[Submission, set[str]]:
    entries = dict(submission.entries)
    for line in lines:
        entries[line.criterion] = _entry(entries.get(line.criterion), line)
    return replace(submission, entries=entries), {line.criterion for line in lines}


def _entry(entry: Entry | None, line: Adjustment) -> Entry:
    """The entry with the decided result or points; a score typed beside a result that no longer holds is dropped."""
    before = entry or Entry(line.criterion, 0)
    decided = replace(before, decided_at=_place(line), not_assigned=False)
    if line.points is not None:
        return replace(decided, decided=line.points)
    return replace(decided, actual=line.actual if line.actual is not None else Missing.BLANK, self_score=Missing.BLANK)


def _settles(found: Problem, unit: str, criteria: set[str]) -> bool:
    """Whether a decision settles a finding of reading that criterion's cells."""
    return found.unit == unit and found.criterion in criteria


def _place(line: Adjustment) -> Place:
    return line_place("adjustments", line.row)


def changed_criteria(decisions: Decisions) -> Mapping[tuple[str, str], Adjustment]:
    """Adjustments by (unit, criterion)."""
    return {(line.unit, line.criterion): line for line in decisions.adjustments}
