"""Whether a word is a Vietnamese syllable, by its spelling: onset, rhyme, tone. Not a dictionary of words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # ngang, sắc, huyền, hỏi, ngã, nặng
LONGEST = 7  # letters: nghiêng

_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu
ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu  y
""".split()
_AFTER_QU = """
a ac ach ai an ang anh ao at au ay  ăc ăm ăn ăng ăp ăt  ân âng ât ây  e en eo et  ê êch ên
i in it  ôc ơ  y ych yên yêt ynh yt yu
""".split()
_FRONT = [rhyme for rhyme in _RHYMES if rhyme[0] in "eêi"]  # k, gh, ngh stand before these; c, g, ng before the others
_BACK = [rhyme for rhyme in _RHYMES if rhyme[0] not in "eêiy"]
_AFTER_GI = [*_BACK, "ê", "êng", "êt"]


def _spelt(onsets: str, rhymes: list[str]) -> str:
    return f"(?:{'|'.join(onsets.split())})(?:{'|'.join(rhymes)})"


_SYLLABLE = re.compile(
    "|".join(
        [
            f"(?:{'|'.join([*_RHYMES, 'yêm', 'yên', 'yêng', 'yêt', 'yêu'])})",
            _spelt("b ch d đ h k kh l m n nh p ph r s t th tr v x", _RHYMES),
            _spelt("c g ng", _BACK),
            _spelt("gh ngh", _FRONT),
            _spelt("gi", _AFTER_GI),
            _spelt("g", ["i", "in"]),
            _spelt("qu", _AFTER_QU),
        ]
    )
)
_TONED = {
    unicodedata.normalize("NFC", vowel + tone): (vowel, number) for vowel in VOWELS for number, tone in enumerate(TONES)
}
_LETTERS = ("ă", "â", "đ")  # no syllables, but labels: 'đ)'
_STOPPED = ("c", "ch", "p", "t")  # such syllables have sắc or nặng


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word may be a Vietnamese syllable: 'nghĩa', 'hoà' and 'hòa', 'đ'; not 'cé', 'héi', 'hôc', 'Céline'."""
    letters = unicodedata.normalize("NFC", word.casefold())
    if letters in _LETTERS:
        return True
    if len(letters) > LONGEST:
        return False
    pairs = [_TONED.get(letter, (letter, 0)) for letter in letters]
    tones = [tone for _, tone in pairs if tone]
    bare = "".join(letter for letter, _ in pairs)
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(_STOPPED) or tones in ([1], [5])
