"""Giải trình điểm in tong-hop.xlsx: every point recomputed live, and that LibreOffice computes the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import builders
import openpyxl
import pytest
from builders import BLANK, Row, band
from factories import make_results
from hypothesis import given
from hypothesis import strategies as st
from libreoffice import exact, recalculate
from openpyxl.worksheet.worksheet import Worksheet
from random_clusters import random_cluster
from test_reports_workbook import agrees, crowd

from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.decisions import Adjustment, Decisions
from emulation_cli.cluster.rules import Source
from emulation_cli.decimals import round_half_up
from emulation_cli.reports import doubles
from emulation_cli.reports.explain_layout import COLUMN, layout_for
from emulation_cli.reports.explain_live import Recomputed
from emulation_cli.reports.reckoning import Route, UnitCase, peer_figures, scores_by_unit
from emulation_cli.reports.workbook import write
from emulation_cli.results import Results
from emulation_cli.tally import tally

D = Decimal
SHEET = "Giải trình điểm"
FIRST = 4  # row
SEEDS = range(8)

# Every kind with everything it may be told, and figures that meet the edges: exact halves, limits, whole steps.
KINDS: tuple[Row, ...] = (
    ("1", None, 0),
    ("1.1", "direct", 10),
    ("1.2", "pass", "7.5"),
    ("1.3", "count", 5, {"points": "0.125"}),
    ("1.4", "count_down", 5, {"points": "0.75"}),
    ("1.5", "ratio", 10),
    ("1.6", "ratio", 10, {"floor": 70, "shortfall": "0.3", "shortfall_step": "0.5"}),
    ("1.7", "ratio", 10, {"excess": "0.5", "excess_step": 1, "excess_cap": 3}),
    ("1.8", "ratio", 10, {"less_is_better": True, "floor": "62.5"}),
    ("1.9", "band", 5, {"bands": (band(5, 100), band(4, 95), band("2.5", 90)), "measure": "%"}),
    ("1.10", "band", 5, {"bands": (band(5, 100), band(3, 70, 99, high_included=True))}),
    ("1.11", "leader", 15),
    ("1.12", "leader", 15),
    ("1.13", "mean", 6),
    ("1.14", "mean", 6, {"less_is_better": True}),
    ("1.15", "choice", 8),
    ("1.15.1", "direct", 8),
    ("1.15.2", "count", 4, {"points": 1}),
    ("1.15.3", "direct", 2),
    ("1.16", "direct", 5, {"requires": "1.2"}),
    ("1.17", "ratio", 5, {"requires": "1.15"}),
    ("2", None, 8, {"group": "bonus"}),
    ("2.1", "count", 5, {"points": 1}),
    ("2.2", "direct", 6),
    ("3", None, None, {"group": "deduction"}),
    ("3.1", "count", 10, {"points": "0.5"}),
    ("4", None, None, {"group": "uncounted"}),
    ("4.1", "count", 3, {"points": 1}),
)
PATHS = [path for path, kind, *_ in KINDS if kind not in (None, "choice")]
ASKED: dict[str, Any] = {"1.5": 8, "1.6": 100, "1.7": 40, "1.8": 10, "1.10": 3, "1.11": 7, "1.17": 16}
ANSWERS = {
    "A": "9.995 1 1 0 0.1  70   41     16  95 3    8.75 4 0.3 5 8 _ _ 4.5  1  1 2 4 1",
    "B": "10    0 3 1 1.1  69.9 39.999 0   90 2.1  14   5 0.1 4 _ 3 0 4.5  16 6 6 0 0",
    "C": "0.004 1 9 7 7.996 99.5 46.3  20  96 2.97 7    3 0.2 6 _ _ 2 0    8  0 0 9 3",
    "E": "0.005 1 0 0 8    88.88 44   15.9 100 2.98 10.5 4 0.2 5 _ _ _ 1.25 12 2 1 1 0",
}
UNASSIGNED = {("B", "1.5"): None, ("B", "1.11"): None, ("C", "1.13"): None, ("E", "1.2"): None}


def every_kind(**rules: Any) -> Results:
    targets = {(unit, path): value for unit in ANSWERS for path, value in ASKED.items()} | UNASSIGNED
    agreed = builders.cluster(*KINDS, units=" ".join(ANSWERS), targets=targets, bonus_cap=9, **rules)
    sheets = {
        unit: {path: BLANK if value == "_" else D(value) for path, value in zip(PATHS, line.split(), strict=True)}
        for unit, line in ANSWERS.items()
    }
    return builders.results(agreed, sheets)


def random_results(seed: int) -> Results:
    agreed, sheets = random_cluster(seed, units=7)
    return builders.results(agreed, sheets)


def in_one_section(rule: str, **more: str) -> Results:
    """Not assigned among others whose maximum may be passed (vượt): two units, three criteria not assigned."""
    rows: tuple[Row, ...] = (
        ("1", None, 40),
        ("1.1", "ratio", 10, {"excess": "0.5", "excess_step": 1}),
        ("1.2", "direct", 9),
        ("1.3", "direct", 10, {"not_assigned": more["third"]} if more else {}),
        ("1.4", "direct", 11),
        ("2", "direct", 5),
    )
    targets = {("A", "1.3"): None, ("B", "1.3"): None, ("B", "1.4"): None, ("A", "1.1"): 7, ("B", "1.1"): 7}
    agreed = builders.cluster(*rows, units="A B C", targets=targets, not_assigned=NotAssigned(rule))
    sheets: dict[str, dict[str, Any]] = {
        "A": {"1.1": 9, "1.2": D("8.33"), "1.4": D("10.01"), "2": 5},
        "B": {"1.1": 6, "1.2": D("8.35"), "2": 4},
        "C": {"1.1": {"target": 3, "actual": 2}, "1.2": 9, "1.3": 10, "1.4": 11, "2": 0},
    }
    return builders.results(agreed, sheets)


def decided() -> Results:
    """Points by decision, a result by decision."""
    agreed = builders.cluster(("1", "count", 10, {"points": 2}), ("2", "direct", 10), units="A B")
    sheets = {"A": {"1": 4, "2": 9}, "B": {"1": 5, "2": BLANK}}
    came = builders.collection(builders.submission(agreed, values, unit) for unit, values in sheets.items())
    lines = (Adjustment("A", "1", D(3), None, "đếm lại"), Adjustment("B", "2", None, D("7.25"), "=họp 5/7"))
    return tally(agreed, came, Decisions(adjustments=lines))


def appraised() -> Results:
    """Appraised scores beside claims, one of them only agreed to."""
    rows: tuple[Row, ...] = (("1", "count", 10, {"points": 2}), ("2", "direct", 10), ("3", "ratio", 8))
    agreed = builders.cluster(*rows, source=Source.APPRAISED)
    sheet = {"1": {"actual": 4, "appraised_score": 6}, "2": {"self_score": 9, "appraised_score": D("8.5")},
             "3": {"target": 7, "actual": 5}}  # fmt: skip
    one = builders.submission(agreed, sheet, appraised=True, appraiser="Sở B")
    return tally(agreed, builders.collection([one]))


CASES: dict[str, Results] = {
    "appraised": appraised(),
    **{f"every kind, {rule}": every_kind(not_assigned=rule) for rule in NotAssigned},
    **{f"section, {rule}": in_one_section(rule) for rule in NotAssigned},
    "two rules": in_one_section("share_equally", third="share_in_proportion"),
    "full and rescaled": in_one_section("rescale", third="full"),
    "decided": decided(),
    **{f"random {seed}": random_results(seed) for seed in SEEDS},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("xlsx")
    files = {name: folder / f"{number}.xlsx" for number, name in enumerate(CASES)}
    for name, found in CASES.items():
        write(found, files[name])
    return files


@pytest.fixture(scope="module")
def recalculated(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return recalculate(written, tmp_path_factory.mktemp("again"))


@cache
def page(file: Path, values: bool = True) -> Worksheet:
    return openpyxl.load_workbook(file, data_only=values)[SHEET]


def rows(file: Path, found: Results, values: bool = True) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(unit, path, what its cells hold) of each row of the table."""
    units = {one.name: one.unit for one in found.standings}
    for line in page(file, values).iter_rows(min_row=FIRST, max_col=len(COLUMN), values_only=True):
        if line[0] not in units:
            return
        shown = dict(zip(COLUMN, line, strict=True))
        yield units[str(line[0])], str(shown["criterion"]), shown


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_computes_every_point_and_total_of_the_results(name: str, recalculated: dict[str, Path]) -> None:
    found, compared = CASES[name], 0
    points = {(one.unit, one.criterion): one.points for one in found.scores}
    for unit, path, shown in rows(recalculated[name], found):
        wanted = points.get((unit, path))
        if (unit, path) in points:
            assert (shown["live"] is None) == (wanted is None), (unit, path)
        if wanted is not None:
            assert exact(shown["live"]) == wanted == exact(shown["points"]), (unit, path, shown)
            assert shown["difference"] in (None, 0)
            compared += 1
    assert compared == sum(value is not None for value in points.values())
    agrees(recalculated[name], found)


@pytest.mark.parametrize("name", CASES)
def test_stored_values_are_the_results(name: str, written: dict[str, Path]) -> None:
    stored = list(rows(written[name], CASES[name]))
    assert [shown["live"] for _, _, shown in stored] == [shown["points"] for _, _, shown in stored]
    agrees(written[name], CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_a_row_is_live_unless_nothing_on_the_sheet_gives_its_points(name: str, written: dict[str, Path]) -> None:
    """Only decided points, and those that two rules raised one after the other, are values."""
    plain = {
        (unit, path)
        for unit, path, shown in rows(written[name], CASES[name], values=False)
        if shown["live"] is not None and not str(shown["live"]).startswith("=")
    }
    allowed = {"decided": {("B", "2")}}
    assert plain == allowed.get(name, set()) or name == "two rules" or name.startswith("random")


def shown_in(folder: Path, found: Results, language: str = "vi") -> dict[tuple[str, str], dict[str, Any]]:
    """Every row of the sheet by (unit, path), formulas as formulas."""
    write(found, folder / "a.xlsx", language)
    sheet = openpyxl.load_workbook(folder / "a.xlsx")[{"vi": SHEET, "en": "Explanation"}[language]]
    units = {one.name: one.unit for one in found.standings}
    lines = (
        dict(zip(COLUMN, line, strict=True)) for line in sheet.iter_rows(FIRST, max_col=len(COLUMN), values_only=True)
    )
    return {(units[line["unit"]], line["criterion"]): line for line in lines if line["unit"] in units}


def alone(row: Row, value: Any, target: Any = None, **rules: Any) -> Results:
    targets = {} if target is None else {("A", row[0]): target}
    return builders.results(builders.cluster(row, targets=targets, **rules), {"A": {row[0]: value}})


@pytest.mark.parametrize(
    ("row", "value", "formula"),
    [
        (("1", "direct", 10), D("9.995"), "=ROUND(ROUND(I4,8),2)"),
        (("1", "pass", 5), 1, "=ROUND(IF(H4=1,F4,0),2)"),
        (("1", "count", 5, {"points": "0.4"}), 3, "=ROUND(MIN(F4,H4*0.4),2)"),
        (("1", "count", 5, {"points": "0.125"}), 3, "=ROUND(ROUND(MIN(F4,H4*0.125),8),2)"),
        (("1", "count_down", 5, {"points": 2}), 1, "=ROUND(MAX(0,F4-H4*2),2)"),
        (("1", "ratio", 5), 47, "=ROUND(ROUND(IF(H4>=G4,F4,MAX(0,F4*H4/G4)),8),2)"),
        (
            ("1", "ratio", 5, {"less_is_better": True}),
            47,
            "=ROUND(ROUND(IF(H4=0,F4,IF(G4>=H4,F4,MAX(0,F4*G4/H4))),8),2)",
        ),
        (
            ("1", "band", 5, {"bands": (band(5, 100), band(2, 88, 90))}),
            45,
            "=ROUND(IF(ROUND(100*H4/G4,8)>=100,5,IF(AND(ROUND(100*H4/G4,8)>=88,ROUND(100*H4/G4,8)<90),2,0)),2)",
        ),
    ],
)
def test_formulas_can_be_followed(row: Row, value: Any, formula: str, tmp_path: Path) -> None:
    target = 50 if row[1] in ("ratio", "band") else None
    shown = shown_in(tmp_path, alone(row, value, target))["A", "1"]
    assert shown["live"] == formula
    assert shown["difference"] == "=ROUND(K4-L4,2)"


def test_what_follows_the_whole_cluster_names_the_cells_of_those_who_take_part(tmp_path: Path) -> None:
    agreed = builders.cluster(("1", "leader", 10), ("2", "mean", 4), units="A B C")
    sheets = {"A": {"1": {"target": 4, "actual": 5}, "2": 1}, "B": {"1": 7, "2": D("2.5")}, "C": {"1": BLANK, "2": 3}}
    shown = shown_in(tmp_path, builders.results(agreed, sheets))
    figures = [cell.value for cell in page(tmp_path / "a.xlsx", False)["K"]][11:]
    assert figures == ["=MAX(H6/G6)", "=MAX(H4)", "=ROUND(SUM(H5,H7,H9),1)", "=COUNT(H5,H7,H9)"]
    assert shown["B", "2"]["live"] == "=ROUND(IF(ROUND(H5*$K$15,1)>=$K$14,F5,0),2)"
    assert (shown["C", "1"]["live"], shown["C", "1"]["note"]) == (None, "chưa có")


def test_remarks_say_why_points_are_what_they_are(tmp_path: Path) -> None:
    notes = {key: line["note"] for key, line in shown_in(tmp_path, decided()).items() if line["note"]}
    assert notes == {("B", "2"): "theo quyết định điều chỉnh: =họp 5/7"}
    notes = {key: line["note"] for key, line in shown_in(tmp_path, in_one_section("share_equally")).items()}
    assert notes["A", "1.3"] == "không giao: chia đều"
    assert notes["A", "1.2"] == "điểm tối đa 9 được chia thêm thành 12,33"
    assert notes["C", "1.2"] is None
    agreed = builders.cluster(("1", "direct", 5, {"requires": "2"}), ("2", "count", 4, {"points": 1}))
    found = builders.results(agreed, {"A": {"1": 5, "2": {"self_score": 0}}})
    notes = {path: line["note"] for (_, path), line in shown_in(tmp_path, found, "en").items()}
    assert notes == {
        "1": "needs points in 2, which has none: 0 points",
        "2": "no result given, the unit's own score counts",
    }


def test_where_doubles_could_decide_the_value_stands_alone(tmp_path: Path) -> None:
    """Exact points a hair below a half: 10 × 0,1234999999999 is 1,234999999999, which eight decimals would round up."""
    found = alone(("1", "ratio", 10), D("0.1234999999999"), 1)
    shown = shown_in(tmp_path, found)["A", "1"]
    assert (shown["live"], shown["points"], shown["difference"]) == (1.23, 1.23, None)
    assert shown["note"].startswith("ghi bằng số")
    near = builders.cluster(("1", "leader", 10), units="A B")
    shares = {unit: {"1": {"target": 10**9, "actual": 10**9 + more}} for unit, more in (("A", 3), ("B", 2))}
    shown = shown_in(tmp_path, builders.results(near, shares))["B", "1"]
    assert shown["live"] == 8.33  # 5 + 5 × 2/3, of differences that a double has lost


def test_the_table_filters_scrolls_and_prints(written: dict[str, Path]) -> None:
    found = CASES["every kind, exclude"]
    sheet = page(written["every kind, exclude"])
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == f"A3:N{3 + len(found.standings) * (len(PATHS) + 1)}"
    assert sheet.print_title_rows == "$3:$3"
    units = [unit for unit, path, _ in rows(written["every kind, exclude"], found) if path == "1.1"]
    assert units == [one.unit for one in found.standings]


def test_above_two_hundred_units_a_sentence_says_where_to_look(tmp_path: Path) -> None:
    write(crowd(201), tmp_path / "a.xlsx")
    assert "emul explain" in page(tmp_path / "a.xlsx").cell(1, 1).value
    assert page(tmp_path / "a.xlsx").max_row == 1


def test_nobody_ranked_is_said(tmp_path: Path) -> None:
    write(replace(make_results(1), standings=(), scores=()), tmp_path / "a.xlsx")
    assert page(tmp_path / "a.xlsx").cell(FIRST, 1).value == "Chưa có đơn vị nào được xếp hạng."


# Matrix and summary under the rules for criteria not assigned


@pytest.mark.parametrize("rule", NotAssigned)
def test_sums_are_formulas_under_every_rule(rule: NotAssigned, written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written[f"section, {rule}"])
    texts = [str(cell.value) for row in book["Tổng hợp"].iter_rows() for cell in row]
    assert not [text for text in texts if text.startswith("Có ô được ghi bằng số")]
    formulas = [str(book["Ma trận"].cell(6, column).value) for column in (4, 5, 6)]
    assert all(formula.startswith("=ROUND(") for formula in formulas)
    if rule == "rescale":  # what A has above its target is bonus, not rescaled
        over = "MAX(0,N(D7)-$C$7)"
        assert formulas[0] == f"=ROUND(ROUND(ROUND((SUM(D7:D10)-({over}))*40/30,8),2)+{over},2)"


# How doubles are kept from deciding

values = st.fractions(0, 1000, max_denominator=10**6) | st.decimals(0, 1000, places=5).map(Fraction)


@given(values, st.integers(0, 4))
def test_two_roundings_are_one_wherever_a_formula_is_made(value: Fraction, places: int) -> None:
    twice = round_half_up(Fraction(round_half_up(value, doubles.DIGITS), 10**doubles.DIGITS), places)
    if doubles.rounded("x", value, places) is not None:
        assert twice == round_half_up(value, places)


@given(st.integers(0, 10**5), st.integers(0, 4), st.integers(-100, 100))
def test_at_a_half_there_is_a_formula_and_just_beside_it_none(whole: int, places: int, beside: int) -> None:
    half = Fraction(2 * (whole % 10**places) + 1, 2 * 10**places)
    value = half + Fraction(beside, 10**10)
    assert (doubles.rounded("x", value, places) is None) == (beside != 0)


def test_a_number_too_long_for_a_double_is_not_rounded_by_one() -> None:
    assert doubles.rounded("x", Fraction(10**6) + Fraction(1, 3), 2) is None
    assert doubles.rounded("x", Fraction(10**5) + Fraction(1, 3), 2) == "ROUND(ROUND(x,8),2)"


@pytest.mark.parametrize("seed", range(100, 160))
def test_random_clusters_are_recomputed_live(seed: int) -> None:
    """Worked out without a spreadsheet program: nothing is recorded that could be shown, and what is no formula is
    raised twice."""
    found = random_results(seed)
    scores = scores_by_unit(found.scores)
    peers = peer_figures(found.cluster, scores)
    made = Recomputed(found.cluster, layout_for(found, list(scores)), peers)
    for own in scores.values():
        case = UnitCase(found.cluster, own, {})
        for leaf in found.cluster.tree.leaves:
            assert case.reckonings[leaf.path].route is not Route.RECORDED
            live = made.leaf(case, leaf)
            assert live.points == own[leaf.path].points
            assert live.formula or live.points is None or own[leaf.path].max > (leaf.maximum or 0)
