"""tong-hop.xlsx: what stands in it, and that a spreadsheet program computes the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import builders
import openpyxl
import pytest
from builders import class_rule, results
from factories import make_results
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import exact, recalculate
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from emulation_cli import catalogue
from emulation_cli.cluster.rules import BonusInScale, Condition, ConditionKind, RankBy
from emulation_cli.reports import formulas, matrix_layout, wording
from emulation_cli.reports.book import shortened
from emulation_cli.reports.heights import lines
from emulation_cli.reports.matrix import Matrix
from emulation_cli.reports.summary_live import live_columns
from emulation_cli.reports.workbook import write
from emulation_cli.results import Finding, InputFile, Reason, Results, Score, Unranked

D = Decimal
SUMMARY, MATRIX, PROBLEMS, INPUTS = "Tổng hợp", "Ma trận", "Vấn đề", "Đầu vào"
EXPLANATION = "Giải trình điểm"
COLUMNS = {
    "rank": "Hạng",
    "base": "Điểm chuẩn",
    "bonus": "Điểm thưởng",
    "deduction": "Điểm trừ",
    "total": "Tổng điểm",
    "max": "Điểm tối đa",
    "percent": "Tỷ lệ",
    "class_": "Xếp loại",
}
GROUPS = (
    ("1", None, 40),
    ("1.1", "direct", 30),
    ("1.2", None, 10),
    ("1.2.1", "direct", 4),
    ("1.2.2", "direct", 6),
    ("2", None, 8, {"group": "bonus"}),
    ("2.1", None, 5),
    ("2.1.1", "direct", 4),
    ("2.1.2", "direct", 4),
    ("2.2", "direct", 6),
    ("3", None, None, {"group": "deduction"}),
    ("3.1", "direct", 30),
    ("3.2", "direct", 30),
    ("4", "direct", 9, {"group": "uncounted"}),
)
NAMES = ("1.1", "1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.2", "3.1", "3.2", "4")
SHEETS = {
    "A": dict(zip(NAMES, ("30", "4", "6", "4", "4", "6", "0", "0", "1"), strict=True)),  # both bonus ceilings bite
    "B": dict(zip(NAMES, ("12.35", "1.15", "0.1", "2", "1.25", "0.05", "1.5", "0.3", "9"), strict=True)),
    "C": dict(zip(NAMES, ("0.1", "0.2", "0", "0", "0", "0", "30", "30", "0"), strict=True)),  # never below 0
    "E": dict(zip(NAMES, ("30", "4", "6", "4", "1", "3", "2.5", "2.75", "0"), strict=True)),  # a cap of 5 bites
}


CLASSES = (class_rule("Xuất sắc", 90, percent=True), class_rule("Tốt", D("66.65"), percent=True, strictly=True))


def numbers(sheets: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    return {unit: {path: D(value) for path, value in sheet.items()} for unit, sheet in sheets.items()}


def groups(**given: Any) -> Results:
    return results(builders.cluster(*GROUPS, units="A B C E", **given), numbers(SHEETS))


def pairs(*given: tuple[str, str], places: int = 2, **rules: Any) -> Results:
    """Units A, B, … with two standard scores each."""
    units = "ABCDEFGH"[: len(given)]
    rows = (("1", "direct", 1000), ("2", "direct", 1000))
    agreed = builders.cluster(*rows, units=" ".join(units), places=places, **rules)
    sheets = {unit: {"1": one, "2": other} for unit, (one, other) in zip(units, given, strict=True)}
    return results(agreed, numbers(sheets))


def limits() -> Results:
    """Totals at a class's limit and beside it: 66,65% of 30 is 19,995."""
    rules = (*CLASSES, class_rule("Khá", 50, percent=True, strictly=True))
    agreed = builders.cluster(("1", "direct", 30), units="A B C D E F G", classes=rules)
    totals = zip("ABCDEFG", "27 26.99 20 19.99 15.01 15 14.99".split(), strict=True)
    return results(agreed, {unit: {"1": D(total)} for unit, total in totals})


def open_questions() -> Results:
    """A lacks a standard score, B a deduction, C a bonus; E is above a maximum; all else is there."""
    sheets: dict[str, dict[str, Any]] = numbers(SHEETS)
    del sheets["A"]["1.2.1"], sheets["B"]["3.2"], sheets["C"]["2.1.2"]
    sheets["E"]["1.1"] = D("300.5")
    agreed = builders.cluster(*GROUPS, units="A B C E F", bonus_cap=5, deduction_cap=20, classes=CLASSES)
    return results(agreed, sheets)


def mixed() -> Results:
    """Bonus and deduction under standard headings, a ceiling over the bonus, points above a target (vượt)."""
    agreed = builders.cluster(
        ("1", None, 20),
        ("1.1", "ratio", 10, {"excess": 0.5, "excess_step": 1, "excess_cap": 3}),
        ("1.2", "direct", 10),
        ("1.3", None, 2, {"group": "bonus"}),
        ("1.3.1", "direct", 2),
        ("1.3.2", "direct", 2),
        ("1.4", "direct", 5, {"group": "deduction"}),
        ("2", "ratio", 10, {"excess": 1, "excess_step": 10}),
        units="A B C E",
        bonus_cap=6,
    )
    leaves = ("1.1", "1.2", "1.3.1", "1.3.2", "1.4", "2")
    points = {"A": "104.2 9 2 1 0.5 133", "B": "71.23 9 0 1 5 99", "C": "200 10 0 1 0 99", "E": "0 1 1 1 1 150"}
    sheets = {}
    for unit, line in points.items():
        values = dict(zip(leaves, map(D, line.split()), strict=True))
        sheets[unit] = values | {path: {"target": D(100), "actual": values[path]} for path in ("1.1", "2")}
    del sheets["C"]["1.2"], sheets["E"]["1.1"]
    return results(agreed, sheets)


def not_assigned(**rules: Any) -> Results:
    targets = {("A", "1.2.1"): None, ("A", "3.2"): None, ("B", "1.1"): None}
    return groups(targets=targets, classes=CLASSES, **rules)


BY_POINTS = (class_rule("A & B <tốt>", D("40.5"), strictly=True), class_rule('"Khá"', D("15.1")), class_rule("=1+1", 0))
CASES: dict[str, Results] = {
    "official": make_results(10),
    "provisional": make_results(10, provisional=True),
    "one": make_results(1),
    "no caps": groups(),
    "caps": groups(bonus_cap=5, deduction_cap=D("4.5"), classes=BY_POINTS),
    "inside": groups(bonus_cap=5, bonus_in_scale=BonusInScale.INSIDE, classes=CLASSES),
    "cut": groups(bonus_in_scale=BonusInScale.CUT, rank_by=RankBy.PERCENT),
    "by base": groups(rank_by=RankBy.STANDARD),
    "by percent": not_assigned(rank_by=RankBy.PERCENT),
    "not assigned": not_assigned(),
    "open": open_questions(),
    "mixed": mixed(),
    "limits": limits(),
    "binary": pairs(("0.1", "0.2"), ("0.3", "0"), ("0.7", "0.1"), ("0.8", "0"), places=1),
    "near": pairs(("655.0001", "245.9999"), ("655", "246"), ("654.9999", "246"), places=4),
    "whole": pairs(("3", "4"), ("7", "0"), ("1", "2"), places=0),
    "thirds": results(
        builders.cluster(("1", "direct", 3), ("2", "direct", 4), units="A B", rank_by=RankBy.PERCENT),
        {"A": {"1": D("1.01"), "2": D("1.33")}, "B": {"1": D("0.99"), "2": D("1.34")}},
    ),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("xlsx")
    files = {name: folder / f"{name}.xlsx" for name in CASES}
    for name, found in CASES.items():
        write(found, files[name])
    return files


@pytest.fixture(scope="module")
def recalculated(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same files after LibreOffice computed every formula anew."""
    return recalculate(written, tmp_path_factory.mktemp("again"))


@cache
def book(file: Path, values: bool = True) -> Workbook:
    """The workbook with the stored values of its formulas, or with the formulas; no test writes a file twice."""
    return openpyxl.load_workbook(file, data_only=values)


def sheet(file: Path, name: str, values: bool = True) -> Worksheet:
    return book(file, values)[name]


def header(page: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the summary's header and its columns by their last use of a title (a section may share one)."""
    row = next(row for row in range(1, 60) if page.cell(row, 1).value == COLUMNS["rank"])
    return row, {str(page.cell(row, column).value): column for column in range(1, page.max_column + 1)}


def summary(file: Path, found: Results, values: bool = True) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each standing with its row: the figures by the names of a standing's fields, sections by path."""
    page = sheet(file, SUMMARY, values)
    row, columns = header(page)
    places = {key: columns[title] for key, title in COLUMNS.items()}
    counted = [section.path for section in found.cluster.tree.sections if section.group != "uncounted"]
    places |= {path: 3 + number for number, path in enumerate(counted)}
    for number, standing in enumerate(found.standings, start=row + 1):
        assert page.cell(number, 2).value == standing.name
        yield standing, {key: page.cell(number, column).value for key, column in places.items()}


def agrees(file: Path, found: Results) -> None:
    """Every figure of the summary is the results', to the last digit."""
    for standing, shown in summary(file, found):
        assert shown["rank"] == standing.rank
        assert (shown["class_"] if shown["class_"] != "–" else None) == standing.class_
        assert exact(shown["percent"]) == standing.percent / 100
        for key in ("base", "bonus", "deduction", "total", "max"):
            assert exact(shown[key]) == getattr(standing, key), (standing.unit, key)
        for path, points in standing.sections.items():
            assert path not in shown or exact(shown[path]) == points, (standing.unit, path)


@pytest.mark.parametrize("name", CASES)
def test_stored_values_are_the_results(name: str, written: dict[str, Path]) -> None:
    agrees(written[name], CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_recalculated_values_are_the_results(name: str, recalculated: dict[str, Path]) -> None:
    agrees(recalculated[name], CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_every_formula_recalculates_to_its_stored_value(
    name: str, written: dict[str, Path], recalculated: dict[str, Path]
) -> None:
    live, stored, again = book(written[name], False), book(written[name]), book(recalculated[name])
    compared = 0
    for page in live:
        for cell in (cell for row in page.iter_rows() for cell in row if cell.data_type == "f"):
            before, after = (values[page.title][cell.coordinate].value for values in (stored, again))
            same = before == after if isinstance(before, str) else exact(before) == exact(after)
            assert same, (page.title, cell.coordinate, cell.value, before, after)
            compared += 1
    assert compared > 5 * len(CASES[name].standings)


@pytest.mark.parametrize("name", CASES)
def test_what_can_be_a_formula_is_one(name: str, written: dict[str, Path]) -> None:
    found = CASES[name]
    for standing, shown in summary(written[name], found, values=False):
        linked = {key for key, value in shown.items() if str(value).startswith("=")}
        wanted = {"rank", "base", "bonus", "deduction", "total", "percent"} | set(standing.sections) & set(shown)
        assert linked == wanted | ({"class_"} if found.cluster.classes else set())
    texts = [cell.value for row in sheet(written[name], SUMMARY).iter_rows() for cell in row]
    assert catalogue.text("vi", "reports", "workbook.plain_values") not in texts


def test_cases_are_what_they_say() -> None:
    """The traps that the cases stand for are really in them."""
    by_unit = {name: {one.unit: one for one in found.standings} for name, found in CASES.items()}
    assert [one.rank for one in CASES["binary"].standings] == [1, 1, 3, 3]
    assert [one.rank for one in CASES["near"].standings] == [1, 1, 3]
    assert by_unit["no caps"]["A"].bonus == 8  # 4 + 4 at most 5, then + 6 at most 8
    assert by_unit["caps"]["A"].bonus == 5
    assert by_unit["no caps"]["A"].total > by_unit["no caps"]["A"].max
    assert by_unit["cut"]["A"].total == by_unit["cut"]["A"].max
    assert by_unit["no caps"]["C"].total == 0
    assert by_unit["caps"]["E"].deduction == D("4.50")
    assert by_unit["mixed"]["A"].bonus == 6
    assert by_unit["mixed"]["A"].sections["1"] == D("22.50")  # 10 + 2 above target, 9, bonus 2, less 0,5
    assert by_unit["mixed"]["A"].base == 29
    assert by_unit["open"]["B"].deduction == 20  # 1,5 and all 30 that the open one may take, at most 20
    assert by_unit["not assigned"]["B"].max == 10
    assert [one.class_ for one in CASES["caps"].standings] == ["A & B <tốt>", '"Khá"', '"Khá"', "=1+1"]
    given = [one.class_ for one in CASES["limits"].standings]
    assert given == ["Xuất sắc", "Tốt", "Tốt", "Khá", "Khá", None, None]


# What a person reads


def row_of(page: Worksheet, text: str, column: int = 2) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, column).value == text)


def test_the_matrix_shows_points_subtotals_and_what_is_missing(written: dict[str, Path]) -> None:
    page, found = sheet(written["open"], MATRIX), CASES["open"]
    names = [page.cell(4, column).value for column in range(4, 4 + len(found.standings))]
    assert names == [standing.name for standing in found.standings]
    column = {name.removeprefix("Sở "): 4 + number for number, name in enumerate(names)}

    def at(path: str, unit: str) -> Any:
        return page.cell(row_of(page, f"Tiêu chí số {path}"), column[unit]).value

    assert at("1.1", "A") == 30
    assert at("1.2.1", "A") == "chưa có"
    assert at("1.1", "E") == "quá mức tối đa"
    assert at("1.2", "A") == 6
    assert at("3.2", "B") == 30  # taken in full while it is open
    assert page.cell(row_of(page, "Tiêu chí số 3.2"), column["B"]).number_format == '"? "#,##0.00'
    total = page.cell(row_of(page, "Tổng điểm"), column["E"])
    assert total.number_format.startswith('"≥ "')
    assert page.cell(row_of(page, "Điểm trừ"), column["B"]).number_format.startswith('"≤ "')
    assert not page.cell(row_of(page, "Điểm chuẩn"), column["B"]).number_format.startswith('"')


def test_what_may_still_pass_its_target_may_raise_the_bonus(written: dict[str, Path]) -> None:
    page, found = sheet(written["mixed"], SUMMARY), CASES["mixed"]
    row, columns = header(page)
    marks = {}
    for number, standing in enumerate(found.standings, start=row + 1):
        parts = ("base", "bonus", "deduction", "total")
        marks[standing.unit] = {key for key in parts if marked(page, number, columns[COLUMNS[key]])}
    assert marks == {"A": set(), "B": set(), "C": {"base", "total"}, "E": {"base", "bonus", "total"}}


def marked(page: Worksheet, row: int, column: int) -> bool:
    return page.cell(row, column).number_format.startswith(('"≥', '"≤'))


def test_not_assigned_is_a_dash_and_never_a_zero(written: dict[str, Path]) -> None:
    page = sheet(written["not assigned"], MATRIX)
    column = next(column for column in range(4, 9) if page.cell(4, column).value == "Sở A")
    assert page.cell(row_of(page, "Tiêu chí số 1.2.1"), column).value == "–"


def test_the_matrix_scrolls_folds_and_prints(written: dict[str, Path]) -> None:
    page = sheet(written["official"], MATRIX)
    assert page.freeze_panes == "D6"
    assert (page.print_title_rows, page.print_title_cols) == ("$4:$5", "$A:$C")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.page_setup.fitToWidth in (None, 1)  # the width's default is 1
    assert page.page_setup.fitToHeight == 0
    assert page.row_dimensions[row_of(page, "Nội dung 1 của mục I")].outlineLevel == 1


def test_lower_bounds_are_marked_and_explained(written: dict[str, Path]) -> None:
    found = CASES["provisional"]
    page = sheet(written["provisional"], SUMMARY)
    row, columns = header(page)
    for number, standing in enumerate(found.standings, start=row + 1):
        shown = page.cell(number, columns["Tổng điểm"]).number_format
        assert shown.startswith('"≥ "') == bool(standing.open), standing.unit
        assert ("chưa rõ điểm" in str(page.cell(number, columns["Ghi chú"]).value)) == bool(standing.open)
    tied = next(n for n, one in enumerate(found.standings) if one.tied_with)
    assert "Đồng hạng với: Sở Sông hồ" in page.cell(row + 1 + tied, columns["Ghi chú"]).value


def test_status_and_reasons_stand_at_the_top(written: dict[str, Path]) -> None:
    official, provisional = (sheet(written[name], SUMMARY) for name in ("official", "provisional"))
    assert official.cell(4, 1).value == catalogue.text("vi", "reports", "workbook.official")
    assert provisional.cell(4, 1).value == catalogue.text("vi", "reports", "workbook.provisional")
    reasons = [wording.reason_text(reason, "vi") for reason in CASES["provisional"].reasons]
    assert [provisional.cell(5 + number, 1).value for number in range(len(reasons))] == [f"– {one}" for one in reasons]


def test_many_reasons_leave_the_table_in_sight(tmp_path: Path) -> None:
    reasons = tuple(Reason("questions-open", {"count": "1", "names": f"Sở {number}"}) for number in range(30))
    write(replace(make_results(3), status="provisional", reasons=reasons), tmp_path / "a.xlsx")
    page = sheet(tmp_path / "a.xlsx", SUMMARY)
    row, _ = header(page)
    shown = [str(page.cell(number, 1).value) for number in range(1, page.max_row + 1)]
    assert row < 20
    assert page.freeze_panes == "C1"
    for number in range(30):
        assert sum(f"Sở {number}." in text for text in shown) == 1


def test_units_without_a_rank_are_listed_with_the_reason(written: dict[str, Path]) -> None:
    page, found = sheet(written["provisional"], SUMMARY), CASES["provisional"]
    texts = [page.cell(row, 1).value for row in range(1, page.max_row + 1)]
    lone = found.unranked[0]
    assert f"– {lone.name}: Chưa nhận được bảng chấm điểm." in texts


def test_problems_are_listed_errors_first(written: dict[str, Path]) -> None:
    page, found = sheet(written["provisional"], PROBLEMS), CASES["provisional"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    assert [row[0] for row in rows] == ["Lỗi"] * 3 + ["Cần xem"]
    assert rows[0][3:6] == ["Bảng chấm điểm", "G14", "II.2 Nội dung 2 của mục II"]
    assert page.auto_filter.ref == f"A2:H{2 + len(found.problems)}"
    assert page.freeze_panes == "A3"


def test_no_problems_is_said(tmp_path: Path) -> None:
    write(replace(make_results(2), problems=(), inputs=()), tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx", PROBLEMS).cell(3, 1).value == "Không có vấn đề nào."
    assert sheet(tmp_path / "a.xlsx", INPUTS).cell(3, 1).value == "Không có tệp nào."


def test_inputs_say_which_file_was_used_and_why(tmp_path: Path) -> None:
    sent = datetime(2026, 7, 3, 16, 30, tzinfo=UTC)
    inputs = (
        InputFile("gửi lại/Sở A.xlsx", "ab" * 32, "D01", True, "used", sent),
        InputFile("Sở A (cũ).xlsx", "cd" * 32, "D01", False, "older", datetime(1601, 1, 1, tzinfo=UTC)),
        InputFile("khác.xlsx", "ef" * 32, None, False, "no-such-code", None),
    )
    write(replace(make_results(2), inputs=inputs), tmp_path / "a.xlsx")
    rows = [[cell.value for cell in row] for row in sheet(tmp_path / "a.xlsx", INPUTS).iter_rows(min_row=3)]
    assert rows[0][1:3] == ["Sở Cây xanh và Chiếu sáng", "Có"]
    assert rows[0][4:] == [datetime(2026, 7, 3, 16, 30), "ab" * 32]  # noqa: DTZ001
    assert rows[1][2:5] == ["Không", wording.why_text("older", "vi"), "00:00 01/01/1601"]
    assert rows[2][1:5] == [None, "Không", "no-such-code", "không rõ"]


HOSTILE = ("=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", "<r>&</r>", "a\x07b\ud800", "x" * 40_000, "Sở 'A' & \"B\" <c>")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str, tmp_path: Path) -> None:
    found = make_results(2, names=(text, "B"), provisional=True, name=text, signer=text)
    problem = Finding("x", "error", "D01", text, text, text, text, {}, text, text)
    found = replace(found, problems=(problem,), inputs=(InputFile(text, text, text, True, text, None),))
    write(found, tmp_path / "a.xlsx")
    for page in book(tmp_path / "a.xlsx", False):
        for cell in (cell for row in page.iter_rows() for cell in row if cell.data_type == "f"):
            assert re.match(r"=('(Tổng hợp|Ma trận)'!|ROUND|RANK|MIN|MAX|IF)", cell.value), (
                cell.coordinate,
                cell.value,
            )
            assert page.title in (SUMMARY, MATRIX, EXPLANATION)
    shown = sheet(tmp_path / "a.xlsx", PROBLEMS).cell(3, 7)
    assert shown.data_type == "s"
    assert shown.value.strip("\u2060")[:9] == text.strip().replace("\x07", "").replace("\ud800", "")[:9]


def test_a_decided_tie_is_written_as_it_was_decided(tmp_path: Path) -> None:
    found = CASES["binary"]
    first, second, *others = found.standings
    settled = (replace(first, tied_with=()), replace(second, rank=2, tied_with=()), *others)
    write(replace(found, standings=settled), tmp_path / "a.xlsx")
    assert [shown["rank"] for _, shown in summary(tmp_path / "a.xlsx", found, values=False)] == [1, 2, 3, 3]
    texts = [cell.value for row in sheet(tmp_path / "a.xlsx", SUMMARY).iter_rows() for cell in row]
    assert catalogue.text("vi", "reports", "workbook.plain_values") in texts


def test_a_class_that_was_capped_is_written_as_it_was_capped(tmp_path: Path) -> None:
    found = CASES["official"]
    first = replace(found.standings[0], class_="Khá")
    changed = replace(found, standings=(first, *found.standings[1:]))
    write(changed, tmp_path / "a.xlsx")
    shown = [row["class_"] for _, row in summary(tmp_path / "a.xlsx", changed, values=False)]
    assert shown == ["Khá", *(standing.class_ for standing in found.standings[1:])]


def test_a_total_that_formulas_do_not_give_is_never_a_formula(tmp_path: Path) -> None:
    found = CASES["official"]
    first = replace(found.standings[0], sections={**found.standings[0].sections, "1": D("1.00")}, total=D("999.99"))
    changed = replace(found, standings=(first, *found.standings[1:]))
    write(changed, tmp_path / "a.xlsx")
    (_, shown), (_, below) = list(summary(tmp_path / "a.xlsx", changed, values=False))[:2]
    assert (shown["total"], shown["percent"]) == (999.99, 0.994)
    assert str(below["total"]).startswith("=")
    page = sheet(tmp_path / "a.xlsx", MATRIX, values=False)
    assert page.cell(row_of(page, "Thực hiện nhiệm vụ chuyên môn"), 4).value == 1
    assert page.cell(row_of(page, "Thực hiện nhiệm vụ chuyên môn"), 5).value.startswith("=ROUND(SUM(")


def test_classes_with_conditions_are_values(tmp_path: Path) -> None:
    rule = class_rule("Tốt", 1, Condition(ConditionKind.NO_ZERO))
    found = groups(classes=(rule, class_rule("Khá", 0)))
    write(found, tmp_path / "a.xlsx")
    shown = [row["class_"] for _, row in summary(tmp_path / "a.xlsx", found, values=False)]
    assert shown == [standing.class_ for standing in found.standings]
    assert set(shown) == {"Tốt", "Khá"}


def test_nobody_ranked_is_said(tmp_path: Path) -> None:
    found = make_results(1)
    lone = (Unranked("D01", "Sở Cây xanh", "sheet-missing"),)
    write(replace(found, standings=(), scores=(), unranked=lone, status="provisional"), tmp_path / "a.xlsx")
    texts = [cell.value for row in sheet(tmp_path / "a.xlsx", SUMMARY).iter_rows() for cell in row]
    assert "Chưa có đơn vị nào được xếp hạng." in texts
    assert f"– Sở Cây xanh: {wording.why_text('sheet-missing', 'vi')}" in texts


def test_english(tmp_path: Path) -> None:
    write(CASES["open"], tmp_path / "a.xlsx", "en")
    pages = book(tmp_path / "a.xlsx", False)
    assert pages.sheetnames == ["Summary", "Matrix", "Charts", "Explanation", "Problems", "Inputs"]
    row = next(row for row in range(1, 20) if pages["Summary"].cell(row, 1).value == "Rank")
    assert pages["Summary"].cell(row + 1, 3).value == "='Matrix'!D6"
    assert pages["Problems"].cell(3, 1).value == "Error"


def test_same_results_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(make_results(5, provisional=True), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_target_that_cannot_be_made_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write(make_results(1), tmp_path / "missing" / "a.xlsx")


def test_parts_are_valid(written: dict[str, Path], tmp_path: Path, validate: Callable[..., None]) -> None:
    write(make_results(2, names=("<r>x</r>", " & ")), tmp_path / "hostile.xlsx")
    validate(*written.values(), tmp_path / "hostile.xlsx")


# Large clusters


def crowd(count: int) -> Results:
    """Two leaves, `count` units, each ten after the other tied; scores come once."""
    agreed = builders.cluster(("1", None, 20), ("1.1", "direct", 10), ("1.2", "direct", 10), units="A B")
    pattern = results(agreed, {"A": {"1.1": D(7), "1.2": D("2.5")}, "B": {"1.1": D(1), "1.2": D("0.2")}})
    first = pattern.standings[0]
    standings = tuple(replace(first, unit=f"U{number}", name=f"Xã {number}") for number in range(count))
    scores = list(pattern.scores)[:2]

    def stream() -> Iterator[Score]:
        for standing in standings:
            if standing.unit != "U3":  # one has no scores at all
                yield from (replace(score, unit=standing.unit) for score in scores)

    return replace(pattern, standings=standings, scores=stream())


def test_many_units_stand_below_each_other(tmp_path: Path) -> None:
    found = crowd(201)
    write(found, tmp_path / "a.xlsx")
    page, live = (sheet(tmp_path / "a.xlsx", MATRIX, values) for values in (True, False))
    assert page.freeze_panes == "C7"
    assert [page.cell(7, column).value for column in range(1, 6)] == [1, "Xã 0", 9.5, 7, 2.5]
    assert live.cell(7, 3).value == "=ROUND(SUM(D7:E7),2)"
    assert [page.cell(10, column).value for column in range(1, 6)] == [1, "Xã 3", 9.5, None, None]
    assert live.cell(10, 3).value == 9.5  # not what its empty cells add up to
    assert page.cell(207, 2).value == "Xã 200"
    shown = list(summary(tmp_path / "a.xlsx", found, values=False))
    assert shown[200][1]["1"] == "='Ma trận'!C207"


def test_a_table_that_fits_no_sheet_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_layout, "LAST_COLUMN", 5)
    found = crowd(201)
    write(found, tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx", MATRIX).cell(1, 1).value == catalogue.text(
        "vi", "reports", "workbook.matrix.too_wide"
    )
    shown = [row for _, row in summary(tmp_path / "a.xlsx", found, values=False)]
    assert (shown[0]["base"], shown[0]["1"]) == (9.5, 9.5)
    assert str(shown[0]["total"]).startswith("=MAX(")


def test_more_units_than_a_page_holds_go_on_a3(tmp_path: Path) -> None:
    write(make_results(60), tmp_path / "a.xlsx")
    setup = sheet(tmp_path / "a.xlsx", MATRIX).page_setup
    assert (setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (8, 3, 0)


# Formulas and heights

scores = st.tuples(*(st.decimals(0, leaf.maximum, places=2) for leaf in CASES["caps"].cluster.tree.leaves))
cap = st.none() | st.decimals(0, 12, places=1)


@settings(max_examples=30, deadline=None)
@given(st.lists(scores, min_size=2, max_size=3), cap, cap, st.sampled_from(BonusInScale), st.sampled_from(RankBy))
def test_every_total_is_what_its_formula_gives(
    rows: list[tuple[Decimal, ...]], more: Decimal | None, less: Decimal | None, scale: BonusInScale, by: RankBy
) -> None:
    """Worked out exactly, without a spreadsheet program, for any scores, caps and scales."""
    units = "ABC"[: len(rows)]
    rules = {"bonus_cap": more, "deduction_cap": less, "bonus_in_scale": scale, "rank_by": by, "classes": CLASSES}
    agreed = builders.cluster(*GROUPS, units=" ".join(units), **rules)
    found = results(agreed, {unit: dict(zip(NAMES, row, strict=True)) for unit, row in zip(units, rows, strict=True)})
    assert live_columns(found).all()
    matrix = Matrix(agreed)
    for standing in found.standings:
        own = {score.criterion: score for score in found.scores if score.unit == standing.unit}
        entries = matrix.column(own, standing)
        sums = {line.key: entry.live for line, entry in zip(matrix.lines, entries, strict=True) if line.members}
        assert all(live for key, live in sums.items() if key != "total")  # the total links to the summary
        assert {path: matrix.net(path, entries) for path in "123"} == {path: standing.sections[path] for path in "123"}


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1))
def test_ranges_name_each_cell_once(cells: set[tuple[int, int]]) -> None:
    found = formulas.ranges(sorted(cells))
    named = [cell for part in found for row in openpyxl.utils.cell.rows_from_range(part) for cell in row]
    assert sorted(named) == sorted(formulas.at(cell) for cell in cells)


@given(st.lists(st.decimals(0, 5, places=1), min_size=1))
def test_exact_ranks_count_those_above(values: list[Decimal]) -> None:
    assert formulas.exact_ranks(values) == [1 + sum(other > value for other in values) for value in values]


def test_formulas_too_long_for_excel_are_not_made() -> None:
    apart = [(row * 2, 0) for row in range(251)]
    assert formulas.sum_of(apart[:250], 2) is not None
    assert formulas.sum_of(apart, 2) is None
    assert formulas.signed_sum([(1, "'Ma trận'!D5")] * 900, 2) is None
    assert formulas.excess_of([((0, 0), (0, 1))] * 900, 2) is None


def test_a_row_is_as_high_as_its_text_needs() -> None:
    assert lines("Sở A", 10) == 1
    assert lines("một\nhai", 10) == 2
    assert lines("x" * 100, 10) >= 10
    assert lines("một hai ba bốn năm", 10, bold=True) == 3


@given(st.text(alphabet="ăôi m\n", max_size=60), st.integers(3, 40))
def test_a_narrower_column_never_needs_fewer_lines(text: str, width: int) -> None:
    assert lines(text, width) >= lines(text, width + 1) >= 1 + text.count("\n")


def test_words_fall_back_to_the_code() -> None:
    assert wording.why_text("không có mã này", "vi") == "không có mã này"
    assert wording.reason_text(Reason("no-such-code"), "en") == "no-such-code"
    params = {"above": "Sở A", "below": "Sở B", "total": "9.50", "label": "", "had": "3", "against": "1.5"}
    settled = wording.reason_text(Reason("tie-bonus", params), "vi")
    assert settled == "Sở A xếp trên Sở B: cùng 9,50 điểm, hơn điểm thưởng: 3 so với 1,5."
    broken = Finding("score-missing", "error", None, "", "", "", None, {}, "Thiếu điểm.", "Điền.")
    assert wording.finding_texts(broken, "vi") == ("Thiếu điểm.", "Điền.")
    assert wording.finding_texts(broken, "en")[0] == "Thiếu điểm."  # its values are not there


def test_reasons_for_units_without_rank_are_the_same_one_by_one() -> None:
    found = CASES["provisional"]
    one_by_one = [(one.name, wording.unranked_text(found, one, "en")) for one in found.unranked]
    assert wording.unranked_texts(found, "en") == one_by_one


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("Điển hình tiên tiến", 19, "Điển hình tiên tiến"),
        ("Điển hình tiên tiến", 18, "Điển hình tiên…"),
        ("Điển hình tiên tiến", 15, "Điển hình tiên…"),
        ("Thi đua, khen thưởng", 10, "Thi đua…"),
        ("Supercalifragilistic", 10, "Supercali…"),
    ],
)
def test_titles_are_cut_between_words(text: str, longest: int, cut: str) -> None:
    assert shortened(text, longest) == cut
    assert len(cut) <= longest
