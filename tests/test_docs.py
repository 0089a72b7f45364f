"""The docs follow the code: both READMEs alike, commands that exist, pictures and pages that are there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from emulation_cli.cli.app import build
from emulation_cli.forms.workspace_files import examples
from emulation_cli.reports.documents.registry import DOCUMENTS
from emulation_cli.reports.outputs import OUTPUTS
from emulation_cli.results import (
    Appraisal,
    AppraisalMark,
    Appraiser,
    Change,
    Effect,
    Finding,
    Highlight,
    InputFile,
    Results,
    Score,
    Standing,
    Unranked,
)
from emulation_cli.scoring.awards import Award, PassedOver

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "examples" / "README.md"])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\s*emul (\w+)", re.MULTILINE)
OPTION = re.compile(r"emul (\w+)[^\n#`]*?(--[a-z-]+)")
LINK = re.compile(r"\]\(([^)#:]+)[)#]")
ANCHOR = re.compile(r"\]\(([^)#:]*)#([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def commands() -> set[str]:
    app = build()
    return {str(each.name) for each in (*app.registered_commands, *app.registered_groups)}


def without_comments(block: str) -> list[str]:
    return [line.partition("  #")[0].rstrip() for line in block.splitlines()]


def test_both_readmes_give_the_same_commands() -> None:
    english, vietnamese = (
        [without_comments(block) for _, block in BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))]
        for name in ("README.md", "README.vi.md")
    )
    assert english == vietnamese


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {name for _, block in BLOCK.findall(text) for name in COMMAND.findall(block)}
    assert named <= commands()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_named_exists(page: Path) -> None:
    known = _options()
    used = OPTION.findall(page.read_text(encoding="utf-8"))
    assert [(name, option) for name, option in used if option not in known.get(name, {option})] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_anchor_is_a_heading(page: Path) -> None:
    anchors = ANCHOR.findall(page.read_text(encoding="utf-8"))
    missing = [(name, anchor) for name, anchor in anchors if anchor not in headings(page.parent / (name or page.name))]
    assert missing == []


def headings(page: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    titles = HEADING.findall(BLOCK.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_every_command_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    assert {name for name in commands() if f"emul {name}" not in guide} == set()


@pytest.mark.parametrize("page", ["README.md", "README.vi.md", "examples/README.md"])
def test_every_example_is_told_of(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert {name for name in examples() if name not in text} == set()


def test_every_document_has_its_file_in_the_formats() -> None:
    text = (ROOT / "docs" / "dinh-dang.md").read_text(encoding="utf-8")
    files = [f"{one.name}/<tên đơn vị>.docx" if one.each_unit else f"{one.name}.docx" for one in DOCUMENTS.values()]
    files += [target for target, _ in OUTPUTS.values()]
    assert [file for file in files if f"`{file}`" not in text] == []


def test_every_key_of_results_json_is_in_the_formats() -> None:
    text = (ROOT / "docs" / "dinh-dang.md").read_text(encoding="utf-8").partition("## reports/results.json")[2]
    kinds = (
        Results,
        Standing,
        Unranked,
        Score,
        Highlight,
        Finding,
        InputFile,
        Change,
        Effect,
        Appraisal,
        AppraisalMark,
    )
    keys = {field.name.rstrip("_") for kind in (*kinds, Appraiser, Award, PassedOver) for field in fields(kind)}
    assert {key for key in keys if not re.search(rf"\b{key}\b", text)} == set()


def _options() -> dict[str, set[str]]:
    """The long options of every command."""
    import inspect

    import typer

    found: dict[str, set[str]] = {}
    for command in build().registered_commands:
        assert command.callback is not None
        parameters = inspect.signature(command.callback, eval_str=True).parameters.values()
        metas = [meta for one in parameters for meta in getattr(one.annotation, "__metadata__", ())]
        options = [meta for meta in metas if isinstance(meta, typer.models.OptionInfo)]
        # inside Annotated, typer takes the first name for a default and sorts that out later
        names = {str(name) for option in options for name in (option.default, *(option.param_decls or ()))}
        found[str(command.name)] = {"--help", *names}
    return found
