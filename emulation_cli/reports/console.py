"""The terminal: plain when piped, without colour under NO_COLOR; texts from sheets never become markup."""

from __future__ import annotations

from rich.console import Console

from emulation_cli import catalogue
from emulation_cli.problems import Severity
from emulation_cli.text import clean

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}


def say(language: str, key: str, /, **values: object) -> str:
    """A text of terminal.toml."""
    return catalogue.text(language, "terminal", key, **values)


def console() -> Console:
    """Plain when piped (80 columns), without colour under NO_COLOR; numbers are not coloured on their own."""
    return Console(highlight=False, emoji=False, markup=False)


def short(text: str, longest: int = 60) -> str:
    """A text on one line, cut with an ellipsis."""
    shown = clean(text)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
