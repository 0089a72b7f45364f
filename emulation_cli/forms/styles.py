"""How forms look: a handful of cell styles, in colours that print in black and white."""

from __future__ import annotations

from functools import cache
from typing import Any

FONT = "Times New Roman"
YELLOW, GREEN, GREY, BLUE, PALE_BLUE = "#FFF8DC", "#E6F2E6", "#E4E4E4", "#D5E0EE", "#ECF1F8"
LINE = "#8C8C8C"
# Without the scheme: a font of the theme is shown as the theme's own, whatever it is called.
_DEFAULT: dict[str, Any] = {"font_name": FONT, "font_size": 11, "font_scheme": "none", "font_family": 1}
_BASE: dict[str, Any] = {**_DEFAULT, "valign": "vcenter"}
_FRAMED = {**_BASE, "border": 1, "border_color": LINE, "text_wrap": True}
_CENTRE = {"align": "center"}
# Numbers stand in the General format on purpose: a typed 9.5 that Excel takes for 9 May stays visible as a date.
_CODE = {**_CENTRE, "num_format": "@"}
_CELLS: dict[str, dict[str, Any]] = {"text": {}, "centre": _CENTRE, "number": _CENTRE, "code": _CODE}
_EDGE = {"left": 2, "left_color": "#404040"}  # where the columns of the next unit begin
_ROWS: dict[str, dict[str, Any]] = {
    "section": {"bold": True, "bg_color": BLUE},
    "heading": {"bold": True, "bg_color": PALE_BLUE},
    "leaf": {},
    "input": {"bg_color": YELLOW, "locked": False},
    "appraiser": {"bg_color": GREEN, "locked": False},
    "grey": {"bg_color": GREY, "font_color": "#595959"},
}
_OTHER: dict[str, dict[str, Any]] = {
    "default": _DEFAULT,
    "cluster": {**_BASE, "bold": True, "font_size": 12},
    "title": {**_BASE, **_CENTRE, "bold": True, "font_size": 14, "text_wrap": True},
    "unit": {**_BASE, **_CENTRE, "bold": True, "font_size": 13, "text_wrap": True},
    "title_small": {**_BASE, **_CENTRE, "bold": True, "font_size": 11, "text_wrap": True},
    "hint": {**_BASE, "italic": True, "text_wrap": True, "font_size": 10},
    "label": {**_BASE, "align": "right", "italic": True},
    "mark": {**_FRAMED, **_CENTRE, "bg_color": GREEN, "locked": False},
    "mark_text": {**_FRAMED, "bg_color": GREEN, "locked": False},
    "mark_date": {**_FRAMED, **_CENTRE, "bg_color": GREEN, "locked": False, "num_format": "dd/mm/yyyy"},
    "header": {**_FRAMED, **_CENTRE, "bold": True, "bg_color": BLUE},
    "header_edge": {**_FRAMED, **_CENTRE, "bold": True, "bg_color": BLUE, **_EDGE},
    "guidance": {**_FRAMED, "font_size": 10, "italic": True},
    "guidance_grey": {**_FRAMED, "font_size": 10, "italic": True, **_ROWS["grey"]},
    "total_text": {**_FRAMED, "bold": True, "bg_color": BLUE},
    "total_number": {**_FRAMED, **_CENTRE, "bold": True, "bg_color": BLUE, "font_size": 12},
    "total_note": {**_FRAMED, "italic": True, "bg_color": BLUE},
    "place_date": {**_BASE, **_CENTRE, "italic": True, "locked": False},
    "role": {**_BASE, **_CENTRE, "bold": True},
    "sign": {**_BASE, **_CENTRE, "italic": True},
    "name": {**_BASE, **_CENTRE, "bold": True, "locked": False},
    "hidden": {**_BASE, "font_color": "#7F7F7F"},
    # cluster.xlsx: yellow is for filling in here too; codes, labels and parameters are text cells.
    "beyond": {**_BASE, "text_wrap": True},
    "beyond_text": {**_BASE, "text_wrap": True, "num_format": "@"},
    "item": {**_FRAMED, "bold": True},
    "explained": {**_FRAMED, "italic": True, "font_size": 10},
    "looked_up": {**_FRAMED, "font_color": "#404040"},
    "looked_up_code": {**_FRAMED, **_CENTRE, "font_color": "#404040"},
    "fill_text": {**_FRAMED, "bg_color": YELLOW},
    "fill_code": {**_FRAMED, **_CENTRE, "bg_color": YELLOW, "num_format": "@"},
    "fill_words": {**_FRAMED, "bg_color": YELLOW, "num_format": "@"},
    "fill_number": {**_FRAMED, **_CENTRE, "bg_color": YELLOW},
    "fill_left": {**_FRAMED, "align": "left", "bg_color": YELLOW},
    "fill_percent": {**_FRAMED, **_CENTRE, "bg_color": YELLOW, "num_format": "0.##%"},
    "fill_whole_percent": {**_FRAMED, **_CENTRE, "bg_color": YELLOW, "num_format": "0%"},
    "fill_date": {**_FRAMED, "align": "left", "bg_color": YELLOW, "num_format": "dd/mm/yyyy"},
    "fill_time": {**_FRAMED, "align": "left", "bg_color": YELLOW, "num_format": "dd/mm/yyyy hh:mm"},
}
# Where a row of the criteria is a section or a heading follows from its level, also while somebody edits it.
LEVELS: dict[str, dict[str, Any]] = {
    row: {"bold": True, "bg_color": _ROWS[row]["bg_color"]} for row in ("section", "heading")
}


@cache
def properties() -> dict[str, dict[str, Any]]:
    """Every style by name: 'input_number' is the style of a number in a cell that the unit fills in."""
    cells = {f"{row}_{cell}": {**_FRAMED, **how, **look} for row, look in _ROWS.items() for cell, how in _CELLS.items()}
    edges = {f"{row}_edge": {**_FRAMED, **_CENTRE, **look, **_EDGE} for row, look in _ROWS.items()}
    return {**cells, **edges, **_OTHER}


@cache
def font(style: str) -> tuple[float, bool]:
    """A style's font size and whether it is bold."""
    look = properties()[style]
    return float(look["font_size"]), bool(look.get("bold"))
