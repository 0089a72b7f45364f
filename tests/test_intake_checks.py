"""Checks of one unit's sheet beyond its single cells."""

from __future__ import annotations

from typing import Any

import pytest
from builders import BLANK, UNREADABLE, cluster, codes, submission

from emulation_cli.cluster.rules import Source
from emulation_cli.intake.checks import check_unit

ROWS = (
    ("1", "direct", 10, {"evidence_required": True}),
    ("2", "count", 10, {"points": 1, "evidence_required": True}),
    ("3", "pass", 10),
)
AGREED = cluster(*ROWS)


def found(values: dict[str, Any], agreed: Any = AGREED, **given: Any) -> list[tuple[str, str | None, str]]:
    return codes(check_unit(agreed, submission(agreed, values, **given)))


def test_a_result_without_the_evidence_that_is_required_is_a_warning() -> None:
    assert found({"1": 9, "2": 3, "3": 1}) == [("evidence-missing", "1", "I11"), ("evidence-missing", "2", "I12")]


@pytest.mark.parametrize("value", [0, BLANK, UNREADABLE, {"self_score": 9, "evidence": "QĐ 12"}])
def test_nothing_claimed_or_evidence_given_is_no_warning(value: Any) -> None:
    assert found({"1": value}) == []


def test_a_criterion_without_a_row_needs_no_evidence() -> None:
    assert found({}, absent=["1", "2"]) == []


@pytest.mark.parametrize("field", ["appraised_score", "appraised_actual"])
@pytest.mark.parametrize("value", [5, 0, UNREADABLE])
def test_appraised_cells_that_nobody_is_named_for_are_an_error(field: str, value: Any) -> None:
    cell = {"appraised_actual": "K", "appraised_score": "L"}[field]
    assert found({"3": {field: value}}) == [("appraised-by-nobody", "3", f"{cell}13")]
    by_appraisers = cluster(*ROWS, source=Source.APPRAISED_IF_ANY)
    assert found({"3": {field: value}}, by_appraisers) == [("appraised-by-nobody", "3", f"{cell}13")]


def test_appraised_cells_do_not_count_where_units_score_themselves() -> None:
    appraised = {"3": {"actual": 1, "appraised_score": 5}}
    assert found(appraised, appraiser="Bà Sen") == [("appraised-not-counted", "3", "L13")]
    assert found(appraised, cluster(*ROWS, source=Source.APPRAISED), appraiser="Bà Sen") == []


def test_a_blank_sheet_has_nothing_to_check() -> None:
    assert found({}) == found({}, appraised=True, appraiser="Bà Sen") == []
