"""Subtotals and the total of a scoring sheet: what enters which sum, and the live formulas for it.

The rules are those of the tally (formats.md): a heading shows chuẩn + thưởng − trừ of what stands under it, a bonus
or deduction heading its own group up to its ceiling; the total is chuẩn + min(thưởng, trần) − min(trừ, trần), ≥ 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Tree
from emulation_cli.cluster.guidance import digits
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.rules import BonusInScale
from emulation_cli.forms.columns import FIRST_ROW, LETTER, OWED_LETTER
from emulation_cli.forms.formulas import ACTUAL, MAX, SCORE, requirement
from emulation_cli.scoring.headings import CEILED, parts, shown_in

TICK = LETTER["not_assigned"]
COUNTED = (Group.STANDARD, Group.BONUS, Group.DEDUCTION)


def subtotal(parent: Criterion, cluster: Cluster, rows: Mapping[str, int], language: str) -> str:
    """A heading's formula; blank while nothing under it has a score."""
    if parent.kind is Kind.CHOICE:
        return _chosen(parent, cluster, rows)
    added, taken = shown_in(parent, cluster.tree)
    figure = _sum(added, cluster.tree, rows, language)
    if taken:
        figure = f"{figure}-{_sum(taken, cluster.tree, rows, language)}"
    if parent.group in CEILED and parent.maximum is not None:
        figure = f"MIN({MAX}{rows[parent.path]},{figure})"
    return _unless_empty(_cells((*added, *taken), rows), f"ROUND({figure},{cluster.places})")


def _chosen(parent: Criterion, cluster: Cluster, rows: Mapping[str, int]) -> str:
    """chọn một: the one child with points, 0 where every child has its 0; blank while none or several are chosen."""
    children = cluster.tree.children[parent.path]
    cells = _cells(children, rows)
    chosen = "+".join(f'COUNTIF({cell},">0")' for cell in cells)
    filled = f"COUNT({','.join(cells)})"
    figure = f"IF({chosen}=1,SUM({','.join(cells)}),0)"
    settled = f"OR({chosen}=1,AND({chosen}=0,{filled}>0,{filled}+{_ticks(children, rows)}>={len(children)}))"
    return f'=IF({settled},ROUND({figure},{cluster.places}),"")'


def owes_choice(parent: Criterion, tree: Tree, rows: Mapping[str, int]) -> str:
    """What a chọn một owes, live: 1, or 0 where the unit was assigned none of its children."""
    children = tree.children[parent.path]
    return f"=IF({_ticks(children, rows)}<{len(children)},1,0)"


def _ticks(children: Iterable[Criterion], rows: Mapping[str, int]) -> str:
    return "+".join(f'COUNTIF({cell},"<>")' for cell in _cells(children, rows, TICK))


def total(cluster: Cluster, rows: Mapping[str, int], language: str) -> str:
    """The formula of Tổng cộng; `rows` has its own row under ''."""
    tree = cluster.tree
    standard, bonus, deduction = (list(parts(tree, group)) for group in COUNTED)
    excess = _excess(tree, rows) if cluster.bonus_cap is not None else []
    rewards = [_sum(bonus, tree, rows, language)] if bonus else []
    figure = "-".join([_sum(standard, tree, rows, language), *excess])
    if rewards or excess:
        figure += f"+{_capped('+'.join([*rewards, *excess]), cluster.bonus_cap)}"
    if deduction:
        figure += f"-{_capped(_sum(deduction, tree, rows, language), cluster.deduction_cap)}"
    figure = f"MAX(0,{figure})"
    if cluster.bonus_in_scale is BonusInScale.CUT:
        figure = f"MIN({MAX}{rows['']},{figure})"
    return _unless_empty(_cells([*standard, *bonus, *deduction], rows), f"ROUND({figure},{cluster.places})")


def lacking(cluster: Cluster, rows: Mapping[str, int]) -> str:
    """How many scores the unit still owes: of rows marked 1 its score, of rows marked 2 (cụm tính) its result."""
    first, last = FIRST_ROW + 1, rows[""] - 1
    owed, tick = (f"{letter}{first}:{letter}{last}" for letter in (OWED_LETTER, TICK))
    missing = [
        f'SUMPRODUCT(({owed}={mark})*(1-ISNUMBER({letter}{first}:{letter}{last}))*({tick}=""))'
        for mark, letter in ((1, SCORE), (2, ACTUAL))
    ]
    return f"={'+'.join(missing)}"


def _excess(tree: Tree, rows: Mapping[str, int]) -> list[str]:
    """vượt: what chuẩn criteria got above their maximum counts as bonus, under the cap of all bonus."""
    return [
        f"MAX(0,N({SCORE}{rows[leaf.path]})-{MAX}{rows[leaf.path]})"
        for leaf in tree.leaves
        if leaf.group is Group.STANDARD and leaf.parameters.excess is not None
    ]


def _capped(figure: str, cap: Decimal | None) -> str:
    return figure if cap is None else f"MIN({digits(cap)},{figure})"


def _sum(criteria: Iterable[Criterion], tree: Tree, rows: Mapping[str, int], language: str) -> str:
    """SUM over their scores; a typed score that hangs on a requirement counts only where that is met."""
    plain, conditional = [], []
    for criterion in criteria:
        needed = criterion.parameters.requires
        if needed and criterion.kind is Kind.DIRECT:
            cell = f"{SCORE}{rows[criterion.path]}"
            conditional.append(f"IF({requirement(needed, tree, rows, language)[0]},N({cell}),0)")
        else:
            plain.append(criterion)
    return f"SUM({','.join([*_cells(plain, rows), *conditional])})" if plain or conditional else "0"


def _cells(criteria: Iterable[Criterion], rows: Mapping[str, int], letter: str = SCORE) -> list[str]:
    """Their cells in a column, neighbours as one range: G7:G10, G12."""
    runs: list[list[int]] = []
    for row in sorted(rows[criterion.path] for criterion in criteria):
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}" for first, last in runs]


def _unless_empty(cells: list[str], figure: str) -> str:
    """Blank while none of the cells holds a number. A function takes 255 arguments in Excel 2010: cells are few."""
    return f'=IF(COUNT({",".join(cells)})=0,"",{figure})' if cells else '=""'
