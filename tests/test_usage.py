"""Wrong usage: one sentence in the reader's language, status 2, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from emulation_cli.catalogue import text
from emulation_cli.cli.words import say

ROOT = Path(__file__).resolve().parents[1]


def emul(*words: str, language: str = "vi") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "emulation_cli", *words]
    env = {**os.environ, "EMUL_LANG": language, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=False)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--foo",), "--foo"),
        (("chấm",), "chấm"),
        (("tally", "--foo"), "--foo"),
        (("tally", "--format", "pdf"), "--format"),
        (("tally", "--lang", "xx"), "--lang"),
        (("init",), "directory"),
        (("tally", "--out"), "--out"),
        (("init", ""), "directory"),
        (("init", __file__), __file__),
        (("init", "--next", "/there-is-none", "x"), "--next"),
        (("init", "--from", ".", "x"), "--from"),
        (("sheets", "a", "b"), "b"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_wrong_usage_is_one_sentence_and_2(words: tuple[str, ...], named: str, language: str) -> None:
    ended = emul(*words, language=language)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert named in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    for english in ("does not exist", "is a directory", "is a file", "unexpected") if language == "vi" else ():
        assert english not in ended.stderr


def test_without_a_command_the_help_is_shown() -> None:
    ended = emul()
    assert ended.returncode in (0, 2)
    assert "tally" in ended.stdout + ended.stderr


@pytest.mark.parametrize(("language", "heading"), [("vi", "Các lệnh"), ("en", "Commands")])
def test_help_has_its_headings_in_the_language(language: str, heading: str) -> None:
    assert heading in emul("--help", language=language).stdout


@pytest.mark.parametrize("words", [("--help",), ("tally", "--help")])
def test_help_itself_is_described_in_the_language(words: tuple[str, ...]) -> None:
    shown = emul(*words).stdout
    assert say("help") in shown
    assert "Show this" not in shown


def test_results_into_a_file_say_so(tmp_path: Path) -> None:
    """Before any sheet is read; nothing about closing it in Word."""
    file = tmp_path / "kết quả"
    file.write_bytes(b"x")
    emul("init", str(tmp_path / "cụm"))
    for command in (("tally", "--out"), ("check", "--annotate"), ("report", "--out")):
        for target in (file, file / "trong"):
            ended = emul(command[0], str(tmp_path / "cụm"), command[1], str(target))
            assert (ended.returncode, ended.stdout) == (3, "")
            assert text("vi", "run", "output-not-a-folder.message", file=file) in ended.stderr
    assert file.read_bytes() == b"x"


def test_status_ends_with_1_where_there_are_errors(tmp_path: Path) -> None:
    emul("init", str(tmp_path / "cụm"))
    assert emul("status", str(tmp_path / "cụm")).returncode == 1  # no sheet came
    emul("init", str(tmp_path / "mẫu"), "--example", "khong-giao")
    assert emul("status", str(tmp_path / "mẫu")).returncode == emul("check", str(tmp_path / "mẫu")).returncode == 0


def test_sheets_names_files_that_are_no_unit_s(tmp_path: Path) -> None:
    emul("init", str(tmp_path))
    emul("sheets", str(tmp_path))
    form = next((tmp_path / "sheets").glob("*.xlsx"))
    old = form.rename(form.with_name("B9 Sở Cũ.xlsx"))
    (tmp_path / "sheets" / "~$khóa.xlsx").write_bytes(b"")
    ended = emul("sheets", str(tmp_path))
    assert old.name in ended.stdout and old.exists()
    assert form.name not in ended.stdout and "~$" not in ended.stdout and form.exists()


def test_errors_of_both_agreed_files_come_in_one_run(tmp_path: Path) -> None:
    """A tie rule that names no criterion, and a decision for a unit that is none: found before any sheet is read."""
    folder = tmp_path / "Cụm số 2"
    shutil.copytree(ROOT / "examples" / "cum-2", folder)
    agreed = openpyxl.load_workbook(folder / "cluster.xlsx")
    ties = agreed["Đồng hạng"]
    ties.append([9, "9.9.9"])
    agreed.save(folder / "cluster.xlsx")
    decided = openpyxl.Workbook()
    decided.remove(decided.active)
    sheet = decided.create_sheet("Phân định")
    for row in (["Đơn vị", "Thứ tự", "Căn cứ"], ["Sở Không Có", 1, "Biên bản số 1"]):
        sheet.append(row)
    decided.save(folder / "decisions.xlsx")
    for command in ("check", "tally"):
        ended = emul(command, str(folder))
        assert ended.returncode == 1
        assert "9.9.9" in ended.stdout and "Sở Không Có" in ended.stdout
        assert "cluster.xlsx" in ended.stdout and "decisions.xlsx" in ended.stdout
    listed = json.loads(emul("check", str(folder), "--json").stdout)
    assert {(one["file"], one["severity"]) for one in listed} == {
        ("cluster.xlsx", "error"),
        ("decisions.xlsx", "error"),
    }
    ended = emul("tally", str(folder), "--json")
    assert (ended.returncode, ended.stdout) == (1, "") and "9.9.9" in ended.stderr
    ended = emul("explain", "01", "-C", str(folder), "--json")
    assert (ended.returncode, ended.stdout) == (1, "") and "9.9.9" in ended.stderr
