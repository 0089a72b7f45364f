"""Make the shipped examples again, byte for byte: `python examples/make.py`, from a checkout of the repository.

What they say stands in examples/content/. expected/ranking.csv comes from tests/recompute.py, which uses no code of
the project; expected/results.json is what the tool itself gives.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from content import can_tho_157, cum_2_answers, cum_2_table, cum_2_units, touches
from content.building import Row, Sheet
from content.filling import Special, Table, filled

from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import write_sheet

HERE = Path(__file__).resolve().parent
RECOMPUTE = HERE.parent / "tests" / "recompute.py"
EMUL = [sys.executable, "-X", "utf8", "-m", "emulation_cli"]


@dataclass(frozen=True)
class Example:
    """A workspace to make: what was agreed, what the units filled in, and what they did to their files."""

    name: str
    cluster: Cluster
    rows: Sequence[Row]
    answers: Table
    sheets: Mapping[str, Sheet]
    special: Special = field(default_factory=dict)
    note_rows: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    highlights: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    attachments: Mapping[str, str] = field(default_factory=dict)


EXAMPLES = (
    Example(
        "cum-2",
        cum_2_units.CLUSTER,
        cum_2_table.TABLE,
        cum_2_answers.ANSWERS,
        cum_2_answers.SHEETS,
        cum_2_answers.SPECIAL,
        cum_2_answers.NOTE_ROWS,
        cum_2_answers.HIGHLIGHTS,
        cum_2_answers.ATTACHMENTS,
    ),
    Example(
        "can-tho-157",
        can_tho_157.CLUSTER,
        can_tho_157.TABLE,
        can_tho_157.ANSWERS,
        can_tho_157.SHEETS,
    ),
)


def make(example: Example, folder: Path) -> None:
    """The workspace as people would have it (cluster.xlsx, collected/) and what the tally must give (expected/)."""
    for made in ("collected", "expected", "reports"):
        shutil.rmtree(folder / made, ignore_errors=True)
    make_inputs(example, folder)
    make_expected(folder)


def make_inputs(example: Example, folder: Path) -> None:
    """The definition, the filled sheets, and what lies beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    write_definition(folder / "cluster.xlsx", example.cluster)
    make_sheets(example, folder / "collected")
    for name, words in example.attachments.items():
        target = folder / "collected" / name
        write = touches.pdf if target.suffix == ".pdf" else touches.docx
        write(target, words)


def make_sheets(example: Example, collected: Path) -> None:
    """The filled sheets, each under the name that its unit gave it."""
    answers = filled(example.rows, example.cluster.units, example.answers, example.special)
    for unit in example.cluster.units:
        sheet = example.sheets[unit.code]
        target = collected / sheet.path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_sheet(target, example.cluster, unit, answers[unit.code], modified=saved(sheet))
        if unit.code in example.note_rows:
            touches.note_row(target, *example.note_rows[unit.code])
        if unit.code in example.highlights:
            touches.highlights(target, example.highlights[unit.code])


def saved(sheet: Sheet) -> datetime:
    """When the unit saved its sheet, in UTC, as the file's own property has it."""
    return datetime.fromisoformat(f"{sheet.saved}+07:00").astimezone(UTC)


def make_expected(folder: Path) -> None:
    """What must come out: the ranking by the independent recomputation, the results by the tool."""
    expected = folder / "expected"
    expected.mkdir()
    ranking = [sys.executable, "-X", "utf8", str(RECOMPUTE), str(folder)]
    results = [*EMUL, "tally", str(folder), "--format", "none", "--json"]
    (expected / "ranking.csv").write_bytes(subprocess.run(ranking, check=True, capture_output=True).stdout)
    (expected / "results.json").write_bytes(subprocess.run(results, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    for one in EXAMPLES:
        make(one, HERE / one.name)
