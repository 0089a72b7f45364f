"""Reading a part's XML with expat: one pass, names by their meaning (strict or transitional, any prefix), limits.

expat hands every element name to a dictionary of names before the handlers see it; seeding that dictionary with
'<namespace> c' → 'c' for both namespaces of SpreadsheetML gives the handlers short names at no cost a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from emulation_cli.spreadsheet.package import RefusedError, damaged, too_large

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
MOST_TAGS = 1_500_000  # in one part; expat takes about 130 bytes for each one that stays open
MOST_NAMES = 20_000
LONGEST_TAG = 2 << 20
LONGEST_TEXT = 1 << 20  # Excel itself stops at 32,767 characters

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


def vocabulary(namespaces: Iterable[str], *names: str) -> dict[str, str]:
    """What expat calls these names in these namespaces → the names alone."""
    return {f"{namespace} {name}": name for namespace in namespaces for name in names}


def parse(
    part: str,
    steps: Iterable[bytes],
    names: dict[str, str],
    start: Start,
    end: End | None = None,
    pieces: list[str] | None = None,
) -> None:
    """Run a part through expat; character data is added to `pieces`, which the handlers empty.

    Raises RefusedError: not well-formed, a DOCTYPE, beyond the limits, or a handler's ValueError, KeyError, IndexError.
    """
    known = dict(names)
    reader = expat.ParserCreate(None, " ", known)
    reader.buffer_text = True
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.StartDoctypeDeclHandler = _refuse_doctype
    if pieces is not None:
        reader.CharacterDataHandler = pieces.append
    tags = size = 0
    try:
        for step in steps:
            tags += step.count(b"<")
            if tags > MOST_TAGS:
                raise too_large("tags", MOST_TAGS)
            reader.Parse(step)
            size += len(step)
            if len(known) > MOST_NAMES or size - reader.CurrentByteIndex > LONGEST_TAG:
                raise too_large("tags", MOST_TAGS)
            if pieces and sum(map(len, pieces)) > LONGEST_TEXT:
                raise too_large("characters", LONGEST_TEXT)
        reader.Parse(b"", True)
    except (expat.ExpatError, ValueError, KeyError, IndexError, LookupError, OverflowError) as error:
        raise damaged(part) from error


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("file-doctype")


def truth(value: str | None) -> bool:
    """An XML boolean attribute."""
    return value in ("1", "true", "on")
