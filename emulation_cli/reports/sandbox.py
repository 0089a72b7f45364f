"""Templates that an office may edit are filled in a sandbox."""

from __future__ import annotations

from typing import Any

from jinja2 import Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

MOST = 1000  # a range has at most so many numbers: lines to write on, never a program
# What makes a text, or a list, of any size out of one number.
FILTERS = ("batch", "center", "format", "indent", "slice", "tojson", "wordwrap")
METHODS = frozenset(("center", "expandtabs", "ljust", "rjust", "zfill"))
GLOBALS = ("cycler", "joiner", "lipsum", "namespace")


class Sandbox(SandboxedEnvironment):
    """No reach beyond the values, and nothing that could fill the memory with a word ('x' * 10 ** 10)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in FILTERS:
            del self.filters[name]
        for name in GLOBALS:
            del self.globals[name]
        self.globals["range"] = _short_range
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
        """A template from its words, compiled once."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *args, **more)
        return self._compiled[source]

    intercepted_binops = frozenset(("*", "**", "%"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """None of them is done."""
        raise SecurityError(f"{operator} is not allowed in a template")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Neither Python's insides nor a text's own ways to grow."""
        return super().is_safe_attribute(obj, attr, value) and not (isinstance(obj, str) and attr in METHODS)

    def wrap_str_format(self, value: Any) -> Any:
        """A text's own format and format_map, which Jinja would let through, are refused ('{:9999999999}')."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("format is not allowed in a template")
        return None


def _short_range(*limits: int) -> range:
    """Python's range, refused where it is long."""
    found = range(*limits)
    if len(found) > MOST:
        raise SecurityError(f"range of more than {MOST}")
    return found
