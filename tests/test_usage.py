"""Wrong usage: one sentence in the reader's language, status 2, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


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
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_wrong_usage_is_one_sentence_and_2(words: tuple[str, ...], named: str, language: str) -> None:
    ended = emul(*words, language=language)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert named in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_without_a_command_the_help_is_shown() -> None:
    ended = emul()
    assert ended.returncode in (0, 2)
    assert "tally" in ended.stdout + ended.stderr


@pytest.mark.parametrize(("language", "heading"), [("vi", "Các lệnh"), ("en", "Commands")])
def test_help_has_its_headings_in_the_language(language: str, heading: str) -> None:
    assert heading in emul("--help", language=language).stdout
