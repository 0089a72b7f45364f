"""Gộp điểm thẩm định: one score out of several appraisers', exact, not yet rounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from emulation_cli.cluster.rules import Combine
from emulation_cli.exact import Fraction

FEWEST_TRIMMED = 3  # of two, nothing is left between the highest and the lowest
Scores = Sequence[Fraction]


def combine(rule: Combine, scores: Scores) -> Fraction | None:
    """The combined score; None where there are too few for the rule. trưởng nhóm: the first of them."""
    if not scores or (rule is Combine.TRIMMED_MEAN and len(scores) < FEWEST_TRIMMED):
        return None
    return _RULES[rule](scores)


def _lead(scores: Scores) -> Fraction:
    return scores[0]


def _mean(scores: Scores) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)


def _median(scores: Scores) -> Fraction:
    """The middle one, of an even number the mean of the two in the middle."""
    ordered, half = sorted(scores), len(scores) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _trimmed_mean(scores: Scores) -> Fraction:
    """The mean without one highest and one lowest."""
    return _mean(sorted(scores)[1:-1])


_RULES: Mapping[Combine, Callable[[Scores], Fraction]] = {
    Combine.LEAD: _lead,
    Combine.MEAN: _mean,
    Combine.MEDIAN: _median,
    Combine.TRIMMED_MEAN: _trimmed_mean,
}
