"""Making documents: each from its template, each for itself, so that one that cannot be made stops no other."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from emulation_cli.files import CANNOT_WRITE, replacing
from emulation_cli.problems import EmulError, Place, Problem, problem
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.registry import Document
from emulation_cli.reports.outputs import alone
from emulation_cli.reports.unit_names import unit_names
from emulation_cli.reports.wordfile import Template, template_of


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were written, in order, why others were not, and the documents that have nothing to tell."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    empty: tuple[str, ...]


def make_documents(
    material: Material, documents: Iterable[Document], folder: Path, templates: Path | None = None
) -> Made:
    """Write these documents into a folder, with the office's own templates where `templates` holds one of that name.

    What keeps one document from being made (`template-broken`, `template-missing`, `output-locked`, `document-failed`)
    is returned.
    Raises EmulError `workspace-busy`, `output-locked` where nothing can be written at all.
    """
    files: list[Path] = []
    problems: list[Problem] = []
    empty: list[str] = []
    with alone(folder):
        for document in documents:
            before = len(files)
            try:
                for target, data in _bytes_of(document, material, folder, templates):
                    files.append(_written(target, data))
                empty += [document.name] if len(files) == before else []
            except EmulError as error:
                problems.append(error.problem)
            except Exception as error:  # a fault of ours in one document must not cost the office the others
                problems.append(_fault(document, error))
    return Made(tuple(files), tuple(problems), tuple(empty))


def _fault(document: Document, error: Exception) -> Problem:
    if os.environ.get("EMUL_DEBUG"):
        traceback.print_exception(error)
    return problem("document-failed", Place(), name=document.name, kind=type(error).__name__, words=error)


def _bytes_of(
    document: Document, material: Material, folder: Path, templates: Path | None
) -> Iterator[tuple[Path, bytes]]:
    template = Template(template_of(document.name, material.language, templates))
    fitted = replace(material, width=template.width)
    if not document.each_unit:
        shown = document.make(fitted)
        if shown is not None:
            yield folder / f"{document.name}.docx", _filled(template, shown)
        return
    names = unit_names(material.cluster)
    for standing in material.results.standings:
        target = folder / document.name / f"{names[standing.unit]}.docx"
        yield target, _filled(template, document.make(fitted, standing.unit))


def _filled(template: Template, shown: object) -> bytes:
    fields = values(shown)
    return template.fill(fields, str(fields["subject"]))


def _written(target: Path, data: bytes) -> Path:
    try:
        with replacing(target) as temporary:
            temporary.write_bytes(data)
    except CANNOT_WRITE as error:
        raise EmulError("output-locked", file=target) from error
    return target
