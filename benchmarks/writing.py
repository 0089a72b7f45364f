"""`emul sheets` for a hundred units, beside XlsxWriter alone writing the same workbooks."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.cluster import make_cluster
from benchmarks.figures import Figure, Part
from benchmarks.processes import Run, best, python, run
from emulation_cli.forms.definition import write_definition

UNITS, ROUNDS = 100, 5
AT_MOST = 1.3


def writing(folder: Path) -> Part:
    """Milliseconds a sheet of 75 criteria; the command as a whole process, reading of the definition included."""
    workspace = folder / "blank"
    workspace.mkdir(parents=True, exist_ok=True)
    write_definition(workspace / "cluster.xlsx", make_cluster(UNITS))
    found = best(ROUNDS, {"alone": lambda: _alone(folder / "alone"), "emul": lambda: _emul(workspace)})
    base = found["alone"].seconds
    rows = (
        Figure("XlsxWriter alone", base * 1000 / UNITS, found["alone"].megabytes),
        Figure(
            "emul sheets, whole process",
            found["emul"].seconds * 1000 / UNITS,
            found["emul"].megabytes,
            found["emul"].seconds / base,
            "XlsxWriter",
            AT_MOST,
            "sheets",
        ),
    )
    return Part(f"Writing {UNITS} blank sheets (75 criteria)", "ms a sheet", rows)


def _alone(folder: Path) -> Run:
    found = run(python("-m", "benchmarks.replay", str(folder), str(UNITS)))
    return Run(float(found.output), found.megabytes, "")


def _emul(workspace: Path) -> Run:
    shutil.rmtree(workspace / "sheets", ignore_errors=True)
    return run(python("-m", "emulation_cli", "sheets", str(workspace)))
