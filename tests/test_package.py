"""What a file is, the limits of a package, and what stands in its parts."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path, PurePath, PureWindowsPath

import packing
import pytest

from emulation_cli.spreadsheet.content import skipped
from emulation_cli.spreadsheet.parts import resolve
from emulation_cli.spreadsheet.workbook import read_bytes, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def codes(data: bytes) -> list[str]:
    """The codes that a file without a readable workbook yields."""
    book, problems = read_bytes(data, "A.xlsx")
    assert book is None
    assert all(problem.place.file == "A.xlsx" for problem in problems)
    return [problem.code for problem in problems]


def compound(*names: str, root: bytes = bytes(16)) -> bytes:
    """An OLE file as far as anyone looks: its header, a directory sector with a root and these streams."""
    header = OLE + bytes(22) + struct.pack("<H", 9) + bytes(16) + struct.pack("<I", 0)
    entries = [("Root Entry", root), *((name, bytes(16)) for name in names)]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(14) + kind + bytes(32)
        for name, kind in entries
    )
    return header.ljust(512, b"\0") + directory.ljust(512, b"\0")


WORD = bytes.fromhex("0609020000000000c000000000000046")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (compound("EncryptionInfo", "EncryptedPackage"), "file-encrypted"),
        (compound("WordDocument"), "file-ole-other"),
        (compound("WordDocument", "Workbook", root=WORD), "file-ole-other"),
        (OLE, "file-ole-other"),
        (b"%PDF-1.7\n%\xe2\xe3", "file-pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "file-picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "file-picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "file-picture"),
        (b"\0\0\0\x18ftypheic", "file-picture"),
        (b"Rar!\x1a\x07\x01\0", "file-archive"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "file-archive"),
        (b"\x1f\x8b\x08\0", "file-archive"),
        (bytes(4096), "file-damaged"),
        (b"PK\x05\x06" + bytes(18), "file-zip-other"),
        (b"PK\x03\x04 cut off", "file-damaged"),
        (bytes(range(256)) * 4, "file-unknown"),
    ],
)
def test_what_a_file_is(data: bytes, code: str) -> None:
    assert codes(data) == [code]


XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (XML_2003, "file-xml2003"),
        ("<html><body><table><tr><td>Điểm</td></tr></table>", "file-html"),
        ("\r\n<!DOCTYPE HTML>\r\n<html>", "file-html"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", "file-html"),
        ("TT;Nội dung;Điểm\n1;Kế hoạch;8,25\n", "file-text"),
        ('{"doc_id": "1"}', "file-text"),
    ],
)
def test_texts_under_a_spreadsheets_name(text: str, code: str, encoding: str) -> None:
    assert codes(text.encode(encoding)) == [code]


def test_a_csv_in_a_legacy_encoding() -> None:
    assert codes("TT;Nội dung\n1;Điểm".encode("cp1258", "replace")) == ["file-text"]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"_rels/.rels": packing.links(("officeDocument", "word/document.xml")), "word/document.xml": ""}, "file-docx"),
        ({"_rels/.rels": packing.links(("officeDocument", "ppt/p.xml")), "ppt/p.xml": ""}, "file-pptx"),
        ({"phiếu.xlsx": packing.workbook(), "ghi chú.txt": "a"}, "file-zip-other"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "file-zip-other"),
        ({"xl/worksheets/sheet1.xml": packing.sheet(ONE_CELL)}, "file-damaged"),
        (packing.parts(book=packing.book()), "file-no-sheets"),
        (packing.parts(links=packing.links(("chartsheet", "c.xml"))), "file-no-sheets"),
        (packing.parts(book="<html/>"), "file-zip-other"),
        (packing.parts(book=packing.book("S", "T")), "file-damaged"),
        (packing.parts(sheet="<worksheet"), "file-damaged"),
        (packing.parts(strings="<sst><si>"), "file-damaged"),
        (packing.parts(styles=packing.styles('<numFmt formatCode="0"/>')), "file-damaged"),
        (packing.parts(sheet=packing.sheet("<row><c><v>1</v>")), "file-damaged"),
        (packing.parts(sheet="<!DOCTYPE a>" + packing.sheet(ONE_CELL)), "file-doctype"),
        (packing.parts(strings='<!DOCTYPE a [<!ENTITY b "c">]>' + packing.strings("<t>&b;</t>")), "file-doctype"),
        (packing.parts(root="<!DOCTYPE a>" + packing.links()), "file-doctype"),
    ],
)
def test_what_a_zip_is(members: dict[str, packing.Part], code: str) -> None:
    assert codes(packing.zipped(members)) == [code]


def test_the_part_that_is_damaged_is_named() -> None:
    _, problems = read_bytes(packing.workbook(sheet="<worksheet"), "A.xlsx")
    assert problems[0].params == (("part", "xl/worksheets/sheet1.xml"),)


def test_encrypted_and_exotic_members() -> None:
    data = bytearray(packing.workbook(ONE_CELL))
    central = [at.start() for at in re.finditer(b"PK\x01\x02", data)]
    for at in central:
        data[at + 8] |= 1
    assert codes(bytes(data)) == ["file-encrypted"]
    assert codes(packing.zipped(packing.parts(ONE_CELL), zipfile.ZIP_LZMA)) == ["file-damaged"]
    assert read_bytes(packing.zipped(packing.parts(ONE_CELL), zipfile.ZIP_STORED), "A.xlsx")[0] is not None


def test_a_changed_byte_is_found_by_the_checksum() -> None:
    data = packing.zipped(packing.parts(ONE_CELL), zipfile.ZIP_STORED)
    assert codes(data.replace(b"<v>1</v>", b"<v>9</v>")) == ["file-damaged"]


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file(cut: float) -> None:
    data = packing.workbook(ONE_CELL)
    assert codes(data[: int(len(data) * cut)]) == ["file-damaged"]


def test_a_lied_about_size_is_damage() -> None:
    data = bytearray(packing.workbook(ONE_CELL))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert codes(bytes(data)) == ["file-damaged"]


# --- paths


def test_a_file_that_is_gone_a_folder_and_one_that_may_not_be_read(tmp_path: Path) -> None:
    gone, folder, closed = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    folder.mkdir()
    closed.write_bytes(packing.workbook(ONE_CELL))
    closed.chmod(0)
    assert [problem.code for problem in read_workbook(gone)[1]] == ["file-gone"]
    assert [problem.code for problem in read_workbook(folder)[1]] == ["file-unreadable"]
    if os.name == "posix" and os.getuid():
        assert [problem.code for problem in read_workbook(closed)[1]] == ["file-unreadable"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("~$Sở A.xlsx", "file-skipped"),
        ("._Sở A.xlsx", "file-skipped"),
        (".~lock.Sở A.xlsx#", "file-skipped"),
        (".DS_Store", "file-skipped"),
        ("~WRL0001.tmp", "file-skipped"),
        ("Sở A.xlsx.bak", "file-skipped"),
        ("Thumbs.db", "file-skipped"),
        ("__MACOSX/Sở A.xlsx", "file-skipped"),
        ("Sở A (1).xlsx", None),
        ("thư mục/~ Sở A.xlsx", None),
    ],
)
def test_files_that_no_one_meant_to_send(name: str, code: str | None) -> None:
    assert skipped(PurePath(name)) == code
    assert skipped(PureWindowsPath(name.replace("/", "\\"))) == code


@pytest.mark.parametrize(
    ("target", "base", "part"),
    [
        ("worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
        ("../comments1.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml"),
        ("xl\\workbook.xml", "", "xl/workbook.xml"),
        ("trang%20t%C3%ADnh.xml", "xl/workbook.xml", "xl/trang tính.xml"),
        ("../../../../etc/passwd", "xl/workbook.xml", "etc/passwd"),
    ],
)
def test_targets_of_relationships(target: str, base: str, part: str) -> None:
    assert resolve(target, base) == part


# --- limits


def rows(count: int, row: str) -> str:
    return "".join(row.format(number) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sheet": "<" * 10 + " " * (17 << 20)}, "file-limits"),  # packed a thousand times over
        ({"book": packing.book(*map(str, range(301)))}, "file-limits"),
        (
            {"sheet": packing.sheet('<row r="1"><c r="A1" t="str"><v>' + "ab" * 600_000 + "</v></c></row>")},
            "file-limits",
        ),
        ({"sheet": packing.sheet("<row " + " ".join(f'a{n}=""' for n in range(300_000)) + "/>")}, "file-limits"),
        ({"sheet": packing.sheet("".join(f"<a{n}/>" for n in range(40_000)))}, "file-limits"),
        ({"sheet": packing.sheet("<a>" * 1_500_001)}, "file-limits"),
        (
            {"sheet": packing.sheet("", "<cols>" + '<col min="1" max="2" hidden="1"/>' * 16_385 + "</cols>")},
            "file-limits",
        ),
        ({"sheet": packing.sheet("".join(f'<c r="A{n}"><v>x</v></c>' for n in range(1, 600)))}, "file-damaged"),
    ],
)
def test_limits(changes: dict[str, str], code: str) -> None:
    assert codes(packing.workbook(**changes)) == [code]


def test_too_many_members() -> None:
    assert codes(packing.zipped({f"m{n}": "" for n in range(4001)})) == ["file-limits"]


def test_too_many_cells() -> None:
    made = packing.workbook('<row r="1">' + rows(200_001, '<c r="A{0}"><v>1</v></c>') + "</row>")
    assert codes(made) == ["file-many-cells"]


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(65 << 20)
    assert [(problem.code, dict(problem.params)["limit"]) for problem in read_workbook(path)[1]] == [
        ("file-large", "64")
    ]


def heavy() -> dict[str, tuple[dict[str, str], str]]:
    """Files that abort or stall other readers: changed parts, what is to be seen of each."""
    return {
        "a merge over every cell": (
            {"sheet": packing.sheet(ONE_CELL, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')},
            "1 cells",
        ),
        "50,000 merges": (
            {
                "sheet": packing.sheet(
                    ONE_CELL, after="<mergeCells>" + rows(50_000, '<mergeCell ref="A{0}:XFD{0}"/>') + "</mergeCells>"
                )
            },
            "1 cells",
        ),
        "a million formatted rows": (
            {"sheet": packing.sheet(ONE_CELL + rows(1_048_575, '<row r="{}" s="12" customFormat="1" ht="15.75"/>'))},
            "1 cells",
        ),
        "a million rows of formatted cells": (
            {"sheet": packing.sheet(rows(700_000, '<row r="{0}"><c r="A{0}" s="1"/></row>'))},
            "file-limits",
        ),
        "tags that never end": ({"sheet": packing.sheet("<a>" * 1_400_000)}, "file-damaged"),
        "one sheet listed 300 times": (
            {
                "book": packing.book(*map(str, range(300))).replace('r:id="rId', 'r:id="rId1" x="'),
                "sheet": packing.sheet('<row r="1">' + rows(100_000, '<c r="A{0}"><v>1</v></c>') + "</row>"),
            },
            "file-many-cells",
        ),
        "every column hidden": (
            {"sheet": packing.sheet(ONE_CELL, '<cols><col min="1" max="16384" hidden="1"/></cols>')},
            "1 cells",
        ),
        "a comment on each of many rows": (
            {
                "xl/worksheets/_rels/sheet1.xml.rels": packing.links(("comments", "/xl/comments1.xml")),
                "xl/comments1.xml": f'<comments xmlns="{packing.MAIN}">'
                + rows(150_000, '<comment ref="A{0}"><text><t>{0}</t></text></comment>')
                + "</comments>",
            },
            "0 cells",
        ),
    }


CHILD = """
import sys, time
from pathlib import Path
from emulation_cli.spreadsheet.workbook import read_workbook

for path in sys.argv[1:]:
    started = time.process_time()
    book, problems = read_workbook(Path(path))
    seen = f"{sum(len(sheet.cells) for sheet in book.sheets)} cells" if book else problems[0].code
    print(seen, time.process_time() - started, sep="|")
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else ["0"]
print("peak", int(peak[0]) / 1024, sep="|")
"""


def test_heavy_files_end_within_two_seconds_and_300_mb(tmp_path: Path) -> None:
    files = heavy()
    paths = []
    for number, (changes, _) in enumerate(files.values()):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(packing.workbook(**changes))
    ran = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, paths)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    *read, (_, peak) = [line.split("|") for line in ran.stdout.splitlines()]
    assert {name: seen for name, (seen, _) in zip(files, read, strict=True)} == {
        name: seen for name, (_, seen) in files.items()
    }
    assert {name: time for name, (_, time) in zip(files, read, strict=True) if float(time) > 2} == {}
    assert float(peak) < 300
