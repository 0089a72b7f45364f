"""Decisions as rows of decisions.xlsx, in the columns of `forms.decisions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulation_cli.cluster.criteria import Kind
from emulation_cli.cluster.decisions import (
    Adjustment,
    AwardBar,
    ClassCap,
    Excuse,
    Meeting,
    NextTerm,
    NotAssignedDecision,
    Receipt,
    TieDecision,
    Vote,
)
from emulation_cli.cluster.model import Cluster
from emulation_cli.forms.definition_page import Value
from emulation_cli.labels import label

Cells = Mapping[str, Value]  # by key of the column; a column that is not there stays empty


class Rows:
    """The rows of one cluster's decisions in a language; units go by their names."""

    def __init__(self, cluster: Cluster, language: str) -> None:
        self.cluster, self.language = cluster, language

    def of(self, line: Any) -> Cells:
        """A decision's cells by column."""
        return _ROWS[type(line)](self, line)

    def styles(self, line: Any) -> Mapping[str, str]:
        """Where a cell looks otherwise than its column: a share below 1 %, a day without a time."""
        if isinstance(line, Adjustment) and self._is_small_share(line):
            return {"actual": "fill_percent"}
        if isinstance(line, Receipt) and line.received is not None and not isinstance(line.received, datetime):
            return {"received": "fill_date"}
        return {}

    def adjustment(self, line: Adjustment) -> Cells:
        """The result as the unit would have filled it in."""
        actual: Value = line.actual
        if line.actual is not None and self.cluster.tree.by_path[line.criterion].kind is Kind.PASS:
            actual = self._say("answer", "yes" if line.actual else "no")
        elif line.actual is not None and self._is_small_share(line):
            actual = line.actual / 100
        said = {"reason": line.reason, "decided_by": line.decided_by, "decided_on": line.decided_on}
        what = {"unit": self._unit(line.unit), "criterion": line.criterion, "actual": actual, "points": line.points}
        return {**what, **said}

    def tie(self, line: TieDecision) -> Cells:
        """Phân định."""
        return {"unit": self._unit(line.unit), "order": Decimal(line.order), "ground": line.ground}

    def class_cap(self, line: ClassCap) -> Cells:
        """Khống chế."""
        return {"unit": self._unit(line.unit), "best_class": line.class_name, "reason": line.reason}

    def award_bar(self, line: AwardBar) -> Cells:
        """Không xét; tất cả is written out."""
        award = self._say("every_award", "all") if line.award is None else line.award
        return {"unit": self._unit(line.unit), "award": award, "reason": line.reason}

    def excuse(self, line: Excuse) -> Cells:
        """Miễn nộp."""
        treatment = self._say("treatment", line.treatment)
        return {"unit": self._unit(line.unit), "treatment": treatment, "reason": line.reason}

    def not_assigned(self, line: NotAssignedDecision) -> Cells:
        """Không giao."""
        return {"unit": self._unit(line.unit), "criterion": line.criterion, "reason": line.reason}

    def receipt(self, line: Receipt) -> Cells:
        """Nhận phiếu."""
        used = "" if line.used is None else self._say("used", "yes" if line.used else "no")
        return {"unit": self._unit(line.unit), "file": line.file, "received": line.received, "used": used}

    def vote(self, line: Vote) -> Cells:
        """Bỏ phiếu."""
        counts = {key: Decimal(getattr(line, key)) for key in ("round", *BALLOTS)}
        award = self._say("tie_vote", "tie") if line.award is None else line.award
        return {"award": award, "unit": self._unit(line.unit), **counts}

    def meeting(self, line: Meeting) -> Cells:
        """Cuộc họp."""
        return {"item": self._say("meeting", line.item), "text": line.text}

    def next_term(self, line: NextTerm) -> Cells:
        """Nhiệm kỳ tới."""
        return {"role": self._say("role", line.role), "unit": self._unit(line.unit)}

    def _unit(self, code: str) -> str:
        return self.cluster.unit_of[code].name if code else ""

    def _say(self, table: str, key: str) -> str:
        return label(table, key, self.language)

    def _is_small_share(self, line: Adjustment) -> bool:
        """0,5 % must not be read as 50 %."""
        measured = self.cluster.tree.by_path[line.criterion].percent
        return measured and line.actual is not None and 0 < line.actual <= 1


BALLOTS = ("issued", "returned", "valid", "votes", "members")
_ROWS: Mapping[type, Callable[[Rows, Any], Cells]] = {
    Adjustment: Rows.adjustment,
    TieDecision: Rows.tie,
    ClassCap: Rows.class_cap,
    AwardBar: Rows.award_bar,
    Excuse: Rows.excuse,
    NotAssignedDecision: Rows.not_assigned,
    Receipt: Rows.receipt,
    Vote: Rows.vote,
    Meeting: Rows.meeting,
    NextTerm: Rows.next_term,
}
