"""Texts of a workbook: the shared strings, escapes, and the white space that XML does or does not keep."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from emulation_cli.spreadsheet.escapes import XML_WHITE, plain, raised
from emulation_cli.spreadsheet.markup import MAIN, SPACE, Attributes, parse, vocabulary
from emulation_cli.spreadsheet.package import too_large
from emulation_cli.spreadsheet.scan import scan_strings

MOST_CHARACTERS = 24 << 20
MOST_STRINGS = 500_000

_NAMES = vocabulary(MAIN, "si", "r", "t", "rPh", "vertAlign")


def read_strings(steps: Iterable[bytes], part: str) -> list[str]:
    """The shared strings in their order; runs joined, phonetic guides left out."""
    rest = iter(steps)
    first, second = next(rest, b""), next(rest, None)
    scanned = scan_strings(first) if second is None else None
    if scanned is not None:
        return scanned
    table = _Table()
    whole = [first] if second is None else chain((first, second), rest)
    parse(part, whole, _NAMES, table.start, table.end, table.pieces, unprefixed=True)
    return table.strings


class _Table:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.runs: list[str] = []
        self.kept = False  # xml:space="preserve"
        self.phonetic = False
        self.raised = False  # a run in superscript
        self.left = MOST_CHARACTERS

    def start(self, name: str, attrs: Attributes) -> None:
        if name == "t":
            self.pieces.clear()
            self.kept = bool(attrs) and attrs.get(SPACE) == "preserve"
        elif name == "si":
            self.runs.clear()
            self.raised = False
        elif name == "rPh":
            self.phonetic = True
        elif name == "r":
            self.raised = False
        elif name == "vertAlign":
            self.raised = attrs.get("val") == "superscript"

    def end(self, name: str) -> None:
        if name == "t":
            if not self.phonetic:
                text = "".join(self.pieces)
                text = text if self.kept else text.strip(XML_WHITE)
                self.runs.append(raised(text, self.runs[-1]) if self.raised and self.runs else text)
            self.pieces.clear()
        elif name == "si":
            self.add(plain("".join(self.runs)))
        elif name == "rPh":
            self.phonetic = False

    def add(self, text: str) -> None:
        self.strings.append(text)
        self.left -= len(text)
        if self.left < 0 or len(self.strings) > MOST_STRINGS:
            raise too_large("characters", MOST_CHARACTERS)
