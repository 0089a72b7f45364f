"""decisions.xlsx: what was decided afterwards, empty to be filled in or with decisions; `read_decisions` reads it back
equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from emulation_cli.catalogue import area, text
from emulation_cli.cluster.decisions import Decisions, Meeting, NextTerm
from emulation_cli.cluster.decisions_file import SHEETS
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.book import open_book
from emulation_cli.forms.decisions_lines import BALLOTS, Rows
from emulation_cli.forms.decisions_lists import NAME, Lists
from emulation_cli.forms.definition_page import FIRST_ROW, Column, DefinitionPage, Value
from emulation_cli.labels import label

UNIT = Column("unit", 36, "fill_words")
CRITERION, TEXT = Column("criterion", 12, "fill_code"), Column("text", 48, "looked_up")
REASON = Column("reason", 50, "fill_text")
COLUMNS: Mapping[str, Sequence[Column]] = {
    "adjustments": (
        UNIT,
        *(CRITERION, TEXT, Column("actual", 12, "fill_number"), Column("points", 10, "fill_number")),
        *(REASON, Column("decided_by", 24, "fill_text"), Column("decided_on", 13, "fill_date")),
    ),
    "ties": (UNIT, Column("order", 10, "fill_number"), Column("ground", 80, "fill_text")),
    "class_caps": (UNIT, Column("best_class", 28, "fill_words"), REASON),
    "award_bars": (UNIT, Column("award", 44, "fill_words"), REASON),
    "excuses": (UNIT, Column("treatment", 14, "fill_number"), REASON),
    "not_assigned": (UNIT, CRITERION, TEXT, REASON),
    "receipts": (
        *(
            UNIT,
            Column("file", 56, "fill_words"),
            Column("received", 20, "fill_time"),
            Column("used", 10, "fill_number"),
        ),
    ),
    "votes": (
        *(Column("award", 44, "fill_words"), UNIT, Column("round", 8, "fill_number")),
        *(Column(key, 11, "fill_number") for key in BALLOTS),
    ),
    "meeting": (Column("item", 18, "fill_text"), Column("text", 110, "fill_words")),  # 9/10 is no date
    "next_term": (Column("role", 18, "fill_number"), UNIT),
}
EMPTY_ROWS = 15
# What cells choose from: a column of the lists, or a table of labels.
OFFERED = {"unit": "units", "best_class": "classes"}
OFFERED_IN = {
    ("adjustments", "criterion"): "leaves",
    ("not_assigned", "criterion"): "paths",
    ("award_bars", "award"): "barred",
    ("votes", "award"): "voted",
}
CHOSEN = {"treatment": "treatment", "used": "used", "item": "meeting", "role": "role"}
HINTS = ("actual", "points", "file", "received", "round", "members")
COUNTED = {"order": 1, "round": 1, **dict.fromkeys(BALLOTS, 0)}
MOST = 10**6


def write_decisions(
    target: Path, cluster: Cluster, decisions: Decisions | None = None, *, language: str = "vi"
) -> None:
    """Write all ten sheets with explanations, lists to choose from and room for more; without decisions only those.

    Rows are numbered anew.
    """
    workbook, styles = open_book(target, text(language, "forms", "definition.decisions_title"))
    lists, rows = Lists(cluster, language), Rows(cluster, language)
    for field, (key, *_) in SHEETS.items():
        sheet = workbook.add_worksheet(label("sheet", key, language))
        page = DefinitionPage(sheet, styles, language, COLUMNS[field])
        page.open(key)
        _write_lines(page, getattr(decisions or Decisions(), field) or _to_fill_in(field, language), lists, rows)
        _guard(page, field, lists)
    lists.write(workbook.add_worksheet(NAME))
    workbook.close()


def _to_fill_in(field: str, language: str) -> tuple[Any, ...]:
    """What a meeting always has, still without words: its items, who leads the next term."""
    if field == "meeting":
        return tuple(Meeting(item, "") for item in area(language, "labels")["meeting"])
    return (NextTerm("head", ""), NextTerm("deputy", "")) if field == "next_term" else ()


def _write_lines(page: DefinitionPage, lines: Sequence[Any], lists: Lists, rows: Rows) -> None:
    """The decisions, then empty framed rows."""
    for row in range(FIRST_ROW, FIRST_ROW + len(lines) + EMPTY_ROWS):
        line = lines[row - FIRST_ROW] if row - FIRST_ROW < len(lines) else None
        cells = dict(rows.of(line)) if line else {}
        looks = rows.styles(line) if line else {}
        if TEXT in page.columns:
            cells["text"] = _text(page, row, lists, cells.get("criterion"))
        values = [cells.get(column.key) for column in page.columns]
        page.row(row, values, [looks.get(column.key, column.style) for column in page.columns])


def _text(page: DefinitionPage, row: int, lists: Lists, path: Value) -> Value:
    letter = chr(65 + page.columns.index(CRITERION))
    return lists.text_of(f"${letter}{row + 1}", str(path or ""))


def _guard(page: DefinitionPage, field: str, lists: Lists) -> None:
    """Lists, whole numbers and hints; a list takes other words too, for units and criteria have several names."""
    for column in page.columns:
        offered = OFFERED_IN.get((field, column.key)) or OFFERED.get(column.key)
        if offered and lists.source(offered):
            page.offer(column.key, lists.source(offered))
        elif column.key in CHOSEN:
            page.choose(column.key, CHOSEN[column.key])
        elif column.key in COUNTED:
            limits = {"criteria": "between", "minimum": COUNTED[column.key], "maximum": MOST}
            hint = column.key if column.key in HINTS else ""
            page.guard(column.key, {"validate": "whole", **limits, **page.hint(hint, column.key)})
        elif column.key in HINTS:
            page.advise(column.key, column.key)
