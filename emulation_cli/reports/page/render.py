"""The page as one file: its template filled in, style and script inside it, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from emulation_cli.files import resource
from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.page.shown import Page, shown
from emulation_cli.reports.sandbox import Sandbox

TEMPLATE, STYLE, SCRIPT = "xep-hang.html.j2", "xep-hang.css", "xep-hang.js"


def render(material: Material, templates: Path | None = None) -> bytes:
    """The page's bytes, the same for the same results; an office's own template, style or script goes before ours.

    Raises EmulError `no-results`, `template-broken`.
    """
    return filled(shown(material), templates).encode()


def filled(page: Page, templates: Path | None = None) -> str:
    """The page's strings put into the template. Raises EmulError `template-broken`."""
    folders = [folder for folder in (templates, resource("templates")) if folder is not None]
    loader = ChoiceLoader([FileSystemLoader(folder, encoding="utf-8") for folder in folders])
    world = Sandbox(autoescape=True, undefined=StrictUndefined, loader=loader, trim_blocks=True, lstrip_blocks=True)
    try:
        parts = {"style": _part(loader, world, STYLE), "script": _part(loader, world, SCRIPT)}
        hashes = {f"{name}_hash": policy_hash(part) for name, part in parts.items()}
        return world.get_template(TEMPLATE).render(values(page), **parts, **hashes)
    except Exception as error:  # an expression in a template may raise anything
        raise EmulError("template-broken", path=_path(folders, error), words=str(error)) from error


def policy_hash(part: str) -> str:
    """What a Content-Security-Policy calls a style or script that may stand in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()


def _part(loader: ChoiceLoader, world: Sandbox, name: str) -> Markup:
    """A style or script as it stands between its tags, which it must not end itself."""
    text = loader.get_source(world, name)[0].strip()
    if "</" in text or "<!--" in text:
        raise ValueError(name)
    return Markup(text)


def _path(folders: list[Path], error: Exception) -> Path:
    """The template that was meant: the office's own where it has one."""
    name = str(error) if isinstance(error, (TemplateNotFound, ValueError)) else TEMPLATE
    name = name if name in (STYLE, SCRIPT) else TEMPLATE
    return next((folder / name for folder in folders if (folder / name).is_file()), folders[-1] / name)
