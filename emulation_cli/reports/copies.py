"""A copy of a unit's workbook with marks on the cells in question, for the unit to correct and send back.

Made with openpyxl, which keeps formulas, formats, validations, protection and hidden sheets; drawings of a kind that
it does not know are lost, and the copy has no macros. A copy whose cells do not read like the original's is not made.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import Any

import openpyxl
from openpyxl.workbook.properties import CalcProperties

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.intake.layout import is_review
from emulation_cli.problems import Problem, Severity
from emulation_cli.reports import review_sheet
from emulation_cli.reports.console import MARKS
from emulation_cli.reports.filters import one_line
from emulation_cli.reports.for_unit import asks, told
from emulation_cli.reports.marks import Cells, colour, comment, located, unmark
from emulation_cli.reports.package import settled
from emulation_cli.reports.stored import same_cells, with_stored_values, with_time
from emulation_cli.spreadsheet.addresses import area
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_bytes

LARGEST = 16 << 20  # bytes of a file
LARGEST_PARTS = 4 << 20  # bytes of its XML parts: about five seconds; a scoring sheet has a tenth of that
MOST_SPANNED = 50_000  # cells in merged ranges and under hyperlinks: openpyxl makes an object for each
PROPERTIES = "docProps/core.xml"
_LINKED = re.compile(rb"""<(?:\w+:)?hyperlink\b[^>]*?\bref\s*=\s*["']([^"']*:[^"']*)["']""")


class NoCopyError(Exception):
    """Why there is no annotated copy of a file: a key of [annotate.why] of reports.toml."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def annotated(data: bytes, cluster: Cluster, unit: Unit, found: Sequence[Problem], language: str) -> bytes:
    """The bytes of the copy; `found` are the findings of this file, in the order to list them.

    The same input gives the same bytes. Raises NoCopyError; whatever a file does to openpyxl stays in here.
    """
    if len(data) > LARGEST:
        raise NoCopyError("large")
    original = _read(data)
    _affordable(data, original)
    with _contained():
        book = openpyxl.load_workbook(io.BytesIO(data))
        _take_off_earlier_marks(book)
        links = _mark(book, original, found, one_line(cluster.name), language)
    review_sheet.write(book, cluster, one_line(unit.name), found, links, language)
    with _contained():
        made = _saved(book, original)
    if not same_cells(original, _read(made)):
        raise NoCopyError("differs")
    return made


@contextmanager
def _contained() -> Iterator[None]:
    """What a file makes openpyxl do stays in here: warnings, words on standard output, whatever it raises."""
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    except Exception as error:  # nine classes from four packages have been seen
        raise NoCopyError("cannot_open") from error


def _read(data: bytes) -> Workbook:
    """The workbook without the review sheet of an earlier copy."""
    workbook, _ = read_bytes(data, "")
    if workbook is None or workbook.values_only:
        raise NoCopyError("cannot_open")
    workbook.sheets = [sheet for sheet in workbook.sheets if not is_review(sheet)]
    return workbook


def _affordable(data: bytes, original: Workbook) -> None:
    """openpyxl takes the time and memory that a file asks for: refuse those that ask for too much."""
    spanned = sum(_size(merge) for sheet in original.sheets for merge in sheet.merges)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [part for part in package.infolist() if part.filename.lower().endswith((".xml", ".rels", ".vml"))]
        if sum(part.file_size for part in parts) > LARGEST_PARTS:
            raise NoCopyError("large")
        for part in parts:
            spanned += sum(_size(area(match.decode())) for match in _LINKED.findall(package.read(part)))
    if spanned > MOST_SPANNED:
        raise NoCopyError("large")


def _size(cells: Cells) -> int:
    top, left, bottom, right = cells
    return (bottom - top + 1) * (right - left + 1)


def _saved(book: Any, original: Workbook) -> bytes:
    """The package; a program that opens it computes it anew, one that does not finds the stored values."""
    _show_first_sheet(book)
    book.calculation = book.calculation or CalcProperties()
    book.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    book.save(stream)
    return _with_stored(stream.getvalue(), book, original)


def _take_off_earlier_marks(book: Any) -> None:
    """A copy that was corrected and sent back is marked anew."""
    for sheet in [sheet for sheet in book.worksheets if review_sheet.is_one(sheet)]:
        book.remove(sheet)
    for sheet in book.worksheets:
        unmark(sheet)


def _mark(book: Any, original: Workbook, found: Sequence[Problem], author: str, language: str) -> dict[int, str]:
    """Colour the cells in question and note in each what is wrong there; where each finding's cell is, by number."""
    links: dict[int, str] = {}
    noted: dict[tuple[str, Cells], list[Problem]] = {}
    for number, one in enumerate(found):
        sheet = original.sheet(one.place.sheet)
        if sheet is None or one.place.sheet not in book.sheetnames:
            continue
        width = max((column for _, column in sheet.cells), default=1)
        cells = located(book[one.place.sheet], one.place.cell, width)
        if cells:
            links[number] = one.place.cell
            if asks(one):
                noted.setdefault((one.place.sheet, cells), []).append(one)
    for (name, cells), ones in noted.items():
        comment(book[name], cells, "\n\n".join(_note(one, language) for one in ones), author)
    for sheet in book.worksheets:
        marked: dict[Severity, list[Cells]] = {}
        for (name, cells), ones in noted.items():
            if name == sheet.title:
                marked.setdefault(ones[0].severity, []).append(cells)
        colour(sheet, marked)
    return links


def _note(found: Problem, language: str) -> str:
    message, fix = told(found, language)
    severity = text(language, "reports", f"unit.severity.{found.severity}")
    return f"{MARKS[found.severity]} {severity}: {message}\n→ {fix}"


def _show_first_sheet(book: Any) -> None:
    """Open at the list; with two sheets chosen, Excel would type into both."""
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]


def _with_stored(package: bytes, book: Any, original: Workbook) -> bytes:
    """The package with every cell as the unit's file has it, and that file's time."""
    changed = {}
    with zipfile.ZipFile(io.BytesIO(package)) as made:
        changed[PROPERTIES] = with_time(made.read(PROPERTIES), original)
        for sheet in book.worksheets[1:]:
            own = original.sheet(sheet.title)
            if own is not None:
                part = sheet.path.lstrip("/")
                changed[part] = with_stored_values(made.read(part), own)
    return settled(package, changed)
