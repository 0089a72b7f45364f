"""The sheets that the benchmarks read: right, all different, and the lines that README quotes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

ROOT = Path(__file__).resolve().parent.parent
SIZE = 40  # more than there are patterns
QUOTE = """
from datetime import date
from benchmarks.figures import Figure, Part, missed, table
from benchmarks.markdown import markdown
part = Part("Start-up", "ms", (
    Figure("hello", 80.0, 20.0),
    Figure("emul --help", 88.0, 24.0, 1.1, "hello", 1.25, "help"),
    Figure("emul tally", 2500.0, 90.4, 2.5, "imports", 2.0, "tally-few"),
))
print(table(part))
print([one.what for one in missed([part])])
for language in ("en", "vi"):
    print(markdown([part], date(2026, 7, 5), language))
"""
MIXED = """
import json
from benchmarks.mixed import make_mixed
from emulation_cli.tally import tally
cluster, collection = make_mixed(60)
results = tally(cluster, collection)
told = {
    "leaves": len(cluster.tree.leaves),
    "kinds": sorted({leaf.kind for leaf in cluster.tree.leaves}),
    "status": results.status,
    "problems": sorted({one.code for one in results.problems}),
    "classes": sorted({one.class_ for one in results.standings}),
    "given": all(one.units for one in results.awards),
}
print(json.dumps(told))
"""


def python(*arguments: str | Path) -> str:
    command = [sys.executable, "-X", "utf8", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8", timeout=120).stdout


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmarks") / "số liệu"
    python("-m", "benchmarks.corpus", folder, SIZE)
    return folder


def test_sheets_are_right_and_different(workspace: Path) -> None:
    results = json.loads(python("-m", "emulation_cli", "tally", workspace, "--format", "none", "--json"))
    assert (results["status"], results["problems"]) == ("official", [])
    assert len(results["standings"]) == SIZE
    assert len({one["sha256"] for one in results["inputs"]}) == SIZE
    assert len({one["total"] for one in results["standings"]}) > SIZE // 2
    assert len(results["scores"]) == SIZE * 75


@pytest.fixture(scope="module")
def results(workspace: Path) -> Path:
    python("-m", "emulation_cli", "tally", workspace, "--format", "json")
    return workspace / "reports" / "results.json"


@pytest.mark.parametrize(
    ("how", "files"), [("slips", SIZE), ("slip-tables", SIZE), ("tables", 1 + 4 + SIZE), ("page", 1)]
)
def test_documents_are_made_and_timed(how: str, files: int, results: Path, tmp_path: Path) -> None:
    told = json.loads(python("-m", "benchmarks.paper", how, results, tmp_path))
    assert told["files"] == files
    assert told["seconds"] > 0 and told["bytes"] > 1000 * files


def test_docxtpl_alone_fills_the_same_rows(results: Path, tmp_path: Path) -> None:
    """Every point of the slips stands in docxtpl's tables as well."""
    python("-m", "benchmarks.paper", "slip-tables", results, tmp_path)
    python("-m", "benchmarks.paper", "slips", results, tmp_path / "emul")
    alone = rows(sorted(tmp_path.glob("slip-*.docx")))
    own = rows(sorted((tmp_path / "emul").rglob("phieu-ket-qua/*.docx")))
    assert len(alone) == len(own) > SIZE * 75
    assert [(row[0], row[1]) for row in alone] == [(row[0], row[1]) for row in own]


def rows(files: list[Path]) -> list[list[str]]:
    """The rows below the header of each file's largest table, sorted."""
    found = []
    for file in files:
        table = max(docx.Document(str(file)).element.body.iter(qn("w:tbl")), key=len)
        lines = [[text(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        found += lines[1:]
    return sorted(found)


def text(cell: Any) -> str:
    return "".join(each.text or "" for each in cell.iter(qn("w:t")))


def test_figures_as_quoted() -> None:
    lines = python("-c", QUOTE).splitlines()
    assert lines[:5] == [
        "Start-up",
        "                  ms  MB  ratio           to reach",
        "  hello        80.00  20",
        "  emul --help  88.00  24  1.10 × hello    ≤ 1.25  yes",
        "  emul tally   2,500  90  2.50 × imports  ≤ 2  NO",
    ]
    assert lines[5] == "['emul tally']"
    english, vietnamese = lines[6:14], lines[14:]
    assert english[0] == english[-1] == vietnamese[0] == vietnamese[-1] == "<!-- figures -->"
    assert english[1].startswith("Measured on 2026-07-05 by")
    assert english[5].endswith("| 88.0\u00a0ms | a hello-world Typer application: 80.0\u00a0ms | 1.10 × |")
    assert vietnamese[6].split(" | ")[1] == "2,5\u00a0s, 90\u00a0MB"
    assert vietnamese[6].endswith("2,50 × |")


def test_the_mixed_cluster_is_complete_and_without_a_finding_but_of_requirements() -> None:
    told = json.loads(python("-c", MIXED))
    assert told == {
        "leaves": 176,
        "kinds": ["band", "count", "count_down", "direct", "leader", "mean", "pass", "ratio"],
        "status": "official",
        "problems": ["requirement-unmet"],
        "classes": ["Khá", "Tốt"],
        "given": True,
    }
