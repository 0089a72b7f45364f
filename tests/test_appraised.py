"""The sheet's own appraised cells and appraisal.xlsx, criterion by criterion: what counts, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from builders import BLANK, UNREADABLE, Row, band, codes, submission
from builders import cluster as make_cluster

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import Combine, Source
from emulation_cli.intake.submission import Mark
from emulation_cli.problems import Place
from emulation_cli.scoring.points import Outcome, score_leaves

D = Decimal
RESULT, SCORE, CLAIM = "K11", "L11", "G11"  # Kết quả thẩm định, Điểm thẩm định, Điểm tự chấm of the first leaf
DIRECT: Row = ("1", "direct", 10)
COUNT: Row = ("1", "count", 10, {"points": 2})
RATIO: Row = ("1", "ratio", 10, {"excess": "0.5", "excess_step": 1, "excess_cap": 3})


class Seen(NamedTuple):
    """state, points, computed, appraised and claimed points, and the field that decided."""

    state: str
    points: int | None
    computed: int | None
    appraised: int | None
    claimed: int | None
    field: str


def agreed(row: Row, **given: Any) -> Cluster:
    return make_cluster(row, source=Source.APPRAISED_IF_ANY, **given)


def look(
    row: Row, fields: dict[str, Any], marks: tuple[Mark, ...] = (), appraised: bool = False, **given: Any
) -> tuple[Seen, list[tuple[str, str, dict[str, str]]]]:
    """What comes of one criterion in a sheet that Bà Hà appraised, and the findings with cell and values."""
    known = agreed(row, **given)
    sheet = submission(known, {"1": fields}, appraiser="Bà Hà", appraised=appraised)
    sheet.entries["1"].marks = marks
    outcomes, problems = score_leaves(known, sheet)
    found = outcomes["1"]
    assert len(codes(problems)) == len(problems)
    shown = [(one.code, one.place.cell, dict(one.params)) for one in problems]
    return seen(found), shown


def seen(one: Outcome) -> Seen:
    return Seen(str(one.state), one.points, one.computed, one.appraised, one.claimed, one.field)


# The sheet's own cells


def test_nothing_written_leaves_the_claim() -> None:
    assert look(DIRECT, {"self_score": 8}) == (Seen("number", 800, None, None, None, "self_score"), [])


def test_an_appraised_score_counts_and_the_claim_is_kept_beside_it() -> None:
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": 7})
    assert (found, said) == (Seen("number", 700, None, 700, 800, "appraised_score"), [])
    found, said = look(DIRECT, {"self_score": BLANK, "appraised_score": 0})
    assert (found, said) == (Seen("number", 0, None, 0, None, "appraised_score"), [])


def test_an_appraised_result_goes_through_the_kind() -> None:
    found, said = look(COUNT, {"actual": 4, "appraised_actual": 3})
    assert (found, said) == (Seen("number", 600, 600, None, 800, "appraised_actual"), [])


def test_an_appraised_score_beside_the_same_result_is_one_word() -> None:
    found, said = look(COUNT, {"actual": 4, "appraised_actual": 3, "appraised_score": 6})
    assert (found, said) == (Seen("number", 600, 600, 600, 800, "appraised_score"), [])


@pytest.mark.parametrize(("actual", "computed"), [(3, "6.00"), (0, "0.00")])
def test_an_appraised_score_that_the_appraised_result_does_not_give_is_said_with_both(
    actual: int, computed: str
) -> None:
    found, said = look(COUNT, {"actual": 4, "appraised_actual": actual, "appraised_score": 4})
    assert (found.points, found.appraised, found.field) == (400, 400, "appraised_score")
    assert said == [("appraised-scores-differ", SCORE, {"value": "4", "computed": computed})]


def test_a_claim_beside_it_is_no_second_word() -> None:
    """The claimed result gives 8, the appraised score is 4: only an appraised result is compared."""
    found, said = look(COUNT, {"actual": 4, "appraised_score": 4})
    assert (found.points, found.claimed, said) == (400, 800, [])


@pytest.mark.parametrize("score", [3, 5])
def test_an_appraised_score_that_the_kind_cannot_give_is_refused(score: int) -> None:
    found, said = look(COUNT, {"actual": 4, "appraised_score": score})
    assert found == Seen("unreadable", None, None, None, 800, "appraised_score")
    assert said == [("appraised-score-not-possible", SCORE, {"value": str(score)})]


def test_an_appraiser_may_agree_to_a_claim_that_the_kind_gives_however_odd() -> None:
    """13 of 10 with vượt: the claim itself, above the maximum; one more is above it."""
    claim = {"actual": 106, "target": 100}  # 10 + min(3, 6 × 0,5)
    found, said = look(RATIO, {**claim, "appraised_score": 13})
    assert (found, said) == (Seen("number", 1300, 1300, 1300, 1300, "appraised_score"), [])
    found, said = look(RATIO, {**claim, "appraised_score": D("13.01")})
    assert (found.state, found.points, found.field) == ("over_max", None, "appraised_score")
    assert [(code, cell) for code, cell, _ in said] == [("score-above-maximum", SCORE)]
    found, said = look(RATIO, {"actual": 90, "target": 100, "appraised_score": D("10.5")})  # 1 % above, they found
    assert (found.state, found.points, said) == ("number", 1050, [])


def test_a_typed_claim_above_the_maximum_lifts_no_ceiling() -> None:
    found, said = look(DIRECT, {"self_score": 11, "appraised_score": 11})
    assert (found.state, found.points, found.claimed) == ("over_max", None, None)
    assert [(code, cell) for code, cell, _ in said] == [("score-above-maximum", SCORE)]


def test_a_result_where_a_score_is_wanted_is_not_taken_for_one() -> None:
    found, said = look(DIRECT, {"self_score": 8, "appraised_actual": 7})
    assert found == Seen("blank", None, None, None, 800, "appraised_score")
    assert said == [("appraised-score-in-result", SCORE, {"value": "7"})]
    found, said = look(DIRECT, {"self_score": 8, "appraised_actual": 7, "appraised_score": 6})
    assert (found, said) == (Seen("number", 600, None, 600, 800, "appraised_score"), [])


def test_an_appraised_result_that_cannot_be_read_counts_for_nothing_and_is_not_replaced() -> None:
    found, said = look(COUNT, {"actual": 4, "appraised_actual": UNREADABLE})
    assert (found, said) == (Seen("unreadable", None, None, None, 800, "appraised_actual"), [])
    found, said = look(DIRECT, {"self_score": 8, "appraised_actual": UNREADABLE})
    assert (found, said) == (Seen("blank", None, None, None, 800, "appraised_score"), [])


def test_an_appraised_score_that_cannot_be_read_counts_for_nothing() -> None:
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": UNREADABLE})
    assert (found, said) == (Seen("unreadable", None, None, None, 800, "appraised_score"), [])


def test_an_appraised_score_of_what_follows_all_units_is_refused() -> None:
    found, said = look(("1", "mean", 10), {"actual": 4, "appraised_score": 10})
    assert (found.field, found.points) == ("actual", None)
    assert said == [("appraised-score-of-peers", SCORE, {})]
    found, said = look(("1", "mean", 10), {"actual": 4, "appraised_actual": 3, "appraised_score": 10})
    assert (found.field, said) == ("appraised_actual", [("appraised-score-of-peers", SCORE, {})])


# Không được giao


@pytest.mark.parametrize(
    ("written", "ticked", "state"),
    [
        ({}, True, "not_assigned"),
        ({}, False, "open"),
        ({"appraised_score": 0}, True, "number"),
        ({"appraised_score": UNREADABLE}, True, "unreadable"),
    ],
)
def test_a_tick_is_confirmed_by_an_appraised_sheet_that_says_nothing_else(
    written: dict[str, Any], ticked: bool, state: str
) -> None:
    found, _ = look(DIRECT, {"not_assigned": True, **written}, appraised=ticked)
    assert (found.state, found.points) == (state, 0 if state == "number" else None)


# appraisal.xlsx beside it

MARK_AT = Place("appraisal.xlsx", "Cụm", "E4")


def mark(score: Any = BLANK, claimed: Any = None, name: str = "Cụm", **given: Any) -> Mark:
    score, claimed = (D(str(one)) if isinstance(one, int | str) else one for one in (score, claimed))
    return Mark(name, MARK_AT, first=score, claimed=claimed, leads=True, **given)


def test_appraisal_xlsx_goes_before_the_sheet_s_own_cells_and_a_difference_is_an_error() -> None:
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": 6}, (mark(7, opinion="x"),))
    assert (found, said) == (
        Seen("number", 700, None, 700, 800, "marks"),
        [("appraisal-sheet-differs", SCORE, {"value": "7.00", "own": "6.00"})],
    )
    assert look(DIRECT, {"self_score": 8, "appraised_score": 7}, (mark(7, opinion="x"),))[1] == []
    assert look(DIRECT, {"self_score": 8}, (mark(7, opinion="x"),))[1] == []
    differs = look(DIRECT, {"self_score": 8, "appraised_score": 0}, (mark(7, opinion="x"),))[1]
    assert differs == [("appraisal-sheet-differs", SCORE, {"value": "7.00", "own": "0.00"})]


def test_who_agreed_in_appraisal_xlsx_agreed_to_the_claim() -> None:
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": 6}, (mark(agreed=True, claimed=8),))
    assert (found.points, said) == (800, [("appraisal-sheet-differs", SCORE, {"value": "8.00", "own": "6.00"})])


def test_nothing_is_said_of_the_sheet_where_either_is_open() -> None:
    """What is wrong with the cells that do not count is no second finding either."""
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": UNREADABLE}, (mark(7, opinion="x"),))
    assert (found.points, said) == (700, [])
    found, said = look(COUNT, {"actual": 4, "appraised_actual": D("1.5")}, (mark(6, opinion="x"),))
    assert (found.points, said) == (600, [])
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": 6}, (mark(UNREADABLE),))
    assert (found.state, said) == ("unreadable", [])


def test_each_of_several_is_taken_by_what_was_agreed_to() -> None:
    """Of who agreed, the claim as he saw it, where the workbook shows it; else the claim as it is."""
    combined = {"combine": Combine.MEAN}
    given = (mark(4, name="Bà Hà", opinion="x"), mark(agreed=True, claimed=9, name="Ông Ba"))
    found, said = look(DIRECT, {"self_score": 8}, given, **combined)
    assert (found.points, found.appraised) == (650, 650)  # (4 + 9) / 2
    assert [(code, values["seen"], values["now"]) for code, _, values in said] == [
        ("appraisal-agreed-changed", "9", "8.00")
    ]
    found, said = look(DIRECT, {"self_score": 8}, (given[0], mark(agreed=True, name="Ông Ba")), **combined)
    assert (found.points, said) == (600, [])
    found, _ = look(DIRECT, {"self_score": BLANK}, (given[0], mark(agreed=True, name="Ông Ba")), **combined)
    assert (found.state, found.field, found.points) == ("open", "marks", None)
    found, _ = look(DIRECT, {"self_score": 8}, (given[0], mark(agreed=True, claimed=BLANK, name="Ông Ba")), **combined)
    assert (found.state, found.points) == ("open", None)


def test_a_mean_rounds_once_half_up() -> None:
    given = (mark(7, name="1", opinion="x"), mark("7.01", name="2", opinion="x"))
    assert look(DIRECT, {"self_score": 8}, given, combine=Combine.MEAN)[0].points == 701  # 7,005


def test_a_score_without_a_reason_where_it_differs_from_the_claim() -> None:
    _, said = look(DIRECT, {"self_score": 8}, (mark(7),))
    values = {"appraiser": "Cụm", "value": "7", "claimed": "8.00"}
    assert said == [("appraisal-reason-missing", "E4", values)]
    _, said = look(DIRECT, {"self_score": BLANK}, (mark(7),))
    assert [(code, values["claimed"]) for code, _, values in said] == [("appraisal-reason-missing", "–")]
    assert look(DIRECT, {"self_score": 8}, (mark(8),))[1] == []


def test_a_mark_that_the_kind_cannot_give() -> None:
    found, said = look(COUNT, {"actual": 4}, (mark(5, opinion="x"),))
    assert found == Seen("unreadable", None, None, None, 800, "marks")
    assert said == [("appraised-score-not-possible", "E4", {"value": "5"})]


@pytest.mark.parametrize(
    ("own", "given", "code", "values"),
    [
        (8, {"score": 7, "claimed": 8, "opinion": "x"}, None, {}),
        (8, {"score": 7, "claimed": 9, "opinion": "x"}, "appraisal-claim-changed", {"seen": "9", "now": "8.00"}),
        (8, {"agreed": True, "claimed": 9}, "appraisal-agreed-changed", {"seen": "9", "now": "8.00"}),
        (8, {"agreed": True, "claimed": BLANK}, "appraisal-agreed-changed", {"seen": "–", "now": "8.00"}),
        (BLANK, {"score": 7, "claimed": 9, "opinion": "x"}, "appraisal-claim-changed", {"seen": "9", "now": "–"}),
        (BLANK, {"score": 7, "claimed": BLANK, "opinion": "x"}, None, {}),
    ],
)
def test_who_looked_at_another_claim_is_told(own: Any, given: dict[str, Any], code: str | None, values: Any) -> None:
    _, said = look(DIRECT, {"self_score": own}, (mark(**given),))
    found = [(one, cell, shown) for one, cell, shown in said if "changed" in one]
    assert found == ([(code, "E4", {"appraiser": "Cụm", **values})] if code else [])


def test_where_units_score_themselves_nothing_appraised_counts() -> None:
    known = make_cluster(DIRECT, source=Source.SELF)
    sheet = submission(known, {"1": {"self_score": 8, "appraised_score": 7}}, appraiser="Bà Hà")
    outcomes, problems = score_leaves(known, sheet)
    assert (seen(outcomes["1"]), problems) == (Seen("number", 800, None, None, None, "self_score"), [])


def test_points_finer_than_the_cluster_s_are_agreed_to_as_they_are_rounded() -> None:
    """A band of 0,125 shows 0,13: the appraiser who writes that agrees; so with a ceiling of vượt."""
    fine: Row = ("1", "band", 10, {"bands": [band("0.125", 1, percent=False)]})
    found, said = look(fine, {"actual": 1, "appraised_score": D("0.13")})
    assert (found.state, found.points, said) == ("number", 13, [])
    capped: Row = ("1", "ratio", 10, {"excess": D("0.5"), "excess_step": 1, "excess_cap": D("0.125")})
    found, said = look(capped, {"actual": 150, "target": 100, "appraised_score": D("10.13")})
    assert (found.state, found.points, said) == ("number", 1013, [])


def test_nothing_above_a_maximum_of_nothing() -> None:
    found, said = look(("1", "direct", 0), {"self_score": 0, "appraised_score": 1})
    assert (found.state, [code for code, *_ in said]) == ("over_max", ["score-above-maximum"])


def test_a_negative_appraised_score_is_said_of_its_own_cell() -> None:
    found, said = look(DIRECT, {"self_score": 8, "appraised_score": -1})
    assert (found.state, found.field) == ("unreadable", "appraised_score")
    assert [(code, cell) for code, cell, _ in said] == [("value-negative", SCORE)]


def test_who_looked_at_a_claim_that_is_now_a_request_is_not_told_of_another_claim() -> None:
    found, said = look(DIRECT, {"not_assigned": True}, (mark(7, claimed=8),))
    assert (found.state, found.points) == ("number", 700)
    assert [code for code, *_ in said] == []


def test_a_score_where_none_counts_confirms_nothing() -> None:
    """dẫn đầu has no appraised score: what was written there is refused, and is no silent agreement either."""
    ticked = {"not_assigned": True, "appraised_score": 5}
    found, said = look(("1", "leader", 10), ticked, appraised=True)
    assert (found.state, [code for code, *_ in said]) == (
        "open",
        ["appraised-score-of-peers", "not-assigned-requested"],
    )


def test_who_agrees_to_a_claim_is_never_refused() -> None:
    """A result below zero loses more steps than anything else could: 105 of 0,05 points, and 4,75 are left."""
    shrunk: Row = ("1", "ratio", 10, {"shortfall": D("0.05"), "shortfall_step": 1})
    claim = {"actual": -5, "target": 100}
    found, said = look(shrunk, {**claim, "appraised_score": D("4.75")})
    assert (found.points, found.claimed, [code for code, *_ in said]) == (475, 475, [])
    found, said = look(shrunk, claim, (mark("4.75", claimed="4.75"),))
    assert (found.points, found.field, [code for code, *_ in said]) == (475, "marks", [])
    found, said = look(shrunk, {**claim, "appraised_score": D("4.7")})
    assert (found.points, [code for code, *_ in said]) == (None, ["appraised-score-not-possible"])
