"""Whole processes: how long they take, and the most memory that they and their children hold at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
EVERY = 0.02  # seconds between two looks at the memory
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@dataclass(frozen=True)
class Run:
    """One run: seconds of the whole process, megabytes at the peak (None where the system does not tell)."""

    seconds: float
    megabytes: float | None
    output: str


def python(*arguments: str) -> list[str]:
    """A command for this interpreter."""
    return [sys.executable, *arguments]


def run(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises RuntimeError where it fails, with what it said."""
    # Nobody's own settings: without compiled modules, say, every start would compile this project but no library.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = {**own, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    started = perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    watch = _Watch(process.pid)
    output, errors = process.communicate()
    seconds = perf_counter() - started
    peak = watch.stop()
    if process.returncode:
        message = f"{' '.join(command)}: {process.returncode}\n{output[-2000:]}\n{errors[-2000:]}"
        raise RuntimeError(message)
    return Run(seconds, peak, output)


def best_of(rounds: int, commands: Mapping[str, Sequence[str]]) -> dict[str, Run]:
    """The fastest run of each command, one after the other in every round, so that all meet the same machine."""
    return best(rounds, {name: partial(run, command) for name, command in commands.items()})


def best(rounds: int, runs: Mapping[str, Callable[[], Run]]) -> dict[str, Run]:
    """The fastest of several runs of each, interleaved; its memory is the least that was seen."""
    found: dict[str, Run] = {}
    for _ in range(rounds):
        for name, start in runs.items():
            found[name] = _better(found.get(name), start())
    return found


def _better(earlier: Run | None, later: Run) -> Run:
    if earlier is None:
        return later
    known = [one.megabytes for one in (earlier, later) if one.megabytes is not None]
    faster = min(earlier, later, key=lambda one: one.seconds)
    return Run(faster.seconds, min(known, default=None), faster.output)


class _Watch:
    """Looks at a process and its descendants now and then, until told to stop."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most = pid, 0
        self.done = Event()
        self.thread = Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        while not self.done.wait(EVERY):
            self.most = max(self.most, _held(self.pid))

    def stop(self) -> float | None:
        self.done.set()
        self.thread.join()
        return self.most / MEGABYTE if self.most else None


def _held(pid: int) -> int:
    """Bytes that a process and its descendants hold (Linux; 0 elsewhere)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return 0
    resident = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")), "0")
    return int(resident) * KILOBYTE + sum(_held(int(child)) for child in children)


def own_peak() -> int:
    """The most bytes that this process has held so far (Linux; 0 elsewhere)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * KILOBYTE for line in status.splitlines() if line.startswith("VmHWM:")), 0)
