"""decisions.xlsx → Decisions: what was decided afterwards, every slip named by its cell, all at once."""

from __future__ import annotations

from pathlib import Path

from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import Problem


def read_decisions(path: Path, cluster: Cluster) -> tuple[Decisions, list[Problem]]:
    """Read a decisions file; no file is no decisions. Lines with an error are left out, and the problems say why."""
    if not path.exists():
        return Decisions(), []
    raise NotImplementedError
