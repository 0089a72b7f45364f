"""One appraiser's sheet of appraisal.xlsx: whose it is, which columns are which unit's, which units are ticked.

The header has two rows: units' names over their columns, and under each name Tự chấm, Lần 1, Giải trình, Lần 2, Ý kiến.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from emulation_cli.cluster.criteria import Tree
from emulation_cli.cluster.references import References
from emulation_cli.cluster.units import Units
from emulation_cli.intake.layout import Layout, title_value
from emulation_cli.intake.numbers import read_tick
from emulation_cli.labels import choices, key_of, known
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Cell, Sheet, Workbook, column_letters
from emulation_cli.spreadsheet.table import Header
from emulation_cli.text import clean, fold

HEADER_WITHIN = 60  # rows from the top
BASE = ("criterion", "text", "maximum")


@dataclass
class Group:
    """The columns of one unit, by field: claimed, first, explanation, second, opinion."""

    unit: str
    columns: dict[str, int]
    ticked: bool = False


@dataclass
class Table:
    """A sheet as understood. `own` is the unit that the appraiser is, in cross-scoring; it does not score itself."""

    workbook: Workbook
    sheet: Sheet
    issued: bool
    references: References
    appraiser: str = ""
    own: str | None = None
    header: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def tree(self) -> Tree:
        """The cluster's criteria."""
        return self.references.tree

    @cached_property
    def lines(self) -> Mapping[int, Mapping[int, Cell]]:
        """Rows under the header, from the top, with their cells by column."""
        return {row: cells for row, cells in self.sheet.rows() if row > self.header}

    def place(self, row: int, column: int) -> Place:
        """A cell of the sheet."""
        return Place(self.workbook.name, self.sheet.name, f"{column_letters(column)}{row}" if row else "")

    def report(
        self, code: str, row: int, column: int, unit: str | None = None, about: str | None = None, **params: object
    ) -> None:
        """Add a finding about a cell, and `about` a criterion."""
        self.problems.append(problem(code, self.place(row, column), unit, about, **params))


def find_table(workbook: Workbook, sheet: Sheet, units: Units, references: References, issued: bool) -> Table:
    """Read a sheet's header; a table without `groups` has nothing to read, and its problems say why."""
    table = Table(workbook, sheet, issued, references)
    table.header = _field_row(sheet)
    if not table.header:
        table.report("appraisal-sheet-unclear" if _looks_like_one(sheet) else "appraisal-sheet-not-read", 0, 0)
        return table
    fields = dict(_fields(dict(sheet.rows())[table.header]))
    table.columns = _base(sheet, table.header, min(fields))
    _read_groups(table, fields, units)
    for key in ("criterion", "maximum"):
        if key not in table.columns:
            table.report("appraisal-no-column", table.header, 1, wanted=choices("column", (key,)))
            table.groups = []
    layout = Layout(sheet, Header(table.header - 1, table.header, {}), {}, {}, issued)
    table.appraiser = clean(title_value(layout, "appraiser")) or clean(sheet.name)
    table.own = units.code_of(table.appraiser) or units.code_of(sheet.name)
    _read_ticks(table)
    if sheet.state != "visible" and table.groups:
        table.report("appraisal-sheet-hidden", 0, 0, appraiser=table.appraiser)
    return table


def _field_row(sheet: Sheet) -> int:
    """The row that names most of a unit's columns, with a first appraisal among them; 0 where none does."""
    best = (0, 0)
    for row, cells in islice(sheet.rows(), HEADER_WITHIN):
        keys = [key for _, key in _fields(cells)]
        if "first" in keys:
            best = max(best, (len(keys), -row))
    return -best[1]


def _fields(cells: Mapping[int, Cell]) -> Iterator[tuple[int, str]]:
    for column, cell in cells.items():
        key = key_of("appraisal", cell.text)
        if key:
            yield column, key


def _looks_like_one(sheet: Sheet) -> bool:
    """Whether some row names a column of such a table: then an appraiser's scores may stand there."""
    lines = (cells for _, cells in islice(sheet.rows(), HEADER_WITHIN))
    return any(
        key_of("column", cell.text, ("criterion",)) or any(_fields(cells)) for cells in lines for cell in cells.values()
    )


def _base(sheet: Sheet, header: int, first: int) -> dict[str, int]:
    """Tiêu chí, Nội dung, Điểm tối đa: in either row of the header, before the first unit's columns."""
    found: dict[str, int] = {}
    for row in (header, header - 1):
        for column in range(1, first):
            key = key_of("column", sheet.text(row, column), BASE)
            if key and key not in found and column not in found.values():
                found[key] = column
    return found


def _read_groups(table: Table, fields: Mapping[int, str], units: Units) -> None:
    """Each unit's columns: those from its name on, up to the next name."""
    names = _names(table, min(fields))
    groups: dict[int, Group | None] = {}
    seen: dict[str, int] = {}
    for column, key in sorted(fields.items()):
        start = max((at for at in names if at <= column), default=0)
        if start not in groups:
            groups[start] = _group(table, start, column, names, units, seen)
        group = groups[start]
        if group is not None and group.columns.setdefault(key, column) != column:
            written = table.sheet.text(table.header, column)
            table.report("appraisal-column-twice", table.header, column, group.unit, written=written)
    table.groups = [group for group in groups.values() if group is not None and "first" in group.columns]


def _names(table: Table, first: int) -> dict[int, str]:
    row = table.header - 1
    cells = {column: cell for (line, column), cell in table.sheet.cells.items() if line == row and column >= first}
    return {column: clean(cell.text) for column, cell in sorted(cells.items()) if clean(cell.text)}


def _group(
    table: Table, start: int, column: int, names: Mapping[int, str], units: Units, seen: dict[str, int]
) -> Group | None:
    """A unit's group, None where no unit can be told (reported)."""
    row = table.header - 1
    if not start:
        table.report("appraisal-column-without-unit", table.header, column)
        return None
    code = units.code_of(names[start])
    if code is None:
        table.problems.append(units.unknown(names[start]).at(table.place(row, start)))
        return None
    first = seen.setdefault(code, start)
    if first != start:
        where = table.place(row, first).cell
        table.report("appraisal-unit-twice", row, start, code, name=names[start], first=where)
        return None
    return Group(code, {})


def _read_ticks(table: Table) -> None:
    """The row Đã thẩm định above the names: a tick over any of a unit's columns."""
    labels = [spelt for spelt, key in known("column").items() if key == "appraised_mark"]
    rows = {
        row
        for (row, _), cell in table.sheet.cells.items()
        if row < table.header and fold(cell.text.rstrip(" \u00a0:")) in labels
    }
    for row in sorted(rows):
        for group in table.groups:
            _read_tick(table, row, group)


def _read_tick(table: Table, row: int, group: Group) -> None:
    for column in range(min(group.columns.values()), max(group.columns.values()) + 1):
        cell = table.sheet.cells.get((row, column))
        if cell is not None and cell.formula is not None:
            continue  # what the sheet itself says of how far it is filled in
        ticked, code = read_tick(cell)
        if code or not ticked:
            if code and cell is not None:
                table.report("appraisal-tick-unreadable", row, column, group.unit, text=cell.text[:60])
        elif group.unit == table.own:
            table.report("appraisal-own-unit", row, column, group.unit, appraiser=table.appraiser)
        else:
            group.ticked = True
