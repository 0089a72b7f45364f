"""What is said of a unit's own cells: every finding with its cell and the values that its sentence names."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from builders import BLANK, UNREADABLE, band, cluster, codes, submission

from emulation_cli.scoring.points import Outcome, score_unit

D = Decimal
TARGET, RESULT, SCORE = "E11", "F11", "G11"  # of the first leaf; H11 is its tick
Found = list[tuple[str, str, dict[str, str]]]


def look(
    kind: str, fields: Mapping[str, Any], target: Any = None, absent: bool = False, given: Any = None, **rules: Any
) -> tuple[Outcome, Found]:
    """The outcome of one criterion of 10 points, and (code, cell, values) of what is said."""
    targets = {} if target is None else {("A", "1"): target}
    agreed = cluster(("1", kind, rules.pop("maximum", 10), rules), targets=targets, **(given or {}))
    values = {} if absent else {"1": fields}
    outcomes, problems = score_unit(agreed, submission(agreed, values, absent=["1"] if absent else ()))
    assert len(codes(problems)) == len(problems)
    return outcomes["1"], [(one.code, one.place.cell, dict(one.params)) for one in problems]


OPEN = {"points": "10"}


def told(said: Found) -> str:
    """Findings on a line: 'score-off-step G11 step=0.25 value=7.3'."""
    return "; ".join(
        " ".join((code, cell, *(f"{k}={v}" for k, v in sorted(values.items())))) for code, cell, values in said
    )


@pytest.mark.parametrize(
    ("kind", "fields", "rules", "expected"),
    [
        ("direct", {"self_score": 5}, {}, ""),
        ("direct", {}, {}, "score-missing G11 points=10"),
        ("direct", {"self_score": UNREADABLE}, {}, ""),
        ("direct", {"not_assigned": True}, {}, "not-assigned-requested H11 points=10"),
        ("direct", {"actual": 7}, {}, "score-in-result-column G11 value=7"),
        ("direct", {"self_score": -1}, {}, "value-negative G11 value=-1"),
        ("direct", {"self_score": 11}, {}, "score-above-maximum G11 max=10 value=11"),
        ("direct", {"self_score": 101}, {}, "score-extra-digit G11 max=10 meant=10 value=101"),
        ("direct", {"self_score": 110}, {}, "score-above-maximum G11 max=10 value=110"),
        ("direct", {"self_score": 95}, {"maximum": 9}, "score-extra-digit G11 max=9 meant=9 value=95"),
        ("direct", {"self_score": D("95.5")}, {"maximum": 9}, "score-above-maximum G11 max=9 value=95.5"),
        ("direct", {"self_score": D("1.005")}, {}, "score-rounded G11 places=2 rounded=1.01 value=1.005"),
        ("count", {}, {"points": 2}, "result-missing F11 points=10"),
        ("count", {"actual": D("1.5")}, {"points": 2}, "count-not-whole F11 value=1.5"),
        ("count", {"actual": -1}, {"points": 2}, "value-negative F11 value=-1"),
        ("count", {"self_score": 6}, {"points": 2}, "score-without-result G11 value=6"),
        ("count", {"self_score": 5}, {"points": 2}, "score-not-possible G11 value=5"),
        ("count", {"self_score": -2}, {"points": 2}, "value-negative G11 value=-2"),
        ("count", {"self_score": 12}, {"points": 2}, "score-above-maximum G11 max=10 value=12"),
        ("count", {"actual": 3, "self_score": 5}, {"points": 2}, "score-differs G11 computed=6.00 typed=5"),
        ("ratio", {"actual": 5}, {}, "target-missing E11 points=10"),
        ("ratio", {"actual": 5, "target": 0}, {}, "target-not-positive E11 value=0"),
        ("ratio", {"actual": 5, "target": -3}, {}, "target-not-positive E11 value=-3"),
        ("ratio", {"actual": 5, "target": UNREADABLE}, {}, ""),
        ("ratio", {"actual": -2, "target": 4}, {}, "result-negative F11 value=-2"),
        ("ratio", {"actual": -2, "target": 4}, {"less_is_better": True}, "value-negative F11 value=-2"),
        ("ratio", {"actual": 40, "target": 4}, {}, "result-far-from-target F11 target=4 value=40"),
        ("ratio", {"actual": D("39.9"), "target": 4}, {}, ""),
        ("ratio", {"actual": 4, "target": 200}, {}, "result-far-from-target F11 target=200 value=4"),
        ("ratio", {"actual": D("4.01"), "target": 200}, {}, ""),
        ("ratio", {"actual": 0, "target": 200}, {}, ""),
        ("mean", {"actual": -2}, {}, "result-negative F11 value=-2"),
        ("leader", {"actual": 40, "target": 4}, {}, "result-far-from-target F11 target=4 value=40"),
        ("band", {"actual": 5}, {"bands": [band(10, 90)]}, "target-missing E11 points=10"),
        ("band", {"actual": 95}, {"bands": [band(10, 90)], "measure": "%"}, ""),
        ("band", {"actual": 5}, {"bands": [band(10, 3, percent=False)]}, ""),
    ],
)
def test_what_is_said_of_a_cell(kind: str, fields: dict[str, Any], rules: dict[str, Any], expected: str) -> None:
    assert told(look(kind, fields, **rules)[1]) == expected


def test_points_beyond_all_sense() -> None:
    """10^15 hundredths are the most; one more is a slip."""
    rules = {"excess": "0.01", "excess_step": 1}
    most = D(10**15 - 1000 + 100)  # percent: a hundredth of a point for each above 100
    outcome, said = look("ratio", {"actual": most, "target": 100}, **rules)
    assert (outcome.points, [code for code, *_ in said]) == (10**15, ["result-far-from-target"])
    outcome, said = look("ratio", {"actual": most + 1, "target": 100}, **rules)
    assert (outcome.state, outcome.points, outcome.target, outcome.field) == ("unreadable", None, 100, "actual")
    assert said == [("points-implausible", RESULT, {"value": str(most + 1), "target": "100"})]


def test_a_row_that_is_not_there_is_said_of_the_sheet() -> None:
    assert look("direct", {}, absent=True)[1] == [("row-missing", "", OPEN)]


def test_the_agreed_step() -> None:
    step = {"given": {"step": D("0.25")}}
    assert look("direct", {"self_score": D("7.3")}, **step)[1] == [
        ("score-off-step", SCORE, {"value": "7.3", "step": "0.25"})
    ]
    assert look("direct", {"self_score": D("7.25")}, **step)[1] == []


def test_a_target_that_the_unit_changed() -> None:
    """The assigned one counts; what the sheet makes of its own target is no second finding."""
    outcome, said = look("ratio", {"actual": 4, "target": 5}, target=8)
    changed = ("target-changed", TARGET, {"found": "5", "assigned": "8"})
    assert (outcome.points, outcome.target, said) == (500, 8, [changed])
    for shown, more in ((8, []), (5, []), (6, [("score-differs", SCORE, {"typed": "6", "computed": "5.00"})])):
        assert look("ratio", {"actual": 4, "target": 5, "self_score": shown}, target=8)[1] == [changed, *more]
    for own in (1, D("0.5")):
        said = look("ratio", {"actual": 4, "target": own, "self_score": 10}, target=8)[1]
        assert [code for code, *_ in said] == ["target-changed"]
    for own in (0, -2):
        said = look("ratio", {"actual": 4, "target": own, "self_score": 10}, target=8)[1]
        assert [code for code, *_ in said] == ["target-changed", "score-differs"]
    said = look("ratio", {"actual": 4, "self_score": 10}, target=8)[1]
    assert said == [("score-differs", SCORE, {"typed": "10", "computed": "5.00"})]
    said = look("ratio", {"actual": 4, "target": 8, "self_score": 10})[1]  # none assigned: its own counts
    assert said == [("score-differs", SCORE, {"typed": "10", "computed": "5.00"})]


@pytest.mark.parametrize(
    ("kind", "fields", "target", "expected"),
    [
        ("direct", {"self_score": 5}, None, ("number", 500, None, None, "self_score", None)),
        ("direct", {"self_score": -5}, None, ("unreadable", None, None, None, "self_score", None)),
        ("direct", {"self_score": 50}, None, ("over_max", None, None, None, "self_score", None)),
        ("direct", {}, None, ("blank", None, None, None, "self_score", None)),
        ("direct", {"not_assigned": True}, None, ("open", None, None, None, "not_assigned", None)),
        ("ratio", {"actual": 4}, 8, ("number", 500, 500, D(8), "actual", D(4))),
        ("ratio", {"actual": 4, "target": 5}, None, ("number", 800, 800, D(5), "actual", D(4))),
        ("ratio", {"actual": 4}, None, ("blank", None, None, None, "target", None)),
        ("ratio", {"actual": 4, "target": 0}, None, ("unreadable", None, None, D(0), "target", None)),
        ("ratio", {"actual": 4, "target": UNREADABLE}, None, ("unreadable", None, None, None, "target", None)),
        ("ratio", {"actual": UNREADABLE}, 8, ("unreadable", None, None, D(8), "actual", None)),
        ("ratio", {}, 8, ("blank", None, None, D(8), "actual", None)),
        ("ratio", {"self_score": 7}, 8, ("number", 700, None, D(8), "self_score", None)),
        ("mean", {"actual": 4}, None, ("number", None, None, None, "actual", D(4))),
        ("leader", {"actual": 4}, 8, ("number", None, None, D(8), "actual", D(4))),
        ("count", {"actual": D("1.5"), "target": 3}, None, ("unreadable", None, None, D(3), "actual", None)),
    ],
)
def test_what_is_kept_of_a_criterion(kind: str, fields: dict[str, Any], target: Any, expected: tuple[Any, ...]) -> None:
    """state, points, computed, target, the field that decided, and the result."""
    found = look(kind, fields, target, **({"points": 2} if kind == "count" else {}))[0]
    assert (found.state, found.points, found.computed, found.target, found.field, found.actual) == expected
    assert found.maximum == 1000
    assert BLANK not in expected
