"""The sheets of decisions.xlsx about whole units: ties, classes, awards, excuses, what came in, the next term."""

from __future__ import annotations

from collections import Counter

from emulation_cli.cluster.decided import Sheet
from emulation_cli.cluster.decisions import AwardBar, ClassCap, Excuse, NextTerm, Receipt, TieDecision, Treatment
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import choice, day, needed, one_line
from emulation_cli.labels import key_of


def read_ties(sheet: Sheet) -> list[TieDecision]:
    """Phân định: each unit once, with its place within its tie."""
    found = []
    for row in sheet.page.rows():
        unit, order = sheet.unit(row), sheet.whole(row, "order", least=1)
        sheet.once(row, "unit", unit)
        found.append(TieDecision(unit, order, sheet.words(row, "ground"), row))
    _check_orders(sheet, found)
    return found


def _check_orders(sheet: Sheet, found: list[TieDecision]) -> None:
    """A place that more units have than there can be ties with such a place: two of one tie have the same one.

    Which units are tied only the scores tell; the same place twice within one tie is found then.
    """
    units = len(sheet.cluster.units)
    seen: Counter[int] = Counter()
    for line in found:
        seen[line.order] += 1
        if line.order > units or seen[line.order] * max(2, line.order) > units:
            what = slip("decisions-tie-order", order=line.order, times=seen[line.order], units=units)
            sheet.page.report(line.row, "order", what)


def read_class_caps(sheet: Sheet) -> list[ClassCap]:
    """Khống chế: the best class that a unit can have."""
    found = []
    for row in sheet.page.rows():
        line = ClassCap(sheet.unit(row), sheet.class_name(row), sheet.words(row, "reason"), row)
        sheet.once(row, "unit", line.unit)
        found.append(line)
    return found


def read_award_bars(sheet: Sheet) -> list[AwardBar]:
    """Không xét: one award, or (empty, tất cả) all of them."""
    found = []
    for row in sheet.page.rows():
        every = sheet.page.is_blank(row, "award") or key_of("every_award", one_line(sheet.page, row, "award"))
        unit, award = sheet.unit(row), None if every else sheet.award(row)
        sheet.once(row, "unit", (unit, award))
        found.append(AwardBar(unit, award, sheet.words(row, "reason"), row))
    return found


def read_excuses(sheet: Sheet) -> list[Excuse]:
    """Miễn nộp: miễn or không nộp."""
    found = []
    for row in sheet.page.rows():
        unit = sheet.unit(row)
        if sheet.page.is_blank(row, "treatment"):
            needed(sheet.page, row, "treatment")
        treatment = Treatment(choice(sheet.page, row, "treatment", "treatment") or Treatment.EXCUSED)
        sheet.once(row, "unit", unit)
        found.append(Excuse(unit, treatment, sheet.words(row, "reason"), row))
    return found


def read_receipts(sheet: Sheet) -> list[Receipt]:
    """Nhận phiếu: when a file came in, whether it is the one to use."""
    found, page = [], sheet.page
    for row in page.rows():
        unit, file, used = sheet.unit(row), one_line(page, row, "file"), choice(page, row, "used", "used")
        received = day(page, row, "received")
        if used and not file:
            needed(page, row, "file")
        if page.is_blank(row, "received") and page.is_blank(row, "used"):
            page.report(row, "received", slip("decisions-receipt-empty"))
        sheet.once(row, "file" if file else "unit", (unit, file))
        if used == "yes":
            sheet.once(row, "used", unit, "decisions-receipt-two-used")
        found.append(Receipt(unit, file, received, None if used is None else used == "yes", row))
    return found


def read_next_term(sheet: Sheet) -> list[NextTerm]:
    """Nhiệm kỳ tới: one head, deputies; a role without a unit is a place to write one."""
    found = []
    for row in sheet.page.rows():
        if sheet.page.is_blank(row, "unit"):
            continue
        if sheet.page.is_blank(row, "role"):
            needed(sheet.page, row, "role")
        role, unit = choice(sheet.page, row, "role", "role") or "", sheet.unit(row)
        sheet.once(row, "unit", unit)
        if role == "head":
            sheet.once(row, "role", role, "decisions-two-heads")
        found.append(NextTerm(role, unit, row))
    return found
