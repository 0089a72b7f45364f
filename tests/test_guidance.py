"""Hướng dẫn chấm: the cluster's own words, else a sentence from kind and parameters."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, Parameters, Tree
from emulation_cli.cluster.guidance import digits, guidance

D = Decimal
BANDS = (
    Band(D(5), D(100), percent=True),
    Band(D("4.5"), D(90), False, D(100), percent=True),
    Band(D(1), high=D(50), high_included=True, percent=True),
)


def criterion(kind: Kind | None, group: Group = Group.STANDARD, measure: str = "", **rules: Any) -> Criterion:
    return Criterion("1.2", 2, "2", "Tiêu chí", D("10.00"), group, kind, Parameters(**rules), measure)


def test_the_clusters_own_words_come_first() -> None:
    written = Criterion("1", 1, "1", "Tiêu chí", D(5), kind=Kind.DIRECT, guidance="Theo Quy chế.")
    assert guidance(written) == "Theo Quy chế."


def test_a_parent_that_only_sums_needs_none() -> None:
    assert guidance(criterion(None)) == ""


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_in_every_group_has_a_sentence_with_its_maximum(kind: Kind, group: Group, language: str) -> None:
    rules = {"points": D("2.5"), "bands": (Band(D(10), D(3)),)}
    shown = guidance(criterion(kind, group, **rules), language)
    assert re.search(r"\b10\b", shown)
    assert "{" not in shown
    assert shown[0].isupper() or shown[0].isdigit()
    assert shown.endswith(".")


@pytest.mark.parametrize(
    ("rules", "numbers"),
    [
        ({}, ["10"]),
        ({"floor": D(70)}, ["10", "70%"]),
        ({"shortfall": D("1.5"), "shortfall_step": D(2)}, ["10", "2%", "1,5"]),
        ({"excess": D("0.5"), "excess_step": D(1), "excess_cap": D(3)}, ["10", "1%", "0,5", "3"]),
        ({"less_is_better": True}, ["10"]),
    ],
)
def test_every_rule_of_a_share_is_told(rules: dict[str, Any], numbers: list[str]) -> None:
    """The numbers of the rules, in the order of the sentence; zeros and repeated maxima aside."""
    found = re.findall(r"\d+(?:,\d+)?%?", guidance(criterion(Kind.RATIO, **rules)))
    assert [number for number in dict.fromkeys(found) if number != "0"] == numbers


def test_sentences_differ_where_the_rules_do() -> None:
    variants = [
        criterion(Kind.RATIO),
        criterion(Kind.RATIO, less_is_better=True),
        criterion(Kind.RATIO, shortfall=D(1), shortfall_step=D(1)),
        criterion(Kind.RATIO, shortfall=D(1), shortfall_step=D(1), less_is_better=True),
        criterion(Kind.RATIO, excess=D(1), excess_step=D(1)),
        criterion(Kind.RATIO, excess=D(1), excess_step=D(1), excess_cap=D(2)),
        criterion(Kind.MEAN),
        criterion(Kind.MEAN, less_is_better=True),
        *(criterion(kind, group, points=D(1)) for kind in (Kind.DIRECT, Kind.PASS, Kind.COUNT)
          for group in (Group.STANDARD, Group.DEDUCTION, Group.UNCOUNTED)),
    ]  # fmt: skip
    for language in ("vi", "en"):
        assert len({guidance(each, language) for each in variants}) == len(variants)


def test_bands_say_their_own_edges() -> None:
    of_target = guidance(criterion(Kind.BAND, bands=BANDS))
    plain = guidance(criterion(Kind.BAND, measure="%", bands=BANDS))
    for shown in (of_target, plain):
        assert "từ 100%: 5 điểm" in shown.lower()
        assert "trên 90% dưới 100%: 4,5 điểm" in shown
        assert "đến 50%: 1 điểm" in shown
    assert of_target != plain


def test_a_requirement_is_named_as_printed() -> None:
    required = Criterion("1.1", 2, "a)", "Điều kiện", D(1), kind=Kind.PASS)
    tree = Tree([Criterion("1", 1, "II", "Mục", D(11)), required, criterion(Kind.PASS, requires="1.1")])
    assert "II.a" in guidance(tree.criteria[2], "vi", tree)
    assert "1.1" in guidance(tree.criteria[2])


@pytest.mark.parametrize(("value", "shown"), [(D("5.00"), "5"), (D("0.50"), "0.5"), (D(100), "100"), (None, "")])
def test_digits(value: Decimal | None, shown: str) -> None:
    assert digits(value) == shown
