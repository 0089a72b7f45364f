"""What goes back to the units: marked copies of their sheets, and a request for completion each.

For every unit with an error or a warning. The units' own files are read and never written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.files import replacing
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.sources import Source, find_sources
from emulation_cli.problems import EmulError, Problem, Severity
from emulation_cli.reports.for_unit import asks, to_tell
from emulation_cli.reports.unit_names import unit_names
from emulation_cli.workspace import Workspace

COPY, REQUEST = ".xlsx", ".docx"


@dataclass(frozen=True, slots=True)
class Returned:
    """What was written for one unit: marked copies, the request; `without` are the files that have no copy, and why
    (a key of [annotate.why])."""

    unit: Unit
    errors: int
    warnings: int
    copies: tuple[Path, ...]
    request: Path
    without: tuple[tuple[str, str], ...]


def refuse_collected(workspace: Workspace, folder: Path) -> None:
    """Copies among the collected sheets would be read as sheets. Raises EmulError `annotate-into-collected`."""
    read = [path for path in workspace.collected if path.is_dir()] + [workspace.root / "collected"]
    if any(folder.resolve().is_relative_to(path.resolve()) for path in read):
        raise EmulError("annotate-into-collected", folder=folder)


def annotate(
    cluster: Cluster,
    workspace: Workspace,
    collection: Collection,
    problems: Sequence[Problem],
    folder: Path,
    language: str,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Returned]:
    """Write copies and requests into a folder, in the cluster's order of units; what was written.

    Raises EmulError `annotate-into-collected`, `output-locked` (what was written before stays), and what a template
    may raise.
    """
    refuse_collected(workspace, folder)
    desk = _Desk(cluster, workspace, collection, folder, language)
    sent = {"", *(one.file for one in collection.inputs)}  # what stands in the cluster's own books is not the unit's
    by_unit: dict[str, list[Problem]] = {unit.code: [] for unit in cluster.units}
    for found in problems:
        if found.unit in by_unit and found.place.file in sent:
            by_unit[found.unit].append(found)
    asked = [unit for unit in cluster.units if any(map(asks, by_unit[unit.code]))]
    returned = []
    for done, unit in enumerate(asked, 1):
        returned.append(desk.send_back(unit, to_tell(by_unit[unit.code])))
        progress(done, len(asked))
    return returned


def left_over(folder: Path, returned: Sequence[Returned], language: str) -> list[Path]:
    """Files of an earlier run in the folder, of units that have nothing to correct any more."""
    ends = [text(language, "reports", f"annotate.{key}", unit="") for key in ("copy", "request")]
    now = {path for one in returned for path in (*one.copies, one.request)}
    return sorted(
        path
        for path in folder.glob("*")
        if path.suffix in (COPY, REQUEST) and path not in now and any(end in path.stem for end in ends)
    )


class _Desk:
    """Where copies and requests are made: what all units share."""

    def __init__(
        self, cluster: Cluster, workspace: Workspace, collection: Collection, folder: Path, language: str
    ) -> None:
        self.cluster, self.folder, self.language, self.templates = cluster, folder, language, workspace.templates
        sources, _ = find_sources(workspace.collected)
        self.sources: dict[str, list[Source]] = {}
        for source in sources:
            self.sources.setdefault(source.shown, []).append(source)
        self.hashes = {(one.file, one.sha256) for one in collection.inputs}
        self.own = {_key(source.path) for source in sources}  # never written to
        self.names = unit_names(cluster)

    def send_back(self, unit: Unit, found: Sequence[Problem]) -> Returned:
        """Everything for one unit; `found` are its findings, errors first."""
        from emulation_cli.reports.request import made

        copies: list[Path] = []
        without = []
        asked = [one for one in found if asks(one)]
        for file in dict.fromkeys(one.place.file for one in asked if one.place.file):
            copy = self._copy(unit, file, [one for one in found if one.place.file == file])
            if isinstance(copy, bytes):
                copies.append(self._write(unit, "copy", COPY, copy, copies))
            else:
                without.append((file, copy))
        names = [path.name for path in copies]
        letter = made(self.cluster, unit, asked, names, self.language, self.templates)
        request = self._write(unit, "request", REQUEST, letter)
        errors = sum(one.severity is Severity.ERROR for one in asked)
        return Returned(unit, errors, len(asked) - errors, tuple(copies), request, tuple(without))

    def _copy(self, unit: Unit, file: str, found: Sequence[Problem]) -> bytes | str:
        """The annotated copy of a file, or why there is none."""
        from emulation_cli.reports.copies import NoCopyError, annotated

        found_bytes = (source.content() for source in self.sources.get(file, ()))
        data = next((each for each in found_bytes if each is not None and (file, _hash(each)) in self.hashes), None)
        if data is None:
            return "cannot_open" if (file, "") in self.hashes else "changed"
        try:
            return annotated(data, self.cluster, unit, found, self.language)
        except NoCopyError as error:
            return error.why

    def _write(self, unit: Unit, kind: str, suffix: str, data: bytes, earlier: Sequence[Path] = ()) -> Path:
        stem = text(self.language, "reports", f"annotate.{kind}", unit=self.names[unit.code])
        target = next(path for path in _numbered(self.folder, stem, suffix) if not self._taken(path, earlier))
        try:
            with replacing(target) as temporary:
                temporary.write_bytes(data)
        except (PermissionError, FileExistsError, NotADirectoryError) as error:
            raise EmulError("output-locked", file=target) from error
        return target

    def _taken(self, path: Path, earlier: Sequence[Path]) -> bool:
        return path in earlier or _key(path) in self.own


def _numbered(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{stem}{suffix}"
    number = 2
    while True:
        yield folder / f"{stem} ({number}){suffix}"
        number += 1


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _key(path: Path) -> str:
    """The same for every spelling of one file, also where the file system does not tell case apart."""
    return str(path.resolve()).casefold()
