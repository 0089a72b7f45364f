"""What is wrong with the data, as values: where, what, what to do.

A stage returns its result with its problems, all of them; only what stops the whole run is an exception
(`EmulError`), caught once, in the command line. Codes are stable; their texts live in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from emulation_cli import catalogue


class Severity(StrEnum):
    """error: the unit cannot be ranked officially; warning: usable, someone must look; note: for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file name, sheet, cell (A1); a later part may be empty."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " ▸ ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `params` are the values its texts name, as sorted (name, string) pairs."""

    code: str
    place: Place
    unit: str | None = None
    criterion: str | None = None
    params: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is; a property of the code."""
        return Severity(catalogue.problem_texts("vi")[self.code]["severity"])

    def message(self, language: str = "vi") -> str:
        """What is wrong, in one plain sentence."""
        return self._text("message", language)

    def fix(self, language: str = "vi") -> str:
        """What to do about it."""
        return self._text("fix", language)

    def _text(self, part: str, language: str) -> str:
        return catalogue.fill(catalogue.problem_texts(language)[self.code][part], language, dict(self.params))


def problem(
    code: str, place: Place, unit: str | None = None, criterion: str | None = None, **params: object
) -> Problem:
    """Make a problem; params become strings (a Decimal its plain digits, a date its ISO form)."""
    return Problem(code, place, unit, criterion, _pairs(params))


def _pairs(params: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, _plain(value)) for name, value in params.items()))


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them is an error."""
    return any(found.severity is Severity.ERROR for found in problems)


class EmulError(Exception):
    """What stops the run: no cluster file, a template missing, an output open in Word. Code and params as above."""

    def __init__(self, code: str, /, **params: object) -> None:
        self.problem = Problem(code, Place(), params=_pairs(params))
        super().__init__(code)
