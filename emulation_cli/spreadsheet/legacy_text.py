"""Vietnamese as it was typed before Unicode: TCVN3 (fonts .Vn…) and VNI (fonts VNI-…) → Unicode.

Both put other letters in the place of ours and leave the rest to the font: TCVN3 a letter for a letter ('Céng hßa' is
Cộng hòa), VNI a mark behind the vowel ('Coäng hoøa'). TCVN3 has no capitals with a tone; there are fonts that draw
everything as capitals instead, named with an H at the end (.VnTimeH).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_UNICODE = """
a á à ả ã ạ   ă ắ ằ ẳ ẵ ặ   â ấ ầ ẩ ẫ ậ   e é è ẻ ẽ ẹ   ê ế ề ể ễ ệ   i í ì ỉ ĩ ị
o ó ò ỏ õ ọ   ô ố ồ ổ ỗ ộ   ơ ớ ờ ở ỡ ợ   u ú ù ủ ũ ụ   ư ứ ừ ử ữ ự   y ý ỳ ỷ ỹ ỵ   đ
"""
_TCVN3 = """
a ¸ µ ¶ · ¹   ¨ ¾ » ¼ ½ Æ   © Ê Ç È É Ë   e Ð Ì Î Ï Ñ   ª Õ Ò Ó Ô Ö   i Ý × Ø Ü Þ
o ã ß á â ä   « è å æ ç é   ¬ í ê ë ì î   u ó ï ñ ò ô   - ø õ ö ÷ ù   y ý ú û ü þ   ®
""".replace("-", "\xad")  # ư is the soft hyphen, which nobody could see here
_TCVN3_CAPITALS = {"¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ"}
_VNI = """
a aù aø aû aõ aï   aê aé aè aú aü aë   aâ aá aà aå aã aä   e eù eø eû eõ eï   eâ eá eà eå eã eä   i í ì æ ó ò
o où oø oû oõ oï   oâ oá oà oå oã oä   ô ôù ôø ôû ôõ ôï    u uù uø uû uõ uï   ö öù öø öû öõ öï    y yù yø yû yõ î   ñ
"""

# What the old codings write most and an ordinary text of today never: of a hundred texts of three words or more in
# TCVN3 two are without any, in VNI one.
SIGNS = "¨ª¬\xad¶¸¹ÖÞñäëøïöûØÄÏÑÛ"


@dataclass(frozen=True, eq=False)
class Coding:
    """A coding: `letters` gives what is written for each Vietnamese letter that is not plain ASCII."""

    name: str
    letters: Mapping[str, str] = field(repr=False)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join([*sorted(self.letters, key=len, reverse=True), "[^\x00-\x7f]"]))

    def decode(self, text: str) -> str:
        """The text in Unicode (NFC); what the coding does not have stays as it is."""
        return self._pattern.sub(lambda found: self.letters.get(found[0], found[0]), text)

    def holds(self, word: str) -> bool:
        """Whether everything in a word that is not ASCII can be this coding's."""
        return all(found in self.letters for found in self._pattern.findall(word))


def _letters(written: str, extra: Mapping[str, str]) -> dict[str, str]:
    pairs = zip(written.split(), unicodedata.normalize("NFC", _UNICODE).split(), strict=True)
    return {old: new for old, new in pairs if not old.isascii()} | dict(extra)


def _with_capitals(letters: Mapping[str, str]) -> dict[str, str]:
    """VNI's marks are written large or small behind a capital: AÙ, Aù."""
    large = {old.upper(): new.upper() for old, new in letters.items()}
    return {**letters, **large, **{old[0].upper() + old[1:]: new.upper() for old, new in letters.items()}}


# The Greek letter comes from programs that take the micro sign for it. í and ì are VNI's own í and ì.
TCVN3 = Coding("TCVN3", _letters(_TCVN3, {**_TCVN3_CAPITALS, "\u03bc": "à"}))
VNI = Coding("VNI", _with_capitals(_letters(_VNI, {})))
CODINGS = (TCVN3, VNI)


def coding_of(font: str) -> Coding | None:
    """The coding that a font's name tells; None for a font of no coding, which Unicode fonts are."""
    name = font.lstrip("@").casefold()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith(("vni-", "vni ")) else None


def all_capitals(font: str) -> bool:
    """Whether a font draws every letter as a capital: .VnTimeH, .VnArialH."""
    return coding_of(font) is TCVN3 and font.rstrip().casefold().endswith("h")


def suspected(fonts: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether a workbook's fonts or texts look older than Unicode: quick, and rather too often yes than no."""
    together = "\n".join(texts)
    return any(map(coding_of, set(fonts))) or any(sign in together for sign in SIGNS)
