"""The files to read: found in folders and in zip archives, which are opened like folders and never unpacked to disk."""

from __future__ import annotations

import hashlib
import zipfile
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
UNREADABLE = (OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile)
UTF8_NAME = 0x800  # zip: the flag that a member's name is UTF-8; without it old tools mean CP437 or just their own


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
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
            return stream.read(LARGEST_FILE + 1)


def find_sources(paths: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """Everything to read, sorted by the name shown; notes on what is left out."""
    found: dict[tuple[Path, str], Source] = {}
    problems: list[Problem] = []
    for source in _walk(paths, problems):
        name = PurePosixPath(source.member or source.shown)
        code = skipped(name)
        if code:
            problems.append(problem(code, Place(source.shown)))
        elif name.suffix.casefold() not in ATTACHMENTS:
            found.setdefault((source.path, source.member), source)
    return sorted(found.values(), key=lambda source: source.shown), problems


def _walk(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Source]:
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if not file.is_file():
                continue
            shown = file.relative_to(path).as_posix() if path.is_dir() else file.name
            if file.suffix.casefold() == ".zip" and skipped(file) is None:
                yield from _inside(file, shown, problems)
            else:
                yield Source(shown, file)


def _inside(archive: Path, shown: str, problems: list[Problem]) -> Iterator[Source]:
    """The members of a zip of sheets; one that cannot be listed is a problem of that file alone."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [member for member in opened.infolist() if not member.is_dir()]
    except (OSError, ValueError, NotImplementedError, EOFError, zipfile.BadZipFile):
        problems.append(problem("file-damaged", Place(shown), part="zip"))
        return
    if len(members) > MOST_MEMBERS:
        problems.append(problem("file-limits", Place(shown), what="members", limit=MOST_MEMBERS))
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
