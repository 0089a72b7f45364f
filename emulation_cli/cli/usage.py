"""Wrong usage in plain words: what typer would say in English, said in the reader's language."""

from __future__ import annotations

import gettext
from typing import Any

from emulation_cli.catalogue import area
from emulation_cli.cli.words import language, say

# typer's own words, by the key of ours (cli.toml).
PANELS = {
    "Arguments": "arguments",
    "Options": "options",
    "Commands": "commands",
    "Error": "error",
    "Aborted.": "aborted",
    "[required]": "required",
    "No such command {name!r}.": "no_command",
}


def translate_panels() -> None:
    """Have typer's own headings (Options, Commands…) in the reader's language; it takes them through gettext.

    To be called before typer is imported.
    """
    ours: dict[str, str] = area(language(), "cli")["panel"]
    gettext.gettext = lambda message: ours[PANELS[message]] if message in PANELS else message


def usage_error(error: Exception) -> str | None:
    """One sentence on what is wrong with the command line, None for any other exception.

    typer brings its own copy of click's exceptions under a private name, so they are told by what they carry.
    """
    if not hasattr(error, "exit_code") or not hasattr(error, "format_message"):
        return None
    kind, found = type(error).__name__, _facts(error)
    key = {
        "NoSuchOption": "no_option",
        "MissingParameter": "missing",
        "BadOptionUsage": "missing",
        "BadParameter": "bad_value",
    }.get(kind)
    return say(f"usage.{key or 'other'}", **found)


def _facts(error: Any) -> dict[str, str]:
    """What the sentence names: the option or parameter, typer's own words, and the command to ask for help."""
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "emul") if context else "emul"
    hint = getattr(error, "param_hint", None) or getattr(error, "option_name", "")
    hint = hint or getattr(getattr(error, "param", None), "name", "")
    words = str(getattr(error, "message", "") or error.format_message())
    return {"hint": str(hint), "words": words.rstrip("."), "help": f"{path} --help"}
