"""Results as the strings of a report: what is said, in which order, and what is left unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import builders
import pytest
from factories import PROSE, make_cluster, make_results
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.decisions import Decisions, Excuse, Treatment
from emulation_cli.cluster.model import Prose
from emulation_cli.cluster.rules import RankBy
from emulation_cli.reports import facts
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.documents.minutes import minutes
from emulation_cli.reports.documents.report import Report, report, subject_of
from emulation_cli.reports.filters import inside_sentence, listed, official_date, plain, points, trimmed
from emulation_cli.reports.prose import Section, paragraphs, sections
from emulation_cli.reports.ranking import ranking
from emulation_cli.results import Reason, Results
from emulation_cli.tally import tally

PAGE = 9355  # 165 mm


def shown(**fields: Any) -> Report:
    return of(make_results(**fields), "vi")


def of(results: Results, language: str = "vi") -> Report:
    return report(Material(results.cluster, results, language=language, width=PAGE))


def with_standings(results: Results, **changes: Any) -> Results:
    return replace(results, standings=tuple(replace(each, **changes) for each in results.standings))


def test_heading_of_the_document() -> None:
    found = shown()
    assert (found.superior, found.cluster) == ("Ủy ban nhân dân thành phố Bến Sen", "Cụm thi đua số 2")
    assert (found.number, found.place_date) == ("05/BC-CTĐ2", "Bến Sen, ngày 05 tháng 7 năm 2026")
    assert found.subject == "Sơ kết công tác thi đua 6 tháng đầu năm 2026"
    assert found.opening == ("Cụm thi đua số 2 báo cáo sơ kết công tác thi đua 6 tháng đầu năm 2026 như sau:",)


@pytest.mark.parametrize(
    ("kind", "period", "subject"),
    [
        ("half_year", "6 tháng đầu năm 2026", "Sơ kết công tác thi đua 6 tháng đầu năm 2026"),
        ("year", "Năm 2026", "Tổng kết công tác thi đua năm 2026"),
        ("năm", "Năm 2026", "Tổng kết công tác thi đua năm 2026"),
        ("topic", "Chào mừng Quốc khánh", "Kết quả phong trào thi đua chuyên đề chào mừng Quốc khánh"),
        ("", "Quý I", "Kết quả công tác thi đua quý I"),
    ],
)
def test_subject_follows_the_kind_of_period(kind: str, period: str, subject: str) -> None:
    assert subject_of(make_cluster(period_kind=kind, period=period), "vi") == subject


def test_what_is_not_filled_in_is_left_blank_never_invented() -> None:
    found = shown(document_date=None, locality="", document_number="", addressees=(), legal_bases=(), prose=())
    assert found.place_date == "…, ngày … tháng … năm …"
    assert found.number == "…/BC"
    assert (found.addressees, found.bases, found.before, found.after) == ((), (), (), ())


def test_agency_block_falls_back_to_the_head_agency() -> None:
    assert shown(superior="", head_agency="Sở Nội vụ").superior == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("written", "number"),
    [("5/BC-CTĐ", "05/BC-CTĐ"), ("15/BC-CTĐ", "15/BC-CTĐ"), ("Số: 7/BC", "07/BC"), ("…/BC-CTĐ2", "…/BC-CTĐ2")],
)
def test_document_number(written: str, number: str) -> None:
    assert shown(document_number=written).number == number


def test_lists_end_as_official_papers_do() -> None:
    assert shown(addressees=("Ban Thường vụ",)).addressees == ("Kính gửi: Ban Thường vụ.",)
    assert shown(addressees=("- Ban A;", "Ban B")).addressees == ("Kính gửi:", "- Ban A;", "- Ban B.")
    assert shown(recipients=()).recipients == ("- Lưu: VT.",)
    found = shown(recipients=("Lưu: VT, TĐKT.", "Như trên;"))
    assert found.recipients == ("- Như trên;", "- Lưu: VT, TĐKT.")


def test_legal_bases_stay_as_written_and_only_lack_no_end() -> None:
    found = shown(legal_bases=("Căn cứ Luật", "Căn cứ Kế hoạch,", "Thực hiện Công văn"))
    assert found.bases == ("Căn cứ Luật;", "Căn cứ Kế hoạch,", "Thực hiện Công văn.")


@pytest.mark.parametrize(
    ("position", "lines"),
    [
        ("TM. Cụm\nTrưởng cụm", ("TM. Cụm", "Trưởng cụm")),
        ("Trưởng Cụm", ("Trưởng Cụm",)),
        ("KT. GIÁM ĐỐC", ("KT. GIÁM ĐỐC",)),
        ("Giám đốc", ("TM. Cụm thi đua số 2", "Cụm trưởng", "Giám đốc Sở Nội vụ")),
        ("Giám đốc Sở Nội vụ", ("TM. Cụm thi đua số 2", "Cụm trưởng", "Giám đốc Sở Nội vụ")),
        ("", ("TM. Cụm thi đua số 2", "Cụm trưởng")),
    ],
)
def test_signature_block(position: str, lines: tuple[str, ...]) -> None:
    assert shown(signer_position=position, head_agency="Sở Nội vụ").signer_position == lines


def test_own_sections_stand_around_the_results_in_their_order() -> None:
    found = shown()
    assert [section.title for section in found.before] == ["Tổ chức thi đua"]
    assert len(found.before[0].lines) == 2
    assert found.results == Section("Kết quả thi đua", (), "results")
    assert [each.title for each in found.after] == ["Tồn tại, hạn chế", "Phương hướng, nhiệm vụ", "Kiến nghị, đề xuất"]


def test_own_words_about_results_open_that_section() -> None:
    prose = (
        Prose("BÁO CÁO", "I. Đặc điểm tình hình", "Một."),
        Prose("báo cáo", "II. Kết quả thực hiện", "Hai."),
        Prose("báo cáo", "Bài học", "Ba."),
    )
    found = shown(prose=prose)
    assert [each.title for each in found.before] == ["Đặc điểm tình hình"]
    assert found.results == Section("Kết quả thực hiện", ("Hai.",), "results")
    assert [each.title for each in found.after] == ["Bài học"]


def test_own_opening_stands_in_place_of_the_sentence() -> None:
    found = shown(prose=(*PROSE, Prose("báo cáo", "Mở đầu", "Thực hiện kế hoạch,\nCụm báo cáo:")))
    assert found.opening == ("Thực hiện kế hoạch,", "Cụm báo cáo:")
    assert "Mở đầu" not in {section.title for section in (*found.before, *found.after)}


def test_prose_keeps_its_words_and_loses_only_number_and_closing_sign() -> None:
    found = sections([Prose("bao-cao", "2. Khác", "a\n\n b ./."), Prose("tờ trình", "Khác", "c")], "report")
    assert found == [Section("Khác", ("a", "b."))]
    assert sections([Prose("Báo cáo", "6 tháng cuối năm", "x")], "report")[0].title == "6 tháng cuối năm"
    assert paragraphs("còn tiếp...") == ("còn tiếp...",)


def test_official_sentences_come_from_the_figures() -> None:
    assert shown().outcome == (
        "Dẫn đầu: Sở Cây xanh và Chiếu sáng, 994,00/1.000 điểm, đạt 99,40%.",
        "Tổng điểm của các đơn vị từ 753,50 đến 994,00 điểm.",
        "Xếp loại: Xuất sắc 4 đơn vị; Tốt 4 đơn vị; Khá 2 đơn vị.",
        "Đồng hạng 5: Ban Quản lý Bến bãi đường thủy; Sở Sông hồ và Thoát nước (tổng điểm 889,75).",
        "Nguồn điểm: tự chấm.",
    )
    assert shown().sent == (
        "Cụm gồm 10 đơn vị; Cụm trưởng: Sở Cây xanh và Chiếu sáng; Cụm phó: Sở Quy hoạch và Cảnh quan.",
        "Có 10/10 đơn vị đã gửi bảng chấm điểm; 10 đơn vị được xếp hạng.",
    )


def test_one_unit_has_no_range_and_nobody_beside_it() -> None:
    assert shown(units=1).outcome == (
        "Dẫn đầu: Sở Cây xanh và Chiếu sáng, 994,00/1.000 điểm, đạt 99,40%.",
        "Xếp loại: Xuất sắc 1 đơn vị.",
        "Nguồn điểm: tự chấm.",
    )


def test_official_result_reports_no_open_questions() -> None:
    found = shown()
    assert (found.provisional, found.reasons, found.open) == ("", (), ())
    assert found.after[0].lines == ("Việc trao đổi kinh nghiệm giữa các đơn vị chưa thường xuyên.",)
    assert "Tồn tại, hạn chế" not in {section.title for section in shown(prose=()).after}


def test_provisional_result_says_so_and_why() -> None:
    found = shown(provisional=True)
    assert found.provisional == "TẠM TÍNH"
    assert len(found.reasons) == 3
    assert found.reasons[0] == "1 đơn vị chưa có phiếu dùng được: Viện Nghiên cứu Đô thị ven sông."
    assert found.caption.endswith("(TẠM TÍNH)")
    assert found.sent[1:] == (
        "Có 9/10 đơn vị đã gửi bảng chấm điểm; 9 đơn vị được xếp hạng.",
        "Chưa xếp hạng 1 đơn vị:",
        "- Viện Nghiên cứu Đô thị ven sông: Chưa nhận được bảng chấm điểm.",
    )


def test_provisional_result_names_no_leader() -> None:
    assert not any("Dẫn đầu" in line or "Xếp loại" in line for line in shown(provisional=True).outcome)


def test_open_criteria_with_points_at_stake_and_reason() -> None:
    first, second = shown(provisional=True).open
    assert (first.unit, first.criterion, first.at_stake) == (
        "Sở Nghề truyền thống",
        "I.1. Nội dung 1 của mục I",
        "62,00",
    )
    assert (second.unit, second.at_stake, second.why) == ("Sở Ẩm thực và Lễ hội", "188,00", "Chưa có điểm tự chấm.")
    short = next(section for section in shown(provisional=True).after if section.about == "shortcomings")
    assert short.lines[1] == "Còn 2 tiêu chí của 2 đơn vị chưa xác định được điểm, liên quan đến 250,00 điểm."


def test_open_criterion_that_no_problem_explains() -> None:
    results = replace(make_results(provisional=True), problems=())
    assert {row.why for row in facts.open_rows(results, "vi")} == {"Chưa xác định được điểm."}


def test_ranking_row_and_lower_bound() -> None:
    rows = {row.unit: row for row in shown(provisional=True).ranking.rows}
    sure, bound = rows["Sở Quy hoạch và Cảnh quan"], rows["Sở Nghề truyền thống"]
    assert (sure.rank, sure.parts) == ("2", ("235,75", "242,25", "237,25", "232,25", "0,00", "0,00"))
    assert (sure.total, sure.percent, sure.class_name) == ("947,50", "94,75", "Xuất sắc")
    assert (bound.total, bound.percent) == ("≥\u00a0799,75", "≥\u00a079,98")


def test_ranking_names_its_sections_with_maximum() -> None:
    found = shown().ranking
    assert found.parts[:2] == ("Mục\u00a0I\n(250)", "Mục\u00a0II\n(250)")
    assert found.parts[-2:] == ("Điểm thưởng", "Điểm trừ")
    assert found.legend[0] == "Mục\u00a0I: Thực hiện nhiệm vụ chuyên môn"
    assert shown(bonus=False, deduction=False).ranking.parts[-1] == "Mục\u00a0IV\n(250)"


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_few_sections_stand_in_the_ranking(count: int) -> None:
    found = shown(units=12, sections=count, provisional=True).ranking
    assert (len(found.parts), found.section_tables) == (count + 2, ())


@pytest.mark.parametrize(("count", "tables"), [(8, [8]), (12, [6, 6])])
def test_many_sections_stand_in_tables_of_their_own(count: int, tables: list[int]) -> None:
    found = shown(units=12, sections=count).ranking
    assert found.parts == ("Điểm chuẩn", "Điểm thưởng", "Điểm trừ")
    assert [len(table.titles) for table in found.section_tables] == tables
    assert all(len(table.rows) == 12 for table in found.section_tables)
    assert len(found.legend) == count


def test_sections_that_mix_groups_never_stand_beside_bonus_and_deduction() -> None:
    """The results give such a section's net points, so that bonus would be shown, and added up, twice."""
    results = make_results(3)
    mixed = tuple(replace(c, group=Group.BONUS) if c.path == "1.1" else c for c in results.cluster.criteria)
    results = replace(results, cluster=replace(results.cluster, criteria=mixed))
    results = replace(
        results,
        standings=tuple(replace(s, base=s.base - 60, bonus=s.bonus + 60) for s in results.standings),
    )
    found = ranking(results, "vi")
    assert found.parts == ("Điểm chuẩn", "Điểm thưởng", "Điểm trừ")
    assert [len(table.titles) for table in found.section_tables] == [6]


def test_totals_name_their_maximum_where_units_differ() -> None:
    results = make_results(2)
    first, second = results.standings
    results = replace(results, standings=(first, replace(second, max=Decimal("700.00"))))
    assert [row.total for row in ranking(results, "vi").rows] == ["994,00/1.000,00", "947,50/700,00"]


def test_ties_name_what_the_cluster_ranks_by() -> None:
    by_percent = make_results(5, rank_by=RankBy.PERCENT)
    assert facts.ties(by_percent, "vi")[0].endswith("(tỷ lệ 88,98%).")
    by_base = make_results(5, rank_by=RankBy.STANDARD)
    assert facts.ties(by_base, "vi")[0].endswith("(điểm chuẩn 894,75).")


def test_tie_notes_are_printed_once() -> None:
    results = with_standings(make_results(2), tie_note=Reason("ghi-chu"))
    assert facts.ties(results, "vi") == ("ghi-chu",)


def test_units_without_class_are_counted() -> None:
    results = with_standings(make_results(2), class_=None)
    assert facts.outcome(results, "vi")[-1] == "Xếp loại: chưa xếp loại 2 đơn vị."
    none = replace(results, cluster=replace(results.cluster, classes=()))
    assert not any("Xếp loại" in line for line in facts.outcome(none, "vi"))


def test_highlights_by_unit_in_rank_order() -> None:
    first, second = shown().highlights
    assert (first.unit, second.unit) == ("Sở Cây xanh và Chiếu sáng", "Sở Thư viện, Lưu trữ và Bảo tàng")
    assert first.lines == (
        "- Chiếu sáng: Thay 1.200 bóng đèn tiết kiệm điện trên 14 tuyến phố;",
        "- Trồng mới 350 cây bóng mát.",
    )


def test_scores_are_not_read_so_that_they_may_be_streamed() -> None:
    results = replace(make_results(provisional=True), scores=iter(()))
    assert of(results, "vi") == shown(provisional=True)


def test_nobody_ranked() -> None:
    results = replace(make_results(3, provisional=True), standings=())
    found = of(results, "vi")
    assert (found.ranking.rows, found.outcome, found.open) == ((), (), ())


def test_english() -> None:
    found = of(make_results(), "en")
    assert found.place_date == "Bến Sen, 5 July 2026"
    assert found.ranking.rows[0].total == "994.00"
    assert found.outcome[1] == "The units' totals lie between 753.50 and 994.00 points."


def test_filters() -> None:
    assert points(Decimal("1234.5"), "vi", 2) == "1.234,50"
    assert points(Decimal("-5.00"), "vi", 2) == "-5,00"
    assert [trimmed(Decimal(number), "vi") for number in ("300.00", "12.50", "1000", "0.00")] == [
        *("300", "12,5", "1.000", "0"),
    ]
    assert official_date(date(2026, 2, 3), "vi") == "ngày 03 tháng 02 năm 2026"
    assert official_date(None, "vi") == "ngày … tháng … năm …"
    assert (inside_sentence("Năm 2026"), inside_sentence("KPI quý I"), inside_sentence("")) == (
        "năm 2026",
        "KPI quý I",
        "",
    )
    assert listed(["- a;", "", "b./."]) == ("- a;", "- b.")


@given(st.text())
def test_plain_text_is_what_xml_can_hold(text: str) -> None:
    from lxml import etree

    element = etree.Element("x")
    element.text = plain(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == plain(text) == plain(plain(text))


def test_who_sent_nothing_is_not_counted_as_sent_nor_in_the_range() -> None:
    """Miễn nộp: C sent nothing (last, 0 points), D is excused."""
    agreed = builders.cluster(("1", "direct", 100), units="A B C D")
    sent = builders.collection(builders.submission(agreed, {"1": n}, unit) for unit, n in (("A", 90), ("B", 80)))
    lines = (Excuse("C", Treatment.NOT_SUBMITTED, "x"), Excuse("D", Treatment.EXCUSED, "y"))
    found = of(tally(agreed, sent, Decisions(excuses=lines)))
    assert found.sent[1:] == (
        "Có 2/3 đơn vị đã gửi bảng chấm điểm; 3 đơn vị được xếp hạng.",
        "Chưa xếp hạng 1 đơn vị:",
        "- Sở D: Đơn vị được miễn nộp phiếu theo quyết định.",
    )
    assert "Tổng điểm của các đơn vị từ 80,00 đến 90,00 điểm." in found.outcome


def test_who_sent_late_is_named_and_nobody_where_nobody_was() -> None:
    results = make_results(3)
    assert len(facts.sent(results, "vi")) == 2
    late = [replace(results.problems[0], code="sheet-late", unit=unit.code) for unit in results.cluster.units[1:]]
    names = "; ".join(unit.name for unit in results.cluster.units[1:])
    assert facts.sent(replace(results, problems=tuple(late)), "vi")[2] == f"Gửi sau hạn: {names}."


def test_a_line_of_prose_without_a_heading_goes_on_from_the_one_above() -> None:
    """As an empty cell below a heading is read; before any heading it opens the document."""
    lines = (("", "một"), ("I. Tổ chức", "hai"), ("", "ba"), ("II. Kết quả", "bốn"), ("", "năm"), ("1. Tổ chức", "sáu"))
    prose = tuple(Prose("báo cáo", heading, words) for heading, words in lines)
    found = [(section.title, section.lines, section.about) for section in sections(prose, "report")]
    assert found == [
        ("", ("một",), "opening"),
        ("Tổ chức", ("hai", "ba", "sáu"), ""),
        ("Kết quả", ("bốn", "năm"), "results"),
    ]
    assert shown(prose=prose).opening == ("một",)


def test_an_opening_of_the_minutes_is_not_lost() -> None:
    found = make_results(prose=(Prose("biên bản", "Mở đầu", "Hôm nay."), Prose("biên bản", "Nhiệm vụ", "Sau này.")))
    told = minutes(Material(found.cluster, replace(found, scores=tuple(found.scores))))
    assert [section.lines for section in (*told.before, *told.after)] == [("Hôm nay.",), ("Sau này.",)]
