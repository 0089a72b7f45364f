"""The small parts of a workbook's package: relationships, the list of sheets, comments, properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote

from emulation_cli.spreadsheet.addresses import POSITIONS, Position
from emulation_cli.spreadsheet.escapes import XML_WHITE, plain
from emulation_cli.spreadsheet.markup import MAIN, RELATION, Attributes, parse, truth, vocabulary
from emulation_cli.spreadsheet.package import Package, RefusedError, too_large

CACHED = 1 << 15  # parts up to this size are remembered: files made by one program share them
MOST_SHEETS = 300

_LINK = vocabulary(("http://schemas.openxmlformats.org/package/2006/relationships",), "Relationship")
_BOOK = {**vocabulary(MAIN, "workbook", "workbookPr", "sheet"), **vocabulary(RELATION, "id")}
_COMMENT = vocabulary(MAIN, "comment", "t", "rPh")
_MODIFIED = {"http://purl.org/dc/terms/ modified": "modified", "http://purl.org/dc/elements/1.1/ date": "modified"}

Links = dict[str, tuple[str, str]]  # relationship id → (last word of its type, part name)


@dataclass(slots=True)
class Book:
    """What the workbook part says: (name, state, relationship id) of each sheet, and which epoch dates have."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    date1904: bool = False


def links(package: Package, part: str) -> Links:
    """The relationships of a part ('' for the package itself); none where it has none."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels".lstrip("/")
    if listing not in package:
        return {}
    data = package.read(listing)
    return (_links_remembered if len(data) <= CACHED else _links)(data, listing, part)


def target(found: Links, kind: str) -> str:
    """The first part of a kind ('styles'), '' where there is none."""
    return next((part for name, part in found.values() if name == kind), "")


def book(package: Package, part: str) -> Book:
    """The workbook part. Raises RefusedError where it is none."""
    data = package.read(part)
    return (_book_remembered if len(data) <= CACHED else _book)(data, part)


def comments(package: Package, part: str) -> dict[Position, str]:
    """Each commented cell's note, as Excel shows it (the author's name first, where it stands there)."""
    found: dict[Position, str] = {}
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
            found[POSITIONS[where]] = plain("".join(texts)).strip()

    parse(part, package.steps(part), _COMMENT, start, end, pieces)
    return found


def modified(package: Package, part: str) -> datetime | None:
    """When the file itself says it was last saved: UTC, or without a zone where it states none; None for nothing.

    `part` is docProps/core.xml (in UTC, as Excel writes it) or meta.xml of an OpenDocument (local time, no zone).
    """
    pieces: list[str] = []
    found: list[str] = []
    if part not in package:
        return None
    parse(
        part,
        package.steps(part),
        _MODIFIED,
        lambda name, _: pieces.clear(),
        lambda name: found.append("".join(pieces)) if name == "modified" else None,
        pieces,
    )
    try:
        when = datetime.fromisoformat(found[0].strip(XML_WHITE))
        return when.astimezone(UTC) if when.tzinfo else when
    except (IndexError, ValueError, OverflowError):
        return None


def resolve(reference: str, base: str) -> str:
    """A relationship's target as a part name: absolute ('/xl/a.xml') or relative to the part `base`."""
    path = unquote(reference).replace("\\", "/").partition("#")[0]
    folder = base.rpartition("/")[0]
    return normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/")


def _links(data: bytes, listing: str, base: str) -> Links:
    found: Links = {}

    def start(name: str, attrs: Attributes) -> None:
        if name == "Relationship" and attrs.get("TargetMode") != "External":
            found[attrs["Id"]] = (attrs["Type"].rpartition("/")[2], resolve(attrs["Target"], base))

    parse(listing, [data], _LINK, start)
    return found


def _book(data: bytes, part: str) -> Book:
    made = Book()
    root = ""

    def start(name: str, attrs: Attributes) -> None:
        nonlocal root
        root = root or name
        if name == "sheet":
            made.sheets.append((plain(attrs["name"]), attrs.get("state", "visible"), attrs.get("id", "")))
        elif name == "workbookPr":
            made.date1904 = truth(attrs.get("date1904"))

    parse(part, [data], _BOOK, start)
    if root != "workbook":
        raise RefusedError("file-zip-other")
    if len(made.sheets) > MOST_SHEETS:
        raise too_large("sheets", MOST_SHEETS)
    return made


_links_remembered = lru_cache(maxsize=64)(_links)
_book_remembered = lru_cache(maxsize=16)(_book)
