"""Parts of about equal size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.reports.parts import parted


@given(st.lists(st.integers(), max_size=70), st.integers(1, 20))
def test_parts_are_few_even_and_whole(items: list[int], most: int) -> None:
    parts = [list(part) for part in parted(items, most)]
    assert [item for part in parts for item in part] == items
    assert len(parts) == -(-len(items) // most)
    sizes = [len(part) for part in parts]
    assert not sizes or (max(sizes) <= most and max(sizes) - min(sizes) <= 1)
