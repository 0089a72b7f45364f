"""Scoring alone, after the reading: `python -m benchmarks.scoring COUNT` prints the seconds that a tally takes then."""

from __future__ import annotations

import json
import sys
from time import perf_counter

from benchmarks.figures import Figure, Part
from benchmarks.mixed import CRITERIA, make_mixed
from benchmarks.processes import MEGABYTE, Run, best, own_peak, python, run
from emulation_cli.garbage import look_rarely

UNITS, ROUNDS = 1000, 5
AT_MOST = 1.0  # seconds


def scoring() -> Part:
    """A thousand units with every kind of criterion: points, sums, checks, ranks, classes and awards."""
    found = best(ROUNDS, {"tally": _alone})["tally"]
    seconds = found.seconds
    row = Figure("scored and ranked", seconds * 1000, found.megabytes, seconds, "a second", AT_MOST, "score")
    return Part(f"Scoring {UNITS:,} units × {CRITERIA} criteria of every kind, once they are read", "ms", (row,))


def _alone() -> Run:
    """In a process of its own, so that nothing of it has been worked out before."""
    told = json.loads(run(python("-m", "benchmarks.scoring", str(UNITS))).output)
    return Run(told["seconds"], told["megabytes"] or None, "")


def main(count: str) -> None:
    """Tally so many units, the modules that it needs being there."""
    from emulation_cli import standings, tally

    assert standings
    look_rarely()
    cluster, collection = make_mixed(int(count))
    started = perf_counter()
    results = tally.tally(cluster, collection)
    seconds = perf_counter() - started
    assert results.status == "official" and len(results.standings) == int(count)
    json.dump({"seconds": seconds, "megabytes": own_peak() / MEGABYTE}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
