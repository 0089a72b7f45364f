"""diem.csv (emul report csv), read back: every score, exact, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from factories import make_results
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from emulation_cli.cli.app import build
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.scores_csv import COLUMNS, FORMULA, number, render, safe
from emulation_cli.results import Results

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "cum-2"
BOM = b"\xef\xbb\xbf"


def lines(results: Results, language: str = "vi") -> list[dict[str, str]]:
    """The lines by column key."""
    data = render(Material(results.cluster, results, language=language))
    assert data.startswith(BOM)
    rows = list(
        csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";" if language == "vi" else ",")
    )
    assert {len(row) for row in rows} == {len(COLUMNS)}
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def test_a_line_a_unit_and_criterion() -> None:
    results = make_results(provisional=True)
    head, *found = lines(results)
    assert (head["code"], head["points"], head["place"]) == ("Mã đơn vị", "Điểm", "Ô")
    assert len(found) == 9 * len(results.cluster.tree.leaves)
    assert found[0] == {
        "code": "D01", "unit": "Sở Cây xanh và Chiếu sáng", "rank": "1", "criterion": "1.1.", "label": "I.1.",
        "text": "Nội dung 1 của mục I", "group": "chuẩn", "maximum": "62", "state": "có điểm", "target": "",
        "actual": "", "self": "61,25", "appraised": "", "points": "61,25", "evidence": "", "explanation": "",
        "place": "Sở Cây xanh và Chiếu sáng.xlsx ▸ Bảng chấm điểm ▸ G9",
    }  # fmt: skip


def test_what_is_missing_is_never_zero() -> None:
    found = lines(make_results(provisional=True))
    assert [(row["code"], row["label"], row["points"]) for row in found if row["state"] == "chưa có"] == [
        ("D08", "II.2.", "")
    ]
    over = next(row for row in found if row["state"] == "quá mức tối đa")
    assert (over["self"], over["points"]) == ("620", "")


def test_the_language_decides_separator_and_decimal_mark_together() -> None:
    results = make_results(2)
    english = lines(results, "en")
    assert (english[0]["points"], english[1]["points"], english[1]["group"]) == ("Points", "61.25", "standard")
    assert lines(results)[1]["points"] == "61,25"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [(Decimal("1234567.50"), "1234567,50", "1234567.50"), (Decimal("-3"), "-3", "-3"), (Decimal("1E+2"), "100", "100")],
)
def test_numbers_keep_their_digits(value: Decimal, vietnamese: str, english: str) -> None:
    assert (number(value, "vi"), number(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+84 28", "'+84 28"),
        ("-A1", "'-A1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("a=b", "a=b"),
        ("- gạch\nđầu dòng", "'- gạch đầu dòng"),
        ('"x";y', '"x";y'),
    ],
)
def test_nothing_is_a_formula(text: str, shown: str) -> None:
    assert safe(text) == shown
    results = make_results(1)
    scores = [replace(one, evidence=text, explanation=text) for one in results.scores]
    row = lines(replace(results, scores=scores))[1]
    assert (row["evidence"], row["explanation"]) == (shown, shown)


@given(st.text(max_size=30))
def test_no_text_opens_as_a_formula_or_breaks_its_line(text: str) -> None:
    shown = safe(text)
    assert not shown.startswith((*FORMULA, "\t", "\r", "\n"))
    assert "\n" not in shown
    assert shown.removeprefix("'") == one_line(text).removeprefix("'")


def test_the_command_writes_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(build(), ["report", "csv", "-C", str(EXAMPLE), "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    (file,) = tmp_path.iterdir()
    assert file.name == "diem.csv"
    assert file.read_bytes().endswith(b"\r\n")


def test_a_spreadsheet_reads_numbers_as_numbers_and_paths_as_texts(tmp_path: Path) -> None:
    """LibreOffice with the language's own settings, as Excel on a machine of that region."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: nothing opens the file")
    from openpyxl import load_workbook

    results = make_results(1)
    (tmp_path / "diem.csv").write_bytes(render(Material(results.cluster, results, language="en")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # separator comma, quote ", UTF-8, from line 1, language en-US, numbers recognised as they are typed
    filter_ = "CSV:44,34,76,1,,1033,false,true,false"
    command = ["soffice", profile, "--headless", f"--infilter={filter_}", "--convert-to", "xlsx", "--outdir", tmp_path]
    subprocess.run([*map(str, command), str(tmp_path / "diem.csv")], check=True, capture_output=True, timeout=120)
    (row,) = load_workbook(tmp_path / "diem.xlsx").active.iter_rows(min_row=2, max_row=2, values_only=True)
    found = dict(zip(COLUMNS, row, strict=True))
    assert (found["criterion"], found["label"], found["points"], found["rank"]) == ("1.1.", "I.1.", 61.25, 1)
