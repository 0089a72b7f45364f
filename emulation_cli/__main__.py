"""Entry point: runs the command, turns what stops it into one sentence and an exit status."""

from __future__ import annotations

import gc
import io
import os
import sys

from emulation_cli.files import CANNOT_WRITE
from emulation_cli.problems import EmulError, Problem

COULD_NOT_FINISH = 3
# Modules, cells and scores are many objects that stay; looking through them for circles took a tenth of every run.
RARELY = (200_000, 20, 100)


def main() -> None:
    """Run `emul`; exit 0 no errors, 1 errors or provisional, 2 wrong usage, 3 could not finish."""
    _speak_utf8()
    gc.set_threshold(*RARELY)
    from emulation_cli.cli.app import build

    try:
        build()()
    except EmulError as error:
        _stop(error.problem)
    except CANNOT_WRITE as error:
        _stop(EmulError("output-locked", file=error.filename or error).problem)
    except KeyboardInterrupt:
        _stop(EmulError("interrupted").problem)
    except Exception as error:
        _stop(EmulError("internal-error", kind=type(error).__name__, words=error).problem)
    finally:
        gc.freeze()  # what is left goes with the process; taking it apart piece by piece took another tenth


def _speak_utf8() -> None:
    """A Vietnamese letter must not stop a run on a cp1252 console or pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop(problem: Problem) -> None:
    """Say why the run stops, and stop; with --debug the trace goes first."""
    from emulation_cli.cli.words import language

    if os.environ.get("EMUL_DEBUG") or "--debug" in sys.argv:
        import traceback

        traceback.print_exc()
    sys.stderr.write(f"{problem.message(language())}\n{problem.fix(language())}\n")
    sys.exit(COULD_NOT_FINISH)


if __name__ == "__main__":
    main()
