"""Ties: settled by the declared chain, each decision with its sentence; what remains shares the rank.

No common rule exists (domain.md 3.1): a chain of indicators (CT157), a vote (Trà Ôn 2022), the competent authority
(CT2579). Nothing but what was declared or decided ever separates two units; never the order of files or names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from emulation_cli.cluster.decisions import Vote
from emulation_cli.cluster.rules import TieRule
from emulation_cli.exact import Fraction

Values = Callable[[Sequence[str], TieRule], Mapping[str, Fraction]]  # of units that are equal so far; one may lack it


@dataclass(frozen=True, slots=True)
class Split:
    """Why `above` stands before `below`, the next after it: the rule, and what each had by it. `beneath` are all that
    came next while the order among them was not known yet."""

    above: str
    below: str
    rule: TieRule
    had: Fraction
    against: Fraction
    beneath: tuple[str, ...] = ()


@dataclass
class Order:
    """Units from the top; those that nothing separates stand together."""

    places: list[list[str]] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)

    def ranks(self) -> dict[str, int]:
        """1, 2, 2, 4."""
        found: dict[str, int] = {}
        for together in self.places:
            found |= dict.fromkeys(together, len(found) + 1)
        return found


def order(keys: Mapping[str, int | Fraction], rules: Sequence[TieRule], values_of: Values) -> Order:
    """Units by their exact key, the highest first; ties settled rule by rule.

    A rule decides between units only where every one of them has a value by it: what a unit lacks is no lower value.
    """
    settled = Order([together for _, together in _grouped(keys, keys.__getitem__)])
    for rule in rules:
        places: list[list[str]] = []
        for together in settled.places:
            places += _settled(together, rule, values_of, settled.splits)
        settled.places = places
    ranks = settled.ranks()
    settled.splits = [replace(one, below=min(one.beneath, key=ranks.__getitem__)) for one in settled.splits]
    return settled


def _settled(together: list[str], rule: TieRule, values_of: Values, splits: list[Split]) -> list[list[str]]:
    """Units apart as far as the rule goes: those that it leaves equal may have a further round of votes."""
    groups = _split(together, rule, values_of, splits)
    if len(groups) == 1:
        return groups
    return [units for group in groups for units in _settled(group, rule, values_of, splits)]


def _split(together: list[str], rule: TieRule, values_of: Values, splits: list[Split]) -> list[list[str]]:
    values = values_of(together, rule) if len(together) > 1 else {}
    if len(values) < len(together):
        return [together]
    groups = _grouped(together, values.__getitem__)
    for (had, above), (against, below) in pairwise(groups):
        splits += [Split(one, below[0], rule, Fraction(had), Fraction(against), tuple(below)) for one in above]
    return [units for _, units in groups]


def votes_among(votes: Sequence[Vote], units: Sequence[str]) -> dict[str, Fraction]:
    """The votes on the order of units that are equal: of the last round in which all of them stood, none where there
    was no such round. A round among some of them says nothing about the others."""
    rounds: dict[int, dict[str, Fraction]] = {}
    for vote in votes:
        if vote.award is None and vote.unit in units:
            rounds.setdefault(vote.round, {})[vote.unit] = Fraction(vote.votes)
    common = [number for number, counts in rounds.items() if len(counts) == len(units)]
    return rounds[max(common)] if common else {}


def _grouped(units: Iterable[str], value_of: Callable[[str], int | Fraction]) -> list[tuple[int | Fraction, list[str]]]:
    """Units with equal values together, the highest value first, equals in the order given."""
    groups: dict[int | Fraction, list[str]] = {}
    for unit in units:
        groups.setdefault(value_of(unit), []).append(unit)
    return sorted(groups.items(), key=lambda group: -group[0])
