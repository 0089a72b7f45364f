"""Whatever stands in the cells: nothing breaks, nothing counts unseen, every open question is told."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from builders import (
    DATE,
    PERCENT,
    TIME,
    Row,
    band,
    cluster,
    codes,
    collection,
    error_cell,
    formula_cell,
    issued,
    styled,
    uncalculated,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.intake.identity import Names, identify
from emulation_cli.intake.layout import find_layout
from emulation_cli.intake.reading import read_entries
from emulation_cli.intake.submission import Submission
from emulation_cli.results import Results
from emulation_cli.results_json import write_json
from emulation_cli.spreadsheet.cells import column_letters
from emulation_cli.tally import tally

D = Decimal
ROWS: list[Row] = [
    ("1", None, 60),
    ("1.1", "direct", 10),
    ("1.2", "pass", 10),
    ("1.3", "count", 10, {"points": 2}),
    ("1.4", "count_down", 10, {"points": 2, "requires": "1.2"}),
    ("1.5", "ratio", 10, {"measure": "%", "excess": 1, "excess_step": 1}),
    ("1.6", "band", 10, {"bands": [band(10, 100), band(5, 90)]}),
    ("2", "direct", 5, {"group": "bonus", "requires": "1"}),
    ("3", "direct", 5, {"group": "deduction"}),
    ("4", "ratio", 5, {"group": "uncounted", "less_is_better": True}),
]
AGREED = cluster(*ROWS, targets={("A", "1.5"): 95, ("A", "1.6"): None}, bonus_cap=4)
LEAVES = [leaf.path for leaf in AGREED.tree.leaves]
FIELDS = ("target", "actual", "self_score", "not_assigned", "maximum", "appraised_score", "appraised_actual", "text")


def tallied(values: dict[str, dict[str, Any]]) -> Results:
    """Through every step from the cells on."""
    book = issued(AGREED, values)
    identity, problems = identify(book, AGREED, Names(AGREED))
    layout, found = find_layout(book, AGREED.tree)
    assert identity.unit == "A" and layout is not None
    entries, said = read_entries(book, layout, AGREED, "A")
    columns = {name: column_letters(column) for name, column in layout.columns.items()}
    sheets = collection([Submission("A", "A.xlsx", "Bảng chấm điểm", entries, columns)])
    sheets.problems += [*problems, *found, *said]
    codes(sheets.problems)
    results = tally(AGREED, sheets)
    write_json(results, stream := io.StringIO())
    json.loads(stream.getvalue())
    return results


GOOD = {
    "1.1": {"self_score": "9,5"},
    "1.2": {"actual": "đạt"},
    "1.3": {"actual": 4},
    "1.4": {"actual": 0},
    "1.5": {"actual": styled(D("0.95"), PERCENT)},
    "2": {"self_score": 3},
    "3": {"self_score": -1},
    "4": {"target": 10, "actual": 20},
}


def test_a_good_sheet_gives_its_total() -> None:
    found = tallied(GOOD)
    standing = found.standings[0]
    assert (found.status, str(standing.total), str(standing.max)) == ("official", "49.50", "50.00")  # 47,5 + 3 - 1
    assert {one.code for one in found.problems} == {"number-as-text"}


@pytest.mark.parametrize(
    "value",
    [
        *(
            "mười",
            "NaN",
            "inf",
            "-inf",
            "1e5",
            "20⁷",
            "8/10⁷",
            "1.250",
            "9,5 triệu",
            "９,５⁷",
            "=5",
            "#REF!",
            "TRUE",
            "½",
        ),
        *(True, False, D("1E+300"), D("-1E+300"), D("1E-300"), "9" * 40, "-5", "\u200b", "\u00a0x", "9.5.2026"),
        *(error_cell("#DIV/0!"), uncalculated("A1"), styled(D("46151"), DATE), styled(D("-1"), DATE)),
        *(styled(D("0.4"), TIME), styled(D("0.5"), PERCENT), formula_cell("A1", "#N/A"), "90%", "11", 11, 107),
    ],
)
@pytest.mark.parametrize("path", ["1.1", "2", "3"])
def test_a_spoilt_score_is_an_open_question_and_never_zero_or_a_guess(path: str, value: Any) -> None:
    if path == "3" and value in ("-5", D("-1E+300")):
        return  # a minus before a deduction says nothing
    if value == D("1E-300"):
        return  # rounds to 0, and says so
    found = tallied({**GOOD, path: {"self_score": value}})
    assert [one.state for one in found.scores if one.criterion == path] != ["number"]
    assert path in found.standings[0].open
    assert (path, "error") in {(one.criterion, one.severity) for one in found.problems}


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text("0123456789.,%/ -đạtkhôngx⁷", max_size=8),
    st.sampled_from(["đạt", "không", "x", "8/10", "90%", "9,5 điểm", "1.250", "−3", "không giao", "NaN"]),
    st.booleans(),
    st.integers(-5, 120),
    st.decimals(-1000, 1000, allow_nan=False, places=3),
    st.sampled_from([D("1E+300"), D("1E-300"), D("-1E+40"), D("0"), D("46151")]),
    st.builds(styled, st.decimals(-10, 50000, allow_nan=False, places=2), st.sampled_from([PERCENT, DATE, TIME])),
    st.sampled_from([error_cell("#REF!"), error_cell("#N/A"), uncalculated("SUM(A1:A2)"), formula_cell("A1", 5)]),
)
SHEETS = st.dictionaries(st.sampled_from(LEAVES), st.dictionaries(st.sampled_from(FIELDS), CELLS), max_size=9)


@given(SHEETS)
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_cells_every_open_question_is_told(values: dict[str, dict[str, Any]]) -> None:
    found = tallied({path: {**GOOD.get(path, {}), **values.get(path, {})} for path in LEAVES})
    standing = found.standings[0]
    states = {one.criterion: one for one in found.scores}
    open_ones = [path for path in LEAVES if states[path].state not in ("number", "not_assigned")]
    assert list(standing.open) == open_ones
    told = {one.criterion for one in found.problems if one.severity == "error"}
    assert set(open_ones) <= told
    assert (found.status == "provisional") == bool(told)
    for one in states.values():
        assert (one.points is not None) == (one.state == "number")
        above = one.criterion == "1.5"  # vượt
        assert one.points is None or (one.points >= 0 and (above or one.points <= one.max))
    assert 0 <= standing.total <= standing.max + 4  # vượt is bonus, and bonus stops at 4
    assert standing.total + standing.deduction == standing.base + standing.bonus or standing.total == 0


@given(SHEETS, st.sampled_from(LEAVES), st.sampled_from(FIELDS), CELLS)
@settings(max_examples=40, deadline=None)
def test_a_spoilt_cell_never_moves_another_criterion_that_does_not_hang_on_it(
    values: dict[str, dict[str, Any]], path: str, field: str, cell: Any
) -> None:
    before = {path: {**GOOD.get(path, {}), **values.get(path, {})} for path in LEAVES}
    after = {**before, path: {**before[path], field: cell}}
    one, other = ({s.criterion: (s.state, s.points) for s in tallied(sheet).scores} for sheet in (before, after))
    hanging = {path, "2"} | ({"1.4"} if path == "1.2" else set())
    assert {key for key in one if one[key] != other[key]} <= hanging
