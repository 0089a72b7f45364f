"""Pictures in the report: there only when asked for, the same twice, for clusters of every size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from factories import make_results

from emulation_cli.reports.charts import charts
from emulation_cli.reports.documents.making import make_documents
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.documents.registry import DOCUMENTS
from emulation_cli.results import Results


def material(results: Results, previous: Results | None = None, language: str = "vi") -> Material:
    return Material(results.cluster, results, previous, language, pictures=True)


def titles(shown: Material) -> list[str]:
    return [chart.title for chart in charts(shown)]


def test_totals_and_map_and_since_last_period_the_movement() -> None:
    results = make_results(10)
    both = [
        "Tổng điểm của các đơn vị theo từng mục",
        "Mức đạt của từng tiêu chí so với điểm tối đa (càng đậm càng thiếu nhiều)",
    ]
    assert titles(material(results)) == both
    assert titles(material(results, results)) == [*both, "Thứ hạng so với kỳ trước (6 tháng đầu năm 2026)"]
    assert titles(material(results, language="en"))[0] == "Totals by section"


@pytest.mark.parametrize("units", [1, 3, 60])
def test_every_size_and_hostile_names(units: int) -> None:
    results = make_results(units, provisional=True, names=("$x_1$ & <b>", "x" * 250, "hai\ndòng"))
    for chart in charts(material(results, results)):
        assert chart.picture.data.startswith(b"\x89PNG")


def test_no_units_no_pictures() -> None:
    assert charts(material(replace(make_results(3), standings=()))) == ()


def test_the_same_bytes_twice() -> None:
    first, again = (charts(material(make_results(3))) for _ in range(2))
    assert first == again


def test_in_the_report_only_when_asked_for(tmp_path: Path) -> None:
    shown = material(make_results(3))
    for pictures, count in ((False, 0), (True, 2)):
        made = make_documents(replace(shown, pictures=pictures), [DOCUMENTS["bao-cao"]], tmp_path)
        assert made.problems == ()
        assert len(docx.Document(str(made.files[0])).inline_shapes) == count
