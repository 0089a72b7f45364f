"""Writing what a tally makes: each file beside its place first, then put there, one run at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from emulation_cli.files import replacing
from emulation_cli.problems import EmulError
from emulation_cli.results import Results

Writer = Callable[[Results, Path, str], None]


def write_outputs(results: Results, folder: Path, formats: Sequence[str], language: str) -> list[Path]:
    """Write the formats asked for (json, md, docx, xlsx) into a folder; returns the files in that order.

    Raises EmulError `output-locked` for a file that is open elsewhere or a folder that cannot be written (earlier
    outputs stay), `workspace-busy` while another run writes there.
    """
    if not formats:
        return []
    written = []
    with _alone(folder):
        for name in formats:
            file, write = OUTPUTS[name]
            written.append(_write(results, folder / file, write, language))
    return written


def _write(results: Results, target: Path, write: Writer, language: str) -> Path:
    try:
        with replacing(target) as temporary:
            write(results, temporary, language)
    except PermissionError as error:
        raise EmulError("output-locked", file=target) from error
    return target


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two runs must not mix their files."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = folder / ".emul.lock"
        with FileLock(lock, timeout=0):
            yield
        with suppress(OSError):  # another run may hold it again already
            lock.unlink()
    except Timeout as error:
        raise EmulError("workspace-busy", folder=folder) from error
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise EmulError("output-locked", file=folder) from error


def _json(results: Results, target: Path, language: str) -> None:
    from emulation_cli.results_json import write_json

    with target.open("w", encoding="utf-8", newline="\n") as stream:
        write_json(results, stream)


def _markdown(results: Results, target: Path, language: str) -> None:
    from emulation_cli.reports.markdown import render

    target.write_text(render(results, language), encoding="utf-8", newline="\n")


def _word(results: Results, target: Path, language: str) -> None:
    from emulation_cli.reports.word import write

    write(results, target, language)


def _workbook(results: Results, target: Path, language: str) -> None:
    from emulation_cli.reports.workbook import write

    write(results, target, language)


OUTPUTS: Mapping[str, tuple[str, Writer]] = {
    "json": ("results.json", _json),
    "md": ("bang-xep-hang.md", _markdown),
    "docx": ("bao-cao.docx", _word),
    "xlsx": ("tong-hop.xlsx", _workbook),
}
