"""Spoilt files: whatever is changed in a good one, there is an answer, soon, and never other figures in silence.

EMUL_FUZZ=20000 pytest tests/test_workbook_fuzz.py runs that many rounds of each kind instead of the usual thousand.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable

import packing
import pytest

from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_bytes

ROUNDS = int(os.environ.get("EMUL_FUZZ", "1000"))
LONGEST = 2.0  # seconds


def good() -> dict[str, packing.Part]:
    """A workbook with something of everything."""
    rows = "".join(
        f'<row r="{n}" spans="1:9"><c r="A{n}" s="1" t="s"><v>{n % 3}</v></c><c r="B{n}"><f>C{n}*2</f><v>{n}.5</v></c>'
        f'<c r="C{n}" s="2"/><c r="D{n}" t="b"><v>1</v></c><c r="E{n}" t="e"><v>#N/A</v></c></row>'
        for n in range(1, 30)
    )
    rows += '<row r="40" hidden="1"><c r="A40" t="inlineStr"><is><r><t>a</t></r></is></c>'
    rows += '<c t="d"><v>2026-05-09</v></c></row>'
    rows += '<row r="41"><c r="A41"><f t="array" ref="A41:B41">1</f><v>1</v></c><c r="B41"><v>2</v></c></row>'
    after = '<sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="A50:C52"/></mergeCells>'
    return packing.parts(
        sheet=packing.sheet(rows, '<cols><col min="3" max="4" hidden="1"/></cols>', after),
        strings=packing.strings(
            "<t>Kế hoạch &amp; báo cáo</t>", "<r><t>hai</t></r>", '<t xml:space="preserve"> ba_x000A_</t>'
        ),
        styles=packing.styles('<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>', 164, 9),
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": packing.links(("comments", "../comments1.xml")),
            "xl/comments1.xml": f'<comments xmlns="{packing.MAIN}"><comment ref="B2"><text><t>xem</t></text></comment>'
            "</comments>",
        },
    )


def answer(data: bytes) -> Workbook | None:
    """Read: a workbook, problems or both, in time and without an exception."""
    started = time.process_time()
    book, problems = read_bytes(data, "A.xlsx")
    assert time.process_time() - started < LONGEST
    assert book is not None or problems
    for problem in problems:
        assert problem.message("vi")
        assert problem.fix("en")
    return book


def flipped(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        spoilt[chance.randrange(len(spoilt))] = chance.choice((0, 255, 65, 0x80, chance.randrange(256)))
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.choice((1, 10, 1000, len(data))) :]


def repeated(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin : begin + chance.randrange(1, 500)] + data[begin:]


SPOILERS: list[Callable[[bytes, random.Random], bytes]] = [flipped, cut, repeated]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("spoil", SPOILERS)
def test_spoilt_bytes_never_show_other_cells(spoil: Callable[[bytes, random.Random], bytes], method: int) -> None:
    data = packing.zipped(good(), method)
    sound = read_bytes(data, "A.xlsx")[0]
    assert sound is not None
    for seed in range(ROUNDS):
        book = answer(spoil(data, random.Random(seed)))
        if book is not None:
            assert (book.sheets, book.formats) == (sound.sheets, sound.formats), seed


WORDS = [
    *(
        b'r="',
        b't="',
        b's="',
        b'ref="',
        b"<v>",
        b"</v>",
        b"<f>",
        b"</c>",
        b"<row",
        b"</row>",
        b"<is>",
        b"</si>",
        b"<t>",
    ),
    *(
        b"&",
        b"&amp;",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE a>",
        b"xmlns=",
        b"\xff",
        b"\0",
        b"'",
        b'"',
        b">",
    ),
    *(b"-1", b"99999999999999999999", b"1e999", b"NaN", b"A0", b"XFE1", b"A1:", b":", b"_xD800_", b"\xf0\x9f\x98\x80"),
    *(b'xml:space="preserve"', b'hidden="1"', b'ht="x"', b'sheet="1"', b'min="-5"', b'max="x"', b"1.2.3", b"/>", b"\r"),
]


def edited(part: bytes, chance: random.Random) -> bytes:
    """A part with some bytes replaced by what means something in it."""
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(len(part) + 1)
        part = part[:at] + chance.choice(WORDS) + part[at + chance.choice((0, 0, 1, 4, 20)) :]
    return part


def test_edited_parts() -> None:
    members = {name: part.encode() if isinstance(part, str) else part for name, part in good().items()}
    read = 0
    for seed in range(ROUNDS * 2):
        chance = random.Random(seed)
        name = chance.choice(list(members))
        read += answer(packing.zipped({**members, name: edited(members[name], chance)})) is not None
    assert read > ROUNDS / 20  # the edits are not all so coarse that nothing is looked at


def test_renamed_and_missing_parts() -> None:
    members = list(good().items())
    for seed in range(ROUNDS):
        chance = random.Random(seed)
        spoilt = list(members)
        at = chance.randrange(len(spoilt))
        name, part = spoilt[at]
        other = chance.choice(members)[0]
        spoilt[at] = chance.choice(
            [(other, part), (name.upper(), part), (f"/{name}", part), (name, ""), (f"../{name}", part)]
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, part in spoilt:
                if name not in archive.namelist():
                    archive.writestr(name, part)
        answer(buffer.getvalue())
