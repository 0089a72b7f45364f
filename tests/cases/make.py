"""Make the cases' files, to look at them or to try the commands on them.

usage: python tests/cases/make.py FOLDER [CASE…]     every case becomes a workspace FOLDER/<case>

The tests make the same files in memory; what each case must yield stands in <case>/expected.json beside this script.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cases import of_files, of_numbers, of_senders, of_sheets
from cases.registry import CASES, Case

MODULES = (of_files, of_numbers, of_sheets, of_senders)


def write(case: Case, folder: Path) -> None:
    """A case as a workspace with its cluster file and what was collected."""
    from emulation_cli.forms.definition import write_definition

    (folder / "collected").mkdir(parents=True, exist_ok=True)
    write_definition(folder / "cluster.xlsx", case.cluster)
    collect(case, folder / "collected")


def collect(case: Case, folder: Path) -> None:
    """A case's files alone."""
    for name, content in case.files().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for wanted in sys.argv[2:] or CASES:
        write(CASES[wanted], Path(sys.argv[1]) / wanted)
