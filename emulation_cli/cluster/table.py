"""The sheet Tiêu chí: rows to criteria, with everything that a row or its place in the tree can get wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.criteria_checks import check_criteria
from emulation_cli.cluster.maxima import read_maxima
from emulation_cli.cluster.outline import Draft, read_outline
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.parameters import check_points, read_parameters
from emulation_cli.cluster.references import References, cycles, resolve
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.values import choice, lines, needed, one_line, plain, too_fine, too_large

EVIDENCE = ("required",)


@dataclass
class Table:
    """The criteria in printed order, and what they may be called elsewhere."""

    criteria: tuple[Criterion, ...]
    references: References


def read_table(page: Page, places: int | None, bonus_in_scale: BonusInScale | None) -> Table:
    """Read the scoring table; `places` and `bonus_in_scale` are None where the sheet Cụm leaves them unsure."""
    outline = read_outline(page)
    for draft in outline.drafts:
        _read_group(page, draft)
        _read_kind(page, draft)
    read_maxima(page, outline, places, bonus_in_scale)
    for draft in outline.drafts:
        _read_parameters(page, draft, places)
    criteria = [_criterion(page, draft) for draft in outline.drafts]
    if not criteria and "level" not in page.lost and not page.problems:
        page.report_sheet(slip("definition-no-criteria"))
    labelled = not any(page.is_flawed(one.row, "label") for one in criteria)
    references = References(Tree(criteria), outline.sound and bool(criteria), labelled)
    required = _with_requirements(page, criteria, references)
    if references.sound:
        check_criteria(page, Tree(required))
    return Table(required, references)


def _read_group(page: Page, draft: Draft) -> None:
    """Nhóm, inherited; under thưởng, trừ and không tính only the same, or what is never counted."""
    above = draft.parent.group if draft.parent else Group.STANDARD
    written = choice(page, draft.row, "group", "group")
    draft.group = Group(written) if written else above
    if above not in (Group.STANDARD, draft.group) and draft.group is not Group.UNCOUNTED:
        shown = {"written": one_line(page, draft.row, "group"), "above": page.address(_parent_row(draft), "text")}
        page.report(draft.row, "group", slip("definition-group-clash", **shown))
        draft.group = above


def _parent_row(draft: Draft) -> int:
    return draft.parent.row if draft.parent else draft.row


def _read_kind(page: Page, draft: Draft) -> None:
    """Cách chấm: a leaf without one is trực tiếp; a parent has none, unless it lets choose one child."""
    written = choice(page, draft.row, "kind", "kind")
    kind = Kind(written) if written else None
    if draft.children:
        draft.kind = kind if kind is Kind.CHOICE else None
        if kind not in (None, Kind.CHOICE) and not draft.doubtful:
            page.report(draft.row, "kind", slip("definition-kind-on-parent", written=one_line(page, draft.row, "kind")))
        return
    draft.kind = kind or (None if page.is_flawed(draft.row, "kind") else Kind.DIRECT)
    if kind is Kind.CHOICE and not draft.doubtful:
        page.report(draft.row, "kind", slip("definition-choice-without-children"))
    if kind is Kind.COUNT_DOWN and draft.group is Group.DEDUCTION:
        page.report(draft.row, "kind", slip("definition-count-down-deduction"))


def _read_parameters(page: Page, draft: Draft, places: int | None) -> None:
    """Tham số, and its points against the maximum; not judged where the kind is not known."""
    text = lines(page, draft.row, "parameters")
    if page.is_flawed(draft.row, "kind") or page.is_flawed(draft.row, "parameters"):
        return
    if draft.children and draft.doubtful:
        return
    draft.parameters, slips = read_parameters(text, draft.kind)
    if not slips and draft.maximum is not None and not page.is_flawed(draft.row, "maximum"):
        slips = check_points(draft.parameters, draft.maximum)
    for found in slips:
        page.report(draft.row, "parameters", found, flaw=False)
    _check_sizes(page, draft)
    if places is not None:
        _check_places(page, draft, places)


def _check_sizes(page: Page, draft: Draft) -> None:
    """No number of points of Tham số beyond what points can be (bands are held by the maximum)."""
    rules = draft.parameters
    worths = filter(None, (rules.points, rules.shortfall, rules.excess, rules.excess_cap))
    found = too_large(max(worths, default=Decimal(0)))
    if found:
        page.report(draft.row, "parameters", found, flaw=False)


def _check_places(page: Page, draft: Draft, places: int) -> None:
    """What a criterion can be worth may not be finer than points are; rates (điểm, hụt, vượt) may."""
    worths = [band.points for band in draft.parameters.bands]
    if draft.parameters.excess_cap is not None:
        worths.append(draft.parameters.excess_cap)
    for worth in worths:
        if too_fine(worth, places):
            what = slip("definition-too-many-decimals", value=plain(worth), places=places)
            page.report(draft.row, "parameters", what, flaw=False)


def _criterion(page: Page, draft: Draft) -> Criterion:
    row = draft.row
    return Criterion(
        path=draft.path,
        level=draft.level,
        label=one_line(page, row, "label"),
        text=_text(page, row),
        maximum=draft.maximum,
        group=draft.group,
        kind=draft.kind,
        parameters=draft.parameters,
        measure=one_line(page, row, "measure"),
        guidance=lines(page, row, "guidance"),
        evidence_required=choice(page, row, "evidence", "answer", EVIDENCE) is not None,
        note=lines(page, row, "note"),
        row=row,
    )


def _text(page: Page, row: int) -> str:
    """Nội dung, which must be there; its line breaks are kept."""
    needed(page, row, "text")
    return lines(page, row, "text")


def _with_requirements(page: Page, criteria: list[Criterion], references: References) -> tuple[Criterion, ...]:
    """Every cần as the path that it names; one that is its own condition, alone or in a circle, is named."""
    needs: dict[str, str] = {}
    for criterion in criteria:
        written = criterion.parameters.requires
        path = written and resolve(page, criterion.row, "parameters", written, references)
        if path == criterion.path:
            page.report(criterion.row, "parameters", slip("definition-requires-itself", written=written))
        elif path:
            needs[criterion.path] = path
    _report_circles(page, needs, references.tree)
    return tuple(_requiring(criterion, needs.get(criterion.path)) for criterion in criteria)


def _requiring(criterion: Criterion, path: str | None) -> Criterion:
    if criterion.parameters.requires == path:
        return criterion
    return replace(criterion, parameters=replace(criterion.parameters, requires=path))


def _report_circles(page: Page, needs: Mapping[str, str], tree: Tree) -> None:
    children = {path: [child.path for child in below] for path, below in tree.children.items() if path}
    for circle in cycles(needs, children):
        row = tree.by_path[circle[0]].row
        page.report(row, "parameters", slip("definition-requires-circle", paths=" → ".join((*circle, circle[0]))))
