"""What a template may use: every name of its document, with an example value of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from emulation_cli.files import resource
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.documents.registry import DOCUMENTS, Document
from emulation_cli.reports.request import TEMPLATE as REQUEST
from emulation_cli.reports.request import Request

SAMPLES = ("bo-phieu", "cum-2", "thuong-100")  # votes and awards; bonus and deduction; appraisers and adjustments
LONGEST = 60  # letters of an example


@dataclass(frozen=True, slots=True)
class Name:
    """'ranking.rows[].unit' and an example value, '' where the examples have none."""

    path: str
    example: str


def fields_of(name: str) -> type:
    """The dataclass whose fields the template of this name may use; KeyError where there is no such template."""
    if name == REQUEST:
        return Request
    made = get_type_hints(DOCUMENTS[name].make)["return"]
    return next(kind for kind in (made, *get_args(made)) if is_dataclass(kind))  # type: ignore[return-value]


def known_templates() -> list[str]:
    """Every template that the tool fills in."""
    return [*DOCUMENTS, REQUEST]


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """The types of a dataclass's fields."""
    return get_type_hints(kind)


def item_of(kind: Any) -> Any:
    """What a tuple holds; None for anything else."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def names(name: str, language: str = "vi") -> tuple[Name, ...]:
    """Every name in reading order, with the first example that there is."""
    kind = fields_of(name)
    shown: dict[str, str] = dict.fromkeys(_paths(kind, ""), "")
    for sample in _samples(name, language):
        for path, value in _values(sample, ""):
            if path in shown and not shown[path]:
                shown[path] = value
    return tuple(Name(path, example) for path, example in shown.items())


def _paths(kind: Any, above: str) -> Iterator[str]:
    """The paths of a dataclass's leaves; '[]' stands for each of several."""
    for field in fields(kind):
        own = f"{above}.{field.name}" if above else field.name
        found = hints(kind)[field.name]
        while (inner := item_of(found)) is not None:
            own, found = f"{own}[]", inner
        if is_dataclass(found):
            yield from _paths(found, own)
        else:
            yield own


def _values(shown: Any, above: str) -> Iterator[tuple[str, str]]:
    if isinstance(shown, tuple | list):
        for each in shown:
            yield from _values(each, f"{above}[]")
    elif is_dataclass(shown) and not isinstance(shown, type):
        for field in fields(shown):
            yield from _values(getattr(shown, field.name), f"{above}.{field.name}" if above else field.name)
    elif shown not in ("", None):
        words = " ".join(str(shown).split())
        yield above, words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _samples(name: str, language: str) -> Iterator[Any]:
    """The document made from the shipped examples' results."""
    from emulation_cli.results_json import read_json

    document = DOCUMENTS.get(name)
    for example in SAMPLES if document else ():
        results = read_json(resource("examples") / example / "expected" / "results.json")
        yield from _made(document, Material(results.cluster, results, results, language))


def _made(document: Document | None, material: Material) -> Iterable[Any]:
    if document is None:
        return ()
    units = [standing.unit for standing in material.results.standings]
    shown = (document.make(material, unit) for unit in units) if document.each_unit else (document.make(material),)
    return [each for each in shown if each is not None]


def sample_values(name: str, language: str) -> list[dict[str, Any]]:
    """Values to try a template with."""
    return [values(each) for each in _samples(name, language)]
