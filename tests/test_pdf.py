"""Word files as PDF, and one sentence where there is no LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from factories import make_results

from emulation_cli.problems import EmulError
from emulation_cli.reports import pdf
from emulation_cli.reports.word import write

NO_OFFICE = shutil.which("soffice") is None


@pytest.fixture
def report(tmp_path: Path) -> Path:
    target = tmp_path / "Cụm 2" / "báo cáo số 1.docx"
    target.parent.mkdir()
    write(make_results(3), target)
    return target


@pytest.mark.skipif(NO_OFFICE, reason="needs LibreOffice")
def test_a_pdf_stands_beside_its_word_file(report: Path) -> None:
    (made,) = pdf.to_pdf([report])
    assert made == report.with_suffix(".pdf")
    assert made.read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in report.parent.iterdir()) == ["báo cáo số 1.docx", "báo cáo số 1.pdf"]


def test_without_libreoffice_one_sentence_and_the_word_file_stays(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_candidates", lambda: iter([None]))
    before = report.read_bytes()
    with pytest.raises(EmulError) as caught:
        pdf.to_pdf([report])
    assert caught.value.problem.code == "pdf-no-libreoffice"
    assert report.read_bytes() == before


def test_a_program_that_gives_nothing(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_program", lambda: "soffice")
    monkeypatch.setattr(subprocess, "run", lambda *args, **more: None)
    with pytest.raises(EmulError) as caught:
        pdf.to_pdf([report])
    assert (caught.value.problem.code, dict(caught.value.problem.params)["file"]) == ("pdf-failed", str(report))


def test_a_program_that_hangs(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: object, **more: object) -> None:
        raise subprocess.TimeoutExpired("soffice", 1)

    monkeypatch.setattr(pdf, "_program", lambda: "soffice")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(EmulError) as caught:
        pdf.to_pdf([report])
    assert caught.value.problem.code == "pdf-failed"
