"""Sound sheets, mutated: whatever is done to the file, no exception, an answer soon, and never other points in silence.

A criterion's points may differ from the true ones only where a finding names its row, its criterion or the file, or
where the mutated file really states something else there: openpyxl, an independent reader, is the referee of that.

pytest -m fuzz runs for a minute (EMUL_FUZZ_SECONDS); the usual run takes a slice. Seeds are fixed: a failure names its
own, and `try_seed(seed)` repeats it.
"""

from __future__ import annotations

import io
import os
import random
import re
import sys
import time
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cases.agreed import CLUSTER, Desk
from cases.of_sheets import own_table
from cases.spoiling import zipped

from emulation_cli.intake.identity import Names
from emulation_cli.intake.receive import Received, receive
from emulation_cli.intake.sources import Source
from emulation_cli.problems import Problem, Severity
from emulation_cli.scoring.points import score_unit
from emulation_cli.spreadsheet.workbook import Result, read_bytes

SECONDS = float(os.environ.get("EMUL_FUZZ_SECONDS", "55"))
SLICE = 1200  # seeds of the usual run
LONGEST = 2.0  # seconds for one file, on one core
MOST_MEMORY = 300 << 20  # bytes that all of it may add
DESK = Desk()
TABLE, BOOK, FACTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet3.xml"
Parts = dict[str, bytes]
NAMES = Names(CLUSTER)


class Sent(Source):
    """A file that was never on disk."""

    def __init__(self, data: bytes) -> None:
        super().__init__(DESK.file, Path(DESK.file))
        object.__setattr__(self, "data", data)

    data: bytes

    def read(self) -> Result:
        return read_bytes(self.data, self.shown)

    def sha256(self) -> str:
        return ""


# Mutations


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned over anywhere in the file."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 20))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A piece missing, at the end or in the middle."""
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.choice((1, 100, 4000, len(data))) :]


def swap_members(parts: Parts, chance: random.Random) -> Parts:
    """Two parts under each other's names."""
    one, other = chance.sample(sorted(parts), 2)
    return {**parts, one: parts[other], other: parts[one]}


def rename_member(parts: Parts, chance: random.Random) -> Parts:
    name = chance.choice(sorted(parts))
    other = chance.choice([name.upper(), f"/{name}", name.replace("/", "\\"), f"../{name}", f"{name}.bak", "x"])
    return {(other if part == name else part): content for part, content in parts.items()}


def drop_member(parts: Parts, chance: random.Random) -> Parts:
    name = chance.choice(sorted(parts))
    return {part: content for part, content in parts.items() if part != name}


_ELEMENTS = {
    name: re.compile(rb"<%s\b[^>]*?(?:/>|>.*?</%s>)" % (name, name), re.DOTALL)
    for name in (b"row", b"c", b"v", b"f", b"is", b"si", b"t", b"sheet", b"mergeCell", b"col", b"xf", b"Relationship")
}
_ATTRIBUTE = re.compile(rb' ([a-zA-Z:]+)="([^"]*)"')
_TAG = re.compile(rb"</?[a-zA-Z][^>]*>")
# Cells in which something is typed or a path stands: most of a sheet is blank, and nobody minds what happens there.
_TELLING = re.compile(rb'<c r="[E-HO][0-9]+"[^>]*?[^/]>.*?</c>')


def _somewhere(pattern: re.Pattern[bytes], xml: bytes, chance: random.Random) -> re.Match[bytes] | None:
    """One match, more often than not in a cell that tells something."""
    telling = list(_TELLING.finditer(xml))
    if telling and chance.random() < 0.7:
        cell = chance.choice(telling)
        return _any(pattern, xml, chance, *cell.span())
    return _any(pattern, xml, chance)


def _any(
    pattern: re.Pattern[bytes], xml: bytes, chance: random.Random, begin: int = 0, end: int = sys.maxsize
) -> re.Match[bytes] | None:
    found = list(pattern.finditer(xml, begin, min(end, len(xml))))
    return chance.choice(found) if found else None


def _element(xml: bytes, chance: random.Random) -> re.Match[bytes] | None:
    """An element of any name; more often than not such a cell, or its value."""
    telling = list(_TELLING.finditer(xml))
    if telling and chance.random() < 0.7:
        cell = chance.choice(telling)
        return cell if chance.random() < 0.5 else _any(_ELEMENTS[b"v"], xml, chance, *cell.span())
    names = [name for name in _ELEMENTS if b"<" + name in xml]
    return _any(_ELEMENTS[chance.choice(names)], xml, chance) if names else None


def drop_element(xml: bytes, chance: random.Random) -> bytes:
    found = _element(xml, chance)
    return xml[: found.start()] + xml[found.end() :] if found else xml


def repeat_element(xml: bytes, chance: random.Random) -> bytes:
    """An element once more, behind itself or elsewhere."""
    found, other = _element(xml, chance), _element(xml, chance)
    if not found or not other:
        return xml
    place = chance.choice((found.end(), other.end()))
    return xml[:place] + found[0] + xml[place:]


def swap_elements(xml: bytes, chance: random.Random) -> bytes:
    one, other = _element(xml, chance), _element(xml, chance)
    if not one or not other or max(one.start(), other.start()) < min(one.end(), other.end()):
        return xml
    first, second = sorted((one, other), key=lambda found: found.start())
    between = xml[first.end() : second.start()]
    return xml[: first.start()] + second[0] + between + first[0] + xml[second.end() :]


def drop_attribute(xml: bytes, chance: random.Random) -> bytes:
    found = _somewhere(_ATTRIBUTE, xml, chance)
    return xml[: found.start()] + xml[found.end() :] if found else xml


def swap_attributes(xml: bytes, chance: random.Random) -> bytes:
    """An attribute gets the value of another one of its name."""
    found = _somewhere(_ATTRIBUTE, xml, chance)
    if not found:
        return xml
    same = [one for one in _ATTRIBUTE.finditer(xml) if one[1] == found[1]]
    return xml[: found.start(2)] + chance.choice(same)[2] + xml[found.end(2) :]


ODD = [
    b"",
    b"-1",
    b"0",
    b"s",
    b"str",
    b"b",
    b"e",
    b"d",
    b"inlineStr",
    b"A1",
    b"XFD1048576",
    b"99999999999",
    b"1e309",
    b"x",
]


def odd_attribute(xml: bytes, chance: random.Random) -> bytes:
    found = _somewhere(_ATTRIBUTE, xml, chance)
    return xml[: found.start(2)] + chance.choice(ODD) + xml[found.end(2) :] if found else xml


BETWEEN = [
    b"<!-- -->",
    b"<?x y?>",
    b"<![CDATA[]]>",
    b"<x/>",
    b"<row/>",
    b"<c/>",
    b"</c>",
    b"</row>",
    b"<v>7</v>",
    b"&#10;",
    b" ",
]


def insert_between(xml: bytes, chance: random.Random) -> bytes:
    """Something between two tags: harmless, odd, or not well-formed."""
    found = _somewhere(_TAG, xml, chance)
    return xml[: found.end()] + chance.choice(BETWEEN) + xml[found.end() :] if found else xml


def drop_tag(xml: bytes, chance: random.Random) -> bytes:
    found = _somewhere(_TAG, xml, chance)
    return xml[: found.start()] + xml[found.end() :] if found else xml


BYTES: list[Callable[[bytes, random.Random], bytes]] = [flip, cut]
MEMBERS: list[Callable[[Parts, random.Random], Parts]] = [swap_members, rename_member, drop_member]
EDITS: list[Callable[[bytes, random.Random], bytes]] = [
    drop_element,
    repeat_element,
    swap_elements,
    drop_attribute,
    swap_attributes,
    odd_attribute,
    insert_between,
    drop_tag,
]
COARSE = (3, 3, 4, 2, 4, 2, 1, 1)  # how often each; the last few mostly leave nothing that could be read
OFTEN = [*[TABLE] * 7, BOOK, FACTS, "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]


def mutated(seed: int, own_form: bool = False) -> bytes:
    """The sound sheet after one mutation or a few."""
    chance = random.Random(seed)
    parts = dict(own_parts() if own_form else good_parts())
    way = chance.choices(("bytes", "members", "edit"), (1, 1, 8))[0]
    if way == "bytes":
        method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
        return chance.choice(BYTES)(zipped(parts.items(), method), chance)
    if way == "members":
        return zipped(chance.choice(MEMBERS)(parts, chance).items())
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        name = chance.choice([name for name in OFTEN if name in parts])
        parts[name] = chance.choices(EDITS, COARSE)[0](parts[name], chance)
    return zipped(parts.items())


@cache
def good_parts() -> Parts:
    return DESK.book().parts


@cache
def own_parts() -> Parts:
    """A table of the unit's own: its header is looked for, and its rows are known by their words."""
    with zipfile.ZipFile(io.BytesIO(own_table(DESK))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# What is true


@cache
def truth() -> dict[str, int | None]:
    received = receive(Sent(zipped(good_parts().items())), CLUSTER, NAMES)
    assert received.problems == []
    return points(received)


def points(received: Received) -> dict[str, int | None]:
    """Each criterion's points; None where they are open."""
    assert received.submission is not None
    outcomes, found = score_unit(CLUSTER, received.submission)
    received.problems += found
    return {path: outcome.points for path, outcome in outcomes.items()}


def stated(data: bytes) -> dict[str, tuple[Any, ...]] | None:
    """What openpyxl reads in each criterion's row, by its path: number, text, target, result, score, tick, and under
    which headings; None where it cannot."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
            sheet = next(one for one in book.worksheets if one["O5"].value == "_path")
            headings = tuple(str(cell.value) for cell in sheet[5])
            rows: dict[str, tuple[Any, ...]] = {}
            for row in range(6, 24):
                typed = tuple(str(sheet[f"{column}{row}"].value) for column in "ABEFGH")
                rows.setdefault(str(sheet[f"O{row}"].value), (*typed, *headings))
            return rows
    except Exception:
        return None


@cache
def stated_truly() -> dict[str, tuple[Any, ...]]:
    found = stated(zipped(good_parts().items()))
    assert found is not None
    return found


def raw(data: bytes) -> dict[str, bytes]:
    """The bytes of each criterion's row, the heading's and all shared strings, by path."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table, strings = archive.read(TABLE), archive.read("xl/sharedStrings.xml")
    rows = [re.search(rb'<row r="%d".*?</row>' % row, table, re.DOTALL) for row in range(5, 24)]
    shown = [found[0] if found else b"" for found in rows]
    paths = [criterion.path for criterion in CLUSTER.criteria]
    return {path: shown[0] + row + strings for path, row in zip(paths, shown[1:], strict=True)}


# The test


def try_seed(seed: int) -> str:
    """Take one mutated file in; how it went: lost, told, same or other."""
    data = mutated(seed)
    started = time.process_time()
    received = receive(Sent(data), CLUSTER, NAMES)
    now = points(received) if received.submission is not None else None
    assert time.process_time() - started < LONGEST, seed
    for found in received.problems:
        assert found.message() and found.fix("en"), seed
    if now is None or received.unit != DESK.unit.code:
        assert any(found.severity is Severity.ERROR for found in received.problems), seed
        return "lost"
    changed = [path for path, value in now.items() if value != truth()[path]]
    silent = [path for path in changed if not any(_names(found, path, received) for found in received.problems)]
    if silent:
        said = stated(data)
        if said is None:  # damaged beyond the referee: the bare cells tell whether anything was changed there
            bare, truly = raw(data), raw(zipped(good_parts().items()))
            assert all(bare.get(path) != truly[path] for path in silent), (seed, silent)
            return "other"
        wrong = [path for path in silent if said.get(path) == stated_truly()[path]]
        assert not wrong, (seed, wrong, [now[path] for path in wrong])
        return "other"
    return "told" if changed else "same"


def _names(found: Problem, path: str, received: Received) -> bool:
    """Whether a finding is about a criterion's row, or about the file or the sheet as a whole."""
    if found.criterion == path:
        return True
    entry = received.submission.entries.get(path) if received.submission else None
    rows = re.findall(r"\d+", found.place.cell)
    if rows:
        return entry is not None and str(entry.row) in rows
    return found.criterion is None and found.severity is not Severity.NOTE


def try_own_form(seed: int) -> None:
    """A mutated table of the unit's own: an answer soon, or an error."""
    started = time.process_time()
    received = receive(Sent(mutated(seed, own_form=True)), CLUSTER, NAMES)
    if received.submission is None:
        assert any(found.severity is Severity.ERROR for found in received.problems), seed
    else:
        points(received)
    assert time.process_time() - started < LONGEST, seed


def memory() -> int:
    """The most that this process has held so far, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: TID251 - guarded

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def run(seeds: range, seconds: float) -> dict[str, int]:
    """How often it went each way, over as many seeds as there is time for."""
    truth(), stated_truly()
    before, ends = memory(), time.monotonic() + seconds
    went: dict[str, int] = {}
    for seed in seeds:
        way = try_seed(seed)
        went[way] = went.get(way, 0) + 1
        if seed % 4 == 0:
            try_own_form(seed)
        if time.monotonic() > ends:
            break
    assert memory() - before < MOST_MEMORY
    return went


def test_a_slice() -> None:
    went = run(range(SLICE), 20)
    assert {"lost", "told", "same"} <= set(went)


@pytest.mark.fuzz
def test_a_minute() -> None:
    went = run(range(SLICE, 10**9), SECONDS)
    assert min(went.get(way, 0) for way in ("lost", "told", "same")) > 20, went
