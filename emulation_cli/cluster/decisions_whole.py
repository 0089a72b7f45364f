"""Lines of decisions.xlsx that only the cluster's rules show to lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.emptied import emptied
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.rules import TieBy
from emulation_cli.cluster.slips import slip
from emulation_cli.labels import label

Pages = Mapping[str, Page]


def ties_are_voted_on_where_agreed(decisions: Decisions, cluster: Cluster, pages: Pages) -> None:
    """A vote on the order of tied units counts only where Đồng hạng says so."""
    if any(rule.by is TieBy.VOTE for rule in cluster.ties):
        return
    for line in decisions.votes:
        if line.award is None:
            pages["votes"].report(line.row, "award", slip("decisions-vote-undeclared"))


def somebody_is_left(decisions: Decisions, cluster: Cluster, pages: Pages) -> None:
    """With every unit excused there is nobody to rank."""
    if decisions.excuses and {line.unit for line in decisions.excuses} >= set(cluster.unit_of):
        pages["excuses"].report(decisions.excuses[-1].row, "unit", slip("decisions-all-excused"))


def sections_keep_something(decisions: Decisions, cluster: Cluster, pages: Pages) -> None:
    """Không giao, with what Chỉ tiêu says, may leave a unit nothing of a section: no criterion takes its points."""
    for unit in dict.fromkeys(line.unit for line in decisions.not_assigned):
        agreed = {path for (code, path), target in cluster.target_of.items() if code == unit and target.value is None}
        known = {section.path for section, _ in emptied(cluster.tree, cluster.not_assigned, agreed)}
        lines = [line for line in decisions.not_assigned if line.unit == unit]
        leaves = {leaf.path for line in lines for leaf in cluster.tree.leaves_below(line.criterion)}
        for section, rule in emptied(cluster.tree, cluster.not_assigned, agreed | leaves):
            if section.path in known:
                continue
            last = [line for line in lines if line.criterion.partition(".")[0] == section.path][-1]
            shown = {"name": cluster.unit_of[unit].name, "path": section.path, "rule": label("not_assigned", rule)}
            pages["not_assigned"].report(last.row, "criterion", slip("definition-section-emptied", **shown))
