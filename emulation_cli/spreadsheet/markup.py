"""Reading a part's XML with expat: one pass, names by their meaning (strict or transitional, any prefix), limits.

expat hands every name to a dictionary before the handlers see it; seeding that dictionary with '<namespace> c' → 'c'
for both namespaces of SpreadsheetML gives the handlers short names at no cost a cell. Where a part binds its
namespace once, as the default one, names are unambiguous without expat's look-up of namespaces, which takes a seventh
of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from xml.parsers import expat

from emulation_cli.spreadsheet.package import RefusedError, blaming, too_large

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
SPACE = "http://www.w3.org/XML/1998/namespace space"
MOST_NAMES = 20_000
LONGEST_TAG = 2 << 20
LONGEST_TEXT = 1 << 20  # Excel itself stops at 32,767 characters

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]

_QUOTED = [f'xmlns="{namespace}"'.encode() for namespace in MAIN]
_BARE = [namespace.encode() for namespace in MAIN]
_UNPREFIXED = {"xml:space": SPACE}


def vocabulary(namespaces: Iterable[str], *names: str) -> dict[str, str]:
    """What expat calls these names in these namespaces → the names alone."""
    return {f"{namespace} {name}": name for namespace in namespaces for name in names}


def parse(
    part: str,
    steps: Iterable[bytes],
    names: Mapping[str, str],
    start: Start,
    end: End | None = None,
    pieces: list[str] | None = None,
    unprefixed: bool = False,
) -> None:
    """Run a part through expat; character data is added to `pieces`, which the handlers empty.

    `unprefixed` allows the short cut for parts of which no attribute of another namespace is asked.
    Raises RefusedError: not well-formed, a DOCTYPE, beyond the limits, or where a handler raises ValueError, KeyError,
    IndexError or OverflowError.
    """
    rest = iter(steps)
    first, second = next(rest, b""), next(rest, None)
    unprefixed = unprefixed and second is None and binds_once(first)
    known = dict(_UNPREFIXED if unprefixed else names)
    reader = expat.ParserCreate(None, None if unprefixed else " ", known)
    reader.buffer_text = True
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.StartDoctypeDeclHandler = _refuse_doctype
    if pieces is not None:
        reader.CharacterDataHandler = pieces.append
    with blaming(part):
        _feed(reader, chain((first, second or b""), rest), known, pieces)


def binds_once(xml: bytes) -> bool:
    """Whether a whole part binds SpreadsheetML's namespace just once, as its default one, and no other default."""
    return xml.count(b"xmlns=") == 1 and sum(map(xml.count, _QUOTED)) == 1 and sum(map(xml.count, _BARE)) == 1


def _feed(reader: expat.XMLParserType, steps: Iterator[bytes], known: dict[str, str], pieces: list[str] | None) -> None:
    """Parse step by step; after each one the limits are looked at, so that memory stays bounded."""
    size = 0
    for step in steps:
        reader.Parse(step)
        size += len(step)
        if len(known) > MOST_NAMES or size - reader.CurrentByteIndex > LONGEST_TAG:
            raise too_large("names", MOST_NAMES)
        if pieces and sum(map(len, pieces)) > LONGEST_TEXT:
            raise too_large("characters", LONGEST_TEXT)
    reader.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("file-doctype")


def truth(value: str | None) -> bool:
    """An XML boolean attribute."""
    return value in ("1", "true", "on")
