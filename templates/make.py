"""Makes the templates (each with its English twin), laid out after Nghị định 30/2020/NĐ-CP, Annex I.

For developers: `python templates/make.py [NAME…]`. Secretaries edit the made files in Word; their fixed words come from
the catalogue (texts/*/reports.toml, texts/*/documents/*.toml), the names in {{ }} from emulation_cli/reports/documents.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bodies import (
    ballot,
    covenant,
    minutes,
    plan,
    proposal,
    regulation,
    report,
    request,
    score_table,
    slip,
    vote_count,
)
from layout import package

from emulation_cli.catalogue import LANGUAGES

TEMPLATES: Mapping[str, Callable[[str], str]] = {
    "bao-cao": report.body,
    "phieu-yeu-cau-bo-sung": request.body,
    "quy-che": regulation.body,
    "ke-hoach": plan.body,
    "giao-uoc": covenant.body,
    "phieu-bau": ballot.body,
    "bang-tong-hop": score_table.body,
    "bien-ban": minutes.body,
    "bien-ban-kiem-phieu": vote_count.body,
    "to-trinh": proposal.body,
    "phieu-ket-qua": slip.body,
}
LANDSCAPE = ("bang-tong-hop",)
MARKED = ("bao-cao", "bang-tong-hop", "bien-ban", "to-trinh", "phieu-ket-qua")  # those of the results
SEPARATE = ("phieu-bau",)  # each page a paper of its own


def made(name: str, language: str) -> bytes:
    """The bytes of one template."""
    page = {"landscape": name in LANDSCAPE, "marked": name in MARKED, "numbered": name not in SEPARATE}
    return package(TEMPLATES[name](language), language, **page)


def main(names: list[str]) -> None:
    """Write the named templates, or every one, in both languages beside this script."""
    for name in names or TEMPLATES:
        for language in LANGUAGES:
            target = Path(__file__).with_name(f"{name}.docx" if language == "vi" else f"{name}.{language}.docx")
            target.write_bytes(made(name, language))
            sys.stdout.write(f"{target.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
