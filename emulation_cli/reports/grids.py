"""Columns of Word tables: those of results as wide as their texts need, on the page's width.

Works on the tree that lxml parsed, before python-docx has it: its elements take several times as long to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from emulation_cli.reports import widths

TABLE_STYLE = "BangDiem"  # tables of this style get their columns' widths from their texts
MATRIX_STYLE = "MaTranDiem"  # first columns as the template has them but the second, then units of equal width

Sizes = Callable[[Sequence[Sequence[str]], int], list[int]]
SIZES: Mapping[str, Sizes] = {TABLE_STYLE: widths.fit, MATRIX_STYLE: widths.matrix}

TABLE, GRID, COLUMN, ROW, CELL = (qn(f"w:{name}") for name in ("tbl", "tblGrid", "gridCol", "tr", "tc"))
TABLE_FACTS, STYLE, TABLE_WIDTH = (qn(f"w:{name}") for name in ("tblPr", "tblStyle", "tblW"))
CELL_FACTS, CONDITIONS, CELL_WIDTH, SPAN = (qn(f"w:{name}") for name in ("tcPr", "cnfStyle", "tcW", "gridSpan"))
PARAGRAPH, TEXT, BREAK = (qn(f"w:{name}") for name in ("p", "t", "br"))
VALUE, WIDTH = qn("w:val"), qn("w:w")


def size_tables(body: Any, width: int) -> None:
    """Give each table of results columns that fit its texts and the page, `width` twips between its margins."""
    for table in body.iter(TABLE):
        facts = _child(table, TABLE_FACTS)
        style = None if facts is None else _child(facts, STYLE)
        sizes = None if style is None else SIZES.get(style.get(VALUE, ""))
        if sizes is not None:
            _size(table, width, sizes)


def grids_hold(body: Any) -> bool:
    """Whether every table's grid has as many columns as its longest row; a loop over cells makes more."""
    return all(_columns(table) == max(map(_cells, table.iter(ROW)), default=0) for table in body.iter(TABLE))


def _columns(table: Any) -> int:
    grid = _child(table, GRID)
    return 0 if grid is None else len(grid)


def _cells(row: Any) -> int:
    wide = sum(int(span.get(VALUE, "1")) - 1 for span in row.iter(SPAN))
    return wide + sum(1 for _ in row.iterchildren(CELL))


def _size(table: Any, width: int, sizes: Sizes) -> None:
    """Set the widths of a plain grid; a table whose cells an editor merged keeps its own."""
    rows = [list(row.iterchildren(CELL)) for row in table.iterchildren(ROW)]
    if len({len(row) for row in rows}) != 1:
        return
    columns = sizes([[_text(cell) for cell in row] for row in rows], width)
    _fill_grid(table, columns, width)
    shown = [str(column) for column in columns]
    for row in rows:
        for cell, column in zip(row, shown, strict=True):
            _cell_width(cell).set(WIDTH, column)


def _fill_grid(table: Any, columns: Sequence[int], width: int) -> None:
    whole = _child(_child(table, TABLE_FACTS), TABLE_WIDTH)
    if whole is not None:
        whole.set(WIDTH, str(width))
    grid = _child(table, GRID)
    del grid[:]
    for column in columns:
        etree.SubElement(grid, COLUMN, {WIDTH: str(column)})


def _cell_width(cell: Any) -> Any:
    """The element of a cell's width, made where there is none: the first of the cell's facts but one."""
    facts = _child(cell, CELL_FACTS)
    if facts is None:
        facts = etree.Element(CELL_FACTS)
        cell.insert(0, facts)
    found = _child(facts, CELL_WIDTH)
    if found is None:
        found = etree.Element(CELL_WIDTH)
        facts.insert(0 if _child(facts, CONDITIONS) is None else 1, found)
    return found


def _text(cell: Any) -> str:
    """A cell's text, its paragraphs and line breaks on lines of their own."""
    parts = (each.text or "" if each.tag == TEXT else "\n" for each in cell.iter(PARAGRAPH, TEXT, BREAK))
    return "".join(parts)[1:]


def _child(parent: Any, tag: str) -> Any:
    return next(parent.iterchildren(tag), None)
