"""cluster.xlsx as written: it reads back as the same cluster, and helps whoever edits it."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, NotAssigned, Parameters
from emulation_cli.cluster.definition import read_cluster
from emulation_cli.cluster.model import Cluster, Prose, Target, Unit
from emulation_cli.cluster.parameters import read_parameters
from emulation_cli.cluster.parameters_text import parameters_text
from emulation_cli.cluster.rules import (
    AwardRule,
    BonusInScale,
    ClassRule,
    Condition,
    ConditionKind,
    RankBy,
    Registration,
    TieBy,
    TieRule,
)
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.starter import starter
from emulation_cli.spreadsheet.workbook import read_workbook

D = Decimal
STANDARD, BONUS, DEDUCTION, UNCOUNTED = Group


def criterion(
    path: str, maximum: str | None, group: Group = STANDARD, kind: Kind | None = None, **more: Any
) -> Criterion:
    parameters = Parameters(**more.pop("rules", {}))
    label = more.pop("label", path[-1])
    most = None if maximum is None else D(maximum)
    return Criterion(path, path.count(".") + 1, label, f"Tiêu chí {path}", most, group, kind, parameters, **more)


FULL = Cluster(
    name="Cụm 6/2026",
    period="7/2026",
    period_kind="year",
    superior="=UBND",
    head_agency="Sở A & B",
    locality="Hà Nội",
    deadline=datetime.fromisoformat("2026-07-05T17:30"),
    places=3,
    step=D("0.25"),
    bonus_cap=D("7.5"),
    deduction_cap=D(10),
    bonus_in_scale=BonusInScale.CUT,
    rank_by=RankBy.PERCENT,
    document_number="05/BC",
    document_date=date(2026, 7, 9),
    addressees=("Nơi một", "Nơi hai"),
    recipients=("-Như trên",),
    signer_position="Giám đốc",
    signer="Nguyễn Thị A",
    legal_bases=("Căn cứ một;", "+Căn cứ hai"),
    units=(
        Unit("01", "Sở Nội vụ", ("SNV", "Nội vụ"), "head", "Trần B", "Giám đốc"),
        Unit("3-2", "@Sở Tư pháp", (), "deputy"),
        Unit("1E5", "Sở Y tế"),
    ),
    criteria=(
        criterion("1", "35.125", label="I"),
        criterion("1.1", "5", kind=Kind.PASS, evidence_required=True, guidance="Theo\nQuy chế", note="=ghi chú"),
        criterion("1.2", "10", kind=Kind.COUNT, rules={"points": D("0.4"), "requires": "1.1"}, measure="lần"),
        criterion("1.3", "20.125", label="1.10"),
        criterion("1.3.1", "10", kind=Kind.BAND, rules={"bands": (Band(D(10), D(95), percent=True),)}, measure="%"),
        criterion(
            "1.3.2", "10.125", kind=Kind.RATIO, rules={"floor": D(70), "less_is_better": True}, measure="tỷ đồng"
        ),
        criterion("2", None, BONUS),
        criterion("2.1", "3", BONUS, Kind.DIRECT),
        criterion("2.2", "0", UNCOUNTED, Kind.DIRECT),
        criterion("3", "6", DEDUCTION),
        criterion("3.1", "6", DEDUCTION, Kind.COUNT, rules={"points": D(2)}),
    ),
    targets=(Target("01", "1.1", None), Target("01", "1.3.2", D("1250.5")), Target("1E5", "1.3.2", D("0.1"))),
    classes=(
        ClassRule("Xuất sắc", D("95.5"), True, True, (Condition(ConditionKind.NO_ZERO),)),
        ClassRule("Tốt", D(80), True, False, (Condition(ConditionKind.EVERY_SECTION, D("50.5")),)),
        ClassRule("Khác", D(0), True),
    ),
    ties=(
        TieRule(TieBy.RESULT, "1.3.1"),
        TieRule(TieBy.POINTS, "1"),
        TieRule(TieBy.POINTS, "1.3.2"),
        TieRule(TieBy.BONUS),
        TieRule(TieBy.FEWER_DEDUCTIONS),
        TieRule(TieBy.VOTE),
    ),
    awards=(
        AwardRule("=Cờ", D(1), ranks=(1, 1), classes=("Xuất sắc",), registered=True, votes=D("66.666666666666")),
        AwardRule("Bằng khen", D("33.5"), percent=True, round_up=True, ranks=(2, 3), classes=("Xuất sắc", "Tốt")),
        AwardRule("Giấy khen", D(50), percent=True, ranks=(2, None), classes=("Tốt", "Khác"), votes=D(80)),
        AwardRule("Biểu dương", D(3), ranks=(None, 5), votes=D("50.5")),
    ),
    registrations=(Registration("01", "=Cờ"), Registration("3-2", "=Cờ"), Registration("3-2", "Bằng khen")),
    prose=(Prose("báo cáo", "Tổ chức", "Dòng một\n=Dòng hai"), Prose("biên bản", "", "Mở đầu")),
)


def numbered(cluster: Cluster) -> Cluster:
    """Without the rows, which the sheet decides."""
    criteria = tuple(replace(each, row=0) for each in cluster.criteria)
    lists = {
        key: tuple(replace(each, row=0) for each in getattr(cluster, key)) for key in ("classes", "ties", "awards")
    }
    return replace(cluster, criteria=criteria, **lists)


def codes(cluster: Cluster, path: Path, **how: Any) -> tuple[Cluster, list[str]]:
    """Written and read again: the cluster, and the codes of what was found."""
    write_definition(path, cluster, **how)
    found, problems = read_cluster(path)
    assert found is not None, [(each.code, str(each.place), each.params) for each in problems]
    return found, [each.code for each in problems]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_full_cluster_reads_back_equal(language: str, tmp_path: Path) -> None:
    found, _ = codes(FULL, tmp_path / "cluster.xlsx", language=language)
    assert numbered(found) == FULL
    rows = [each.row for each in found.criteria]
    assert rows == list(range(3, 3 + len(FULL.criteria)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_starter_loads_without_a_problem(language: str, tmp_path: Path) -> None:
    written = starter(language)
    found, problems = codes(written, tmp_path / "cluster.xlsx", language=language)
    assert problems == []
    assert numbered(found) == replace(written, prose=())  # sections of the report without words yet are left out
    kinds = {each.kind for each in found.tree.leaves}
    assert kinds | {each.kind for each in found.criteria} == {*Kind, None}
    assert {each.group for each in found.criteria} == set(Group)
    assert any(each.parameters.requires for each in found.criteria)
    assert len(found.units) == 3


def test_a_day_without_a_time_stays_a_day(tmp_path: Path) -> None:
    found, _ = codes(replace(FULL, deadline=date(2026, 7, 5)), tmp_path / "cluster.xlsx")
    assert found.deadline == date(2026, 7, 5)
    assert not isinstance(found.deadline, datetime)


def test_an_empty_period_is_one_clear_problem(tmp_path: Path) -> None:
    write_definition(tmp_path / "cluster.xlsx", replace(FULL, period=""))
    found, problems = read_cluster(tmp_path / "cluster.xlsx")
    assert found is None
    assert [(each.code, each.place.sheet, each.place.cell) for each in problems] == [
        ("definition-missing-item", "Cụm", "B4")
    ]


def test_sheets_and_headers(tmp_path: Path) -> None:
    write_definition(tmp_path / "cluster.xlsx", FULL)
    workbook = openpyxl.load_workbook(tmp_path / "cluster.xlsx")
    headers = {sheet.title: [cell.value for cell in sheet[2] if cell.value] for sheet in workbook}
    names = [each.split("|") for each in (
        "Cụm|Mục|Giá trị|Giải thích",
        "Đơn vị|Mã|Tên đơn vị|Tên khác|Vai trò|Người đại diện|Chức vụ",
        "Tiêu chí|Cấp|TT|Nội dung|Điểm tối đa|Nhóm|Cách chấm|Tham số|ĐVT|Hướng dẫn chấm|Minh chứng|Ghi chú",
        "Chỉ tiêu|Tiêu chí|Nội dung|01|3-2|1E5",
        "Xếp loại|Xếp loại|Từ|So sánh|Điều kiện",
        "Đồng hạng|Thứ tự|Xét theo|Nội dung",
        "Khen thưởng|Hình thức|Số lượng|Điều kiện|Phiếu tối thiểu",
        "Đăng ký|Đơn vị|Danh hiệu",
        "Nội dung|Văn bản|Mục|Nội dung",
    )]  # fmt: skip
    assert {name: headers[name] for name, *_ in names} == {name: columns for name, *columns in names}
    assert [sheet.title for sheet in workbook][9:] == ["_Hướng dẫn", "_paths"]
    assert workbook["_paths"].sheet_state == "veryHidden"
    assert all(sheet.freeze_panes for sheet in workbook.worksheets[:9])
    assert all(sheet.print_title_rows == "$2:$2" for sheet in workbook.worksheets[:9])


def test_every_item_is_explained(tmp_path: Path) -> None:
    write_definition(tmp_path / "cluster.xlsx", starter())
    sheet = openpyxl.load_workbook(tmp_path / "cluster.xlsx")["Cụm"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=3)]
    assert len(rows) == 25  # 24 items, Nơi nhận twice
    assert all(item and explained for item, _, explained in rows)


def test_codes_paths_and_parameters_are_text_cells(tmp_path: Path) -> None:
    write_definition(tmp_path / "cluster.xlsx", FULL)
    workbook = openpyxl.load_workbook(tmp_path / "cluster.xlsx")
    cells = (
        ("Đơn vị", "A3"),
        ("Đơn vị", "A6"),
        ("Tiêu chí", "B6"),
        ("Tiêu chí", "G3"),
        ("Chỉ tiêu", "A3"),
        ("Cụm", "B4"),
    )
    assert {workbook[sheet][cell].number_format for sheet, cell in cells} == {"@"}
    assert workbook["Tiêu chí"]["B6"].value == "1.10"
    assert workbook["Tiêu chí"].column_dimensions["B"].width > 5


def test_choices(tmp_path: Path) -> None:
    write_definition(tmp_path / "cluster.xlsx", FULL)
    workbook = openpyxl.load_workbook(tmp_path / "cluster.xlsx")

    def choices(sheet: str, cell: str) -> str:
        validations = workbook[sheet].data_validations.dataValidation
        return next(each.formula1 for each in validations if each.type == "list" and cell in each.sqref)

    assert choices("Tiêu chí", "E9") == '"chuẩn,thưởng,trừ,không tính"'
    assert (
        choices("Tiêu chí", "F40") == '"trực tiếp,đạt,theo lần,trừ theo lần,tỷ lệ,bậc,dẫn đầu,so trung bình,chọn một"'
    )
    assert choices("Tiêu chí", "J3") == '"bắt buộc"'
    assert choices("Đơn vị", "D3") == '"Cụm trưởng,Cụm phó"'
    assert choices("Xếp loại", "C3") == '"≥,>"'
    assert choices("Chỉ tiêu", "A3").startswith("OFFSET(_paths!$H$3,")
    assert choices("Cụm", "B15") == '"không,có,chặn"'
    assert choices("Cụm", "B12") == '"loại trừ,quy đổi,điểm tối đa,chia đều,chia tỷ lệ"'
    assert choices("Đồng hạng", "B5").startswith("OFFSET(_paths!$M$3,0,0,3+")
    assert choices("Đăng ký", "A3").startswith("OFFSET('Đơn vị'!$B$3,")
    assert choices("Đăng ký", "B3").startswith("OFFSET('Khen thưởng'!$A$3,")


def test_rules_as_written(tmp_path: Path) -> None:
    write_definition(tmp_path / "cluster.xlsx", FULL)
    workbook = openpyxl.load_workbook(tmp_path / "cluster.xlsx")
    assert [[cell.value for cell in row[:2]] for row in workbook["Đồng hạng"]["A3:B8"]] == [
        *([1, "kết quả 1.3.1"], [2, "1"], [3, "1.3.2"]),
        *([4, "điểm thưởng"], [5, "điểm trừ ít hơn"], [6, "bỏ phiếu"]),
    ]
    awards = workbook["Khen thưởng"]
    assert [[cell.value for cell in row] for row in awards["A3:D6"]] == [
        ["=Cờ", 1, "hạng 1; xếp loại Xuất sắc; đã đăng ký", 0.66666666666666],
        ["Bằng khen", "33,5% làm tròn lên", "hạng 2–3; từ Tốt trở lên", None],
        ["Giấy khen", 0.5, "hạng ≥ 2; xếp loại Tốt, Khác", 0.8],
        ["Biểu dương", 3, "hạng ≤ 5", 0.505],
    ]
    assert [awards[cell].number_format for cell in ("B5", "D3", "D5")] == ["0%", "0.##%", "0%"]
    assert awards["A3"].data_type == "s"


def test_same_input_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_definition(tmp_path / name, FULL)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_the_same_paths(tmp_path: Path) -> None:
    """The live paths beside the criteria and the texts beside the targets, computed with nothing stored."""
    source = tmp_path / "cluster.xlsx"
    write_definition(source, FULL)
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(source, "w") as package:
        for name, content in parts.items():
            package.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", content))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    workbook, _ = read_workbook(tmp_path / "out" / "cluster.xlsx")
    assert workbook is not None
    criteria, targets, paths = (workbook.sheet(name) for name in ("Tiêu chí", "Chỉ tiêu", "_paths"))
    assert criteria and targets and paths
    wanted = [each.path for each in FULL.criteria]
    assert [criteria.text(row, 12) for row in range(3, 3 + len(wanted) + 1)] == [*wanted, ""]
    assert [(targets.text(row, 1), targets.text(row, 2)) for row in (3, 4, 5)] == [
        ("1.1", "Tiêu chí 1.1"),
        ("1.3.2", "Tiêu chí 1.3.2"),
        ("", ""),
    ]
    assert paths.text(1, 11) == str(len(wanted))
    ties = workbook.sheet("Đồng hạng")
    assert ties
    assert [ties.text(row, 3) for row in range(3, 10)] == [
        *("Tiêu chí 1.3.1", "Tiêu chí 1", "Tiêu chí 1.3.2"),
        *[""] * 4,
    ]
    offered = [paths.text(row, 13) for row in range(3, 3 + 3 + len(wanted) + 1)]
    assert offered == ["điểm thưởng", "điểm trừ ít hơn", "bỏ phiếu", *wanted, ""]


def test_parts_are_valid(tmp_path: Path, validate: Callable[..., None]) -> None:
    write_definition(tmp_path / "cluster.xlsx", FULL)
    validate(tmp_path / "cluster.xlsx")


# ---- Tham số

points = st.decimals("0.01", 5000, places=3).map(lambda value: D(f"{value.normalize():f}"))
percents = st.decimals("0.5", 100, places=1).map(lambda value: D(f"{value.normalize():f}"))
RULES: dict[Kind, st.SearchStrategy[dict[str, Any]]] = {
    Kind.DIRECT: st.fixed_dictionaries({}, optional={"requires": st.just("1.2")}),
    Kind.COUNT: st.fixed_dictionaries({"points": points}, optional={"requires": st.just("2")}),
    Kind.COUNT_DOWN: st.fixed_dictionaries({"points": points}),
    Kind.RATIO: st.fixed_dictionaries({}, optional={"floor": percents, "less_is_better": st.just(True)}),
}


@settings(deadline=None)
@given(st.sampled_from(list(RULES)).flatmap(lambda kind: st.tuples(st.just(kind), RULES[kind])), st.booleans())
def test_parameters_read_back_equal(given_rules: tuple[Kind, dict[str, Any]], english: bool) -> None:
    kind, rules = given_rules
    parameters = Parameters(**rules)
    assert read_parameters(parameters_text(parameters, "en" if english else "vi"), kind) == (parameters, [])


RATES = {
    "shortfall": D("1.5"),
    "shortfall_step": D("0.5"),
    "excess": D("1.125"),
    "excess_step": D(2),
    "excess_cap": D(3),
}


@pytest.mark.parametrize(
    ("kind", "rules", "text"),
    [
        (Kind.RATIO, RATES, "hụt=1,5/0,5%; vượt=1,1250/2%; trần=3"),
        (Kind.BAND, {"bands": (Band(D(5), D(100), percent=True), Band(D("4.5"), D(95), percent=True))},
         ">=100%:5; >=95%:4,5"),
        (Kind.BAND, {"bands": (Band(D(2), D(88), True, D(90), False, True), Band(D(1), D(1), True, D(2), True, True))},
         "88%..<90%:2; 1%..2%:1"),
        (Kind.BAND, {"bands": (Band(D(3), D(0), True, D(0), True), Band(D(1), high=D(5)))}, "=0:3; <5:1"),
        (Kind.BAND, {"bands": (Band(D(3), D(7), False), Band(D(1), high=D(5), high_included=True))}, ">7:3; <=5:1"),
        (Kind.RATIO, {"less_is_better": True, "requires": "1.2"}, "ngược; cần=1.2"),
        (Kind.DIRECT, {"not_assigned": NotAssigned.EXCLUDE}, "không giao=loại trừ"),
    ],
)  # fmt: skip
def test_parameters_as_written(kind: Kind, rules: dict[str, Any], text: str) -> None:
    parameters = Parameters(**rules)
    assert parameters_text(parameters) == text
    assert read_parameters(text, kind)[0] == parameters


@pytest.mark.parametrize(("units", "columns"), [(3, 12), (11, 14)])
def test_targets_have_room_for_units_to_come(tmp_path: Path, units: int, columns: int) -> None:
    """A code typed behind the last one stands in a column that looks like the others, and is read."""
    members = tuple(Unit(f"U{n}", f"Sở {n}") for n in range(units))
    write_definition(tmp_path / "cluster.xlsx", replace(FULL, units=members, targets=(), registrations=()))
    sheet = openpyxl.load_workbook(tmp_path / "cluster.xlsx")["Chỉ tiêu"]
    header, last = 2, 2 + columns
    assert [sheet.cell(header, column).fill.fgColor.rgb for column in (3, last, last + 1)] == [
        *[sheet.cell(header, 3).fill.fgColor.rgb] * 2,
        "00000000",
    ]
    assert sheet.cell(header, last).value is None
    assert sheet.cell(header + 1, last).fill.fgColor.rgb == sheet.cell(header + 1, 3).fill.fgColor.rgb != "00000000"
