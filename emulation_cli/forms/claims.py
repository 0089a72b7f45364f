"""What units claim, as an appraiser wants to see it: the points of each criterion, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.decimals import localise_number, unscaled
from emulation_cli.intake.submission import Entry, Submission
from emulation_cli.labels import label
from emulation_cli.scoring.outcome import Outcome, State
from emulation_cli.scoring.peers import PEER_KINDS
from emulation_cli.scoring.points import score_leaves

LONGEST = 300  # letters of one line of a note


class Closed(Enum):
    """Why there is nothing to appraise by a score."""

    BY_CLUSTER = "cluster_computed"
    NOT_ASSIGNED = "not_assigned"


@dataclass(frozen=True, slots=True)
class Claim:
    """One criterion of one unit: its points (None where nothing usable stands), whether it can be scored, whether the
    unit asks to be left out of it, and a note on what it rests on."""

    points: Decimal | None = None
    closed: Closed | None = None
    asks_out: bool = False
    note: str = ""


Claims = Mapping[str, Claim]


def claims_of(cluster: Cluster, submission: Submission, language: str = "vi") -> dict[str, Claim]:
    """A unit's claims by leaf, from its own cells alone; each criterion by itself (cần, chọn một not yet settled)."""
    outcomes, _ = score_leaves(cluster, replace(submission, appraiser=""))
    entries = submission.entries
    return {
        leaf.path: _claim(cluster, leaf, outcomes[leaf.path], entries.get(leaf.path), language)
        for leaf in cluster.tree.leaves
    }


def no_claims(cluster: Cluster, unit: str) -> dict[str, Claim]:
    """The claims of a unit without a usable sheet: only what is closed anyway."""
    return {leaf.path: Claim(closed=_closed(cluster, leaf, unit)) for leaf in cluster.tree.leaves}


def _claim(cluster: Cluster, leaf: Criterion, outcome: Outcome, entry: Entry | None, language: str) -> Claim:
    note = "\n".join(_notes(leaf, outcome, entry, language)) if entry else ""
    if outcome.state is State.NOT_ASSIGNED:
        return Claim(closed=Closed.NOT_ASSIGNED, note=note)
    points = None if outcome.points is None else unscaled(outcome.points, cluster.places)
    closed = Closed.BY_CLUSTER if leaf.kind in PEER_KINDS else None
    return Claim(points, closed, outcome.field == "not_assigned", note)


def _closed(cluster: Cluster, leaf: Criterion, unit: str) -> Closed | None:
    line = cluster.target_of.get((unit, leaf.path))
    if line is not None and line.value is None:
        return Closed.NOT_ASSIGNED
    return Closed.BY_CLUSTER if leaf.kind in PEER_KINDS else None


def _notes(leaf: Criterion, outcome: Outcome, entry: Entry, language: str) -> Iterator[str]:
    """Target, result, evidence, explanation: what the unit's sheet says of them."""
    found = {
        "target": _figure(outcome.target, language),
        "actual": _answer(leaf, entry, language),
        "evidence": entry.evidence,
        "explanation": entry.explanation,
    }
    for key, value in found.items():
        shown = "".join(letter for letter in value if letter.isprintable() or letter == "\n")[:LONGEST]
        if shown:
            yield text(language, "forms", "appraisal.note", name=label("column", key, language), value=shown)


def _figure(value: object, language: str) -> str:
    return localise_number(f"{value:f}", language) if isinstance(value, Decimal) else ""


def _answer(leaf: Criterion, entry: Entry, language: str) -> str:
    if leaf.kind is Kind.PASS and isinstance(entry.actual, Decimal):
        return label("answer", "yes" if entry.actual else "no", language)
    return _figure(entry.actual, language)
