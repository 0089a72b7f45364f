"""examples/cum-2: the half-year of a made-up cluster of ten departments, 1,000 points with bonus and deductions."""

from __future__ import annotations

from content import cum_2_answers, cum_2_table, cum_2_units
from content.example import Example

EXAMPLE = Example(
    name="cum-2",
    cluster=cum_2_units.CLUSTER,
    rows=cum_2_table.TABLE,
    answers=cum_2_answers.ANSWERS,
    sheets=cum_2_answers.SHEETS,
    special=cum_2_answers.SPECIAL,
    note_rows=cum_2_answers.NOTE_ROWS,
    highlights=cum_2_answers.HIGHLIGHTS,
    attachments=cum_2_answers.ATTACHMENTS,
)
