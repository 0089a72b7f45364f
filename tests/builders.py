"""Small builders for tests: a cluster from rows, submissions from {path: value}, workbooks from grids of values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, NotAssigned, Parameters
from emulation_cli.cluster.model import Cluster, Target, Unit
from emulation_cli.cluster.rules import ClassRule, Condition
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Entry, Input, Missing, Submission
from emulation_cli.problems import Problem
from emulation_cli.results import Results, Standing
from emulation_cli.spreadsheet.cells import Cell, Sheet, Shown, Workbook
from emulation_cli.spreadsheet.cells import Kind as CellKind
from emulation_cli.tally import tally

Row = tuple[Any, ...]  # (path, kind or None for a parent, maximum or None[, {options}])
PARAMETERS = {field.name for field in fields(Parameters)}
BLANK, UNREADABLE = Missing.BLANK, Missing.UNREADABLE
COLUMNS = {
    "maximum": "C",
    "target": "E",
    "actual": "F",
    "self_score": "G",
    "not_assigned": "H",
    "evidence": "I",
    "explanation": "J",
    "appraised_actual": "K",
    "appraised_score": "L",
}


def number(value: Any) -> Any:
    """Numbers as decimals, everything else as it is."""
    return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def exact(value: Any) -> Decimal | None:
    """A number given in any way, also as digits."""
    return None if value is None else Decimal(str(value))


def band(points: Any, low: Any = None, high: Any = None, percent: bool = True, **edges: bool) -> Band:
    """A band: from low (included) up to high (not included), in percent unless said otherwise."""
    return Band(Decimal(str(points)), exact(low), high=exact(high), percent=percent, **edges)


def criteria(*rows: Row) -> tuple[Criterion, ...]:
    """Rows as (path, kind, maximum, options): options are group (inherited), fields of Parameters or of Criterion."""
    made: dict[str, Criterion] = {}
    for row, (path, kind, maximum, *rest) in enumerate(rows, 2):
        options = dict(rest[0]) if rest else {}
        above = made.get(path.rpartition(".")[0])
        group = Group(options.pop("group", above.group if above else Group.STANDARD))
        rules = {name: _parameter(name, options.pop(name)) for name in list(options) if name in PARAMETERS}
        made[path] = Criterion(
            path=path,
            level=path.count(".") + 1,
            label=options.pop("label", path.rpartition(".")[2]),
            text=options.pop("text", f"Tiêu chí số {path}"),
            maximum=exact(maximum),
            group=group,
            kind=None if kind is None else Kind(kind),
            parameters=Parameters(**rules),
            row=row,
            **options,
        )
    return tuple(made.values())


def _parameter(name: str, value: Any) -> Any:
    if name == "not_assigned":
        return NotAssigned(value)
    if name == "bands":
        return tuple(value)
    return value if name in ("requires", "less_is_better") else Decimal(str(value))


def cluster(
    *rows: Row, units: str = "A", targets: Mapping[tuple[str, str], Any] | None = None, **given: Any
) -> Cluster:
    """A cluster of units named by letters; `targets` {(unit, path): number, or None for không giao}."""
    lines = tuple(Target(unit, path, exact(value)) for (unit, path), value in (targets or {}).items())
    members = tuple(Unit(code, f"Sở {code}") for code in units.split())
    defaults = {"name": "Cụm số 2", "period": "6 tháng đầu năm 2026"}
    for name in {"bonus_cap", "deduction_cap", "step"} & set(given):
        given[name] = exact(given[name])
    return Cluster(units=members, criteria=criteria(*rows), targets=lines, **{**defaults, **given})


def class_rule(name: str, threshold: Any, *conditions: Condition, **options: bool) -> ClassRule:
    return ClassRule(name, Decimal(str(threshold)), conditions=conditions, **options)


def submission(
    agreed: Cluster, values: Mapping[str, Any], unit: str = "A", absent: Iterable[str] = (), **given: Any
) -> Submission:
    """A unit's sheet from {path: value}: a trực tiếp criterion's score, else its result; a dict names fields itself.

    A leaf that is not named is blank; one in `absent` has no row. Leaf number n stands in row 10 + n.
    """
    left_out = set(absent)
    entries = {
        leaf.path: entry(leaf, 10 + number_of_leaf, values.get(leaf.path, BLANK))
        for number_of_leaf, leaf in enumerate(agreed.tree.leaves, 1)
        if leaf.path not in left_out
    }
    unknown = set(values) - set(entries)
    assert not unknown, f"no such leaf: {unknown}"
    return Submission(unit, f"{unit}.xlsx", "Bảng chấm điểm", entries, COLUMNS, **given)


def entry(leaf: Criterion, row: int, value: Any) -> Entry:
    if not isinstance(value, Mapping):
        value = {"self_score" if leaf.kind is Kind.DIRECT else "actual": value}
    return Entry(leaf.path, row, **{name: number(one) for name, one in value.items()})


def results(agreed: Cluster, sheets: Mapping[str, Mapping[str, Any]]) -> Results:
    """The tally of {unit: {path: value}}."""
    return tally(agreed, collection(submission(agreed, values, unit) for unit, values in sheets.items()))


def collection(submissions: Iterable[Submission]) -> Collection:
    found = {one.unit: one for one in submissions}
    inputs = [Input(one.file, f"{n:064x}", one.unit, True, "used", one.sent) for n, one in enumerate(found.values())]
    return Collection(found, inputs, [])


def standing(agreed: Cluster, values: Mapping[str, Any]) -> Standing:
    """The standing of unit A alone."""
    return results(agreed, {"A": values}).standings[0]


def codes(problems: Iterable[Problem]) -> list[tuple[str, str | None, str]]:
    """(code, criterion, cell) of each; every text must print in both languages, whatever its values are."""
    found = []
    for one in problems:
        for language in ("vi", "en"):
            assert one.message(language) and one.fix(language)
        found.append((one.code, one.criterion, one.place.cell))
    return found


# Workbooks by hand


def uncalculated(formula: str) -> Cell:
    return Cell(0, 0, CellKind.UNCALCULATED, "", formula=formula)


def error_cell(text: str) -> Cell:
    return Cell(0, 0, CellKind.ERROR, text)


def formula_cell(formula: str, value: Any) -> Cell:
    """A formula with its stored value."""
    return _cell(value, formula=formula)


def styled(value: Any, style: int) -> Cell:
    """A value whose number format is `STYLES[style]`."""
    return _cell(value, style=style)


STYLES = [Shown.NUMBER, Shown.PERCENT, Shown.DATE, Shown.TIME, Shown.TEXT]
PERCENT, DATE, TIME, TEXT = 1, 2, 3, 4


def _cell(value: Any, style: int = 0, formula: str | None = None) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, bool):
        return Cell(0, 0, CellKind.BOOLEAN, "1" if value else "0", style, formula)
    kind = CellKind.TEXT if isinstance(value, str) else CellKind.NUMBER
    return Cell(0, 0, kind, str(value), style, formula)


def cell(value: Any, row: int = 1, column: int = 1) -> Cell:
    """One cell by itself: a text, a number (its digits as the file holds them), a boolean, or a cell made above."""
    made = _cell(value)
    return Cell(row, column, made.kind, made.text, made.style, made.formula)


def sheet(name: str, grid: Sequence[Sequence[Any]], first_row: int = 1) -> Sheet:
    """A sheet from rows of values; None is an empty cell."""
    cells = {
        (row, column): cell(value, row, column)
        for row, line in enumerate(grid, first_row)
        for column, value in enumerate(line, 1)
        if value is not None
    }
    return Sheet(name, cells=cells)


def workbook(*sheets: Sheet, name: str = "A.xlsx", modified: datetime | None = None, **given: Any) -> Workbook:
    return Workbook(name, "0" * 64, list(sheets), formats=list(STYLES), modified=modified, **given)


HEADER = ("_path", "TT", "Nội dung tiêu chí", "Điểm tối đa", "ĐVT", "Chỉ tiêu", "Kết quả", "Điểm tự chấm",
          "Không được giao", "Minh chứng", "Giải trình", "Kết quả thẩm định", "Điểm thẩm định",
          "Ý kiến thẩm định")  # fmt: skip
FIELDS = ("path", "label", "text", "maximum", "measure", "target", "actual", "self_score", "not_assigned", "evidence",
          "explanation", "appraised_actual", "appraised_score", "appraised_opinion")  # fmt: skip


def issued(
    agreed: Cluster,
    values: Mapping[str, Mapping[str, Any]],
    unit: str = "A",
    title: Sequence[Sequence[Any]] = (),
    facts: Mapping[str, str] | None = None,
    name: str = "A.xlsx",
) -> Workbook:
    """A scoring sheet as the tool issues it, header in row 7; `values` are {path: {field: value}}."""
    rows: list[Sequence[Any]] = [*title, *[[]] * (6 - len(title)), HEADER]
    for one in agreed.criteria:
        agreed_cells = {"path": one.path, "label": one.label, "text": one.text, "maximum": one.maximum}
        line = {**agreed_cells, "measure": one.measure or None, **values.get(one.path, {})}
        rows.append([line.get(field) for field in FIELDS])
    said = {
        "format": "1",
        "cluster": agreed.name,
        "period": agreed.period,
        "unit": unit,
        "digest": agreed.tree.digest,
        **(facts or {}),
    }
    hidden = sheet("_emul", list(said.items()))
    hidden.state = "veryHidden"
    return workbook(sheet("Bảng chấm điểm", rows), hidden, name=name)


def row_of(agreed: Cluster, path: str) -> int:
    """The row in which `issued` puts a criterion."""
    return 8 + [one.path for one in agreed.criteria].index(path)
