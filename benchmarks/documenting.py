"""`emul report`: all documents beside docxtpl alone filling nothing but the tables, result slips, the page's size."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from benchmarks.corpus import make_workspace
from benchmarks.figures import Figure, Part
from benchmarks.processes import Run, best, python, run

FEW, SLIPS, WIDE = 12, 100, 200
ROUNDS = 5
AT_MOST = 3.0  # × docxtpl for the tables alone
A_SLIP = 0.03  # seconds
PAGES = ((FEW, 400_000), (WIDE, 4_000_000))  # units, bytes


def documenting(folder: Path) -> Part:
    """Milliseconds for all documents of a cluster of 12 units × 75 criteria, and for one slip of a hundred."""
    results = {units: _results(folder, units) for units in (FEW, SLIPS, WIDE)}
    papers = folder / "papers"
    ways = {"tables": FEW, "all": FEW, "slip-tables": SLIPS, "slips": SLIPS}
    found = best(ROUNDS, {how: partial(_made, how, results[units], papers) for how, units in ways.items()})
    tables, every = found["tables"], found["all"]
    slip_tables, slips = (found[how].seconds / SLIPS for how in ("slip-tables", "slips"))
    rows = (
        Figure(f"docxtpl alone, the tables of {FEW} units", tables.seconds * 1000, tables.megabytes),
        _figure("emul, all documents", every.seconds, every, tables.seconds, "docxtpl", AT_MOST, "documents"),
        Figure("docxtpl alone, a slip's table", slip_tables * 1000, found["slip-tables"].megabytes),
        _figure(f"emul, a slip, {SLIPS} made", slips, found["slips"], slip_tables, "docxtpl", key="slips"),
        _figure(f"emul, a slip, {SLIPS} made", slips, found["slips"], A_SLIP, "30 ms", 1.0),
        *(_page(results[units], papers, units, limit) for units, limit in PAGES),
    )
    return Part("Documents (75 criteria)", "ms", rows)


def _page(results: Path, folder: Path, units: int, limit: int) -> Figure:
    """How large the page is; its time for information."""
    made = _made("page", results, folder)
    size = json.loads(made.output)["bytes"]
    what = f"emul, the page of {units} units, {size / 1000:,.0f} KB"
    return Figure(what, made.seconds * 1000, made.megabytes, size / limit, f"{limit // 1000:,} KB", 1.0)


def _figure(
    what: str, seconds: float, found: Run, base: float, to: str, at_most: float | None = None, key: str = ""
) -> Figure:
    return Figure(what, seconds * 1000, found.megabytes, seconds / base, to, at_most, key)


def _results(folder: Path, units: int) -> Path:
    workspace = make_workspace(folder / str(units), units)
    run(python("-m", "emulation_cli", "tally", str(workspace), "--format", "json"))
    return workspace / "reports" / "results.json"


def _made(how: str, results: Path, folder: Path) -> Run:
    """A process of its own; its seconds are those of the making."""
    found = run(python("-m", "benchmarks.paper", how, str(results), str(folder / how)))
    return Run(json.loads(found.output)["seconds"], found.megabytes, found.output)
