"""What `emul report` makes by its own word, beside the documents: the page and the table of scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from emulation_cli.files import CANNOT_WRITE, replacing
from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.outputs import alone

Render = Callable[[Material, Path | None], bytes]


def write_export(name: str, material: Material, folder: Path, templates: Path | None = None) -> Path:
    """Write one of EXPORTS into a folder, with the office's own template where it has one; gives the file.

    Raises EmulError `no-results`, `template-broken`, `output-locked`, `workspace-busy`.
    """
    file, render = EXPORTS[name]
    data, target = render(material, templates), folder / file
    with alone(folder):
        try:
            with replacing(target) as temporary:
                temporary.write_bytes(data)
        except CANNOT_WRITE as error:
            raise EmulError("output-locked", file=target) from error
    return target


def _page(material: Material, templates: Path | None) -> bytes:
    from emulation_cli.reports.page.render import render

    return render(material, templates)


def _scores(material: Material, templates: Path | None) -> bytes:
    from emulation_cli.reports.scores_csv import render

    return render(material)


EXPORTS: Mapping[str, tuple[str, Render]] = {"html": ("xep-hang.html", _page), "csv": ("diem.csv", _scores)}
