"""What must stay as it is whatever the cluster agreed: random clusters of every kind, group, rule and cap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from builders import cluster, collection, submission
from random_clusters import Sheets, random_cluster

from emulation_cli.cluster.criteria import Kind, NotAssigned
from emulation_cli.cluster.decisions import (
    Adjustment,
    AwardBar,
    ClassCap,
    Decisions,
    Excuse,
    NotAssignedDecision,
    TieDecision,
    Treatment,
    Vote,
)
from emulation_cli.cluster.model import Cluster, Target
from emulation_cli.cluster.rules import AwardRule, TieBy, TieRule
from emulation_cli.results import Finding, Results
from emulation_cli.tally import tally

D = Decimal
SEEDS = range(20)
AWARDS = (AwardRule("Cờ", D(1), votes=D(50)), AwardRule("Bằng khen", D(50), percent=True))
Facts = dict[str, Any]


def tallied(agreed: Cluster, sheets: Sheets, decisions: Decisions | None = None) -> Results:
    return tally(
        agreed, collection(submission(agreed, one, unit) for unit, one in sheets.items()), decisions or Decisions()
    )


def facts(found: Results, without: str = "") -> Facts:
    """Everything that a decision or another unit could move: units' figures and points, awards, findings."""
    return {
        "standings": [one for one in found.standings if one.unit not in without],
        "scores": [one for one in found.scores if one.unit not in without],
        "awards": found.awards,
        "problems": sorted((one for one in found.problems if _moves(one) and one.unit not in [*without]), key=repr),
    }


def _moves(one: Finding) -> bool:
    return one.code != "scale-differs"  # a question to a person: more targets than one leave nothing to compare


# dẫn đầu


def scaled(agreed: Cluster, sheets: Sheets, by: Decimal) -> tuple[Cluster, Sheets]:
    """Every result and every target of dẫn đầu times a number."""
    leaders = {leaf.path for leaf in agreed.tree.leaves if leaf.kind is Kind.LEADER}
    targets = [
        Target(one.unit, one.criterion, one.value * by) if one.criterion in leaders and one.value else one
        for one in agreed.targets
    ]
    moved = {
        unit: {path: one * by if path in leaders and isinstance(one, Decimal) else one for path, one in sheet.items()}
        for unit, sheet in sheets.items()
    }
    return replace(agreed, targets=tuple(targets)), moved


@pytest.mark.parametrize("seed", SEEDS)
def test_dan_dau_is_unchanged_when_targets_and_results_are_scaled_together(seed: int) -> None:
    agreed, sheets = random_cluster(seed)
    by = Random(seed).choice((D("0.001"), D("0.7"), D(3), D(1000)))
    before, after = tallied(agreed, sheets), tallied(*scaled(agreed, sheets, by))
    for one, other in zip(before.scores, after.scores, strict=True):
        assert (one.unit, one.criterion, one.points) == (other.unit, other.criterion, other.points)
    assert before.standings == after.standings


def test_and_there_is_something_to_scale() -> None:
    made = [random_cluster(seed)[0].tree.leaves for seed in SEEDS]
    assert sum(any(leaf.kind is Kind.LEADER for leaf in leaves) for leaves in made) > len(SEEDS) // 2


# chia đều, chia tỷ lệ


@pytest.mark.parametrize("rule", [NotAssigned.SHARE_EQUALLY, NotAssigned.SHARE_IN_PROPORTION])
@pytest.mark.parametrize("seed", SEEDS)
def test_sharing_keeps_the_section_s_sum_and_each_score_its_part_of_the_maximum(seed: int, rule: NotAssigned) -> None:
    random = Random(seed)
    sizes = [D(random.randint(1, 1000)) / 100 for _ in range(random.randint(3, 8))]
    earned = [(size * random.randint(0, 100) / 100).quantize(D("0.01")) for size in sizes]
    out = random.sample(range(len(sizes)), random.randint(1, len(sizes) - 1))
    paths = [f"1.{number}" for number in range(1, len(sizes) + 1)]
    agreed = cluster(
        ("1", None, sum(sizes)),
        *((path, "direct", size) for path, size in zip(paths, sizes, strict=True)),
        not_assigned=rule,
        targets={("A", paths[number]): None for number in out},
    )
    sheet = {paths[number]: earned[number] for number in range(len(sizes)) if number not in out}
    [standing], scores = (
        (found := tallied(agreed, {"A": sheet})).standings,
        {one.criterion: one for one in found.scores},
    )
    assert standing.max == sum(scores[path].max for path in sheet) == sum(sizes)
    given = [scores[path].max - sizes[paths.index(path)] for path in sheet]
    if rule is NotAssigned.SHARE_EQUALLY:
        assert max(given) - min(given) <= D("0.01")
        assert given == sorted(given, reverse=True)
    for path, score in sheet.items():
        exact = score * scores[path].max / sizes[paths.index(path)]
        assert abs((scores[path].points or D(0)) - exact) <= D("0.005")


# Miễn nộp


@pytest.mark.parametrize("seed", SEEDS)
def test_an_excused_unit_changes_nothing_of_the_others(seed: int) -> None:
    """Whether it sent a sheet or not, and whether it is a member at all."""
    agreed, sheets = random_cluster(seed)
    agreed = replace(agreed, awards=AWARDS[1:])
    excused = Decisions(excuses=(Excuse("D", Treatment.EXCUSED, "Mới thành lập"),))
    others = {unit: sheet for unit, sheet in sheets.items() if unit != "D"}
    alone = replace(
        agreed,
        units=agreed.units[:3],
        targets=tuple(one for one in agreed.targets if one.unit != "D"),
    )
    expected = facts(tallied(alone, others))
    assert facts(tallied(agreed, sheets, excused), without="D") == expected
    assert facts(tallied(agreed, others, excused), without="D") == expected
    assert len(expected["standings"]) == 3


# The order of decisions


def decided(agreed: Cluster, random: Random) -> Decisions:
    """A few lines of every sheet, no two of them about the same thing."""
    units, leaves = [unit.code for unit in agreed.units], agreed.tree.leaves
    cells = random.sample([(unit, leaf) for unit in units for leaf in leaves], 6)
    adjusted = [_adjustment(unit, leaf.path, leaf.maximum or D(0), random) for unit, leaf in cells[:4]]
    out = [NotAssignedDecision(unit, leaf.path, "Không có nhiệm vụ") for unit, leaf in cells[4:]]
    votes = [
        Vote(award, unit, round_, 5, 5, 5, random.randint(0, 5), 5)
        for award in ("Cờ", None)
        for round_ in (1, 2)
        for unit in units
    ]
    return Decisions(
        adjustments=tuple(adjusted),
        not_assigned=tuple(out),
        ties=tuple(TieDecision(unit, place, "Hội nghị") for place, unit in enumerate(units, 1)),
        class_caps=tuple(ClassCap(unit, random.choice(("Tốt", "Khá")), "x") for unit in units[:3]),
        award_bars=(AwardBar(units[0], "Cờ", "x"), AwardBar(units[1], None, "x")),
        excuses=(Excuse(units[3], random.choice(list(Treatment)), "x"),),
        votes=tuple(votes),
    )


def _adjustment(unit: str, path: str, maximum: Decimal, random: Random) -> Adjustment:
    return Adjustment(unit, path, None, random.choice((D(0), maximum)), "Đã kiểm tra")


def shuffled(decisions: Decisions, random: Random) -> Iterator[Decisions]:
    for _ in range(3):
        lines = {one.name: list(getattr(decisions, one.name)) for one in fields(decisions)}
        for one in lines.values():
            random.shuffle(one)
        yield replace(decisions, **{name: tuple(one) for name, one in lines.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_decisions_in_any_order_give_the_same_result(seed: int) -> None:
    random = Random(seed)
    agreed, sheets = random_cluster(seed, units=5)
    agreed = replace(agreed, awards=AWARDS, ties=(*agreed.ties, TieRule(TieBy.VOTE)))
    sheets["E"] = sheets["B"]  # a tie more often than not
    decisions = decided(agreed, random)
    found = tallied(agreed, sheets, decisions)
    for other in shuffled(decisions, random):
        again = tallied(agreed, sheets, other)
        assert facts(again) == facts(found)
        assert again.effects == found.effects
        assert sorted(again.changes, key=repr) == sorted(found.changes, key=repr)


def test_and_the_decisions_did_something() -> None:
    moved = 0
    for seed in SEEDS:
        agreed, sheets = random_cluster(seed, units=5)
        moved += bool(tallied(agreed, sheets, decided(agreed, Random(seed))).effects)
    assert moved > len(SEEDS) // 2
