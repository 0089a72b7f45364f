"""Old and foreign formats (xls, xlsb, ods): values only, read by python-calamine in a process of its own.

A single bad file can abort an interpreter that has calamine in it (a cell in the last corner of a sheet is enough), so
it runs in a child with a time limit and a memory limit (its own, or on Windows one watched from here): a crash of the
child is a problem of that file, never of the run.

The child is `child.py`: the file's bytes on its standard input, JSON on its standard output.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Workbook
from emulation_cli.spreadsheet.child import FORMATS, MEMORY, MOST_CELLS
from emulation_cli.spreadsheet.content import Form
from emulation_cli.spreadsheet.package import RefusedError, damaged, too_large
from emulation_cli.spreadsheet.watched import TooMuchMemoryError, run

SECONDS = 20.0
# -P: the folder that emul runs in holds other people's files, and none of them is a module.
_COMMAND = ("-P", "-X", "utf8", "-m", "emulation_cli.spreadsheet.child")
_HERE = str(Path(__file__).resolve().parents[2])


def read(
    data: bytes, name: str, form: Form, modified: datetime | None = None, seconds: float = SECONDS
) -> tuple[Workbook, list[Problem]]:
    """Read a file of one of these formats, with a warning that says what could not be seen.

    Raises RefusedError: file-encrypted, file-damaged, file-many-cells, file-child-crashed, file-child-time, and
    file-old-format where there is no python-calamine.
    """
    answer = _ask(data, form, seconds)
    if "sheets" not in answer:
        raise _refusal(answer.get("error"), form)
    workbook = Workbook(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=[_sheet(told) for told in answer["sheets"]],
        formats=list(FORMATS),
        fonts=[""] * len(FORMATS),
        modified=modified,
        values_only=True,
    )
    if not workbook.sheets:
        raise RefusedError("file-no-sheets")
    return workbook, [problem("file-values-only", Place(name), format=form)]


def _ask(data: bytes, form: Form, seconds: float) -> dict[str, Any]:
    """Run the child on a file and take its answer."""
    try:
        ran = run([sys.executable, *_COMMAND], data, seconds, watched_memory(), {**os.environ, "PYTHONPATH": _HERE})
        answer: dict[str, Any] = json.loads(ran)
    except subprocess.TimeoutExpired:
        raise RefusedError("file-child-time", format=form, seconds=f"{seconds:g}") from None
    except (subprocess.CalledProcessError, TooMuchMemoryError, OSError, ValueError):
        raise RefusedError("file-child-crashed", format=form) from None
    return answer


def watched_memory() -> int | None:
    """What the child may take, where it cannot limit itself (Windows has no rlimit)."""
    return None if find_spec("resource") else MEMORY


def _refusal(error: str | None, form: Form) -> RefusedError:
    known = {
        "password": RefusedError("file-encrypted"),
        "damaged": damaged(form),
        "cells": too_large("cells", MOST_CELLS),
        "missing": RefusedError("file-old-format", format=form),
    }
    return known.get(error or "", RefusedError("file-child-crashed", format=form))


def _sheet(told: dict[str, Any]) -> Sheet:
    sheet = Sheet(told["name"], told["state"], merges=[(a, b, c, d) for a, b, c, d in told["merges"]])
    for row, column, kind, text, style in told["cells"]:
        sheet.cells[row, column] = Cell(row, column, Kind(kind), text, style)
    return sheet
