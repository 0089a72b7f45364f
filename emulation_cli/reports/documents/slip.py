"""A unit's result slip (phieu-ket-qua/<unit>.docx): its points criterion by criterion with their reasons, its place,
where it stands out or falls short of the cluster, what changed since the period before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.decimals import localise_number
from emulation_cli.exact import Fraction
from emulation_cli.reports.decided import decided_of
from emulation_cli.reports.documents.head import Head, head
from emulation_cli.reports.documents.material import Material, values
from emulation_cli.reports.filters import at_least, listed, one_line, percent, points, trimmed
from emulation_cli.reports.prose import Section, sections
from emulation_cli.reports.ranking import total_text
from emulation_cli.reports.wording import reason_text
from emulation_cli.results import Change, Results, Score, Standing

MOST = 5  # criteria told of as strengths, and as weaknesses
EARNING = (Group.STANDARD, Group.BONUS)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A criterion: the unit's own points, the appraised ones, what counts, why they differ."""

    label: str
    text: str
    maximum: str
    own: str
    appraised: str
    points: str
    reason: str
    heading: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A criterion beside the cluster's median and the leading unit's points."""

    criterion: str
    own: str
    median: str
    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip(Head):
    """One unit's slip in reading order; a column in which nothing stands is left out."""

    unit: str
    outcome: tuple[str, ...]
    rows: tuple[ScoreLine, ...]
    strengths: tuple[Compared, ...]
    weaknesses: tuple[Compared, ...]
    decisions: tuple[str, ...]
    changes: tuple[str, ...]
    own_words: tuple[Section, ...]
    with_appraised: bool
    with_reasons: bool
    closing: str


def slip(material: Material, unit: str) -> Slip:
    """The slip of a ranked unit."""
    standing = material.standing_of[unit]
    above, below = _compared(material, standing)
    rows, name = tuple(_rows(material, standing)), one_line(standing.name)
    return Slip(
        **values(head(material, "", material.say("slip", "subject", period=material.period))),
        unit=name,
        outcome=tuple(_outcome(material, standing)),
        rows=rows,
        strengths=above,
        weaknesses=below,
        decisions=listed(decided_of(material.results, unit, material.language)),
        changes=tuple(_since(material, standing)),
        own_words=tuple(sections(material.cluster.prose, "slip")),
        with_appraised=any(row.appraised for row in rows),
        with_reasons=any(row.reason for row in rows),
        closing=material.say("slip", "closing", period=material.period, unit=name),
    )


def _outcome(material: Material, standing: Standing) -> Iterator[str]:
    """Total, rank, class; how a tie was settled."""
    results, language = material.results, material.language
    maximum = points(standing.max, language, material.cluster.places)
    share = percent(standing.percent, language)
    yield material.say(
        "slip",
        "total",
        total=total_text(results, standing, language),
        max=maximum,
        percent=at_least(share, language) if standing.open else share,
    )
    key = "rank_shared" if standing.tied_with else "rank"
    names = "; ".join(one_line(material.unit(code).name) for code in standing.tied_with)
    yield material.say("slip", key, rank=standing.rank, count=len(results.standings), units=names)
    if standing.class_:
        yield material.say("slip", "class", name=one_line(standing.class_))
    if standing.tie_note:
        yield one_line(reason_text(standing.tie_note, language))
    if standing.open:
        stake = points(standing.at_stake, language, material.cluster.places)
        yield material.say("slip", "open", count=len(standing.open), stake=stake)


def _rows(material: Material, standing: Standing) -> Iterator[ScoreLine]:
    scores = material.scores_of.get(standing.unit, {})
    changed = {change.criterion: change for change in material.results.changes if change.unit == standing.unit}
    for criterion in material.cluster.criteria:
        label, name = one_line(criterion.label) or criterion.path, one_line(criterion.text)
        maximum = "" if criterion.maximum is None else trimmed(criterion.maximum, material.language)
        if criterion.path in material.cluster.tree.children:
            shown = _section_points(material, standing, criterion)
            yield ScoreLine(label, name, maximum, "", "", shown, "", True)
        elif criterion.path in scores:
            score = scores[criterion.path]
            own, appraised, counted = _points(material, standing, score)
            reason = _reason(material, score, changed.get(criterion.path), appraised)
            yield ScoreLine(label, name, maximum, own, appraised, counted, reason, False)


def _section_points(material: Material, standing: Standing, criterion: Criterion) -> str:
    found = standing.sections.get(criterion.path)
    return "" if found is None else points(found, material.language, material.cluster.places)


def _points(material: Material, standing: Standing, score: Score) -> tuple[str, str, str]:
    """The unit's own points, the appraised ones, those that count; the word for why there are none."""
    shown = partial(points, language=material.language, places=material.cluster.places)
    own = score.self_ if score.self_ is not None else score.computed
    if score.points is None or (score.state == "not_assigned" and not score.points):
        counted = material.say("slip", f"state.{score.state if score.state != 'number' else 'open'}")
    else:
        counted = material.say("slip", "state.open") if score.criterion in standing.open else shown(score.points)
    written = "" if own is None else _exactly(own, material)  # as the unit has it, whatever the cluster rounds to
    return written, "" if score.appraised is None else shown(score.appraised), counted


def _reason(material: Material, score: Score, change: Change | None, appraised: str) -> str:
    """Why the points are not the unit's own: the decision's reason, the appraisers' opinions."""
    said = [material.say("slip", "adjusted", reason=one_line(change.reason).rstrip(" .;"))] if change else []
    marks = material.marks_of.get((score.unit, score.criterion), ()) if appraised else ()
    said += [one_line(mark.opinion).rstrip(" .;") for mark in marks if mark.opinion]
    return "; ".join(dict.fromkeys(said))


def _compared(material: Material, standing: Standing) -> tuple[tuple[Compared, ...], tuple[Compared, ...]]:
    """The criteria furthest above and below the cluster's median, as shares of their maxima, compared exactly."""
    leader = material.results.standings[0]
    gaps = []
    for leaf in material.cluster.tree.leaves:
        own, middle = material.points_of(standing.unit, leaf.path), material.median_of.get(leaf.path)
        if own is None or middle is None or not leaf.maximum or leaf.group not in EARNING:
            continue
        best = material.points_of(leader.unit, leaf.path)
        gaps.append(((Fraction(own) - middle) / Fraction(leaf.maximum), leaf, own, middle, best))
    above = sorted((gap for gap in gaps if gap[0] > 0), key=lambda gap: -gap[0])[:MOST]
    below = sorted((gap for gap in gaps if gap[0] < 0), key=lambda gap: gap[0])[:MOST]
    return _lines(material, above), _lines(material, below)


_Gap = tuple[Fraction, Criterion, Decimal, Fraction, Decimal | None]


def _lines(material: Material, gaps: list[_Gap]) -> tuple[Compared, ...]:
    shown = partial(points, language=material.language, places=material.cluster.places)
    labels = material.cluster.tree.labels
    return tuple(
        Compared(
            f"{labels[leaf.path]}. {one_line(leaf.text)}",
            shown(own),
            _exactly(_decimal(middle), material),
            "–" if best is None else shown(best),
        )
        for _, leaf, own, middle, best in gaps
    )


def _exactly(value: Decimal, material: Material) -> str:
    """With the cluster's places, or more where it has more: a median between two points, a score that a unit typed."""
    digits = max(material.cluster.places, -int(value.as_tuple().exponent))
    return localise_number(f"{value:f}", material.language, digits)


def _decimal(value: Fraction) -> Decimal:
    """Exact: a median of points is one of them, or half the sum of two."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _since(material: Material, standing: Standing) -> Iterator[str]:
    """Rank, percent and class of the period before, where it is known and the unit was ranked in it."""
    before = material.previous
    if before is None:
        return
    old = _standing(before, standing.unit)
    period = one_line(before.cluster.period)
    if old is None:
        yield material.say("slip", "since.none", period=period)
        return
    language = material.language
    shares = {"before": percent(old.percent, language), "after": percent(standing.percent, language)}
    yield material.say("slip", "since.rank", period=period, before=old.rank, after=standing.rank)
    yield material.say("slip", "since.percent", **shares)
    if old.class_ != standing.class_ and (old.class_ or standing.class_):
        none = material.say("slip", "no_class")
        classes = {"before": one_line(old.class_ or none), "after": one_line(standing.class_ or none)}
        yield material.say("slip", "since.class", **classes)


def _standing(results: Results, unit: str) -> Standing | None:
    return next((standing for standing in results.standings if standing.unit == unit), None)
