"""Spoilt sheets as people send them: each case's findings with unit, file, sheet and cell, and the points that stay.

`tests/cases/make.py` makes the files, `tests/cases/<name>/expected.json` says what they must yield: every finding, in
the order in which it is shown; the points (or the state) of criteria that are not those of the sound sheet; the total
of every unit that is ranked. Nothing else may be found.
"""

from __future__ import annotations

import json
import tempfile
import time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cases.agreed import POINTS, TOTALS, UNITS
from cases.make import CASES, collect, write
from typer.testing import CliRunner

from emulation_cli.cli.app import build
from emulation_cli.cluster.model import Cluster
from emulation_cli.intake import collect as intake
from emulation_cli.problems import Place, Problem
from emulation_cli.results import Results
from emulation_cli.tally import tally

HERE = Path(__file__).parent / "cases"
LONGEST = 2.0  # seconds for all files of a case
LARGEST = 80 << 10  # bytes of a file, but for those that are large on purpose
LARGE = {"archive-of-thousands", "fifty-thousand-merges", "formatted-to-the-end", "many-members"}
NAMES = sorted(CASES)
Found = dict[str, Any]


class Outcome(NamedTuple):
    """What a case yields in fact, the seconds that it took to read, and the length of its largest file."""

    found: Found
    seconds: float
    largest: int


def expected(name: str) -> Found:
    found: Found = json.loads((HERE / name / "expected.json").read_text(encoding="utf-8"))
    return found


@cache
def outcome(name: str) -> Outcome:
    case = CASES[name]
    with tempfile.TemporaryDirectory() as folder:
        collect(case, Path(folder))
        largest = max((path.stat().st_size for path in Path(folder).rglob("*.*")), default=0)
        started = time.process_time()
        results = tally(case.cluster, intake.collect([Path(folder)], case.cluster, workers=1))
        return Outcome(facts(case.cluster, results), time.process_time() - started, largest)


def facts(cluster: Cluster, results: Results) -> Found:
    """What expected.json states of the results."""
    parts = ("code", "unit", "file", "sheet", "cell", "criterion", "params")
    changed = {one.unit: _changed(cluster, results, one.unit) for one in results.standings}
    return {
        "problems": [{part: getattr(one, part) for part in parts} for one in results.problems],
        "points": {unit: points for unit, points in sorted(changed.items()) if points},
        "totals": {one.unit: plain(one.total) for one in sorted(results.standings, key=lambda one: one.unit)},
    }


def _changed(cluster: Cluster, results: Results, unit: str) -> dict[str, str]:
    """Each criterion's points that are not the sound ones; its state where it has none."""
    known = POINTS[UNITS[list(cluster.unit_of).index(unit)].code]
    scores = {one.criterion: one for one in results.scores if one.unit == unit}
    shown = {path: str(one.state) if one.points is None else plain(one.points) for path, one in scores.items()}
    return {path: points for path, points in shown.items() if known.get(path) != points}


def plain(points: Decimal) -> str:
    return f"{points.normalize():f}"


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    yielded = outcome(name)
    assert yielded.found == expected(name)
    assert yielded.seconds < LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_everything_found_is_said_in_plain_words(name: str) -> None:
    for one in expected(name)["problems"]:
        found = Problem(one["code"], Place(), params=tuple(one["params"].items()))
        for language in ("vi", "en"):
            assert "{" not in found.message(language) + found.fix(language)


def test_every_case_has_its_folder_and_every_folder_its_case() -> None:
    assert sorted(folder.parent.name for folder in HERE.glob("*/expected.json")) == NAMES


def test_sound_sheets_yield_nothing_and_the_points_worked_out_by_hand() -> None:
    found = expected("lock-file")
    assert (found["points"], found["totals"]) == ({}, dict(sorted(TOTALS.items())))


@pytest.mark.parametrize("name", NAMES[::8])
def test_files_are_the_same_every_time(name: str) -> None:
    assert CASES[name].files() == CASES[name].files()


def test_files_are_small() -> None:
    large = {name for name in NAMES if outcome(name).largest >= LARGEST}
    assert large <= LARGE


# Cases whose findings stand at rows, columns, merged ranges, headings, in archives, or nowhere; and whether a copy of
# the sheet can be marked.
ODD_PLACES = {
    "archive-with-password": False,
    "columns-hidden": True,
    "near-name": False,
    "own-form-uncertain": True,
    "row-copied": True,
    "row-deleted": True,
    "rows-hidden": True,
    "scores-merged": True,
    "total-typed": True,
}


@pytest.mark.parametrize(("name", "marked"), ODD_PLACES.items())
def test_commands_take_every_place(name: str, marked: bool, tmp_path: Path) -> None:
    write(CASES[name], tmp_path / "cụm")
    commands = (
        ["check", str(tmp_path / "cụm"), "--annotate", str(tmp_path / "lại")],
        ["check", str(tmp_path / "cụm"), "--explain", "--lang", "en"],
        ["status", str(tmp_path / "cụm")],
    )
    for command in commands:
        ran = CliRunner().invoke(build(), command)
        assert ran.exit_code in (0, 1) and (ran.exception is None or isinstance(ran.exception, SystemExit)), command
    assert len(list((tmp_path / "lại").glob("*.xlsx"))) == marked
