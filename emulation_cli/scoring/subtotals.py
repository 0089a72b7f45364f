"""Sums that a sheet shows, for its headings and for Tổng cộng, against what stands under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from emulation_cli.cluster.criteria import Group
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.intake.submission import Submission, Subtotal
from emulation_cli.problems import Place, Problem, problem
from emulation_cli.scoring.headings import Heading, Headings, headings_of
from emulation_cli.scoring.outcome import NOT_ASSIGNED, NUMBER, Outcome

OWN = ("actual", "self_score")
NOTHING = Decimal(0)


def subtotals_agree(cluster: Cluster, submission: Submission, outcomes: Mapping[str, Outcome]) -> Iterator[Problem]:
    """Sums that are neither of the sheet's own figures nor of the points that count, with both numbers and the gap.

    A figure that is wrong below has been named there: a sum that follows from it is not named again, nor are the
    headings above a wrong one. Nothing is said while anything under a sum is open.
    """
    headings = headings_of(cluster.tree)
    # The first figure of a heading is its own.
    shown = {path: figure for path, _, figure in reversed(submission.subtotals)}
    minus = [path for path in headings.deductions & shown.keys() if shown[path] < 0]
    meant = {**shown, **{path: -shown[path] for path in minus}} if minus else shown
    # Deductions with a minus: people take them off all the same, formulas for plain ones add them up as they stand.
    readings = (meant, shown) if minus else (shown,)
    unmet = dict.fromkeys((path for path in headings.requiring if not outcomes[path].points), NOTHING)
    written = [_Figures(cluster, headings, {**figures, **unmet}) for figures in readings]
    counted = _Counted(cluster, headings, outcomes, meant)
    leaves = _leaves(headings, outcomes, shown)
    for line in submission.subtotals:
        heading = headings.by_path.get(line.criterion)
        if heading is not None and leaves.open.isdisjoint(heading.below):
            yield from _compared(line, heading, submission, leaves, counted, written)


def _compared(
    line: Subtotal,
    heading: Heading,
    submission: Submission,
    leaves: _Leaves,
    counted: _Counted,
    written: Sequence[_Figures],
) -> Iterator[Problem]:
    path, places = heading.path, counted.cluster.places
    if not path and counted.cluster.bonus_in_scale is BonusInScale.CUT:
        return  # stops at a maximum that only the rules for what is not assigned can tell
    figure = abs(line.shown) if heading.takes_off else line.shown
    settled = not heading.follows_cluster and leaves.foreign.isdisjoint(heading.below)
    own = written if settled or leaves.unseen.isdisjoint(heading.below) else ()
    for figures in own:
        if _same(figure, figures.sum(path), places):
            return
    if not settled and not own:
        return
    first = counted.figures.sum(path) if settled else own[0].sum(path)
    if settled and _same(figure, first, places):
        return
    values = {"shown": line.shown, "sum": first, "gap": figure - first}
    params = {name: _printed(value, places) for name, value in values.items()}
    place = Place(submission.file, submission.sheet, line.cell)
    yield problem("subtotal-differs" if path else "total-differs", place, submission.unit, path or None, **params)


def _same(shown: Decimal, total: Decimal, places: int) -> bool:
    """Equal as points are."""
    return shown == total or round_half_up(shown, places) == round_half_up(total, places)


def _printed(value: Decimal, places: int) -> Decimal:
    """A figure as the cluster writes points: its decimals, more only where it has more (146.0 in a file is 146,00)."""
    own = value.normalize().as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(min(int(own), -places)))


class _Leaves(NamedTuple):
    """Leaves of which no sum says anything for certain, told from one look at all of them: sums lie above one another.

    `open`: a question is still open. `foreign`: others, or a rule, decide the points, so that what counts cannot be
    told from the sheet. `unseen`: there are points and the sheet shows none, which was never calculated.
    """

    open: set[str]
    foreign: set[str]
    unseen: set[str]


def _leaves(headings: Headings, outcomes: Mapping[str, Outcome], shown: Mapping[str, Decimal]) -> _Leaves:
    found = _Leaves(set(), set(), set())
    for path, one in outcomes.items():
        if one.state is not NUMBER:
            (found.foreign if one.state is NOT_ASSIGNED else found.open).add(path)
        if one.field not in OWN:
            found.foreign.add(path)
    found.unseen.update(path for path in outcomes.keys() - shown.keys() - headings.by_cluster if outcomes[path].points)
    # A sheet's formula leaves a typed score out while it shows no points of what that requires.
    for path, needed in headings.waiting.items():
        if any(one in headings.by_cluster or outcomes[one].state is NOT_ASSIGNED for one in needed):
            found.open.add(path)
    return found


@dataclass(frozen=True)
class _Figures:
    """What stands in a sheet for every criterion, by path: the figures that it shows, or those that count. A leaf
    without a figure has nothing; a heading has the one that the sheet shows, right or wrong, else the sum under it."""

    cluster: Cluster
    headings: Headings
    figures: Mapping[str, Decimal]

    def sum(self, path: str) -> Decimal:
        """A heading's sum: chuẩn + thưởng − trừ of its children, a bonus or deduction heading up to its ceiling."""
        if not path:
            return self._total()
        total, figures, heading = NOTHING, self.figures, self.headings.by_path[path]
        for child, adds in heading.children:
            figure = figures[child] if child in figures else self._missing(child)
            total = total + figure if adds else total - figure
        return _capped(total, heading.ceiling)

    def _of(self, path: str) -> Decimal:
        return self.figures[path] if path in self.figures else self._missing(path)

    def _missing(self, path: str) -> Decimal:
        return self.sum(path) if path in self.headings.by_path else NOTHING

    def _total(self) -> Decimal:
        standard, bonus, deduction = (
            sum((self._of(part) for part in self.headings.parts[group]), start=NOTHING)
            for group in (Group.STANDARD, Group.BONUS, Group.DEDUCTION)
        )
        excess = self._excess()
        bonus, deduction = (
            _capped(bonus + excess, self.cluster.bonus_cap),
            _capped(deduction, self.cluster.deduction_cap),
        )
        return max(NOTHING, standard - excess + bonus - deduction)

    def _excess(self) -> Decimal:
        """vượt: what chuẩn criteria got above their maximum counts as bonus, under the cap of all bonus."""
        above = (self._of(leaf.path) - (leaf.maximum or NOTHING) for leaf in self.headings.exceeding)
        return sum((over for over in above if over > 0), start=NOTHING)


@dataclass
class _Counted:
    """The points that count in the place of a sheet's own; looked at only where those do not add up."""

    cluster: Cluster
    headings: Headings
    outcomes: Mapping[str, Outcome]
    shown: Mapping[str, Decimal]

    @cached_property
    def figures(self) -> _Figures:
        """As a sheet would show them."""
        points = {path: unscaled(one.points or 0, self.cluster.places) for path, one in self.outcomes.items()}
        return _Figures(self.cluster, self.headings, {**self.shown, **points})


def _capped(points: Decimal, cap: Decimal | None) -> Decimal:
    return points if cap is None else min(points, cap)
