"""The catalogue against itself (both languages alike) and against the package (no code without its text)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import emulation_cli
from emulation_cli.catalogue import LANGUAGES, PROBLEM_AREAS, area, fill, problem_texts, text
from emulation_cli.labels import choices, key_of, known, label, suggestion
from emulation_cli.problems import EmulError, Place, Severity, has_errors, problem
from emulation_cli.text import fold

PACKAGE = Path(emulation_cli.__file__).parent
TEXTS = PACKAGE / "texts"
AREAS = sorted(path.relative_to(TEXTS / "vi").with_suffix("").as_posix() for path in (TEXTS / "vi").rglob("*.toml"))
# What makes a problem of a code, by the name that is called (`case.say` in scoring/); the code comes first.
MAKERS = {"problem", "EmulError", ".say", "_bad", "RefusedError", "slip", "unknown", "Problem"}
COMPLETING = {"unknown"}  # gives values of its own


FOREIGN = "panels."  # the command library's own templates, filled in by it


def leaves(tree: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        found |= leaves(value, here) if isinstance(value, dict) else {here: value}
    return found


def placeholders(template: str) -> set[tuple[str, str]]:
    """(name, format) of each; a template that cannot be parsed raises."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None}


# vi and en


def test_both_languages_have_the_same_areas() -> None:
    english = (path.relative_to(TEXTS / "en").with_suffix("") for path in (TEXTS / "en").rglob("*.toml"))
    assert sorted(path.as_posix() for path in english) == AREAS
    assert sorted(LANGUAGES) == sorted(path.name for path in TEXTS.iterdir())


@pytest.mark.parametrize("name", AREAS)
def test_both_languages_have_the_same_keys(name: str) -> None:
    own = (".severity", ".means") if name in PROBLEM_AREAS else ()  # these stand in the Vietnamese file only
    vietnamese = {key for key in leaves(area("vi", name)) if not key.endswith(own)}
    assert set(leaves(area("en", name))) == vietnamese


@pytest.mark.parametrize("name", [name for name in AREAS if name != "labels"])
def test_both_languages_have_the_same_placeholders(name: str) -> None:
    vietnamese, english = (leaves(area(language, name)) for language in LANGUAGES)
    wrong = {
        key
        for key, template in english.items()
        if isinstance(template, str) and placeholders(template) != placeholders(str(vietnamese[key]))
    }
    assert wrong == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in AREAS if name != "labels"])
def test_every_text_says_something_and_uses_known_formats(language: str, name: str) -> None:
    for key, template in leaves(area(language, name)).items():
        if key.startswith(FOREIGN):
            continue
        assert isinstance(template, (str, list)), key
        for line in [template] if isinstance(template, str) else template:
            assert line.strip() or key.split(".")[0] not in problem_texts(language), key
            assert {spec for _, spec in placeholders(line)} <= {"", "n", "d"}, key
            assert all(field and field.isidentifier() for field, _ in placeholders(line)), key


def test_every_code_has_a_severity_a_message_and_a_fix() -> None:
    for language in LANGUAGES:
        wanted = {"message", "fix"} | ({"severity"} if language == "vi" else set())
        optional = {"means"} if language == "vi" else set()  # for docs/ma-loi.md
        entries = problem_texts(language)
        assert [code for code in problem_texts("vi") if set(entries[code]) - optional != wanted] == []
    assert {entry["severity"] for entry in problem_texts("vi").values()} <= set(Severity)


def test_no_code_stands_in_two_areas() -> None:
    codes = [code for name in PROBLEM_AREAS for code in area("vi", name)]
    assert sorted(codes) == sorted(set(codes))


def test_codes_are_slugs() -> None:
    assert [code for code in problem_texts("vi") if not all(part.isalnum() for part in code.split("-"))] == []
    assert [code for code in problem_texts("vi") if code != code.lower() or not code.isascii()] == []


@pytest.mark.parametrize(
    ("severity", "codes"),
    [
        ("error", "target-changed target-not-positive appraised-by-nobody not-assigned-requested sheet-missing"),
        ("error", "score-missing result-missing target-missing row-missing score-above-maximum score-extra-digit"),
        ("error", "number-unreadable number-ambiguous number-footnote number-became-date number-is-percent cell-error"),
        ("error", "formula-not-calculated percent-as-fraction requirement-open maximum-changed text-changed"),
        ("error", "definition-sum definition-band-twice definition-band-order sheet-of-another-period"),
        ("warning", "sheet-late several-sheets score-without-result score-differs scale-differs sheets-identical"),
        ("warning", "definition-band-gap score-rounded number-three-decimals unit-file-name-disagrees"),
        ("note", "file-skipped number-as-text requirement-unmet"),
    ],
)
def test_severities_are_those_of_the_contract(severity: str, codes: str) -> None:
    """What the contract calls an error, a question that leaves the points open, a warning, or only notes."""
    assert {code: problem_texts("vi")[code]["severity"] for code in codes.split()} == dict.fromkeys(
        codes.split(), severity
    )


# Codes and the package


@cache
def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def strings(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may be: a constant, or both arms of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """(module:line, call, code) of everything that makes a problem of a code written there."""
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            if called(node) & (MAKERS if name.startswith("scoring/") else MAKERS - {".say"}) and node.args:
                for code in strings(node.args[0]):
                    yield f"{name}:{node.lineno}", node, code


def called(node: ast.Call) -> set[str]:
    """The name that is called; a method's with and without its point."""
    if isinstance(node.func, ast.Attribute):
        return {node.func.attr, f".{node.func.attr}"}
    return {getattr(node.func, "id", "")}


def test_the_package_makes_problems() -> None:
    assert len({code for _, _, code in calls()}) > 60


def test_every_code_that_is_used_has_its_texts() -> None:
    assert {(where, code) for where, _, code in calls() if code not in problem_texts("vi")} == set()


def test_every_code_with_texts_is_used() -> None:
    said = {
        node.value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(problem_texts("vi")) - said == set()


def test_every_call_gives_the_values_that_its_texts_name() -> None:
    """Only calls whose keywords all stand there; `problem` and the like fill in the rest themselves."""
    lacking = set()
    for where, call, code in calls():
        whole = all(keyword.arg for keyword in call.keywords) and not called(call) & COMPLETING
        if not whole or code not in problem_texts("vi"):
            continue
        given = {keyword.arg for keyword in call.keywords}
        for language in LANGUAGES:
            entry = problem_texts(language)[code]
            named = {name for part in ("message", "fix") for name, _ in placeholders(entry[part])}
            lacking |= {(where, code, name) for name in named - given}
    assert lacking == set()


# Filling in


def test_values_are_written_as_the_language_writes_them() -> None:
    template = "{points:n} · {day:d} · {name}"
    values = {"points": "1234.50", "day": "2026-02-05", "name": "{x}"}
    assert fill(template, "vi", values) == "1.234,50 · 05/02/2026 · {x}"
    assert fill(template, "en", values) == "1,234.50 · 5 February 2026 · {x}"


@pytest.mark.parametrize("value", ["", "20⁷", "9,5", "abc", "NaN", "1E+2", "hai mươi"])
def test_a_value_that_is_no_number_after_all_is_written_as_it_is(value: str) -> None:
    assert fill("<{found:n}>", "vi", {"found": value}) == ("<100>" if value == "1E+2" else f"<{value}>")
    assert fill("<{sent:d}>", "vi", {"sent": value}) == f"<{value}>"


def test_a_text_of_an_area_is_found_by_its_dotted_key() -> None:
    key = next(key for key, value in leaves(area("vi", "cli")).items() if isinstance(value, str) and "{" not in value)
    assert text("vi", "cli", key) == leaves(area("vi", "cli"))[key]


# Problems


def test_a_problem_keeps_plain_strings_and_prints_in_both_languages() -> None:
    from decimal import Decimal

    found = problem("score-above-maximum", Place("A.xlsx", "Bảng", "G14"), "A", "1.2", value=Decimal("1E+2"), max=20)
    assert found.params == (("max", "20"), ("value", "100"))
    assert (found.severity, str(found.place)) == (Severity.ERROR, "A.xlsx ▸ Bảng ▸ G14")
    assert "100" in found.message() and "100" in found.message("en")
    assert has_errors([found]) and not has_errors([])


def test_a_place_leaves_out_what_it_does_not_know() -> None:
    assert [str(Place()), str(Place("A.xlsx")), str(Place("A.xlsx", "", "G1"))] == ["", "A.xlsx", "A.xlsx ▸ G1"]


def test_what_stops_the_run_is_a_problem_too() -> None:
    error = EmulError("path-missing", path=Path("x"))
    assert (error.problem.code, error.problem.params, str(error)) == ("path-missing", (("path", "x"),), "path-missing")


# Labels


@pytest.mark.parametrize("table", sorted(area("vi", "labels")))
def test_what_is_written_reads_back_within_its_table(table: str) -> None:
    """A spelling of two columns is told apart by the sheet that it stands in; all other tables are clear."""
    for language in LANGUAGES:
        for key in area(language, "labels")[table]:
            assert key_of(table, label(table, key, language), (key,)) == key
            if table != "column":
                assert key_of(table, label(table, key, language)) == key


def test_labels_are_known_whatever_their_case_spaces_and_tone_placement() -> None:
    assert key_of("kind", "  TỶ   lệ ") == key_of("kind", "tỉ lệ") == key_of("kind", "ratio") == "ratio"
    assert key_of("kind", "tỷ lệ phần trăm") is None
    assert suggestion("kind", "ti le") in ("tỷ lệ", "tỉ lệ")
    assert suggestion("kind", "xyz") is None
    assert choices("group") == "chuẩn, thưởng, trừ, không tính"
    assert known("answer")[fold("Đạt")] == "yes"
