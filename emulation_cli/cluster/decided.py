"""What the sheets of decisions.xlsx share: names of the cluster, whole numbers, and no line said twice."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from emulation_cli.cluster.criteria import Criterion
from emulation_cli.cluster.model import Cluster
from emulation_cli.cluster.page import Page
from emulation_cli.cluster.references import References, criterion_at
from emulation_cli.cluster.slips import slip
from emulation_cli.cluster.units import Units, known_units, member
from emulation_cli.cluster.values import lines, needed, number, plain
from emulation_cli.text import fold, nearest


@dataclass
class Sheet:
    """A sheet of decisions and the cluster that it speaks of. A name that is not the cluster's is reported, and read
    as ''; the line is then left out like every line with an error."""

    page: Page
    cluster: Cluster
    _first: dict[tuple[str, Hashable], int] = field(default_factory=dict)

    def unit(self, row: int) -> str:
        """Đơn vị as its code."""
        return member(self.page, row, self.units) or ""

    def criterion(self, row: int) -> Criterion | None:
        """Tiêu chí."""
        return criterion_at(self.page, row, self.references)

    def award(self, row: int) -> str:
        """Hình thức as the sheet Khen thưởng spells it."""
        return self._known(row, "award", [rule.name for rule in self.cluster.awards], "decisions-unknown-award")

    def class_name(self, row: int) -> str:
        """Xếp loại as the sheet Xếp loại spells it."""
        names = list(dict.fromkeys(rule.name for rule in self.cluster.classes))
        return self._known(row, "best_class", names, "decisions-unknown-class")

    def words(self, row: int, key: str) -> str:
        """A reason or a ground, which must be there; its line breaks are kept."""
        needed(self.page, row, key)
        return lines(self.page, row, key)

    def whole(self, row: int, key: str, least: int = 0, default: int | None = None) -> int:
        """A whole number that must be there, unless there is a default."""
        if self.page.is_blank(row, key) and default is not None:
            return default
        if self.page.is_blank(row, key):
            needed(self.page, row, key)
        value = number(self.page, row, key)
        if value is not None and (value < least or value != int(value)):
            what = slip("decisions-not-whole", column=self.page.title(row, key), least=least, written=plain(value))
            self.page.report(row, key, what)
        return int(value or Decimal(0))

    def once(self, row: int, key: str, what: Hashable, code: str = "decisions-line-twice") -> None:
        """Report a line that says again what an earlier one said."""
        if self.page.is_flawed(row, key) or row in self.page.faulty:
            return
        first = self._first.setdefault((key, what), row)
        if first != row:
            self.page.report(row, key, slip(code, first=self.page.address(first, key)))

    @cached_property
    def units(self) -> Units:
        """The cluster's units by every name."""
        return known_units(self.cluster.units)

    @cached_property
    def references(self) -> References:
        """The cluster's criteria by path and label."""
        return References(self.cluster.tree)

    def _known(self, row: int, key: str, names: list[str], code: str) -> str:
        written = needed(self.page, row, key)
        known = {fold(name): name for name in names}
        if written and fold(written) not in known:
            near = nearest(written, names, least=0) or "–"
            self.page.report(row, key, slip(code, written=written, near=near, known=", ".join(names) or "–"))
        return known.get(fold(written), "")
