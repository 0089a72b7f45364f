"""Texts typed in TCVN3 and VNI: the tables, what is told by font and shape, and a whole sheet typed so."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import packing
import pytest
from babel import Locale
from builders import cluster, codes, sheet
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.styles import Font

import emulation_cli
from emulation_cli.cluster.model import Unit
from emulation_cli.intake.identity import Names
from emulation_cli.intake.receive import receive
from emulation_cli.intake.sources import Source
from emulation_cli.spreadsheet import legacy_cells
from emulation_cli.spreadsheet.cells import Kind, Shown, Workbook
from emulation_cli.spreadsheet.legacy_cells import to_unicode
from emulation_cli.spreadsheet.legacy_shape import settle
from emulation_cli.spreadsheet.legacy_text import CODINGS, TCVN3, VNI, Coding, all_capitals, coding_of, suspected
from emulation_cli.spreadsheet.syllables import is_syllable
from emulation_cli.spreadsheet.workbook import read_bytes, read_workbook

PACKAGE = Path(emulation_cli.__file__).parent
EXAMPLES = PACKAGE.parent / "examples"
FONTS = {TCVN3: ".VnTime", VNI: "VNI-Times"}
VOWELS = "aăâeêioôơuưy"
TONES = {"": "", "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}  # by VNI's marks


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def encode(text: str, coding: Coding) -> str:
    """The text as somebody typed it then; TCVN3 leaves capitals with a tone to the font."""
    written: dict[str, str] = {}
    for old, new in coding.letters.items():
        written.setdefault(new, old)
    small = {new.upper(): old for new, old in written.items()} if coding is TCVN3 else {}
    return "".join({**small, **written}.get(letter, letter) for letter in composed(text))


def leaves(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(branch)


@cache
def proper() -> list[str]:
    """Proper Vietnamese: every text of the program, every text of an example's definition and sheets."""
    found = [
        text
        for path in (PACKAGE / "texts" / "vi").glob("*.toml")
        for text in leaves(tomllib.loads(path.read_text("utf-8")))
    ]
    for path in sorted((EXAMPLES / "cum-2").rglob("*.xlsx")):
        book, _ = read_workbook(path)
        if book is not None:
            found += [cell.text for one in book.sheets for cell in one.cells.values() if cell.kind is Kind.TEXT]
    return sorted(text for text in set(found) if not text.isascii())


def book_of(texts: Iterable[str], font: str = "", kind: Kind = Kind.TEXT) -> Workbook:
    """A sheet with the texts one below the other, all in one font."""
    made = sheet("S", [[text] for text in texts])
    for cell in made.cells.values():
        cell.kind = kind
    return Workbook("A.xlsx", "", [made], formats=[Shown.NUMBER], fonts=[font])


def read_as(texts: Iterable[str], font: str = "") -> tuple[list[str], list[tuple[str, str | None, str]]]:
    """What the texts are after reading, and the problems."""
    book = book_of(texts, font)
    problems = to_unicode(book)
    return [cell.text for cell in book.sheets[0].cells.values()], codes(problems)


# --- the tables


def test_tcvn3_is_tcvn_5712_where_iconv_knows_it() -> None:
    letters = {old: new for old, new in TCVN3.letters.items() if old <= "\xff"}
    data = "\n".join(letters).encode("latin-1")
    program = shutil.which("iconv")
    if program is None:
        pytest.skip("no iconv here")
    ran = subprocess.run([program, "-f", "TCVN5712-1", "-t", "UTF-8"], input=data, capture_output=True, check=False)
    if ran.returncode:
        pytest.skip("this iconv does not know TCVN-5712")
    assert composed(ran.stdout.decode("utf-8")).split("\n") == list(letters.values())


def test_tcvn3_has_every_vowel_with_every_tone_but_no_capital_with_one() -> None:
    small = {composed(vowel + tone) for vowel in VOWELS for tone in TONES.values()} | {"đ"}
    assert {new for new in TCVN3.letters.values() if new.islower()} == {one for one in small if not one.isascii()}
    assert sorted(new for new in TCVN3.letters.values() if new.isupper()) == sorted("ĂÂĐÊÔƠƯ")


def test_vni_is_regular_but_for_i_and_y() -> None:
    """A vowel, then a mark for the tone; with a hat or a breve the tones have marks of their own."""
    hat, breve = dict(zip(TONES, "âáàåãä", strict=True)), dict(zip(TONES, "êéèúüë", strict=True))
    expected = {}
    for mark, tone in TONES.items():
        expected |= {vowel + mark: vowel + tone for vowel in "aeouy" if mark}
        expected |= {"ô" + mark: "ơ" + tone, "ö" + mark: "ư" + tone, "a" + breve[mark]: "ă" + tone}
        expected |= {vowel + hat[mark]: hatted + tone for vowel, hatted in zip("aeo", "âêô", strict=True)}
    del expected["yï"]
    irregular = {"î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ñ": "đ"}
    small = {old: new for old, new in VNI.letters.items() if new.islower()}
    assert small == {old: composed(new) for old, new in (expected | irregular).items()}


WORDS = sorted({word for text in proper() for word in composed(text).split() if is_syllable(word)})


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_what_is_typed_and_read_is_the_same(coding: Coding, said: list[str]) -> None:
    text = " ".join(said).lower()
    assert coding.decode(encode(text, coding)) == text


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_vni_keeps_capitals(said: list[str]) -> None:
    for text in (" ".join(said).upper(), " ".join(said).title()):
        assert VNI.decode(encode(text, VNI)) == text


def test_a_capital_may_have_a_small_mark() -> None:
    assert VNI.decode("Aùnh saùng, AÙNH SAÙNG") == "Ánh sáng, ÁNH SÁNG"


def test_the_coding_that_a_font_tells() -> None:
    told = {font: coding_of(font) for font in (".VnTime", ".VNTIMEH", "VNI-Times", "vni-helve", "Times New Roman", "")}
    assert list(told.values()) == [TCVN3, TCVN3, VNI, VNI, None, None]
    assert [all_capitals(font) for font in (".VnTimeH", ".VnArialH", ".VnTime", "VNI-TimesH", "Impact H")] == [
        True, True, False, False, False
    ]  # fmt: skip


# --- syllables


@pytest.mark.parametrize("word", "nghĩa hoà hòa thuỷ thủy Quỳnh giếng gì giữa quyết khuỷu ươm yêu Ý oan ghi đ".split())
def test_syllables(word: str) -> None:
    assert is_syllable(word) and is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", "cé héi hßa X· hôc mat̃ nghàn gha kwa Céline không2 nghiêngg ẵ sơớ hóà ñy".split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


# --- sentences


SENTENCES = {
    TCVN3: [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("B¶ng chÊm ®iÓm thi ®ua 6 th¸ng ®Çu n¨m 2026", "Bảng chấm điểm thi đua 6 tháng đầu năm 2026"),
        ("Thùc hiÖn c¶i c¸ch hµnh chÝnh, kû luËt, kû c\xad¬ng", "Thực hiện cải cách hành chính, kỷ luật, kỷ cương"),
        ("QuyÕt ®Þnh sè 05/Q§-UBND cña Bé tr\xadëng", "Quyết định số 05/QĐ-UBND của Bộ trưởng"),
    ],
    VNI: [
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("Sôû Noâng nghieäp vaø Moâi tröôøng", "Sở Nông nghiệp và Môi trường"),
        ("Caên cöù Luaät Toå chöùc HÑND vaø UBND", "Căn cứ Luật Tổ chức HĐND và UBND"),
        ("Tyû leä hoà sô giaûi quyeát ñuùng haïn ≥ 95%", "Tỷ lệ hồ sơ giải quyết đúng hạn ≥ 95%"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_real_sentences_by_their_font_and_by_their_shape(coding: Coding) -> None:
    before, after = zip(*SENTENCES[coding], strict=True)
    for font in (FONTS[coding], "Times New Roman", ""):
        assert read_as(before, font) == ([*after], [("text-legacy-encoding", None, "A1")])
    for text, expected in SENTENCES[coding]:
        assert read_as([text], FONTS[coding])[0] == read_as([text])[0] == [expected]


def test_both_codings_in_one_sheet() -> None:
    pairs = SENTENCES[TCVN3] + SENTENCES[VNI]
    texts, problems = read_as([before for before, _ in pairs], "Arial")
    assert texts == [after for _, after in pairs]
    assert problems == [("text-legacy-encoding", None, "A1"), ("text-legacy-encoding", None, "A6")]


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
@pytest.mark.parametrize("with_font", [True, False])
def test_every_second_text_of_the_program_typed_so(coding: Coding, with_font: bool) -> None:
    texts = [composed(text) if coding is VNI else composed(text).lower() for text in proper()[::2]]
    book = book_of([encode(text, coding) for text in texts], FONTS[coding] if with_font else "")
    assert [problem.code for problem in to_unicode(book)] == ["text-legacy-encoding"]
    assert [cell.text for cell in book.sheets[0].cells.values()] == texts


def test_a_font_that_says_the_wrong_coding() -> None:
    before, after = zip(*SENTENCES[VNI], strict=True)
    assert read_as(before, ".VnTimeH")[0] == [*after]


def test_a_font_of_capitals() -> None:
    assert read_as(["ñy ban nh©n d©n", "Së Néi vô"], ".VnTimeH")[0] == ["ỦY BAN NHÂN DÂN", "SỞ NỘI VỤ"]
    assert read_as(["q®-ubnd ngµy 5/3"], ".VnTimeH")[0] == ["QĐ-UBND NGÀY 5/3"]
    assert read_as(["Së Néi vô"], ".VnTime")[0] == ["Sở Nội vụ"]


def test_the_note_says_what_was_done() -> None:
    book = book_of(["TT", "Së Néi vô", "§¹t 9,5 ®iÓm"], ".VnTime")
    (note,) = to_unicode(book)
    assert (note.severity, str(note.place)) == ("note", "A.xlsx ▸ S ▸ A2")
    assert dict(note.params) == {"encoding": "TCVN3", "count": "2", "before": "Së Néi vô", "after": "Sở Nội vụ"}


# --- what does not tell


@pytest.mark.parametrize("font", ["", "Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times"])
def test_proper_vietnamese_is_never_changed(font: str) -> None:
    """Whatever its font says; in a sheet of its own kind there is nothing to ask either."""
    texts = proper()
    assert len(texts) > 1000
    assert read_as(texts, font) == (texts, [])
    decomposed = [unicodedata.normalize("NFD", text) for text in texts]
    assert read_as(decomposed, font) == (decomposed, [])


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_a_proper_text_by_itself_is_never_changed_by_its_font(font: str) -> None:
    for text in proper():
        assert read_as([text], font)[0] == [text]
        assert read_as([text]) == ([text], [])


@given(st.lists(st.sampled_from(proper()), min_size=1, max_size=5), st.sampled_from(["", *FONTS.values()]))
def test_no_few_proper_texts_are_changed(texts: list[str], font: str) -> None:
    assert read_as(texts, font)[0] == texts


FOREIGN = [
    "Céline", "thé", "Señor Muñoz vivía en la mañana con niños pequeños en España, ESPAÑA",
    "François a préféré la crème brûlée à côté de l'hôtel présidentiel", "coração, São João, não",
    "Müller größer Straße über Fußgänger schön", "smørrebrød på Årø", "naïve façade résumé", "5 µm", "37°C", "20 m²",
    "§ 5", "© 2026", "Windows®", "« bon »", "½", "5 × 3 · 2 ± 1", "–", "“OK”…",
]  # fmt: skip


def test_other_languages_and_signs_are_never_changed() -> None:
    for font in ("", "Times New Roman", *FONTS.values()):
        assert read_as(FOREIGN, font)[0] == FOREIGN
    for text in FOREIGN:
        assert read_as([text]) == ([text], [])


@pytest.mark.parametrize("language", "ca da de es et fr ga is it lb nb nl pt sq sv tr".split())
def test_the_names_of_countries_and_languages_are_never_changed(language: str) -> None:
    """By chance a few words of any language are syllables when converted: Swedish 'mån' is 'mồn', 'sö' is 'sử'."""
    locale = Locale(language)
    texts = {*locale.territories.values(), *locale.languages.values(), *locale.months["format"]["wide"].values()}
    foreign = sorted(text for text in texts if not text.isascii())
    assert read_as(foreign)[0] == foreign


@given(st.text(st.characters(max_codepoint=127)), st.sampled_from(["", ".VnTime", ".VnTimeH", "VNI-Times"]))
def test_plain_ascii_is_never_looked_at(text: str, font: str) -> None:
    assert read_as([text], font) == ([text], [])


def test_numbers_are_never_looked_at() -> None:
    for kind in (Kind.NUMBER, Kind.ERROR):
        book = book_of(["9.5", SENTENCES[TCVN3][0][0]], ".VnTimeH", kind)
        assert to_unicode(book) == []
        assert book.sheets[0].text(2, 1) == SENTENCES[TCVN3][0][0]
    assert read_as(["9,5", "1\xa0250", "−3", "90%"], ".VnTimeH") == (["9,5", "1\xa0250", "−3", "90%"], [])
    assert read_as(["9,5 ®iÓm", "§¹t"], ".VnTime")[0] == ["9,5 điểm", "Đạt"]


def test_a_word_that_is_one_both_ways_follows_the_others() -> None:
    """'cã' and '®)' alone may be anything; 'có' in TCVN3 would be 'cú'."""
    old = [before for before, _ in SENTENCES[TCVN3]]
    new = [after for _, after in SENTENCES[TCVN3]]
    assert read_as([*old, "cã", "®)"], ".VnTime")[0][5:] == ["có", "đ)"]
    assert read_as([*old, "cã", "®)"])[0][5:] == ["có", "đ)"]
    assert read_as([*new, "có", "®)"], ".VnTime") == ([*new, "có", "®)"], [])
    assert read_as(["cã", "®)"], ".VnTime") == (["cã", "®)"], [("text-legacy-unsure", None, "A1")])
    assert read_as(["cã", "®)"]) == (["cã", "®)"], [])


def test_the_others_are_those_of_all_fonts_of_the_coding() -> None:
    book = book_of(["Nhãm", *(before for before, _ in SENTENCES[TCVN3])], ".VnTime")
    book.fonts.append(".VnArialH")
    book.sheets[0].cells[1, 1].style = 1
    assert [problem.code for problem in to_unicode(book)] == ["text-legacy-encoding"]
    assert book.sheets[0].text(1, 1) == "NHÓM"


def test_among_both_kinds_a_word_that_does_not_tell_is_asked_about() -> None:
    old = [before for before, _ in SENTENCES[TCVN3]]
    texts, problems = read_as([*old, "Sở Nội vụ", "cã"], "Arial")
    assert texts[5:] == ["Sở Nội vụ", "cã"]
    assert problems == [("text-legacy-encoding", None, "A1"), ("text-legacy-unsure", None, "A7")]


def test_a_word_of_today_in_an_old_text_is_kept() -> None:
    assert read_as(["§¬n vÞ göi b¸o c¸o: NguyÔn V¨n Bình"])[0] == ["Đơn vị gửi báo cáo: Nguyễn Văn Bình"]


def test_what_is_not_sure_is_left_and_said() -> None:
    old, new = SENTENCES[TCVN3][0][0], "Sở Nội vụ đã gửi"
    book = book_of([old, new, "có", f"{new}: {old}"], ".VnTime")
    note, warning = to_unicode(book)
    assert [cell.text for cell in book.sheets[0].cells.values()] == [SENTENCES[TCVN3][0][1], new, "có", f"{new}: {old}"]
    assert (note.code, warning.code, warning.severity) == ("text-legacy-encoding", "text-legacy-unsure", "warning")
    assert (warning.place.cell, dict(warning.params)) == (
        "A3", {"encoding": "TCVN3", "count": "2", "cells": "A3, A4", "text": "có"}
    )  # fmt: skip


def test_a_few_words_without_a_font_are_asked_about() -> None:
    assert read_as(["B¸o c¸o"]) == (["B¸o c¸o"], [("text-legacy-unsure", None, "A1")])
    assert read_as(["ViÖt Nam"]) == (["ViÖt Nam"], [])


def test_a_pasted_cell_in_a_proper_sheet() -> None:
    proper_ones = [after for pairs in SENTENCES.values() for _, after in pairs]
    pasted = "§· cã b¸o c¸o göi Së Néi vô ®óng h¹n, ®Çy ®ñ"
    texts, problems = read_as([*proper_ones, "Có", pasted], "Times New Roman")
    assert texts == [*proper_ones, "Có", "Đã có báo cáo gửi Sở Nội vụ đúng hạn, đầy đủ"]
    assert problems == [("text-legacy-encoding", None, "A12")]


def test_a_lost_letter_is_not_guessed() -> None:
    """Some programs drop the soft hyphen, which is TCVN3's ư."""
    assert read_as(["Bé trëng cña Bé Néi vô", "n\xadíc, níc"], ".VnTime")[0] == ["Bộ trởng của Bộ Nội vụ", "nước, nớc"]


def test_a_book_of_text_is_not_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy_cells, "MOST_LETTERS", 100)
    long = [f"{before} {number}" for number in range(9) for before, _ in SENTENCES[TCVN3][:1]]
    for font in (".VnTime", "Arial"):
        texts, problems = read_as(long, font)
        assert [code for code, _, _ in problems][-1] == "text-legacy-unsure"
        assert texts[-1] == long[-1]
    new = [f"{after} {number}" for number in range(9) for _, after in SENTENCES[TCVN3][:1]]
    assert read_as(new, "Arial") == read_as(new, ".VnTime") == (new, [])
    german = [f"Müller größer Straße {number}" for number in range(9)]
    assert read_as(german, "Arial") == (german, [])


@given(st.lists(st.text(st.characters(max_codepoint=0x2FF), max_size=12), max_size=4), st.sampled_from(CODINGS))
def test_a_conversion_changes_the_text_and_is_nfc(texts: list[str], coding: Coding) -> None:
    for text, settled in settle(texts, coding).items():
        assert text in texts and not text.isascii()
        assert settled.after is None or (settled.after != text and settled.after == composed(settled.after))


# --- whole files


AGREED = cluster(
    ("1", None, 20, {"label": "I", "text": "Thực hiện nhiệm vụ chuyên môn"}),
    ("1.1", "direct", 10, {"label": "đ)", "text": "Tham mưu, ban hành văn bản đúng tiến độ"}),
    ("1.2", "direct", 10, {"label": "2", "text": "Tổ chức phong trào thi đua"}),
)
UNITS = (Unit("NV", "Sở Nội vụ"), Unit("YT", "Sở Y tế"))
ROWS: list[list[Any]] = [
    ["Ủy ban nhân dân thành phố"],
    ["Đơn vị: Sở Nội vụ"],
    [],
    ["TT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Minh chứng"],
    ["I", "Thực hiện nhiệm vụ chuyên môn", 20, None, None],
    ["đ)", "Tham mưu, ban hành văn bản đúng tiến độ", 10, 9.5, "Báo cáo số 12"],
    ["2", "Tổ chức phong trào thi đua", 10, "8,25 điểm", "Kế hoạch của Sở"],
]


def typed(path: Path, coding: Coding, font: str) -> Path:
    """The sheet as somebody typed it years ago: no mark of ours, every cell in the old font."""
    book = Book()
    page = book.active
    for row, line in enumerate(ROWS, 1):
        for column, value in enumerate(line, 1):
            cell = page.cell(row, column, encode(value, coding) if isinstance(value, str) else value)
            cell.font = Font(name=font)
    book.save(path)
    return path


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
@pytest.mark.parametrize("with_font", [True, False])
def test_a_whole_sheet(tmp_path: Path, coding: Coding, with_font: bool) -> None:
    path = typed(tmp_path / "phieu.xlsx", coding, FONTS[coding] if with_font else "Calibri")
    before = path.read_bytes()
    agreed = replace(AGREED, units=UNITS)
    received = receive(Source("phieu.xlsx", path), agreed, Names(agreed))
    assert path.read_bytes() == before
    assert (received.unit, received.sha256) == ("NV", hashlib.sha256(before).hexdigest())
    assert received.submission is not None
    entries = received.submission.entries
    assert [(one.self_score, one.evidence) for one in entries.values()] == [
        (Decimal("9.5"), "Báo cáo số 12"),
        (Decimal("8.25"), "Kế hoạch của Sở"),
    ]
    first = next(one for one in received.problems if one.code == "text-legacy-encoding")
    assert (first.unit, first.place.cell) == ("NV", "A1")
    assert dict(first.params)["after"].casefold() == "ủy ban nhân dân thành phố"
    assert {"text-legacy-unsure", "row-uncertain", "row-reworded"}.isdisjoint(one.code for one in received.problems)


def test_texts_that_are_no_shared_strings() -> None:
    said = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for row, (text, _) in enumerate(SENTENCES[TCVN3], 1)
    )
    formula = '<row r="9"><c r="A9" t="str"><f>A1</f><v>B¸o c¸o</v></c></row>'
    book, problems = read_bytes(packing.workbook(said + formula), "A.xlsx")
    assert book is not None
    assert [cell.text for cell in book.sheets[0].cells.values()] == [*(new for _, new in SENTENCES[TCVN3]), "Báo cáo"]
    assert codes(problems) == [("text-legacy-encoding", None, "A1")]


def test_an_old_format_has_no_fonts_but_a_shape() -> None:
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    rows = "".join(
        f"<table:table-row><table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        "</table:table-row>"
        for text, _ in SENTENCES[VNI]
    )
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>'
    )
    data = packing.zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})
    book, problems = read_bytes(data, "A.ods")
    assert book is not None
    assert [cell.text for cell in book.sheets[0].cells.values()] == [new for _, new in SENTENCES[VNI]]
    assert codes(problems) == [("file-values-only", None, ""), ("text-legacy-encoding", None, "A1")]


def test_ordinary_sheets_are_not_suspected() -> None:
    """The gate that keeps an ordinary file from being looked at any further."""
    for path in sorted(EXAMPLES.rglob("*.xlsx")):
        book, _ = read_workbook(path)
        if book is not None:
            texts = [cell.text for one in book.sheets for cell in one.cells.values() if cell.kind is Kind.TEXT]
            assert not suspected(book.fonts, texts), path
    assert suspected([".VnTime"], ["abc"])
    assert all(suspected([], [encode(text, coding) for text in proper()[:20]]) for coding in CODINGS)
