"""Sentences that results carry as codes with values, put into words; a code without a text stands for itself."""

from __future__ import annotations

from collections.abc import Mapping

from emulation_cli import catalogue
from emulation_cli.cluster.decisions import Treatment
from emulation_cli.results import Finding, Reason, Results, Unranked


def why_text(code: str, language: str) -> str:
    """Why a file was used or not: [input] of reasons.toml, else the problem of that code, else the code itself."""
    known = catalogue.area(language, "reasons")["input"]
    return str(known[code]) if code in known else _message(code, {}, language) or code


def reason_text(reason: Reason, language: str) -> str:
    """A reason or a tie note as a sentence: [provisional] and [tie] of reasons.toml, else the problem of that code."""
    reasons = catalogue.area(language, "reasons")
    known = {**reasons["provisional"], **reasons["tie"]}
    if reason.code in known:
        return _filled(known[reason.code], reason.params, language) or reason.code
    return _message(reason.code, reason.params, language) or reason.code


def finding_texts(finding: Finding, language: str) -> tuple[str, str]:
    """A problem's message and fix; results hold the Vietnamese ones, another language is made from the code."""
    if language == "vi":
        return finding.message, finding.fix
    message = _message(finding.code, finding.params, language)
    fix = _message(finding.code, finding.params, language, "fix")
    return message or finding.message, finding.fix if fix is None else fix


def unranked_text(results: Results, unranked: Unranked, language: str) -> str:
    """Why a unit is not ranked: the sentence of its own problem of that code, where there is one."""
    found = (one for one in results.problems if one.unit == unranked.unit and one.code == unranked.why)
    return _unranked(next(found, None), unranked, language)


def unranked_texts(results: Results, language: str) -> list[tuple[str, str]]:
    """Name and reason of every unit that is not ranked, its problems gone through once for all of them."""
    known: dict[tuple[str | None, str], Finding] = {}
    for finding in results.problems if results.unranked else ():
        known.setdefault((finding.unit, finding.code), finding)
    return [(one.name, _unranked(known.get((one.unit, one.why)), one, language)) for one in results.unranked]


def _unranked(finding: Finding | None, unranked: Unranked, language: str) -> str:
    if unranked.why == Treatment.EXCUSED:  # said of a file, the same word means that it is not used
        return catalogue.text(language, "reports", "common.excused")
    return finding_texts(finding, language)[0] if finding else why_text(unranked.why, language)


def _message(code: str, params: Mapping[str, str], language: str, part: str = "message") -> str | None:
    """A text of the catalogue with its values; None where the code or a value of it is not known."""
    entry = catalogue.problem_texts(language).get(code, {})
    return _filled(entry[part], params, language) if part in entry else None


def _filled(template: str, params: Mapping[str, str], language: str) -> str | None:
    try:
        return catalogue.fill(template, language, params)
    except (KeyError, ValueError, ArithmeticError):
        return None
