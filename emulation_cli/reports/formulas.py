"""Excel formulas as text, each beside the exact value that it must give.

Sums of points are wrapped in ROUND to the cluster's places: Excel adds binary floats, and 0.1 + 0.2 must neither
make nor break a tie. No text that a user wrote ever enters a formula; names are reached through cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from emulation_cli.cluster.rules import ClassRule
from emulation_cli.decimals import round_half_up
from emulation_cli.exact import Fraction
from emulation_cli.reports.doubles import rounded
from emulation_cli.spreadsheet.cells import column_letters

Cell = tuple[int, int]  # row and column from 0, as XlsxWriter counts

LONGEST = 8_000  # Excel takes 8,192 characters
MOST_ARGUMENTS = 250  # of 255
MOST_NESTED = 60  # of 64
SAFE_DIGITS = 10  # of a percent; what a double surely rounds right


def at(cell: Cell, fixed: bool = False) -> str:
    """(4, 3) → 'D5', or '$D$5'."""
    row, column = cell
    return f"${column_letters(column + 1)}${row + 1}" if fixed else f"{column_letters(column + 1)}{row + 1}"


def on(sheet: str, cell: Cell) -> str:
    """A cell of another sheet: 'Ma trận'!D5."""
    return "'" + sheet.replace("'", "''") + "'!" + at(cell)


def ranges(cells: Sequence[Cell]) -> list[str]:
    """Cells as few references: neighbours down a column or along a row become one range."""
    found: list[list[Cell]] = []
    for cell in cells:
        if found and _follows(found[-1], cell):
            found[-1].append(cell)
        else:
            found.append([cell])
    return [at(run[0]) if len(run) == 1 else f"{at(run[0])}:{at(run[-1])}" for run in found]


def _follows(run: list[Cell], cell: Cell) -> bool:
    """Whether a cell goes on where the run ends, in the run's own direction."""
    step = (cell[0] - run[-1][0], cell[1] - run[-1][1])
    if step not in ((1, 0), (0, 1)):
        return False
    return len(run) == 1 or step == (run[1][0] - run[0][0], run[1][1] - run[0][1])


def sum_of(cells: Sequence[Cell], places: int, ceiling: Cell | None = None, less: Sequence[Cell] = ()) -> str | None:
    """The rounded sum of cells, those of `less` taken away, at most what the ceiling cell says; None where Excel
    could not take it.

    SUM passes over text, so a cell that says that a score is still missing adds nothing.
    """
    parts = ranges(cells)
    if not parts or len(parts) > MOST_ARGUMENTS:
        return None
    away = "".join(f"-{at(cell)}" for cell in less)
    return _capped(f"ROUND(SUM({','.join(parts)}){away},{places})", ceiling)


def best_of(cells: Sequence[Cell]) -> str | None:
    """The highest of cells, what is no number passed over; 0 where none is."""
    parts = ranges(cells)
    return _capped(f"MAX({','.join(parts)})", None) if 0 < len(parts) <= MOST_ARGUMENTS else None


Pairs = Sequence[tuple[Cell, str]]  # points and the maximum that they may pass


def excess_of(cells: Pairs, places: int) -> str | None:
    """What points exceed their maxima by."""
    return _capped(f"ROUND({_over(cells)},{places})", None) if cells else None


def _over(cells: Pairs) -> str:
    """N makes nothing of a cell that holds text."""
    return "+".join(f"MAX(0,N({at(points)})-{maximum})" for points, maximum in cells)


def rescaled_sum(
    cells: Sequence[Cell], scale: tuple[Decimal, Decimal], added: Decimal, places: int, over: Pairs = ()
) -> str | None:
    """quy đổi: the sum of cells × full/assigned, rounded; `added` is that sum without what passes a maximum (`over`),
    which is not rescaled."""
    parts, (full, assigned) = ranges(cells), scale
    if not parts or len(parts) > MOST_ARGUMENTS:
        return None
    excess = _over(over)
    body = f"(SUM({','.join(parts)})-({excess}))" if over else f"SUM({','.join(parts)})"
    value = Fraction(added) * Fraction(full) / Fraction(assigned)
    formula = rounded(f"{body}*{full.normalize():f}/{assigned.normalize():f}", value, places)
    if formula is None:
        return None
    return _capped(f"ROUND({formula}+{excess},{places})" if over else formula, None)


def _capped(body: str, ceiling: Cell | None) -> str | None:
    formula = f"=MIN({body},{at(ceiling, fixed=True)})" if ceiling else f"={body}"
    return formula if len(formula) <= LONGEST else None


def signed_sum(terms: Sequence[tuple[int, str]], places: int) -> str | None:
    """References added or taken away: [(1, 'D5'), (-1, 'D9')] → =ROUND(0+D5-D9,2)."""
    if not terms:
        return None
    if len(terms) == 1 and terms[0][0] > 0:
        return f"={terms[0][1]}"
    body = "".join(f"{'+' if sign > 0 else '-'}{reference}" for sign, reference in terms)
    formula = f"=ROUND(0{body},{places})"
    return formula if len(formula) <= LONGEST else None


def total(parts: Sequence[Cell], caps: Sequence[Cell | None], places: int, maximum: Cell | None = None) -> str:
    """chuẩn + MIN(thưởng, trần) − MIN(trừ, trần), not below 0, and where the scale cuts not above the maximum."""
    base, bonus, deduction = (at(part) for part in parts)
    more, less = (
        f"MIN({part},{at(cap, fixed=True)})" if cap else part
        for part, cap in zip((bonus, deduction), caps, strict=True)
    )
    body = f"MAX(0,ROUND({base}+{more}-{less},{places}))"
    return f"=MIN({body},{at(maximum)})" if maximum else f"={body}"


def exact_total(parts: Sequence[Decimal], caps: Sequence[Decimal | None], maximum: Decimal | None = None) -> Decimal:
    """What `total` gives."""
    base, bonus, deduction = parts
    more, less = (part if cap is None else min(part, cap) for part, cap in zip((bonus, deduction), caps, strict=True))
    whole = max(Decimal(0), base + more - less)
    return whole if maximum is None else min(whole, maximum)


def rank(cell: Cell, first: Cell, last: Cell) -> str:
    """1, 2, 2, 4 by the numbers from `first` to `last`, the greatest first."""
    return f"=RANK({at(cell)},{at(first, fixed=True)}:{at(last, fixed=True)},0)"


def exact_ranks(values: Sequence[Decimal]) -> list[int]:
    """What `rank` gives for each of them."""
    place: dict[Decimal, int] = {}
    for position, value in enumerate(sorted(values, reverse=True), start=1):
        place.setdefault(value, position)
    return [place[value] for value in values]


def share(total_cell: Cell, maximum: Cell, digits: int) -> str:
    """Total over maximum, rounded to so many digits of a percent."""
    return f"=ROUND({at(total_cell)}/{at(maximum)},{digits + 2})"


def exact_percent(points: Decimal, maximum: Decimal, digits: int) -> Decimal | None:
    """What `share` gives, as a percent; None where there is nothing to divide by or a double would not hold it."""
    if not maximum or digits > SAFE_DIGITS:
        return None
    return Decimal(round_half_up(Fraction(points) / Fraction(maximum) * 100, digits)).scaleb(-digits)


def class_of(
    rules: Sequence[ClassRule], name: Cell, threshold: Cell, total_cell: Cell, maximum: Cell, places: int, none: str
) -> str | None:
    """The first rule that holds; names and thresholds stand in two columns, from these cells down.

    A percent is compared crosswise, without division: 100 × total against threshold × maximum. None where a rule
    asks more than a threshold.
    """
    if not rules or len(rules) > MOST_NESTED or any(rule.conditions for rule in rules):
        return None
    body = ""
    for row, rule in enumerate(rules):
        test = _test(rule, (threshold[0] + row, threshold[1]), total_cell, maximum, places)
        body += f"IF({test},{at((name[0] + row, name[1]), fixed=True)},"
    return f'={body}"{none}"{")" * len(rules)}'


def _test(rule: ClassRule, threshold: Cell, total_cell: Cell, maximum: Cell, places: int) -> str:
    sign, limit = ">" if rule.strictly else ">=", at(threshold, fixed=True)
    if not rule.percent:
        return f"{at(total_cell)}{sign}{limit}"
    digits = places + decimals_of(rule.threshold)
    return f"ROUND(100*{at(total_cell)},{places}){sign}ROUND({limit}*{at(maximum)},{digits})"


def exact_class(rules: Sequence[ClassRule], points: Decimal, maximum: Decimal) -> str | None:
    """What `class_of` gives, the name or None."""
    for rule in rules:
        reached, limit = (points * 100, rule.threshold * maximum) if rule.percent else (points, rule.threshold)
        if reached > limit or (reached == limit and not rule.strictly):
            return rule.name
    return None


def decimals_of(value: Decimal) -> int:
    """How many decimals a number is written with: 12.50 has 2."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
