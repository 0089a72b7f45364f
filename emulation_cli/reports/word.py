"""The report as a Word file: the strings of context.py put into a template that the office may edit."""

from __future__ import annotations

from pathlib import Path

from emulation_cli.reports.context import report, variables
from emulation_cli.reports.wordfile import filled, opened, own_template, text_width
from emulation_cli.results import Results

TEMPLATE = "bao-cao"


def write(results: Results, target: Path, language: str = "vi", template: Path | None = None) -> None:
    """Write the report; a result that is not official says so at its top.

    Raises EmulError `template-missing`, or `template-broken` with the template's own words.
    """
    source = template or own_template(TEMPLATE, language)
    document = opened(source)
    shown = report(results, language, text_width(document))
    target.write_bytes(filled(document, variables(shown), source, shown.subject))
