"""The sheets Đồng hạng, Khen thưởng and Đăng ký of cluster.xlsx."""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import AwardRule, TieBy, TieRule
from emulation_cli.cluster.rules_text import conditions_text, quota_text, tie_text
from emulation_cli.forms.definition_page import FIRST_ROW, ROOM, Column, DefinitionPage, Lookup, Value
from emulation_cli.forms.definition_targets import COUNT, FREE_TIES, PATHS, TIES, looked_up_text
from emulation_cli.labels import label

TIE_COLUMNS = (Column("order", 10, "fill_number"), Column("by", 24, "fill_words"), Column("text", 70, "looked_up"))
AWARD_COLUMNS = (
    Column("award", 44, "fill_text"),
    Column("quota", 20, "fill_number"),
    Column("condition", 50, "fill_text"),
    Column("least_votes", 16, "fill_number"),
)
REGISTRATION_COLUMNS = (Column("unit", 44, "fill_words"), Column("title", 60, "fill_text"))
TIE_ROOM, AWARD_ROOM, REGISTRATION_ROOM = 8, 8, 20


def write_ties(page: DefinitionPage, cluster: Cluster) -> None:
    """What is asked of equals, in order; beside a criterion its text, live."""
    page.open("ties")
    for row in range(FIRST_ROW, FIRST_ROW + len(cluster.ties) + TIE_ROOM):
        at = row - FIRST_ROW
        page.row(row, _tie(cluster.ties[at] if at < len(cluster.ties) else None, row, cluster, page.language))
    limits = {"validate": "whole", "criteria": "between", "minimum": 1, "maximum": ROOM}
    page.guard("order", limits)
    source = f"=OFFSET({PATHS}!${TIES}${FIRST_ROW + 1},0,0,{len(FREE_TIES)}+MAX(1,{PATHS}!${COUNT}$1),1)"
    page.offer("by", source, "tie", result=label("tie_by", TieBy.RESULT, page.language))


def _tie(rule: TieRule | None, row: int, cluster: Cluster, language: str) -> tuple[Value, ...]:
    result, cell = f"{label('tie_by', TieBy.RESULT, language)} ", f"$B{row + 1}"
    criterion = cluster.tree.by_path.get(rule.criterion or "") if rule else None
    text = Lookup(looked_up_text(f'SUBSTITUTE({cell},"{result}","")', cell), criterion.text if criterion else "")
    return (Decimal(row - FIRST_ROW + 1), tie_text(rule, language), text) if rule else (None, None, text)


def write_awards(page: DefinitionPage, cluster: Cluster) -> None:
    """Awards with their quotas; shares as cells shown in percent."""
    page.open("awards")
    for row, rule in enumerate(cluster.awards, FIRST_ROW):
        styles = ("fill_text", _share_style(rule.quota, rule.percent), "fill_text", _share_style(rule.votes, True))
        page.row(row, _award(rule, cluster, page.language), styles)
    page.room(FIRST_ROW + len(cluster.awards), AWARD_ROOM)
    words = {key: label("award", key, page.language) for key in ("rank", "from", "upwards", "registered", "round_up")}
    page.advise("quota", "quota", **words)
    page.advise("condition", "award_condition", **words)
    page.advise("least_votes", "least_votes")


def _award(rule: AwardRule, cluster: Cluster, language: str) -> tuple[Value, ...]:
    quota: Value = rule.quota / 100 if rule.percent else rule.quota
    if rule.round_up:
        quota = quota_text(rule, language)
    conditions = conditions_text(rule, [each.name for each in cluster.classes], language)
    return rule.name, quota, conditions, None if rule.votes is None else rule.votes / 100


def _share_style(value: Decimal | None, percent: bool) -> str:
    if not percent or value is None:
        return "fill_number"
    return "fill_whole_percent" if value == int(value) else "fill_percent"


def write_registrations(page: DefinitionPage, cluster: Cluster) -> None:
    """Who set out to win what; units and awards to choose from the sheets that list them."""
    page.open("registrations")
    for row, line in enumerate(cluster.registrations, FIRST_ROW):
        page.row(row, (cluster.unit_of[line.unit].name, line.title))
    page.room(FIRST_ROW + len(cluster.registrations), REGISTRATION_ROOM)
    page.offer("unit", _column_of(page, "units", "B"))
    page.offer("title", _column_of(page, "awards", "A"))


def _column_of(page: DefinitionPage, sheet: str, letter: str) -> str:
    """What stands in another sheet's column, as far as it is filled."""
    name, first, last = label("sheet", sheet, page.language), FIRST_ROW + 1, FIRST_ROW + ROOM
    cells = f"'{name}'!${letter}${first}"
    return f"=OFFSET({cells},0,0,MAX(1,COUNTA({cells}:${letter}${last})),1)"
