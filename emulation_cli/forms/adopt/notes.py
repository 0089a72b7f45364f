"""What stands beside a criterion: guidance, remarks on the document itself, outcomes and bands with their points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import plain
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.guesses import NUMBER, OUTCOME, guess, outcomes
from emulation_cli.forms.adopt.tree import Node
from emulation_cli.labels import label

_PIECES = re.compile(r"\s*\|\s*|\s*;\s+|\s+;\s*|\n+")
# Of the document, not of the scoring: 'ô gốc: 1,25', 'số chú thích 3 dính vào tên trong nguồn', a contradiction named.
_ABOUT = re.compile(
    r"\s*(?:ô gốc\b|dòng tổng\b|(?:số )?chú thích \d+ (?:\([^)]*dính|dính)|số thứ tự trong nguồn|mâu thuẫn)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"chú thích (?P<digit>\d+)\s+(?:\([^)]*)?dính", re.IGNORECASE)
_RENUMBERED = re.compile(r"số thứ tự trong nguồn", re.IGNORECASE)
_WRONG = re.compile(r"mâu thuẫn|lẽ ra", re.IGNORECASE)
_CLAUSE = re.compile(r"\s[-–—]\s")
_CONDITION = re.compile(r"\s*điều kiện\b", re.IGNORECASE)
# What becomes of a criterion that does not apply, in the words of the tables.
_UNASSIGNED = (
    (re.compile(r"chia đều cho (?:các|những) (?:tiêu chí|nội dung|mục) còn lại", re.IGNORECASE), "share_equally"),
    (
        re.compile(r"không (?:được giao|thuộc đối tượng|phải).*(?:tính|được|cho) (?:điểm )?tối đa", re.IGNORECASE),
        "full",
    ),
    (re.compile(r"không được giao.*(?:tính gộp|quy (?:về|đổi))", re.IGNORECASE), "rescale"),
)
_RANGE = re.compile(
    rf"(?P<above>trên\s+)?(?P<low>{NUMBER})\s*%?\s*(?:-|–|đến)\s*(?P<below>dưới\s+)?(?P<high>{NUMBER})\s*%",
    re.IGNORECASE,
)

Interval = tuple[Decimal, bool, Decimal, bool]


def read_notes(nodes: Sequence[Node], findings: Findings) -> None:
    """Sort what stands beside each criterion, guess a kind where it is stated plainly, check the outcomes."""
    for node in nodes:
        pieces = _pieces(node)
        about = [piece for piece in pieces if _ABOUT.match(piece)]
        guidance = [piece for piece in pieces if not _ABOUT.match(piece)]
        node.guidance, node.note = "\n".join(guidance if about else _cells(node)), "\n".join(about)
        if not node.children:
            _check_outcomes(node, guidance, findings)
            _check_bands(node, guidance, findings)
            guess(node, guidance, findings)
            _point_out_conditions(node, guidance, findings)
        _point_out_rules(node, pieces, findings)
        _repeat_remarks(node, about, findings)


def _cells(node: Node) -> list[str]:
    """Its own cells, then those of the rows below that had neither number nor points."""
    cells = [node.row.guidance, node.row.note]
    for row in node.lines:
        cells += [": ".join(part for part in (row.text or row.label, row.maximum) if part), row.guidance, row.note]
    return [cell for cell in cells if cell]


def _pieces(node: Node) -> list[str]:
    """What stands there, outcome by outcome."""
    return [piece.strip() for cell in _cells(node) for piece in _PIECES.split(cell) if piece.strip()]


def _repeat_remarks(node: Node, about: Sequence[str], findings: Findings) -> None:
    """What the table itself says is wrong with the document, where nothing else was found in that row."""
    for piece in about:
        footnote = _FOOTNOTE.search(piece)
        if footnote:
            findings.add(node, "note", slip("adopt-says-footnote", digit=footnote["digit"], written=piece))
            clauses = [clause for clause in _CLAUSE.split(piece) if _WRONG.search(clause)]
            for clause in clauses:
                findings.add(node, "note", slip("adopt-says-wrong", written=clause))
        elif _RENUMBERED.search(piece):
            findings.add(node, "note", slip("adopt-says-number", written=piece))
        elif _WRONG.search(piece) and node.row.number not in findings.rows:
            findings.add(node, "note", slip("adopt-says-wrong", written=piece))


def _check_outcomes(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """The best of at least two outcomes against the maximum; points for each of something are no outcomes."""
    points = [found for piece in pieces for found in outcomes(piece)]
    if len(points) < 2 or not node.maximum or max(points) == node.maximum:
        return
    shown = {"top": plain(max(points)), "maximum": plain(node.maximum)}
    findings.add(node, "maximum", slip("adopt-outcome", **shown))


def _point_out_conditions(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """A condition that the table states in words: nothing checks it unless it is a criterion that others need."""
    for piece in pieces:
        if _CONDITION.match(piece):
            findings.add(node, "note", slip("adopt-condition", written=piece))


def _point_out_rules(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """A rule of its own for what is not assigned; it is named, never written, since only people know whom it is for."""
    for piece in pieces:
        for words, rule in _UNASSIGNED:
            if found := words.search(piece):
                shown = {"rule": label("not_assigned", rule), "written": found[0]}
                findings.add(node, "note", slip("adopt-not-assigned", **shown))


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _check_bands(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """Two bands that both hold the value where they meet ('từ 88 - 90%', 'từ 90 - 95%')."""
    ranges = sorted(
        _interval(found) for piece in pieces if (found := _RANGE.search(piece)) and OUTCOME.fullmatch(piece)
    )
    for (_, _, high, closed), (low, open_, _, _) in pairwise(ranges):
        if low < high or (low == high and closed and not open_):
            findings.add(node, "note", slip("adopt-bands-share", edge=plain(low)))


def _interval(found: re.Match[str]) -> Interval:
    """(low, left out, high, held)."""
    return _decimal(found["low"]), bool(found["above"]), _decimal(found["high"]), not found["below"]
