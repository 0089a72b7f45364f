"""An invented cluster in which every kind of scoring meets every rule: 176 criteria, and what its units sent, as read.

No file stands behind it: what is timed begins where the reading of the sheets ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from benchmarks.cluster import BANDS, FIRST_ROW, TEXTS, make_unit
from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, NotAssigned, Parameters
from emulation_cli.cluster.model import Cluster, Target
from emulation_cli.cluster.rules import (
    AwardRule,
    ClassRule,
    Condition,
    ConditionKind,
    Registration,
    TieBy,
    TieRule,
)
from emulation_cli.forms.answers import Answer
from emulation_cli.forms.columns import LETTER
from emulation_cli.forms.values import Values
from emulation_cli.intake.collect import Collection
from emulation_cli.intake.submission import Entry, Input, Missing, Submission, Subtotal

CRITERIA = 176
POINTS = Decimal(5)
PLAIN_BANDS = (Band(POINTS, Decimal(40)), Band(Decimal(2), Decimal(15)))
COUNTED = Parameters(points=Decimal("0.4"))
CHOSEN = ((Kind.DIRECT, Parameters()), (Kind.PASS, Parameters()), (Kind.COUNT, COUNTED))
# A section's criteria, in this order: eighteen alone, and one of which one of three children is chosen.
ROWS: tuple[tuple[Kind, Parameters], ...] = (
    (Kind.DIRECT, Parameters()),
    (Kind.RATIO, Parameters()),
    (Kind.LEADER, Parameters()),
    (Kind.COUNT, COUNTED),
    (Kind.BAND, Parameters(bands=BANDS)),
    (Kind.PASS, Parameters()),
    (Kind.COUNT_DOWN, Parameters(points=Decimal("0.5"))),
    (Kind.MEAN, Parameters()),
    (Kind.RATIO, Parameters(floor=Decimal(70))),
    (Kind.DIRECT, Parameters()),
    (Kind.BAND, Parameters(bands=PLAIN_BANDS)),
    (Kind.RATIO, Parameters(shortfall=Decimal("0.2"), shortfall_step=Decimal(1))),
    (Kind.LEADER, Parameters()),
    (Kind.COUNT, Parameters(points=Decimal(1), requires="1.1.6")),
    (Kind.RATIO, Parameters(excess=Decimal("0.1"), excess_step=Decimal(1), excess_cap=Decimal(2))),
    (Kind.MEAN, Parameters(less_is_better=True)),
    (Kind.DIRECT, Parameters()),
    (Kind.RATIO, Parameters(less_is_better=True)),
)
SECTIONS: tuple[tuple[Group, NotAssigned | None, int], ...] = (  # group, its own rule for không giao, criteria alone
    (Group.STANDARD, None, 18),
    (Group.STANDARD, NotAssigned.RESCALE, 18),
    (Group.STANDARD, NotAssigned.SHARE_EQUALLY, 18),
    (Group.STANDARD, NotAssigned.SHARE_IN_PROPORTION, 18),
    (Group.STANDARD, NotAssigned.FULL, 18),
    (Group.STANDARD, None, 18),
    (Group.STANDARD, None, 18),
    (Group.BONUS, None, 15),
    (Group.DEDUCTION, None, 11),
    (Group.UNCOUNTED, None, 3),
)
TARGETS = {Kind.RATIO, Kind.LEADER, Kind.BAND}
OFTEN_NOT_ASSIGNED = 0.03


def make_mixed(units: int) -> tuple[Cluster, Collection]:
    """The cluster with so many units, and a complete sheet of each."""
    random = Random(11)
    cluster = _cluster(units, random)
    submissions = {unit.code: _submission(cluster, unit.code, random) for unit in cluster.units}
    inputs = [Input(one.file, f"{number:064x}", one.unit, True) for number, one in enumerate(submissions.values())]
    return cluster, Collection(submissions, inputs, [])


def _cluster(units: int, random: Random) -> Cluster:
    criteria = tuple(_criteria())
    members = tuple(make_unit(number) for number in range(1, units + 1))
    leaves = [one for one in criteria if one.kind is not None and one.kind is not Kind.CHOICE]
    targets = (target for unit in members for leaf in leaves for target in _target(unit.code, leaf, random))
    sections, zeros = Condition(ConditionKind.EVERY_SECTION, Decimal(50)), Condition(ConditionKind.NO_ZERO)
    return Cluster(
        name="Cụm thi đua số 8",
        period="năm 2026",
        units=members,
        criteria=criteria,
        targets=tuple(targets),
        bonus_cap=Decimal(25),
        deduction_cap=Decimal(20),
        classes=(
            ClassRule("Xuất sắc", Decimal(65), percent=True, conditions=(sections, zeros)),
            ClassRule("Tốt", Decimal(60), percent=True, conditions=(sections,)),
            ClassRule("Khá", Decimal(0), percent=True),
        ),
        ties=(TieRule(TieBy.POINTS, "1"), TieRule(TieBy.RESULT, "1.1.2"), TieRule(TieBy.FEWER_DEDUCTIONS)),
        awards=(
            AwardRule("Cờ thi đua", Decimal(5), percent=True, classes=("Xuất sắc", "Tốt"), registered=True),
            AwardRule("Bằng khen", Decimal(20), percent=True),
        ),
        registrations=tuple(Registration(one.code, "Cờ thi đua") for one in members[::2]),
    )


def _criteria() -> Iterator[Criterion]:
    row = FIRST_ROW
    for number, (group, rule, alone) in enumerate(SECTIONS, 1):
        choice = group is Group.STANDARD
        whole = POINTS * (alone + choice)
        yield _criterion(str(number), None, Parameters(not_assigned=rule), group, row, whole)
        row += 1
        for place in range(1, alone + 1):
            if place % 9 == 1:  # a heading over nine at most
                above, below = f"{number}.{place // 9 + 1}", min(9, alone + 1 - place)
                yield _criterion(above, None, Parameters(), group, row, POINTS * below)
                row += 1
            kind, parameters = ROWS[place - 1] if choice else ROWS[3]
            yield _criterion(f"{above}.{(place - 1) % 9 + 1}", kind, parameters, group, row)
            row += 1
        if choice:
            above = f"{number}.{alone // 9 + 1}"
            yield _criterion(above, Kind.CHOICE, Parameters(), group, row)
            for child, (kind, parameters) in enumerate(CHOSEN, 1):
                yield _criterion(f"{above}.{child}", kind, parameters, group, row + child)
            row += len(CHOSEN) + 1


def _criterion(
    path: str, kind: Kind | None, parameters: Parameters, group: Group, row: int, maximum: Decimal = POINTS
) -> Criterion:
    text = f"{TEXTS[row % len(TEXTS)]} (nội dung {row})"
    label = path.rpartition(".")[2]
    return Criterion(path, path.count(".") + 1, label, text, maximum, group, kind, parameters, row=row)


def _target(unit: str, leaf: Criterion, random: Random) -> Iterator[Target]:
    """Units' own targets; some criteria are not assigned to some units."""
    if leaf.group is Group.STANDARD and random.random() < OFTEN_NOT_ASSIGNED:
        yield Target(unit, leaf.path, None)
    elif leaf.kind in TARGETS and not (leaf.kind is Kind.LEADER and random.random() < 0.2):
        yield Target(unit, leaf.path, Decimal(random.choice((40, 60, 80, 125, 200))))


def _submission(cluster: Cluster, unit: str, random: Random) -> Submission:
    """What the sheet holds, with the figures that its own formulas show."""
    answers = dict(_answers(cluster, unit, random))
    values = Values(cluster, cluster.unit_of[unit], answers, "vi")
    shown = {one.path: value for one in cluster.criteria if (value := values.score(one)) != ""}
    rows = {one.path: one.row for one in cluster.criteria}
    entries = {leaf.path: _entry(leaf, answers[leaf.path], shown.get(leaf.path)) for leaf in cluster.tree.leaves}
    subtotals = [Subtotal(path, f"{LETTER['self_score']}{rows[path]}", value) for path, value in shown.items()]
    if values.total != "":
        subtotals.append(Subtotal("", f"{LETTER['self_score']}{max(rows.values()) + 1}", values.total))
    name = cluster.unit_of[unit].name
    return Submission(unit, f"{name}.xlsx", "Bảng chấm điểm", entries, LETTER, subtotals=tuple(subtotals))


def _entry(leaf: Criterion, answer: Answer, shown: Decimal | None) -> Entry:
    actual = answer.actual if isinstance(answer.actual, Decimal) else Missing.BLANK
    return Entry(leaf.path, leaf.row, actual=actual, self_score=Missing.BLANK if shown is None else shown)


def _answers(cluster: Cluster, unit: str, random: Random) -> Iterator[tuple[str, Answer]]:
    """Nothing for what is not assigned; of what one is chosen from, the first that is assigned."""
    chosen: set[str] = set()
    for leaf in cluster.tree.leaves:
        line = cluster.target_of.get((unit, leaf.path))
        if line is not None and line.value is None:
            yield leaf.path, Answer()
        elif cluster.tree.by_path[leaf.parent].kind is Kind.CHOICE:
            yield leaf.path, _choice(leaf, leaf.parent in chosen)
            chosen.add(leaf.parent)
        else:
            yield leaf.path, _answer(leaf, line.value if line else None, random)


def _choice(leaf: Criterion, taken: bool) -> Answer:
    value = Decimal(0 if taken else 1)
    return Answer(self_score=value) if leaf.kind is Kind.DIRECT else Answer(actual=value)


def _answer(leaf: Criterion, target: Decimal | None, random: Random) -> Answer:
    if leaf.kind is Kind.DIRECT:
        return Answer(self_score=Decimal(random.randint(8, 20)) / 4)
    if leaf.kind is Kind.PASS:
        return Answer(actual=Decimal(random.random() < 0.9))
    if leaf.kind in (Kind.COUNT, Kind.COUNT_DOWN):
        return Answer(actual=Decimal(random.randint(0, 6)))
    return Answer(actual=Decimal(random.randint(600, 1150)) / 1000 * (target or 50))
