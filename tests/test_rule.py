"""What is worked out once of each criterion: its kind's flags, its points, and the order of requirements (cần)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from builders import band, cluster

from emulation_cli.scoring.rule import Requirement, Rule, requirements_of, rules_of

D = Decimal
BANDS = [band(10, 90), band(5, 50, percent=False)]


def rule(kind: str, maximum: Any = 10, places: int = 2, **options: Any) -> Rule:
    return rules_of(cluster(("1", kind, maximum, options)).tree, places)["1"]


def required(*rows: tuple[str, str | None]) -> list[tuple[str, str, list[str]]]:
    """(leaf, what it requires, the leaves whose points count) in the order of settling; rows (path, cần), a row that
    others stand under is a heading."""
    above = {path.rpartition(".")[0] for path, _ in rows}
    kinds = {path: None if path in above else "direct" for path, _ in rows}
    agreed = cluster(*((path, kinds[path], 10, {"requires": needed} if needed else {}) for path, needed in rows))
    found: tuple[Requirement, ...] = requirements_of(agreed.tree, 2)
    return [(one.rule.path, one.needed, [leaf.path for leaf in one.below]) for one in found]


@pytest.mark.parametrize(
    ("kind", "options", "flags"),
    [  # typed directly, follows the others, counts, needs a target, has points of its own
        ("direct", {}, (True, False, False, False, False)),
        ("pass", {}, (False, False, False, False, True)),
        ("count", {"points": 1}, (False, False, True, False, True)),
        ("count_down", {"points": 1}, (False, False, True, False, True)),
        ("ratio", {}, (False, False, False, True, True)),
        ("band", {"bands": [band(10, 1, percent=False)]}, (False, False, False, False, True)),
        ("band", {"bands": BANDS}, (False, False, False, True, True)),
        ("band", {"bands": BANDS, "measure": "%"}, (False, False, False, False, True)),
        ("leader", {}, (False, True, False, False, False)),
        ("mean", {}, (False, True, False, False, False)),
    ],
)
def test_what_a_kind_asks_for(kind: str, options: dict[str, Any], flags: tuple[bool, ...]) -> None:
    one = rule(kind, **options)
    own = one.points is not None
    assert (one.is_direct, one.follows_peers, one.counts_wholes, one.needs_target, own) == flags


@pytest.mark.parametrize(
    ("maximum", "places", "whole"), [("12.5", 2, 1250), ("0.125", 2, 13), ("2.5", 0, 3), (0, 3, 0)]
)
def test_the_maximum_is_a_whole_number_of_the_points_places(maximum: Any, places: int, whole: int) -> None:
    one = rule("direct", maximum, places)
    assert (one.maximum, one.whole) == (D(str(maximum)), whole)


def test_points_are_rounded_half_up_and_never_below_zero() -> None:
    points = rule("ratio", 10, 2).points
    assert points is not None
    assert [points(D(actual), D(3)) for actual in (1, 2, 3, 4, -1)] == [333, 667, 1000, 1000, 0]
    half = rule("ratio", 1, 0).points
    assert half is not None and [half(D(actual), D(2)) for actual in (1, D("0.99"))] == [1, 0]


def test_no_requirement_no_order() -> None:
    assert required(("1", None), ("2", None)) == []


def test_what_is_required_is_settled_first_wherever_it_is_printed() -> None:
    assert required(("1", "2"), ("2", "3"), ("3", None)) == [("2", "3", ["3"]), ("1", "2", ["2"])]
    assert required(("1", None), ("2", "1"), ("3", "2")) == [("2", "1", ["1"]), ("3", "2", ["2"])]


def test_one_that_several_require_is_settled_once() -> None:
    assert required(("1", "3"), ("2", "3"), ("3", "4"), ("4", None)) == [
        ("3", "4", ["4"]),
        ("1", "3", ["3"]),
        ("2", "3", ["3"]),
    ]


def test_leaves_of_a_required_heading() -> None:
    assert required(("1", "2"), ("2", None), ("2.1", None), ("2.2", "3"), ("3", None)) == [
        ("2.2", "3", ["3"]),
        ("1", "2", ["2.1", "2.2"]),
    ]


def test_a_circle_ends() -> None:
    assert [path for path, *_ in required(("1", "2"), ("2", "1"))] == ["2", "1"]
