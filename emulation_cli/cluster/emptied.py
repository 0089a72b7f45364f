"""Sections of which a unit was assigned nothing, where the rule has points pass to what is left of the section."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from emulation_cli.cluster.criteria import Criterion, Group, NotAssigned, Tree

PASSED_ON = (NotAssigned.RESCALE, NotAssigned.SHARE_EQUALLY, NotAssigned.SHARE_IN_PROPORTION)


def rule_for(tree: Tree, agreed: NotAssigned, path: str) -> NotAssigned:
    """The rule for a criterion: its own `không giao=…`, else the nearest heading's, else the cluster's."""
    while path:
        own = tree.by_path[path].parameters.not_assigned
        if own is not None:
            return own
        path = path.rpartition(".")[0]
    return agreed


def emptied(tree: Tree, agreed: NotAssigned, out: Collection[str]) -> Iterator[tuple[Criterion, NotAssigned]]:
    """Sections all of whose chuẩn leaves are `out` (paths), with a rule that finds nobody there to pass points to."""
    for section in tree.sections:
        leaves = [leaf for leaf in tree.leaves_below(section.path) if leaf.group is Group.STANDARD and leaf.maximum]
        if leaves and all(leaf.path in out for leaf in leaves):
            rules = [rule_for(tree, agreed, leaf.path) for leaf in leaves]
            found = next((rule for rule in rules if rule in PASSED_ON), None)
            if found:
                yield section, found
