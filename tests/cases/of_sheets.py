"""Sheets as people change them: rows, columns, headers, tabs; and tables that the tool did not issue."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import xlsxwriter
from builders import criteria
from cases.agreed import CLUSTER, IN_TIME, Desk
from cases.registry import Files, case
from cases.spoiling import Book, Formula

from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.answers import Answer
from emulation_cli.spreadsheet.legacy_text import TCVN3, VNI, Coding

D = Decimal

# Issued sheets: rows


@case()
def rows_inserted(desk: Desk) -> Book:
    """Notes and outcome lines typed into rows of their own: each row still knows its criterion by its hidden path."""
    book = desk.book()
    book.table.insert(9, B="Ghi chú: quy chế ban hành ngày 10/3").insert(8, A="-", B="Kết quả: hoàn thành 12/12 việc")
    return book


@case()
def row_inserted_with_score(desk: Desk) -> Book:
    """A row of the unit's own, with a score that belongs to no criterion."""
    book = desk.book()
    book.table.insert(9, B="Công việc đột xuất", G=3)
    return book


@case()
def subtotal_inserted(desk: Desk) -> Book:
    """A line "Cộng mục I" that the unit likes to see: right, so nothing to say."""
    book = desk.book()
    book.table.insert(13, B="Cộng mục I", G=D("58.5"))
    return book


@case()
def subtotal_inserted_wrong(desk: Desk) -> Book:
    """The same, added up wrongly."""
    book = desk.book()
    book.table.insert(13, B="Cộng mục I", G=D("60"))
    return book


@case()
def rows_sorted(desk: Desk) -> Book:
    """The whole table sorted by score: hidden paths move with their rows."""
    book = desk.book()
    book.table.renumber({row: 29 - row for row in range(6, 24)})
    return book


@case()
def row_copied(desk: Desk) -> Book:
    """A row copied and pasted below, the second with another score: which one counts?"""
    book = desk.book()
    book.table.copy(7, 8).put({"G8": 19})
    return book


@case()
def row_deleted(desk: Desk) -> Book:
    """A row that "does not concern us" deleted."""
    book = desk.book()
    book.table.delete(9)
    return book


@case()
def rows_hidden(desk: Desk) -> Book:
    """A filter left on: rows with scores are out of sight, and count all the same."""
    book = desk.book()
    book.table.hide_rows(7, 9, 10)
    return book


@case()
def empty_rows_hidden(desk: Desk) -> Book:
    """Hidden rows that hold no figures hurt nobody."""
    book = desk.book()
    book.table.insert(9, B="Ghi chú nội bộ").hide_rows(9, 25)
    return book


@case()
def text_edited(desk: Desk) -> Book:
    """The wording of a criterion made easier."""
    book = desk.book()
    book.table.put({"B7": "Xây dựng kế hoạch công tác"})
    return book


@case()
def text_respelt(desk: Desk) -> Book:
    """The same words in another Unicode form, with other spaces and capitals: the same criterion."""
    book = desk.book()
    book.table.put({"B7": "XÂY DỰNG  và thực hiện kế hoạch công tác ", "B8": "Ban hành quy chế phối hợp"})
    return book


@case()
def maximum_edited(desk: Desk) -> Book:
    """The maximum raised, and the score with it."""
    book = desk.book({"1.1": 25})
    book.table.put({"C7": 30})
    return book


@case()
def path_wiped(desk: Desk) -> Book:
    """A row cleared and typed anew, the hidden path gone with it."""
    book = desk.book()
    book.table.put({"O9": None})
    return book


@case()
def path_unknown(desk: Desk) -> Book:
    """A row of an older form that the table no longer has."""
    book = desk.book()
    book.table.insert(9, A="2a", B="Tiêu chí cũ", C=5, G=4, O="1.9")
    return book


# Issued sheets: columns, merges, the whole


@case()
def columns_moved(desk: Desk) -> Book:
    """The score moved before the result, where the unit is used to it."""
    book = desk.book()
    book.table.columns({"E": "G", "G": "E", "I": "J", "J": "I"})
    return book


@case()
def column_inserted(desk: Desk) -> Book:
    """A column of the unit's own between the others."""
    book = desk.book()
    moves = {chr(letter): chr(letter + 1) for letter in range(ord("F"), ord("Q"))}
    book.table.columns(moves).put({"F5": "Phòng phụ trách", "F7": "Phòng Kế hoạch", "F9": 99})
    return book


@case()
def columns_hidden(desk: Desk) -> Book:
    """The column of results hidden "to make it fit the page"."""
    book = desk.book()
    cols = book.parts["xl/worksheets/sheet1.xml"]
    split = b'<col min="5" max="5" width="10"/><col min="6" max="6" width="10" hidden="1" customWidth="1"/>'
    whole = b'<col min="5" max="6" width="10.28515625" customWidth="1"/>'
    assert whole in cols
    book.parts["xl/worksheets/sheet1.xml"] = cols.replace(whole, split)
    return book


@case()
def scores_merged(desk: Desk) -> Book:
    """One score typed over two criteria whose cells were merged: nobody knows whose it is."""
    book = desk.book()
    book.table.put({"G20": 2}).merge("G20:G21")
    return book


@case()
def results_merged(desk: Desk) -> Book:
    """The same for results."""
    book = desk.book()
    book.table.merge("F9:F10")
    return book


@case()
def evidence_merged(desk: Desk) -> Book:
    """One document named as evidence for several criteria: it stands for each row that it covers."""
    book = desk.book({"1.2": Answer(actual=D(1)), "1.1": Answer(self_score=D("15.5"), evidence="Báo cáo số 15")})
    book.table.merge("I7:I9")
    return book


@case()
def header_reworded(desk: Desk) -> Book:
    """Headings as other forms have them."""
    book = desk.book()
    book.table.put({"C5": "Thang điểm (1)", "G5": "Đơn vị tự chấm", "A5": "STT"})
    return book


@case()
def header_destroyed(desk: Desk) -> Book:
    """The heading of the scores overwritten."""
    book = desk.book()
    book.table.put({"G5": "Quý II"})
    return book


@case()
def commented_and_unprotected(desk: Desk) -> Book:
    """Protection taken off, a comment with a number in it: neither changes what the cells say."""
    book = desk.book().replace("xl/worksheets/sheet1.xml", '<sheetProtection sheet="1"', '<sheetProtection sheet="0"')
    note = '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList>'
    note += '<comment ref="G7"><text><t>Lan: sửa thành 18</t></text></comment></commentList></comments>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    links += f'<Relationship Id="rId1" Type="{kind}" Target="../comments1.xml"/></Relationships>'
    book.parts["xl/comments1.xml"] = note.encode()
    book.parts["xl/worksheets/_rels/sheet1.xml.rels"] = links.encode()
    return book


@case()
def sheet_renamed(desk: Desk) -> Book:
    """The tab renamed after the unit."""
    return desk.book().rename_sheet("SYT 6T")


@case()
def sheets_added(desk: Desk) -> Book:
    """A cover and an annex with figures of their own."""
    cover = _sheet([["BÁO CÁO TỰ CHẤM ĐIỂM"], ["Sở Y tế"]])
    annex = _sheet([["TT", "Công trình", "Vốn"], [1, "Trạm y tế", 12], [2, "Bệnh viện", 340]])
    return desk.book().add_sheet("Bìa", cover, first=True).add_sheet("Phụ lục", annex)


@case()
def second_table(desk: Desk) -> Book:
    """A copy of the sheet beside it, with other scores: which one is meant?"""
    book = desk.book()
    return book.add_sheet("Bảng chấm điểm (2)", desk.book({"1.1": 19}).parts["xl/worksheets/sheet1.xml"])


@case()
def table_hidden(desk: Desk) -> Book:
    """The only table there is stands in a hidden sheet; what can be seen is a cover."""
    cover = _sheet([["BÁO CÁO TỰ CHẤM ĐIỂM"], ["Sở Y tế"]])
    return desk.book().rename_sheet("Bảng chấm điểm", state="hidden").add_sheet("Bìa", cover, first=True)


@case()
def blank_original_hidden(desk: Desk) -> Book:
    """The blank form hidden, a filled copy beside it: what can be seen is meant."""
    book = desk.book()
    book.add_sheet("Bảng chấm điểm (2)", book.parts["xl/worksheets/sheet1.xml"])
    typed = [*(f"G{row}" for row in (7, 20, 21, 23)), *(f"F{row}" for row in (8, 9, 10, 11, 12, 14, 15, 17, 18)), "E14"]
    book.table.put(dict.fromkeys(typed))
    return book.rename_sheet("Bảng chấm điểm", state="hidden")


# Sheets of another time or place


_ELSEWHERE = Cluster(
    name="Cụm thi đua số 7",
    period=CLUSTER.period,
    units=CLUSTER.units,
    criteria=criteria(*((f"{n}", "direct", 10, {"text": f"Nhiệm vụ riêng thứ {n}"}) for n in range(1, 11))),
    deadline=CLUSTER.deadline,
)


@case()
def last_year(desk: Desk) -> bytes:
    """Last year's sheet, found first in the folder and sent again."""
    return Desk(replace(desk.cluster, period="Năm 2025"), desk.unit, desk.answers).sheet()


@case(single=False)
def another_cluster(desk: Desk) -> bytes:
    """The sheet of another cluster, of which the unit was a member before: one finding, not thirty."""
    return Desk(_ELSEWHERE, desk.unit, {str(n): Answer(self_score=D(9)) for n in range(1, 11)}).sheet()


def _older(desk: Desk) -> Cluster:
    """The criteria as they were when the sheets went out: one more row, another maximum, another wording."""
    rows = []
    for one in desk.cluster.criteria:
        if one.path == "3.1":
            rows.append(replace(one, maximum=D(4), text="Sáng kiến có phạm vi ảnh hưởng cấp xã"))
        else:
            rows.append(one)
    return replace(desk.cluster, criteria=tuple(rows))


@case()
def older_criteria(desk: Desk) -> bytes:
    """The criteria were changed after the sheets had gone out: what differs is named, the rest counts."""
    return Desk(_older(desk), desk.unit, desk.sound).sheet()


def _without_1_3(desk: Desk) -> Cluster:
    """The criteria before 1.3 was put in: what is 1.4 now was 1.3 then."""
    down = {"1.4": "1.3", "1.5": "1.4", "1.6": "1.5"}
    kept = [one for one in desk.cluster.criteria if one.path != "1.3"]
    rows = [replace(one, path=down[one.path], label=down[one.path][-1]) if one.path in down else one for one in kept]
    targets = tuple(replace(one, criterion=down.get(one.criterion, one.criterion)) for one in desk.cluster.targets)
    return replace(desk.cluster, criteria=tuple(rows), targets=targets)


@case()
def criterion_put_in_between(desk: Desk) -> bytes:
    """A criterion was put in after the sheets had gone out: all below it have other paths now, and the same words."""
    down = {"1.4": "1.3", "1.5": "1.4", "1.6": "1.5"}
    answers = {down.get(path, path): answer for path, answer in desk.sound.items() if path != "1.3"}
    return Desk(_without_1_3(desk), desk.unit, answers).sheet()


# Tables that the tool did not issue


def _sheet(rows: Sequence[Sequence[Any]]) -> bytes:
    """A worksheet part of texts and numbers."""
    made = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str)
                          else f"<c><v>{value}</v></c>" for value in row) + "</row>"
        for row in rows
    )  # fmt: skip
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{made}</sheetData></worksheet>'.encode()


HEADER = ("TT", "Tiêu chí chấm điểm", "Điểm chuẩn", "Chỉ tiêu", "Kết quả", "Tự chấm", "Minh chứng")


def own_table(
    desk: Desk,
    header: Sequence[Sequence[Any]] = (HEADER,),
    merges: Sequence[str] = (),
    title: Sequence[str] = (),
    changes: Any = None,
    after: Sequence[Sequence[Any]] = (),
    name: str = "Sheet1",
    shift: int = 0,
    coding: Coding | None = None,
    font: str = "Calibri",
) -> bytes:
    """The unit's own table with the cluster's criteria, header in row 4; `changes` {path: {column from 0: value}}.

    `coding`: all texts are typed in this old coding, in a font of that name."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": IN_TIME.replace(tzinfo=None)})
    table = book.add_worksheet(name)
    look = book.add_format({"font_name": font})

    def write(row: int, column: int, value: Any) -> None:
        if value is not None:
            written = _encoded(value, coding) if isinstance(value, str) and coding else value
            table.write(row, column, float(written) if isinstance(written, D) else written, look)

    for row, line in enumerate(title or ("UBND TỈNH", desk.unit.name, "BẢNG TỰ CHẤM ĐIỂM")):
        write(row, 0, line)
    for merge in merges:
        table.merge_range(merge, "", look)
    lines = [*header, *(line for _, line in own_rows(desk, changes or {})), *after]
    for row, line in enumerate(lines, 3):
        for column, value in enumerate(line, shift):
            write(row, column, value)
    book.close()
    return buffer.getvalue()


def _encoded(text: str, coding: Coding) -> str:
    """A text as it was typed before Unicode; TCVN3 leaves capitals with a tone to the font."""
    written: dict[str, str] = {}
    for old, new in coding.letters.items():
        written.setdefault(new, old)
    small = {new.upper(): old for new, old in written.items()} if coding is TCVN3 else {}
    return "".join({**small, **written}.get(letter, letter) for letter in text)


def own_rows(desk: Desk, changes: Any) -> list[tuple[str, list[Any]]]:
    """A line for each criterion: label, text, maximum, target, result, score, evidence."""
    rows = []
    for one in desk.cluster.criteria:
        answer = desk.sound.get(one.path, Answer())
        actual: Any = answer.actual
        if one.kind == "pass":
            actual = "đạt" if actual else "không"
        target = desk.cluster.target_of.get((desk.unit.code, one.path))
        line = [one.label, one.text, one.maximum, target.value if target else answer.target, actual, answer.self_score,
                answer.evidence or None]  # fmt: skip
        for column, value in changes.get(one.path, {}).items():
            line[column] = value
        rows.append((one.path, line))
    return rows


@case()
def own_form(desk: Desk) -> bytes:
    """The unit's own table, made from the printed criteria: read by what its header and rows say, and said."""
    return own_table(desk)


@case()
def own_form_two_row_header(desk: Desk) -> bytes:
    """A header of two rows, "Kết quả đánh giá" merged over two columns, with a row of (1)…(7) below."""
    upper = ("TT", "Tiêu chí", "Điểm tối đa", "Thực hiện", None, "Điểm tự chấm", "Minh chứng")
    lower = (None, None, None, "Chỉ tiêu", "Kết quả", None, None)
    ordinals = tuple(f"({n})" for n in range(1, 8))
    merges = ("A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5")
    return own_table(desk, (upper, lower, ordinals), merges)


@case()
def own_form_three_row_header(desk: Desk) -> bytes:
    """Three rows: "Điểm đánh giá" over "Đơn vị" over "Tự chấm"."""
    first = ("STT", "Nội dung tiêu chí", "Thang điểm", "Thực hiện", None, "Điểm đánh giá", "Minh chứng")
    second = (None, None, None, "Giao", "Đạt", "Đơn vị", None)
    third = (None, None, None, "Chỉ tiêu", "Kết quả", "Tự chấm", None)
    merges = ("A4:A6", "B4:B6", "C4:C6", "D4:E4", "G4:G6")
    return own_table(desk, (first, second, third), merges)


@case()
def own_form_other_headings(desk: Desk) -> bytes:
    """Headings of other provinces' forms, with notes behind them."""
    header = ("Số TT", "Nội dung đánh giá", "Điểm quy định (đ)", "Chỉ tiêu", "Kết quả đạt được")
    return own_table(desk, ((*header, "Điểm tự đánh giá (*)", "Tài liệu kiểm chứng"),))


@case()
def own_form_scores_only(desk: Desk) -> bytes:
    """A form with scores and no results: one fact, said once, and only what the kind could give counts."""
    header = ("TT", "Tiêu chí", "Điểm tối đa", "Tự chấm")
    points = {"1.1": 15.5, "1.2": 10, "1.3": 6, "1.4": 8, "1.5": 9, "1.6": 10, "2.3.1": 0, "2.3.2": 6,
              "3.1": 2, "3.2": 0, "4.1": 1}  # fmt: skip
    changes = {one.path: {3: points.get(one.path), 4: None, 5: None, 6: None} for one in desk.cluster.criteria}
    return own_table(desk, (header,), changes=changes)


@case()
def own_form_columns_moved(desk: Desk) -> bytes:
    """The table begins in column C."""
    return own_table(desk, shift=2)


@case()
def own_form_with_sums(desk: Desk) -> bytes:
    """Sums of sections in their headings, "Tổng cộng" below, a note under it."""
    sums = {"1": {5: D("58.5")}, "2": {5: 11}, "3": {5: 2}, "4": {5: 1}}
    changes = {**sums, "1.3": {5: 6}, "1.4": {5: 8}, "1.5": {5: 9}, "1.6": {5: 10}, "1.2": {5: 10}, "2.3.2": {5: 6},
               "2.1": {5: 5}, "2.3.1": {5: 0}}  # fmt: skip
    after = [["", "Tổng cộng", 100, "", "", 70.5], ["", "Ghi chú: số liệu đến 31/5"]]
    return own_table(desk, changes=changes, after=after)


@case()
def own_form_tcvn3(desk: Desk) -> bytes:
    """Typed with .VnTime on an old computer: the letters are other bytes, and are read as what was meant."""
    return own_table(desk, coding=TCVN3, font=".VnTime")


@case()
def own_form_vni(desk: Desk) -> bytes:
    """The same with VNI-Times, as in the South."""
    return own_table(desk, coding=VNI, font="VNI-Times")


@case()
def own_form_mixed_codings(desk: Desk) -> bytes:
    """One evidence pasted from an old paper into a new font: it may be the old coding, or a slip of the keyboard."""
    return own_table(desk, changes={"1.2": {6: "B¸o c¸o 12"}})


@case()
def own_form_reworded(desk: Desk) -> bytes:
    """A criterion retyped with a slip: taken with a warning, its code and place being right."""
    return own_table(desk, changes={"1.1": {1: "Xây dựng và thực hiện kế hoach công tác năm"}})


@case()
def own_form_uncertain(desk: Desk) -> bytes:
    """A criterion retold in the unit's own words: only a suggestion, its row does not count."""
    return own_table(desk, changes={"1.1": {1: "Thực hiện tốt kế hoạch công tác đã xây dựng"}})


@case()
def own_form_maximum_changed(desk: Desk) -> bytes:
    """Another maximum than was agreed."""
    return own_table(desk, changes={"1.1": {2: 25}})


@case()
def own_form_last_year(desk: Desk) -> bytes:
    """Last year's own table: none of its criteria is this year's."""
    texts = {one.path: {1: f"Việc của năm trước {one.path}"} for one in desk.cluster.criteria}
    return own_table(desk, changes=texts)


@case()
def own_form_row_repeated(desk: Desk) -> bytes:
    """A criterion that stands twice."""
    again = ["1", "Xây dựng và thực hiện kế hoạch công tác", 20, "", "", 19]
    return own_table(desk, after=[again])


@case()
def own_form_more_rows(desk: Desk) -> bytes:
    """Notes, and one row with a score that is no criterion of the cluster."""
    after = [["", "Tiêu chí đặc thù của ngành", 5, "", "", 4], ["", "Ghi chú: đã họp thống nhất"]]
    return own_table(desk, after=after)


@case()
def no_table(desk: Desk) -> bytes:
    """A report without any table."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet().write_column(0, 0, [desk.unit.name, "Báo cáo kết quả công tác", "Trong kỳ, đơn vị đã…"])
    book.close()
    return buffer.getvalue()


@cache
def _repeating() -> Cluster:
    """A cluster whose codes and texts repeat under each heading, as printed tables have them."""
    return replace(
        CLUSTER,
        criteria=criteria(
            ("1", None, 20, {"label": "1.", "text": "Công tác chuyên môn"}),
            ("1.1", "direct", 10, {"label": "a)", "text": "Ban hành kế hoạch"}),
            ("1.2", "direct", 10, {"label": "b) ", "text": "Báo cáo đầy đủ"}),
            ("2", None, 20, {"label": "2.", "text": "Công tác đảng"}),
            ("2.1", "direct", 10, {"label": "a)", "text": "Ban hành kế hoạch"}),
            ("2.2", "direct", 10, {"label": " b)", "text": "Báo cáo đầy đủ"}),
        ),
        targets=(),
    )


REPEATED = {"1.1": Answer(self_score=D(9)), "1.2": Answer(self_score=D(8)), "2.1": Answer(self_score=D(7)),
            "2.2": Answer(self_score=D(6))}  # fmt: skip


@case(cluster=_repeating(), single=False)
def codes_repeated(desk: Desk) -> Files:
    """Codes and texts that repeat under each heading: a row is known by where it stands in the tree."""
    own = own_table(replace(desk, answers=REPEATED))
    others = {code: {path: replace(answer, self_score=D(n)) for path, answer in REPEATED.items()}
              for n, code in ((5, "TX"), (4, "SN"))}  # fmt: skip
    sheets = {desk.at(code).file: replace(desk.at(code), answers=answers).sheet() for code, answers in others.items()}
    return {**sheets, desk.file: own}


@case(cluster=_repeating(), single=False)
def codes_repeated_heading_missing(desk: Desk) -> Files:
    """The same with the second heading left out: nobody can tell whose the second a) is."""
    files = dict(codes_repeated(desk))
    book = Book(own_table(replace(desk, answers=REPEATED)))
    book.table.delete(8)
    return {**files, desk.file: book}


@case(cluster=_repeating(), single=False)
def total_only(desk: Desk) -> Files:
    """Only the sections' sums typed, nothing below them."""
    files = dict(codes_repeated(desk))
    book = replace(desk, answers={}).book()
    book.table.put({"G6": 17, "G9": 13, "G12": Formula("G6+G9", 30)})
    return {**files, desk.file: book}
