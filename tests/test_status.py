"""emul status: what came from whom, in one word a unit."""

from __future__ import annotations

import io

import builders
from rich.console import Console

from emulation_cli.cluster.decisions import Decisions, Excuse, Treatment
from emulation_cli.problems import Place, problem
from emulation_cli.reports.received import show_status
from emulation_cli.tally import find_problems


def test_a_unit_that_need_not_send_is_no_unusable_sheet() -> None:
    """A sent, B did not, C is said not to have, D is excused."""
    agreed = builders.cluster(("1", "direct", 100), units="A B C D")
    collection = builders.collection([builders.submission(agreed, {"1": 90}, "A")])
    lines = (Excuse("C", Treatment.NOT_SUBMITTED, "x"), Excuse("D", Treatment.EXCUSED, "y"))
    _, problems = find_problems(agreed, collection, Decisions(excuses=lines))
    problems.append(problem("sheet-missing", Place(""), "B"))
    out = Console(file=io.StringIO(), width=100)
    excuses = {line.unit: line.treatment for line in lines}
    show_status(out, agreed, collection, problems, {}, excuses, "vi")
    rows = [line.split() for line in out.file.getvalue().splitlines() if line.strip().startswith("Sở ")]  # type: ignore[attr-defined]
    assert [" ".join(row[:4]) for row in rows] == [
        "Sở A đã nhận",
        "Sở B chưa gửi",
        "Sở C không nộp",
        "Sở D được miễn",
    ]
