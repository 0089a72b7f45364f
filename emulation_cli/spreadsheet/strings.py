"""Texts of a workbook: the shared strings, escapes, and the white space that XML does or does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterable

from emulation_cli.spreadsheet.markup import MAIN, Attributes, parse, vocabulary
from emulation_cli.spreadsheet.package import too_large

SPACE = "http://www.w3.org/XML/1998/namespace space"
XML_WHITE = " \t\r\n"
MOST_CHARACTERS = 24 << 20

_NAMES = vocabulary(MAIN, "si", "t", "rPh")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Excel's _xHHHH_ escapes decoded, every line break '\\n'."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        # Two escapes may be one letter beyond the basic plane; half of one is no letter at all.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_strings(steps: Iterable[bytes], part: str) -> list[str]:
    """The shared strings in their order; runs joined, phonetic guides left out."""
    table = _Table()
    parse(part, steps, _NAMES, table.start, table.end, table.pieces)
    return table.strings


class _Table:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.runs: list[str] = []
        self.kept = False  # xml:space="preserve"
        self.phonetic = False
        self.left = MOST_CHARACTERS

    def start(self, name: str, attrs: Attributes) -> None:
        if name == "t":
            self.pieces.clear()
            self.kept = SPACE in attrs and attrs[SPACE] == "preserve"
        elif name == "si":
            self.runs.clear()
        elif name == "rPh":
            self.phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            if not self.phonetic:
                text = "".join(self.pieces)
                self.runs.append(text if self.kept else text.strip(XML_WHITE))
            self.pieces.clear()
        elif name == "si":
            text = plain("".join(self.runs))
            self.left -= len(text)
            if self.left < 0:
                raise too_large("characters", MOST_CHARACTERS)
            self.strings.append(text)
        elif name == "rPh":
            self.phonetic = False
