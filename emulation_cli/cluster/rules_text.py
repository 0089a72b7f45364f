"""Lines of Đồng hạng and Khen thưởng as text: what the readers of those sheets read back as the same rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from emulation_cli.cluster.guidance import digits
from emulation_cli.cluster.rules import AwardRule, Quorum, TieBy, TieRule
from emulation_cli.decimals import localise_number
from emulation_cli.labels import label


def tie_text(rule: TieRule, language: str = "vi") -> str:
    """'1.2', 'kết quả 1.2', 'bỏ phiếu'."""
    if rule.by is TieBy.POINTS:
        return rule.criterion or ""
    words = label("tie_by", rule.by, language)
    return f"{words} {rule.criterion}" if rule.by is TieBy.RESULT else words


def quota_text(rule: AwardRule, language: str = "vi") -> str:
    """'2', '20%', '20% làm tròn lên'."""
    shown = percent_text(rule.quota, language) if rule.percent else digits(rule.quota)
    return f"{shown} {label('award', 'round_up', language)}" if rule.round_up else shown


def conditions_text(rule: AwardRule, classes: Sequence[str], language: str = "vi") -> str:
    """'hạng ≤ 3; từ Tốt trở lên; đã đăng ký'; `classes` are the cluster's from the best down."""
    return "; ".join(_conditions(rule, list(dict.fromkeys(classes)), language))


def percent_text(value: Decimal, language: str = "vi") -> str:
    """A percentage as the language writes it."""
    return f"{localise_number(digits(value), language)}%"


def quorum_text(quorum: Quorum, language: str = "vi") -> str:
    """'2/3', or '80%' for a percentage."""
    percent = str(quorum.whole).startswith("100") and set(str(quorum.whole)) == {"1", "0"}
    if percent:
        return percent_text(Decimal(quorum.part * 100) / quorum.whole, language)
    return f"{quorum.part}/{quorum.whole}"


def _conditions(rule: AwardRule, classes: list[str], language: str) -> Iterator[str]:
    if rule.ranks != (None, None):
        yield f"{label('award', 'rank', language)} {_ranks(*rule.ranks)}"
    if len(rule.classes) > 1 and list(rule.classes) == classes[: len(rule.classes)]:
        words = {key: label("award", key, language) for key in ("from", "upwards")}
        yield f"{words['from']} {rule.classes[-1]} {words['upwards']}"
    elif rule.classes:
        yield f"{label('award', 'class', language)} {', '.join(rule.classes)}"
    if rule.registered:
        yield label("award", "registered", language)


def _ranks(least: int | None, greatest: int | None) -> str:
    if least == greatest:
        return str(least)
    if least is None or greatest is None:
        return f"≤ {greatest}" if least is None else f"≥ {least}"
    return f"{least}–{greatest}"
