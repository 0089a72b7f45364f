"""One collected file, taken in: read, identified, laid out, its entries read. Runs alone, so also in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from emulation_cli.cluster.model import Cluster
from emulation_cli.garbage import look_rarely
from emulation_cli.intake.identity import Names, identify
from emulation_cli.intake.layout import HIDDEN_SHEET, Layout, find_layout, is_review, title_value
from emulation_cli.intake.reading import read_entries, read_subtotals
from emulation_cli.intake.sent import sent_when
from emulation_cli.intake.sources import Source
from emulation_cli.intake.submission import Submission
from emulation_cli.intake.unseen import unseen
from emulation_cli.labels import key_of, known
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.spreadsheet.cells import Workbook, column_letters
from emulation_cli.spreadsheet.table import find_header
from emulation_cli.text import fold

PAYS = 200  # files; a worker's start costs as much as reading about a hundred
CHUNK = 16
ELSEWHERE = {"sheet-of-another-cluster", "sheet-of-another-period"}  # what such a sheet says is nothing of ours
_agreed: tuple[Cluster, Names]


@dataclass(slots=True)
class Received:
    """A file that was looked at. `unit` None: nobody's; `submission` None: nothing usable in it."""

    file: str
    sha256: str
    unit: str | None = None
    submission: Submission | None = None
    sent: datetime | None = None
    problems: list[Problem] = field(default_factory=list)
    wanted: bool | None = None  # what Nhận phiếu says: the one to use, set aside, or nothing


def receive(source: Source, cluster: Cluster, names: Names) -> Received:
    """Take one file in. Never raises for what is in the file."""
    workbook, problems = source.read()
    shown = source.shown
    if workbook is None:
        unit = _by_name(shown, names)
        return Received(shown, source.sha256(), unit, problems=_owned(problems, unit))
    workbook.sheets = [sheet for sheet in workbook.sheets if not is_review(sheet)]
    identity, doubts = identify(workbook, cluster, names)
    received = Received(shown, workbook.sha256, identity.unit, sent=sent_when(workbook), problems=[*problems, *doubts])
    if identity.unit is not None and not any(doubt.code in ELSEWHERE for doubt in doubts):
        received.submission, found = _submission(workbook, cluster, identity.unit, received.sent)
        told = {doubt.place for doubt in problems if doubt.place.cell}  # cells that the reader could make nothing of
        received.problems += [one for one in found if one.place not in told]
    received.problems = _owned(received.problems, received.unit)
    return received


def receive_all(sources: Sequence[Source], cluster: Cluster, workers: int | None = None) -> Iterator[Received]:
    """Take files in, in their order; over several processes where there are enough of them to pay for the start."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    wanted = multiprocessing.cpu_count() if workers is None else workers
    done = 0
    if wanted > 1 and len(sources) >= PAYS:
        # spawn everywhere: a fork would copy the progress bar's thread half way
        context = multiprocessing.get_context("spawn")
        try:
            with ProcessPoolExecutor(wanted, context, _prepare, (cluster,)) as pool:
                for received in pool.map(_receive_one, sources, chunksize=CHUNK):
                    yield received
                    done += 1
        except BrokenProcessPool:  # a worker was killed (memory, a virus scanner): the rest is read here
            pass
    names = Names(cluster)
    yield from (receive(source, cluster, names) for source in sources[done:])


def _prepare(cluster: Cluster) -> None:
    """A worker's own copy of what every file needs."""
    from multiprocessing.reduction import ForkingPickler

    global _agreed
    look_rarely()
    _agreed = (cluster, Names(cluster))
    ForkingPickler.register(Decimal, lambda number: (_number, (str(number),)))


@lru_cache(maxsize=65536)  # ten thousand units send a million numbers, but few different ones
def _number(digits: str) -> Decimal:
    return Decimal(digits)


def _receive_one(source: Source) -> Received:
    return receive(source, *_agreed)


def _submission(
    workbook: Workbook, cluster: Cluster, unit: str, sent: datetime | None
) -> tuple[Submission | None, list[Problem]]:
    layout, problems = find_layout(workbook, cluster.tree)
    if layout is None:
        return None, problems
    entries, found = read_entries(workbook, layout, cluster, unit)
    columns = {name: column_letters(column) for name, column in layout.columns.items()}
    highlights = _highlights(workbook)
    ticked, appraiser = title_value(layout, "appraised_mark"), title_value(layout, "appraiser")
    submission = Submission(
        unit=unit,
        file=workbook.name,
        sheet=layout.sheet.name,
        entries=entries,
        columns=columns,
        highlights=highlights,
        sent=sent,
        appraised=bool(ticked) and key_of("answer", ticked) != "no",
        appraiser=appraiser,
        subtotals=tuple(read_subtotals(workbook, layout, cluster.tree)),
    )
    overlooked = unseen(workbook.name, layout, layout.others, cluster.tree)
    return submission, [*problems, *found, *_unmatched(workbook, layout), *overlooked]


def _unmatched(workbook: Workbook, layout: Layout) -> list[Problem]:
    column = column_letters(layout.columns["self_score"])
    return [
        problem("row-unmatched", Place(workbook.name, layout.sheet.name, f"{column}{row}"), row=row)
        for row in layout.unmatched
    ]


def _highlights(workbook: Workbook) -> tuple[tuple[str, str], ...]:
    """What stands in the sheet Kết quả nổi bật, rows with a text only."""
    for sheet in workbook.sheets:
        if sheet.name == HIDDEN_SHEET or known("sheet").get(fold(sheet.name)) != "highlights":
            continue
        header = find_header(
            sheet, {"field": {fold("Lĩnh vực"), "field"}, "text": {fold("Nội dung"), "text"}}, ("text",)
        )
        if header is None:
            return ()
        columns = header.columns
        rows = [row for row, _ in sheet.rows() if row > header.last_row]
        pairs = ((sheet.text(row, columns.get("field", 0)), sheet.text(row, columns["text"])) for row in rows)
        return tuple(pair for pair in pairs if pair[1])
    return ()


def _owned(problems: list[Problem], unit: str | None) -> list[Problem]:
    """Every problem of a file is its unit's."""
    return [
        Problem(found.code, found.place, unit, found.criterion, found.params) if found.unit is None else found
        for found in problems
    ]


def _by_name(shown: str, names: Names) -> str | None:
    """The unit of a file that cannot be read: by its name or its folder's, so that its unit learns of it."""
    found = names.of_file(shown)
    return next(iter(found)) if len(found) == 1 else None
