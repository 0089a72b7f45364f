"""A workbook file → its sheets with every fact that a score check needs, each with its cell.

The project's own reader of xlsx and xlsm: no library shows a formula with its stored value, a number's own digits,
hidden rows and merges at once, and some abort on files that people really send.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.addresses import POSITIONS
from emulation_cli.spreadsheet.cells import Sheet, Shown, Workbook
from emulation_cli.spreadsheet.collecting import Collector
from emulation_cli.spreadsheet.content import recognise
from emulation_cli.spreadsheet.escapes import XML_WHITE, plain
from emulation_cli.spreadsheet.markup import MAIN, RELATION, Attributes, parse, truth, vocabulary
from emulation_cli.spreadsheet.package import (
    LARGEST_FILE,
    MEGABYTE,
    Package,
    RefusedError,
    damaged,
    relationships_of,
    resolve,
    too_large,
)
from emulation_cli.spreadsheet.strings import read_strings
from emulation_cli.spreadsheet.styles import read_styles
from emulation_cli.spreadsheet.worksheet import read_sheet

LONGEST_SHOWN = 60

_PACKAGE = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_TERMS = ("http://purl.org/dc/terms/",)
_BOOK = {
    **vocabulary(MAIN, "workbook", "workbookPr", "sheet"),
    **vocabulary(RELATION, "id"),
}
_LINK = vocabulary(_PACKAGE, "Relationship")
_COMMENT = vocabulary(MAIN, "comment", "t", "rPh")
_MODIFIED = vocabulary(_TERMS, "modified")

Result = tuple[Workbook | None, list[Problem]]
Links = dict[str, tuple[str, str]]  # relationship id → (last word of its type, part name)


def read_workbook(path: Path, shown: str | None = None) -> Result:
    """Read a spreadsheet file of any kind. `shown` is its name in places (default: the file's own).

    Whatever the file holds, the answer is a workbook, problems, or both; no exception leaves for a bad file.
    """
    name = path.name if shown is None else shown
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [_refusal(too_large("megabytes", LARGEST_FILE // MEGABYTE), name)]
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [problem("file-gone", Place(name))]
    except (OSError, ValueError):
        return None, [problem("file-unreadable", Place(name))]
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Result:
    """Read a spreadsheet file's bytes, as `read_workbook` does; `name` stands in places."""
    try:
        recognise(data)
        return _read(data, name)
    except RefusedError as refused:
        return None, [_refusal(refused, name)]


def _refusal(refused: RefusedError, name: str) -> Problem:
    return problem(refused.code, Place(name), None, None, **refused.params)


def _read(data: bytes, name: str) -> Result:
    package = Package(data)
    root = _links(package, "")
    main = _target(root, "officeDocument") or "xl/workbook.xml"
    book = _book(package.read(main), main)
    links = _links(package, main)
    formats, fonts = read_styles(*_optional(package, links, "styles"))
    strings_part = _target(links, "sharedStrings")
    strings = read_strings(package.steps(strings_part), strings_part) if strings_part in package else []
    workbook = Workbook(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=[],
        formats=formats,
        fonts=fonts,
        date1904=book.date1904,
        modified=_modified(*_optional(package, root, "core-properties")),
    )
    problems: list[Problem] = []
    for title, state, link in book.sheets:
        kind, part = links.get(link, ("worksheet", ""))
        if kind == "worksheet":
            problems += _add_sheet(workbook, Sheet(title, state), package, part, strings)
    if not workbook.sheets:
        raise RefusedError("file-no-sheets")
    return workbook, problems


def _add_sheet(workbook: Workbook, sheet: Sheet, package: Package, part: str, strings: list[str]) -> list[Problem]:
    collector = Collector(sheet, strings, workbook.date1904, partial(_dated, workbook))
    read_sheet(collector, package.steps(part), part)
    for kind, target in _links(package, part).values():
        if kind == "comments" and target in package:
            _read_comments(sheet, package.read(target), target)
    workbook.sheets.append(sheet)
    return [
        problem(code, Place(workbook.name, sheet.name, cell), value=value[:LONGEST_SHOWN])
        for code, cell, value in collector.faults
    ]


def _dated(workbook: Workbook, style: int, time: bool) -> int:
    """A style that looks like `style` but is sure to show a date (t="d" cells need no date format of their own)."""
    wanted = Shown.TIME if time else Shown.DATE
    known = workbook.formats[style] if style < len(workbook.formats) else Shown.NUMBER
    if known in (Shown.DATE, Shown.TIME):
        return style
    font = workbook.fonts[style] if style < len(workbook.fonts) else ""
    workbook.formats = [*workbook.formats, wanted]
    workbook.fonts = [*workbook.fonts, font]
    return len(workbook.formats) - 1


def _optional(package: Package, links: Links, kind: str) -> tuple[bytes, str]:
    part = _target(links, kind)
    return package.read(part), part


def _target(links: Links, kind: str) -> str:
    return next((part for found, part in links.values() if found == kind), "")


def _links(package: Package, part: str) -> Links:
    name = relationships_of(part)
    return _links_of(package.read(name), name, part) if name in package else {}


@lru_cache(maxsize=64)
def _links_of(data: bytes, name: str, base: str) -> Links:
    found: Links = {}

    def start(element: str, attrs: Attributes) -> None:
        if element == "Relationship" and attrs.get("TargetMode") != "External":
            found[attrs["Id"]] = (attrs["Type"].rpartition("/")[2], resolve(attrs["Target"], base))

    parse(name, [data], _LINK, start)
    return found


class _Book:
    def __init__(self) -> None:
        self.root = ""
        self.sheets: list[tuple[str, str, str]] = []
        self.date1904 = False

    def start(self, name: str, attrs: Attributes) -> None:
        self.root = self.root or name
        if name == "sheet":
            self.sheets.append((plain(attrs["name"]), attrs.get("state", "visible"), attrs.get("id", "")))
        elif name == "workbookPr":
            self.date1904 = truth(attrs.get("date1904"))


@lru_cache(maxsize=16)
def _book(data: bytes, part: str) -> _Book:
    book = _Book()
    if not data:
        raise damaged(part)
    parse(part, [data], _BOOK, book.start)
    if book.root != "workbook":
        raise RefusedError("file-zip-other")
    return book


def _read_comments(sheet: Sheet, data: bytes, part: str) -> None:
    pieces: list[str] = []
    texts: list[str] = []
    where = ""

    def start(name: str, attrs: Attributes) -> None:
        nonlocal where
        if name == "comment":
            where = attrs["ref"]
            texts.clear()
        elif name == "t":
            pieces.clear()

    def end(name: str) -> None:
        if name == "t":
            texts.append("".join(pieces))
        elif name == "comment":
            sheet.comments[POSITIONS[where]] = plain("".join(texts)).strip()

    parse(part, [data], _COMMENT, start, end, pieces)


def _modified(data: bytes, part: str) -> datetime | None:
    """When the file itself says it was last saved (its properties are in UTC)."""
    if not data:
        return None
    pieces: list[str] = []
    found: list[str] = []
    parse(
        part,
        [data],
        _MODIFIED,
        lambda name, _: pieces.clear(),
        lambda name: found.append("".join(pieces)) if name == "modified" else None,
        pieces,
    )
    try:
        when = datetime.fromisoformat(found[0].strip(XML_WHITE))
    except (IndexError, ValueError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
