"""The `emul` application: its commands, and what all of them share."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from emulation_cli import __version__
from emulation_cli.cli import appraise, check, decisions, explain, init, report, sheets, status, tally, template
from emulation_cli.cli.speaking import SpeakingCommand, SpeakingGroup
from emulation_cli.cli.words import say


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"emul {__version__}")
        raise typer.Exit


def _callback(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=say("version"))] = False,
    debug: Annotated[bool, typer.Option("--debug", help=say("debug"))] = False,
) -> None:
    os.environ["EMUL_DEBUG"] = "1" if debug else os.environ.get("EMUL_DEBUG", "")


def build() -> typer.Typer:
    """The application with every command, in the order in which a secretariat needs them."""
    app = typer.Typer(
        name="emul",
        cls=SpeakingGroup,
        help=say("about"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_callback)
    for name, module in (
        ("init", init),
        ("sheets", sheets),
        ("decisions", decisions),
        ("check", check),
        ("status", status),
        ("appraise", appraise),
        ("explain", explain),
        ("tally", tally),
        ("report", report),
    ):
        app.command(name, cls=SpeakingCommand, help=say(f"{name}.help"))(getattr(module, name))
    app.add_typer(_templates(), name="template")
    return app


def _templates() -> typer.Typer:
    """`emul template export`, `emul template check`."""
    group = typer.Typer(cls=SpeakingGroup, help=say("template.help"), no_args_is_help=True)
    for name in ("export", "check"):
        group.command(name, cls=SpeakingCommand, help=say(f"template.{name}"))(getattr(template, name))
    return group
