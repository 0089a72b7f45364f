"""Long rows of things in parts of about equal size, for tables and pictures that would not fit the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


def parted(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """As few parts as there can be with at most so many items, none much shorter than another; none of nothing."""
    count = -(-len(items) // most)
    cuts = [len(items) * number // max(count, 1) for number in range(count + 1)]
    return (items[start:end] for start, end in pairwise(cuts))
