"""`emul report`: from a workspace, a reports folder or a results.json."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from emulation_cli.cli.app import build
from emulation_cli.files import resource
from emulation_cli.problems import EmulError
from emulation_cli.reports import pdf

FROM_CLUSTER = {"ke-hoach.docx", "quy-che.docx", "giao-uoc.docx"}


def emul(*arguments: object) -> Result:
    return CliRunner().invoke(build(), [str(argument) for argument in arguments])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A cluster whose results are official, with votes and awards."""
    made = tmp_path / "Cụm bỏ phiếu"
    shutil.copytree(resource("examples") / "bo-phieu", made, ignore=shutil.ignore_patterns("expected", "reports"))
    return made


def made_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.docx")}


def test_a_workspace_is_tallied_and_every_document_made(workspace: Path) -> None:
    assert emul("report", workspace).exit_code == 0
    found = made_in(workspace / "reports")
    assert FROM_CLUSTER | {"phieu-bau.docx", "bao-cao.docx", "bang-tong-hop.docx", "bien-ban.docx"} < found
    assert {"bien-ban-kiem-phieu.docx", "to-trinh.docx", "phieu-ket-qua/Đơn vị Hoa Mai (giả định).docx"} < found
    assert not (workspace / "reports" / "results.json").exists()


def test_results_alone_are_enough(workspace: Path, tmp_path: Path) -> None:
    assert emul("tally", workspace, "--format", "json").exit_code == 0
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    shutil.copy(workspace / "reports" / "results.json", alone)
    for path in (alone, alone / "results.json"):
        assert emul("report", path, "--only", "bien-ban").exit_code == 0
        assert made_in(alone) == {"bien-ban.docx"}
        (alone / "bien-ban.docx").unlink()


def test_what_was_made_before_is_no_template(workspace: Path) -> None:
    """A document bears its template's name; a reports folder holds documents."""
    assert emul("tally", workspace, "--format", "json").exit_code == 0
    (workspace / "reports" / "bien-ban.docx").write_bytes(b"of another day")
    for path in (workspace / "reports", workspace / "reports" / "results.json"):
        assert emul("report", path, "--only", "bien-ban").exit_code == 0
        assert (workspace / "reports" / "bien-ban.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("beside", ["templates", "reports/templates"])
def test_own_templates_for_stored_results(workspace: Path, beside: str) -> None:
    """Those of the workspace; without one, those beside the results."""
    assert emul("tally", workspace, "--format", "json").exit_code == 0
    own = workspace / beside / "bien-ban.docx"
    own.parent.mkdir()
    own.write_bytes(b"no Word file")
    assert emul("report", workspace / "reports", "--only", "bien-ban").exit_code == (3 if beside == "templates" else 0)
    (workspace / "cluster.xlsx").unlink()
    assert emul("report", workspace / "reports", "--only", "bien-ban").exit_code == (0 if beside == "templates" else 3)


def test_before_anybody_sent_a_sheet(tmp_path: Path) -> None:
    assert emul("init", tmp_path / "new").exit_code == 0
    said = emul("report", tmp_path / "new")
    assert said.exit_code == 0
    assert made_in(tmp_path / "new" / "reports") == FROM_CLUSTER | {"phieu-bau.docx"}
    assert "bao-cao" in said.output


def test_only_and_out(workspace: Path, tmp_path: Path) -> None:
    assert (
        emul("report", workspace, "--only", "quy-che", "--only", "ke-hoach", "--out", tmp_path / "out").exit_code == 0
    )
    assert made_in(tmp_path / "out") == {"quy-che.docx", "ke-hoach.docx"}
    assert not (workspace / "reports").exists()


def test_an_unknown_document_is_wrong_usage(workspace: Path) -> None:
    assert emul("report", workspace, "--only", "bien-bn").exit_code == 2


def test_a_provisional_result_ends_with_1(workspace: Path) -> None:
    next((workspace / "collected").rglob("*Hoa Mai*")).unlink()
    assert emul("report", workspace, "--only", "bien-ban").exit_code == 1
    assert made_in(workspace / "reports") == {"bien-ban.docx"}


def test_the_period_before(workspace: Path, tmp_path: Path) -> None:
    """Named with --previous, or kept by `emul init --next` as previous.json."""
    assert emul("tally", workspace, "--format", "json").exit_code == 0
    assert emul("init", tmp_path / "next", "--next", workspace).exit_code == 0
    kept = json.loads((tmp_path / "next" / "previous.json").read_text(encoding="utf-8"))
    assert kept["cluster"]["period"] == "Năm 2025"
    bare = emul("report", workspace, "--only", "phieu-ket-qua", "--out", tmp_path / "a")
    known = emul("report", workspace, "--only", "phieu-ket-qua", "--out", tmp_path / "b", "--previous", workspace)
    assert (bare.exit_code, known.exit_code) == (0, 0)
    sizes = [sorted(path.stat().st_size for path in (tmp_path / name).rglob("*.docx")) for name in ("a", "b")]
    assert all(one < other for one, other in zip(*sizes, strict=True))


def test_never_among_the_units_sheets(workspace: Path) -> None:
    with pytest.raises(EmulError) as caught:
        CliRunner().invoke(
            build(), ["report", str(workspace), "--out", str(workspace / "collected")], catch_exceptions=False
        )
    assert caught.value.problem.code == "annotate-into-collected"


@pytest.mark.parametrize("source", ["reports", "reports/results.json"])
def test_stored_results_are_not_told_among_the_units_sheets_either(workspace: Path, source: str) -> None:
    assert emul("tally", workspace, "--format", "json").exit_code == 0
    done = emul("report", workspace / source, "--out", workspace / "collected" / "new")
    assert isinstance(done.exception, EmulError)
    assert done.exception.problem.code == "annotate-into-collected"
    assert not (workspace / "collected" / "new").exists()


def test_stored_results_of_a_workspace_know_its_period_before(workspace: Path, tmp_path: Path) -> None:
    """As the workspace itself does."""
    assert emul("tally", workspace, "--format", "json").exit_code == 0
    shutil.copy(workspace / "reports" / "results.json", workspace / "previous.json")
    for source, out in ((workspace, "a"), (workspace / "reports", "b")):
        assert emul("report", source, "--only", "phieu-ket-qua", "--out", tmp_path / out).exit_code == 0
    files = [sorted((tmp_path / name).rglob("*.docx")) for name in ("a", "b")]
    assert files[0]
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(*files, strict=True))


def test_a_period_before_that_is_not_there_is_named(workspace: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path / "none.json", tmp_path):
        done = emul("report", workspace, "--only", "bien-ban", "--previous", path)
        assert isinstance(done.exception, EmulError)
        assert done.exception.problem.code == "path-missing"


def test_a_folder_of_templates_that_is_not_there_is_wrong_usage(workspace: Path, tmp_path: Path) -> None:
    """Else a slip of the pen would quietly give the tool's own templates."""
    (tmp_path / "file").touch()
    for path in (tmp_path / "none", tmp_path / "file"):
        assert emul("report", workspace, "--only", "bien-ban", "--templates", path).exit_code == 2
    assert not (workspace / "reports").exists()


def test_templates_that_cannot_be_written_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    done = emul("template", "export", tmp_path / "own")
    assert isinstance(done.exception, EmulError)
    assert done.exception.problem.code == "output-locked"
    assert Path(dict(done.exception.problem.params)["file"]).name == "ke-hoach.docx"


def test_without_libreoffice_the_word_files_are_there(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_candidates", lambda: iter([None]))
    assert emul("report", workspace, "--only", "quy-che", "--pdf").exit_code == 3
    assert made_in(workspace / "reports") == {"quy-che.docx"}


def test_an_own_template_in_the_workspace_is_used_by_report_and_tally(workspace: Path) -> None:
    assert emul("template", "export", workspace / "templates").exit_code == 0
    (workspace / "templates" / "bao-cao.docx").write_bytes(b"no Word file")
    assert emul("report", workspace, "--only", "bao-cao").exit_code == 3
    with pytest.raises(EmulError) as caught:
        CliRunner().invoke(build(), ["tally", str(workspace), "--format", "docx"], catch_exceptions=False)
    assert caught.value.problem.code == "template-broken"


def test_exported_templates_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "bien-ban.docx").write_bytes(b"mine")
    assert emul("template", "export", tmp_path).exit_code == 0
    assert (tmp_path / "bien-ban.docx").read_bytes() == b"mine"
    assert emul("template", "check", tmp_path / "quy-che.docx").exit_code == 0
    assert emul("template", "check", tmp_path / "quy-che.docx", "--of", "bien-ban").exit_code == 1
    (tmp_path / "other.docx").write_bytes(b"mine")
    assert emul("template", "check", tmp_path / "other.docx").exit_code == 2
