"""The catalogue: every text that a user reads, by language, area and code.

A text names its values as ``{name}``; ``{name:n}`` prints a decimal string as the language writes numbers
(1234.5 → 1.234,5 or 1,234.5) and ``{name:d}`` an ISO date; what a cell holds may be neither, and is then written as
it is. Values are always plain strings, so that results.json can carry them and any language can be rendered from it
later.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from emulation_cli.decimals import localise_date, localise_number

LANGUAGES = ("vi", "en")
PROBLEM_AREAS = ("run", "files", "definition", "intake", "scoring")


@cache
def area(language: str, name: str) -> dict[str, Any]:
    """One file of the catalogue, texts/<language>/<name>.toml, as nested dictionaries."""
    source = files("emulation_cli") / "texts" / language / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def problem_texts(language: str) -> dict[str, dict[str, str]]:
    """Every problem code with its severity (Vietnamese file only), message and fix."""
    return {code: entry for name in PROBLEM_AREAS for code, entry in area(language, name).items()}


def text(language: str, name: str, key: str, /, **values: object) -> str:
    """The text `key` (dots descend into tables) of one area, with its values filled in."""
    found: Any = area(language, name)
    for part in key.split("."):
        found = found[part]
    return fill(found, language, values) if values else str(found)


def fill(template: str, language: str, values: Mapping[str, object]) -> str:
    """Put values into a template; a value is inserted as it is, never read as a template itself."""
    return _Filler(language).vformat(template, (), values)


class _Filler(Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        with suppress(ArithmeticError, ValueError):
            if format_spec == "n":
                return localise_number(str(value), self.language)
            if format_spec == "d":
                return localise_date(str(value), self.language)
        return str(value)
