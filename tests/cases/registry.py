"""The cases by name, and the files that each one puts into `collected`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cases.agreed import CLUSTER, Desk
from cases.spoiling import Book

from emulation_cli.cluster.model import Cluster

Content = bytes | Book | None  # None: no such file, not even the sound one
Files = Mapping[str, Content]
Maker = Callable[[Desk], Content | Files]


@dataclass(frozen=True)
class Case:
    """One trap: who falls into it (`why`), the cluster as it was agreed, and what makes the spoilt files."""

    name: str
    why: str
    make: Maker
    cluster: Cluster
    single: bool

    def spoilt(self, desk: Desk) -> dict[str, bytes]:
        """The files of the unit at this desk."""
        made = self.make(desk)
        files = made if isinstance(made, Mapping) else {desk.file: made}
        return {name: _bytes(content) for name, content in files.items() if content is not None}

    def files(self) -> dict[str, bytes]:
        """Everything collected: the spoilt files, and the sound sheets of the units that have none in the case."""
        desk = Desk(self.cluster)
        made = self.make(desk)
        spoilt = made if isinstance(made, Mapping) else {desk.file: made}
        others = [desk.at(unit.code) for unit in self.cluster.units if unit != desk.unit]
        found = {other.file: other.sheet() for other in others}
        for name, content in spoilt.items():
            found.pop(name, None)
            if content is not None:
                found[name] = _bytes(content)
        return found


CASES: dict[str, Case] = {}


def case(cluster: Cluster = CLUSTER, single: bool = True) -> Callable[[Maker], Maker]:
    """Take a function in as a case; its docstring says what people do and why.

    `single`: all that it makes is the unit's own file, so that any unit of any cluster may be spoilt with it.
    """

    def register(make: Maker) -> Maker:
        name = make.__name__.replace("_", "-")
        assert make.__doc__ and name not in CASES, name
        CASES[name] = Case(name, make.__doc__, make, cluster, single)
        return make

    return register


def _bytes(content: bytes | Book) -> bytes:
    return content.bytes() if isinstance(content, Book) else content
