"""A child process held to its time and its memory."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from emulation_cli.spreadsheet import legacy
from emulation_cli.spreadsheet.watched import TooMuchMemoryError, run

MB = 1 << 20


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize("memory", [None, 500 * MB])
def test_what_it_writes(memory: int | None) -> None:
    echo = python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])")
    assert run(echo, b"abc" * 100_000, 20, memory) == b"cba" * 100_000


@pytest.mark.parametrize("memory", [None, 500 * MB])
def test_too_long(memory: int | None) -> None:
    started = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        run(python("import time; time.sleep(60)"), b"", 0.5, memory)
    assert time.monotonic() - started < 10


def test_too_much_memory() -> None:
    """The child never comes to its end: it would sleep for a minute."""
    with pytest.raises(TooMuchMemoryError):
        run(python("held = bytearray(300 << 20); import time; time.sleep(60)"), b"", 30, 150 * MB)


@pytest.mark.parametrize("memory", [None, 500 * MB])
def test_a_crash(memory: int | None) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run(python("import os; os._exit(3)"), b"x" * MB, 20, memory)


def test_memory_is_watched_where_there_is_no_rlimit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (legacy.watched_memory() is None) == (sys.platform != "win32")
    monkeypatch.setattr(legacy, "find_spec", lambda name: None)
    assert legacy.watched_memory() == legacy.MEMORY
