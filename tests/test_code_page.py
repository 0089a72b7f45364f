"""docs/ma-loi.md: every code has its section, made from the catalogue and the cases, and the page on disk is that."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from emulation_cli.catalogue import problem_texts

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def maker() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "make_codes.py"))


@pytest.fixture(scope="module")
def page() -> str:
    return (DOCS / "ma-loi.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_catalogue_and_the_cases_say(maker: dict[str, Any], page: str) -> None:
    assert page == maker["page"](), "run: python docs/make_codes.py"


def test_every_code_has_a_section_and_a_line_in_the_contents(page: str) -> None:
    codes = sorted(problem_texts("vi"))
    assert sorted(re.findall(r"^### (\S+)$", page, re.MULTILINE)) == codes
    assert sorted(re.findall(r"^- \[(\S+)\]\(#(?:\S+)\): \S", page, re.MULTILINE)) == codes


def test_every_code_that_a_case_yields_is_shown_as_it_was_said(maker: dict[str, Any], page: str) -> None:
    said = maker["_examples"]()
    assert len(said) > 90
    for code in said:
        section = page.split(f"### {code}\n")[1].split("\n### ")[0]
        example = next(line for line in section.splitlines() if line.startswith("> ") and "**" not in line)
        assert "{" not in example and "…" not in example.removesuffix("…"), code


def test_no_section_speaks_of_braces_or_shows_markup(page: str) -> None:
    assert not re.search(r"\{\w+(:\w)?\}", page)
    assert "<b>" not in page and "<script" not in page
