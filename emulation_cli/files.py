"""Files: where templates and examples are, and writing so that nothing earlier is ever lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# What a file that Word holds open, a read-only folder, or a file in place of a folder raises.
CANNOT_WRITE = (PermissionError, FileExistsError, IsADirectoryError, NotADirectoryError)


def resource(name: str) -> Path:
    """A folder that ships with the tool ('templates', 'examples'): inside an installed package, or beside it."""
    here = Path(__file__).resolve().parent
    for base in (here, here.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(name)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside the target; on success it takes the target's place, on failure it is gone.

    Raises PermissionError where the target is open in Word or Excel on Windows, with the old file intact.
    """
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".emul-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _as_new_file(temporary)
        temporary.replace(target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _as_new_file(path: Path) -> None:
    """mkstemp makes files that only their owner may read; a report is for the whole office."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
