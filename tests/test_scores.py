"""Every unit's score for every criterion as results show it: zero is zero, what is not known is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builders import BLANK, Row, cluster, collection, submission

from emulation_cli.cluster.rules import Source
from emulation_cli.intake.submission import Mark
from emulation_cli.problems import Place
from emulation_cli.results import Score
from emulation_cli.tally import tally

D = Decimal
ROWS: list[Row] = [
    ("1", "count", 10, {"points": 2}),
    ("2", "direct", 10),
    ("3", "ratio", 10),
]


def scores(values: dict[str, Any], appraiser: str = "", **given: Any) -> list[Score]:
    agreed = cluster(*ROWS, **given)
    return list(tally(agreed, collection([submission(agreed, values, appraiser=appraiser)])).scores)


def test_every_field_of_a_score() -> None:
    values = {
        "1": {"actual": 3, "self_score": 5, "evidence": "QĐ 12", "explanation": "x"},
        "2": {"self_score": 0, "appraised_score": 4},
        "3": {"actual": 0, "target": 5},
    }
    one, two, three = scores(values)
    expected = Score(
        unit="A",
        criterion="1",
        state="number",
        target=None,
        actual=D(3),
        self_=D(5),
        appraised=None,
        computed=D("6.00"),
        points=D("6.00"),
        max=D("10.00"),
        evidence="QĐ 12",
        explanation="x",
        place="A.xlsx ▸ Bảng chấm điểm ▸ F11",
    )
    assert one == expected
    assert (two.points, two.self_, two.appraised, two.computed) == (D("0.00"), D(0), D(4), None)  # shown, not counted
    assert (three.points, three.computed, three.target, three.actual) == (D("0.00"), D("0.00"), D(5), D(0))


def test_where_appraised_scores_count_the_one_that_counts_is_shown() -> None:
    values = {
        "1": {"actual": 3, "appraised_actual": 2},
        "2": {"self_score": 6, "appraised_score": 0},
        "3": {"actual": 4, "target": 5},
    }
    one, two, three = scores(values, "Bà Hà", source=Source.APPRAISED_IF_ANY)
    assert (one.actual, one.appraised, one.points) == (D(2), None, D("4.00"))
    assert (two.self_, two.appraised, two.points) == (D(6), D("0.00"), D("0.00"))
    assert (three.appraised, three.points) == (None, D("8.00"))


def test_what_is_open_or_not_assigned_has_no_points() -> None:
    found = scores({"1": BLANK, "2": BLANK, "3": {"actual": 4, "target": 5}}, targets={("A", "2"): None})
    assert [(one.state, one.points, one.self_, one.actual) for one in found] == [
        ("blank", None, None, None),
        ("not_assigned", None, None, None),
        ("number", D("8.00"), None, D(4)),
    ]


def test_a_result_is_shown_where_its_points_are_not_known() -> None:
    *_, three = scores({"1": 1, "2": 1, "3": {"actual": 4}})  # no target
    assert (three.state, three.actual, three.points) == ("blank", D(4), None)


def test_the_appraised_score_of_a_sheet_is_shown_where_none_counts() -> None:
    one, *_ = scores({"1": {"actual": 3, "appraised_score": 4}, "2": 1, "3": {"actual": 1, "target": 1}}, "Bà Hà")
    assert (one.appraised, one.points) == (D(4), D(6))


def test_the_score_of_appraisal_xlsx_is_the_appraised_one() -> None:
    agreed = cluster(*ROWS, source=Source.APPRAISED_IF_ANY)
    sheet = submission(agreed, {"1": 1, "2": {"self_score": 6, "appraised_score": 3}, "3": {"actual": 1, "target": 1}})
    sheet.entries["2"].marks = (Mark("Cụm", Place("appraisal.xlsx", "Cụm", "E4"), first=D(7), opinion="x", leads=True),)
    _, two, _ = tally(agreed, collection([sheet])).scores
    assert (two.appraised, two.points) == (D("7.00"), D("7.00"))
