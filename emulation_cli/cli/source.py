"""Where documents take their material from: a workspace, a reports folder or a results.json."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from emulation_cli.cli.common import collect_sheets, load_agreed

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
        held = read_json(stored)
        material = Material(held.cluster, held, _before(previous), language)
        return Source(material, stored.parent, _templates(stored.parent))
    workspace = locate([path], cluster)
    earlier = previous or (workspace.previous if workspace.previous.is_file() else None)
    agreed = load_agreed(workspace, language)
    collection = collect_sheets(workspace, agreed)
    material = Material(agreed.cluster, _tallied(agreed, collection), _before(earlier), language)
    return Source(material, workspace.reports, workspace.templates, workspace)


def _templates(reports: Path) -> Path:
    """The workspace's own templates, else some beside the results. Never the reports folder itself: the documents made
    there bear the templates' names, and would be copied for new ones."""
    from emulation_cli.workspace import CLUSTER_FILE

    workspace = reports.absolute().parent
    return (workspace if (workspace / CLUSTER_FILE).is_file() else reports) / "templates"


def _tallied(agreed: Agreed, collection: Collection) -> Results | None:
    """The results with their scores in memory; None while nobody has sent a sheet that can be used."""
    from dataclasses import replace

    from emulation_cli.tally import tally

    if not any(each.used for each in collection.inputs):
        return None
    results = tally(agreed.cluster, collection, agreed.decisions)
    return replace(results, scores=tuple(results.scores))


def _before(path: Path | None) -> Results | None:
    """The results of the period before: of a workspace those that its reports folder holds."""
    from emulation_cli.results_json import read_json
    from emulation_cli.workspace import RESULTS_FILE

    return None if path is None else read_json(_stored(path) or path / "reports" / RESULTS_FILE)


def _stored(path: Path) -> Path | None:
    """The results.json that a path names or holds; None for a workspace."""
    from emulation_cli.workspace import CLUSTER_FILE, RESULTS_FILE

    if path.suffix.lower() == ".json":
        return path
    held = path / RESULTS_FILE
    return held if held.is_file() and not (path / CLUSTER_FILE).exists() else None
