"""cluster.xlsx → Cluster: everything that the cluster agreed, every slip named by its cell, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from emulation_cli.cluster.awards import read_awards, read_registrations
from emulation_cli.cluster.classes import read_classes
from emulation_cli.cluster.consistency import Whole, check_whole
from emulation_cli.cluster.criteria import NotAssigned, Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.pages import DEFINITION, all_problems, open_pages
from emulation_cli.cluster.prose import read_prose
from emulation_cli.cluster.references import References
from emulation_cli.cluster.rules import ClassRule
from emulation_cli.cluster.settings import Settings, read_settings
from emulation_cli.cluster.table import Table, read_table
from emulation_cli.cluster.targets import read_targets
from emulation_cli.cluster.ties import read_ties
from emulation_cli.cluster.units import Units, read_units
from emulation_cli.problems import Problem, has_errors
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.spreadsheet.workbook import read_workbook


@dataclass(frozen=True)
class Definition:
    """What a file states as far as it could be read (no cluster where it is no workbook), and what is wrong with it.

    `sound` are the keys of the sheets without an error: what they say can be relied on, whatever the others are like.
    """

    cluster: Cluster | None
    problems: list[Problem]
    sound: Set[str] = frozenset()

    @property
    def agreed(self) -> Cluster | None:
        """The cluster, None when anything in the file is an error."""
        return None if has_errors(self.problems) else self.cluster


def read_cluster(path: Path) -> tuple[Cluster | None, list[Problem]]:
    """Read a cluster file. The cluster is None when anything in the file is an error; then problems say what."""
    definition = read_definition(path)
    return definition.agreed, definition.problems


def read_definition(path: Path) -> Definition:
    """Read a cluster file, errors or not."""
    workbook, problems = read_workbook(path)
    if workbook is None:
        return Definition(None, problems)
    found = definition_of(workbook)
    return replace(found, problems=problems + found.problems)


def cluster_of(workbook: Workbook) -> tuple[Cluster | None, list[Problem]]:
    """The cluster that a workbook states, None when there is an error in it; problems in the order of the file."""
    definition = definition_of(workbook)
    return definition.agreed, definition.problems


def definition_of(workbook: Workbook) -> Definition:
    """What a workbook states, errors or not; problems in the order of the file."""
    pages, problems = open_pages(workbook)
    settings = read_settings(pages["cluster"]) if "cluster" in pages else Settings()
    fields = _agreed(pages, settings)
    sound = {key for key in DEFINITION.forms if _is_sound(pages.get(key), problems)}
    cluster = Cluster(**{"name": "", "period": "", **settings.fields}, **fields)
    check_whole(Whole(cluster, pages, settings.rows, sound))
    return Definition(cluster, all_problems(problems, pages, workbook), frozenset(sound))


def _is_sound(page: Page | None, problems: list[Problem]) -> bool:
    """A sheet that is not there is sound where it was left out, and not where it may be one that was not known."""
    return not has_errors(problems if page is None else page.problems)


def _agreed(pages: Mapping[str, Page], settings: Settings) -> dict[str, Any]:
    """Cluster's fields beside those of the sheet Cụm, as far as the sheets are there."""
    units = read_units(pages["units"]) if "units" in pages else Units(sound=False)
    table = _table(pages, settings)
    rule = None if "not_assigned" in settings.unsure else settings.fields.get("not_assigned", NotAssigned.EXCLUDE)
    classes = read_classes(pages["classes"]) if "classes" in pages else ()
    awards = read_awards(pages["awards"], _class_names(pages, classes)) if "awards" in pages else ()
    return {
        "units": units.units,
        "criteria": table.criteria,
        "targets": read_targets(pages["targets"], units, table.references, rule) if "targets" in pages else (),
        "classes": classes,
        "ties": read_ties(pages["ties"], table.references) if "ties" in pages else (),
        "awards": awards,
        "registrations": read_registrations(pages["registrations"], units, awards) if "registrations" in pages else (),
        "prose": read_prose(pages["prose"]) if "prose" in pages else (),
    }


def _class_names(pages: Mapping[str, Page], classes: Iterable[ClassRule]) -> tuple[str, ...] | None:
    """The classes from the best down, each once; None where some could not be read."""
    if "classes" in pages and has_errors(pages["classes"].problems):
        return None
    return tuple(dict.fromkeys(rule.name for rule in classes))


def _table(pages: Mapping[str, Page], settings: Settings) -> Table:
    """The scoring table; without the sheet Cụm neither the places nor the place of bonus points are known."""
    if "criteria" not in pages:
        return Table((), References(Tree(()), sound=False))
    if "cluster" not in pages:
        return read_table(pages["criteria"], None, None)
    return read_table(pages["criteria"], settings.places, settings.bonus_in_scale)
