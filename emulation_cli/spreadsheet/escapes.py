"""Text as Excel escapes it inside XML."""

from __future__ import annotations

import re

XML_WHITE = " \t\r\n"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML can hold these, so no document of ours


def plain(text: str) -> str:
    """Excel's _xHHHH_ escapes decoded, every line break '\\n', control characters (which nobody sees) left out."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        # Two escapes may be one letter beyond the basic plane; half of one is no letter at all.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = visible(text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str, before: str) -> str:
    """Digits that a format raises behind a digit: the footnote of '20⁷', which joined would make 207 of 20."""
    return text.translate(_RAISED) if before[-1:].isdigit() and text.strip().isdigit() else text


def visible(text: str) -> str:
    """A text without control characters, every line break '\n'."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
