"""The files to read: found in folders and in zip archives, which are opened like folders and never unpacked to disk."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.content import skipped
from emulation_cli.spreadsheet.package import LARGEST_FILE, MOST_MEMBERS
from emulation_cli.spreadsheet.workbook import Result, read_bytes, read_workbook

# What people put beside their sheets; a spreadsheet under one of these names is taken for an attachment too.
ATTACHMENTS = frozenset(
    ".pdf .doc .docx .rtf .odt .ppt .pptx .jpg .jpeg .png .gif .bmp .tif .tiff .heic .webp .txt .md .eml .msg"
    " .mp3 .mp4 .mov .avi .cmd .bat .log .json .lnk .url .ini .db".split()
)
# All that zipfile raises for a bad archive, in listing or unpacking it.
UNREADABLE = (OSError, ValueError, RuntimeError, EOFError, struct.error, zlib.error, zipfile.BadZipFile)
ENCRYPTED = 1  # zip: the flag of a member that needs a password
# The other methods unpack a whole block at once, however large it becomes.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OFFICE = "[Content_Types].xml"  # what makes a zip a workbook (or a document)
UTF8_NAME = 0x800  # zip: the flag that a member's name is UTF-8; without it old tools mean CP437 or just their own


class LockedError(RuntimeError):
    """A member that needs a password."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `shown` is its name in messages, relative to the folder given; `member` one inside a zip."""

    shown: str
    path: Path
    member: str = ""

    def read(self) -> Result:
        """The workbook in it, or what is wrong."""
        if not self.member:
            return read_workbook(self.path, self.shown)
        try:
            data = self._member()
        except FileNotFoundError:
            return None, [problem("file-gone", Place(self.shown))]
        except LockedError:
            return None, [problem("file-encrypted", Place(self.shown))]
        except UNREADABLE:
            return None, [problem("file-damaged", Place(self.shown), part="zip")]
        if len(data) > LARGEST_FILE:
            return None, [problem("file-large", Place(self.shown), limit=LARGEST_FILE >> 20)]
        return read_bytes(data, self.shown)

    def sha256(self) -> str:
        """The hash of its bytes, '' where they cannot be had."""
        try:
            if self.member:
                return hashlib.sha256(self._member()).hexdigest()
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except UNREADABLE:
            return ""

    def content(self) -> bytes | None:
        """Its bytes (not more than is ever read of a file and one), None where they cannot be had."""
        try:
            if self.member:
                return self._member()
            with self.path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except UNREADABLE:
            return None

    def _member(self) -> bytes:
        with zipfile.ZipFile(self.path) as archive:
            member = archive.getinfo(self.member)
            if member.flag_bits & ENCRYPTED:
                raise LockedError(self.member)
            if member.compress_type not in METHODS:
                raise zipfile.BadZipFile(self.member)
            with archive.open(member) as stream:
                return stream.read(LARGEST_FILE + 1)


def find_sources(paths: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """Everything to read, sorted by the name shown; notes on what is left out."""
    found: dict[tuple[Path, str], Source] = {}
    problems: list[Problem] = []
    for source in _walk(paths):
        name = PurePosixPath(source.member or source.shown)
        code = skipped(name)
        if code:
            problems.append(problem(code, Place(source.shown)))
        elif name.suffix.casefold() not in ATTACHMENTS:
            found.setdefault((source.path, source.member), source)
    return sorted(found.values(), key=lambda source: source.shown), problems


def _walk(paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if not file.is_file():
                continue
            shown = file.relative_to(path).as_posix() if path.is_dir() else file.name
            if file.suffix.casefold() == ".zip" and skipped(file) is None:
                yield from _inside(file, shown)
            else:
                yield Source(shown, file)


def _inside(archive: Path, shown: str) -> Iterator[Source]:
    """The members of a zip of sheets. One that cannot be listed, or is itself a workbook under the name of an archive,
    is read like any other file, and so says what is wrong with it."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
    except UNREADABLE:
        members = []
    if not 0 < len(members) <= MOST_MEMBERS or any(member.filename == OFFICE for member in members):
        yield Source(shown, archive)
        return
    for member in members:
        yield Source(f"{shown}/{_name(member)}", archive, member.filename)


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name as its maker meant it: UTF-8 written without the flag (macOS) comes out of CP437 again."""
    name = member.filename
    if not member.flag_bits & UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = member.filename
    return name.replace("\\", "/").lstrip("/")
