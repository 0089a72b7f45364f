"""`emul init --from`: published tables, their levels, groups and slips; excerpts as the documents print them."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from emulation_cli.cli.app import build
from emulation_cli.cluster.criteria import Group, Kind
from emulation_cli.cluster.definition import read_cluster
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, TieBy
from emulation_cli.forms.adopt.adopted import Adopted, adopt
from emulation_cli.forms.adopt.codes import Step, Style, following, readings, written
from emulation_cli.forms.adopt.criteria import sort_rows
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.source import Row, Source
from emulation_cli.forms.adopt.tree import grow
from emulation_cli.forms.definition import write_definition
from emulation_cli.problems import EmulError

TABLES = Path(__file__).parent / "tables"
HEADER = "code,criterion,max_points,note"

PL01 = """\
code,criterion,max_points,note
I,TIÊU CHÍ CHUNG,2.5,
I.1,Chính trị tư tưởng,2.5,
I.1.a),Chấp hành chủ trương,1.25,"ô gốc: 1,25"
I.1.b),Có quan điểm,1.25,"ô gốc: 1,25"
II,KẾT QUẢ THỰC HIỆN NHIỆM VỤ,42,
II.3,Các nhiệm vụ hằng năm,20,
II.3.a),Số lượng công việc được giao (cụ thể hóa bằng các đầu công việc)1,10,công thức: hoàn thành/giao ×100% ×10
II.3.b),Chất lượng công việc,10,công thức: đạt yêu cầu/giao ×100% ×10 ; số chú thích 2 dính vào tên trong nguồn
II.5,Tiêu chí khác,207,
II.5.1,Các chỉ tiêu về quản trị công,5,
II.5.1.a),PAR INDEX,2,Trên mức trung bình: 2 ; Dưới mức trung bình: 0
II.5.1.b),DDCI,2,Trên mức trung bình: 1 ; Dưới mức trung bình: 0
II.5.1.c),Kinh tế - Xã hội,1,Đạt: 1 ; Không đạt: 0 ; Không được giao thì không đánh giá
II.5.2,Các tiêu chí đánh giá,15,
II.5.2.e),Công tác quy hoạch,7.5,"ô gốc: 7,5 ; Đạt: 7,5 ; Không đạt: 0"
II.5.2.g),Công tác chuyển đổi số,7.5,
,Tổng cộng,100,dòng tổng trong nguồn
"""
PL02 = """\
code,criterion,max_points,note
II,KẾT QUẢ THỰC HIỆN NHIỆM VỤ (KPI),80,
1,"Năng lực lãnh đạo, quản lý",5,
a),Có trình độ,3,
b),Có tư duy đổi mới,2,
2,"Năng lực tập hợp, đoàn kết",5,
a),Có khả năng quy tụ,5,
2,"Kết quả thực hiện chức trách, nhiệm vụ được giao",70,
a),Số lượng công việc được giao,40,
b),Chất lượng công việc được giao,30,
"""
CT157 = """\
code,criterion,max_points,note
I,"NHÓM XÃ, PHƯỜNG",115,tổng = 100 điểm chuẩn + 15 điểm cộng
1,Tỷ lệ % người hưởng được tuyên truyền,60,"Điều kiện: phải có kế hoạch; chọn ngẫu nhiên 50 người, mỗi người 0,4 điểm"
2,Tỷ lệ % người hưởng mở mới tài khoản,40,a = tổng số người hưởng; b = số người mở mới; Điểm = b/a * điểm chuẩn
5,Điểm cộng,15,"nhóm điểm cộng, trần 15"
5.1,Đạt tỷ lệ 100%,5,"đạt 100% cộng 5, không đạt thì 0"
5.2,Từ 88% trở lên,10,Từ 88 - 90% cộng 02; từ 90-95% cộng 03; từ 95- dưới 100% cộng 04; đạt 100% cộng 10 (hai mốc)
II,NHÓM TỔ CHỨC CUNG CẤP DỊCH VỤ,,không chấm điểm: xếp theo số tài khoản mở mới
"""
CT2579 = """\
code;criterion;max_points;note
1;Tổ chức và cụ thể hóa các văn bản;10;
2;Tham mưu, tổ chức thực hiện;90;
3;Điểm thưởng;3;tối đa 3, ngoài 100 điểm chuẩn
4;Điểm trừ;-3;tối đa trừ 3
"""


def taken(folder: Path, content: str | bytes, name: str = "Bảng điểm.csv") -> Adopted:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return adopt(path)


def table(*rows: str) -> str:
    return "\n".join((HEADER, *rows, ""))


def slips(adopted: Adopted) -> list[tuple[str, str]]:
    return [(found.code, found.place.cell) for found in adopted.problems if found.code not in GUESSES]


def params(adopted: Adopted, code: str) -> list[dict[str, str]]:
    return [dict(found.params) for found in adopted.problems if found.code == code]


def outline(adopted: Adopted) -> list[str]:
    return [f"{one.path} {one.label}".strip() for one in adopted.cluster.criteria]


def points(*written: str) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(one) for one in written)


def maximum(adopted: Adopted, path: str) -> Decimal | None:
    return adopted.cluster.tree.by_path[path].maximum


def loaded(folder: Path, adopted: Adopted) -> Cluster:
    """The cluster as the file that is written for it reads; nothing is wrong with that file."""
    target = folder / "cluster.xlsx"
    write_definition(target, adopted.cluster)
    cluster, problems = read_cluster(target)
    assert problems == []
    assert cluster is not None
    return cluster


# Published tables


def test_full_paths_footnotes_and_a_contradiction(tmp_path: Path) -> None:
    found = taken(tmp_path, PL01)
    assert outline(found)[:7] == ["1 I", "1.1 I.1", "1.1.1 I.1.a)", "1.1.2 I.1.b)", "2 II", "2.1 II.3", "2.1.1 II.3.a)"]
    assert outline(found)[-4:] == ["2.2.1.3 II.5.1.c)", "2.2.2 II.5.2", "2.2.2.1 II.5.2.e)", "2.2.2.2 II.5.2.g)"]
    assert slips(found) == [
        ("adopt-sum", "C6"),
        ("adopt-number-gap", "A7"),
        ("adopt-footnote-in-text", "B8"),
        ("adopt-says-footnote", "D9"),
        ("adopt-footnote-in-number", "C10"),
        ("adopt-number-gap", "A10"),
        ("adopt-outcome", "C13"),
        ("adopt-number-gap", "A16"),
        ("adopt-total", "C18"),
    ]
    assert params(found, "adopt-footnote-in-number") == [{"value": "20", "written": "207"}]
    assert params(found, "adopt-sum") == [{"gap": "2", "stated": "42", "sum": "40"}]
    assert params(found, "adopt-outcome") == [{"maximum": "2", "top": "1"}]
    assert params(found, "adopt-total") == [{"gap": "57.5", "stated": "100", "sum": "42.5"}]
    cluster = loaded(tmp_path, found)
    by_path = cluster.tree.by_path
    assert by_path["2.1.1"].text == "Số lượng công việc được giao (cụ thể hóa bằng các đầu công việc)"
    assert (by_path["2"].maximum, by_path["2.2"].maximum, by_path["1.1.1"].maximum) == points("40", "20", "1.25")
    assert {leaf.path for leaf in cluster.tree.leaves if leaf.kind is Kind.RATIO} == {"2.1.1", "2.1.2"}
    assert by_path["2.2.2.1"].guidance == "Đạt: 7,5\nKhông đạt: 0"
    assert by_path["2.2.2.1"].note == "ô gốc: 7,5"


def test_a_repeated_number_stays_a_row_of_its_own(tmp_path: Path) -> None:
    found = taken(tmp_path, PL02)
    wanted = ["1 II", "1.1 1", "1.1.1 a)", "1.1.2 b)", "1.2 2", "1.2.1 a)", "1.3 2", "1.3.1 a)", "1.3.2 b)"]
    assert outline(found) == wanted
    assert slips(found) == [("adopt-number-gap", "A2"), ("adopt-number-repeated", "A8")]
    assert params(found, "adopt-number-repeated") == [{"expected": "3", "first": "6", "label": "2"}]
    assert loaded(tmp_path, found).tree.by_path["1.3"].maximum == 70


def test_bonus_inside_the_scale_and_bands_that_share_an_edge(tmp_path: Path) -> None:
    found = taken(tmp_path, CT157)
    assert outline(found) == ["1 I", "1.1 1", "1.2 2", "1.3 5", "1.3.1 5.1", "1.3.2 5.2", "2 II"]
    shared = [("adopt-bands-share", "D7")] * 2
    assert slips(found) == [
        ("adopt-condition", "D3"),
        ("adopt-number-gap", "A5"),
        *shared,
        ("adopt-without-maximum", "C8"),
    ]
    assert [one["edge"] for one in params(found, "adopt-bands-share")] == ["90", "95"]
    cluster = loaded(tmp_path, found)
    assert cluster.bonus_in_scale is BonusInScale.INSIDE
    groups = [one.group for one in cluster.criteria]
    assert groups == [*[Group.STANDARD] * 3, *[Group.BONUS] * 3, Group.UNCOUNTED]
    assert [leaf.path for leaf in cluster.tree.leaves if leaf.kind is Kind.RATIO] == ["1.2"]
    sampled = cluster.tree.by_path["1.1"]
    assert (sampled.kind, sampled.maximum, sampled.measure) == (Kind.DIRECT, 60, "")  # 50 × 0,4 are not 60
    assert cluster.tree.by_path["1.3.1"].kind is Kind.PASS
    assert cluster.tree.by_path["1"].maximum == 115


def test_bonus_and_deduction_outside_the_scale(tmp_path: Path) -> None:
    """Separated by semicolons, with a mark of Excel's at the beginning."""
    found = taken(tmp_path, b"\xef\xbb\xbf" + CT2579.encode("utf-8"))
    assert slips(found) == []
    cluster = loaded(tmp_path, found)
    groups = [Group.STANDARD, Group.STANDARD, Group.BONUS, Group.DEDUCTION]
    assert [one.group for one in cluster.criteria] == groups
    assert tuple(one.maximum for one in cluster.criteria) == points("10", "90", "3", "3")
    assert cluster.bonus_in_scale is BonusInScale.OUTSIDE
    assert [rule.by for rule in cluster.ties] == [TieBy.FEWER_DEDUCTIONS, TieBy.VOTE]
    assert len(cluster.units) == 3


GUESSES = ("adopt-kind-guessed", "adopt-pass-guessed", "adopt-count-guessed")
SAYS = "adopt-says-footnote"
# What is found in each published table, with its cells, and the kinds that it states.
KNOWN: dict[str, tuple[int, list[tuple[str, str]], dict[Kind, str]]] = {
    "cantho_157_2025_khong_tien_mat_115": (
        115,
        [
            ("adopt-condition", "D3"),
            ("adopt-bands-share", "D9"),
            ("adopt-bands-share", "D9"),
            ("adopt-without-maximum", "C11"),
        ],
        {Kind.COUNT: "1.1", Kind.RATIO: "1.2 1.3 1.4", Kind.PASS: "1.5.1 1.5.3", Kind.DIRECT: "1.5.2 2"},
    ),
    "cantho_2579_2025_dan_van_muc_chinh": (100, [], {Kind.DIRECT: "1 2 3 4"}),
    "haiphong_212_2025_PL01_100": (
        100,
        [
            *((SAYS, f"D{row}") for row in (37, 38, 39, 41, 42, 43)),
            *(("adopt-not-assigned", "D44"), (SAYS, "D44"), ("adopt-says-wrong", "D44")),
            ("adopt-outcome", "C47"),
        ],
        {
            Kind.RATIO: "2.3.1 2.3.2 2.3.3 2.4.1 2.4.2 2.4.3",
            Kind.PASS: "2.5.1.1 2.5.1.3 2.5.2.1 2.5.2.2 2.5.2.3 2.5.2.5",
        },
    ),
    "haiphong_212_2025_PL02_100": (
        100,
        [("adopt-says-number", "D36"), *((SAYS, f"D{row}") for row in (37, 38, 39))],
        {Kind.RATIO: "2.3.1 2.3.2 2.3.3"},
    ),
    "haiphong_212_2025_PL03_100": (
        100,
        [
            *(("adopt-not-assigned", "D21"), (SAYS, "D21"), ("adopt-not-assigned", "D23"), (SAYS, "D23")),
            *((SAYS, f"D{row}") for row in (26, 27, 28)),
        ],
        {Kind.RATIO: "2.1 2.2 2.3"},
    ),
}


def as_workbook(source: Path, target: Path) -> Path:
    """The same table in a workbook, its points as numbers."""
    with source.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    book = xlsxwriter.Workbook(str(target))
    sheet = book.add_worksheet("Phụ lục")
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            if row and column == 2 and text:
                sheet.write_number(row, column, float(text))
            elif text:
                sheet.write_string(row, column, text)
    book.close()
    return target


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", KNOWN)
def test_every_published_table_loads_with_its_slips_named(name: str, ending: str, tmp_path: Path) -> None:
    source = TABLES / f"{name}.csv"
    found = adopt(source if ending == "csv" else as_workbook(source, tmp_path / "bảng.xlsx"))
    total, wanted, kinds = KNOWN[name]
    assert slips(found) == wanted
    cluster = loaded(tmp_path, found)
    assert sum(one.maximum or 0 for one in cluster.tree.sections if one.group is Group.STANDARD) == total
    for kind, paths in kinds.items():
        assert [leaf.path for leaf in cluster.tree.leaves if leaf.kind is kind] == paths.split()
    guessed = [one for one in found.problems if one.code in GUESSES]
    assert len(guessed) == sum(leaf.kind is not Kind.DIRECT for leaf in cluster.tree.leaves)


def test_a_sample_is_counted_with_its_points(tmp_path: Path) -> None:
    """50 people at 0,4 points each are the 20 points that the table prints."""
    cluster = loaded(tmp_path, adopt(TABLES / "cantho_157_2025_khong_tien_mat_115.csv"))
    sampled = cluster.tree.by_path["1.1"]
    assert (sampled.parameters.points, sampled.measure, sampled.maximum) == (Decimal("0.4"), "người", 20)


def test_the_levels_of_a_published_table_are_those_of_its_numbers(tmp_path: Path) -> None:
    cluster = loaded(tmp_path, adopt(TABLES / "haiphong_212_2025_PL01_100.csv"))
    levels = [sum(one.level == level for one in cluster.criteria) for level in (1, 2, 3, 4)]
    assert levels == [2, 9, 34, 9]
    printed = {one.path: one.label for one in cluster.criteria}
    assert (printed["2.5.2.6"], printed["2.1.5"], printed["1.4.4"]) == ("II.5.2.g)", "II.1.e)", "I.4.d)")
    assert all(one.text == one.text.strip() and one.text for one in cluster.criteria)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("người không thuộc đối tượng thì được tính điểm tối đa", "điểm tối đa"),
        ("không được giao thì điểm được chia đều cho các tiêu chí còn lại", "chia đều"),
        ("Không được giao thì quy về thang 10", "quy đổi"),
        ("Không được giao thì không đánh giá", None),
    ],
)
def test_rules_for_what_does_not_apply_are_pointed_out_and_not_written(
    said: str, rule: str | None, tmp_path: Path
) -> None:
    found = taken(tmp_path, table(f"1,Một,5,{said}", "2,Hai,5,"))
    assert [one["rule"] for one in params(found, "adopt-not-assigned")] == ([] if rule is None else [rule])
    assert loaded(tmp_path, found).criteria[0].parameters.not_assigned is None


# Files


def test_tabs_utf_16_and_lines_above_the_header(tmp_path: Path) -> None:
    content = 'BẢNG ĐIỂM\n\nTT\tTiêu chí\tĐiểm tối đa\n1\t"Hai\ndòng"\t"12,5"\n2\tMột dòng\t7\n'
    found = taken(tmp_path, content.encode("utf-16"), "bảng.tsv")
    assert [(one.text, one.maximum) for one in found.cluster.criteria] == [
        ("Hai dòng", Decimal("12.5")),
        ("Một dòng", 7),
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("code,criterion,max_points\n1,Tiêu chí,10\n".encode("cp1258", "replace") + b"\xd2", "adopt-encoding"),
        (b"a,b\n1,2\n", "adopt-no-table"),
        (b"", "adopt-no-table"),
        (HEADER.encode(), "adopt-no-table"),
        ((HEADER + '\n1,"' + "x" * 200_000 + '",5\n').encode(), "adopt-unreadable"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(EmulError) as stopped:
        taken(tmp_path, content)
    assert stopped.value.problem.code == code


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmulError) as stopped:
        taken(tmp_path, b"no workbook", "bảng.xlsx")
    assert stopped.value.problem.code == "adopt-unreadable"


def test_a_sheet_with_a_header_of_two_rows_and_outcomes_as_rows(tmp_path: Path) -> None:
    """As HP212 prints it: merged headings, (1) (2) (3), outcomes without number and points, signatures below."""
    path = tmp_path / "PL01.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Bìa").write(0, 0, "Phụ lục")
    sheet = book.add_worksheet("PL01")
    for column, text in enumerate(("TT", "Tiêu chí chấm điểm", "Điểm tối đa")):
        sheet.merge_range(2, column, 3, column, text)
    sheet.merge_range(2, 3, 2, 5, "Kết quả đánh giá")
    for row, line in enumerate(
        [
            ("", "", "", "Tự chấm", "Quản lý", "Cấp trên"),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("I", "TIÊU CHÍ CHUNG", 20),
            (1, "Chính trị", "5⁷"),
            (2, "Đạo đức", 15),
            ("", "Đạt và vượt: 15"),
            ("", "Không đạt", 0),
            ("Tổng cộng", "", 20),
            ("", "NGƯỜI LẬP BẢNG"),
        ],
        3,
    ):
        for column, value in enumerate(line):
            if value != "":
                sheet.write(row, column, value)
    book.close()
    found = adopt(path)
    assert outline(found) == ["1 I", "1.1 1", "1.2 2"]
    assert slips(found) == [("adopt-footnote-in-number", "C7"), ("adopt-lines-joined", "B9")]
    assert found.cluster.tree.by_path["1.2"].guidance == "Đạt và vượt: 15\nKhông đạt: 0"
    assert found.problems[0].place.sheet == "PL01"
    loaded(tmp_path, found)


def test_numbers_of_a_sheet_are_exact(tmp_path: Path) -> None:
    """1.125 typed could be 1125, stored it cannot; a percentage is no maximum, nor is a date a number of a row."""
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    dated, percent = book.add_format({"num_format": "d/m"}), book.add_format({"num_format": "0%"})
    sheet.write_row(0, 0, ("TT", "Tiêu chí", "Điểm tối đa"))
    sheet.write_row(1, 0, (1, "Một", 1.125))
    sheet.write_row(2, 0, (2, "Hai", 0.1 + 0.2))
    sheet.write_row(3, 0, ("", "Ba", "", ""))
    sheet.write(3, 0, 46000, dated)
    sheet.write(3, 2, 3)
    sheet.write_row(4, 0, (4, "Bốn"))
    sheet.write(4, 2, 0.2, percent)
    book.close()
    found = adopt(path)
    assert tuple(one.maximum for one in found.cluster.criteria) == points("1.125", "0.3", "3", "0")
    assert found.cluster.places == 3
    wanted = [("adopt-number-is-date", "A4"), ("adopt-not-a-number", "C5"), ("adopt-without-maximum", "C5")]
    assert slips(found) == wanted
    loaded(tmp_path, found)


# Levels


@pytest.mark.parametrize(
    ("labels", "paths"),
    [
        ("A I 1 a II B I", "1 1.1 1.1.1 1.1.1.1 1.2 2 2.1"),
        ("I. 1. a) b) c) d) đ) e) 2. II.", "1 1.1 1.1.1 1.1.2 1.1.3 1.1.4 1.1.5 1.1.6 1.2 2"),
        ("1 1.1 1.1.1 1.1.2 1.2 2 2.1", "1 1.1 1.1.1 1.1.2 1.2 2 2.1"),
        ("I 1 1.1 1.2 2 II 1 1.1", "1 1.1 1.1.1 1.1.2 1.2 2 2.1 2.1.1"),
        ("1 a h i k 2", "1 1.1 1.2 1.3 1.4 2"),
        ("1 (i) (ii) (iii) (iv) (v) 2", "1 1.1 1.2 1.3 1.4 1.5 2"),
        ("I 1 2 II 3 4", "1 1.1 1.2 2 2.1 2.2"),
        ("1 - - 2 -", "1 1.1 1.2 2 2.1"),
        ("I 1 2.a) 2.b) 3", "1 1.1 1.2 1.3 1.4"),
        ("I 5 6a 6b 7 II", "1 1.1 1.2 1.3 1.4 2"),
        ("1 2 2.a) 2.b) 3", "1 2 2.1 2.2 3"),
        ("1 1.1 2 2.1 3 3.1", "1 1.1 2 2.1 3 3.1"),
        ("I I.1 I.1.a b) I.2", "1 1.1 1.1.1 1.1.2 1.2"),
        ("I 1 a 1 2 b 3 4 2 a 5", "1 1.1 1.1.1 1.1.1.1 1.1.1.2 1.1.2 1.1.2.1 1.1.2.2 1.2 1.2.1 1.2.1.1"),
        ("I V X", "1 2 3"),
        ("5 5.1 5.2 6", "1 1.1 1.2 2"),
    ],
)
def test_levels_follow_from_numbers(labels: str, paths: str) -> None:
    rows = tuple(Row(at, label, "Tiêu chí") for at, label in enumerate(labels.split(), 2))
    source = Source("t.csv", "", {"label": "A", "text": "B"}, rows)
    nodes = sort_rows(source, Findings(source)).nodes
    grow(nodes)
    assert [node.path for node in nodes] == paths.split()


def test_rows_without_numbers_find_their_place_by_points(tmp_path: Path) -> None:
    """Four rows make up the section before them; the next row without a number is a section again."""
    rows = ["I,Chung,20,", ",Tư tưởng,5,", ",Đạo đức,15,", "II,Kết quả,80,", "1,Một,50,", ",Hai,30,", ",Thêm,7,"]
    found = taken(tmp_path, table(*rows))
    assert [one.path for one in found.cluster.criteria] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3"]
    assert ("adopt-number-missing", "A7") in slips(found)
    loaded(tmp_path, found)


def test_numbers_in_front_of_the_text(tmp_path: Path) -> None:
    found = taken(tmp_path, "Nội dung,Điểm chuẩn\nI. Chung,10\n1. Một,4\n2. Hai 2026,6\nII. Riêng,5\n")
    assert outline(found) == ["1 I.", "1.1 1.", "1.2 2.", "2 II."]
    assert [one.text for one in found.cluster.criteria] == ["Chung", "Một", "Hai 2026", "Riêng"]


def test_letters_may_leave_out_what_lists_leave_out() -> None:
    def goes_on(earlier: str, later: str) -> bool:
        (one,), (other,) = readings(earlier)[-1], readings(later)[-1]
        return other.follows(one.ordinal)

    assert all(goes_on(*pair) for pair in ("ab", "dđ", "đe", "de", "eê", "eg", "êg", "hi", "ik", "vx", "aă"))
    assert not any(goes_on(*pair) for pair in ("ac", "eh", "ba", "np", "aa", "xa"))


@given(st.sampled_from([style for style in Style if style is not Style.BULLET]), st.integers(1, 30))
def test_every_number_reads_as_what_was_written(style: Style, ordinal: int) -> None:
    step = Step(style, ordinal)
    assert any(code == (step,) for code in readings(f"{written(step)})"))
    assert following(step).follows(step.ordinal)


# Points and groups


@pytest.mark.parametrize(
    ("rows", "path", "value", "slip"),
    [
        (["I,Chung,207,", "1,Một,15,", "2,Hai,5,"], "1", 20, ("adopt-footnote-in-number", "C2")),
        (["I,Chung,20,", "1,Một,157,", "2,Hai,5,"], "1.1", 15, ("adopt-footnote-in-number", "C3")),
        (["I,Chung,20,", "1,Một,15³,", "2,Hai,5,"], "1.1", 15, ("adopt-footnote-in-number", "C3")),
        (["I,Chung,20,", "1,Một,14,", "2,Hai,5,"], "1", 19, ("adopt-sum", "C2")),
        (["I,Chung,20,", "1,Một,?,", "2,Hai,20,"], "1.1", 0, ("adopt-not-a-number", "C3")),
        (["I,Điểm thưởng,157,", "1,Một,10,", "2,Hai,5,", "II,Chung,9,"], "1", 15, ("adopt-footnote-in-number", "C2")),
    ],
)
def test_doubtful_maxima(rows: list[str], path: str, value: int, slip: tuple[str, str], tmp_path: Path) -> None:
    found = taken(tmp_path, table(*rows))
    assert slip in slips(found)
    assert maximum(found, path) == value
    loaded(tmp_path, found)


def test_a_ceiling_on_bonus_may_lie_below_its_rows(tmp_path: Path) -> None:
    found = taken(tmp_path, table("I,Chung,9,", "II,Phần điểm thưởng,10,", "1,Một,8,", "2,Hai,8,"))
    assert slips(found) == []
    assert maximum(found, "2") == 10
    assert loaded(tmp_path, found).tree.by_path["2.2"].group is Group.BONUS


@pytest.mark.parametrize(
    ("text", "points", "group", "unsure"),
    [
        ("Điểm cộng", "5", Group.BONUS, False),
        ("CÁC NỘI DUNG THƯỞNG ĐIỂM", "5", Group.BONUS, False),
        ("Nhóm điểm trừ", "5", Group.DEDUCTION, False),
        ("Gửi báo cáo chậm", "-5", Group.DEDUCTION, False),
        ("Điểm cộng, trừ", "5", Group.STANDARD, True),
        ("Điểm thưởng và điểm phạt", "5", Group.STANDARD, True),
        ("Công tác khen thưởng", "5", Group.STANDARD, False),
        ("Không có điểm trừ nào", "5", Group.STANDARD, False),
    ],
)
def test_groups(text: str, points: str, group: Group, unsure: bool, tmp_path: Path) -> None:
    found = taken(tmp_path, table("I,Chung,90,", f'II,"{text}",{points},', "1,Một,5,"))
    assert [one.group for one in found.cluster.criteria[1:]] == [group, group]
    assert (("adopt-group-unsure", "B3") in slips(found)) is unsure
    loaded(tmp_path, found)


def test_deductions_below_a_heading_of_bonus_are_never_added(tmp_path: Path) -> None:
    found = taken(tmp_path, table("I,Chung,10,", "II,Điểm thưởng,5,", "1,Sáng kiến,5,", "2,Chậm,-2,", "3,Điểm trừ,3,"))
    cluster = loaded(tmp_path, found)
    groups = [Group.STANDARD, Group.BONUS, Group.DEDUCTION, Group.DEDUCTION]
    assert [one.group for one in cluster.criteria[1:]] == groups
    assert tuple(one.maximum for one in cluster.tree.leaves) == points("10", "5", "2", "3")
    assert cluster.bonus_in_scale is BonusInScale.OUTSIDE
    assert slips(found) == [("adopt-group-unsure", "B3")]


def test_headings_in_capitals_without_a_number_are_sections(tmp_path: Path) -> None:
    rows = [",PHẦN A - CHUNG,,", "1,Một,4,", "2,Hai,6,", ",Ghi chú của dòng 2,,", ",PHẦN B - RIÊNG,,", "1,Ba,5,"]
    found = taken(tmp_path, table(*rows))
    assert outline(found) == ["1", "1.1 1", "1.2 2", "2", "2.1 1"]
    assert slips(found) == [("adopt-lines-joined", "B5")]
    assert [one.maximum for one in loaded(tmp_path, found).tree.sections] == [10, 5]


@pytest.mark.parametrize(
    ("text", "kept", "digit"),
    [
        ("Số lượng (đầu công việc)1", "Số lượng (đầu công việc)", "1"),
        ("Tiến độ được giao²", "Tiến độ được giao", "2"),
        ("Tiến độ được giao12", "Tiến độ được giao", "12"),
        ("Diện tích nhà ở đạt 20 m²", None, ""),
        ("Chỉ số PAPI1", None, ""),
        ("Thực hiện Nghị quyết số 57", None, ""),
        ("Hoàn thành trong năm 2026", None, ""),
    ],
)
def test_footnotes_behind_a_text(text: str, kept: str | None, digit: str, tmp_path: Path) -> None:
    found = taken(tmp_path, table(f"1,{text},5,"))
    assert found.cluster.criteria[0].text == (kept or text)
    assert [one["digit"] for one in params(found, "adopt-footnote-in-text")] == ([digit] if kept else [])


@pytest.mark.parametrize(
    ("note", "points", "kind", "top"),
    [
        ("công thức: hoàn thành/giao ×100% ×5", "5", Kind.RATIO, None),
        ("Điểm = Tỷ lệ * điểm chuẩn", "5", Kind.RATIO, None),
        ("công thức: hoàn thành/giao ×100% ×7", "5", Kind.DIRECT, "7"),
        ("Điểm = b/a * điểm chuẩn nếu có kế hoạch", "5", Kind.DIRECT, None),
        ("Điều kiện: có kế hoạch; Điểm = b/a * điểm chuẩn", "5", Kind.DIRECT, None),
        ("Đạt → 5; Không đạt → 0", "5", Kind.PASS, None),
        ("Không đạt: 0; Từ 95% trở lên: 2,5 điểm; Không được giao thì không chấm", "2.5", Kind.PASS, None),
        ("đạt 100% cộng 5, không đạt thì 0", "5", Kind.PASS, None),
        ("đạt 100% cộng 4, không đạt thì 0", "5", Kind.DIRECT, None),
        ("Không có vi phạm: 5; Có vi phạm: 0", "5", Kind.DIRECT, None),
        ("Đạt: 5; Đạt một phần: 3; Không đạt: 0", "5", Kind.DIRECT, None),
        ("Đạt: 5; Không đạt: 0; Điều kiện: có kế hoạch", "5", Kind.DIRECT, None),
        ("chọn ngẫu nhiên 50 người, mỗi người được 0,4 điểm", "20", Kind.COUNT, None),
        ("chọn ngẫu nhiên 50 người, mỗi người được 0,3 điểm", "20", Kind.DIRECT, None),
        ("Đạt: 4 điểm; Không đạt: 0", "5", Kind.DIRECT, "4"),
        ("Mỗi mô hình: 1; mỗi sáng kiến: 2", "5", Kind.DIRECT, None),
        ("Xuất sắc: 2,5 | Tốt: 2 | Khá: 1", "2.5", Kind.DIRECT, None),
        ("Có văn bản: 1", "5", Kind.DIRECT, None),
    ],
)
def test_kinds_and_outcomes(note: str, points: str, kind: Kind, top: str | None, tmp_path: Path) -> None:
    found = taken(tmp_path, table(f'1,Một,{points},"{note}"'))
    assert found.cluster.criteria[0].kind is kind
    assert found.cluster.criteria[0].guidance == note
    assert [one["top"] for one in params(found, "adopt-outcome")] == ([top] if top else [])


@pytest.mark.parametrize(
    ("note", "edges"),
    [
        ("Từ 80-90%: 2; từ 90-100%: 5", ["90"]),
        ("Từ 80 đến dưới 90%: 2; từ 90-100%: 5", []),
        ("Từ 80-90%: 2; trên 90 đến 100%: 5", []),
        ("Từ 90-100%: 5; từ 80-92%: 2", ["90"]),
    ],
)
def test_edges_of_bands(note: str, edges: list[str], tmp_path: Path) -> None:
    found = taken(tmp_path, table(f"1,Một,5,{note}"))
    assert [one["edge"] for one in params(found, "adopt-bands-share")] == edges


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        (",Tổng cộng,30,", None),
        (",Tổng cộng (I + II),35,", None),
        (",Cộng mục I,10,", None),
        (",Cộng mục I,12,", "2"),
        (",Tổng điểm thưởng,5,", None),
        (",Tổng cộng,31,", "1"),
    ],
)
def test_lines_of_totals(line: str, gap: str | None, tmp_path: Path) -> None:
    found = taken(tmp_path, table("I,Chung,10,", "II,Riêng,20,", "III,Điểm thưởng,5,", line))
    assert len(found.cluster.criteria) == 3
    assert [one["gap"] for one in params(found, "adopt-total")] == ([gap] if gap else [])


def test_a_heading_without_a_maximum_counts_for_the_one_above(tmp_path: Path) -> None:
    found = taken(tmp_path, table("I,Chung,10,", "1,Một,,", "a,Nhỏ,4,", "b,To,6,", "II,Điểm cộng,,", "1,Trừ điểm,-2,"))
    assert [code for code, _ in slips(found)] == ["adopt-group-unsure"]
    assert loaded(tmp_path, found).tree.by_path["1.1"].maximum == 10


LABELS = [
    "",
    "I",
    "II",
    "1",
    "2",
    "1.1",
    "a",
    "b)",
    "đ",
    "I.1",
    "I.2.a)",
    "-",
    "2a",
    "i",
    "V",
    "A",
    "Mục 1",
    "x9y",
    "½",
]
MAXIMA = ["", "0", "5", "15", "20", "207", "2.5", "1,25", "-3", "20⁷", "abc", "1.250", "5 điểm", "100%"]
TEXTS = ["Một", "PHẦN A", "Điểm cộng", "Điểm trừ", "Điểm cộng, trừ", "Tổng cộng", "Cộng mục I", "Tên (x)1", "=1+1"]
ROWS = st.tuples(st.sampled_from(LABELS), st.sampled_from(TEXTS), st.sampled_from(MAXIMA))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, max_size=12))
def test_whatever_a_table_says_its_cluster_loads(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    """Among 10 points to score, so that there is something."""
    found = taken(tmp_path, table("I,Chung,10,", *(f'{label},"{text}","{most}",' for label, text, most in rows)))
    write_definition(tmp_path / "cluster.xlsx", found.cluster)
    codes = {one.code for one in read_cluster(tmp_path / "cluster.xlsx")[1]}
    assert codes <= {"definition-nothing-to-score", "definition-ceiling-low"}


# The command


def emul(*words: object) -> Result:
    return CliRunner().invoke(build(), [str(word) for word in words])


def test_the_command_writes_a_workspace_and_names_the_slips(tmp_path: Path) -> None:
    source = tmp_path / "Phụ lục 01.csv"
    source.write_text(PL01, encoding="utf-8")
    made = emul("init", tmp_path / "cụm 2", "--from", source)
    assert made.exit_code == 0
    assert "Phụ lục 01.csv ▸ C10" in made.output
    assert "[adopt-footnote-in-number]" in made.output
    cluster, problems = read_cluster(tmp_path / "cụm 2" / "cluster.xlsx")
    assert problems == []
    assert cluster is not None
    assert len(cluster.criteria) == 16
    again = emul("init", tmp_path / "cụm 2", "--from", source)
    assert isinstance(again.exception, EmulError)


def test_what_still_cannot_be_loaded_is_said_at_once(tmp_path: Path) -> None:
    """Five decimals are finer than points can be."""
    source = tmp_path / "t.csv"
    source.write_text(table("1,Một,0.12345,"), encoding="utf-8")
    made = emul("init", tmp_path / "c", "--from", source)
    assert made.exit_code == 1
    assert "[definition-too-many-decimals]" in made.output


def test_one_source_at_a_time(tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text(PL02, encoding="utf-8")
    assert emul("init", tmp_path / "c", "--from", source, "--example", "cum-2").exit_code == 2
    assert emul("init", tmp_path / "c", "--from", tmp_path / "nowhere.csv").exit_code == 2
    assert not (tmp_path / "c").exists()


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    found = taken(tmp_path, table('1,"=HYPERLINK(""http://x"")",5,@note'))
    cluster = loaded(tmp_path, found)
    assert (cluster.criteria[0].text, cluster.criteria[0].guidance) == ('=HYPERLINK("http://x")', "@note")
