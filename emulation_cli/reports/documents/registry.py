"""The documents that `emul report` makes: a line each, in the order of a cluster's year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from emulation_cli.reports.documents.ballot import ballot
from emulation_cli.reports.documents.covenant import covenant
from emulation_cli.reports.documents.minutes import minutes
from emulation_cli.reports.documents.plan import plan
from emulation_cli.reports.documents.proposal import proposal
from emulation_cli.reports.documents.regulation import regulation
from emulation_cli.reports.documents.report import report
from emulation_cli.reports.documents.score_table import score_table
from emulation_cli.reports.documents.slip import slip
from emulation_cli.reports.documents.vote_count import vote_count


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is that of its template and of its file. `make(material)` gives its strings, None where the cluster has
    nothing of the kind (no award, no vote); for a document of each unit `make(material, unit code)` does, and it is
    written to `<name>/<unit>.docx`."""

    name: str
    make: Callable[..., Any]
    needs_results: bool = True
    each_unit: bool = False


_ALL = (
    Document("ke-hoach", plan, needs_results=False),
    Document("quy-che", regulation, needs_results=False),
    Document("giao-uoc", covenant, needs_results=False),
    Document("phieu-bau", ballot, needs_results=False),
    Document("bao-cao", report),
    Document("bang-tong-hop", score_table),
    Document("bien-ban", minutes),
    Document("bien-ban-kiem-phieu", vote_count),
    Document("to-trinh", proposal),
    Document("phieu-ket-qua", slip, each_unit=True),
)
DOCUMENTS: Mapping[str, Document] = {document.name: document for document in _ALL}
