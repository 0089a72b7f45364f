"""The cluster that `emul init` writes to start from: a criterion of each kind, three units, all to be replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from emulation_cli.catalogue import area
from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, Parameters
from emulation_cli.cluster.model import Cluster, Prose, Target, Unit
from emulation_cli.cluster.rules import AwardRule, ClassRule, Condition, ConditionKind, TieBy, TieRule


class Row(NamedTuple):
    """A criterion without its words."""

    label: str
    maximum: int
    group: Group = Group.STANDARD
    kind: Kind | None = None
    parameters: Parameters = Parameters()
    evidence: bool = False


def _rate(**numbers: str) -> Parameters:
    found: dict[str, Any] = {name: Decimal(number) for name, number in numbers.items()}
    return Parameters(**found)


BANDS = tuple(Band(Decimal(points), Decimal(low), percent=True) for low, points in ((100, 10), (95, 7), (90, 4)))
TABLE = {
    "1": Row("I", 30),
    "1.1": Row("1", 5, kind=Kind.PASS, evidence=True),
    "1.2": Row("2", 10, kind=Kind.COUNT, parameters=Parameters(points=Decimal(2), requires="1.1"), evidence=True),
    "1.3": Row("3", 5, kind=Kind.COUNT_DOWN, parameters=_rate(points="1")),
    "1.4": Row("4", 10, kind=Kind.DIRECT),
    "2": Row("II", 70),
    "2.1": Row("1", 35),
    "2.1.1": Row("a", 15, kind=Kind.RATIO, parameters=_rate(floor="70")),
    "2.1.2": Row(
        *("b", 10, Group.STANDARD, Kind.RATIO),
        _rate(shortfall="1", shortfall_step="1", excess="0.5", excess_step="1", excess_cap="3"),
    ),
    "2.1.3": Row("c", 10, kind=Kind.RATIO, parameters=Parameters(less_is_better=True)),
    "2.2": Row("2", 10, kind=Kind.BAND, parameters=Parameters(bands=BANDS)),
    "2.3": Row("3", 10, kind=Kind.LEADER),
    "2.4": Row("4", 5, kind=Kind.MEAN),
    "2.5": Row("5", 10, kind=Kind.CHOICE),
    "2.5.1": Row("a", 10, kind=Kind.PASS, evidence=True),
    "2.5.2": Row("b", 6, kind=Kind.PASS),
    "2.5.3": Row("c", 3, kind=Kind.PASS),
    "3": Row("III", 5, Group.BONUS),
    "3.1": Row("1", 5, Group.BONUS, Kind.COUNT, _rate(points="2.5"), evidence=True),
    "4": Row("IV", 10, Group.DEDUCTION),
    "4.1": Row("1", 10, Group.DEDUCTION, Kind.COUNT, _rate(points="2")),
    "5": Row("V", 10, Group.UNCOUNTED),
    "5.1": Row("1", 10, Group.UNCOUNTED, Kind.COUNT, _rate(points="1")),
}
TARGETS = {
    "2.1.1": ("1200", "850", "430"),
    "2.1.2": ("60", "45", ""),
    "2.1.3": ("5", "4", "5"),
    "2.3": ("2500", "900", "1600"),
}
TIES = (
    TieRule(TieBy.POINTS, "2"),
    TieRule(TieBy.RESULT, "2.2"),
    TieRule(TieBy.FEWER_DEDUCTIONS),
    TieRule(TieBy.VOTE),
)
CODES = ("A", "B", "C")
ROLES = ("head", "deputy", "")
CLASSES = (90, 80, 65, 0)
DEADLINE = datetime(2026, 7, 5, 17)  # noqa: DTZ001 - the office's own time


def starter(language: str = "vi") -> Cluster:
    """The example in a language; it loads without a problem as written."""
    words = area(language, "forms")["starter"]
    return Cluster(
        **{key: words[key] for key in ("name", "period", "superior", "locality")},
        period_kind="half_year",
        head_agency=words["units"]["A"],
        deadline=DEADLINE,
        addressees=(words["addressee"],),
        recipients=(words["recipient_1"], words["recipient_2"]),
        legal_bases=(words["legal_basis"],),
        units=_units(words),
        criteria=_criteria(words),
        targets=_targets(),
        classes=_classes(words["classes"]),
        ties=TIES,
        awards=_awards(words),
        prose=_prose(words["prose"]),
    )


def _units(words: Mapping[str, Any]) -> tuple[Unit, ...]:
    return tuple(
        Unit(code, words["units"][code], tuple(filter(None, [words["aliases"][code]])), role)
        for code, role in zip(CODES, ROLES, strict=True)
    )


def _criteria(words: Mapping[str, Any]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            path=path,
            level=path.count(".") + 1,
            label=row.label,
            text=words["criteria"][_key(path)],
            maximum=Decimal(row.maximum),
            group=row.group,
            kind=row.kind,
            parameters=row.parameters,
            measure=words["measures"].get(_key(path), ""),
            evidence_required=row.evidence,
            note=words["notes"]["sample"] if row.kind else "",
        )
        for path, row in TABLE.items()
    )


def _key(path: str) -> str:
    """A path as a key of the catalogue, where a point parts tables."""
    return path.replace(".", "-")


def _targets() -> tuple[Target, ...]:
    """A target each; the empty one marks a criterion that the unit was not assigned."""
    return tuple(
        Target(code, path, Decimal(value) if value else None)
        for path, values in TARGETS.items()
        for code, value in zip(CODES, values, strict=True)
    )


def _classes(names: Mapping[str, str]) -> tuple[ClassRule, ...]:
    """Percentages from the best down; the best one asks for something on every criterion."""
    no_zero = (Condition(ConditionKind.NO_ZERO),)
    return tuple(
        ClassRule(name, Decimal(threshold), percent=True, conditions=no_zero if threshold == CLASSES[0] else ())
        for name, threshold in zip(names.values(), CLASSES, strict=True)
    )


def _awards(words: Mapping[str, Any]) -> tuple[AwardRule, ...]:
    """One for the first, by vote; a share for the next."""
    best = tuple(words["classes"].values())[:2]
    return (
        AwardRule(words["awards"]["1"], Decimal(1), ranks=(1, 1), classes=best, votes=Decimal(80)),
        AwardRule(words["awards"]["2"], Decimal(30), percent=True, round_up=True, classes=best),
    )


def _prose(words: Mapping[str, str]) -> tuple[Prose, ...]:
    """The usual sections of the report, still without words."""
    return tuple(Prose(words["document"], section, "") for key, section in words.items() if key != "document")
