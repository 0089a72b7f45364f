"""Edited templates: slips named by paragraph, names with examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.registry import DOCUMENTS
from emulation_cli.reports.documents.template_check import check_template
from emulation_cli.reports.documents.template_names import known_templates, names, sample_values
from emulation_cli.reports.wordfile import Template, own_template

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
        "{% macro line(x) %}{{ x }}{% endmacro %}{{ line(cluster) }}",
        "{% with name = cluster %}{{ name }}{% endwith %}",
        "{% filter upper %}{% for row in scores %}{{ row.unit }}{% endfor %}{% endfilter %}",
        "{% set name %}{{ cluster }}{% endset %}{{ name }}",
        "{% for number in range(20) %}{{ number }}{% endfor %}",
        "{{ recipients | join('; ') }}",
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


@pytest.mark.parametrize(
    ("whole", "name"), [("{{ scores }}", "scores"), ("{{ recipients }}", "recipients"), ("{{ votes[0].rows }}", "")]
)
def test_a_list_is_no_text(edited: Edited, whole: str, name: str) -> None:
    """It would be printed as Python writes it."""
    found = check_template(edited(whole), "bien-ban")
    assert [(one.code, dict(one.params)["name"]) for one in found] == ([("template-whole", name)] if name else [])


def test_a_group_of_values_is_no_text(edited: Edited) -> None:
    found = check_template(edited("{% for row in scores %}{{ row }}{% endfor %}"), "bien-ban")
    assert [(one.code, dict(one.params)["name"]) for one in found] == [("template-whole", "row")]


@pytest.mark.parametrize("opened", ["{%p for row in scores %}", "{%p if provisional %}"])
def test_a_block_that_nothing_closes_is_told_where_it_opens(edited: Edited, opened: str) -> None:
    """And neither at the end of the file nor at blocks that are closed."""
    path = edited(opened, "{% if cluster %}{{ cluster }}{% endif %}", "{% set x %}y{% endset %}", "the end")
    (found,) = check_template(path, "bien-ban")
    assert (found.code, dict(found.params)["paragraph"]) == ("template-syntax", str(count_paragraphs(path) - 3))
    assert dict(found.params)["text"].endswith(opened.removeprefix("{%p"))


@pytest.mark.parametrize(
    ("slip", "code"), [("{{ clustr }}", "template-name"), ("{% for row in scores %}", "template-syntax")]
)
@pytest.mark.parametrize("place", ["header", "footer"])
def test_headers_and_footers_are_looked_at_too(edited: Edited, place: str, slip: str, code: str) -> None:
    path = edited("{{ cluster.x }}")
    document = docx.Document(str(path))
    part = getattr(document.sections[0], place)
    part.is_linked_to_previous = False
    part.add_paragraph(slip)
    document.save(str(path))
    body, found = check_template(path, "bien-ban")
    assert (body.code, found.code, dict(found.params)["text"]) == ("template-name-none", code, slip)


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


@pytest.mark.parametrize(
    "greedy",
    [
        "{% for x in range(100000) %}{% for y in range(100000) %}x{% endfor %}{% endfor %}",
        "{{ cluster.center(10000000000) }}",
        "{{ 'x'.ljust(10000000000) }}",
        "{{ '{:10000000000}'.format('x') }}",
        "{{ cluster | center(10000000000) }}",
        "{{ '%10000000000s' | format('x') }}",
        "{{ scores | batch(10000000000, 'x') | list }}",
        "{{ lipsum(100000000) }}",
        "{% set n = namespace(x='x') %}{% for row in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    ],
)
def test_what_would_fill_the_memory_is_refused_at_once(edited: Edited, greedy: str) -> None:
    path = edited(greedy)
    with pytest.raises(EmulError) as caught:
        Template(path).fill(sample_values("bien-ban", "vi")[0], "x")
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
