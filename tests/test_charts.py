"""Pictures in the report: there only when asked for, the same twice, for clusters of every size."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders
import docx
import pytest
from factories import make_results

from emulation_cli.reports.charts import _pieces, charts
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


@pytest.mark.parametrize("cap", [None, Decimal(4)])
def test_no_point_is_drawn_twice(cap: Decimal | None) -> None:
    """A bonus under a chuẩn heading is in its section's points as well; a ceiling cuts the total alone."""
    rows = (("1", None, 20), ("1.1", "direct", 20), ("1.2", "direct", 5, {"group": "bonus"}))
    agreed = builders.cluster(*rows, units="A B", bonus_cap=cap)
    points = {"A": {"1.1": Decimal(20), "1.2": Decimal(5)}, "B": {"1.1": Decimal(3), "1.2": Decimal(0)}}
    assert list(_pieces(material(builders.results(agreed, points)))) == [("Mục 1", [25.0, 3.0])]


def test_names_that_begin_alike_keep_their_own_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    figures: list[Any] = []
    monkeypatch.setattr("emulation_cli.reports.charts._picture", figures.append)
    charts(material(make_results(3, names=("x" * 60 + "1", "x" * 60 + "2", "y"))))
    (axes,) = figures[0].axes
    assert len({bar.get_y() for bar in axes.patches}) == 3
    assert [tick.get_text()[0] for tick in axes.get_yticklabels()] == ["x", "x", "y"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["Văn phòng Ủy ban nhân dân thành phố Bến Sen", "Đơn vị 😀"])
def test_one_criterion_long_names_and_odd_signs_leave_room_and_nothing_on_the_terminal(name: str) -> None:
    agreed = builders.cluster(("1", "direct", 10), units="A B")
    agreed = replace(agreed, units=tuple(replace(unit, name=f"{name} {unit.code}") for unit in agreed.units))
    found = builders.results(agreed, {"A": {"1": 8}, "B": {"1": 9}})
    drawn = charts(Material(agreed, replace(found, scores=tuple(found.scores))))
    assert [chart.picture.data[:4] for chart in drawn] == [b"\x89PNG", b"\x89PNG"]
