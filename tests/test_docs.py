"""The docs follow the code: both READMEs alike, commands that exist, pictures and pages that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emulation_cli.cli.app import build

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
