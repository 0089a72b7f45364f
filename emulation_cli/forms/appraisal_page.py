"""One appraiser's sheet: criteria down, units across, five columns a unit; open where an appraiser (or, under Giải
trình, a unit) writes, closed everywhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.forms.appraisal_guards import attach_guards
from emulation_cli.forms.appraisal_layout import (
    BASE,
    CLUSTER_ROW,
    FIELDS,
    FIRST_ROW,
    HEADER_HEIGHT,
    HEADER_ROW,
    HINT_ROW,
    NAME_ROW,
    TICK_ROW,
    TITLE_ROW,
    UNITS_A_PAGE,
    WHO_ROW,
    columns_of,
    lines,
)
from emulation_cli.forms.book import FormSheet, Styles, print_setup, put
from emulation_cli.forms.claims import Claim, Claims, Closed
from emulation_cli.forms.frame import OPEN_TO_ALL
from emulation_cli.forms.lines import CellToWrite
from emulation_cli.forms.styles import font
from emulation_cli.heights import row_height, text_height
from emulation_cli.labels import label

NOTE = {"font_name": "Times New Roman", "font_size": 10, "x_scale": 2.2, "y_scale": 1.1}
PAPER = 670.0  # points between the margins of A4 landscape (777), less what programs differ in widths
MOST_DEPTH = 6  # levels of an outline beneath the first


@dataclass
class AppraisalPage:
    """What all its parts know."""

    sheet: FormSheet
    styles: Styles
    cluster: Cluster
    units: Sequence[Unit]
    claims: Mapping[str, Claims]
    language: str

    def write(self, appraiser: str, own: Unit | None) -> None:
        """The whole sheet; `own` is the unit that appraises, whose columns are closed."""
        self._title(appraiser)
        self._header()
        for at, unit in enumerate(self.units):
            self._unit_header(at, unit, unit == own)
        for row, criterion in lines(self.cluster):
            self._line(row, criterion, own)
        attach_guards(self.sheet, self.styles, self.cluster, self._open(own), self.language)
        self._signature(FIRST_ROW + len(self.cluster.criteria) + 1)
        self._page()

    def _open(self, own: Unit | None) -> list[tuple[int, Claims]]:
        """The first column of each unit that this appraiser scores, with what it claims."""
        return [(columns_of(at), self.claims[unit.code]) for at, unit in enumerate(self.units) if unit != own]

    def _say(self, key: str, **values: object) -> str:
        return text(self.language, "forms", f"appraisal.{key}", **values)

    # Above the table

    def _title(self, appraiser: str) -> None:
        width, last = sum(BASE.values()), len(BASE) - 1
        heading = f"{self._say('title')} {self.cluster.period.upper()}".strip()
        for row, words, style in (
            (CLUSTER_ROW, self.cluster.name, "cluster"),
            (TITLE_ROW, heading, "title_small"),
            (HINT_ROW, self._say("hint", tick=self._tick), "hint"),
        ):
            self.sheet.merge_range(row, 0, row, last, "", self.styles[style])
            self.sheet.write_string(row, 0, words, self.styles[style])
            self.sheet.set_row(row, text_height(words, width, *font(style)) + 3)
        self.sheet.write_string(WHO_ROW, 0, label("column", "appraiser", self.language), self.styles["label"])
        self.sheet.write_string(WHO_ROW, 1, appraiser, self.styles["item"])

    @property
    def _tick(self) -> str:
        return text(self.language, "forms", "sheet.tick")

    def _header(self) -> None:
        """Tiêu chí, Nội dung, Điểm tối đa over both rows of the header; the tick's label above them."""
        look = self.styles["header"]
        for column, key in enumerate(BASE):
            self.sheet.merge_range(NAME_ROW, column, HEADER_ROW, column, "", look)
            self.sheet.write_string(NAME_ROW, column, label("column", key, self.language), look)
        self.sheet.write_string(TICK_ROW, 1, label("column", "appraised_mark", self.language), self.styles["label"])
        names = [text_height(unit.name, sum(FIELDS.values()), *font("header")) for unit in self.units]
        self.sheet.set_row(NAME_ROW, max([20.0, *names]) + 4)
        self.sheet.set_row(HEADER_ROW, HEADER_HEIGHT)
        self.sheet.set_row(TICK_ROW, 20)

    def _unit_header(self, at: int, unit: Unit, closed: bool) -> None:
        first = columns_of(at)
        last = first + len(FIELDS) - 1
        self.sheet.merge_range(NAME_ROW, first, NAME_ROW, last, "", self.styles["header_edge"])
        self.sheet.write_string(NAME_ROW, first, unit.name, self.styles["header_edge"])
        for column, key in enumerate(FIELDS, first):
            look = self.styles["header_edge" if column == first else "header"]
            self.sheet.write_string(HEADER_ROW, column, label("appraisal", key, self.language), look)
        if closed:
            self.sheet.merge_range(TICK_ROW, first, TICK_ROW, last, "", self.styles["grey_centre"])
            self.sheet.write_string(TICK_ROW, first, "", self.styles["grey_centre"])
            return
        self.sheet.write_blank(TICK_ROW, first, None, self.styles["mark"])
        self.sheet.merge_range(TICK_ROW, first + 1, TICK_ROW, last, "", self.styles["hint"])
        formula, shown = self._left(first, self.claims[unit.code])
        self.sheet.write_formula(TICK_ROW, first + 1, formula, self.styles["hint"], shown)

    def _left(self, first: int, claims: Claims) -> tuple[str, str]:
        """How many criteria this unit still lacks, live, and as it stands now."""
        count = sum(1 for claim in claims.values() if claim.closed is None)
        last = FIRST_ROW + len(self.cluster.criteria) - 1
        rounds = (xl_range(FIRST_ROW, first + column, last, first + column) for column in (1, 3))
        filled = "+".join(f'({cells}<>"")' for cells in rounds)
        lacking, tick = f"({count}-SUMPRODUCT(--(({filled})>0)))", xl_rowcol_to_cell(TICK_ROW, first)
        before, after = (part.replace('"', '""') for part in self._say("left", count="\0").split("\0"))
        done, marked = self._say("done"), self._say("marked")
        formula = f'=IF({tick}<>"","{marked}",IF({lacking}>0,"{before}"&{lacking}&"{after}","{done}"))'
        return formula, self._say("left", count=count) if count else done

    # The table

    def _line(self, row: int, criterion: Criterion, own: Unit | None) -> None:
        heading = criterion.path in self.cluster.tree.children
        style = ("section" if criterion.level == 1 else "heading") if heading else "leaf"
        words = _words(criterion)
        put(
            self.sheet,
            row,
            [
                CellToWrite(0, f"{style}_code", criterion.path),
                CellToWrite(1, f"{style}_text", words),
                CellToWrite(2, f"{style}_number", criterion.maximum),
            ],
            self.styles,
        )
        for at, unit in enumerate(self.units):
            claim = self.claims[unit.code].get(criterion.path)
            cells = list(self._closed(style)) if claim is None else list(self._cells(claim, unit == own))
            shifted = [cell._replace(column=columns_of(at) + number) for number, cell in enumerate(cells)]
            put(self.sheet, row, shifted, self.styles)
            if claim is not None and claim.note:
                self.sheet.write_comment(row, columns_of(at), claim.note, NOTE)
        self._height(row, criterion, words, style)

    def _height(self, row: int, criterion: Criterion, words: str, style: str) -> None:
        """As high as its words need; one level of the outline deeper than what stands above it."""
        width = list(BASE.values())[1]
        height = row_height([(words, width, *font(f"{style}_text"))])
        self.sheet.fit_row(row, height)
        depth = min(criterion.level - 1, MOST_DEPTH)
        if depth:
            self.sheet.set_row(row, height, None, {"level": depth})

    def _closed(self, style: str) -> Iterator[CellToWrite]:
        """A heading's cells: nothing is scored there."""
        yield CellToWrite(0, f"{style}_edge")
        yield from (CellToWrite(0, f"{style}_text") for _ in range(len(FIELDS) - 1))

    def _cells(self, claim: Claim, own: bool) -> Iterator[CellToWrite]:
        """What was claimed, and four cells to write in; grey where there is nothing to write."""
        shut = own or claim.closed is not None
        yield CellToWrite(0, "grey_edge" if shut else "leaf_edge", self._claimed(claim))
        if shut:
            yield from (CellToWrite(0, "grey_text") for _ in range(len(FIELDS) - 1))
            return
        for key in list(FIELDS)[1:]:
            yield CellToWrite(0, _OPEN[key])

    def _claimed(self, claim: Claim) -> str | Decimal | None:
        if claim.closed is Closed.NOT_ASSIGNED:
            return label("answer", "not_assigned", self.language)
        if claim.closed is Closed.BY_CLUSTER:
            return text(self.language, "forms", "sheet.cluster_computed")
        return self._say("asks_out") if claim.asks_out else claim.points

    # Around it

    def _signature(self, row: int) -> None:
        parts = {"sheet.place_date": "place_date", "appraisal.who": "role", "sheet.sign": "sign"}
        for below, (key, style) in enumerate(parts.items()):
            self.sheet.write_string(row + below, 1, text(self.language, "forms", key), self.styles[style])

    def _page(self) -> None:
        """Widths, outline, frozen panes, protection; on paper two units a page beside their criteria."""
        for column, width in enumerate(BASE.values()):
            self.sheet.set_column(column, column, width)
        for at in range(len(self.units)):
            for column, (key, width) in enumerate(FIELDS.items(), columns_of(at)):
                level = {"level": 1} if key in ("explanation", "second") else {}
                self.sheet.set_column(column, column, width, None, level)
        self.sheet.outline_settings(True, False, False, False)  # headings stand above what they sum up
        self.sheet.freeze_panes(FIRST_ROW, len(BASE))
        self.sheet.repeat_rows(NAME_ROW, HEADER_ROW)
        self.sheet.repeat_columns(0, len(BASE) - 1)
        print_setup(self.sheet, text(self.language, "forms", "sheet.page"))
        together = [*BASE.values(), *list(FIELDS.values()) * min(UNITS_A_PAGE, len(self.units))]
        self.sheet.set_print_scale(min(100, int(100 * PAPER / sum(map(_points, together)))))
        self.sheet.set_v_pagebreaks([columns_of(at) for at in range(UNITS_A_PAGE, len(self.units), UNITS_A_PAGE)])
        last = FIRST_ROW + len(self.cluster.criteria)
        self.sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:A{last}"})
        self.sheet.set_zoom(85)
        self.sheet.protect("", OPEN_TO_ALL)


_OPEN = {
    "first": "appraiser_number",
    "explanation": "input_text",
    "second": "appraiser_number",
    "opinion": "appraiser_text",
}


def _points(width: float) -> float:
    """A column's width on paper: seven pixels a character, and five beside them."""
    return (width * 7 + 5) * 0.75


def _words(criterion: Criterion) -> str:
    """The criterion's text behind its printed label."""
    shown = criterion.label.strip()
    return f"{shown}{'' if shown.endswith(('.', ')', ':')) else '.'} {criterion.text}" if shown else criterion.text
