"""Nguồn điểm: whose scores a unit's points are, and what an appraisal lacks, with its criteria by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import Row, cluster, codes, submission

from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.intake.submission import Mark, Submission
from emulation_cli.problems import Place
from emulation_cli.scoring.points import score_leaves
from emulation_cli.scoring.sources import UnitSource, check_source, source_of

D = Decimal
MARK = Mark("Bà Hà", Place("appraisal.xlsx", "Bà Hà", "E4"), first=D(5), opinion="x", leads=True)
Said = list[tuple[str, str, dict[str, str]]]


def look(
    rows: Sequence[Row], values: dict[str, Any], marks: dict[str, tuple[Mark, ...]] | None = None, **given: Any
) -> tuple[UnitSource, Said]:
    """A unit's source, and what is said of it with cell and values."""
    of_sheet = {name: given.pop(name) for name in ("appraised", "appraiser") if name in given}
    agreed = cluster(*rows, **{"source": Source.APPRAISED_IF_ANY, **given})
    sheet: Submission = submission(agreed, values, **{"appraiser": "Bà Hà", **of_sheet})
    for path, written in (marks or {}).items():
        sheet.entries[path].marks = written
    outcomes, _ = score_leaves(agreed, sheet)
    source = source_of(agreed, sheet, outcomes)
    problems = list(check_source(agreed, sheet, source, outcomes))
    assert len(codes(problems)) == len(problems)
    assert {one.unit for one in problems} <= {"A"}
    return source, [(one.code, str(one.place), dict(one.params)) for one in problems]


def lacking(count: int, criteria: str) -> tuple[UnitSource, Said]:
    return UnitSource.MIXED, [("appraisal-incomplete", "A.xlsx", {"count": str(count), "criteria": criteria})]


SELF, APPRAISED = (UnitSource.SELF, []), (UnitSource.APPRAISED, [])
TWO: list[Row] = [("1", "direct", 10), ("2", "direct", 10)]
SCORED = {"self_score": 6, "appraised_score": 5}


def test_by_the_cells_of_the_sheet() -> None:
    assert look(TWO, {"1": 6, "2": 6}) == SELF
    assert look(TWO, {"1": SCORED, "2": SCORED}) == APPRAISED
    assert look(TWO, {"1": SCORED, "2": 6}) == lacking(1, "2")
    assert look(TWO, {"1": SCORED, "2": 6}, appraised=True) == APPRAISED  # blank is agreed
    assert look(TWO, {"1": 6, "2": 6}, appraised=True) == APPRAISED
    assert look(TWO, {"1": 6, "2": 6}, appraised=True, appraiser="") == SELF  # nobody's tick
    assert look(TWO, {"1": SCORED, "2": SCORED}, source=Source.SELF) == SELF


def test_a_cluster_that_ranks_by_appraised_scores_asks_for_them() -> None:
    assert look(TWO, {"1": 6, "2": 6}, source=Source.APPRAISED) == (
        UnitSource.SELF,
        [("unit-not-appraised", "A.xlsx", {})],
    )
    assert look(TWO, {"1": SCORED, "2": 6}, source=Source.APPRAISED) == lacking(1, "2")


def test_what_was_not_assigned_is_never_counted_or_was_decided_needs_no_word() -> None:
    rows: list[Row] = [*TWO, ("3", "direct", 10, {"group": "uncounted"}), ("4", "direct", 10, {"group": "bonus"})]
    spoken = {"1": SCORED, "2": 6, "3": 6, "4": SCORED}
    assert look(rows, spoken) == lacking(1, "2")
    assert look(rows, spoken, targets={("A", "2"): None}) == APPRAISED
    decided = {"self_score": 6, "decided": D(5), "decided_at": Place("decisions.xlsx")}
    assert look(rows, {**spoken, "2": decided}) == APPRAISED
    assert look(rows, {"1": 6, "2": 6, "3": SCORED, "4": 6}) == lacking(3, "1, 2, 4")


CHOICE: list[Row] = [
    ("1", "choice", 10),
    ("1.1", "direct", 10),
    ("1.2", None, 8),
    ("1.2.1", "direct", 4),
    ("1.2.2", "direct", 4),
    ("2", None, 10),
    ("2.1", "direct", 5),
    ("2.2", "direct", 5),
]


@pytest.mark.parametrize("spoken", ["1.1", "1.2.1"])
def test_a_word_on_one_alternative_is_a_word_on_the_choice(spoken: str) -> None:
    values: dict[str, Any] = {"1.1": 0, "1.2.1": 0, "1.2.2": 0, "2.1": SCORED, "2.2": SCORED}
    assert look(CHOICE, {**values, spoken: {"self_score": 3, "appraised_score": 3}}) == APPRAISED
    assert look(CHOICE, {**values, spoken: 3}) == lacking(3, "1.1, 1.2.1, 1.2.2")
    values["2.1"] = 5
    assert look(CHOICE, {**values, spoken: {"self_score": 3, "appraised_score": 3}}) == lacking(1, "2.1")


@pytest.mark.parametrize(("count", "shown"), [(8, "2, 3, 4, 5, 6, 7, 8, 9"), (9, "2, 3, 4, 5, 6, 7, 8, 9, …")])
def test_the_first_eight_are_named(count: int, shown: str) -> None:
    rows: list[Row] = [(str(number), "direct", 10) for number in range(1, count + 2)]
    values = {path: SCORED if path == "1" else 6 for path, *_ in rows}
    assert look(rows, values) == lacking(count, shown)


PEERS: list[Row] = [("1", "direct", 10), ("2", "mean", 10)]


def test_appraisal_xlsx_has_no_cell_for_what_follows_all_units() -> None:
    assert look(PEERS, {"1": 6, "2": 5}, {"1": (MARK,)}) == APPRAISED
    assert look(PEERS, {"1": SCORED, "2": 5}) == lacking(1, "2")
    assert look(TWO, {"1": 6, "2": 6}, {"1": (MARK,)}) == lacking(1, "2")


def test_under_a_lead_who_is_silent() -> None:
    other = replace(MARK, leads=False, appraiser="Ông Ba")
    source, said = look(TWO, {"1": 6, "2": 6}, {"1": (other,), "2": (MARK, other)})
    assert (source, [code for code, *_ in said]) == (
        UnitSource.MIXED,
        ["appraisal-incomplete", "appraisal-lead-silent"],
    )
    assert said[1][1:] == ("appraisal.xlsx ▸ Bà Hà ▸ E4", {"count": "1", "criteria": "1"})
    assert look(TWO, {"1": 6, "2": 6}, {"1": (other,), "2": (other,)}, combine=Combine.MEAN) == APPRAISED


@pytest.mark.parametrize(("counts", "few"), [((3, 3), ""), ((2, 3), "1"), ((1, 2), "1, 2"), ((3, 2), "2")])
def test_too_few_for_a_mean_without_the_highest_and_the_lowest(counts: tuple[int, int], few: str) -> None:
    marks = {path: (MARK,) * count for path, count in zip("12", counts, strict=True)}
    source, said = look(TWO, {"1": 6, "2": 6}, marks, combine=Combine.TRIMMED_MEAN)
    values = {"count": str(len(few.split(", "))), "criteria": few, "needed": "3"}
    expected = [("appraisal-too-few", "appraisal.xlsx ▸ Bà Hà ▸ E4", values)] if few else []
    assert (source, said) == (UnitSource.APPRAISED, expected)
    assert look(TWO, {"1": 6, "2": 6}, marks, combine=Combine.MEAN) == APPRAISED
    decided = {"self_score": 6, "decided": D(5), "decided_at": Place("decisions.xlsx")}
    said = look(TWO, {"1": decided, "2": 6}, marks, combine=Combine.TRIMMED_MEAN)[1]
    assert [one[2]["criteria"] for one in said] == ([] if counts[1] == 3 else ["2"])
