"""One file for each unit: which is used, why, and what is said of the others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from builders import HEADER, cluster, codes, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.decisions import Receipt
from emulation_cli.intake.collect import Collection, choose, collect
from emulation_cli.intake.receive import Received
from emulation_cli.intake.sent import VIETNAM
from emulation_cli.problems import Place, problem

DEADLINE = date(2026, 6, 20)
AGREED = cluster(("1", "direct", 10), ("2", "count", 20, {"points": 5}), units="A B C", deadline=DEADLINE)
IN_TIME = datetime(2026, 6, 18, 9, tzinfo=VIETNAM)
LATE = datetime(2026, 6, 21, 9, tzinfo=VIETNAM)


def received(
    file: str, unit: str | None, score: Any = None, sent: datetime | None = None, bytes_: str = "", *codes: str
) -> Received:
    """A file of a unit; without a score there is nothing usable in it."""
    found = [problem(code, Place(file), unit) for code in codes]
    usable = None
    if score is not None and unit is not None:
        usable = submission(AGREED, {"1": score, "2": 1}, unit, sent=sent)
        usable.file = file
    return Received(file, bytes_ or file, unit, usable, sent, found)


def chosen(*files: Received, receipts: Sequence[Receipt] = ()) -> Collection:
    return choose(files, AGREED, receipts=receipts)


def said(found: Collection) -> list[tuple[str, str | None]]:
    codes(found.problems)
    return [(one.code, one.unit) for one in found.problems]


def reasons(found: Collection) -> dict[str, tuple[bool, str]]:
    return {one.file: (one.used, one.why) for one in found.inputs}


ALL = (received("b.xlsx", "B", 8, IN_TIME), received("c.xlsx", "C", 7, IN_TIME))


def test_one_good_file_a_unit_needs_no_word() -> None:
    found = chosen(received("a.xlsx", "A", 9, IN_TIME), *ALL)
    assert (said(found), list(found.submissions)) == ([], ["A", "B", "C"])
    assert reasons(found) == dict.fromkeys(("a.xlsx", "b.xlsx", "c.xlsx"), (True, "used"))


def test_a_missing_sheet_is_an_error_and_no_zero() -> None:
    found = chosen(*ALL)
    assert (said(found), list(found.submissions)) == ([("sheet-missing", "A")], ["B", "C"])


def test_no_file_at_all_leaves_every_unit_missing() -> None:
    found = chosen()
    assert said(found) == [("sheet-missing", unit) for unit in "ABC"]
    assert (found.submissions, found.inputs) == ({}, [])


def test_a_late_sheet_is_used_with_a_warning() -> None:
    found = chosen(received("a.xlsx", "A", 9, LATE), *ALL)
    assert (said(found), found.submissions["A"].file) == ([("sheet-late", "A")], "a.xlsx")


def test_of_several_files_the_newest_is_used_and_the_others_are_listed() -> None:
    old = received("z cũ.xlsx", "A", 5, IN_TIME - timedelta(days=3))
    new = received("a mới.xlsx", "A", 9, IN_TIME)
    found = chosen(old, new, *ALL)
    assert said(found) == [("several-sheets", "A")]
    assert dict(found.problems[0].params)["others"] == "z cũ.xlsx"
    assert reasons(found)["z cũ.xlsx"] == (False, "older")
    assert reasons(found)["a mới.xlsx"] == (True, "used")


def test_the_newest_before_the_deadline_wins_over_a_later_one() -> None:
    found = chosen(received("a1.xlsx", "A", 5, IN_TIME), received("a2.xlsx", "A", 9, LATE), *ALL)
    assert (found.submissions["A"].file, said(found)) == ("a1.xlsx", [("several-sheets", "A")])


def test_a_file_of_known_time_wins_over_one_of_unknown_time() -> None:
    found = chosen(received("a1.xlsx", "A", 5, IN_TIME), received("a2.xlsx", "A", 9), *ALL)
    assert found.submissions["A"].file == "a1.xlsx"


def test_copies_of_one_file_are_no_question() -> None:
    files = (received("a.xlsx", "A", 9, IN_TIME, "same"), received("b/a.xlsx", "A", 9, IN_TIME, "same"))
    found = chosen(*files, *ALL)
    assert said(found) == []
    assert sorted(reasons(found).items())[0:2] == [("a.xlsx", (False, "same_bytes")), ("b.xlsx", (True, "used"))]


def test_an_unreadable_file_beside_a_good_one_is_told_and_not_used() -> None:
    bad = received("a hỏng.xlsx", "A", None, None, "", "file-empty")
    found = chosen(bad, received("a.xlsx", "A", 9, IN_TIME), *ALL)
    assert (said(found), found.submissions["A"].file) == ([("file-empty", "A")], "a.xlsx")
    assert reasons(found)["a hỏng.xlsx"] == (False, "unreadable")


def test_the_findings_of_a_file_that_is_not_used_are_not_the_unit_s() -> None:
    old = received("a1.xlsx", "A", 5, IN_TIME - timedelta(days=1), "", "number-as-text", "evidence-missing")
    old.problems = old.problems[1:]
    assert said(chosen(old, received("a2.xlsx", "A", 9, IN_TIME), *ALL)) == [("several-sheets", "A")]


def test_a_file_of_nobody_is_listed_and_its_findings_kept() -> None:
    stranger = received("x.xlsx", None, None, None, "", "unit-not-found")
    found = chosen(stranger, received("a.xlsx", "A", 9, IN_TIME), *ALL)
    assert said(found) == [("unit-not-found", None)]
    assert reasons(found)["x.xlsx"] == (False, "unit_unknown")


def test_two_units_with_the_same_answers_are_a_warning() -> None:
    found = chosen(received("a.xlsx", "A", 8, IN_TIME), *ALL)
    assert said(found) == [("sheets-identical", "B")]
    assert dict(found.problems[0].params)["other"] == "a.xlsx"


def test_two_blank_sheets_are_not_called_identical() -> None:
    blank = [Received(f"{u}.xlsx", u, u, submission(AGREED, {}, u), IN_TIME) for u in "ABC"]
    assert said(chosen(*blank)) == []


@given(st.data())
@settings(max_examples=50)
def test_the_order_of_files_does_not_matter(data: st.DataObject) -> None:
    times = st.sampled_from([None, IN_TIME, LATE, IN_TIME - timedelta(days=1)])
    units, scores = st.sampled_from(["A", "B", "C", None]), st.sampled_from([None, 5, 6])
    drawn = data.draw(st.lists(st.tuples(units, scores, times, st.sampled_from(["", "x"])), max_size=7))
    files = [received(f"{number}.xlsx", *one) for number, one in enumerate(drawn)]
    one, other = chosen(*files), chosen(*data.draw(st.permutations(files)))
    assert {unit: used.file for unit, used in one.submissions.items()} == {
        unit: used.file for unit, used in other.submissions.items()
    }
    assert one.inputs == other.inputs
    assert sorted(map(repr, one.problems)) == sorted(map(repr, other.problems))


# Nhận phiếu


def test_what_was_recorded_is_the_only_word_on_late() -> None:
    late = received("a.xlsx", "A", 9, LATE)
    on_time = Receipt("A", "a.xlsx", datetime(2026, 6, 20, 16, tzinfo=VIETNAM))
    assert said(chosen(late, *ALL, receipts=[on_time])) == []
    assert said(chosen(late, *ALL, receipts=[Receipt("A", "", date(2026, 6, 20))])) == []
    others = [Receipt("B", "a.xlsx", date(2026, 6, 20))]
    assert said(chosen(late, *ALL, receipts=others)) == [("decision-time-unused", "B"), ("sheet-late", "A")]
    early = received("a.xlsx", "A", 9, IN_TIME)
    recorded_late = Receipt("A", "A.XLSX", datetime(2026, 6, 21, 8, tzinfo=VIETNAM).replace(tzinfo=None))
    assert said(chosen(early, *ALL, receipts=[recorded_late])) == [("sheet-late", "A")]
    assert chosen(early, *ALL, receipts=[recorded_late]).inputs[0].sent == datetime(2026, 6, 21, 8, tzinfo=VIETNAM)


def test_what_was_recorded_is_the_only_word_on_which_file() -> None:
    files = (received("a1.xlsx", "A", 5, IN_TIME - timedelta(days=3)), received("x/a2.xlsx", "A", 9, IN_TIME))
    found = chosen(*files, *ALL, receipts=[Receipt("A", "a1.xlsx", used=True)])
    assert (found.submissions["A"].file, said(found)) == ("a1.xlsx", [])
    found = chosen(*files, *ALL, receipts=[Receipt("A", "a2.xlsx", used=False)])
    assert (found.submissions["A"].file, said(found)) == ("a1.xlsx", [])
    assert reasons(found)["x/a2.xlsx"] == (False, "set_aside")
    assert chosen(*files, *ALL, receipts=[Receipt("B", "a1.xlsx", used=True)]).submissions["A"].file == "x/a2.xlsx"


def test_a_line_about_the_time_alone_does_not_take_back_which_file() -> None:
    files = (received("a1.xlsx", "A", 5, IN_TIME - timedelta(days=3)), received("a2.xlsx", "A", 9, IN_TIME))
    lines = [Receipt("A", "a1.xlsx", used=True), Receipt("A", "", date(2026, 6, 19))]
    for receipts in (lines, lines[::-1]):
        assert chosen(*files, *ALL, receipts=receipts).submissions["A"].file == "a1.xlsx"


def test_a_unit_whose_every_file_was_set_aside_has_no_sheet_and_is_told() -> None:
    found = chosen(received("a.xlsx", "A", 9, IN_TIME), *ALL, receipts=[Receipt("A", "", used=False)])
    assert (said(found), list(found.submissions)) == ([("sheet-missing", "A")], ["B", "C"])
    assert reasons(found)["a.xlsx"] == (False, "set_aside")


def test_what_is_said_of_one_file_goes_before_what_is_said_of_the_unit() -> None:
    files = (received("a.xlsx", "A", 9, LATE), *ALL)
    lines = [Receipt("A", "a.xlsx", date(2026, 6, 20)), Receipt("A", "", date(2026, 6, 22))]
    for receipts in (lines, lines[::-1]):
        assert said(chosen(*files, receipts=receipts)) == []


def test_a_line_that_names_no_file_of_the_unit() -> None:
    files = (received("Sở A (2).xlsx", "A", 9, IN_TIME), *ALL)
    [one] = chosen(*files, receipts=[Receipt("A", "Sở A (3).xlsx", used=True, row=4)]).problems
    assert (one.code, one.unit, str(one.severity)) == ("decision-file-missing", "A", "error")
    assert one.place == Place("decisions.xlsx", "Nhận phiếu", "4:4")
    assert dict(one.params) == {"written": "Sở A (3).xlsx", "near": "Sở A (2).xlsx"}
    [one] = chosen(*files, receipts=[Receipt("A", "cũ.xlsx", date(2026, 6, 19), row=2)]).problems
    assert (one.code, str(one.severity)) == ("decision-time-unused", "warning")
    assert said(chosen(*files, receipts=[Receipt("A", "cũ.xlsx", used=False)])) == []  # set aside, and gone since
    assert said(chosen(*files, receipts=[Receipt("A", "con\\SỞ A (2).xlsx", used=True)])) == []


# From real files


def save(path: Path, unit: str, rows: Sequence[Sequence[Any]], modified: datetime = IN_TIME) -> None:
    """A small issued sheet on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": modified})
    table = book.add_worksheet("Bảng chấm điểm")
    for number, row in enumerate([HEADER, *rows]):
        table.write_row(number, 0, row)
    hidden = book.add_worksheet("_emul")
    facts = {"cluster": AGREED.name, "period": AGREED.period, "unit": unit, "digest": AGREED.tree.digest}
    for number, pair in enumerate(facts.items()):
        hidden.write_row(number, 0, pair)
    book.close()


def rows_of(score: Any, count: Any) -> list[list[Any]]:
    one, two = AGREED.criteria
    return [["1", "1", one.text, 10, "", "", "", score], ["2", "2", two.text, 20, "", "", count]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path / "đợt 1" / "Sở A.xlsx", "A", rows_of("9,5", 3))
    save(tmp_path / "Sở B.xlsx", "B", rows_of(8, 2))
    save(tmp_path / "Sở C.xlsx", "C", rows_of(7.25, "một"))
    (tmp_path / "~$Sở C.xlsx").write_bytes(b"x")
    (tmp_path / "ảnh.pdf").write_bytes(b"%PDF")
    (tmp_path / "Sở B (2).xlsx").write_bytes(b"")
    return tmp_path


def test_a_folder_is_read_with_its_subfolders(folder: Path) -> None:
    found = collect([folder], AGREED, workers=1)
    scores = {unit: str(used.entries["1"].self_score) for unit, used in found.submissions.items()}
    assert scores == {"A": "9.5", "B": "8", "C": "7.25"}
    assert sorted((one.code, one.unit) for one in found.problems) == [
        ("file-empty", "B"),
        ("file-skipped", None),
        ("number-as-text", "A"),
        ("number-unreadable", "C"),
    ]
    assert [one.file for one in found.inputs] == ["Sở B (2).xlsx", "Sở B.xlsx", "Sở C.xlsx", "đợt 1/Sở A.xlsx"]


def test_files_given_one_by_one_in_any_order_give_the_same(folder: Path) -> None:
    files = [folder / "Sở B.xlsx", folder / "đợt 1" / "Sở A.xlsx", folder / "Sở C.xlsx"]
    one, other = (collect(paths, AGREED, workers=1) for paths in (files, files[::-1]))
    assert one == other
    assert collect([*files, *files], AGREED, workers=1) == one


def test_the_number_of_workers_does_not_show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = collect([folder], AGREED, workers=1)
    monkeypatch.setattr("emulation_cli.intake.receive.PAYS", 1)
    assert collect([folder], AGREED, workers=2) == alone


def test_a_worker_that_dies_takes_nothing_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = collect([folder], AGREED, workers=1)
    monkeypatch.setattr("emulation_cli.intake.receive.PAYS", 1)
    monkeypatch.setattr("emulation_cli.intake.receive._prepare", os._exit)  # each worker ends before its first file
    assert collect([folder], AGREED, workers=2) == alone


@pytest.mark.parametrize(("tick", "appraised"), [("x", True), ("có", True), ("không", False), ("", False)])
def test_a_sheet_is_appraised_where_its_title_says_so(tmp_path: Path, tick: str, appraised: bool) -> None:
    path = tmp_path / "Sở A.xlsx"
    book = xlsxwriter.Workbook(path)
    table = book.add_worksheet("Bảng chấm điểm")
    table.write_row(0, 0, ["Đã thẩm định", tick])
    table.write_row(1, 0, ["Người thẩm định", "Nguyễn Văn B"])
    for number, row in enumerate([HEADER, *rows_of(9, 1)], 3):
        table.write_row(number, 0, row)
    book.close()
    used = collect([path], AGREED, workers=1).submissions["A"]
    assert (used.appraised, used.appraiser) == (appraised, "Nguyễn Văn B")
