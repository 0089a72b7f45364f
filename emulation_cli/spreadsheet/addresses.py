"""Addresses and numbers as a sheet's part writes them, looked up in tables that all files share."""

from __future__ import annotations

import math
import re

from emulation_cli.spreadsheet.escapes import XML_WHITE

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
REMEMBERED = 50_000

Position = tuple[int, int]
Range = tuple[int, int, int, int]

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class _Positions(dict[str, Position]):
    """'G14' → (14, 7). Raises ValueError for what is no address of a sheet."""

    def __missing__(self, address: str) -> Position:
        match = _ADDRESS.fullmatch(address)
        if not match:
            raise ValueError(address)
        position = int(match[2]), column_number(match[1])
        if not 1 <= position[0] <= LAST_ROW or position[1] > LAST_COLUMN:
            raise ValueError(address)
        if len(self) < REMEMBERED:
            self[address] = position
        return position


class _Numbers(dict[str, str]):
    """A number's stored text → the same text, white space off. Raises ValueError for what is no number."""

    def __missing__(self, stored: str) -> str:
        text = stored.strip(XML_WHITE)
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            raise ValueError(stored)
        if len(self) < REMEMBERED and len(text) < 32:
            self[stored] = text
        return text


class _Styles(dict[str, int]):
    """A cell format's number as written → the number; '' → 0. Raises ValueError for what is none."""

    def __missing__(self, written: str) -> int:
        if not written.isdecimal():
            raise ValueError(written)
        return int(written)


POSITIONS = _Positions()
STYLES = _Styles({"": 0} | {str(number): number for number in range(1024)})
NUMBERS = _Numbers()


def column_number(letters: str) -> int:
    """'A' → 1, 'ab' → 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def area(reference: str) -> Range:
    """'B2:D3' → (2, 2, 3, 4), whichever corners it names. Raises ValueError."""
    first, _, last = reference.partition(":")
    row, column = POSITIONS[first]
    row2, column2 = POSITIONS[last or first]
    return min(row, row2), min(column, column2), max(row, row2), max(column, column2)
