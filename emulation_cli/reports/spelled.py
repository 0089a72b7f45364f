"""Numbers in words, as minutes write scores: 869,17 'tám trăm sáu mươi chín phẩy mười bảy'.

num2words reads whole numbers below a thousand; thousands and decimals are ours: it says 1015 'một nghìn lẻ mười lăm'
(which nobody does: 'một nghìn không trăm mười lăm') and 12,05 'mười hai phẩy năm'.
"""

from __future__ import annotations

from decimal import Decimal

from emulation_cli.catalogue import text

SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def spelled(value: Decimal, language: str) -> str:
    """A number in words; zeros at the end of its decimals are not read. Beyond 10^12 the digits stand as they are."""
    whole, _, decimals = f"{abs(value):f}".partition(".")
    decimals = decimals.rstrip("0")
    if len(whole) > 12:
        return f"{value:f}"
    words = _whole(int(whole), language)
    if decimals:
        words = f"{words} {_word(language, 'point')} {_decimals(decimals, language)}"
    return f"{_word(language, 'minus')} {words}" if value < 0 else words


def _whole(number: int, language: str) -> str:
    from num2words import num2words

    if language != "vi" or number < 1000:
        return str(num2words(number, lang=language))
    scale, name = next(each for each in SCALES if number >= each[0])
    head, rest = divmod(number, scale)
    words = f"{_whole(head, language)} {_word(language, name)}"
    return f"{words} {_continued(rest, language)}" if rest else words


def _continued(rest: int, language: str) -> str:
    """What follows a thousand or a million: hundreds are always said, 'không trăm lẻ năm'."""
    if rest >= 100:
        return _whole(rest, language)
    odd = f"{_word(language, 'odd')} " if rest < 10 else ""
    return f"{_word(language, 'no_hundred')} {odd}{_whole(rest, language)}"


def _decimals(digits: str, language: str) -> str:
    """Vietnamese says the zeros, then a number ('không năm', 'mười bảy'); English says digit by digit."""
    if language != "vi":
        return " ".join(_whole(int(digit), language) for digit in digits)
    number = digits.lstrip("0")
    zeros = [_whole(0, language)] * (len(digits) - len(number))
    return " ".join([*zeros, _whole(int(number), language)])


def _word(language: str, key: str) -> str:
    return text(language, "reports", f"spelled.{key}")
