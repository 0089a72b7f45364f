"""Pictures of pages: documents through LibreOffice and pdftoppm, web pages through Chromium, all in a small palette."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageOps

UPRIGHT, ACROSS, STRIP = 600, 840, 980  # pixels: as wide as a page of text needs to be read
HEAVY = 60_000  # bytes
GREY = (150, 150, 150)
VIETNAMESE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item></oor:items>
"""  # numbers in workbooks as an office's machine shows them
CHROMIUM = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --hide-scrollbars"


def to_pdfs(documents: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """The documents as PDFs in a folder, made in one run of LibreOffice under numbers: names may come twice."""
    folder.mkdir(parents=True, exist_ok=True)
    copies = {document: folder / f"{number}{document.suffix}" for number, document in enumerate(documents)}
    for document, copy in copies.items():
        copy.write_bytes(document.read_bytes())
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(VIETNAMESE, encoding="utf-8")
    convert = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*convert, *map(str, copies.values())], check=True, capture_output=True)
    return {document: copy.with_suffix(".pdf") for document, copy in copies.items()}


@cache
def said(pdf: Path) -> tuple[str, ...]:
    """What each page says, on one line."""
    done = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8")
    return tuple(" ".join(page.split()) for page in done.stdout.split("\f"))


def page_number(pdf: Path, wanted: int | str) -> int:
    """A page by its number, or the first one that says something; leaves where there is no such page."""
    if isinstance(wanted, int):
        if wanted < len(said(pdf)):
            return wanted
    else:
        for number, text in enumerate(said(pdf), 1):
            if wanted in text:
                return number
    raise SystemExit(f"{pdf}: no page {wanted!r}")


def shoot_page(pdf: Path, wanted: int | str, target: Path, top: float = 1, colours: int = 8) -> None:
    """One page of a PDF, or its top part (a share of its height)."""
    number = str(page_number(pdf, wanted))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "page")
        render = ["pdftoppm", "-png", "-r", "150", "-singlefile", "-f", number, "-l", number]
        subprocess.run([*render, str(pdf), str(plain)], check=True)
        with Image.open(plain.with_suffix(".png")) as page:
            shown = page.convert("RGB").crop((0, 0, page.width, round(page.height * top)))
    save(shown, target, _width(shown), colours)


def _width(page: Image.Image) -> int:
    """How wide a page is shown: the flatter, the wider."""
    shape = page.height / page.width
    return UPRIGHT if shape > 1 else STRIP if shape < 0.3 else ACROSS


def shoot_site(file: Path, target: Path, window: tuple[int, int], width: int, **looks: bool) -> None:
    """A web page in a window of that size, shown `width` pixels wide; `dark` if that is preferred, `vivid` where a
    few bright words must keep their colour (pale grounds lose theirs)."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "shot.png")
        scheme = ["--blink-settings=preferredColorScheme=0"] if looks.get("dark") else []
        where = [f"--user-data-dir={folder}/profile", f"--window-size={window[0]},{window[1]}", f"--screenshot={plain}"]
        subprocess.run(["chromium", *CHROMIUM.split(), *scheme, *where, file.as_uri()], check=True, capture_output=True)
        with Image.open(plain) as shot:
            save(shot.convert("RGB"), target, width, 24, vivid=looks.get("vivid", False))


def save(picture: Image.Image, target: Path, width: int, colours: int, *, vivid: bool = False) -> None:
    """A picture of that width with a thin edge, in few colours; in fewer where it would weigh too much."""
    height = round(picture.height * width / picture.width)
    small = picture if picture.width == width else picture.resize((width, height), Image.Resampling.LANCZOS)
    method = Image.Quantize.MAXCOVERAGE if vivid else Image.Quantize.MEDIANCUT
    edged = ImageOps.expand(small, 1, GREY)
    for fewer in (colours, colours * 3 // 4, colours // 2):
        edged.quantize(fewer, method, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size < HEAVY:
            return
    raise SystemExit(f"{target}: {target.stat().st_size:,} bytes")
