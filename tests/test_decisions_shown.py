"""Every kind of decision is found in every output: terminal, Markdown, Word, tong-hop.xlsx, results.json, explain."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builders
import openpyxl
import pytest
from rich.console import Console

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
from emulation_cli.cluster.decisions_file import SHEETS
from emulation_cli.cluster.rules import AwardRule, Quorum, TieBy, TieRule
from emulation_cli.intake.collect import Collection
from emulation_cli.reports import markdown, word, workbook
from emulation_cli.reports.decided import awards, decided
from emulation_cli.reports.explain import explain
from emulation_cli.reports.explain_json import as_json
from emulation_cli.reports.explain_terminal import show_explanation
from emulation_cli.reports.terminal import show_ranking
from emulation_cli.results import Results
from emulation_cli.results_json import write_json
from emulation_cli.tally import tally

D = Decimal
CLASSES = (builders.class_rule("Tốt", 80), builders.class_rule("Khá", 0))
SCORES = {"A": (50, 40), "B": (40, 40), "C": (40, 40), "D": (20, 10)}
AWARDS = (AwardRule("Cờ", D(1), votes=D(80)), AwardRule("Bằng khen", D(50), percent=True, classes=("Tốt",)))


def made(decisions: Decisions, scores: Mapping[str, tuple[int, int]] = SCORES, **given: Any) -> Results:
    rules: dict[str, Any] = {"classes": CLASSES, "awards": AWARDS, "ties": (TieRule(TieBy.VOTE),), **given}
    agreed = builders.cluster(("1", "direct", 50), ("2", "direct", 50), units="A B C D", **rules)
    sent = {unit: builders.submission(agreed, {"1": one, "2": two}, unit) for unit, (one, two) in scores.items()}
    return tally(agreed, Collection(sent, [], []), decisions)


def vote(unit: str, votes: int, award: str | None = None, number: int = 1) -> Vote:
    return Vote(award, unit, number, 10, 10, 10, votes, 10)


def in_terminal(results: Results) -> str:
    out = io.StringIO()
    show_ranking(Console(file=out, width=400, no_color=True), results, "vi")
    return out.getvalue()


def in_word(results: Results) -> str:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "bao-cao.docx"
        word.write(results, target)
        with zipfile.ZipFile(target) as parts:
            text = parts.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", text)


def sheets_of(results: Results) -> dict[str, list[list[Any]]]:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "tong-hop.xlsx"
        workbook.write(results, target)
        book = openpyxl.load_workbook(target)
        return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def in_workbook(results: Results) -> str:
    return "\n".join("|".join(str(value) for value in row) for rows in sheets_of(results).values() for row in rows)


def in_json(results: Results) -> str:
    stream = io.StringIO()
    write_json(results, stream)
    return stream.getvalue()


OUTPUTS: dict[str, Callable[[Results], str]] = {
    "terminal": in_terminal,
    "markdown": lambda results: markdown.render(results).replace("\\", ""),
    "word": in_word,
    "workbook": in_workbook,
    "json": in_json,
}
# By field of Decisions: the lines, what every output must show, the unit, and what its explanation must show.
KINDS: dict[str, tuple[tuple[Any, ...], tuple[str, ...], str, tuple[str, ...]]] = {
    "adjustments": (
        (Adjustment("D", "2", None, D(35), "Bổ sung minh chứng", "Hội đồng cụm", date(2026, 7, 8)),),
        ("Bổ sung minh chứng", "Hội đồng cụm"),
        "D",
        ("10,00 thành 35,00", "Bổ sung minh chứng", "Hội đồng cụm", "từ 30,00 thành 55,00"),
    ),
    "ties": (
        (TieDecision("C", 1, "Hội nghị thống nhất"), TieDecision("B", 2, "Hội nghị thống nhất")),
        ("Hội nghị thống nhất",),
        "B",
        ("phân định: thứ 2", "Hội nghị thống nhất", "từ 2 thành 3"),
    ),
    "class_caps": (
        (ClassCap("A", "Khá", "Bị khiển trách"),),
        ("Bị khiển trách",),
        "A",
        ("cao nhất là Khá", "Bị khiển trách", "từ Tốt thành Khá"),
    ),
    "award_bars": (
        (AwardBar("A", "Bằng khen", "Đang thanh tra"),),
        ("Đang thanh tra",),
        "A",
        ("không xét Bằng khen", "Đang thanh tra"),
    ),
    "excuses": (
        (Excuse("D", Treatment.EXCUSED, "Mới thành lập"),),
        ("Mới thành lập",),
        "D",
        ("được miễn nộp phiếu", "Mới thành lập"),
    ),
    "not_assigned": (
        (NotAssignedDecision("D", "2", "Không có chức năng"),),
        ("Không có chức năng",),
        "D",
        ("không được giao tiêu chí 2", "Không có chức năng"),
    ),
    "receipts": (
        (Receipt("A", "Sở A (2).xlsx", datetime(2026, 7, 5, 16, 30), used=True),),  # noqa: DTZ001 - as in the sheet
        ("Sở A (2).xlsx",),
        "A",
        ("16:30 05/7/2026", "dùng tệp Sở A (2).xlsx"),
    ),
    "votes": (
        (vote("A", 9, "Cờ"), vote("B", 6), vote("C", 4)),
        ("Cờ",),
        "A",
        ("bỏ phiếu Cờ, vòng 1: 9/10 phiếu",),
    ),
    "meeting": ((Meeting("present", "9/10"),), ("9/10",), "", ()),
    "next_term": ((NextTerm("head", "B"),), ("Cụm trưởng",), "B", ("Cụm trưởng nhiệm kỳ tới",)),
}


@cache
def with_one(kind: str) -> Results:
    return made(Decisions(**{kind: KINDS[kind][0]}), quorum=Quorum(80, 100))


def test_every_sheet_is_tried() -> None:
    assert set(KINDS) == set(SHEETS)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_decision_stands_in_every_output(kind: str, output: str) -> None:
    given, wanted, _, _ = KINDS[kind]
    shown, without = OUTPUTS[output](with_one(kind)), OUTPUTS[output](made(Decisions(), quorum=Quorum(80, 100)))
    words = ("head",) if (kind, output) == ("next_term", "json") else wanted
    for one in words:
        assert one in shown, (kind, output, one)
    assert shown != without, given


@pytest.mark.parametrize("kind", [kind for kind, line in KINDS.items() if line[2]])
def test_explain_tells_the_decisions_about_a_unit(kind: str) -> None:
    _, _, unit, wanted = KINDS[kind]
    results = with_one(kind)
    found, out = explain(results, unit), io.StringIO()
    show_explanation(Console(file=out, width=400, no_color=True), results, found, "vi")
    told = [one["text"] for one in as_json(found, "vi", 2)["decisions"]]
    for words in wanted:
        assert words.casefold() in out.getvalue().casefold()
        assert any(words in line for line in told), (words, told)
    for line in as_json(found, "en", 2)["decisions"]:
        assert line["text"]


def column(rows: list[list[Any]], sheet: str, place: int) -> list[Any]:
    return [row[place] for row in rows if row[0] == sheet]


def test_the_sheet_of_decisions_has_every_line_and_what_it_changed() -> None:
    lines = {kind: line[0] for kind, line in KINDS.items() if kind != "meeting"}
    lines |= {"excuses": (Excuse("C", Treatment.EXCUSED, "Mới thành lập"),)}
    lines |= {"not_assigned": (NotAssignedDecision("B", "2", "Không có chức năng"),)}
    results = made(Decisions(**lines, meeting=(Meeting("present", "9/10"),)), quorum=Quorum(80, 100))
    rows = sheets_of(results)["Quyết định"]
    count = sum(len(given) for given in lines.values()) + 1
    named = [row for row in rows[2:] if row[0] and row[0] in HEADS]
    assert len(named) == count
    assert rows[1] == ["Trang", "Đơn vị", "Quyết định", "Trước", "Sau", "Lý do, căn cứ", "Người quyết định"]
    assert named[0] == [
        *("Điều chỉnh", "Sở D", "2 Tiêu chí số 2", 10, 35, "Bổ sung minh chứng"),
        "Hội đồng cụm, ngày 08/7/2026",
    ]
    assert column(rows, "Cuộc họp", 5) == ["Cuộc họp có mặt 9/10 thành viên, đủ mức 80%."]


HEADS = (
    *("Điều chỉnh", "Phân định", "Khống chế", "Không xét", "Miễn nộp", "Không giao", "Nhận phiếu", "Bỏ phiếu"),
    *("Cuộc họp", "Nhiệm kỳ tới"),
)


def effects(results: Results) -> list[list[Any]]:
    rows = sheets_of(results)["Quyết định"]
    first = next(number for number, row in enumerate(rows) if str(row[0]).startswith("Thay đổi"))
    return [row[1:6] for row in rows[first + 1 :] if row[1]]


def test_before_and_after_with_the_sheets_that_did_it() -> None:
    lines = Decisions(adjustments=KINDS["adjustments"][0], class_caps=KINDS["class_caps"][0])
    assert effects(made(lines)) == [
        ["Sở A", "Xếp loại", "Tốt", "Khá", "Khống chế"],
        ["Sở D", "Tổng điểm", 30, 55, "Điều chỉnh"],
    ]
    moved = Decisions(adjustments=(Adjustment("D", "2", None, D(50), "x"), Adjustment("D", "1", None, D(45), "x")))
    assert ["Sở A", "Thứ hạng", 1, 2, "theo thay đổi của đơn vị khác"] in effects(made(moved))


def test_votes_on_a_tie_are_told_as_what_moved_the_ranks() -> None:
    lines = Decisions(votes=(vote("B", 6), vote("C", 4)))
    assert effects(made(lines)) == [["Sở C", "Thứ hạng", 2, 3, "Bỏ phiếu"]]


def test_nothing_decided_and_no_awards_make_no_sheets() -> None:
    assert {"Quyết định", "Khen thưởng"}.isdisjoint(sheets_of(made(Decisions(), awards=())))
    assert "Khen thưởng" in sheets_of(made(Decisions()))


def award_rows(results: Results, number: int) -> tuple[list[str], list[list[Any]]]:
    """The sentences and the units of an award (counted from 1)."""
    rows = sheets_of(results)["Khen thưởng"][2:]
    starts = [at for at, row in enumerate(rows) if re.match(r"\d\. ", str(row[0]))]
    block = rows[starts[number - 1] + 1 : [*starts, len(rows)][number]]
    return [row[0] for row in block if isinstance(row[0], str)], [row for row in block if isinstance(row[0], int)]


def test_the_sheet_of_awards_tells_quota_votes_and_reasons() -> None:
    lines = Decisions(
        votes=(vote("A", 5, "Cờ"), vote("A", 7, "Cờ", 2), vote("B", 8, "Cờ")),
        award_bars=(AwardBar("C", None, "=Đang thanh tra"),),
    )
    results = made(lines)
    facts, units = award_rows(results, 1)
    assert facts == [
        "Số lượng: 1.",
        "Điều kiện: không có điều kiện riêng.",
        "Phiếu tối thiểu: 80% tổng số thành viên có quyền bỏ phiếu, kể cả người vắng; tính theo vòng cuối.",
        "Đề nghị: Sở B.",
    ]
    assert [row[1:2] + row[4:] for row in units] == [
        ["Sở A", "7/10", "8", "Không", "không đủ số phiếu tối thiểu", "–"],
        ["Sở B", "8/10", "8", "Có", None, "Đề nghị"],
        ["Sở C", None, None, "Không", "không xét theo quyết định: =Đang thanh tra", "–"],
        ["Sở D", None, None, "Không", "chưa có kết quả bỏ phiếu", "–"],
    ]
    facts, units = award_rows(results, 2)
    assert facts[0] == ("Số lượng: 50% của 4 đơn vị (không kể đơn vị được miễn) là 2, làm tròn xuống thành 2.")
    assert [row[7:] for row in units] == [
        [None, "Đề nghị"],
        ["đã xét Cờ", "–"],
        ["không xét theo quyết định: =Đang thanh tra", "–"],
        ["xếp loại không thuộc loại được xét (Khá)", "–"],
    ]


def test_a_tie_across_the_edge_and_a_quota_that_is_exhausted() -> None:
    one = (AwardRule("Cờ", D(2)),)
    facts, units = award_rows(made(Decisions(), awards=one, ties=()), 1)
    assert facts[-1].startswith("Sở B, Sở C đồng hạng ở mức cuối: 2 đơn vị cho 1 suất")
    assert [row[8] for row in units] == ["Đề nghị", *["Đồng hạng ở mức cuối, chờ phân định"] * 2, "Hết số lượng"]


def test_an_undecided_award_says_why() -> None:
    lines = Decisions(meeting=(Meeting("present", "7/10"),))
    facts, units = award_rows(made(lines, awards=(AwardRule("Cờ", D(1)),), quorum=Quorum(4, 5)), 1)
    assert facts[-2:] == [
        "Chưa quyết định, vì cuộc họp có mặt 7/10 thành viên, chưa đủ mức 4/5.",
        "Đủ điều kiện theo thứ hạng, chờ quyết định: Sở A.",
    ]
    assert [row[8] for row in units][:2] == ["Chờ quyết định", "Hết số lượng"]


def test_votes_as_a_fraction_are_shown_as_one() -> None:
    exact = (D(200) / 3).quantize(D("1E-12"))
    facts, _ = award_rows(made(Decisions(), awards=(AwardRule("Cờ", D(1), votes=exact),)), 1)
    assert facts[2].startswith("Phiếu tối thiểu: 2/3 tổng số")


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    lines = Decisions(class_caps=(ClassCap("A", "Khá", '=HYPERLINK("http://x")'),), meeting=(Meeting("place", "@SUM"),))
    workbook.write(made(lines), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Quyết định"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_same_bytes_in_each_language_and_print_setup(tmp_path: Path, language: str) -> None:
    results = replace(with_one("adjustments"), scores=tuple(with_one("adjustments").scores))
    for name in ("one", "two"):
        workbook.write(results, tmp_path / f"{name}.xlsx", language)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    for name in {"vi": ("Quyết định", "Khen thưởng"), "en": ("Decisions", "Awards")}[language]:
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.freeze_panes) == ("landscape", 9, "A3")
        assert sheet.print_title_rows == "$2:$2"


def test_sentences_stay_short_in_a_large_cluster() -> None:
    """One sentence a reason and a kind, however many units: a report of sixty units is still to be signed."""
    units = [f"U{number}" for number in range(60)]
    agreed = builders.cluster(
        ("1", "direct", 100), units=" ".join(units), awards=(AwardRule("Cờ", D(1), ranks=(99, 99)),)
    )
    sent = {unit: builders.submission(agreed, {"1": 90 - at}, unit) for at, unit in enumerate(units)}
    lines = tuple(Receipt(unit, f"{unit}.xlsx", date(2026, 7, 5), used=True) for unit in units)
    results = tally(agreed, Collection(sent, [], []), Decisions(receipts=lines))
    said = [*decided(results, "vi"), *awards(results, "vi")]
    assert len(said) == 4
    assert sum("và 48 đơn vị khác" in line for line in said) == 3


def test_a_very_large_cluster_lists_only_who_came_into_question(tmp_path: Path) -> None:
    units = [f"U{number}" for number in range(310)]
    agreed = builders.cluster(("1", "direct", 1000), units=" ".join(units), awards=(AwardRule("Cờ", D(2)),))
    sent = {unit: builders.submission(agreed, {"1": 900 - at}, unit) for at, unit in enumerate(units)}
    results = tally(agreed, Collection(sent, [], []), Decisions(next_term=(NextTerm("head", "U1"),)))
    _, rows = award_rows(results, 1)
    assert [row[1] for row in rows] == ["Sở U0", "Sở U1"]
    assert sheets_of(results)["Quyết định"][2][:3] == ["Nhiệm kỳ tới", "Sở U1", "Cụm trưởng"]
