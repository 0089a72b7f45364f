"""The collected files: found in folders, taken in one by one, and one chosen for each unit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from emulation_cli.cluster.decisions import Receipt
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.receipts import as_received, without_file
from emulation_cli.intake.receive import ELSEWHERE, Received, receive_all
from emulation_cli.intake.sent import VIETNAM, is_late
from emulation_cli.intake.sources import find_sources
from emulation_cli.intake.submission import Input, Submission
from emulation_cli.problems import Place, Problem, problem

LONG_AGO = datetime.min.replace(tzinfo=VIETNAM)


@dataclass(slots=True)
class Collection:
    """What came in: a submission for each unit that has a usable one, every file looked at, every finding."""

    submissions: dict[str, Submission]
    inputs: list[Input]
    problems: list[Problem]


def collect(
    paths: Sequence[Path],
    cluster: Cluster,
    progress: Callable[[int, int], None] = lambda done, of: None,
    workers: int | None = None,
    receipts: Sequence[Receipt] = (),
) -> Collection:
    """Read every collected file and choose one for each unit. What comes out does not depend on `workers`."""
    sources, problems = find_sources(paths)
    received = []
    for done, one in enumerate(receive_all(sources, cluster, workers), 1):
        received.append(one)
        progress(done, len(sources))
    return choose(received, cluster, problems, receipts)


def choose(
    received: Sequence[Received],
    cluster: Cluster,
    problems: Iterable[Problem] = (),
    receipts: Sequence[Receipt] = (),
) -> Collection:
    """One file for each unit: usable, and the one that Nhận phiếu names, else the newest by its own properties (in
    time before late)."""
    collection = Collection({}, [], list(problems))
    collection.problems += without_file(received, receipts)
    received = [as_received(one, receipts) for one in received]
    by_unit: dict[str | None, list[Received]] = {}
    for one in received:
        by_unit.setdefault(one.unit, []).append(one)
    for unit in [unit.code for unit in cluster.units] + [None]:
        _choose_one(unit, by_unit.get(unit, []), cluster, collection)
    collection.problems += _identical(collection.submissions)
    collection.inputs.sort(key=lambda one: one.file)
    return collection


def _choose_one(unit: str | None, files: list[Received], cluster: Cluster, into: Collection) -> None:
    usable = [one for one in files if unit is not None and one.submission is not None and one.wanted is not False]
    used = max(usable, key=lambda one: _preference(one, cluster), default=None)
    for one in files:
        why = "used" if one is used else _why_not(one, used)
        into.inputs.append(Input(one.file, one.sha256, one.unit, one is used, why, one.sent))
        if one is used or used is None or one.submission is None:
            into.problems += one.problems
    if unit is not None and all(one.wanted is False for one in files):  # none came, or none is to be used
        into.problems.append(problem("sheet-missing", Place(), unit, name=cluster.unit_of[unit].name))
    if used is None or unit is None or used.submission is None:
        return
    into.submissions[unit] = used.submission
    if is_late(used.sent, cluster.deadline):
        into.problems.append(problem("sheet-late", Place(used.file), unit, sent=used.sent, deadline=cluster.deadline))
    if len({one.sha256 for one in usable}) > 1 and not used.wanted:
        others = ", ".join(sorted(one.file for one in usable if one is not used))
        into.problems.append(problem("several-sheets", Place(used.file), unit, others=others))


def _preference(one: Received, cluster: Cluster) -> tuple[bool, bool, bool, datetime, str, str]:
    """In time before late, newer before older; the same to the second, the later name (said in `several-sheets`)."""
    return (
        bool(one.wanted),
        _filled(one),
        not is_late(one.sent, cluster.deadline),
        one.sent or LONG_AGO,
        one.file,
        one.sha256,
    )


def _filled(one: Received) -> bool:
    """Whether anybody filled anything in: a blank form lying among the sheets is nobody's answer."""
    entries = one.submission.entries.values() if one.submission else ()
    return any(isinstance(value, Decimal) for entry in entries for value in (entry.actual, entry.self_score))


def _why_not(one: Received, used: Received | None) -> str:
    if one.unit is None:
        return "unit_unknown"
    if any(found.code in ELSEWHERE for found in one.problems):
        return "elsewhere"
    if one.submission is None:
        return "unreadable"
    if one.wanted is False:
        return "set_aside"
    return "same_bytes" if used and one.sha256 == used.sha256 else "older"


def _identical(submissions: dict[str, Submission]) -> Iterator[Problem]:
    """Two units with the same answers everywhere: one of them may have sent the other's sheet. Of what the sheet
    computes the result alone tells, since the points hang on the unit's own target."""
    first: dict[bytes, Submission] = {}
    for unit, submission in submissions.items():
        answers = [
            (path, entry.actual, "" if isinstance(entry.actual, Decimal) else entry.self_score, entry.evidence)
            for path, entry in submission.entries.items()
            if isinstance(entry.actual, Decimal) or isinstance(entry.self_score, Decimal)
        ]
        facts = hashlib.sha1(repr(answers).encode(), usedforsecurity=False).digest()
        other = first.setdefault(facts, submission)
        if other is not submission and answers:
            yield problem("sheets-identical", Place(submission.file), unit, other=other.file)
