"""The sheets Bỏ phiếu and Cuộc họp: how the members voted, and what the minutes say of the meeting."""

from __future__ import annotations

from itertools import pairwise

from emulation_cli.cluster.decided import Sheet
from emulation_cli.cluster.decisions import Meeting, Vote
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import choice, lines, one_line
from emulation_cli.labels import key_of

FEWEST_FIRST = ("votes", "valid", "returned", "issued", "members")
REPEATED = ("present", "absent")


def read_votes(sheet: Sheet) -> list[Vote]:
    """Bỏ phiếu: a unit's votes in a round; no more votes than valid ballots, returned, issued, members."""
    return [_vote(sheet, row) for row in sheet.page.rows()]


def _vote(sheet: Sheet, row: int) -> Vote:
    tie = key_of("tie_vote", one_line(sheet.page, row, "award"))
    award, unit = None if tie else sheet.award(row), sheet.unit(row)
    number = sheet.whole(row, "round", least=1, default=1)
    counts = {key: sheet.whole(row, key, least=1 if key == "members" else 0) for key in FEWEST_FIRST}
    _check_counts(sheet.page, row, counts)
    sheet.once(row, "unit", (award, unit, number))
    return Vote(award, unit, number, row=row, **counts)


def _check_counts(page: Page, row: int, counts: dict[str, int]) -> None:
    for fewer, more in pairwise(FEWEST_FIRST):
        if not page.is_flawed(row, more) and counts[fewer] > counts[more]:
            shown = {"what": page.title(row, fewer), "count": counts[fewer]}
            shown |= {"of": page.title(row, more), "limit": counts[more]}
            page.report(row, fewer, slip("decisions-votes", **shown))


def read_meeting(sheet: Sheet) -> list[Meeting]:
    """Cuộc họp: an item a row; one without words is a place to write some."""
    found, page = [], sheet.page
    for row in page.rows():
        text = lines(page, row, "text")
        if not text and page.is_blank(row, "text"):
            continue
        item = choice(page, row, "item", "meeting") or ""
        if page.is_blank(row, "item"):
            page.report(row, "item", slip("definition-cell-missing", column=page.title(row, "item")))
        if item and item not in REPEATED:
            sheet.once(row, "item", item)
        found.append(Meeting(item, text, row))
    return found
