"""The ranking in the terminal: very many units, ties, texts that look like markup, narrow terminals."""

from __future__ import annotations

import io

import pytest
from factories import NAMES, make_results
from rich.console import Console

from emulation_cli import catalogue
from emulation_cli.reports import terminal
from emulation_cli.results import Results

LEADERS = (0, 9, 1, 2, 3, 4, 5, 6, 7, 8)  # the factory's units in rank order; the fifth and the sixth tie


def shown(results: Results, width: int = 80) -> str:
    out = Console(file=io.StringIO(), width=width, highlight=False, emoji=False, markup=False)
    terminal.show_ranking(out, results, "en")
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= width
    return " ".join(text.split())


def test_every_unit_by_default() -> None:
    text = shown(make_results(10))
    assert [name for name in NAMES if name.split()[-1] not in text] == []
    assert "more units" not in text


def test_long_rankings_say_what_they_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "MOST", 4)
    text = shown(make_results(10))
    assert "6 more units" in text
    assert [name for name in (NAMES[place] for place in LEADERS[:4]) if name.split()[-1] not in text] == []
    assert [name for name in (NAMES[place] for place in LEADERS[4:]) if name in text] == []


def test_tie_across_the_last_row_names_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "MOST", 5)
    assert f"{NAMES[3]}, {NAMES[4]}" in shown(make_results(10))
    monkeypatch.setattr(terminal, "MOST", 4)
    assert f"{NAMES[3]}, {NAMES[4]}" not in shown(make_results(10))


@pytest.mark.parametrize("width", [60, 80, 200])
def test_names_are_never_markup(width: int) -> None:
    names = ("Sở [bold]A[/bold]", "[/x] :smile:", "Sở [row: 2]")
    text = shown(make_results(3, names=names), width)
    assert "[bold]A[/bold]" in text
    assert "[/x] :smile:" in text
    assert "[row: 2]" in text


@pytest.mark.parametrize("width", [80, 200])
def test_a_lower_bound_is_one_in_points_and_in_percent(width: int) -> None:
    results = make_results(3, provisional=True)
    standing = next(one for one in results.standings if one.open)
    text = shown(results, width)
    assert f"≥ {standing.total:,f}" in text
    assert f"≥ {standing.percent:f}%" in text
    assert text.count("≥") == 2 * sum(bool(one.open) for one in results.standings)


def test_one_unit_is_not_many_in_english() -> None:
    for code in ("units-without-sheet", "units-with-errors", "questions-open", "sources-differ"):
        said = catalogue.text("en", "reasons", f"provisional.{code}", count=1, names="Sở A")
        assert "1 units" not in said and "(1)" in said
