"""`emul template`: the Word templates – take a copy to edit, and check an edited one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emulation_cli.cli.common import ERRORS, Lang, spoken
from emulation_cli.cli.words import say

Directory = Annotated[Path, typer.Argument(help=say("template.directory"), show_default=False)]
File = Annotated[Path, typer.Argument(help=say("template.file"), show_default=False)]
Of = Annotated[str, typer.Option("--of", help=say("template.of"), show_default=False)]


def export(directory: Directory, lang: Lang = "") -> None:
    """Copy the tool's templates into a folder; what stands there already stays."""
    language = spoken(lang)
    from emulation_cli.files import CANNOT_WRITE, replacing
    from emulation_cli.problems import EmulError
    from emulation_cli.reports.documents.template_names import known_templates
    from emulation_cli.reports.outputs import refuse_file
    from emulation_cli.reports.wordfile import own_template

    kept = []
    for name in known_templates():
        source = own_template(name, language)
        target = directory / source.name
        if target.exists():
            kept.append(target.name)
            continue
        try:
            with replacing(target) as temporary:
                temporary.write_bytes(source.read_bytes())
        except CANNOT_WRITE as error:
            refuse_file(directory)
            raise EmulError("output-locked", file=target) from error
        typer.echo(say("report.written", file=target))
    if kept:
        typer.echo(say("template.kept", files=", ".join(kept)))


def check(file: File, of: Of = "", lang: Lang = "") -> None:
    """Check an edited template, and list what it may use."""
    language, name = spoken(lang), _name(file, of)
    from emulation_cli.problems import has_errors
    from emulation_cli.reports.console import console
    from emulation_cli.reports.documents.template_check import check_template
    from emulation_cli.reports.documents.template_names import names
    from emulation_cli.reports.findings import show_problems

    found = check_template(file, name)
    show_problems(console(), None, found, language)
    typer.echo(say("template.names", name=name))
    for each in names(name, language):
        typer.echo(f"  {each.path}  –  {each.example}" if each.example else f"  {each.path}")
    if has_errors(found):
        raise typer.Exit(ERRORS)
    typer.echo(say("template.sound", name=name))


def _name(file: Path, of: str) -> str:
    """Which document the template is for: as said, else by its file name (bien-ban.docx, bien-ban.en.docx)."""
    from emulation_cli.reports.documents.template_names import known_templates

    known, wanted = known_templates(), of or file.name.split(".")[0]
    if wanted in known:
        return wanted
    raise typer.BadParameter(say("template.unknown", name=wanted, known=", ".join(known)), param_hint="--of")
