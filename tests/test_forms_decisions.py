"""decisions.xlsx as written: it reads back as the same decisions, and helps whoever fills it in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from factories import make_results
from openpyxl.workbook import Workbook
from typer.testing import CliRunner, Result

from emulation_cli.cli.app import build
from emulation_cli.cluster.decisions import (
    Adjustment,
    AwardBar,
    ClassCap,
    Decisions,
    Excuse,
    Meeting,
    NextTerm,
    NotAssignedDecision,
    Receipt,
    TieDecision,
    Treatment,
    Vote,
)
from emulation_cli.cluster.decisions_file import read_decisions
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.forms.decisions import write_decisions
from emulation_cli.forms.starter import starter
from emulation_cli.forms.workspace_files import make_decisions, make_workspace
from emulation_cli.problems import EmulError
from emulation_cli.results_json import read_json, write_json
from emulation_cli.spreadsheet.workbook import read_workbook

D = Decimal
UNITS = (Unit("01", "Sở <A> & B", (), "head"), Unit("1E5", "=Sở B"), Unit("3-2", "-Sở C"))
CLUSTER = replace(starter(), units=UNITS, targets=())
FLAG, MERIT = (rule.name for rule in CLUSTER.awards)
FULL = Decisions(
    adjustments=(
        Adjustment("01", "2.2", D("0.5"), None, "=Số liệu", "Cụm trưởng", date(2026, 7, 8)),  # 0,5 %, not 50 %
        Adjustment("01", "2.4", D("97.25"), None, "Dòng một\nDòng hai"),
        Adjustment("1E5", "1.1", D(1), None, "Đã ban hành"),
        Adjustment("3-2", "1.1", D(0), None, "Chưa ban hành"),
        Adjustment("3-2", "1.4", None, D("7.125").quantize(D("0.01")), "+Lý do", decided_on=date(2026, 7, 9)),
    ),
    ties=(TieDecision("01", 2, "Biểu quyết 7/10"),),
    class_caps=(ClassCap("1E5", "Tốt", "@Khiển trách"),),
    award_bars=(AwardBar("01", None, "Kỷ luật"), AwardBar("1E5", MERIT, "Thanh tra")),
    excuses=(Excuse("3-2", Treatment.EXCUSED, "Mới thành lập"), Excuse("1E5", Treatment.NOT_SUBMITTED, "Không gửi")),
    not_assigned=(NotAssignedDecision("01", "2.1", "Không có"), NotAssignedDecision("01", "1.3", "Không có")),
    receipts=(
        Receipt("01", "Sở A (2).xlsx", datetime(2026, 7, 5, 17, 30), True),  # noqa: DTZ001
        Receipt("01", "2026-07.xlsx", None, False),
        Receipt("1E5", "", date(2026, 7, 6)),
    ),
    votes=(Vote(FLAG, "01", 2, 10, 9, 9, 8, 10), Vote(None, "1E5", 1, 10, 9, 8, 0, 11)),
    meeting=(Meeting("place", "Phòng họp 1"), Meeting("absent", "Bà X"), Meeting("absent", "Ông Y\nÔng Z")),
    next_term=(NextTerm("deputy", "01"), NextTerm("head", "3-2")),
)
SHEETS = [each.split("|") for each in (
    "Điều chỉnh|Đơn vị|Tiêu chí|Nội dung|Kết quả|Điểm|Lý do|Người quyết định|Ngày",
    "Phân định|Đơn vị|Thứ tự|Căn cứ",
    "Khống chế|Đơn vị|Xếp loại tối đa|Lý do",
    "Không xét|Đơn vị|Hình thức|Lý do",
    "Miễn nộp|Đơn vị|Xử lý|Lý do",
    "Không giao|Đơn vị|Tiêu chí|Nội dung|Lý do",
    "Nhận phiếu|Đơn vị|Tệp|Nhận lúc|Dùng",
    "Bỏ phiếu|Hình thức|Đơn vị|Vòng|Phát ra|Thu về|Hợp lệ|Số phiếu|Tổng số thành viên",
    "Cuộc họp|Mục|Nội dung",
    "Nhiệm kỳ tới|Vai trò|Đơn vị",
)]  # fmt: skip


def numbered(decisions: Decisions) -> Decisions:
    """Without the rows, which the sheets decide."""
    return Decisions(**{name: tuple(replace(line, row=0) for line in lines) for name, lines in vars(decisions).items()})


def written(path: Path, decisions: Decisions | None = None, cluster: Cluster = CLUSTER) -> Workbook:
    write_decisions(path, cluster, decisions)
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_full_decisions_read_back_equal(language: str, tmp_path: Path) -> None:
    write_decisions(tmp_path / "decisions.xlsx", CLUSTER, FULL, language=language)
    found, problems = read_decisions(tmp_path / "decisions.xlsx", CLUSTER)
    assert numbered(found) == FULL
    assert {problem.severity for problem in problems} == {"warning"}  # votes for one that is excused, and the like
    assert [line.row for line in found.adjustments] == [3, 4, 5, 6, 7]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("cluster", [CLUSTER, replace(CLUSTER, classes=(), awards=())])
def test_an_empty_file_says_nothing(cluster: Cluster, language: str, tmp_path: Path) -> None:
    write_decisions(tmp_path / "decisions.xlsx", cluster, language=language)
    assert read_decisions(tmp_path / "decisions.xlsx", cluster) == (Decisions(), [])


def test_sheets_and_headers(tmp_path: Path) -> None:
    workbook = written(tmp_path / "decisions.xlsx")
    found = [[sheet.title, *(cell.value for cell in sheet[2] if cell.value)] for sheet in workbook.worksheets]
    assert found == [*SHEETS, ["_lists", *found[-1][1:]]]
    assert workbook["_lists"].sheet_state == "veryHidden"
    for sheet in workbook.worksheets[:-1]:
        assert sheet["A1"].value.strip()
        assert sheet.freeze_panes == "A3"
        assert sheet.print_title_rows == "$2:$2"
        assert sheet["A12"].border.left.style == "thin"


def test_what_stands_there_to_be_filled_in(tmp_path: Path) -> None:
    workbook = written(tmp_path / "decisions.xlsx")
    assert [cell.value for (cell,) in workbook["Cuộc họp"]["A3:A9"]] == [
        *("thời gian", "địa điểm", "chủ trì", "thư ký", "có mặt", "vắng", None),
    ]
    assert [cell.value for (cell,) in workbook["Nhiệm kỳ tới"]["A3:A5"]] == ["Cụm trưởng", "Cụm phó", None]
    assert workbook["Điều chỉnh"]["A3"].value is None


def test_choices(tmp_path: Path) -> None:
    workbook = written(tmp_path / "decisions.xlsx")

    def choices(sheet: str, cell: str) -> list[str]:
        validations = workbook[sheet].data_validations.dataValidation
        source = next(each.formula1 for each in validations if each.type == "list" and cell in each.sqref)
        if source.startswith('"'):
            return source.strip('"').split(",")
        name, _, cells = source.partition("!")
        return [cell.value for (cell,) in workbook[name][cells.replace("$", "")]]

    units = [unit.name for unit in UNITS]
    leaves = [leaf.path for leaf in CLUSTER.tree.leaves]
    for sheet, cell in (("Điều chỉnh", "A3"), ("Phân định", "A9"), ("Bỏ phiếu", "B3"), ("Nhiệm kỳ tới", "B3")):
        assert choices(sheet, cell) == units
    assert choices("Điều chỉnh", "B3") == leaves
    assert choices("Không giao", "B3") == [criterion.path for criterion in CLUSTER.criteria]
    assert choices("Khống chế", "B3") == ["Xuất sắc", "Tốt", "Khá", "Trung bình"]
    assert choices("Không xét", "B3") == ["tất cả", FLAG, MERIT]
    assert choices("Bỏ phiếu", "A3") == [FLAG, MERIT, "đồng hạng"]
    assert choices("Miễn nộp", "B3") == ["miễn", "không nộp"]
    assert choices("Nhận phiếu", "D3") == ["có", "không"]
    assert choices("Cuộc họp", "A3")[:2] == ["thời gian", "địa điểm"]
    assert choices("Nhiệm kỳ tới", "A3") == ["Cụm trưởng", "Cụm phó"]


def test_names_and_paths_are_text_cells_and_never_formulas(tmp_path: Path) -> None:
    workbook = written(tmp_path / "decisions.xlsx", FULL)
    formats = {
        workbook[sheet][cell].number_format
        for sheet, cell in (("Điều chỉnh", "A3"), ("Điều chỉnh", "B3"), ("Điều chỉnh", "B20"), ("Nhận phiếu", "B4"))
    }
    assert formats == {"@"}
    assert workbook["Điều chỉnh"]["B3"].value == "2.2"
    assert {workbook["Điều chỉnh"][cell].data_type for cell in ("A5", "F3", "F7")} == {"s"}
    assert workbook["Điều chỉnh"]["H3"].number_format == "dd/mm/yyyy"
    assert workbook["Nhận phiếu"]["C3"].number_format == "dd/mm/yyyy hh:mm"
    assert workbook["Nhận phiếu"]["C5"].number_format == "dd/mm/yyyy"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_text_beside_a_criterion_is_live(tmp_path: Path) -> None:
    book = written(tmp_path / "decisions.xlsx")
    book["Điều chỉnh"]["B4"] = "1.4"
    book.save(tmp_path / "decisions.xlsx")  # drops every stored value
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "decisions.xlsx")], check=True, capture_output=True, timeout=120)
    found, _ = read_workbook(tmp_path / "out" / "decisions.xlsx")
    sheet = found and found.sheet("Điều chỉnh")
    assert sheet
    assert [sheet.text(row, 3) for row in (3, 4)] == ["", CLUSTER.tree.by_path["1.4"].text]


def test_same_input_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_decisions(tmp_path / name, CLUSTER, FULL)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_parts_are_valid(tmp_path: Path, validate: Callable[..., None]) -> None:
    write_decisions(tmp_path / "decisions.xlsx", CLUSTER, FULL)
    validate(tmp_path / "decisions.xlsx")


def test_results_hold_all_of_them(tmp_path: Path) -> None:
    nobody: dict[str, Any] = dict.fromkeys(("standings", "unranked", "scores", "highlights", "problems", "inputs"), ())
    results = replace(make_results(), cluster=CLUSTER, decisions=FULL, **nobody)
    path = tmp_path / "results.json"
    with path.open("w", encoding="utf-8") as stream:
        write_json(results, stream)
    found = read_json(path)
    assert (found.decisions, found.cluster) == (FULL, CLUSTER)


# ---- emul decisions


def emul(*arguments: object) -> Result:
    return CliRunner().invoke(build(), [str(each) for each in arguments])


def test_decisions_are_made_where_there_are_none(tmp_path: Path) -> None:
    make_workspace(tmp_path, starter())
    target = tmp_path / "decisions.xlsx"
    target.unlink()
    made = emul("decisions", tmp_path)
    assert (made.exit_code, read_decisions(target, starter())) == (0, (Decisions(), []))
    assert "decisions.xlsx" in made.output


def test_a_file_that_nobody_has_used_follows_the_cluster(tmp_path: Path) -> None:
    """The first one, made by init, offers the example's units."""
    make_workspace(tmp_path, starter())
    make_decisions(tmp_path / "decisions.xlsx", CLUSTER)
    assert openpyxl.load_workbook(tmp_path / "decisions.xlsx")["_lists"]["A1"].value == UNITS[0].name


def test_decisions_are_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "decisions.xlsx"
    write_decisions(target, CLUSTER, Decisions(ties=FULL.ties))
    before = target.read_bytes()
    with pytest.raises(EmulError, match="decisions-exists"):
        make_decisions(target, CLUSTER)
    with pytest.raises(EmulError, match="decisions-exists"):
        make_decisions(target, starter())  # its units are not these: what stands there is a problem, not nothing
    assert target.read_bytes() == before
    openpyxl.load_workbook(target).save(target)
    empty = tmp_path / "empty.xlsx"
    written(empty).save(empty)  # saved by somebody, though nothing was written
    with pytest.raises(EmulError, match="decisions-exists"):
        make_decisions(empty, CLUSTER)


def test_decisions_that_are_there_stop_the_command_with_status_3(tmp_path: Path) -> None:
    make_workspace(tmp_path, starter())
    (tmp_path / "decisions.xlsx").write_bytes(b"mine")
    command = [sys.executable, "-m", "emulation_cli", "decisions", str(tmp_path)]
    stopped = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert stopped.returncode == 3
    assert "decisions.xlsx" in stopped.stderr
    assert (tmp_path / "decisions.xlsx").read_bytes() == b"mine"
