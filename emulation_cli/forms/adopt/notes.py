"""What stands beside a criterion: guidance, remarks on the document itself, outcomes with their points, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from emulation_cli.cluster.criteria import Kind
from emulation_cli.cluster.slips import brief, slip
from emulation_cli.cluster.values import plain
from emulation_cli.decimals import Typed, typed
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.tree import Node

_PIECES = re.compile(r"\s*\|\s*|\s*;\s+|\s+;\s*|\n+")
_TIMES = r"\s*[×x*∙·.]\s*"
_NUMBER = r"\d+(?:[.,]\d+)?"
# Of the document, not of the scoring: 'ô gốc: 1,25', 'số chú thích 3 dính vào tên trong nguồn', a contradiction named.
_ABOUT = re.compile(
    r"\s*(?:ô gốc\b|dòng tổng\b|(?:số )?chú thích \d+ (?:\([^)]*dính|dính)|số thứ tự trong nguồn|mâu thuẫn)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"chú thích (?P<digit>\d+)\s+(?:\([^)]*)?dính", re.IGNORECASE)
_RENUMBERED = re.compile(r"số thứ tự trong nguồn", re.IGNORECASE)
_WRONG = re.compile(r"mâu thuẫn|lẽ ra", re.IGNORECASE)
_OUTCOME = re.compile(
    rf"(?P<what>.*\S)\s*(?::|→|->|=>|=|\bcộng)\s*(?P<points>{_NUMBER})\s*(?:điểm)?\s*(?:\([^()]*\))?\.?", re.I
)
_EACH = re.compile(r"\b(?:mỗi|mỗi một|từng|cứ)\b", re.IGNORECASE)
_SHARE = (
    rf"(?:tỷ lệ|tỉ lệ|[^/×*;:=]+/[^/×*;:=]+?)(?:{_TIMES}100\s*%)?{_TIMES}(?P<times>{_NUMBER}|điểm chuẩn|điểm tối đa)"
)
_FORMULA = re.compile(rf"(?:(?:công thức|điểm)\s*[:=]\s*)(?:điểm\s*=\s*)?{_SHARE}\.?", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?P<above>trên\s+)?(?P<low>{_NUMBER})\s*%?\s*(?:-|–|đến)\s*(?P<below>dưới\s+)?(?P<high>{_NUMBER})\s*%",
    re.IGNORECASE,
)
_TWO_SIDED = re.compile(r"\b(?:điều kiện|ngẫu nhiên|nhưng|trừ khi)\b", re.IGNORECASE)

Interval = tuple[Decimal, bool, Decimal, bool]


def read_notes(nodes: Sequence[Node], findings: Findings) -> None:
    """Sort what stands beside each criterion, guess a kind where a formula is stated plainly, check the outcomes."""
    for node in nodes:
        pieces = _pieces(node)
        about = [piece for piece in pieces if _ABOUT.match(piece)]
        guidance = [piece for piece in pieces if not _ABOUT.match(piece)]
        node.guidance, node.note = "\n".join(guidance if about else _cells(node)), "\n".join(about)
        if not node.children:
            _check_outcomes(node, guidance, findings)
            _check_bands(node, guidance, findings)
            node.kind = _kind(node, guidance, findings)
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
            what = slip("adopt-says-footnote", digit=footnote["digit"], written=piece)
            findings.add(node, "note", what)
        elif _RENUMBERED.search(piece):
            findings.add(node, "note", slip("adopt-says-number", written=piece))
        elif _WRONG.search(piece) and node.row.number not in findings.rows:
            findings.add(node, "note", slip("adopt-says-wrong", written=piece))


def _check_outcomes(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """The best of at least two outcomes against the maximum; points for each of something are no outcomes."""
    points = [found for piece in pieces for found in _outcomes(piece)]
    if len(points) < 2 or not node.maximum or max(points) == node.maximum:
        return
    shown = {"top": plain(max(points)), "maximum": plain(node.maximum)}
    findings.add(node, "maximum", slip("adopt-outcome", **shown))


def _outcomes(piece: str) -> Iterator[Decimal]:
    found = _OUTCOME.fullmatch(piece)
    if found and not _EACH.search(piece) and not _FORMULA.fullmatch(piece):
        yield _decimal(found["points"])


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _check_bands(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """Two bands that both hold the value where they meet ('từ 88 - 90%', 'từ 90 - 95%')."""
    ranges = sorted(
        _interval(found) for piece in pieces if (found := _RANGE.search(piece)) and _OUTCOME.fullmatch(piece)
    )
    for (_, _, high, closed), (low, open_, _, _) in pairwise(ranges):
        if low < high or (low == high and closed and not open_):
            findings.add(node, "note", slip("adopt-bands-share", edge=plain(low)))


def _interval(found: re.Match[str]) -> Interval:
    """(low, left out, high, held)."""
    return _decimal(found["low"]), bool(found["above"]), _decimal(found["high"]), not found["below"]


def _kind(node: Node, pieces: Sequence[str], findings: Findings) -> Kind:
    """tỷ lệ where one formula says 'done/assigned × the maximum' and nothing beside it conditions that."""
    formulas = [found for piece in pieces if (found := _FORMULA.fullmatch(piece))]
    if len(formulas) != 1 or any(_TWO_SIDED.search(piece) for piece in pieces):
        return Kind.DIRECT
    times = typed(formulas[0]["times"])
    if times.how is Typed.PLAIN and times.value != node.maximum:
        shown = {"top": plain(times.value or Decimal(0)), "maximum": plain(node.maximum or Decimal(0))}
        findings.add(node, "maximum", slip("adopt-outcome", **shown))
        return Kind.DIRECT
    findings.add(node, "text", slip("adopt-kind-guessed", written=brief(formulas[0][0])))
    return Kind.RATIO
