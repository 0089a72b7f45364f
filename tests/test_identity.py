"""Whose sheet it is (reading.md, "Who sent what"): hidden id, title lines, file name; disagreement is a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from builders import cluster, codes, sheet, workbook

from emulation_cli.cluster.model import Unit
from emulation_cli.intake.identity import Identity, Names, identify

AGREED = replace(
    cluster(("1", "direct", 10)),
    units=(
        Unit("NV", "Sở Nội vụ"),
        Unit("YT", "Sở Y tế"),
        Unit("YTDP", "Sở Y tế dự phòng"),
        Unit("LT", "Ủy ban Lệ Thủy", ("Huyện Lệ Thuỷ", "UBND Lệ Thủy")),
        Unit("SN", "Xã Sen Ngữ"),
        Unit("SN2", "Xã Sen Ngư"),
    ),
)
NAMES = Names(AGREED)


def identified(
    titles: Sequence[str] = (), name: str = "phiếu.xlsx", **facts: str
) -> tuple[Identity, list[tuple[str, str | None]]]:
    book = workbook(sheet("Bảng chấm điểm", [[title] for title in titles]), name=name)
    if facts:
        said = {"cluster": AGREED.name, "period": AGREED.period, "digest": AGREED.tree.digest, **facts}
        book.sheets.append(sheet("_emul", list(said.items())))
    identity, problems = identify(book, AGREED, NAMES)
    codes(problems)
    return identity, [(one.code, one.unit) for one in problems]


def test_the_hidden_id_comes_first() -> None:
    assert identified(unit="NV") == (Identity("NV", "hidden"), [])
    assert identified(["Sở Nội vụ"], "Sở Nội vụ.xlsx", unit="NV") == (Identity("NV", "hidden"), [])


def test_then_the_title_lines_then_the_file_name() -> None:
    assert identified(["PHIẾU CHẤM ĐIỂM", "Đơn vị: SỞ NỘI VỤ"]) == (Identity("NV", "title"), [])
    assert identified(name="Phieu_Sở Nội vụ_lần 2.xlsx") == (Identity("NV", "file"), [])
    assert identified(["Sở Nội vụ"], "thư mục/Sở Nội vụ.xlsx") == (Identity("NV", "title"), [])


def test_a_disagreement_is_never_silent() -> None:
    assert identified(["Sở Y tế"], unit="NV") == (Identity("NV", "hidden"), [("unit-disagrees", "NV")])
    assert identified(["Sở Y tế"], "Sở Nội vụ.xlsx") == (
        Identity("YT", "title"),
        [("unit-file-name-disagrees", "YT")],
    )
    assert identified(name="Sở Y tế.xlsx", unit="NV") == (
        Identity("NV", "hidden"),
        [("unit-file-name-disagrees", "NV")],
    )
    assert [code for code, _ in identified(["Sở Y tế"], "Xã Sen Ngư.xlsx", unit="NV")[1]] == [
        "unit-disagrees",
        "unit-file-name-disagrees",
    ]


def test_several_names_are_not_chosen_between() -> None:
    assert identified(["Sở Nội vụ", "Sở Y tế"]) == (Identity(None), [("unit-ambiguous", None)])
    assert identified(name="Sở Nội vụ - Sở Y tế.xlsx") == (Identity(None), [("unit-ambiguous", None)])
    # the unit's own name among others in the title is no disagreement with its hidden id
    assert identified(["Sở Nội vụ", "Kính gửi: Sở Y tế"], unit="NV") == (Identity("NV", "hidden"), [])


def test_a_name_inside_a_longer_one_does_not_count() -> None:
    assert identified(["Sở Y tế dự phòng"]) == (Identity("YTDP", "title"), [])
    assert identified(["Sở Y tế dự phòng và Sở Y tế"])[0] == Identity(None)
    assert identified(["Sở Y tếp"])[1] == [("unit-near", None)]


@pytest.mark.parametrize("title", ["Ủy ban Lệ Thuỷ", "ỦY BAN  LỆ THỦY", "huyện lệ thủy", "UBND Lệ Thuỷ:"])
def test_other_names_tone_placement_case_and_spaces_are_known(title: str) -> None:
    assert identified([title]) == (Identity("LT", "title"), [])


def test_two_places_that_differ_by_a_mark_stay_two() -> None:
    assert identified(["Xã Sen Ngữ"])[0] == Identity("SN", "title")
    assert identified(["Xã Sen Ngư"])[0] == Identity("SN2", "title")


def test_a_near_name_is_a_suggestion_and_never_taken() -> None:
    assert identified(name="So Noi vu.xlsx") == (Identity(None), [("unit-near", None)])
    assert identified(name="abc.xlsx") == (Identity(None), [("unit-not-found", None)])


def test_an_unknown_hidden_id_is_said_and_the_title_decides() -> None:
    assert identified(["Sở Nội vụ"], unit="XX") == (Identity("NV", "title"), [("unit-unknown", None)])
    assert identified(unit="XX")[0] == Identity(None)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"cluster": "Cụm số 3"}, "sheet-of-another-cluster"),
        ({"period": "năm 2025"}, "sheet-of-another-period"),
        ({"digest": "0" * 16}, "criteria-changed"),
    ],
)
def test_another_cluster_period_or_version_has_its_own_code(facts: dict[str, Any], code: str) -> None:
    assert identified(unit="NV", **facts) == (Identity("NV", "hidden"), [(code, None)])


def test_the_name_of_cluster_and_period_may_be_spelt_with_other_case() -> None:
    assert identified(unit="NV", cluster="CỤM  SỐ 2", period="6 Tháng đầu năm 2026")[1] == []


def test_a_unit_that_a_criterion_names_is_no_title() -> None:
    header = ["TT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm tự chấm"]
    rows = [
        ["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Sở Nội vụ"],
        header,
        ["1", "Phối hợp với Sở Y tế", 10],
    ]
    book = workbook(sheet("Bảng chấm điểm", rows), name="phiếu.xlsx")
    assert identify(book, AGREED, NAMES) == (Identity("NV", "title"), [])


def test_titles_are_short_texts_in_the_first_rows() -> None:
    for row, unit in ((15, "NV"), (16, None)):
        book = workbook(sheet("S", [["Sở Nội vụ"]], first_row=row), name="x.xlsx")
        assert identify(book, AGREED, NAMES)[0].unit == unit
    prose = "Sở Nội vụ " + "đã hoàn thành nhiệm vụ " * 13
    assert identified([prose])[0] == Identity(None)


def test_all_names_that_were_found_are_listed() -> None:
    book = workbook(sheet("S", [["Sở Y tế"], ["Sở Nội vụ"]]), name="x.xlsx")
    assert [dict(one.params)["names"] for one in identify(book, AGREED, NAMES)[1]] == ["Sở Nội vụ, Sở Y tế"]


def test_the_titles_of_the_hidden_sheet_are_not_titles() -> None:
    book = workbook(sheet("_emul", [["unit", "Sở Nội vụ"]]), name="x.xlsx")
    assert identify(book, AGREED, NAMES)[0] == Identity(None)
