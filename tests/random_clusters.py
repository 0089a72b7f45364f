"""Random clusters of every kind of scoring, group, rule and cap, with sheets that often meet an edge exactly."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import builders
from builders import BLANK, band, class_rule

from emulation_cli.cluster.criteria import NotAssigned
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, Condition, ConditionKind, RankBy, TieBy, TieRule

D = Decimal
Sheets = dict[str, dict[str, Any]]
OWN_KINDS = ("direct", "pass", "count", "count_down", "ratio", "ratio", "band")
PEER_KINDS = ("leader", "leader", "mean")
SHARES = ("0.5", "0.695", "0.7", "0.94999", "0.95", "0.99", "1", "1", "1.01", "1.025", "1.2", "1.25", "2")
BANDS = (
    (band(5, 100), band(4, 95), band("3.5", 90), band(1, 50)),
    (band(5, 0, 3, percent=False), band("2.25", 3, 7, percent=False, high_included=True)),
)


def random_cluster(seed: int, units: int = 4) -> tuple[Cluster, Sheets]:
    """A cluster of letters A, B, … and a sheet of each."""
    return _Maker(Random(seed), units).make()


class _Maker:
    def __init__(self, random: Random, units: int) -> None:
        self.random, self.units = random, "ABCDEFGHIJ"[:units]
        self.places = random.choice((0, 1, 2, 2, 2, 3, 4))
        self.rows: list[builders.Row] = []
        self.leaves: list[tuple[str, str, str]] = []  # path, kind, group

    def make(self) -> tuple[Cluster, Sheets]:
        groups = ["standard"] * self.random.randint(2, 3) + ["bonus", "deduction", "uncounted"]
        for number, group in enumerate(groups, 1):
            self.section(str(number), group)
        agreed = builders.cluster(*self.rows, units=" ".join(self.units), targets=self.targets(), **self.rules())
        return agreed, {unit: self.sheet(agreed, unit) for unit in self.units}

    def section(self, path: str, group: str) -> None:
        ceiling = self.points() if group in ("bonus", "deduction") and self.random.random() < 0.4 else None
        rule = {"not_assigned": self.random.choice(list(NotAssigned))} if self.random.random() < 0.3 else {}
        self.rows.append((path, None, ceiling, {"group": group, **rule}))
        for number in range(1, self.random.randint(3, 5)):
            self.below(f"{path}.{number}", group)

    def below(self, path: str, group: str) -> None:
        chance = self.random.random()
        if chance < 0.15:
            self.rows.append((path, "choice", 10, {}))
            for number in range(1, self.random.randint(3, 5)):
                self.leaf(f"{path}.{number}", group, ("direct", "pass", "count"))
        elif chance < 0.3:
            self.rows.append((path, None, None, {}))
            for number in range(1, self.random.randint(3, 4)):
                self.leaf(f"{path}.{number}", group, OWN_KINDS)
        else:
            self.leaf(path, group, (*OWN_KINDS, *PEER_KINDS))

    def leaf(self, path: str, group: str, kinds: tuple[str, ...]) -> None:
        kind = self.random.choice(kinds)
        options = self.options(kind)
        earlier = [row[0] for row in self.rows if not path.startswith(f"{row[0]}.")]
        if earlier and self.random.random() < 0.15:
            options["requires"] = self.random.choice(earlier)
        if self.random.random() < 0.1:
            options["not_assigned"] = self.random.choice(list(NotAssigned))
        if group == "standard" and self.random.random() < 0.08:
            options["group"] = group = self.random.choice(("bonus", "deduction"))
        self.leaves.append((path, kind, group))
        self.rows.append((path, kind, self.points(), options))

    def points(self) -> Decimal:
        return D(self.random.randint(1, 20 * 10**self.places)).scaleb(-self.places)

    def options(self, kind: str) -> dict[str, Any]:
        pick, some = self.random.choice, self.random.random
        if kind in ("count", "count_down"):
            return {"points": pick(("0.4", "0.125", "1", "2.5"))}
        if kind == "band":
            return {"bands": pick(BANDS), "measure": pick(("%", ""))}
        if kind == "mean":
            return {"less_is_better": some() < 0.4}
        if kind != "ratio":
            return {}
        found: dict[str, Any] = {"less_is_better": some() < 0.3}
        found |= {"floor": 70} if some() < 0.3 else {}
        found |= {"shortfall": "0.7", "shortfall_step": pick((1, "0.5"))} if some() < 0.3 else {}
        found |= {"excess": "0.5", "excess_step": 1} if some() < 0.4 else {}
        found |= {"excess_cap": 3} if "excess" in found and some() < 0.5 else {}
        return found

    def targets(self) -> dict[tuple[str, str], Any]:
        found: dict[tuple[str, str], Any] = {}
        for path, kind, _ in self.leaves:
            for unit in self.units:
                chance = self.random.random()
                if chance < 0.1:
                    found[unit, path] = None
                elif kind in ("ratio", "band") or (kind == "leader" and chance < 0.7):
                    found[unit, path] = self.random.choice((3, 7, 8, D("0.3"), 100, D("12.5")))
        return found

    def rules(self) -> dict[str, Any]:
        pick, some = self.random.choice, self.random.random
        asked = (Condition(pick(list(ConditionKind)), D(60)),)
        return {
            "places": self.places,
            "not_assigned": pick(list(NotAssigned)),
            "bonus_cap": pick((None, 5)),
            "deduction_cap": pick((None, D("4.5") if self.places else D(4))),
            "bonus_in_scale": pick(list(BonusInScale)),
            "rank_by": pick(list(RankBy)),
            "ties": (TieRule(TieBy.BONUS), TieRule(TieBy.FEWER_DEDUCTIONS)),
            "classes": (
                class_rule("Xuất sắc", 80, *(asked if some() < 0.6 else ()), percent=True),
                class_rule("Tốt", 10, strictly=True),
                class_rule("Khá", 40, percent=True),
            ),
        }

    def sheet(self, agreed: Cluster, unit: str) -> dict[str, Any]:
        chosen = {
            parent.path: self.random.choice([None, *(child.path for child in agreed.tree.children[parent.path])])
            for parent in agreed.criteria
            if parent.kind == "choice"
        }
        found = {}
        for leaf in agreed.tree.leaves:
            if leaf.parent in chosen and chosen[leaf.parent] != leaf.path:
                found[leaf.path] = BLANK if self.random.random() < 0.6 else D(0)
            elif self.random.random() < 0.03:
                found[leaf.path] = BLANK
            else:
                found[leaf.path] = self.answer(agreed, unit, leaf.path, str(leaf.kind))
        return found

    def answer(self, agreed: Cluster, unit: str, path: str, kind: str) -> Any:
        pick = self.random.choice
        maximum = agreed.tree.by_path[path].maximum or D(0)
        if kind == "direct":
            return pick((D(0), maximum, maximum, maximum * D(self.random.randint(0, 1000)) / 1000))
        if kind in ("pass", "count", "count_down"):
            return D(self.random.randint(0, 1 if kind == "pass" else 9))
        if self.random.random() < 0.04:
            return {"self_score": pick((D(0), maximum))}
        target = agreed.target_of.get((unit, path))
        base = target.value if target and target.value else D(pick((1, 3, 100)))
        return base * D(pick(SHARES)) if self.random.random() < 0.8 else D(self.random.randint(0, 999)) / 10
