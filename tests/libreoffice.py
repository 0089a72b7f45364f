"""LibreOffice as the second opinion: workbooks computed anew, the stored values taken out first."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest


def recalculate(files: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """The same workbooks, by the same names, after every formula was computed; skips where there is no LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: nothing recalculates the workbook")
    bare = [without_values(file, folder / file.name) for file in files.values()]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, bare)], check=True, capture_output=True, timeout=120)
    return {name: folder / "out" / file.name for name, file in files.items()}


def without_values(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            body = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                body = re.sub(rb"</f><v>[^<]*</v>", b"</f>", body)
            after.writestr(name, body)
    return target


def exact(value: Any) -> Decimal:
    """A cell's number as Excel shows it, 15 digits."""
    assert isinstance(value, (int, float)), value
    return Decimal(f"{value:.15g}")
