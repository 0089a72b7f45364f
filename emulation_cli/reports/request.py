"""The request for completion (phiếu yêu cầu bổ sung) that goes back to one unit, as a Word file.

The fields of `Request` are the names that templates/phieu-yeu-cau-bo-sung.docx may use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.problems import Problem, Severity
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.filters import inside_sentence, official_date, one_line
from emulation_cli.reports.for_unit import cell_of, criterion_of, told
from emulation_cli.reports.letter import addressees, recipients
from emulation_cli.reports.prose import sections
from emulation_cli.reports.wordfile import filled, opened, template_of

TEMPLATE = "phieu-yeu-cau-bo-sung"
CAPTIONS = {Severity.ERROR: "errors", Severity.WARNING: "warnings"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in the table; rows are numbered through both tables."""

    number: str
    cell: str
    criterion: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Part:
    """The findings of one severity."""

    title: str
    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Head):
    """Plain strings in reading order; empty tuples are what there is nothing to say of."""

    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]


def request(cluster: Cluster, unit: Unit, found: Sequence[Problem], copies: Sequence[str], language: str) -> Request:
    """What a unit is asked for. `found` are the errors and warnings, errors first; `copies` the names of the annotated
    copies that go with it."""
    word = partial(text, language, "reports")
    missing = any(one.code == "sheet-missing" for one in found)
    parts = () if missing else tuple(_parts(cluster, found, language))
    subject = word("request.subject", period=inside_sentence(one_line(cluster.period)))
    around = head(Material(cluster, language=language), "", subject, day=None)  # the report's date is not this one's
    to, copied = addressees([unit.name], language), recipients([word("request.as_above")], language)
    return Request(
        **values(replace(around, addressees=to, recipients=copied)),
        opening=_opening(cluster, unit, found, missing, language),
        parts=parts,
        closing=_closing(cluster, copies, found, missing, language),
    )


def made(
    cluster: Cluster,
    unit: Unit,
    found: Sequence[Problem],
    copies: Sequence[str] = (),
    language: str = "vi",
    templates: Path | None = None,
) -> bytes:
    """The Word file, from the office's own template where `templates` holds one. Raises EmulError `template-missing`,
    `template-broken`."""
    source = template_of(TEMPLATE, language, templates)
    shown = request(cluster, unit, found, copies, language)
    return filled(opened(source), values(shown), source, shown.subject)


def _opening(cluster: Cluster, unit: Unit, found: Sequence[Problem], missing: bool, language: str) -> tuple[str, ...]:
    """Which sheet, in which file, of which period, due when."""
    word = partial(text, language, "reports")
    names = dict.fromkeys(one.place.file for one in found if one.place.file)
    files = ", ".join(word("request.file", file=one_line(name)) for name in names)
    values = {"cluster": cluster.name, "unit": unit.name, "period": inside_sentence(one_line(cluster.period))}
    lead = word(f"request.{'missing' if missing else 'opening'}", files=files, **values)
    due = word("request.deadline", deadline=cluster.deadline.isoformat()) if cluster.deadline else ""
    return (one_line(f"{lead} {due}"),)


def _parts(cluster: Cluster, found: Sequence[Problem], language: str) -> list[Part]:
    parts, number = [], 0
    for severity, key in CAPTIONS.items():
        rows = []
        for one in found:
            if one.severity is severity:
                number += 1
                rows.append(_line(cluster, one, number, language))
        if rows:
            parts.append(Part(text(language, "reports", f"request.{key}", count=len(rows)), tuple(rows)))
    return parts


def _line(cluster: Cluster, found: Problem, number: int, language: str) -> Line:
    message, fix = told(found, language)
    cell = cell_of(found, language) or text(language, "reports", "request.whole_file")
    return Line(str(number), cell, criterion_of(cluster, found.criterion), one_line(message), one_line(fix))


def _closing(
    cluster: Cluster, copies: Sequence[str], found: Sequence[Problem], missing: bool, language: str
) -> tuple[str, ...]:
    """What to send and by when: the cluster's own words (sheet Nội dung) where it has some, else a date to fill in."""
    word = partial(text, language, "reports")
    if missing:
        how = [word("request.fill")]
    else:
        names = ", ".join(copies)
        how = [word("request.with_copy", file=names) if copies else word("request.without_copy")]
        doubtful = any(one.severity is Severity.WARNING for one in found)
        how += [word("request.explain")] if doubtful else []
    to = one_line(cluster.head_agency or cluster.name)
    send = word("request.send", to=to, date=official_date(None, language))
    own = [line for section in sections(cluster.prose, "request") for line in section.lines]
    *lines, last = [*how, *(own or [send])]
    return (*lines, last.rstrip(" .;") + "./.")
