"""decisions.xlsx → Decisions: what was decided afterwards, every slip named by its cell, all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from emulation_cli.cluster.decided import Sheet
from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.decisions_meeting import read_meeting, read_votes
from emulation_cli.cluster.decisions_quorum import QUORUM_CHECKS
from emulation_cli.cluster.decisions_scores import read_adjustments, read_not_assigned
from emulation_cli.cluster.decisions_units import (
    read_award_bars,
    read_class_caps,
    read_excuses,
    read_next_term,
    read_receipts,
    read_ties,
)
from emulation_cli.cluster.decisions_whole import WHOLE_CHECKS
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.pages import Book, Form, all_problems, open_pages
from emulation_cli.cluster.slips import slip
from emulation_cli.problems import Problem
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_workbook

Reader = Callable[[Sheet], Sequence[Any]]
# By field of Decisions: the key of the sheet, its columns, who reads it.
SHEETS: Mapping[str, tuple[str, Form, Reader]] = {
    "adjustments": (
        "adjustments",
        Form(
            ("unit", "criterion", "actual", "points", "reason"), ("decided_by", "decided_on", "note"), beside=("text",)
        ),
        read_adjustments,
    ),
    "ties": ("tie_decisions", Form(("unit", "order", "ground"), ("note",)), read_ties),
    "class_caps": ("class_caps", Form(("unit", "best_class", "reason"), ("note",)), read_class_caps),
    "award_bars": ("award_bars", Form(("unit", "award", "reason"), ("note",)), read_award_bars),
    "excuses": ("excuses", Form(("unit", "treatment", "reason"), ("note",)), read_excuses),
    "not_assigned": (
        "not_assigned",
        Form(("unit", "criterion", "reason"), ("note",), beside=("text",)),
        read_not_assigned,
    ),
    "receipts": ("receipts", Form(("unit", "file", "received", "used"), ("note",)), read_receipts),
    "votes": (
        "votes",
        Form(("award", "unit", "issued", "returned", "valid", "votes", "members"), ("round", "note")),
        read_votes,
    ),
    "meeting": ("meeting", Form(("item", "text"), ("note",)), read_meeting),
    "next_term": ("next_term", Form(("role", "unit"), ("note",)), read_next_term),
}
DECISIONS = Book({key: form for key, form, _ in SHEETS.values()}, needed=(), stranger="decisions-not-decisions")


def read_decisions(path: Path, cluster: Cluster) -> tuple[Decisions, list[Problem]]:
    """Read a decisions file; no file is no decisions. Lines with an error are left out, and the problems say why."""
    if not path.exists():
        return Decisions(), []
    workbook, problems = read_workbook(path)
    if workbook is None:
        return Decisions(), problems
    decisions, found = decisions_of(workbook, cluster)
    return decisions, problems + found


def decisions_of(workbook: Workbook, cluster: Cluster) -> tuple[Decisions, list[Problem]]:
    """The decisions that a workbook states about a cluster; problems in the order of the file."""
    pages, problems = open_pages(workbook, DECISIONS)
    lines = {field: _lines(pages[key], cluster, read) for field, (key, _, read) in SHEETS.items() if key in pages}
    decisions = Decisions(**lines)
    for check in CHECKS:
        check(decisions, cluster, pages)
    return decisions, all_problems(problems, pages, workbook)


def _lines(page: Page, cluster: Cluster, read: Reader) -> tuple[Any, ...]:
    """The lines without an error; none where a column could not be found."""
    lines = read(Sheet(page, cluster))
    return () if page.lost else tuple(line for line in lines if line.row not in page.faulty)


def not_assigned_is_not_adjusted(decisions: Decisions, cluster: Cluster, pages: Mapping[str, Page]) -> None:
    """Two decisions on the same criterion of a unit: not assigned, and adjusted."""
    out = {
        (line.unit, leaf.path): line.row
        for line in decisions.not_assigned
        for leaf in cluster.tree.leaves_below(line.criterion)
    }
    for line in decisions.adjustments:
        row = out.get((line.unit, line.criterion))
        if row:
            sheet = pages["not_assigned"]
            where = f"{sheet.sheet.name} ▸ {sheet.address(row, 'criterion')}"
            what = slip("decisions-adjustment-not-assigned", path=line.criterion, where=where)
            pages["adjustments"].report(line.row, "criterion", what)


def members_are_counted_once(decisions: Decisions, cluster: Cluster, pages: Mapping[str, Page]) -> None:
    """One vote (an award, a round) has one number of members."""
    first: dict[tuple[str | None, int], tuple[int, int]] = {}
    for line in decisions.votes:
        members, row = first.setdefault((line.award, line.round), (line.members, line.row))
        if members != line.members:
            where = pages["votes"].address(row, "members")
            pages["votes"].report(line.row, "members", slip("decisions-votes-members", first=where, members=members))


def excused_are_left_alone(decisions: Decisions, cluster: Cluster, pages: Mapping[str, Page]) -> None:
    """What is decided about a unit that is out of everything changes nothing."""
    excused = {line.unit: line.row for line in decisions.excuses}
    for field in ("adjustments", "ties", "class_caps", "not_assigned", "votes"):
        for line in getattr(decisions, field):
            if line.unit in excused:
                where = f"{pages['excuses'].sheet.name} ▸ {pages['excuses'].address(excused[line.unit], 'unit')}"
                pages[SHEETS[field][0]].report(line.row, "unit", slip("decisions-unit-excused", where=where))


CHECKS = (not_assigned_is_not_adjusted, members_are_counted_once, excused_are_left_alone, *WHOLE_CHECKS, *QUORUM_CHECKS)
