"""cluster.xlsx → Cluster: everything that the cluster agreed, every slip named by its cell, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emulation_cli.cluster.awards import read_awards, read_registrations
from emulation_cli.cluster.classes import read_classes
from emulation_cli.cluster.consistency import Whole, check_whole
from emulation_cli.cluster.criteria import Tree
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.pages import DEFINITION, Opened, all_problems, open_pages
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

    `sound` is what can be relied on whatever the rest is like: the keys of the sheets without an error, and of what
    others go by "names" (of units), "titles" (of awards) and "places" (decimals of points), each where it is certain.
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
    return Definition(None, problems) if workbook is None else definition_of(workbook, problems)


def cluster_of(workbook: Workbook) -> tuple[Cluster | None, list[Problem]]:
    """The cluster that a workbook states, None when there is an error in it; problems in the order of the file."""
    definition = definition_of(workbook)
    return definition.agreed, definition.problems


def definition_of(workbook: Workbook, damaged: Sequence[Problem] = ()) -> Definition:
    """What a workbook states, errors or not; problems in the order of the file. `damaged` is what its reader found."""
    opened = open_pages(workbook, damaged=damaged)
    parts = _Parts(opened)
    fields = parts.fields()
    sound = parts.sound()
    cluster = Cluster(**{"name": "", "period": "", **parts.settings.fields}, **fields)
    check_whole(Whole(cluster, opened.pages, parts.settings.rows, sound))
    return Definition(cluster, all_problems(opened, workbook), sound)


class _Parts:
    """The sheets of a definition while they are read: each by what is certain of those that it names things of."""

    def __init__(self, opened: Opened) -> None:
        self.pages, self.doubtful = opened.pages, opened.doubtful
        self.settings = read_settings(self.pages["cluster"]) if "cluster" in self.pages else Settings()
        self.settings.nameless |= "cluster" in self.doubtful
        self.units = read_units(self.pages["units"]) if "units" in self.pages else Units()
        self.units.sound &= "units" in self.pages and "units" not in self.doubtful
        self.table = _table(self.pages, self.settings)
        self.table.references.sound &= "criteria" not in self.doubtful
        self.titles_known = "awards" not in self.doubtful

    def fields(self) -> dict[str, Any]:
        """Cluster's fields beside those of the sheet Cụm, as far as the sheets are there."""
        pages, units, references = self.pages, self.units, self.table.references
        rule = self.settings.not_assigned
        classes = read_classes(pages["classes"]) if "classes" in pages else ()
        awards = read_awards(pages["awards"], self._class_names(classes)) if "awards" in pages else ()
        self.titles_known &= not any(pages["awards"].is_flawed(one.row, "award") for one in awards)
        titles = awards if self.titles_known else ()
        registered = pages.get("registrations")
        return {
            "units": units.units,
            "criteria": self.table.criteria,
            "targets": read_targets(pages["targets"], units, references, rule) if "targets" in pages else (),
            "classes": classes,
            "ties": read_ties(pages["ties"], references) if "ties" in pages else (),
            "awards": awards,
            "registrations": read_registrations(registered, units, titles) if registered else (),
            "prose": read_prose(pages["prose"]) if "prose" in pages else (),
        }

    def _class_names(self, classes: Iterable[ClassRule]) -> tuple[str, ...] | None:
        """The classes from the best down, each once; None where some could not be read."""
        if not self._is_sound("classes"):
            return None
        return tuple(dict.fromkeys(rule.name for rule in classes))

    def sound(self) -> frozenset[str]:
        """What can be relied on, once everything has been read."""
        found = {key for key in DEFINITION.forms if self._is_sound(key)}
        certain = {
            "names": self.units.sound,
            "titles": self.titles_known,
            "places": self.settings.places is not None,
        }
        return frozenset(found | {key for key, is_so in certain.items() if is_so})

    def _is_sound(self, key: str) -> bool:
        page = self.pages.get(key)
        return key not in self.doubtful and (page is None or not has_errors(page.problems))


def _table(pages: Mapping[str, Page], settings: Settings) -> Table:
    """The scoring table; without the sheet Cụm neither the places nor the place of bonus points are known."""
    if "criteria" not in pages:
        return Table((), References(Tree(()), sound=False))
    if "cluster" not in pages:
        return read_table(pages["criteria"], None, None)
    return read_table(pages["criteria"], settings.places, settings.bonus_in_scale)
