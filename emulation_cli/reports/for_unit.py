"""Findings as a unit is told of them: in its own terms, errors first, without what only the cluster can settle."""

from __future__ import annotations

from collections.abc import Iterable

from emulation_cli.catalogue import area, fill, text
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import Problem, Severity
from emulation_cli.reports.filters import one_line
from emulation_cli.workspace import APPRAISAL_FILE

LONGEST_CRITERION = 80
ORDER = tuple(Severity)
APPRAISERS = ("appraisal-", "appraised-score")  # codes of what appraisers wrote
OFFICES = ("decision-file-", "decision-time-", "decision-tie-")  # of lines that the office wrote
# Nothing that the unit could put right: the office settles it, or the appraisers.
CLUSTERS_OWN = frozenset(
    ("sheet-late", "decision-sheet-unused", "unit-not-appraised", "appraised-by-itself", "appraised-mark-by-nobody")
) | {code for name in ("intake", "scoring") for code in area("vi", name) if code.startswith((*APPRAISERS, *OFFICES))}


def to_tell(problems: Iterable[Problem]) -> list[Problem]:
    """What a unit is to look at, errors first, else in the order given; notes last."""
    told = (found for found in problems if not _is_clusters_own(found))
    return sorted(told, key=lambda found: ORDER.index(found.severity))


def asks(found: Problem) -> bool:
    """Whether the unit is asked to do something: an error or a warning."""
    return found.severity is not Severity.NOTE and not _is_clusters_own(found)


def _is_clusters_own(found: Problem) -> bool:
    """Whether a finding is the office's or the appraisers' to settle, not the unit's."""
    return found.code in CLUSTERS_OWN or found.place.file == APPRAISAL_FILE


def told(found: Problem, language: str) -> tuple[str, str]:
    """Message and fix. The catalogue's speak to the secretariat; where a unit needs other words, they stand in
    reports.toml under [unit.message] and [unit.fix]."""
    own, values = area(language, "reports")["unit"], dict(found.params)
    message, fix = (own[part].get(found.code) for part in ("message", "fix"))
    return (
        fill(message, language, values) if message else found.message(language),
        fill(fix, language, values) if fix else found.fix(language),
    )


def criterion_of(cluster: Cluster, path: str | None) -> str:
    """The chain of printed labels with the criterion's words, cut where they are long."""
    if path is None or path not in cluster.tree.by_path:
        return path or ""
    shown = one_line(f"{cluster.tree.labels[path]} {cluster.tree.by_path[path].text}")
    return shown if len(shown) <= LONGEST_CRITERION else f"{shown[: LONGEST_CRITERION - 1]}…"


def cell_of(found: Problem, language: str) -> str:
    """'G14'; 'dòng 12' for a whole row; '' where no cell is meant."""
    first, _, last = found.place.cell.partition(":")
    return text(language, "reports", "unit.row", row=first) if last and first == last else found.place.cell
