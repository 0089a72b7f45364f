"""A workbook file → its sheets with every fact that a score check needs, each with its cell.

The project's own reader of xlsx and xlsm: no library shows a formula with its stored value, a number's own digits,
hidden rows and merges at once, and some abort on files that people really send.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet import legacy, parts
from emulation_cli.spreadsheet.cells import Sheet, Workbook
from emulation_cli.spreadsheet.collecting import MOST_CELLS, Collector
from emulation_cli.spreadsheet.content import Form, recognise, recognise_package
from emulation_cli.spreadsheet.legacy_text import suspected
from emulation_cli.spreadsheet.package import LARGEST_FILE, MEGABYTE, Package, RefusedError, damaged, too_large
from emulation_cli.spreadsheet.strings import read_strings
from emulation_cli.spreadsheet.styles import DateStyles, read_styles
from emulation_cli.spreadsheet.worksheet import read_sheet

LONGEST_SHOWN = 60  # letters of a damaged value in a message
WITHOUT_CELLS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})

Result = tuple[Workbook | None, list[Problem]]


def read_workbook(path: Path, shown: str | None = None) -> Result:
    """Read a spreadsheet file of any kind. `shown` is its name in places (default: the file's own).

    Whatever the file holds, the answer is a workbook, problems, or both; no exception leaves for a bad file.
    """
    name = path.name if shown is None else shown
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [_refusal(too_large("megabytes", LARGEST_FILE // MEGABYTE), name)]
        data = path.read_bytes()
    except FileNotFoundError:
        return None, [problem("file-gone", Place(name))]
    except (OSError, ValueError):
        return None, [problem("file-unreadable", Place(name))]
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Result:
    """Read a spreadsheet file's bytes, as `read_workbook` does; `name` stands in places."""
    try:
        form = recognise(data)
        return _read_values(data, name, form) if form else _read(data, name)
    except RefusedError as refused:
        return None, [_refusal(refused, name)]


def _refusal(refused: RefusedError, name: str) -> Problem:
    return problem(refused.code, Place(name), None, None, **refused.params)


def _read_values(data: bytes, name: str, form: Form, changed: datetime | None = None) -> Result:
    """A format of which only the values are seen; not the fonts, so that old codings are told by their shape."""
    workbook, problems = legacy.read(data, name, form, changed)
    return workbook, problems + _in_unicode(workbook)


def _read(data: bytes, name: str) -> Result:
    package = Package(data)
    root = parts.links(package, "")
    main = parts.target(root, "officeDocument") or "xl/workbook.xml"
    form = recognise_package(package, main)
    changed = parts.modified(package, parts.target(root, "core-properties") or "meta.xml")
    if form is not Form.XLSX:
        package.check_sizes()
        return _read_values(data, name, form, changed)
    book, links = parts.book(package, main), parts.links(package, main)
    formats, fonts = read_styles(package, parts.target(links, "styles"))
    workbook = Workbook(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        sheets=[],
        formats=formats,
        fonts=fonts,
        date1904=book.date1904,
        modified=changed,
    )
    problems = _add_sheets(workbook, book, package, links)
    if not workbook.sheets:
        raise RefusedError("file-no-sheets")
    return workbook, problems


def _add_sheets(workbook: Workbook, book: parts.Book, package: Package, links: parts.Links) -> list[Problem]:
    """Read the worksheets in their order; what they say in an old coding, in Unicode."""
    problems: list[Problem] = []
    shared = parts.target(links, "sharedStrings")
    strings = read_strings(package.steps(shared), shared) if shared else []
    left, dated, texts = MOST_CELLS, DateStyles(workbook), list(strings)
    for title, state, link in book.sheets:
        kind, part = links.get(link, ("", ""))
        if kind in WITHOUT_CELLS:
            continue
        if kind != "worksheet":
            raise damaged(title)
        sheet = Sheet(title, state)
        collector = Collector(sheet, strings, workbook.date1904, dated, left)
        read_sheet(collector, package.steps(part), part)
        texts += collector.own
        _add_comments(sheet, package, part)
        workbook.sheets.append(sheet)
        problems += _faults(collector, workbook.name)
        left -= len(sheet.cells)
    return problems + _in_unicode(workbook) if suspected(workbook.fonts, texts) else problems


def _in_unicode(workbook: Workbook) -> list[Problem]:
    from emulation_cli.spreadsheet.legacy_cells import to_unicode  # few files need it

    return to_unicode(workbook)


def _add_comments(sheet: Sheet, package: Package, part: str) -> None:
    noted = parts.target(parts.links(package, part), "comments")
    if noted:
        sheet.comments = parts.comments(package, noted)


def _faults(collector: Collector, name: str) -> list[Problem]:
    return [
        problem(code, Place(name, collector.sheet.name, cell), value=value[:LONGEST_SHOWN])
        for code, cell, value in collector.faults
    ]
