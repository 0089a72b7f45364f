"""A cluster as its cluster.xlsx, ready to be edited in Excel; `cluster.definition.read_cluster` reads it back equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms import definition_cluster, definition_rules, definition_tables, definition_targets
from emulation_cli.forms.book import open_book
from emulation_cli.forms.definition_guide import write_guide
from emulation_cli.forms.definition_page import Column, DefinitionPage
from emulation_cli.labels import label

PAGES: dict[str, tuple[Sequence[Column], Callable[[DefinitionPage, Cluster], None]]] = {
    "cluster": (definition_cluster.COLUMNS, definition_cluster.write),
    "units": (definition_tables.UNITS, definition_tables.write_units),
    "criteria": (definition_tables.CRITERIA, definition_tables.write_criteria),
    "targets": (definition_targets.COLUMNS, definition_targets.write_targets),
    "classes": (definition_tables.CLASSES, definition_tables.write_classes),
    "ties": (definition_rules.TIE_COLUMNS, definition_rules.write_ties),
    "awards": (definition_rules.AWARD_COLUMNS, definition_rules.write_awards),
    "registrations": (definition_rules.REGISTRATION_COLUMNS, definition_rules.write_registrations),
    "prose": (definition_tables.PROSE, definition_tables.write_prose),
}


def write_definition(target: Path, cluster: Cluster, *, language: str = "vi") -> None:
    """Write any cluster: every sheet of formats.md with explanations, choices and room for more.

    A deadline at midnight is read back as the day alone, which is how a sheet keeps a day; rows are numbered anew.
    """
    workbook, styles = open_book(target, text(language, "forms", "definition.title"))
    for key, (columns, write) in PAGES.items():
        page = DefinitionPage(workbook.add_worksheet(label("sheet", key, language)), styles, language, columns)
        write(page, cluster)
        if key == "criteria":
            definition_targets.show_paths(page, cluster)
    write_guide(workbook.add_worksheet(text(language, "forms", "definition.guide_sheet")), language, styles)
    paths = workbook.add_worksheet(definition_targets.PATHS)
    definition_targets.write_paths(paths, cluster, label("sheet", "criteria", language), language)
    workbook.close()
