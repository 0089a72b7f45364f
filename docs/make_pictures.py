"""Make every picture of the README, the guide and the gallery (docs/thu-vien.md), from the shipped examples.

usage: python docs/make_pictures.py        needs soffice, pdftoppm and pdftotext (poppler-utils), and chromium

The documents are made by the commands that the gallery names, in a copy of each example; the figures of the period
before, which no example has, are invented here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from shooting import shoot_page, shoot_site, to_pdfs

from emulation_cli.cluster.definition import read_cluster
from emulation_cli.intake.collect import collect
from emulation_cli.reports.terminal import show_tally
from emulation_cli.tally import tally
from emulation_cli.workspace import PREVIOUS_FILE, locate

PICTURES = Path(__file__).with_name("pictures")
FONT = "Noto Sans Mono, Liberation Mono"
ZOOM = 0.75
EMUL = [sys.executable, "-X", "utf8", "-m", "emulation_cli"]
LAST_PERIOD = "6 tháng cuối năm 2025"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a page of a document (by number, or the first that says something), or the top part of it."""

    name: str
    document: str
    page: int | str = 1
    top: float = 1


SHOTS = (
    Shot("ke-hoach", "cum-2/reports/ke-hoach.docx"),
    Shot("ke-hoach-2", "cum-2/reports/ke-hoach.docx", "Phụ lục"),
    Shot("quy-che", "cum-2/reports/quy-che.docx"),
    Shot("quy-che-2", "cum-2/reports/quy-che.docx", 2),
    Shot("giao-uoc", "cum-2/reports/giao-uoc.docx"),
    Shot("phieu", "cum-2/sheets/SNV Sở Nội vụ.xlsx"),
    Shot("can-xem-lai", "cum-2/tra-lai/Thanh tra thành phố - cần xem lại.xlsx", 1, 0.5),
    Shot("phieu-yeu-cau-bo-sung", "cum-2/tra-lai/Thanh tra thành phố - phiếu yêu cầu bổ sung.docx"),
    Shot("tham-dinh", "thuong-100/appraisal.xlsx", 1, 0.75),
    Shot("quyet-dinh", "thuong-100/decisions.xlsx", "Điều chỉnh kết quả", 0.5),
    Shot("quyet-dinh-bo-phieu", "bo-phieu/decisions.xlsx", "Kết quả kiểm phiếu", 0.6),
    Shot("tong-hop", "cum-2/reports/tong-hop.xlsx"),
    Shot("tong-hop-ma-tran", "cum-2/reports/tong-hop.xlsx", "BẢNG ĐIỂM TỪNG TIÊU CHÍ"),
    Shot("tong-hop-bieu-do", "cum-2/reports/tong-hop.xlsx", "BIỂU ĐỒ ĐIỂM CỦA CÁC ĐƠN VỊ", 0.55),
    Shot("tong-hop-giai-trinh", "cum-2/reports/tong-hop.xlsx", "GIẢI TRÌNH ĐIỂM TỪNG TIÊU CHÍ", 0.25),
    Shot("tong-hop-khen-thuong", "bo-phieu/reports/tong-hop.xlsx", "XÉT KHEN THƯỞNG"),
    Shot("tong-hop-quyet-dinh", "thuong-100/reports/tong-hop.xlsx", "CÁC QUYẾT ĐỊNH ĐÃ GHI", 0.6),
    Shot("bao-cao", "cum-2/reports/bao-cao.docx"),
    Shot("bao-cao-2", "cum-2/reports/bao-cao.docx", 2),
    Shot("bieu-do-tong-diem", "cum-2/charts/bao-cao.docx", "Tổng điểm của các đơn vị theo từng mục", 0.5),
    Shot("bieu-do-muc-dat", "cum-2/charts/bao-cao.docx", "Mức đạt của từng tiêu chí"),
    Shot("bieu-do-thu-hang", "cum-2/charts/bao-cao.docx", LAST_PERIOD),
    Shot("bang-tong-hop", "cum-2/reports/bang-tong-hop.docx"),
    Shot("bang-tong-hop-2", "cum-2/reports/bang-tong-hop.docx", 2),
    Shot("bien-ban", "bo-phieu/reports/bien-ban.docx"),
    Shot("bien-ban-2", "bo-phieu/reports/bien-ban.docx", 2),
    Shot("phieu-bau", "bo-phieu/reports/phieu-bau.docx"),
    Shot("bien-ban-kiem-phieu", "bo-phieu/reports/bien-ban-kiem-phieu.docx"),
    Shot("to-trinh", "bo-phieu/reports/to-trinh.docx"),
    Shot("phieu-ket-qua", "cum-2/reports/phieu-ket-qua/Sở Nội vụ.docx"),
    Shot("phieu-ket-qua-2", "cum-2/reports/phieu-ket-qua/Sở Nội vụ.docx", 2),
)


def main() -> None:
    """Make all of them."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_workspaces(work)
        terminal(work)
        page(work / "cum-2" / "reports" / "xep-hang.html")
        documents(work)
    print(f"{PICTURES}: {sum(file.stat().st_size for file in PICTURES.iterdir()):,} bytes")


def make_workspaces(work: Path) -> None:
    """Copies of three examples with everything that the commands make of them."""
    for name in ("cum-2", "bo-phieu", "thuong-100"):
        emul(work, "init", name, "--example", name)
        emul(work, "tally", name)
    emul(work, "sheets", "cum-2")
    emul(work, "check", "cum-2", "--annotate", "cum-2/tra-lai")
    invent_last_period(work / "cum-2")
    for name in ("cum-2", "bo-phieu"):
        emul(work, "report", name)
    emul(work, "report", "cum-2", "--only", "bao-cao", "--charts", "--out", "cum-2/charts")
    emul(work, "report", "html", "cum-2")


def emul(work: Path, *words: str) -> None:
    """Run a command; leaves with what it said where it fails."""
    done = subprocess.run([*EMUL, *words], cwd=work, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"emul {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")


def invent_last_period(workspace: Path) -> None:
    """Results of the period before, so that there is something to compare with: units in the order of one section."""
    results = json.loads((workspace / "reports" / "results.json").read_text(encoding="utf-8"))
    results["cluster"]["period"] = LAST_PERIOD
    ordered = sorted(results["standings"], key=lambda one: -float(one["sections"]["3"]))
    results["standings"] = [{**one, **before(rank)} for rank, one in enumerate(ordered, 1)]
    (workspace / PREVIOUS_FILE).write_text(json.dumps(results, ensure_ascii=False), encoding="utf-8")


def before(rank: int) -> dict[str, object]:
    """What is invented of one unit."""
    percent = 101 - 3 * rank
    return {"rank": rank, "percent": f"{percent}.00", "total": f"{percent}0.00", "max": "1000.00", "tied_with": []}


def terminal(work: Path) -> None:
    """What `emul tally` shows, as a picture of a dark terminal."""
    workspace = locate([work / "cum-2"])
    cluster, _ = read_cluster(workspace.cluster)
    assert cluster is not None
    results = tally(cluster, collect(workspace.collected, cluster))
    console = Console(record=True, width=132, highlight=False, markup=False, emoji=False, file=sys.stderr)
    written = [Path("reports") / name for name in ("results.json", "bang-xep-hang.md", "bao-cao.docx", "tong-hop.xlsx")]
    show_tally(console, results, written, "vi")
    svg = console.export_svg(title="emul tally examples/cum-2")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", FONT)
    width, height = (float(size) * ZOOM for size in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    file = work / "terminal.html"
    style = f"body {{ margin: 0; overflow: hidden }} svg {{ width: {width}px }}"
    file.write_text(f"<style>{style}</style>{svg}", encoding="utf-8")
    shoot_site(file, PICTURES / "terminal.png", (round(width), round(height)), 980, vivid=True)


def page(file: Path) -> None:
    """The page that everybody may read: light, dark, and as narrow as a telephone."""
    shoot_site(file, PICTURES / "xep-hang.png", (1100, 1300), 600)
    shoot_site(file, PICTURES / "xep-hang-toi.png", (1100, 1300), 600, dark=True)
    shoot_site(file, PICTURES / "xep-hang-hep.png", (390, 844), 390)


def documents(work: Path) -> None:
    """Every page that is listed above."""
    pdfs = to_pdfs([work / name for name in dict.fromkeys(shot.document for shot in SHOTS)], work / "pdf")
    for shot in SHOTS:
        colours = 16 if shot.document.endswith(".xlsx") else 8
        shoot_page(pdfs[work / shot.document], shot.page, PICTURES / f"{shot.name}.png", shot.top, colours)


if __name__ == "__main__":
    main()
