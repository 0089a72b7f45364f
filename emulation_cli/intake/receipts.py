"""Nhận phiếu laid over the files that came in: when, which one to use, and lines that speak of no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import PurePosixPath

from emulation_cli.cluster.decisions import Receipt, line_place
from emulation_cli.intake.receive import Received
from emulation_cli.intake.sent import VIETNAM
from emulation_cli.problems import Problem, problem
from emulation_cli.text import fold, nearest


def as_received(one: Received, receipts: Sequence[Receipt]) -> Received:
    """The file with what Nhận phiếu says of it; a line about this very file goes before one about the unit alone,
    whichever stands first."""
    for line in sorted(receipts, key=lambda line: bool(line.file)):
        if line.unit == one.unit and (not line.file or _is(one, line)):
            wanted = one.wanted if line.used is None else line.used
            one = replace(one, sent=_moment(line.received) or one.sent, wanted=wanted)
    return one


def without_file(received: Sequence[Received], receipts: Sequence[Receipt]) -> Iterator[Problem]:
    """Lines that name a file which the unit did not send: the one to use, or one with a time of its own. A file that
    is not to be used may well be gone."""
    for line in receipts:
        own = [one for one in received if one.unit == line.unit]
        if not line.file or line.used is False or any(_is(one, line) for one in own):
            continue
        near = nearest(line.file, [_name(one.file) for one in own or received], least=0)
        code = "decision-file-missing" if line.used else "decision-time-unused"
        yield problem(code, line_place("receipts", line.row), line.unit, written=line.file, near=near or "–")


def _is(one: Received, line: Receipt) -> bool:
    return fold(_name(one.file)) == fold(_name(line.file))


def _name(file: str) -> str:
    return PurePosixPath(file.replace("\\", "/")).name


def _moment(received: datetime | date | None) -> datetime | None:
    """A recorded time in Vietnam's; a day alone counts from its beginning, to the unit's benefit."""
    if received is None:
        return None
    if not isinstance(received, datetime):
        received = datetime.combine(received, time.min)
    return received if received.tzinfo else received.replace(tzinfo=VIETNAM)
