"""Short words for writing a scoring table down as data: rows, ways of scoring, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, NotAssigned, Parameters
from emulation_cli.cluster.model import Target

NOT_ASSIGNED = "không giao"


class Typed(str):
    """A number that the unit typed as text ('8,25'), kept as text in its sheet."""


Cell = int | str | None
Cells = Cell | tuple[Cell, Cell]  # a pair is (Kết quả, Chỉ tiêu), where the unit states its own target


@dataclass(frozen=True)
class Sheet:
    """A filled sheet's place under collected/ and when its unit saved it (Vietnam's time)."""

    path: str
    saved: str


@dataclass(frozen=True)
class Way:
    """Cách chấm with its Tham số and ĐVT."""

    kind: Kind
    measure: str = ""
    parameters: Parameters = field(default_factory=Parameters)


@dataclass(frozen=True)
class Row:
    """A row of the table; `proof` is what the units name as evidence ('' where none is required)."""

    criterion: Criterion
    proof: str = ""


def head(
    level: int,
    title: str,
    maximum: int | str,
    group: Group = Group.STANDARD,
    note: str = "",
    not_assigned: NotAssigned | None = None,
) -> Row:
    """A row that only sums what stands under it; its label is the first word of the title."""
    label, _, text = title.partition(" ")
    rules = Parameters(not_assigned=not_assigned)
    return Row(Criterion("", level, label, text, Decimal(maximum), group, parameters=rules, note=note))


def choice(level: int, title: str, maximum: int | str, note: str = "") -> Row:
    """A row of which exactly one child is chosen (chọn một)."""
    row = head(level, title, maximum, note=note)
    return Row(replace(row.criterion, kind=Kind.CHOICE))


def leaf(
    level: int,
    title: str,
    maximum: int | str,
    way: Way,
    *,
    group: Group = Group.STANDARD,
    proof: str = "",
    guidance: str = "",
    note: str = "",
    not_assigned: NotAssigned | None = None,
) -> Row:
    """A row that is scored; evidence is required where a proof is given."""
    row = head(level, title, maximum, group, note)
    criterion = replace(
        row.criterion,
        kind=way.kind,
        parameters=replace(way.parameters, not_assigned=not_assigned),
        measure=way.measure,
        guidance=guidance,
        evidence_required=bool(proof),
    )
    return Row(criterion, proof)


def numbered(rows: Iterable[Row]) -> list[Row]:
    """The rows with their paths by position ('1.3.2')."""
    counters: list[int] = []
    found = []
    for row in rows:
        level = row.criterion.level
        counters = [*counters[:level], *[0] * (level - len(counters))]
        counters[level - 1] += 1
        path = ".".join(map(str, counters))
        found.append(replace(row, criterion=replace(row.criterion, path=path)))
    return found


def direct(measure: str = "điểm") -> Way:
    """Trực tiếp."""
    return Way(Kind.DIRECT, measure)


def passed(requires: str | None = None) -> Way:
    """Đạt."""
    return Way(Kind.PASS, "", Parameters(requires=requires))


def count(points: str, measure: str, requires: str | None = None) -> Way:
    """Theo lần: points an occurrence."""
    return Way(Kind.COUNT, measure, Parameters(points=Decimal(points), requires=requires))


def count_down(points: str, measure: str) -> Way:
    """Trừ theo lần: points off an occurrence."""
    return Way(Kind.COUNT_DOWN, measure, Parameters(points=Decimal(points)))


def ratio(
    measure: str,
    *,
    floor: str | None = None,
    shortfall: tuple[str, str] | None = None,
    excess: tuple[str, str, str] | None = None,
    requires: str | None = None,
    less_is_better: bool = False,
) -> Way:
    """Tỷ lệ, with sàn; hụt (points, step); vượt (points, step, trần); cần; ngược."""
    off = [Decimal(part) for part in shortfall] if shortfall else [None, None]
    over = [Decimal(part) for part in excess] if excess else [None, None, None]
    parameters = Parameters(
        floor=Decimal(floor) if floor else None,
        shortfall=off[0],
        shortfall_step=off[1],
        excess=over[0],
        excess_step=over[1],
        excess_cap=over[2],
        requires=requires,
        less_is_better=less_is_better,
    )
    return Way(Kind.RATIO, measure, parameters)


def bands(measure: str, *steps: tuple[str, ...], requires: str | None = None) -> Way:
    """Bậc, from the top: ('98', '25') is `>=98%:25`, ('88', '90', '2') is `88%..<90%:2`."""
    found = tuple(_band(*step) for step in steps)
    return Way(Kind.BAND, measure, Parameters(bands=found, requires=requires))


def _band(low: str, *rest: str) -> Band:
    *high, points = (Decimal(part) for part in rest)
    return Band(points, Decimal(low), high=high[0] if high else None, percent=True)


def mean(measure: str, less_is_better: bool = False) -> Way:
    """So trung bình."""
    return Way(Kind.MEAN, measure, Parameters(less_is_better=less_is_better))


def leader(measure: str) -> Way:
    """Dẫn đầu."""
    return Way(Kind.LEADER, measure)


def targets(units: Sequence[str], lines: Mapping[str, Sequence[Cell]]) -> tuple[Target, ...]:
    """Chỉ tiêu from a matrix: a value for each unit, `không giao` where it is not assigned, None for no line."""
    return tuple(
        Target(unit, path, None if value == NOT_ASSIGNED else Decimal(value))
        for path, line in lines.items()
        for unit, value in zip(units, line, strict=True)
        if value is not None
    )
