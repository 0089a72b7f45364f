"""Where documents take their material from: a workspace, a reports folder or a results.json."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from emulation_cli.cli.common import collect_sheets, load_agreed
from emulation_cli.problems import EmulError

if TYPE_CHECKING:
    from emulation_cli.cli.common import Agreed
    from emulation_cli.intake.collect import Collection
    from emulation_cli.reports.documents.material import Material
    from emulation_cli.results import Results
    from emulation_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """The material, the folder where what is made of it goes, the office's own templates (need not be there), the
    workspace that it was tallied from, if any."""

    material: Material
    folder: Path
    templates: Path
    workspace: Workspace | None = None


def find_source(path: Path, cluster: Path | None, previous: Path | None, language: str) -> Source:
    """A results.json, or a reports folder that holds one, is taken as it is; a workspace is tallied anew, so that no
    document tells of sheets as they once were. `previous` is the same for the period before.

    Raises EmulError `path-missing`, `cluster-file-missing`, `results-unreadable`.
    """
    from emulation_cli.reports.documents.material import Material
    from emulation_cli.results_json import read_json
    from emulation_cli.workspace import locate

    stored = _stored(path)
    if stored is not None:
        held = read_json(_there(stored))
        own = _workspace(stored.parent)
        material = Material(held.cluster, held, _before(previous, own), language)
        return Source(material, stored.parent, own.templates if own else stored.parent / "templates")
    workspace = locate([path], cluster)
    agreed = load_agreed(workspace, language)
    collection = collect_sheets(workspace, agreed)
    material = Material(agreed.cluster, _tallied(agreed, collection), _before(previous, workspace), language)
    return Source(material, workspace.reports, workspace.templates, workspace)


def _workspace(reports: Path) -> Workspace | None:
    """The workspace that a reports folder belongs to, if any: its templates and its previous.json count for what is
    made from the results, too. The reports folder itself never holds templates: the documents made there bear the
    templates' names, and would be copied for new ones."""
    from emulation_cli.workspace import CLUSTER_FILE, locate

    above = reports.absolute().parent
    return locate([above]) if (above / CLUSTER_FILE).is_file() else None


def workspace_above(folder: Path) -> Workspace | None:
    """The workspace that a folder, which need not be there, lies in."""
    from emulation_cli.workspace import CLUSTER_FILE, locate

    found = (each for each in (folder.absolute(), *folder.absolute().parents) if (each / CLUSTER_FILE).is_file())
    above = next(found, None)
    return locate([above]) if above else None


def _tallied(agreed: Agreed, collection: Collection) -> Results | None:
    """The results with their scores in memory; None while nobody has sent a sheet that can be used."""
    from dataclasses import replace

    from emulation_cli.tally import tally

    if not any(each.used for each in collection.inputs):
        return None
    results = tally(agreed.cluster, collection, agreed.decisions)
    return replace(results, scores=tuple(results.scores))


def _before(path: Path | None, workspace: Workspace | None) -> Results | None:
    """The results of the period before: those named (of a workspace those that its reports folder holds), else the
    workspace's previous.json where it has one. Raises EmulError `path-missing`, `results-unreadable`."""
    from emulation_cli.results_json import read_json
    from emulation_cli.workspace import RESULTS_FILE

    if path is None:
        return read_json(workspace.previous) if workspace and workspace.previous.is_file() else None
    return read_json(_there(_stored(_there(path)) or path / "reports" / RESULTS_FILE))


def _there(path: Path) -> Path:
    """The path, if something stands there. Raises EmulError `path-missing`."""
    if not path.exists():
        raise EmulError("path-missing", path=path)
    return path


def _stored(path: Path) -> Path | None:
    """The results.json that a path names or holds; None for a workspace."""
    from emulation_cli.workspace import CLUSTER_FILE, RESULTS_FILE

    if path.suffix.lower() == ".json":
        return path
    held = path / RESULTS_FILE
    return held if held.is_file() and not (path / CLUSTER_FILE).exists() else None
