"""The rows of one appraiser's sheet: what was written of each criterion of each unit, every slip by its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.references import not_a_reference
from emulation_cli.cluster.slips import Slip
from emulation_cli.intake import appraisal_table
from emulation_cli.intake.appraisal_table import Table
from emulation_cli.intake.numbers import read_number
from emulation_cli.intake.submission import Mark, Missing, Value
from emulation_cli.labels import known
from emulation_cli.spreadsheet.cells import Cell
from emulation_cli.spreadsheet.cells import Kind as CellKind
from emulation_cli.text import clean, fold

BY_CLUSTER = (Kind.LEADER, Kind.MEAN)
WRITTEN = ("first", "explanation", "second", "opinion")
NO_VALUE = (CellKind.UNCALCULATED, CellKind.ERROR)
LONGEST = 80


@dataclass
class _Line:
    """One criterion's row as one unit's appraiser filled it in."""

    table: Table
    cluster: Cluster
    group: appraisal_table.Group
    criterion: Criterion
    row: int
    leads: bool

    def cell(self, name: str) -> Cell | None:
        return self.table.sheet.cells.get((self.row, self.group.columns.get(name, 0)))

    def text(self, name: str) -> str:
        cell = self.cell(name)
        return clean(cell.text) if cell and cell.kind not in NO_VALUE else ""

    def say(self, code: str, name: str, **params: object) -> None:
        column = self.group.columns.get(name) or self.group.columns["first"]
        self.table.report(code, self.row, column, self.group.unit, self.criterion.path, **params)


def read_marks(table: Table, cluster: Cluster, led: set[str]) -> Iterator[tuple[str, str, Mark]]:
    """(unit, path, mark) of everything that the appraiser wrote or agreed to; `led` are the units whose lead he is."""
    for row, criterion in _criteria(table):
        for group in table.groups:
            line = _Line(table, cluster, group, criterion, row, group.unit in led)
            mark = _mark(line)
            if mark is not None:
                yield group.unit, criterion.path, mark


# Rows


def _criteria(table: Table) -> Iterator[tuple[int, Criterion]]:
    """Each row with its criterion; what names none, or the same one again, is reported."""
    first: dict[str, int] = {}
    column = table.columns["criterion"]
    for row in table.lines:
        criterion = _criterion(table, row)
        if criterion is None:
            continue
        if first.setdefault(criterion.path, row) != row:
            here = table.place(first[criterion.path], column).cell
            table.report("appraisal-row-twice", row, column, about=criterion.path, path=criterion.path, first=here)
        else:
            _check_agreed(table, row, criterion)
            yield row, criterion


def _criterion(table: Table, row: int) -> Criterion | None:
    column = table.columns["criterion"]
    cell = table.sheet.cells.get((row, column))
    written = clean(cell.text) if cell and cell.kind not in NO_VALUE else ""
    if cell is None or not written:
        if _is_filled(table, row) and not _is_total(table, row):
            table.report("appraisal-row-without-criterion", row, column)
        return None
    if known("column").get(fold(written)) == "total":
        return None
    found = not_a_reference(table.workbook, cell) or table.references.path_of(written)
    if isinstance(found, Slip):
        if _is_filled(table, row):  # else a line of notes or signatures
            table.problems.append(found.at(table.place(row, column)))
        return None
    return table.tree.by_path[found]


def _is_filled(table: Table, row: int) -> bool:
    """Whether an appraiser wrote anything in a row."""
    columns = [group.columns.get(name, 0) for group in table.groups for name in WRITTEN]
    return any(table.sheet.text(row, column) for column in columns)


def _is_total(table: Table, row: int) -> bool:
    return known("column").get(fold(table.sheet.text(row, table.columns.get("text", 0)))) == "total"


def _check_agreed(table: Table, row: int, criterion: Criterion) -> None:
    """Text and maximum still are the cluster's: a path alone would take a score to another criterion."""
    column = table.columns.get("text", 0)
    said, agreed = clean(table.sheet.text(row, column)), clean(criterion.text)
    if said and fold(agreed) not in fold(said):
        code = "appraisal-text-differs" if table.issued else "appraisal-text-reworded"
        params = {"path": criterion.path, "found": said[:LONGEST], "agreed": agreed[:LONGEST]}
        table.report(code, row, column, None, criterion.path, **params)
    column = table.columns["maximum"]
    cell = table.sheet.cells.get((row, column))
    value = read_number(table.workbook, cell, None, percent=False).value
    if criterion.maximum is not None and value is not Missing.BLANK and value != criterion.maximum:
        found = value if isinstance(value, Decimal) else table.sheet.text(row, column)[:60]
        table.report("maximum-changed", row, column, None, criterion.path, found=found, agreed=criterion.maximum)


# One unit's cells of a row


def _mark(line: _Line) -> Mark | None:
    filled = next((name for name in WRITTEN if line.text(name) or _has_no_value(line, name)), None)
    if filled and line.group.unit == line.table.own:
        line.say("appraisal-own-unit", filled, appraiser=line.table.appraiser)
        return None
    if line.criterion.path in line.table.tree.children:
        if filled:
            line.say("appraisal-score-on-heading", filled)
        return None
    claimed = _claimed(line)
    first, second = (_score(line, name, claimed) for name in ("first", "second"))
    if line.criterion.kind in BY_CLUSTER and (first, second) != (Missing.BLANK, Missing.BLANK):
        line.say("appraised-score-of-peers", "first" if second is Missing.BLANK else "second")
        first = second = Missing.BLANK
    if first is second is Missing.BLANK and not line.group.ticked:
        return None
    return _made(line, first, second, claimed)


def _made(line: _Line, first: Value, second: Value, claimed: Value | None) -> Mark:
    """The mark, with a word where it lacks its reason."""
    decides = "first" if second is Missing.BLANK else "second"
    mark = Mark(
        appraiser=line.table.appraiser,
        place=line.table.place(line.row, line.group.columns[decides]),
        first=first,
        explanation=line.text("explanation"),
        second=second,
        opinion=line.text("opinion"),
        claimed=claimed,
        agreed=first is second is Missing.BLANK,
        leads=line.leads,
    )
    if isinstance(mark.score, Decimal) and claimed not in (None, mark.score) and not mark.reason:
        shown = claimed if isinstance(claimed, Decimal) else "–"
        line.say("appraisal-reason-missing", "opinion", appraiser=mark.appraiser, value=mark.score, claimed=shown)
    return mark


def _has_no_value(line: _Line, name: str) -> bool:
    """A formula without value, an error: something stands there all the same."""
    cell = line.cell(name)
    return cell is not None and cell.kind in NO_VALUE


def _claimed(line: _Line) -> Value | None:
    """Tự chấm as shown; None where the workbook does not say (the column is missing, a word stands there, or the
    office left it out in a workbook of its own)."""
    cell = line.cell("claimed")
    if cell is None:
        return Missing.BLANK if line.table.issued and "claimed" in line.group.columns else None
    value = read_number(line.table.workbook, cell, None, percent=False).value
    if isinstance(value, Decimal):
        return abs(value) if line.criterion.group is Group.DEDUCTION else value
    return None


def _score(line: _Line, name: str, claimed: Value | None) -> Value:
    """A typed score within 0…maximum (with vượt up to its cap above that), on the agreed step."""
    maximum, most = line.criterion.maximum or Decimal(0), line.criterion.most
    cell = line.cell(name)
    found = read_number(line.table.workbook, cell, maximum, percent=False)
    if found.code:
        line.say(found.code, name, **dict(found.params))
    value = found.value
    if not isinstance(value, Decimal):
        return value
    if line.criterion.group is Group.DEDUCTION:
        value = abs(value)  # a minus sign reads the same
    if value < 0:
        line.say("value-negative", name, value=value)
        return Missing.UNREADABLE
    if most is not None and value > most:
        line.say("score-above-maximum", name, value=value, max=most)
        return Missing.UNREADABLE
    if line.cluster.step and value % line.cluster.step and value != claimed:
        line.say("score-off-step", name, value=value, step=line.cluster.step)
    return value
