"""Data validation of a scoring sheet: what Excel lets a person type, and what it says when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion, Kind
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.columns import LETTER
from emulation_cli.forms.formulas import CLUSTER_KINDS, needs_target, requirement
from emulation_cli.labels import label
from emulation_cli.scoring.kinds import WHOLE_COUNTS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_TIMES = 40_000  # beyond it a "count" is a date: Excel takes a typed 9.5 for 9 May, day 46,000-odd
LARGEST = 10**15
FIGURES = (Kind.RATIO, Kind.BAND, *CLUSTER_KINDS)

Guard = tuple[str, dict[str, Any]]  # the cells ('F7:F9 F12'), the options of Worksheet.data_validation
Wanted = Callable[[Criterion], bool]


def guards(cluster: Cluster, rows: Mapping[str, int], language: str) -> list[Guard]:
    """Every guard of the table; the same for all units."""
    found = _Guards(cluster, rows, language)
    return [guard for guard in found.all() if guard[0]]


def attach(sheet: Worksheet, found: Iterable[Guard]) -> None:
    """Write guards to a worksheet."""
    for cells, options in found:
        sheet.data_validation(0, 0, 0, 0, {**options, "multi_range": cells})


class _Guards:
    def __init__(self, cluster: Cluster, rows: Mapping[str, int], language: str) -> None:
        self.tree, self.rows, self.language = cluster.tree, rows, language

    def all(self) -> Iterator[Guard]:
        yield from self._scores("self_score", lambda leaf: leaf.kind is Kind.DIRECT and not self._depends(leaf))
        yield from self._scores("appraised_score", lambda leaf: True)
        yield from self._dependent_scores()
        for field in ("actual", "appraised_actual"):
            yield from self._results(field)
        yield self._where("target", needs_target), self._target()
        yield self._where("not_assigned", lambda leaf: True), self._tick()

    def _scores(self, field: str, wanted: Wanted) -> Iterator[Guard]:
        """0…maximum; a guard a run of rows, since its limit is the cell beside the first of them."""
        for first, last in self._runs(wanted):
            limits = {"validate": "decimal", "criteria": "between", "minimum": 0}
            guard = {**limits, "maximum": f"={LETTER['maximum']}{first}", **self._say("score", "score_error")}
            yield _range(field, first, last), guard

    def _depends(self, leaf: Criterion) -> bool:
        return bool(leaf.parameters.requires) or self._choice_of(leaf) is not None

    def _choice_of(self, leaf: Criterion) -> Criterion | None:
        """The chọn một that a leaf is one of."""
        above = self.tree.by_path.get(leaf.parent)
        return above if above is not None and above.kind is Kind.CHOICE else None

    def _dependent_scores(self) -> Iterator[Guard]:
        """A typed score that hangs on others: above 0 only where a requirement is met, no other child is chosen."""
        for leaf in self.tree.leaves:
            if leaf.kind is not Kind.DIRECT or not self._depends(leaf):
                continue
            row, needed, choice = self.rows[leaf.path], leaf.parameters.requires, self._choice_of(leaf)
            cell, top = f"{LETTER['self_score']}{row}", f"{LETTER['maximum']}{row}"
            conditions = [requirement(needed, self.tree, self.rows, self.language)[0]] if needed else []
            conditions += self._others_blank(leaf, choice) if choice else []
            allowed = (
                f"=AND(ISNUMBER({cell}),N({cell})>=0,N({cell})<={top},OR(N({cell})=0,AND({','.join(conditions)})))"
            )
            named = self.tree.labels[needed if needed else leaf.parent]
            said = self._say("score", "required_error" if needed else "choice_error", criterion=named)
            yield cell, {"validate": "custom", "value": allowed, **said}

    def _others_blank(self, leaf: Criterion, choice: Criterion) -> list[str]:
        rows = [self.rows[child.path] for child in self.tree.children[choice.path] if child.path != leaf.path]
        return [f"N({LETTER['self_score']}{row})<=0" for row in rows]

    def _results(self, field: str) -> Iterator[Guard]:
        """What may stand under Kết quả (and Kết quả thẩm định), by kind."""
        alone, chosen = self._answers("pass"), self._answers("pass_choice")
        yield self._where(field, lambda leaf: leaf.kind is Kind.PASS and not self._choice_of(leaf)), alone
        yield self._where(field, lambda leaf: leaf.kind is Kind.PASS and bool(self._choice_of(leaf))), chosen
        counts = {**_between("whole", 0, MOST_TIMES), **self._say("count", "count")}
        yield self._where(field, lambda leaf: leaf.kind in WHOLE_COUNTS), counts
        yield (
            self._where(field, _is_figure),
            {**_between("decimal", -LARGEST, LARGEST), **self._say("amount", "amount")},
        )
        small = {**_between("decimal", 0, LARGEST), **self._say("amount", "amount_error")}
        yield self._where(field, lambda leaf: _is_figure(leaf, less_is_better=True)), small
        for first, last in self._runs(_is_percent):
            yield _range(field, first, last), self._percent(f"{LETTER[field]}{first}")

    def _answers(self, hint: str) -> dict[str, Any]:
        yes, no = (label("answer", key, self.language) for key in ("yes", "no"))
        title, said = (text(self.language, "forms", f"guard.{key}", yes=yes, no=no) for key in ("pass_title", hint))
        shown = {"input_title": title, "input_message": said, "error_title": title, "error_message": said}
        return {"validate": "list", "source": [yes, no], **shown}

    def _percent(self, cell: str) -> dict[str, Any]:
        """A warning only: 0,8 % may be the truth, though 0,95 hardly is."""
        allowed = f"=AND(ISNUMBER({cell}),OR(N({cell})<=0,N({cell})>1))"
        return {
            "validate": "custom",
            "value": allowed,
            "error_type": "warning",
            **self._say("percent", "percent_error"),
        }

    def _target(self) -> dict[str, Any]:
        return {"validate": "decimal", "criteria": ">", "value": 0, **self._say("target", "target_error")}

    def _tick(self) -> dict[str, Any]:
        tick = text(self.language, "forms", "sheet.tick")
        return {"validate": "list", "source": [tick], **self._say("tick", "tick_error", tick=tick)}

    def _say(self, key: str, error: str, **values: str) -> dict[str, str]:
        """Title, hint and refusal of a guard."""
        title, hint, wrong = (
            text(self.language, "forms", f"guard.{name}", **values) for name in (f"{key}_title", key, error)
        )
        return {"input_title": title, "input_message": hint, "error_title": title, "error_message": wrong}

    def _where(self, field: str, wanted: Wanted) -> str:
        return " ".join(_range(field, first, last) for first, last in self._runs(wanted))

    def _runs(self, wanted: Wanted) -> list[tuple[int, int]]:
        """Rows of the leaves that are wanted, neighbours together."""
        found: list[tuple[int, int]] = []
        for row in (self.rows[leaf.path] for leaf in self.tree.leaves if wanted(leaf)):
            if found and found[-1][1] == row - 1:
                found[-1] = (found[-1][0], row)
            else:
                found.append((row, row))
        return found


def _is_percent(leaf: Criterion) -> bool:
    return leaf.kind in FIGURES and leaf.percent


def _is_figure(leaf: Criterion, less_is_better: bool = False) -> bool:
    return leaf.kind in FIGURES and not leaf.percent and leaf.parameters.less_is_better is less_is_better


def _between(kind: str, least: int, most: int) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


def _range(field: str, first: int, last: int) -> str:
    letter = LETTER[field]
    return f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}"
