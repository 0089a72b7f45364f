"""A workspace with thirty units, each of which spoilt its sheet in another way, and five whose sheets are sound."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from cases.agreed import ANSWERS, CLUSTER, Desk
from cases.make import CASES

from emulation_cli.cluster.model import Cluster, Target, Unit
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.definition import write_definition
from emulation_cli.intake.collect import collect
from emulation_cli.results import Results
from emulation_cli.tally import tally

D = Decimal
SPOILT = """
    empty encrypted old-word-document old-workbook csv-text word-document pdf truncated doctype bomb-disguised
    number-over-another-maximum footnote-glued footnote-raised date-for-score percent-for-score fraction-for-percent
    above-maximum half-a-count another-scale score-in-result-column score-that-cannot-be tick target-changed
    evidence-missing two-chosen row-copied rows-hidden scores-merged second-table last-year
""".split()
SOUND = {"S1": "20", "S2": "19.5", "S3": "17.25", "S4": "17.25", "S5": "12"}  # 1.1 of each; S3 and S4 share their rank
CASES_DIR = Path(__file__).parent / "cases"


def units(codes: Sequence[str]) -> tuple[Unit, ...]:
    return tuple(Unit(code, f"Đơn vị {code.lower()}") for code in codes)


def cluster(codes: Sequence[str]) -> Cluster:
    return replace(CLUSTER, units=units(codes), targets=tuple(Target(code, "1.5", D(100)) for code in codes))


def desk(agreed: Cluster, code: str, number: int) -> Desk:
    """A unit with answers of its own, so that no two sheets are alike; a spoilt one could not lead in anything."""
    if code in SOUND:
        answers = {**ANSWERS["TX"], "1.1": Answer(self_score=D(SOUND[code])), "1.5": Answer(actual=D(100 + number))}
        answers["2.1"] = Answer(actual=D(60 - number // 2), target=D(50))
    else:
        answers = {**ANSWERS["YT"], "3.1": Answer(self_score=D(number) / 20)}
    return Desk(agreed, agreed.unit_of[code], answers)


def fill(folder: Path, agreed: Cluster) -> None:
    """Every unit's sheet, spoilt where its code is that of a case."""
    folder.mkdir()
    for number, code in enumerate(agreed.unit_of):
        place = desk(agreed, code, number % 32)
        files = CASES[code].spoilt(place) if code in CASES else {place.file: place.sheet()}
        for name, content in files.items():
            (folder / name).write_bytes(content)


def intended(name: str) -> tuple[str, str]:
    """The one finding of a case: code and cell."""
    problems = json.loads((CASES_DIR / name / "expected.json").read_text(encoding="utf-8"))["problems"]
    assert len(problems) == 1, name
    return problems[0]["code"], problems[0]["cell"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("Cụm ba mươi đơn vị")
    agreed = cluster([*SOUND, *SPOILT])
    write_definition(folder / "cluster.xlsx", agreed)
    fill(folder / "collected", agreed)
    return folder


@pytest.fixture(scope="module")
def results(workspace: Path) -> Results:
    agreed = cluster([*SOUND, *SPOILT])
    return tally(agreed, collect([workspace / "collected"], agreed, workers=1))


def ranking(results: Results) -> list[tuple[str, int, Decimal, str | None]]:
    return [
        (one.unit, one.rank, one.total, one.tie_note and one.tie_note.code) for one in results.standings[: len(SOUND)]
    ]


def test_thirty_slips_are_thirty_findings(results: Results) -> None:
    found = sorted((one.unit or "", one.code, one.cell) for one in results.problems)
    assert found == sorted((name, *intended(name)) for name in SPOILT)
    assert len(found) == len(set(SPOILT)) == 30
    assert len({code for _, code, _ in found}) >= 26


def test_the_sound_ones_are_ranked_as_if_they_were_alone(results: Results, tmp_path: Path) -> None:
    alone = cluster(list(SOUND))
    fill(tmp_path / "collected", alone)
    official = tally(alone, collect([tmp_path / "collected"], alone, workers=1))
    assert (official.status, official.problems, results.status) == ("official", (), "provisional")
    assert ranking(results) == ranking(official)
    assert [one[:2] for one in ranking(results)] == [("S1", 1), ("S2", 2), ("S3", 3), ("S4", 3), ("S5", 5)]


def test_the_command_says_so_in_plain_words(workspace: Path) -> None:
    command = [sys.executable, "-m", "emulation_cli", "check", str(workspace), "--json"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    found = json.loads(ran.stdout)
    assert sorted((one["unit"], one["code"], one["cell"]) for one in found) == sorted(
        (name, *intended(name)) for name in SPOILT
    )
    for one in found:
        assert one["message"].endswith((".", "”", ")")) and one["fix"].endswith(".")
        assert one["unit"] in one["file"] or one["file"] == ""
