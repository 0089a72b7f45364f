"""The appraisers' workbook as written: laid out as formats.md says, locked and guarded, and read back whole; and
`emul appraise` from an empty workspace to an official result."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders import BLANK, Row, cluster, codes, submission
from typer.testing import CliRunner, Result

from emulation_cli.cli.app import build
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.appraisal import make_appraisal, write_appraisal
from emulation_cli.forms.claims import Claim, Claims, Closed, claims_of, no_claims
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import write_sheet
from emulation_cli.intake.appraisal import Appraisal, read_appraisal
from emulation_cli.intake.submission import Missing
from emulation_cli.problems import EmulError
from emulation_cli.results import Results
from emulation_cli.results_json import read_json

D = Decimal
ROWS: list[Row] = [
    ("1", None, 50, {"label": "I", "text": "=Mục"}),
    ("1.1", "direct", 10, {"label": "a)"}),
    ("1.2", "count", 20, {"points": 5}),
    ("1.3", "ratio", 10, {"excess": "0.5", "excess_step": 1, "excess_cap": 2}),
    ("1.4", "leader", 10),
    ("2", None, 20),
    ("2.1", "pass", 10),
    ("2.2", "direct", 10),
]
NAMED = (Unit("A", "Sở A"), Unit("B", "=Sở <B> & C"), Unit("C", "Ban Quản lý các khu công nghiệp và khu kinh tế"))
AGREED = replace(
    cluster(*ROWS, units="A", targets={("A", "2.2"): None, ("B", "1.3"): 10}, source=Source.APPRAISED), units=NAMED
)
SENT = {
    "A": {"1.1": {"self_score": D("8.5"), "evidence": "BC 12"}, "1.2": 3, "1.3": {"target": 100, "actual": 104},
          "1.4": {"target": 10, "actual": 12}, "2.1": 1},
    "B": {"1.1": 20, "1.2": {"actual": 2, "explanation": "bận"}, "1.3": {"actual": 5}, "1.4": {"actual": 9},
          "2.1": BLANK, "2.2": {"not_assigned": True}},
}  # fmt: skip
FIRST_ROW = 8  # of the table, as Excel counts


def claims() -> dict[str, Claims]:
    made = {unit: claims_of(AGREED, submission(AGREED, values, unit)) for unit, values in SENT.items()}
    return {**made, "C": no_claims(AGREED, "C")}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("appraisal") / "appraisal.xlsx"
    write_appraisal(target, AGREED, claims(), ["Bà Sen", "Ban Quản lý các khu công nghiệp và khu kinh tế", "B"])
    return target


def row_of(path: str) -> int:
    return FIRST_ROW + [one.path for one in AGREED.criteria].index(path)


def values(sheet: Any, row: int, width: int = 18) -> list[Any]:
    return [cell.value for cell in sheet[row][:width]]


# What is claimed


def test_claims_are_the_points_of_each_criterion_by_itself() -> None:
    found = claims()
    assert {path: claim.points for path, claim in found["A"].items()} == {
        "1.1": D("8.50"),
        "1.2": D("15.00"),
        "1.3": D("12.00"),
        "1.4": None,
        "2.1": D("10.00"),
        "2.2": None,
    }
    assert [path for path, claim in found["A"].items() if claim.closed] == ["1.4", "2.2"]
    assert found["A"]["2.2"].closed is Closed.NOT_ASSIGNED
    assert found["B"]["1.1"].points is found["B"]["2.1"].points is None  # above the maximum; not filled in
    assert (found["B"]["2.2"].asks_out, found["B"]["2.2"].closed) == (True, None)
    assert found["C"]["1.1"] == Claim() and found["C"]["1.4"].closed is Closed.BY_CLUSTER


def test_claims_do_not_see_what_appraisers_wrote() -> None:
    agreed = cluster(("1", "direct", 10), source=Source.APPRAISED)
    made = submission(agreed, {"1": {"self_score": 9, "appraised_score": 4}}, appraised=True, appraiser="Bà Sen")
    assert claims_of(agreed, made)["1"].points == D("9.00")


def test_notes_say_what_a_claim_rests_on() -> None:
    found = claims()
    assert found["A"]["1.1"].note == "Minh chứng: BC 12"
    assert found["A"]["1.3"].note == "Chỉ tiêu: 100\nKết quả: 104"
    assert found["A"]["2.1"].note == "Kết quả: đạt"
    assert found["B"]["1.2"].note == "Kết quả: 2\nGiải trình: bận"
    evil = submission(AGREED, {"1.1": {"self_score": 1, "evidence": "a\x01\x02b" + "x" * 999}}, "A")
    assert claims_of(AGREED, evil)["1.1"].note == "Minh chứng: ab" + "x" * 298


# Layout


def test_the_layout_is_that_of_the_contract(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == ["Bà Sen", "C", "=Sở <B> & C", "_emul"]
    sheet = book["Bà Sen"]
    assert values(sheet, 6) == ["Tiêu chí", "Nội dung", "Điểm tối đa", "Sở A", *[None] * 4, "=Sở <B> & C", *[None] * 4,
                                "Ban Quản lý các khu công nghiệp và khu kinh tế", *[None] * 4]  # fmt: skip
    assert values(sheet, 7)[3:8] == ["Tự chấm", "Lần 1", "Giải trình", "Lần 2", "Ý kiến"]
    assert values(sheet, 7)[3:8] == values(sheet, 7)[8:13] == values(sheet, 7)[13:18]
    assert {str(merge) for merge in sheet.merged_cells.ranges} >= {"D6:H6", "I6:M6", "N6:R6", "A6:A7", "B6:B7", "C6:C7"}
    assert [cell.value for cell in sheet["A"][7:15]] == [one.path for one in AGREED.criteria]
    assert {cell.number_format for cell in sheet["A"][7:15]} == {"@"}
    assert [cell.value for cell in sheet["B"][7:10]] == ["I. =Mục", "a) Tiêu chí số 1.1", "2. Tiêu chí số 1.2"]
    assert [cell.data_type for cell in (sheet["B8"], sheet["I6"])] == ["s", "s"]
    assert [cell.value for cell in sheet["C"][7:15]] == [50, 10, 20, 10, 10, 20, 10, 10]
    assert [cell.value for cell in sheet["D"][7:15]] == [None, 8.5, 15, 12, "cụm tính", None, 10, "không giao"]
    assert [cell.value for cell in sheet["I"][7:15]] == [None, None, 10, 5, "cụm tính", None, None, "xin không giao"]
    assert (sheet["D9"].comment.text, sheet["D15"].comment) == ("Minh chứng: BC 12", None)


def test_only_what_is_to_be_filled_in_is_open(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["Bà Sen"]
    assert sheet.protection.sheet
    open_ = {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
    scored = {"A": ("1.1", "1.2", "1.3", "2.1"), "B": ("1.1", "1.2", "1.3", "2.1", "2.2")}
    scored["C"] = scored["B"]
    columns = {"A": "EFGH", "B": "JKLM", "C": "OPQR"}
    wanted = {f"{letter}{row_of(path)}" for unit in scored for path in scored[unit] for letter in columns[unit]}
    ticks = {"D5", "I5", "N5"}
    assert {at for at in open_ if int("".join(filter(str.isdigit, at))) < FIRST_ROW + len(ROWS)} == wanted | ticks


def test_a_unit_that_appraises_finds_its_own_columns_closed(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    for name, own in (("C", "NOPQR"), ("=Sở <B> & C", "IJKLM")):
        sheet = book[name]
        rows = range(FIRST_ROW, FIRST_ROW + len(ROWS))
        assert all(sheet[f"{letter}{row}"].protection.locked for letter in own for row in [5, *rows])
        guarded = {str(area) for found in sheet.data_validations.dataValidation for area in found.sqref.ranges}
        assert not any(area.startswith(tuple(own)) for area in guarded)
        assert not sheet[f"E{row_of('1.1')}"].protection.locked
    assert book["C"]["B3"].value == "Ban Quản lý các khu công nghiệp và khu kinh tế"


def test_scores_are_held_between_zero_and_the_maximum(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["Bà Sen"]
    limits = {
        str(area): (found.type, found.formula1, found.formula2)
        for found in sheet.data_validations.dataValidation
        for area in found.sqref.ranges
    }
    assert limits["E9:E10"] == limits["G9:G10"] == ("decimal", "0", "$C9")
    assert limits["E11"] == ("decimal", "0", "$C11+2")  # vượt may pass the maximum, up to its trần
    assert limits["D5"][:2] == ("list", '"x"')
    assert "E12" not in limits and "E8" not in limits


def test_the_sheet_is_ready_to_work_in_and_to_print(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["Bà Sen"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols) == ("D8", "$6:$7", "$A:$C")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert [found.id for found in sheet.col_breaks.brk] == [13]  # two units a page
    assert [sheet.row_dimensions[row].outlineLevel for row in (8, 9, 13)] == [0, 1, 0]
    assert sheet.column_dimensions["F"].outlineLevel == 1
    assert not sheet.sheet_properties.outlinePr.summaryBelow


def test_twelve_units_of_seventy_five_criteria_leave_room_to_work(tmp_path: Path) -> None:
    """What is frozen takes no more than a third of a small screen (about 480 points); six pages across, all legible."""
    long = {"text": "Ban hành kế hoạch, hướng dẫn thực hiện nhiệm vụ đầy đủ, đúng thời hạn theo chỉ đạo của cấp trên"}
    rows: list[Row] = [(str(section), None, 125) for section in (1, 2, 3)]
    rows += [(f"{section}.{number}", "direct", 5, long) for section in (1, 2, 3) for number in range(1, 26)]
    rows.sort(key=lambda row: [int(part) for part in row[0].split(".")])
    units = tuple(Unit(f"X{number:02}", f"Ủy ban nhân dân xã số {number}") for number in range(1, 13))
    agreed = replace(cluster(*rows, source=Source.APPRAISED), units=units)
    assert len(agreed.tree.leaves) == 75
    claimed = {unit.code: no_claims(agreed, unit.code) for unit in agreed.units}
    write_appraisal(tmp_path / "a.xlsx", agreed, claimed, ["Bà Sen", "X12"])
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[:2]:
        frozen = sum(sheet.row_dimensions[row].height or 15 for row in range(1, FIRST_ROW))
        assert frozen * sheet.sheet_view.zoomScale / 100 < 480 / 3
        assert len(sheet.col_breaks.brk) == 5
        assert sheet.page_setup.scale >= 50
        assert sheet.max_column == 3 + 12 * 5
        own = [cell for row in sheet.iter_rows(FIRST_ROW, FIRST_ROW + 77, 3 + 11 * 5 + 1) for cell in row]
        assert {cell.protection.locked for cell in own} == ({True, False} if sheet.title == "Bà Sen" else {True})


def test_how_far_it_is_filled_in_is_shown_live(written: Path) -> None:
    sheet = openpyxl.load_workbook(written, data_only=True)["Bà Sen"]
    assert [sheet[at].value for at in ("E5", "J5", "O5")] == [f"Còn {count} tiêu chí chưa chấm" for count in (4, 5, 5)]


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        ([], ["Cụm"]),
        (["Ông [Lúa]: 1/2?", "A" * 40, "a" * 41], ["Ông Lúa 1 2", "A" * 31, "a" * 27 + " (2)"]),
        (["_Bà 'Sen'", "History", "***"], ["Bà 'Sen", "History (2)", "1"]),
        (["sở  a"], ["Sở A"]),
    ],
)
def test_sheets_have_names_that_excel_takes(tmp_path: Path, names: list[str], titles: list[str]) -> None:
    write_appraisal(tmp_path / "a.xlsx", AGREED, claims(), names)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [*titles, "_emul"]
    appraisal, problems = read_appraisal(tmp_path / "a.xlsx", AGREED)
    assert not problems
    assert appraisal.appraisers == tuple(
        " ".join(name.split()) if name != "sở  a" else "Sở A" for name in names or ["Cụm"]
    )


def test_parts_are_valid(written: Path) -> None:
    schemas = Path(__file__).resolve().parents[2] / "shared" / "ooxml" / "validate.py"
    if not schemas.exists():
        pytest.skip("the ECMA-376 schemas are not here")
    found = subprocess.run([sys.executable, schemas, written], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_appraisal(tmp_path / name, AGREED, claims(), ["1", "2"], "en")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as package:
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    (tmp_path / "appraisal.xlsx").write_bytes(b"mine")
    with pytest.raises(EmulError) as raised:
        make_appraisal(tmp_path / "appraisal.xlsx", AGREED, claims())
    assert raised.value.problem.code == "appraisal-exists"
    assert (tmp_path / "appraisal.xlsx").read_bytes() == b"mine"


# Read back


def filled(source: Path, target: Path, cells: dict[str, dict[str, Any]]) -> Path:
    """The workbook with cells typed in: {sheet: {address: value}}."""
    book = openpyxl.load_workbook(source)
    for name, typed in cells.items():
        for address, value in typed.items():
            assert not book[name][address].protection.locked, address
            book[name][address] = value
    book.save(target)
    return target


def marks(appraisal: Appraisal) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    return {
        key: [(one.appraiser, one.first, one.second, one.opinion, one.claimed, one.agreed) for one in found]
        for key, found in appraisal.marks.items()
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_typed_is_read(tmp_path: Path, language: str) -> None:
    write_appraisal(tmp_path / "blank.xlsx", AGREED, claims(), ["Bà Sen"], language)
    assert read_appraisal(tmp_path / "blank.xlsx", AGREED) == (Appraisal(("Bà Sen",)), [])
    typed = {"E9": 8, "H9": "chậm", "E10": 15, "J9": "9,5", "M9": "chấm lại", "L9": 9}
    appraisal, problems = read_appraisal(
        filled(tmp_path / "blank.xlsx", tmp_path / "filled.xlsx", {"Bà Sen": typed}), AGREED
    )
    assert [code for code, *_ in codes(problems)] == ["number-as-text"]
    assert marks(appraisal) == {
        ("A", "1.1"): [("Bà Sen", 8, Missing.BLANK, "chậm", D("8.5"), False)],
        ("A", "1.2"): [("Bà Sen", 15, Missing.BLANK, "", 15, False)],
        ("B", "1.1"): [("Bà Sen", D("9.5"), 9, "chấm lại", Missing.BLANK, False)],
    }


def test_a_tick_is_read_as_agreement(tmp_path: Path) -> None:
    write_appraisal(tmp_path / "blank.xlsx", AGREED, claims(), ["Bà Sen"])
    appraisal, problems = read_appraisal(
        filled(tmp_path / "blank.xlsx", tmp_path / "filled.xlsx", {"Bà Sen": {"D5": "x"}}), AGREED
    )
    assert not problems
    leaves = [leaf.path for leaf in AGREED.tree.leaves]
    assert {key: found[0].agreed for key, found in appraisal.marks.items()} == {("A", path): True for path in leaves}
    assert appraisal.marks["A", "1.3"][0].claimed == 12


def test_another_office_program_opens_it_and_loses_nothing(tmp_path: Path, written: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    source = filled(written, tmp_path / "appraisal.xlsx", {"Bà Sen": {"E9": 8, "H9": "chậm", "D5": "x"}})
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = tmp_path / "out" / "appraisal.xlsx"
    appraisal, problems = read_appraisal(saved, AGREED)
    assert not problems
    assert marks(appraisal) == marks(read_appraisal(source, AGREED)[0])
    shown = openpyxl.load_workbook(saved, data_only=True)["Bà Sen"]
    assert [shown[at].value for at in ("E5", "J5")] == ["Ô trống là đồng ý với tự chấm", "Còn 5 tiêu chí chưa chấm"]


# The command, end to end


def emul(*arguments: object) -> Result:
    return CliRunner().invoke(build(), [str(one) for one in arguments])


GOLDEN: list[Row] = [
    ("1", None, 30),
    ("1.1", "direct", 10),
    ("1.2", "direct", 20),
    ("2", None, 20),
    ("2.1", "ratio", 10, {"measure": "tỷ đồng"}),
    ("2.2", "leader", 10),
]
ANSWERS = {
    "A": {"1.1": Answer(self_score=D(9)), "1.2": Answer(self_score=D(18)), "2.1": Answer(actual=D(90)),
          "2.2": Answer(target=D(10), actual=D(12))},
    "B": {"1.1": Answer(self_score=D(8)), "1.2": Answer(self_score=D(19)), "2.1": Answer(actual=D(100)),
          "2.2": Answer(target=D(10), actual=D(10))},
    "C": {"1.1": Answer(self_score=D(10)), "1.2": Answer(self_score=D(20)), "2.1": Answer(actual=D(95)),
          "2.2": Answer(target=D(10), actual=D(15))},
}  # fmt: skip


def workspace(folder: Path, source: Source, combine: Combine = Combine.LEAD) -> Cluster:
    """Three units that have sent their sheets."""
    targets: dict[tuple[str, str], Any] = {(unit, "2.1"): 100 for unit in "ABC"}
    agreed = cluster(*GOLDEN, units="A B C", targets=targets, source=source, combine=combine)
    (folder / "collected").mkdir(parents=True)
    write_definition(folder / "cluster.xlsx", agreed)
    for unit in agreed.units:
        write_sheet(folder / "collected" / f"{unit.code}.xlsx", agreed, unit, ANSWERS[unit.code])
    return agreed


def tallied(folder: Path) -> tuple[int, Results]:
    run = emul("tally", folder, "--format", "json")
    return run.exit_code, read_json(folder / "reports" / "results.json")


def test_from_the_collected_sheets_to_an_official_appraised_ranking(tmp_path: Path) -> None:
    """Cross-scoring by three units with the mean: every score recomputed here with fractions."""
    folder = tmp_path / "cụm 2"
    workspace(folder, Source.APPRAISED, Combine.MEAN)
    before = emul("tally", folder, "--format", "none")
    assert before.exit_code == 1
    made = emul("appraise", folder, "--appraiser", "A", "--appraiser", "Sở B", "--appraiser", "sở c")
    assert made.exit_code == 0
    assert "appraisal.xlsx" in made.stdout
    # A scores B and C, B scores A and C, C scores A and B; who ticks agrees with everything else.
    typed = {
        "Sở A": {"I5": "x", "N5": "x", "J9": D("7.5"), "M9": "chậm", "O10": 19, "R10": "thiếu minh chứng"},
        "Sở B": {"D5": "x", "N5": "x", "E9": 8, "H9": "chậm", "O10": 17, "Q10": 18, "P10": "đã bổ sung"},
        "Sở C": {"D5": "x", "I5": "x", "J12": D("9.99"), "M12": "số chưa khớp"},
    }
    filled(folder / "appraisal.xlsx", folder / "appraisal.xlsx", typed)
    status, outcome = tallied(folder)
    assert [one for one in outcome.problems if one.severity == "error"] == []
    assert (status, outcome.status, {one.source for one in outcome.standings}) == (0, "official", {"appraised"})
    half = Fraction(1, 2)
    leader = {"A": 10 * (half + half * Fraction(2, 5)), "B": Fraction(5), "C": Fraction(10)}
    exact = {
        "A": [Fraction(8 + 9, 2), Fraction(18), Fraction(9), leader["A"]],
        "B": [(Fraction("7.5") + 8) / 2, Fraction(19), (10 + Fraction("9.99")) / 2, leader["B"]],
        "C": [Fraction(10), Fraction(19 + 18, 2), Fraction("9.5"), leader["C"]],
    }
    totals = {unit: sum(round_half_up(score) for score in found) for unit, found in exact.items()}
    assert {one.unit: int(one.total * 100) for one in outcome.standings} == totals
    assert [(one.unit, one.rank) for one in outcome.standings] == [("C", 1), ("A", 2), ("B", 3)]
    assert {(one.unit, one.criterion): str(one.score) for one in outcome.appraisals} == {
        ("A", "1.1"): "8.50",
        ("B", "1.1"): "7.75",
        ("B", "2.1"): "10.00",  # 9,995 goes up
        ("C", "1.2"): "18.50",
    }


def round_half_up(value: Fraction) -> int:
    return (value * 100 + Fraction(1, 2)).__floor__()


def test_a_faulty_workbook_stops_the_tally_with_everything_that_is_wrong(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED)
    assert emul("appraise", tmp_path).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "appraisal.xlsx")
    book["Cụm"]["D6"], book["Cụm"]["A9"], book["Cụm"]["J9"] = "Sở Z", D("1.1"), 8
    book.save(tmp_path / "appraisal.xlsx")
    run = emul("tally", tmp_path, "--format", "none")
    assert run.exit_code == 1
    assert ("Sở Z" in run.stdout, "A9" in run.stdout) == (True, True)
    assert not (tmp_path / "reports" / "results.json").exists()


def test_a_slip_in_one_units_scores_holds_up_that_unit_alone(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED)
    emul("appraise", tmp_path)
    ticks = dict.fromkeys(("D5", "I5", "N5"), "x")
    filled(tmp_path / "appraisal.xlsx", tmp_path / "appraisal.xlsx", {"Cụm": {**ticks, "J9": 11}})
    status, outcome = tallied(tmp_path)
    assert (status, outcome.status) == (1, "provisional")
    assert [(one.unit, one.code, one.cell) for one in outcome.problems] == [("B", "score-above-maximum", "J9")]


def test_the_command_never_overwrites_and_writes_elsewhere(tmp_path: Path) -> None:
    workspace(tmp_path, Source.SELF)
    first = emul("appraise", tmp_path)
    assert first.exit_code == 0
    assert "Nguồn điểm" in first.stdout  # they do not count yet
    kept = (tmp_path / "appraisal.xlsx").read_bytes()
    again = emul("appraise", tmp_path, "--appraiser", "Bà Sen")
    assert isinstance(again.exception, EmulError)
    assert again.exception.problem.code == "appraisal-exists"
    assert (tmp_path / "appraisal.xlsx").read_bytes() == kept
    assert emul("appraise", tmp_path, "--out", tmp_path / "nháp").exit_code == 0
    assert emul("appraise", tmp_path, "--out", tmp_path / "lần 2.xlsx").exit_code == 0
    assert (tmp_path / "nháp" / "appraisal.xlsx").read_bytes() == (tmp_path / "lần 2.xlsx").read_bytes() == kept


def test_a_workbook_for_each_appraiser_is_read_back_with_the_others(tmp_path: Path) -> None:
    """Each appraiser sees nothing of the others; the numbers of the files say who leads: 2 comes before 10."""
    workspace(tmp_path, Source.APPRAISED, Combine.LEAD)
    names = [*(f"Người {number}" for number in range(1, 10)), "Sở A"]
    given = [word for name in names for word in ("--appraiser", name)]
    run = emul("appraise", tmp_path, "--each", *given)
    assert run.exit_code == 0
    folder = tmp_path / "appraisal"
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        f"{number} - {name}.xlsx" for number, name in enumerate(names, 1)
    )
    for number, name in enumerate(names, 1):
        file = folder / f"{number} - {name}.xlsx"
        assert openpyxl.load_workbook(file).sheetnames == [name, "_emul"]
        ticks = dict.fromkeys(("I5", "N5") if name == "Sở A" else ("D5", "I5", "N5"), "x")
        filled(file, file, {name: {**ticks, "J9": number % 8, "M9": "vì"}})
    status, outcome = tallied(tmp_path)
    assert (status, outcome.status) == (0, "official")
    record = next(one for one in outcome.appraisals if (one.unit, one.criterion) == ("B", "1.1"))
    assert [mark.appraiser for mark in record.marks] == names
    assert record.score == D("1.00")  # of the first
    place = next(one.place for one in outcome.scores if (one.unit, one.criterion) == ("B", "1.1"))
    assert place == "appraisal/1 - Người 1.xlsx ▸ Người 1 ▸ J9"


def test_an_appraiser_may_not_come_in_two_workbooks(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED)
    assert emul("appraise", tmp_path, "--each", "--appraiser", "Bà Sen").exit_code == 0
    assert emul("appraise", tmp_path, "--appraiser", "Bà Sen").exit_code == 0
    run = emul("tally", tmp_path, "--format", "none")
    assert run.exit_code == 1
    assert "[appraisal-appraiser-twice]" in run.stdout
    assert "[appraisal-without-table]" not in run.stdout


def test_a_workbook_each_needs_names_and_a_folder_and_never_overwrites(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED)
    assert emul("appraise", tmp_path, "--each").exit_code == 2
    each = ("appraise", tmp_path, "--each", "--appraiser", "Bà Sen", "--appraiser", "Ông Lúa")
    assert emul(*each, "--out", tmp_path / "a.xlsx").exit_code == 2
    (tmp_path / "appraisal").mkdir()
    (tmp_path / "appraisal" / "2 - Ông Lúa.xlsx").write_bytes(b"kept")
    again = emul(*each)
    assert isinstance(again.exception, EmulError)
    assert again.exception.problem.code == "appraisal-exists"
    assert [one.name for one in (tmp_path / "appraisal").iterdir()] == ["2 - Ông Lúa.xlsx"]


def test_a_name_twice_is_wrong_usage(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED)
    assert emul("appraise", tmp_path, "--appraiser", "Bà Sen", "--appraiser", "bà  sen").exit_code == 2
    assert not (tmp_path / "appraisal.xlsx").exists()


def test_a_unit_without_a_sheet_has_its_columns_all_the_same(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED)
    (tmp_path / "collected" / "C.xlsx").unlink()
    run = emul("appraise", tmp_path)
    assert (run.exit_code, "Sở C" in run.stdout) == (0, True)
    sheet = openpyxl.load_workbook(tmp_path / "appraisal.xlsx")["Cụm"]
    assert [sheet[f"N{row}"].value for row in (6, 9, 12, 13)] == ["Sở C", None, None, "cụm tính"]
    assert not sheet["O9"].protection.locked


def test_the_status_and_the_ranking_name_the_source(tmp_path: Path) -> None:
    workspace(tmp_path, Source.APPRAISED_IF_ANY)
    assert "Nguồn điểm: tự chấm." in emul("status", tmp_path).stdout
    emul("appraise", tmp_path)
    filled(tmp_path / "appraisal.xlsx", tmp_path / "appraisal.xlsx", {"Cụm": {"D5": "x"}})
    shown = emul("status", tmp_path, "--lang", "en").stdout
    assert "Scores: appraised 1 units, self 2 units." in shown
    ranking = emul("tally", tmp_path, "--format", "none").stdout
    assert "Nguồn điểm: thẩm định 1 đơn vị, tự chấm 2 đơn vị." in ranking
    assert "TẠM TÍNH" in ranking
