"""Numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.reports.spelled import spelled


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("869.17", "tám trăm sáu mươi chín phẩy mười bảy"),
        ("12.05", "mười hai phẩy không năm"),
        ("912.50", "chín trăm mười hai phẩy năm"),
        ("0.007", "không phẩy không không bảy"),
        ("0", "không"),
        ("95.00", "chín mươi lăm"),
        ("101", "một trăm lẻ một"),
        ("21.21", "hai mươi mốt phẩy hai mươi mốt"),
        ("1000", "một nghìn"),
        ("1004", "một nghìn không trăm lẻ bốn"),
        ("1015.25", "một nghìn không trăm mười lăm phẩy hai mươi lăm"),
        ("1110", "một nghìn một trăm mười"),
        ("12005", "mười hai nghìn không trăm lẻ năm"),
        ("1000005", "một triệu không trăm lẻ năm"),
        ("1234567", "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy"),
        ("-3.5", "trừ ba phẩy năm"),
    ],
)
def test_vietnamese(number: str, words: str) -> None:
    assert spelled(Decimal(number), "vi") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("869.17", "eight hundred and sixty-nine point one seven"),
        ("12.05", "twelve point zero five"),
        ("-1", "minus one"),
    ],
)
def test_english(number: str, words: str) -> None:
    assert spelled(Decimal(number), "en") == words


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.decimals(min_value=0, max_value=10**9, places=2))
def test_different_numbers_read_differently(one: Decimal, other: Decimal) -> None:
    assert (spelled(one, "vi") == spelled(other, "vi")) == (one == other)


def test_what_no_score_is_stays_in_digits() -> None:
    assert spelled(Decimal(10) ** 15, "vi") == "1000000000000000"
