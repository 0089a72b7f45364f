"""What cluster.xlsx declares, put into words: the regulation and the plan say exactly what the tool computes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import (
    AwardRule,
    BonusInScale,
    ClassRule,
    Condition,
    ConditionKind,
    Source,
    TieRule,
)
from emulation_cli.cluster.rules_text import conditions_text, percent_text, quorum_text, quota_text
from emulation_cli.decimals import localise_date
from emulation_cli.reports.filters import one_line, trimmed

LINES = tuple[str, ...]


class Rules:
    """A cluster's rules in sentences, a method a subject; each gives the lines that apply, none where none does."""

    def __init__(self, cluster: Cluster, language: str) -> None:
        self.cluster, self.language = cluster, language

    def sending(self) -> LINES:
        """Where sheets go and until when; what counts as not filled in."""
        to = one_line(self.cluster.head_agency or self.cluster.name)
        due = self.cluster.deadline
        line = self._say("sending.deadline", to=to, deadline=self._time(due)) if due else self._no_deadline(to)
        return (line, self._say("reason.fill"))

    def points(self) -> LINES:
        """Rounding, the sum, bonus and deductions."""
        places, step = str(self.cluster.places), self.cluster.step
        lines = [self._say("rounding", places=places)]
        lines += [self._say("step", step=self._number(step))] if step else []
        return (*lines, self._total(), *self._scale(), *self._uncounted())

    def not_assigned(self) -> LINES:
        """The cluster's rule, then the rows that have their own."""
        say = {rule: self._say(f"not_assigned.{rule}") for rule in type(self.cluster.not_assigned)}
        rows = (
            self._say("not_assigned.row", criterion=self._label(row), rule=_lower(say[own]))
            for row in self.cluster.criteria
            if (own := row.parameters.not_assigned)
        )
        return (say[self.cluster.not_assigned], *rows, self._say("not_assigned.confirmed"))

    def appraisal(self) -> LINES:
        """Whose points count, and that every change has its reason."""
        source = self.cluster.source
        combined = () if source is Source.SELF else (self._say(f"combine.{self.cluster.combine}"),)
        return (self._say(f"source.{source}"), *combined, self._say("reason.line"))

    def ranking(self) -> LINES:
        """Order, shared ranks, the chain that settles ties."""
        lines = [self._say(f"rank.{self.cluster.rank_by}"), self._say("rank.equal")]
        if not self.cluster.ties:
            return (*lines, self._say("rank.shared_only"))
        steps = "; ".join(f"({number}) {self._tie(rule)}" for number, rule in enumerate(self.cluster.ties, 1))
        return (*lines, self._say("rank.chain", steps=steps), self._say("rank.shared"))

    def classes(self) -> LINES:
        """A line a class, from the best down."""
        if not self.cluster.classes:
            return ()
        lines = (f"- {self._class(rule)}" for rule in self.cluster.classes)
        return (self._say("class.lead"), *lines, self._say("class.capped"))

    def awards(self) -> LINES:
        """A line an award."""
        if not self.cluster.awards:
            return ()
        lines = (f"- {self._award(rule)}" for rule in self.cluster.awards)
        return (self._say("award.lead"), *lines, self._say("award.edge"))

    def meetings(self) -> LINES:
        """The quorum, where one is declared."""
        quorum = self.cluster.quorum
        return (self._say("quorum.line", share=quorum_text(quorum, self.language)),) if quorum else ()

    def whole(self) -> str:
        """The standard points of the whole table."""
        return self._number(scale(self.cluster))

    def _total(self) -> str:
        whole = self.whole()
        groups = {criterion.group for criterion in self.cluster.criteria}
        caps = {Group.BONUS: self.cluster.bonus_cap, Group.DEDUCTION: self.cluster.deduction_cap}
        signs = {Group.BONUS: "plus", Group.DEDUCTION: "minus"}
        parts = "".join(
            self._say(signs[group]) + (self._say("cap", cap=self._number(cap)) if cap is not None else "")
            for group, cap in caps.items()
            if group in groups or self._has_excess(group)
        )
        if not parts:
            return self._say("total_base", max=whole)
        inside = self.cluster.bonus_in_scale is BonusInScale.INSIDE
        return self._say("total_inside" if inside else "total_groups", max=whole, parts=parts)

    def _has_excess(self, group: Group) -> bool:
        """vượt gives bonus points also where no criterion is a bonus."""
        return group is Group.BONUS and any(each.parameters.excess is not None for each in self.cluster.criteria)

    def _scale(self) -> Iterator[str]:
        groups = {criterion.group for criterion in self.cluster.criteria}
        if Group.BONUS in groups or self._has_excess(Group.BONUS):
            yield self._say(f"scale.{self.cluster.bonus_in_scale}")

    def _uncounted(self) -> Iterator[str]:
        if any(criterion.group is Group.UNCOUNTED for criterion in self.cluster.criteria):
            yield self._say("uncounted")

    def _tie(self, rule: TieRule) -> str:
        named = self.cluster.tree.by_path.get(rule.criterion or "")
        return self._say(f"tie.{rule.by}", criterion=self._label(named) if named else rule.criterion or "")

    def _class(self, rule: ClassRule) -> str:
        asks = ", ".join(self._condition(one) for one in rule.conditions)
        return self._say(
            "class.line",
            name=one_line(rule.name),
            limit=self._limit(rule),
            conditions=self._say("class.and", conditions=asks) if asks else "",
        )

    def _limit(self, rule: ClassRule) -> str:
        if rule.threshold == 0 and not rule.strictly and not rule.conditions:
            return self._say("class.rest")
        measure, edge = "percent" if rule.percent else "points", "above" if rule.strictly else "at_least"
        return self._say(f"class.{measure}_{edge}", **{"from": self._number(rule.threshold)})

    def _condition(self, condition: Condition) -> str:
        if condition.kind is ConditionKind.NO_ZERO:
            return self._say(f"class.{condition.kind}")
        return self._say(f"class.{condition.kind}", percent=self._number(condition.percent or Decimal(0)))

    def _award(self, rule: AwardRule) -> str:
        asks = conditions_text(rule, [each.name for each in self.cluster.classes], self.language)
        votes = percent_text(rule.votes, self.language) if rule.votes is not None else ""
        return self._say(
            "award.line",
            name=one_line(rule.name),
            quota=self._quota(rule),
            conditions=self._say("award.conditions", conditions=asks) if asks else "",
            votes=self._say("award.votes", votes=votes) if votes else "",
        )

    def _quota(self, rule: AwardRule) -> str:
        if not rule.percent:
            return self._say("award.number", count=quota_text(rule, self.language))
        key = "percent_up" if rule.round_up else "percent_down"
        return self._say(f"award.{key}", share=percent_text(rule.quota, self.language))

    def _label(self, criterion: Criterion) -> str:
        return f"{self.cluster.tree.labels[criterion.path]} ({one_line(criterion.text)})"

    def _number(self, value: Decimal) -> str:
        return trimmed(value, self.language)

    def _no_deadline(self, to: str) -> str:
        return self._say("sending.no_deadline", to=to)

    def _time(self, due: object) -> str:
        return localise_date(due.isoformat() if isinstance(due, datetime) else str(due), self.language)

    def _say(self, key: str, /, **values: object) -> str:
        return text(self.language, "documents/rules", key, **values)


def scale(cluster: Cluster) -> Decimal:
    """The standard points of the whole table."""
    sections = (section.maximum for section in cluster.tree.sections if section.group is Group.STANDARD)
    return sum((maximum for maximum in sections if maximum is not None), Decimal(0))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
