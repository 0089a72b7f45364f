"""Convert documents with LibreOffice, as an office would open them: each must give pages with text on them.

usage: documents.py PATH…    docx and xlsx files, or folders of them; exit 1 if one does not convert
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PROFILE = "-env:UserInstallation=file://"


def documents(paths: list[Path]) -> list[Path]:
    """The docx and xlsx files named, and those in the folders named."""
    found = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return [file for file in found if file.suffix in (".docx", ".xlsx")]


def pdf_text(document: Path, folder: Path) -> str:
    """The text of the document's pages, '' where it does not convert."""
    profile = f"{PROFILE}{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = folder / f"{document.stem}.pdf"
    if not made.exists():
        return ""
    return subprocess.run(["pdftotext", str(made), "-"], check=True, capture_output=True, encoding="utf-8").stdout


def main() -> int:
    """Convert all; say how many pages each has."""
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for document in documents([Path(name) for name in sys.argv[1:]]):
            text = pdf_text(document, Path(folder))
            print(f"{document}: {text.count(chr(12))} pages")
            if not text.strip() or "{{" in text or "#REF!" in text or "#NAME?" in text or "Err:5" in text:
                print(f"{document}: broken")
                broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
