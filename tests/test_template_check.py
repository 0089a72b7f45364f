"""Edited templates: slips named by paragraph, names with examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.registry import DOCUMENTS
from emulation_cli.reports.documents.template_check import check_template
from emulation_cli.reports.documents.template_names import known_templates, names
from emulation_cli.reports.wordfile import own_template

Edited = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """A template with paragraphs put behind its own."""

    def make(*paragraphs: str, name: str = "bien-ban") -> Path:
        document = docx.Document(str(own_template(name, "vi")))
        for text in paragraphs:
            document.add_paragraph(text)
        target = tmp_path / f"{name}.docx"
        document.save(str(target))
        return target

    return make


def count_paragraphs(path: Path) -> int:
    from docx.oxml.ns import qn

    return len(list(docx.Document(str(path)).element.body.iter(qn("w:p"))))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", known_templates())
def test_the_tools_own_templates_are_sound(name: str, language: str) -> None:
    assert check_template(own_template(name, language), name) == []


def test_unknown_names_are_told_by_paragraph_with_the_nearest_all_at_once(edited: Edited) -> None:
    path = edited("{{ clustr }}", "{%p for row in scores %}", "{{ row.toatl }}", "{%p endfor %}", "{{ reasons.x }}")
    last = count_paragraphs(path)
    found = [(one.code, dict(one.params)) for one in check_template(path, "bien-ban")]
    assert [(code, params["name"], params["near"], params["paragraph"]) for code, params in found] == [
        ("template-name", "clustr", "cluster", str(last - 4)),
        ("template-name", "toatl", "total", str(last - 2)),
        ("template-name-none", "x", "", str(last)),
    ]
    assert found[0][1]["text"] == "{{ clustr }}"


@pytest.mark.parametrize(
    "slip", ["{%p for row in scores %}", "{%p if %}", "{{ cluster", "{{ cluster + }}", "{%p oops %}"]
)
def test_syntax_is_told_by_paragraph(edited: Edited, slip: str) -> None:
    path = edited(slip)
    (found,) = check_template(path, "bien-ban")
    assert (found.code, dict(found.params)["paragraph"]) == ("template-syntax", str(count_paragraphs(path)))


@pytest.mark.parametrize(
    "sound",
    [
        "{{ cluster | upper }}",
        "{% set name = cluster %}{{ name }}",
        "{% for row in scores %}{{ loop.index }} {{ row.unit }}{% endfor %}",
        "{{ cluster ~ “x” }}",
        "{{ scores[0].unit }}",
        "{{ 'x' if provisional else cluster }}",
    ],
)
def test_what_jinja_allows_is_no_slip(edited: Edited, sound: str) -> None:
    assert check_template(edited(sound), "bien-ban") == []


def test_a_way_to_pythons_own_insides_is_an_unknown_name(edited: Edited) -> None:
    found = check_template(edited("{{ cluster.__class__.__mro__ }}"), "bien-ban")
    assert [(one.code, dict(one.params)["name"]) for one in found] == [("template-name-none", "__class__")]


def test_what_only_filling_in_shows_is_found_too(edited: Edited) -> None:
    """The sandbox refuses arithmetic."""
    with pytest.raises(EmulError) as caught:
        check_template(edited("{{ cluster * 1000 }}"), "bien-ban")
    assert caught.value.problem.code == "template-broken"


def test_unknown_filter(edited: Edited) -> None:
    (found,) = check_template(edited("{{ cluster | boom }}"), "bien-ban")
    assert (found.code, dict(found.params)["name"]) == ("template-filter", "boom")


def test_what_is_left_out_is_a_note(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ cluster }}")
    document.save(str(tmp_path / "quy-che.docx"))
    (found,) = check_template(tmp_path / "quy-che.docx", "quy-che")
    assert (found.code, str(found.severity)) == ("template-unused", "note")
    assert "chapters" in dict(found.params)["names"].split(", ")


def test_what_is_no_word_file(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"x")
    with pytest.raises(EmulError) as caught:
        check_template(tmp_path / "x.docx", "bien-ban")
    assert caught.value.problem.code == "template-broken"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_has_examples_of_its_names(name: str) -> None:
    listed = {each.path: each.example for each in names(name)}
    assert listed["cluster"] != ""
    assert len(listed) > len([path for path, example in listed.items() if not example]) * 2


def test_names_reach_into_lists() -> None:
    listed = {each.path: each.example for each in names("bien-ban")}
    assert listed["scores[].total"] == "107,00"
    assert listed["votes[].rows[].share"] == "3/7"
