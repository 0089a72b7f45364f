"""Reading filled sheets: this project's reader beside the libraries that could have been used."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, Part
from benchmarks.processes import Run, best, python, run

FILES = {"emul": 250, "python-calamine": 250}
FEW = 40  # files for the slow ones
ROUNDS = 5
OURS, VALUES_ONLY, USUAL = "emul", "python-calamine", "pandas.read_excel, openpyxl"
NAMES = (OURS, VALUES_ONLY, "openpyxl read_only", "pandas.read_excel, calamine", USUAL)
AT_MOST, SHARE = 3.2, 0.167  # six times faster than the usual way


def reading(workspace: Path) -> Part:
    """Milliseconds a file, one process and one file after the other."""
    runs = {name: partial(read, name, workspace, FILES.get(name, FEW)) for name in NAMES}
    found = best(ROUNDS, runs)
    ours, values, usual = (found[name].seconds for name in (OURS, VALUES_ONLY, USUAL))
    rows = [Figure(name, one.seconds * 1000, one.megabytes) for name, one in found.items()]
    ratios = (
        Figure("emul to values only", ours * 1000, None, ours / values, VALUES_ONLY, AT_MOST, "read-values"),
        Figure("emul to the usual way", ours * 1000, None, ours / usual, USUAL, SHARE, "read-usual"),
    )
    return Part("Reading a filled sheet (75 criteria), every sheet of the file", "ms a file", (*rows, *ratios))


def read(name: str, workspace: Path, files: int) -> Run:
    """One library reading files in a process of its own; seconds a file, and the memory it held."""
    told = json.loads(run(python("-m", "benchmarks.readers", name, str(workspace / "collected"), str(files))).output)
    return Run(told["seconds"] / told["files"], told["megabytes"] or None, "")
