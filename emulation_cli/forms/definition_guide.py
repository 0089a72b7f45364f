"""The sheet of cluster.xlsx that explains the kinds of scoring and their parameters; the reader passes it over."""

from __future__ import annotations

from emulation_cli.catalogue import area
from emulation_cli.cluster.criteria import Kind
from emulation_cli.forms.book import FormSheet, Styles, print_setup
from emulation_cli.forms.styles import font
from emulation_cli.heights import row_height
from emulation_cli.labels import label

WIDTHS = {"kind": 16, "fills_in": 30, "points": 44, "parameters": 60}


def write_guide(sheet: FormSheet, language: str, styles: Styles) -> None:
    """A row a kind: what the unit fills in, how it becomes points, its parameters."""
    texts = area(language, "forms")["definition"]["guide"]
    sheet.merge_range(0, 0, 0, len(WIDTHS) - 1, texts["title"], styles["title"])
    sheet.set_row(0, 26)
    for column, (key, width) in enumerate(WIDTHS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, texts[key], styles["header"])
    for row, kind in enumerate(Kind, 2):
        _line(sheet, row, [label("kind", kind, language), *(texts[kind][key] for key in list(WIDTHS)[1:])], styles)
    below = len(Kind) + 3
    sheet.merge_range(below, 0, below, len(WIDTHS) - 1, texts["anywhere_title"], styles["header"])
    for row, words in enumerate(texts["anywhere"].values(), below + 1):
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, words, styles["looked_up"])
    print_setup(sheet, area(language, "forms")["sheet"]["page"])


def _line(sheet: FormSheet, row: int, words: list[str], styles: Styles) -> None:
    names = ["item", *["looked_up"] * (len(words) - 1)]
    for column, (word, style) in enumerate(zip(words, names, strict=True)):
        sheet.write_string(row, column, word, styles[style])
    cells = [
        (word, float(width), *font(style)) for word, width, style in zip(words, WIDTHS.values(), names, strict=True)
    ]
    sheet.fit_row(row, row_height(cells))
