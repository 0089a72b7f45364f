"""The reader against openpyxl and python-calamine, on workbooks that openpyxl, XlsxWriter and LibreOffice wrote."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulation_cli.spreadsheet.cells import Cell, Kind, Shown, Workbook
from emulation_cli.spreadsheet.dates import moment
from emulation_cli.spreadsheet.workbook import read_bytes

Table = list[list[Any]]

# XML cannot hold control characters; both writers escape them in their own ways. A lone "\r" is one of them.
letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n\t &<>\"'"
)
# What looks like an escape (_x000D_) is written by each in its own way, and tested by hand in test_workbook.
texts = st.text(letters, min_size=1, max_size=12).filter(lambda text: "_x" not in text)
texts |= st.sampled_from(["Thuỷ", "=1+1", "NA", "5", " a ", "x\ny"])
floats = st.floats(-1e15, 1e15, allow_subnormal=False).map(lambda value: float(f"{value:.15g}"))  # all that Excel keeps
numbers = st.integers(-(10**15), 10**15) | floats
days = st.datetimes(datetime(1900, 3, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
values = st.none() | texts | numbers | days | st.booleans()
tables = st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=5)
some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_openpyxl(table: Table) -> bytes:
    """Written by openpyxl; a text that begins with = is kept a text."""
    book = openpyxl.Workbook()
    for row, line in enumerate(table, 1):
        for column, value in enumerate(line, 1):
            cell = book.active.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_xlsxwriter(table: Table) -> bytes:
    """Written by XlsxWriter; numbers with a formula, as if calculated."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        dated = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        for row, line in enumerate(table):
            for column, value in enumerate(line):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, bool):
                    sheet.write_boolean(row, column, value)
                elif isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, dated)
                elif isinstance(value, float):
                    sheet.write_formula(row, column, "=A1*2", None, value)
                elif value is not None:
                    sheet.write_number(row, column, value)
    return buffer.getvalue()


def ours(data: bytes) -> tuple[Workbook, dict[tuple[int, int], Any]]:
    """What the reader sees, as values of Python."""
    book, problems = read_bytes(data, "A.xlsx")
    assert problems == []
    assert book is not None
    return book, {at: as_value(book, cell) for at, cell in book.sheets[0].cells.items()}


def as_value(book: Workbook, cell: Cell) -> Any:
    if cell.kind is Kind.BOOLEAN:
        return cell.text == "1"
    if cell.kind is Kind.NUMBER:
        return moment(cell.text, book.date1904) if book.shown(cell) is Shown.DATE else float(cell.text)
    return cell.text


def theirs(value: Any) -> Any:
    """A value of another reader in the same terms."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return float(value) if isinstance(value, int | float) else value


def by_reading_with_openpyxl(data: bytes) -> dict[tuple[int, int], Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
    return {(cell.row, cell.column): theirs(cell.value) for cell in cells}


def by_reading_with_calamine(data: bytes) -> dict[tuple[int, int], Any]:
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    rows = enumerate(sheet.to_python(skip_empty_area=False), 1)
    return {(row, column): theirs(value) for row, line in rows for column, value in enumerate(line, 1) if value != ""}


@some
@given(tables)
def test_openpyxl_writes(table: Table) -> None:
    data = by_openpyxl(table)
    _, seen = ours(data)
    assert seen == by_reading_with_openpyxl(data)
    assert seen == {
        (row, column): theirs(value)
        for row, line in enumerate(table, 1)
        for column, value in enumerate(line, 1)
        if value is not None
    }


@some
@given(tables)
def test_xlsxwriter_writes(table: Table) -> None:
    data = by_xlsxwriter(table)
    book, seen = ours(data)
    assert seen == by_reading_with_openpyxl(data)
    assert seen == by_reading_with_calamine(data)
    formulas = {at for at, cell in book.sheets[0].cells.items() if cell.formula is not None}
    assert formulas == {
        (row, column)
        for row, line in enumerate(table, 1)
        for column, value in enumerate(line, 1)
        if isinstance(value, float)
    }


SAMPLE: Table = [
    ["TT", "Nội dung", "Điểm", "Ngày", "Đạt"],
    [1, "Kế hoạch & “báo cáo”", 8.25, datetime(2026, 5, 9), True],  # noqa: DTZ001
    [2, " hai\ndòng ", 12.995, datetime(2026, 7, 5, 16, 30), False],  # noqa: DTZ001
    [3, "=1+1", 0.1, None, None],
]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_writes(tmp_path: Path) -> None:
    (tmp_path / "in.xlsx").write_bytes(by_xlsxwriter(SAMPLE))
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", tmp_path / "out", tmp_path / "in.xlsx"], check=True, capture_output=True)
    data = (tmp_path / "out" / "in.xlsx").read_bytes()
    _, seen = ours(data)
    assert seen == by_reading_with_openpyxl(data) == by_reading_with_calamine(data)
    assert seen[2, 4] == datetime(2026, 5, 9)  # noqa: DTZ001
    assert seen[3, 2] == " hai\ndòng "
    assert seen[4, 2] == "=1+1"


def test_facts_that_openpyxl_writes() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bảng chấm điểm"
    sheet["A1"], sheet["B2"], sheet["C3"] = "=SUM(B2)", 1, time(7, 30)
    sheet["B2"].number_format = "0.0%"
    sheet["B2"].font = openpyxl.styles.Font(name=".VnTime")
    sheet["B2"].comment = openpyxl.comments.Comment("xem lại", "Lan")
    sheet.merge_cells("A5:C5")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.protection.enable()
    sheet.sheet_state = "hidden"
    book.create_sheet("Hai")
    book.properties.modified = datetime(2026, 7, 5, 8, 30)  # noqa: DTZ001
    buffer = io.BytesIO()
    book.save(buffer)

    read, _ = ours(buffer.getvalue())
    first = read.sheets[0]
    assert (first.name, first.state, first.protected) == ("Bảng chấm điểm", "hidden", True)
    assert (first.cells[1, 1].kind, first.cells[1, 1].formula) == (Kind.UNCALCULATED, "SUM(B2)")
    assert (read.shown(first.cells[2, 2]), read.font(first.cells[2, 2])) == (Shown.PERCENT, ".VnTime")
    assert read.shown(first.cells[3, 3]) is Shown.TIME
    assert first.comments == {(2, 2): "xem lại"}
    assert first.merges == [(5, 1, 5, 3)]
    assert first.hidden_rows == {2}
    assert first.hidden_columns == [(3, 3)]
    assert read.modified is not None
    assert read.modified.tzinfo is UTC
