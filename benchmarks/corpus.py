"""Filled sheets in any number: a few patterns written by the tool's own form, the rest made from them in the zip.

What is rewritten is the unit (hidden sheet, title, evidence) and some typed scores, with the sums above them, so that
every sheet is a different one and all are right.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.cluster import CODE, make_answers, make_cluster, make_unit
from emulation_cli.cluster.criteria import Group, Kind
from emulation_cli.forms.columns import LETTER
from emulation_cli.forms.definition import write_definition
from emulation_cli.forms.sheet import Form

PATTERNS = 36
STRINGS, TABLE = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
SCORE = LETTER["self_score"]
STEPS = tuple(Decimal(quarters) / 4 for quarters in range(5))
DAY = (2026, 7, 1, 8, 0, 0)
_VALUE = r'(<c r="{address}"[^>]*>(?:<f>[^<]*</f>)?<v>)([^<]*)(</v>)'


@dataclass(frozen=True)
class Pattern:
    """A filled sheet's parts by name. `scores` are the addresses of typed scores, each with the sums above it."""

    parts: Mapping[str, bytes]
    scores: Mapping[str, tuple[str, ...]]


def make_workspace(folder: Path, size: int) -> Path:
    """A workspace whose `size` units have all sent their sheets; one that is there already is kept."""
    done = folder / "complete"
    if done.exists():
        return folder
    collected = folder / "collected"
    collected.mkdir(parents=True, exist_ok=True)
    write_definition(folder / "cluster.xlsx", make_cluster(size))
    _fill(collected, size)
    done.touch()
    return folder


def _fill(collected: Path, size: int) -> None:
    """Every unit's sheet, over several processes where there are many."""
    numbers = range(1, size + 1)
    if size < 200:
        for number in numbers:
            _derive(collected, number)
        return
    with get_context("spawn").Pool() as pool:
        pool.map(partial(_derive, collected), numbers, chunksize=100)


@cache
def _patterns() -> tuple[Pattern, ...]:
    cluster, random = make_cluster(1), Random(7)
    form = Form(cluster)
    scores = dict(_typed_scores(form))
    with TemporaryDirectory() as folder:
        target = Path(folder) / "pattern.xlsx"
        found = []
        for _ in range(PATTERNS):
            form.write(target, make_unit(int(CODE)), make_answers(cluster, random))
            with zipfile.ZipFile(target) as package:
                found.append(Pattern({name: package.read(name) for name in package.namelist()}, scores))
    return tuple(found)


def _typed_scores(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    rows, tree = form.lines.rows, form.cluster.tree
    for leaf in tree.leaves:
        if leaf.kind is Kind.DIRECT and leaf.group is Group.STANDARD:
            above = [path for path in tree.children if path and leaf.path.startswith(f"{path}.")]
            yield f"{SCORE}{rows[leaf.path]}", tuple(f"{SCORE}{rows[path]}" for path in (*above, ""))


def _derive(collected: Path, number: int) -> None:
    """One unit's sheet from the pattern that is its turn."""
    random, pattern = Random(number), _patterns()[number % PATTERNS]
    parts = dict(pattern.parts)
    parts[STRINGS] = parts[STRINGS].replace(CODE.encode(), f"{number:05}".encode())
    parts[TABLE] = _other_scores(parts[TABLE].decode(), pattern, random).encode()
    with zipfile.ZipFile(collected / f"{make_unit(number).name}.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, DAY), data, zipfile.ZIP_DEFLATED)


def _other_scores(table: str, pattern: Pattern, random: Random) -> str:
    """Some points more on every typed score and on the sums above it."""
    more: dict[str, Decimal] = {}
    for address, sums in pattern.scores.items():
        step = random.choice(STEPS)
        for one in (address, *sums):
            more[one] = more.get(one, Decimal(0)) + step
    found = re.compile(_VALUE.format(address=f"({'|'.join(more)})"))
    return found.sub(lambda cell: f"{cell[1]}{(Decimal(cell[3]) + more[cell[2]]).normalize():f}{cell[4]}", table)


if __name__ == "__main__":
    make_workspace(Path(sys.argv[1]), int(sys.argv[2]))
