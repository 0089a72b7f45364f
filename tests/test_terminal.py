"""The ranking in the terminal: very many units, ties, texts that look like markup, narrow terminals."""

from __future__ import annotations

import io

import pytest
from factories import NAMES, make_results
from rich.console import Console

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
