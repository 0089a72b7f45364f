"""The zip package around a workbook: its parts by name, unpacked within limits whatever the file claims.

Nothing that a file declares is trusted: the directory is counted before it is read, and every part is inflated in
steps that stop at the limit, its length and checksum compared with what was declared.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError

MEGABYTE = 1 << 20
LARGEST_FILE = 64 * MEGABYTE
LARGEST_PART = 160 * MEGABYTE  # a million formatted rows that hold nothing take about 110
LARGEST_PACKAGE = 200 * MEGABYTE  # of what is read of it; pictures are not
MOST_MEMBERS = 4000
MOST_TAGS = 1_500_000  # in all that is read; expat takes about 130 bytes for each one that stays open
LARGEST_SMALL_PART = 16 * MEGABYTE  # of a part that is read as a whole
FREE_RATIO = 16 * MEGABYTE  # a part below this may be packed as tightly as it likes
LARGEST_RATIO = 400
STEP = 1 << 18

_ENTRY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_END = b"PK\x05\x06"
_UTF_8 = 0x800


class RefusedError(Exception):
    """Why a file cannot be read: a code of the catalogue with its params. Never leaves the reader."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


def damaged(part: str = "") -> RefusedError:
    """The file (or one part of it) is not what it should be."""
    return RefusedError("file-damaged", part=part or "zip")


@contextmanager
def blaming(part: str) -> Iterator[None]:
    """What goes wrong with a part's content in here is the part's damage, never an exception for the caller."""
    try:
        yield
    except (ExpatError, ValueError, LookupError, ArithmeticError) as error:
        raise damaged(part) from error


def too_large(what: str, limit: int) -> RefusedError:
    """Something is beyond what any scoring sheet needs: 'megabytes', 'cells', or what only a programmer can name."""
    codes = {"megabytes": "file-large", "cells": "file-many-cells"}
    return RefusedError(codes.get(what, "file-limits"), what=what, limit=limit)


class Package:
    """A zip file's parts by name, without regard to case, backslashes or a leading slash.

    Raises RefusedError for what is no zip, is damaged, encrypted or beyond the limits; so does every method.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MOST_MEMBERS:
            raise too_large("members", MOST_MEMBERS)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, struct.error) as error:
            raise damaged() from error
        if _stated(data) not in (len(members) & 0xFFFF, 0xFFFF):
            raise damaged()
        self._data = data
        self._bytes_left = LARGEST_PACKAGE
        self._tags_left = MOST_TAGS
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for member in members:
            self._add(member)

    def _add(self, member: zipfile.ZipInfo) -> None:
        """A member's two names agree; two members of one name are harmless only where they hold the same."""
        if self._own_name(member) != member.orig_filename:
            raise damaged(member.filename)
        key = member.filename.replace("\\", "/").lstrip("/").lower()
        first = self._members.setdefault(key, member)
        if first is not member and (first.CRC, first.file_size) != (member.CRC, member.file_size):
            self._twice.add(key)

    def _own_name(self, member: zipfile.ZipInfo) -> str:
        """The name in the member's local header; the directory's alone is guarded by no checksum."""
        begin = member.header_offset + 30
        length = int.from_bytes(self._data[begin - 4 : begin - 2], "little")
        encoding = "utf-8" if member.flag_bits & _UTF_8 else "cp437"
        return self._data[begin : begin + length].decode(encoding, "replace")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> list[str]:
        """Every part's name, in lower case."""
        return list(self._members)

    def check_sizes(self) -> None:
        """Raises RefusedError where the parts together say that they are beyond the limits."""
        members = self._members.values()
        declared, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
        if declared > LARGEST_PACKAGE:
            raise too_large("megabytes", LARGEST_PACKAGE // MEGABYTE)
        if declared > FREE_RATIO and declared > LARGEST_RATIO * packed:
            raise too_large("ratio", LARGEST_RATIO)

    def read(self, name: str) -> bytes:
        """A whole small part; b'' where there is none."""
        return b"".join(self.steps(name, LARGEST_SMALL_PART)) if name in self else b""

    def steps(self, name: str, largest: int = LARGEST_PART) -> Iterator[bytes]:
        """A part, unpacked step by step, so that whoever reads it may stop."""
        member = self._checked(name, largest)
        size = crc = 0
        for step in _inflated(self._packed(member), member.compress_type, name):
            size += len(step)
            self._spend(step, size, largest)
            crc = zlib.crc32(step, crc)
            yield step
        if crc != member.CRC or size != member.file_size:
            raise damaged(name)

    def _spend(self, step: bytes, size: int, largest: int) -> None:
        self._bytes_left -= len(step)
        self._tags_left -= step.count(b"<")
        if size > largest or self._bytes_left < 0:
            raise too_large("megabytes", largest // MEGABYTE)
        if self._tags_left < 0:
            raise too_large("tags", MOST_TAGS)

    def _checked(self, name: str, largest: int) -> zipfile.ZipInfo:
        key = name.lower()
        member = self._members.get(key)
        if member is None:
            raise damaged(name)
        if key in self._twice:
            raise RefusedError("file-part-twice", part=name)
        if member.flag_bits & 1:
            raise RefusedError("file-encrypted")
        if member.file_size > largest:
            raise too_large("megabytes", largest // MEGABYTE)
        if member.file_size > FREE_RATIO and member.file_size > LARGEST_RATIO * member.compress_size:
            raise too_large("ratio", LARGEST_RATIO)
        return member

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        """A member's bytes as they stand in the file, behind its local header of 30 bytes, name and extra."""
        start = member.header_offset
        header = self._data[start : start + 30]
        if len(header) < 30 or not header.startswith(_LOCAL):
            raise damaged(member.filename)
        name_length, extra_length = struct.unpack_from("<HH", header, 26)
        begin = start + 30 + name_length + extra_length
        if begin + member.compress_size > len(self._data):
            raise damaged(member.filename)
        return memoryview(self._data)[begin : begin + member.compress_size]


def _stated(data: bytes) -> int:
    """How many members the end of the directory speaks of (65535: more than it can say); zipfile does not compare."""
    end = data.rfind(_END)
    return int.from_bytes(data[end + 10 : end + 12], "little")


def _inflated(packed: memoryview, method: int, name: str) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + STEP]) for at in range(0, len(packed), STEP))
        return
    if method != zipfile.ZIP_DEFLATED:
        raise damaged(name)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while not inflater.eof:
            step = inflater.decompress(rest, STEP)
            rest = inflater.unconsumed_tail
            if not step and not inflater.eof:
                raise damaged(name)
            yield step
    except zlib.error as error:
        raise damaged(name) from error
