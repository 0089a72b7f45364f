"""A child process held to a time and, where the system itself sets no limit to its memory (Windows), to a memory."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

Child = subprocess.Popen[bytes]
PAUSE = 0.02  # seconds between two looks at its memory


class TooMuchMemoryError(Exception):
    """The child took more than it may, and was ended."""


def run(
    command: Sequence[str], data: bytes, seconds: float, memory: int | None = None, env: Mapping[str, str] | None = None
) -> bytes:
    """What a command writes when it is given `data`; `memory` in bytes where it must be watched from outside.

    Raises subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError, TooMuchMemoryError.
    """
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=env, creationflags=flags)
    with process, ThreadPoolExecutor(1) as talking:
        answer = talking.submit(process.communicate, data)
        try:
            _wait(process, answer, seconds, memory)
        except BaseException:
            process.kill()
            raise
        output, _ = answer.result()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return output


def _wait(process: Child, answer: Future[tuple[bytes, bytes]], seconds: float, memory: int | None) -> None:
    """Until the child has answered; it is looked at now and then only where its memory must be watched."""
    if memory is None:
        _answered(process, answer, seconds)
        return
    until = time.monotonic() + seconds
    while not answer.done():
        if _memory(process.pid) > memory:
            raise TooMuchMemoryError
        if time.monotonic() > until:
            raise subprocess.TimeoutExpired(process.args, seconds)
        wait([answer], PAUSE)


def _answered(process: Child, answer: Future[tuple[bytes, bytes]], seconds: float) -> None:
    if not wait([answer], seconds).done:
        raise subprocess.TimeoutExpired(process.args, seconds)


def _memory(process: int) -> int:
    """Bytes that a process holds now; 0 once it has gone."""
    import psutil

    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0
