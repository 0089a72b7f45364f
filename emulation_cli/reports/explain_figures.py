"""The figures of the whole cluster below the table of Giải trình điểm, live: the leader's share, sums and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from emulation_cli import catalogue
from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.reports.book import Book, plain, put, shortened
from emulation_cli.reports.explain_layout import COLUMN, Layout
from emulation_cli.reports.explain_live import decimals
from emulation_cli.reports.formulas import at
from emulation_cli.reports.reckoning import PeerFigures

LONGEST_TEXT = 120


def write(book: Book, sheet: Any, layout: Layout, peers: Mapping[str, PeerFigures]) -> None:
    """A heading, then two rows a criterion."""
    if not layout.figures:
        return
    put(sheet, layout.end + 1, 0, _say(book, "figures"), book.look("heading"))
    look, number = book.look("cell"), book.look("cell", num_format="General")
    for path, row in layout.figures.items():
        criterion = book.results.cluster.tree.by_path[path]
        text = shortened(plain(f"{book.results.cluster.tree.labels[path]} {criterion.text}"), LONGEST_TEXT)
        for place, (key, formula, value) in enumerate(_figures(criterion, layout, peers[path]), start=row):
            put(sheet, place, COLUMN["criterion"], path, look)
            put(sheet, place, COLUMN["text"], text, look)
            put(sheet, place, COLUMN["kind"], _say(book, f"figure.{key}"), look)
            sheet.write_formula(place, COLUMN["live"], f"={formula}", number, value)


def _say(book: Book, key: str) -> str:
    return catalogue.text(book.language, "explain", f"sheet.{key}")


def _figures(criterion: Criterion, layout: Layout, found: PeerFigures) -> Iterator[tuple[str, str, float]]:
    """(what it is, formula, value) of a criterion's two figures; arguments name the cells of those who take part."""
    actual = {unit: at(layout.cell(unit, criterion.path, "actual")) for unit in found.reached}
    if criterion.kind is Kind.LEADER:
        targeted = [unit for unit, one in found.reached.items() if one.target is not None]
        shares = [f"{actual[unit]}/{at(layout.cell(unit, criterion.path, 'target'))}" for unit in targeted]
        others = [actual[unit] for unit in actual if unit not in targeted]
        yield "best", _most(shares), float(found.best)
        yield "most", _most(others), float(found.most)
    else:
        cells = list(actual.values())
        total = f"ROUND(SUM({','.join(cells)}),{decimals(found)})" if cells else "0"
        yield "sum", total, float(_plain(found))
        yield "count", f"COUNT({','.join(cells)})" if cells else "0", len(cells)


def _most(cells: list[str]) -> str:
    return f"MAX({','.join(cells)})" if cells else "0"


def _plain(found: PeerFigures) -> Decimal:
    total = found.total
    return Decimal(total.numerator) / Decimal(total.denominator)
