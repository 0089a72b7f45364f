"""What a file is, by what it holds and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from emulation_cli.spreadsheet.package import Package, RefusedError, damaged

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods"})
HEAD = 1 << 16  # what is looked at of a text


class Form(StrEnum):
    """A format that can be read; all but XLSX (and its kin) with values only."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MAGIC = (
    (b"%PDF", "file-pdf"),
    (b"\x89PNG", "file-picture"),
    (b"\xff\xd8\xff", "file-picture"),
    (b"GIF8", "file-picture"),
    (b"II*\0", "file-picture"),
    (b"MM\0*", "file-picture"),
    (b"Rar!\x1a\x07", "file-archive"),
    (b"7z\xbc\xaf\x27\x1c", "file-archive"),
    (b"\x1f\x8b", "file-archive"),
)
_PICTURE = re.compile(rb"RIFF....WEBP|....ftyp(?:heic|heix|mif1|avif)|BM....\0\0\0\0", re.DOTALL)
# The class of an OLE file's own root: Word, PowerPoint. Either may hold a workbook as an object.
_OTHER_CLASSES = (
    bytes.fromhex("0609020000000000c000000000000046"),
    bytes.fromhex("0009020000000000c000000000000046"),
    bytes.fromhex("108d81649b4fcf1186ea00aa00b929e8"),
)
_HTML = re.compile(r"<!doctype html|<html|<table|<body|content-type:\s*(?:multipart/related|text/html)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def recognise(data: bytes) -> Form | None:
    """The format of a file, None for a zip that only its parts can tell; RefusedError says what else it is."""
    if data.startswith(b"PK\x03\x04"):
        return None
    if data.startswith(_OLE):
        return _compound(data)
    if not data:
        raise RefusedError("file-empty")
    for magic, code in _MAGIC:
        if data.startswith(magic):
            raise RefusedError(code)
    if _PICTURE.match(data):
        raise RefusedError("file-picture")
    if data.startswith(b"PK\x05\x06"):
        raise RefusedError("file-zip-other")
    if not data.strip(b"\0"):
        raise damaged()
    raise RefusedError(_text(data[:HEAD]))


def recognise_package(package: Package, main: str) -> Form:
    """The format of a zip whose office document is the part `main` ('' for none stated)."""
    if package.read("mimetype").strip() == _ODS_TYPE:
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise RefusedError("file-encrypted")
        return Form.ODS
    if main.endswith(".bin") and main in package:
        return Form.XLSB
    if main.startswith("word/"):
        raise RefusedError("file-docx")
    if main.startswith("ppt/"):
        raise RefusedError("file-pptx")
    if main in package:
        return Form.XLSX
    if any(name.startswith("xl/") for name in package.names()):
        raise damaged(main or "xl/workbook.xml")
    raise RefusedError("file-zip-other")


def _compound(data: bytes) -> Form:
    """An OLE file: an encrypted package, an old workbook, or something else of Office."""
    if any(_has_stream(data, name) for name in ("EncryptedPackage", "\tDRMContent")):
        raise RefusedError("file-encrypted")
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    root = (int.from_bytes(data[48:52], "little") + 1) * size
    if data[root + 80 : root + 96] not in _OTHER_CLASSES and any(_has_stream(data, n) for n in ("Workbook", "Book")):
        return Form.XLS
    raise RefusedError("file-ole-other")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE directory lists a name: 64 bytes of UTF-16, then its length with the closing zero."""
    written = name.encode("utf-16-le")
    return written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little") in data


def _text(head: bytes) -> str:
    """The code of what is left: an old XML spreadsheet, a web page, plain text, or nothing known."""
    text = _decoded(head).lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and text.lstrip().startswith("<?xml"):
        return "file-xml2003"
    if _HTML.search(text):
        return "file-html"
    return "file-unknown" if _CONTROL.search(text) else "file-text"


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def skipped(path: PurePath) -> str | None:
    """'file-skipped' for a file that no one meant to send: a lock (~$), a macOS twin (._), hidden or temporary."""
    name = path.name.lower()
    if name.startswith(("~$", ".", "~wr")) or name.endswith((".tmp", ".bak", ".xlk", "~")) or name in _LEFT_BEHIND:
        return "file-skipped"
    return "file-skipped" if "__macosx" in (part.lower() for part in path.parts) else None


_LEFT_BEHIND = ("thumbs.db", "desktop.ini")
