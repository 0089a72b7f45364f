"""The sheet Nội dung: the documents' own words."""

from __future__ import annotations

from collections.abc import Iterator

from emulation_cli.cluster.model import Prose
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.values import lines, needed, one_line


def read_prose(page: Page) -> tuple[Prose, ...]:
    """Every line in order. A place without words yet (as in a new workspace) is left out."""
    return tuple(_lines(page))


def _lines(page: Page) -> Iterator[Prose]:
    for row in page.rows():
        text = lines(page, row, "text")
        if text:
            yield Prose(needed(page, row, "document"), one_line(page, row, "section"), text)
