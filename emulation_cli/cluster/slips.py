"""A slip: what is wrong with a value, before anyone knows in which cell it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from emulation_cli.labels import choices, suggestion
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.text import nearest

LONGEST_SHOWN = 60  # of what was written, in a message


@dataclass(frozen=True, slots=True)
class Slip:
    """A problem's code and the values that its texts name."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    def at(self, place: Place, criterion: str | None = None) -> Problem:
        """The problem that it is in a cell."""
        return problem(self.code, place, criterion=criterion, **self.params)


def slip(code: str, **params: object) -> Slip:
    """A slip; what was `written` is cut to what a message can show."""
    if "written" in params:
        params["written"] = brief(str(params["written"]))
    return Slip(code, params)


def brief(written: str) -> str:
    """A text short enough to quote, on one line."""
    shown = " ".join(written.split())
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"


def unknown(code: str, table: str, written: str, keys: tuple[str, ...] | None = None) -> Slip:
    """A label that is not known, with the nearest one and all that could stand there."""
    labels = choices(table, keys)
    near = suggestion(table, written, keys) or nearest(written, labels.split(", "), least=0)
    return slip(code, written=written, near=near or labels, known=labels)
