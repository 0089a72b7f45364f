"""Mutation testing of what decides a number: each module against the few tests that concern it (docs/phat-trien.md).

    python .ci/mutation.py [MODULE…]      e.g. scoring/totals standings; none: all of them, about a quarter of an hour

Needs the extras dev and mutation. Works in a clone of the last commit; prints each module's counts and every mutant
that no test noticed. Constants of a module are not mutated.
"""

from __future__ import annotations

import collections
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = {
    "scoring/appraised": "appraised appraisal points",
    "scoring/awards": "awards quorum decided",
    "scoring/checks": "scoring_checks",
    "scoring/choice": "choice not_assigned said",
    "scoring/claim": "claim points appraised peers",
    "scoring/classes": "class_of standings decided",
    "scoring/combine": "appraisal appraised",
    "scoring/headings": "subtotals",
    "scoring/items": "class_of not_assigned choice",
    "scoring/kinds": "kinds points claim appraised ties_definition standings",
    "scoring/not_assigned": "not_assigned class_of standings points",
    "scoring/outcome": "claim appraised points",
    "scoring/peers": "peers",
    "scoring/points": "points claim appraised said decided",
    "scoring/ranking": "ranking standings",
    "scoring/rule": "rule points claim said",
    "scoring/score": "peers choice not_assigned standings claim said subtotals appraisal",
    "scoring/settling": "settling awards",
    "scoring/sheet": "claim points said appraised",
    "scoring/sources": "sources appraisal",
    "scoring/subtotals": "subtotals",
    "scoring/ties": "ties ranking decided standings quorum",
    "scoring/totals": "totals not_assigned standings",
    "standings": "standings decided totals ranking not_assigned class_of",
    "scores": "scores tally decided",
    "effects": "effects decided",
    "decimals": "decimals numbers",
}
# Too slow to be run for each of some hundred mutants, or without the same result twice.
LEFT_OUT = (
    "tests/test_appraisal.py::test_the_order_of_the_sheets_does_not_matter",
    "tests/test_awards.py::test_proposed_is_who_gets_the_award_in_every_order_of_ties",
    "tests/test_decided.py::test_an_excused_unit_changes_nobody_s_points",
    "tests/test_totals.py::test_a_higher_score_never_lowers_a_rank_nor_does_a_deduction_lift_one",
)
KILLED, SURVIVED, UNTESTED = 1, 0, 33  # mutmut's exit codes; any other one is a mutant that was too slow or crashed


def main(modules: list[str]) -> None:
    """Run module after module, one mutant at a time."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        agreed = (clone / "pyproject.toml").read_text(encoding="utf-8")
        for module in modules or TESTS:
            shutil.rmtree(clone / "mutants", ignore_errors=True)  # mutmut takes another module's for this one's
            (clone / "pyproject.toml").write_text(agreed + settings(clone, module), encoding="utf-8")
            without_decorators(clone / "emulation_cli" / f"{module}.py")
            command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1"]
            done = subprocess.run(command, cwd=clone, capture_output=True, encoding="utf-8", check=False)
            print(report(clone, module) if done.returncode == 0 else f"{module}: {done.stdout[-2000:]}{done.stderr}")
            sys.stdout.flush()


def without_decorators(module: Path) -> None:
    """Take away what only remembers, and make methods of properties: mutmut leaves functions with a decorator alone."""
    text = re.sub(r"^ *@lru_cache.*\n", "", module.read_text(encoding="utf-8"), flags=re.MULTILINE)
    made = r"\1\2 = property(lambda self: self._of_\2())\n\n\1def _of_\2("
    text = re.sub(r"^( +)@(?:cached_)?property\n +def (\w+)\(", made, text, flags=re.MULTILINE)
    module.write_text(text, encoding="utf-8")


def settings(clone: Path, module: str) -> str:
    """The table [tool.mutmut] for a module."""
    files = [f"tests/test_{name}.py" for name in TESTS[module].split()]
    chosen = [name for name in files if (clone / name).exists()] + [f"--deselect={name}" for name in LEFT_OUT]
    values = {
        "source_paths": ["emulation_cli"],
        "only_mutate": [f"emulation_cli/{module}.py"],
        "also_copy": ["examples", "templates"],
        "pytest_add_cli_args": ["--hypothesis-seed=0"],
        "pytest_add_cli_args_test_selection": chosen,
    }
    return "\n[tool.mutmut]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def report(clone: Path, module: str) -> str:
    """The counts of a module, and what each mutant changed that was not noticed."""
    text = (clone / "mutants" / "emulation_cli" / f"{module}.py.meta").read_text(encoding="utf-8")
    codes = json.loads(text)["exit_code_by_key"]
    counted = collections.Counter(codes.values())
    killed, left = counted.pop(KILLED, 0), {code: counted.pop(code, 0) for code in (SURVIVED, UNTESTED)}
    lines = [f"{module}: {len(codes)} mutants, {killed} killed, {sum(counted.values())} too slow or crashed, "
             f"{left[SURVIVED]} survived, {left[UNTESTED]} untested"]  # fmt: skip
    lines += [_changed(clone, name) for name, code in codes.items() if code in left]
    return "\n".join(lines)


def _changed(clone: Path, mutant: str) -> str:
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", mutant], cwd=clone, capture_output=True, encoding="utf-8", check=False
    )
    changed = [line for line in shown.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join([f"  {mutant}", *(f"    {line}" for line in changed)])


if __name__ == "__main__":
    main(sys.argv[1:])
