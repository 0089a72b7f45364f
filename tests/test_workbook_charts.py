"""The pictures of tong-hop.xlsx: bars that take every number from a cell, a grey ground under the matrix."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders
import openpyxl
import pytest
from factories import make_results
from lxml import etree
from openpyxl.utils.cell import range_boundaries

from emulation_cli.cluster.criteria import Group
from emulation_cli.reports.charts_sheet import MOST_UNITS, _axis
from emulation_cli.reports.workbook import write
from emulation_cli.results import Results

D = Decimal
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
C = {"c": f"{DRAWING}chart", "a": f"{DRAWING}main"}
MATRIX, CHARTS = "Ma trận", "Biểu đồ"


def made(results: Results, folder: Path, language: str = "vi") -> Path:
    target = folder / "tong-hop.xlsx"
    write(results, target, language)
    return target


def chart_of(file: Path) -> Any:
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read("xl/charts/chart1.xml"))


def cells(file: Path, reference: str) -> list[Any]:
    """What the cells of a reference hold, by openpyxl: 'Tổng hợp'!$C$7:$C$16."""
    sheet, _, where = reference.rpartition("!")
    left, top, right, bottom = range_boundaries(where)
    page = openpyxl.load_workbook(file, data_only=True)[sheet.strip("'")]
    return [cell for row in page.iter_rows(top, bottom, left, right, values_only=True) for cell in row]


def series(file: Path) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Each series of the chart as the cells say: title, names, numbers."""
    for one in chart_of(file).iterfind(".//c:ser", C):
        found = {key: one.findtext(f"c:{key}//c:f", namespaces=C) for key in ("tx", "cat", "val")}
        (title,) = cells(file, found["tx"]) if found["tx"] else (one.findtext("c:tx//c:v", namespaces=C),)
        yield title, cells(file, found["cat"]), cells(file, found["val"])


def floats(values: list[Decimal]) -> list[float]:
    return [float(value) for value in values]


@pytest.mark.parametrize("units", [1, 3, 10, 25, 60])
def test_bars_are_the_summary_s_cells(units: int, tmp_path: Path) -> None:
    results = make_results(units)
    ranked = results.standings
    found = list(series(made(results, tmp_path)))
    names = [one.name for one in ranked]
    assert [each for _, each, _ in found] == [names] * len(found)
    sections = [section for section in results.cluster.tree.sections if section.group is Group.STANDARD]
    wanted = [floats([one.sections[section.path] for one in ranked]) for section in sections]
    wanted += [floats([one.bonus for one in ranked])] if any(one.bonus for one in ranked) else []
    assert [numbers for _, _, numbers in found] == [*wanted, floats([one.total for one in ranked])]
    pieces = [sum(numbers) for numbers in zip(*wanted, strict=True)]
    assert pieces == floats([one.base + one.bonus for one in ranked])
    titles = [title for title, _, _ in found]
    assert titles[:2] == ["I Thực hiện nhiệm vụ chuyên môn", "II Cải cách hành chính và kỷ luật, kỷ cương"]
    assert titles[-1] == "Số ở cuối thanh: tổng điểm"


def test_what_a_viewer_shows_before_it_computes_is_the_same(tmp_path: Path) -> None:
    """The chart's own copy of names and numbers: a preview draws from it."""
    file = made(make_results(10, provisional=True), tmp_path)
    for one, (_, names, numbers) in zip(chart_of(file).iterfind(".//c:ser", C), series(file), strict=True):
        kept = {key: [v.text for v in one.findall(f"c:{key}//c:pt/c:v", C)] for key in ("cat", "val")}
        assert kept["cat"] == names
        assert [float(value) for value in kept["val"]] == numbers


def test_pieces_are_told_apart_without_colour(tmp_path: Path) -> None:
    chart = chart_of(made(make_results(10, sections=6), tmp_path))
    looks = [etree.tostring(one.find("c:spPr", C)) for one in chart.iterfind(".//c:ser", C)]
    assert len(set(looks)) == len(looks) == 8
    colours = {each.get("val") for each in chart.iterfind(".//c:ser//a:srgbClr", C)}
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def mixed(*more: Any, cap: Decimal | None = None) -> Results:
    """A bonus under a chuẩn heading, a section of bonus, one of deduction."""
    rows = (
        ("1", None, 20),
        ("1.1", "direct", 20),
        ("1.2", "direct", 5, {"group": "bonus"}),
        ("2", "direct", 5, {"group": "bonus"}),
        ("3", "direct", 9, {"group": "deduction"}),
        *more,
    )
    points = {"A": ("20", "5", "1", "0"), "B": ("3", "0", "2.5", "4")}
    given = {unit: dict(zip(("1.1", "1.2", "2", "3"), map(D, line), strict=True)) for unit, line in points.items()}
    return builders.results(builders.cluster(*rows, units="A B", bonus_cap=cap), given)


@pytest.mark.parametrize(("cap", "totals"), [(None, [26, 1.5]), (D(4), [24, 1.5])])
def test_sections_that_hold_a_bonus_have_no_second_one(
    cap: Decimal | None, totals: list[float], tmp_path: Path
) -> None:
    found = [numbers for _, _, numbers in series(made(mixed(cap=cap), tmp_path))]
    assert found == [[25, 3], [1, 2.5], totals]


@pytest.mark.parametrize(
    ("results", "why"),
    [
        (make_results(3, sections=7), "too many sections to tell apart"),
        (mixed(("4", None, 5, {"group": "bonus"}), ("4.1", "direct", 5)), "two sections of bonus look the same"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_piece_where_sections_would_mislead(results: Results, why: str, tmp_path: Path) -> None:
    found = [(title, numbers) for title, _, numbers in series(made(results, tmp_path))]
    ranked = results.standings
    assert found[0] == ("Điểm chuẩn", floats([one.base for one in ranked])), why
    assert [title for title, _ in found[1:-1]] == ["Điểm thưởng"]


@pytest.mark.parametrize(("units", "there"), [(0, False), (MOST_UNITS, True), (MOST_UNITS + 1, False), (1000, False)])
def test_no_chart_where_it_could_not_be_read(units: int, there: bool, tmp_path: Path) -> None:
    results = make_results(units) if units else replace(make_results(3), standings=(), scores=[])
    file = made(results, tmp_path)
    with zipfile.ZipFile(file) as archive:
        assert ("xl/charts/chart1.xml" in archive.namelist()) is there
    assert (CHARTS in openpyxl.load_workbook(file, read_only=True).sheetnames) is there


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    names = ("=1+1", '<b>&"x"\'', "Sở " + "rất dài " * 31 + "!")
    file = made(make_results(3, names=names), tmp_path)
    kept = [
        each.text for each in chart_of(file).iterfind(".//c:ser[1]/c:cat", C) for each in each.iterfind(".//c:v", C)
    ]
    assert sorted(kept) == sorted(names)


def test_where_something_is_open_the_numbers_are_the_least(tmp_path: Path) -> None:
    for provisional in (True, False):
        file = made(make_results(10, provisional=provisional), tmp_path)
        texts = [cell.value for row in openpyxl.load_workbook(file)[CHARTS].iter_rows() for cell in row if cell.value]
        assert ("Đơn vị còn tiêu chí chưa rõ điểm: số ghi là mức thấp nhất đã chắc chắn." in texts) is provisional
        assert ("KẾT QUẢ TẠM TÍNH (lý do ở trang Tổng hợp)" in texts) is provisional


@pytest.mark.parametrize("units", [1, 10, 201])
def test_the_matrix_is_shaded_from_nothing_to_the_maximum(units: int, tmp_path: Path) -> None:
    """A scale a criterion of chuẩn over the units' cells alone, up to the cell of its maximum; none for thưởng, trừ."""
    results = make_results(units)
    place = {one.unit: one.rank for one in results.standings}
    results = replace(results, scores=sorted(results.scores, key=lambda one: place[one.unit]))
    page = openpyxl.load_workbook(made(results, tmp_path))[MATRIX]
    found = [(str(area.sqref), rule.colorScale) for area in page.conditional_formatting for rule in area.rules]
    leaves = [leaf for leaf in results.cluster.tree.leaves if leaf.group is Group.STANDARD]
    assert len(found) == len(leaves) > 0
    for (area, scale), leaf in zip(found, leaves, strict=True):
        least, most = scale.cfvo
        assert (least.type, float(least.val), most.type) == ("num", 0, "formula")
        assert page[most.val.replace("$", "").removeprefix("=")].value == leaf.maximum
        points = [cell.value for row in page[area] for cell in row] if ":" in area else [page[area].value]
        given = {one.unit: one.points for one in results.scores if one.criterion == leaf.path}
        assert points == floats([given[one.unit] or D(0) for one in results.standings])


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    results = make_results(10)
    assert made(results, tmp_path).read_bytes() == made(results, tmp_path).read_bytes()


def test_in_english(tmp_path: Path) -> None:
    file = made(make_results(3), tmp_path, "en")
    assert openpyxl.load_workbook(file, read_only=True).sheetnames[:3] == ["Summary", "Matrix", "Charts"]
    assert list(series(file))[-1][0] == "At the end of the bar: total"


@pytest.mark.parametrize(
    ("length", "step", "end"),
    [
        ("0", "0.2", "1"),
        ("-3", "0.2", "1"),
        ("119.28", "20", "120"),
        ("1200", "200", "1200"),
        ("1200.1", "500", "1500"),
    ],
)
def test_a_round_end_of_the_axis(length: str, step: str, end: str) -> None:
    assert _axis(D(length)) == (D(step), D(end))


@pytest.mark.parametrize("units", [1, 10, 60])
def test_every_bar_ends_before_the_axis_does(units: int, tmp_path: Path) -> None:
    results = make_results(units)
    axis = chart_of(made(results, tmp_path)).find(".//c:valAx", C)
    least, most = (float(axis.find(f"c:scaling/c:{key}", C).get("val")) for key in ("min", "max"))
    assert least == 0
    assert most >= max(float(one.base + one.bonus) for one in results.standings) * 1.2
