"""A sheet of cluster.xlsx being written: what explains it, a header, rows and room for more, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from emulation_cli.catalogue import area, text
from emulation_cli.forms.book import FormSheet, Styles, plain, print_setup
from emulation_cli.forms.styles import font
from emulation_cli.heights import row_height, text_height
from emulation_cli.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

INTRO_ROW, HEADER_ROW, FIRST_ROW = range(3)
HEADER_HEIGHT = 34
ROOM = 500  # rows in which choices and hints hold
LONGEST_HINT, LONGEST_TITLE = 255, 32  # Excel's limits


class Lookup(NamedTuple):
    """A cell that looks something up: its formula, and what that finds now."""

    formula: str
    value: str = ""


Value = str | Decimal | date | Lookup | None


class Column(NamedTuple):
    """A column: the key of its header in labels.toml, its width in characters, the style of its cells."""

    key: str
    width: float
    style: str


@dataclass
class DefinitionPage:
    """One sheet with its columns."""

    sheet: FormSheet
    styles: Styles
    language: str
    columns: Sequence[Column]

    def open(self, key: str, more: str = "") -> None:
        """Explanation, header, widths, frozen panes, print set-up."""
        words = " ".join(part for part in (self.say(f"intro.{key}"), more) if part)
        last = max(1, len(self.columns) - 1)
        self.sheet.merge_range(INTRO_ROW, 0, INTRO_ROW, last, "", self.styles["hint"])
        self.sheet.write_string(INTRO_ROW, 0, words, self.styles["hint"])
        width = sum(column.width for column in self.columns)
        self.sheet.set_row(INTRO_ROW, text_height(words, width, *font("hint")) + 4)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(HEADER_ROW, at, label("column", column.key, self.language), self.styles["header"])
            self.sheet.set_column(at, at, column.width, self.styles[_without_frame(column.style)])
        self.sheet.set_row(HEADER_ROW, HEADER_HEIGHT)
        self.sheet.freeze_panes(FIRST_ROW, 0)
        self.sheet.repeat_rows(HEADER_ROW)
        print_setup(self.sheet, text(self.language, "forms", "sheet.page"))

    def row(self, row: int, values: Sequence[Value], styles: Sequence[str] = ()) -> None:
        """One row of values in the columns' styles (or in others)."""
        looks = [styles[at] if styles else column.style for at, column in enumerate(self.columns)]
        for at, (value, look) in enumerate(zip(values, looks, strict=True)):
            self.put(row, at, value, look)
        shown = [value.value if isinstance(value, Lookup) else value for value in values]
        texts = [
            (value, column.width, *font(look))
            for value, column, look in zip(shown, self.columns, looks, strict=True)
            if isinstance(value, str)
        ]
        self.sheet.fit_row(row, row_height(texts))

    def put(self, row: int, column: int, value: Value, style: str) -> None:
        """One cell: a text as a text, a number or a date as what it is, or an empty one."""
        look = self.styles[style]
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, Lookup):
            self.sheet.write_formula(row, column, value.formula, look, value.value)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, look)
        elif isinstance(value, Decimal):
            self.sheet.write_number(row, column, plain(value), look)
        else:
            self.sheet.write_string(row, column, value, look)

    def room(self, row: int, more: int) -> None:
        """Empty framed rows to go on in."""
        for empty in range(row, row + more):
            for at, column in enumerate(self.columns):
                self.put(empty, at, None, column.style)

    def choose(self, key: str, table: str, keys: Iterable[str] = (), hint: str = "", **values: str) -> None:
        """Offer the labels of a table in a column."""
        self.guard(key, self.options(table, keys) | self.hint(hint, key, **values))

    def options(self, table: str, keys: Iterable[str] = ()) -> dict[str, Any]:
        """A list of labels to choose from."""
        wanted = keys or area(self.language, "labels")[table]
        return {"validate": "list", "source": [label(table, key, self.language) for key in wanted]}

    def offer(self, key: str, source: str, hint: str = "", **values: str) -> None:
        """Offer what stands in cells, and take whatever else is typed: the reader knows more names than a list."""
        self.guard(key, {"validate": "list", "source": source, "show_error": False} | self.hint(hint, key, **values))

    def advise(self, key: str, hint: str, **values: str) -> None:
        """Show a hint beside the cells of a column, and take whatever is typed."""
        self.guard(key, {"validate": "any", **self.hint(hint, key, **values)})

    def guard(self, key: str, options: dict[str, Any]) -> None:
        """A validation on a column."""
        at = next(at for at, column in enumerate(self.columns) if column.key == key)
        self.sheet.data_validation(FIRST_ROW, at, FIRST_ROW + ROOM - 1, at, options)

    def hint(self, hint: str, key: str, **values: str) -> dict[str, str]:
        """Title and words of a hint; nothing where there is none."""
        if not hint:
            return {}
        title = label("column", key, self.language)[:LONGEST_TITLE]
        return {"input_title": title, "input_message": self.say(f"hint.{hint}", **values)[:LONGEST_HINT]}

    def say(self, key: str, **values: str) -> str:
        """A text of the definition's own."""
        return text(self.language, "forms", f"definition.{key}", **values)


def _without_frame(style: str) -> str:
    """The style of a column's cells beyond the framed rows: text stays text there."""
    return "beyond_text" if style in ("fill_code", "fill_words") else "beyond"
