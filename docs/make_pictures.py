"""Make the pictures of the README and the guide from examples/cum-2: the terminal, the report, a blank sheet.

usage: python docs/make_pictures.py        needs soffice, pdftoppm (poppler-utils) and chromium
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from emulation_cli.cluster.definition import read_cluster
from emulation_cli.files import resource
from emulation_cli.forms.sheet import Form
from emulation_cli.intake.collect import collect
from emulation_cli.reports.outputs import write_outputs
from emulation_cli.reports.terminal import show_tally
from emulation_cli.results import Results
from emulation_cli.tally import tally
from emulation_cli.workspace import locate

PICTURES = Path(__file__).with_name("pictures")
FONT = "Noto Sans Mono, Liberation Mono"
ZOOM = 0.75


def terminal(results: Results) -> None:
    """What `emul tally` shows, as a picture of a dark terminal."""
    console = Console(record=True, width=132, highlight=False, markup=False, emoji=False, file=sys.stderr)
    written = [Path("reports") / name for name in ("results.json", "bang-xep-hang.md", "bao-cao.docx", "tong-hop.xlsx")]
    show_tally(console, results, written, "vi")
    svg = console.export_svg(title="emul tally examples/cum-2")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", FONT)
    width, height = (float(size) for size in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "terminal.html")
        page.write_text(
            f"<style>body {{ margin: 0; overflow: hidden }} svg {{ width: {width * ZOOM}px }}</style>{svg}",
            encoding="utf-8",
        )
        size = f"--window-size={round(width * ZOOM)},{round(height * ZOOM)}"
        shot = f"--screenshot={PICTURES / 'terminal.png'}"
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        subprocess.run(["chromium", *quiet, f"--user-data-dir={folder}/profile", size, shot, page.as_uri()], check=True)


def first_page(document: Path, name: str, resolution: int) -> None:
    """The first page of a document as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(convert, check=True, capture_output=True)
        page = ["pdftoppm", "-r", str(resolution), "-png", "-singlefile", "-f", "1", "-l", "1"]
        pdf = Path(folder) / f"{document.stem}.pdf"
        subprocess.run([*page, str(pdf), str(PICTURES / name)], check=True)


def main() -> None:
    """Make all of them."""
    PICTURES.mkdir(exist_ok=True)
    workspace = locate([resource("examples") / "cum-2"])
    cluster, _ = read_cluster(workspace.cluster)
    assert cluster is not None
    results = tally(cluster, collect(workspace.collected, cluster))
    terminal(results)
    with tempfile.TemporaryDirectory() as folder:
        write_outputs(results, Path(folder), ("docx", "xlsx"), "vi")
        first_page(Path(folder) / "bao-cao.docx", "bao-cao", 80)
        first_page(Path(folder) / "tong-hop.xlsx", "tong-hop", 90)
        sheet = Path(folder) / "phieu.xlsx"
        Form(cluster).write(sheet, cluster.units[0])
        first_page(sheet, "phieu", 90)


if __name__ == "__main__":
    main()
