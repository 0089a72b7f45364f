"""Who is proposed for which award: quotas, conditions, votes over all members, ties at a quota's edge."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import Any

import pytest
from builders import cluster
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.cluster.decisions import AwardBar, Decisions, Vote
from emulation_cli.cluster.rules import AwardRule, Registration
from emulation_cli.scoring import settling
from emulation_cli.scoring.awards import Award, Candidate, PassedOver, last_vote, make_awards, votes_needed

D = Decimal
NONE = Decisions()
IN_TURN = (1, 2, 3, 4)  # ranks of A, B, C, D


def made(
    rules: Sequence[AwardRule],
    ranks: Sequence[int] = IN_TURN,
    decisions: Decisions = NONE,
    classes: str = "",
    **given: Any,
) -> tuple[Award, ...]:
    """Awards of units A, B, C…, in rank order; `classes` a letter a unit."""
    candidates = [
        Candidate(unit, rank, name or None)
        for unit, rank, name in zip("ABCDEFG", ranks, classes or [""] * len(ranks), strict=False)
    ]
    agreed = cluster(("1", "direct", 10), units="A B C D E F G", awards=tuple(rules), **given)
    return make_awards(agreed, decisions, candidates, len(candidates))


def one(rule: AwardRule, *given: Any, **named: Any) -> tuple[int, str, str]:
    """quota, units and tied of a single award."""
    [award] = made([rule], *given, **named)
    return award.quota, "".join(award.units), "".join(award.tied)


def passed(rule: AwardRule, *given: Any, **named: Any) -> dict[str, str]:
    [award] = made([rule], *given, **named)
    return {who.unit: who.why for who in award.passed_over}


def ballot(unit: str, votes: int, members: int = 7, round_: int = 1, award: str | None = "Cờ") -> Vote:
    return Vote(award, unit, round_, members, members, members, votes, members)


@pytest.mark.parametrize(
    ("quota", "ranks", "units", "tied"),
    [
        (2, (1, 2, 3, 4), "AB", ""),
        (9, (1, 2, 3, 4), "ABCD", ""),
        (2, (1, 1, 3, 4), "AB", ""),  # a tie within the quota
        (2, (1, 2, 2, 4), "A", "BC"),  # across its edge
        (3, (1, 2, 2, 4), "ABC", ""),
        (1, (1, 1, 1, 4), "", "ABC"),
        (2, (1, 2, 3, 3), "AB", ""),  # behind its edge
        (0, (1, 2, 3, 4), "", ""),
        (0, (1, 1, 3, 4), "", ""),  # nothing to share: no tie either
    ],
)
def test_units_by_rank_until_the_quota_is_full(quota: int, ranks: Sequence[int], units: str, tied: str) -> None:
    assert one(AwardRule("Cờ", D(quota)), ranks) == (quota, units, tied)


@pytest.mark.parametrize(
    ("percent", "up", "count", "quota"),
    [("50", False, 7, 3), ("50", True, 7, 4), ("20", False, 5, 1), ("20", True, 5, 1), ("20", False, 4, 0)],
)
def test_a_share_of_the_units_that_are_not_excused(percent: str, up: bool, count: int, quota: int) -> None:
    rule = AwardRule("Cờ", D(percent), percent=True, round_up=up)
    assert one(rule, range(1, count + 1)) == (quota, "ABCDEFG"[:quota], "")


def test_who_has_one_award_is_out_of_the_next() -> None:
    rules = [AwardRule("Cờ", D(1)), AwardRule("Bằng khen", D(2)), AwardRule("Giấy khen", D(9))]
    assert [award.units for award in made(rules)] == [("A",), ("B", "C"), ("D",)]


def test_of_those_tied_for_one_award_the_next_is_for_whom_it_leaves_over() -> None:
    """One of B and C gets the first, the other the second: neither is ever proposed for the third."""
    rules = [AwardRule("Cờ", D(2)), AwardRule("Bằng khen", D(1)), AwardRule("Giấy khen", D(4))]
    assert [
        (award.name, award.units, award.tied, award.waiting, award.reserved) for award in made(rules, (1, 2, 2, 4))
    ] == [
        ("Cờ", ("A",), ("B", "C"), (), 0),
        ("Bằng khen", (), (), ("B", "C"), 1),
        ("Giấy khen", ("D",), (), (), 0),
    ]


def test_a_tie_may_reach_over_several_awards() -> None:
    rules = [AwardRule("Cờ", D(1)), AwardRule("Bằng khen", D(1)), AwardRule("Giấy khen", D(2))]
    first, second, third = made(rules, (1, 1, 1, 4))
    assert (first.units, first.tied) == ((), ("A", "B", "C"))
    assert (second.units, second.tied) == ((), ("A", "B", "C"))  # two of them left, one place
    assert (third.units, third.waiting, third.reserved) == (("D",), ("A", "B", "C"), 1)


def test_who_stands_above_a_tie_comes_before_it() -> None:
    """A is barred from the first award; B and C are tied for it; the second has one place."""
    bar = Decisions(award_bars=(AwardBar("A", "Cờ", "Kỷ luật"),))
    second = made([AwardRule("Cờ", D(1)), AwardRule("Bằng khen", D(1))], (1, 2, 2), bar)[1]
    assert (second.units, second.waiting, second.tied) == (("A",), (), ())


def in_every_order(
    quotas: Sequence[int], classes: Sequence[str], ranks: Sequence[int], of_units: str
) -> list[set[str]]:
    """For each award, who gets it whichever way ties are settled: every order tried, one award each."""
    units = list(zip("ABCDEFG", ranks, of_units, strict=False))
    groups = [[one for one in units if one[1] == rank] for rank in sorted(set(ranks))]
    always: list[set[str]] | None = None
    for way in product(*(permutations(group) for group in groups)):
        order, found = [one for group in way for one in group], []
        for quota, eligible in zip(quotas, classes, strict=True):
            named = [one for one in order if one[2] in eligible][:quota]
            order = [one for one in order if one not in named]
            found.append({unit for unit, _, _ in named})
        always = found if always is None else [old & new for old, new in zip(always, found, strict=True)]
    return always or []


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=4),
    st.lists(st.sampled_from(["xy", "x", "y"]), min_size=4, max_size=4),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.text("xy", min_size=5, max_size=5),
)
def test_proposed_is_who_gets_the_award_in_every_order_of_ties(
    quotas: list[int], classes: list[str], same: list[bool], of_units: str
) -> None:
    """Exactly those; with too many orders to try, never more than those."""
    ranks = [1]
    for number, equal in enumerate(same[1:], 2):
        ranks.append(ranks[-1] if equal else number)
    eligible = classes[: len(quotas)]
    rules = [
        AwardRule(f"Hình thức {n}", D(quota), classes=tuple(letters))
        for n, (quota, letters) in enumerate(zip(quotas, eligible, strict=True))
    ]
    sure = in_every_order(quotas, eligible, ranks, of_units)
    awards = made(rules, ranks, classes=of_units)
    assert [set(award.units) for award in awards] == sure
    for award in awards:
        assert not {*award.units} & {*award.tied, *award.waiting}
        assert len(award.units) + award.reserved <= award.quota
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "MOST_ORDERS", 0)
        cautious = [set(award.units) for award in made(rules, ranks, classes=of_units)]
    assert all(one <= other for one, other in zip(cautious, sure, strict=True))


def test_sixty_equal_units_of_different_votes_end_at_once() -> None:
    """Every order of sixty is more than there are atoms; what is behind the first tie stays open."""
    entrants = [settling.Entrant(f"U{n}", 1, (True, n % 2 == 0, n % 3 == 0)) for n in range(60)]
    first, second, third = settling.settle(entrants, [2, 5, 5])
    assert (first.units, len(first.tied)) == ((), 60)
    assert (second.units, third.units, second.reserved) == ((), (), 5)
    assert len(second.waiting) == 30


def test_too_many_orders_leave_open_what_hangs_on_a_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "MOST_ORDERS", 0)
    entrants = [settling.Entrant(unit, rank, (True,) * 3) for unit, rank in zip("ABCDE", (1, 2, 2, 4, 5), strict=True)]
    assert settling.settle(entrants, [1, 1, 2]) == [
        settling.Settled(("A",), edge=1),
        settling.Settled((), ("B", "C"), edge=2),
        settling.Settled((), (), ("B", "C", "D", "E"), 2),
    ]
    assert settling.settle(entrants, [0, 3, 9]) == [
        settling.Settled((), edge=0),
        settling.Settled(("A", "B", "C"), edge=2),
        settling.Settled(("D", "E")),
    ]


def test_a_thousand_equal_units_of_one_kind() -> None:
    """One kind has one order: the first award is cut among all, the second takes whom it leaves."""
    entrants = [settling.Entrant(f"U{n}", 1, (True, True)) for n in range(1000)]
    first, second = settling.settle(entrants, [10, 2000])
    assert (first.units, len(first.tied)) == ((), 1000)
    assert (second.units, len(second.waiting), second.reserved) == ((), 1000, 990)


@pytest.mark.parametrize(
    ("ranks", "units"),
    [((1, 2), "AB"), ((2, None), "BCD"), ((None, 2), "AB"), ((2, 3), "BC"), ((3, 3), "C"), ((None, None), "ABCD")],
)
def test_ranks_that_are_eligible_both_ends_included(ranks: tuple[int | None, int | None], units: str) -> None:
    assert one(AwardRule("Cờ", D(9), ranks=ranks)) == (9, units, "")
    assert passed(AwardRule("Cờ", D(9), ranks=ranks)) == {unit: "rank" for unit in "ABCD" if unit not in units}


def test_classes_that_are_eligible() -> None:
    rule = AwardRule("Cờ", D(2), classes=("T", "X"))
    assert one(rule, classes="XKTT") == (2, "AC", "")
    assert passed(rule, classes="XKTT") == {"B": "class"}
    assert one(rule, classes=["", "K", "K", "T"]) == (2, "D", "")  # of no class at all
    assert one(AwardRule("Cờ", D(2)), classes=["", "K", "K", "T"]) == (2, "AB", "")


def test_who_did_not_register_for_this_title_is_passed_over() -> None:
    lines = (Registration("A", "Bằng khen"), Registration("B", "cờ"), Registration("C", "Cờ"))
    rule = AwardRule("Cờ", D(1), registered=True)
    assert one(rule, registrations=lines) == (1, "B", "")
    assert passed(rule, registrations=lines) == {"A": "unregistered"}
    assert one(AwardRule("Cờ", D(1)), registrations=lines) == (1, "A", "")


@pytest.mark.parametrize(("award", "units"), [("Cờ", "B"), (None, "B"), ("Bằng khen", "A")])
def test_a_bar_holds_for_its_award_or_for_all(award: str | None, units: str) -> None:
    bars = Decisions(award_bars=(AwardBar("A", award, "Đang thanh tra"),))
    assert one(AwardRule("Cờ", D(1)), IN_TURN, bars) == (1, units, "")
    assert passed(AwardRule("Cờ", D(1)), IN_TURN, bars) == ({"A": "barred"} if units == "B" else {})


@pytest.mark.parametrize(
    ("least", "members", "votes", "enough"),
    [
        ("80", 7, 5, False),  # 5,6
        ("80", 7, 6, True),
        ("80", 5, 4, True),  # exactly
        ("50", 7, 3, False),
        ("50", 8, 4, True),
        ("66.666666666666", 9, 6, True),  # 2/3, cut: 6 of 9 stays enough
        ("66.666666666666", 9, 5, False),
        ("80", 99, 79, False),  # 79,2
        ("0", 7, 0, True),
    ],
)
def test_votes_over_all_members_entitled_unrounded(least: str, members: int, votes: int, enough: bool) -> None:
    rule = AwardRule("Cờ", D(1), votes=D(least))
    assert (votes >= votes_needed(rule, members)) is enough
    lines = Decisions(votes=(ballot("A", votes, members), ballot("B", members, members)))
    assert one(rule, IN_TURN, lines) == (1, "A" if enough else "B", "")
    assert passed(rule, IN_TURN, lines) == ({} if enough else {"A": "votes"})


def test_without_a_vote_nothing_is_proposed_and_without_a_least_share_none_is_needed() -> None:
    rule = AwardRule("Cờ", D(1), votes=D(50))
    assert one(rule) == (1, "", "")
    assert passed(rule) == dict.fromkeys("ABCD", "no-vote")
    others = Decisions(votes=(ballot("A", 7, award="Bằng khen"), ballot("A", 7, award=None)))
    assert one(rule, IN_TURN, others) == (1, "", "")
    assert one(AwardRule("Cờ", D(1)), IN_TURN, Decisions(votes=(ballot("A", 0),))) == (1, "A", "")


def test_the_last_round_counts_whatever_the_order_of_the_lines() -> None:
    lines = (ballot("A", 2, round_=2), ballot("A", 7, round_=1), ballot("B", 7, round_=3), ballot("A", 7, 7, 3, None))
    assert last_vote(lines, "Cờ", "A") == lines[0]
    assert last_vote(lines, None, "A") == lines[3]
    assert last_vote(lines, "Cờ", "C") is None
    assert one(AwardRule("Cờ", D(1), votes=D(50)), IN_TURN, Decisions(votes=lines)) == (1, "B", "")


def test_passed_over_are_those_in_turn_before_the_quota_was_full() -> None:
    bars = Decisions(award_bars=tuple(AwardBar(unit, None, "x") for unit in "ACE"))
    rule = AwardRule("Cờ", D(2))
    [award] = made([rule], (1, 2, 3, 4, 5), bars)
    assert award.units == ("B", "D")
    assert award.passed_over == (PassedOver("A", "barred"), PassedOver("C", "barred"))
    assert passed(rule, (1, 2, 4, 4, 4), bars) == dict.fromkeys("ACE", "barred")  # C and E of the last one's rank
    assert passed(AwardRule("Cờ", D(3)), (1, 2, 3, 4, 5), bars) == dict.fromkeys("ACE", "barred")  # never full
    across = Decisions(award_bars=(AwardBar("B", None, "x"), AwardBar("E", None, "x")))
    assert made([rule], (1, 2, 3, 3, 5), across)[0] == Award("Cờ", 2, ("A",), ("C", "D"), (PassedOver("B", "barred"),))
