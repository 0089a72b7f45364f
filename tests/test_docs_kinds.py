"""docs/cach-cham.md: every table is read as a cluster.xlsx and sheets, scored by the tool, every number compared."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import builders
import pytest
from definitions import CLUSTER, CRITERIA_HEADER, Percent, Rows, definition, load

from emulation_cli.cluster.criteria import Group, Kind, NotAssigned, Parameters
from emulation_cli.cluster.decisions import Adjustment, Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale, Combine, Source
from emulation_cli.decimals import round_half_up, typed
from emulation_cli.intake.collect import choose
from emulation_cli.intake.identity import Names
from emulation_cli.intake.receive import receive
from emulation_cli.intake.submission import Mark
from emulation_cli.problems import Place
from emulation_cli.reports.explain import explain
from emulation_cli.reports.explain_steps import sentence
from emulation_cli.results import Results, Score
from emulation_cli.spreadsheet.cells import Workbook
from emulation_cli.tally import tally

D = Decimal
PAGE = Path(__file__).resolve().parents[1] / "docs" / "cach-cham.md"
UNIT, WHY, TARGET, COMBINE = "Đơn vị", "Vì sao", "Chỉ tiêu", "Gộp điểm thẩm định"
ENTRIES = {
    "Kết quả": "actual",
    "Điểm tự chấm": "self_score",
    "Kết quả thẩm định": "appraised_actual",
    "Điểm thẩm định": "appraised_score",
}
DECIDED = {"Điều chỉnh kết quả": "actual", "Điều chỉnh điểm": "points"}
SUMS = {
    "Điểm chuẩn": "base",
    "Điểm thưởng": "bonus",
    "Điểm trừ": "deduction",
    "Tổng điểm": "total",
    "Điểm tối đa": "max",
    "Tỷ lệ": "percent",
    "Hạng": "rank",
}
STATES = {"chưa có": "blank", "quá mức": "over_max", "treo": "open", "–": "not_assigned"}
BLANK, NOT_ASSIGNED = "(trống)", "không giao"

Line = dict[str, str]


@dataclass(frozen=True)
class Example:
    """The tables under one heading: settings and criteria as in cluster.xlsx, then a line a unit."""

    title: str
    settings: list[Line]
    criteria: list[Line]
    units: list[Line]

    @property
    def cluster(self) -> Cluster:
        """Read by the tool, without a warning."""
        settings: Rows = [*CLUSTER, *([line["Mục"], value(line["Giá trị"])] for line in self.settings)]
        criteria = [[_cell(line, key) for key in CRITERIA_HEADER] for line in self.criteria]
        units = [["Mã", "Tên đơn vị"], *([line[UNIT][-1], line[UNIT]] for line in self.units)]
        sheets = {"cluster": settings, "criteria": [CRITERIA_HEADER, *criteria], "units": units}
        targets = [["Tiêu chí", "Đơn vị", TARGET], *self.targets()]
        return load(definition(**sheets, **({"targets": targets} if len(targets) > 1 else {})))

    def targets(self) -> Iterator[list[Any]]:
        for line in self.units:
            if line.get(TARGET):
                yield ["1", line[UNIT], value(line[TARGET])]
            for path, text in line.items():
                if is_path(path) and text.startswith(NOT_ASSIGNED):
                    yield [path, line[UNIT], NOT_ASSIGNED]


def _cell(line: Line, key: str) -> Any:
    text = line.get(key, "")
    return text if key == "TT" else value(text)


def is_path(title: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)*", title) is not None


def value(text: str) -> Any:
    """What a cell holds for a text of the page: a number, a percentage as Excel keeps it, or the text itself."""
    if text in ("", BLANK):
        return None
    read = typed(text).value
    if read is None or not re.fullmatch(r"-?[\d,]+%?", text):
        return text
    return Percent(str(read / 100)) if text.endswith("%") else read


def tables(text: str) -> Iterator[list[Line]]:
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        header, _, *rows = ([cell.strip() for cell in row.strip("|").split("|")] for row in block.splitlines())
        yield [dict(zip(header, row, strict=True)) for row in rows]


def examples() -> dict[str, Example]:
    """Every heading that has tables, by its title."""
    found = {}
    for section in re.split(r"^##+ ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, text = section.partition("\n")
        parts: dict[str, list[Line]] = {"settings": [], "criteria": [], "units": []}
        for table in tables(text):
            kind = "criteria" if "Cách chấm" in table[0] else "settings" if "Mục" in table[0] else "units"
            assert not parts[kind], title
            parts[kind] = table
        if any(parts.values()):
            found[title] = Example(title, **parts)
    return found


ALL = examples()
SCORED = {title: one for title, one in ALL.items() if one.criteria}


@dataclass
class Sent:
    """A unit's sheet as if it had come in a file."""

    workbook: Workbook
    shown: str

    def read(self) -> tuple[Workbook, list[Any]]:
        return self.workbook, []

    def sha256(self) -> str:
        return self.workbook.sha256


def tallied(example: Example) -> Results:
    """Through every step from the cells on."""
    agreed = example.cluster
    names = Names(agreed)
    received = [receive(sent(agreed, line), agreed, names) for line in example.units]  # type: ignore[arg-type]
    lines = tuple(found for line in example.units for found in adjustments(line))
    return tally(agreed, choose(received, agreed), Decisions(adjustments=lines))


def sent(agreed: Cluster, line: Line) -> Sent:
    """The unit's sheet: one criterion with a column a field, or a column a criterion (`typed → points`)."""
    appraised = any(line.get(title) for title in ("Kết quả thẩm định", "Điểm thẩm định"))
    title = [["Người thẩm định", "Bà Sen"], ["Đã thẩm định", "x"]] if appraised else []
    facts = {"unit": line[UNIT][-1]}
    book = builders.issued(agreed, dict(entries(agreed, line)), line[UNIT][-1], title, facts, f"{line[UNIT]}.xlsx")
    book.sha256 = f"{ord(line[UNIT][-1]):064x}"
    return Sent(book, book.name)


def entries(agreed: Cluster, line: Line) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "1", {field: held(line[title]) for title, field in ENTRIES.items() if line.get(title)}
    for path, text in line.items():
        if is_path(path):
            field = "self_score" if agreed.tree.by_path[path].kind is Kind.DIRECT else "actual"
            yield path, {field: held(text.split(" → ")[0])}


def held(text: str) -> Any:
    """The same in the terms of builders."""
    found = None if text == NOT_ASSIGNED else value(text)
    return builders.styled(D(found.stored), builders.PERCENT) if isinstance(found, Percent) else found


def adjustments(line: Line) -> Iterator[Adjustment]:
    for title, field in DECIDED.items():
        if line.get(title):
            given = {"actual": None, "points": None, field: value(line[title])}
            yield Adjustment(line[UNIT][-1], "1", **given, reason="họp cụm")


# What the page says against what the tool computes


@pytest.mark.parametrize("title", SCORED)
def test_every_number_is_what_the_tool_computes(title: str) -> None:
    example = SCORED[title]
    results = tallied(example)
    assert differences(example, results) == []


def differences(example: Example, results: Results) -> list[tuple[str, str, str, str]]:
    """(unit, column, what the page says, what the tool says) wherever they are not the same."""
    scores = {(one.unit, one.criterion): one for one in results.scores}
    standings = {one.unit: one for one in results.standings}
    found = []
    for line in example.units:
        unit = line[UNIT][-1]
        for column, text in line.items():
            if column == "Điểm" or is_path(column):
                said = text.split(" → ")[-1]
                shown = show(scores[unit, "1" if column == "Điểm" else column], with_maximum="/" in said)
            elif column in SUMS:
                said, shown = text, figure(column, getattr(standings[unit], SUMS[column]))
            else:
                assert column in {UNIT, WHY, TARGET, *ENTRIES, *DECIDED}, column
                continue
            found += [(unit, column, said, shown)] if said != shown else []
    return found


def show(score: Score, with_maximum: bool = False) -> str:
    """A criterion's points as the page writes them."""
    if score.points is None or (score.state == "not_assigned" and not score.points):
        return next(word for word, state in STATES.items() if state == score.state)
    return comma(score.points) + (f"/{comma(score.max)}" if with_maximum else "")


def figure(column: str, found: Decimal | int) -> str:
    if column == "Hạng":
        return str(found)
    return f"{Decimal(found).normalize():f}".replace(".", ",") + "%" if column == "Tỷ lệ" else comma(Decimal(found))


def comma(points: Decimal) -> str:
    return f"{points:.2f}".replace(".", ",")


@pytest.mark.parametrize("title", SCORED)
def test_another_number_on_the_page_is_found(title: str) -> None:
    """The comparison above cannot pass by comparing nothing: each number, changed, is a difference."""
    example = SCORED[title]
    results = tallied(example)
    for number, line in enumerate(example.units):
        for column, text in line.items():
            if column in SUMS or column == "Điểm" or " → " in text:
                changed = [*example.units]
                changed[number] = {**line, column: f"{text}1"}
                assert differences(replace(example, units=changed), results), (line[UNIT], column)


@pytest.mark.parametrize("title", SCORED)
def test_every_example_is_explained_down_to_its_points(title: str) -> None:
    """In both languages, worked out again by the explanation itself; nothing is told as a bare number."""
    results = tallied(SCORED[title])
    for unit in (one.unit for one in results.standings):
        found = explain(results, unit)
        for line in (line for line in found.lines if line.score and line.score.points is not None):
            assert line.points == line.score.points, (unit, line.label)
            assert line.steps, (unit, line.label)
            assert all(step.code != "recorded" for step in line.steps), (unit, line.label)
            assert all(sentence(step, language, 2) for step in line.steps for language in ("vi", "en"))


@pytest.mark.parametrize("line", ALL["Nhiều người thẩm định"].units, ids=lambda line: line[COMBINE])
def test_appraisers_are_combined_as_the_page_says(line: Line) -> None:
    rule = next(rule for rule in Combine if line[COMBINE] == LABELS[rule])
    agreed = builders.cluster(("1", "direct", 10), source=Source.APPRAISED, combine=rule)
    given = {name: value(text) for name, text in line.items() if name.startswith("Người")}
    marks = tuple(
        Mark(name, Place("appraisal.xlsx", name, "E5"), points, opinion="đã xem", leads=name == "Người 1")
        for name, points in given.items()
    )
    one = builders.submission(agreed, {"1": 9})
    one.entries["1"].marks = marks
    score = next(iter(tally(agreed, builders.collection([one])).scores))
    assert show(score) == line["Điểm"]


LABELS = {
    Combine.LEAD: "trưởng nhóm",
    Combine.MEAN: "trung bình",
    Combine.MEDIAN: "trung vị",
    Combine.TRIMMED_MEAN: "trung bình bỏ cao nhất và thấp nhất",
}

# The sums in the column Vì sao

NUMBER = r"\d+(?:,\d+)?"
SUM = re.compile(rf"(?:{NUMBER}|[()×/+−\s])+(?:\s[=≈]\s−?{NUMBER}%?)+")


def sums() -> list[tuple[str, str]]:
    return [
        (title, found.strip())
        for title, one in ALL.items()
        for line in one.units
        for found in SUM.findall(line.get(WHY, ""))
    ]


@pytest.mark.parametrize(("title", "written"), sums())
def test_every_sum_written_out_is_right(title: str, written: str) -> None:
    for before, after in pairwise(re.split(r" [=≈] ", written)):
        places = len(after.rstrip("%").partition(",")[2])
        found = calculated(before) * (100 if after.endswith("%") else 1)
        exact = calculated(after.rstrip("%"))
        assert Fraction(round_half_up(found, places), 10**places) == exact, written


def test_every_sum_is_found() -> None:
    """Whatever has an equals sign between numbers was worked out above."""
    written = [line.get(WHY, "") for one in ALL.values() for line in one.units]
    assert sum(text.count(" = ") + text.count(" ≈ ") for text in written) == len(sums()) > 40


def calculated(text: str) -> Fraction:
    """The value of a sum as a person writes it, exactly."""
    plain = text.replace(",", ".").replace("×", "*").replace("−", "-").strip()
    return _value(ast.parse(plain, mode="eval").body, plain)


def _value(node: ast.expr, source: str) -> Fraction:
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, source), _value(node.right, source)
        rules: Mapping[type, Any] = {ast.Add: left.__add__, ast.Sub: left.__sub__, ast.Mult: left.__mul__}
        return rules[type(node.op)](right) if type(node.op) in rules else left / right
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, source)
    assert isinstance(node, ast.Constant)
    return Fraction(ast.get_source_segment(source, node) or "")


# Nothing is left out


def test_the_page_has_every_kind_and_every_parameter() -> None:
    clusters = [example.cluster for example in SCORED.values()]
    criteria = [one for agreed in clusters for one in agreed.criteria]
    assert {one.kind for one in criteria} == {None, *Kind}
    assert {one.group for one in criteria} == set(Group)
    plain = Parameters()
    used = {
        field.name
        for one in criteria
        for field in fields(Parameters)
        if getattr(one.parameters, field.name) != getattr(plain, field.name)
    }
    assert used >= {field.name for field in fields(Parameters)} - {"shortfall_step", "excess_step"}
    assert {agreed.not_assigned for agreed in clusters} == set(NotAssigned)
    assert {agreed.bonus_in_scale for agreed in clusters} == set(BonusInScale)
    assert {line[COMBINE] for line in ALL["Nhiều người thẩm định"].units} == set(LABELS.values())


def test_every_example_has_units_and_says_something() -> None:
    assert len(SCORED) >= 28
    assert all(one.units for one in ALL.values())
