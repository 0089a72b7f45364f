"""Entry point: runs the command, turns what stops it into one sentence and an exit status."""

from __future__ import annotations

import gc
import io
import os
import sys

from emulation_cli.files import CANNOT_WRITE
from emulation_cli.garbage import look_rarely
from emulation_cli.problems import EmulError, Problem

WRONG_USAGE, COULD_NOT_FINISH = 2, 3


def main() -> None:
    """Run `emul`; exit 0 no errors, 1 errors or provisional, 2 wrong usage, 3 could not finish."""
    _speak_utf8()
    look_rarely()
    from emulation_cli.cli.usage import translate_panels

    translate_panels()
    from emulation_cli.cli.app import build

    try:
        status = build()(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except EmulError as error:
        _stop(error.problem)
    except BrokenPipeError:  # `emul … | head`: whoever read has read enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        sys.exit(1)
    except (FileExistsError, NotADirectoryError) as error:  # a folder was to be made where a file is
        _stop(EmulError("output-not-a-folder", file=error.filename or error).problem)
    except CANNOT_WRITE as error:
        _stop(EmulError("output-locked", file=error.filename or error).problem)
    except KeyboardInterrupt:
        _stop(EmulError("interrupted").problem)
    except Exception as error:
        _refuse(error)
        _stop(EmulError("internal-error", kind=type(error).__name__, words=error).problem)
    finally:
        gc.freeze()  # what is left goes with the process; taking it apart piece by piece took another tenth


def _refuse(error: Exception) -> None:
    """Wrong usage ends here: one sentence, status 2; without any argument, the help."""
    from emulation_cli.cli.usage import usage_error

    if type(error).__name__ == "NoArgsIsHelpError":
        sys.exit(WRONG_USAGE)  # typer has shown the help
    said = usage_error(error)
    if said is not None:
        sys.stderr.write(f"{said}\n")
        sys.exit(WRONG_USAGE)


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
