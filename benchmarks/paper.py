"""Making documents in one process: `python -m benchmarks.paper HOW RESULTS FOLDER`.

HOW is `all` (every document of `emul report`), `slips` (the result slips alone), `page` (the HTML page), or docxtpl
alone with templates that hold nothing but a table: `tables` (the ranking, the annex of all points and a slip's points
for every unit), `slip-tables` (these slips alone). docxtpl is used as its manual says, a template opened for each
document, and is given strings that are ready: the very rows that this project's own documents show. Prints the seconds
of the making, imports and the reading of the results left out, and the bytes that were written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import docx
from docxtpl import DocxTemplate

from emulation_cli.reports.documents.making import make_documents
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.documents.registry import DOCUMENTS
from emulation_cli.reports.documents.score_table import score_table
from emulation_cli.reports.documents.slip import slip
from emulation_cli.reports.exports import write_export
from emulation_cli.results_json import read_json

RANKING = ("rank", "name", "total", "percent", "class_")
SLIP = ("label", "text", "maximum", "own", "appraised", "points", "reason")
ANNEX = ("label", "text", "maximum")
Job = tuple[Path, Mapping[str, Any], Path]  # a template, what it is given, the file to write


def main(how: str, results: str, folder: str) -> None:
    """Make them once and say how long it took."""
    material, target = _material(Path(results)), Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    make = WAYS[how](material, target)
    _warm(material, target)
    started = perf_counter()
    files = make()
    seconds = perf_counter() - started
    written = sum(file.stat().st_size for file in files)
    json.dump({"seconds": seconds, "files": len(files), "bytes": written}, sys.stdout)


def _material(results: Path) -> Material:
    found = read_json(results)
    found = replace(found, scores=tuple(found.scores))
    return Material(found.cluster, found)


def _warm(material: Material, folder: Path) -> None:
    """Modules that are imported when first used; the plan has no table of points."""
    make_documents(material, [DOCUMENTS["ke-hoach"]], folder / "warm")


def _documents(*names: str) -> Callable[[Material, Path], Callable[[], Sequence[Path]]]:
    def ready(material: Material, folder: Path) -> Callable[[], Sequence[Path]]:
        return lambda: _without_problems(material, [DOCUMENTS[name] for name in names or DOCUMENTS], folder)

    return ready


def _without_problems(material: Material, documents: Sequence[Any], folder: Path) -> Sequence[Path]:
    made = make_documents(material, documents, folder)
    assert not made.problems, made.problems
    return made.files


def _page(material: Material, folder: Path) -> Callable[[], Sequence[Path]]:
    return lambda: [write_export("html", material, folder)]


def _all_tables(material: Material, folder: Path) -> Callable[[], Sequence[Path]]:
    jobs = [_ranking(material, folder), *_annex(material, folder), *_slips(material, folder)]
    return lambda: _alone(jobs)


def _slip_tables(material: Material, folder: Path) -> Callable[[], Sequence[Path]]:
    jobs = list(_slips(material, folder))
    return lambda: _alone(jobs)


def _alone(jobs: Sequence[Job]) -> Sequence[Path]:
    """docxtpl and nothing else."""
    for template, given, target in jobs:
        document = DocxTemplate(template)
        document.render(dict(given), autoescape=True)
        document.save(target)
    return [target for _, _, target in jobs]


def _ranking(material: Material, folder: Path) -> Job:
    rows = [{field: str(getattr(one, field) or "") for field in RANKING} for one in material.results.standings]
    return _template(folder, "ranking", RANKING), {"rows": rows}, folder / "ranking.docx"


def _annex(material: Material, folder: Path) -> Iterator[Job]:
    """A document a table, as the annex splits its units."""
    template = _template(folder, "annex", ANNEX, cells=True)
    for number, part in enumerate(score_table(material).tables):
        yield template, {"rows": part.rows}, folder / f"annex-{number}.docx"


def _slips(material: Material, folder: Path) -> Iterator[Job]:
    template = _template(folder, "slip", SLIP)
    for standing in material.results.standings:
        yield template, {"rows": slip(material, standing.unit).rows}, folder / f"slip-{standing.unit}.docx"


def _template(folder: Path, name: str, fields: Sequence[str], cells: bool = False) -> Path:
    """A Word file with one table: a header, then a row for each of `rows`; `cells` adds a column for each of its."""
    shown = [f"{{{{ row.{field} }}}}" for field in fields]
    shown += ["{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"] if cells else []
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(shown))
    for texts in (fields, ["{%tr for row in rows %}"], shown, ["{%tr endfor %}"]):
        row = table.add_row()
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    target = folder / f"template-{name}.docx"
    document.save(str(target))
    return target


WAYS: Mapping[str, Callable[[Material, Path], Callable[[], Sequence[Path]]]] = {
    "all": _documents(),
    "slips": _documents("phieu-ket-qua"),
    "page": _page,
    "tables": _all_tables,
    "slip-tables": _slip_tables,
}


if __name__ == "__main__":
    main(*sys.argv[1:])
