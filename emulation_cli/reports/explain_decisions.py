"""What decisions.xlsx says of one unit, line by line with its ground, then what all of it did to total, rank, class."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from emulation_cli.cluster.decisions import Treatment
from emulation_cli.reports.explain_steps import Number, Step, step
from emulation_cli.results import Results


def decision_steps(results: Results, unit: str) -> tuple[Step, ...]:
    """Every line that names the unit, then before → after."""
    lines = (_points, _standing, _awards, _files)
    return (*(one for part in lines for one in part(results, unit)), *_effects(results, unit))


def _points(results: Results, unit: str) -> Iterator[Step]:
    """Điều chỉnh and Không giao."""
    labels = results.cluster.tree.labels
    for change in results.changes:
        if change.unit == unit:
            known: dict[str, Number] = {}
            words = {"label": labels[change.criterion], "reason": change.reason, "by": change.decided_by or "–"}
            both = (("before", change.before), ("points", change.after))
            known |= {name: value for name, value in both if value is not None}
            yield step(f"line-change{'' if len(known) == 2 else '-open'}", words, **known)
    for line in results.decisions.not_assigned:
        if line.unit == unit:
            yield step("line-not-assigned", {"label": labels[line.criterion], "reason": line.reason})


def _standing(results: Results, unit: str) -> Iterator[Step]:
    """Phân định, Khống chế, Miễn nộp, Nhiệm kỳ tới."""
    given = results.decisions
    for tie in given.ties:
        if tie.unit == unit:
            yield step("line-tie", {"ground": tie.ground}, order=tie.order)
    for cap in given.class_caps:
        if cap.unit == unit:
            yield step("line-class-cap", {"name": cap.class_name, "reason": cap.reason})
    for excuse in given.excuses:
        if excuse.unit == unit:
            code = "line-excused" if excuse.treatment is Treatment.EXCUSED else "line-not-submitted"
            yield step(code, {"reason": excuse.reason})
    for term in given.next_term:
        if term.unit == unit:
            yield step(f"line-next-{term.role}")


def _awards(results: Results, unit: str) -> Iterator[Step]:
    """Không xét and Bỏ phiếu."""
    for bar in results.decisions.award_bars:
        if bar.unit == unit:
            words = {"reason": bar.reason} | ({"award": bar.award} if bar.award else {})
            yield step("line-barred" if bar.award else "line-barred-all", words)
    for vote in results.decisions.votes:
        if vote.unit == unit:
            counts = {"round": vote.round, "votes": vote.votes, "members": vote.members, "issued": vote.issued}
            words = {"award": vote.award} if vote.award else {}
            yield step("line-vote" if vote.award else "line-vote-tie", words, **counts)


def _files(results: Results, unit: str) -> Iterator[Step]:
    """Nhận phiếu."""
    for line in results.decisions.receipts:
        if line.unit != unit:
            continue
        if line.received is not None:
            yield step("line-received", {"at": _iso(line.received), "file": line.file or "–"})
        if line.used is not None:
            yield step("line-file-used" if line.used else "line-file-unused", {"file": line.file or "–"})


def _iso(moment: date | datetime) -> str:
    return moment.isoformat()


def _effects(results: Results, unit: str) -> Iterator[Step]:
    for one in results.effects:
        if one.unit != unit:
            continue
        if one.total_before != one.total_after:
            yield step("effect-total", before=one.total_before, total=one.total_after)
        if one.rank_before != one.rank_after:
            yield step("effect-rank", old=one.rank_before, new=one.rank_after)
        if one.class_before != one.class_after:
            yield step("effect-class", {"old": one.class_before or "–", "new": one.class_after or "–"})
