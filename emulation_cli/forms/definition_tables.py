"""The sheets Đơn vị, Tiêu chí, Xếp loại and Nội dung of cluster.xlsx."""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind
from emulation_cli.cluster.guidance import digits
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.parameters_text import parameters_text
from emulation_cli.cluster.rules import ClassRule, Condition, ConditionKind
from emulation_cli.decimals import localise_number
from emulation_cli.forms.definition_page import FIRST_ROW, ROOM, Column, DefinitionPage
from emulation_cli.forms.styles import LEVELS
from emulation_cli.labels import label

UNITS = (
    Column("code", 12, "fill_code"),
    Column("unit_name", 42, "fill_text"),
    Column("aliases", 34, "fill_text"),
    Column("role", 14, "fill_number"),
    Column("representative", 26, "fill_text"),
    Column("position", 24, "fill_text"),
)
CRITERIA = (
    Column("level", 6, "fill_number"),
    Column("label", 7, "fill_code"),
    Column("text", 52, "fill_text"),
    Column("maximum", 9, "fill_number"),
    Column("group", 11, "fill_number"),
    Column("kind", 14, "fill_number"),
    Column("parameters", 28, "fill_words"),
    Column("measure", 11, "fill_number"),
    Column("guidance", 36, "fill_text"),
    Column("evidence", 11, "fill_number"),
    Column("note", 24, "fill_text"),
)
CLASSES = (
    Column("class", 28, "fill_text"),
    Column("threshold", 12, "fill_number"),
    Column("comparison", 11, "fill_number"),
    Column("condition", 64, "fill_text"),
)
PROSE = (Column("document", 18, "fill_text"), Column("section", 30, "fill_text"), Column("text", 96, "fill_text"))
DEEPEST = 6
CRITERIA_ROOM = 20


def write_units(page: DefinitionPage, cluster: Cluster) -> None:
    """Members: codes as text, roles to choose."""
    page.open("units")
    for row, unit in enumerate(cluster.units, FIRST_ROW):
        page.row(row, _unit(unit, page.language))
    page.room(FIRST_ROW + len(cluster.units), 12)
    page.choose("role", "role", hint="role")


def _unit(unit: Unit, language: str) -> tuple[str, ...]:
    role = label("role", unit.role, language) if unit.role else ""
    return unit.code, unit.name, "; ".join(unit.aliases), role, unit.representative, unit.position


def write_criteria(page: DefinitionPage, cluster: Cluster) -> None:
    """The scoring table in printed order; sections and headings stand out by their level, live."""
    page.open("criteria")
    for row, criterion in enumerate(cluster.criteria, FIRST_ROW):
        page.row(row, _criterion(criterion, cluster, page.language))
    page.room(FIRST_ROW + len(cluster.criteria), CRITERIA_ROOM)
    limits = {"validate": "whole", "criteria": "between", "minimum": 1, "maximum": DEEPEST}
    page.guard("level", limits | page.hint("level", "level"))
    page.advise("maximum", "maximum")
    page.choose("group", "group", hint="group")
    named = {key: label("kind", key, page.language) for key in (Kind.DIRECT, Kind.CHOICE)}
    page.choose("kind", "kind", hint="kind", **named)
    page.advise("parameters", "parameters")
    required = label("answer", "required", page.language)
    page.choose("evidence", "answer", ("required",), hint="evidence", required=required)
    _mark_levels(page)


def _criterion(criterion: Criterion, cluster: Cluster, language: str) -> tuple[str | Decimal | None, ...]:
    above = cluster.tree.by_path.get(criterion.parent)
    inherited = above.group if above else None
    return (
        Decimal(criterion.level),
        criterion.label,
        criterion.text,
        criterion.maximum,
        label("group", criterion.group, language) if _says_group(criterion.group, inherited) else "",
        label("kind", criterion.kind, language) if criterion.kind else "",
        parameters_text(criterion.parameters, language),
        criterion.measure,
        criterion.guidance,
        label("answer", "required", language) if criterion.evidence_required else "",
        criterion.note,
    )


def _says_group(group: Group, inherited: Group | None) -> bool:
    """A section always says its group, what stands under it only where it differs."""
    return inherited is not group


def _mark_levels(page: DefinitionPage) -> None:
    first = FIRST_ROW + 1
    rules = {"section": f"=$A{first}=1", "heading": f"=AND(ISNUMBER($A{first}),N($A{first + 1})>$A{first})"}
    for row, formula in rules.items():
        look = page.styles.workbook.add_format(LEVELS[row])
        options = {"type": "formula", "criteria": formula, "format": look, "stop_if_true": True}
        page.sheet.conditional_format(FIRST_ROW, 0, FIRST_ROW + ROOM - 1, len(CRITERIA) - 1, options)


def write_classes(page: DefinitionPage, cluster: Cluster) -> None:
    """Classes from the best down; percentages as cells shown in percent."""
    page.open("classes")
    for row, rule in enumerate(cluster.classes, FIRST_ROW):
        styles = ("fill_text", _percent_style(rule), "fill_number", "fill_text")
        page.row(row, _class(rule, page.language), styles)
    page.room(FIRST_ROW + len(cluster.classes), 8)
    page.choose("comparison", "comparison")
    page.advise("threshold", "threshold")
    labels = {
        key: label("condition", key, page.language) for key in (ConditionKind.NO_ZERO, ConditionKind.EVERY_CRITERION)
    }
    page.advise("condition", "condition", **labels)


def _class(rule: ClassRule, language: str) -> tuple[str | Decimal, ...]:
    comparison = label("comparison", "above" if rule.strictly else "at_least", language)
    threshold = rule.threshold / 100 if rule.percent else rule.threshold
    conditions = "; ".join(_condition(condition, language) for condition in rule.conditions)
    return rule.name, threshold, comparison, conditions


def _percent_style(rule: ClassRule) -> str:
    if not rule.percent:
        return "fill_number"
    return "fill_whole_percent" if rule.threshold == int(rule.threshold) else "fill_percent"


def _condition(condition: Condition, language: str) -> str:
    words = label("condition", condition.kind, language)
    if condition.percent is None:
        return words
    return f"{words} {localise_number(digits(condition.percent), language)}%"


def write_prose(page: DefinitionPage, cluster: Cluster) -> None:
    """The documents' own words; a line without words is a place to write some."""
    page.open("prose")
    for row, line in enumerate(cluster.prose, FIRST_ROW):
        page.row(row, (line.document, line.section, line.text))
    page.room(FIRST_ROW + len(cluster.prose), 12)
    page.guard("document", {**page.options("document"), "show_error": False})  # the reader knows more spellings
