"""`emul check --annotate`: marked copies of what units sent; their own files stay as they are."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import packing
import pytest
from builders import cluster, codes
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from typer.testing import CliRunner, Result

from emulation_cli.cli.app import build
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.files import resource
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import write_sheet
from emulation_cli.intake.collect import Collection, collect
from emulation_cli.intake.identity import Names
from emulation_cli.intake.receive import receive
from emulation_cli.intake.sources import Source
from emulation_cli.problems import EmulError, Place, Problem, Severity, problem
from emulation_cli.reports import annotate as annotating
from emulation_cli.reports import copies
from emulation_cli.reports.annotate import Returned, left_over
from emulation_cli.reports.copies import NoCopyError, annotated
from emulation_cli.reports.marks import ALWAYS, END
from emulation_cli.spreadsheet.cells import Kind
from emulation_cli.spreadsheet.workbook import read_bytes
from emulation_cli.tally import find_problems
from emulation_cli.workspace import Workspace, locate

AGREED = cluster(
    ("1", None, 30, {"label": "I", "text": "Phong trào"}),
    ("1.1", "direct", 10, {"text": "Tổ chức thi đua"}),
    ("1.2", "count", 20, {"points": 5, "text": "Hội nghị", "evidence_required": True}),
    ("2", "direct", 10, {"text": "Khen thưởng"}),
    units="A B C",
)
SHEET = "Bảng chấm điểm"
WRONG = {"1.1": Answer(self_score="mười"), "1.2": Answer(actual=Decimal(3))}  # 2 is not filled in, 1.2 has no evidence
RIGHT = {
    "1.1": Answer(self_score=Decimal("8.5")),
    "1.2": Answer(actual=Decimal(3), evidence="QĐ 5"),
    "2": Answer(self_score=Decimal(7)),
}
SENT = datetime(2026, 6, 18, 9, 30)  # noqa: DTZ001 - as Excel stores it


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """A workspace: A's sheet has two errors and a warning, B's is right, C's is missing."""
    folder = tmp_path / "Cụm 2"
    (folder / "collected").mkdir(parents=True)
    write_definition(folder / "cluster.xlsx", AGREED)
    send(folder, "A", WRONG)
    send(folder, "B", RIGHT)
    return folder


def send(folder: Path, unit: str, answers: Mapping[str, Answer], name: str = "") -> Path:
    target = folder / "collected" / (name or f"Sở {unit}.xlsx")
    write_sheet(target, AGREED, AGREED.unit_of[unit], answers, modified=SENT)
    return target


def found_in(space: Path) -> tuple[Workspace, Collection, list[Problem]]:
    workspace = locate([space])
    collection = collect(workspace.collected, AGREED, workers=1)
    return workspace, collection, find_problems(AGREED, collection)[1]


def annotate(space: Path, folder: str = "trả lại", language: str = "vi") -> dict[str, Returned]:
    workspace, collection, problems = found_in(space)
    returned = annotating.annotate(AGREED, workspace, collection, problems, space / folder, language)
    return {one.unit.code: one for one in returned}


def copy_of(path: Path, *found: Problem, agreed: Cluster = AGREED, unit: str = "A") -> Any:
    """The annotated copy of a file as openpyxl reads it."""
    return opened(annotated(path.read_bytes(), agreed, agreed.unit_of[unit], found, "vi"))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def error(cell: str, code: str = "cell-error", sheet: str = SHEET) -> Problem:
    return problem(code, Place("A.xlsx", sheet, cell), "A", None, error="#REF!")


def doubt(cell: str) -> Problem:
    return problem("evidence-missing", Place("A.xlsx", SHEET, cell), "A")


def marked(sheet: Any) -> dict[str, tuple[str, bool, str]]:
    """Cells coloured by the tool: (colour, bold, line of the frame)."""
    found = {}
    for formats in sheet.conditional_formatting:
        for rule in formats.rules:
            if rule.formula == [ALWAYS]:
                look = (rule.dxf.fill.bgColor.rgb[2:], bool(rule.dxf.font.b), rule.dxf.border.left.style)
                found |= dict.fromkeys(str(formats.sqref).split(), look)
    return found


def listed(book: Any) -> list[tuple[Any, ...]]:
    """The table of the first sheet."""
    rows = [row[:6] for row in book.worksheets[0].iter_rows(values_only=True)]
    return rows[next(n for n, row in enumerate(rows) if row[2] == "Ô") + 1 :]


# What is written for whom


def test_units_with_an_error_or_a_warning_get_a_copy_and_a_request(space: Path) -> None:
    returned = annotate(space)
    assert list(returned) == ["A", "C"]
    assert sorted(path.name for path in (space / "trả lại").iterdir()) == [
        "Sở A - cần xem lại.xlsx",
        "Sở A - phiếu yêu cầu bổ sung.docx",
        "Sở C - phiếu yêu cầu bổ sung.docx",
    ]
    assert (returned["A"].errors, returned["A"].warnings, returned["A"].without) == (2, 1, ())
    assert (returned["C"].errors, returned["C"].copies, returned["C"].without) == (1, (), ())


def test_the_units_own_files_are_never_touched(space: Path) -> None:
    with zipfile.ZipFile(space / "collected" / "gói.zip", "w") as archive:
        archive.write(send(space, "C", WRONG), "Sở C.xlsx")
    (space / "collected" / "Sở C.xlsx").unlink()
    before = {path: (hashes(path), path.stat().st_mtime_ns) for path in sorted((space / "collected").rglob("*"))}
    assert len(annotate(space)["C"].copies) == 1
    assert {
        path: (hashes(path), path.stat().st_mtime_ns) for path in sorted((space / "collected").rglob("*"))
    } == before


def hashes(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_sheets_give_the_same_bytes(space: Path) -> None:
    one, other = annotate(space, "1")["A"], annotate(space, "2")["A"]
    assert [path.read_bytes() for path in (*one.copies, one.request)] == [
        path.read_bytes() for path in (*other.copies, other.request)
    ]


def test_the_bytes_do_not_hang_on_the_order_of_sets(space: Path) -> None:
    program = (
        "import sys; from test_annotate import *; from pathlib import Path;"
        "data, found = Path(sys.argv[1]).read_bytes(), [error('G8'), doubt('I9')];"
        "made = annotated(data, AGREED, AGREED.unit_of['A'], found, 'vi');"
        "print(hashlib.sha256(made).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, space / "collected" / "Sở A.xlsx"],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_a_file_that_openpyxl_cannot_open_has_a_request_but_no_copy(space: Path) -> None:
    (space / "collected" / "Sở C.xlsx").write_bytes(b"%PDF-1.7")
    (space / "collected" / "Sở A.xlsx").write_bytes(b"")
    returned = annotate(space)
    assert returned["C"].without == (("Sở C.xlsx", "cannot_open"),)
    assert returned["A"].without == (("Sở A.xlsx", "cannot_open"),)
    assert sorted(path.suffix for path in (space / "trả lại").iterdir()) == [".docx", ".docx"]


def test_every_file_of_a_unit_that_has_findings_is_copied(space: Path) -> None:
    """Two sheets without a usable table: each is listed in the request, each has its copy."""
    (space / "collected" / "Sở A.xlsx").unlink()
    for name in ("Sở A.xlsx", "Sở A lần 2.xlsx"):
        openpyxl.Workbook().save(space / "collected" / name)
    returned = annotate(space)["A"]
    assert [path.name for path in returned.copies] == ["Sở A - cần xem lại.xlsx", "Sở A - cần xem lại (2).xlsx"]
    assert [len(listed(openpyxl.load_workbook(path))) for path in returned.copies] == [1, 1]


def test_findings_in_the_cluster_s_own_books_are_not_the_unit_s(space: Path) -> None:
    workspace, collection, _ = found_in(space)
    found = [problem("target-missing", Place("cluster.xlsx", "Chỉ tiêu", "B2"), "B", "1.2", points=5)]
    assert annotating.annotate(AGREED, workspace, collection, found, space / "x", "vi") == []
    assert not (space / "x").exists()


def test_a_sheet_that_is_only_late_is_not_sent_back(space: Path) -> None:
    workspace, collection, _ = found_in(space)
    late = [problem("sheet-late", Place("Sở B.xlsx"), "B", sent=SENT, deadline=SENT)]
    assert annotating.annotate(AGREED, workspace, collection, late, space / "x", "vi") == []


def test_a_file_that_changed_meanwhile_is_not_annotated(space: Path) -> None:
    workspace, collection, problems = found_in(space)
    send(space, "A", RIGHT)
    returned = annotating.annotate(AGREED, workspace, collection, problems, space / "x", "vi")
    assert returned[0].without == (("Sở A.xlsx", "changed"),)


def test_units_whose_names_make_one_file_name_are_told_apart(space: Path) -> None:
    from dataclasses import replace

    twins = replace(AGREED, units=(Unit("A", "Sở A/B"), Unit("B", "sở a\\b"), Unit("C", "Con")))
    workspace = locate([space])
    found = [problem("sheet-missing", Place(), unit.code, name=unit.name) for unit in twins.units]
    returned = annotating.annotate(twins, workspace, Collection({}, [], []), found, space / "x", "vi")
    assert [one.request.name for one in returned] == [
        "A Sở A-B - phiếu yêu cầu bổ sung.docx",
        "B sở a-b - phiếu yêu cầu bổ sung.docx",
        "Con_ - phiếu yêu cầu bổ sung.docx",
    ]


def test_english(space: Path) -> None:
    returned = annotate(space, language="en")["A"]
    assert [path.name for path in returned.copies] == ["Sở A - to review.xlsx"]
    assert openpyxl.load_workbook(returned.copies[0]).sheetnames[0] == "To review"


def test_the_office_s_own_template_is_used(space: Path) -> None:
    (space / "templates").mkdir()
    own = docx.Document()
    own.add_paragraph("Kèm phiếu của {{ cluster }}")
    own.save(space / "templates" / "phieu-yeu-cau-bo-sung.docx")
    made = docx.Document(annotate(space)["A"].request)
    assert [line.text for line in made.paragraphs] == [f"Kèm phiếu của {AGREED.name}"]


# Where it is written


@pytest.mark.parametrize("folder", ["collected", "collected/đợt 1/mới", "reports/../collected/x"])
def test_never_among_the_collected_sheets(space: Path, folder: str) -> None:
    (space / "collected" / "đợt 1").mkdir()
    with pytest.raises(EmulError) as stopped:
        annotate(space, folder)
    assert stopped.value.problem.code == "annotate-into-collected"
    assert codes([stopped.value.problem])
    assert sorted(path.name for path in (space / "collected").iterdir()) == ["Sở A.xlsx", "Sở B.xlsx", "đợt 1"]


def test_never_among_them_for_a_single_file_either(space: Path) -> None:
    workspace = locate([space / "collected" / "Sở A.xlsx"])
    with pytest.raises(EmulError):
        annotating.refuse_collected(workspace, space / "collected")
    annotating.refuse_collected(workspace, space)


def test_never_over_a_file_that_was_sent(tmp_path: Path, space: Path) -> None:
    """The unit checks its own corrected copy, with the results beside it."""
    own = send(space, "A", WRONG, "Sở A - CẦN XEM LẠI.xlsx").rename(tmp_path / "Sở A - CẦN XEM LẠI.xlsx")
    before = hashes(own)
    workspace = locate([own], space / "cluster.xlsx")
    collection = collect(workspace.collected, AGREED, workers=1)
    problems = find_problems(AGREED, collection)[1]
    returned = annotating.annotate(AGREED, workspace, collection, problems[:3], tmp_path, "vi")
    assert [path.name for path in returned[0].copies] == ["Sở A - cần xem lại (2).xlsx"]
    assert hashes(own) == before


def test_a_folder_that_cannot_be_made_says_so(space: Path) -> None:
    (space / "tệp").write_bytes(b"x")
    with pytest.raises(EmulError) as stopped:
        annotate(space, "tệp")
    assert stopped.value.problem.code == "output-locked"


def test_files_of_an_earlier_run_are_named_and_left(space: Path) -> None:
    annotate(space)
    send(space, "A", RIGHT)
    (space / "trả lại" / "ghi chú.docx").write_bytes(b"x")
    returned = annotate(space)
    left = left_over(space / "trả lại", list(returned.values()), "vi")
    assert [path.name for path in left] == ["Sở A - cần xem lại.xlsx", "Sở A - phiếu yêu cầu bổ sung.docx"]
    assert left_over(space / "nowhere", [], "vi") == []


# The copy


def test_cells_in_question_are_coloured_and_noted(space: Path) -> None:
    book = openpyxl.load_workbook(annotate(space)["A"].copies[0])
    red, orange = ("FF9A8C", True, "thin"), ("FFC94D", False, "dashed")
    assert marked(book[SHEET]) == {"G7": red, "G9": red, "I8": orange}
    noted = {cell.coordinate: cell.comment.text for row in book[SHEET] for cell in row if cell.comment}
    assert sorted(noted) == ["G7", "G9", "I8"]
    assert noted["G7"].startswith('✗ Lỗi: Không đọc được số từ "mười".\n→ ')
    assert noted["I8"].startswith("! Cần xem lại: ")
    assert marked(book["_emul"]) == marked(book[book.sheetnames[0]]) == {}


def test_the_first_sheet_lists_all_findings_with_links(space: Path) -> None:
    book = openpyxl.load_workbook(annotate(space)["A"].copies[0])
    assert book.sheetnames == ["Cần xem lại", SHEET, "Kết quả nổi bật", "_emul"]
    rows = listed(book)
    assert [row[:4] for row in rows] == [
        ("✗ Lỗi", SHEET, "G7", "I.1 Tổ chức thi đua"),
        ("✗ Lỗi", SHEET, "G9", "2 Khen thưởng"),
        ("! Cần xem lại", SHEET, "I8", "I.2 Hội nghị"),
    ]
    links = [cell.hyperlink.location for row in book.worksheets[0] for cell in row if cell.hyperlink]
    assert links == [f"'{SHEET}'!{cell}" for cell in ("G7", "G9", "I8")]
    assert "Sở A" in book.worksheets[0]["A2"].value


def test_notes_are_listed_last_and_not_coloured(space: Path) -> None:
    send(space, "A", {**RIGHT, "1.1": Answer(self_score="8,5 điểm"), "2": Answer()})
    book = openpyxl.load_workbook(annotate(space)["A"].copies[0])
    assert [(row[0], row[2]) for row in listed(book)] == [("✗ Lỗi", "G9"), ("· Ghi chú", "G7")]
    assert list(marked(book[SHEET])) == ["G9"]


def test_several_findings_on_one_cell_are_one_note_and_the_worst_colour(space: Path) -> None:
    book = copy_of(space / "collected" / "Sở A.xlsx", error("I8"), doubt("I8"))
    assert marked(book[SHEET])["I8"][0] == "FF9A8C"
    assert book[SHEET]["I8"].comment.text.count("→ ") == 2


def test_everything_else_stays(space: Path) -> None:
    path = space / "collected" / "Sở A.xlsx"
    before, after = openpyxl.load_workbook(path), copy_of(path, error("G7"), doubt("I8"))
    assert after["_emul"].sheet_state == "veryHidden"
    assert after[SHEET].protection.sheet
    assert not after[SHEET]["G7"].protection.locked
    assert after.calculation.fullCalcOnLoad
    assert [sheet.sheet_view.tabSelected for sheet in after] == [True, False, False, False]
    assert after.active.title == "Cần xem lại"
    for sheet in before:
        twin = after[sheet.title]
        values = [[[cell.value or None for cell in row] for row in each] for each in (sheet, twin)]
        assert values[0] == values[1]
        assert sorted(map(str, twin.merged_cells.ranges)) == sorted(map(str, sheet.merged_cells.ranges))
        guards, kept = (
            {(str(one.sqref), one.type, one.formula1, one.error) for one in each.data_validations.dataValidation}
            for each in (sheet, twin)
        )
        assert guards == kept
        assert [(cell.fill.fgColor.rgb, cell.number_format, cell.font.name) for cell in sheet[8]] == [
            (cell.fill.fgColor.rgb, cell.number_format, cell.font.name) for cell in twin[8]
        ]
        assert {name: one.hidden for name, one in twin.column_dimensions.items()} == {
            name: one.hidden for name, one in sheet.column_dimensions.items()
        }
        assert (twin.print_title_rows, twin.freeze_panes) == (sheet.print_title_rows, sheet.freeze_panes)


@pytest.mark.parametrize(
    "path", sorted((resource("examples")).glob("*/collected/**/*.xlsx")), ids=lambda path: path.name
)
def test_a_copy_reads_like_the_unit_s_own_file(path: Path, tmp_path: Path) -> None:
    """Every sheet of the shipped examples, retyped, typo-ridden and rearranged as they are."""
    agreed = example(path)
    mine = receive(Source(path.name, path), agreed, Names(agreed))
    assert mine.unit and mine.submission
    place = Place(path.name, mine.submission.sheet, "A9")
    (tmp_path / path.name).write_bytes(
        annotated(
            path.read_bytes(), agreed, agreed.unit_of[mine.unit], [problem("cell-error", place, error="#N/A")], "vi"
        )
    )
    twin = receive(Source(path.name, tmp_path / path.name), agreed, Names(agreed))
    assert (twin.unit, twin.sent, twin.submission) == (mine.unit, mine.sent, mine.submission)
    assert twin.problems == mine.problems


def example(path: Path) -> Cluster:
    from emulation_cli.cluster.definition import read_cluster

    folder = next(parent for parent in path.parents if (parent / "cluster.xlsx").exists())
    agreed, _ = read_cluster(folder / "cluster.xlsx")
    assert agreed is not None
    return agreed


def test_stored_results_of_formulas_are_kept(space: Path) -> None:
    """A viewer that computes nothing shows the totals, and a typed formula is not "never calculated"."""
    path = space / "collected" / "Sở A.xlsx"
    made = annotated(path.read_bytes(), AGREED, AGREED.units[0], [error("G7")], "vi")
    own, copy = read_bytes(path.read_bytes(), "")[0], read_bytes(made, "")[0]
    assert own and copy
    pairs = [(cell, copy.sheets[1].cells[at]) for at, cell in own.sheets[0].cells.items() if cell.formula is not None]
    assert len(pairs) > 3
    assert all((one.kind, one.text) == (other.kind, other.text) for one, other in pairs)
    assert Kind.UNCALCULATED not in {one.kind for one, _ in pairs}


ODD = """<row r="1"><c r="A1" t="inlineStr"><is><t>Tiêu chí</t></is></c></row>
<row r="2"><c r="A2" s="1"><v>46151.123456789</v></c><c r="B2"><v>0.1234567890123456789</v></c>
<c r="C2"><f>1/3</f><v>0.333333333333333314829616256247</v></c><c r="D2"><f>"a"&amp;"b"</f></c>
<c r="E2" t="str"><f>A1&amp;"!"</f><v>Tiêu chí!</v></c><c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c>
<c r="G2" t="b"><f>1=1</f><v>1</v></c><c r="I2"><f t="array" ref="I2:I3">A2:A3</f><v>1</v></c></row>
<row r="3"><c r="I3"><v>2</v></c></row>"""
CONTENT = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"""


def odd(after: str = "", rows: str = ODD, **changes: Any) -> bytes:
    """A workbook by hand whose relation rId1 is a hyperlink."""
    link = packing.links(("hyperlink", "https://a.invalid/x")).replace(' Target="', ' TargetMode="External" Target="')
    parts = {"[Content_Types].xml": CONTENT, "xl/worksheets/_rels/sheet1.xml.rels": link}
    given = {"sheet": packing.sheet(rows, after=after), "styles": packing.styles("", 14), **changes}
    return packing.workbook(**given, **parts)


def test_values_that_openpyxl_changes_are_as_the_file_had_them() -> None:
    link = (
        '<hyperlinks><hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' ref="H2" r:id="rId1"/></hyperlinks>'
    )
    data = odd(link)
    own = read_bytes(data, "")[0]
    copy = read_bytes(annotated(data, AGREED, AGREED.units[0], [error("A2", sheet="S")], "vi"), "")[0]
    assert own and copy
    texts = [
        {at: (cell.kind, cell.text) for at, cell in book.sheets[n].cells.items()} for book, n in ((own, 0), (copy, 1))
    ]
    assert texts[0] == texts[1]
    assert texts[1][2, 2] == (Kind.NUMBER, "0.1234567890123456789")
    assert texts[1][2, 4] == (Kind.UNCALCULATED, "")
    assert (2, 8) not in texts[1]  # openpyxl takes a hyperlink's target for the value of its empty cell


def test_a_copy_that_would_not_read_like_the_file_is_not_made() -> None:
    """A date in ISO form comes back as a plain number: nobody would see that Excel had changed it."""
    with pytest.raises(NoCopyError) as stopped:
        annotated(odd(rows='<row r="1"><c r="A1" t="d"><v>2026-05-09</v></c></row>'), AGREED, AGREED.units[0], [], "vi")
    assert stopped.value.why == "differs"


def test_places_in_merges_in_whole_rows_and_beside_the_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for column in "BCDE":
        sheet[f"{column}2"] = column
    sheet.merge_cells("B4:C5")
    sheet["B4"] = "gộp"
    sheet.column_dimensions["A"].hidden = True
    book.save(tmp_path / "A.xlsx")
    where = ("C5", "2:2", "", "D9")
    found = [*map(error, where), error("A1", sheet="không có"), error("A1", sheet="Sheet")]
    made = copy_of(tmp_path / "A.xlsx", *found)
    assert list(marked(made[SHEET])) == ["A2:E2", "B4:C5", "D9"]
    noted = [cell.coordinate for row in made[SHEET] for cell in row if cell.comment]
    assert noted == ["B2", "B4", "D9"]  # column A is hidden
    assert [row[2] for row in listed(made)] == ["C5", "dòng 2", None, "D9", "A1", "A1"]
    assert sum(bool(cell.hyperlink) for row in made.worksheets[0] for cell in row) == 3


def test_the_unit_s_own_comments_and_colours_stay(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = SHEET
    book.active["A1"], book.active["A2"] = 1, 2
    book.active["A1"].comment = Comment("Lan: đã hỏi Sở", "Lan")
    book.active["A2"].comment = Comment("của tôi", "Lan")
    book.active["A1"].fill = PatternFill("solid", start_color="00FF00")
    book.active.conditional_formatting.add("A1:A9", CellIsRule(operator="equal", formula=["1"], font=None))
    book.save(tmp_path / "A.xlsx")
    made = copy_of(tmp_path / "A.xlsx", error("A1"))
    words = made[SHEET]["A1"].comment.text
    assert words.endswith(f"{END}\nLan: đã hỏi Sở") and words.startswith("✗")
    assert (made[SHEET]["A2"].comment.text, made[SHEET]["A1"].fill.fgColor.rgb) == ("của tôi", "0000FF00")
    priorities = {rule.formula[0]: rule.priority for one in made[SHEET].conditional_formatting for rule in one.rules}
    assert priorities[ALWAYS] < priorities["1"]


def test_marks_of_an_earlier_copy_come_off(tmp_path: Path) -> None:
    """Corrected in part and sent back: only what is still wrong is marked, the unit's own words stay."""
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for cell in ("A1", "A2", "A3"):
        book.active[cell] = 1
    book.active["A1"].comment = Comment("của tôi", "Lan")
    book.save(tmp_path / "1.xlsx")
    first = annotated((tmp_path / "1.xlsx").read_bytes(), AGREED, AGREED.units[0], [error("A1"), doubt("A2")], "vi")
    again = opened(annotated(first, AGREED, AGREED.units[0], [error("A3")], "vi"))
    assert again.sheetnames == ["Cần xem lại", SHEET]
    assert list(marked(again[SHEET])) == ["A3"]
    noted = {cell.coordinate: cell.comment.text for row in again[SHEET] for cell in row if cell.comment}
    assert noted["A1"] == "của tôi" and sorted(noted) == ["A1", "A3"]
    assert [row[2] for row in listed(again)] == ["A3"]


def test_texts_never_become_formulas_or_break_the_file(tmp_path: Path) -> None:
    from dataclasses import replace

    agreed = replace(AGREED, name="=Cụm\x07 & <2>", units=(Unit("A", "=HYPERLINK(1)"), *AGREED.units[1:]))
    path = tmp_path / "A.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "O'Neil & <x>"
    book.active["A1"] = 1
    book.save(path)
    hostile = problem("number-unreadable", Place("A.xlsx", "O'Neil & <x>", "A1"), "A", None, text="=1+1\x00\x1f\ud800")
    made = copy_of(path, hostile, agreed=agreed)
    kinds = {cell.data_type for row in made.worksheets[0] for cell in row if cell.value is not None}
    assert kinds == {"s"}
    link = next(cell.hyperlink for row in made.worksheets[0] for cell in row if cell.hyperlink)
    assert link.location == "'O''Neil & <x>'!A1"


def test_a_sheet_of_the_same_name_is_the_unit_s_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Cần xem lại"
    book.active["A1"] = "của đơn vị"
    book.save(tmp_path / "A.xlsx")
    made = copy_of(tmp_path / "A.xlsx", error("A1", sheet="Cần xem lại"))
    assert made.worksheets[1].title == "Cần xem lại" and made.worksheets[1]["A1"].value == "của đơn vị"


def test_a_macro_book_comes_back_without_its_macros(tmp_path: Path, space: Path) -> None:
    members = dict(zip_members(space / "collected" / "Sở A.xlsx"))
    members["xl/vbaProject.bin"] = b"macro"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    (tmp_path / "A.xlsm").write_bytes(packing.zipped(members))
    made = annotated((tmp_path / "A.xlsm").read_bytes(), AGREED, AGREED.units[0], [error("G7")], "vi")
    parts = dict(zip_members(io.BytesIO(made)))
    assert "xl/vbaProject.bin" not in parts
    assert plain in parts["[Content_Types].xml"]


def zip_members(file: Any) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as package:
        return [(name, package.read(name)) for name in package.namelist()]


# Sending it back


def correct(path: Path, cells: Mapping[str, Any]) -> None:
    """What a unit does: type into the coloured cells and save."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        assert not book[SHEET][cell].protection.locked
        book[SHEET][cell] = value
    book.save(path)


def test_the_corrected_copy_is_sent_back_and_has_no_errors(space: Path) -> None:
    """The way round: annotate, correct in the copy, put it in place of the first file."""
    made = annotate(space)["A"].copies[0]
    correct(made, {"G7": 8.5, "I8": "QĐ 5", "G9": 6})
    made.replace(space / "collected" / "Sở A.xlsx")
    _, collection, problems = found_in(space)
    assert [(one.code, one.unit) for one in problems] == [("sheet-missing", "C")]
    entries = collection.submissions["A"].entries
    assert [str(entries[path].self_score) for path in ("1.1", "2")] == ["8.5", "6"]
    assert [one.unit.code for one in annotate_all(space)] == ["C"]


def annotate_all(space: Path) -> list[Returned]:
    return list(annotate(space, "lần 2").values())


def test_an_untouched_copy_says_the_same_as_the_file(space: Path) -> None:
    made = annotate(space)["A"].copies[0]
    _, _, before = found_in(space)
    made.replace(space / "collected" / "Sở A.xlsx")
    _, collection, after = found_in(space)
    assert after == before
    assert collection.submissions["A"].sent is not None


def test_the_list_in_front_names_nobody_s_sheet(space: Path) -> None:
    """A finding may name another unit; the sheet it stands on is not read for whose sheet this is."""
    path = space / "collected" / "Sở A.xlsx"
    other = problem("unit-disagrees", Place("Sở A.xlsx"), "A", used="Sở A", other="Sở B")
    (space / "collected" / "a.xlsx").write_bytes(
        annotated(path.read_bytes(), AGREED, AGREED.units[0], [other, error("G7")], "vi")
    )
    received = receive(Source("a.xlsx", space / "collected" / "a.xlsx"), AGREED, Names(AGREED))
    assert received.unit == "A"
    assert "unit-disagrees" not in [one.code for one in received.problems]


def test_a_table_that_was_not_issued_can_be_sent_back_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Bảng của tôi"
    for row in (
        ("Đơn vị: Sở A",),
        ("TT", "Nội dung tiêu chí", "Điểm tối đa", "Kết quả", "Điểm tự chấm"),
        ("I", "Phong trào", 30),
        ("1", "Tổ chức thi đua", 10, None, "mười"),
        ("2", "Hội nghị", 20, 3, None),
        ("2", "Khen thưởng", 10, None, "=3+4"),
    ):
        book.active.append(row)
    book.save(tmp_path / "A.xlsx")
    found = error("E4", sheet="Bảng của tôi")
    (tmp_path / "B.xlsx").write_bytes(
        annotated((tmp_path / "A.xlsx").read_bytes(), AGREED, AGREED.units[0], [found], "vi")
    )
    one, other = (receive(Source("A.xlsx", tmp_path / name), AGREED, Names(AGREED)) for name in ("A.xlsx", "B.xlsx"))
    assert one.submission is not None
    assert (other.unit, other.problems, other.submission) == ("A", one.problems, one.submission)
    assert "formula-not-calculated" in [each.code for each in other.problems]  # openpyxl stored no value in the first


# What files may do


@pytest.mark.parametrize(
    "after",
    [
        '<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A5:XFD1048576" location="S!A1"/></hyperlinks>',
        "<hyperlinks><x:hyperlink xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main' location='S!A1' "
        "ref = 'A5:XFD1048576'/></hyperlinks>",
    ],
)
def test_ranges_that_openpyxl_would_fill_with_objects_are_refused(after: str) -> None:
    with pytest.raises(NoCopyError) as stopped:
        annotated(odd(after, '<row r="1"><c r="A1"><v>1</v></c></row>'), AGREED, AGREED.units[0], [], "vi")
    assert stopped.value.why == "large"


def test_files_and_parts_beyond_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch, space: Path) -> None:
    data = (space / "collected" / "Sở A.xlsx").read_bytes()
    for name in ("LARGEST", "LARGEST_PARTS"):
        with monkeypatch.context() as patch, pytest.raises(NoCopyError) as stopped:
            patch.setattr(copies, name, 1000)
            annotated(data, AGREED, AGREED.units[0], [], "vi")
        assert stopped.value.why == "large"


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"%PDF"])
def test_what_is_no_workbook_has_no_copy(data: bytes) -> None:
    with pytest.raises(NoCopyError) as stopped:
        annotated(data, AGREED, AGREED.units[0], [], "vi")
    assert stopped.value.why == "cannot_open"


def test_a_strict_workbook_has_no_copy() -> None:
    """openpyxl opens it with zero sheets and says nothing."""
    root = packing.links(("officeDocument", "xl/workbook.xml"), kinds=packing.STRICT_KINDS)
    links = packing.links(("worksheet", "worksheets/sheet1.xml"), kinds=packing.STRICT_KINDS)
    data = odd(
        root=root,
        links=links,
        book=packing.book("S", namespace=packing.STRICT, kinds=packing.STRICT_KINDS),
        sheet=packing.sheet('<row r="1"><c r="A1"><v>1</v></c></row>', namespace=packing.STRICT),
    )
    assert read_bytes(data, "")[0] is not None
    with pytest.raises(NoCopyError):
        annotated(data, AGREED, AGREED.units[0], [], "vi")


@pytest.mark.parametrize("raised", [KeyError("x"), ValueError("x"), RecursionError(), MemoryError(), TypeError("x")])
def test_whatever_openpyxl_does_stays_with_the_file(
    raised: Exception, space: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(file: Any) -> Any:
        print("noise")
        warnings.warn("more noise", stacklevel=1)
        raise raised

    monkeypatch.setattr(openpyxl, "load_workbook", load)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        returned = annotate(space)
    assert returned["A"].without == (("Sở A.xlsx", "cannot_open"),)
    assert capsys.readouterr().out == ""


# The command


def emul(*words: object) -> Result:
    return CliRunner().invoke(build(), [str(word) for word in words])


def test_the_command_says_what_it_wrote(space: Path) -> None:
    said = emul("check", space, "--annotate", space / "trả lại")
    words = " ".join(said.stdout.split())
    assert said.exit_code == 1
    assert "Sở A: 2 lỗi, 1 cảnh báo → Sở A - cần xem lại.xlsx, Sở A - phiếu yêu cầu bổ sung.docx" in words
    assert "1 bản sao phiếu có đánh dấu, 2 phiếu yêu cầu bổ sung." in words


def test_with_json_only_the_findings_go_to_standard_output(space: Path) -> None:
    said = emul("check", space, "--json", "--annotate", space / "trả lại")
    assert {one["code"] for one in json.loads(said.stdout)} >= {"number-unreadable", "sheet-missing"}
    assert "Sở A - cần xem lại.xlsx" in " ".join(said.stderr.split())


def test_a_unit_that_checks_its_own_file_hears_nothing_of_the_others(space: Path, tmp_path: Path) -> None:
    own = (space / "collected" / "Sở A.xlsx").rename(tmp_path / "Sở A.xlsx")
    said = emul("check", own, "--cluster", space / "cluster.xlsx", "--annotate", tmp_path / "ra")
    assert said.exit_code == 1
    assert len(list((tmp_path / "ra").iterdir())) == 2


def test_nothing_to_send_back(space: Path) -> None:
    for unit in "AC":
        send(space, unit, {**RIGHT, "2": Answer(self_score=Decimal(ord(unit) - 59))})
    said = emul("check", space, "--annotate", space / "trả lại")
    assert (said.exit_code, (space / "trả lại").exists()) == (0, False)


def test_the_command_refuses_before_it_reads(space: Path) -> None:
    said = emul("check", space, "--annotate", space / "collected" / "x")
    assert isinstance(said.exception, EmulError)
    assert said.exception.problem.code == "annotate-into-collected"


# Validity


def test_parts_are_valid(space: Path, tmp_path: Path, validate: Callable[..., None]) -> None:
    files = [*annotate(space)["A"].copies]
    for path in sorted(resource("examples").glob("*/collected/*.xlsx"))[:3]:
        agreed = example(path)
        workbook = read_bytes(path.read_bytes(), "")[0]
        assert workbook
        name = workbook.sheets[0].name
        found = [problem("cell-error", Place("", name, cell), error="x") for cell in ("G9", "12:12", "")]
        found += [problem("evidence-missing", Place("", name, "I10"))]
        files.append(tmp_path / path.name)
        files[-1].write_bytes(annotated(path.read_bytes(), agreed, agreed.units[0], found, "vi"))
    validate(*files)


def test_severities_that_are_coloured() -> None:
    from emulation_cli.reports.marks import LOOKS

    assert list(LOOKS) == [Severity.ERROR, Severity.WARNING]
    colours = [
        int(colour[:2], 16) * 0.3 + int(colour[2:4], 16) * 0.59 + int(colour[4:], 16) * 0.11
        for colour, *_ in LOOKS.values()
    ]
    assert colours[1] - colours[0] > 20  # of 255: the two stay apart in grey
