"""Writing what a tally makes: each file beside its place first, then put there, one run at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from emulation_cli.files import CANNOT_WRITE, replacing
from emulation_cli.problems import EmulError
from emulation_cli.reports.log import append
from emulation_cli.results import Results

Writer = Callable[[Results, Path, str, Path | None], None]


def write_outputs(
    results: Results, folder: Path, formats: Sequence[str], language: str, templates: Path | None = None
) -> list[Path]:
    """Write the formats asked for (json, md, docx, xlsx) into a folder, with the office's own templates where it has
    some; returns the files in that order.

    All are written before the first takes its place, so that earlier outputs stay as they are, together, where one
    cannot be written. Raises EmulError `output-locked` for a file that is open elsewhere or a folder that cannot be
    written, `workspace-busy` while another run writes there.
    """
    if not formats:
        return []
    targets = [folder / OUTPUTS[name][0] for name in formats]
    with alone(folder), ExitStack() as places:
        for name, target in zip(formats, targets, strict=True):
            temporary = places.enter_context(_place(target))
            OUTPUTS[name][1](results, temporary, language, templates)
        for target in targets:
            _claim(target)
        places.close()
        append(folder, results, targets)
    return targets


@contextmanager
def _place(target: Path) -> Iterator[Path]:
    try:
        with replacing(target) as temporary:
            yield temporary
    except CANNOT_WRITE as error:
        raise EmulError("output-locked", file=target) from error


def _claim(target: Path) -> None:
    """Make sure that a file can be replaced: Windows refuses that while Word or Excel holds it open."""
    if target.is_dir():
        raise EmulError("output-locked", file=target)
    try:
        if target.exists():
            target.replace(target)
    except PermissionError as error:
        raise EmulError("output-locked", file=target) from error


def refuse_file(folder: Path) -> None:
    """Results go into a folder. Raises EmulError `output-not-a-folder` where a file stands there, or above it."""
    for path in (folder, *folder.parents):
        if path.is_file():
            raise EmulError("output-not-a-folder", file=path)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two runs must not mix their files. Raises EmulError `workspace-busy`, `output-locked`."""
    from filelock import FileLock, Timeout

    refuse_file(folder)
    lock = FileLock(folder / ".emul.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise EmulError("workspace-busy", folder=folder) from error
    except CANNOT_WRITE as error:
        raise EmulError("output-locked", file=folder) from error
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):  # another run may hold it by now
            Path(lock.lock_file).unlink()


def _json(results: Results, target: Path, language: str, templates: Path | None) -> None:
    from emulation_cli.results_json import write_json

    with target.open("w", encoding="utf-8", newline="\n") as stream:
        write_json(results, stream)


def _markdown(results: Results, target: Path, language: str, templates: Path | None) -> None:
    from emulation_cli.reports.markdown import render

    # with its byte order mark Word and Notepad know the Vietnamese letters; GitHub leaves it out
    target.write_text(render(results, language), encoding="utf-8-sig", newline="\n")


def _word(results: Results, target: Path, language: str, templates: Path | None) -> None:
    from emulation_cli.reports.word import write
    from emulation_cli.reports.wordfile import template_of

    write(results, target, language, template_of("bao-cao", language, templates))


def _workbook(results: Results, target: Path, language: str, templates: Path | None) -> None:
    from emulation_cli.reports.workbook import write

    write(results, target, language)


OUTPUTS: Mapping[str, tuple[str, Writer]] = {
    "json": ("results.json", _json),
    "md": ("bang-xep-hang.md", _markdown),
    "docx": ("bao-cao.docx", _word),
    "xlsx": ("tong-hop.xlsx", _workbook),
}
