"""One library reads the files of a folder, in a process of its own: `python -m benchmarks.readers NAME FOLDER COUNT`.

Prints seconds a file and the most memory held, as JSON. Every sheet of every workbook is read, cells kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.processes import MEGABYTE, own_peak

Reader = Callable[[Path], Any]
WARM = 3  # files read before the clock starts


def emul() -> Reader:
    """Formulas and values, formats, fonts, merges, hidden rows, comments, protection."""
    from emulation_cli.spreadsheet.workbook import read_workbook

    def read(path: Path) -> Any:
        workbook, problems = read_workbook(path)
        if workbook is None or problems:
            raise ValueError(path)
        return workbook

    return read


def calamine() -> Reader:
    """Values only."""
    from python_calamine import CalamineWorkbook

    def read(path: Path) -> Any:
        book = CalamineWorkbook.from_path(str(path))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return read


def openpyxl_read_only() -> Reader:
    """Values only, row by row."""
    from openpyxl import load_workbook

    def read(path: Path) -> Any:
        book = load_workbook(path, read_only=True, data_only=True)
        found = [list(sheet.iter_rows(values_only=True)) for sheet in book]
        book.close()
        return found

    return read


def pandas_openpyxl() -> Reader:
    """Values only, as frames."""
    return _pandas("openpyxl")


def pandas_calamine() -> Reader:
    """Values only, as frames."""
    return _pandas("calamine")


def _pandas(engine: Any) -> Reader:
    import pandas as pd

    return lambda path: pd.read_excel(path, sheet_name=None, header=None, engine=engine)


READERS: dict[str, Callable[[], Reader]] = {
    "emul": emul,
    "python-calamine": calamine,
    "openpyxl read_only": openpyxl_read_only,
    "pandas.read_excel, calamine": pandas_calamine,
    "pandas.read_excel, openpyxl": pandas_openpyxl,
}


def main(name: str, folder: str, count: str) -> None:
    """Read `count` files of a folder one after the other."""
    read = READERS[name]()
    files = sorted(Path(folder).rglob("*.xlsx"))[: int(count)]
    for path in files[:WARM]:
        read(path)
    started = perf_counter()
    for path in files:
        read(path)
    seconds = perf_counter() - started
    json.dump({"seconds": seconds, "megabytes": own_peak() / MEGABYTE, "files": len(files)}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
