"""Wrong usage in plain words: what typer would say in English, said in the reader's language."""

from __future__ import annotations

import gettext
import re
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


# What typer says of a value that does not fit, by the key of ours; the first group is what was given.
WORDS = (
    (re.compile(r"\w+ '(.+)' does not exist\.?"), "no_path"),
    (re.compile(r"\w+ '(.+)' is a file\.?"), "is_file"),
    (re.compile(r"\w+ '(.+)' is a directory\.?"), "is_folder"),
    (re.compile(r"Got unexpected extra argument(?:\(s\)|s)? \((.+)\)\.?"), "extra"),
)


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
    for pattern, ours in WORDS:
        match = pattern.fullmatch(found["words"])
        if match:
            return say(f"usage.{ours}", **found, given=match[1])
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
    hint = hint or _spelt(getattr(error, "param", None))
    words = str(getattr(error, "message", "") or error.format_message())
    return {"hint": str(hint), "words": words.rstrip("."), "help": f"{path} --help"}


def _spelt(parameter: Any) -> str:
    """An option as it is written on the command line (--next), an argument by its name."""
    spellings = [*getattr(parameter, "opts", ()), getattr(parameter, "name", "")]
    return next((one for one in spellings if one and one.startswith("--")), spellings[-1] or "")
