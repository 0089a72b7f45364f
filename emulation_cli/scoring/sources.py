"""Nguồn điểm: whose scores a unit's points are, and that units are not ranked by different ones.

A unit is appraised when an appraiser has spoken of everything that it was assigned: criterion by criterion, or by the
tick Đã thẩm định, after which blank means agreed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.intake.appraised import counts, is_examined, is_spoken_of, voices
from emulation_cli.intake.submission import MARKS, Entry, Submission
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.appraised import lead_is_silent
from emulation_cli.scoring.combine import FEWEST_TRIMMED
from emulation_cli.scoring.outcome import Outcome, State
from emulation_cli.scoring.peers import PEER_KINDS

SHOWN = 8  # criteria named in a finding


class UnitSource(StrEnum):
    """Whose scores a unit's points are."""

    SELF = "self"
    APPRAISED = "appraised"
    MIXED = "mixed"  # part of it was appraised


def source_of(cluster: Cluster, submission: Submission, outcomes: Mapping[str, Outcome]) -> UnitSource:
    """A unit's source; self wherever appraised values do not count."""
    if not counts(cluster) or not _any_appraisal(cluster, submission):
        return UnitSource.SELF
    return UnitSource.MIXED if _not_spoken_of(cluster, submission, outcomes) else UnitSource.APPRAISED


def check_source(
    cluster: Cluster, submission: Submission, source: UnitSource, outcomes: Mapping[str, Outcome]
) -> Iterator[Problem]:
    """What an appraisal lacks: all of it (where the cluster ranks by appraised scores), or some criteria."""
    place = Place(submission.file)
    if source is UnitSource.SELF and cluster.source is Source.APPRAISED:
        yield problem("unit-not-appraised", place, submission.unit)
    if source is UnitSource.MIXED:
        lacking = _not_spoken_of(cluster, submission, outcomes)
        labels = _labels(cluster, lacking)
        yield problem("appraisal-incomplete", place, submission.unit, count=len(lacking), criteria=labels)
    if counts(cluster):
        yield from _check_voices(cluster, submission)


def _any_appraisal(cluster: Cluster, submission: Submission) -> bool:
    examined = is_examined(cluster, submission)
    if examined and submission.appraised:
        return True
    return any(is_spoken_of(cluster, entry, examined) for entry in submission.entries.values())


def _not_spoken_of(cluster: Cluster, submission: Submission, outcomes: Mapping[str, Outcome]) -> list[Criterion]:
    """The assigned leaves that count and of which no appraiser has said anything."""
    examined = is_examined(cluster, submission)
    if examined and submission.appraised:
        return []
    spoken = {path for path, entry in submission.entries.items() if is_spoken_of(cluster, entry, examined)}
    in_workbook = any(voices(cluster, entry) for entry in submission.entries.values())
    return [
        leaf
        for leaf in cluster.tree.leaves
        if leaf.group is not Group.UNCOUNTED
        and not _is_settled(outcomes[leaf.path], submission.entries.get(leaf.path))
        and not (in_workbook and leaf.kind in PEER_KINDS)  # appraisal.xlsx has no cell for it
        and spoken.isdisjoint(_together(cluster, leaf))
    ]


def _is_settled(outcome: Outcome, entry: Entry | None) -> bool:
    return outcome.state is State.NOT_ASSIGNED or (entry is not None and entry.decided_at is not None)


def _together(cluster: Cluster, leaf: Criterion) -> list[str]:
    """A leaf, or all that one is chosen from."""
    above = cluster.tree.by_path.get(leaf.parent)
    while above is not None and above.kind is not Kind.CHOICE:
        above = cluster.tree.by_path.get(above.parent)
    return [one.path for one in cluster.tree.leaves_below(above.path if above else leaf.path)]


def _check_voices(cluster: Cluster, submission: Submission) -> Iterator[Problem]:
    """Criteria whose scores cannot be combined as declared."""
    entries = [entry for entry in submission.entries.values() if entry.marks and entry.decided_at is None]
    if not entries:
        return
    place = submission.place(entries[0].criterion, MARKS)
    few = [entry for entry in entries if len(entry.marks) < FEWEST_TRIMMED]
    if cluster.combine is Combine.TRIMMED_MEAN and few:
        labels = _labels(cluster, [cluster.tree.by_path[entry.criterion] for entry in few])
        params = {"count": len(few), "criteria": labels, "needed": FEWEST_TRIMMED}
        yield problem("appraisal-too-few", place, submission.unit, None, **params)
    silent = [cluster.tree.by_path[entry.criterion] for entry in entries if lead_is_silent(cluster, entry)]
    if silent:
        labels = _labels(cluster, silent)
        yield problem("appraisal-lead-silent", place, submission.unit, count=len(silent), criteria=labels)


def _labels(cluster: Cluster, criteria: list[Criterion]) -> str:
    """The labels of the first few."""
    labels = ", ".join(cluster.tree.labels[one.path] for one in criteria[:SHOWN])
    return labels + (", …" if len(criteria) > SHOWN else "")
