"""Convert documents with LibreOffice, as an office would open them, and look at what comes out on paper.

usage: documents.py PATH…    docx and xlsx files, or folders of them (reports folders with their results.json)

Each must give pages with text on them, as many as its kind may have, with its title and whom it is about; no
placeholder or Python word left, nothing off the page or in its margins, no table wider than the text. Where
$EMUL_OOXML holds the ECMA-376 schemas, its parts must be valid. Says what is wrong; exit 1 if anything is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import docx
from docx.oxml.ns import qn

LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\bNone\b|\bUndefined\b|\bDecimal\(|#REF!|#NAME\?|#VALUE!|Err:5")
POINTS_A_MM = 72 / 25.4
EMU_A_POINT = 12_700
TWIPS_A_POINT = 20
TOLERANCE = POINTS_A_MM  # a millimetre
LEADER, OWN, CLUSTER = "the leading unit", "its own unit", "the cluster"


@dataclass(frozen=True)
class Kind:
    """How many pages a document may have for the examples, its title, and whose name must stand in it."""

    least: int
    most: int
    title: str
    names: str


KINDS = {
    "ke-hoach": Kind(2, 7, "KẾ HOẠCH", CLUSTER),
    "quy-che": Kind(2, 6, "QUY CHẾ", LEADER),
    "giao-uoc": Kind(2, 4, "GIAO ƯỚC THI ĐUA", LEADER),
    "phieu-bau": Kind(1, 6, "PHIẾU BẦU", LEADER),
    "bao-cao": Kind(2, 9, "BÁO CÁO", LEADER),
    "bang-tong-hop": Kind(1, 6, "BẢNG TỔNG HỢP", LEADER),
    "bien-ban": Kind(2, 5, "BIÊN BẢN", LEADER),
    "bien-ban-kiem-phieu": Kind(1, 3, "BIÊN BẢN", LEADER),
    "to-trinh": Kind(1, 3, "TỜ TRÌNH", LEADER),
    "phieu-ket-qua": Kind(1, 5, "PHIẾU KẾT QUẢ", OWN),
    "tong-hop": Kind(5, 25, "BẢNG TỔNG HỢP ĐIỂM VÀ XẾP HẠNG", LEADER),
}


@dataclass(frozen=True)
class Word:
    """A word on a page; its box in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A page and its words; sizes in points."""

    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Frame:
    """A section's paper and margins in points."""

    width: float
    height: float
    left: float
    right: float
    bottom: float

    def fits(self, page: Page) -> bool:
        """Whether it is this section's paper."""
        return abs(self.width - page.width) < TOLERANCE and abs(self.height - page.height) < TOLERANCE


def main() -> int:
    """Convert all in one go; say how many pages each has and what is wrong."""
    documents = list(_documents([Path(name) for name in sys.argv[1:]]))
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        _convert(documents, Path(folder))
        for number, document in enumerate(documents):
            found = pages(Path(folder) / f"{number}.pdf")
            print(f"{document}: {len(found)} pages")
            for problem in wrong(document, found):
                print(f"{document}: {problem}")
                broken += 1
    return 1 if broken + _invalid(documents) else 0


def _documents(paths: Sequence[Path]) -> Iterator[Path]:
    """The docx and xlsx files named, and those anywhere in the folders named."""
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.suffix in (".docx", ".xlsx"))


def _convert(documents: Sequence[Path], folder: Path) -> None:
    """One run of LibreOffice for all of them: starting it takes longer than a document."""
    names = [f"{number}{document.suffix}" for number, document in enumerate(documents)]
    for name, document in zip(names, documents, strict=True):
        shutil.copy(document, folder / name)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120 + 10 * len(names))


def pages(pdf: Path) -> list[Page]:
    """The pages of a PDF file; none where there is no file."""
    if not pdf.exists():
        return []
    shown = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8")
    found = []
    for width, height, inside in re.findall(r'<page width="(.*?)" height="(.*?)">(.*?)</page>', shown.stdout, re.S):
        words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', inside)
        placed = tuple(Word(unescape(text), *map(float, box)) for *box, text in words)
        found.append(Page(float(width), float(height), placed))
    return found


def wrong(document: Path, found: Sequence[Page]) -> Iterator[str]:
    """What is wrong with a document's pages, in words."""
    text = " ".join(word.text for page in found for word in page.words)
    if not text.strip():
        yield "no text"
        return
    yield from (f"left over: {each}" for each in sorted(set(LEFT_OVER.findall(text))))
    yield from _of_its_kind(document, len(found), text)
    frames = _frames(document)
    for number, page in enumerate(found, start=1):
        yield from (f"page {number}: {word.text!r} is off the text" for word in page.words if _off(word, page, frames))
    yield from _wide_tables(document)


def _of_its_kind(document: Path, count: int, text: str) -> Iterator[str]:
    of_a_unit = document.parent.name in KINDS
    kind = KINDS.get(document.parent.name if of_a_unit else document.stem)
    if kind is None:
        return
    if not kind.least <= count <= kind.most:
        yield f"{count} pages, not {kind.least} to {kind.most}"
    results = json.loads((document.parents[of_a_unit] / "results.json").read_text(encoding="utf-8"))
    names = {LEADER: results["standings"][0]["name"], OWN: document.stem, CLUSTER: results["cluster"]["name"]}
    for wanted in (kind.title, names[kind.names]):
        if _folded(wanted) not in _folded(text):
            yield f"without {wanted!r}"


def _folded(text: str) -> str:
    """Letters alone: lines break where they like, and a name in a head is in capitals."""
    return "".join(text.split()).casefold()


def _frames(document: Path) -> list[Frame]:
    """The paper of a Word file's sections; a workbook's is LibreOffice's own affair."""
    if document.suffix != ".docx":
        return []
    lengths = ("page_width", "page_height", "left_margin", "right_margin", "bottom_margin")
    sections = docx.Document(str(document)).sections
    return [Frame(*(getattr(section, each) / EMU_A_POINT for each in lengths)) for section in sections]


def _off(word: Word, page: Page, frames: Sequence[Frame]) -> bool:
    """Off the page, or in its left, right or lower margin; in the upper one stands the number of the page."""
    frame = next((each for each in frames if each.fits(page)), Frame(page.width, page.height, 0, 0, 0))
    left, right = frame.left - TOLERANCE, frame.width - frame.right + TOLERANCE
    return (
        word.left < left or word.right > right or word.top < 0 or word.bottom > frame.height - frame.bottom + TOLERANCE
    )


def _wide_tables(document: Path) -> Iterator[str]:
    """Tables whose rules would run into the margin even where their words do not."""
    frames = _frames(document)
    if not frames:
        return
    widest = max(frame.width - frame.left - frame.right for frame in frames)
    for number, table in enumerate(docx.Document(str(document)).tables, start=1):
        columns = table._tbl.tblGrid.iterchildren(qn("w:gridCol"))
        width = sum(int(column.get(qn("w:w"))) for column in columns) / TWIPS_A_POINT
        if width > widest + 2 * TOLERANCE:
            yield f"table {number} is {width / POINTS_A_MM:.0f} mm wide, the text {widest / POINTS_A_MM:.0f} mm"


def _invalid(documents: Sequence[Path]) -> int:
    """Whether some part is not valid against the schemas, which say so themselves."""
    schemas = Path(os.environ.get("EMUL_OOXML", "")) / "validate.py"
    if "EMUL_OOXML" not in os.environ or not schemas.exists():
        return 0
    return subprocess.run([sys.executable, schemas, *documents], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
