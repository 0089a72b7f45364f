"""`emul tally` as a whole process: a dozen sheets with every output, and very many without documents."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure, Part
from benchmarks.processes import Run, best, python, run
from benchmarks.reading import read

IMPORTS = "import typer, rich.console, pandas, openpyxl, docxtpl"
ROUNDS_OF_FEW, ROUNDS_OF_MANY = 7, 3
AT_MOST = 2.0


def tallying_few(workspace: Path, size: int) -> Part:
    """A cluster's own size, every output, beside the imports that anybody would begin with."""
    bare = f'python -c "{IMPORTS}"'
    found = best(
        ROUNDS_OF_FEW,
        {
            bare: lambda: run(python("-c", IMPORTS)),
            "tally": lambda: run(tally(workspace)),
            "none": lambda: run(tally(workspace, "none")),
        },
    )
    base = found[bare].seconds
    return Part(
        f"emul tally, {size} sheets, whole process",
        "ms",
        (
            Figure(bare, base * 1000, found[bare].megabytes),
            _figure("emul tally, every output", found["tally"], base, "the imports", AT_MOST, "tally-few"),
            _figure("emul tally --format none", found["none"], base, "the imports"),
        ),
    )


def tallying_many(workspace: Path, size: int) -> Part:
    """Very many sheets, beside this project's own reader doing nothing but reading them in one process."""
    found = best(
        ROUNDS_OF_MANY if size < 5000 else ROUNDS_OF_MANY - 1,
        {
            "reader": lambda: _reader_alone(workspace, size),
            "none": lambda: run(tally(workspace, "none")),
            "json": lambda: run(tally(workspace, "json")),
        },
    )
    base = found["reader"].seconds
    return Part(
        f"emul tally, {size:,} sheets, whole process with its children",
        "ms",
        (
            Figure("the reader alone, one process", base * 1000, found["reader"].megabytes),
            _figure("emul tally --format none", found["none"], base, "the reader", AT_MOST, f"tally-{size}"),
            _figure("emul tally --format json", found["json"], base, "the reader", AT_MOST),
        ),
    )


def tally(workspace: Path, *formats: str) -> list[str]:
    """The command."""
    asked = (part for one in formats for part in ("--format", one))
    return python("-m", "emulation_cli", "tally", str(workspace), *asked)


def _reader_alone(workspace: Path, size: int) -> Run:
    found = read("emul", workspace, size)
    return Run(found.seconds * size, found.megabytes, "")


def _figure(what: str, found: Run, base: float, to: str, at_most: float | None = None, key: str = "") -> Figure:
    return Figure(what, found.seconds * 1000, found.megabytes, found.seconds / base, to, at_most, key)
