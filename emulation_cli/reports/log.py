"""The log of runs: when, by whom, with what outcome; kept beside the results so that results stay the same bytes."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from emulation_cli import __version__
from emulation_cli.results import Results

FILE = "emul.log"


def append(folder: Path, results: Results, written: Sequence[Path]) -> None:
    """Add a line: time, operator, version, status, units ranked, and the hash of each file written."""
    moment = datetime.now().astimezone().isoformat(timespec="seconds")
    hashes = " ".join(f"{path.name}={_hash(path)}" for path in written)
    status = f"{results.status} units={len(results.standings)} problems={len(results.problems)}"
    with (folder / FILE).open("a", encoding="utf-8", newline="\n") as log:
        log.write(f"{moment} {_operator()} emul {__version__} {status} {hashes}\n")


def _operator() -> str:
    try:
        return getpass.getuser().replace("\n", " ")
    except (OSError, KeyError, ImportError):  # no such account: a container, a service
        return "?"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
