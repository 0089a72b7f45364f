"""The gallery shows everything: each document with picture, command, template; small pictures, none left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from emulation_cli.reports.documents.registry import DOCUMENTS

ROOT = Path(__file__).resolve().parents[1]
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
GALLERY = (ROOT / "docs" / "thu-vien.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^### ", GALLERY, flags=re.MULTILINE)[1:]
SHOWN = re.compile(r"!\[[^\]]+\]\(pictures/([\w-]+\.png)\)")
ANCHOR = re.compile(r"\]\(#([^)]+)\)")
MOST_BYTES, MOST_BYTES_TOGETHER, WIDEST = 60_000, 1_500_000, 1000


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_in_the_gallery(name: str) -> None:
    """A section of its own with a picture of it, the command that makes it, the file, the template."""
    command = f'emul report "Cụm 2" --only {name}`'
    (section,) = [section for section in SECTIONS if f"{command} · " in section or f"{command} (" in section]
    assert f"{name}.png" in SHOWN.findall(section)
    assert f"`reports/{name}" in section
    assert f"(../templates/{name}.docx)" in section


def test_every_picture_shown_is_there_and_every_picture_there_is_shown() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+\.png)", page.read_text(encoding="utf-8"))}
    assert shown == {picture.name for picture in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_pictures_are_small(picture: Path) -> None:
    with Image.open(picture) as shown:
        assert shown.mode == "P"
        assert shown.width < WIDEST
    assert picture.stat().st_size < MOST_BYTES


def test_the_whole_gallery_is_small() -> None:
    assert sum(picture.stat().st_size for picture in PICTURES) < MOST_BYTES_TOGETHER


def test_the_table_of_contents_leads_to_every_section() -> None:
    titles = [re.sub(r"[^\w\- ]", "", section.partition("\n")[0].lower()).replace(" ", "-") for section in SECTIONS]
    assert sorted(ANCHOR.findall(GALLERY)) == sorted(titles)
