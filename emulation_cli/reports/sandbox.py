"""Templates that an office may edit are filled in a sandbox."""

from __future__ import annotations

from typing import Any

from jinja2 import Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment


class Sandbox(SandboxedEnvironment):
    """No reach beyond the values, and no arithmetic that could fill the memory ('x' * 10 ** 10)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
        """A template from its words, compiled once."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *args, **more)
        return self._compiled[source]

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """None of them is done."""
        raise SecurityError(operator)
