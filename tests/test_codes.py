"""Every problem code of what comes in (files, sheets, points) is yielded by some test, from a file to the finding."""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path

import pytest

from emulation_cli.catalogue import area

HERE = Path(__file__).parent
# Codes that no file in a folder can yield alone, and the test that yields them.
ELSEWHERE = {
    "file-child-crashed": "test_legacy.py::test_a_crash_is_a_problem_of_that_file",
    "file-child-time": "test_legacy.py::test_a_child_that_does_not_end_is_stopped",
    "file-gone": "test_package.py::test_a_file_that_is_gone_a_folder_and_one_that_may_not_be_read",
    "file-old-format": "test_legacy.py::test_what_a_child_says",
    "nothing-assigned": "test_decided.py::test_a_unit_that_was_assigned_nothing_holds_the_result_up",
    "result-negative": "test_points.py::test_what_should_be_little_is_never_negative_and_other_results_may_be",
    "file-unreadable": "test_package.py::test_a_file_that_is_gone_a_folder_and_one_that_may_not_be_read",
}
# Codes of appraisal.xlsx and decisions.xlsx, which are no collected files, have tests of their own modules.
OTHER_FILES = ("appraisal-", "appraised-", "decision-", "unit-not-appraised")


@cache
def yielded() -> frozenset[str]:
    """The codes that the cases yield."""
    files = sorted((HERE / "cases").glob("*/expected.json"))
    read = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return frozenset(one["code"] for found in read for one in found["problems"])


@pytest.mark.parametrize("name", ["files", "intake", "scoring"])
def test_every_code_has_a_case(name: str) -> None:
    lacking = {code for code in area("vi", name) if not code.startswith(OTHER_FILES)} - yielded()
    assert lacking <= set(ELSEWHERE)


def test_the_list_of_others_is_short_and_true() -> None:
    assert not set(ELSEWHERE) & yielded()
    for code, test in ELSEWHERE.items():
        file, _, name = test.partition("::")
        source = (HERE / file).read_text(encoding="utf-8")
        functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == name]
        assert functions, test
        parts = [functions[0], *functions[0].decorator_list]
        assert any(code in (ast.get_source_segment(source, part) or "") for part in parts), (code, test)
