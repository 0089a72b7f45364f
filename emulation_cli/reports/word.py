"""The report as a Word file: its strings put into a template that the office may edit."""

from __future__ import annotations

from pathlib import Path

from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.report import report
from emulation_cli.reports.wordfile import Template, own_template
from emulation_cli.results import Results


def write(results: Results, target: Path, language: str = "vi", template: Path | None = None) -> None:
    """Write the report; a result that is not official says so at its top.

    Raises EmulError `template-missing`, or `template-broken` with the template's own words.
    """
    opened = Template(template or own_template("bao-cao", language))
    shown = report(Material(results.cluster, results, language=language, width=opened.width))
    target.write_bytes(opened.fill(values(shown), shown.subject))
