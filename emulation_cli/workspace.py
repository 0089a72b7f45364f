"""Where things are: a workspace folder, or sheets with their cluster file somewhere beside or above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emulation_cli.problems import EmulError

CLUSTER_FILE = "cluster.xlsx"
DECISIONS_FILE = "decisions.xlsx"
APPRAISAL_FILE = "appraisal.xlsx"
APPRAISAL_FOLDER = "appraisal"  # of workbooks that hold one appraiser each
PREVIOUS_FILE = "previous.json"
RESULTS_FILE = "results.json"


@dataclass(frozen=True, slots=True)
class Workspace:
    """`root` holds the cluster file's neighbours; `collected` are the files and folders to read, as given."""

    root: Path
    cluster: Path
    collected: tuple[Path, ...]
    whole: bool = True  # False for single files, where it says nothing that other units' sheets are not among them

    @property
    def appraisal(self) -> Path:
        """The appraisers' workbook, where one is used."""
        return self.root / APPRAISAL_FILE

    @property
    def appraisal_folder(self) -> Path:
        """Where each appraiser's own workbook is, where they have one each; need not be there."""
        return self.root / APPRAISAL_FOLDER

    @property
    def decisions(self) -> Path:
        """What was decided afterwards; need not be there."""
        return self.root / DECISIONS_FILE

    @property
    def reports(self) -> Path:
        """Where everything that the tool makes goes."""
        return self.root / "reports"

    @property
    def previous(self) -> Path:
        """The results.json of the period before; need not be there."""
        return self.root / PREVIOUS_FILE

    @property
    def templates(self) -> Path:
        """The office's own templates; need not be there."""
        return self.root / "templates"

    @property
    def sheets(self) -> Path:
        """Where blank sheets go."""
        return self.root / "sheets"


def locate(paths: Sequence[Path] = (), cluster: Path | None = None) -> Workspace:
    """A workspace, or files and folders of collected sheets with the cluster file beside or above them.

    Raises EmulError `path-missing`, `cluster-file-missing`.
    """
    given = [Path(path) for path in paths] or [Path()]
    for path in [*given, *([cluster] if cluster else [])]:
        if not path.exists():
            raise EmulError("path-missing", path=path)
    if len(given) > 1 and any((path / CLUSTER_FILE).is_file() for path in given):
        raise EmulError("workspace-mixed")
    if cluster is not None and cluster.is_dir():
        cluster = cluster / CLUSTER_FILE
        if not cluster.is_file():
            raise EmulError("cluster-file-missing", folder=cluster.parent)
    definition = cluster or _search(given[0])
    root = definition.absolute().parent
    if len(given) == 1 and (given[0] / CLUSTER_FILE).is_file():
        root, given = given[0], [given[0] / "collected"]
    return Workspace(root, definition, tuple(given), whole=all(path.is_dir() for path in given))


def _search(start: Path) -> Path:
    folder = start.absolute() if start.is_dir() else start.absolute().parent
    for candidate in (folder, *folder.parents):
        if (candidate / CLUSTER_FILE).is_file():
            return candidate / CLUSTER_FILE
    raise EmulError("cluster-file-missing", folder=folder)
