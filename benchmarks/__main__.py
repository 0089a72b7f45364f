"""`python -m benchmarks`: make the corpus, measure, print the figures; see benchmarks/README.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import make_workspace
from benchmarks.documenting import documenting
from benchmarks.figures import Part, missed, table
from benchmarks.markdown import markdown
from benchmarks.reading import reading
from benchmarks.scoring import scoring
from benchmarks.starting import starting
from benchmarks.tallying import tallying_few, tallying_many
from benchmarks.writing import writing

FEW, MANY, FULL = 12, 1000, 10_000
PARTS = ("start", "read", "write", "score", "tally", "report")


def main() -> int:
    """Print every part as soon as it is measured; 1 where a ratio is not what it should be."""
    asked = _options().parse_args()
    sizes = [*asked.sizes, *([FULL] if asked.full else [])]
    parts = []
    with _corpus(asked.corpus) as folder:
        for part in _measured(folder, sizes, asked.only):
            print(table(part), end="\n\n", flush=True)
            parts.append(part)
    if asked.markdown:
        print(markdown(parts, asked.date, "en"), markdown(parts, asked.date, "vi"), sep="\n")
    return 1 if missed(parts) else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[FEW, MANY], help="sheets to tally (12 1000)")
    parser.add_argument("--full", action="store_true", help=f"tally {FULL} sheets as well")
    parser.add_argument("--only", choices=PARTS, help="this part alone")
    parser.add_argument("--corpus", type=Path, help="a folder to keep the sheets in, for the next run")
    parser.add_argument("--markdown", action="store_true", help="print the lines that README and README.vi quote")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the date they name")  # noqa: DTZ011
    return parser


@contextmanager
def _corpus(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with TemporaryDirectory(prefix="emul-benchmarks-") as folder:
        yield Path(folder)


def _measured(folder: Path, sizes: list[int], only: str | None) -> Iterator[Part]:
    if only in (None, "start"):
        yield starting(folder)
    if only in (None, "read"):
        yield reading(make_workspace(folder / str(MANY), MANY))
    if only in (None, "write"):
        yield writing(folder)
    if only in (None, "score"):
        yield scoring()
    if only in (None, "tally"):
        for size in sizes:
            workspace = make_workspace(folder / str(size), size)
            yield (tallying_few if size < MANY // 5 else tallying_many)(workspace, size)
    if only in (None, "report"):
        yield documenting(folder)


if __name__ == "__main__":
    sys.exit(main())
