"""Which rows are criteria, which only add up, and which explain the criterion above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from emulation_cli.cluster.slips import brief, slip
from emulation_cli.decimals import Reading, Typed, typed
from emulation_cli.forms.adopt.codes import readings
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.source import Row, Source
from emulation_cli.forms.adopt.tree import Node
from emulation_cli.intake.sums import summed_codes

# A number glued to a word or a closing bracket ('công việc)1', 'được giao²'); not m², km2, PAPI1 or 100%.
_GLUED = re.compile(r"(?P<text>.*(?:[^\W\d_]\)|\b[^\W\d_A-ZĐ]{3,}))(?P<digit>[1-9]\d?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})", re.DOTALL)
_CODED = re.compile(r"(?P<label>(?:[IVX]+|\d{1,3}|[a-zđ])(?:\.(?:\d{1,3}|[a-zđ]))*[.)])\s*(?P<text>\D.*)", re.DOTALL)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_AGREED = (Typed.PLAIN, Typed.WITH_UNIT)


@dataclass
class Parts:
    """The rows sorted: criteria, and the lines that only add up with their number (None where it is not one)."""

    nodes: list[Node] = field(default_factory=list)
    sums: list[tuple[Row, tuple[str, ...], Decimal | None]] = field(default_factory=list)


def sort_rows(source: Source, findings: Findings) -> Parts:
    """Sort the rows from the top; nothing is dropped but what stands in front of the table or under its total."""
    parts = Parts()
    for at, row in enumerate(source.rows):
        codes = None if readings(row.label) else summed_codes(row.text or row.label)
        if codes is not None:
            parts.sums.append((row, codes, _points(row, findings)))
        elif _is_criterion(row) or _is_heading(source.rows[at : at + 2]):
            parts.nodes.append(_node(row, findings, "label" in source.columns))
        elif parts.nodes and not (parts.sums and parts.sums[-1][0].number > parts.nodes[-1].row.number):
            parts.nodes[-1].lines.append(row)
    for node in parts.nodes:
        if node.lines:
            findings.add_row(node.lines[0], "text", slip("adopt-lines-joined", count=len(node.lines)))
    return parts


def _is_criterion(row: Row) -> bool:
    """A number and a text, or a text and points ('Không đạt | 0' is an outcome)."""
    if not row.text:
        return False
    return bool(readings(row.label)) or (bool(row.maximum) and typed(row.maximum).value != 0)


def _is_heading(rows: Sequence[Row]) -> bool:
    """'PHẦN A …' in capitals, without number and points, right above a row with a number."""
    row, *below = rows
    return not row.label and row.text.isupper() and any(readings(one.label) and one.text for one in below)


def _node(row: Row, findings: Findings, labelled: bool) -> Node:
    """A criterion as far as its own row tells, footnotes taken off."""
    if not labelled and not row.label:
        row = _with_label(row)
    node = Node(row, text=row.text)
    glued = _GLUED.fullmatch(row.text)
    if glued:
        node.text, digit = glued["text"].rstrip(), glued["digit"].translate(_SUPERSCRIPTS)
        findings.add_row(row, "text", slip("adopt-footnote-in-text", digit=digit, written=row.text[-40:]))
    if row.dated:
        findings.add_row(row, "label", slip("adopt-number-is-date"))
    stated = _points(row, findings)
    node.negative = stated is not None and stated < 0
    node.stated = None if stated is None else abs(stated)
    return node


def _with_label(row: Row) -> Row:
    """A table without a column of numbers prints them in front of the text."""
    found = _CODED.fullmatch(row.text)
    if found is None:
        return row
    return Row(
        row.number, found["label"], found["text"], row.maximum, row.measure, row.guidance, row.note, stored=row.stored
    )


def _points(row: Row, findings: Findings) -> Decimal | None:
    """The maximum as a number; what is doubtful about it is named."""
    if not row.maximum.strip():
        return None
    reading = Reading(Decimal(row.maximum), Typed.PLAIN) if row.stored else typed(row.maximum)
    if reading.how is Typed.FOOTNOTE and reading.other is not None:
        what = slip("adopt-footnote-in-number", written=row.maximum, value=reading.other)
        findings.add_row(row, "maximum", what)
        return reading.other
    if reading.how in _AGREED and reading.value is not None:
        return reading.value
    findings.add_row(row, "maximum", slip("adopt-not-a-number", written=brief(row.maximum)))
    return None
