"""Filled answers of every unit, from a table of columns: what `write_sheet` takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from content.building import Cell, Cells, Row, Typed
from emulation_cli.cluster.criteria import Kind
from emulation_cli.cluster.model import Unit
from emulation_cli.forms.answers import Answer

Table = Mapping[str, tuple[Cells, ...]]
Special = Mapping[tuple[str, str], Answer]
FIRST_NUMBER, NUMBERS_APART = 12, 17  # of the papers that evidence names, so that no two units share one


def filled(rows: Sequence[Row], units: Sequence[Unit], table: Table, special: Special) -> dict[str, dict[str, Answer]]:
    """By unit code, then by criterion path. A special answer stands in where it states something."""
    return {
        unit.code: {
            row.criterion.path: _answer(row, unit, place, table[row.criterion.path][place], special)
            for row in rows
            if row.criterion.path in table
        }
        for place, unit in enumerate(units)
    }


def _answer(row: Row, unit: Unit, place: int, cells: Cells, special: Special) -> Answer:
    value, target = cells if isinstance(cells, tuple) else (cells, None)
    shown = _entry(value)
    evidence = row.proof.format(n=FIRST_NUMBER + NUMBERS_APART * place, code=unit.code) if shown else ""
    answer = Answer(target=_entry(target), evidence=evidence)
    field = "self_score" if row.criterion.kind is Kind.DIRECT else "actual"
    answer = replace(answer, **{field: shown})
    own = special.get((unit.code, row.criterion.path), Answer())
    stated = {name: getattr(own, name) for name in Answer.__slots__ if getattr(own, name) not in (None, "", False)}
    return replace(answer, **stated)


def _entry(value: Cell) -> Decimal | str | None:
    """A plain number, đạt as 1 and không as 0, or the text that a person typed."""
    if value is None or isinstance(value, Typed):
        return None if value is None else str(value)
    return Decimal({"đạt": 1, "không": 0}.get(str(value), value))
