"""Numbers, answers and ticks as people type them, and what Excel makes of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from builders import criteria
from cases.agreed import ANSWERS, CLUSTER, Desk
from cases.registry import Files, case
from cases.spoiling import Book, Error, Formula

from emulation_cli.cluster.model import Target
from emulation_cli.forms.answers import Answer

D = Decimal

DATE, PERCENT = "dd/mm/yyyy", "0%"
NINTH_OF_MAY = 46151  # 9 May 2026, as a sheet keeps it

# Typed as text


@case()
def decimal_comma(desk: Desk) -> bytes:
    """15,5 typed where Excel expects a point: the cell holds a text and Excel's own sums leave it out."""
    return desk.sheet({"1.1": "15,5"})


@case()
def text_number(desk: Desk) -> bytes:
    """A column pasted from Word: numbers that are texts."""
    return desk.sheet({"1.1": "15", "1.3": "3", "1.6": "96"})


@case()
def number_with_unit(desk: Desk) -> bytes:
    """The unit of measure typed behind the number."""
    return desk.sheet({"1.1": "15,5 điểm", "1.3": "3 mô hình"})


@case()
def number_over_its_maximum(desk: Desk) -> bytes:
    """Typed as on paper: so many out of so many."""
    return desk.sheet({"1.1": "15,5/20"})


@case()
def number_over_another_maximum(desk: Desk) -> bytes:
    """Scored on another scale: 8 out of 10 where 20 are to be had."""
    return desk.sheet({"1.1": "8/10"})


@case()
def number_with_strange_signs(desk: Desk) -> bytes:
    """Pasted from a web page or a PDF: no-break and thin spaces, full-width digits, another minus."""
    return desk.sheet({"1.1": "１５，５", "1.3": "3\u00a0", "1.5": "\u20091\u2009090", "4.1": "−1"})


@case()
def point_or_thousands(desk: Desk) -> bytes:
    """1.250 is one and a quarter to one hand and twelve hundred and fifty to another."""
    return desk.sheet({"1.1": "1.250", "1.5": "1.250"})


@case()
def comma_and_three_digits(desk: Desk) -> bytes:
    """90,125 is read the Vietnamese way, though an English hand means ninety thousand."""
    return desk.sheet({"1.5": "90,125"})


@case()
def footnote_mark(desk: Desk) -> bytes:
    """The footnote of the printed table typed or pasted with the number: 15⁷, 3 (1)."""
    return desk.sheet({"1.1": "15⁷", "1.3": "3 (1)"})


@case()
def footnote_glued(desk: Desk) -> bytes:
    """The same after the raised digit came down: 15⁷ pasted becomes 157."""
    return desk.sheet({"1.1": 157})


@case()
def footnote_raised(desk: Desk) -> Book:
    """The footnote's digit is raised by its format alone: the cell's letters are 901, everybody sees 90¹."""
    book = desk.book({"1.5": None})
    runs = '<is><r><t>90</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is>'
    book.table.xml("F11", runs, t="inlineStr")
    return book


@case()
def words(desk: Desk) -> bytes:
    """Words, ranges, sums and marks where one number belongs."""
    typed = {"1.1": "mười lăm", "1.3": "2-3", "1.4": "x", "1.5": "=80+10", "2.2": "8, 25", "3.1": "-"}
    return desk.sheet(typed)


@case()
def number_with_multiplier(desk: Desk) -> bytes:
    """800 triệu where others write tỷ đồng."""
    return desk.sheet({"1.5": "800 triệu"})


# What Excel makes of them


@case()
def date_for_score(desk: Desk) -> Book:
    """Under a Vietnamese locale Excel turns a typed 9.5 or 9/5 into the ninth of May."""
    book = desk.book({"1.1": NINTH_OF_MAY})
    book.table.put({"G7": NINTH_OF_MAY}, DATE)
    return book


@case()
def date_for_result(desk: Desk) -> Book:
    """The same in results, under other ways of showing a date."""
    book = desk.book({"1.3": NINTH_OF_MAY, "2.2": NINTH_OF_MAY})
    book.table.put({"F9": NINTH_OF_MAY}, "d-mmm").put({"F15": NINTH_OF_MAY}, "[$-42A]dd mmmm yyyy")
    return book


@case()
def date_since_1904(desk: Desk) -> Book:
    """The same in a workbook that began on an old Mac, whose days count from 1904."""
    book = desk.book({"1.1": NINTH_OF_MAY - 1462})
    book.table.put({"G7": NINTH_OF_MAY - 1462}, DATE)
    return book.replace("xl/workbook.xml", "<workbookPr ", '<workbookPr date1904="1" ')


@case()
def small_number_shown_as_date(desk: Desk) -> Book:
    """15,5 typed into a cell that an earlier slip left formatted as a date: it shows 15/01/1900."""
    book = desk.book()
    book.table.put({"G7": D("15.5")}, DATE)
    return book


@case()
def time_for_result(desk: Desk) -> Book:
    """9:30 typed for 9,30."""
    book = desk.book()
    book.table.put({"F15": D("0.395833333333333")}, "h:mm")
    return book


@case()
def percent_for_score(desk: Desk) -> Book:
    """80% typed as a score: Excel keeps 0,8 and shows 80%."""
    book = desk.book({"1.1": D("0.8")})
    book.table.put({"G7": D("0.8")}, PERCENT)
    return book


@case()
def percent_for_percent(desk: Desk) -> Book:
    """96% typed where percents are asked for: the same as 96."""
    book = desk.book({"1.6": D("0.96")})
    book.table.put({"F12": D("0.96")}, PERCENT)
    return book


@case()
def fraction_for_percent(desk: Desk) -> bytes:
    """0,96 where percents are asked for: 96% or not even one?"""
    return desk.sheet({"1.6": D("0.96")})


@case()
def percent_text_for_score(desk: Desk) -> bytes:
    """A text 80% as a score."""
    return desk.sheet({"1.1": "80%"})


@case()
def never_calculated(desk: Desk) -> Book:
    """Formulas written by another program, that Excel never calculated."""
    book = desk.book()
    book.table.put({"G7": Formula("10+5.5"), "F11": Formula("SUM(R1:R9)")})
    return book


@case()
def error_cells(desk: Desk) -> Book:
    """A formula whose source was deleted; the sums above show the error too."""
    book = desk.book()
    book.table.put({"G7": Formula("R7+1", Error("#REF!")), "F11": Error("#N/A"), "F8": Error("#VALUE!")})
    book.table.put({"G6": Formula("SUM(G7:G12)", Error("#REF!")), "G24": Formula("G6+G13", Error("#REF!"))})
    return book


@case()
def own_formula(desk: Desk) -> Book:
    """A person's own formula with its value: as good as a number."""
    book = desk.book()
    book.table.put({"G7": Formula("10+5.5", D("15.5")), "F11": Formula("900/10", 90)})
    return book


@case()
def true_and_false(desk: Desk) -> Book:
    """TRUE as an answer is a yes; as a score it is nothing."""
    book = desk.book()
    book.table.put({"F8": True, "G7": True})
    return book


@case()
def binary_residue(desk: Desk) -> Book:
    """A score that Excel shows as 12,995 and stores as 12.994999999999999: it rounds up, as shown."""
    book = desk.book({"1.1": D("12.995")})
    book.table.xml("G7", "<v>12.994999999999999</v>")
    return book


# Scores beyond what can be


@case()
def above_maximum(desk: Desk) -> bytes:
    """More than the maximum."""
    return desk.sheet({"1.1": D("20.5")})


@case()
def negative_score(desk: Desk) -> bytes:
    """A minus before a score, or before a count."""
    return desk.sheet({"1.1": -3, "1.3": -1})


@case()
def deduction_with_minus(desk: Desk) -> bytes:
    """Deductions are typed with and without a minus: both read the same."""
    return desk.sheet({"4.1": -1})


@case()
def too_many_decimals(desk: Desk) -> bytes:
    """Three decimals where two were agreed: rounded half up, and said."""
    return desk.sheet({"1.1": D("15.505")})


@case(cluster=replace(CLUSTER, step=D("0.25")))
def off_the_step(desk: Desk) -> bytes:
    """Scores go by quarters of a point, 15,6 does not."""
    return desk.sheet({"1.1": D("15.6")})


@case()
def immense(desk: Desk) -> bytes:
    """A telephone number in a result's cell."""
    return desk.sheet({"1.5": D("84912345678901")})


_UNLIMITED = replace(
    CLUSTER,
    criteria=tuple(
        criteria(("1.5", "ratio", 10, {"text": one.text, "measure": one.measure, "excess": 1, "excess_step": 1}))[0]
        if one.path == "1.5"
        else one
        for one in CLUSTER.criteria
    ),
)


@case(cluster=_UNLIMITED)
def bonus_without_limit(desk: Desk) -> bytes:
    """A bonus for every percent above the target, no ceiling agreed, and a slip of the hand."""
    return desk.sheet({"1.5": D("84912345678901")})


@case()
def half_a_count(desk: Desk) -> bytes:
    """Points typed where a number of times is asked for."""
    return desk.sheet({"1.3": D("2.5")})


@case()
def another_scale(desk: Desk) -> bytes:
    """9,6 where the others write 92 and 85: one has scored by tens."""
    return desk.sheet({"1.6": D("9.6")})


# Cells left empty, or the wrong ones filled


@case()
def left_blank(desk: Desk) -> bytes:
    """Nothing typed, or a space: never a zero."""
    return desk.sheet({"1.1": None, "1.3": None, "1.5": " "})


@case()
def zeros_typed(desk: Desk) -> bytes:
    """A zero is an answer."""
    return desk.sheet({"1.1": 0, "1.3": 0, "1.5": 0, "1.6": 0})


@case()
def score_in_result_column(desk: Desk) -> bytes:
    """The score typed one column too far to the left."""
    return desk.sheet({"1.1": Answer(actual=D("15.5"))})


@case()
def score_without_result(desk: Desk) -> bytes:
    """Points typed over the formula, the result left blank."""
    return desk.sheet({"1.3": Answer(self_score=D(6))})


@case()
def score_that_cannot_be(desk: Desk) -> bytes:
    """The same with points that no count gives."""
    return desk.sheet({"1.3": Answer(self_score=D(5))})


@case()
def score_typed_over_formula(desk: Desk) -> bytes:
    """Points typed over the formula that differ from what the result gives."""
    return desk.sheet({"1.3": Answer(actual=D(3), self_score=D(10))})


@case()
def score_for_what_the_cluster_computes(desk: Desk) -> bytes:
    """Points typed where only all units together can tell, the result left blank."""
    return desk.sheet({"2.2": Answer(self_score=D(10))})


@case()
def unclear_answer(desk: Desk) -> bytes:
    """Yes and no were asked for."""
    return desk.sheet({"1.2": replace(desk.sound["1.2"], actual="đạt một phần")})


@case()
def points_for_an_answer(desk: Desk) -> bytes:
    """Points typed where yes and no were asked for."""
    return desk.sheet({"1.2": replace(desk.sound["1.2"], actual=D(10)), "2.3.2": "6"})


@case()
def answers_of_all_kinds(desk: Desk) -> bytes:
    """ĐẠT, có, x, 1 and a check mark are a yes, though the sheet's own formula knows but one of them."""
    return desk.sheet({"1.2": replace(desk.sound["1.2"], actual="ĐẠT "), "2.3.1": "Chưa đạt", "2.3.2": "x"})


@case()
def tick(desk: Desk) -> bytes:
    """The unit says of itself that a criterion was not assigned to it: a request."""
    return desk.sheet({"1.3": Answer(not_assigned=True)})


@case()
def unclear_tick(desk: Desk) -> Book:
    """A question typed where a tick belongs."""
    book = desk.book()
    book.table.put({"H9": "đang hỏi lại"})
    return book


@case(cluster=replace(CLUSTER, targets=(*CLUSTER.targets, Target("YT", "1.3", None))))
def filled_though_not_assigned(desk: Desk) -> Book:
    """A criterion that the cluster did not assign, filled in all the same."""
    book = desk.book()
    book.table.put({"F9": 3})
    return book


@case()
def target_changed(desk: Desk) -> bytes:
    """The agreed target made smaller."""
    return desk.sheet({"1.5": Answer(target=D(80), actual=D(90))})


_NO_TARGETS = replace(CLUSTER, targets=CLUSTER.targets[:2])


@case(cluster=_NO_TARGETS)
def target_missing(desk: Desk) -> bytes:
    """No target agreed and none typed, for points that are a part of it."""
    return desk.sheet()


@case(cluster=_NO_TARGETS)
def target_of_nothing(desk: Desk) -> bytes:
    """A target of 0 typed for "none"."""
    return desk.sheet({"1.5": Answer(target=D(0), actual=D(90))})


@case()
def evidence_missing(desk: Desk) -> bytes:
    """Evidence is required and none is named."""
    return desk.sheet({"1.2": Answer(actual=D(1))})


@case()
def requirement_unmet(desk: Desk) -> bytes:
    """A bonus claimed that hangs on a criterion without points."""
    return desk.sheet({"1.2": Answer(actual=D(0)), "3.2": 5})


@case()
def requirement_open(desk: Desk) -> bytes:
    """A bonus claimed that hangs on a criterion left blank."""
    return desk.sheet({"1.2": Answer(), "3.2": 5})


@case()
def two_chosen(desk: Desk) -> bytes:
    """Exactly one of the lettered rows may be claimed."""
    return desk.sheet({"2.3.1": 1, "2.3.2": 1})


@case()
def none_chosen(desk: Desk) -> bytes:
    """Neither yes nor no in any of the lettered rows."""
    return desk.sheet({"2.3.1": None, "2.3.2": None})


@case()
def appraised_by_nobody(desk: Desk) -> Book:
    """A unit fills in the appraisers' columns too."""
    book = desk.book()
    book.table.put({"L7": 15, "K9": 4})
    return book


@case()
def appraised_though_self_scored(desk: Desk) -> Book:
    """An appraiser signs in the sheet, though the cluster counts what units score themselves."""
    book = desk.book()
    book.table.put({"N2": "Trần Thị Lan", "L7": 15})
    return book


@case()
def subtotal_typed(desk: Desk) -> Book:
    """A section's sum typed over its formula, and wrong."""
    book = desk.book()
    book.table.put({"G6": 60, "G24": Formula("G6+G13", 67)})
    return book


@case()
def total_typed(desk: Desk) -> Book:
    """Tổng cộng typed over its formula, and wrong."""
    book = desk.book()
    book.table.put({"G24": 95})
    return book


@case(single=False)
def identical_sheets(desk: Desk) -> Files:
    """A unit copies its neighbour's figures."""
    return {desk.file: replace(desk, answers=ANSWERS["SN"]).sheet()}
