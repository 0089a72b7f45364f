"""results.json: the keys of formats.md, sorted; what was written reads back equal; the same bytes twice."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import BLANK, Row, band, class_rule, cluster, collection, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from emulation_cli.cluster.model import Cluster, Prose
from emulation_cli.cluster.rules import Condition, ConditionKind
from emulation_cli.decimals import stored
from emulation_cli.intake.sent import VIETNAM
from emulation_cli.intake.submission import Input
from emulation_cli.problems import EmulError, Place, problem
from emulation_cli.results import Reason, Results, Score
from emulation_cli.results_json import read_json, write_json
from emulation_cli.tally import tally

D = Decimal
ROWS: list[Row] = [
    ("1", None, 30, {"label": "I", "evidence_required": True, "note": "ghi chú"}),
    ("1.1", "direct", "12.5", {"text": 'Dấu "nháy", <thẻ> & dòng\nmới \\ gạch', "label": "a)"}),
    ("1.2", "band", "17.5", {"bands": [band("17.5", 100), band(5, 90, 100)], "measure": "%", "requires": "1.1"}),
    ("2", "count", 5, {"group": "bonus", "points": "0.25"}),
    ("3", "ratio", 5, {"group": "deduction", "excess": 1, "excess_step": 1, "excess_cap": 2}),
]
STANDINGS_KEYS = (
    "at_stake base bonus class deduction max name open percent rank sections source tie_note tied_with total unit"
)
KEYS = {
    "standings": STANDINGS_KEYS,
    "unranked": "name unit why",
    "scores": "actual appraised computed criterion evidence explanation max place points self state target unit",
    "problems": "cell code criterion file fix message params severity sheet unit",
    "inputs": "file sent sha256 unit used why",
    "reasons": "code params",
    "highlights": "field text unit",
}
ADDED = {"appraisals", "appraisers", "changes", "effects"}  # what decided a score, and before → after of every decision
TOP = "awards cluster decisions highlights inputs problems reasons schema scores standings status tool unranked".split()


def agreed(**given: Any) -> Cluster:
    classes = (
        class_rule("Tốt", 20, Condition(ConditionKind.EVERY_SECTION, D("50.5"))),
        class_rule("Khá", 0, percent=True),
    )
    return cluster(
        *ROWS,
        units="A B C",
        targets={("A", "1.2"): None, ("B", "3"): "7.5"},
        classes=classes,
        prose=(Prose("báo cáo", "Mở đầu", "Lời văn"),),
        **given,
    )


def full(**given: Any) -> Results:
    """Results with everything in them: open, not assigned, unranked, problems, inputs with and without a time."""
    definition = agreed(**given)
    sheets = [
        submission(definition, {"1.1": {"self_score": 12, "evidence": "“QĐ 1”\t"}, "2": 3}, "A",
                   highlights=(("Y tế", "12.500 ca"), ("", "hai"))),
        submission(definition, {"1.1": BLANK, "1.2": 95, "2": 40, "3": {"actual": 1, "target": 7}}, "B"),
    ]  # fmt: skip
    found = collection(sheets)
    found.inputs += [
        Input("x.xlsx", "1" * 64, None, False, "unit_unknown", datetime(2026, 6, 18, 9, 30, 15, tzinfo=VIETNAM)),
        Input("y.xlsx", "", "C", False, "unreadable"),
    ]
    found.problems.append(problem("file-empty", Place("y.xlsx"), "C"))
    return tally(definition, found)


def written(results: Results) -> str:
    stream = io.StringIO(newline="")
    write_json(results, stream)
    return stream.getvalue()


def read_back(results: Results, folder: Path) -> Results:
    path = folder / "results.json"
    path.write_text(written(results), encoding="utf-8", newline="")
    return read_json(path)


def whole(results: Results) -> Results:
    return replace(results, scores=tuple(results.scores))


# Keys


def test_the_keys_are_those_of_the_contract() -> None:
    found = json.loads(written(full()))
    assert sorted(found) == sorted(field.name for field in fields(Results))
    assert set(found) - set(TOP) <= ADDED
    assert set(TOP) <= set(found)
    for name, keys in KEYS.items():
        assert found[name], name
        for item in found[name]:
            assert " ".join(sorted(item)) == keys
    assert (found["schema"], found["status"]) == (1, "provisional")
    assert set(found["tool"]) == {"version"}


def test_keys_are_sorted_everywhere() -> None:
    def check(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                check(item)
        elif isinstance(value, dict):
            assert list(value) == sorted(value)
            for item in value.values():
                check(item)

    check(json.loads(written(full())))


def test_points_are_decimal_strings_with_every_place() -> None:
    found = json.loads(written(full()))
    first = next(one for one in found["standings"] if one["unit"] == "A")
    assert (first["total"], first["max"], first["sections"]["1"]) == ("7.75", "12.50", "12.00")
    assert first["percent"] == "62.00"
    scores = {(one["unit"], one["criterion"]): one for one in found["scores"]}
    assert scores["A", "1.1"]["points"] == "12.00"
    assert scores["A", "2"]["computed"] == "0.75"
    assert scores["B", "1.1"]["points"] is None
    assert scores["A", "1.2"]["state"] == "not_assigned"

    def no_floats(value: Any) -> None:
        assert not isinstance(value, float)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            no_floats(item)

    no_floats(found)


def test_no_number_is_written_with_an_exponent() -> None:
    """A maximum of 100.00000000000001 in the file is 100, and printed so."""
    definition = cluster(("1", "direct", stored("100.00000000000001")), units="A")
    found = tally(definition, collection([submission(definition, {"1": stored("1E+2")})]))
    assert not re.search(r'"[\d.]+E[+-]?\d+"', written(found))


def test_vietnamese_is_written_as_it_is_in_utf8() -> None:
    text = written(full())
    assert "Tiêu chí số" in text
    assert "\\u1ec7" not in text
    assert "\r" not in text


# There and back


def test_what_was_written_reads_back_equal(tmp_path: Path) -> None:
    results = full()
    assert read_back(results, tmp_path) == whole(results)


def test_and_is_written_again_as_the_same_bytes(tmp_path: Path) -> None:
    results = full()
    assert written(results) == written(results) == written(read_back(results, tmp_path)) == written(full())


@pytest.mark.parametrize(
    "deadline",
    [
        None,
        date(2026, 6, 20),
        datetime(2026, 6, 20, 17, 0, tzinfo=VIETNAM),
        datetime(2026, 6, 20, 0, 0, tzinfo=VIETNAM),
        datetime(2026, 6, 20, 17, 0, tzinfo=VIETNAM).replace(tzinfo=None),
        datetime(2026, 6, 20, 0, 0, tzinfo=VIETNAM).replace(tzinfo=None),
    ],
)
def test_a_deadline_stays_a_day_or_a_time(deadline: Any, tmp_path: Path) -> None:
    found = read_back(full(deadline=deadline, document_date=date(2026, 7, 5)), tmp_path).cluster
    assert (type(found.deadline), found.deadline) == (type(deadline), deadline)
    assert (type(found.document_date), found.document_date) == (date, date(2026, 7, 5))


def test_the_time_a_file_was_sent_keeps_its_zone(tmp_path: Path) -> None:
    found = {one.file: one.sent for one in read_back(full(), tmp_path).inputs}
    assert str(found["x.xlsx"]) == "2026-06-18 09:30:15+07:00"
    assert found["y.xlsx"] is None


def test_decimals_come_back_with_their_places(tmp_path: Path) -> None:
    found = read_back(full(), tmp_path)
    assert [str(one.total) for one in found.standings] == [str(one.total) for one in full().standings]
    assert str(found.cluster.criteria[1].maximum) == "12.5"
    assert found.cluster.tree.digest == agreed().tree.digest


def test_a_tie_note_reads_back(tmp_path: Path) -> None:
    results = full()
    first = replace(results.standings[0], tie_note=Reason("tie-points", {"above": "A"}), tied_with=("B",))
    results = replace(results, standings=(first, *results.standings[1:]))
    assert read_back(results, tmp_path) == whole(results)


def test_results_without_units_read_back(tmp_path: Path) -> None:
    definition = cluster(units="")
    results = tally(definition, collection([]))
    assert read_back(results, tmp_path) == whole(results)


def test_scores_are_taken_from_a_one_pass_iterable(tmp_path: Path) -> None:
    results = whole(full())
    once = replace(results, scores=iter(results.scores))
    assert read_back(once, tmp_path) == results


EMPTY = tally(cluster(units=""), collection([]))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NUMBERS = st.none() | st.decimals(-(10**12), 10**12, allow_nan=False, places=4)


@given(st.lists(st.builds(Score, TEXTS, TEXTS, TEXTS, *[NUMBERS] * 6, NUMBERS.map(lambda n: n or D(0)), *[TEXTS] * 3)))
@settings(max_examples=40, deadline=None)
def test_any_score_is_written_as_an_encoder_would(scores: list[Score]) -> None:
    found = json.loads(written(replace(EMPTY, scores=scores)))["scores"]
    assert [json.dumps(one, sort_keys=True) for one in found] == [json.dumps(one) for one in found]
    for one, score in zip(found, scores, strict=True):
        assert (one["unit"], one["evidence"], one["place"]) == (score.unit, score.evidence, score.place)
        for key, value in (("self", score.self_), ("points", score.points), ("target", score.target)):
            assert (None if one[key] is None else D(one[key])) == value


# What is no such file


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"{", b"\xff\xfe", b'{"schema": 1}', "đây không phải JSON".encode()],
)
def test_a_file_that_is_no_results_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(content)
    with pytest.raises(EmulError) as raised:
        read_json(path)
    assert raised.value.problem.code == "results-unreadable"
    assert "\n" not in raised.value.problem.message()


def test_a_missing_file_another_schema_and_spoilt_scores_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmulError):
        read_json(tmp_path / "none.json")
    path = tmp_path / "results.json"
    for old, new in (('"schema": 1', '"schema": 2'), ('"points": "12.00"', '"points": "mười hai"')):
        text = written(full())
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(EmulError) as raised:
            read_json(path)
        assert raised.value.problem.code == "results-unreadable"


def test_a_byte_order_mark_is_no_reason_to_refuse(tmp_path: Path) -> None:
    """Notepad puts one before the text."""
    path = tmp_path / "results.json"
    path.write_text(written(full()), encoding="utf-8-sig")
    assert read_json(path) == whole(full())


def edited(change: Callable[[dict[str, Any]], None], folder: Path) -> Path:
    """A results.json that somebody has changed by hand."""
    held = json.loads(written(full()))
    change(held)
    path = folder / "results.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


NOWHERE = {"unit": "X", "criterion": "1.1", "actual": None, "points": "1", "reason": "r"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda held: held["decisions"]["adjustments"].append(NOWHERE), "unit: X"),
        (
            lambda held: held["decisions"]["adjustments"].append({**NOWHERE, "unit": "A", "criterion": "9"}),
            "criterion: 9",
        ),
        (lambda held: held["standings"][0].update(unit="X"), "unit: X"),
        (lambda held: held["standings"][0].update(tied_with=["X"]), "unit: X"),
        (lambda held: held["standings"][0].update(open=["9.9"]), "criterion: 9.9"),
        (lambda held: held["standings"][0].update(total="1E+30"), "standings.A: 1E+30"),
        (lambda held: held["scores"][0].update(unit="X"), "unit: X"),
        (lambda held: held["scores"][0].update(criterion="9.9"), "criterion: 9.9"),
        (lambda held: held["scores"][0].update(state="odd"), "state: odd"),
        (lambda held: held["scores"].pop(0), "scores.A: 1.1"),
        (lambda held: held["cluster"]["criteria"].pop(0), "criterion: 1"),
        (lambda held: held["cluster"].update(units=[]), "unit: A"),
        (lambda held: held["cluster"].update(places=99), "cluster.places: 99"),
        (lambda held: held["awards"].append({"name": "N", "quota": 1, "units": ["X"]}), "unit: X"),
        (lambda held: held.update(status="odd"), "status: odd"),
        (lambda held: held.pop("standings"), "standings: Field required"),
    ],
    ids=[
        *("adjustment's unit", "adjustment's criterion", "standing's unit", "tied with", "open", "total"),
        *("score's unit", "score's criterion", "state", "a score is gone", "a heading is gone", "no units", "places"),
        *("award", "status", "no standings"),
    ],
)
def test_what_does_not_hold_together_is_named(
    change: Callable[[dict[str, Any]], None], why: str, tmp_path: Path
) -> None:
    with pytest.raises(EmulError) as raised:
        read_json(edited(change, tmp_path))
    assert raised.value.problem.code == "results-unreadable"
    assert dict(raised.value.problem.params)["why"] == why


def test_a_time_in_another_zone_is_the_same_moment(tmp_path: Path) -> None:
    sent = datetime(2026, 6, 18, 2, 30, tzinfo=timezone(timedelta(hours=-5)))
    results = full()
    results = replace(results, inputs=(replace(results.inputs[0], sent=sent),))
    assert read_back(results, tmp_path).inputs[0].sent == sent
