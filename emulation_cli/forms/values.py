"""What the formulas of a filled sheet show, computed exactly: the values stored beside them.

The arithmetic is the tally's own (scoring.kinds); what stands here is only when a cell stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.decimals import round_half_up, unscaled
from emulation_cli.exact import Fraction
from emulation_cli.forms.answers import Answer, Typed
from emulation_cli.forms.formulas import cluster_decides, needs_target, owed, settled_by
from emulation_cli.forms.sums import COUNTED
from emulation_cli.labels import label
from emulation_cli.scoring.headings import CEILED, parts, shown_in
from emulation_cli.scoring.kinds import WHOLE_COUNTS, computed

Shown = Decimal | Literal[""]  # '' is a blank cell
NO_ANSWER = Answer()


class Values:
    """One unit's sheet with its answers: `score` of a criterion, `total`, `lacking`, `maximum` of what is assigned."""

    def __init__(self, cluster: Cluster, unit: Unit, answers: Mapping[str, Answer], language: str) -> None:
        self.cluster, self.tree = cluster, cluster.tree
        self.answers, self.language = answers, language
        self.unit = unit.code
        self._scores: dict[str, Shown] = {}

    def assigned(self, path: str) -> bool:
        """Whether Chỉ tiêu leaves the criterion to this unit."""
        target = self.cluster.target_of.get((self.unit, path))
        return target is None or target.value is not None

    def target(self, path: str) -> Typed:
        """What stands under Chỉ tiêu: the unit's own entry, else the assigned target."""
        own, agreed = self.answers.get(path, NO_ANSWER).target, self.cluster.target_of.get((self.unit, path))
        return own if own is not None or agreed is None else agreed.value

    def score(self, criterion: Criterion) -> Shown:
        """A leaf's or heading's figure under Điểm tự chấm; blank for text that a person typed there."""
        if criterion.path not in self._scores:
            leaf = criterion.path not in self.tree.children
            self._scores[criterion.path] = self._leaf(criterion) if leaf else self._heading(criterion)
        return self._scores[criterion.path]

    @property
    def total(self) -> Shown:
        """Tổng cộng."""
        tops = {group: list(parts(self.tree, group)) for group in COUNTED}
        if all(self.score(top) == "" for found in tops.values() for top in found):
            return ""
        base, bonus, deduction = (self._sum(found) for found in tops.values())
        if self.cluster.bonus_cap is not None:
            excess = self._excess()
            base, bonus = base - excess, min(self.cluster.bonus_cap, bonus + excess)
        if self.cluster.deduction_cap is not None:
            deduction = min(self.cluster.deduction_cap, deduction)
        found = max(Decimal(0), base + bonus - deduction)
        return self._rounded(min(found, self.maximum) if self.cluster.bonus_in_scale is BonusInScale.CUT else found)

    @property
    def maximum(self) -> Decimal:
        """The maximum of what the unit was assigned, bonus included where it stands within the scale."""
        found = self._most(Group.STANDARD)
        if self.cluster.bonus_in_scale is not BonusInScale.INSIDE:
            return found
        bonus, cap = self._most(Group.BONUS), self.cluster.bonus_cap
        return found + (bonus if cap is None else min(cap, bonus))

    @property
    def lacking(self) -> int:
        """How many scores (for criteria that the cluster computes: results) the unit still owes."""
        leaves = sum(1 for leaf in self.tree.leaves if self.owed(leaf) and self._lacks(leaf))
        return leaves + sum(1 for one in self.tree.criteria if self.owes_choice(one) and self.score(one) == "")

    def owes_choice(self, criterion: Criterion) -> bool:
        """Whether a criterion is a chọn một of which the unit was assigned some child."""
        return criterion.kind is Kind.CHOICE and self._ticked(criterion) < len(self.tree.children[criterion.path])

    def _ticked(self, parent: Criterion) -> int:
        """How many children were not assigned, or are ticked as such."""
        ticks = (self.answers.get(child.path, NO_ANSWER).not_assigned for child in self.tree.children[parent.path])
        assigned = (self.assigned(child.path) for child in self.tree.children[parent.path])
        return sum(1 for tick, agreed in zip(ticks, assigned, strict=True) if tick or not agreed)

    def owed(self, leaf: Criterion) -> int:
        """0 for a leaf that is not assigned, else as the sheet's hidden column has it (`formulas.owed`)."""
        return owed(leaf, self.tree) if self.assigned(leaf.path) else 0

    def _lacks(self, leaf: Criterion) -> bool:
        answer = self.answers.get(leaf.path, NO_ANSWER)
        if answer.not_assigned:
            return False
        return not isinstance(answer.actual, Decimal) if self.owed(leaf) == 2 else self.score(leaf) == ""

    def _leaf(self, leaf: Criterion) -> Shown:
        answer = self.answers.get(leaf.path, NO_ANSWER)
        if not self.assigned(leaf.path) or cluster_decides(leaf, self.tree):
            return ""
        if leaf.kind is Kind.DIRECT or answer.self_score is not None:
            return answer.self_score if isinstance(answer.self_score, Decimal) else ""
        points = self._points(leaf, answer.actual)
        needed = leaf.parameters.requires
        if points == "" or not needed or self._has_some(needed):
            return points
        return "" if self._unsettled(needed) else Decimal(0)

    def _points(self, leaf: Criterion, written: Typed) -> Shown:
        """What the kind makes of the row's own cells."""
        actual = self._answer(written) if leaf.kind is Kind.PASS else written
        target = self.target(leaf.path)
        if not isinstance(actual, Decimal) or not _sensible(leaf, actual):
            return ""
        if not isinstance(target, Decimal) or target <= 0:
            if needs_target(leaf):
                return ""
            target = None
        return self._rounded(max(Fraction(0), computed(leaf, actual, target)))

    def _answer(self, written: Typed) -> Typed:
        """đạt and không as 1 and 0; nothing else, as the sheet's formula has it."""
        if not isinstance(written, str):
            return written
        words = {label("answer", key, self.language): value for key, value in (("yes", 1), ("no", 0))}
        found = words.get(written.casefold())
        return None if found is None else Decimal(found)

    def _has_some(self, needed: str) -> bool:
        return any(self._some(leaf) for leaf in self.tree.points_below(needed))

    def _some(self, leaf: Criterion) -> bool:
        score = self.score(leaf)
        if score != "" and score > 0:
            return True
        actual = self.answers.get(leaf.path, NO_ANSWER).actual
        found = self._answer(actual) if leaf.kind is Kind.PASS else actual
        return leaf.group is Group.UNCOUNTED and isinstance(found, Decimal) and found > 0

    def _unsettled(self, needed: str) -> bool:
        whole = settled_by(needed, self.tree)
        choices = (one for one in self.tree.criteria if one.path == whole or one.path.startswith(f"{whole}."))
        if any(self.owes_choice(one) and self.score(one) == "" for one in choices):
            return True
        return any(self.owed(leaf) and self.score(leaf) == "" for leaf in self.tree.leaves_below(whole))

    def _chosen(self, parent: Criterion) -> Shown:
        """chọn một, as `sums.subtotal` has it."""
        filled = [score for child in self.tree.children[parent.path] if (score := self.score(child)) != ""]
        chosen = [score for score in filled if score > 0]
        if len(chosen) == 1:
            return self._rounded(chosen[0])
        none = filled and len(filled) + self._ticked(parent) >= len(self.tree.children[parent.path])
        return Decimal(0) if none and not chosen else ""

    def _heading(self, parent: Criterion) -> Shown:
        if parent.kind is Kind.CHOICE:
            return self._chosen(parent)
        added, taken = shown_in(parent, self.tree)
        if all(self.score(child) == "" for child in (*added, *taken)):
            return ""
        found = self._sum(added) - self._sum(taken)
        ceiling = parent.maximum if parent.group in CEILED else None
        return self._rounded(found if ceiling is None else min(ceiling, found))

    def _sum(self, criteria: Iterable[Criterion]) -> Decimal:
        return sum((self._counted(criterion) for criterion in criteria), start=Decimal(0))

    def _counted(self, criterion: Criterion) -> Decimal:
        """A figure as it enters a sum: blank adds nothing, nor a typed score whose requirement is not met."""
        score, needed = self.score(criterion), criterion.parameters.requires
        if score == "" or (criterion.kind is Kind.DIRECT and needed and not self._has_some(needed)):
            return Decimal(0)
        return score

    def _excess(self) -> Decimal:
        above = [
            self._counted(leaf) - (leaf.maximum or Decimal(0))
            for leaf in self.tree.leaves
            if leaf.group is Group.STANDARD and leaf.parameters.excess is not None
        ]
        return sum((over for over in above if over > 0), start=Decimal(0))

    def _most(self, group: Group) -> Decimal:
        return sum((self._reach(top, group) for top in self.tree.sections), start=Decimal(0))

    def _reach(self, criterion: Criterion, group: Group) -> Decimal:
        """The most that a group can give under a criterion, ceilings kept, what is not assigned left out."""
        children = self.tree.children.get(criterion.path)
        if children is None:
            counts = criterion.group is group and self.assigned(criterion.path)
            return (criterion.maximum or Decimal(0)) if counts else Decimal(0)
        below = [self._reach(child, group) for child in children]
        found = max(below) if criterion.kind is Kind.CHOICE else sum(below, start=Decimal(0))
        ceiled = criterion.group is group and group in CEILED and criterion.maximum is not None
        return min(found, criterion.maximum) if ceiled and criterion.maximum is not None else found

    def _rounded(self, value: Fraction | Decimal) -> Decimal:
        return unscaled(round_half_up(value, self.cluster.places), self.cluster.places)


def _sensible(leaf: Criterion, actual: Decimal) -> bool:
    """Whether a result can be scored: whole counts, nothing negative of what should be little, no 0,95 for 95 %."""
    if leaf.kind in WHOLE_COUNTS:
        return actual >= 0 and actual == int(actual)
    if leaf.parameters.less_is_better and actual < 0:
        return False
    return leaf.kind not in (Kind.RATIO, Kind.BAND) or not leaf.percent or not 0 < actual <= 1
