"""appraisal.xlsx → what each appraiser wrote, every slip named by its cell, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.references import References
from emulation_cli.cluster.rules import Combine
from emulation_cli.cluster.units import known_units
from emulation_cli.intake.appraisal_marks import read_marks
from emulation_cli.intake.appraisal_table import Table, find_table
from emulation_cli.intake.appraised import counts
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.layout import issued_facts
from emulation_cli.intake.submission import Entry, Mark, Submission
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_workbook
from emulation_cli.text import clean, fold


@dataclass(frozen=True)
class Appraisal:
    """Who appraised, in the order of the sheets (the first leads), and the marks by (unit, criterion)."""

    appraisers: tuple[str, ...] = ()
    marks: Mapping[tuple[str, str], tuple[Mark, ...]] = field(default_factory=dict)


NO_APPRAISAL = Appraisal()


def read_appraisal(path: Path, cluster: Cluster, folder: Path | None = None) -> tuple[Appraisal, list[Problem]]:
    """Read the appraisers' workbook, and those in a folder with one appraiser each; no file is no appraisal. Where
    units score themselves they are not read at all.

    A finding with a unit is about that unit's scores; an error without one is about a workbook, and what it says
    cannot be relied upon.
    """
    files = _files(path, folder)
    if not files:
        return NO_APPRAISAL, []
    if not counts(cluster):
        return NO_APPRAISAL, [problem("appraisal-not-counted", Place(next(iter(files))))]
    read = [read_workbook(file, shown) for shown, file in files.items()]
    problems = [found for _, doubts in read for found in doubts]
    workbooks = [workbook for workbook, _ in read if workbook is not None]
    if not workbooks:
        return NO_APPRAISAL, problems
    appraisal, found = appraisal_of(workbooks, cluster)
    return appraisal, problems + found


def _files(path: Path, folder: Path | None) -> dict[str, Path]:
    """The workbooks by the names to show, in the order in which their appraisers count: 2 before 10."""
    found = {path.name: path} if path.exists() else {}
    if folder is not None and folder.is_dir():
        beside = [one for one in folder.glob("*.xlsx") if not one.name.startswith("~$")]
        found |= {f"{folder.name}/{one.name}": one for one in sorted(beside, key=_by_number)}
    return found


def _by_number(path: Path) -> tuple[int, str]:
    number = re.match(r"\d{1,9}", path.name)
    return int(number[0]) if number else 10**9, path.name


def appraisal_of(workbooks: Sequence[Workbook], cluster: Cluster) -> tuple[Appraisal, list[Problem]]:
    """The appraisal that workbooks state together; what is wrong comes sheet by sheet."""
    problems: list[Problem] = []
    tables: list[Table] = []
    for workbook in workbooks:
        facts = issued_facts(workbook)
        strange = list(_strangers(workbook, cluster, facts))
        problems += strange
        if not any(found.code == "appraisal-of-another" for found in strange):
            problems += _add_tables(tables, workbook, cluster, bool(facts))
    leads = _leads(cluster, tables)
    marks: dict[tuple[str, str], list[Mark]] = {}
    for table in tables:
        led = {unit for unit, lead in leads.items() if lead is table}
        for unit, path, mark in read_marks(table, cluster, led):
            marks.setdefault((unit, path), []).append(mark)
        problems += table.problems
    problems += _own_leads(cluster, tables)
    problems += _silent(cluster, tables, marks)
    everything = {key: tuple(found) for key, found in marks.items()}
    return Appraisal(tuple(table.appraiser for table in tables), everything), problems


def _strangers(workbook: Workbook, cluster: Cluster, facts: Mapping[str, str]) -> Iterator[Problem]:
    """A workbook of another cluster or period, or one older than the criteria."""
    place = Place(workbook.name)
    for key, expected in (("cluster", cluster.name), ("period", cluster.period)):
        found = facts.get(key, "")
        if found and fold(found) != fold(expected):
            yield problem("appraisal-of-another", place, found=clean(found), expected=clean(expected))
            return
    if facts.get("digest", cluster.tree.digest) != cluster.tree.digest:
        yield problem("appraisal-criteria-changed", place)


def _add_tables(tables: list[Table], workbook: Workbook, cluster: Cluster, issued: bool) -> list[Problem]:
    """Add a workbook's sheets to those of the workbooks before it; returns what is said of those that are not read."""
    units, references = known_units(cluster.units), References(cluster.tree)
    before = len(tables)
    problems: list[Problem] = []
    for sheet in workbook.sheets:
        if sheet.name.startswith("_") or not sheet.cells:
            continue
        table = find_table(workbook, sheet, units, references, issued)
        earlier = next((one for one in tables if fold(one.appraiser) == fold(table.appraiser)), None)
        if not table.groups:
            problems += table.problems
        elif earlier:
            place = Place(workbook.name, sheet.name)
            other = earlier.sheet.name if earlier.workbook is workbook else earlier.workbook.name
            problems.append(problem("appraisal-appraiser-twice", place, appraiser=table.appraiser, other=other))
        else:
            tables.append(table)
    if len(tables) == before and not any(found.code == "appraisal-appraiser-twice" for found in problems):
        problems.append(problem("appraisal-without-table", Place(workbook.name)))
    return problems


def _leads(cluster: Cluster, tables: list[Table]) -> dict[str, Table]:
    """Trưởng nhóm of each unit: the first sheet, for the unit whose sheet that is the next one."""
    found = ((unit.code, next((one for one in tables if one.own != unit.code), None)) for unit in cluster.units)
    return {unit: table for unit, table in found if table is not None}


def _own_leads(cluster: Cluster, tables: list[Table]) -> Iterator[Problem]:
    """Where the lead is a unit, another leads for it; that is said."""
    if cluster.combine is Combine.LEAD and len(tables) > 1 and tables[0].own is not None:
        unit, place = tables[0].own, Place(tables[1].workbook.name, tables[1].sheet.name)
        yield problem("appraisal-lead-is-unit", place, unit, appraiser=tables[1].appraiser)


def _silent(
    cluster: Cluster, tables: list[Table], marks: Mapping[tuple[str, str], Sequence[Mark]]
) -> Iterator[Problem]:
    """Where everybody's score counts, one who says nothing of a unit that others looked at moves its points."""
    if cluster.combine is Combine.LEAD:
        return
    spoken = {(unit, mark.appraiser) for (unit, _), found in marks.items() for mark in found}
    appraised = {unit for unit, _ in spoken}
    for table in tables:
        asked = {group.unit for group in table.groups} - {table.own}
        silent = {unit for unit in asked & appraised if (unit, table.appraiser) not in spoken}
        if silent:
            names = ", ".join(unit.name for unit in cluster.units if unit.code in silent)
            place = Place(table.workbook.name, table.sheet.name)
            yield problem("appraisal-voice-missing", place, appraiser=table.appraiser, count=len(silent), names=names)


def with_appraisal(collection: Collection, appraisal: Appraisal) -> Collection:
    """The collection with what appraisers wrote beside what units claim. Nothing given is changed."""
    by_unit: dict[str, dict[str, tuple[Mark, ...]]] = {}
    for (unit, path), marks in appraisal.marks.items():
        by_unit.setdefault(unit, {})[path] = marks
    submissions = {
        unit: _marked(submission, by_unit[unit]) if unit in by_unit else submission
        for unit, submission in collection.submissions.items()
    }
    return Collection(submissions, collection.inputs, collection.problems)


def _marked(submission: Submission, marks: Mapping[str, tuple[Mark, ...]]) -> Submission:
    entries = dict(submission.entries)
    for path, written in marks.items():
        entries[path] = replace(entries.get(path) or Entry(path, 0), marks=written)
    return replace(submission, entries=entries)
