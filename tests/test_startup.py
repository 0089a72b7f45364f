"""The command as a process: what it imports, how it ends, what it prints where, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from builders import criteria
from filelock import FileLock

from emulation_cli.catalogue import problem_texts
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import write_sheet

HEAVY = {
    *("pandas", "numpy", "openpyxl", "xlsxwriter", "docxtpl", "docx", "jinja2", "lxml", "babel"),
    *("rapidfuzz", "pydantic", "python_calamine", "filelock", "pathvalidate"),
}
OFFICIAL, WRONG, USAGE, UNFINISHED = range(4)
LOG = "emul.log"
OUTPUTS = {"results.json", "bang-xep-hang.md", "bao-cao.docx", "tong-hop.xlsx"}
HEADLINE = "KẾT QUẢ CHÍNH THỨC"
IMPORTED = "import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"

CLUSTER = Cluster(
    name="Cụm thi đua số 2",
    period="6 tháng đầu năm 2026",
    units=(Unit("SVH", "Sở Văn hóa", role="head"), Unit("STP", "Sở Tư pháp")),
    criteria=criteria(("1", None, 10, {"label": "I"}), ("1.1", "direct", 6), ("1.2", "pass", 4)),
)
ANSWERS = {
    "SVH": {"1.1": Answer(self_score=Decimal("5.25")), "1.2": Answer(actual=Decimal(1))},
    "STP": {"1.1": Answer(self_score=Decimal("5.5")), "1.2": Answer(actual=Decimal(0))},
}


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    status: int
    output: str
    errors: str


def python(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ended:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("EMUL_", "PYTHON"))}
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        inherited.pop(name, None)
    command = [sys.executable, *map(str, arguments)]
    run = subprocess.run(command, cwd=cwd, env={**inherited, **environment}, capture_output=True, timeout=120)
    return Ended(run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8"))


def emul(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ended:
    return python("-m", "emulation_cli", *arguments, cwd=cwd, **environment)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose two units have both sent what they should."""
    folder = tmp_path_factory.mktemp("startup") / "Cụm thi đua 2"
    (folder / "collected").mkdir(parents=True)
    write_definition(folder / "cluster.xlsx", CLUSTER)
    for unit in CLUSTER.units:
        write_sheet(folder / "collected" / f"{unit.name}.xlsx", CLUSTER, unit, ANSWERS[unit.code])
    return folder


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "Cụm thi đua 2", ignore=shutil.ignore_patterns("reports"))


@pytest.fixture(scope="module")
def tallied(made: Path) -> Ended:
    """`emul tally` with every output, in a pipe."""
    return emul("tally", made)


def held(folder: Path) -> dict[str, bytes]:
    """Everything in a folder by name, but the log, which has the time of each run."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != LOG}


# --- what is imported ---


def imported(script: str) -> set[str]:
    ended = python("-c", f"{script}\n{IMPORTED}")
    assert ended.status == 0, ended.errors
    return set(json.loads(ended.output.splitlines()[-1]))


def test_application_is_light() -> None:
    found = imported("import emulation_cli.cli.app")
    assert "emulation_cli" in found
    assert found & HEAVY == set()


def test_help_is_light() -> None:
    found = imported(
        "import sys\n"
        "from emulation_cli.__main__ import main\n"
        "sys.argv[1:] = ['--help']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code"
    )
    assert {"typer", "rich"} <= found
    assert found & HEAVY == set()


def test_reading_needs_no_frames(made: Path) -> None:
    """A unit that checks its own sheet does not wait for pandas; typer itself brings pydantic for paths."""
    found = imported(
        "import sys\n"
        "from emulation_cli.__main__ import main\n"
        f"sys.argv[1:] = ['check', {str(made)!r}]\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code"
    )
    assert found & {"pandas", "numpy", "openpyxl", "xlsxwriter", "docxtpl", "docx", "jinja2", "lxml"} == set()


# --- how it ends ---


def test_official_ends_with_0(made: Path, tallied: Ended) -> None:
    assert (tallied.status, tallied.errors) == (OFFICIAL, "")
    assert HEADLINE in tallied.output
    assert set(held(made / "reports")) == OUTPUTS


def test_missing_sheet_ends_with_1(workspace: Path) -> None:
    (workspace / "collected" / "Sở Tư pháp.xlsx").unlink()
    ended = emul("tally", workspace, "--format", "json")
    assert (ended.status, ended.errors) == (WRONG, "")
    results = json.loads((workspace / "reports" / "results.json").read_text(encoding="utf-8"))
    assert (results["status"], [one["code"] for one in results["problems"]]) == ("provisional", ["sheet-missing"])
    assert emul("check", workspace).status == WRONG
    assert emul("status", workspace).status == WRONG


def test_faulty_definition_ends_with_1(workspace: Path) -> None:
    wrong = Cluster(CLUSTER.name, CLUSTER.period, CLUSTER.units, criteria(("1", None, 11), ("1.1", "direct", 6)))
    write_definition(workspace / "cluster.xlsx", wrong)
    ended = emul("tally", workspace)
    assert (ended.status, ended.errors) == (WRONG, "")
    assert not (workspace / "reports").exists()


@pytest.mark.parametrize("words", ["--wrong", "tallies", "tally --wrong", "tally --format pdf", "tally --lang fr"])
def test_wrong_usage_ends_with_2(words: str) -> None:
    ended = emul(*words.split())
    assert (ended.status, ended.output) == (USAGE, "")
    assert "Traceback" not in ended.errors


def stopped(ended: Ended) -> list[str]:
    """The two sentences of a run that could not finish: what is wrong, what to do."""
    assert ended.status == UNFINISHED
    assert "Traceback" not in ended.errors
    return ended.errors.splitlines()


@pytest.mark.parametrize("command", ["check", "status", "tally", "sheets"])
def test_missing_folder_ends_with_3(command: str, tmp_path: Path) -> None:
    sentences = stopped(emul(command, tmp_path / "không có"))
    assert "không có" in sentences[0]
    assert len(sentences) == 2


def test_folder_without_cluster_file_ends_with_3(tmp_path: Path) -> None:
    assert "cluster.xlsx" in stopped(emul("tally", cwd=tmp_path))[0]


def test_debug_shows_the_trace(tmp_path: Path) -> None:
    ended = emul("--debug", "tally", tmp_path / "không có")
    assert ended.status == UNFINISHED
    assert "Traceback" in ended.errors


# --- outputs that cannot be written ---


def locked(ended: Ended, name: str, code: str = "output-locked") -> bool:
    """Whether the run stopped because it could not write this, and said what to do."""
    sentences = stopped(ended)
    return name in sentences[0] and sentences[1:] == [problem_texts("vi")[code]["fix"]]


def test_one_output_that_cannot_be_written(workspace: Path) -> None:
    """As on Windows, where Word holds the report: one sentence, every earlier output intact, nothing left behind."""
    assert emul("tally", workspace, "--format", "json", "--format", "md").status == OFFICIAL
    reports = workspace / "reports"
    earlier = held(reports)
    write_sheet(workspace / "collected" / "Sở Tư pháp.xlsx", CLUSTER, CLUSTER.units[1], ANSWERS["SVH"])
    (reports / "bao-cao.docx").mkdir()
    assert locked(emul("tally", workspace), "bao-cao.docx")
    assert held(reports) == earlier
    (reports / "bao-cao.docx").rmdir()
    assert emul("tally", workspace).status == OFFICIAL
    assert held(reports)["results.json"] != earlier["results.json"]


def test_file_in_place_of_the_folder(workspace: Path) -> None:
    reports = workspace / "reports"
    reports.write_text("của tôi", encoding="utf-8")
    assert locked(emul("tally", workspace, "--format", "json"), "reports", "output-not-a-folder")
    assert reports.read_text(encoding="utf-8") == "của tôi"


def test_sheets_into_a_file(workspace: Path) -> None:
    (workspace / "sheets").write_text("của tôi", encoding="utf-8")
    assert locked(emul("sheets", workspace), "sheets", "output-not-a-folder")


def test_two_runs_at_once(workspace: Path) -> None:
    reports = workspace / "reports"
    reports.mkdir()
    with FileLock(reports / ".emul.lock"):
        sentences = stopped(emul("tally", workspace, "--format", "json"))
        assert (reports / ".emul.lock").exists()
    assert sentences[1:] == [problem_texts("vi")["workspace-busy"]["fix"]]
    assert "results.json" not in held(reports)


def test_nothing_else_is_left(workspace: Path) -> None:
    before = set(workspace.rglob("*"))
    assert emul("tally", workspace).status == OFFICIAL
    assert emul("sheets", workspace).status == OFFICIAL
    assert emul("check", workspace).status == OFFICIAL
    made = {str(path.relative_to(workspace)) for path in set(workspace.rglob("*")) - before}
    sheets = {f"{unit.code} {unit.name}.xlsx" for unit in CLUSTER.units}
    expected = {"reports", "sheets", *(str(Path("reports", name)) for name in (*OUTPUTS, LOG))}
    assert made == expected | {str(Path("sheets", name)) for name in sheets}


# --- what is printed ---


def test_two_runs_print_and_write_the_same(made: Path, tallied: Ended) -> None:
    first = held(made / "reports")
    assert emul("tally", made) == tallied
    assert held(made / "reports") == first


def test_piped_is_plain_and_narrow(tallied: Ended) -> None:
    assert "\x1b" not in tallied.output
    lines = [line for line in tallied.output.splitlines() if not line.startswith("→ ")]
    assert max(map(len, lines)) <= 80


def test_no_color_wins_over_a_terminal(made: Path) -> None:
    coloured = emul("tally", made, "--format", "none", FORCE_COLOR="1", TERM="xterm-256color")
    plain = emul("tally", made, "--format", "none", FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    colours = re.compile(r"\x1b\[[0-9;]*3[0-7]")
    assert colours.search(coloured.output)
    assert not colours.search(plain.output)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_narrow_encodings_do_not_stop_it(encoding: str, made: Path, tallied: Ended) -> None:
    ended = emul("tally", made, "--format", "none", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ended.status, ended.errors) == (OFFICIAL, "")
    assert HEADLINE in ended.output
    stopped(emul("tally", made / "không có", PYTHONIOENCODING=encoding, PYTHONUTF8="0"))


def test_english_by_environment(made: Path) -> None:
    assert "ranking" in emul("--help", EMUL_LANG="en").output.lower()
    ended = emul("tally", made, "--format", "none", EMUL_LANG="en")
    assert ended.status == OFFICIAL
    assert "OFFICIAL RESULT" in ended.output
    assert HEADLINE not in ended.output


def test_other_languages_fall_back(made: Path) -> None:
    assert emul("--help", EMUL_LANG="fr") == emul("--help")


def test_json_is_all_that_is_printed(made: Path) -> None:
    ended = emul("tally", made, "--format", "none", "--json")
    assert (ended.status, ended.errors) == (OFFICIAL, "")
    assert [one["unit"] for one in json.loads(ended.output)["standings"]] == ["SVH", "STP"]


def test_version() -> None:
    assert re.fullmatch(r"emul \d+\.\d+\.\d+\n", emul("--version").output)


def test_a_part_of_the_sheets_takes_no_report_s_place(made: Path) -> None:
    before = held(made / "reports")
    ended = emul("tally", made / "collected" / "Sở Tư pháp.xlsx")
    assert ended.status == WRONG
    assert "--out" in ended.output
    assert held(made / "reports") == before


def test_a_workspace_does_not_go_together_with_other_paths(made: Path) -> None:
    ended = emul("check", made, made / "collected")
    assert (ended.status, ended.output) == (UNFINISHED, "")


def test_reports_do_not_go_among_the_sheets(made: Path) -> None:
    assert emul("tally", made, "--out", made / "collected").status == UNFINISHED
