"""An explanation as plain values for other programs: every step with its code, exact numbers and its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from emulation_cli.reports.explain import Explanation, Line
from emulation_cli.reports.explain_steps import Step, plain, sentence
from emulation_cli.reports.wording import finding_texts, reason_text
from emulation_cli.results import Finding, Reason

Json = dict[str, Any]


def as_json(found: Explanation, language: str, places: int, criterion: str | None = None) -> Json:
    """The whole explanation, or with a path only the lines at and under it. Numbers are decimal strings, or fractions
    (50/3) where they have no end."""
    lines = [one for one in found.lines if criterion is None or f"{one.criterion.path}.".startswith(f"{criterion}.")]
    shown: Json = {
        "unit": found.unit,
        "name": found.name,
        "status": found.status,
        "reasons": [_reason(one, language) for one in found.reasons],
        "lines": [_line(one, language, places) for one in lines],
    }
    if criterion is not None:
        return shown
    parts = {"total": found.total, "rank": found.rank, "class": found.class_, "decisions": found.decisions}
    shown |= {key: [_step(one, language, places) for one in steps] for key, steps in parts.items()}
    shown |= {
        "standing": _standing(found),
        "unranked": found.unranked.why if found.unranked else None,
        "ties": [_reason(one, language) for one in found.ties],
        "problems": [_finding(one, language) for one in found.problems],
    }
    return shown


def _standing(found: Explanation) -> Json | None:
    one = found.standing
    if one is None:
        return None
    numbers = ("total", "max", "percent", "base", "bonus", "deduction", "at_stake")
    return {
        "rank": one.rank,
        "class": one.class_,
        "tied_with": list(one.tied_with),
        **{key: _number(getattr(one, key)) for key in numbers},
    }


def _line(line: Line, language: str, places: int) -> Json:
    criterion, score = line.criterion, line.score
    shown: Json = {
        "criterion": criterion.path,
        "label": line.label,
        "text": criterion.text,
        "group": criterion.group,
        "kind": criterion.kind,
        "maximum": _number(line.maximum),
        "points": _number(line.points),
        "at_stake": _number(line.at_stake),
        "steps": [_step(one, language, places) for one in line.steps],
        "problems": [_finding(one, language) for one in line.problems],
    }
    if score is not None:
        shown |= {"state": score.state, "place": score.place, "target": _number(score.target)}
        shown |= {"actual": _number(score.actual), "self": _number(score.self_), "appraised": _number(score.appraised)}
    return shown


def _step(one: Step, language: str, places: int) -> Json:
    numbers = {name: plain(value) for name, value in one.numbers.items()}
    return {"code": one.code, "numbers": numbers, "words": one.words, "text": sentence(one, language, places)}


def _reason(reason: Reason, language: str) -> Json:
    return {"code": reason.code, "params": reason.params, "text": reason_text(reason, language)}


def _finding(found: Finding, language: str) -> Json:
    message, fix = finding_texts(found, language)
    keys: Iterable[str] = ("code", "severity", "file", "sheet", "cell", "criterion", "params")
    return {**{key: getattr(found, key) for key in keys}, "message": message, "fix": fix}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
