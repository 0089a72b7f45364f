"""decisions.xlsx → Decisions: what was decided afterwards, every slip named by its cell, all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

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
from emulation_cli.cluster.decisions_whole import (
    sections_keep_something,
    somebody_is_left,
    ties_are_voted_on_where_agreed,
)
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.pages import DEFINITION, Book, Form, all_problems, open_pages
from emulation_cli.cluster.slips import slip
from emulation_cli.problems import Problem
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_workbook

Reader = Callable[[Sheet], Sequence[Any]]
Check = Callable[[Decisions, Cluster, Mapping[str, Page]], None]


class Listing(NamedTuple):
    """A sheet: its key, its columns, who reads it, and what of cluster.xlsx it goes by (Definition.sound)."""

    key: str
    form: Form
    read: Reader
    goes_by: frozenset[str]


def _listing(key: str, form: Form, read: Reader, *goes_by: str) -> Listing:
    return Listing(key, form, read, frozenset(goes_by))


# By field of Decisions.
SHEETS: Mapping[str, Listing] = {
    "adjustments": _listing(
        "adjustments",
        Form(
            ("unit", "criterion", "actual", "points", "reason"), ("decided_by", "decided_on", "note"), beside=("text",)
        ),
        read_adjustments,
        *("places", "names", "criteria", "targets"),
    ),
    "ties": _listing("tie_decisions", Form(("unit", "order", "ground"), ("note",)), read_ties, "names"),
    "class_caps": _listing(
        "class_caps", Form(("unit", "best_class", "reason"), ("note",)), read_class_caps, "names", "classes"
    ),
    "award_bars": _listing(
        "award_bars", Form(("unit", "award", "reason"), ("note",)), read_award_bars, "names", "titles"
    ),
    "excuses": _listing("excuses", Form(("unit", "treatment", "reason"), ("note",)), read_excuses, "names"),
    "not_assigned": _listing(
        "not_assigned",
        Form(("unit", "criterion", "reason"), ("note",), beside=("text",)),
        read_not_assigned,
        *("names", "criteria", "targets"),
    ),
    "receipts": _listing("receipts", Form(("unit", "file", "received", "used"), ("note",)), read_receipts, "names"),
    "votes": _listing(
        "votes",
        Form(("award", "unit", "issued", "returned", "valid", "votes", "members"), ("round", "note")),
        read_votes,
        *("names", "titles"),
    ),
    "meeting": _listing("meeting", Form(("item", "text"), ("note",)), read_meeting),
    "next_term": _listing("next_term", Form(("role", "unit"), ("note",)), read_next_term, "names"),
}
WHOLE = frozenset({*DEFINITION.forms, "names", "titles", "places"})
DECISIONS = Book({each.key: each.form for each in SHEETS.values()}, needed=(), stranger="decisions-not-decisions")


def read_decisions(path: Path, cluster: Cluster, sound: Set[str] = WHOLE) -> tuple[Decisions, list[Problem]]:
    """Read a decisions file; no file is no decisions. Lines with an error are left out, and the problems say why.

    `sound` is what of cluster.xlsx can be relied on (Definition.sound): what goes by anything else is not judged.
    """
    if not path.exists():
        return Decisions(), []
    workbook, problems = read_workbook(path)
    if workbook is None:
        return Decisions(), problems
    return decisions_of(workbook, cluster, sound, problems)


def decisions_of(
    workbook: Workbook, cluster: Cluster, sound: Set[str] = WHOLE, damaged: Sequence[Problem] = ()
) -> tuple[Decisions, list[Problem]]:
    """The decisions that a workbook states about a cluster; problems in the order of the file. `damaged` is what its
    reader found."""
    opened = open_pages(workbook, DECISIONS, damaged)
    pages = opened.pages
    lines = {
        field: _lines(pages[each.key], cluster, each.read)
        for field, each in SHEETS.items()
        if each.key in pages and sound >= each.goes_by
    }
    decisions = Decisions(**lines)
    for check, goes_by in CHECKS:
        if sound >= goes_by:
            check(decisions, cluster, pages)
    return decisions, all_problems(opened, workbook)


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
                pages[SHEETS[field].key].report(line.row, "unit", slip("decisions-unit-excused", where=where))


# Each with what of cluster.xlsx it goes by, beside what its lines do.
CHECKS: tuple[tuple[Check, Set[str]], ...] = (
    (not_assigned_is_not_adjusted, set()),
    (members_are_counted_once, set()),
    (excused_are_left_alone, set()),
    (ties_are_voted_on_where_agreed, {"ties"}),
    (somebody_is_left, {"names"}),
    (sections_keep_something, {"cluster", "names", "criteria", "targets"}),
    *((check, {"cluster", "names", "titles"}) for check in QUORUM_CHECKS),
)
