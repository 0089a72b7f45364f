"""Every document of `emul report`: made for clusters of all sizes, laid out after Nghị định 30/2020, never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from builders import BLANK, cluster, results
from docx.document import Document as Word
from docx.oxml.ns import qn
from factories import ROMAN, make_results

from emulation_cli.cluster.decisions import Adjustment, ClassCap, Decisions, Meeting, TieDecision, Vote
from emulation_cli.cluster.model import Prose
from emulation_cli.cluster.rules import AwardRule, Quorum, Registration
from emulation_cli.files import resource
from emulation_cli.reports.documents.head import number as number_of
from emulation_cli.reports.documents.making import make_documents
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.documents.registry import DOCUMENTS
from emulation_cli.reports.documents.report import report
from emulation_cli.reports.documents.score_table import score_table
from emulation_cli.reports.documents.slip import slip
from emulation_cli.results import Change, Reason, Results
from emulation_cli.scoring.awards import Award

HOSTILE = (
    "A & B <b>\"x\" 'y'</b>",
    "{{ cluster }} {% if %} {#",
    "x" * 250,
    "Sở " + "rất dài " * 31 + "!",
    "=1+1",
    "]]>\nhai dòng",
)
FLAG, LETTER = "Cờ thi đua", "Giấy khen"
ALL = list(DOCUMENTS)
FROM_CLUSTER = [name for name, document in DOCUMENTS.items() if not document.needs_results]


def results_of(units: int, **fields: Any) -> Results:
    """A tally with something for every document to tell: awards, votes, an adjustment, a meeting."""
    found = make_results(units, **fields)
    first = found.cluster.units[0].code
    awards = (AwardRule(FLAG, Decimal(1), votes=Decimal(80)), AwardRule(LETTER, Decimal(50), percent=True))
    leaf = found.cluster.tree.leaves[0].path
    decisions = Decisions(
        adjustments=(Adjustment(first, leaf, None, Decimal(5), "Cụm thống nhất", "Cụm trưởng", date(2026, 7, 3)),),
        class_caps=(ClassCap(first, "Tốt", "Có người bị kỷ luật"),),
        ties=(TieDecision(first, 1, "Thành tích nổi trội"),),
        votes=(Vote(FLAG, first, 1, 10, 10, 9, 8, 10),),
        meeting=(Meeting("time", "8 giờ ngày 05/7/2026"), Meeting("chair", "Bà A"), Meeting("secretary", "Ông B")),
    )
    cluster = replace(found.cluster, awards=awards, quorum=Quorum(2, 3), registrations=(Registration(first, FLAG),))
    return replace(
        found,
        cluster=cluster,
        decisions=decisions,
        awards=(Award(FLAG, 1, (first,)), Award(LETTER, 5, tuple(unit.code for unit in cluster.units[1:3]))),
        changes=(Change(first, leaf, Decimal(4), Decimal(5), "Cụm thống nhất", "Cụm trưởng"),),
    )


def made(
    results: Results, folder: Path, *names: str, language: str = "vi", templates: Path | None = None
) -> dict[str, Word]:
    """The documents by their file's path in the folder; what could not be made fails the test."""
    material = Material(results.cluster, results, results, language)
    chosen = [DOCUMENTS[name] for name in names or ALL]
    outcome = make_documents(material, chosen, folder, templates)
    assert outcome.problems == ()
    return {path.relative_to(folder).as_posix(): docx.Document(str(path)) for path in outcome.files}


def lines(document: Word, style: str) -> list[str]:
    """Texts of the paragraphs of a style, tables included, in the order of the file."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
        if paragraph.style == style
    ]


def words(document: Word) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Word]:
    return made(results_of(10), tmp_path_factory.mktemp("mười"))


def test_files_are_named_after_the_templates(ten: Mapping[str, Word]) -> None:
    alone = {f"{name}.docx" for name, document in DOCUMENTS.items() if not document.each_unit}
    slips = {name for name in ten if name.startswith("phieu-ket-qua/")}
    assert set(ten) == alone | slips
    assert len(slips) == 10
    assert "phieu-ket-qua/Sở Cây xanh và Chiếu sáng.docx" in slips


@pytest.mark.parametrize("name", ALL)
def test_page_margins_and_number_of_the_decree(ten: Mapping[str, Word], name: str) -> None:
    section = next(document for path, document in ten.items() if path.startswith(name)).sections[0]
    size = (round(section.page_width.mm), round(section.page_height.mm))
    assert size == ((297, 210) if name == "bang-tong-hop" else (210, 297))
    assert (round(section.top_margin.mm), round(section.bottom_margin.mm)) == (20, 20)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)
    assert section.different_first_page_header_footer


@pytest.mark.parametrize("name", ALL)
def test_letterhead_title_and_signature_in_their_order(ten: Mapping[str, Word], name: str) -> None:
    document = next(document for path, document in ten.items() if path.startswith(name))
    order = [paragraph.style for paragraph in document.element.body.iter(qn("w:p"))]
    places = [order.index(style) for style in ("CoQuanBanHanh", "QuocHieu", "TieuNgu", "DiaDanh", "Title", "Subtitle")]
    assert places == sorted(places)
    assert lines(document, "QuocHieu")[0] == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert "ChucVuKy" in order
    assert order.index("ChucVuKy") > order.index("Title")


@pytest.mark.parametrize("units", [1, 3, 25, 60])
def test_clusters_of_every_size(tmp_path: Path, units: int, validate: Callable[..., None]) -> None:
    found = made(results_of(units), tmp_path, *(name for name in ALL if name != "phieu-ket-qua"))
    assert len(found) == len(ALL) - 1
    table = found["bang-tong-hop.docx"]
    assert len(lines(table, "Caption")) == -(-units // 12)
    validate(*tmp_path.rglob("*.docx"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hostile_names_stand_as_they_are_and_parts_stay_valid(
    tmp_path: Path, validate: Callable[..., None], language: str
) -> None:
    found = made(results_of(6, provisional=True, names=HOSTILE), tmp_path, language=language)
    assert len([name for name in found if name.startswith("phieu-ket-qua/")]) == 5  # the sixth sent nothing
    shown = words(found["giao-uoc.docx"])
    assert "A & B <b>\"x\" 'y'</b>" in shown
    assert "{{ cluster }} {% if %} {#" in shown
    validate(*tmp_path.rglob("*.docx"))


@pytest.mark.parametrize("name", ALL)
def test_no_placeholder_and_no_python_is_left(ten: Mapping[str, Word], name: str) -> None:
    for path, document in ten.items():
        if path.startswith(name):
            shown = words(document)
            assert not [mark for mark in ("{{", "{%", "None", "Decimal(", "()", "Fraction") if mark in shown], path


def test_a_provisional_result_says_so_in_every_document_of_results(tmp_path: Path) -> None:
    found = made(results_of(10, provisional=True), tmp_path)
    marked = {path.partition("/")[0] for path, document in found.items() if lines(document, "TamTinh")}
    assert marked == {"bao-cao.docx", "bang-tong-hop.docx", "bien-ban.docx", "to-trinh.docx", "phieu-ket-qua"}


def test_before_any_result_the_documents_of_the_agreement_are_made(tmp_path: Path) -> None:
    cluster = results_of(3).cluster
    outcome = make_documents(Material(cluster), [DOCUMENTS[name] for name in FROM_CLUSTER], tmp_path)
    assert FROM_CLUSTER == ["ke-hoach", "quy-che", "giao-uoc", "phieu-bau"]
    assert [path.stem for path in outcome.files] == FROM_CLUSTER


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("05/BC-CTĐ2", "BB", "…/BB-CTĐ2"),
        ("5", "BC", "05"),
        ("5", "BB", "…/BB"),
        ("7/BB", "BB", "07/BB"),
        ("", "TTr", "…/TTr"),
        ("05/BC-CTĐ2", "", ""),
    ],
)
def test_a_number_is_given_to_one_kind_of_document(written: str, kind: str, number: str) -> None:
    assert number_of(replace(results_of(1).cluster, document_number=written), kind) == number


def test_a_slip_shows_what_the_unit_typed_with_all_its_digits(tmp_path: Path) -> None:
    results = results_of(1)
    first, *others = results.scores
    told = replace(results, scores=[replace(first, self_=Decimal("9.125")), *others])
    (slip,) = made(told, tmp_path, "phieu-ket-qua").values()
    assert "9,125" in words(slip)


def test_no_units_ranked(tmp_path: Path) -> None:
    results = results_of(3)
    nobody = replace(results, standings=(), scores=[], awards=(), changes=(), decisions=Decisions())
    found = made(nobody, tmp_path)
    assert set(found) == {f"{name}.docx" for name in ALL if name not in ("phieu-ket-qua", "bien-ban-kiem-phieu")}


def test_without_awards_and_votes_there_is_nothing_of_the_kind(tmp_path: Path) -> None:
    results = make_results(3)
    outcome = make_documents(Material(results.cluster, results), DOCUMENTS.values(), tmp_path)
    assert outcome.empty == ("phieu-bau", "bien-ban-kiem-phieu", "to-trinh")
    assert outcome.problems == ()


def test_one_document_that_cannot_be_made_stops_no_other(tmp_path: Path) -> None:
    templates = tmp_path / "mẫu"
    templates.mkdir()
    (templates / "bien-ban.docx").write_bytes(b"no Word file")
    reaching = docx.Document()
    reaching.add_paragraph("{{ cluster.__class__.__mro__ }}")
    reaching.save(str(templates / "to-trinh.docx"))
    (tmp_path / "reports" / "quy-che.docx").mkdir(parents=True)
    results = results_of(3)
    outcome = make_documents(Material(results.cluster, results), DOCUMENTS.values(), tmp_path / "reports", templates)
    assert sorted(problem.code for problem in outcome.problems) == [
        "output-locked",
        "template-broken",
        "template-broken",
    ]
    names = {path.name for path in outcome.files if path.parent.name == "reports"}
    assert names == {f"{name}.docx" for name in ALL} - {
        *("bien-ban.docx", "to-trinh.docx", "quy-che.docx", "phieu-ket-qua.docx")
    }


def test_the_offices_own_template_is_used(tmp_path: Path) -> None:
    edited = docx.Document(str(resource("templates") / "quy-che.docx"))
    edited.add_paragraph("Mẫu riêng của {{ cluster }}")
    edited.save(str(tmp_path / "quy-che.docx"))
    found = made(results_of(3), tmp_path / "reports", "quy-che", templates=tmp_path)
    assert words(found["quy-che.docx"]).endswith("Mẫu riêng của Cụm thi đua số 2")


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    results = results_of(3)
    both = [
        make_documents(Material(results.cluster, results), DOCUMENTS.values(), tmp_path / name).files
        for name in ("a", "b")
    ]
    assert [path.read_bytes() for path in both[0]] == [path.read_bytes() for path in both[1]]


def test_minutes_tell_scores_in_words_adjustments_and_votes(ten: Mapping[str, Word]) -> None:
    minutes = ten["bien-ban.docx"]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in minutes.tables]
    scores = next(table for table in tables if table[0][:2] == ["Hạng", "Đơn vị"])
    total = scores[1][2]
    assert total.endswith(",00")
    assert scores[1][3] == scores[1][3][:1].upper() + scores[1][3][1:]
    adjusted = next(table for table in tables if table[0][-1] == "Người quyết định")
    assert adjusted[1][2:] == ["4,00", "5,00", "Cụm thống nhất", "Cụm trưởng"]
    votes = next(table for table in tables if "Phát ra" in table[0])
    assert votes[1][2:] == ["10", "10", "9", "1", "8", "8/10", "Đủ phiếu"]
    assert lines(minutes, "HoTenKy") == ["Ông B", "Bà A"]
    assert "Thời gian: 8 giờ ngày 05/7/2026." in lines(minutes, "BodyText")


def test_slips_compare_with_median_leader_and_the_period_before(ten: Mapping[str, Word]) -> None:
    slip = ten["phieu-ket-qua/Sở Cây xanh và Chiếu sáng.docx"]
    assert "So với kỳ trước" in lines(slip, "Heading1")
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in slip.tables]
    rows = next(table for table in tables if "Tự chấm" in table[0])
    adjusted = next(row for row in rows if "Điều chỉnh: Cụm thống nhất" in row)
    assert adjusted[1] == "Nội dung 1 của mục I"


def test_medians_are_exact() -> None:
    material = Material(make_results(4).cluster, make_results(4))
    path = material.cluster.tree.leaves[0].path
    given = sorted(material.scores_of[unit][path].points or 0 for unit in material.standing_of)
    assert material.median_of[path] * 2 == given[1] + given[2]


def test_the_annex_holds_every_criterion_of_every_unit(ten: Mapping[str, Word]) -> None:
    results = results_of(10)
    (table,) = [table for table in ten["bang-tong-hop.docx"].tables if len(table.columns) > 4]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][3:] == [standing.name for standing in results.standings]
    total = next(row for row in rows if row[1] == "Tổng điểm")
    assert [Decimal(cell.replace(".", "").replace(",", ".")) for cell in total[3:]] == [
        standing.total for standing in results.standings
    ]
    leaves = [row for row in rows[1:] if row[1].startswith("Nội dung ")]
    assert len(leaves) == len(results.cluster.tree.leaves)


def test_the_regulation_says_what_is_computed(tmp_path: Path) -> None:
    shown = words(made(results_of(3), tmp_path, "quy-che")["quy-che.docx"])
    for sentence in (
        "Điểm của mỗi tiêu chí được làm tròn một lần đến 2 chữ số thập phân",
        "- Xuất sắc: đạt từ 90% điểm tối đa trở lên.",
        "- Cờ thi đua: không quá 1 đơn vị; phải được ít nhất 80% phiếu đồng ý",
        "- Giấy khen: không quá 50% số đơn vị được xét (phần lẻ làm tròn xuống).",
        "Cuộc họp của Cụm hợp lệ khi có ít nhất 2/3 số thành viên tham dự.",
    ):
        assert sentence in shown


def test_every_column_of_a_table_fits_the_page(ten: Mapping[str, Word]) -> None:
    for path, document in ten.items():
        section = document.sections[0]
        room = (section.page_width - section.left_margin - section.right_margin) // 635
        for table in document.element.body.iter(qn("w:tbl")):
            widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
            assert sum(widths) <= room + 1, path


def test_title_property_is_the_subject(ten: Mapping[str, Word]) -> None:
    assert ten["bien-ban.docx"].core_properties.title == "Họp đánh giá, xếp hạng thi đua 6 tháng đầu năm 2026"


def test_bytes_open_again(ten: Mapping[str, Word]) -> None:
    for document in ten.values():
        stream = BytesIO()
        document.save(stream)
        docx.Document(BytesIO(stream.getvalue()))


def test_a_document_of_the_agreement_has_not_the_date_of_the_report(tmp_path: Path) -> None:
    found = made(results_of(3), tmp_path, "bao-cao", "ke-hoach", "quy-che", "giao-uoc")
    dates = {name: lines(document, "DiaDanh") for name, document in found.items()}
    assert dates.pop("bao-cao.docx") == ["Bến Sen, ngày 05 tháng 7 năm 2026"]
    assert set(map(tuple, dates.values())) == {("Bến Sen, ngày … tháng … năm …",)}


@pytest.mark.parametrize("number", ["07/KH-CTĐ2", "7/kh"])
def test_the_document_that_the_cluster_numbers_has_its_date(tmp_path: Path, number: str) -> None:
    results = results_of(3, document_number=number)
    assert lines(made(results, tmp_path, "ke-hoach")["ke-hoach.docx"], "DiaDanh") == [
        "Bến Sen, ngày 05 tháng 7 năm 2026"
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("8 giờ ngày 03/7/2026", "ngày 03 tháng 7 năm 2026"),
        ("8 giờ 30, ngày 12 tháng 02 năm 2026", "ngày 12 tháng 02 năm 2026"),
        ("8 giờ ngày 31/02/2026", "ngày … tháng … năm …"),  # no such day
        ("buổi sáng", "ngày … tháng … năm …"),
    ],
)
def test_minutes_have_the_day_of_the_meeting(tmp_path: Path, said: str, shown: str) -> None:
    results = results_of(3)
    results = replace(results, decisions=replace(results.decisions, meeting=(Meeting("time", said),)))
    found = made(results, tmp_path, "bien-ban", "bien-ban-kiem-phieu")
    assert [lines(document, "DiaDanh") for document in found.values()] == [[f"Bến Sen, {shown}"]] * 2


def test_what_the_meeting_did_not_record_is_a_line_to_write_on(ten: Mapping[str, Word]) -> None:
    (place,) = [p for p in ten["bien-ban.docx"].paragraphs if p.text.startswith("Địa điểm:")]
    assert place.text == "Địa điểm: \t"
    stops = ten["bien-ban.docx"].styles["Body Text"].paragraph_format.tab_stops
    assert [(stop.position.mm, stop.leader.name) for stop in stops] == [(pytest.approx(165, abs=0.1), "DOTS")]


def test_columns_in_which_nothing_stands_are_left_out_of_a_slip(tmp_path: Path) -> None:
    found = made(results_of(3), tmp_path, "phieu-ket-qua")
    heads = {
        name: [cell.text for cell in table.rows[0].cells]
        for name, document in found.items()
        for table in document.tables
        if table.rows[0].cells[0].text == "TT"
    }
    changed, *others = (f"phieu-ket-qua/{name}.docx" for name in ("Sở Cây xanh và Chiếu sáng",
                        "Sở Quy hoạch và Cảnh quan", "Sở Thư viện, Lưu trữ và Bảo tàng"))  # fmt: skip
    plain = ["TT", "Nội dung tiêu chí", "Tối đa", "Tự chấm", "Điểm"]
    assert heads == {changed: [*plain, "Lý do"], **dict.fromkeys(others, plain)}


def test_who_sent_nothing_is_no_tie(tmp_path: Path) -> None:
    results = make_results(3)
    note = Reason("not-submitted", {"unit": "Sở X"})
    last = replace(results.standings[-1], tie_note=note)
    found = made(replace(results, standings=(*results.standings[:-1], last)), tmp_path, "bien-ban", "bao-cao")
    for document in found.values():
        assert "không nộp phiếu" not in words(document)


def test_nothing_is_less_than_nothing(ten: Mapping[str, Word]) -> None:
    assert "-0" not in words(ten["bang-tong-hop.docx"])
    assert "−0" not in words(ten["bang-tong-hop.docx"])


def test_a_name_that_says_its_group_says_it_once(ten: Mapping[str, Word]) -> None:
    for name in ("bang-tong-hop.docx", "ke-hoach.docx"):
        assert "Điểm thưởng" in words(ten[name])
        assert "(thưởng)" not in words(ten[name])


def test_the_mark_stands_on_every_page(tmp_path: Path) -> None:
    def heads(provisional: bool) -> dict[str, str]:
        found = made(results_of(10, provisional=provisional), tmp_path / str(provisional))
        return {name.partition("/")[0]: found[name].sections[0].header.paragraphs[0].text for name in found}

    marked = {name for name, text in heads(provisional=True).items() if text.endswith("TẠM TÍNH")}
    assert marked == {"bao-cao.docx", "bang-tong-hop.docx", "bien-ban.docx", "to-trinh.docx", "phieu-ket-qua"}
    assert set(heads(provisional=False).values()) == {"2", ""}


def test_no_line_of_a_table_stands_alone(ten: Mapping[str, Word]) -> None:
    table = next(table for table in ten["bien-ban.docx"].tables if table.rows[0].cells[0].text == "Hạng")
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True, True, *[None] * 7, True, None]


def test_signatures_of_the_covenant_are_pairs_of_rows(ten: Mapping[str, Word]) -> None:
    *_, table = ten["giao-uoc.docx"].tables
    assert len(table.rows) == 10
    kept = [any(p.paragraph_format.keep_with_next for p in row.cells[0].paragraphs) for row in table.rows]
    assert kept == [True, False] * 5


def test_nobody_to_propose_is_said_and_nothing_asked_for(tmp_path: Path) -> None:
    results = replace(results_of(3), awards=(Award(FLAG, 1, ()),))
    shown = words(made(results, tmp_path, "to-trinh")["to-trinh.docx"])
    assert "chưa có đơn vị đủ điều kiện đề nghị khen thưởng." in shown
    assert "kính đề nghị" not in shown


def test_a_plan_promises_no_awards_that_the_cluster_does_not_have(tmp_path: Path) -> None:
    with_awards = words(made(results_of(3), tmp_path / "có", "ke-hoach")["ke-hoach.docx"])
    without = words(made(make_results(3), tmp_path / "không", "ke-hoach")["ke-hoach.docx"])
    assert "khen thưởng lên cấp trên" in with_awards
    assert "khen thưởng lên cấp trên" not in without
    assert "đề nghị khen thưởng" not in without


def test_decisions_and_awards_of_a_report_are_lists_under_their_headings(ten: Mapping[str, Word]) -> None:
    shown = [paragraph.text for paragraph in ten["bao-cao.docx"].paragraphs]
    place = shown.index("Các quyết định đã áp dụng")
    assert shown[place + 1] == (
        "- Sở Cây xanh và Chiếu sáng, tiêu chí I.1: từ 4 điểm thành 5 điểm. Lý do: Cụm thống nhất (Cụm trưởng);"
    )
    assert shown[place + 2].endswith("Có người bị kỷ luật.")
    assert shown[place + 3] == "Đề nghị khen thưởng"


def test_a_section_that_holds_bonus_is_told_alike_in_annex_and_slip() -> None:
    """The net points, as results.json has them; a section's own chuẩn stands nowhere else."""
    agreed = cluster(
        ("1", None, 20),
        ("1.1", "direct", 10),
        ("1.2", "direct", 10),
        ("1.3", "direct", 5, {"group": "bonus"}),
        ("2", None, None, {"group": "uncounted"}),
        ("2.1", "direct", 5),
        units="A B",
    )
    sheets = {"A": {"1.1": 8, "1.2": 9, "1.3": 3, "2.1": 1}, "B": {"1.1": 8, "1.2": BLANK, "1.3": 2, "2.1": 1}}
    found = results(agreed, sheets)
    material = Material(agreed, replace(found, scores=tuple(found.scores)))
    annex = {row.text: row.cells for row in score_table(material).tables[0].rows}
    assert annex["Tiêu chí số 1"] == ("20,00", "≥\u00a010,00")
    assert annex["Điểm chuẩn"] == ("17,00", "≥\u00a08,00")
    slips = [next(row for row in slip(material, unit).rows if row.heading) for unit in ("A", "B")]
    assert [row.points for row in slips] == ["20,00", "10,00"]


def test_a_total_is_a_bound_in_the_annex_wherever_the_report_has_one() -> None:
    """Here only what is never counted is open."""
    agreed = cluster(("1", "direct", 10), ("2", "direct", 5, {"group": "uncounted"}))
    found = results(agreed, {"A": {"1": 8}})
    material = Material(agreed, replace(found, scores=tuple(found.scores)))
    annex = {row.text: row.cells for row in score_table(material).tables[0].rows}
    assert report(material).ranking.rows[0].total == annex["Tổng điểm"][0] == "≥\u00a08,00"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_office_keeps_one_copy_in_either_language(tmp_path: Path, language: str) -> None:
    results = make_results(3, recipients=("Các đơn vị trong Cụm", "Lưu: VT, 05b"))
    found = made(results, tmp_path, "bao-cao", language=language)
    assert lines(found["bao-cao.docx"], "NoiNhanDong") == ["- Các đơn vị trong Cụm;", "- Lưu: VT, 05b."]


def test_minutes_that_the_cluster_numbers_have_its_date(tmp_path: Path) -> None:
    results = make_results(3, document_number="02/BB-CTĐ2")
    assert lines(made(results, tmp_path, "bien-ban")["bien-ban.docx"], "DiaDanh") == [
        "Bến Sen, ngày 05 tháng 7 năm 2026"
    ]


def test_a_section_of_which_nothing_was_assigned_is_no_zero(tmp_path: Path) -> None:
    results = make_results(3)
    first = results.standings[0]
    without = {path: points for path, points in first.sections.items() if path != "2"}
    scores = [
        replace(score, state="not_assigned", points=None, max=Decimal(0), self_=None)
        if (score.unit, score.criterion.partition(".")[0]) == (first.unit, "2")
        else score
        for score in results.scores
    ]
    standings = (replace(first, sections=without), *results.standings[1:])
    found = made(replace(results, scores=scores, standings=standings), tmp_path, "bang-tong-hop")
    (table,) = [table for table in found["bang-tong-hop.docx"].tables if len(table.columns) > 4]
    cells = {row.cells[0].text: row.cells[3].text for row in table.rows if row.cells[0].text in ROMAN}
    assert cells["II"] == "–"
    assert "–" not in [shown for label, shown in cells.items() if label != "II"]


def test_a_fault_in_one_document_costs_no_other(tmp_path: Path) -> None:
    def broken(material: Material) -> None:
        raise ZeroDivisionError(material.language)

    results = results_of(3)
    faulty = replace(DOCUMENTS["bien-ban"], make=broken)
    outcome = make_documents(Material(results.cluster, results), [faulty, DOCUMENTS["quy-che"]], tmp_path)
    assert [path.name for path in outcome.files] == ["quy-che.docx"]
    assert [(one.code, dict(one.params)["name"]) for one in outcome.problems] == [("document-failed", "bien-ban")]


def test_the_annex_has_the_clusters_own_words(tmp_path: Path) -> None:
    results = results_of(3)
    told = replace(
        results, cluster=replace(results.cluster, prose=(Prose("bảng tổng hợp", "Ghi chú", "Số liệu sơ bộ."),))
    )
    annex = made(told, tmp_path, "bang-tong-hop")["bang-tong-hop.docx"]
    assert "Số liệu sơ bộ." in lines(annex, "BodyText")
