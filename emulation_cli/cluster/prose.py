"""The sheet Nội dung: the documents' own words."""

from __future__ import annotations

from collections.abc import Iterator

from emulation_cli.cluster.model import Prose
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.slips import unknown
from emulation_cli.cluster.values import lines, needed, one_line
from emulation_cli.labels import key_of


def read_prose(page: Page) -> tuple[Prose, ...]:
    """Every line in order. A place without words yet (as in a new workspace) is left out."""
    return tuple(_lines(page))


def _lines(page: Page) -> Iterator[Prose]:
    for row in page.rows():
        text = lines(page, row, "text")
        if text:
            yield Prose(_document(page, row), one_line(page, row, "section"), text)


def _document(page: Page, row: int) -> str:
    """The document as written; words for one that there is not would be printed nowhere."""
    written = needed(page, row, "document")
    if written and key_of("document", written) is None:
        page.report(row, "document", unknown("definition-unknown-document", "document", written))
    return written
