"""What a unit answers in its sheet, for those that fill one in: examples, tests, benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Typed = Decimal | str | None  # a str is written as typed text, as people do


@dataclass(frozen=True, slots=True)
class Answer:
    """One row's answers. A đạt answer is 1 or 0 (written as its label) or a text of its own.

    `target` stands in for the assigned one; a `self_score` where the sheet computes replaces the formula.
    """

    target: Typed = None
    actual: Typed = None
    self_score: Typed = None
    not_assigned: bool = False
    evidence: str = ""
    explanation: str = ""
