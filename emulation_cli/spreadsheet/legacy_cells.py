"""A workbook whose texts were typed in TCVN3 or VNI, in whole or in part: its cells in Unicode, and what was done.

The file itself is never touched: only what the rest of the program reads is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Cell, Kind, Sheet, Workbook
from emulation_cli.spreadsheet.legacy_shape import Settled, settle
from emulation_cli.spreadsheet.legacy_text import CODINGS, SIGNS, Coding, all_capitals, coding_of
from emulation_cli.text import clean

LONGEST_SHOWN = 60  # letters of a text in a message
MOST_SHOWN = 12  # cells named in a message
MOST_LETTERS = 200_000  # looked at in a workbook; a scoring sheet has a tenth of that
TEXT_COSTS = 16  # letters that a text costs besides its own
_SIGNS = re.compile(f"[{SIGNS}]")


def to_unicode(workbook: Workbook) -> list[Problem]:
    """Convert the cells that are surely in an old coding; a note for each sheet, a warning for what is not sure."""
    problems: list[Problem] = []
    patience = _Patience()
    for sheet in workbook.sheets:
        done = _Done(workbook)
        for (hint, _), cells in _groups(workbook, sheet).items():
            done.convert(cells, _settled(hint, list({cell.text: None for cell in cells}), patience))
        problems += done.problems(sheet.name)
    return problems


def _groups(workbook: Workbook, sheet: Sheet) -> dict[tuple[Coding | None, str], list[Cell]]:
    """The texts that are not plain ASCII, by the coding that their font tells, else by the font."""
    found: dict[tuple[Coding | None, str], list[Cell]] = {}
    for cell in sheet.cells.values():
        if cell.kind is Kind.TEXT and not cell.text.isascii():
            font = workbook.font(cell)
            hint = coding_of(font)
            found.setdefault((hint, "" if hint else font), []).append(cell)
    return found


def _settled(hint: Coding | None, texts: list[str], patience: _Patience) -> dict[str, Settled]:
    """The texts of a group that are in an old coding, or may be; a few with its signs are asked before all are."""
    signed = [text for text in texts if _SIGNS.search(text)]
    few = hint is None and 2 * len(signed) < len(texts)
    if few and (not signed or (patience.left > 0 and not settle(patience.with_(signed)))):
        return {}
    seen = patience.with_(texts)
    found = settle(seen, hint)
    unseen = {*signed} - {*seen} if found or hint or not seen else set()
    return dict.fromkeys(unseen, Settled(hint or CODINGS[0], None)) | found


class _Patience:
    """What may still be looked at of a workbook; a book's worth of text is not gone through word by word."""

    def __init__(self) -> None:
        self.left = MOST_LETTERS

    def with_(self, texts: list[str]) -> list[str]:
        """As many of the texts as there is patience for."""
        for count, text in enumerate(texts):
            self.left -= len(text) + TEXT_COSTS
            if self.left < 0:
                return texts[:count]
        return texts


@dataclass(slots=True)
class _Done:
    """What was done to a sheet, by the coding's name: cells converted, each with its text before, and cells left."""

    workbook: Workbook
    converted: dict[str, list[tuple[Cell, str]]] = field(default_factory=dict)
    unsure: dict[str, list[Cell]] = field(default_factory=dict)

    def convert(self, cells: Iterable[Cell], settled: dict[str, Settled]) -> None:
        for cell in cells:
            found = settled.get(cell.text)
            if found is None:
                continue
            if found.after is None:
                self.unsure.setdefault(found.coding.name, []).append(cell)
            else:
                self.converted.setdefault(found.coding.name, []).append((cell, cell.text))
                font = self.workbook.font(cell)
                capitals = found.coding is coding_of(font) and all_capitals(font)
                cell.text = found.after.upper() if capitals else found.after

    def problems(self, sheet: str) -> Iterator[Problem]:
        for name, cells in self.converted.items():
            (first, before), count = cells[0], len(cells)
            place = Place(self.workbook.name, sheet, first.address)
            shown = {"before": _shown(before), "after": _shown(first.text)}
            yield problem("text-legacy-encoding", place, encoding=name, count=count, **shown)
        for name, left in self.unsure.items():
            place = Place(self.workbook.name, sheet, left[0].address)
            text = _shown(left[0].text)
            yield problem("text-legacy-unsure", place, encoding=name, count=len(left), cells=_listed(left), text=text)


def _shown(text: str) -> str:
    return clean(text)[:LONGEST_SHOWN]


def _listed(cells: list[Cell]) -> str:
    listed = ", ".join(cell.address for cell in cells[:MOST_SHOWN])
    return f"{listed}…" if len(cells) > MOST_SHOWN else listed
