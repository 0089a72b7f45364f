"""How many of all members were at the meeting, counted from what Cuộc họp says; never guessed from a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from emulation_cli.cluster.decisions import Decisions, Meeting, Vote
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Quorum
from emulation_cli.labels import key_of
from emulation_cli.text import clean, fold

# '9', '9/10', '9/10 thành viên', '09 đồng chí'; nothing with a second number in it.
_COUNT = re.compile(r"(\d{1,6})(?:\s*/\s*(\d{1,6}))?(?:\s+[^\W\d_][^\d/%:;,]*)?")
_NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")  # '1. Nguyễn Thị Sen'
_SEVERAL = re.compile(rf",|&|\s(?:{fold('và')}|and)\s")  # in a folded text


@dataclass(frozen=True, slots=True)
class Attendance:
    """`here` of `members`, either None where it is not known; then `doubt` says why: missing, unclear, total, differs.

    `absent` is what the lines say, `line` the one to look at.
    """

    here: int | None = None
    absent: int | None = None
    members: int | None = None
    doubt: str = ""
    line: Meeting | None = None

    def reaches(self, quorum: Quorum) -> bool | None:
        """Whether the meeting had a quorum; None where that is not known."""
        if self.doubt or self.here is None or self.members is None:
            return None
        return quorum.reached(self.here, self.members)


@dataclass(frozen=True, slots=True)
class _Count:
    """What lines of one item come to: people, out of all where that is said."""

    people: int
    members: int | None = None


def attendance(cluster: Cluster, decisions: Decisions) -> Attendance:
    """Count those present. All members: as the line says (9/10), else present and absent together, else what every
    line of Bỏ phiếu says alike."""
    lines = {item: [line for line in decisions.meeting if line.item == item] for item in ("present", "absent")}
    if not lines["present"]:
        return Attendance(doubt="missing", line=next(iter(lines["absent"]), None))
    counts: dict[str, _Count | None] = {"absent": None}
    for item, found in lines.items():
        if found:
            count = _counted(cluster, found)
            if isinstance(count, Meeting):
                return Attendance(doubt="unclear", line=count)
            counts[item] = count
    return _together(decisions, counts["present"] or _Count(0), counts["absent"], lines["present"][0])


def valid_votes(cluster: Cluster, decisions: Decisions) -> tuple[Vote, ...]:
    """The votes in which enough members took part: ballots issued against all members, where a quorum is declared."""
    quorum = cluster.quorum
    return tuple(vote for vote in decisions.votes if quorum is None or quorum.reached(vote.issued, vote.members))


def _together(decisions: Decisions, present: _Count, absent: _Count | None, line: Meeting) -> Attendance:
    missing = absent.people if absent else None
    sums = [present.people + missing] if missing is not None else []
    told = [count.members for count in (present, absent) if count and count.members is not None]
    voted = {vote.members for vote in decisions.votes}
    totals = told or sums or (list(voted) if len(voted) == 1 else [])
    found = Attendance(present.people, missing, totals[0] if totals else None, line=line)
    if not totals:
        return _doubtful(found, "total")
    fits = len({*told, *sums, *totals}) == 1 and present.people <= totals[0]
    return found if fits else _doubtful(found, "differs")


def _doubtful(found: Attendance, doubt: str) -> Attendance:
    return replace(found, doubt=doubt)


def _counted(cluster: Cluster, lines: Sequence[Meeting]) -> _Count | Meeting:
    """The one number that stands there, else the different names; the line that cannot be counted."""
    numbers = [(line, count) for line in lines if (count := _number(line.text))]
    if len(numbers) > 1:
        return numbers[1][0]
    names: set[str] = set()
    for line in lines:
        if _number(line.text):
            continue
        pieces = list(_names(line.text))
        if not numbers and any(not _is_one(cluster, piece, line.item) for piece in pieces):
            return line
        names |= {fold(piece) for piece in pieces}
    return numbers[0][1] if numbers else _Count(len(names))


def _number(text: str) -> _Count | None:
    shown = clean(text).rstrip(".")
    if key_of("attendance", shown) == "none":
        return _Count(0)
    match = _COUNT.fullmatch(shown)
    return _Count(int(match[1]), int(match[2]) if match[2] else None) if match else None


def _names(text: str) -> Iterator[str]:
    for piece in re.split(r"[;\n]", text):
        if shown := _NUMBERED.sub("", clean(piece)).rstrip(". "):
            yield shown


def _is_one(cluster: Cluster, piece: str, item: str) -> bool:
    """Whether a piece names one person or unit: no number, no word for everybody or for how many.

    A comma or "và" may part two names or a name and an office. Too few counted as present only raise a question; too
    few counted as absent would hide one, so there it is in doubt.
    """
    if fold(piece) in _unit_names(cluster):
        return True
    words = piece.split(" ")  # 'đông đủ', 'Sáu đơn vị thành viên', 'Toàn thể thành viên'
    if any(key_of("attendance", " ".join(words[:count])) for count in (1, 2, 3)) or any(
        letter.isdigit() for letter in piece
    ):
        return False
    rest = fold(piece) if item == "absent" else ""
    for name in _unit_names(cluster):
        rest = rest.replace(name, "")
    return not _SEVERAL.search(f" {rest} ")


def _unit_names(cluster: Cluster) -> set[str]:
    return {fold(name) for unit in cluster.units for name in (unit.code, unit.name, *unit.aliases) if len(name) > 1}
