"""Whose sheet it is: names in all their spellings, several files, late, missing, unknown, archives."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from cases.agreed import CLUSTER, UNITS, Desk
from cases.of_sheets import own_table
from cases.registry import Files, case
from cases.spoiling import Book, zipped

from emulation_cli.cluster.model import Target, Unit
from emulation_cli.intake.sent import VIETNAM

D = Decimal

LATE = datetime(2026, 6, 21, 8, tzinfo=VIETNAM)
EARLIER = datetime(2026, 6, 10, 8, tzinfo=VIETNAM)

# Names


@case(single=False)
def name_decomposed(desk: Desk) -> Files:
    """A file named on a Mac, every mark apart from its letter (NFD), and a title typed that way too."""
    name = unicodedata.normalize("NFD", desk.unit.name)
    return {desk.file: None, f"{name}.xlsx": own_table(desk, title=("", unicodedata.normalize("NFD", desk.unit.name)))}


@case(single=False)
def tone_placed_otherwise(desk: Desk) -> Files:
    """Thuỷ and Thủy: the same place, the tone mark on another letter."""
    other = desk.at("TX")
    return {desk.file: desk.sheet(), other.file: None, "tx.xlsx": own_table(other, title=("", "PHƯỜNG THUỶ XUÂN"))}


@case(single=False)
def other_name(desk: Desk) -> Files:
    """The unit signs with its other name."""
    return {desk.file: None, "Phiếu.xlsx": own_table(desk, title=("", "BẢNG TỰ CHẤM ĐIỂM CỦA SYT"))}


@case(single=False)
def near_name(desk: Desk) -> Files:
    """Sen Ngữ is not Sen Ngư: named as a suggestion, never taken."""
    other = desk.at("SN")
    files = {other.file: None, "Xã Sen Ngữ.xlsx": own_table(other, title=("", "Xã Sen Ngữ"))}
    return {desk.file: desk.sheet(), **files}


@case(single=False)
def name_without_marks(desk: Desk) -> Files:
    """A file name typed without diacritics: a suggestion, since other names may read the same without them."""
    return {desk.file: None, "so y te.xlsx": own_table(desk, title=("", "Kính gửi Cụm trưởng"))}


@case(single=False)
def name_in_file_name_alone(desk: Desk) -> Files:
    """The unit stands in the file's name only."""
    return {desk.file: None, "Bang diem Sở Y tế (ban cuoi).xlsx": own_table(desk, title=("", ""))}


@case(single=False)
def name_in_folder_alone(desk: Desk) -> Files:
    """The secretary made a folder for each unit; the file itself is called phieu.xlsx."""
    return {desk.file: None, f"{desk.unit.name}/phieu.xlsx": own_table(desk, title=("", ""))}


@case(single=False)
def spoilt_file_in_folder(desk: Desk) -> Files:
    """The same, and the file cannot be read: its folder still says whose it is."""
    return {desk.file: None, f"{desk.unit.name}/phieu.xlsx": b""}


@case(single=False)
def nobodys(desk: Desk) -> Files:
    """A sheet that names nobody at all."""
    return {desk.file: None, "Book1.xlsx": own_table(desk, title=("", ""))}


@case(single=False)
def two_names(desk: Desk) -> Files:
    """A title that names two units: a joint report, or a form copied from a neighbour."""
    return {desk.file: None, "Phiếu.xlsx": own_table(desk, title=("Sở Y tế", "Gửi: Xã Sen Ngư"))}


@case()
def unit_unknown(desk: Desk) -> Book:
    """The hidden code is of a unit that has left the cluster; title and file name say another."""
    book = desk.book()
    book.facts.put({"B4": "CU"})
    return book


@case()
def title_of_another_unit(desk: Desk) -> Book:
    """The sheet issued to one unit, filled in and signed by another."""
    book = desk.book()
    book.table.put({"A3": "Đơn vị: Xã Sen Ngư"})
    return book


@case(single=False)
def file_of_another_name(desk: Desk) -> Files:
    """The file copied from a neighbour's and not renamed."""
    return {desk.file: None, "Xã Sen Ngư (2).xlsx": desk.sheet()}


_CODES = replace(
    CLUSTER,
    units=(Unit("NA", "Phường Nam Anh"), Unit("001", "Phường Đông Ba"), UNITS[-1]),
    targets=(Target("NA", "1.5", D(200)), Target("001", "1.5", D(150)), CLUSTER.targets[-1]),
)


@case(cluster=_CODES, single=False)
def codes_like_values(desk: Desk) -> bytes:
    """Units coded NA and 001, which other readers turn into nothing and into 1."""
    return desk.sheet()


# Several files, late, missing


@case(single=False)
def several_files(desk: Desk) -> Files:
    """A second, corrected sheet: the newer one in time is used, the other is named."""
    older = desk.sheet({"1.1": 12}, EARLIER)
    return {desk.file: desk.sheet(), f"{desk.unit.name} (cũ).xlsx": older}


@case(single=False)
def several_files_one_late(desk: Desk) -> Files:
    """A correction after the deadline: the sheet that came in time is used, and the other is named."""
    return {desk.file: desk.sheet(), f"{desk.unit.name} sửa.xlsx": desk.sheet({"1.1": 20}, LATE)}


@case(single=False)
def sent_twice(desk: Desk) -> Files:
    """The same file in two folders: nothing to ask."""
    return {desk.file: desk.sheet(), f"đợt 2/{desk.file}": desk.sheet()}


@case(single=False)
def spoilt_beside_sound(desk: Desk) -> Files:
    """A broken copy beside a good one: the good one is used, the broken one named."""
    return {desk.file: desk.sheet(), f"{desk.unit.name} (1).xlsx": desk.sheet()[:3000]}


@case()
def late(desk: Desk) -> bytes:
    """Saved after the deadline, by the file's own property."""
    return desk.sheet(modified=LATE)


@case(single=False)
def missing(desk: Desk) -> Files:
    """Nothing came."""
    return {desk.file: None}


# Archives


def _archive(members: dict[str, bytes], encoding: str) -> bytes:
    """A zip whose names are in an encoding of its maker's, without the flag for UTF-8."""
    stand_ins = {f"{number:04}".ljust(len(name.encode(encoding)), "_"): name for number, name in enumerate(members)}
    data = zipped([(stand_in, members[name]) for stand_in, name in stand_ins.items()])
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name.encode(encoding))
    return data


@case(single=False)
def archive_utf_8(desk: Desk) -> Files:
    """All sheets in one zip with proper names, in folders, with what a Mac adds."""
    sheets = {f"nop bai/{desk.at(unit.code).file}": desk.at(unit.code).sheet() for unit in UNITS}
    others = {desk.at(unit.code).file: None for unit in UNITS}
    twin = {f"__MACOSX/nop bai/._{desk.file}": b"\0\5\x16\7", "nop bai/Minh chứng.pdf": b"%PDF"}
    return {**others, "Phiếu của cụm.zip": zipped([*sheets.items(), *twin.items()])}


@case(single=False)
def archive_utf_8_unmarked(desk: Desk) -> Files:
    """Zipped by macOS: UTF-8 names without the flag that says so."""
    return {desk.file: None, "a.zip": _archive({desk.file: own_table(desk, title=("", ""))}, "utf-8")}


@case(single=False)
def archive_cp437(desk: Desk) -> Files:
    """Zipped by an old tool with names in a DOS code page: the name is lost, the sheet knows its unit."""
    return {desk.file: None, "a.zip": _archive({"YT S\u00f6 Y t\u00e9.xlsx": desk.sheet()}, "cp437")}


@case(single=False)
def archive_escaping(desk: Desk) -> Files:
    """Members that point out of the archive: read like any other, never written anywhere."""
    return {desk.file: None, "a.zip": zipped([(f"../../{desk.file}", desk.sheet())])}


@case(single=False)
def archive_damaged(desk: Desk) -> Files:
    """An archive of which half came through; nobody knows whose sheets were in it."""
    return {desk.file: None, "Các phiếu.zip": zipped([(desk.file, desk.sheet())])[:5000]}


@case(single=False)
def archive_of_one_unit_damaged(desk: Desk) -> Files:
    """The same, named after its unit."""
    return {desk.file: None, f"{desk.unit.name}.zip": zipped([("phieu.xlsx", desk.sheet())])[:5000]}


@case(single=False)
def archive_bit_flipped(desk: Desk) -> Files:
    """One bit of a packed member turned over: that sheet alone is damaged."""
    data = bytearray(zipped([(desk.file, desk.sheet()), (f"{desk.at('SN').file}", desk.at("SN").sheet())]))
    for place in range(600, 700):
        data[place] ^= 0x55
    return {desk.file: None, desk.at("SN").file: None, "a.zip": bytes(data)}


@case(single=False)
def archive_of_odd_methods(desk: Desk) -> Files:
    """Packed by other methods than the usual one, and broken: another way of failing for each."""
    found: dict[str, bytes | None] = {desk.file: None}
    for number, method in enumerate((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)):
        data = bytearray(zipped([(desk.file, desk.sheet())], method))
        for place in range(600, 700):
            data[place] ^= 0x55
        found[f"{number}.zip"] = bytes(data)
    return found


@case(single=False)
def workbook_named_archive(desk: Desk) -> Files:
    """A sound workbook under the name of an archive: a workbook is a zip, but its parts are no sheets."""
    return {desk.file: None, f"{desk.unit.name}.zip": desk.sheet()}


@case(single=False)
def archive_with_password(desk: Desk) -> Files:
    """An archive with a password."""
    data = bytearray(zipped([(desk.file, desk.sheet())]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        directory = archive.start_dir
    data[6] |= 1
    data[directory + 8] |= 1
    return {desk.file: None, "a.zip": bytes(data)}


@case(single=False)
def archive_in_archive(desk: Desk) -> Files:
    """A zip inside a zip."""
    return {desk.file: None, "a.zip": zipped([(f"{desk.unit.name}.zip", zipped([(desk.file, desk.sheet())]))])}


@case(single=False)
def archive_of_thousands(desk: Desk) -> Files:
    """An archive of somebody's whole folder."""
    return {desk.file: None, "a.zip": zipped((f"{number}.xlsx", b"") for number in range(4001))}
