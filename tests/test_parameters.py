"""Tham số: what each kind takes, how it is written, and bands against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from definitions import criteria, definition, found, leaf, load, only, params, said, setting
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.bands import read_bands
from emulation_cli.cluster.criteria import Band, Kind, NotAssigned, Parameters
from emulation_cli.cluster.parameters import read_parameters

D = Decimal


def read(text: str, kind: Kind | None) -> Parameters:
    parameters, slips = read_parameters(text, kind)
    assert slips == []
    return parameters


def codes(text: str, kind: Kind | None) -> list[str]:
    return [one.code.removeprefix("definition-") for one in read_parameters(text, kind)[1]]


# --- what is right ---


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("điểm=5", Kind.COUNT, Parameters(points=D(5))),
        ("ĐIỂM = 0,4", Kind.COUNT_DOWN, Parameters(points=D("0.4"))),
        ("points=0.4", Kind.COUNT, Parameters(points=D("0.4"))),
        ("", Kind.RATIO, Parameters()),
        ("sàn=70%", Kind.RATIO, Parameters(floor=D(70))),
        ("sàn = 70,5 %;", Kind.RATIO, Parameters(floor=D("70.5"))),
        ("hụt=5/1%", Kind.RATIO, Parameters(shortfall=D(5), shortfall_step=D(1))),
        (
            "vượt=0,5/1%; trần=3",
            Kind.RATIO,
            Parameters(excess=D("0.5"), excess_step=D(1), excess_cap=D(3)),
        ),
        ("trần=3\nvượt=1/0,5%", Kind.RATIO, Parameters(excess=D(1), excess_step=D("0.5"), excess_cap=D(3))),
        ("ngược", Kind.RATIO, Parameters(less_is_better=True)),
        ("Ngược; cần=1.2", Kind.MEAN, Parameters(less_is_better=True, requires="1.2")),
        ("cần=II.5.2.g", Kind.DIRECT, Parameters(requires="II.5.2.g")),
        ("không giao=loại trừ", Kind.PASS, Parameters(not_assigned=NotAssigned.EXCLUDE)),
        ("không giao=loại trừ", None, Parameters(not_assigned=NotAssigned.EXCLUDE)),
        ("không giao=chia đều", None, Parameters(not_assigned=NotAssigned.SHARE_EQUALLY)),
        ("không giao=quy đổi", Kind.DIRECT, Parameters(not_assigned=NotAssigned.RESCALE)),
        ("", None, Parameters()),
    ],
)
def test_sound(text: str, kind: Kind | None, expected: Parameters) -> None:
    assert read(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "band"),
    [
        (">=100%:5", Band(D(5), D(100), True, None, False, True)),
        ("≥100%: 5", Band(D(5), D(100), True, None, False, True)),
        ("> 95,5 : 4,5", Band(D("4.5"), D("95.5"), False)),
        ("<=5:3", Band(D(3), None, True, D(5), True)),
        ("≤5:3", Band(D(3), None, True, D(5), True)),
        ("<50%:0", Band(D(0), None, True, D(50), False, True)),
        ("=100%:5", Band(D(5), D(100), True, D(100), True, True)),
        ("88%..<90%:2", Band(D(2), D(88), True, D(90), False, True)),
        ("88..90:2", Band(D(2), D(88), True, D(90), True)),
        ("88,5 .. <90.5 : 2", Band(D(2), D("88.5"), True, D("90.5"), False)),
        ("-2..<0:1", Band(D(1), D(-2), True, D(0), False)),
    ],
)
def test_band(text: str, band: Band) -> None:
    assert read(text, Kind.BAND).bands == (band,)


@pytest.mark.parametrize(
    "text",
    [
        ">=100%:5; >=95%:4; >=90%:3",  # the chain of formats.md
        ">100%:5; >=100%:4",
        "<=5:5; <=10:3; >10:0",  # less is better
        "88%..<90%:2; 90%..<95%:3; 95%..<100%:4; >=100%:5",  # CT157 5.2, its edges settled, from the bottom up
        ">=100:5; 95..<100:4; <95:0",
    ],
)
def test_bands_without_a_finding(text: str) -> None:
    assert codes(text, Kind.BAND) == []


# --- what is wrong ---


SLIPS: list[tuple[str, Kind | None, list[str]]] = [
    ("diểm=5", Kind.COUNT, ["unknown-parameter"]),
    ("điểm 5", Kind.COUNT, ["unknown-parameter"]),
    ("điểm=năm", Kind.COUNT, ["parameter-form"]),
    ("điểm=0", Kind.COUNT, ["parameter-form"]),
    ("điểm=5%", Kind.COUNT, ["parameter-form"]),
    ("điểm=", Kind.COUNT, ["parameter-form"]),
    ("điểm", Kind.COUNT, ["parameter-form"]),
    ("điểm=1.250", Kind.COUNT, ["number-ambiguous"]),
    ("điểm=5; điểm=6", Kind.COUNT, ["parameter-twice"]),
    ("", Kind.COUNT, ["parameter-missing"]),
    ("", Kind.COUNT_DOWN, ["parameter-missing"]),
    ("", Kind.BAND, ["parameter-missing"]),
    ("điểm=5", Kind.DIRECT, ["parameter-unfit"]),
    ("điểm=5", Kind.PASS, ["parameter-unfit"]),
    ("điểm=5", Kind.RATIO, ["parameter-unfit"]),
    ("sàn=70%", Kind.COUNT, ["parameter-unfit"]),
    (">=90:5", Kind.RATIO, ["parameter-unfit"]),
    ("ngược", Kind.BAND, ["parameter-unfit"]),
    ("ngược", Kind.DIRECT, ["parameter-unfit"]),
    ("ngược=có", Kind.RATIO, ["parameter-form"]),
    ("sàn=70", Kind.RATIO, ["parameter-form"]),
    ("sàn=bảy", Kind.RATIO, ["parameter-form"]),
    ("sàn=0%", Kind.RATIO, ["parameter-form"]),
    ("sàn=110%", Kind.RATIO, ["parameter-form"]),
    ("hụt=5", Kind.RATIO, ["parameter-form"]),
    ("hụt=5%/1", Kind.RATIO, ["parameter-form"]),
    ("hụt=5/0%", Kind.RATIO, ["parameter-form"]),
    ("hụt=-5/1%", Kind.RATIO, ["parameter-form"]),
    ("trần=3", Kind.RATIO, ["cap-without-excess"]),
    ("vượt=1/1%", Kind.RATIO, ["excess-without-cap"]),
    ("vượt=3/1%; trần=2", Kind.RATIO, ["excess-cap-small"]),
    ("vượt=3/1%; trần=3", Kind.RATIO, []),
    ("không giao", Kind.DIRECT, ["parameter-form"]),
    ("cần=", Kind.DIRECT, ["parameter-form"]),
    ("không giao=bỏ", Kind.DIRECT, ["unknown-value"]),
    ("cần=1.2", None, ["parameter-on-parent"]),
    ("điểm=5", None, ["parameter-on-parent"]),
    (">=90:5", None, ["parameter-on-parent"]),
    (
        "diem=5; sàn=7; ngược=1; xyz",
        Kind.RATIO,
        ["unknown-parameter", "parameter-form", "parameter-form", "unknown-parameter"],
    ),
    ("100%:5", Kind.BAND, ["band-form"]),
    (">=100%", Kind.BAND, ["band-form"]),
    (">=100%:năm", Kind.BAND, ["band-form"]),
    (">=100%:-1", Kind.BAND, ["band-form"]),
    ("88..90%:1", Kind.BAND, ["band-form"]),
    ("88%-90%:1", Kind.BAND, ["band-form"]),
    (">=1.000:5", Kind.BAND, ["number-ambiguous"]),
    (">=95%:4; >=90:3", Kind.BAND, ["bands-mixed"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), SLIPS)
def test_slips(text: str, kind: Kind | None, expected: list[str]) -> None:
    assert codes(text, kind) == expected


def test_unknown_parameter_names_the_nearest() -> None:
    one = only(definition(criteria=leaf("theo lần", "diem=5")))
    assert said(one) == ("unknown-parameter", "G2")
    assert params(one)["near"] == "điểm"


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("88%..90%:2; 90%..95%:3; 95%..<100%:4; >=100%:5", ["90", "95"]),  # CT157 as published
        (">=95:4; >=95:3", ["95"]),
        (">=95:4; >95:3", ["95"]),
        (">=90:4; 85..90:3", ["90"]),
        (">=90:3; <=90:1", ["90"]),
        (">=90:3; <100:1", ["90"]),
        ("=100:5; >=95:4", ["100"]),
        ("80..<90:2; 85..<95:3", ["85"]),
    ],
)
def test_claimed_twice(text: str, edges: list[str]) -> None:
    slips = read_parameters(text, Kind.BAND)[1]
    assert [(one.code, one.params["edge"]) for one in slips] == [("definition-band-twice", edge) for edge in edges]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (">=95:4; >=100:5", ">=100:5"),
        (">=90:3; >=95:4; >=100:5", ">=95:4"),
        ("<=10:3; <=5:5", "<=5:5"),
        ("90..<80:3", "90..<80:3"),
        (">=90:5; 90..<90:3", "90..<90:3"),
    ],
)
def test_out_of_order_is_said_once(text: str, written: str) -> None:
    slips = read_parameters(text, Kind.BAND)[1]
    assert [(one.code, one.params["written"]) for one in slips] == [("definition-band-order", written)]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        (">=90%:3; 80%..<85%:2", [("85", "90", "%")]),
        (">95:4; <95:3", [("95", "95", "")]),
        (">=90:5; 70..80:3; <60:1", [("60", "70", ""), ("80", "90", "")]),
    ],
)
def test_gaps_warn(text: str, gaps: list[tuple[str, str, str]]) -> None:
    slips = read_parameters(text, Kind.BAND)[1]
    assert [(one.params["low"], one.params["high"], one.params["sign"]) for one in slips] == gaps
    assert {one.code for one in slips} == {"definition-band-gap"}


# --- in the sheet ---


def test_band_points_against_the_maximum() -> None:
    one = only(definition(criteria=leaf("bậc", ">=100%:11; >=90%:5")))
    assert (said(one), params(one)) == (("band-points", "G2"), {"points": "11", "maximum": "10"})


def test_best_band_below_the_maximum_warns() -> None:
    """HP212: a maximum of 2 whose top outcome says 1."""
    one = only(definition(criteria=leaf("bậc", ">=100%:1", 2)))
    assert (said(one), one.severity.value) == (("bands-below-maximum", "G2"), "warning")


def test_slip_in_the_bands_is_not_judged_by_the_maximum_too() -> None:
    assert said(only(definition(criteria=leaf("bậc", ">=90:5; >=95:7")))) == ("band-order", "G2")


def test_worths_finer_than_points() -> None:
    whole = setting(["Số chữ số thập phân", 0])
    rows = criteria(
        [1, 1, "a", 10, None, "bậc", ">=1:10; >=0:2,5"],
        [1, 2, "b", 10, None, "tỷ lệ", "vượt=0,5/1%; trần=2,5"],
        [1, 3, "c", 10, None, "theo lần", "điểm=0,4"],
    )
    assert found(definition(criteria=rows, cluster=whole)) == [
        ("too-many-decimals", "Tiêu chí", "G2"),
        ("too-many-decimals", "Tiêu chí", "G3"),
    ]


@pytest.mark.parametrize(
    ("kind", "code"), [("theo lần", "parameter-form"), ("đạt", "parameter-unfit"), ("bậc", "band-form")]
)
def test_bare_number_in_the_cell(kind: str, code: str) -> None:
    assert said(only(definition(criteria=leaf(kind, 5)))) == (code, "G2")


def test_unreadable_maximum_leaves_bands_alone() -> None:
    assert said(only(definition(criteria=leaf("bậc", ">=100%:11", "mười")))) == ("not-a-number", "D2")


def test_every_kind_loads_with_what_it_takes() -> None:
    rows = criteria(
        [1, 1, "a", 10],
        [1, 2, "b", 10, None, "đạt"],
        [1, 3, "c", 10, None, "theo lần", "điểm=5"],
        [1, 4, "d", 10, None, "trừ theo lần", "điểm=2"],
        [1, 5, "e", 10, None, "tỉ lệ", "sàn=70%; vượt=0,5/1%; trần=3"],
        [1, 6, "g", 5, None, "bậc", "≥100%:5; ≥95%:4; ≥90%:3; cần=1"],
    )
    kinds = [one.kind for one in load(definition(criteria=rows)).criteria]
    assert kinds == [Kind.DIRECT, Kind.PASS, Kind.COUNT, Kind.COUNT_DOWN, Kind.RATIO, Kind.BAND]


# --- properties ---


def holds(band: Band, value: Decimal) -> bool:
    above = band.low is None or value > band.low or (band.low_included and value == band.low)
    below = band.high is None or value < band.high or (band.high_included and value == band.high)
    return above and below


LIMITS = st.integers(0, 8)
PARTS = st.one_of(
    st.builds(lambda sign, limit: f"{sign}{limit}:1", st.sampled_from([">=", ">", "<=", "<", "="]), LIMITS),
    st.builds(lambda low, sign, high: f"{low}..{sign}{high}:1", LIMITS, st.sampled_from(["", "<"]), LIMITS),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=4))
def test_bands_without_error_can_all_be_reached_and_ranges_never_overlap(parts: list[str]) -> None:
    """Checked against every half step: each band has a value of its own; a gap is said exactly where there is one."""
    bands, slips = read_bands(parts)
    errors = [one for one in slips if one.code != "definition-band-gap"]
    values = [D(step) / 2 for step in range(-2, 20)]
    winner = {value: next((n for n, band in enumerate(bands) if holds(band, value)), None) for value in values}
    if errors:
        assert any(sum(holds(band, value) for band in bands) > 1 for value in values) or set(winner.values()) != {
            None,
            *range(len(bands)),
        }
        return
    assert set(winner.values()) >= set(range(len(bands)))
    for number, band in enumerate(bands):
        own = [value for value in values if winner[value] == number]
        assert [value for value in values if own[0] <= value <= own[-1]] == own
        two_sided = band.low is not None and band.high is not None
        assert not two_sided or all(winner[value] == number for value in values if holds(band, value))
    taken = [value for value in values if winner[value] is not None]
    holes = [value for value in values if taken[0] < value < taken[-1] and winner[value] is None]
    assert bool(holes) == any(one.code == "definition-band-gap" for one in slips)
