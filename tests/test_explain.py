"""emul explain: every line worked out again equals the results, and says how."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import appraising
import builders
import pytest
from builders import BLANK, UNREADABLE, Row, band, class_rule
from factories import make_results
from hypothesis import example, given, settings
from hypothesis import strategies as st
from random_clusters import random_cluster
from rich.console import Console
from typer.testing import CliRunner

from emulation_cli.catalogue import area
from emulation_cli.cli.app import build
from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.decisions import (
    Adjustment,
    ClassCap,
    Decisions,
    Excuse,
    NotAssignedDecision,
    TieDecision,
    Treatment,
)
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Combine, Condition, ConditionKind, RankBy, Source, TieBy, TieRule
from emulation_cli.files import resource
from emulation_cli.reports.explain import Explanation, explain
from emulation_cli.reports.explain_find import find_criterion, find_unit
from emulation_cli.reports.explain_json import as_json
from emulation_cli.reports.explain_steps import Step, number, plain, sentence
from emulation_cli.reports.explain_terminal import show_explanation
from emulation_cli.results import Results
from emulation_cli.results_json import read_json, write_json
from emulation_cli.tally import tally

D = Decimal


def said(steps: tuple[Step, ...], places: int = 2, language: str = "vi") -> list[str]:
    return [sentence(one, language, places) for one in steps]


def lines(found: Explanation) -> dict[str, list[str]]:
    """What is said of each criterion by its path."""
    return {line.criterion.path: said(line.steps) for line in found.lines}


def alone(row: Row, value: Any, target: Any = None, **rules: Any) -> list[str]:
    """What is said of one criterion of one unit."""
    targets = {} if target is None else {("A", row[0]): target}
    agreed = builders.cluster(row, targets=targets, **rules)
    return lines(explain(builders.results(agreed, {"A": {row[0]: value}}), "A"))[row[0]]


# Everything against the results


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
@example(340)  # a chọn một whose alternatives are all of another group than its own
def test_every_line_and_sum_is_the_results_own(seed: int) -> None:
    """Random clusters of every kind, group and rule: points, sections, total; and every sentence prints."""
    agreed, sheets = random_cluster(seed)
    found = builders.results(agreed, sheets)
    scores = {(one.unit, one.criterion): one for one in found.scores}
    for standing in found.standings:
        explained = explain(found, standing.unit)
        for line in explained.lines:
            path, group = line.criterion.path, line.criterion.group
            if line.score:
                assert line.points == scores[standing.unit, path].points
                assert line.steps or line.points is None
            elif path in standing.sections and group != "uncounted":
                assert (line.points or 0) == standing.sections[path]
        codes = {one.code for line in explained.lines for one in line.steps} | {one.code for one in explained.total}
        assert not codes & {"recorded", "recorded-total"}
        assert _total(explained) == standing.total
        assert explained.class_[0].words.get("name") == standing.class_
        assert not [one for one in explained.class_ if one.code == "class-capped"]
        for language in ("vi", "en"):
            json.dumps(as_json(explained, language, agreed.places))


def _total(found: Explanation) -> Decimal:
    """What the last step of the sum comes to."""
    total = Decimal(0)
    for one in found.total:
        if one.code == "total":
            total = Decimal(plain(one.numbers["total"]))
        elif one.code == "not-below":
            total = Decimal(0)
        elif one.code == "total-cut":
            total = Decimal(plain(one.numbers["max"]))
    return total


def test_results_json_alone_is_enough(tmp_path: Path) -> None:
    agreed, sheets = random_cluster(7)
    found = builders.results(agreed, sheets)
    stream = io.StringIO()
    write_json(found, stream)
    (tmp_path / "results.json").write_text(stream.getvalue(), encoding="utf-8")
    again = read_json(tmp_path / "results.json")
    for unit in "ABCD":
        assert explain(again, unit) == explain(found, unit)


def test_every_step_that_has_words_is_taken() -> None:
    """The keys of the catalogue against the codes in the package; those made of parts are listed."""
    package = Path(__file__).parents[1] / "emulation_cli" / "reports"
    source = "".join(path.read_text(encoding="utf-8") for path in package.glob("explain*.py"))
    made = ("rank-by-", "combined-", "open-", "class-", "not-assigned", "section-", "mean-", "above", "below", "bonus",
            "deduction", "typed", "direct", "appraised", "recorded", "line-change", "line-next-")  # fmt: skip
    unused = [key for key in area("vi", "explain")["step"] if f'"{key}"' not in source and not key.startswith(made)]
    assert unused == []


# What is said


@pytest.mark.parametrize(
    ("row", "value", "wanted"),
    [
        (("1", "direct", 10), 8, ["lấy điểm tự chấm 8"]),
        (("1", "direct", 10), D("9.995"), ["lấy điểm tự chấm 9,995", "làm tròn 2 chữ số thập phân: 10,00"]),
        (("1", "pass", 5), 1, ["đạt: 5 điểm"]),
        (("1", "pass", 5), 0, ["không đạt: 0 điểm"]),
        (("1", "count", 5, {"points": "0.4"}), 3, ["3 × 0,4 = 1,2"]),
        (("1", "count", 5, {"points": 2}), 3, ["3 × 2 = 6", "không quá 5: lấy 5"]),
        (("1", "count_down", 5, {"points": 2}), 1, ["5 − 1 × 2 = 3"]),
        (("1", "count_down", 5, {"points": 2}), 3, ["5 − 3 × 2 = -1", "không dưới 0: lấy 0"]),
    ],
)
def test_counts_and_answers(row: Row, value: Any, wanted: list[str]) -> None:
    assert alone(row, value) == wanted


@pytest.mark.parametrize(
    ("options", "actual", "wanted"),
    [
        ({}, 47, ["47 / 50 = 94%", "10 × 47 / 50 = 9,4"]),
        ({}, 50, ["50 / 50 = 100%", "đạt 100% trở lên: đủ 10 điểm"]),
        ({"floor": 70}, 34, ["34 / 50 = 68%", "dưới mức sàn 70%: 0 điểm"]),
        (
            {"shortfall": "0.5", "shortfall_step": 2},
            47,
            ["47 / 50 = 94%", "thiếu 6%, tức 3 lần 2%: 10 − 3 × 0,5 = 8,5"],
        ),
        (
            {"excess": "0.5", "excess_step": 1, "excess_cap": 3},
            54,
            ["54 / 50 = 108%", "vượt 8%, tức 8 lần 1%: 8 × 0,5 = 4 điểm thưởng", "không quá 3: lấy 3", "10 + 3 = 13"],
        ),
        ({"less_is_better": True}, 0, ["càng ít càng tốt, kết quả 0: 10 điểm"]),
        (
            {"less_is_better": True},
            60,
            [
                "càng ít càng tốt nên lấy chỉ tiêu / kết quả: 50 / 60 = 83,333333…%",
                "10 × 50 / 60 = 8,333333…",
                "làm tròn 2 chữ số thập phân: 8,33",
            ],
        ),
    ],
)
def test_shares(options: dict[str, Any], actual: int, wanted: list[str]) -> None:
    assert alone(("1", "ratio", 10, options), actual, 50) == wanted


def test_bands() -> None:
    bands = (band(5, 100), band(2, 88, 90), band(1, high=50))
    assert alone(("1", "band", 5, {"bands": bands}), 45, 50) == [
        "45 / 50 = 90%",
        "không thuộc bậc nào: 0 điểm",
    ]
    assert alone(("1", "band", 5, {"bands": bands}), 44, 50)[1] == "thuộc bậc ≥ 88% và < 90%: 2,00 điểm"
    assert alone(("1", "band", 5, {"bands": bands, "measure": "%"}), 100) == ["thuộc bậc ≥ 100%: 5,00 điểm"]
    assert alone(("1", "band", 5, {"bands": bands, "measure": "%"}), 10) == ["thuộc bậc < 50%: 1,00 điểm"]


def test_the_leader_is_named_with_its_share() -> None:
    agreed = builders.cluster(("1", "leader", 10), units="A B C E F G")
    reached = {"A": (10, 15), "B": (4, 5), "C": (7, 7), "E": (10, 8), "F": (None, 3), "G": (None, 4)}
    sheets = {unit: {"1": {"target": target or BLANK, "actual": actual}} for unit, (target, actual) in reached.items()}
    found = builders.results(agreed, sheets)
    told = {unit: lines(explain(found, unit))["1"] for unit in reached}
    assert told["A"] == ["15 / 10 = 150%", "vượt chỉ tiêu cao nhất cụm (dẫn đầu): 10 điểm"]
    assert told["B"][:2] == ["5 / 4 = 125%", "đơn vị dẫn đầu đạt 150% (Sở A)"]
    assert told["B"][2].endswith("đơn vị dẫn đầu vượt 50%: 0,5 × 10 + 0,5 × 10 × 25 / 50 = 7,5")
    assert told["C"] == ["7 / 7 = 100%", "bằng chỉ tiêu: 0,5 × 10 = 5"]
    assert told["E"] == ["8 / 10 = 80%", "thấp hơn chỉ tiêu: 0,5 × 10 × 8 / 10 = 4"]
    assert told["F"][1] == "10 × 3 / 4 = 7,5"
    assert "(Sở G)" in told["F"][0]


def test_the_mean_is_shown_exactly() -> None:
    agreed = builders.cluster(("1", "mean", 6), ("2", "mean", 6, {"less_is_better": True}), units="A B C")
    found = builders.results(
        agreed, {unit: {"1": value, "2": value} for unit, value in zip("ABC", (1, 2, 2), strict=True)}
    )
    assert lines(explain(found, "A")) == {
        "1": ["trung bình của 3 đơn vị: 5,00 / 3 = 1,666666…", "kết quả 1 thấp hơn trung bình: 0 điểm"],
        "2": [
            "trung bình của 3 đơn vị: 5,00 / 3 = 1,666666…",
            "càng ít càng tốt; kết quả 1 bằng hoặc thấp hơn trung bình: 6 điểm",
        ],
    }


def test_choices_and_requirements() -> None:
    agreed = builders.cluster(
        ("1", "choice", 8),
        ("1.1", "direct", 8),
        ("1.2", "direct", 5),
        ("2", "direct", 4, {"requires": "1.1"}),
        ("3", "direct", 4, {"requires": "1"}),
    )
    told = lines(explain(builders.results(agreed, {"A": {"1.2": 5, "2": 3, "3": 2}}), "A"))
    assert told == {
        "1": ["chọn 1.2: 5,00 điểm"],
        "1.1": ["chỉ chọn một mục, mục này không được chọn: 0 điểm"],
        "1.2": ["lấy điểm tự chấm 5"],
        "2": ["lấy điểm tự chấm 3", "điều kiện là tiêu chí 1.1 có điểm mà không có: 0 điểm thay vì 3,00"],
        "3": ["lấy điểm tự chấm 2", "điều kiện là tiêu chí 1 có điểm: đã có"],
    }


SECTION: tuple[Row, ...] = (("1", None, 30), ("1.1", "direct", 10), ("1.2", "direct", 8), ("1.3", "direct", 12))


@pytest.mark.parametrize(
    ("rule", "gone", "first", "whole"),
    [
        ("exclude", "10 điểm được loại khỏi cả điểm và điểm tối đa", [], ["cộng 3 dòng: 16,00"]),
        (
            "rescale",
            "mục được quy đổi, không mất 10 điểm này",
            [],
            ["cộng 3 dòng: 16,00", "quy đổi: 16,00 × 30 / 20 = 24, được 24,00"],
        ),
        ("full", "cho đủ 10 điểm", [], ["cộng 3 dòng: 26,00"]),
        (
            "share_equally",
            "10 điểm được chia đều cho các tiêu chí khác trong mục",
            ["điểm tối đa 8 được chia thêm thành 13: 7,00 × 13 / 8 = 11,38"],
            ["cộng 3 dòng: 24,13"],
        ),
        (
            "share_in_proportion",
            "10 điểm được chia theo tỷ lệ cho các tiêu chí khác trong mục",
            ["điểm tối đa 8 được chia thêm thành 12: 7,00 × 12 / 8 = 10,50"],
            ["cộng 3 dòng: 24,00"],
        ),
    ],
)
def test_what_was_not_assigned(rule: str, gone: str, first: list[str], whole: list[str]) -> None:
    agreed = builders.cluster(*SECTION, targets={("A", "1.1"): None}, not_assigned=NotAssigned(rule))
    told = lines(explain(builders.results(agreed, {"A": {"1.2": 7, "1.3": 9}}), "A"))
    assert told["1.1"] == [f"không được giao: {gone}"]
    assert told["1.2"] == ["lấy điểm tự chấm 7", *first]
    assert told["1"] == whole


def test_a_heading_shows_what_the_unit_could_reach() -> None:
    """Out of score and maximum, of its own row's rule too; a choice of which nothing was assigned is one criterion."""
    rows = (
        *SECTION,
        ("1.4", "choice", 6),
        ("1.4.1", "direct", 6),
        ("1.4.2", "direct", 5),
        ("1.5", "direct", 4, {"not_assigned": "full"}),
    )
    targets = {("A", path): None for path in ("1.1", "1.4.1", "1.4.2", "1.5")}
    found = builders.results(builders.cluster(*rows, targets=targets), {"A": {"1.2": 7, "1.3": 9}})
    heading = explain(found, "A").lines[0]
    assert (heading.points, heading.maximum) == (D("20.00"), 30 - 10 - 6)
    assert found.standings[0].max == D("24.00")  # 8 + 12 + 4


def test_nothing_chosen_and_never_counted_are_said() -> None:
    rows = (("1", "choice", 8), ("1.1", "direct", 8), ("1.2", "pass", 5), ("2", "direct", 4, {"group": "uncounted"}))
    found = builders.results(builders.cluster(*rows), {"A": {"1.1": 0, "1.2": 0, "2": 3}})
    told = lines(explain(found, "A"))
    assert told["1"] == ["không chọn mục nào: 0 điểm"]
    assert told["2"] == ["lấy điểm tự chấm 3", "chỉ để xem, không cộng vào tổng điểm"]


def test_a_decision_goes_before_an_appraised_result_and_neither_is_put_in_the_units_mouth() -> None:
    agreed = builders.cluster(("1", "count", 20, {"points": 2}), source=Source.APPRAISED)
    one = builders.submission(agreed, {"1": {"actual": 7, "appraised_actual": 6}}, appraised=True, appraiser="Sở B")
    came = builders.collection([one])
    assert lines(explain(tally(agreed, came), "A"))["1"][:2] == ["kết quả thẩm định 6", "đơn vị ghi 7"]
    decided = Decisions(adjustments=(Adjustment("A", "1", D(8), None, "đếm lại"),))
    assert lines(explain(tally(agreed, came, decided), "A"))["1"] == [
        "trước khi có quyết định: 12,00 điểm",
        "kết quả theo quyết định: 8 (đếm lại)",
        "8 × 2 = 16",
    ]


def test_a_deduction_not_assigned_falls_under_no_rule() -> None:
    agreed = builders.cluster(
        *SECTION, ("2", "direct", 5, {"group": "deduction"}), targets={("A", "2"): None}, not_assigned=NotAssigned.FULL
    )
    found = explain(builders.results(agreed, {"A": {"1.1": 1, "1.2": 7, "1.3": 9}}), "A")
    assert lines(found)["2"] == ["không được giao: không tính (điểm tối đa 5)"]


def test_open_questions_say_why_and_what_is_at_stake() -> None:
    agreed = builders.cluster(*SECTION, ("2", "direct", 5, {"group": "deduction"}))
    found = explain(builders.results(agreed, {"A": {"1.1": UNREADABLE, "1.2": D("80.5"), "1.3": 9}}), "A")
    assert lines(found)["1.1"] == ["không đọc được, còn treo 10,00 điểm"]
    assert lines(found)["1.2"] == ["quá điểm tối đa, còn treo 8,00 điểm"]
    assert lines(found)["2"] == ["chưa có số liệu, còn treo 5,00 điểm", "điểm trừ chưa rõ nên tạm trừ hết 5"]
    by = {line.criterion.path: line for line in found.lines}
    assert [one.code for one in by["1.2"].problems] == ["score-above-maximum"]
    assert (by["1.1"].points, by["1.1"].at_stake, by["1.3"].at_stake) == (None, 10, 0)
    assert said(found.total)[-1] == "còn 3 tiêu chí chưa rõ, treo 23,00 điểm: tổng này là mức thấp nhất"
    assert len(found.problems) == 2  # an unreadable cell is told of where it is read


def test_the_total_with_its_caps_and_bounds() -> None:
    agreed = builders.cluster(
        ("1", "ratio", 10, {"excess": 1, "excess_step": 10}),
        ("2", "direct", 6, {"group": "bonus"}),
        ("3", None, 8, {"group": "deduction"}),
        ("3.1", "direct", 9),
        bonus_cap=5,
        deduction_cap=7,
    )
    sheet = {"1": {"target": 10, "actual": 12}, "2": 4, "3.1": 9}
    found = explain(builders.results(agreed, {"A": sheet}), "A")
    assert said(found.total) == [
        "điểm chuẩn của các mục: 10,00",
        "điểm thưởng: 6,00",
        "trong đó 2,00 do vượt mức tối đa",
        "trần điểm thưởng: lấy 5",
        "điểm trừ: 8,00",
        "trần điểm trừ: lấy 7",
        "tổng điểm (chuẩn + thưởng − trừ): 10,00 + 5,00 − 7,00 = 8,00",
        "8,00 / 10 = 80%",
    ]
    assert lines(found)["3"] == ["cộng 1 dòng: 9,00", "không quá 8: lấy 8"]


# Rank and class


def test_rank_neighbours_and_ties() -> None:
    agreed = builders.cluster(
        ("1", "direct", 10), ("2", "direct", 10), units="A B C E", ties=(TieRule(TieBy.POINTS, "2"),)
    )
    sheets = {"A": {"1": 5, "2": 3}, "B": {"1": 3, "2": 5}, "C": {"1": 9, "2": 9}, "E": {"1": 1, "2": 1}}
    found = builders.results(agreed, sheets)
    assert said(explain(found, "B").rank) == [
        "hạng 2 trong 4 đơn vị, xếp theo tổng điểm: 8,00",
        "liền trên là Sở C (hạng 1): 18,00, hơn 10,00",
        "liền dưới là Sở A (hạng 3): cũng 8,00, nhưng xếp dưới",
    ]
    assert [one.code for one in explain(found, "B").ties] == ["tie-points"]
    assert [one.params["above"] for one in explain(found, "A").ties] == ["Sở B"]
    assert explain(found, "C").ties == ()
    shared = builders.results(builders.cluster(("1", "direct", 10), units="A B C", rank_by=RankBy.PERCENT),
                              {"A": {"1": 5}, "B": {"1": 5}, "C": {"1": 4}})  # fmt: skip
    assert said(explain(shared, "A").rank) == [
        "hạng 1 trong 3 đơn vị, xếp theo tỷ lệ: 50,00%",
        "đồng hạng với Sở B",
        "liền dưới là Sở C (hạng 3): 40,00%, kém 10,00 điểm phần trăm",
    ]


def test_why_not_the_next_better_class() -> None:
    rules = (
        class_rule("Một", 90, percent=True),
        class_rule("Hai", 5, Condition(ConditionKind.NO_ZERO), Condition(ConditionKind.EVERY_CRITERION, D(50))),
        class_rule("Ba", 5, Condition(ConditionKind.EVERY_SECTION, D(60)), strictly=True),
        class_rule("Bốn", 0),
    )
    agreed = builders.cluster(
        ("1", "direct", 10), ("2", None, 10), ("2.1", "direct", 5), ("2.2", "direct", 5), classes=rules
    )
    found = explain(builders.results(agreed, {"A": {"1": 8, "2.1": 0, "2.2": 2}}), "A")
    assert said(found.class_) == [
        "xếp loại Bốn",
        "chưa được Một: cần ≥ 90%, có 50%",
        "chưa được Hai: còn 1 tiêu chí 0 điểm (2.1)",
        "chưa được Hai: 2 tiêu chí dưới 50% (2.1, 2.2)",
        "chưa được Ba: 1 mục dưới 60% (2)",
    ]


def decided(agreed: Cluster, sheets: dict[str, dict[str, Any]], **given: Any) -> Results:
    came = builders.collection(builders.submission(agreed, values, unit) for unit, values in sheets.items())
    return tally(agreed, came, Decisions(**given))


def test_decisions_are_told_with_their_reasons() -> None:
    agreed = builders.cluster(
        ("1", "count", 10, {"points": 2}),
        ("2", "direct", 10),
        ("3", "direct", 5),
        units="A B",
        classes=(class_rule("Tốt", 10), class_rule("Khá", 0)),
    )
    sheets = {"A": {"1": 4, "2": 9, "3": 5}, "B": {"1": 5, "2": 7, "3": 5}}
    found = decided(
        agreed,
        sheets,
        adjustments=(Adjustment("A", "1", D(3), None, "đếm lại"), Adjustment("A", "2", None, D("7.25"), "họp")),
        not_assigned=(NotAssignedDecision("A", "3", "không có việc này"),),
        class_caps=(ClassCap("A", "Khá", "khiển trách"),),
    )
    explained = explain(found, "A")
    assert lines(explained) == {
        "1": ["trước khi có quyết định: 8,00 điểm", "kết quả theo quyết định: 3 (đếm lại)", "3 × 2 = 6"],
        "2": ["trước khi có quyết định: 9,00 điểm", "theo quyết định: 7,25 điểm (họp)"],
        "3": [
            "được xác định không giao theo quyết định (không có việc này)",
            "không được giao: 5 điểm được loại khỏi cả điểm và điểm tối đa",
        ],
    }
    assert said(explained.class_) == ["xếp loại Khá", "đủ điểm cho Tốt nhưng bị khống chế: khiển trách"]
    assert said(explained.decisions) == [
        "điều chỉnh tiêu chí 1: 8,00 thành 6,00 điểm; lý do: đếm lại; người quyết định: –",
        "điều chỉnh tiêu chí 2: 9,00 thành 7,25 điểm; lý do: họp; người quyết định: –",
        "không được giao tiêu chí 3; lý do: không có việc này",
        "xếp loại cao nhất là Khá; lý do: khiển trách",
        "quyết định làm tổng điểm đổi từ 22,00 thành 13,25",
        "quyết định làm hạng đổi từ 1 thành 2",
        "quyết định làm xếp loại đổi từ Tốt thành Khá",
    ]
    assert explain(found, "B").decisions == ()  # shared the first rank, and has it now


def test_an_appraised_score_is_what_counts() -> None:
    agreed = builders.cluster(("1", "count", 10, {"points": 2}), ("2", "direct", 10), source=Source.APPRAISED)
    sheet = {"1": {"actual": 4, "appraised_score": 6}, "2": {"self_score": 9, "appraised_score": D("8.5")}}
    one = builders.submission(agreed, sheet, appraised=True, appraiser="Sở B")
    found = explain(tally(agreed, builders.collection([one])), "A")
    assert {path: told[-1] for path, told in lines(found).items()} == {
        "1": "điểm thẩm định 6",
        "2": "điểm thẩm định 8,5",
    }
    assert [line.points for line in found.lines] == [6, D("8.5")]


def test_both_rounds_and_who_agreed_are_told() -> None:
    agreed = builders.cluster(("1", "direct", 10), source=Source.APPRAISED, combine=Combine.MEAN)
    twice = {"claimed": 9, "first": 7, "explanation": "đã bổ sung", "second": 8, "opinion": "đủ"}
    sheets = (
        appraising.appraiser(agreed, "Ban Một", {"A": {"1": twice}}, ["A"]),
        appraising.appraiser(agreed, "Ban Hai", {"A": {"1": {"claimed": 9}}}, ["A"]),
    )
    found = explain(appraising.results(agreed, {"A": {"1": 9}}, *sheets), "A")
    assert lines(found)["1"] == [
        "lần 1 Ban Một chấm 7, đơn vị giải trình: đã bổ sung",
        "Ban Một chấm 8 (đủ)",
        "Ban Hai đồng ý với 9",
        "lấy trung bình (các điểm từ 8 đến 9)",
        "điểm thẩm định 8,5",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("exclude", {"1": (684, 684), "2": (None, 20)}),
        ("rescale", {"1": (700, 700), "2": (None, 20)}),  # 684 of 684
        ("full", {"1": (700, 700), "2": (20, 20)}),
        ("share_equally", {"1": (700, 700), "2": (None, 20)}),
    ],
)
def test_headings_show_the_maximum_of_what_was_assigned(rule: str, expected: dict[str, Any]) -> None:
    """684 of a section of 700; a section of which nothing was assigned has no points, not 0."""
    rows = (("1", None, 700), ("1.1", "direct", 684), ("1.2", "direct", 16), ("2", None, 20), ("2.1", "direct", 20))
    targets = {("A", "1.2"): None, ("A", "2.1"): None}
    agreed = builders.cluster(*rows, targets=targets, not_assigned=NotAssigned(rule))
    found = explain(builders.results(agreed, {"A": {"1.1": 684}}), "A")
    shown = {line.criterion.path: (line.points, line.maximum) for line in found.lines}
    assert {path: shown[path] for path in expected} == expected


def test_a_decided_tie_is_explained_by_its_ground() -> None:
    agreed = builders.cluster(("1", "direct", 10), units="A B")
    found = decided(
        agreed, {"A": {"1": 5}, "B": {"1": 5}}, ties=(TieDecision("A", 2, "phiếu"), TieDecision("B", 1, "phiếu"))
    )
    assert [one.params["ground"] for one in explain(found, "A").ties] == ["phiếu"]


def test_units_without_a_sheet() -> None:
    agreed = builders.cluster(("1", "direct", 10), units="A B C")
    found = decided(agreed, {"A": {"1": 5}}, excuses=(Excuse("C", Treatment.NOT_SUBMITTED, "x"),))
    missing, refused = explain(found, "B"), explain(found, "C")
    assert (missing.standing, missing.unranked and missing.unranked.why, missing.lines) == (None, "sheet-missing", ())
    assert refused.standing is not None
    assert (refused.lines, [one.code for one in refused.ties]) == ((), ["not-submitted"])
    for one in (missing, refused):
        assert shown(found, one)
    with pytest.raises(KeyError):
        explain(found, "X")


# Numbers


@pytest.mark.parametrize(
    ("value", "places", "vi", "exact"),
    [
        ("47", 2, "47,00", "47"),
        ("1/3", 2, "0,333333…", "1/3"),
        ("-1/8", 2, "-0,125", "-0.125"),
        ("12345.5", 0, "12.345,5", "12345.5"),
    ],
)
def test_numbers_are_exact_or_say_that_they_go_on(value: str, places: int, vi: str, exact: str) -> None:
    assert (number(Fraction(value), "vi", places), plain(Fraction(value))) == (vi, exact)


# Who and what


def test_a_unit_is_found_by_code_name_or_other_name() -> None:
    found = make_results(3).cluster
    assert find_unit(found, "d02", "vi") == "D02"
    assert find_unit(found, "  SỞ quy hoạch và cảnh quan", "vi") == "D02"
    with pytest.raises(LookupError, match="Gần nhất: Sở Quy hoạch và Cảnh quan"):
        find_unit(found, "Sở Quy hoạch", "vi")
    assert find_criterion(found, "1.2", "vi") == "1.2"
    assert find_criterion(found, "II.1", "vi") == "2.1"
    with pytest.raises(LookupError, match=r"9\.9"):
        find_criterion(found, "9.9", "vi")


# In the terminal and as JSON


def shown(found: Results, explained: Explanation, criterion: str | None = None, language: str = "vi") -> str:
    out = Console(file=io.StringIO(), width=80, highlight=False, emoji=False, markup=False)
    show_explanation(out, found, explained, language, criterion)
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= 80
    return "\n".join(line.rstrip() for line in text.splitlines())


def test_the_terminal_shows_cells_steps_and_sums() -> None:
    agreed = builders.cluster(
        ("1", None, 15, {"text": "[bold]Mục"}),
        ("1.1", "ratio", 10),
        ("1.2", "pass", 5),
        ("2", None, None, {"group": "deduction"}),
        ("2.1", "direct", 3),
        units="A B",
    )
    sheets = {
        "A": {"1.1": {"target": 50, "actual": 47, "self_score": 9}, "1.2": 1, "2.1": D("1.5")},
        "B": {"1.2": 0, "2.1": 0},
    }
    found = builders.results(agreed, sheets)
    text = shown(found, explain(found, "A"))
    for piece in (
        "Sở A: hạng 1, 12,90/15,00 điểm (86,00%)",
        "A.xlsx ▸ Bảng chấm điểm",
        "1 [bold]Mục",
        "14,40/15",
        "  1.1 Tiêu chí số 1.1",
        "9,40/10",
        "    F11: chỉ tiêu 50 · kết quả 47 · tự chấm 9",
        "    47 / 50 = 94%; 10 × 47 / 50 = 9,4",
        "    F12: kết quả đạt",
        "-1,50/3",
        "Điểm chuẩn của các mục: 14,40",
        "Hạng 1 trong 2 đơn vị",
        "[score-differs]",
    ):
        assert piece in text, piece
    part = shown(found, explain(found, "A"), "1.2")
    assert "1.2 Tiêu chí số 1.2" in part
    assert "1.1" not in part.replace("Tiêu chí số 1.1", "1.1")
    assert "Hạng 1" not in part


def test_the_terminal_marks_a_lower_bound_and_says_provisional_first() -> None:
    agreed = builders.cluster(("1", "direct", 10), ("2", "direct", 5), units="A B")
    found = builders.results(agreed, {"A": {"1": 7}, "B": {"1": 5, "2": 5}})
    text = shown(found, explain(found, "A"))
    assert "≥ 7,00/15,00 điểm" in text
    assert text.index("TẠM TÍNH, vì:") < text.index("1 đơn vị")
    assert "≥" not in shown(found, explain(found, "B"))


def test_what_a_unit_wrote_does_not_stand_at_a_decisions_cell() -> None:
    agreed = builders.cluster(("1", "count", 20, {"points": 2}), ("2", "direct", 5))
    came = builders.collection([builders.submission(agreed, {"1": 7, "2": 5})])
    lines_ = (Adjustment("A", "1", None, D(13), "họp", row=2),)
    found = tally(agreed, came, Decisions(adjustments=lines_))
    text = shown(found, explain(found, "A"), "1")
    assert "decisions.xlsx ▸ Điều chỉnh" in text
    assert "kết quả 7" not in text


def test_json_carries_codes_exact_numbers_and_sentences() -> None:
    agreed = builders.cluster(("1", "ratio", 10), units="A")
    found = explain(builders.results(agreed, {"A": {"1": {"target": 3, "actual": 1}}}), "A")
    shown = as_json(found, "en", 2)
    (line,) = shown["lines"]
    assert line["steps"][1] == {
        "code": "ratio",
        "numbers": {"max": "10", "top": "1", "bottom": "3", "exact": "10/3"},
        "words": {},
        "text": "10 × 1 / 3 = 3.333333…",
    }
    assert (line["points"], line["place"], shown["standing"]["rank"]) == ("3.33", "A.xlsx ▸ Bảng chấm điểm ▸ F11", 1)
    assert set(as_json(found, "en", 2, "1")) == {"unit", "name", "status", "reasons", "lines"}


# The command

EXAMPLE = str(resource("examples") / "cum-2")


def run(*words: str) -> Any:
    return CliRunner().invoke(build(), ["explain", *words])


def test_the_command_explains_a_unit_of_a_workspace() -> None:
    done = run("sở xây dựng", "-C", EXAMPLE)
    assert done.exit_code == 0
    assert "Sở Xây dựng: hạng 6, 900,60/1.000,00 điểm (90,06%), xếp loại Tốt" in done.stdout
    part = json.loads(run("sở xây dựng", "II.2.a", "-C", EXAMPLE, "--json").stdout)
    assert [(line["criterion"], line["points"]) for line in part["lines"]] == [("2.2.1", "28.42")]


@pytest.mark.parametrize("words", [("không có",), ("sở xây dựng", "9.9.9")])
def test_what_there_is_not_is_wrong_usage(words: tuple[str, ...]) -> None:
    assert run(*words, "-C", EXAMPLE).exit_code == 2
