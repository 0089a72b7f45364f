"""The columns of the scoring sheet: their order, widths and letters."""

from __future__ import annotations

from emulation_cli.labels import label

# Field (as in intake) → the key of its label, its width in characters: together 1.0 A4 landscape page at about 75 %.
FIELDS = {
    "label": ("label", 6.0),
    "text": ("sheet_text", 39.5),
    "maximum": ("maximum", 8.5),
    "measure": ("measure", 8.5),
    "target": ("target", 9.5),
    "actual": ("actual", 9.5),
    "self_score": ("self_score", 8.0),
    "not_assigned": ("not_assigned", 7.5),
    "evidence": ("evidence", 18.0),
    "explanation": ("explanation", 18.0),
    "appraised_actual": ("appraised_actual", 9.5),
    "appraised_score": ("appraised_score", 9.5),
    "appraised_opinion": ("appraised_opinion", 16.0),
    "guidance": ("guidance", 30.0),
}
INDEX = {field: column for column, field in enumerate(FIELDS)}
WIDTHS = dict(enumerate(width for _, width in FIELDS.values()))
LETTER = {field: chr(65 + column) for field, column in INDEX.items()}
# Two hidden columns: whose row it is, and 1 where the unit owes a score.
PATH_COLUMN, OWED_COLUMN = len(FIELDS), len(FIELDS) + 1
PATH_HEADER, OWED_HEADER = "_path", "_owed"
OWED_LETTER = chr(65 + OWED_COLUMN)
LAST_PRINTED = len(FIELDS) - 1

# Rows count from 0, as XlsxWriter does.
CLUSTER_ROW, TITLE_ROW, UNIT_ROW, HINT_ROW, HEADER_ROW = range(5)
FIRST_ROW = HEADER_ROW + 1


def headers(language: str) -> list[str]:
    """The printed headers in order."""
    return [label("column", key, language) for key, _ in FIELDS.values()]
