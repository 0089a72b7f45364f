"""What Excel lets an appraiser type, and what it points out: scores out of range, reasons that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.guidance import digits
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.appraisal_layout import BASE, FIELDS, FIRST_ROW, TICK_ROW, lines
from emulation_cli.forms.book import FormSheet, Styles
from emulation_cli.forms.claims import Claims

if TYPE_CHECKING:
    from xlsxwriter.format import Format

MAXIMUM = list(BASE).index("maximum")
AT = {key: number for number, key in enumerate(FIELDS)}
ROUNDS = ("first", "second")
NO_LIMIT = Decimal(10) ** 9
DIFFERS, WANTED = {"bold": True}, {"bg_color": "#F4C49C"}
Units = Sequence[tuple[int, Claims]]  # first columns and claims


def attach_guards(sheet: FormSheet, styles: Styles, cluster: Cluster, units: Units, language: str) -> None:
    """Limits and lists for every unit that is scored on this sheet, and what is coloured while somebody types."""
    looks = tuple(styles.workbook.add_format(look) for look in (DIFFERS, WANTED))
    for first, claims in units:
        runs = list(_runs(cluster, claims))
        for top, bottom, above in runs:
            for key in ROUNDS:
                options = _limits(top, above, language)
                sheet.data_validation(top, first + AT[key], bottom, first + AT[key], options)
        tick = text(language, "forms", "sheet.tick")
        wrong = text(language, "forms", "guard.tick_error", tick=tick)
        said = {"input_message": text(language, "forms", "appraisal.tick", tick=tick), "error_message": wrong}
        sheet.data_validation(TICK_ROW, first, TICK_ROW, first, {"validate": "list", "source": [tick], **said})
        _colour(sheet, first, FIRST_ROW + len(cluster.criteria) - 1, *looks)


def _runs(cluster: Cluster, claims: Claims) -> Iterator[tuple[int, int, Decimal]]:
    """Rows that are scored, neighbours together: (first, last, how far points may pass the maximum)."""
    start, before, kind = -1, -1, Decimal(0)
    for row, criterion in lines(cluster):
        claim = claims.get(criterion.path)
        scored, above = claim is not None and claim.closed is None, _above(criterion)
        if start >= 0 and (not scored or above != kind):
            yield start, before, kind
            start = -1
        if scored and start < 0:
            start, kind = row, above
        before = row
    if start >= 0:
        yield start, before, kind


def _above(criterion: Criterion) -> Decimal:
    """The points of vượt that the kind can give above the maximum; without trần as many as Excel can hold."""
    return NO_LIMIT if criterion.most is None else criterion.most - (criterion.maximum or 0)


def _limits(row: int, above: Decimal, language: str) -> dict[str, Any]:
    """0…maximum and what may pass it; the limit stands in the first row of the run."""
    top = xl_rowcol_to_cell(row, MAXIMUM, col_abs=True)
    title, hint, wrong = (text(language, "forms", f"guard.{key}") for key in ("score_title", "score", "score_error"))
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": f"={top}+{digits(above)}" if above else f"={top}",
        "input_title": title,
        "input_message": hint,
        "error_title": title,
        "error_message": wrong,
    }


def _colour(sheet: FormSheet, first: int, last: int, differing: Format, wanted: Format) -> None:
    """A score that differs from the claim in bold; where its reason is missing, the cell for it stands out."""
    claimed, one, explanation, two, opinion = (
        xl_rowcol_to_cell(FIRST_ROW, first + AT[key], col_abs=True)
        for key in ("claimed", "first", "explanation", "second", "opinion")
    )
    differs = f'AND(IF({two}<>"",{two},{one})<>"",IF({two}<>"",{two},{one})<>{claimed})'
    no_reason = f'AND({opinion}="",OR({two}="",{explanation}=""))'
    for key in ROUNDS:
        _when(sheet, first + AT[key], last, f"={differs}", differing)
    _when(sheet, first + AT["opinion"], last, f"=AND({differs},{no_reason})", wanted)


def _when(sheet: FormSheet, column: int, last: int, formula: str, look: Format) -> None:
    cells = xl_range(FIRST_ROW, column, last, column)
    sheet.conditional_format(cells, {"type": "formula", "criteria": formula, "format": look})
