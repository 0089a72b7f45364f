"""Appraisal workbooks made by hand for tests, laid out as formats.md says: two header rows, five columns a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builders import collection, sheet, submission, workbook

from emulation_cli.cluster.model import Cluster
from emulation_cli.intake.appraisal import Appraisal, appraisal_of, with_appraisal
from emulation_cli.intake.collect import Collection
from emulation_cli.problems import Problem
from emulation_cli.results import Results
from emulation_cli.spreadsheet.cells import Sheet, Workbook
from emulation_cli.tally import tally

FIELDS = {"claimed": "Tự chấm", "first": "Lần 1", "explanation": "Giải trình", "second": "Lần 2", "opinion": "Ý kiến"}
TICKS, NAMES, HEADER, FIRST = 1, 2, 3, 4  # rows
Written = Mapping[str, Mapping[str, Mapping[str, Any]]]  # {unit: {path: {field: value}}}


def appraiser(
    agreed: Cluster,
    name: str,
    written: Written,
    ticked: Iterable[str] = (),
    units: Sequence[str] | None = None,
    title: str = "",
) -> Sheet:
    """One appraiser's sheet: a tick for each unit in `ticked`, a row a criterion, what is `written`."""
    shown = [unit.code for unit in agreed.units] if units is None else units
    tick: list[Any] = ["Người thẩm định" if title else None, title or None, "Đã thẩm định"]
    names: list[Any] = [None, None, None]
    header: list[Any] = ["Tiêu chí", "Nội dung", "Điểm tối đa"]
    for code in shown:
        tick += ["x" if code in set(ticked) else None, None, None, None, None]
        names += [code, None, None, None, None]
        header += FIELDS.values()
    rows = [tick, names, header]
    for one in agreed.criteria:
        line: list[Any] = [one.path, one.text, one.maximum]
        for code in shown:
            cells = written.get(code, {}).get(one.path, {})
            assert set(cells) <= set(FIELDS)
            line += [cells.get(field) for field in FIELDS]
        rows.append(line)
    return sheet(name, rows)


def cell(agreed: Cluster, unit: str, path: str, field: str) -> str:
    """The address of a cell in such a sheet."""
    from emulation_cli.spreadsheet.cells import column_letters

    at = [one.code for one in agreed.units].index(unit)
    column = 4 + 5 * at + list(FIELDS).index(field)
    return f"{column_letters(column)}{FIRST + [one.path for one in agreed.criteria].index(path)}"


def book(*sheets: Sheet, facts: Mapping[str, str] | None = None) -> Workbook:
    """appraisal.xlsx; with `facts` one that the tool issued."""
    hidden = [] if facts is None else [replace(sheet("_emul", list(facts.items())), state="veryHidden")]
    return workbook(*sheets, *hidden, name="appraisal.xlsx")


def read(agreed: Cluster, *sheets: Sheet) -> tuple[Appraisal, list[Problem]]:
    return appraisal_of([book(*sheets)], agreed)


def collected(agreed: Cluster, claims: Mapping[str, Mapping[str, Any]], *sheets: Sheet) -> Collection:
    """Units' claims with an appraisal laid over them, and the findings of both."""
    appraisal, problems = read(agreed, *sheets)
    made = collection(submission(agreed, values, unit) for unit, values in claims.items())
    made.problems += problems
    return with_appraisal(made, appraisal)


def results(agreed: Cluster, claims: Mapping[str, Mapping[str, Any]], *sheets: Sheet) -> Results:
    return tally(agreed, collected(agreed, claims, *sheets))
