"""tong-hop.xlsx: the summary with live formulas, the matrix criterion × unit, a chart of the totals where it can be
read, how every point came about, the awards and the decisions where there are any, the problems, the inputs.

Every formula stands with its value, so that a preview shows the figures and Excel can recompute them; the same
results give the same bytes.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from emulation_cli import catalogue
from emulation_cli.reports import (
    awards_sheet,
    charts_sheet,
    decisions_sheet,
    explain_sheet,
    inputs_sheet,
    matrix_sheet,
    problems_sheet,
    summary_sheet,
)
from emulation_cli.reports.book import FONT, Book, plain
from emulation_cli.reports.formulas import on
from emulation_cli.reports.matrix import Matrix
from emulation_cli.reports.matrix_layout import MOST_ACROSS, layout_for
from emulation_cli.reports.reckoning import scores_by_unit
from emulation_cli.reports.summary_plan import plan_for
from emulation_cli.results import Results

FONT_SIZE = 11
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day, so that no clock enters the bytes


def write(results: Results, target: Path, language: str = "vi") -> None:
    """Write the workbook. `results.scores` are gone through once. Raises OSError where the target cannot be made."""
    workbook = Workbook(str(target), _options(results))
    book = Book(workbook, results, language)
    _properties(book)
    _fill(book)
    try:
        workbook.close()
    except FileCreateError as error:  # XlsxWriter's wrapping of the OSError, which callers know
        raise error.args[0] from error


def _options(results: Results) -> dict[str, object]:
    """A large cluster is written row by row, each row leaving memory when the next begins."""
    return {
        "constant_memory": len(results.standings) > MOST_ACROSS,
        "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
    }


def _properties(book: Book) -> None:
    cluster = book.results.cluster
    title = book.words("of_cluster", cluster=cluster.name, period=cluster.period)
    words = {"title": plain(title), "author": plain(cluster.head_agency)}
    book.file.set_properties({**words, "created": CREATED})


def _fill(book: Book) -> None:
    """Sheets in the order that people read them; the matrix is filled before the summary that refers to it."""
    sheets = {key: book.sheet(name) for key, name in _names(book).items()}
    summary, sheet = sheets["summary"], sheets["matrix"]
    matrix, plan = Matrix(book.results.cluster), plan_for(book.results)
    layout = layout_for(len(book.results.standings), len(matrix.lines), book.words("sheet.matrix"))
    totals = [on(summary.get_name(), plan.cell(unit, "total")) for unit in range(plan.count)]
    few = layout is not None and not layout.turned
    scores = scores_by_unit(book.results.scores) if few else None
    nets = matrix_sheet.write(book, sheet, matrix, layout, totals, scores)
    summary_sheet.write(book, summary, plan, matrix, layout, nets)
    if "charts" in sheets:
        charts_sheet.write(book, sheets["charts"], summary.get_name(), plan)
    explain_sheet.write(book, sheets["explained"], scores)
    for key, write_sheet in LISTS.items():
        if key in sheets:
            write_sheet(book, sheets[key])
    summary.activate()


LISTS = {
    "awards": awards_sheet.write,
    "decisions": decisions_sheet.write,
    "problems": problems_sheet.write,
    "inputs": inputs_sheet.write,
}


def _names(book: Book) -> dict[str, str]:
    """The sheets' names, in the order in which they stand; charts, awards and decisions only where there are any."""
    left_out = {"charts"} if not charts_sheet.is_readable(book.results) else set()
    left_out |= {"awards"} if not book.results.awards else set()
    left_out |= {"decisions"} if not decisions_sheet.has_lines(book) else set()
    explained = catalogue.text(book.language, "explain", "sheet.name")
    keys = ("summary", "matrix", "charts", "explained", *LISTS)
    return {key: explained if key == "explained" else book.words(f"sheet.{key}") for key in keys if key not in left_out}
