"""`emul init` and `emul sheets`: workspaces made, periods followed, nothing overwritten."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from emulation_cli.cli.app import build
from emulation_cli.cluster.decisions import Decisions, NextTerm
from emulation_cli.cluster.decisions_file import read_decisions
from emulation_cli.cluster.definition import read_cluster
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.rules import Registration
from emulation_cli.forms.decisions import write_decisions
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.starter import starter
from emulation_cli.forms.succession import next_period, rotated
from emulation_cli.forms.workspace_files import copy_example, examples, make_workspace
from emulation_cli.problems import EmulError
from emulation_cli.spreadsheet.workbook import read_workbook


def emul(*words: object) -> Result:
    return CliRunner().invoke(build(), [str(word) for word in words])


def test_init_makes_a_workspace_that_loads(tmp_path: Path) -> None:
    made = emul("init", tmp_path / "cụm 2")
    assert made.exit_code == 0
    files = {"cluster.xlsx", "decisions.xlsx"}
    assert {path.name for path in (tmp_path / "cụm 2").iterdir()} == {*files, "sheets", "collected", "reports"}
    cluster, problems = read_cluster(tmp_path / "cụm 2" / "cluster.xlsx")
    assert cluster is not None
    assert problems == []
    assert read_decisions(tmp_path / "cụm 2" / "decisions.xlsx", cluster) == (Decisions(), [])


def test_decisions_that_are_there_are_kept(tmp_path: Path) -> None:
    (tmp_path / "decisions.xlsx").write_bytes(b"mine")
    assert emul("init", tmp_path).exit_code == 0
    assert (tmp_path / "decisions.xlsx").read_bytes() == b"mine"


def test_an_existing_cluster_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "cluster.xlsx").write_bytes(b"the old one")
    for making in (lambda: make_workspace(tmp_path, starter()), lambda: copy_example(tmp_path, examples()[0])):
        with pytest.raises(EmulError) as stopped:
            making()
        assert stopped.value.problem.code == "workspace-exists"
    assert isinstance(emul("init", tmp_path).exception, EmulError)
    assert [path.name for path in tmp_path.iterdir()] == ["cluster.xlsx"]
    assert (tmp_path / "cluster.xlsx").read_bytes() == b"the old one"


def test_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert emul("init", tmp_path / "file").exit_code == 2
    assert emul("init", tmp_path / "new", "--next", tmp_path / "nowhere").exit_code == 2
    assert emul("init", tmp_path / "new", "--example", "../..").exit_code == 2
    assert emul("init", tmp_path / "new", "--example", "cum-2", "--next", tmp_path).exit_code == 2
    assert not (tmp_path / "new").exists()


def test_command_files(tmp_path: Path) -> None:
    """UTF-8, the workspace as the current folder, CRLF, ASCII names; the same commands a user would type."""
    assert emul("init", tmp_path, "--cmd").exit_code == 0
    found = {path.name: path.read_bytes() for path in tmp_path.glob("*.cmd")}
    assert sorted(found) == ["1-sheets.cmd", "2-check.cmd", "3-tally.cmd", "4-report.cmd"]
    for name, content in found.items():
        lines = content.decode("ascii").split("\r\n")
        assert lines[:3] == ["@echo off", "chcp 65001 >nul", 'cd /d "%~dp0"']
        assert f"(emul {name[2:-4]})" in lines[4]
        assert lines[5:] == ["pause", ""]
        assert content.count(b"\n") == content.count(b"\r\n")


def test_command_files_come_by_themselves_on_windows_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emul("init", tmp_path / "here")
    monkeypatch.setattr(sys, "platform", "win32")
    emul("init", tmp_path / "there")
    assert [len(list((tmp_path / name).glob("*.cmd"))) for name in ("here", "there")] == [0, 4]


def test_example(tmp_path: Path) -> None:
    if "cum-2" not in examples():
        pytest.skip("the example is not made yet")
    assert emul("init", tmp_path / "e", "--example", "cum-2").exit_code == 0
    assert (tmp_path / "e" / "cluster.xlsx").is_file()
    assert list((tmp_path / "e" / "collected").rglob("*.xlsx"))
    assert not (tmp_path / "e" / "expected").exists()
    assert list((tmp_path / "e" / "reports").iterdir()) == []


# ---- the next period


def test_next_period_keeps_the_rules_and_empties_the_old(tmp_path: Path) -> None:
    old = replace(starter(), document_number="05/BC", document_date=date(2026, 7, 9), signer="Trần A")
    old = replace(
        old, units=(old.units[0], replace(old.units[1], representative="Lê B", position="Giám đốc"), old.units[2])
    )
    old = replace(old, registrations=(Registration("A", old.awards[0].name),))
    new = next_period(old)
    assert (new.registrations, new.awards, new.ties) == ((), old.awards, old.ties)
    assert (new.period, new.deadline, new.document_number, new.document_date, new.targets) == ("", None, "", None, ())
    assert (new.criteria, new.classes, new.name) == (old.criteria, old.classes, old.name)
    assert (new.head_agency, new.signer, new.signer_position) == (old.units[1].name, "Lê B", "Giám đốc")
    assert [line.section for line in new.prose] == [line.section for line in old.prose]


def test_the_head_that_the_meeting_chose(tmp_path: Path) -> None:
    """Nhiệm kỳ tới of the old decisions comes before the turn; without a head in it, the turn decides."""
    old, new = tmp_path / "old", tmp_path / "new"
    make_workspace(old, starter())
    chosen = (NextTerm("deputy", "A"), NextTerm("head", "C"))
    write_decisions(old / "decisions.xlsx", starter(), Decisions(next_term=chosen))
    assert emul("init", new, "--next", old).exit_code == 0
    workbook, _ = read_workbook(new / "cluster.xlsx")
    sheet = workbook and workbook.sheet("Đơn vị")
    assert sheet
    assert [sheet.text(row, 4) for row in (3, 4, 5)] == ["Cụm phó", "", "Cụm trưởng"]
    assert [unit.role for unit in next_period(starter(), chosen[:1]).units] == ["", "head", "deputy"]


def test_next_from_an_old_workspace_asks_for_the_period_only(tmp_path: Path) -> None:
    make_workspace(tmp_path / "old", starter())
    assert emul("init", tmp_path / "new", "--next", tmp_path / "old").exit_code == 0
    cluster, problems = read_cluster(tmp_path / "new" / "cluster.xlsx")
    assert cluster is None
    assert [(each.code, each.place.cell) for each in problems] == [("definition-missing-item", "B4")]
    assert emul("sheets", tmp_path / "new").exit_code == 1
    assert list((tmp_path / "new" / "sheets").iterdir()) == []


def test_next_from_a_faulty_workspace_lists_what_is_wrong(tmp_path: Path) -> None:
    make_workspace(tmp_path / "old", replace(starter(), period=""))
    stopped = emul("init", tmp_path / "new", "--next", tmp_path / "old")
    assert stopped.exit_code == 1
    assert "definition-missing-item" in stopped.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("H--", "-H-"),
        ("--H", "H--"),
        ("HD-", "-HD"),
        ("-HD", "D-H"),
        ("D-H", "HD-"),
        ("HD", "DH"),
        ("H-D-", "--HD"),
        ("HDD-", "-HDD"),
        ("H", "H"),
        ("--", "--"),
        ("D-", "D-"),
    ],
)
def test_rotation(before: str, after: str) -> None:
    """H head, D deputy, in the order of the units."""
    roles = {"H": "head", "D": "deputy", "-": ""}
    units = [Unit(str(number), f"Sở {number}", (), roles[role]) for number, role in enumerate(before)]
    found = rotated(units)
    assert [unit.role for unit in found] == [roles[role] for role in after]
    assert [unit.code for unit in found] == [unit.code for unit in units]


# ---- sheets


def test_sheets_writes_one_a_unit(tmp_path: Path) -> None:
    make_workspace(tmp_path, starter())
    made = emul("sheets", tmp_path)
    assert made.exit_code == 0
    names = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert names == ["A Sở Ví dụ Một.xlsx", "B Sở Ví dụ Hai.xlsx", "C Sở Ví dụ Ba.xlsx"]
    assert "3" in made.output


def test_sheets_keeps_one_that_was_saved(tmp_path: Path) -> None:
    make_workspace(tmp_path, starter())
    emul("sheets", tmp_path)
    filled = tmp_path / "sheets" / "B Sở Ví dụ Hai.xlsx"
    filled.write_bytes(b"saved by somebody")
    again = emul("sheets", tmp_path)
    assert (again.exit_code, filled.read_bytes()) == (0, b"saved by somebody")
    assert filled.name in again.output


def test_sheets_of_a_faulty_definition(tmp_path: Path) -> None:
    cluster: Cluster = starter()
    wrong = (replace(cluster.criteria[0], maximum=cluster.criteria[2].maximum), *cluster.criteria[1:])
    write_definition(tmp_path / "cluster.xlsx", replace(cluster, criteria=wrong))
    stopped = emul("sheets", tmp_path)
    assert stopped.exit_code == 1
    assert "definition-sum" in stopped.output
    assert not (tmp_path / "sheets").exists()


def test_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMUL_LANG", "en")
    assert emul("init", tmp_path).exit_code == 0
    assert emul("sheets", tmp_path).exit_code == 0
    workbook, _ = read_workbook(next((tmp_path / "sheets").iterdir()))
    assert workbook is not None
    assert workbook.sheets[0].name == "Scoring sheet"


def test_a_workspace_stops_init_with_status_3(tmp_path: Path) -> None:
    (tmp_path / "cluster.xlsx").write_bytes(b"")
    command = [sys.executable, "-m", "emulation_cli", "init", str(tmp_path)]
    stopped = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert stopped.returncode == 3
    assert str(tmp_path / "cluster.xlsx") in stopped.stderr
    assert "Traceback" not in stopped.stderr
