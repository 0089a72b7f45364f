"""XlsxWriter alone writing the same workbooks: `python -m benchmarks.replay HOW FOLDER COUNT`.

What the form asks of XlsxWriter for one sheet is noted call by call, then asked again for every unit, with nothing of
this project in between. HOW is `plain`, or `quick` without XlsxWriter's search of every formula for newer functions,
which the form leaves out as well. Prints the seconds that the writing takes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple
from unittest.mock import patch

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmarks.cluster import make_cluster, make_unit
from emulation_cli.forms.sheet import Form


class Call(NamedTuple):
    """One call: on the workbook itself (sheet 0) or on its n-th sheet, a format standing as its number."""

    sheet: int
    method: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]


class _Numbered(int):
    """A format by its number."""


class _Notes:
    """Notes the outermost calls of public methods of a workbook and its sheets."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.options: dict[str, Any] = {}
        self.formats: list[Format] = []
        self.sheets: list[Worksheet] = []
        self.inside = False

    def noted(self, method: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(subject: Any, *arguments: Any, **named: Any) -> Any:
            if self.inside:
                return original(subject, *arguments, **named)
            self.inside = True
            try:
                result = original(subject, *arguments, **named)
            finally:
                self.inside = False
            self._note(subject, method, arguments, named)
            self.formats += [result] if isinstance(result, Format) else []
            self.sheets += [result] if isinstance(result, Worksheet) else []
            return result

        return call

    def opened(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(subject: Any, target: str, options: dict[str, Any]) -> None:
            self.options, self.inside = options, True
            original(subject, target, options)
            self.inside = False

        return call

    def _note(self, subject: Any, method: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        sheet = self.sheets.index(subject) + 1 if isinstance(subject, Worksheet) else 0
        plain = tuple(self._number(one) for one in arguments)
        self.calls.append(Call(sheet, method, plain, {name: self._number(one) for name, one in named.items()}))

    def _number(self, value: Any) -> Any:
        return _Numbered(self.formats.index(value)) if isinstance(value, Format) else value


@contextmanager
def _noting(notes: _Notes) -> Iterator[None]:
    with patch.object(xlsxwriter.Workbook, "__init__", notes.opened(xlsxwriter.Workbook.__init__)):
        patches = [
            patch.object(kind, name, notes.noted(name, method))
            for kind in (xlsxwriter.Workbook, Worksheet)
            for name, method in vars(kind).items()
            if callable(method) and not name.startswith("_")
        ]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()


def note(folder: Path) -> _Notes:
    """Every call for one blank sheet."""
    notes = _Notes()
    form = Form(make_cluster(1))
    with _noting(notes):
        form.write(folder / "noted.xlsx", make_unit(1))
    return notes


class _Quick(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


SHEETS = {"plain": Worksheet, "quick": _Quick}


def write(target: Path, notes: _Notes, how: str) -> None:
    """The same workbook once more, by XlsxWriter alone."""
    workbook = xlsxwriter.Workbook(str(target), notes.options)
    workbook.worksheet_class = SHEETS[how]
    subjects: list[Any] = [workbook]
    formats: list[Format] = []
    for sheet, method, arguments, named in notes.calls:
        plain = [formats[one] if type(one) is _Numbered else one for one in arguments]
        result = getattr(subjects[sheet], method)(*plain, **named)
        if method == "add_format":
            formats.append(result)
        elif method == "add_worksheet":
            subjects.append(result)


def main(how: str, folder: str, count: str) -> None:
    """Write `count` workbooks and print how long it took."""
    made = Path(folder)
    made.mkdir(parents=True, exist_ok=True)
    notes = note(made)
    started = perf_counter()
    for number in range(int(count)):
        write(made / f"{number}.xlsx", notes, how)
    sys.stdout.write(f"{perf_counter() - started}")


if __name__ == "__main__":
    main(*sys.argv[1:])
