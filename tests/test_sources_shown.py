"""Whose scores count and who appraised stands in every output; different sources are never ranked as official."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders
import openpyxl
import pytest
from appraising import appraiser, collected
from appraising import results as appraised_results
from test_decisions_shown import OUTPUTS

from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.intake.collect import Collection
from emulation_cli.reports import workbook
from emulation_cli.reports.explain import explain
from emulation_cli.reports.explain_json import as_json
from emulation_cli.reports.sources import source_lines
from emulation_cli.results import Results
from emulation_cli.tally import tally

CLAIMS = {"A": {"1": 9, "2": 8}, "B": {"1": 7, "2": 6}}
WRITTEN: Mapping[str, Any] = {"1": {"claimed": Decimal(9)}, "2": {"claimed": Decimal(8)}}


def agreed(**given: Any) -> Any:
    return builders.cluster(("1", "direct", 10), ("2", "direct", 10), units="A B", **given)


def marked(**firsts: Any) -> dict[str, dict[str, Any]]:
    """What an appraiser wrote of A: the first score of criterion 2."""
    return {"A": {**WRITTEN, "2": {"claimed": Decimal(8), "opinion": "thiếu", **firsts}}}


def by_two(source: Source = Source.APPRAISED_IF_ANY, units: str = "A") -> Results:
    """Two appraisers of A (and of B, where ticked)."""
    known = agreed(source=source, combine=Combine.MEAN)
    sheets = (
        appraiser(known, "Nguyễn Sen", marked(first=7), ticked=units.split()),
        appraiser(known, "=Trần Lúa", marked(first=5), ticked=units.split()),
    )
    return appraised_results(known, CLAIMS, *sheets)


@pytest.mark.parametrize("output", OUTPUTS)
def test_part_appraised_is_never_official_in_any_output(output: str) -> None:
    results = by_two()
    assert results.status == "provisional"
    assert {one.unit: one.source for one in results.standings} == {"A": "appraised", "B": "self"}
    shown = OUTPUTS[output](results)
    words = {"json": "sources-differ", "workbook": "TẠM TÍNH", "word": "TẠM TÍNH", "markdown": "TẠM TÍNH"}
    assert words.get(output, "TẠM TÍNH").casefold() in shown.casefold()
    assert output == "json" or "chưa được thẩm định" in shown


def test_explain_says_so_too() -> None:
    found = as_json(explain(by_two(), "A"), "vi", 2)
    assert (found["status"], [one["code"] for one in found["reasons"]]) == ("provisional", ["sources-differ"])


@pytest.mark.parametrize("output", [name for name in OUTPUTS if name != "json"])
def test_source_and_appraisers_stand_in_every_output(output: str) -> None:
    shown = OUTPUTS[output](by_two(units="A B"))
    for words in ("Nguồn điểm: thẩm định.", "Nguyễn Sen", "=Trần Lúa", "gộp theo: trung bình"):
        assert words in shown


def test_results_name_each_units_appraisers() -> None:
    assert [(one.unit, one.name) for one in by_two().appraisers] == [("A", "Nguyễn Sen"), ("A", "=Trần Lúa")]
    lines = source_lines(by_two(), "vi")
    assert lines[1] == "Người thẩm định: Nguyễn Sen; =Trần Lúa."
    assert lines[0] == "Nguồn điểm: thẩm định 1 đơn vị, tự chấm 1 đơn vị."


def own_sheet(**given: Any) -> Results:
    known = agreed(source=Source.APPRAISED_IF_ANY)
    sent = {
        "A": builders.submission(known, {"1": 9, "2": 8}, "A", **given),
        "B": builders.submission(known, {"1": 7, "2": 6}, "B", appraised=True, appraiser="Tổ 2"),
    }
    return tally(known, Collection(sent, [], []))


def test_who_only_agreed_in_the_sheet_is_named_with_the_number_of_units() -> None:
    results = own_sheet(appraised=True, appraiser="Tổ 1")
    assert [(one.unit, one.name) for one in results.appraisers] == [("A", "Tổ 1"), ("B", "Tổ 2")]
    assert source_lines(results, "vi")[1] == "Người thẩm định: Tổ 1 (1 đơn vị); Tổ 2 (1 đơn vị)."
    assert source_lines(results, "en")[1] == "Appraised by: Tổ 1 (1 units); Tổ 2 (1 units)."


def test_nobody_is_named_who_appraised_nothing_or_the_unit_itself() -> None:
    assert [one.name for one in own_sheet(appraiser="Tổ 1").appraisers] == ["Tổ 2"]
    assert [one.name for one in own_sheet(appraised=True, appraiser="Sở A").appraisers] == ["Tổ 2"]


def test_nobody_is_named_where_units_score_themselves() -> None:
    known = agreed()
    found = tally(known, collected(known, CLAIMS, appraiser(known, "Nguyễn Sen", marked(first=7), ticked="A")))
    assert found.appraisers == ()
    assert source_lines(found, "vi") == ("Nguồn điểm: tự chấm.",)


def test_the_spread_of_several_appraisers_is_shown(tmp_path: Path) -> None:
    results = by_two(units="A B")
    workbook.write(results, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Giải trình điểm"]
    notes = [cell.value for row in sheet.iter_rows() for cell in row if "người chấm" in str(cell.value)]
    assert notes == ["điểm thẩm định; 2 người chấm, từ 5 đến 7"]
    steps = [step["code"] for line in as_json(explain(results, "A"), "vi", 2)["lines"] for step in line["steps"]]
    assert "combined-mean" in steps
