"""The scoring sheet (bảng chấm điểm) that goes out to a unit: locked, guarded, live, ready to print.

Layout: formats.md, "A scoring sheet". Blank, or filled with answers for examples, tests and benchmarks.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.files import replacing
from emulation_cli.forms import frame
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.book import MADE, FormSheet, Styles, open_book, print_setup, put
from emulation_cli.forms.guards import attach, guards
from emulation_cli.forms.lines import Lines, height
from emulation_cli.forms.values import Values
from emulation_cli.labels import label
from emulation_cli.text import file_name, fold

FORMAT = "1"
HIDDEN_SHEET = "_emul"
HIGHLIGHT_ROWS = 20
NO_ANSWERS: Mapping[str, Answer] = {}


class Form:
    """The scoring sheet of one cluster: what all units share is worked out once."""

    def __init__(self, cluster: Cluster, language: str = "vi") -> None:
        self.cluster, self.language = cluster, language
        self.lines = Lines(cluster, language)
        self.guards = guards(cluster, self.lines.rows, language)

    def write(
        self, target: Path, unit: Unit, answers: Mapping[str, Answer] = NO_ANSWERS, modified: datetime | None = None
    ) -> None:
        """Write one unit's sheet; `modified` is the file's own property (default: the day of all blank forms)."""
        workbook, styles = open_book(target, text(self.language, "forms", "sheet.title"), modified)
        self._table(workbook.add_worksheet(label("sheet", "scoring_sheet", self.language)), unit, answers, styles)
        self._highlights(workbook.add_worksheet(label("sheet", "highlights", self.language)), styles)
        self._facts(workbook.add_worksheet(HIDDEN_SHEET), unit)
        workbook.close()

    def _table(self, sheet: FormSheet, unit: Unit, answers: Mapping[str, Answer], styles: Styles) -> None:
        values = Values(self.cluster, unit, answers, self.language)
        frame.title_lines(sheet, self.cluster, unit, self.language, styles)
        frame.header(sheet, self.language, styles)
        for path, cells in self.lines.of(values):
            row = self.lines.rows[path] - 1
            put(sheet, row, cells, styles)
            sheet.fit_row(row, height(cells))
        frame.total_line(sheet, self.lines, values, styles)
        below = self.lines.rows[""] + 1
        frame.signatures(sheet, below, self.language, styles)
        frame.page(sheet, below + frame.SIGNATURE_ROWS, self.language)
        attach(sheet, self.guards)

    def _highlights(self, sheet: FormSheet, styles: Styles) -> None:
        """Kết quả nổi bật: empty framed rows for what the unit is proud of."""
        say = {
            key: text(self.language, "forms", f"sheet.{key}") for key in ("highlights_title", "highlights_hint", "page")
        }
        sheet.merge_range(0, 0, 0, 1, say["highlights_title"], styles["title"])
        sheet.merge_range(1, 0, 1, 1, say["highlights_hint"], styles["hint"])
        for column, (key, width) in enumerate((("field", 32), ("highlight", 110))):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, label("column", key, self.language), styles["header"])
            for row in range(3, 3 + HIGHLIGHT_ROWS):
                sheet.write_blank(row, column, None, styles["input_text"])
        sheet.set_row(0, 24)
        sheet.set_row(2, 22)
        sheet.freeze_panes(3, 0)
        sheet.repeat_rows(2)
        print_setup(sheet, say["page"])
        sheet.protect("", frame.OPEN_TO_ALL)

    def _facts(self, sheet: FormSheet, unit: Unit) -> None:
        """The very hidden sheet that says whose sheet this is, whatever the file is called later."""
        facts = {
            "format": FORMAT,
            "cluster": self.cluster.name,
            "period": self.cluster.period,
            "unit": unit.code,
            "digest": self.cluster.tree.digest,
        }
        for row, (key, value) in enumerate(facts.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        sheet.very_hidden()


def write_sheet(
    target: Path,
    cluster: Cluster,
    unit: Unit,
    answers: Mapping[str, Answer] = NO_ANSWERS,
    *,
    language: str = "vi",
    modified: datetime | None = None,
) -> None:
    """One unit's scoring sheet, with its answers if there are any. For many units of a cluster keep one `Form`."""
    Form(cluster, language).write(target, unit, answers, modified)


def write_sheets(directory: Path, cluster: Cluster, language: str = "vi") -> list[Path]:
    """A blank sheet for every unit; the paths written, in the cluster's order.

    A sheet that somebody has saved since it was made is left alone (`sheet_paths` less what is returned).
    Raises PermissionError where one is open in Excel.
    """
    form, written = Form(cluster, language), []
    for unit, target in zip(cluster.units, sheet_paths(directory, cluster), strict=True):
        if target.exists() and not is_untouched(target):
            continue
        with replacing(target) as temporary:
            form.write(temporary, unit)
        written.append(target)
    return written


def sheet_paths(directory: Path, cluster: Cluster) -> list[Path]:
    """Where each unit's blank sheet goes: its code and name, made safe and unique on every file system."""
    taken: set[str] = set()
    found = []
    for unit in cluster.units:
        stem = file_name(f"{unit.code} {unit.name}")
        name, again = stem, 2
        while name.casefold() in taken:
            name, again = f"{stem} ({again})", again + 1
        taken.add(name.casefold())
        found.append(directory / f"{name}.xlsx")
    return found


def nobodys(directory: Path, cluster: Cluster) -> list[str]:
    """Workbooks among the sheets that are no unit's: forms of units that left or changed their name, or somebody
    else's. They are named and never deleted, for one of them may be filled."""
    own = {fold(path.name) for path in sheet_paths(directory, cluster)}
    there = sorted(path.name for path in directory.glob("*.xlsx") if not path.name.startswith(("~$", ".")))
    return [name for name in there if fold(name) not in own]


def is_untouched(path: Path) -> bool:
    """Whether a sheet is as the tool made it: Excel and LibreOffice note the time of every saving in the file."""
    made = f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode()
    try:
        with zipfile.ZipFile(path) as package:
            return package.read("docProps/core.xml").count(made) == 2
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
