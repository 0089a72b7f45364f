"""Word files as PDF, where LibreOffice is found; Word files stay beside them, for they are what is edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from emulation_cli.files import CANNOT_WRITE, replacing
from emulation_cli.problems import EmulError

NAMES = ("soffice", "libreoffice")
PLACES = (  # where it is installed without being on the PATH
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
A_FILE, START = 20, 120  # seconds


def to_pdf(files: Sequence[Path]) -> list[Path]:
    """Convert each Word file into a PDF beside it; returns the PDFs in that order.

    Raises EmulError `pdf-no-libreoffice`, `pdf-failed` with the first file that gave none, `output-locked`.
    """
    program = _program()
    made = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # LibreOffice may still hold its profile
        for number, source in enumerate(files):
            shutil.copy(source, Path(folder) / f"{number}.docx")  # plain names: every shell and system takes them
        _convert(program, Path(folder), [f"{number}.docx" for number in range(len(files))])
        for number, source in enumerate(files):
            made.append(_placed(Path(folder) / f"{number}.pdf", source))
    return made


def _program() -> str:
    """Where LibreOffice is. Raises EmulError `pdf-no-libreoffice`."""
    for found in _candidates():
        if found:
            return found
    raise EmulError("pdf-no-libreoffice")


def _candidates() -> Iterator[str | None]:
    yield from map(shutil.which, NAMES)
    known = (Path(os.path.expandvars(place)) for place in PLACES)
    yield from (str(path) for path in known if path.is_file())


def _convert(program: str, folder: Path, names: Sequence[str]) -> None:
    """One run for all; a profile of its own, so that an open LibreOffice is not in the way."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *names]
    limit = START + A_FILE * len(names)
    try:
        subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=limit)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EmulError("pdf-failed", file=program) from error


def _placed(made: Path, source: Path) -> Path:
    """Put the PDF beside its Word file."""
    target = source.with_suffix(".pdf")
    if not made.is_file():
        raise EmulError("pdf-failed", file=source)
    try:
        with replacing(target) as temporary:
            temporary.write_bytes(made.read_bytes())
    except CANNOT_WRITE as error:
        raise EmulError("output-locked", file=target) from error
    return target
