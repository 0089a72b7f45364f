"""One shipped example: everything that examples/make.py needs to make its workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from content.building import Row, Sheet
from content.filling import Special, Table
from emulation_cli.cluster.decisions import Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.answers import Answer


@dataclass(frozen=True)
class Mark:
    """What an appraiser wrote of one criterion of one unit; points as typed, '' where nothing was."""

    first: str = ""
    opinion: str = ""
    explanation: str = ""
    second: str = ""


@dataclass(frozen=True)
class Appraiser:
    """A sheet of appraisal.xlsx: whose, the units ticked as appraised, what was written by (unit, path)."""

    name: str
    ticked: Sequence[str]
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """Another file of a unit, and the answers by path that stand otherwise there."""

    sheet: Sheet
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Example:
    """A workspace to make: what was agreed, what the units filled in and did to their files, what came after."""

    name: str
    cluster: Cluster
    rows: Sequence[Row]
    answers: Table
    sheets: Mapping[str, Sheet]  # by unit; one without a sheet sent none
    special: Special = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    note_rows: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    highlights: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    attachments: Mapping[str, str] = field(default_factory=dict)
    appraisers: Sequence[Appraiser] = ()  # an appraisal.xlsx, as `emul appraise` makes it, filled in
    decisions: Decisions | None = None  # a decisions.xlsx
