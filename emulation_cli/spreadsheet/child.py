"""The child process of `legacy`: one file from standard input, its values as JSON on standard output.

{"sheets": [{"name", "state", "merges": [[row, column, last row, last column]…], "cells": [[row, column, kind, text,
style]…]}…]} or {"error": "password" | "damaged" | "cells" | "missing"}. Whatever else goes wrong ends the process.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from emulation_cli.spreadsheet.cells import Kind, Shown
from emulation_cli.spreadsheet.dates import serial
from emulation_cli.spreadsheet.escapes import visible

MEMORY = 1 << 29  # address space, where the system can limit it
MOST_CELLS = 200_000
FORMATS = (Shown.NUMBER, Shown.DATE, Shown.TIME)  # by style
_STATES = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}
_DAY = timedelta(days=1)

Made = tuple[Kind, str, int]  # kind, text, style


class TooManyCellsError(Exception):
    """More cells that hold something than any scoring sheet has."""


def main() -> None:
    """Answer for the file on standard input."""
    limit_memory()
    try:
        import python_calamine
    except ImportError:
        return _answer({"error": "missing"})
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            return _answer({"sheets": sheets(book)})
    except python_calamine.PasswordError:
        return _answer({"error": "password"})
    except python_calamine.CalamineError:
        return _answer({"error": "damaged"})
    except TooManyCellsError:
        return _answer({"error": "cells"})


def _answer(answer: dict[str, Any]) -> None:
    json.dump(answer, sys.stdout)


def limit_memory() -> None:
    """A file may claim more cells than any memory holds; then this process ends, and no other."""
    try:
        import resource  # noqa: TID251 - guarded: Windows has none, and is watched from outside
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def sheets(book: Any) -> list[dict[str, Any]]:
    """Every worksheet of a calamine workbook."""
    found, left = [], MOST_CELLS
    for about in book.sheets_metadata:
        if _word(about.typ) == "WorkSheet":
            sheet = book.get_sheet_by_name(about.name)
            cells = []
            for cell in made_cells(sheet):
                cells.append(cell)
                if len(cells) > left:
                    raise TooManyCellsError
            left -= len(cells)
            merges = [
                [*(n + 1 for n in first), *(n + 1 for n in last)] for first, last in sheet.merged_cell_ranges or ()
            ]
            state = _STATES.get(_word(about.visible), "visible")
            found.append({"name": about.name, "state": state, "merges": merges, "cells": cells})
    return found


def _word(member: object) -> str:
    """The last word of one of calamine's enumerations, whose members have no names: 'VeryHidden'."""
    return str(member).rpartition(".")[2]


def made_cells(sheet: Any) -> Iterator[tuple[int, int, Kind, str, int]]:
    """A sheet's cells that hold something: (row, column, kind, text, style)."""
    first_row, first_column = sheet.start or (0, 0)
    for row, line in enumerate(sheet.iter_rows(), first_row + 1):
        for column, value in enumerate(line, first_column + 1):
            made = as_stored(value)
            if made and made[1]:
                yield (row, column, *made)


def as_stored(value: object) -> Made | None:
    """A value of calamine's as a cell of ours would store it; None for nothing."""
    if isinstance(value, bool):
        return Kind.BOOLEAN, str(int(value)), 0
    if isinstance(value, int | float):
        return Kind.NUMBER, repr(value).removesuffix(".0"), 0
    if isinstance(value, datetime | date):
        return Kind.NUMBER, serial(value.isoformat()), FORMATS.index(Shown.DATE)
    if isinstance(value, time):
        return Kind.NUMBER, serial(value.isoformat()), FORMATS.index(Shown.TIME)
    if isinstance(value, timedelta):
        return Kind.NUMBER, repr(value / _DAY).removesuffix(".0"), FORMATS.index(Shown.TIME)
    return (Kind.TEXT, visible(str(value)), 0) if value else None


if __name__ == "__main__":
    main()
