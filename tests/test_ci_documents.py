"""What .ci/run looks for on paper: each fault is found, and a sound document has none."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.oxml.ns import qn
from test_documents import made, results_of

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "documents.py"
pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="a package has no .ci")
LEADER = "Sở Cây xanh và Chiếu sáng"
WIDTH, HEIGHT = 595.3, 841.9  # A4 in points


@pytest.fixture(scope="module")
def ci() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ci_documents", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    results = results_of(3)
    made(results, folder, "bao-cao", "phieu-ket-qua")
    names = {"standings": [{"name": LEADER}], "cluster": {"name": results.cluster.name}}
    (folder / "results.json").write_text(json.dumps(names), encoding="utf-8")
    return folder / "bao-cao.docx"


def found(ci: ModuleType, document: Path, text: str, left: float = 100, top: float = 100, pages: int = 3) -> list[str]:
    """What is wrong with pages whose first has these words, 50 points wide each, one below the other."""
    words = tuple(
        ci.Word(word, left, top + 12 * line, left + 50, top + 12 * line + 10) for line, word in enumerate(text.split())
    )
    return list(ci.wrong(document, [ci.Page(WIDTH, HEIGHT, words), *[ci.Page(WIDTH, HEIGHT, ())] * (pages - 1)]))


SOUND = f"BÁO CÁO Kết quả của {LEADER.upper()} được 12 điểm"


def test_a_sound_document(ci: ModuleType, report: Path) -> None:
    assert found(ci, report, SOUND) == []


@pytest.mark.parametrize("text", ["{{", "%}", "None", "#REF!", "Undefined"])
def test_what_is_left_over(ci: ModuleType, report: Path, text: str) -> None:
    assert found(ci, report, f"{SOUND} {text}") == [f"left over: {text}"]
    assert found(ci, report, f"{SOUND} Nonel") == []


def test_pages_title_and_names(ci: ModuleType, report: Path) -> None:
    assert found(ci, report, SOUND, pages=1) == ["1 pages, not 2 to 9"]
    assert found(ci, report, SOUND, pages=10) == ["10 pages, not 2 to 9"]
    assert found(ci, report, f"BIÊN BẢN {LEADER}") == ["without 'BÁO CÁO'"]
    assert found(ci, report, "BÁO CÁO của ai") == [f"without '{LEADER}'"]
    assert found(ci, report, "") == ["no text"]
    assert ci.pages(report.parent / "none.pdf") == []


def test_a_slip_is_about_its_own_unit(ci: ModuleType, report: Path) -> None:
    slip = report.parent / "phieu-ket-qua" / "Sở Quy hoạch và Cảnh quan.docx"
    assert slip.exists()
    assert found(ci, slip, "PHIẾU KẾT QUẢ Sở Quy hoạch và Cảnh quan") == []
    assert found(ci, slip, SOUND) == ["without 'PHIẾU KẾT QUẢ'", "without 'Sở Quy hoạch và Cảnh quan'"]


@pytest.mark.parametrize(
    ("left", "top", "off"),
    [
        (WIDTH - 42.5 - 49, 100, False),  # 15 mm to the right edge, and one to spare
        (WIDTH - 42.5 - 47, 100, True),
        (83, 100, False),  # 30 mm to the left one
        (81, 100, True),
        (200, 30, False),  # the number of the page
        (200, -2, True),
        (200, HEIGHT - 56.7 - 9, False),
        (200, HEIGHT - 56.7 - 7, True),
    ],
)
def test_words_in_the_margins(ci: ModuleType, report: Path, left: float, top: float, off: bool) -> None:
    word = ci.Word("chữ", left, top, left + 50, top + 11)
    said = list(ci.wrong(report, [ci.Page(WIDTH, HEIGHT, (word,))]))
    assert ("page 1: 'chữ' is off the text" in said) is off


def test_tables_wider_than_the_text(ci: ModuleType, report: Path, tmp_path: Path) -> None:
    document = docx.Document(str(report))
    document.tables[-1]._tbl.tblGrid[0].set(qn("w:w"), "9999")
    document.save(str(tmp_path / "wide.docx"))
    assert list(ci._wide_tables(report)) == []
    (said,) = ci._wide_tables(tmp_path / "wide.docx")
    assert said.startswith("table ") and said.endswith(" mm wide, the text 165 mm")
