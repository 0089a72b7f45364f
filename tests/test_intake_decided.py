"""Decisions about what came in: a sheet of a unit that is out of everything, an adjustment of one that sent none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from builders import cluster, codes, collection, submission

from emulation_cli.cluster.decisions import Adjustment, Decisions, Excuse, Treatment
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.decided import with_decisions

AGREED = cluster(("1", "direct", 10), units="A B")


def laid_over(*units: str, **given: tuple[object, ...]) -> Collection:
    """What remains of sheets of these units under decisions."""
    sheets = collection(submission(AGREED, {"1": 5}, unit) for unit in units)
    before = replace(sheets)
    _, after = with_decisions(AGREED, sheets, Decisions(**given))  # type: ignore[arg-type]
    assert sheets == before
    return after


def test_a_sheet_of_an_excused_unit_is_named_and_does_not_count() -> None:
    found = laid_over("A", "B", excuses=(Excuse("B", Treatment.EXCUSED, "Mới thành lập"),))
    assert list(found.submissions) == ["A"]
    assert codes(found.problems) == [("decision-sheet-unused", None, "")]
    assert [(one.file, one.used, one.why) for one in found.inputs] == [
        ("A.xlsx", True, "used"),
        ("B.xlsx", False, "excused"),
    ]
    assert (found.problems[0].unit, found.problems[0].place.file) == ("B", "B.xlsx")


def test_an_adjustment_of_a_unit_without_a_sheet_is_an_error_at_its_line() -> None:
    line = Adjustment("B", "1", None, Decimal(8), "Họp ngày 25/6", row=4)
    found = laid_over("A", adjustments=(line,))
    assert codes(found.problems) == [("decision-without-sheet", "1", "4:4")]
    assert (found.problems[0].unit, found.problems[0].place.file) == ("B", "decisions.xlsx")
    assert laid_over("B", adjustments=(line,)).problems == []
