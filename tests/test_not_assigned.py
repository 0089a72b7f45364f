"""Không được giao in its five ways (formats.md), the scope the level-1 section; worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from builders import BLANK, Row, cluster, results
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.reports.ranking import ranking
from emulation_cli.reports.terminal import show_tally
from emulation_cli.scoring.not_assigned import shares

D = Decimal
ROWS: list[Row] = [
    ("1", None, 20),
    ("1.1", "direct", 10),
    ("1.2", "direct", 4),
    ("1.3", "direct", 6),
    ("2", "direct", 30),
    ("3", "direct", 5, {"group": "bonus"}),
]


def found(
    rule: NotAssigned, values: Mapping[str, Any], out: str, rows: list[Row] = ROWS, **given: Any
) -> tuple[str, str, dict[str, str]]:
    """total, max, points by path, of a unit that was not assigned `out`."""
    agreed = cluster(*rows, targets={("A", path): None for path in out.split()}, not_assigned=rule, **given)
    outcome = results(agreed, {"A": values})
    assert outcome.status == "official"
    standing = outcome.standings[0]
    return str(standing.total), str(standing.max), {one.criterion: str(one.points) for one in outcome.scores}


SCORES = {"1.1": 8, "1.2": 3, "2": 24, "3": 2}


def test_excluded_it_is_out_of_score_and_maximum() -> None:
    total, maximum, points = found(NotAssigned.EXCLUDE, SCORES, "1.3")
    assert (total, maximum) == ("37.00", "44.00")
    assert points == {"1.1": "8.00", "1.2": "3.00", "1.3": "None", "2": "24.00", "3": "2.00"}


def test_rescaled_the_section_counts_as_if_it_were_whole() -> None:
    total, maximum, points = found(NotAssigned.RESCALE, SCORES, "1.3")
    assert (total, maximum) == ("41.71", "50.00")  # 11 × 20/14 = 15,714…, rounded once; + 24 + 2
    assert (points["1.1"], points["1.2"]) == ("8.00", "3.00")


def test_given_full_points_it_counts_as_reached() -> None:
    total, maximum, points = found(NotAssigned.FULL, SCORES, "1.3")
    assert (total, maximum, points["1.3"]) == ("43.00", "50.00", "6.00")


def test_shared_equally_each_other_criterion_of_the_section_grows() -> None:
    total, maximum, points = found(NotAssigned.SHARE_EQUALLY, SCORES, "1.3")
    assert points == {"1.1": "10.40", "1.2": "5.25", "1.3": "None", "2": "24.00", "3": "2.00"}  # 8×13/10, 3×7/4
    assert (total, maximum) == ("41.65", "50.00")


def test_shared_in_proportion_each_grows_by_its_own_size() -> None:
    # 4 points over 10 and 6: 2,50 and 1,50
    assert found(NotAssigned.SHARE_IN_PROPORTION, {"1.1": 8, "1.3": 6, "2": 24, "3": 2}, "1.2") == (
        "43.50",
        "50.00",
        {"1.1": "10.00", "1.2": "None", "1.3": "7.50", "2": "24.00", "3": "2.00"},
    )


def test_what_rounding_leaves_over_goes_to_the_first_in_printed_order() -> None:
    rows: list[Row] = [("1", None, 40), *((f"1.{n}", "direct", 10) for n in range(1, 5))]
    full = {f"1.{n}": 10 for n in range(1, 4)}
    total, maximum, points = found(NotAssigned.SHARE_EQUALLY, full, "1.4", rows)
    assert points == {"1.1": "13.34", "1.2": "13.33", "1.3": "13.33", "1.4": "None"}
    assert (total, maximum) == ("40.00", "40.00")
    assert shares(10, [1, 1, 1]) == [4, 3, 3]
    assert shares(11, [1, 1, 1]) == [4, 4, 3]
    assert shares(400, [1000, 600]) == [250, 150]


@pytest.mark.parametrize("rule", list(NotAssigned))
def test_other_sections_and_bonus_are_untouched(rule: NotAssigned) -> None:
    assert found(rule, {"1.1": 8, "1.2": 3, "1.3": 6, "2": 24}, "3")[0] == "41.00"  # a bonus: nothing to make up for
    points = found(rule, SCORES, "1.3")[2]
    assert (points["2"], points["3"]) == ("24.00", "2.00")


@pytest.mark.parametrize("rule", list(NotAssigned))
def test_a_section_that_was_not_assigned_at_all_has_nothing_to_carry_it(rule: NotAssigned) -> None:
    total, maximum, _ = found(rule, {"2": 24, "3": 2}, "1.1 1.2 1.3")
    assert (total, maximum) == (("46.00", "50.00") if rule is NotAssigned.FULL else ("26.00", "30.00"))


def test_a_section_that_was_not_assigned_at_all_is_no_zero_anywhere() -> None:
    agreed = cluster(*ROWS[:5], units="A B", targets={("A", path): None for path in ("1.1", "1.2", "1.3")})
    tallied = results(agreed, {"A": {"2": 24}, "B": {"1.1": 0, "1.2": 0, "1.3": 0, "2": 24}})
    assert [{path: str(points) for path, points in one.sections.items()} for one in tallied.standings] == [
        {"2": "24.00"},
        {"1": "0.00", "2": "24.00"},
    ]
    assert [row.parts for row in ranking(tallied, "vi").rows] == [("–", "24,00"), ("0,00", "24,00")]
    out = Console(width=200, record=True, file=StringIO())
    show_tally(out, tallied, (), "vi")
    lines = [line.split() for line in out.export_text().splitlines() if line.strip().startswith("=1")]
    assert [line[3:5] for line in lines] == [["–", "24,00"], ["0,00", "24,00"]]


def test_a_row_s_own_rule_wins_over_its_heading_s_and_the_cluster_s() -> None:
    rows: list[Row] = [
        ("1", None, 20, {"not_assigned": "full"}),
        ("1.1", "direct", 10),
        ("1.2", "direct", 4, {"not_assigned": "exclude"}),
        ("1.3", "direct", 6),
    ]
    assert found(NotAssigned.RESCALE, {"1.1": 8, "1.2": 3}, "1.3", rows)[:2] == ("17.00", "20.00")
    assert found(NotAssigned.RESCALE, {"1.1": 8, "1.3": 6}, "1.2", rows)[:2] == ("14.00", "16.00")


def test_full_points_of_one_criterion_do_not_swell_when_another_is_rescaled() -> None:
    rows: list[Row] = [
        ("1", None, 20),
        ("1.1", "direct", 10),
        ("1.2", "direct", 5, {"not_assigned": "full"}),
        ("1.3", "direct", 5),
    ]
    assert found(NotAssigned.RESCALE, {"1.1": 10}, "1.2 1.3", rows)[:2] == ("20.00", "20.00")  # 15 × 20/15
    assert found(NotAssigned.RESCALE, {"1.1": 4}, "1.2 1.3", rows)[:2] == ("12.00", "20.00")  # 9 × 20/15


def test_full_points_alone_do_not_carry_a_section_that_was_not_assigned() -> None:
    """1.1 by quy đổi and 1.2 by điểm tối đa: what was given for 1.2 is not scaled up to the whole section."""
    rows: list[Row] = [
        *(("1", None, 15), ("1.1", "direct", 10), ("1.2", "direct", 5, {"not_assigned": "full"})),
        ("2", "direct", 30),
    ]
    assert found(NotAssigned.RESCALE, {"2": 24}, "1.1 1.2", rows)[:2] == ("29.00", "35.00")


@pytest.mark.parametrize("rule", list(NotAssigned))
def test_criteria_of_no_points_carry_nothing(rule: NotAssigned) -> None:
    rows: list[Row] = [("1", None, 10), ("1.1", "direct", 10), ("1.2", "direct", 0), ("2", "direct", 30)]
    expected = ("34.00", "40.00") if rule is NotAssigned.FULL else ("24.00", "30.00")
    assert found(rule, {"1.2": 0, "2": 24}, "1.1", rows)[:2] == expected


def test_equal_shares_go_to_those_that_have_points() -> None:
    rows: list[Row] = [("1", None, 20), *((f"1.{n}", "direct", size) for n, size in ((1, 10), (2, 0), (3, 10)))]
    assert found(NotAssigned.SHARE_EQUALLY, {"1.2": 0, "1.3": 7}, "1.1", rows)[:2] == ("14.00", "20.00")


def test_open_questions_stay_open_with_their_new_maximum_at_stake() -> None:
    agreed = cluster(*ROWS, targets={("A", "1.3"): None}, not_assigned=NotAssigned.SHARE_EQUALLY)
    standing = results(agreed, {"A": {**SCORES, "1.1": BLANK}}).standings[0]
    assert (str(standing.total), str(standing.at_stake), standing.open) == ("31.25", "13.00", ("1.1",))


CHOICE: list[Row] = [
    ("1", None, 20),
    ("1.1", "choice", 10),
    ("1.1.1", "direct", 10),
    ("1.1.2", "direct", 5),
    ("1.2", "direct", 10),
]


def test_the_alternatives_of_a_choice_are_one_criterion_of_the_section() -> None:
    chosen = {"1.1.2": 5}
    assert found(NotAssigned.RESCALE, chosen, "1.2", CHOICE)[:2] == ("10.00", "20.00")  # 5 × 20/10
    assert found(NotAssigned.SHARE_EQUALLY, chosen, "1.2", CHOICE)[:2] == ("10.00", "20.00")
    assert found(NotAssigned.SHARE_IN_PROPORTION, chosen, "1.2", CHOICE)[:2] == ("10.00", "20.00")
    assert found(NotAssigned.FULL, chosen, "1.2", CHOICE)[:2] == ("15.00", "20.00")
    out = "1.1.1 1.1.2"
    assert found(NotAssigned.RESCALE, {"1.2": 6}, out, CHOICE)[:2] == ("12.00", "20.00")
    assert found(NotAssigned.SHARE_EQUALLY, {"1.2": 6}, out, CHOICE)[:2] == ("12.00", "20.00")
    assert found(NotAssigned.FULL, {"1.2": 6}, out, CHOICE)[:2] == ("16.00", "20.00")
    assert found(NotAssigned.EXCLUDE, {"1.2": 6}, out, CHOICE)[:2] == ("6.00", "10.00")


def test_of_an_alternative_only_what_was_assigned_is_its_maximum() -> None:
    """1.1.2 has 6 of 10 left: the choice has 6, the section 16 for 6."""
    rows: list[Row] = [
        *(("1", None, 20), ("1.1", "choice", 10), ("1.1.1", "direct", 4), ("1.1.2", None, 10)),
        *(("1.1.2.1", "direct", 6), ("1.1.2.2", "direct", 4), ("1.2", "direct", 10)),
    ]
    sheet = {"1.1.1": 0, "1.1.2.1": 3}
    assert found(NotAssigned.RESCALE, sheet, "1.1.2.2 1.2", rows)[0] == "8.00"  # 3 × 16/6


@given(st.integers(1, 10**6), st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any))
def test_shares_add_up_and_differ_by_no_more_than_one_step(total: int, weights: list[int]) -> None:
    found_shares = shares(total, weights)
    assert sum(found_shares) == total
    for part, weight in zip(found_shares, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) <= sum(weights)


@given(st.lists(st.integers(1, 2000), min_size=2, max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_sharing_keeps_the_section_s_maximum_and_full_marks_stay_full(sizes: list[int], data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([NotAssigned.SHARE_EQUALLY, NotAssigned.SHARE_IN_PROPORTION, NotAssigned.RESCALE]))
    maxima = [D(size) / 100 for size in sizes]
    rows: list[Row] = [("1", None, sum(maxima)), *((f"1.{n}", "direct", one) for n, one in enumerate(maxima, 1))]
    out = data.draw(st.sets(st.integers(1, len(sizes)), min_size=1, max_size=len(sizes) - 1))
    full = {f"1.{n}": one for n, one in enumerate(maxima, 1) if n not in out}
    total, maximum, _ = found(rule, full, " ".join(f"1.{n}" for n in out), rows)
    assert D(total) == D(maximum) == sum(maxima)
