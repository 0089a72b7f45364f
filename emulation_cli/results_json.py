"""results.json: written streamed, item by item; read back whole. Sorted keys, UTF-8, decimals as strings."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO, Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from emulation_cli.problems import EmulError
from emulation_cli.results import SCHEMA, Finding, Results, Score
from emulation_cli.results_sound import first_flaw

_text = json.encoder.encode_basestring
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, check_circular=False).encode


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def write_json(results: Results, stream: IO[str]) -> None:
    """Write results, one item of a list a line, so that two runs can be compared line by line."""
    stream.write("{")
    for number, name in enumerate(sorted(field.name for field in fields(results))):
        stream.write(",\n" if number else "\n")
        stream.write(f"{_encode(name)}: ")
        _write_value(name, getattr(results, name), stream)
    stream.write("\n}\n")


def _write_value(name: str, value: Any, stream: IO[str]) -> None:
    if name == "scores":
        _write_list((_score(one) for one in value), stream)
    elif name == "problems":
        _write_list((_encode(_plain(Finding, one)) for one in value), stream)
    elif isinstance(value, tuple):
        _write_list((_encode(_plain(type(one), one)) for one in value), stream)
    else:
        stream.write(_encode(_plain(get_type_hints(Results)[name], value)))


def _write_list(items: Iterable[str], stream: IO[str]) -> None:
    stream.write("[")
    for number, item in enumerate(items):
        stream.write(",\n" if number else "\n")
        stream.write(item)
    stream.write("]")


def _plain(kind: Any, value: Any) -> Any:
    return _adapter(kind).dump_python(value, mode="json", by_alias=True)


def _score(score: Score) -> str:
    """A score's line by hand, keys sorted: there are 75 of them a unit, and an encoder takes three times as long."""
    return (
        f'{{"actual": {_digits(score.actual)}, "appraised": {_digits(score.appraised)}, '
        f'"computed": {_digits(score.computed)}, "criterion": {_text(score.criterion)}, '
        f'"evidence": {_text(score.evidence)}, "explanation": {_text(score.explanation)}, '
        f'"max": {_digits(score.max)}, "place": {_text(score.place)}, "points": {_digits(score.points)}, '
        f'"self": {_digits(score.self_)}, "state": {_text(score.state)}, "target": {_digits(score.target)}, '
        f'"unit": {_text(score.unit)}}}'
    )


def _digits(value: Decimal | None) -> str:
    return "null" if value is None else f'"{value:f}"'


def read_json(path: Path) -> Results:
    """Read results back. Raises EmulError `results-unreadable` for what is not such a file, or does not hold together.

    A byte order mark, which an editor of Windows puts before the text, is left out.
    """
    try:
        data = path.read_bytes().removeprefix(BOM_UTF8)
        results: Results = _adapter(Results).validate_json(data, by_alias=True)
    except ValidationError as error:
        raise EmulError("results-unreadable", path=path, why=_words(error)) from error
    except OSError as error:
        raise EmulError("results-unreadable", path=path, why=str(error).splitlines()[0]) from error
    if results.schema != SCHEMA:
        raise EmulError("results-unreadable", path=path, why=f"schema {results.schema}")
    results = replace(results, scores=_scores(results, path))
    if flaw := first_flaw(results):
        raise EmulError("results-unreadable", path=path, why=flaw)
    return results


def _scores(results: Results, path: Path) -> tuple[Score, ...]:
    """The scores, each looked at only now."""
    try:
        return tuple(results.scores)
    except ValidationError as error:
        raise EmulError("results-unreadable", path=path, why=_words(error)) from error


def _words(error: ValidationError) -> str:
    """Where the first slip is, and what it is."""
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return " ".join(f"{where}: {first['msg']}".removeprefix(": ").split())
