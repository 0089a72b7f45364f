"""Short sentences that follow from the figures and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby

from emulation_cli.catalogue import text
from emulation_cli.cluster.decisions import Treatment
from emulation_cli.cluster.rules import RankBy
from emulation_cli.reports.filters import joined, one_line, percent, points, trimmed
from emulation_cli.reports.ranking import total_text
from emulation_cli.reports.wording import finding_texts, reason_text, unranked_texts
from emulation_cli.results import Results, Standing

NOT_SUBMITTED = "not-submitted"  # why a unit stands last: told among the decisions, it settles no tie


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A criterion of a unit that has no points yet: what is at stake, and why."""

    unit: str
    criterion: str
    at_stake: str
    why: str


def is_official(results: Results) -> bool:
    """Whether the result may be signed as it is."""
    return results.status == "official"


def provisional(language: str) -> str:
    """The mark of a result that may not be signed: TẠM TÍNH."""
    return text(language, "reports", "common.provisional")


def reasons(results: Results, language: str) -> tuple[str, ...]:
    """Why a result is provisional, a sentence each; none where it is official."""
    return () if is_official(results) else tuple(one_line(reason_text(each, language)) for each in results.reasons)


def sent(results: Results, language: str) -> tuple[str, ...]:
    """How many units the cluster has, who leads it, how many of those not excused sent a sheet and are ranked; who
    sent late, where anybody did."""
    word = partial(text, language, "reports")
    cluster = results.cluster
    placed = {standing.unit for standing in results.standings}
    due = placed | {each.unit for each in results.unranked if each.why != Treatment.EXCUSED}
    scored = {standing.unit for standing in _scored(results)}
    came = scored | {each.unit for each in results.inputs if each.unit in due}
    members = word("common.members", count=len(cluster.units))
    for role in ("head", "deputy"):
        names = joined(unit.name for unit in cluster.units if unit.role == role)
        members += word(f"common.{role}", names=names) if names else ""
    late = joined(unit.name for unit in cluster.units if unit.code in _late(results))
    told = (word("common.late", names=late),) if late else ()
    return f"{members}.", word("common.sent", sent=len(came), due=len(due), ranked=len(placed)), *told


def _late(results: Results) -> set[str | None]:
    """The units whose sheet came after the deadline."""
    return {found.unit for found in results.problems if found.code == "sheet-late"}


def _scored(results: Results) -> list[Standing]:
    """The standings behind which there is a sheet: not those recorded as not having sent one."""
    return [standing for standing in results.standings if standing.source]


def unranked(results: Results, language: str) -> tuple[tuple[str, str], ...]:
    """The units that have no rank, each with the reason."""
    return tuple((one_line(name), one_line(why)) for name, why in unranked_texts(results, language))


def outcome(results: Results, language: str) -> tuple[str, ...]:
    """Who leads, how far the totals reach, how many units in each class. Nothing while the result is provisional:
    lower bounds do not say who leads."""
    if not is_official(results) or not results.standings:
        return ()
    found = [_leader(results, language)]
    totals = [standing.total for standing in _scored(results)]
    if len(totals) > 1:
        shown = partial(points, language=language, places=results.cluster.places)
        found.append(text(language, "reports", "common.range", low=shown(min(totals)), high=shown(max(totals))))
    return (*found, *_classes(results, language))


def _leader(results: Results, language: str) -> str:
    first = [standing for standing in results.standings if standing.rank == 1]
    return text(
        language,
        "reports",
        "common.leader",
        units=joined(standing.name for standing in first),
        total=points(first[0].total, language, results.cluster.places),
        max=trimmed(first[0].max, language),
        percent=percent(first[0].percent, language),
    )


def _classes(results: Results, language: str) -> Iterator[str]:
    """'Xếp loại: Xuất sắc 3 đơn vị; Tốt 5 đơn vị.', from the best class down."""
    word = partial(text, language, "reports")
    given = [standing.class_ for standing in results.standings]
    names = list(dict.fromkeys([rule.name for rule in results.cluster.classes] + [name for name in given if name]))
    if not names:
        return
    counts = [
        word("common.in_class", class_name=one_line(name), count=given.count(name)) for name in names if name in given
    ]
    counts += [word("common.no_class", count=given.count(None))] if None in given else []
    yield word("common.classes", classes="; ".join(counts))


def ties(results: Results, language: str) -> tuple[str, ...]:
    """Each shared rank with its units and what they share; then how ties were settled, as the results say it."""
    found = []
    for rank, together in groupby(results.standings, key=lambda standing: standing.rank):
        tied = list(together)
        if len(tied) > 1:
            names, by = joined(standing.name for standing in tied), _measure(results, tied[0], language)
            found.append(text(language, "reports", "common.tie", rank=rank, units=names, measure=by))
    notes = [note for note in (standing.tie_note for standing in results.standings) if note]
    settled = [reason_text(note, language) for note in notes if note.code != NOT_SUBMITTED]
    return (*found, *dict.fromkeys(map(one_line, settled)))


def _measure(results: Results, standing: Standing, language: str) -> str:
    """What the cluster ranks by, with this unit's figure."""
    shown = {
        RankBy.TOTAL: total_text(results, standing, language),
        RankBy.STANDARD: points(standing.base, language, results.cluster.places),
        RankBy.PERCENT: percent(standing.percent, language),
    }[results.cluster.rank_by]
    return text(language, "reports", f"common.by_{results.cluster.rank_by}", value=shown)


def bounds(results: Results, language: str) -> tuple[str, ...]:
    """What the sign ≥ means, where it stands."""
    shown = any(standing.open for standing in results.standings)
    return (text(language, "reports", "common.bounds"),) if shown else ()


def open_rows(results: Results, language: str) -> tuple[OpenRow, ...]:
    """Every open criterion, unit by unit in rank order, with the points at stake and the problem that says why."""
    errors_last = sorted(results.problems, key=lambda found: found.severity == "error")
    whys = {(found.unit, found.criterion): finding_texts(found, language)[0] for found in errors_last}
    default = text(language, "reports", "common.no_points")
    return tuple(
        OpenRow(
            unit=one_line(standing.name),
            criterion=_criterion(results, path),
            at_stake=points(_stake(results, path), language, results.cluster.places),
            why=one_line(whys.get((standing.unit, path), default)),
        )
        for standing in results.standings
        for path in standing.open
    )


def _criterion(results: Results, path: str) -> str:
    """'II.2. Nội dung'."""
    criterion = results.cluster.tree.by_path.get(path)
    return f"{results.cluster.tree.labels[path]}. {one_line(criterion.text)}" if criterion else path


def _stake(results: Results, path: str) -> Decimal:
    criterion = results.cluster.tree.by_path.get(path)
    return (criterion.maximum if criterion else None) or Decimal(0)


def open_summary(results: Results, language: str) -> tuple[str, ...]:
    """How many criteria of how many units are open, and how many points are at stake in all."""
    holders = [standing for standing in results.standings if standing.open]
    if not holders:
        return ()
    stake = sum((standing.at_stake for standing in holders), Decimal(0))
    count = sum(len(standing.open) for standing in holders)
    shown = points(stake, language, results.cluster.places)
    return (text(language, "reports", "common.open", count=count, units=len(holders), stake=shown),)


def problem_summary(results: Results, language: str) -> str:
    """How many errors and warnings the check found, and in whose sheets."""
    count = {name: sum(found.severity == name for found in results.problems) for name in ("error", "warning")}
    whose = {found.unit for found in results.problems if found.severity in count and found.unit}
    names = joined(unit.name for unit in results.cluster.units if unit.code in whose) or "–"
    key = "common.problems" if any(count.values()) else "common.no_problems"
    return text(language, "reports", key, errors=count["error"], warnings=count["warning"], units=names)
