"""What a file is, by what it holds and never by its name."""

from __future__ import annotations

from pathlib import PurePath

from emulation_cli.spreadsheet.package import RefusedError

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise(data: bytes) -> None:
    """Raise RefusedError for what is no xlsx or xlsm, with the code that says what it is instead."""
    if not data:
        raise RefusedError("file-empty")
    if data.startswith(_OLE):
        raise RefusedError("file-old-xls")
    if not data.startswith(b"PK"):
        raise RefusedError("file-unknown")


def skipped(path: PurePath) -> str | None:
    """'file-skipped' for a file that no one meant to send: a lock (~$), a macOS twin (._), hidden or temporary."""
    name = path.name
    if name.startswith(("~$", "._", ".", "~")) or name.lower().endswith((".tmp", ".bak", "~")):
        return "file-skipped"
    return None
