"""What decisions changed: each adjustment before → after, and the units whose total, rank or class moved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builders import BLANK, class_rule, cluster, collection, submission

from emulation_cli.cluster.decisions import Adjustment, ClassCap, Decisions
from emulation_cli.results import Change, Effect, Results
from emulation_cli.tally import tally

D = Decimal
CLASSES = (class_rule("Tốt", 80, percent=True), class_rule("Khá", 0))


def made(sheets: dict[str, Any], *adjusted: Adjustment, caps: tuple[ClassCap, ...] = ()) -> Results:
    agreed = cluster(("1", "direct", 10), ("2", "count", 10, {"points": 2}), units="A B C", classes=CLASSES)
    sent = collection(submission(agreed, {"1": one, "2": two}, unit) for unit, (one, two) in sheets.items())
    return tally(agreed, sent, Decisions(adjustments=adjusted, class_caps=caps))


def test_each_adjustment_before_and_after_in_the_order_of_the_lines() -> None:
    lines = (
        Adjustment("B", "1", None, D("7.5"), "Đã bổ sung", "Hội đồng"),
        Adjustment("A", "2", D(4), None, "Đếm lại"),
        Adjustment("C", "1", None, D(9), "Không có phiếu"),
    )
    found = made({"A": (9, 5), "B": (BLANK, 1)}, *lines)
    assert found.changes == (
        Change("B", "1", None, D("7.50"), "Đã bổ sung", "Hội đồng"),
        Change("A", "2", D("10.00"), D("8.00"), "Đếm lại", ""),
        Change("C", "1", None, None, "Không có phiếu", ""),
    )


def test_units_whose_total_rank_or_class_moved() -> None:
    found = made({"A": (9, 5), "B": (8, 4), "C": (1, 1)}, Adjustment("A", "1", None, D(2), "x"))
    assert found.effects == (
        Effect("B", D("16.00"), D("16.00"), 2, 1, "Tốt", "Tốt"),
        Effect("A", D("19.00"), D("12.00"), 1, 2, "Tốt", "Khá"),
    )
    capped = made({"A": (9, 5), "B": (8, 4)}, caps=(ClassCap("A", "Khá", "x"),))
    assert capped.effects == (Effect("A", D("19.00"), D("19.00"), 1, 1, "Tốt", "Khá"),)
    assert made({"A": (9, 5)}, Adjustment("A", "1", None, D(9), "x")).effects == ()
