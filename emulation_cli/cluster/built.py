"""What the file contract knows and this version does not compute yet: read in full, refused with one clear problem.

The only list of its kind: building something means taking it out here.
"""

from __future__ import annotations

from collections.abc import Mapping

# Keys by table of labels.
NOT_BUILT: Mapping[str, frozenset[str]] = {
    "sheet": frozenset({"ties", "awards", "registrations"}),
}


def is_built(table: str, key: str) -> bool:
    """Whether what a label stands for is computed."""
    return key not in NOT_BUILT.get(table, frozenset())
