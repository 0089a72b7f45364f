"""Old and foreign formats, read by a child process that may die without harm."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import packing
import pytest
import xlsxwriter

from emulation_cli.spreadsheet import legacy
from emulation_cli.spreadsheet.cells import Kind, Shown, Workbook
from emulation_cli.spreadsheet.child import as_stored
from emulation_cli.spreadsheet.content import Form
from emulation_cli.spreadsheet.package import RefusedError
from emulation_cli.spreadsheet.workbook import read_bytes, read_workbook

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "manifest", "meta")
)


def ods(cells: str, **extra: packing.Part) -> bytes:
    """An OpenDocument spreadsheet with one row of cells."""
    content = (
        f'<office:document-content {NAMESPACES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Bảng"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest {NAMESPACES}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    parts = {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packing.zipped({**parts, **extra})


def value(kind: str, attribute: str, said: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{said}"/>'


def test_ods_values_and_the_warning_of_what_is_unseen() -> None:
    cells = value("float", "value", "8.25") + "<table:table-cell/>" + value("boolean", "boolean-value", "true")
    cells += "<table:table-cell office:value-type='string'><text:p>Kế hoạch</text:p></table:table-cell>"
    cells += value("date", "date-value", "2026-05-09") + value("percentage", "value", "0.9")
    book, problems = read_bytes(ods(cells), "A.ods")
    assert book is not None
    assert [(problem.code, problem.place.file, problem.params) for problem in problems] == [
        ("file-values-only", "A.ods", (("format", "ods"),))
    ]
    assert book.values_only
    sheet = book.sheets[0]
    assert sheet.name == "Bảng"
    assert {cell.address: (cell.kind, cell.text, book.shown(cell)) for cell in sheet.cells.values()} == {
        "A1": (Kind.NUMBER, "8.25", Shown.NUMBER),
        "C1": (Kind.BOOLEAN, "1", Shown.NUMBER),
        "D1": (Kind.TEXT, "Kế hoạch", Shown.NUMBER),
        "E1": (Kind.NUMBER, "46151", Shown.DATE),
        "F1": (Kind.NUMBER, "0.9", Shown.NUMBER),
    }


def record(number: int, content: bytes = b"") -> bytes:
    """A record of BIFF12, the binary XML of an xlsb: its number in seven bits a byte, its size, its content."""
    head = bytes([number & 0x7F | 0x80, number >> 7]) if number > 127 else bytes([number])
    return head + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb() -> bytes:
    """A binary workbook: a sheet Bảng with 8.25 and a text in its first row."""
    sheets = record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Bảng")) + record(144)
    cells = record(5, struct.pack("<IId", 0, 0, 8.25)) + record(6, struct.pack("<II", 1, 0) + wide("Kế hoạch"))
    row = record(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0))
    sheet = record(148, struct.pack("<IIII", 0, 0, 0, 1)) + record(145) + row + cells + record(146)
    parts = {
        "_rels/.rels": packing.links(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(131) + sheets + record(132),
        "xl/_rels/workbook.bin.rels": packing.links(("worksheet", "worksheets/sheet1.bin")),
        "xl/worksheets/sheet1.bin": record(129) + sheet + record(130),
    }
    return packing.zipped(parts, zipfile.ZIP_STORED)


def test_xlsb_values() -> None:
    book, problems = read_bytes(xlsb(), "A.xlsb")
    assert book is not None
    assert [(problem.code, problem.params) for problem in problems] == [("file-values-only", (("format", "xlsb"),))]
    assert {cell.address: (cell.kind, cell.text) for cell in book.sheets[0].cells.values()} == {
        "A1": (Kind.NUMBER, "8.25"),
        "B1": (Kind.TEXT, "Kế hoạch"),
    }


def test_spoilt_binary_workbooks_have_an_answer() -> None:
    data = xlsb()
    for seed in range(25):
        chance = random.Random(seed)
        spoilt = bytearray(data)
        for _ in range(4):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        book, problems = read_bytes(bytes(spoilt), "A.xlsb")
        assert problems
        assert book is None or book.values_only


def test_ods_modified_is_its_own_word_without_a_zone() -> None:
    meta = (
        '<office:document-meta xmlns:office="o" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:date>2026-07-05T08:30:00.5</dc:date></office:document-meta>"
    )
    book, _ = read_bytes(ods(value("float", "value", "1"), **{"meta.xml": meta}), "A.ods")
    assert book is not None
    assert book.modified == datetime(2026, 7, 5, 8, 30, 0, 500_000)  # noqa: DTZ001


def test_ods_under_an_xlsx_name_and_a_protected_one(tmp_path: Path) -> None:
    path = tmp_path / "Sở A.xlsx"
    path.write_bytes(ods(value("float", "value", "1")))
    assert [problem.code for problem in read_workbook(path)[1]] == ["file-values-only"]
    protected = ods("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"})
    assert [problem.code for problem in read_bytes(protected, "A.ods")[1]] == ["file-encrypted"]


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (True, (Kind.BOOLEAN, "1", 0)),
        (10.0, (Kind.NUMBER, "10", 0)),
        (12.995, (Kind.NUMBER, "12.995", 0)),
        (1e22, (Kind.NUMBER, "1e+22", 0)),
        (date(2026, 5, 9), (Kind.NUMBER, "46151", 1)),
        (datetime(2026, 5, 9, 12), (Kind.NUMBER, "46151.5", 1)),  # noqa: DTZ001
        (time(6), (Kind.NUMBER, "0.25", 2)),
        (timedelta(hours=36), (Kind.NUMBER, "1.5", 2)),
        ("a\r\nb\0", (Kind.TEXT, "a\nb", 0)),
        ("", None),
    ],
)
def test_values_as_a_cell_stores_them(said: object, made: object) -> None:
    assert as_stored(said) == made


# --- a child that fails


def refused(monkeypatch: pytest.MonkeyPatch, program: str, seconds: float = 20) -> tuple[str, dict[str, object]]:
    """What is said of a file whose child runs this program instead."""
    monkeypatch.setattr(legacy, "_COMMAND", ("-c", program))
    with pytest.raises(RefusedError) as raised:
        legacy.read(b"data", "A.xls", Form.XLS, seconds=seconds)
    return raised.value.code, raised.value.params


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import sys; sys.exit(3)",
        "print('not JSON')",
        "print('{}')",
        'print(\'{"error": "new"}\')',
    ],
)
def test_a_crash_is_a_problem_of_that_file(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    assert refused(monkeypatch, program) == ("file-child-crashed", {"format": Form.XLS})


def test_a_child_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    code, params = refused(monkeypatch, "import time; time.sleep(60)", 0.2)
    assert (code, params["seconds"]) == ("file-child-time", "0.2")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("password", "file-encrypted"),
        ("damaged", "file-damaged"),
        ("cells", "file-many-cells"),
        ("missing", "file-old-format"),
    ],
)
def test_what_a_child_says(monkeypatch: pytest.MonkeyPatch, error: str, code: str) -> None:
    assert refused(monkeypatch, f'print(\'{{"error": "{error}"}}\')')[0] == code


def test_a_spoilt_file_of_an_old_format() -> None:
    spoilt = packing.zipped({"mimetype": ODS_TYPE, "content.xml": "<office:document-content"})
    assert [problem.code for problem in read_bytes(spoilt, "A.ods")[1]] == ["file-damaged"]


def test_a_cell_in_the_last_corner_ends_the_child_only() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(RefusedError, match="file-child-crashed"):
        legacy.read(packing.workbook(rows), "A.xlsb", Form.XLSB)


def test_modules_in_the_current_folder_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_bytes(ods(value("float", "value", "1")), "A.ods")[0] is not None


# --- what LibreOffice writes


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """One workbook as xlsx, xls and ods."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("old formats")
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        sheet = book.add_worksheet("Bảng chấm điểm")
        sheet.merge_range("A1:C1", "BẢNG CHẤM ĐIỂM")
        sheet.write_row(2, 1, ["Kế hoạch", 8.25, True])
        sheet.write_datetime(3, 1, datetime(2026, 5, 9), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_formula(4, 2, "=C3*2", None, 16.5)
        book.add_worksheet("_emul").very_hidden()
    profile = (folder / "profile").as_uri()
    for kind in ("xls", "ods"):
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", folder, folder / "a.xlsx"], check=True, capture_output=True)
    books = {path.suffix: read_workbook(path)[0] for path in folder.glob("a.*")}
    return {suffix: book for suffix, book in books.items() if book is not None}


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_old_formats_hold_the_same_values(converted: dict[str, Workbook], suffix: str) -> None:
    new, old = converted[".xlsx"], converted[suffix]
    assert [sheet.name for sheet in old.sheets] == ["Bảng chấm điểm", "_emul"]
    assert [sheet.state != "visible" for sheet in old.sheets] == [False, True]

    def seen(book: Workbook) -> dict[str, tuple[Kind, str, bool]]:
        cells = book.sheets[0].cells.values()
        return {cell.address: (cell.kind, cell.text, book.shown(cell) is Shown.DATE) for cell in cells}

    # LibreOffice writes a truth value of an xlsx into an ods as the number 1 in a format that shows a truth value.
    boolean = {"D3": (Kind.NUMBER, "1", False)} if suffix == ".ods" else {}
    assert seen(old) == seen(new) | boolean
    assert seen(old)["C5"] == (Kind.NUMBER, "16.5", False)


def test_xls_merges(converted: dict[str, Workbook]) -> None:
    assert converted[".xls"].sheets[0].merges == [(1, 1, 1, 3)]
