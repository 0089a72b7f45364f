"""Units in file names."""

from __future__ import annotations

from collections import Counter

from emulation_cli.cluster.model import Cluster
from emulation_cli.text import file_name


def unit_names(cluster: Cluster) -> dict[str, str]:
    """Each unit's name in file names, by code; with its code where two would share a file."""
    safe = {unit.code: file_name(unit.name) for unit in cluster.units}
    often = Counter(name.casefold() for name in safe.values())
    return {code: name if often[name.casefold()] == 1 else file_name(f"{code} {name}") for code, name in safe.items()}
