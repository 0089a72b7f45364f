"""`emul sheets` for a hundred units, beside XlsxWriter alone writing the same workbooks."""

from __future__ import annotations

import shutil
from functools import partial
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
    runs = {how: partial(_alone, how, folder / "alone") for how in ("plain", "quick")}
    found = best(ROUNDS, {**runs, "emul": partial(_emul, workspace)})
    emul, plain, quick = found["emul"], found["plain"], found["quick"]
    rows = (
        _figure("XlsxWriter alone", plain),
        _figure("XlsxWriter alone, formulas not searched", quick),
        _figure("emul sheets, whole process", emul, plain, "XlsxWriter", "sheets"),
        _figure("emul sheets, whole process", emul, quick, "XlsxWriter, not searched"),
    )
    return Part(f"Writing {UNITS} blank sheets (75 criteria)", "ms a sheet", rows)


def _figure(what: str, found: Run, base: Run | None = None, to: str = "", key: str = "") -> Figure:
    ratio = found.seconds / base.seconds if base else None
    return Figure(what, found.seconds * 1000 / UNITS, found.megabytes, ratio, to, AT_MOST if base else None, key)


def _alone(how: str, folder: Path) -> Run:
    found = run(python("-m", "benchmarks.replay", how, str(folder), str(UNITS)))
    return Run(float(found.output), found.megabytes, "")


def _emul(workspace: Path) -> Run:
    shutil.rmtree(workspace / "sheets", ignore_errors=True)
    return run(python("-m", "emulation_cli", "sheets", str(workspace)))
