"""The proof that a secretariat can follow in Excel: LibreOffice, given tong-hop.xlsx without one stored value, computes
what results.json says, to the last digit, for every kind, rule, way of counting bonus, and source of points."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import builders
import openpyxl
import pytest
from builders import BLANK, class_rule
from libreoffice import exact, recalculate, without_values
from test_explain_sheet import ANSWERS, ASKED, KINDS, PATHS, UNASSIGNED, rows
from test_reports_workbook import agrees
from typer.testing import CliRunner

from emulation_cli.cli.app import build
from emulation_cli.cluster.criteria import Kind, NotAssigned
from emulation_cli.cluster.decisions import Adjustment, Decisions, Excuse, NotAssignedDecision, Treatment
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, RankBy, Source
from emulation_cli.intake.submission import Submission
from emulation_cli.reports.explain_layout import COLUMN
from emulation_cli.reports.workbook import write
from emulation_cli.results import Results
from emulation_cli.results_json import read_json, write_json
from emulation_cli.tally import tally

D = Decimal
SHEET, FIRST = "Giải trình điểm", 4
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CLASSES = (class_rule("Xuất sắc", 60, percent=True), class_rule("Tốt", D("45.5"), percent=True, strictly=True))
Sheets = dict[str, dict[str, Any]]


def sheets() -> Sheets:
    """As in test_explain_sheet, with nothing left open."""
    given = {
        unit: {path: BLANK if value == "_" else D(value) for path, value in zip(PATHS, line.split(), strict=True)}
        for unit, line in ANSWERS.items()
    }
    given["E"]["1.15.3"] = D("1.5")
    return given


def submissions(agreed: Cluster, given: Sheets, **facts: Any) -> list[Submission]:
    return [builders.submission(agreed, values, unit, **facts) for unit, values in given.items()]


# Where the points come from


def self_scored(agreed: Cluster) -> Results:
    return tally(agreed, builders.collection(submissions(agreed, sheets())))


def decided(agreed: Cluster) -> Results:
    """A result, a leader's result and points by decision; a criterion taken from a unit."""
    lines = (
        Adjustment("A", "1.5", D("7.1"), None, "đếm lại"),
        Adjustment("B", "1.12", D(9), None, "số liệu thống kê"),
        Adjustment("C", "1.1", None, D("9.99"), "họp ngày 5/7"),
        Adjustment("E", "2.2", None, D("3.25"), "họp ngày 5/7"),
    )
    decisions = Decisions(adjustments=lines, not_assigned=(NotAssignedDecision("A", "1.4", "không có hồ sơ"),))
    return tally(agreed, builders.collection(submissions(agreed, sheets())), decisions)


def appraised(agreed: Cluster) -> Results:
    """Everything agreed to, but a score, a bonus, a share and two results that move the points of the others."""
    given = sheets()
    given["A"]["1.1"] = {"self_score": D("9.995"), "appraised_score": D("8.125")}
    given["A"]["1.11"] = {"actual": D("8.75"), "appraised_actual": D("7.7")}
    given["B"]["2.2"] = {"self_score": D(6), "appraised_score": D("4.4")}
    given["C"]["1.5"] = {"actual": D("7.996"), "appraised_actual": D("6.3")}
    given["E"]["1.13"] = {"actual": D("0.2"), "appraised_actual": D("0.6")}
    agreed = replace(agreed, source=Source.APPRAISED)
    return tally(agreed, builders.collection(submissions(agreed, given, appraised=True, appraiser="Bà Sen")))


def provisional(agreed: Cluster) -> Results:
    """A blank, one above its maximum, two chosen of several, a deduction that nobody knows; scores without results."""
    given = sheets()
    given["A"]["1.6"] = BLANK
    given["A"]["1.3"] = {"self_score": D("0.125")}
    given["B"]["1.1"] = D("100.5")
    given["C"]["1.15.2"] = D(2)
    given["E"]["3.1"] = BLANK
    given["E"]["1.11"] = BLANK
    return tally(agreed, builders.collection(submissions(agreed, given)))


def left_out(agreed: Cluster) -> Results:
    """One excused, one that did not send a sheet: the others' leader and mean are without them."""
    came = [one for one in submissions(agreed, sheets()) if one.unit not in ("B", "E")]
    excuses = (Excuse("B", Treatment.EXCUSED, "mới thành lập"), Excuse("E", Treatment.NOT_SUBMITTED, "quá hạn"))
    return tally(agreed, builders.collection(came), Decisions(excuses=excuses))


SOURCES: tuple[Callable[[Cluster], Results], ...] = (self_scored, decided, appraised, provisional, left_out)


def cases() -> Iterator[tuple[str, Results]]:
    """Every rule with every source; ways of counting bonus and of ranking take turns, so that each meets each."""
    targets = {(unit, path): value for unit in ANSWERS for path, value in ASKED.items()} | UNASSIGNED
    for number, (rule, source) in enumerate(product(NotAssigned, SOURCES)):
        scale, rank_by = (list(kind)[number % 3] for kind in (BonusInScale, RankBy))
        agreed = builders.cluster(
            *KINDS,
            units=" ".join(ANSWERS),
            targets=targets,
            not_assigned=rule,
            bonus_in_scale=scale,
            rank_by=rank_by,
            bonus_cap=(9, 4, None)[number % 3],
            deduction_cap=(None, D("2.5"))[number % 2],
            classes=CLASSES,
        )
        yield f"{rule} {scale} {source.__name__}", source(agreed)


CASES = dict(cases())
WORKSPACES = sorted(path.parent.name for path in EXAMPLES.glob("*/cluster.xlsx"))
NAMES = [*CASES, *(f"example {name}" for name in WORKSPACES)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """tong-hop.xlsx with results.json beside it, of each case; of the examples by the command itself."""
    folder, files = tmp_path_factory.mktemp("xlsx"), {}
    for number, (name, found) in enumerate(CASES.items()):
        files[name] = folder / f"{number}.xlsx"
        write(found, files[name])
        with files[name].with_suffix(".json").open("w", encoding="utf-8", newline="\n") as stream:
            write_json(found, stream)
    for name in WORKSPACES:
        files[f"example {name}"] = example(name, folder)
    return files


def example(name: str, folder: Path) -> Path:
    """An example's workbook as `emul tally` writes it."""
    shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns("reports"))
    made = CliRunner().invoke(build(), ["tally", str(folder / name), "--format", "xlsx", "--format", "json"])
    assert made.exit_code == 0, made.output
    target = folder / f"{name}.xlsx"
    shutil.move(folder / name / "reports" / "tong-hop.xlsx", target)
    shutil.move(folder / name / "reports" / "results.json", target.with_suffix(".json"))
    return target


@pytest.fixture(scope="module")
def recalculated(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return recalculate(written, tmp_path_factory.mktemp("again"))


def points_that_differ(file: Path, found: Results) -> list[tuple[str, str]]:
    """(unit, path) of every criterion whose live points are not the results'; every one of them is compared."""
    points = {(one.unit, one.criterion): one.points for one in found.scores}
    live = {(unit, path): shown["live"] for unit, path, shown in rows(file, found)}
    assert set(points) <= set(live)
    return [key for key, value in points.items() if not same(live[key], value)]


def same(live: Any, value: Decimal | None) -> bool:
    return live is None if value is None else isinstance(live, (int, float)) and exact(live) == value


@pytest.mark.parametrize("name", NAMES)
def test_every_point_and_total_is_that_of_the_results(
    name: str, written: dict[str, Path], recalculated: dict[str, Path]
) -> None:
    found = read_json(written[name].with_suffix(".json"))
    assert points_that_differ(recalculated[name], found) == []
    agrees(recalculated[name], found)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_compared_is_computed(name: str, written: dict[str, Path]) -> None:
    """Every point is a formula; alone points that were decided are not."""
    found = read_json(written[name].with_suffix(".json"))
    plain = {
        (unit, path)
        for unit, path, shown in rows(written[name], found, values=False)
        if isinstance(shown["live"], (int, float))
    }
    assert plain <= {(one.unit, one.criterion) for one in found.decisions.adjustments if one.points is not None}


def test_the_cases_are_what_they_say() -> None:
    by_source = defaultdict(list)
    for name, found in CASES.items():
        by_source[name.rpartition(" ")[2]].append(found)
    statuses = {source: {one.status for one in found} for source, found in by_source.items()}
    official = {source: {"official"} for source in ("self_scored", "decided", "appraised", "left_out")}
    assert statuses == official | {"provisional": {"provisional"}}
    assert {kind for found in CASES.values() for kind in kinds(found)} == set(Kind) - {Kind.CHOICE}
    assert all(found.changes for found in by_source["decided"])
    assert len({one.total for found in CASES.values() for one in found.standings}) > 50
    bonuses = {(name.split()[1], one.total > one.max) for name, found in CASES.items() for one in found.standings}
    assert ("cut", True) not in bonuses


def kinds(found: Results) -> set[Kind | None]:
    return {found.cluster.tree.by_path[one.criterion].kind for one in found.scores if one.points}


# That the proof can fail

FORMULA = re.compile(rb"<f[ >]")
WITH_VALUE = re.compile(rb"</f>\s*<v[ >/]|<f[^>]*/>\s*<v[ >/]")


def parts(file: Path) -> bytes:
    with zipfile.ZipFile(file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))


def test_no_stored_value_reaches_the_second_program(written: dict[str, Path], tmp_path: Path) -> None:
    for name in (NAMES[0], NAMES[-1]):
        before, after = parts(written[name]), parts(without_values(written[name], tmp_path / "bare.xlsx"))
        assert len(WITH_VALUE.findall(before)) == len(FORMULA.findall(before)) > 100
        assert len(WITH_VALUE.findall(after)) == 0
        assert len(FORMULA.findall(after)) == len(FORMULA.findall(before))


def test_another_figure_in_any_row_is_another_point(written: dict[str, Path], tmp_path: Path) -> None:
    """Each result and score changed moves the points of its own row, and of those who are compared with it; a
    hundredth of a point in the matrix moves the totals."""
    name = f"{NotAssigned.EXCLUDE} {BonusInScale.OUTSIDE} self_scored"
    found = CASES[name]
    units = [one.unit for one in found.standings]
    changed = {unit: touched(written[name], tmp_path / f"{unit}.xlsx", found, unit) for unit in units}
    (tmp_path / "again").mkdir()
    again = recalculate({unit: file for unit, (file, _) in changed.items()}, tmp_path / "again")
    moved: set[Kind | None] = set()
    for unit, (_, touched_paths) in changed.items():
        differ = points_that_differ(again[unit], found)
        moved |= {found.cluster.tree.by_path[path].kind for owner, path in differ if owner == unit}
        assert {path for owner, path in differ if owner == unit} <= touched_paths | peers(found)
        with pytest.raises(AssertionError):
            agrees(again[unit], found)
    assert moved == set(Kind) - {Kind.CHOICE}


def peers(found: Results) -> set[str]:
    return {leaf.path for leaf in found.cluster.tree.leaves if leaf.kind in (Kind.LEADER, Kind.MEAN)}


def touched(source: Path, target: Path, found: Results, unit: str) -> tuple[Path, set[str]]:
    """A copy in which every result and typed score of one unit is another, and a cell of the matrix a little more;
    the paths of those rows."""
    book = openpyxl.load_workbook(source)
    name, paths = next(one.name for one in found.standings if one.unit == unit), set()
    for line in book[SHEET].iter_rows(min_row=FIRST):
        if line[COLUMN["unit"]].value == name and not str(line[COLUMN["live"]].value).startswith("=SUM"):
            for key in ("actual", "self_score"):
                cell = line[COLUMN[key]]
                if isinstance(cell.value, (int, float)):
                    cell.value = 0 if cell.value else 1
                    paths.add(str(line[COLUMN["criterion"]].value))
    matrix = book["Ma trận"]
    row = next(line[1].row for line in matrix.iter_rows() if line[1].value == "Tiêu chí số 1.1")
    column = next(cell.column for cell in matrix[4] if cell.value == name)
    matrix.cell(row, column).value += 0.01
    book.save(target)
    return target, paths
