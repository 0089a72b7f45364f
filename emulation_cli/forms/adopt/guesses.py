"""Kinds guessed from what a table says of a criterion, only where it says so plainly; each guess is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from emulation_cli.cluster.criteria import Kind, Parameters
from emulation_cli.cluster.slips import brief, slip
from emulation_cli.cluster.values import plain
from emulation_cli.decimals import Typed, typed
from emulation_cli.forms.adopt.findings import Findings
from emulation_cli.forms.adopt.tree import Node

NUMBER = r"\d+(?:[.,]\d+)?"
_TIMES = r"\s*[×x*∙·.]\s*"
OUTCOME = re.compile(
    rf"(?P<what>.*\S)\s*(?::|→|->|=>|=|\bcộng)\s*(?P<points>{NUMBER})\s*(?:điểm)?\s*(?:\([^()]*\))?\.?", re.I
)
_EACH = re.compile(r"\b(?:mỗi|mỗi một|từng|cứ)\b", re.IGNORECASE)
_SHARE = (
    rf"(?:tỷ lệ|tỉ lệ|[^/×*;:=]+/[^/×*;:=]+?)(?:{_TIMES}100\s*%)?{_TIMES}(?P<times>{NUMBER}|điểm chuẩn|điểm tối đa)"
)
_FORMULA = re.compile(rf"(?:(?:công thức|điểm)\s*[:=]\s*)(?:điểm\s*=\s*)?{_SHARE}\.?", re.IGNORECASE)
_TWO_SIDED = re.compile(r"\b(?:điều kiện|ngẫu nhiên|nhưng|trừ khi)\b", re.IGNORECASE)
# 'đạt 100% cộng 5, không đạt thì 0'
_OR_NOTHING = re.compile(rf"đạt\b.*\bcộng (?P<points>{NUMBER})(?: điểm)?, (?:không đạt )?thì 0(?: điểm)?\.?", re.I)
_NOT = re.compile(r"\bkhông\b", re.IGNORECASE)  # 'không vi phạm: 5': who answers không would mean yes
# 'chọn ngẫu nhiên 50 người, mỗi người xác nhận được 0,4 điểm'
_SAMPLE = re.compile(
    rf"\b(?P<count>\d+) (?P<what>\w+), mỗi (?P=what)\b[^.;]*?\b(?P<points>{NUMBER}) điểm\b", re.IGNORECASE
)


def guess(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """Give a criterion its kind: tỷ lệ, đạt or theo lần where the table states that, else trực tiếp."""
    for found in (_ratio, _passed, _counted):
        if node.kind is None:
            found(node, pieces, findings)
    node.kind = node.kind or Kind.DIRECT


def outcomes(piece: str) -> Iterator[Decimal]:
    """The points of an outcome ('Đạt: 2,5'), none for what counts each of something and for a formula."""
    found = OUTCOME.fullmatch(piece)
    if found and not _EACH.search(piece) and not _FORMULA.fullmatch(piece):
        yield _decimal(found["points"])


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _ratio(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """tỷ lệ where one formula says 'done/assigned × the maximum' and nothing beside it conditions that."""
    formulas = [found for piece in pieces if (found := _FORMULA.fullmatch(piece))]
    if len(formulas) != 1 or any(_TWO_SIDED.search(piece) for piece in pieces):
        return
    times = typed(formulas[0]["times"])
    if times.how is Typed.PLAIN and times.value != node.maximum:
        shown = {"top": plain(times.value or Decimal(0)), "maximum": plain(node.maximum or Decimal(0))}
        findings.add(node, "maximum", slip("adopt-outcome", **shown))
        node.kind = Kind.DIRECT
        return
    findings.add(node, "text", slip("adopt-kind-guessed", written=brief(formulas[0][0])))
    node.kind = Kind.RATIO


def _passed(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """đạt where there are two outcomes, all the points and none, and nothing beside them conditions that; the good
    one is no negation."""
    if any(_TWO_SIDED.search(piece) for piece in pieces):
        return
    told = [(points, piece) for piece in pieces for points in outcomes(piece)]
    whole = [found for piece in pieces if (found := _OR_NOTHING.fullmatch(piece))]
    if len(whole) == 1 and _decimal(whole[0]["points"]) == node.maximum:
        told = [(Decimal(0), ""), (node.maximum, whole[0][0])]
    if not node.maximum or sorted(points for points, _ in told) != [0, node.maximum]:
        return
    best = max(told)[1]
    if whole or not _NOT.search(best):
        findings.add(node, "text", slip("adopt-pass-guessed", written=best))
        node.kind = Kind.PASS


def _counted(node: Node, pieces: Sequence[str], findings: Findings) -> None:
    """theo lần where so many of something at so many points each make up the maximum (CT157 tiêu chí 1)."""
    samples = [found for piece in pieces for found in _SAMPLE.finditer(piece)]
    if len(samples) != 1:
        return
    each = _decimal(samples[0]["points"])
    if not each or each * int(samples[0]["count"]) != node.maximum:
        return
    findings.add(node, "text", slip("adopt-count-guessed", points=plain(each), written=samples[0][0]))
    node.kind, node.parameters = Kind.COUNT, Parameters(points=each)
    node.measure = samples[0]["what"]
