"""Styles: how each cell format shows a number, and its font's name."""

from __future__ import annotations

import re
from functools import lru_cache

from emulation_cli.spreadsheet.cells import Shown, Workbook
from emulation_cli.spreadsheet.markup import MAIN, Attributes, parse, vocabulary
from emulation_cli.spreadsheet.package import LARGEST_SMALL_PART, Package

CACHED = 1 << 18  # the styles of files made by one program are the same bytes; larger ones are not worth keeping

_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_NAMES = vocabulary(MAIN, "numFmt", "font", "name", "xf", *_SECTIONS)
_BUILT_IN = {
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)), Shown.DATE),
    **dict.fromkeys((*range(18, 22), 32, 33, *range(45, 48)), Shown.TIME),
    49: Shown.TEXT,
}
# What a format prints as it stands: "quoted", \escaped, _space, *fill; and [conditions], colours and locales.
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].|\[(?![hms]+\])[^\]]*\]?')
_GENERAL = re.compile(r"general|standard", re.IGNORECASE)

Styles = tuple[list[Shown], list[str]]


def read_styles(package: Package, part: str) -> Styles:
    """Each cell format's Shown and font name, by style index; not to be changed. Empty where no part is named ('')."""
    if not part:
        return [], []
    data = b"".join(package.steps(part, LARGEST_SMALL_PART))
    return (_styles_remembered if len(data) <= CACHED else _styles)(data, part)


def _styles(data: bytes, part: str) -> Styles:
    table = _Table()
    parse(part, [data], _NAMES, table.start)
    return table.styles()


_styles_remembered = lru_cache(maxsize=16)(_styles)


class _Table:
    def __init__(self) -> None:
        self.section = ""
        self.codes: dict[int, str] = {}
        self.fonts: list[str] = []
        self.formats: list[tuple[int, int]] = []

    def start(self, name: str, attrs: Attributes) -> None:
        section = self.section
        if name == "xf":
            if section == "cellXfs":
                self.formats.append((int(attrs.get("numFmtId", 0)), int(attrs.get("fontId", 0))))
        elif name == "numFmt":
            if section == "numFmts":
                self.codes[int(attrs["numFmtId"])] = attrs.get("formatCode", "")
        elif name == "font":
            if section == "fonts":
                self.fonts.append("")
        elif name == "name":
            if section == "fonts" and self.fonts:
                self.fonts[-1] = attrs.get("val", "")
        elif name in _SECTIONS:
            self.section = name

    def styles(self) -> Styles:
        shown = {number: shown_by(number, self.codes.get(number)) for number, _ in self.formats}
        fonts = dict(enumerate(self.fonts))
        return [shown[number] for number, _ in self.formats], [fonts.get(font, "") for _, font in self.formats]


def shown_by(number: int, code: str | None) -> Shown:
    """How number format `number`, whose own code stands in the file or not, shows a number."""
    if code is None:
        return _BUILT_IN.get(number, Shown.NUMBER)
    return shown_by_code(code)


def shown_by_code(code: str) -> Shown:
    """How a format code shows a positive number: '0.0%' percent, 'dd/mm/yyyy' date, '[h]:mm' time, '@' text."""
    letters = _GENERAL.sub("", _LITERAL.sub("", code).partition(";")[0]).lower()
    if "d" in letters or "y" in letters:
        return Shown.DATE
    if "h" in letters or "s" in letters:
        return Shown.TIME
    if "m" in letters:
        return Shown.TIME if "[m" in letters else Shown.DATE
    if "%" in letters:
        return Shown.PERCENT
    return Shown.TEXT if "@" in letters else Shown.NUMBER


class DateStyles:
    """Styles that look like others but are sure to show a date or a time, added to a workbook where it has none.

    A cell of the form t="d" is a date whatever its style says.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._known: dict[tuple[int, bool], int] = {}
        self._own = False

    def __call__(self, style: int, time: bool) -> int:
        """The style to use instead of `style` for a date (or a mere time of day)."""
        if (style, time) not in self._known:
            self._known[style, time] = self._find(style, Shown.TIME if time else Shown.DATE)
        return self._known[style, time]

    def _find(self, style: int, shown: Shown) -> int:
        book = self._workbook
        known = style < len(book.formats)
        if known and book.formats[style] in (Shown.DATE, Shown.TIME):
            return style
        if not self._own:  # the tables as read may be shared with other workbooks
            book.formats, book.fonts, self._own = list(book.formats), list(book.fonts), True
        book.formats.append(shown)
        book.fonts.append(book.fonts[style] if known else "")
        return len(book.formats) - 1
