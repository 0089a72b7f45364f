"""Make the shipped examples again, byte for byte: `python examples/make.py`, from a checkout of the repository.

What they say stands in examples/content/. expected/ranking.csv comes from tests/recompute.py, which uses no code of
the project; expected/results.json is what the tool itself gives.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from content import (
    appraising,
    bo_phieu,
    can_tho_157,
    cum_2,
    khong_giao,
    lanh_dao_1000,
    nguong_tieu_chi,
    thuong_100,
    thuong_tru_3,
    touches,
)
from content.building import Sheet
from content.example import Example
from content.filling import filled

from emulation_cli.cluster.model import Unit
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.decisions import write_decisions
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import write_sheet

HERE = Path(__file__).resolve().parent
RECOMPUTE = HERE.parent / "tests" / "recompute.py"
EMUL = [sys.executable, "-X", "utf8", "-m", "emulation_cli"]


EXAMPLES = (
    cum_2.EXAMPLE,
    can_tho_157.EXAMPLE,
    lanh_dao_1000.EXAMPLE,
    thuong_100.EXAMPLE,
    bo_phieu.EXAMPLE,
    khong_giao.EXAMPLE,
    thuong_tru_3.EXAMPLE,
    nguong_tieu_chi.EXAMPLE,
)


AWARDED = {one.name for one in EXAMPLES if one.cluster.awards}


def make(example: Example, folder: Path) -> None:
    """The workspace as people would have it (cluster.xlsx, collected/) and what the tally must give (expected/)."""
    for made in ("collected", "expected", "reports"):
        shutil.rmtree(folder / made, ignore_errors=True)
    make_inputs(example, folder)
    make_expected(folder)


def make_inputs(example: Example, folder: Path) -> None:
    """The definition, the filled sheets, what lies beside them, the appraisers' workbook, what was decided."""
    folder.mkdir(parents=True, exist_ok=True)
    write_definition(folder / "cluster.xlsx", example.cluster)
    if example.decisions:
        write_decisions(folder / "decisions.xlsx", example.cluster, example.decisions)
    make_sheets(example, folder / "collected")
    for name, words in example.attachments.items():
        target = folder / "collected" / name
        write = touches.pdf if target.suffix == ".pdf" else touches.docx
        write(target, words)
    if example.appraisers:
        make_appraisal(example, folder)


def make_appraisal(example: Example, folder: Path) -> None:
    """The appraisers' workbook as `emul appraise` makes it of what the units claim, then filled in."""
    target = folder / "appraisal.xlsx"
    target.unlink(missing_ok=True)
    named = [word for one in example.appraisers for word in ("--appraiser", one.name)]
    subprocess.run([*EMUL, "appraise", str(folder), *named], check=True, capture_output=True)
    appraising.appraise(target, example)


def make_sheets(example: Example, collected: Path) -> None:
    """The filled sheets, each under the name that its unit gave it."""
    answers = filled(example.rows, example.cluster.units, example.answers, example.special)
    for unit in example.cluster.units:
        if sheet := example.sheets.get(unit.code):
            target = make_sheet(example, collected, unit, sheet, answers[unit.code])
            if unit.code in example.note_rows:
                touches.note_row(target, *example.note_rows[unit.code])
            if unit.code in example.highlights:
                touches.highlights(target, example.highlights[unit.code])
        if draft := example.drafts.get(unit.code):
            make_sheet(example, collected, unit, draft.sheet, {**answers[unit.code], **draft.answers})


def make_sheet(example: Example, collected: Path, unit: Unit, sheet: Sheet, answers: Mapping[str, Answer]) -> Path:
    """One file of a unit."""
    target = collected / sheet.path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_sheet(target, example.cluster, unit, answers, modified=saved(sheet))
    return target


def saved(sheet: Sheet) -> datetime:
    """When the unit saved its sheet, in UTC, as the file's own property has it."""
    return datetime.fromisoformat(f"{sheet.saved}+07:00").astimezone(UTC)


def make_expected(folder: Path) -> None:
    """What must come out: the ranking by the independent recomputation, the results by the tool."""
    expected = folder / "expected"
    expected.mkdir()
    for name, command in outcomes(folder).items():
        (expected / name).write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)


def outcomes(folder: Path) -> dict[str, list[str]]:
    """The command behind each expected file; awards only where there are some to give."""
    recompute = [sys.executable, "-X", "utf8", str(RECOMPUTE), str(folder)]
    given = {"awards.csv": [*recompute, "awards"]} if folder.name in AWARDED else {}
    results = [*EMUL, "tally", str(folder), "--format", "none", "--json"]
    return {"ranking.csv": recompute, **given, "results.json": results}


if __name__ == "__main__":
    for one in EXAMPLES:
        make(one, HERE / one.name)
