"""Commands whose --help is described in the reader's language; typer has that one text in English only."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from emulation_cli.cli.words import say


def _described(option: Any) -> Any:
    if option is not None:
        option.help = say("help")
    return option


class SpeakingCommand(TyperCommand):
    """A command."""

    def get_help_option(self, ctx: Any) -> Any:
        """--help, described."""
        return _described(super().get_help_option(ctx))


class SpeakingGroup(TyperGroup):
    """The application itself."""

    def get_help_option(self, ctx: Any) -> Any:
        """--help, described."""
        return _described(super().get_help_option(ctx))
