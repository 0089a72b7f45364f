"""The shipped examples: what the tool makes of them, against what is written down and an independent recomputation."""

from __future__ import annotations

import csv
import json
import runpy
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import recompute

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
NAMES = (
    "cum-2",
    "can-tho-157",
    "lanh-dao-1000",
    "thuong-100",
    "bo-phieu",
    "khong-giao",
    "thuong-tru-3",
    "nguong-tieu-chi",
)
LARGEST = 600_000  # a workspace; they come with the package
NOT_SHIPPED = {"reports", "__pycache__"}


@pytest.fixture(scope="module", params=NAMES)
def example(request: pytest.FixtureRequest) -> Path:
    return EXAMPLES / str(request.param)


@pytest.fixture(scope="module")
def tallied(example: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, Any]]:
    """Exit status and results.json of `emul tally` on a copy."""
    copy = tmp_path_factory.mktemp("workspace") / example.name
    shutil.copytree(example, copy, ignore=shutil.ignore_patterns("expected", "reports"))
    command = [sys.executable, "-m", "emulation_cli", "tally", str(copy), "--format", "json"]
    run = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return run.returncode, json.loads((copy / "reports" / "results.json").read_text(encoding="utf-8"))


def expected_ranking(example: Path) -> list[list[str]]:
    return rows_of(example / "expected" / "ranking.csv")


def rows_of(table: Path) -> list[list[str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_official_without_errors(tallied: tuple[int, dict[str, Any]]) -> None:
    status, results = tallied
    assert (status, results["status"], results["reasons"]) == (0, "official", [])
    assert {one["unit"] for one in results["unranked"]} == {one["unit"] for one in excused(results)}
    assert [found for found in results["problems"] if found["severity"] == "error"] == []


def excused(results: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in results["decisions"]["excuses"] if one["treatment"] == "excused"]


def test_ranking_is_the_one_written_down(example: Path, tallied: tuple[int, dict[str, Any]]) -> None:
    found = [[one["unit"], str(one["rank"]), one["total"], one["class"] or ""] for one in tallied[1]["standings"]]
    assert found == expected_ranking(example)


def test_results_are_the_ones_written_down(example: Path, tallied: tuple[int, dict[str, Any]]) -> None:
    written = json.loads((example / "expected" / "results.json").read_text(encoding="utf-8"))
    assert facts(tallied[1]) == facts(written)


def facts(results: dict[str, Any]) -> dict[str, Any]:
    """Without the version and without prose: sentences may be reworded, codes, places and figures may not."""
    kept = {name: value for name, value in results.items() if name != "tool"}
    prose = ("message", "fix")
    kept["problems"] = [
        {name: value for name, value in found.items() if name not in prose} for found in results["problems"]
    ]
    return kept


def test_recomputation_gives_the_ranking(example: Path) -> None:
    assert recompute.ranking(recompute.recompute(example)) == expected_ranking(example)


def test_recomputation_gives_the_awards(example: Path, tallied: tuple[int, dict[str, Any]]) -> None:
    found = [[award["name"], unit] for award in tallied[1]["awards"] for unit in award["units"]]
    assert found == recompute.awards(example)
    written = example / "expected" / "awards.csv"
    assert written.exists() == bool(tallied[1]["cluster"]["awards"])
    if written.exists():
        assert rows_of(written) == found


def test_recomputation_gives_every_score(example: Path, tallied: tuple[int, dict[str, Any]]) -> None:
    recomputed = {
        (one.unit, path): points for one in recompute.recompute(example) for path, points in one.points.items()
    }
    found = {  # vượt: points above the maximum are bonus points
        (score["unit"], score["criterion"]): min(Fraction(score["points"]), Fraction(score["max"]))
        for score in tallied[1]["scores"]
        if score["state"] != "not_assigned"
    }
    assert found == recomputed


def test_generator_still_makes_what_is_shipped(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    generator = runpy.run_path(str(EXAMPLES / "make.py"))
    wanted = next(one for one in generator["EXAMPLES"] if one.name == example.name)
    generator["make_inputs"](wanted, tmp_path)
    assert workbooks(tmp_path) == workbooks(example)


def workbooks(workspace: Path) -> dict[Path, dict[tuple[str, str], object]]:
    paths = [*workspace.glob("*.xlsx"), *(workspace / "collected").rglob("*.xlsx")]
    return {path.relative_to(workspace): cells(path) for path in paths}


def cells(path: Path) -> dict[tuple[str, str], object]:
    """Every value and formula; the bytes around them belong to the library that wrote them."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_examples_are_small(example: Path) -> None:
    shipped = [path for path in example.rglob("*") if path.is_file() and not NOT_SHIPPED & {*path.parts}]
    assert sum(path.stat().st_size for path in shipped) < LARGEST


# What makes each example worth reading


def test_cum_2_has_a_tie_and_every_class() -> None:
    ranking = expected_ranking(EXAMPLES / "cum-2")
    assert [row[1] for row in ranking] == ["1", "2", "3", "4", "5", "6", "6", "8", "9", "10"]
    assert [row[3] for row in ranking] == [*["Xuất sắc"] * 4, *["Tốt"] * 4, "Khá", "Trung bình"]


def test_can_tho_edges_and_precondition() -> None:
    points = {one.unit: one.points for one in recompute.recompute(EXAMPLES / "can-tho-157")}
    assert points["MBI"]["1.6.2"] == 3  # exactly 90 %: the published bands both claim it
    assert points["MCH"]["1.6.2"] == 4  # exactly 95 %
    assert points["MDU"]["1.6.2"] == 2  # exactly 88 %
    assert points["MDU"]["1.2"] == 0  # 44 people confirmed, but no plan


def test_khong_giao_shows_all_five_ways_and_strict_classes() -> None:
    ranking = {row[0]: row for row in expected_ranking(EXAMPLES / "khong-giao")}
    assert [row[2] for row in ranking.values()] == ["96.63", "95.70", "55.57", "90.00", "84.94", "80.00", "50.00"]
    assert ranking["MBI"][3] == "Hoàn thành tốt nhiệm vụ"  # exactly 90, and the best class is above 90
    assert ranking["MHO"][3] == "Hoàn thành nhiệm vụ"  # exactly 80
    assert ranking["MKH"][3] == "Hoàn thành nhiệm vụ"  # exactly 50, and this class is from 50
    maxima = {one.unit: one.tally.maximum for one in recompute.recompute(EXAMPLES / "khong-giao")}
    assert maxima.pop("MGI") == 60
    assert set(maxima.values()) == {100}


def test_thuong_tru_3_classes_and_the_edge_of_an_award() -> None:
    assert expected_ranking(EXAMPLES / "thuong-tru-3") == [
        ["MDO", "1", "100.50", "Hoàn thành xuất sắc"],  # 4 points of bonus, 3 counted
        ["MTA", "2", "97.00", "Hoàn thành xuất sắc"],
        ["MNA", "2", "97.00", "Hoàn thành xuất sắc"],
        ["MBA", "4", "96.00", "Hoàn thành tốt"],  # its deputy head was reprimanded
        ["MTR", "5", "96.00", "Hoàn thành"],  # a criterion at 0; decided to stand below
        ["MTH", "6", "85.00", "Hoàn thành"],  # its head was warned; 4 points off, 3 counted
        ["MHA", "7", "0.00", "Không hoàn thành"],  # sent nothing
    ]
    results = json.loads((EXAMPLES / "thuong-tru-3" / "expected" / "results.json").read_text(encoding="utf-8"))
    citation, certificate = results["awards"]
    assert (citation["quota"], citation["units"], citation["tied"]) == (2, ["MDO"], ["MTA", "MNA"])
    assert (certificate["units"], certificate["waiting"], certificate["reserved"]) == (["MBA"], ["MTA", "MNA"], 1)


def test_nguong_tieu_chi_classes_by_the_weakest_criterion_and_a_tie_at_every_link() -> None:
    ranking = expected_ranking(EXAMPLES / "nguong-tieu-chi")
    assert ranking[0] == ["MTI", "1", "98.00", "Hoàn thành tốt"]  # the most points, one criterion at 80 %
    assert ranking[4] == ["MDU", "5", "93.50", "Hoàn thành xuất sắc"]  # one at exactly 85 %
    assert [row[1] for row in ranking] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [row[2] for row in ranking[1:]] == ["95.50", "95.50", "93.50", "93.50", "84.00", "84.00"]
    results = json.loads((EXAMPLES / "nguong-tieu-chi" / "expected" / "results.json").read_text(encoding="utf-8"))
    codes = [one["tie_note"]["code"] for one in results["standings"] if one["tie_note"]]
    assert codes == ["tie-result", "tie-bonus", "tie-fewer-deductions"]
