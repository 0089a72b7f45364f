"""Totals (formats.md, "cluster.xlsx"), by hand and against an independent recomputation over random clusters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random
from typing import Any

import independent
import pytest
from builders import BLANK, UNREADABLE, Row, band, cluster, results, standing, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.rules import BonusInScale, RankBy
from emulation_cli.results import Results
from emulation_cli.scoring.score import score_cluster
from emulation_cli.scoring.totals import make_totals

D = Decimal


def figures(rows: list[Row], values: Mapping[str, Any], **given: Any) -> tuple[str, ...]:
    """base, bonus, deduction, total, max of one unit, as printed."""
    found = standing(cluster(*rows, **given), values)
    return tuple(str(one) for one in (found.base, found.bonus, found.deduction, found.total, found.max))


THREE_GROUPS: list[Row] = [
    ("1", "direct", 100),
    ("2", "direct", 20, {"group": "bonus"}),
    ("3", "direct", 20, {"group": "deduction"}),
    ("4", "direct", 50, {"group": "uncounted"}),
]


def test_the_total_is_standard_and_bonus_less_deduction() -> None:
    scores = {"1": D("80.5"), "2": 12, "3": D("7.25"), "4": 50}
    assert figures(THREE_GROUPS, scores) == ("80.50", "12.00", "7.25", "85.25", "100.00")


def test_what_is_not_counted_never_counts() -> None:
    with_it = figures(THREE_GROUPS, {"1": 80, "2": 0, "3": 0, "4": 50})
    assert with_it == figures(THREE_GROUPS, {"1": 80, "2": 0, "3": 0, "4": 0})
    assert with_it == ("80.00", "0.00", "0.00", "80.00", "100.00")
    assert standing(cluster(*THREE_GROUPS), {"1": 80, "2": 0, "3": 0}).at_stake == 0


def test_the_total_is_never_below_zero() -> None:
    assert figures(THREE_GROUPS, {"1": 5, "2": 0, "3": 20, "4": 0}) == ("5.00", "0.00", "20.00", "0.00", "100.00")


def test_overall_caps_bind_bonus_and_deduction() -> None:
    scores = {"1": 80, "2": 12, "3": 9, "4": 0}
    capped = figures(THREE_GROUPS, scores, bonus_cap="2.5", deduction_cap=3)
    assert capped == ("80.00", "2.50", "3.00", "79.50", "100.00")
    assert figures(THREE_GROUPS, scores, bonus_cap=0, deduction_cap=0) == ("80.00", "0.00", "0.00", "80.00", "100.00")
    assert figures(THREE_GROUPS, scores, bonus_cap=99, deduction_cap=99)[1:3] == ("12.00", "9.00")


NESTED: list[Row] = [
    ("1", "direct", 100),
    ("2", None, 12, {"group": "bonus"}),  # a ceiling
    ("2.1", None, 5),
    ("2.1.1", "count", 4, {"points": 1}),
    ("2.1.2", "count", 4, {"points": 1}),
    ("2.2", None, None),  # none: the sum
    ("2.2.1", "count", 4, {"points": 1}),
    ("2.2.2", "count", 4, {"points": 1}),
]


@pytest.mark.parametrize(
    ("counts", "cap", "bonus"),
    [
        ((9, 0, 0, 0), None, "4.00"),  # the criterion first
        ((9, 9, 0, 0), None, "5.00"),  # then its heading
        ((9, 9, 9, 0), None, "9.00"),
        ((9, 9, 9, 9), None, "12.00"),  # 5 + 8, above the section's 12
        ((9, 9, 9, 9), 10, "10.00"),  # then overall
        ((1, 2, 0, 1), None, "4.00"),
    ],
)
def test_caps_bind_the_criterion_then_its_group_then_overall(counts: Any, cap: Any, bonus: str) -> None:
    scores = dict(zip(("2.1.1", "2.1.2", "2.2.1", "2.2.2"), counts, strict=True))
    caps = {} if cap is None else {"bonus_cap": cap}
    assert figures(NESTED, {"1": 0, **scores}, **caps)[1] == bonus


def test_a_bonus_under_a_standard_heading_is_bonus() -> None:
    rows: list[Row] = [("1", None, 10), ("1.1", "direct", 10), ("1.2", "direct", 5, {"group": "bonus"})]
    assert figures(rows, {"1.1": 9, "1.2": 4}) == ("9.00", "4.00", "0.00", "13.00", "10.00")


def test_bonus_outside_the_scale_may_pass_the_maximum_inside_it_belongs_to_it_and_cut_it_stops() -> None:
    rows: list[Row] = [("1", "direct", 100), ("2", "direct", 15, {"group": "bonus"})]
    scores = {"1": 95, "2": 10}
    assert figures(rows, scores)[3:] == ("105.00", "100.00")
    assert figures(rows, scores, bonus_in_scale=BonusInScale.INSIDE)[3:] == ("105.00", "115.00")
    assert figures(rows, scores, bonus_in_scale=BonusInScale.CUT)[3:] == ("100.00", "100.00")


def test_the_maximum_with_bonus_inside_knows_the_caps() -> None:
    inside = {"bonus_in_scale": BonusInScale.INSIDE}
    scores = dict.fromkeys(("2.1.1", "2.1.2", "2.2.1", "2.2.2"), 0)
    assert figures(NESTED, {"1": 0, **scores}, **inside)[4] == "112.00"  # 100 + min(12, 5 + 8)
    assert figures(NESTED, {"1": 0, **scores}, bonus_cap=7, **inside)[4] == "107.00"


def test_a_deduction_takes_the_cut_total_down_only_from_where_it_stands() -> None:
    assert figures(THREE_GROUPS, {"1": 95, "2": 20, "3": 10, "4": 0}, bonus_in_scale=BonusInScale.CUT)[3] == "100.00"


# vượt


EXCESS: list[Row] = [
    ("1", "ratio", 10, {"excess": "0.5", "excess_step": 1, "excess_cap": 3}),
    ("2", "direct", 10, {"group": "bonus"}),
]


def test_points_above_a_target_are_bonus_and_not_standard() -> None:
    scores = {"1": {"actual": 104, "target": 100}, "2": 1}
    assert figures(EXCESS, scores) == ("10.00", "3.00", "0.00", "13.00", "10.00")
    assert figures(EXCESS, scores, bonus_cap=2) == ("10.00", "2.00", "0.00", "12.00", "10.00")
    assert figures(EXCESS, scores, bonus_in_scale=BonusInScale.CUT)[3] == "10.00"
    assert str(results(cluster(*EXCESS), {"A": scores}).standings[0].sections) == str({"1": D("12.00"), "2": D("1.00")})


# Not assigned


def test_what_was_not_assigned_is_out_of_score_and_maximum() -> None:
    rows: list[Row] = [("1", None, 100), ("1.1", "direct", 60), ("1.2", "direct", 40)]
    agreed = cluster(*rows, units="A B", targets={("A", "1.2"): None})
    first, second = results(agreed, {"A": {"1.1": 57}, "B": {"1.1": 60, "1.2": 35}}).standings
    assert (first.unit, str(first.total), str(first.max), str(first.percent)) == ("B", "95.00", "100.00", "95.00")
    assert (second.unit, str(second.total), str(second.max), str(second.percent)) == ("A", "57.00", "60.00", "95.00")
    assert [one.rank for one in (first, second)] == [1, 2]
    by_percent = cluster(*rows, units="A B", targets={("A", "1.2"): None}, rank_by=RankBy.PERCENT)
    tied = results(by_percent, {"A": {"1.1": 57}, "B": {"1.1": 60, "1.2": 35}}).standings
    assert [(one.unit, one.rank) for one in tied] == [("A", 1), ("B", 1)]


def test_a_unit_that_was_assigned_nothing_has_nothing_of_nothing() -> None:
    agreed = cluster(("1", "direct", 10), ("2", "direct", 5), targets={("A", "1"): None, ("A", "2"): None})
    found = standing(agreed, {})
    assert (str(found.total), str(found.max), str(found.percent), found.open) == ("0.00", "0.00", "0.00", ())


# Open


def test_what_is_open_adds_nothing_and_is_at_stake() -> None:
    rows: list[Row] = [("1", None, 30), ("1.1", "direct", 10), ("1.2", "direct", 10), ("1.3", "direct", 10)]
    found = standing(cluster(*rows), {"1.1": 8, "1.2": BLANK, "1.3": 11})
    assert (str(found.total), str(found.at_stake), found.open) == ("8.00", "20.00", ("1.2", "1.3"))
    assert str(found.max) == "30.00"


@pytest.mark.parametrize("value", [BLANK, UNREADABLE, 25])
def test_an_open_deduction_takes_all_that_it_may(value: Any) -> None:
    found = standing(cluster(*THREE_GROUPS), {"1": 80, "2": 5, "3": value, "4": 0})
    assert (str(found.deduction), str(found.total), str(found.at_stake)) == ("20.00", "65.00", "20.00")


def test_open_deductions_take_no_more_than_their_caps() -> None:
    rows: list[Row] = [
        ("1", "direct", 100),
        ("2", None, 12, {"group": "deduction"}),
        ("2.1", "direct", 10),
        ("2.2", "direct", 10),
    ]
    found = standing(cluster(*rows), {"1": 80, "2.1": 4})
    assert (str(found.deduction), str(found.total)) == ("12.00", "68.00")
    found = standing(cluster(*rows, deduction_cap=3), {"1": 80})
    assert (str(found.deduction), str(found.total)) == ("3.00", "77.00")


# Sections


def test_sections_carry_their_own_points_a_deduction_s_as_negative() -> None:
    rows: list[Row] = [
        ("1", None, 30),
        ("1.1", "direct", 30),
        ("1.2", "direct", 5, {"group": "bonus"}),
        ("2", None, None, {"group": "deduction"}),
        ("2.1", "direct", 10),
        ("3", "direct", 7, {"group": "uncounted"}),
    ]
    found = standing(cluster(*rows), {"1.1": D("29.99"), "1.2": 2, "2.1": 4, "3": 7})
    assert {path: str(points) for path, points in found.sections.items()} == {"1": "31.99", "2": "-4.00", "3": "0.00"}


# Strange clusters


def test_no_units_and_no_submissions_make_no_standings() -> None:
    assert results(cluster(*THREE_GROUPS, units=""), {}).standings == ()
    found = results(cluster(*THREE_GROUPS, units="A B"), {})
    assert (found.standings, [one.unit for one in found.unranked], found.status) == ((), ["A", "B"], "provisional")


@pytest.mark.parametrize("group", ["bonus", "deduction", "uncounted", "standard"])
@pytest.mark.parametrize("in_scale", list(BonusInScale))
@pytest.mark.parametrize("rank_by", list(RankBy))
def test_a_table_of_one_group_alone_is_added_up_too(group: str, in_scale: Any, rank_by: Any) -> None:
    agreed = cluster(
        ("1", "count", 10, {"group": group, "points": D("0.1")}),
        units="A B",
        bonus_in_scale=in_scale,
        rank_by=rank_by,
    )
    found = {one.unit: one for one in results(agreed, {"A": {"1": 3}, "B": {"1": 7}}).standings}
    points = {"A": D("0.30"), "B": D("0.70")}
    maximum = D(10) if group == "standard" or (group == "bonus" and in_scale is BonusInScale.INSIDE) else D(0)
    for unit, one in found.items():
        counted = points[unit] if group in ("standard", "bonus") else D(0)
        total = min(counted, maximum) if in_scale is BonusInScale.CUT else counted
        assert (one.total, one.max) == (total, maximum)
        assert one.percent == (100 * total / maximum if maximum else 0)


@pytest.mark.parametrize("rows", [THREE_GROUPS, NESTED, EXCESS, THREE_GROUPS[1:2], THREE_GROUPS[2:3], []])
def test_every_figure_is_a_whole_number(rows: list[Row]) -> None:
    agreed = cluster(*rows, units="A B")
    totals = make_totals(agreed, score_cluster(agreed, {unit: submission(agreed, {}, unit) for unit in "AB"})[0])
    assert {str(kind) for kind in [*totals.units.dtypes, *totals.sections.dtypes]} <= {"int64"}
    assert list(totals.units.index) == ["A", "B"]


def test_ten_times_a_tenth_is_one() -> None:
    rows: list[Row] = [(str(n), "direct", 1) for n in range(1, 11)]
    agreed = cluster(*rows, units="A B")
    tenths = {str(n): D("0.1") for n in range(1, 11)}
    found = results(agreed, {"A": tenths, "B": {**dict.fromkeys(tenths, 0), "1": 1}}).standings
    assert [(one.unit, one.rank, str(one.total)) for one in found] == [("A", 1, "1.00"), ("B", 1, "1.00")]


def test_large_points_are_exact_to_the_last_place() -> None:
    rows: list[Row] = [("1", "direct", 9_999_999_999), ("2", "direct", 9_999_999_999)]
    found = figures(rows, {"1": D("9999999998.9999"), "2": D("0.0001")}, places=4)
    assert found[3] == "9999999999.0000"


# Random clusters


KINDS = ("trực tiếp", "đạt", "theo lần", "trừ theo lần", "tỷ lệ", "bậc", "dẫn đầu", "so trung bình")
TO_KIND = dict(zip(KINDS, ("direct", "pass", "count", "count_down", "ratio", "band", "leader", "mean"), strict=True))
TO_RULE = {"loại trừ": "exclude", "quy đổi": "rescale", "điểm tối đa": "full", "chia đều": "share_equally",
           "chia tỷ lệ": "share_in_proportion"}  # fmt: skip
TO_GROUP = {"chuẩn": "standard", "thưởng": "bonus", "trừ": "deduction", "không tính": "uncounted"}
TO_SCALE = {"không": BonusInScale.OUTSIDE, "có": BonusInScale.INSIDE, "chặn": BonusInScale.CUT}
TO_RANK = {"tổng điểm": RankBy.TOTAL, "điểm chuẩn": RankBy.STANDARD, "tỷ lệ": RankBy.PERCENT}


class Dice:
    """Random plain data; a seed gives the same case again."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.one_of, self.up_to = self.random.choice, self.random.randint

    def chance(self, of: int) -> bool:
        return self.up_to(1, of) == 1

    def hundredths(self, least: int, most: int) -> Fraction:
        return Fraction(self.up_to(least, most), 100)

    def leaf(self, group: str, earlier: list[str]) -> dict[str, Any]:
        """A leaf with a random kind and rules."""
        line: dict[str, Any] = {"group": group, "kind": self.one_of(KINDS), "max": self.hundredths(1, 2000)}
        if line["kind"] in ("theo lần", "trừ theo lần"):
            line["điểm"] = self.hundredths(1, 300)
        if line["kind"] == "bậc":
            lows = sorted({Fraction(self.up_to(1, 100)) for _ in range(3)}, reverse=True)
            line["bậc"] = [(low, cut(line["max"] / place)) for place, low in enumerate(lows, 1)]
            line["có chỉ tiêu"] = self.chance(2)
        if line["kind"] == "tỷ lệ":
            line["ngược"] = self.chance(2)
            rule = self.one_of(["", "sàn", "hụt", "vượt", "sàn vượt", "hụt vượt"])
            if "sàn" in rule:
                line["sàn"] = Fraction(self.up_to(1, 100))
            if "hụt" in rule:
                line["hụt"] = (self.hundredths(1, 300), self.hundredths(1, 300))
            if "vượt" in rule and group == "chuẩn":
                line["vượt"] = (self.hundredths(1, 300), self.hundredths(1, 300), self.hundredths(1, 300))
        if line["kind"] == "so trung bình":
            line["ngược"] = self.chance(2)
        if earlier and self.chance(4):
            line["cần"] = self.one_of(earlier)
        return line | self.own_rule()

    def own_rule(self) -> dict[str, Any]:
        return {"không giao": self.one_of(list(TO_RULE))} if self.chance(8) else {}

    def choice(self, path: str, group: str) -> dict[str, dict[str, Any]]:
        """chọn một of two or three leaves."""
        below = {f"{path}.{n}": self.leaf(group, []) for n in range(1, self.up_to(2, 3) + 1)}
        for line in below.values():
            while line["kind"] in independent.PEERS or "vượt" in line:
                line.clear()
                line.update(self.leaf(group, []))
        best = max(line["max"] for line in below.values())
        return {path: {"group": group, "kind": "chọn một", "max": best} | self.own_rule(), **below}

    def table(self) -> dict[str, dict[str, Any]]:
        """One to three sections of leaves and headings, groups and ceilings at random; cần names what came before."""
        table: dict[str, dict[str, Any]] = {}
        finished: list[str] = []  # leaves, and sections that are complete
        groups = ["chuẩn", "chuẩn", "chuẩn", "thưởng", "trừ", "không tính"]

        def grow(path: str, group: str, depth: int) -> None:
            if depth < 3 and self.chance(2):
                open_above = group not in ("thưởng", "trừ") or self.chance(3)
                ceiling = None if open_above else self.hundredths(1, 2000)
                table[path] = {"group": group, "max": ceiling} | self.own_rule()
                for child in range(1, self.up_to(1, 3) + 1):
                    grow(f"{path}.{child}", self.one_of(groups) if group == "chuẩn" else group, depth + 1)
            else:
                table.update(self.choice(path, group) if self.chance(6) else {path: self.leaf(group, finished)})
                finished.extend([path] * (group != "không tính"))

        for section in range(1, self.up_to(1, 3) + 1):
            group = self.one_of(groups)
            grow(str(section), group, 1)
            finished.extend([str(section)] * (group != "không tính"))
        return table

    def answer(self, line: Mapping[str, Any]) -> Any:
        """(target, actual, typed), sometimes blank, sometimes not assigned."""
        if self.chance(10):
            return independent.NOT_ASSIGNED
        if self.chance(10):
            return (None, None, None)
        if line["kind"] == "trực tiếp":
            return (None, None, cut(line["max"] * self.up_to(0, 4) / 4))
        if line["kind"] == "đạt":
            return (None, Fraction(self.up_to(0, 1)), None)
        if line["kind"] in ("theo lần", "trừ theo lần"):
            return (None, Fraction(self.up_to(0, 20)), None)
        actual = Fraction(self.up_to(0, 250)) / self.one_of([1, 1, 4, 7])
        without = line["kind"] == "bậc" and not line["có chỉ tiêu"]
        if without or line["kind"] == "so trung bình" or (line["kind"] == "dẫn đầu" and self.chance(3)):
            return (None, exact(actual), None)
        return (Fraction(self.up_to(1, 200)), exact(actual), None)

    def rules(self) -> independent.Settings:
        def cap() -> Fraction | None:
            return None if self.chance(2) else self.hundredths(0, 1500)

        scale, rank_by = self.one_of(list(TO_SCALE)), self.one_of(list(TO_RANK))
        return independent.Settings(self.one_of([2, 2, 3]), cap(), cap(), scale, rank_by, self.one_of(list(TO_RULE)))


def cut(value: Fraction) -> Fraction:
    """Down to hundredths."""
    return Fraction(floor(value * 100), 100)


def case_of(seed: int) -> tuple[dict[str, dict[str, Any]], independent.Settings, dict[str, dict[str, Any]]]:
    dice = Dice(seed)
    table = dice.table()
    units = "ABCDE"[: dice.up_to(1, 5)]
    given = {unit: {path: dice.answer(table[path]) for path in independent.leaves(table)} for unit in units}
    for parent in [path for path, line in table.items() if line.get("kind") == "chọn một"]:
        below = [path for path in table if path.startswith(f"{parent}.")]
        for answers in given.values():
            if independent.NOT_ASSIGNED in (answers[path] for path in below):  # the whole choice or none of it
                answers.update(dict.fromkeys(below, independent.NOT_ASSIGNED))
            elif dice.chance(2):  # chosen clearly
                keep = dice.one_of(below)
                answers.update({path: (None, None, None) for path in below if path != keep})
    return table, dice.rules(), given


SEEDS = st.integers(0, 2**32)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal; a third as a text that Excel could hold."""
    return D(value.numerator) / D(value.denominator)


def exact(value: Fraction) -> Fraction:
    return Fraction(decimal(value))


def project_row(path: str, line: Mapping[str, Any]) -> Row:
    options: dict[str, Any] = {"group": TO_GROUP[line["group"]]}
    maximum = None if line["max"] is None else decimal(line["max"])
    options |= {"not_assigned": TO_RULE[line["không giao"]]} if "không giao" in line else {}
    if line.get("kind", "chọn một") == "chọn một":
        return (path, "choice" if "kind" in line else None, maximum, options)
    if "điểm" in line:
        options["points"] = decimal(line["điểm"])
    if "bậc" in line:
        options["bands"] = [band(decimal(p), decimal(low), percent=line["có chỉ tiêu"]) for low, p in line["bậc"]]
    if "sàn" in line:
        options["floor"] = decimal(line["sàn"])
    if "hụt" in line:
        options["shortfall"], options["shortfall_step"] = map(decimal, line["hụt"])
    if "vượt" in line:
        options["excess"], options["excess_step"], options["excess_cap"] = map(decimal, line["vượt"])
    options |= {"less_is_better": True} if line.get("ngược") else {}
    options |= {"requires": line["cần"]} if "cần" in line else {}
    return (path, TO_KIND[line["kind"]], maximum, options)


def project_results(
    table: Mapping[str, Mapping[str, Any]], rules: independent.Settings, given: Mapping[str, Mapping[str, Any]]
) -> Results:
    targets: dict[tuple[str, str], Any] = {}
    sheets: dict[str, dict[str, Any]] = {}
    for unit, of_unit in given.items():
        sheets[unit] = {}
        for path, answer in of_unit.items():
            if answer == independent.NOT_ASSIGNED:
                targets[unit, path] = None
                continue
            target, actual, typed = (None if part is None else decimal(part) for part in answer)
            if target is not None:
                targets[unit, path] = target
            fields = {"actual": actual, "self_score": typed}
            sheets[unit][path] = {name: value for name, value in fields.items() if value is not None}
    agreed = cluster(
        *(project_row(path, line) for path, line in table.items()),
        units=" ".join(given),
        targets=targets,
        places=rules.places,
        bonus_in_scale=TO_SCALE[rules.in_scale],
        rank_by=TO_RANK[rules.rank_by],
        not_assigned=NotAssigned(TO_RULE[rules.not_assigned]),
        **{name: decimal(cap) for name in ("bonus_cap", "deduction_cap") if (cap := getattr(rules, name)) is not None},
    )
    return results(agreed, sheets)


@given(SEEDS)
@settings(max_examples=150, deadline=None)
def test_an_independent_recomputation_agrees_on_points_totals_and_ranks(seed: int) -> None:
    table, rules, given_answers = case_of(seed)
    expected = independent.tally(table, rules, given_answers)
    found = project_results(table, rules, given_answers)
    scores = {
        (one.unit, one.criterion): None if one.points is None else Fraction(one.points)
        for one in found.scores
        if one.state != "not_assigned" or one.points is not None  # điểm tối đa
    }
    assert scores == {(unit, path): value for unit, one in expected.items() for path, value in one.points.items()}
    for one in found.standings:
        mine = expected[one.unit]
        shown = (one.base, one.bonus, one.deduction, one.total, one.max)
        assert tuple(map(Fraction, shown)) == (mine.base, mine.bonus, mine.deduction, mine.total, mine.maximum)
        digits = -one.percent.as_tuple().exponent  # type: ignore[operator]
        assert Fraction(one.percent) == independent.round_half_up(mine.percent, digits)
    assert {one.unit: one.rank for one in found.standings} == independent.ranks(rules, expected)


# Properties


WHOLE = st.integers(0, 400).map(lambda n: D(n) / 4)


@given(st.lists(WHOLE, min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_the_sum_of_the_leaves_is_the_total(scores: list[Decimal]) -> None:
    rows: list[Row] = [("1", None, 100 * len(scores)), *((f"1.{n}", "direct", 100) for n in range(1, len(scores) + 1))]
    found = standing(cluster(*rows), {f"1.{n}": score for n, score in enumerate(scores, 1)})
    assert found.total == found.base == found.sections["1"] == sum(scores)


@given(st.lists(st.lists(WHOLE, min_size=3, max_size=3), min_size=2, max_size=6), st.data())
@settings(max_examples=50, deadline=None)
def test_a_higher_score_never_lowers_a_rank_nor_does_a_deduction_lift_one(rows: Any, data: st.DataObject) -> None:
    agreed = cluster(
        ("1", "direct", 100),
        ("2", "direct", 100, {"group": "bonus"}),
        ("3", "direct", 100, {"group": "deduction"}),
        units=" ".join("ABCDEF"[: len(rows)]),
        bonus_cap=data.draw(st.none() | st.just(30)) or 1000,
        bonus_in_scale=data.draw(st.sampled_from(list(BonusInScale))),
        rank_by=data.draw(st.sampled_from(list(RankBy))),
    )
    sheets = {unit: dict(zip("123", scores, strict=True)) for unit, scores in zip("ABCDEF", rows, strict=False)}
    unit, path = data.draw(st.sampled_from(sorted(sheets))), data.draw(st.sampled_from("123"))
    before = {one.unit: one.rank for one in results(agreed, sheets).standings}[unit]
    sheets[unit][path] = data.draw(st.sampled_from([score for score in [*map(D, range(0, 101, 20)), sheets[unit][path]]
                                                   if score >= sheets[unit][path]]))  # fmt: skip
    after = {one.unit: one.rank for one in results(agreed, sheets).standings}[unit]
    assert after >= before if path == "3" else after <= before


@given(SEEDS, st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_units_does_not_matter(seed: int, random: Any) -> None:
    table, rules, given_answers = case_of(seed)
    shuffled = list(given_answers)
    random.shuffle(shuffled)
    one = project_results(table, rules, given_answers)
    other = project_results(table, rules, {unit: given_answers[unit] for unit in shuffled})
    assert {s.unit: (s.rank, s.total, s.percent, set(s.tied_with)) for s in one.standings} == {
        s.unit: (s.rank, s.total, s.percent, set(s.tied_with)) for s in other.standings
    }


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_whatever_the_open_questions_turn_out_to_be_the_total_was_a_lower_bound(seed: int) -> None:
    """Filling a blank đạt, count or score in never leaves a unit below what it was shown with."""
    table, rules, given_answers = case_of(seed)
    others = ("chọn một", *independent.PEERS)  # what hangs on other answers or on other units
    if any("cần" in line or line.get("kind") in others for line in table.values()):
        return
    before = {one.unit: one.total for one in project_results(table, rules, given_answers).standings}
    for fill in (Fraction(0), Fraction(1)):
        filled = {
            unit: {path: _filled(table[path], answer, fill) for path, answer in of_unit.items()}
            for unit, of_unit in given_answers.items()
        }
        for one in project_results(table, rules, filled).standings:
            assert one.total >= before[one.unit]


def _filled(line: Mapping[str, Any], answer: Any, fill: Fraction) -> Any:
    if answer == independent.NOT_ASSIGNED or any(part is not None for part in answer):
        return answer
    return (Fraction(1), fill, line["max"] * fill) if line["kind"] != "trực tiếp" else (None, None, line["max"] * fill)
