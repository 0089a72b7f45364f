"""What cells of decisions.xlsx offer to choose from: a very hidden sheet of the cluster's names, a column each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.book import FormSheet
from emulation_cli.forms.definition_page import Lookup
from emulation_cli.labels import label

NAME = "_lists"  # a sheet whose name begins with _ is the tool's own


class Lists:
    """The names of one cluster: units, criteria with their texts, classes, awards."""

    def __init__(self, cluster: Cluster, language: str) -> None:
        self.cluster, self.language = cluster, language

    @cached_property
    def columns(self) -> Mapping[str, Sequence[str]]:
        """What stands in each column, from the first row down."""
        tree = self.cluster.tree
        awards = [rule.name for rule in self.cluster.awards]
        return {
            "units": [unit.name for unit in self.cluster.units],
            "paths": [criterion.path for criterion in tree.criteria],
            "texts": [criterion.text for criterion in tree.criteria],
            "leaves": [leaf.path for leaf in tree.leaves],
            "classes": list(dict.fromkeys(rule.name for rule in self.cluster.classes)),
            "barred": [label("every_award", "all", self.language), *awards],
            "voted": [*awards, label("tie_vote", "tie", self.language)],
        }

    def source(self, key: str) -> str:
        """The cells of a column as a formula; '' where it is empty."""
        last = len(self.columns[key])
        letter = chr(65 + list(self.columns).index(key))
        return f"={NAME}!${letter}$1:${letter}${last}" if last else ""

    def text_of(self, cell: str, path: str) -> Lookup:
        """The text of the criterion whose path stands in a cell."""
        paths, texts = (self.source(key).removeprefix("=") for key in ("paths", "texts"))
        criterion = self.cluster.tree.by_path.get(path)
        formula = f'=IF({cell}="","",IFERROR(INDEX({texts},MATCH({cell},{paths},0)),""))'
        return Lookup(formula, criterion.text if criterion else "")

    def write(self, sheet: FormSheet) -> None:
        """Write the columns; texts that begin with = or + stay texts."""
        for column, names in enumerate(self.columns.values()):
            for row, name in enumerate(names):
                sheet.write_string(row, column, name)
        sheet.very_hidden()
