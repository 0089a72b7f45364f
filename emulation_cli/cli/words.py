"""Words of the command line itself, in the language asked for (Vietnamese unless EMUL_LANG says otherwise)."""

from __future__ import annotations

import os

from emulation_cli import catalogue


def language() -> str:
    """'vi', or 'en' where EMUL_LANG says so."""
    wanted = os.environ.get("EMUL_LANG", "vi")[:2].lower()
    return wanted if wanted in catalogue.LANGUAGES else "vi"


def say(key: str, /, **values: object) -> str:
    """A text of cli.toml."""
    return catalogue.text(language(), "cli", key, **values)
