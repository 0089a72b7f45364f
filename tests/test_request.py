"""The request for completion: what it says to whom, how it is laid out, what units are not told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

import docx
import pytest
from builders import cluster
from docx.document import Document
from docx.oxml.ns import qn

from emulation_cli.catalogue import LANGUAGES, area, problem_texts
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.problems import Place, Problem, Severity, problem
from emulation_cli.reports.for_unit import CLUSTERS_OWN, asks, cell_of, criterion_of, to_tell, told
from emulation_cli.reports.grids import TABLE_STYLE
from emulation_cli.reports.request import made, request

AGREED = cluster(
    ("1", None, 20, {"label": "I", "text": "Phong trào"}),
    ("1.1", "direct", 10, {"label": "1", "text": "Tổ chức thi đua"}),
    ("1.2", "direct", 10, {"label": "2", "text": "Ký giao ước " + "rất dài " * 20}),
    units="A B",
    name="Cụm thi đua số 2",
    superior="Ủy ban nhân dân thành phố Bến Sen",
    head_agency="Sở Tài chính",
    locality="Bến Sen",
    deadline=date(2026, 6, 20),
    document_number="05/BC-CTĐ2",
    document_date=date(2026, 7, 5),
    signer_position="Giám đốc",
    signer="Nguyễn Thị Sen",
)
UNIT = Unit("A", "Sở Cây xanh")
FILE = "đợt 1/Sở A.xlsx"


def over(cell: str, criterion: str | None = "1.1") -> Problem:
    return problem("score-above-maximum", Place(FILE, "Bảng", cell), "A", criterion, value=12, max=10)


def doubt(cell: str) -> Problem:
    return problem("evidence-missing", Place(FILE, "Bảng", cell), "A", "1.2")


MISSING = problem("sheet-missing", Place(), "A", name="Sở Cây xanh")


def written(*found: Problem, copies: Sequence[str] = (), agreed: Cluster = AGREED, language: str = "vi") -> Document:
    document: Document = docx.Document(BytesIO(made(agreed, UNIT, found, copies, language)))
    return document


def lines(document: Document, style: str) -> list[str]:
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
        if paragraph.style == style
    ]


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if table._element.tblPr.style == TABLE_STYLE
    ]


# What it says


def test_letterhead_title_and_signature() -> None:
    found = written(over("G7"))
    assert lines(found, "CoQuanChuQuan") == ["Ủy ban nhân dân thành phố Bến Sen"]
    assert lines(found, "CoQuanBanHanh") == ["Cụm thi đua số 2"]
    assert lines(found, "SoKyHieu") == ["Số: …"]
    assert lines(found, "DiaDanh") == ["Bến Sen, ngày … tháng … năm …"]  # the report's number and date are not its own
    assert lines(found, "Title") == ["Phiếu yêu cầu bổ sung"]
    assert lines(found, "Subtitle") == ["Hoàn thiện bảng chấm điểm thi đua 6 tháng đầu năm 2026"]
    assert lines(found, "KinhGui") == ["Kính gửi: Sở Cây xanh."]
    assert lines(found, "ChucVuKy") == ["TM. Cụm thi đua số 2", "Cụm trưởng", "Giám đốc Sở Tài chính"]
    assert lines(found, "HoTenKy") == ["Nguyễn Thị Sen"]
    assert lines(found, "NoiNhanDong") == ["- Như trên;", "- Lưu: VT."]


def test_it_names_the_file_the_period_and_the_deadline() -> None:
    shown = request(AGREED, UNIT, [over("G7")], (), "vi")
    assert shown.opening == (
        "Cụm thi đua số 2 đã kiểm tra bảng chấm điểm 6 tháng đầu năm 2026 của Sở Cây xanh "
        "(tệp “đợt 1/Sở A.xlsx”). Hạn nộp: 20/6/2026.",
    )
    shown = request(replace(AGREED, deadline=None), UNIT, [over("G7")], (), "vi")
    assert shown.opening[0].endswith("(tệp “đợt 1/Sở A.xlsx”).")
    shown = request(replace(AGREED, deadline=datetime(2026, 6, 20, 17)), UNIT, [over("G7")], (), "vi")  # noqa: DTZ001
    assert shown.opening[0].endswith("Hạn nộp: 17:00 20/6/2026.")


def test_several_files_are_all_named() -> None:
    other = problem("file-empty", Place("b.xlsx"), "A")
    opening = request(AGREED, UNIT, [over("G7"), other, over("G8")], (), "vi").opening[0]
    assert "(tệp “đợt 1/Sở A.xlsx”, tệp “b.xlsx”)" in opening


def test_errors_stand_before_warnings_and_numbers_run_through() -> None:
    found = written(*to_tell([doubt("I8"), over("G7"), doubt("I9"), over("12:12")]))
    assert lines(found, "Caption") == ["Nội dung phải sửa (2)", "Nội dung cần kiểm tra lại (2)"]
    errors, warnings = tables(found)
    assert errors[0] == warnings[0] == ["STT", "Ô", "Tiêu chí", "Nội dung", "Cần làm gì"]
    assert [row[:2] for row in errors[1:]] == [["1", "G7"], ["2", "dòng 12"]]
    assert [row[:2] for row in warnings[1:]] == [["3", "I8"], ["4", "I9"]]
    assert errors[1][2:4] == ["I.1 Tổ chức thi đua", "Điểm 12 vượt điểm tối đa 10."]
    assert len(warnings[1][2]) == 80 and warnings[1][2].endswith("…")


def test_a_finding_of_the_whole_file_says_so() -> None:
    (table,) = tables(written(problem("file-encrypted", Place(FILE), "A")))
    assert table[1][:3] == ["1", "cả tệp", ""]


def test_what_to_send_with_a_copy_and_without() -> None:
    closing = request(AGREED, UNIT, [over("G7")], ["Sở A - cần xem lại.xlsx"], "vi").closing
    assert "“Sở A - cần xem lại.xlsx”" in closing[0]
    assert closing[-1] == "Gửi tệp Excel về Sở Tài chính trước ngày … tháng … năm …./."
    assert len(closing) == 2
    assert "bản sao" not in request(AGREED, UNIT, [over("G7")], (), "vi").closing[0]


def test_a_warning_may_be_explained() -> None:
    shown = request(AGREED, UNIT, [doubt("I8")], (), "vi")
    assert [part.title for part in shown.parts] == ["Nội dung cần kiểm tra lại (1)"]
    assert any("cột Giải trình" in line for line in shown.closing)


def test_a_missing_sheet_is_asked_for() -> None:
    found = written(MISSING)
    assert tables(found) == []
    assert lines(found, "BodyText")[0] == (
        "Cụm thi đua số 2 chưa nhận được bảng chấm điểm 6 tháng đầu năm 2026 của Sở Cây xanh. Hạn nộp: 20/6/2026."
    )
    assert lines(found, "BodyText")[1].startswith("Đề nghị đơn vị điền phiếu chấm điểm đã phát")


def test_the_cluster_s_own_words_say_by_when() -> None:
    own = (
        Prose("Phiếu yêu cầu bổ sung", "Thời hạn", "Gửi về Sở Tài chính trước 17 giờ ngày 25/6/2026./."),
        Prose("Báo cáo", "Mở đầu", "Không phải ở đây."),
    )
    closing = request(replace(AGREED, prose=own), UNIT, [over("G7")], (), "vi").closing
    assert closing[-1] == "Gửi về Sở Tài chính trước 17 giờ ngày 25/6/2026./."
    assert not any("…" in line or "ở đây" in line for line in closing)


def test_nothing_known_of_the_cluster_leaves_blanks() -> None:
    bare = replace(AGREED, superior="", head_agency="", locality="", deadline=None, signer="", signer_position="")
    found = written(over("G7"), agreed=bare)
    assert lines(found, "CoQuanChuQuan") == []
    assert lines(found, "DiaDanh") == ["…, ngày … tháng … năm …"]
    assert lines(found, "BodyText")[-1] == "Gửi tệp Excel về Cụm thi đua số 2 trước ngày … tháng … năm …./."


def test_english() -> None:
    found = written(over("G7"), doubt("I8"), language="en")
    assert lines(found, "Title") == ["Request for completion"]
    assert lines(found, "Caption") == ["To correct (1)", "To check again (1)"]
    assert tables(found)[0][0] == ["No.", "Cell", "Criterion", "What", "What to do"]


# The file


@pytest.mark.parametrize("count", [1, 8, 60])
def test_tables_fit_the_page_and_nothing_of_the_template_is_left(count: int) -> None:
    found = written(
        *(over(f"G{7 + number}") for number in range(count)), *(doubt(f"I{7 + n}") for n in range(count // 4))
    )
    section = found.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in found.element.body.iter(qn("w:tbl")):
        assert sum(int(column.get(qn("w:w"))) for column in table.tblGrid) <= width
    assert len(tables(found)[0]) == count + 1
    body = "".join(found.element.body.itertext())
    assert not any(mark in body for mark in ("{{", "}}", "{%", "%}", "None"))


def test_names_survive_letter_by_letter() -> None:
    name = 'Sở A & B <b>"x"</b> {{ cluster }} {% if %}'
    hostile = problem("number-unreadable", Place("<&>.xlsx", "", "G7"), "A", "1.1", text="{{ 7*7 }} & <w:p/>\x07\x00")
    found: Document = docx.Document(BytesIO(made(AGREED, Unit("A", name), [hostile], ["a & b.xlsx"])))
    assert lines(found, "KinhGui") == [f"Kính gửi: {name}."]
    assert tables(found)[0][1][3] == 'Không đọc được số từ "{{ 7*7 }} & <w:p/>".'
    assert "“<&>.xlsx”" in lines(found, "BodyText")[0]


def test_same_findings_same_bytes() -> None:
    one, other = (made(AGREED, UNIT, [over("G7")]) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(BytesIO(one)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_parts_are_valid(tmp_path: Path, validate: Callable[..., None]) -> None:
    cases = {"one": [over("G7")], "both": [over("G7"), doubt("I8")], "missing": [MISSING]}
    for name, found in cases.items():
        for language in LANGUAGES:
            (tmp_path / f"{name} {language}.docx").write_bytes(made(AGREED, UNIT, found, ["a.xlsx"], language))
    validate(*sorted(tmp_path.glob("*.docx")))


# What units are told

ASKED = [
    code
    for name in ("files", "intake", "scoring")
    for code, entry in area("vi", name).items()
    if entry["severity"] != Severity.NOTE and code not in CLUSTERS_OWN
]
THE_OFFICE_S_OWN = re.compile(r"cluster\.xlsx|decisions\.xlsx|appraisal\.xlsx|\bemul\b|collected", re.IGNORECASE)
TO_THE_SECRETARIAT = re.compile(
    r"--\w|thư mục|Chỉ tiêu của|tên khác|với đơn vị gửi|đơn vị có gửi nhầm|remind|ask the unit|\bfolder\b|"
    r"(nhắc|hỏi lại|xin lại|đề nghị|báo lại|kiểm tra với) (lại |đúng )?(đơn vị|phiếu)",
    re.IGNORECASE,
)


def sample(code: str) -> Problem:
    texts = [problem_texts("vi")[code][part] for part in ("message", "fix")]
    names = {name for one in texts for _, name, _, _ in Formatter().parse(one) if name}
    return problem(code, Place(FILE), "A", None, **dict.fromkeys(names, "7"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_advice_for_the_secretariat_reaches_a_unit(language: str) -> None:
    """A new code whose words speak to the secretariat needs its own in reports.toml, [unit.fix]."""
    wrong = {}
    for code in ASKED:
        message, fix = told(sample(code), language)
        if THE_OFFICE_S_OWN.search(message + fix) or TO_THE_SECRETARIAT.search(fix):
            wrong[code] = (message, fix)
    assert wrong == {}


def test_own_words_are_of_codes_that_exist_and_name_values_that_they_have() -> None:
    for language in LANGUAGES:
        for part, words in area(language, "reports")["unit"].items():
            if part not in ("message", "fix"):
                continue
            for code, own in words.items():
                texts = problem_texts(language)[code]
                known = {name for one in (texts["message"], texts["fix"]) for _, name, _, _ in Formatter().parse(one)}
                assert {name for _, name, _, _ in Formatter().parse(own)} <= known | {None}, code


def test_what_only_the_cluster_can_settle_is_not_asked_of_a_unit() -> None:
    late = problem("sheet-late", Place(FILE), "A", sent="2026-06-21", deadline="2026-06-20")
    note = problem("number-as-text", Place(FILE, "Bảng", "G7"), "A", text="9,5", value="9.5")
    assert [asks(one) for one in (late, note, over("G7"), doubt("I8"))] == [False, False, True, True]
    assert to_tell([late, note, doubt("I8"), over("G7")]) == [over("G7"), doubt("I8"), note]


def test_another_unit_s_file_is_not_named() -> None:
    message, _ = told(problem("sheets-identical", Place(FILE), "A", other="Sở B.xlsx"), "vi")
    assert "Sở B" not in message


def test_places_and_criteria_in_words() -> None:
    assert [cell_of(over(cell), "vi") for cell in ("G7", "12:12", "", "B2:C3")] == ["G7", "dòng 12", "", "B2:C3"]
    assert [criterion_of(AGREED, path) for path in ("1.1", None, "9.9")] == ["I.1 Tổ chức thi đua", "", "9.9"]
