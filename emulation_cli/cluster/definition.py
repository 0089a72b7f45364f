"""cluster.xlsx → Cluster: everything that the cluster agreed, every slip named by its cell, all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from emulation_cli.cluster.classes import read_classes
from emulation_cli.cluster.consistency import Whole, check_whole
from emulation_cli.cluster.criteria import Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.pages import open_pages, report_not_built
from emulation_cli.cluster.prose import read_prose
from emulation_cli.cluster.references import References
from emulation_cli.cluster.settings import Settings, read_settings
from emulation_cli.cluster.table import Table, read_table
from emulation_cli.cluster.targets import read_targets
from emulation_cli.cluster.units import Units, read_units
from emulation_cli.problems import Problem, has_errors
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_workbook

_ADDRESS = re.compile(r"([A-Z]*)(\d*)")


def read_cluster(path: Path) -> tuple[Cluster | None, list[Problem]]:
    """Read a cluster file. The cluster is None when anything in the file is an error; then problems say what."""
    workbook, problems = read_workbook(path)
    if workbook is None:
        return None, problems
    cluster, found = cluster_of(workbook)
    return (None if has_errors(problems) else cluster), problems + found


def cluster_of(workbook: Workbook) -> tuple[Cluster | None, list[Problem]]:
    """The cluster that a workbook states, None when there is an error in it; problems in the order of the file."""
    pages, problems = open_pages(workbook)
    settings = read_settings(pages["cluster"]) if "cluster" in pages else Settings()
    units = read_units(pages["units"]) if "units" in pages else Units(sound=False)
    table = _table(pages, settings)
    targets = read_targets(pages["targets"], units, table.references) if "targets" in pages else ()
    classes = read_classes(pages["classes"]) if "classes" in pages else ()
    prose = read_prose(pages["prose"]) if "prose" in pages else ()
    for key, page in pages.items():
        report_not_built(key, page)
    if has_errors(_all(problems, pages)):
        return None, _in_reading_order(_all(problems, pages), workbook)
    cluster = Cluster(
        **settings.fields, units=units.units, criteria=table.criteria, targets=targets, classes=classes, prose=prose
    )
    check_whole(Whole(cluster, pages, settings.rows))
    problems = _in_reading_order(_all(problems, pages), workbook)
    return (None if has_errors(problems) else cluster), problems


def _table(pages: Mapping[str, Page], settings: Settings) -> Table:
    """The scoring table; without the sheet Cụm neither the places nor the place of bonus points are known."""
    if "criteria" not in pages:
        return Table((), References(Tree(()), sound=False))
    if "cluster" not in pages:
        return read_table(pages["criteria"], None, None)
    return read_table(pages["criteria"], settings.places, settings.bonus_in_scale)


def _all(problems: list[Problem], pages: Mapping[str, Page]) -> list[Problem]:
    return [*problems, *(found for page in pages.values() for found in page.problems)]


def _in_reading_order(problems: list[Problem], workbook: Workbook) -> list[Problem]:
    """By sheet, row and column, as a person goes through the file; what is about the whole file comes first."""
    order = {sheet.name: position for position, sheet in enumerate(workbook.sheets)}

    def position(found: Problem) -> tuple[int, int, int, str]:
        match = _ADDRESS.fullmatch(found.place.cell)
        letters, digits = match.groups() if match else ("", "")
        return order.get(found.place.sheet, -1), int(digits or 0), len(letters), letters

    return sorted(problems, key=position)
