"""One worksheet part: its cells with every fact, merges, what is hidden or protected, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from emulation_cli.spreadsheet.addresses import POSITIONS
from emulation_cli.spreadsheet.cells import column_letters
from emulation_cli.spreadsheet.collecting import Collector
from emulation_cli.spreadsheet.escapes import XML_WHITE, raised
from emulation_cli.spreadsheet.markup import MAIN, SPACE, Attributes, parse, truth, vocabulary
from emulation_cli.spreadsheet.package import blaming
from emulation_cli.spreadsheet.scan import scan_rows

_BELOW = ("t", "is", "r", "rPh", "vertAlign", "sheetProtection", "col", "mergeCell")
_NAMES = vocabulary(MAIN, "row", "c", "v", "f", *_BELOW)


def read_sheet(collector: Collector, steps: Iterable[bytes], part: str) -> None:
    """Fill the collector's sheet from its part. Raises RefusedError where the part is damaged or beyond limits."""
    rest = iter(steps)
    first, second = next(rest, b""), next(rest, None)
    reading = _Reading(collector)
    with blaming(part):
        whole = [scan_rows(first, collector)] if second is None else chain((first, second), rest)
        parse(part, whole, _NAMES, reading.start, reading.end, reading.pieces, unprefixed=True)
        collector.finish()


class _Reading:
    """The handlers of a sheet's XML, the frequent names first; nothing is made for a cell that holds nothing."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.sheet = collector.sheet
        self.pieces: list[str] = []
        self.row: Attributes = {"r": "0"}
        self.row_kept = False
        self.attrs: Attributes = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.runs: list[str] = []
        self.kept = False
        self.phonetic = False
        self.raised = False  # a run in superscript

    def start(self, name: str, attrs: Attributes) -> None:
        if name == "c":
            if "r" not in attrs:
                attrs["r"] = self.following()
            self.attrs = attrs
            self.value = None
        elif name == "v":
            self.pieces.clear()
        elif name == "f":
            self.pieces.clear()
            if attrs.get("t") in ("array", "dataTable"):
                self.collector.spill(attrs.get("ref", ""))
        elif name == "row":
            if "r" not in attrs:
                attrs["r"] = str(int(self.row["r"]) + 1)
            self.row = attrs
            self.row_kept = False
            self.attrs = {}
        elif name in _STARTS:
            _STARTS[name](self, attrs)

    def end(self, name: str) -> None:
        if name == "c":
            if self.value is not None or self.formula is not None:
                self.keep()
        elif name == "v":
            if self.value is not None:
                raise ValueError(name)  # one cell, two values: no program writes that
            self.value = "".join(self.pieces)
        elif name == "f":
            self.formula = "".join(self.pieces)  # '' for a shared formula's followers
        elif name in _ENDS:
            _ENDS[name](self)

    def keep(self) -> None:
        """A cell that holds something; whether its row can be seen is asked once, and only of such rows."""
        attrs = self.attrs
        self.collector.add(attrs["r"], attrs.get("s", ""), attrs.get("t", ""), self.value, self.formula)
        self.value = self.formula = None
        if not self.row_kept:
            self.row_kept = True
            self.collector.row(int(self.row["r"]), self.row)

    def following(self) -> str:
        """The address of a cell that states none: the one behind the cell before it."""
        row, column = POSITIONS[self.attrs["r"]] if self.attrs else (max(int(self.row["r"]), 1), 0)
        return f"{column_letters(column + 1)}{row}"

    def start_text(self, attrs: Attributes) -> None:
        self.pieces.clear()
        self.kept = attrs.get(SPACE) == "preserve"

    def start_inline(self, _: Attributes) -> None:
        self.runs.clear()
        self.raised = False

    def start_run(self, _: Attributes) -> None:
        self.raised = False

    def start_position(self, attrs: Attributes) -> None:
        self.raised = attrs.get("val") == "superscript"

    def start_phonetic(self, _: Attributes) -> None:
        self.phonetic = True

    def start_protection(self, attrs: Attributes) -> None:
        self.sheet.protected = truth(attrs.get("sheet"))

    def start_column(self, attrs: Attributes) -> None:
        if truth(attrs.get("hidden")) or ("width" in attrs and float(attrs["width"]) == 0):
            self.collector.columns(int(attrs["min"]), int(attrs["max"]))

    def start_merge(self, attrs: Attributes) -> None:
        self.collector.merge(attrs["ref"])

    def end_text(self) -> None:
        if not self.phonetic:
            text = "".join(self.pieces)
            text = text if self.kept else text.strip(XML_WHITE)
            self.runs.append(raised(text, self.runs[-1]) if self.raised and self.runs else text)

    def end_inline(self) -> None:
        self.value = "".join(self.runs)

    def end_phonetic(self) -> None:
        self.phonetic = False


_STARTS: dict[str, Callable[[_Reading, Attributes], None]] = {
    "t": _Reading.start_text,
    "is": _Reading.start_inline,
    "r": _Reading.start_run,
    "vertAlign": _Reading.start_position,
    "rPh": _Reading.start_phonetic,
    "sheetProtection": _Reading.start_protection,
    "col": _Reading.start_column,
    "mergeCell": _Reading.start_merge,
}
_ENDS: dict[str, Callable[[_Reading], None]] = {
    "t": _Reading.end_text,
    "is": _Reading.end_inline,
    "rPh": _Reading.end_phonetic,
}
