"""The sheet Vấn đề: every finding with its place and what to do, errors first; the severity is a word."""

from __future__ import annotations

from typing import Any

from emulation_cli.labels import label
from emulation_cli.reports.book import Book, across, plain, put, shortened, start_list
from emulation_cli.reports.heights import row_height
from emulation_cli.reports.wording import finding_texts
from emulation_cli.results import Finding

COLUMNS = {"severity": 9, "unit": 20, "file": 22, "sheet": 13, "cell": 7, "criterion": 24, "message": 40, "fix": 34}
SEVERITIES = ("error", "warning", "note")
FILLS = {"error": "#FCE4D6", "warning": "#FFF7DB"}
MOST_ROWS = 1_000_000  # a sheet has 1,048,576
LONGEST_CRITERION = 80


def write(book: Book, sheet: Any) -> None:
    """Fill the sheet."""
    found = sorted(book.results.problems, key=_order)
    titles = [_title(book, key) for key in COLUMNS]
    row = start_list(book, sheet, book.words("problems.title"), dict(zip(titles, COLUMNS.values(), strict=True)))
    if not found:
        across(sheet, row, len(COLUMNS) - 1, book.words("problems.none"), book.look("line"), sum(COLUMNS.values()))
        return
    shown = found[:MOST_ROWS]
    for place, finding in enumerate(shown, start=row):
        _row(book, sheet, place, finding)
    sheet.autofilter(row - 1, 0, row + len(shown) - 1, len(COLUMNS) - 1)
    if len(found) > len(shown):
        rest = book.words("problems.more", count=len(found) - len(shown))
        across(sheet, row + len(shown), len(COLUMNS) - 1, rest, book.look("line"), sum(COLUMNS.values()))


def _order(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)


def _title(book: Book, key: str) -> str:
    if key in ("unit", "criterion"):
        return label("column", key, book.language)
    return book.words(f"column.{key}")


def _row(book: Book, sheet: Any, row: int, finding: Finding) -> None:
    message, fix = finding_texts(finding, book.language)
    units, code = book.results.cluster.unit_of, finding.unit or ""
    severity = book.words(f"severity.{finding.severity}") if finding.severity in SEVERITIES else finding.severity
    fill = FILLS.get(finding.severity)
    more = {"bg_color": fill, "bold": finding.severity == "error"} if fill else {}
    texts = (
        units[code].name if code in units else code,
        finding.file,
        finding.sheet,
        finding.cell,
        _criterion(book, finding.criterion),
        message,
        fix,
    )
    widths = list(COLUMNS.values())[1:]
    sheet.set_row(row, row_height(zip(map(plain, texts), widths, strict=True)))
    put(sheet, row, 0, severity, book.look("centre", **more))
    for column, text in enumerate(texts, start=1):
        put(sheet, row, column, text, book.look("top"))


def _criterion(book: Book, path: str | None) -> str:
    """The chain of printed labels with the criterion's words."""
    tree = book.results.cluster.tree
    if path is None or path not in tree.by_path:
        return path or ""
    return shortened(f"{tree.labels[path]} {tree.by_path[path].text}", LONGEST_CRITERION)
