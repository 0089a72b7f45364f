"""The live formulas of a scoring sheet, in functions that Excel 2010 and LibreOffice both know.

A score is blank while what it needs is blank or is not a number: missing is never shown as zero. Rows count from 1,
as in the formulas themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, Parameters, Tree
from emulation_cli.cluster.guidance import digits
from emulation_cli.forms.columns import LETTER, OWED_LETTER
from emulation_cli.labels import label

CLUSTER_KINDS = (Kind.LEADER, Kind.MEAN)
MAX, TARGET, ACTUAL, SCORE = (LETTER[field] for field in ("maximum", "target", "actual", "self_score"))


def cluster_decides(criterion: Criterion, tree: Tree) -> bool:
    """Whether what the sheet shows of a leaf needs the other units; a typed score is shown whatever it requires."""
    return criterion.kind is not Kind.DIRECT and _waits(criterion, tree)


def _waits(criterion: Criterion, tree: Tree) -> bool:
    """Whether a leaf's points need the other units: its kind, or what it requires, or what that requires in turn."""
    if criterion.kind in CLUSTER_KINDS:
        return True
    needed = criterion.parameters.requires
    return needed is not None and any(_waits(leaf, tree) for leaf in tree.leaves_below(needed))


def owed(leaf: Criterion, tree: Tree) -> int:
    """What the unit owes in a leaf's row: 1 a score, 2 a result (the cluster computes), 0 nothing for sure (of
    several to choose from only one is filled in)."""
    above = tree.by_path.get(leaf.parent)
    if above is not None and above.kind is Kind.CHOICE:
        return 0
    return 2 if cluster_decides(leaf, tree) else 1


def needs_target(criterion: Criterion) -> bool:
    """Whether the unit must have a target: shares always, bands where their limits are percents of it."""
    if criterion.kind in (Kind.RATIO, Kind.LEADER):
        return True
    return criterion.kind is Kind.BAND and not criterion.percent and any(b.percent for b in criterion.parameters.bands)


def score(criterion: Criterion, tree: Tree, rows: Mapping[str, int], places: int, language: str) -> str:
    """The formula of a leaf whose own cells decide it (not trực tiếp, dẫn đầu, so trung bình)."""
    row = rows[criterion.path]
    ready, points = _KINDS[criterion.kind or Kind.DIRECT](criterion, row, language)
    rounded = f"ROUND({points},{places})"
    if criterion.percent and criterion.kind in (Kind.RATIO, Kind.BAND):
        # 0,95 where percents are asked for may mean 95 %: no points before that is settled (intake asks).
        ready = f"AND({ready},OR(N({ACTUAL}{row})<=0,N({ACTUAL}{row})>1))"
    needed = criterion.parameters.requires
    if needed:
        has, settled = requirement(needed, tree, rows, language)
        ready, rounded = f"AND({ready},OR({has},{settled}))", f"IF({has},{rounded},0)"
    return f'=IF({ready},{rounded},"")'


def requirement(needed: str, tree: Tree, rows: Mapping[str, int], language: str) -> tuple[str, str]:
    """cần=…: the conditions that the required criterion has some, and that nothing of it is still open."""
    has = [_has_some(leaf, rows[leaf.path], language) for leaf in tree.points_below(needed)]
    whole = settled_by(needed, tree)
    first, last = rows[whole], rows[tree.leaves_below(whole)[-1].path]
    owed = f'({OWED_LETTER}{first}:{OWED_LETTER}{last}>0)*({SCORE}{first}:{SCORE}{last}="")'
    settled = f"SUMPRODUCT({owed})=0" if last > first else f'OR({OWED_LETTER}{first}=0,{SCORE}{first}<>"")'
    return (f"OR({','.join(has)})" if len(has) > 1 else (has or ["FALSE"])[0]), settled


def settled_by(needed: str, tree: Tree) -> str:
    """The criterion that must be filled in before a required one is sure: of one to choose from, all of them."""
    above = tree.by_path.get(tree.by_path[needed].parent)
    return above.path if above is not None and above.kind is Kind.CHOICE else needed


def _has_some(leaf: Criterion, row: int, language: str) -> str:
    """Points; for a row that is never counted a result is enough."""
    if leaf.group is not Group.UNCOUNTED:
        return f"N({SCORE}{row})>0"
    result = f'{ACTUAL}{row}="{label("answer", "yes", language)}"' if leaf.kind is Kind.PASS else f"N({ACTUAL}{row})>0"
    return f"OR(N({SCORE}{row})>0,{result})"


def _passed(criterion: Criterion, row: int, language: str) -> tuple[str, str]:
    yes, no = (label("answer", key, language) for key in ("yes", "no"))
    answer = f"{ACTUAL}{row}"
    return f'OR({answer}="{yes}",{answer}="{no}")', f'IF({answer}="{yes}",{MAX}{row},0)'


def _count(criterion: Criterion, row: int, language: str) -> tuple[str, str]:
    return _whole(row), f"MIN({MAX}{row},{ACTUAL}{row}*{digits(criterion.parameters.points)})"


def _count_down(criterion: Criterion, row: int, language: str) -> tuple[str, str]:
    return _whole(row), f"MAX(0,{MAX}{row}-{ACTUAL}{row}*{digits(criterion.parameters.points)})"


def _whole(row: int) -> str:
    actual = f"N({ACTUAL}{row})"
    return f"AND(ISNUMBER({ACTUAL}{row}),{actual}>=0,{actual}=INT({actual}))"


def _ratio(criterion: Criterion, row: int, language: str) -> tuple[str, str]:
    rules, top = criterion.parameters, f"{MAX}{row}"
    share = f"{TARGET}{row}/{ACTUAL}{row}" if rules.less_is_better else f"{ACTUAL}{row}/{TARGET}{row}"
    points = _share_points(rules, share, top)
    if rules.floor is not None:
        points = f"IF({_percent(share)}<{digits(rules.floor)},0,{points})"
    if not rules.less_is_better:
        return _both(row), points
    best = f"{top}+{digits(rules.excess_cap)}" if rules.excess_cap else top
    return f"AND({_both(row)},N({ACTUAL}{row})>=0)", f"IF({ACTUAL}{row}=0,{best},{points})"


def _both(row: int) -> str:
    return f"AND(COUNT({TARGET}{row}:{ACTUAL}{row})=2,N({TARGET}{row})>0)"


def _share_points(rules: Parameters, share: str, top: str) -> str:
    if rules.shortfall is None and rules.excess is None:
        return f"{top}*MAX(0,MIN(1,{share}))"
    below, above = f"{top}*MAX(0,{share})", top
    if rules.shortfall is not None:
        lost = f"{_steps(f'1-{share}', rules.shortfall_step)}*{digits(rules.shortfall)}"
        below = f"MAX(0,{top}-{lost})"
    if rules.excess is not None:
        extra = f"{_steps(f'{share}-1', rules.excess_step)}*{digits(rules.excess)}"
        above = f"{top}+{extra}" if rules.excess_cap is None else f"{top}+MIN({digits(rules.excess_cap)},{extra})"
    return f"IF({_percent(share)}>=100,{above},{below})"


def _percent(share: str) -> str:
    """A share as a percent, free of the noise of binary fractions (7/10*100 must not fall below 70)."""
    return f"ROUND({share}*100,9)"


def _steps(share: str, step: Decimal | None) -> str:
    return f"INT(ROUND(({share})*100/{digits(step or Decimal(1))},9))"


def _band(criterion: Criterion, row: int, language: str) -> tuple[str, str]:
    """Nested IFs from the top band down; percents are of the target where there is one."""
    actual, target = f"{ACTUAL}{row}", f"{TARGET}{row}"
    ready, percent = f"ISNUMBER({actual})", _percent(f"{actual}/{target}")
    if needs_target(criterion):
        ready = _both(row)
    else:
        percent = f"IF(N({target})>0,{percent},{actual})"
    points = "0"
    for band in reversed(criterion.parameters.bands):
        points = f"IF({_within(band, percent if band.percent else actual)},{digits(band.points)},{points})"
    return ready, points


def _within(band: Band, value: str) -> str:
    limits = []
    if band.low is not None:
        limits.append(f"{value}{'>=' if band.low_included else '>'}{digits(band.low)}")
    if band.high is not None:
        limits.append(f"{value}{'<=' if band.high_included else '<'}{digits(band.high)}")
    return f"AND({','.join(limits)})" if len(limits) > 1 else (limits or ["TRUE"])[0]


_KINDS = {
    Kind.PASS: _passed,
    Kind.COUNT: _count,
    Kind.COUNT_DOWN: _count_down,
    Kind.RATIO: _ratio,
    Kind.BAND: _band,
}
