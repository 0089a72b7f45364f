"""The sheets of cluster.xlsx and decisions.xlsx: which are there, where their header rows are, what stands in no known
place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from emulation_cli.cluster.page import Page, is_filled
from emulation_cli.cluster.slips import brief, slip
from emulation_cli.labels import choices, key_of, known, label, suggestion
from emulation_cli.problems import Place, Problem, Severity, problem
from emulation_cli.spreadsheet.cells import Sheet, Workbook
from emulation_cli.text import fold

HEADER_WITHIN = 60  # rows from the top
_ADDRESS = re.compile(r"([A-Z]*)(\d*)")


@dataclass(frozen=True, slots=True)
class Form:
    """What a sheet's header may hold: `needed` columns, `more` of them, and what only stands `beside` what is read;
    with `free` other headers mean something."""

    needed: tuple[str, ...]
    more: tuple[str, ...] = ()
    free: bool = False
    beside: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All columns, those needed first (they win a header that two share)."""
        return self.needed + self.more + self.beside


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets that a workbook may have, those that it `needed`, and the code for one that has none of either."""

    forms: Mapping[str, Form]
    needed: tuple[str, ...]
    stranger: str

    @property
    def sheets(self) -> tuple[str, ...]:
        """The keys of all sheets."""
        return tuple(self.forms)


DEFINITION = Book(
    {
        "cluster": Form(("item", "value"), ("note_on",)),
        "units": Form(("code", "unit_name"), ("aliases", "role", "representative", "position", "note")),
        "criteria": Form(
            ("level", "text", "maximum"),
            ("label", "group", "kind", "parameters", "measure", "guidance", "evidence", "note"),
        ),
        "targets": Form(("criterion",), ("unit", "target", "text", "label", "maximum", "measure", "note"), free=True),
        "classes": Form(("class", "threshold"), ("comparison", "condition", "note")),
        "ties": Form(("order", "by"), ("note",), beside=("text",)),
        "awards": Form(("award", "quota"), ("condition", "least_votes", "note")),
        "registrations": Form(("unit", "title"), ("note",)),
        "prose": Form(("document", "text"), ("section", "note")),
    },
    needed=("cluster", "units", "criteria"),
    stranger="definition-not-a-definition",
)


@dataclass
class Opened:
    """The sheets of a workbook by key, as far as their headers can be found, and what is wrong with the rest.

    `doubtful` are the keys of sheets that may not say what was meant, or stand somewhere unread: misspelt, twice, with
    no header, or damaged in the file.
    """

    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)


def open_pages(workbook: Workbook, book: Book = DEFINITION, damaged: Sequence[Problem] = ()) -> Opened:
    """Open the sheets that a book has; `damaged` is what the reader of the file found wrong."""
    opened = Opened(problems=list(damaged))
    sheets = _sheets(workbook, book, opened)
    for key, sheet in sheets.items():
        page = _open(workbook, sheet, book.forms[key])
        if page is None:
            wanted = ", ".join(label("column", column) for column in book.forms[key].needed)
            opened.problems.append(problem("definition-no-header", Place(workbook.name, sheet.name), columns=wanted))
            opened.doubtful.add(key)
        else:
            opened.pages[key] = page
    for found in damaged:
        if found.severity is Severity.ERROR:
            of = {key for key, sheet in sheets.items() if sheet.name == found.place.sheet}
            opened.doubtful |= of or set(book.sheets)
    return opened


def all_problems(opened: Opened, workbook: Workbook) -> list[Problem]:
    """All findings by sheet, row and column, as a person goes through the file; about the whole file comes first. A
    cell that could not be read is not also said to hold nothing of use."""
    order = {sheet.name: position for position, sheet in enumerate(workbook.sheets)}
    unread = {found.place for found in opened.problems if found.place.cell}
    others = [found for page in opened.pages.values() for found in page.problems if found.place not in unread]

    def position(found: Problem) -> tuple[int, int, int, str]:
        match = _ADDRESS.fullmatch(found.place.cell)
        letters, digits = match.groups() if match else ("", "")
        return order.get(found.place.sheet, -1), int(digits or 0), len(letters), letters

    return sorted([*opened.problems, *others], key=position)


def _sheets(workbook: Workbook, book: Book, opened: Opened) -> dict[str, Sheet]:
    """Sheets by key; those missing, named twice or not known."""
    found: dict[str, Sheet] = {}
    strangers: list[Sheet] = []
    problems: list[Problem] = []
    for sheet in workbook.sheets:
        key = key_of("sheet", sheet.name, book.sheets)
        if key is None:
            strangers.append(sheet)
        elif key in found:
            place = Place(workbook.name, sheet.name)
            problems.append(problem("definition-sheet-twice", place, other=found[key].name))
            opened.doubtful.add(key)
        else:
            found[key] = sheet
    problems += _strange_or_missing(workbook, book, strangers, found, opened.doubtful)
    telling = book.needed or book.sheets
    if found.keys().isdisjoint(telling) and not any(one.code == "definition-unknown-sheet" for one in problems):
        shown = brief(", ".join(sheet.name for sheet in workbook.sheets))
        params = {"sheets": shown, "needed": choices("sheet", telling)}
        opened.problems.append(problem(book.stranger, Place(workbook.name), **params))
        opened.doubtful |= set(book.sheets)
        return {}
    opened.problems += problems
    return found


def _strange_or_missing(
    workbook: Workbook, book: Book, strangers: list[Sheet], found: dict[str, Sheet], doubtful: set[str]
) -> Iterator[Problem]:
    """A misspelt sheet is named with what it was meant to be; then that one is not missing as well."""
    missing = [key for key in book.needed if key not in found]
    for sheet in strangers:
        if sheet.name.startswith("_") or not any(map(is_filled, sheet.cells.values())):
            continue
        free = tuple(key for key in book.sheets if key not in found)
        near = suggestion("sheet", sheet.name, free) if free else None
        meant = key_of("sheet", near, free) if near else None
        if meant:
            doubtful.add(meant)
        if meant in missing:
            missing.remove(meant)
        code = "definition-unknown-sheet" if near else "definition-extra-sheet"
        known_sheets = choices("sheet", book.sheets)
        yield problem(code, Place(workbook.name, sheet.name), near=near or "", known=known_sheets)
    doubtful.update(missing)
    for key in missing:
        yield problem("definition-missing-sheet", Place(workbook.name), sheet=label("sheet", key))


def _open(workbook: Workbook, sheet: Sheet, form: Form) -> Page | None:
    """The page under the row that names most of the columns needed; None where no row names any."""
    best: tuple[int, int, int] = (0, 0, 0)
    for row, cells in islice(sheet.rows(), HEADER_WITHIN):
        keys = {key_of("column", cell.text, form.keys) for cell in cells.values()} - {None}
        best = max(best, (len(keys.intersection(form.needed)), len(keys), -row))
    if not best[0]:
        return None
    page = Page(workbook, sheet, -best[2], {}, beside=form.beside)
    _read_header(page, form)
    return page


def _read_header(page: Page, form: Form) -> None:
    """Columns by key; a header twice, a misspelt one, one that is needed and not there."""
    cells = sorted((column, cell) for (row, column), cell in page.sheet.cells.items() if row == page.header)
    for column, cell in cells:
        key = key_of("column", cell.text, form.keys)
        if key is None:
            page.others[column] = cell
        elif key in page.columns:
            first = page.address(page.header, key)
            page.lost.add(key)
            page.report_sheet(slip("definition-column-twice", written=cell.text, first=first), page.header, column)
        else:
            page.columns[key] = column
    if not form.free:
        close_header(page, form)
    else:
        _report_missing(page, form)


def close_header(page: Page, form: Form) -> None:
    """Name every header that the form does not know, and every column that it needs and does not find."""
    _report_strangers(page, form)
    _report_missing(page, form)


def _report_strangers(page: Page, form: Form) -> None:
    """A header close to a column that is not there is taken for a slip; any other is the office's own column."""
    for column, cell in page.others.items():
        if not is_filled(cell):
            continue
        free = tuple(key for key in form.keys if key not in page.columns and key not in page.lost)
        near = suggestion("column", cell.text, free) if free else None
        if near:
            page.lost.add(known("column", free)[fold(near)])
        code = "definition-unknown-column" if near else "definition-extra-column"
        params = {"near": near or "", "known": choices("column", form.keys)}
        page.report_sheet(slip(code, written=cell.text, **params), page.header, column)


def _report_missing(page: Page, form: Form) -> None:
    for key in form.needed:
        if key not in page.columns and key not in page.lost:
            page.lost.add(key)
            page.report_sheet(slip("definition-missing-column", column=label("column", key)), page.header, 1)
